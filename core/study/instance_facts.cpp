#include "core/study/instance_facts.h"

#include "core/checks/values/number_values.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/character_sets.h"
#include "core/dicom/scanned_instance.h"
#include "core/study/frame_stack.h"
#include "core/support/text.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace mi {

namespace {

constexpr Tag imageType{0x0008, 0x0008};
constexpr std::size_t longestValue = 256; // bytes kept of a value; what follows is in its hash

std::uint64_t hashOf(std::string_view bytes)
{
    return std::hash<std::string_view>{}(bytes);
}

bool isAscii(std::string_view bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\x1B'; });
}

class Extractor {
public:
    explicit Extractor(const ScannedInstance &instance) : m_instance(instance) {}

    std::string text(Tag tag)
    {
        const Element *element = m_instance.find(tag);
        return element == nullptr ? std::string{} : textOf(*element);
    }

    std::string either(Tag first, Tag second)
    {
        std::string value = text(first);
        return value.empty() ? text(second) : value;
    }

    std::optional<double> number(Tag tag) const
    {
        const Element *element = m_instance.find(tag);
        if (element == nullptr)
            return std::nullopt;
        const NumberValues values = NumberValues::of(m_instance, *element);
        return values.size() == 0 ? std::nullopt : std::optional{values.all()[0]};
    }

    // 0 for what is absent, negative or out of range.
    std::uint32_t count(Tag tag) const
    {
        const std::optional<std::int64_t> value = m_instance.integer(tag);
        return value && *value > 0 && *value < 0x7FFFFFFF ? static_cast<std::uint32_t>(*value) : 0U;
    }

    std::string textOf(const Element &element)
    {
        const Vr vr = vrOfValue(element);
        if (vr == Vr::SQ)
            return sequenceText(element);
        const std::string_view value = m_instance.value(element);
        if (isText(vr)) {
            const std::string_view trimmed = trimmedPadding(value);
            if (isAscii(trimmed))
                return shortened(trimmed);
            if (!m_decoder)
                m_decoder.emplace(m_instance.text(tags::SpecificCharacterSet));
            return shortened(trimmedPadding(m_decoder->decode(trimmed, vr == Vr::PN).utf8));
        }
        if (const std::optional<std::int64_t> number = m_instance.integer(element))
            return std::to_string(*number);
        std::string numbers;
        for (const double number : NumberValues::of(m_instance, element).all())
            numbers += (numbers.empty() ? "" : "\\") + decimal(number);
        return numbers.empty() ? shortened(value) : numbers;
    }

    // At most 6 decimals, without trailing zeros.
    static std::string decimal(double number)
    {
        if (number == std::floor(number) && std::abs(number) < 1e15)
            return std::to_string(static_cast<std::int64_t>(number));
        std::string text = std::to_string(number);
        while (text.ends_with('0'))
            text.pop_back();
        return text;
    }

private:
    static bool isText(Vr vr)
    {
        switch (vr) {
        case Vr::US:
        case Vr::SS:
        case Vr::UL:
        case Vr::SL:
        case Vr::FL:
        case Vr::FD:
        case Vr::OB:
        case Vr::OW:
        case Vr::OF:
        case Vr::OD:
        case Vr::AT:
        case Vr::UN:
            return false;
        default:
            return true;
        }
    }

    static std::string shortened(std::string_view value)
    {
        std::string text(value.substr(0, longestValue));
        if (value.size() > longestValue)
            text += "#" + std::to_string(hashOf(value));
        return text;
    }

    // The same for explicit and implicit, for known and undefined lengths. Scans are flat: no recursion is needed.
    std::string sequenceText(const Element &sequence)
    {
        std::string all;
        for (std::uint32_t i = m_instance.indexOf(sequence) + 1; i < sequence.end; ++i) {
            const Element &element = m_instance.elements[i];
            all += std::to_string(element.depth);
            if (element.tag == tags::Item) {
                all += '{';
                continue;
            }
            all += toString(element.tag);
            if (vrOfValue(element) != Vr::SQ && element.length != Element::undefinedLength)
                all += "=" + textOf(element);
            if (all.size() > 64 * 1024)
                break; // long enough to be compared
        }
        return all.empty() ? all : "{" + std::to_string(all.size()) + "#" + std::to_string(hashOf(all)) + "}";
    }

