// Acceptance: a person lets a study into the archive in spite of findings that keep it out, and says why. Kept in the
// record of the study and in the audit log. A value type; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mi {

struct Acceptance {
    static constexpr std::size_t longestReason = 500; // bytes

    std::string reason;                // as typed: one line of UTF-8
    std::string by;                    // as the system calls the user; may be empty
    std::string at;                    // UTC, ISO 8601
    std::vector<std::string> findings; // ids of what kept the study out, ascending: nothing else is accepted
};

using AcceptancePtr = std::shared_ptr<const Acceptance>;

// How far a person may go; a site policy decides (docs/site-policy.md).
enum class AcceptanceReach : std::uint8_t {
    nothing,
    completeData, // nothing is missing or unreadable, and nothing says that it may be another patient's
    anyData,      // whatever an archive has a place for
};

} // namespace mi
