#include "core/pipeline/archive_comparison.h"

#include "core/dicom/dictionary.h"
#include "core/index/archive_index.h"
#include "core/pipeline/study_accumulator.h"
#include "core/study/person_name.h"
#include "core/study/study_person.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace mi {

namespace {

constexpr std::chrono::seconds patience{2}; // with an index that is far behind

NotChecked notCompared(std::string reason)
{
    return {"study.archive", std::move(reason)};
}

NotChecked notUsable(const Error &error)
{
    return notCompared("the index of the archive cannot be used: " + describe(error));
}

bool isSaidOfPatient(const StudyAccumulator &study)
{
    constexpr std::array said{std::string_view("study.patient.differs"),
                              std::string_view("study.patient.contradicts-other-study")};
    const StudySnapshot snapshot = study.snapshot();
    const auto isSaid = [&](const FindingGroup &group) {
        return std::ranges::find(said, group.first.id()) != said.end();
    };
    return std::ranges::any_of(snapshot.findings, isSaid) || std::ranges::any_of(snapshot.suppressed, isSaid);
}

// UIDs that two of the studies have.
std::unordered_set<std::string_view> sharedUids(std::span<StudyAccumulator *const> studies)
{
    std::unordered_map<std::string_view, const StudyAccumulator *> first;
    std::unordered_set<std::string_view> shared;
    for (const StudyAccumulator *study : studies) {
        for (const InstanceRecord &record : study->facts().records()) {
            const std::string_view uid = study->facts().text(record.sopInstanceUid);
            const auto [entry, isNew] = first.try_emplace(uid, study);
            if (!isNew && entry->second != study)
                shared.insert(uid);
        }
    }
    return shared;
}

bool areDifferentDates(const std::string &a, const std::string &b)
{
    return !a.empty() && !b.empty() && a != b;
}

bool areDifferentNames(const std::string &a, const std::string &b)
{
    return !a.empty() && !b.empty() && a != b && !isSpellingVariant(a, b);
}

std::string described(const std::string &name, const std::string &birthDate)
{
    return "\"" + escapedForDisplay(name) + "\", \"" + escapedForDisplay(birthDate) + "\"";
}

std::string described(const KnownPatient &known)
{
    return described(known.name, known.birthDate) + " in " + std::to_string(known.studies) +
           (known.studies == 1 ? " study" : " studies") + " of the archive";
}

class Comparison {
public:
    Comparison(ArchiveIndex &index, const ArchiveQuestion &question) : m_index(index), m_question(question) {}

    ArchiveAnswer run()
    {
        Result<void> asked = askForInstances();
        if (asked)
            asked = askForPatient();
        if (!asked)
            m_answer.notChecked = notUsable(asked.error());
        return std::move(m_answer);
    }

private:
    Result<void> askForInstances()
    {
        const Result<std::vector<InstanceElsewhere>> known =
            m_index.underOtherStudies(m_question.sopInstanceUids, m_question.studyInstanceUid);
        if (!known)
            return known.error();
        ++m_answer.decided;
        if (known->empty())
            return {};
        std::unordered_map<std::string_view, std::string_view> studyOf; // by SOP Instance UID
        std::set<std::string_view> studies;
        for (const InstanceElsewhere &instance : *known) {
            studyOf.try_emplace(instance.sopInstanceUid, instance.studyInstanceUid);
            studies.insert(instance.studyInstanceUid);
        }
        std::vector<std::uint32_t> records;
        for (std::uint32_t record = 0; record < m_question.sopInstanceUids.size(); ++record) {
            if (studyOf.contains(m_question.sopInstanceUids[record]))
                records.push_back(record);
        }
        if (records.empty()) // longer than the index keeps UIDs
            return {};
        const std::string &uid = m_question.sopInstanceUids[records.front()];
        std::string expected =
            "a UID of its own; the archive has it under study " + escapedForDisplay(std::string(studyOf.at(uid)));
        if (studies.size() > 1)
            expected += ", others under " + std::to_string(studies.size() - 1) + " more";
        m_answer.findings.push_back({.id = "study.archive.instance-under-other-study",
                                     .attribute = tags::SOPInstanceUID,
                                     .vr = Vr::UI,
                                     .observed = std::to_string(records.size()) +
                                                 (records.size() == 1 ? " instance: " : " instances: ") +
                                                 escapedForDisplay(uid),
                                     .expected = std::move(expected),
                                     .files = std::move(records)});
        return {};
    }

    // Whoever came in under this ID before has shown what else it may be: only somebody new is worth a word.
    Result<void> askForPatient()
    {
        if (m_question.patientId.empty())
            return {};
        const Result<std::vector<KnownPatient>> known =
            m_index.withPatientId(m_question.patientId, m_question.issuerOfPatientId);
        if (!known)
            return known.error();
        ++m_answer.decided;
        const auto hasOtherName = [this](const KnownPatient &patient) {
            return areDifferentNames(patient.name, m_question.patientName);
        };
        const auto hasOtherDate = [this](const KnownPatient &patient) {
            return areDifferentDates(patient.birthDate, m_question.patientBirthDate);
        };
        if (known->empty() || std::ranges::any_of(*known, [&](const KnownPatient &patient) {
                return !hasOtherName(patient) && !hasOtherDate(patient);
            }))
            return {};
        if (const auto same = std::ranges::find_if_not(*known, hasOtherName); same != known->end()) {
            m_answer.findings.push_back({.id = "study.archive.birth-date-differs",
                                         .attribute = tags::PatientBirthDate,
                                         .vr = Vr::DA,
                                         .observed = described(m_question.patientName, m_question.patientBirthDate),
                                         .expected = described(*same)});
            return {};
        }
        const auto nearest = std::ranges::find_if_not(*known, hasOtherDate);
        m_answer.findings.push_back({.id = "study.archive.patient-name-differs",
                                     .attribute = tags::PatientName,
                                     .vr = Vr::PN,
                                     .observed = described(m_question.patientName, m_question.patientBirthDate),
                                     .expected = described(nearest == known->end() ? known->front() : *nearest)});
        return {};
    }

