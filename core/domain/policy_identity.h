// PolicyIdentity: which site policy a verdict was given under, so that it can be given again. A value type; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace mi {

struct PolicyIdentity {
    std::string name;     // as the site calls it; the file's name when it could not be read
    std::string revision; // as the site counts; may be empty
    std::string sha256;   // of the file, lower-case hex; "" when it could not be read
    std::string day;      // "2026-11-24": for which rules were in force
    std::uint32_t rules = 0;
    std::uint32_t rulesInForce = 0; // the others have expired
    std::string problem;            // why it is not applied; nothing is filed meanwhile. "" if it is
    bool operator==(const PolicyIdentity &) const = default;
};

} // namespace mi
