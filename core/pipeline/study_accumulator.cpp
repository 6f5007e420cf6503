#include "core/pipeline/study_accumulator.h"

#include "core/checks/study_rules.h"
#include "core/dicom/character_sets.h"
#include "core/domain/uid.h"
#include "core/support/text.h"

#include <algorithm>
#include <numeric>

namespace mi {

namespace {

constexpr std::size_t filesNamedInGroup = 20;

// What makes two findings one and the same but for the offset and the count.
std::string poolKey(const Finding &finding)
{
    std::string key{finding.id()};
    for (const std::string &part : {finding.attribute.toString(), finding.observed, finding.expected}) {
        key += '\0';
        key += part;
    }
    key += finding.section;
    key += static_cast<char>(finding.severity);
    key += static_cast<char>(finding.vr);
    return key;
}

// What makes two findings one cause.
std::string groupKey(const Finding &finding)
{
    std::string key{finding.id()};
    key += '\0';
    key += finding.attribute.toStringWithoutItems();
    return key;
}

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

StudyAccumulator::StudyAccumulator(StudyId id, StudyKind kind, std::string source)
    : m_id(id), m_kind(kind), m_source(std::move(source))
{}

std::uint32_t StudyAccumulator::textIndex(const std::string &text)
{
    const auto [entry, isNew] = m_textIndex.try_emplace(text, static_cast<std::uint32_t>(m_texts.size()));
    if (isNew)
        m_texts.push_back(text);
    return entry->second;
}

void StudyAccumulator::notePatient(const InstanceHeader &header)
{
    Patient patient{header.patientName, header.patientId};
    if (std::ranges::find(m_patients, patient) == m_patients.end())
        m_patients.push_back(std::move(patient));
}

std::uint32_t StudyAccumulator::poolIndex(const Finding &finding)
{
    const auto [entry, isNew] = m_poolIndex.try_emplace(poolKey(finding), static_cast<std::uint32_t>(m_pool.size()));
    if (isNew)
        m_pool.push_back(finding);
    return entry->second;
}

std::uint32_t StudyAccumulator::notCheckedIndex(const NotChecked &entry)
{
    std::string key{entry.what};
    key += '\0';
    key += entry.reason;
    const auto [known, isNew] =
        m_notCheckedIndex.try_emplace(std::move(key), static_cast<std::uint32_t>(m_notChecked.size()));
    if (isNew)
        m_notChecked.push_back(entry);
    return known->second;
}

bool StudyAccumulator::isPathBefore(std::uint32_t a, std::uint32_t b) const
{
    const StoredFile &left = m_files[a];
    const StoredFile &right = m_files[b];
    if (left.folder != right.folder && left.folder->native() != right.folder->native())
        return left.folder->native() < right.folder->native();
    return left.name.native() < right.name.native();
}

void StudyAccumulator::adoptValue(StudyValue &value, const std::string &text, std::uint32_t file)
{
    if (text.empty() || (text == value.text && !isPathBefore(file, value.file)))
        return;
    if (value.text.empty() || isPathBefore(file, value.file))
        value = {text, file};
}

void StudyAccumulator::adoptHeader(const InstanceHeader &header, std::uint32_t file)
{
    m_studyInstanceUid = header.studyInstanceUid;
    adoptValue(m_patientName, header.patientName, file);
    adoptValue(m_patientId, header.patientId, file);
    adoptValue(m_patientBirthDate, header.patientBirthDate, file);
    adoptValue(m_patientSex, header.patientSex, file);
    adoptValue(m_studyDate, header.studyDate, file);
    adoptValue(m_studyTime, header.studyTime, file);
    adoptValue(m_studyDescription, header.studyDescription, file);
    adoptValue(m_accessionNumber, header.accessionNumber, file);
    adoptValue(m_institutionName, header.institutionName, file);
    std::string maker = header.manufacturer;
    if (!header.manufacturerModelName.empty())
        maker += (maker.empty() ? "" : ", ") + header.manufacturerModelName;
    adoptValue(m_manufacturer, maker, file);
    if (!header.modality.empty() && std::ranges::find(m_modalities, header.modality) == m_modalities.end())
        m_modalities.push_back(header.modality);
}

void StudyAccumulator::noteOutcomeOf(Severity severity)
{
    if (severity == Severity::error)
        m_worst = std::max(m_worst, Outcome::problems);
    else if (severity == Severity::warning)
        m_worst = std::max(m_worst, Outcome::warnings);
}

void StudyAccumulator::addToGroups(std::uint32_t file, const StoredFinding &finding)
{
    const auto [entry, isNew] =
        m_groupIndex.try_emplace(groupKey(m_pool[finding.pool]), static_cast<std::uint32_t>(m_groups.size()));
    if (isNew)
        m_groups.push_back({.pool = finding.pool, .offset = finding.offset, .count = finding.count, .files = {}});
    Group &group = m_groups[entry->second];
    group.hasDifferentValues |= m_pool[group.pool].observed != m_pool[finding.pool].observed;
    group.occurrences += finding.count;
    // Findings come file by file, so a file that was counted last is not counted again.
    if (group.lastFile != file) {
        group.lastFile = file;
        ++group.instances;
        if (group.files.size() < filesNamedInGroup)
            group.files.push_back(file);
    }
}

void StudyAccumulator::add(const FoundFile &found, JudgedFile judged)
{
    const auto index = static_cast<std::uint32_t>(m_files.size());
    m_files.emplace_back();
    StoredFile &file = m_files.back();
    file.folder = found.folder;
    file.name = found.name;
    file.size = judged.size;
    file.outcome = judged.verdict.outcome;
    file.seriesInstanceUid = textIndex(judged.header.seriesInstanceUid);
    file.sopClassUid = textIndex(judged.header.sopClassUid);
    file.transferSyntaxUid = textIndex(judged.header.transferSyntaxUid);
    file.modality = textIndex(judged.header.modality);
    file.seriesNumber = textIndex(judged.header.seriesNumber);
    file.seriesDescription = textIndex(judged.header.seriesDescription);
    file.instanceNumber = textIndex(judged.header.instanceNumber);
    if (judged.isDicom) {
        adoptHeader(judged.header, index);
        notePatient(judged.header);
        m_series.insert(file.seriesInstanceUid);
        file.sopInstanceUid = std::move(judged.header.sopInstanceUid);
        ++m_instances;
    }
    adoptValue(m_firstFileName, pathToUtf8(found.path().filename()), index);
    m_bytes += judged.size;
    const auto failed = static_cast<std::uint32_t>(judged.verdict.findings.size());
    m_passedChecks += judged.verdict.decidedChecks - std::min(judged.verdict.decidedChecks, failed);
    m_notDecidable += judged.verdict.notDecidableChecks;
    m_worst = std::max(m_worst, judged.verdict.outcome);
    m_hasUnreadable |= judged.verdict.outcome == Outcome::unreadable;
    for (const NotChecked &entry : judged.verdict.notChecked)
        file.notChecked.push_back(notCheckedIndex(entry));
    m_undecided.add(judged.verdict.notDecidable);
    file.findings.reserve(judged.verdict.findings.size());
    for (const Finding &finding : judged.verdict.findings) {
        const StoredFinding entry{poolIndex(finding), finding.count, finding.offset.value_or(noOffset)};
        file.findings.push_back(entry);
        addToGroups(index, entry);
    }
}

std::filesystem::path StudyAccumulator::filePath(std::uint32_t file) const
{
    if (file >= m_files.size())
        return {};
    const StoredFile &stored = m_files[file];
    return stored.name.empty() ? *stored.folder : *stored.folder / stored.name;
}

void StudyAccumulator::close()
{
    m_isClosed = true;
    std::vector<std::uint32_t> order(m_files.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, [this](std::uint32_t a, std::uint32_t b) { return isPathBefore(a, b); });
    if (std::ranges::is_sorted(order))
        return;
    std::vector<StoredFile> sorted;
    sorted.reserve(m_files.size());
    for (const std::uint32_t index : order)
        sorted.push_back(std::move(m_files[index]));
    m_files = std::move(sorted);
    m_groups.clear();
    m_groupIndex.clear();
    for (std::uint32_t index = 0; index < m_files.size(); ++index) {
        for (const StoredFinding &finding : m_files[index].findings)
            addToGroups(index, finding);
    }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> StudyAccumulator::repeatedInstances() const
{
    std::unordered_map<std::string_view, std::uint32_t> firstWith;
    firstWith.reserve(m_files.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> repeated;
    for (std::uint32_t index = 0; index < m_files.size(); ++index) {
        const std::string &uid = m_files[index].sopInstanceUid;
        if (uid.empty())
            continue;
        const auto [entry, isNew] = firstWith.try_emplace(uid, index);
        if (!isNew)
            repeated.emplace_back(entry->second, index);
    }
    return repeated;
}

void StudyAccumulator::addFileFinding(std::uint32_t file, Finding finding)
{
    const StoredFinding entry{poolIndex(finding), finding.count, finding.offset.value_or(noOffset)};
    m_files[file].findings.push_back(entry);
    addToGroups(file, entry);
    noteOutcomeOf(finding.severity);
}

void StudyAccumulator::addStudyFinding(Finding finding)
{
    noteOutcomeOf(finding.severity);
    m_studyFindings.push_back(std::move(finding));
}

void StudyAccumulator::checkPatient()
{
    if (m_kind != StudyKind::study || m_patients.size() < 2)
        return;
    const auto report = [this](Tag tag, std::string Patient::*part, Vr vr) {
        std::vector<std::string> values;
        for (const Patient &patient : m_patients) {
            if (std::ranges::find(values, patient.*part) == values.end())
                values.push_back(patient.*part);
        }
        if (values.size() < 2)
            return;
        std::ranges::sort(values);
        std::string observed;
        for (const std::string &value : values)
            observed += (observed.empty() ? "" : " / ") + ("\"" + escapedForDisplay(value) + "\"");
        const CheckRule *rule = findCheckRule("study.patient.differs");
        addStudyFinding({.rule = rule,
                         .severity = rule->severity,
                         .attribute = tag,
                         .vr = vr,
                         .observed = observed,
                         .expected = "one value in the whole study",
                         .offset = {},
                         .count = 1});
    };
    report(tags::PatientID, &Patient::id, Vr::LO);
    report(tags::PatientName, &Patient::name, Vr::PN);
}

bool StudyAccumulator::isFilingBlocked() const
{
    if (m_kind != StudyKind::study || !isSafeAsFileName(m_studyInstanceUid))
        return true;
    const auto blocks = [](const Finding &finding) { return finding.blocksFiling(); };
    return std::ranges::any_of(m_studyFindings, blocks) ||
           std::ranges::any_of(m_groups, [&](const Group &group) { return blocks(m_pool[group.pool]); });
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
    record.path = pathToUtf8(filePath(file));
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
    out.verdict = m_isClosed ? verdictOf(m_worst, m_hasUnreadable, m_kind) : Verdict::undecided;
    out.isFilingBlocked = isFilingBlocked();
    out.isClosed = m_isClosed;
    out.passedChecks = m_passedChecks;
    out.notDecidableChecks = m_notDecidable;
    out.notChecked = notCheckedByKind();
    out.notDecidable = m_undecided.groups();
    for (const Finding &finding : m_studyFindings)
        out.findings.push_back({.first = finding, .instances = 0, .occurrences = finding.count, .files = {}});
    for (const Group &group : m_groups) {
        out.findings.push_back({.first = restored({group.pool, group.count, group.offset}),
                                .instances = group.instances,
                                .occurrences = group.occurrences,
                                .files = group.files,
                                .hasDifferentValues = group.hasDifferentValues});
    }
    std::ranges::stable_sort(out.findings, [](const FindingGroup &a, const FindingGroup &b) {
        if (a.first.severity != b.first.severity)
            return a.first.severity > b.first.severity;
        return a.first.id() < b.first.id();
    });
    for (const FindingGroup &group : out.findings) {
        out.errors += group.first.severity == Severity::error;
        out.warnings += group.first.severity == Severity::warning;
        out.infos += group.first.severity == Severity::info;
    }
    return out;
}

} // namespace mi
