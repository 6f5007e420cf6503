#include "core/checks/values/value_rules.h"

#include <array>

namespace mi {

namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto allowed = Filing::allowed;

// A value that a receiver cannot read is an error; one that it can read although it should not be so is a warning.
constexpr std::array rules{
    CheckRule{"value.ae.invalid", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.as.invalid", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.blank", info, allowed, "PS3.5 6.2"},
    CheckRule{"value.cs.invalid", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.cs.lower-case", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.da.impossible", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.da.invalid", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.da.range", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.da.retired-form", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.ds.invalid", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.ds.out-of-range", error, allowed, ""},
    CheckRule{"value.ds.too-long", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.dt.impossible", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.dt.invalid", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.dt.range", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.float.not-finite", info, allowed, "PS3.5 6.2"},
    CheckRule{"value.float.measure-not-finite", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.is.invalid", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.is.out-of-range", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.length.not-multiple", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.length.too-long", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.padding.excess", info, allowed, "PS3.5 6.2"},
    CheckRule{"value.padding.nul", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.padding.space", warning, allowed, "PS3.5 9.1"},
    CheckRule{"value.pn.component-groups", warning, allowed, "PS3.5 6.2.1"},
    CheckRule{"value.pn.components", warning, allowed, "PS3.5 6.2.1"},
    CheckRule{"value.pn.one-component", info, allowed, "PS3.5 6.2.1"},
    CheckRule{"value.pn.group-too-long", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.text.control-character", warning, allowed, "PS3.5 6.1.3"},
    CheckRule{"value.timezone.invalid", warning, allowed, "PS3.3 C.12.1"},
    CheckRule{"value.tm.impossible", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.tm.invalid", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.tm.range", error, allowed, "PS3.5 6.2"},
    CheckRule{"value.tm.retired-form", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.ui.component-empty", error, allowed, "PS3.5 9.1"},
    CheckRule{"value.ui.component-leading-zero", warning, allowed, "PS3.5 9.1"},
    CheckRule{"value.ui.illegal-root", warning, allowed, "PS3.5 9.1"},
    CheckRule{"value.ui.invalid-character", error, allowed, "PS3.5 9.1"},
    CheckRule{"value.ui.too-long", error, allowed, "PS3.5 9.1"},
    CheckRule{"value.ui.uuid-too-large", warning, allowed, "PS3.5 B.2"},
    CheckRule{"value.ur.invalid", warning, allowed, "PS3.5 6.2"},
    CheckRule{"value.vm.numbers-wrong", error, allowed, "PS3.5 6.4"},
    CheckRule{"value.vm.wrong", warning, allowed, "PS3.5 6.4"},
    CheckRule{"value.vr.differs-from-dictionary", warning, allowed, "PS3.6 6"},
    CheckRule{"value.vr.incompatible", error, allowed, "PS3.6 6"},
    CheckRule{"value.vr.sign-changes-value", warning, allowed, "PS3.3 C.7.6.3"},
    CheckRule{"value.vr.un-for-known", info, allowed, "PS3.5 6.2.2"},
    CheckRule{"attribute.directory-only", warning, allowed, "PS3.6 8"},
    CheckRule{"attribute.group-length", info, allowed, "PS3.5 7.2"},
    CheckRule{"attribute.retired", info, allowed, "PS3.6 6"},
    CheckRule{"attribute.unknown", warning, allowed, "PS3.6 6"},
    CheckRule{"private.creator.empty", warning, allowed, "PS3.5 7.8.1"},
    CheckRule{"private.creator.missing", warning, allowed, "PS3.5 7.8.1"},
    CheckRule{"private.creator.not-lo", warning, allowed, "PS3.5 7.8.1"},
    CheckRule{"private.element.illegal", warning, allowed, "PS3.5 7.8.1"},
    CheckRule{"private.value.invalid", info, allowed, "PS3.5 6.2"},
};

struct Row {
    Vr vr;
    ValueDefect defect;
    BrokenRule rule;
};

constexpr std::string_view realDay = "a day that the calendar has";
constexpr std::string_view oneDate = "one date, no range";
constexpr std::string_view oneTime = "one time, no range";

constexpr std::array rows{
    Row{Vr::AE, ValueDefect::illegalCharacter, {"value.ae.invalid", "printable ASCII without backslash"}},
    Row{Vr::AE, ValueDefect::blank, {"value.ae.invalid", "more than spaces"}},
    Row{Vr::AE, ValueDefect::tooLong, {"value.length.too-long", "at most 16 characters"}},
    Row{Vr::AS, ValueDefect::malformed, {"value.as.invalid", "three digits and D, W, M or Y"}},
    Row{Vr::CS, ValueDefect::illegalCharacter, {"value.cs.invalid", "A-Z, 0-9, space and underscore"}},
    Row{Vr::CS, ValueDefect::lowerCase, {"value.cs.lower-case", "capital letters"}},
    Row{Vr::CS, ValueDefect::tooLong, {"value.length.too-long", "at most 16 characters"}},
    Row{Vr::DA, ValueDefect::malformed, {"value.da.invalid", "YYYYMMDD"}},
    Row{Vr::DA, ValueDefect::impossible, {"value.da.impossible", realDay}},
    Row{Vr::DA, ValueDefect::retiredForm, {"value.da.retired-form", "YYYYMMDD"}},
    Row{Vr::DA, ValueDefect::queryRange, {"value.da.range", oneDate}},
    Row{Vr::DS, ValueDefect::malformed, {"value.ds.invalid", "a decimal number"}},
    Row{Vr::DS, ValueDefect::outOfRange, {"value.ds.out-of-range", "a number that programs can hold"}},
    Row{Vr::DS, ValueDefect::tooLong, {"value.ds.too-long", "at most 16 characters"}},
    Row{Vr::DT, ValueDefect::malformed, {"value.dt.invalid", "YYYYMMDDHHMMSS.FFFFFF&ZZXX"}},
    Row{Vr::DT, ValueDefect::impossible, {"value.dt.impossible", realDay}},
    Row{Vr::DT, ValueDefect::queryRange, {"value.dt.range", oneDate}},
    Row{Vr::IS, ValueDefect::malformed, {"value.is.invalid", "a whole number"}},
    Row{Vr::IS, ValueDefect::outOfRange, {"value.is.out-of-range", "-2147483648 to 2147483647"}},
    Row{Vr::IS, ValueDefect::tooLong, {"value.length.too-long", "at most 12 characters"}},
    Row{Vr::LO, ValueDefect::tooLong, {"value.length.too-long", "at most 64 characters"}},
    Row{Vr::SH, ValueDefect::tooLong, {"value.length.too-long", "at most 16 characters"}},
    Row{Vr::ST, ValueDefect::tooLong, {"value.length.too-long", "at most 1024 characters"}},
    Row{Vr::LT, ValueDefect::tooLong, {"value.length.too-long", "at most 10240 characters"}},
    Row{Vr::PN, ValueDefect::groupTooLong, {"value.pn.group-too-long", "at most 64 characters in a component group"}},
    Row{Vr::PN, ValueDefect::tooManyGroups, {"value.pn.component-groups", "at most 3 component groups"}},
    Row{Vr::PN, ValueDefect::oneComponent, {"value.pn.one-component", "^ between family and given name"}},
    Row{Vr::PN, ValueDefect::tooManyParts, {"value.pn.components", "at most 5 components"}},
    Row{Vr::TM, ValueDefect::malformed, {"value.tm.invalid", "HHMMSS.FFFFFF"}},
    Row{Vr::TM, ValueDefect::impossible, {"value.tm.impossible", "second 60 for leap seconds only"}},
    Row{Vr::TM, ValueDefect::retiredForm, {"value.tm.retired-form", "HHMMSS.FFFFFF"}},
    Row{Vr::TM, ValueDefect::queryRange, {"value.tm.range", oneTime}},
    Row{Vr::UI, ValueDefect::illegalCharacter, {"value.ui.invalid-character", "digits and dots"}},
    Row{Vr::UI, ValueDefect::tooLong, {"value.ui.too-long", "at most 64 characters"}},
    Row{Vr::UI, ValueDefect::emptyComponent, {"value.ui.component-empty", "a number between any two dots"}},
    Row{Vr::UI, ValueDefect::leadingZero, {"value.ui.component-leading-zero", "components without leading zeros"}},
    Row{Vr::UI, ValueDefect::illegalRoot, {"value.ui.illegal-root", "0, 1 or 2 in front, and more than one component"}},
    Row{Vr::UI, ValueDefect::outOfRange, {"value.ui.uuid-too-large", "at most 128 bits behind 2.25."}},
    Row{Vr::UR, ValueDefect::illegalCharacter, {"value.ur.invalid", "characters of a URI"}},
    Row{Vr::UR, ValueDefect::malformed, {"value.ur.invalid", "the syntax of a URI"}},
};

} // namespace

BrokenRule brokenRule(Vr vr, ValueDefect defect)
{
    for (const Row &row : rows) {
        if (row.vr == vr && row.defect == defect)
            return row.rule;
    }
    if (defect == ValueDefect::blank)
        return {"value.blank", "a value, or no bytes at all"};
    return {"value.text.control-character", "no control characters"};
}

std::span<const CheckRule> allValueRules()
{
    return rules;
}

} // namespace mi
