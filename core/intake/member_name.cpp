#include "core/intake/member_name.h"

#include <algorithm>
#include <string>

namespace mi {

namespace {

constexpr std::size_t longestName = 1024; // bytes; what is longer is cut

bool isDrive(std::string_view part)
{
    return part.size() == 2 && part[1] == ':';
}

} // namespace

MemberName memberNameOf(std::string_view stored)
{
    MemberName name;
    const char divider = stored.find('/') == std::string_view::npos ? '\\' : '/';
    name.isUnsafe =
        stored.starts_with(divider) || std::ranges::any_of(stored, [](char c) { return c >= 0 && c < 0x20; });
    if (stored.size() > longestName) {
        name.isUnsafe = true;
        stored = stored.substr(0, longestName);
    }
    while (!stored.empty()) {
        const std::size_t end = std::min(stored.find(divider), stored.size());
        const std::string_view part = stored.substr(0, end);
        stored.remove_prefix(std::min(end + 1, stored.size()));
        if (part == ".." || isDrive(part))
            name.isUnsafe = true;
        else if (!part.empty() && part != ".")
            name.path /= std::filesystem::path(std::string(part));
    }
    if (name.path.empty())
        name.path = "unnamed";
    return name;
}

} // namespace mi
