#include "core/archive/manifest.h"

#include "core/archive/sha256.h"

#include <algorithm>

namespace mi::archive {

namespace {

constexpr std::size_t hashDigits = 64;
constexpr std::string_view separator = "  ";

bool isPathCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == '/';
}

// No component is empty or starts with a dot, so that none is "." or "..".
bool isBagPath(std::string_view path)
{
    if (path.empty() || path.size() > 255 || !std::ranges::all_of(path, isPathCharacter) || path.ends_with('/'))
        return false;
    for (std::size_t start = 0; start != std::string_view::npos;) {
        if (path[start] == '.' || path[start] == '/')
            return false;
        const std::size_t slash = path.find('/', start);
        start = slash == std::string_view::npos ? slash : slash + 1;
    }
    return true;
}

Error badLine(const std::string &subject, std::size_t line, const char *what)
{
    Error error;
    error.code = ErrorCode::invalidFormat;
    error.operation = "read the manifest";
    error.subject = subject;
    error.detail = "line " + std::to_string(line) + ": " + what;
    return error;
}

} // namespace

std::string formatManifest(std::vector<ManifestEntry> entries)
{
    std::ranges::sort(entries, {}, &ManifestEntry::path);
    std::string text;
    for (const ManifestEntry &entry : entries) {
        text += entry.sha256;
        text += separator;
        text += entry.path;
        text += '\n';
    }
    return text;
}

Result<std::vector<ManifestEntry>> parseManifest(std::string_view text, const std::string &subject)
{
    std::vector<ManifestEntry> entries;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos)
            return badLine(subject, number, "no line feed at its end");
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (line.size() <= hashDigits + separator.size() || line.substr(hashDigits, separator.size()) != separator)
            return badLine(subject, number, "not a hash, two spaces and a path");
        ManifestEntry entry{std::string(line.substr(hashDigits + separator.size())),
                            std::string(line.substr(0, hashDigits))};
        if (!isSha256(entry.sha256))
            return badLine(subject, number, "not a SHA-256 in small letters");
        if (!isBagPath(entry.path))
            return badLine(subject, number, "not a path of this format");
        if (!entries.empty() && entries.back().path >= entry.path)
            return badLine(subject, number, "paths repeat or are out of order");
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace mi::archive
