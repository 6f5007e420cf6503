// InstanceFacts: what judging a study needs to know of one instance, taken while its scan is at hand. Owned texts, a
// few hundred bytes, so that it can be handed over and forgotten; StudyFacts keeps it smaller still.
#pragma once

#include "core/domain/tag.h"
#include "core/domain/value_representation.h"
#include "core/study/entity_attributes.h"
#include "core/study/instance_references.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

class ByteSource;
class ScannedInstance;

// The attributes of one entity in one instance, ascending by tag, with their values as comparable text: decoded UTF-8
// without padding; numbers of binary VRs in decimal; a Sequence as "{...}" with a hash behind it when it is long.
struct EntityValues {
    struct Value {
        Tag tag;
        Vr vr = Vr::none;
        std::uint32_t begin = 0; // in `text`
        std::uint32_t size = 0;
    };
    std::string text;
    std::vector<Value> values;
    std::uint64_t hash = 0; // of all of it
    std::string_view of(const Value &value) const { return std::string_view(text).substr(value.begin, value.size); }
};

// What may tell apart images at one position, in the order in which it is tried.
enum class Discriminator : std::uint8_t {
    temporalPosition, // Temporal Position Identifier (0020,0100) or Index (0020,9128)
    echo,             // Echo Time (0018,0081), else Echo Numbers (0018,0086)
    bValue,           // Diffusion b-value (0018,9087)
    gradient,         // Diffusion Gradient Orientation (0018,9089)
    phase,            // Trigger Time (0018,1060), else Nominal Cardiac Trigger Delay Time (0020,9153)
    inversion,        // Inversion Time (0018,0082)
    imageType,        // Image Type (0008,0008)
    kernel,           // Convolution Kernel (0018,1210)
    energy,           // KVP (0018,0060)
    acquisition,      // Acquisition Number (0020,0012)
    acquisitionTime,  // Acquisition DateTime (0008,002A), else Acquisition Time (0008,0032)
    contentTime,      // Content Time (0008,0033)
};
inline constexpr std::size_t discriminatorCount = 12;

// Where a plane lies (PS3.3 C.7.6.2.1.1). Millimetres; directions are unit vectors.
struct Plane {
    std::array<double, 3> position{};
    std::array<double, 6> orientation{}; // along a row, then along a column
};

struct InstanceFacts {
    std::string sopInstanceUid;
    std::string sopClassUid;
    std::string seriesInstanceUid;
    std::string frameOfReferenceUid;
    std::string modality;
    std::string seriesNumber;
    std::array<EntityValues, entityCount> entities;
    std::optional<Plane> plane; // of an image with one frame
    std::string matrix;         // "512 x 512"; "" if it is no image
    std::string pixelSpacing;   // millimetres, "0.9766 x 0.9766"
    std::optional<double> spacingBetweenSlices;
    std::optional<double> gantryTilt; // degrees
    std::string sliceThickness;
    bool isLocalizer = false; // as Image Type says
    std::array<std::string, discriminatorCount> discriminators;
    std::optional<std::int32_t> instanceNumber;
    std::uint32_t frames = 0; // Number of Frames; 0: not stated
    std::uint32_t imagesInAcquisition = 0;
    std::uint32_t temporalPositions = 0;
    std::uint32_t relatedSeries = 0;          // Number of Study Related Series, or Series in Study
    std::uint32_t relatedInstancesStudy = 0;  // Number of Study Related Instances
    std::uint32_t relatedInstancesSeries = 0; // Number of Series Related Instances
    std::string concatenationUid;
    std::uint32_t concatenationPart = 0; // from 1
    std::uint32_t concatenationTotal = 0;
    std::uint64_t pixelBytes = 0;  // of the value; 0: none
    std::uint64_t pixelOffset = 0; // of the value in the file; 0: encapsulated, or not to be found like that
    InstanceReferences references;
    std::string missingFrames;    // see frame_stack.h
    std::uint64_t pixelPrint = 0; // a hash of samples of it; 0: nothing to tell it by, as in an empty image
};

// `source`: where samples of Pixel Data are read; null: none are.
InstanceFacts extractInstanceFacts(const ScannedInstance &instance, ByteSource *source);

} // namespace mi
