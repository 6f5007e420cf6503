#include "core/checks/instance_checker.h"

#include "core/checks/attribute_facts.h"
#include "core/checks/file_type_guess.h"
#include "core/checks/finding_collector.h"
#include "core/checks/private_creators.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"

#include <algorithm>
#include <array>
#include <string>

namespace mi {

namespace {

std::string guessTypeOf(const CheckInput &input)
{
    if (input.source == nullptr)
        return std::string(guessFileType(input.instance.preamble));
    std::array<char, 512> first{};
    const Result<std::size_t> count = input.source->readAt(0, std::as_writable_bytes(std::span(first)));
    return count ? std::string(guessFileType({first.data(), *count})) : std::string{};
}

void runFamilies(const CheckInput &input, FindingCollector &findings)
{
    for (const CheckFamily &family : allCheckFamilies()) {
        if (family.needsWholeDataSet && input.instance.stoppedAt) {
            findings.addNotChecked(family.name, "reading stopped at byte " + std::to_string(*input.instance.stoppedAt));
            continue;
        }
        family.run(input, findings);
    }
}

// Whether reading ended before anyone could say which object this is, or at a limit of this program.
bool isUnreadable(const ScannedInstance &instance, const std::vector<Finding> &findings)
{
    const bool isLimit =
        std::ranges::any_of(findings, [](const Finding &finding) { return finding.id().starts_with("limit."); });
    if (isLimit)
        return true;
    if (!instance.stoppedAt || instance.isPixelDataReached || isMediaDirectory(instance))
        return false;
    return instance.text(tags::SOPClassUID).empty() || instance.text(tags::SOPInstanceUID).empty();
}

} // namespace

Outcome outcomeOf(const std::vector<Finding> &findings)
{
    switch (worstSeverity(findings).value_or(Severity::info)) {
    case Severity::error:
        return Outcome::problems;
    case Severity::warning:
        return Outcome::warnings;
    case Severity::info:
        break;
    }
    return Outcome::passed;
}

InstanceVerdict checkInstance(const CheckInput &input)
{
    const ScannedInstance &instance = input.instance;
    FindingCollector findings;
    InstanceVerdict verdict;
    if (instance.kind == FileKind::empty) {
        findings.add("file.empty", {.observed = "0 bytes"});
        verdict.outcome = Outcome::unreadable;
    } else if (instance.kind == FileKind::notDicom) {
        findings.add("file.not-dicom", {.observed = guessTypeOf(input)});
        verdict.outcome = Outcome::notDicom;
    } else {
        runFamilies(input, findings);
        verdict.outcome =
            isUnreadable(instance, findings.findings()) ? Outcome::unreadable : outcomeOf(findings.findings());
    }
    verdict.decidedChecks = findings.decidedChecks();
    verdict.notDecidableChecks = findings.notDecidableChecks();
    verdict.findings = findings.takeFindings();
    namePrivateCreators(instance, verdict.findings);
    std::ranges::stable_sort(verdict.findings, isWorse);
    verdict.notChecked = findings.takeNotChecked();
    verdict.notDecidable = findings.takeNotDecidable();
    return verdict;
}

} // namespace mi
