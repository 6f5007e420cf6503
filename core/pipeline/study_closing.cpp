#include "core/pipeline/study_closing.h"

#include "core/checks/catalogue.h"
#include "core/checks/study_rules.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dictionary.h"
#include "core/pipeline/decoded_comparison.h"
#include "core/pipeline/media_check.h"
#include "core/pipeline/study_accumulator.h"
#include "core/platform/file_layer.h"
#include "core/study/drop_checks.h"
#include "core/study/duplicate_comparison.h"
#include "core/study/entity_checks.h"
#include "core/study/expected_studies.h"
#include "core/study/series_checks.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace mi {

namespace {

using Records = std::vector<std::uint32_t>;

Finding findingOf(std::string_view id, const AttributePath &attribute, Vr vr, std::string observed,
                  std::string expected)
{
    const CheckRule *rule = findCheckRule(id);
    return {.rule = rule,
            .severity = rule->severity,
            .attribute = attribute,
            .vr = vr,
            .observed = std::move(observed),
            .expected = std::move(expected),
            .offset = {},
            .count = 1};
}

std::string namesOf(const std::vector<Tag> &attributes)
{
    constexpr std::size_t most = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(attributes.size(), most); ++i) {
        const std::string_view keyword = keywordOf(attributes[i]);
        text += (i == 0 ? "" : ", ") + (keyword.empty() ? toString(attributes[i]) : std::string{keyword});
    }
    if (attributes.size() > most)
        text += " and " + std::to_string(attributes.size() - most) + " more";
    return text;
}

// Pixels that were not compared are other ones when there is another number of them, or another kind of object.
bool isOtherImage(const CopyDifference &difference)
{
    constexpr std::array telling{tags::SOPClassUID, tags::Rows, tags::Columns, tags::NumberOfFrames};
    return difference.pixels == PixelComparison::notComparable && std::ranges::any_of(telling, [&](Tag tag) {
               return std::ranges::find(difference.attributes, tag) != difference.attributes.end();
           });
}

class StudyJudge {
public:
    StudyJudge(FileLayer &files, StudyAccumulator &study, const DropIndex &drop, const AskArchive &askArchive,
               const std::stop_token &stop)
        : m_files(files), m_study(study), m_facts(study.facts()), m_drop(drop), m_askArchive(askArchive), m_stop(stop),
          m_leftOut(m_facts.records().size()), m_decoded(files)
    {}

    // `missing`: what is proved already.
    void run(MissingEvidence missing, ExpectedJudgement expected)
    {
        judgeSameUids();
        judgeSamePixels();
        if (m_stop.stop_requested())
            return;
        std::uint64_t decided = 0;
        std::uint64_t notDecidable = m_notDecidable;
        std::vector<StudyFinding> findings = checkEntities(m_facts, m_leftOut, decided);
        ReferenceJudgement references = judgeReferences();
        decided += references.decided;
        for (auto &[series, evidence] : references.missing) {
            evidence.proof = std::move(missing[series].proof);
            missing[series] = std::move(evidence);
        }
        std::ranges::move(references.findings, std::back_inserter(findings));
        std::ranges::move(checkSeries(m_facts, m_leftOut, missing, expected.shortage, decided, notDecidable),
                          std::back_inserter(findings));
        decided += expected.isDecided ? 1 : 0;
        // What proves that files are missing is said once.
        const bool isSaid = !expected.shortage.empty() && std::ranges::any_of(findings, [](const StudyFinding &found) {
            return modifierOf(found.id) == VerdictModifier::filesMissing;
        });
        if (!isSaid)
            std::ranges::move(expected.findings, std::back_inserter(findings));
        m_study.countStudyChecks(decided - std::min<std::uint64_t>(decided, findings.size()), notDecidable);
        for (StudyFinding &found : findings) {
            Finding finding =
                findingOf(found.id, found.attribute, found.vr, std::move(found.observed), std::move(found.expected));
            if (!found.slices.empty())
                finding.slices = std::make_shared<const std::vector<SlicePositions>>(std::move(found.slices));
            m_study.addStudyFinding(std::move(finding), std::move(found.files));
        }
    }

private:
    ReferenceJudgement judgeReferences()
    {
        const ReferredInArchive archived = askArchive();
        if (archived.notChecked)
            m_study.addNotChecked(*archived.notChecked);
        ReferenceJudgement judgement = checkReferences(
            m_facts, m_study.studyInstanceUid(), [&](std::string_view uid) -> std::optional<KnownInstance> {
                if (std::optional<KnownInstance> here = m_drop.known(uid))
                    return here;
                const auto found = archived.instances.find(std::string(uid));
                if (found == archived.instances.end())
                    return std::nullopt;
                return KnownInstance{found->second.sopClassUid, found->second.frames};
            });
        if (m_facts.hasMoreReferences())
            m_study.addNotChecked({"study.references-of-instance", "an instance refers to more than " +
                                                                       std::to_string(mostReferencesInInstance) +
                                                                       " others: the rest was not followed"});
        if (judgement.notFoundElsewhere > 0)
            m_study.addNotChecked(
                {"study.references", "references to instances that are not said to be of this study and are not here"});
        return judgement;
    }