    ArchiveIndex &m_index;
    const ArchiveQuestion &m_question;
    ArchiveAnswer m_answer;
};

} // namespace

std::vector<ArchiveQuestion> questionsOf(std::span<StudyAccumulator *const> studies)
{
    const std::unordered_set<std::string_view> shared = sharedUids(studies);
    std::vector<ArchiveQuestion> questions;
    for (const StudyAccumulator *study : studies) {
        const StudyFacts &facts = study->facts();
        ArchiveQuestion &question = questions.emplace_back();
        question.studyInstanceUid = study->studyInstanceUid();
        question.sopInstanceUids.reserve(facts.records().size());
        for (const InstanceRecord &record : facts.records()) {
            const std::string &uid = facts.text(record.sopInstanceUid);
            question.sopInstanceUids.push_back(shared.contains(uid) ? std::string() : uid);
        }
        const StudyPerson person = personOf(facts);
        if (person.id.empty() || isSaidOfPatient(*study))
            continue;
        question.patientId = person.id;
        question.issuerOfPatientId = person.idIssuer;
        question.patientName = person.name;
        question.patientBirthDate = person.birthDate;
    }
    return questions;
}

ArchiveInquiry::ArchiveInquiry(FileLayer &files, std::filesystem::path root, std::string indexUrl, std::stop_token stop)
    : m_files(files), m_root(std::move(root)), m_indexUrl(std::move(indexUrl)), m_stop(std::move(stop))
{}

ArchiveInquiry::~ArchiveInquiry() = default;

void ArchiveInquiry::openOnce()
{
    if (std::exchange(m_isAsked, true))
        return;
    Result<std::unique_ptr<ArchiveIndex>> index = ArchiveIndex::open(m_files, m_root, m_indexUrl);
    if (!index) {
        m_notChecked = notUsable(index.error());
        return;
    }
    m_index = index.take();
    std::stop_source limit;
    const std::stop_callback passOn(m_stop, [&limit] { limit.request_stop(); });
    const auto giveUpAt = std::chrono::steady_clock::now() + patience;
    const Result<IndexChanges> changes = m_index->catchUp(limit.get_token(), [&](const IndexChanges &) {
        if (std::chrono::steady_clock::now() >= giveUpAt)
            limit.request_stop();
    });
    if (changes)
        return;
    const ErrorCode code = changes.error().code;
    m_notChecked = code == ErrorCode::busy || code == ErrorCode::cancelled
                       ? notCompared("the index of the archive is not up to date")
                       : notUsable(changes.error());
}

std::vector<ArchiveAnswer> ArchiveInquiry::compare(const std::vector<ArchiveQuestion> &questions)
{
    openOnce();
    std::vector<ArchiveAnswer> answers(questions.size());
    for (std::size_t i = 0; i < questions.size() && m_index && !m_stop.stop_requested(); ++i)
        answers[i] = Comparison(*m_index, questions[i]).run();
    if (m_notChecked) {
        for (ArchiveAnswer &answer : answers) {
            answer.notChecked = m_notChecked;
            answer.decided = answer.findings.size();
        }
    }
    return answers;
}

ReferredInArchive ArchiveInquiry::instances(const std::vector<std::string> &sopInstanceUids)
{
    openOnce();
    ReferredInArchive answer{.instances = {}, .notChecked = m_notChecked};
    if (!m_index || m_stop.stop_requested())
        return answer;
    Result<std::unordered_map<std::string, ArchivedInstance>> known = m_index->instances(sopInstanceUids);
    if (known)
        answer.instances = known.take();
    else
        answer.notChecked = notUsable(known.error());
    return answer;
}

void addReferencesNotAsked(StudyAccumulator &study)
{
    const StudyFacts &facts = study.facts();
    std::unordered_set<std::uint32_t> own; // texts
    for (const InstanceRecord &record : facts.records())
        own.insert(record.sopInstanceUid);
    if (std::ranges::any_of(facts.references(), [&](const ReferenceRecord &reference) {
            return !reference.mayBeGone && !own.contains(reference.sopInstanceUid);
        }))
        study.addNotChecked(notCompared("the archive was chosen after the references of the study were judged"));
}

void addAnswer(StudyAccumulator &study, ArchiveAnswer answer)
{
    study.countStudyChecks(answer.decided - std::min<std::uint64_t>(answer.decided, answer.findings.size()), 0);
    if (answer.notChecked)
        study.addNotChecked(*answer.notChecked);
    for (StudyFinding &found : answer.findings)
        addStudyFinding(study, std::move(found));
}

} // namespace mi
