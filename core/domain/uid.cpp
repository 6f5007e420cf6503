#include "core/domain/uid.h"

#include <algorithm>

namespace mi {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool hasEmptyComponent(std::string_view text)
{
    return text.starts_with('.') || text.ends_with('.') || text.find("..") != std::string_view::npos;
}

bool hasLeadingZero(std::string_view text)
{
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('.', start), text.size());
        if (end - start > 1 && text[start] == '0')
            return true;
        start = end + 1;
    }
    return false;
}

} // namespace

UidDefect uidDefect(std::string_view text)
{
    if (text.empty())
        return UidDefect::empty;
    if (!std::ranges::all_of(text, [](char c) { return isDigit(c) || c == '.'; }))
        return UidDefect::illegalCharacter;
    if (text.size() > 64)
        return UidDefect::tooLong;
    if (hasEmptyComponent(text))
        return UidDefect::emptyComponent;
    if (hasLeadingZero(text))
        return UidDefect::leadingZero;
    const bool isKnownRoot = text[0] <= '2' && text.size() > 2 && text[1] == '.';
    return isKnownRoot ? UidDefect::none : UidDefect::illegalRoot;
}

bool isSafeAsFileName(std::string_view text)
{
    const UidDefect defect = uidDefect(text);
    return defect == UidDefect::none || defect == UidDefect::leadingZero || defect == UidDefect::illegalRoot;
}

std::optional<Uid> Uid::create(std::string_view text)
{
    if (!isSafeAsFileName(text))
        return std::nullopt;
    return Uid{text};
}

} // namespace mi
