#include "core/checks/consistency_checks.h"

#include "core/checks/consistency/consistency_parts.h"
#include "core/checks/finding_collector.h"
#include "core/dicom/scanned_instance.h"

#include <array>

namespace mi {

namespace {

constexpr auto error = Severity::error;
constexpr auto allowed = Filing::allowed;

// The findings name the section of the module.
constexpr std::array rules{
    CheckRule{"consistency.count.differs", error, allowed, "PS3.3 C"},
    CheckRule{"consistency.dose-planes.order", error, allowed, "PS3.3 C.8.8.3.2"},
    CheckRule{"consistency.index.order", error, allowed, "PS3.3 C"},
    CheckRule{"consistency.meterset.weights", error, allowed, "PS3.3 C.8.8.14.1"},
    CheckRule{"consistency.number.repeated", error, allowed, "PS3.3 C"},
    CheckRule{"consistency.reference.dangling", error, allowed, "PS3.3 C"},
    CheckRule{"consistency.waveform-channel.missing", error, allowed, "PS3.3 C.10.10"},
};

} // namespace

std::span<const CheckRule> consistencyRules()
{
    return rules;
}

void checkConsistency(const CheckInput &input, FindingCollector &findings)
{
    checkOrder(input.instance, findings);
    checkCounts(input.instance, findings);
    checkLinks(input.instance, findings);
}

} // namespace mi