    // For the targets of references that are not in the drop, each once.
    ReferredInArchive askArchive()
    {
        std::vector<std::string> uids;
        std::unordered_set<std::uint32_t> seen; // texts
        bool isMore = false;
        for (const ReferenceRecord &reference : m_facts.references()) {
            if (!m_askArchive || !seen.insert(reference.sopInstanceUid).second ||
                m_drop.known(m_facts.text(reference.sopInstanceUid)))
                continue;
            isMore = uids.size() == mostAskedOfArchive;
            if (isMore)
                break;
            uids.push_back(m_facts.text(reference.sopInstanceUid));
        }
        if (isMore)
            m_study.addNotChecked({"study.references", "more than " + std::to_string(mostAskedOfArchive) +
                                                           " referenced instances that are not here: the archive was "
                                                           "not asked for the rest"});
        return uids.empty() ? ReferredInArchive{} : m_askArchive(uids);
    }

    struct Pair {
        std::unique_ptr<FileSource> first;
        std::unique_ptr<FileSource> later;
    };

    // Nothing when one of them cannot be read.
    std::optional<Pair> open(std::uint32_t first, std::uint32_t later) const
    {
        const auto openOne = [&](std::uint32_t file) -> std::unique_ptr<FileSource> {
            Result<std::unique_ptr<File>> opened = m_files.openForReading(m_study.filePath(file), LinkPolicy::follow);
            if (!opened)
                return nullptr;
            Result<std::unique_ptr<FileSource>> source = FileSource::create(opened.take());
            return source ? source.take() : nullptr;
        };
        Pair pair{openOne(first), openOne(later)};
        return pair.first && pair.later ? std::optional{std::move(pair)} : std::nullopt;
    }

    std::optional<CopyDifference> compare(std::uint32_t first, std::uint32_t later) const
    {
        const std::optional<Pair> pair = open(first, later);
        if (!pair)
            return std::nullopt;
        const Result<CopyDifference> difference = compareInstances(*pair->first, *pair->later, m_stop);
        return difference ? std::optional{*difference} : std::nullopt;
    }

    // Equal, and not the same all over.
    bool haveEqualPixels(std::uint32_t first, std::uint32_t later) const
    {
        const InstanceRecord &one = m_facts.records()[first];
        const InstanceRecord &other = m_facts.records()[later];
        if (one.pixelOffset == 0 || other.pixelOffset == 0) {
            const std::optional<CopyDifference> difference = compare(first, later);
            return difference && difference->pixels == PixelComparison::equal && !difference->hasOnlyOneValue;
        }
        const std::optional<Pair> pair = open(first, later);
        if (!pair)
            return false;
        const auto equal =
            compareRanges(*pair->first, one.pixelOffset, *pair->later, other.pixelOffset, one.pixelBytes, m_stop);
        return equal && *equal && !(*equal)->hasOnlyOneValue;
    }

