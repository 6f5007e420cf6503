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

// The number behind "2.25." as text, against 2^128 - 1.
bool isUuidTooLarge(std::string_view text)
{
    constexpr std::string_view root = "2.25.";
    constexpr std::string_view largest = "340282366920938463463374607431768211455";
    if (!text.starts_with(root))
        return false;
    const std::string_view number = text.substr(root.size(), text.find('.', root.size()) - root.size());
    return number.size() > largest.size() || (number.size() == largest.size() && number > largest);
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
    if (isUuidTooLarge(text))
        return UidDefect::uuidTooLarge;
    const bool isKnownRoot = text[0] <= '2' && text.size() > 2 && text[1] == '.';
    return isKnownRoot ? UidDefect::none : UidDefect::illegalRoot;
}

bool isSafeAsFileName(std::string_view text)
{
    const UidDefect defect = uidDefect(text);
    return defect == UidDefect::none || defect == UidDefect::leadingZero || defect == UidDefect::uuidTooLarge ||
           defect == UidDefect::illegalRoot;
}

std::optional<Uid> Uid::create(std::string_view text)
{
    if (!isSafeAsFileName(text))
        return std::nullopt;
    return Uid{text};
}

} // namespace mi
