#include "core/archive/archive_layout.h"

#include "core/archive/sha256.h"
#include "core/domain/uid.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mi::archive {

namespace {

constexpr std::string_view hashedPrefix = "x-";
constexpr std::string_view seriesPrefix = "SE-";
constexpr std::string_view payloadPrefix = "data/";
constexpr std::string_view payloadSuffix = ".dcm";
constexpr std::size_t hashedDigits = 32;
constexpr std::size_t seriesDigits = 16;

bool isHex(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<std::uint32_t> parseNumber(std::string_view text)
{
    std::uint32_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool isPlainComponent(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && text.front() != '.' && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
               c == '_';
    });
}

} // namespace

std::string uidKey(std::string_view uid)
{
    if (isSafeAsFileName(uid))
        return std::string(uid);
    return std::string(hashedPrefix) + sha256Of(uid).substr(0, hashedDigits);
}

bool isUidKey(std::string_view name)
{
    if (name.starts_with(hashedPrefix))
        return name.size() == hashedPrefix.size() + hashedDigits && isHex(name.substr(hashedPrefix.size()));
    return isSafeAsFileName(name);
}

std::string seriesKey(std::string_view seriesInstanceUid)
{
    return std::string(seriesPrefix) + sha256Of(seriesInstanceUid).substr(0, seriesDigits);
}

bool isSeriesKey(std::string_view name)
{
    return name.starts_with(seriesPrefix) && name.size() == seriesPrefix.size() + seriesDigits &&
           isHex(name.substr(seriesPrefix.size()));
}

std::string shardOf(std::string_view key)
{
    if (key.starts_with(hashedPrefix))
        return std::string(key.substr(hashedPrefix.size(), 2));
    return sha256Of(key).substr(0, 2);
}

std::filesystem::path studyFolder(std::string_view studyInstanceUid)
{
    const std::string key = uidKey(studyInstanceUid);
    return std::filesystem::path(studiesFolder) / shardOf(key) / key;
}

std::string bagName(std::uint32_t number)
{
    std::string digits = std::to_string(number);
    if (digits.size() < 4)
        digits.insert(0, 4 - digits.size(), '0');
    return "b" + digits;
}

std::optional<std::uint32_t> bagNumber(std::string_view name)
{
    if (name.size() < 5 || name.front() != 'b')
        return std::nullopt;
    const std::optional<std::uint32_t> number = parseNumber(name.substr(1));
    if (!number || *number == 0 || bagName(*number) != name)
        return std::nullopt;
    return number;
}

std::string payloadPath(std::string_view seriesInstanceUid, std::string_view sopInstanceUid, std::uint32_t copy)
{
    std::string path(payloadPrefix);
    path += seriesKey(seriesInstanceUid) + "/" + uidKey(sopInstanceUid);
    if (copy > 1)
        path += "-" + std::to_string(copy);
    path += payloadSuffix;
    return path;
}

std::optional<PayloadName> parsePayloadPath(std::string_view path)
{
    if (!path.starts_with(payloadPrefix) || !path.ends_with(payloadSuffix))
        return std::nullopt;
    path.remove_prefix(payloadPrefix.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos || path.size() < slash + 1 + payloadSuffix.size())
        return std::nullopt;
    PayloadName name;
    name.series = path.substr(0, slash);
    std::string_view sop = path.substr(slash + 1);
    sop.remove_suffix(payloadSuffix.size());
    const std::size_t dash = sop.find('-', sop.starts_with(hashedPrefix) ? hashedPrefix.size() : 0);
    if (dash != std::string_view::npos) {
        const std::optional<std::uint32_t> copy = parseNumber(sop.substr(dash + 1));
        if (!copy || *copy < 2 || std::to_string(*copy) != sop.substr(dash + 1))
            return std::nullopt;
        name.copy = *copy;
    }
    name.sop = sop.substr(0, dash);
    if (!isSeriesKey(name.series) || !isUidKey(name.sop))
        return std::nullopt;
    return name;
}

bool isQuarantineName(std::string_view name)
{
    constexpr std::string_view pattern = "00000000T000000Z-xxxxxxxx";
    return std::ranges::equal(name, pattern, [](char c, char expected) {
        const bool isDigit = c >= '0' && c <= '9';
        return expected == '0' ? isDigit : expected == 'x' ? isDigit || (c >= 'a' && c <= 'f') : c == expected;
    });
}

bool isDescriptionPath(std::string_view path)
{
    constexpr std::array reserved{bagitFile, bagInfoFile, manifestFile, tagManifestFile};
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos)
        return isPlainComponent(path) && std::ranges::find(reserved, path) == reserved.end() && path != "data";
    const std::string_view folder = path.substr(0, slash);
    return isPlainComponent(folder) && folder != "data" && isPlainComponent(path.substr(slash + 1));
}

} // namespace mi::archive