    const ScannedInstance &m_instance;
    std::optional<CharacterSetDecoder> m_decoder;
};

void takeEntities(InstanceFacts &facts, const ScannedInstance &instance, Extractor &extractor)
{
    const std::span<const EntityAttribute> wanted = entityAttributes(facts.sopClassUid);
    // Both are ascending as a rule; an element out of order is found all the same, by find().
    for (const EntityAttribute &attribute : wanted) {
        const Element *element = instance.find(attribute.tag);
        if (element == nullptr)
            continue;
        EntityValues &entity = facts.entities[static_cast<std::size_t>(attribute.entity)];
        const std::string value = extractor.textOf(*element);
        entity.values.push_back({attribute.tag, vrOfValue(*element), static_cast<std::uint32_t>(entity.text.size()),
                                 static_cast<std::uint32_t>(value.size())});
        entity.text += value;
    }
    for (EntityValues &entity : facts.entities) {
        std::string layout = entity.text;
        for (const EntityValues::Value &value : entity.values) {
            const std::uint32_t key = value.tag.key();
            layout.append(1, static_cast<char>(key)).append(1, static_cast<char>(key >> 8U));
            layout.append(1, static_cast<char>(key >> 16U)).append(1, static_cast<char>(value.size));
        }
        entity.hash = hashOf(layout);
    }
}

std::optional<Plane> planeOf(const ScannedInstance &instance)
{
    const Element *position = instance.find({0x0020, 0x0032});
    const Element *orientation = instance.find({0x0020, 0x0037});
    if (position == nullptr || orientation == nullptr)
        return std::nullopt;
    const NumberValues at = NumberValues::of(instance, *position);
    const NumberValues along = NumberValues::of(instance, *orientation);
    const auto isUsable = [](double number) { return std::isfinite(number) && std::abs(number) < 1e7; };
    if (at.size() != 3 || along.size() != 6 || !std::ranges::all_of(at.all(), isUsable) ||
        !std::ranges::all_of(along.all(), isUsable))
        return std::nullopt;
    Plane plane;
    std::ranges::copy(at.all(), plane.position.begin());
    std::ranges::copy(along.all(), plane.orientation.begin());
    return plane;
}

void takeDiscriminators(InstanceFacts &facts, Extractor &extractor)
{
    const auto set = [&](Discriminator which, std::string value) {
        facts.discriminators[static_cast<std::size_t>(which)] = std::move(value);
    };
    set(Discriminator::temporalPosition, extractor.either({0x0020, 0x0100}, {0x0020, 0x9128}));
    set(Discriminator::echo, extractor.either({0x0018, 0x0081}, {0x0018, 0x0086}));
    set(Discriminator::bValue, extractor.text({0x0018, 0x9087}));
    set(Discriminator::gradient, extractor.text({0x0018, 0x9089}));
    set(Discriminator::phase, extractor.either({0x0018, 0x1060}, {0x0020, 0x9153}));
    set(Discriminator::inversion, extractor.text({0x0018, 0x0082}));
    set(Discriminator::imageType, extractor.text(imageType));
    set(Discriminator::kernel, extractor.text({0x0018, 0x1210}));
    set(Discriminator::energy, extractor.text({0x0018, 0x0060}));
    set(Discriminator::acquisition, extractor.text({0x0020, 0x0012}));
    set(Discriminator::acquisitionTime, extractor.either({0x0008, 0x002A}, {0x0008, 0x0032}));
    set(Discriminator::contentTime, extractor.text({0x0008, 0x0033}));
}

// Two samples near the middle, where images differ if anywhere. They only choose whom to compare byte by byte, so that
// pixels need not be read: reading them all would double the work.
void takePixelPrint(InstanceFacts &facts, const ScannedInstance &instance, ByteSource *source)
{
    const Element *pixels = instance.find(tags::PixelData);
    if (pixels == nullptr || source == nullptr || instance.encoding.deflated)
        return;
    std::uint64_t begin = pixels->valueOffset();
    std::uint64_t size = pixels->length;
    if (pixels->hasUndefinedLength()) {
        // The longest fragment stands for all.
        const Element *longest = nullptr;
        facts.pixelBytes = 0;
        for (std::uint32_t i = instance.indexOf(*pixels) + 1; i < pixels->end; ++i) {
            const Element &fragment = instance.elements[i];
            facts.pixelBytes += fragment.length;
            if (longest == nullptr || fragment.length > longest->length)
                longest = &fragment;
        }
        if (longest == nullptr)
            return;
        begin = longest->valueOffset();
        size = longest->length;
    } else {
        facts.pixelBytes = size;
        facts.pixelOffset = begin;
    }
    constexpr std::size_t sample = 512;
    std::array<char, 2 * sample> bytes{};
    std::size_t count = 0;
    for (const std::uint64_t at : {size / 2, size / 8 * 3}) {
        const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(sample, size - at));
        const auto into = std::as_writable_bytes(std::span(bytes).subspan(count, wanted));
        const Result<std::size_t> read = source->readAt(begin + at, into);
        if (!read || *read != wanted)
            return;
        count += wanted;
    }
    const std::string_view all(bytes.data(), count);
    // Pixels of 1, 2, 3, 4, 6 or 12 bytes that are all the same repeat after 12.
    constexpr std::size_t period = 12;
    const bool isUniform = all.size() <= period || all.substr(period) == all.substr(0, all.size() - period);
    facts.pixelPrint = isUniform ? 0 : hashOf(all);
}

} // namespace

