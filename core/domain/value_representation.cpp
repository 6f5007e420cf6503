#include "core/domain/value_representation.h"

#include <array>

namespace mi {

namespace {

struct Traits {
    std::string_view code;
    bool longLength;
    bool text;
    bool multiValued;
    bool characterSet;
    unsigned size;
};

// In the order of the enumeration.
constexpr std::array<Traits, 34> traits{{
    {"AE", false, true, true, false, 0},  {"AS", false, true, true, false, 0},   {"AT", false, false, false, false, 4},
    {"CS", false, true, true, false, 0},  {"DA", false, true, true, false, 0},   {"DS", false, true, true, false, 0},
    {"DT", false, true, true, false, 0},  {"FD", false, false, false, false, 8}, {"FL", false, false, false, false, 4},
    {"IS", false, true, true, false, 0},  {"LO", false, true, true, true, 0},    {"LT", false, true, false, true, 0},
    {"OB", true, false, false, false, 0}, {"OD", true, false, false, false, 8},  {"OF", true, false, false, false, 4},
    {"OL", true, false, false, false, 4}, {"OV", true, false, false, false, 8},  {"OW", true, false, false, false, 2},
    {"PN", false, true, true, true, 0},   {"SH", false, true, true, true, 0},    {"SL", false, false, false, false, 4},
    {"SQ", true, false, false, false, 0}, {"SS", false, false, false, false, 2}, {"ST", false, true, false, true, 0},
    {"SV", true, false, false, false, 8}, {"TM", false, true, true, false, 0},   {"UC", true, true, true, true, 0},
    {"UI", false, true, true, false, 0},  {"UL", false, false, false, false, 4}, {"UN", true, false, false, false, 0},
    {"UR", true, true, false, false, 0},  {"US", false, false, false, false, 2}, {"UT", true, true, false, true, 0},
    {"UV", true, false, false, false, 8},
}};

const Traits *find(Vr vr)
{
    const auto index = static_cast<std::size_t>(vr);
    return index < traits.size() ? &traits[index] : nullptr;
}

} // namespace

std::optional<Vr> vrFromCode(std::string_view code)
{
    for (std::size_t i = 0; i < traits.size(); ++i) {
        if (traits[i].code == code)
            return static_cast<Vr>(i);
    }
    return std::nullopt;
}

std::string_view toString(Vr vr)
{
    const Traits *row = find(vr);
    if (row != nullptr)
        return row->code;
    return vr == Vr::unknown ? "??" : "";
}

bool hasLongLength(Vr vr)
{
    const Traits *row = find(vr);
    return row != nullptr && row->longLength;
}

bool isCharacterSetDependent(Vr vr)
{
    const Traits *row = find(vr);
    return row != nullptr && row->characterSet;
}

bool isMultiValuedText(Vr vr)
{
    const Traits *row = find(vr);
    return row != nullptr && row->multiValued;
}

bool isText(Vr vr)
{
    const Traits *row = find(vr);
    return row != nullptr && row->text;
}

unsigned fixedValueSize(Vr vr)
{
    const Traits *row = find(vr);
    return row != nullptr ? row->size : 0;
}

} // namespace mi
