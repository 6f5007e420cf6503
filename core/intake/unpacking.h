// Takes the files out of a container, one after the other, into a scratch folder: nothing is known of what is inside
// until it is there, and names inside a container never become names on the disk. Everything is bounded, because a
// small file can claim to hold a large one. Blocking; any thread, one at a time for each Unpacker.
#pragma once

#include "core/intake/container_format.h"
#include "core/intake/file_walker.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace mi {

// Over everything that comes out of one dropped file, containers in it included.
struct UnpackLimits {
    std::uint64_t members = 1'000'000;
    std::uint64_t bytes = std::uint64_t{1} << 40U;         // unpacked
    std::uint64_t timesItsSize = 250;                      // how much larger than the container the content may be, ...
    std::uint64_t freeOfRatio = std::uint64_t{1} << 30U;   // ... beyond this many bytes
    std::uint64_t freeSpaceKept = std::uint64_t{1} << 30U; // bytes left free on the disk that is unpacked to
    int depth = 3;                                         // a container in a container in a container
};

// What has come out so far. Shared by a container and those inside it.
struct UnpackedSoFar {
    std::atomic<std::uint64_t> members = 0;
    std::atomic<std::uint64_t> bytes = 0;
    std::uint64_t containerSize = 0; // of the outermost
};

// A container whose files are being, or have been, taken out.
struct OpenContainer {
    std::shared_ptr<OpenContainer> parent = {}; // around it; null: none
    std::filesystem::path shown = {};           // its own place for people: "disc.zip", "disc.zip/inner.tar"
    std::filesystem::path folder = {};          // what holds its unpacked files
    int depth = 1;                              // 1: not inside another one
    std::shared_ptr<UnpackedSoFar> soFar = {};
    std::set<std::uint32_t> studies = {}; // which studies its files belong to; guarded by who keeps it
};

enum class UnpackOutcome : std::uint8_t {
    complete,
    notAContainer, // it looked like one
    encrypted,     // a password is needed, or the ones that are known do not fit
    damaged,       // cut off or broken
    limit,         // larger than the limits allow
    unreadable,    // the system did not deliver its bytes
    notUnpacked,   // the system did not take what was unpacked
    stopped,
};

struct UnpackReport {
    UnpackOutcome outcome = UnpackOutcome::complete;
    std::uint64_t members = 0;   // handed over
    std::uint64_t encrypted = 0; // not handed over, because of the password
    std::string observed = {};   // UTF-8, short; no names
    std::string expected = {};
    std::optional<Error> error = {}; // of `unreadable` and `notUnpacked`
};

struct UnpackJob {
    FileLayer &files;
    FoundFile file; // the container itself
    ContainerFormat format;
    std::shared_ptr<OpenContainer> container = {}; // its `folder` exists and is empty
    UnpackLimits limits = {};
    std::vector<std::string> passwords = {};
    std::function<bool(FoundFile)> found = {}; // each member; false ends it
    std::stop_token stop = {};
};

UnpackReport unpack(const UnpackJob &job);

} // namespace mi
