// What a StudyAccumulator shows of itself: records of files, and the snapshot of the study.
#include "core/checks/study_rules.h"
#include "core/dicom/character_sets.h"
#include "core/domain/uid.h"
#include "core/pipeline/study_accumulator.h"
#include "core/support/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace mi {

namespace {

constexpr std::ptrdiff_t filesNamedInGroup = 20;

Verdict verdictOf(Outcome worst, bool hasUnreadable, StudyKind kind)
{
    if (kind == StudyKind::notDicom)
        return Verdict::notDicom;
    if (hasUnreadable)
        return Verdict::cannotBeRead;
    switch (worst) {
    case Outcome::passed:
        return Verdict::passed;
    case Outcome::warnings:
        return Verdict::passedWithWarnings;
    default:
        return Verdict::problems;
    }
}

} // namespace

bool StudyAccumulator::isFilingBlocked() const
{
    if (!hasPlaceInArchive())
        return true;
    const auto blocks = [](const Finding &finding) { return finding.blocksFiling(); };
    return std::ranges::any_of(m_studyFindings, blocks, &AboutStudy::finding) ||
           std::ranges::any_of(m_groups, [&](const Group &group) { return blocks(m_pool[group.pool]); });
}

bool StudyAccumulator::hasPlaceInArchive() const
{
    return m_kind == StudyKind::study && !m_files.empty() && isSafeAsFileName(m_studyInstanceUid);
}

std::vector<const CheckRule *> StudyAccumulator::blockingChecks() const
{
    std::map<std::string_view, const CheckRule *> checks;
    const auto note = [&checks](const Finding &finding) {
        if (finding.blocksFiling())
            checks.emplace(finding.id(), finding.rule);
    };
    for (const AboutStudy &about : m_studyFindings)
        note(about.finding);
    for (const Group &group : m_groups)
        note(m_pool[group.pool]);
    std::vector<const CheckRule *> out;
    for (const auto &[id, check] : checks)
        out.push_back(check);
    return out;
}

Finding StudyAccumulator::restored(const StoredFinding &stored) const
{
    Finding finding = m_pool[stored.pool];
    finding.count = stored.count;
    finding.offset = stored.offset == noOffset ? std::nullopt : std::optional{stored.offset};
    return finding;
}

FileRecord StudyAccumulator::record(std::uint32_t file) const
{
    const StoredFile &stored = m_files[file];
    FileRecord record;
    record.path = pathToUtf8(shownPath(file));
    record.sopInstanceUid = stored.sopInstanceUid;
    record.seriesInstanceUid = m_texts[stored.seriesInstanceUid];
    record.sopClassUid = m_texts[stored.sopClassUid];
    record.transferSyntaxUid = m_texts[stored.transferSyntaxUid];
    record.modality = m_texts[stored.modality];
    record.seriesNumber = m_texts[stored.seriesNumber];
    record.seriesDescription = m_texts[stored.seriesDescription];
    record.instanceNumber = m_texts[stored.instanceNumber];
    record.size = stored.size;
    record.outcome = stored.outcome;
    for (const StoredFinding &finding : stored.findings)
        record.findings.push_back(restored(finding));
    record.suppressed = takeSuppressed(record.findings);
    for (const std::uint32_t index : stored.notChecked)
        record.notChecked.push_back(m_notChecked[index]);
    return record;
}

std::vector<NotChecked> StudyAccumulator::notCheckedByKind() const
{
    std::vector<NotChecked> kinds;
    for (const NotChecked &entry : m_notChecked) {
        const auto known = std::ranges::find(kinds, entry.what, &NotChecked::what);
        if (known == kinds.end())
            kinds.push_back(entry);
        else if (entry.reason < known->reason)
            known->reason = entry.reason; // the same one whatever the order in which files came
    }
    std::ranges::sort(kinds, {}, &NotChecked::what);
    return kinds;
}

StudySnapshot StudyAccumulator::snapshot() const
{
    StudySnapshot out;
    out.id = m_id;
    out.kind = m_kind;
    out.source = m_source;
    out.studyInstanceUid = m_studyInstanceUid;
    out.patientName = displayPersonName(m_patientName.text);
    out.patientId = m_patientId.text;
    out.patientBirthDate = m_patientBirthDate.text;
    out.patientSex = m_patientSex.text;
    out.studyDate = m_studyDate.text;
    out.studyTime = m_studyTime.text;
    out.modalities = m_modalities;
    std::ranges::sort(out.modalities);
    out.studyDescription = m_studyDescription.text;
    out.accessionNumber = m_accessionNumber.text;
    out.institutionName = m_institutionName.text;
    out.manufacturer = m_manufacturer.text;
    out.firstFileName = m_firstFileName.text;
    out.files = static_cast<std::uint32_t>(m_files.size());
    out.instances = m_instances;
    out.series = static_cast<std::uint32_t>(m_series.size());
    out.bytes = m_bytes;
    out.checkSeconds = m_checkSeconds;
    out.verdict = m_isClosed ? verdictOf(m_worst, m_hasUnreadable, m_kind) : Verdict::undecided;
    out.isFilingBlocked = isFilingBlocked();
    out.isClosed = m_isClosed;
    out.passedChecks = m_passedChecks;
    out.passedStudyChecks = m_passedStudyChecks;
    out.notDecidableChecks = m_notDecidable;
    out.notChecked = notCheckedByKind();
    out.notDecidable = m_undecided.groups();
    out.policy = m_policy ? m_policy->identity() : nullptr;
    const auto list = [&out](FindingGroup group) {
        (group.first.isSuppressed() ? out.suppressed : out.findings).push_back(std::move(group));
    };
    for (const auto &[finding, files] : m_studyFindings) {
        list(
            {.first = finding,
             .instances = static_cast<std::uint32_t>(files.size()),
             .occurrences = finding.count,
             .files = {files.begin(), files.begin() + std::min<std::ptrdiff_t>(std::ssize(files), filesNamedInGroup)}});
    }
    for (const Group &group : m_groups) {
        list({.first = restored({group.pool, group.count, group.offset}),
              .instances = group.instances,
              .occurrences = group.occurrences,
              .files = group.files,
              .hasDifferentValues = group.hasDifferentValues});
    }
    const auto isFirst = [](const FindingGroup &a, const FindingGroup &b) {
        if (a.first.severity != b.first.severity)
            return a.first.severity > b.first.severity;
        return a.first.id() < b.first.id();
    };
    std::ranges::stable_sort(out.findings, isFirst);
    std::ranges::stable_sort(out.suppressed, isFirst);
    std::set<VerdictModifier> modifiers;
    for (const FindingGroup &group : out.findings) {
        if (const std::optional<VerdictModifier> modifier = modifierOf(group.first.id()))
            modifiers.insert(*modifier);
        out.errors += group.first.severity == Severity::error;
        out.warnings += group.first.severity == Severity::warning;
        out.infos += group.first.severity == Severity::info;
        out.changedByPolicy += group.first.isChangedByPolicy();
    }
    out.modifiers.assign(modifiers.begin(), modifiers.end());
    return out;
}

} // namespace mi
