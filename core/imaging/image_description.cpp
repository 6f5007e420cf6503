#include "core/imaging/image_description.h"

#include "core/checks/values/binary_value.h"
#include "core/imaging/value_reading.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace mi {

namespace {

// PS3.6 names them so.
constexpr Tag rescaleIntercept{0x0028, 0x1052};
constexpr Tag rescaleSlope{0x0028, 0x1053};
constexpr Tag rescaleType{0x0028, 0x1054};
constexpr Tag windowCenter{0x0028, 0x1050};
constexpr Tag windowWidth{0x0028, 0x1051};
constexpr Tag windowExplanation{0x0028, 0x1055};
constexpr Tag voiLutFunction{0x0028, 0x1056};
constexpr Tag modalityLutSequence{0x0028, 0x3000};
constexpr Tag lutDescriptor{0x0028, 0x3002};
constexpr Tag lutExplanation{0x0028, 0x3003};
constexpr Tag lutData{0x0028, 0x3006};
constexpr Tag voiLutSequence{0x0028, 0x3010};
constexpr Tag pixelValueTransformation{0x0028, 0x9145};
constexpr Tag frameVoiLut{0x0028, 0x9132};
constexpr Tag sharedFunctionalGroups{0x5200, 0x9229};
constexpr Tag perFrameFunctionalGroups{0x5200, 0x9230};
constexpr Tag presentationLutShape{0x2050, 0x0020};
constexpr Tag pixelSpacing{0x0028, 0x0030};
constexpr Tag pixelAspectRatio{0x0028, 0x0034};
constexpr Tag imagerPixelSpacing{0x0018, 0x1164};
constexpr Tag frameTime{0x0018, 0x1063};
constexpr Tag cineRate{0x0018, 0x0040};
constexpr Tag recommendedDisplayFrameRate{0x0008, 0x2144};

std::uint32_t smallNumber(const ScannedInstance &instance, const Element *element, std::uint32_t otherwise,
                          std::uint32_t limit = 65535)
{
    const auto number = numberIn(instance, element);
    return number && *number <= limit ? static_cast<std::uint32_t>(*number) : otherwise;
}

// Number of entries, first input value, bits of an entry (PS3.3 C.11.1.1, C.7.6.3.1.5). The first input value has the
// sign of the pixels, whatever the VR says.
LookupTable tableOf(const ScannedInstance &instance, ByteSource *source, const Element *descriptor, const Element *data,
                    bool hasSignedInput)
{
    LookupTable table;
    if (descriptor == nullptr || data == nullptr)
        return table;
    const std::string_view value = instance.value(*descriptor);
    if (value.size() < 6)
        return table;
    const bool isBig = descriptor->has(Element::bigEndian);
    std::uint64_t entries = unsignedAt(value, 0, 2, isBig);
    entries = entries == 0 ? 65536 : entries;
    const auto first = static_cast<std::uint16_t>(unsignedAt(value, 2, 2, isBig));
    table.firstInput = hasSignedInput ? static_cast<std::int64_t>(static_cast<std::int16_t>(first)) : first;
    table.bits = static_cast<std::uint32_t>(unsignedAt(value, 4, 2, isBig));
    const std::string bytes = bytesOf(instance, source, data);
    if (table.bits == 0 || table.bits > 16 || bytes.empty())
        return table;
    // Entries of 8 bits may be packed two to a word.
    const unsigned size = bytes.size() >= entries * 2 ? 2 : 1;
    const std::uint64_t count = std::min<std::uint64_t>(entries, bytes.size() / size);
    for (std::uint64_t i = 0; i < count; ++i)
        table.values.push_back(
            static_cast<std::uint16_t>(unsignedAt(bytes, i * size, size, data->has(Element::bigEndian))));
    // Some writers fill words and say 16 where they mean 8, or the other way round.
    if (table.bits == 16 && size == 1)
        table.bits = 8;
    return table;
}

LookupTable tableInItem(const ScannedInstance &instance, ByteSource *source, const Element *item, bool hasSignedInput)
{
    if (item == nullptr)
        return {};
    LookupTable table = tableOf(instance, source, instance.findIn(*item, lutDescriptor),
                                instance.findIn(*item, lutData), hasSignedInput);
    table.explanation = textOf(instance, item, lutExplanation);
    return table;
}

// Segmented data (PS3.3 C.7.9.2): 0 discrete, 1 linear, 2 indirect (to 8 segments, without nesting).
class SegmentExpander {
public:
    SegmentExpander(std::string_view bytes, bool bigEndian, std::size_t wanted)
        : m_bytes(bytes), m_isBig(bigEndian), m_wanted(wanted)
    {}

