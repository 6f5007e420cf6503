#include "core/study/series_checks.h"

#include "core/study/series_numbers.h"
#include "core/study/slice_stack.h"
#include "core/support/text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

namespace mi {

namespace {

using Records = std::vector<std::uint32_t>;
using Direction = std::array<double, 3>;

constexpr Tag imagePosition{0x0020, 0x0032};
constexpr Tag imageOrientation{0x0020, 0x0037};
constexpr Tag frameOfReference{0x0020, 0x0052};
constexpr Tag pixelSpacing{0x0028, 0x0030};
constexpr double sameDirection = 1e-3; // of each cosine
constexpr std::size_t mostListed = 12;

double dot(const Direction &a, const std::array<double, 3> &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

template <class List, class ToText>
std::string listed(const List &list, const ToText &toText)
{
    std::string text;
    std::size_t count = 0;
    for (const auto &entry : list) {
        if (count == mostListed) {
            text += " and " + std::to_string(list.size() - count) + " more";
            break;
        }
        text += (count == 0 ? "" : ", ") + toText(entry);
        ++count;
    }
    return text;
}

// Images that lie parallel, with the same matrix, in one frame of reference.
struct Geometry {
    std::uint32_t orientation = 0;
    std::uint32_t frame = 0;
    std::uint32_t matrix = 0;
    std::uint32_t spacing = 0;
    auto operator<=>(const Geometry &) const = default;
};

// What the series of a study have in common.
struct Neighbours {
    std::map<std::int32_t, std::uint32_t> uses; // in how many series an Instance Number is
    // The series of an acquisition, by Acquisition Number and Time; nothing: several.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::optional<std::uint32_t>> acquisitions;
};

class SeriesCheck {
public:
    SeriesCheck(const StudyFacts &facts, Records members, const Neighbours &neighbours,
                std::vector<StudyFinding> &findings, const SeriesEvidence &evidence, std::string_view shortage)
        : m_facts(facts), m_members(std::move(members)), m_neighbours(neighbours), m_findings(findings),
          m_evidence(evidence), m_shortage(shortage)
    {
        if (!m_members.empty())
            m_name = m_facts.seriesName(m_members.front()) + ": ";
    }

    // Of images that could be a stack, and whether one was recognised.
    std::uint64_t stacks = 0;
    std::uint64_t stacksNotDecidable = 0;

    void run()
    {
        for (const std::uint32_t member : m_members) {
            if (at(member).missingFrames != 0)
                add("study.frames.slices-missing", Tag{0x5200, 0x9230}, Vr::SQ, m_facts.text(at(member).missingFrames),
                    "a frame at each place", {member});
        }
        checkStacks();
        checkNumbers();
        checkAnnounced();
        reportIncomplete();
    }

private:
    const InstanceRecord &at(std::uint32_t record) const { return m_facts.records()[record]; }

    void add(std::string_view id, AttributePath attribute, Vr vr, std::string observed, std::string expected,
             Records records = {})
    {
        m_findings.push_back(
            {id, std::move(attribute), vr, m_name + observed, std::move(expected), std::move(records)});
    }

    // Orientations that differ by rounding are one; `known` are those of this series so far.
    std::uint32_t sameOrientation(std::uint32_t number, std::vector<std::uint32_t> &known) const
    {
        constexpr std::size_t mostCompared = 64; // a rotation has one for each image
        if (std::ranges::find(known, number) != known.end())
            return number;
        if (known.size() < mostCompared) {
            const std::array<double, 6> &mine = m_facts.orientation(number);
            for (const std::uint32_t other : known) {
                const std::array<double, 6> &theirs = m_facts.orientation(other);
                const auto isNear = [](double a, double b) { return std::abs(a - b) <= sameDirection; };
                if (std::ranges::equal(mine, theirs, isNear))
                    return other;
            }
            known.push_back(number);
        }
        return number;
    }

    Direction normalOf(const Geometry &geometry) const
    {
        const std::array<double, 6> &o = m_facts.orientation(geometry.orientation);
        return {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
    }

    void checkStacks()
    {
        std::map<Geometry, Records> groups;
        std::map<std::uint32_t, std::uint32_t> orientationOf;
        std::vector<std::uint32_t> known;
        for (const std::uint32_t member : m_members) {
            const InstanceRecord &record = at(member);
            if (record.orientation == 0 || record.isLocalizer)
                continue;
            const auto [entry, isNew] = orientationOf.try_emplace(record.orientation, 0);
            if (isNew)
                entry->second = sameOrientation(record.orientation, known);
            groups[{entry->second, record.frameOfReferenceUid, record.matrix, record.pixelSpacing}].push_back(member);
        }
        if (groups.empty())
            return;
        const auto &[mainGeometry, mainMembers] =
            *std::ranges::max_element(groups, {}, [](const auto &group) { return group.second.size(); });
        const Records strangers = strangersTo(mainGeometry, mainMembers, groups);
        for (const auto &[geometry, members] : groups) {
            if (members.size() >= 3)
                checkStack(geometry, members, &members == &mainMembers ? strangers : Records{});
        }
        reportStrangers(mainGeometry, mainMembers, strangers, orientationOf);
    }

    // The few images of the same kind that do not lie as nearly all others do.
    Records strangersTo(const Geometry &main, const Records &members, const std::map<Geometry, Records> &groups) const
    {
        const InstanceRecord &model = at(members.front());
        Records strangers;
        for (const auto &[geometry, others] : groups) {
            if (geometry == main)
                continue;
            for (const std::uint32_t other : others) {
                const InstanceRecord &record = at(other);
                if (record.sopClassUid == model.sopClassUid &&
                    record[Discriminator::imageType] == model[Discriminator::imageType])
                    strangers.push_back(other);
            }
        }
        if (members.size() < 5 || strangers.size() * 4 > members.size())
            strangers.clear();
        std::ranges::sort(strangers);
        return strangers;
    }

    void reportStrangers(const Geometry &main, const Records &members, const Records &strangers,
                         const std::map<std::uint32_t, std::uint32_t> &orientationOf)
    {
        if (strangers.empty())
            return;
        const InstanceRecord &one = at(strangers.front());
        Tag tag = pixelSpacing;
        Vr vr = Vr::DS;
        std::string what =
            "Pixel Spacing " + m_facts.text(one.pixelSpacing) + " instead of " + m_facts.text(main.spacing) + " mm";
        if (one.frameOfReferenceUid != main.frame) {
            tag = frameOfReference;
            vr = Vr::UI;
            what = "another frame of reference";
        } else if (orientationOf.at(one.orientation) != main.orientation) {
            tag = imageOrientation;
            what = "another orientation";
        } else if (one.matrix != main.matrix) {
            tag = tags::Rows;
            vr = Vr::US;
            what = m_facts.text(one.matrix) + " instead of " + m_facts.text(main.matrix) + " pixels";
        }
        add("study.series.mixed-geometry", tag, vr,
            what + " in " + std::to_string(strangers.size()) + " (" + namesOfInstances(m_facts, strangers) + ")",
            "as in the other " + std::to_string(members.size()), strangers);
    }

    void checkStack(const Geometry &geometry, const Records &members, const Records &strangers)
    {
        const Direction normal = normalOf(geometry);
        std::vector<Slice> slices;
        slices.reserve(members.size());
        float announced = at(members.front()).spacingBetweenSlices;
        for (const std::uint32_t member : members) {
            const InstanceRecord &record = at(member);
            if (record.spacingBetweenSlices != announced)
                announced = 0; // not one for all
            slices.push_back({.at = dot(normal, record.position),
                              .record = member,
                              .thickness = record.sliceThickness,
                              .tells = record.discriminators});
        }
        std::vector<double> places;
        for (const Slice &slice : slices)
            places.push_back(slice.at);
        StackJudgement judged = judgeStack(std::move(slices), double{announced});
        ++stacks;
        if (!judged.spacing) {
            ++stacksNotDecidable;
            if (judged.missing.empty() && judged.repeated.empty())
                return;
        }
        const double spacing = judged.spacing.value_or(0);
        m_hasStack = m_hasStack || judged.spacing.has_value();
        std::erase_if(judged.missing, [&](const StackJudgement::Place &place) {
            return std::ranges::any_of(strangers, [&](std::uint32_t stranger) {
                return std::abs(dot(normal, at(stranger).position) - place.at) <= 0.5 * spacing;
            });
        });
        const SlicePositions picture = pictureOf(judged, std::move(places), normal);
        if (!judged.missing.empty()) {
            if (!picture.present.empty())
                m_slices.push_back(picture);
            m_slicesText +=
                (m_slicesText.empty() ? "" : "; ") + std::string("no slice at ") +
                listed(judged.missing,
                       [&](const auto &place) {
                           const bool isInSome = judged.volumes > 1 && place.volumes < judged.volumes;
                           return lengthText(place.at) + (isInSome ? " (in " + std::to_string(place.volumes) + " of " +
                                                                         std::to_string(judged.volumes) + " volumes)"
                                                                   : std::string{});
                       }) +
                " mm along the normal of " + std::to_string(judged.positions) + " slices" +
                (judged.spacing ? " that are " + lengthText(spacing) + " mm apart" : std::string{});
        }
        if (!judged.repeated.empty()) {
            add("study.series.slices-repeated", imagePosition, Vr::DS,
                std::to_string(judged.repeated.size()) + " at a place that is taken (" +
                    namesOfInstances(m_facts, judged.repeated) + ")",
                "as many slices as at the other " + std::to_string(judged.positions) + " places", judged.repeated);
            if (!picture.present.empty())
                m_findings.back().slices = {picture};
        }
        if (!judged.unevenAt.empty() && judged.missing.empty() && strangers.empty()) {
            add("study.series.uneven-spacing", imagePosition, Vr::DS,
                "another distance behind " + listed(judged.unevenAt, lengthText) + " mm",
                lengthText(spacing) + " mm, as between most slices");
        }
        if (judged.spacing && judged.volumes == 1)
            compareSpacing(members, spacing, announced);
        if (judged.spacing && judged.unevenAt.empty())
            compareTilt(geometry, members);
    }

    // Empty where there are too many places to draw.
    SlicePositions pictureOf(const StackJudgement &judged, std::vector<double> places, const Direction &normal) const
    {
        constexpr double samePlace = 1e-3; // mm
        SlicePositions picture{
            .present = std::move(places), .missing = {}, .repeated = {}, .spacing = judged.spacing.value_or(0)};
        std::ranges::sort(picture.present);
        const auto last = std::unique(picture.present.begin(), picture.present.end(),
                                      [](double a, double b) { return b - a < samePlace; });
        picture.present.erase(last, picture.present.end());
        if (picture.present.size() + judged.missing.size() > mostSlicePlaces)
            return {};
        for (const StackJudgement::Place &place : judged.missing)
            picture.missing.push_back(place.at);
        for (const std::uint32_t record : judged.repeated)
            picture.repeated.push_back(dot(normal, at(record).position));
        std::ranges::sort(picture.repeated);
        return picture;
    }

    void compareSpacing(const Records &members, double spacing, float announced)
    {
        // Only MR uses the attribute for this distance always (PS3.3 C.8.3.1); NM and PET have signs and other uses.
        if (announced <= 0 || m_facts.text(at(members.front()).modality) != "MR")
            return;
        if (std::abs(spacing - double{announced}) > 0.1 * double{announced})
            add("study.series.spacing-contradicts-positions", Tag{0x0018, 0x0088}, Vr::DS,
                lengthText(double{announced}) + " mm", lengthText(spacing) + " mm, as the positions are apart");
    }

    // In a tilted stack (PS3.3 C.8.2.1.1.2) slices are shifted along themselves, by the tangent of the tilt.
    void compareTilt(const Geometry &geometry, const Records &members)
    {
        const InstanceRecord &first = at(members.front());
        const auto hasSameTilt = [&](std::uint32_t member) {
            return at(member).hasGantryTilt && at(member).gantryTilt == first.gantryTilt;
        };
        if (!first.hasGantryTilt || m_facts.text(first.modality) != "CT" || !std::ranges::all_of(members, hasSameTilt))
            return;
        const Direction normal = normalOf(geometry);
        const auto along = [&](std::uint32_t member) { return dot(normal, at(member).position); };
        const auto [low, high] = std::ranges::minmax_element(members, {}, along);
        std::array<double, 3> between{};
        for (std::size_t i = 0; i < between.size(); ++i)
            between[i] = at(*high).position[i] - at(*low).position[i];
        const double height = dot(normal, between);
        const double length = std::sqrt(dot(between, between));
        if (height <= 0 || length <= 0)
            return;
        const double angle = std::acos(std::clamp(height / length, -1.0, 1.0)) * 180 / 3.14159265358979323846;
        if (std::abs(angle - std::abs(double{first.gantryTilt})) > 1)
            add("study.series.tilt-contradicts-positions", Tag{0x0018, 0x1120}, Vr::DS,
                lengthText(double{first.gantryTilt}) + " degrees", lengthText(angle) + " degrees, as the slices lie");
    }

    void checkNumbers()
    {
        std::set<std::int32_t> numbers;
        std::map<std::tuple<std::int32_t, std::uint32_t, std::uint32_t>, Records> byNumber;
        for (const std::uint32_t member : m_members) {
            const InstanceRecord &record = at(member);
            if (record.instanceNumber == InstanceRecord::noNumber)
                continue;
            numbers.insert(record.instanceNumber);
            byNumber[{record.instanceNumber, record[Discriminator::acquisition], record[Discriminator::imageType]}]
                .push_back(member);
        }
        m_gaps = gapsIn(numbers, [&](std::int32_t number) {
            const auto known = m_neighbours.uses.find(number);
            return known != m_neighbours.uses.end() && known->second > (numbers.contains(number) ? 1U : 0U);
        });
        Records repeated;
        for (const auto &[number, members] : byNumber)
            repeated.insert(repeated.end(), members.begin() + 1, members.end());
        // Where it is the rule it has a meaning that nobody states: volumes that are each numbered from 1.
        if (repeated.empty() || repeated.size() * 5 > m_members.size())
            return;
        std::ranges::sort(repeated);
        add("study.series.numbers-repeated", tags::InstanceNumber, Vr::IS,
            std::to_string(repeated.size()) + " with a number that another one has (" +
                namesOfInstances(m_facts, repeated) + ")",
            "a number of its own", repeated);
    }

    void checkAnnounced()
    {
        std::set<std::uint32_t> timePoints;
        std::uint32_t announcedTimePoints = 0;
        std::uint32_t announcedImages = 0;
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> acquisitions; // number and announced
        for (const std::uint32_t member : m_members) {
            const InstanceRecord &record = at(member);
            announcedTimePoints = std::max(announcedTimePoints, record.temporalPositions);
            announcedImages = std::max(announcedImages, record.relatedInstancesSeries);
            if (record[Discriminator::temporalPosition] != 0)
                timePoints.insert(record[Discriminator::temporalPosition]);
            if (record.imagesInAcquisition > 0)
                ++acquisitions[{record[Discriminator::acquisition], record.imagesInAcquisition}];
        }
        if (!timePoints.empty() && timePoints.size() < announcedTimePoints)
            m_announcedText = std::to_string(timePoints.size()) + " of " + std::to_string(announcedTimePoints) +
                              " time points (Number of Temporal Positions)";
        else if (m_members.size() < announcedImages)
            m_announcedText = std::to_string(m_members.size()) + " of " + std::to_string(announcedImages) +
                              " instances (Number of Series Related Instances)";
        // An acquisition may have been spread over series, and a series may hold several: then this says nothing.
        if (m_announcedText.empty() && acquisitions.size() == 1) {
            const auto &[acquisition, count] = *acquisitions.begin();
            if (count == m_members.size() && count < acquisition.second && !isSharedAcquisition(acquisition.first))
                m_announcedText = std::to_string(count) + " of " + std::to_string(acquisition.second) +
                                  " images (Images in Acquisition)";
        }
    }

    bool isSharedAcquisition(std::uint32_t number) const
    {
        const auto known =
            m_neighbours.acquisitions.find({number, at(m_members.front())[Discriminator::acquisitionTime]});
        return known != m_neighbours.acquisitions.end() && !known->second;
    }

    // All that speaks for one gap is one finding.
    void reportIncomplete()
    {
        std::string numbersText;
        if (!m_gaps.missing.empty())
            numbersText =
                "no Instance Number " + listed(m_gaps.missing, [](std::int32_t n) { return std::to_string(n); });
        else if (m_gaps.lacksFirst)
            numbersText = "Instance Numbers begin at 2";
        std::string observed = m_evidence.proof;
        for (const std::string &more : {m_evidence.referred, m_slicesText, numbersText, m_announcedText}) {
            if (!more.empty())
                observed += (observed.empty() ? "" : "; ") + more;
        }
        if (observed.empty())
            return;
        // Numbers that were only skipped are in many series that lack nothing.
        const bool isShort = !m_shortage.empty() && (!m_slicesText.empty() || !m_announcedText.empty() ||
                                                     !m_evidence.referred.empty() || m_hasStack);
        if (m_evidence.proof.empty() && isShort)
            observed = std::string(m_shortage) + "; " + observed;
        const bool isProved = !m_evidence.proof.empty() || isShort;
        if (isProved || !m_slicesText.empty()) {
            if (isProved)
                add("study.series.files-missing", {}, Vr::none, observed, "all instances of the series");
            else
                add("study.series.slices-missing", imagePosition, Vr::DS, observed, "a slice at each place");
            m_findings.back().slices = std::move(m_slices);
        } else if (!m_evidence.referred.empty())
            add("study.reference.dangling", m_evidence.reference, Vr::UI, observed, "an instance of this study",
                m_evidence.referring);
        else if (!m_announcedText.empty())
            add("study.series.fewer-than-announced", {}, Vr::none, observed, "as many as are announced");
        else if (!numbersText.empty())
            add(m_hasStack ? "study.series.numbers-missing" : "study.series.numbers-skipped", tags::InstanceNumber,
                Vr::IS, observed, "consecutive numbers");
    }

    const StudyFacts &m_facts;
    Records m_members;
    const Neighbours &m_neighbours;
    std::vector<StudyFinding> &m_findings;
    std::string m_name;
    std::string m_slicesText;
    std::vector<SlicePositions> m_slices; // of the stacks that it is about
    bool m_hasStack = false;
    NumberGaps m_gaps;
    std::string m_announcedText;
    const SeriesEvidence &m_evidence;
    std::string_view m_shortage;
};

void checkConcatenations(const StudyFacts &facts, std::vector<StudyFinding> &findings, std::uint64_t &decided)
{
    struct Parts {
        std::set<std::uint32_t> there;
        std::uint32_t total = 0;
        Records records = {};
    };
    std::map<std::uint32_t, Parts> concatenations;
    for (std::uint32_t i = 0; i < facts.records().size(); ++i) {
        const InstanceRecord &record = facts.records()[i];
        if (record.concatenationUid == 0 || record.concatenationPart == 0)
            continue;
        Parts &parts = concatenations[record.concatenationUid];
        parts.there.insert(record.concatenationPart);
        parts.total = std::max({parts.total, record.concatenationTotal, record.concatenationPart});
        parts.records.push_back(i);
    }
    decided += concatenations.size();
    std::vector<const Parts *> inOrder;
    for (const auto &[uid, parts] : concatenations)
        inOrder.push_back(&parts);
    std::ranges::sort(inOrder, {}, [](const Parts *parts) { return parts->records.front(); });
    for (const Parts *parts : inOrder) {
        if (parts->there.size() >= parts->total)
            continue;
        std::vector<std::uint32_t> missing;
        for (std::uint32_t part = 1; part <= parts->total && missing.size() <= mostListed; ++part) {
            if (!parts->there.contains(part))
                missing.push_back(part);
        }
        const std::size_t count = parts->total - parts->there.size();
        std::string observed = facts.seriesName(parts->records.front()) + ": " + std::to_string(count) + " missing: ";
        observed += "part " + listed(std::span(missing).first(std::min(missing.size(), mostListed)),
                                     [](std::uint32_t part) { return std::to_string(part); });
        findings.push_back({"study.concatenation.incomplete", Tag{0x0020, 0x9162}, Vr::US, std::move(observed),
                            "all " + std::to_string(parts->total) + " parts", parts->records});
    }
}

Neighbours neighboursOf(const StudyFacts &facts, const std::vector<Records> &series)
{
    Neighbours neighbours;
    for (const Records &members : series) {
        std::set<std::int32_t> numbers;
        for (const std::uint32_t member : members) {
            const InstanceRecord &record = facts.records()[member];
            if (record.instanceNumber != InstanceRecord::noNumber)
                numbers.insert(record.instanceNumber);
            if (record.imagesInAcquisition == 0)
                continue;
            const auto [entry, isNew] = neighbours.acquisitions.try_emplace(
                {record[Discriminator::acquisition], record[Discriminator::acquisitionTime]}, record.seriesInstanceUid);
            if (!isNew && entry->second != record.seriesInstanceUid)
                entry->second = std::nullopt;
        }
        for (const std::int32_t number : numbers)
            ++neighbours.uses[number];
    }
    return neighbours;
}

} // namespace

std::vector<StudyFinding> checkSeries(const StudyFacts &facts, const std::vector<bool> &leftOut,
                                      const MissingEvidence &evidence, std::string_view shortage,
                                      std::uint64_t &decided, std::uint64_t &notDecidable)
{
    std::vector<StudyFinding> findings;
    std::vector<Records> series = facts.series();
    for (Records &members : series)
        std::erase_if(members, [&](std::uint32_t record) { return leftOut[record]; });
    std::erase_if(series, [](const Records &members) { return members.empty(); });

    const Neighbours neighbours = neighboursOf(facts, series);
    const SeriesEvidence none;
    for (Records &members : series) {
        const auto known = evidence.find(facts.records()[members.front()].seriesInstanceUid);
        SeriesCheck check(facts, members, neighbours, findings, known == evidence.end() ? none : known->second,
                          shortage);
        check.run();
        decided += 3 + check.stacks - check.stacksNotDecidable; // numbers, repeats, announced counts
        notDecidable += check.stacksNotDecidable;
    }
    checkConcatenations(facts, findings, decided);
    return findings;
}

} // namespace mi
