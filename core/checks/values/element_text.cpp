#include "core/checks/values/element_text.h"

#include <algorithm>

namespace mi {

namespace {

std::string_view withoutTrailingSpaces(std::string_view value)
{
    const std::size_t last = value.find_last_not_of(' ');
    return value.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool mayNotBeBlank(Vr vr)
{
    return vr == Vr::DA || vr == Vr::TM || vr == Vr::DT || vr == Vr::AS || vr == Vr::DS || vr == Vr::IS || vr == Vr::UR;
}

ValueDefect defectOf(Vr vr, std::string_view value)
{
    switch (vr) {
    case Vr::AS:
        return asDefect(value);
    case Vr::CS:
        return csDefect(value);
    case Vr::DA:
        return daDefect(value);
    case Vr::DS:
        return dsDefect(value);
    case Vr::DT:
        return dtDefect(value);
    case Vr::IS:
        return isDefect(value);
    case Vr::LO:
        return shortTextDefect(value, maxCharsLo);
    case Vr::LT:
        return longTextDefect(value, maxCharsLt);
    case Vr::PN:
        return pnDefect(value);
    case Vr::SH:
        return shortTextDefect(value, maxCharsSh);
    case Vr::ST:
        return longTextDefect(value, maxCharsSt);
    case Vr::TM:
        return tmDefect(value);
    case Vr::UC:
        return shortTextDefect(value, 0);
    case Vr::UI:
        return uiDefect(value);
    case Vr::UR:
        return urDefect(value);
    case Vr::UT:
        return longTextDefect(value, 0);
    default:
        return ValueDefect::none;
    }
}

ValueDefect oneValueDefect(Vr vr, std::string_view value)
{
    if (vr == Vr::AE)
        return aeDefect(value);
    const std::string_view text = withoutTrailingSpaces(value);
    if (text.empty())
        return !value.empty() && mayNotBeBlank(vr) ? ValueDefect::blank : ValueDefect::none;
    return defectOf(vr, text);
}

} // namespace

PaddingDefect paddingDefect(Vr vr, std::string_view value)
{
    if (value.empty())
        return PaddingDefect::none;
    const char last = value.back();
    if (last != ' ' && last != '\0')
        return PaddingDefect::none;
    const std::size_t end = value.find_last_not_of(std::string_view{" \0", 2}) + 1; // npos + 1 is 0
    const std::string_view padding = value.substr(end);
    const bool hasNul = padding.find('\0') != std::string_view::npos;
    if (vr == Vr::UI) {
        if (padding.find(' ') != std::string_view::npos)
            return PaddingDefect::space;
        return padding.size() > 1 ? PaddingDefect::excess : PaddingDefect::none;
    }
    if (hasNul)
        return PaddingDefect::nul;
    const bool isFixed = vr == Vr::DA || vr == Vr::AS;
    return isFixed && end > 0 && padding.size() > 1 ? PaddingDefect::excess : PaddingDefect::none;
}

TextDefect firstTextDefect(Vr vr, std::string_view value)
{
    if (!isMultiValuedText(vr))
        return {oneValueDefect(vr, value), value};
    for (std::size_t start = 0; start <= value.size();) {
        const std::size_t end = std::min(value.find('\\', start), value.size());
        const std::string_view one = value.substr(start, end - start);
        if (const ValueDefect defect = oneValueDefect(vr, one); defect != ValueDefect::none)
            return {defect, one};
        start = end + 1;
    }
    return {};
}

std::uint64_t countTextValues(Vr vr, std::string_view value)
{
    return isMultiValuedText(vr) ? static_cast<std::uint64_t>(std::ranges::count(value, '\\')) + 1 : 1;
}

} // namespace mi
