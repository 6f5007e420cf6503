#include "core/study/study_facts.h"

#include "core/support/text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mi {

void StudyFacts::add(const InstanceFacts &facts)
{
    InstanceRecord record;
    record.sopInstanceUid = m_texts.add(facts.sopInstanceUid);
    record.sopClassUid = m_texts.add(facts.sopClassUid);
    record.seriesInstanceUid = m_texts.add(facts.seriesInstanceUid);
    record.frameOfReferenceUid = m_texts.add(facts.frameOfReferenceUid);
    record.modality = m_texts.add(facts.modality);
    record.seriesNumber = m_texts.add(facts.seriesNumber);
    record.matrix = m_texts.add(facts.matrix);
    record.pixelSpacing = m_texts.add(facts.pixelSpacing);
    record.sliceThickness = m_texts.add(facts.sliceThickness);
    record.missingFrames = m_texts.add(facts.missingFrames);
    record.concatenationUid = m_texts.add(facts.concatenationUid);
    for (std::size_t i = 0; i < discriminatorCount; ++i)
        record.discriminators[i] = m_texts.add(facts.discriminators[i]);
    for (std::size_t i = 0; i < entityCount; ++i)
        record.entities[i] = setNumber(facts.entities[i]);
    if (facts.plane) {
        record.orientation = orientationNumber(facts.plane->orientation);
        record.position = facts.plane->position;
    }
    record.spacingBetweenSlices = static_cast<float>(facts.spacingBetweenSlices.value_or(0));
    record.hasGantryTilt = facts.gantryTilt.has_value();
    record.gantryTilt = static_cast<float>(facts.gantryTilt.value_or(0));
    record.isLocalizer = facts.isLocalizer;
    record.instanceNumber = facts.instanceNumber.value_or(InstanceRecord::noNumber);
    record.frames = facts.frames;
    record.imagesInAcquisition = facts.imagesInAcquisition;
    record.temporalPositions = facts.temporalPositions;
    record.relatedSeries = facts.relatedSeries;
    record.relatedInstancesStudy = facts.relatedInstancesStudy;
    record.relatedInstancesSeries = facts.relatedInstancesSeries;
    record.concatenationPart = facts.concatenationPart;
    record.concatenationTotal = facts.concatenationTotal;
    record.pixelOffset = facts.pixelOffset;
    record.pixelBytes = facts.pixelBytes;
    record.pixelPrint = facts.pixelPrint;
    m_hasMoreReferences |= facts.references.isCut;
    for (const InstanceReference &reference : facts.references.references) {
        m_references.push_back({.record = static_cast<std::uint32_t>(m_records.size()),
                                .sopInstanceUid = m_texts.add(reference.sopInstanceUid),
                                .sopClassUid = m_texts.add(reference.sopClassUid),
                                .seriesInstanceUid = m_texts.add(reference.seriesInstanceUid),
                                .studyInstanceUid = m_texts.add(reference.studyInstanceUid),
                                .highestFrame = reference.highestFrame,
                                .sequence = reference.sequence,
                                .mayBeGone = reference.mayBeGone});
    }
    m_records.push_back(record);
}

void StudyFacts::reorder(const std::vector<std::uint32_t> &order)
{
    std::vector<InstanceRecord> sorted;
    sorted.reserve(m_records.size());
    for (const std::uint32_t from : order)
        sorted.push_back(m_records[from]);
    m_records = std::move(sorted);
    std::vector<std::uint32_t> placeOf(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
        placeOf[order[i]] = i;
    for (ReferenceRecord &reference : m_references)
        reference.record = placeOf[reference.record];
    std::ranges::stable_sort(m_references, {}, &ReferenceRecord::record);
}

std::uint32_t StudyFacts::orientationNumber(const std::array<double, 6> &orientation)
{
    // A ten-thousandth is some hundredths of a degree; whoever compares allows for more.
    std::array<std::int32_t, 6> rounded{};
    for (std::size_t i = 0; i < rounded.size(); ++i)
        rounded[i] = static_cast<std::int32_t>(std::clamp(std::round(orientation[i] * 1e4), -2e9, 2e9));
    const auto [entry, isNew] =
        m_orientationNumbers.try_emplace(rounded, static_cast<std::uint32_t>(m_orientations.size()));
    if (isNew)
        m_orientations.push_back(orientation);
    return entry->second;
}

std::uint32_t StudyFacts::setNumber(const EntityValues &values)
{
    if (values.values.empty())
        return 0;
    const auto [entry, isNew] = m_setNumbers.try_emplace(values.hash, static_cast<std::uint32_t>(m_sets.size()));
    if (isNew) {
        std::vector<EntityValue> &set = m_sets.emplace_back();
        set.reserve(values.values.size());
        for (const EntityValues::Value &value : values.values)
            set.push_back({value.tag, value.vr, m_texts.add(values.of(value))});
    }
    return entry->second;
}

std::vector<std::vector<std::uint32_t>> StudyFacts::series() const
{
    std::vector<std::vector<std::uint32_t>> list;
    std::unordered_map<std::uint32_t, std::size_t> known;
    for (std::uint32_t i = 0; i < m_records.size(); ++i) {
        const std::uint32_t uid = m_records[i].seriesInstanceUid;
        if (uid == 0)
            continue;
        const auto [entry, isNew] = known.try_emplace(uid, list.size());
        if (isNew)
            list.emplace_back();
        list[entry->second].push_back(i);
    }
    return list;
}

std::string StudyFacts::seriesName(std::uint32_t record) const
{
    const InstanceRecord &one = m_records[record];
    std::string name = "Series";
    if (one.seriesNumber != 0)
        name += " " + escapedForDisplay(text(one.seriesNumber), 16);
    if (one.modality != 0)
        name += " (" + escapedForDisplay(text(one.modality), 16) + ")";
    return name;
}

std::string namesOfInstances(const StudyFacts &facts, const std::vector<std::uint32_t> &records)
{
    constexpr std::size_t most = 8;
    std::set<std::int32_t> numbers;
    for (const std::uint32_t record : records) {
        if (facts.records()[record].instanceNumber != InstanceRecord::noNumber)
            numbers.insert(facts.records()[record].instanceNumber);
    }
    std::string text;
    std::size_t named = 0;
    for (const std::int32_t number : numbers) {
        if (named == most)
            break;
        text += (text.empty() ? "#" : ", #") + std::to_string(number);
        ++named;
    }
    const std::size_t more = records.size() - std::min(named, records.size());
    if (more > 0)
        text += text.empty() ? "" : " and " + std::to_string(more) + " more";
    return text;
}

} // namespace mi
