#include "core/study/drop_checks.h"

#include "core/study/person_name.h"
#include "core/study/study_person.h"
#include "core/support/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace mi {

namespace {

bool areDifferent(std::string_view a, std::string_view b)
{
    return !a.empty() && !b.empty() && a != b;
}

// Which attribute tells two people apart who have one Patient ID; nothing if none does.
std::optional<std::pair<Tag, Vr>> contradiction(const StudyPerson &a, const StudyPerson &b)
{
    if (areDifferent(a.birthDate, b.birthDate))
        return std::pair{tags::PatientBirthDate, Vr::DA};
    if (areDifferent(a.sex, b.sex))
        return std::pair{tags::PatientSex, Vr::CS};
    if (areDifferent(a.name, b.name) && !isSpellingVariant(a.name, b.name))
        return std::pair{tags::PatientName, Vr::PN};
    return std::nullopt;
}

std::string described(const StudyPerson &person)
{
    std::string text;
    for (const std::string_view part : {person.id, person.name, person.birthDate, person.sex})
        text += (text.empty() ? "\"" : ", \"") + escapedForDisplay(part) + "\"";
    return text;
}

// Which studies have one number, and whether one issuer gave it to them. Views into the facts.
class NumberIssuers {
public:
    struct Match {
        std::uint32_t study;
        bool isOfSameIssuer;
    };

    // The first study of each issuer that gave, or may have given, this number too. At most one is sure.
    std::vector<Match> note(std::uint32_t study, std::string_view number, std::string_view issuer,
                            std::string_view institution)
    {
        constexpr std::size_t mostIssuers = 64; // of one number; what is more is a placeholder like "1"
        std::vector<Match> matches;
        if (number.empty())
            return matches;
        std::vector<Source> &sources = m_sources[number];
        bool isKnown = false;
        for (const Source &source : sources) {
            isKnown = isKnown || (source.issuer == issuer && source.institution == institution);
            const std::optional<bool> isSame = areSame(source, issuer, institution);
            if (!isSame)
                matches.push_back({source.study, false});
            else if (*isSame && (matches.empty() || !matches.front().isOfSameIssuer))
                matches.insert(matches.begin(), {source.study, true});
        }
        if (!isKnown && sources.size() < mostIssuers)
            sources.push_back({issuer, institution, study});
        return matches;
    }

private:
    struct Source {
        std::string_view issuer;
        std::string_view institution;
        std::uint32_t study;
    };

    // Nothing: not decidable.
    static std::optional<bool> areSame(const Source &source, std::string_view issuer, std::string_view institution)
    {
        if (!source.issuer.empty() && !issuer.empty())
            return source.issuer == issuer;
        if (!source.institution.empty() && !institution.empty())
            return source.institution == institution || isSameButForForm(source.institution, institution);
        return std::nullopt;
    }

    std::unordered_map<std::string_view, std::vector<Source>> m_sources;
};

class DropCheck {
public:
    DropCheck(const std::vector<const StudyFacts *> &studies, const std::vector<std::string> &uids)
        : m_studies(studies), m_uids(uids), m_judgements(studies.size())
    {}

    std::vector<DropJudgement> run()
    {
        checkUids();
        checkPeople();
        return std::move(m_judgements);
    }

private:
    void checkUids()
    {
        std::unordered_map<std::string_view, std::uint32_t> seriesOf;
        std::unordered_map<std::string_view, std::pair<std::uint32_t, std::uint32_t>> instanceOf;
        // (study, other study): the first record, and all of them
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> shared;
        for (std::uint32_t study = 0; study < m_studies.size(); ++study) {
            const StudyFacts &facts = *m_studies[study];
            for (const std::vector<std::uint32_t> &members : facts.series()) {
                const std::string &uid = facts.text(facts.records()[members.front()].seriesInstanceUid);
                const auto [entry, isNew] = seriesOf.try_emplace(uid, study);
                if (isNew)
                    continue;
                m_sharedSeries.insert(uid);
                for (const auto &[one, other] : {std::pair{study, entry->second}, std::pair{entry->second, study}})
                    add(one, {"study.series-uid.in-two-studies",
                              tags::SeriesInstanceUID,
                              Vr::UI,
                              uid,
                              "a series of one study; the other is " + m_uids[other],
                              {}});
            }
            for (std::uint32_t record = 0; record < facts.records().size(); ++record) {
                const std::string &uid = facts.text(facts.records()[record].sopInstanceUid);
                const std::string &series = facts.text(facts.records()[record].seriesInstanceUid);
                if (uid.empty())
                    continue;
                const auto [entry, isNew] = instanceOf.try_emplace(uid, std::pair{study, record});
                if (isNew || entry->second.first == study || m_sharedSeries.contains(series))
                    continue; // of a copy in its own study, and of a shared series, more is said
                shared[{study, entry->second.first}].push_back(record);
                shared[{entry->second.first, study}].push_back(entry->second.second);
            }
        }
        for (auto &[pair, records] : shared) {
            std::ranges::sort(records);
            const StudyFacts &facts = *m_studies[pair.first];
            add(pair.first, {"study.sop-instance-uid.in-two-studies", tags::SOPInstanceUID, Vr::UI,
                             std::to_string(records.size()) + (records.size() == 1 ? " instance: " : " instances: ") +
                                 facts.text(facts.records()[records.front()].sopInstanceUid),
                             "a UID of its own; the other study is " + m_uids[pair.second], records});
        }
    }

