#include "core/pipeline/study_accumulator.h"

#include "core/support/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t filesNamedInGroup = 20;

// What a site policy made of it: findings of one cause that are judged differently are not one group.
std::string policyKey(const Finding &finding)
{
    std::string key(1, static_cast<char>(finding.severity));
    if (finding.policy)
        key += "\x01" + std::to_string(finding.policy->rule);
    return key;
}

// What makes two findings one and the same but for the offset and the count.
std::string poolKey(const Finding &finding)
{
    std::string key{finding.id()};
    for (const std::string &part : {finding.attribute.toString(), finding.observed, finding.expected}) {
        key += '\0';
        key += part;
    }
    key += finding.section;
    key += static_cast<char>(finding.vr);
    key += static_cast<char>(finding.standsForOthers);
    key += finding.privateCreator;
    return key + policyKey(finding);
}

// What makes two findings one cause.
std::string groupKey(const Finding &finding)
{
    std::string key{finding.id()};
    key += '\0';
    key += finding.attribute.toStringWithoutItems();
    return key + policyKey(finding);
}

// Found when the study was looked at as a whole: it says nothing about the file by itself.
bool isAboutStudy(const Finding &finding)
{
    return finding.id().starts_with("study.");
}

Outcome outcomeOfSeverity(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return Outcome::problems;
    case Severity::warning:
        return Outcome::warnings;
    case Severity::info:
        break;
    }
    return Outcome::passed;
}

} // namespace

StudyAccumulator::StudyAccumulator(StudyId id, StudyKind kind, std::string source, PolicyInForcePtr policy)
    : m_id(id), m_kind(kind), m_source(std::move(source)), m_policy(std::move(policy)), m_origins(1)
{}

void StudyAccumulator::expect(const std::string &studyInstanceUid, const std::string &accessionNumber)
{
    m_studyInstanceUid = studyInstanceUid;
    m_accessionNumber.text = accessionNumber;
}

std::uint32_t StudyAccumulator::originIndex(const InstanceHeader &header)
{
    InstanceOrigin origin = originOf(header);
    const auto [entry, isNew] =
        m_originIndex.try_emplace(origin.manufacturer + '\0' + origin.model + '\0' + origin.sopClassUid,
                                  static_cast<std::uint32_t>(m_origins.size()));
    if (isNew)
        m_origins.push_back(std::move(origin));
    return entry->second;
}

Finding StudyAccumulator::judged(Finding finding, std::span<const InstanceOrigin> origins) const
{
    mi::judgeUnder(m_policy.get(), finding, origins);
    return finding;
}

std::uint32_t StudyAccumulator::textIndex(const std::string &text)
{
    const auto [entry, isNew] = m_textIndex.try_emplace(text, static_cast<std::uint32_t>(m_texts.size()));
    if (isNew)
        m_texts.push_back(text);
    return entry->second;
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

void StudyAccumulator::noteOutcomeOf(const Finding &finding)
{
    if (!finding.isSuppressed())
        m_worst = std::max(m_worst, outcomeOfSeverity(finding.severity));
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
    file.container = found.container;
    file.unpacked = found.unpacked;
    file.size = judged.size;
    m_checkSeconds += judged.seconds;
    file.sha256 = std::move(judged.sha256);
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
        m_series.insert(file.seriesInstanceUid);
        file.origin = originIndex(judged.header);
        file.sopInstanceUid = std::move(judged.header.sopInstanceUid);
        ++m_instances;
    }
    if (judged.facts)
        m_facts.add(*judged.facts);
    if (judged.directory)
        m_directories.push_back({found.path(), std::move(*judged.directory)});
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
    if (file < m_files.size() && m_files[file].container)
        return m_files[file].container->folder / std::to_string(m_files[file].unpacked);
    return shownPath(file);
}

