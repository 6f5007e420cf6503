// The SOP Classes of the standard (PS3.4, PS3.6 annex A), retired ones included. The table is
// resources/standard/sop_classes.tsv; CMake compiles it in. Any thread; a look-up never allocates.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mi {

enum class SopClassKind : std::uint8_t {
    patient,   // stored in files; belongs to a patient and a study
    noPatient, // stored in files; has neither, like a Hanging Protocol
    directory, // a DICOMDIR
    service,   // only exchanged over a network, never stored in a file
};

struct SopClass {
    std::string_view uid;
    std::string_view name;
    SopClassKind kind;
    bool retired;
};

// Null for private and unknown ones.
const SopClass *findSopClass(std::string_view uid);
// Those with this name, whatever the case of its letters: a retired one and its successor may share it.
std::vector<std::string_view> sopClassUidsNamed(std::string_view name);

inline constexpr std::string_view mediaStorageDirectory = "1.2.840.10008.1.3.10";

} // namespace mi
