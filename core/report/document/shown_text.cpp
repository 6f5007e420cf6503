#include "core/report/document/shown_text.h"

#include <QString>

#include <algorithm>

namespace mi {

namespace {

bool isHarmful(QChar c)
{
    const char16_t code = c.unicode();
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF ||
           code == 0xFFFE || code == 0xFFFF;
}

bool areDigits(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string dayText(std::string_view year, std::string_view month, std::string_view day, Language language)
{
    const std::string y(year);
    const std::string m(month);
    const std::string d(day);
    return language == Language::german ? d + "." + m + "." + y : y + "-" + m + "-" + d;
}

} // namespace

std::string shownText(std::string_view text)
{
    const bool isPlain = std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
    if (isPlain)
        return std::string(text);
    QString wide = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar &c : wide) {
        if (isHarmful(c))
            c = QChar::ReplacementCharacter;
    }
    return wide.toStdString();
}

std::string shownDate(std::string_view dicomDate, Language language)
{
    if (dicomDate.size() != 8 || !areDigits(dicomDate))
        return shownText(dicomDate);
    return dayText(dicomDate.substr(0, 4), dicomDate.substr(4, 2), dicomDate.substr(6, 2), language);
}

std::string shownTime(std::string_view isoTime, Language language)
{
    constexpr std::size_t toMinutes = 16;
    constexpr std::size_t toSeconds = 19;
    if (isoTime.size() < toSeconds || isoTime[10] != 'T')
        return shownText(isoTime);
    std::string out = dayText(isoTime.substr(0, 4), isoTime.substr(5, 2), isoTime.substr(8, 2), language) + " ";
    out += isoTime.substr(11, toMinutes - 11);
    const std::string_view offset = isoTime.substr(toSeconds);
    if (!offset.empty())
        out += offset == "Z" ? " UTC" : " " + std::string(offset);
    return shownText(out);
}

std::string shownCount(std::uint64_t count, Language language)
{
    std::string digits = std::to_string(count);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, 1, language == Language::german ? '.' : ',');
    return digits;
}

} // namespace mi