    void judgeSameUids()
    {
        std::unordered_map<std::uint32_t, std::uint32_t> firstWith;
        firstWith.reserve(m_facts.records().size());
        for (std::uint32_t file = 0; file < m_facts.records().size() && !m_stop.stop_requested(); ++file) {
            const std::uint32_t uid = m_facts.records()[file].sopInstanceUid;
            if (uid == 0)
                continue;
            const auto [entry, isNew] = firstWith.try_emplace(uid, file);
            if (!isNew)
                reportSameUid(entry->second, file);
        }
    }

    void reportSameUid(std::uint32_t first, std::uint32_t later)
    {
        const std::string &uid = m_facts.text(m_facts.records()[later].sopInstanceUid);
        const auto add = [&](std::string_view id, std::string observed, std::string expected) {
            m_study.addFileFinding(
                later, findingOf(id, tags::SOPInstanceUID, Vr::UI, std::move(observed), std::move(expected)));
        };
        std::optional<CopyDifference> difference = compare(first, later);
        if (difference && difference->pixels == PixelComparison::notComparable && !isOtherImage(*difference))
            difference->pixels = m_decoded.compare(m_study.filePath(first), m_study.filePath(later), m_stop);
        if (!difference || difference->pixels == PixelComparison::different || isOtherImage(*difference)) {
            add("study.sop-instance-uid.reused", uid, "a UID of its own");
            return;
        }
        m_leftOut[later] = true;
        if (difference->isPartlyUnread && difference->attributes.empty()) {
            ++m_notDecidable; // it has a finding of its own, and what is there is the same
            return;
        }
        if (difference->isIdentical)
            add("study.duplicate-file", uid, "once");
        else if (!difference->attributes.empty())
            add("study.duplicate.attributes-differ", namesOf(difference->attributes), "the same values in both");
        else
            add("study.duplicate.re-encoded",
                difference->pixels == PixelComparison::notComparable ? "compressed in another way, pixels not compared"
                                                                     : "the same content, encoded in another way",
                "once");
    }

    void judgeSamePixels()
    {
        constexpr std::size_t mostKinds = 8;     // images that only their samples have in common
        constexpr std::size_t mostCompared = 32; // of those with the same samples: more tell nothing new
        std::map<std::pair<std::uint64_t, std::uint64_t>, Records> byPrint;
        for (std::uint32_t file = 0; file < m_facts.records().size(); ++file) {
            const InstanceRecord &record = m_facts.records()[file];
            if (record.pixelPrint != 0 && !m_leftOut[file])
                byPrint[{record.pixelBytes, record.pixelPrint}].push_back(file);
        }
        std::vector<Records> candidates;
        for (auto &[print, members] : byPrint) {
            if (members.size() > 1)
                candidates.push_back(std::move(members));
        }
        std::ranges::sort(candidates, {}, [](const Records &members) { return members.front(); });
        for (const Records &members : candidates) {
            Records kinds;
            if (members.size() > mostCompared)
                m_study.addNotChecked({"study.pixels", "more than 32 images that seem to have the same pixels"});
            for (const std::uint32_t file : std::span(members).first(std::min(members.size(), mostCompared))) {
                bool isKnown = false;
                for (std::size_t i = 0; i < kinds.size() && !isKnown && !m_stop.stop_requested(); ++i)
                    isKnown = hasSamePixels(kinds[i], file);
                if (!isKnown && kinds.size() < mostKinds)
                    kinds.push_back(file);
            }
        }
    }

    bool hasSamePixels(std::uint32_t first, std::uint32_t later)
    {
        const InstanceRecord &one = m_facts.records()[first];
        const InstanceRecord &other = m_facts.records()[later];
        if (one.sopInstanceUid == other.sopInstanceUid)
            return false; // said already
        if (!haveEqualPixels(first, later))
            return false;
        // A copy in its place is no slice too many; anywhere else it also is one.
        m_leftOut[later] = one.seriesInstanceUid == other.seriesInstanceUid && one.orientation == other.orientation &&
                           one.position == other.position;
        const std::string which = one.instanceNumber == InstanceRecord::noNumber
                                      ? std::string{}
                                      : " (#" + std::to_string(one.instanceNumber) + ")";
        m_study.addFileFinding(later, findingOf("study.pixels.repeated", tags::PixelData, Vr::OW,
                                                "the same pixels as " + m_facts.text(one.sopInstanceUid) + which,
                                                "an image of its own"));
        return true;
    }

