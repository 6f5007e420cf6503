#include "core/checks/iod/iod_rules.h"

#include "core/checks/iod/rule_run.h"

#include <array>

namespace mi {

namespace {

using F = Filing;
using S = Severity;

// What an object has to say and does not is an error; what it may say empty, or says in another way than it should, is
// a warning; what is legal but unusual is an info. None blocks filing: nothing is lost that the sender has sent.
constexpr std::array rules{
    CheckRule{"iod.attribute.empty", S::error, F::allowed, "PS3.5 7.4.1"},
    CheckRule{"iod.attribute.empty-conditional", S::warning, F::allowed, "PS3.5 7.4.2"},
    CheckRule{"iod.attribute.missing", S::error, F::allowed, "PS3.5 7.4.1"},
    CheckRule{"iod.attribute.missing-conditional", S::error, F::allowed, "PS3.5 7.4.2"},
    CheckRule{"iod.attribute.missing-may-be-empty", S::warning, F::allowed, "PS3.5 7.4.3"},
    CheckRule{"iod.attribute.not-allowed", S::warning, F::allowed, "PS3.5 7.4"},
    CheckRule{"iod.attribute.not-expected", S::info, F::allowed, "PS3.5 7.4.2"},
    CheckRule{"iod.attribute.not-in-iod", S::info, F::allowed, "PS3.4 B.4.1"},
    CheckRule{"iod.attribute.wrong-level", S::info, F::allowed, "PS3.3 A"},
    CheckRule{"iod.code.meaning-missing", S::error, F::allowed, "PS3.3 8.3"},
    CheckRule{"iod.code.not-in-context-group", S::info, F::allowed, "PS3.3 8.6"},
    CheckRule{"iod.code.scheme-missing", S::error, F::allowed, "PS3.3 8.2"},
    CheckRule{"iod.code.scheme-retired", S::info, F::allowed, "PS3.16 8.1"},
    CheckRule{"iod.code.several-values", S::warning, F::allowed, "PS3.3 8.1"},
    CheckRule{"iod.code.value-missing", S::error, F::allowed, "PS3.3 8.1"},
    CheckRule{"iod.dimensions.pointer-unresolved", S::warning, F::allowed, "PS3.3 C.7.6.17"},
    CheckRule{"iod.dimensions.values-count", S::error, F::allowed, "PS3.3 C.7.6.17"},
    CheckRule{"iod.group.in-some-frames-only", S::error, F::allowed, "PS3.3 C.7.6.16"},
    CheckRule{"iod.group.missing", S::error, F::allowed, "PS3.3 C.7.6.16"},
    CheckRule{"iod.group.not-allowed", S::warning, F::allowed, "PS3.3 C.7.6.16"},
    CheckRule{"iod.group.not-allowed-here", S::warning, F::allowed, "PS3.3 C.7.6.16"},
    CheckRule{"iod.group.not-expected", S::info, F::allowed, "PS3.3 C.7.6.16"},
    CheckRule{"iod.group.shared-and-per-frame", S::error, F::allowed, "PS3.3 C.7.6.16.1.1"},
    CheckRule{"iod.items.count", S::warning, F::allowed, "PS3.5 7.5"},
    CheckRule{"iod.items.empty", S::error, F::allowed, "PS3.5 7.5"},
    CheckRule{"iod.module.missing", S::error, F::allowed, "PS3.3 A.1.3"},
    CheckRule{"iod.module.not-allowed", S::warning, F::allowed, "PS3.3 A.1.3"},
    CheckRule{"iod.module.not-expected", S::info, F::allowed, "PS3.3 A.1.3"},
    CheckRule{"iod.value.not-defined-term", S::info, F::allowed, "PS3.5 6.3"},
    CheckRule{"iod.value.not-enumerated", S::error, F::allowed, "PS3.5 6.3"},
    CheckRule{"iod.value.out-of-bounds", S::error, F::allowed, "PS3.3 C"},
    CheckRule{"iod.values.count", S::warning, F::allowed, "PS3.5 6.4"},
    CheckRule{"profile.attribute.empty", S::error, F::allowed, ""},
    CheckRule{"profile.attribute.missing", S::error, F::allowed, ""},
    CheckRule{"profile.attribute.missing-may-be-empty", S::warning, F::allowed, ""},
    CheckRule{"profile.attribute.not-allowed", S::warning, F::allowed, ""},
    CheckRule{"profile.attribute.not-expected", S::info, F::allowed, ""},
    CheckRule{"profile.attribute.private", S::warning, F::allowed, ""},
    CheckRule{"profile.items.count", S::warning, F::allowed, ""},
    CheckRule{"profile.items.empty", S::error, F::allowed, ""},
    CheckRule{"profile.value.not-allowed", S::warning, F::allowed, ""},
    CheckRule{"profile.value.not-suggested", S::info, F::allowed, ""},
    CheckRule{"profile.values.count", S::warning, F::allowed, ""},
};

} // namespace

const RuleIds iodRuleIds{
    .missing = "iod.attribute.missing",
    .missingConditional = "iod.attribute.missing-conditional",
    .missingMayBeEmpty = "iod.attribute.missing-may-be-empty",
    .empty = "iod.attribute.empty",
    .emptyConditional = "iod.attribute.empty-conditional",
    .notAllowed = "iod.attribute.not-allowed",
    .notExpected = "iod.attribute.not-expected",
    .notEnumerated = "iod.value.not-enumerated",
    .notDefinedTerm = "iod.value.not-defined-term",
    .outOfBounds = "iod.value.out-of-bounds",
    .itemsCount = "iod.items.count",
    .itemsEmpty = "iod.items.empty",
    .valuesCount = "iod.values.count",
    .judgesCodes = true,
};

const RuleIds profileRuleIds{
    .missing = "profile.attribute.missing",
    .missingConditional = "profile.attribute.missing",
    .missingMayBeEmpty = "profile.attribute.missing-may-be-empty",
    .empty = "profile.attribute.empty",
    .emptyConditional = "profile.attribute.empty",
    .notAllowed = "profile.attribute.not-allowed",
    .notExpected = "profile.attribute.not-expected",
    .notEnumerated = "profile.value.not-allowed",
    .notDefinedTerm = "profile.value.not-suggested",
    .outOfBounds = "profile.value.not-allowed",
    .itemsCount = "profile.items.count",
    .itemsEmpty = "profile.items.empty",
    .valuesCount = "profile.values.count",
    .judgesCodes = false,
};

std::span<const CheckRule> allIodRules()
{
    return rules;
}

} // namespace mi
