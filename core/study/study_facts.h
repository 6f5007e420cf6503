// StudyFacts: the facts of all instances of one study, kept small: equal texts and equal sets of attributes are there
// once. Not thread-safe. `StudyFinding` is what judging them yields.
#pragma once

#include "core/domain/attribute_path.h"
#include "core/domain/slice_positions.h"
#include "core/study/instance_facts.h"
#include "core/study/text_pool.h"

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mi {

// A finding about more than one instance. `files`: the instances that it is about, as numbers of records.
struct StudyFinding {
    std::string_view id;
    AttributePath attribute = {};
    Vr vr = Vr::none;
    std::string observed = {}; // escaped for display
    std::string expected = {};
    std::vector<std::uint32_t> files = {};
    std::vector<SlicePositions> slices = {}; // of a finding about slices
};

// One attribute of an entity with its value; both numbers are of StudyFacts.
struct EntityValue {
    Tag tag;
    Vr vr = Vr::none;
    std::uint32_t value = 0; // text
};

struct InstanceRecord {
    static constexpr std::int32_t noNumber = std::numeric_limits<std::int32_t>::min();

    // Numbers of texts.
    std::uint32_t sopInstanceUid = 0;
    std::uint32_t sopClassUid = 0;
    std::uint32_t seriesInstanceUid = 0;
    std::uint32_t frameOfReferenceUid = 0;
    std::uint32_t modality = 0;
    std::uint32_t seriesNumber = 0;
    std::uint32_t matrix = 0;
    std::uint32_t pixelSpacing = 0;
    std::uint32_t sliceThickness = 0;
    std::uint32_t concatenationUid = 0;
    std::uint32_t missingFrames = 0; // see frame_stack.h
    std::array<std::uint32_t, discriminatorCount> discriminators{};

    std::array<std::uint32_t, entityCount> entities{}; // numbers of sets
    std::uint32_t orientation = 0;                     // of orientations; 0: no plane
    std::array<double, 3> position{};                  // millimetres
    float spacingBetweenSlices = 0;                    // 0: none
    float gantryTilt = 0;                              // degrees
    bool hasGantryTilt = false;
    bool isLocalizer = false;
    std::int32_t instanceNumber = noNumber;
    std::uint32_t frames = 0; // Number of Frames; 0: not stated
    std::uint32_t imagesInAcquisition = 0;
    std::uint32_t temporalPositions = 0;
    std::uint32_t relatedSeries = 0;
    std::uint32_t relatedInstancesStudy = 0;
    std::uint32_t relatedInstancesSeries = 0;
    std::uint32_t concatenationPart = 0;
    std::uint32_t concatenationTotal = 0;
    std::uint64_t pixelBytes = 0;
    std::uint64_t pixelOffset = 0;
    std::uint64_t pixelPrint = 0;

    std::uint32_t operator[](Discriminator which) const { return discriminators[static_cast<std::size_t>(which)]; }
};

// What one record says of another instance. Numbers of texts.
struct ReferenceRecord {
    std::uint32_t record = 0; // who says it
    std::uint32_t sopInstanceUid = 0;
    std::uint32_t sopClassUid = 0;
    std::uint32_t seriesInstanceUid = 0;
    std::uint32_t studyInstanceUid = 0;
    std::uint32_t highestFrame = 0;
    Tag sequence;
    bool mayBeGone = false; // as in InstanceReference
};

class StudyFacts {
public:
    StudyFacts() : m_orientations(1), m_sets(1) {}

    void add(const InstanceFacts &facts);
    // Record `order[i]` becomes record i.
    void reorder(const std::vector<std::uint32_t> &order);

    const std::vector<InstanceRecord> &records() const { return m_records; }
    const std::vector<ReferenceRecord> &references() const { return m_references; }
    bool hasMoreReferences() const { return m_hasMoreReferences; } // than are taken of one instance
    std::uint32_t textNumber(std::string_view text) const { return m_texts.find(text); } // 0 if it is not there
    const std::string &text(std::uint32_t number) const { return m_texts[number]; }
    const std::array<double, 6> &orientation(std::uint32_t number) const { return m_orientations[number]; }
    const std::vector<EntityValue> &set(std::uint32_t number) const { return m_sets[number]; }

    // The records of each series that has a UID, in the order of their first records.
    std::vector<std::vector<std::uint32_t>> series() const;
    // "Series 3 (CT)", for a finding about this record's series.
    std::string seriesName(std::uint32_t record) const;

private:
    std::uint32_t orientationNumber(const std::array<double, 6> &orientation);
    std::uint32_t setNumber(const EntityValues &values);

    std::vector<InstanceRecord> m_records;
    std::vector<ReferenceRecord> m_references;
    bool m_hasMoreReferences = false;
    TextPool m_texts;
    std::vector<std::array<double, 6>> m_orientations; // 0: none
    std::map<std::array<std::int32_t, 6>, std::uint32_t> m_orientationNumbers;
    std::vector<std::vector<EntityValue>> m_sets; // 0: no attribute
    std::unordered_map<std::uint64_t, std::uint32_t> m_setNumbers;
};

// "#4, #7 and 12 more": the instances of a finding by their Instance Numbers; those without one are counted.
std::string namesOfInstances(const StudyFacts &facts, const std::vector<std::uint32_t> &records);

} // namespace mi