    FileLayer &m_files;
    StudyAccumulator &m_study;
    const StudyFacts &m_facts;
    const DropIndex &m_drop;
    const AskArchive &m_askArchive;
    const std::stop_token &m_stop;
    std::vector<bool> m_leftOut; // copies
    DecodedComparison m_decoded;
    std::uint64_t m_notDecidable = 0;
};

} // namespace

void addStudyFinding(StudyAccumulator &study, StudyFinding found)
{
    study.addStudyFinding(
        findingOf(found.id, found.attribute, found.vr, std::move(found.observed), std::move(found.expected)),
        std::move(found.files));
}

void markInterrupted(StudyAccumulator &study)
{
    study.addStudyFinding(
        findingOf("study.source.interrupted", {}, Vr::none, "the source went away", "all files of the source"));
}

void markFromIncompleteContainer(StudyAccumulator &study)
{
    study.addStudyFinding(
        findingOf("study.container.incomplete", {}, Vr::none, "part of the archive file", "all of the archive file"));
}

std::vector<const ExpectedStudy *> absentStudies(std::span<StudyAccumulator *const> studies,
                                                 const ExpectedStudies &expected)
{
    std::vector<const StudyFacts *> facts;
    std::vector<std::string> uids;
    for (const StudyAccumulator *study : studies) {
        if (study->kind() == StudyKind::study) {
            facts.push_back(&study->facts());
            uids.push_back(study->studyInstanceUid());
        }
    }
    return expected.absentFrom(facts, uids);
}

void closeAbsent(StudyAccumulator &study, const ExpectedStudy &expected)
{
    study.expect(expected.studyInstanceUid, expected.accessionNumber);
    study.close();
    const bool hasUid = !expected.studyInstanceUid.empty();
    study.addStudyFinding(findingOf(
        "study.expected.not-here", hasUid ? tags::StudyInstanceUID : tags::AccessionNumber, hasUid ? Vr::UI : Vr::SH,
        "no file", "study " + escapedForDisplay(hasUid ? expected.studyInstanceUid : expected.accessionNumber)));
}

void closeStudies(FileLayer &files, std::span<StudyAccumulator *const> studies, const ExpectedStudies *expected,
                  const AskArchive &askArchive, const std::stop_token &stop)
{
    DropIndex index;
    std::vector<StudyAccumulator *> judged;
    std::vector<const StudyFacts *> facts;
    std::vector<std::string> uids;
    for (StudyAccumulator *study : studies) {
        study->arrange();
        if (study->kind() != StudyKind::study)
            continue;
        index.add(static_cast<std::uint32_t>(judged.size()), study->facts());
        judged.push_back(study);
        facts.push_back(&study->facts());
        uids.push_back(study->studyInstanceUid());
    }
    MediaJudgement media = checkMedia(studies, index);
    std::vector<ExpectedJudgement> expectations(judged.size());
    if (expected != nullptr)
        expectations = expected->compare(facts, uids);
    std::size_t number = 0; // of judged
    for (StudyAccumulator *study : studies) {
        if (stop.stop_requested())
            return;
        study->close();
        ExpectedJudgement expectation;
        if (study->kind() == StudyKind::study)
            expectation = std::move(expectations[number++]);
        for (StudyFinding &found : media.findings[study]) {
            if (!expectation.shortage.empty() && modifierOf(found.id) == VerdictModifier::filesMissing)
                expectation = {}; // the DICOMDIR says it with names
            addStudyFinding(*study, std::move(found));
        }
        if (study->kind() == StudyKind::study)
            StudyJudge(files, *study, index, askArchive, stop).run(media.missing[study], std::move(expectation));
    }
    std::vector<DropJudgement> together = checkDrop(facts, uids);
    for (std::size_t i = 0; i < judged.size(); ++i) {
        judged[i]->countStudyChecks(0, together[i].notDecidable);
        for (StudyFinding &found : together[i].findings)
            addStudyFinding(*judged[i], std::move(found));
    }
}

} // namespace mi