    std::vector<std::uint16_t> run()
    {
        for (std::size_t at = 0; at + 2 <= words() && m_out.size() < m_wanted;) {
            const std::size_t next = segment(at, true);
            if (next <= at)
                break;
            at = next;
        }
        return std::move(m_out);
    }

private:
    std::size_t words() const { return m_bytes.size() / 2; }
    std::uint16_t word(std::size_t at) const
    {
        return static_cast<std::uint16_t>(unsignedAt(m_bytes, at * 2, 2, m_isBig));
    }

    // The word behind the segment at `at`; 0 when it cannot be followed.
    std::size_t segment(std::size_t at, bool mayBeIndirect)
    {
        constexpr std::size_t mostSegments = 1'000'000;
        if (++m_segments > mostSegments)
            return 0;
        const std::uint16_t code = word(at);
        const std::size_t count = word(at + 1);
        if (code == 0 && at + 2 + count <= words()) {
            for (std::size_t i = 0; i < count && m_out.size() < m_wanted; ++i)
                m_out.push_back(word(at + 2 + i));
            return at + 2 + count;
        }
        if (code == 1 && at + 3 <= words() && !m_out.empty() && count > 0) {
            const int from = m_out.back();
            const int to = word(at + 2);
            for (std::size_t i = 1; i <= count && m_out.size() < m_wanted; ++i)
                m_out.push_back(static_cast<std::uint16_t>(
                    std::lround(from + (to - from) * static_cast<double>(i) / static_cast<double>(count))));
            return at + 3;
        }
        if (code == 2 && mayBeIndirect && at + 4 <= words()) {
            std::size_t target = (static_cast<std::size_t>(word(at + 3)) << 16U | word(at + 2)) / 2;
            for (std::size_t i = 0; i < count && target != 0 && target + 2 <= words(); ++i)
                target = segment(target, false);
            return at + 4;
        }
        return 0;
    }

