// Sets up DCMTK for the whole process, once, before any thread uses it: dictionary, flags, codecs, silent logging.
// Created in main and in tests that read with DCMTK, one at a time; destroyed last.
#pragma once

#include "core/support/result.h"

#include <memory>

namespace mi {

class DcmtkSession {
public:
    // Fails with `notFound` when the data dictionary of DCMTK cannot be loaded.
    static Result<std::unique_ptr<DcmtkSession>> create();
    ~DcmtkSession();
    DcmtkSession(const DcmtkSession &) = delete;
    DcmtkSession &operator=(const DcmtkSession &) = delete;

private:
    DcmtkSession() = default;
};

} // namespace mi
