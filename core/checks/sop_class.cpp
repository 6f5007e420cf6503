#include "core/checks/sop_class.h"

#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr auto patient = SopClassKind::patient;
constexpr auto noPatient = SopClassKind::noPatient;
constexpr auto directory = SopClassKind::directory;
constexpr auto service = SopClassKind::service;
constexpr bool current = false;
constexpr bool retired = true;

constexpr std::array sopClasses = [] {
    std::array table = std::to_array<SopClass>({
#include "sop_classes.inc"
    });
    std::ranges::sort(table, {}, &SopClass::uid);
    return table;
}();

} // namespace

const SopClass *findSopClass(std::string_view uid)
{
    const auto *const found = std::ranges::lower_bound(sopClasses, uid, {}, &SopClass::uid);
    return found != sopClasses.end() && found->uid == uid ? found : nullptr;
}

std::vector<std::string_view> sopClassUidsNamed(std::string_view name)
{
    std::vector<std::string_view> uids;
    for (const SopClass &sopClass : sopClasses) {
        if (isEqualIgnoringAsciiCase(sopClass.name, name))
            uids.push_back(sopClass.uid);
    }
    return uids;
}

} // namespace mi
