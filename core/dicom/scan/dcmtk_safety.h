// Whether DCMTK may be let loose on a scanned instance: it recurses per Sequence, keeps some 250 bytes for each element
// and believes lengths, and where the encoding is broken it may read on at other places than the scan did.
#pragma once

#include "core/dicom/scan/scan_window.h"
#include "core/dicom/scanned_instance.h"

#include <cstdint>

namespace mi {

struct SafetyFacts {
    std::uint64_t truncatedLength = 0; // declared length of a value that the file cuts short
    std::uint64_t inflatedSize = 0;
    bool wentOnSilently = false; // behind a container that the file cuts short, nothing was reported any more
};

// `window` over the file, to be read from the start where defects make that necessary.
bool isSafeForDcmtk(const ScannedInstance &instance, const SafetyFacts &facts, ScanWindow &window);

} // namespace mi
