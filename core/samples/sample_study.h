// Writes a small CT study of a made-up person: for the first try, for tests and for screenshots. Needs a DcmtkSession.
#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mi {

struct SampleStudy {
    std::string patientName = "SAMPLE^ANNA";
    std::string patientId = "SAMPLE-0001";
    std::string birthDate = "19700101";
    std::string studyDescription = "Sample study";
    std::string studyDate = "20260105";
    // Every UID is this root and numbers below it, so that two studies with other roots never collide.
    std::string uidRoot = "2.25.1000001";
    std::uint16_t rows = 64;
    std::uint16_t columns = 64;
    std::uint32_t series = 2;
    std::uint32_t instancesPerSeries = 4;
};

// The files written, in order. The folder is created; existing files are an error.
Result<std::vector<std::filesystem::path>> writeSampleStudy(const std::filesystem::path &folder,
                                                            const SampleStudy &study);

} // namespace mi