std::optional<Outcome> StudyAccumulator::withdraw(const std::filesystem::path &shown)
{
    for (std::uint32_t index = 0; index < m_files.size(); ++index) {
        if (shownPath(index) != shown)
            continue;
        const Outcome outcome = m_files[index].outcome;
        m_bytes -= m_files[index].size;
        m_files.erase(m_files.begin() + index);
        m_hasUnreadable =
            std::ranges::any_of(m_files, [](const StoredFile &file) { return file.outcome == Outcome::unreadable; });
        m_worst = Outcome::passed;
        for (const StoredFile &file : m_files)
            m_worst = std::max(m_worst, file.outcome);
        rebuildGroups();
        return outcome;
    }
    return std::nullopt;
}

std::filesystem::path StudyAccumulator::shownPath(std::uint32_t file) const
{
    if (file >= m_files.size())
        return {};
    const StoredFile &stored = m_files[file];
    return stored.name.empty() ? *stored.folder : *stored.folder / stored.name;
}

void StudyAccumulator::close()
{
    arrange();
    m_isClosed = true;
}

void StudyAccumulator::arrange()
{
    std::ranges::sort(m_directories, {}, &MediaDirectory::path);
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
    if (m_facts.records().size() == m_files.size())
        m_facts.reorder(order);
    rebuildGroups();
}

void StudyAccumulator::rebuildGroups()
{
    m_groups.clear();
    m_groupIndex.clear();
    for (std::uint32_t index = 0; index < m_files.size(); ++index) {
        for (const StoredFinding &finding : m_files[index].findings)
            addToGroups(index, finding);
    }
}

void StudyAccumulator::judgeUnder(const PolicyInForcePtr &policy, FileAccounting &accounting)
{
    m_policy = policy;
    const std::vector<Finding> before = std::exchange(m_pool, {});
    m_poolIndex.clear();
    m_worst = Outcome::passed;
    // Thousands of instances share a few findings of a few origins. A rule may also ask whether it occurs once.
    std::unordered_map<std::uint64_t, std::uint32_t> judgedBefore;
    for (StoredFile &file : m_files) {
        Outcome outcome = Outcome::passed;
        for (StoredFinding &stored : file.findings) {
            const std::uint64_t key =
                (std::uint64_t{stored.pool} << 33U) | (std::uint64_t{file.origin} << 1U) | (stored.count > 1 ? 1U : 0U);
            const auto [known, isNew] = judgedBefore.try_emplace(key);
            if (isNew) {
                Finding finding = before[stored.pool];
                finding.count = stored.count;
                known->second = poolIndex(judged(std::move(finding), {&m_origins[file.origin], 1}));
            }
            stored.pool = known->second;
            const Finding &finding = m_pool[stored.pool];
            noteOutcomeOf(finding);
            if (!finding.isSuppressed() && !isAboutStudy(finding))
                outcome = std::max(outcome, outcomeOfSeverity(finding.severity));
        }
        if (file.outcome != Outcome::unreadable && file.outcome != Outcome::notDicom && file.outcome != outcome) {
            accounting.move(file.outcome, outcome);
            file.outcome = outcome;
        }
        m_worst = std::max(m_worst, file.outcome);
    }
    for (auto &[finding, files] : m_studyFindings) {
        finding = judged(std::move(finding), originsOfAll());
        noteOutcomeOf(finding);
    }
    rebuildGroups();
}

void StudyAccumulator::addFileFinding(std::uint32_t file, Finding finding)
{
    finding = judged(std::move(finding), {&m_origins[m_files[file].origin], 1});
    const StoredFinding entry{poolIndex(finding), finding.count, finding.offset.value_or(noOffset)};
    m_files[file].findings.push_back(entry);
    addToGroups(file, entry);
    noteOutcomeOf(finding);
}

void StudyAccumulator::addStudyFinding(Finding finding, std::vector<std::uint32_t> files)
{
    m_studyFindings.push_back({judged(std::move(finding), originsOfAll()), std::move(files)});
    noteOutcomeOf(m_studyFindings.back().finding);
}

void StudyAccumulator::countStudyChecks(std::uint64_t passed, std::uint64_t notDecidable)
{
    m_passedChecks += passed;
    m_passedStudyChecks += passed;
    m_notDecidable += notDecidable;
}

} // namespace mi