    std::string_view m_bytes;
    bool m_isBig;
    std::size_t m_wanted;
    std::size_t m_segments = 0;
    std::vector<std::uint16_t> m_out;
};

LookupTable paletteOf(const ScannedInstance &instance, ByteSource *source, const PaletteElements &elements,
                      bool isSigned)
{
    if (elements.data != nullptr || elements.segmentedData == nullptr)
        return tableOf(instance, source, elements.descriptor, elements.data, isSigned);
    LookupTable table = tableOf(instance, source, elements.descriptor, elements.segmentedData, isSigned);
    const std::string bytes = bytesOf(instance, source, elements.segmentedData);
    const std::string_view value = elements.descriptor != nullptr ? instance.value(*elements.descriptor) : "";
    if (value.size() < 6)
        return {};
    std::uint64_t entries = unsignedAt(value, 0, 2, elements.descriptor->has(Element::bigEndian));
    entries = entries == 0 ? 65536 : entries;
    table.bits = 16;
    table.values = SegmentExpander(bytes, elements.segmentedData->has(Element::bigEndian), entries).run();
    return table;
}

std::vector<Overlay> overlaysOf(const ScannedInstance &instance)
{
    std::vector<Overlay> overlays;
    for (std::uint16_t group = 0x6000; group <= 0x601E; group = static_cast<std::uint16_t>(group + 2)) {
        Overlay overlay;
        overlay.rows = smallNumber(instance, instance.find({group, 0x0010}), 0);
        overlay.columns = smallNumber(instance, instance.find({group, 0x0011}), 0);
        if (overlay.rows == 0 || overlay.columns == 0)
            continue;
        const std::vector<double> origin = numbersIn(instance, instance.find({group, 0x0050}), 2);
        if (origin.size() == 2) {
            overlay.top = static_cast<std::int32_t>(origin[0]);
            overlay.left = static_cast<std::int32_t>(origin[1]);
        }
        overlay.frames = std::max(1U, smallNumber(instance, instance.find({group, 0x0015}), 1, 1'000'000));
        overlay.firstFrame = std::max(1U, smallNumber(instance, instance.find({group, 0x0051}), 1));
        overlay.data = instance.find({group, 0x3000});
        overlay.bitPosition = smallNumber(instance, instance.find({group, 0x0102}), 0);
        const bool isEmbedded = smallNumber(instance, instance.find({group, 0x0100}), 1) > 1;
        if (overlay.data != nullptr || isEmbedded)
            overlays.push_back(overlay);
    }
    return overlays;
}

double aspectOf(const ScannedInstance &instance)
{
    for (const Tag tag : {pixelSpacing, imagerPixelSpacing, pixelAspectRatio}) {
        const std::vector<double> sides = numbersIn(instance, instance.find(tag), 2);
        constexpr double most = 20; // a picture that is stretched further shows nothing
        if (sides.size() == 2 && sides[0] > 0 && sides[1] > 0)
            return std::clamp(sides[0] / sides[1], 1 / most, most);
    }
    return 1;
}

double millisecondsPerFrame(const ScannedInstance &instance)
{
    if (const auto time = numberOf(instance, nullptr, frameTime); time && *time > 0)
        return *time;
    for (const Tag tag : {recommendedDisplayFrameRate, cineRate}) {
        if (const auto rate = numberOf(instance, nullptr, tag); rate && *rate > 0)
            return 1000 / *rate;
    }
    return 0;
}

VoiFunction functionOf(const std::string &text)
{
    if (text == "LINEAR_EXACT")
        return VoiFunction::linearExact;
    return text == "SIGMOID" ? VoiFunction::sigmoid : VoiFunction::linear;
}

void readRescale(const ScannedInstance &instance, const Element *item, FrameTransform &transform)
{
    transform.slope = numberOf(instance, item, rescaleSlope).value_or(transform.slope);
    transform.intercept = numberOf(instance, item, rescaleIntercept).value_or(transform.intercept);
    if (const std::string unit = textOf(instance, item, rescaleType); !unit.empty())
        transform.unit = unit;
}

void readWindows(const ScannedInstance &instance, const Element *item, FrameTransform &transform)
{
    const std::vector<double> centers = numbersIn(instance, findBelow(instance, item, windowCenter));
    const std::vector<double> widths = numbersIn(instance, findBelow(instance, item, windowWidth));
    const std::vector<std::string> names = textsOf(instance, item, windowExplanation);
    const VoiFunction function = functionOf(textOf(instance, item, voiLutFunction));
    if (!centers.empty())
        transform.windows.clear();
    for (std::size_t i = 0; i < std::min(centers.size(), widths.size()); ++i) {
        if (widths[i] > 0)
            transform.windows.push_back({centers[i], widths[i], function, i < names.size() ? names[i] : ""});
    }
}

} // namespace

std::uint16_t LookupTable::at(double input) const
{
    const double last = static_cast<double>(values.size() - 1);
    const double index = std::clamp(std::round(input) - static_cast<double>(firstInput), 0.0, last);
    return values[static_cast<std::size_t>(index)];
}