InstanceFacts extractInstanceFacts(const ScannedInstance &instance, ByteSource *source)
{
    InstanceFacts facts;
    Extractor extractor(instance);
    facts.sopInstanceUid = instance.text(tags::SOPInstanceUID);
    facts.sopClassUid = instance.text(tags::SOPClassUID);
    facts.seriesInstanceUid = instance.text(tags::SeriesInstanceUID);
    facts.frameOfReferenceUid = instance.text({0x0020, 0x0052});
    facts.modality = instance.text(tags::Modality);
    facts.seriesNumber = extractor.text(tags::SeriesNumber);
    takeEntities(facts, instance, extractor);
    if (const std::optional<std::int64_t> number = instance.integer(tags::InstanceNumber);
        number && *number > -0x7FFFFFFF && *number < 0x7FFFFFFF)
        facts.instanceNumber = static_cast<std::int32_t>(*number);
    const std::uint32_t rows = extractor.count(tags::Rows);
    const std::uint32_t columns = extractor.count(tags::Columns);
    if (rows > 0 && columns > 0) {
        facts.frames = extractor.count(tags::NumberOfFrames);
        facts.matrix = std::to_string(columns) + " x " + std::to_string(rows);
    }
    if (!facts.matrix.empty() && facts.frames <= 1) {
        facts.plane = planeOf(instance);
        takeDiscriminators(facts, extractor);
    }
    if (const Element *spacing = instance.find({0x0028, 0x0030})) {
        for (const double value : NumberValues::of(instance, *spacing).all())
            facts.pixelSpacing +=
                (facts.pixelSpacing.empty() ? "" : " x ") + Extractor::decimal(std::round(value * 1e4) / 1e4);
    }
    facts.spacingBetweenSlices = extractor.number({0x0018, 0x0088});
    facts.gantryTilt = extractor.number({0x0018, 0x1120});
    facts.sliceThickness = extractor.text({0x0018, 0x0050});
    facts.isLocalizer =
        facts.discriminators[static_cast<std::size_t>(Discriminator::imageType)].find("LOCALIZER") != std::string::npos;
    facts.imagesInAcquisition = extractor.count({0x0020, 0x1002});
    facts.temporalPositions = extractor.count({0x0020, 0x0105});
    facts.relatedSeries = std::max(extractor.count({0x0020, 0x1206}), extractor.count({0x0020, 0x1000}));
    facts.relatedInstancesStudy = extractor.count({0x0020, 0x1208});
    facts.relatedInstancesSeries = extractor.count({0x0020, 0x1209});
    facts.concatenationUid = instance.text({0x0020, 0x9161});
    facts.concatenationPart = extractor.count({0x0020, 0x9162});
    facts.concatenationTotal = extractor.count({0x0020, 0x9163});
    facts.missingFrames = missingFrames(instance);
    facts.references = extractReferences(instance);
    takePixelPrint(facts, instance, source);
    return facts;
}

} // namespace mi