    void checkPeople()
    {
        NumberIssuers ids;
        NumberIssuers accessions;
        for (std::uint32_t study = 0; study < m_studies.size(); ++study) {
            const StudyPerson person = personOf(*m_studies[study]);
            for (const auto &[other, isOfSameIssuer] : ids.note(study, person.id, person.idIssuer, person.institution))
                comparePeople(study, other, isOfSameIssuer);
            for (const auto &[other, isOfSameIssuer] :
                 accessions.note(study, person.accession, person.accessionIssuer, person.institution))
                compareAccession(study, other, isOfSameIssuer);
        }
    }

    void comparePeople(std::uint32_t study, std::uint32_t other, bool isOfSameIssuer)
    {
        const StudyPerson one = personOf(*m_studies[study]);
        const StudyPerson two = personOf(*m_studies[other]);
        const auto found = contradiction(one, two);
        if (!found)
            return;
        if (!isOfSameIssuer)
            return countNotDecidable(study, other);
        const auto report = [&](std::uint32_t in, const StudyPerson &mine, std::uint32_t with,
                                const StudyPerson &theirs) {
            add(in, {"study.patient.contradicts-other-study",
                     found->first,
                     found->second,
                     described(mine),
                     described(theirs) + ", as in study " + m_uids[with],
                     {}});
        };
        report(study, one, other, two);
        report(other, two, study, one);
    }

    void compareAccession(std::uint32_t study, std::uint32_t other, bool isOfSameIssuer)
    {
        const StudyPerson one = personOf(*m_studies[study]);
        const StudyPerson two = personOf(*m_studies[other]);
        if (!areDifferent(one.id, two.id) || !contradiction(one, two))
            return; // one order may have several studies, and one person several IDs
        if (!isOfSameIssuer)
            return countNotDecidable(study, other);
        for (const auto &[in, with] : {std::pair{study, other}, std::pair{other, study}})
            add(in, {"study.accession-number.two-patients",
                     tags::AccessionNumber,
                     Vr::SH,
                     escapedForDisplay(one.accession),
                     "an order of one patient; the other study is " + m_uids[with],
                     {}});
    }

    void countNotDecidable(std::uint32_t study, std::uint32_t other)
    {
        ++m_judgements[study].notDecidable;
        ++m_judgements[other].notDecidable;
    }

    // One of a kind for each study: the same cause with a third study says nothing new.
    void add(std::uint32_t study, StudyFinding finding)
    {
        const auto isSame = [&](const StudyFinding &known) {
            return known.id == finding.id && known.observed == finding.observed;
        };
        std::vector<StudyFinding> &findings = m_judgements[study].findings;
        if (std::ranges::none_of(findings, isSame))
            findings.push_back(std::move(finding));
    }

    const std::vector<const StudyFacts *> &m_studies;
    const std::vector<std::string> &m_uids;
    std::vector<DropJudgement> m_judgements;
    std::set<std::string_view> m_sharedSeries;
};

} // namespace

void DropIndex::add(std::uint32_t study, const StudyFacts &facts)
{
    const auto place = static_cast<std::uint32_t>(m_studies.size());
    m_studies.push_back({study, &facts});
    for (std::uint32_t record = 0; record < facts.records().size(); ++record) {
        const std::string &uid = facts.text(facts.records()[record].sopInstanceUid);
        if (!uid.empty())
            m_places.try_emplace(uid, place, record);
    }
}

std::optional<DropIndex::Place> DropIndex::find(std::string_view sopInstanceUid) const
{
    const auto known = m_places.find(sopInstanceUid);
    if (known == m_places.end())
        return std::nullopt;
    return Place{m_studies[known->second.first].number, known->second.second};
}

std::optional<KnownInstance> DropIndex::known(std::string_view sopInstanceUid) const
{
    const auto known = m_places.find(sopInstanceUid);
    if (known == m_places.end())
        return std::nullopt;
    const StudyFacts &facts = *m_studies[known->second.first].facts;
    const InstanceRecord &record = facts.records()[known->second.second];
    return KnownInstance{facts.text(record.sopClassUid), record.frames};
}

std::vector<DropJudgement> checkDrop(const std::vector<const StudyFacts *> &studies,
                                     const std::vector<std::string> &studyInstanceUids)
{
    return DropCheck(studies, studyInstanceUids).run();
}

} // namespace mi
