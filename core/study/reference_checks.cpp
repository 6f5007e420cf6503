#include "core/study/reference_checks.h"

#include "core/checks/sop_class.h"
#include "core/support/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace mi {

namespace {

constexpr Tag referencedSopClass{0x0008, 0x1150};
constexpr Tag referencedSopInstance{0x0008, 0x1155};
constexpr Tag referencedFrames{0x0008, 0x1160};

std::string className(std::string_view uid)
{
    const SopClass *known = findSopClass(uid);
    return known != nullptr ? std::string(known->name) : escapedForDisplay(uid);
}

class ReferenceCheck {
public:
    ReferenceCheck(const StudyFacts &facts, std::string_view study, const FindInstance &find)
        : m_facts(facts), m_study(facts.textNumber(study)), m_find(find)
    {
        for (const InstanceRecord &record : facts.records())
            m_series.insert(record.seriesInstanceUid);
    }

    ReferenceJudgement run()
    {
        for (const ReferenceRecord &reference : m_facts.references()) {
            const std::optional<KnownInstance> target = m_find(m_facts.text(reference.sopInstanceUid));
            if (target)
                judgeTarget(reference, *target);
            else if (reference.mayBeGone)
                continue;
            else if (m_study != 0 && reference.studyInstanceUid == m_study)
                m_missing[reference.seriesInstanceUid][seriesOf(reference)].note(reference);
            else
                ++m_result.notFoundElsewhere;
        }
        m_result.decided = m_facts.references().size() - m_result.notFoundElsewhere;
        reportMissing();
        reportMismatches();
        return std::move(m_result);
    }

private:
    // References of one series: an object that is there a hundred times has one cause.
    struct Mentions {
        std::set<std::uint32_t> targets;
        std::vector<std::uint32_t> records; // ascending, each once
        ReferenceRecord first;
        std::string detail; // of the first
        void note(const ReferenceRecord &reference, std::string text = {})
        {
            if (targets.empty()) {
                first = reference;
                detail = std::move(text);
            }
            targets.insert(reference.sopInstanceUid);
            if (records.empty() || records.back() != reference.record)
                records.push_back(reference.record);
        }
    };
    using BySeries = std::map<std::uint32_t, Mentions>; // by the Series Instance UID of who refers

    std::uint32_t seriesOf(const ReferenceRecord &reference) const
    {
        return m_facts.records()[reference.record].seriesInstanceUid;
    }

    void judgeTarget(const ReferenceRecord &reference, const KnownInstance &target)
    {
        const std::string &claimed = m_facts.text(reference.sopClassUid);
        if (!target.sopClassUid.empty() && claimed != target.sopClassUid)
            m_otherClass[seriesOf(reference)].note(reference,
                                                   className(claimed) + " for a " + className(target.sopClassUid));
        else if (target.frames > 0 && reference.highestFrame > target.frames)
            m_noFrame[seriesOf(reference)].note(reference, "frame " + std::to_string(reference.highestFrame) + " of " +
                                                               std::to_string(target.frames));
    }

    static std::vector<const Mentions *> inOrder(const BySeries &mentions)
    {
        std::vector<const Mentions *> list;
        for (const auto &[series, entry] : mentions)
            list.push_back(&entry);
        std::ranges::sort(list, {}, [](const Mentions *entry) { return entry->first.record; });
        return list;
    }

    void reportMissing()
    {
        std::vector<std::pair<std::uint32_t, const BySeries *>> absent;
        for (const auto &[series, mentions] : m_missing) {
            if (series == 0 || !m_series.contains(series)) {
                absent.emplace_back(series, &mentions);
                continue;
            }
            const Mentions &first = *inOrder(mentions).front();
            SeriesEvidence &evidence = m_result.missing[series];
            evidence.referred = std::to_string(first.targets.size()) + " that " +
                                m_facts.seriesName(first.first.record) + " refers to " +
                                (first.targets.size() == 1 ? "is" : "are") + " not here (" +
                                m_facts.text(first.first.sopInstanceUid) + ")";
            evidence.reference = AttributePath({{first.first.sequence, 1}}, referencedSopInstance);
            evidence.referring = first.records;
        }
        std::ranges::sort(absent, {}, [&](const auto &entry) {
            return std::pair(inOrder(*entry.second).front()->first.record, m_facts.text(entry.first));
        });
        for (const auto &[series, mentions] : absent) {
            const Mentions &first = *inOrder(*mentions).front();
            std::string observed = m_facts.seriesName(first.first.record) + ": " +
                                   std::to_string(first.targets.size()) + " not here, of series " +
                                   (series == 0 ? std::string("unknown") : escapedForDisplay(m_facts.text(series)));
            add("study.reference.dangling", first, referencedSopInstance, std::move(observed),
                "an instance of this study");
        }
    }

    void reportMismatches()
    {
        for (const Mentions *entry : inOrder(m_otherClass))
            add("study.reference.class-differs", *entry, referencedSopClass, countText(*entry),
                "the SOP Class of the instance");
        for (const Mentions *entry : inOrder(m_noFrame))
            add("study.reference.frame-not-there", *entry, referencedFrames, countText(*entry),
                "frames that the instance has");
    }

    std::string countText(const Mentions &entry) const
    {
        return m_facts.seriesName(entry.first.record) + ": " + entry.detail + ", in " +
               std::to_string(entry.targets.size()) + (entry.targets.size() == 1 ? " reference" : " references");
    }

    void add(std::string_view id, const Mentions &entry, Tag tag, std::string observed, std::string expected)
    {
        m_result.findings.push_back({id, AttributePath({{entry.first.sequence, 1}}, tag),
                                     tag == referencedFrames ? Vr::IS : Vr::UI, std::move(observed),
                                     std::move(expected), entry.records});
    }

    const StudyFacts &m_facts;
    std::uint32_t m_study;
    const FindInstance &m_find;
    std::set<std::uint32_t> m_series;
    std::map<std::uint32_t, BySeries> m_missing; // by the Series Instance UID of the target
    BySeries m_otherClass;
    BySeries m_noFrame;
    ReferenceJudgement m_result;
};

} // namespace

ReferenceJudgement checkReferences(const StudyFacts &facts, std::string_view studyInstanceUid, const FindInstance &find)
{
    return ReferenceCheck(facts, studyInstanceUid, find).run();
}

} // namespace mi
