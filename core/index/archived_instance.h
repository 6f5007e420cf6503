// ArchivedInstance: what the index knows of an instance. Where the studies of the archive contradict each other,
// nothing is stated.
#pragma once

#include <cstdint>
#include <string>

namespace mi {

struct ArchivedInstance {
    std::string sopClassUid;  // "": not stated
    std::uint32_t frames = 0; // Number of Frames; 0: not stated
};

} // namespace mi