ImageDescription describeImage(const ScannedInstance &instance, ByteSource *source)
{
    ImageDescription image;
    const auto end = static_cast<std::uint32_t>(instance.elements.size());
    const PixelDescription pixels = describePixels(instance, instance.dataSetBegin, end);
    image.rows = smallNumber(instance, pixels.rows, 0);
    image.columns = smallNumber(instance, pixels.columns, 0);
    image.frames = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(frameCount(instance, pixels).value_or(1), std::uint64_t{1} << 30U));
    image.samplesPerPixel = smallNumber(instance, pixels.samplesPerPixel, 1);
    image.bitsAllocated = smallNumber(instance, pixels.bitsAllocated, 8);
    image.bitsStored = smallNumber(instance, pixels.bitsStored, image.bitsAllocated);
    if (image.bitsStored == 0 || image.bitsStored > image.bitsAllocated)
        image.bitsStored = image.bitsAllocated;
    image.highBit = smallNumber(instance, pixels.highBit, image.bitsStored - 1);
    if (image.highBit + 1 < image.bitsStored || image.highBit >= image.bitsAllocated)
        image.highBit = image.bitsStored - 1;
    image.isSigned = smallNumber(instance, pixels.pixelRepresentation, 0) == 1;
    image.photometric = pixels.photometric;
    image.photometricText = instance.text(tags::PhotometricInterpretation);
    image.transferSyntaxUid = instance.text(tags::TransferSyntaxUID);
    image.pixelAspect = aspectOf(instance);
    image.millisecondsPerFrame = millisecondsPerFrame(instance);
    if (image.photometric == Photometric::paletteColor) {
        for (const PaletteElements &color : pixels.palette)
            image.palette.push_back(paletteOf(instance, source, color, image.isSigned));
    }
    image.overlays = overlaysOf(instance);
    if (const std::optional<double> padding = numberOf(instance, nullptr, {0x0028, 0x0120})) {
        const double limit = numberOf(instance, nullptr, {0x0028, 0x0121}).value_or(*padding);
        image.paddingFirst = static_cast<std::int64_t>(std::min(*padding, limit));
        image.paddingLast = static_cast<std::int64_t>(std::max(*padding, limit));
    }
    image.isInverted = instance.text(presentationLutShape) == "INVERSE";
    image.isImage = pixels.pixelData != nullptr && image.rows > 0 && image.columns > 0;
    return image;
}

FrameTransform transformOf(const ScannedInstance &instance, ByteSource *source, std::uint32_t frame)
{
    FrameTransform transform;
    readRescale(instance, nullptr, transform);
    readWindows(instance, nullptr, transform);
    const bool isSigned = instance.integer(tags::PixelRepresentation).value_or(0) == 1;
    if (const Element *sequence = instance.find(modalityLutSequence))
        transform.modality = tableInItem(instance, source, itemOf(instance, sequence, 0), isSigned);
    if (const Element *sequence = instance.find(voiLutSequence)) {
        const bool isAfterRescale = transform.intercept < 0 || (isSigned && transform.modality.isEmpty());
        const std::uint32_t count = std::min(itemCount(instance, *sequence), 16U);
        for (std::uint32_t i = 0; i < count; ++i) {
            LookupTable table = tableInItem(instance, source, itemOf(instance, sequence, i), isAfterRescale);
            if (!table.isEmpty())
                transform.voi.push_back(std::move(table));
        }
    }
    // What is said for all frames, then what is said for this one.
    const Element *shared = itemOf(instance, instance.find(sharedFunctionalGroups), 0);
    const Element *own = itemOf(instance, instance.find(perFrameFunctionalGroups), frame);
    for (const Element *group : {shared, own}) {
        if (group == nullptr)
            continue;
        if (const Element *item = itemOf(instance, instance.findIn(*group, pixelValueTransformation), 0))
            readRescale(instance, item, transform);
        if (const Element *item = itemOf(instance, instance.findIn(*group, frameVoiLut), 0))
            readWindows(instance, item, transform);
    }
    return transform;
}

} // namespace mi
