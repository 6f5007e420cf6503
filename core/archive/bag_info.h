// bag-info.txt and bagit.txt of a bag (RFC 8493 2.1.1, 2.2.2). Values; any thread.
#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mi::archive {

inline constexpr std::string_view bagitText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
inline constexpr std::string_view formatName = "mivalidator-archive";
inline constexpr int formatVersion = 1;

enum class BagKind : std::uint8_t { study, quarantine };

struct BagInfo {
    BagKind kind = BagKind::study;
    std::string name;             // of the bag's folder
    std::string studyInstanceUid; // escaped for display where it is not a well-formed UID
    std::string studyKey;
    std::string filedAt; // UTC, ISO 8601, seconds
    std::string importId;
    std::string software;
    std::uint64_t payloadBytes = 0;
    std::uint64_t payloadFiles = 0;
    std::string previousBag; // "" for the first, and in quarantine
    std::string previousTagManifestSha256;
    bool operator==(const BagInfo &) const = default;
};

// Line feeds, colons and other characters in a UID cannot add lines: they are escaped.
std::string formatBagInfo(const BagInfo &info);
// invalidFormat for anything that formatBagInfo would not have written.
Result<BagInfo> parseBagInfo(std::string_view text, const std::string &subject);

} // namespace mi::archive
