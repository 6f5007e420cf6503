#include "core/checks/consistency/consistency_parts.h"
#include "core/checks/consistency/defect_sum.h"
#include "core/checks/consistency/item_walk.h"
#include "core/support/text.h"

#include <charconv>
#include <cmath>
#include <vector>

namespace mi {

namespace {

// Of PS3.6, by their keywords.
constexpr Tag beamSequence{0x300A, 0x00B0};
constexpr Tag controlPointIndex{0x300A, 0x0112};
constexpr Tag controlPointSequence{0x300A, 0x0111};
constexpr Tag cumulativeMetersetWeight{0x300A, 0x0134};
constexpr Tag finalCumulativeMetersetWeight{0x300A, 0x010E};
constexpr Tag gridFrameOffsetVector{0x3004, 0x000C};
constexpr Tag ionBeamSequence{0x300A, 0x03A2};
constexpr Tag ionControlPointSequence{0x300A, 0x03A8};
constexpr Tag referencedWaveformChannels{0x0040, 0xA0B0};
constexpr Tag numberOfWaveformChannels{0x003A, 0x0005};
constexpr Tag segmentationType{0x0062, 0x0001};
constexpr Tag segmentNumber{0x0062, 0x0004};
constexpr Tag segmentSequence{0x0062, 0x0002};
constexpr Tag waveformAnnotationSequence{0x0040, 0xB020};
constexpr Tag waveformSequence{0x5400, 0x0100};

std::optional<double> decimal(std::string_view text)
{
    text = trimmedPadding(text);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || code != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return {};
    return value;
}

std::optional<double> decimalAt(const ScannedInstance &instance, const Element *element)
{
    if (element == nullptr || vrOfValue(*element) != Vr::DS || !element->has(Element::valueKept))
        return {};
    return decimal(instance.value(*element));
}

// Counted from `first` by one, in the order of the Items.
void checkCounted(const ScannedInstance &instance, std::span<const Tag> scope, Tag sequence, Tag number,
                  std::int64_t first, std::string_view section, FindingCollector &findings)
{
    DefectSum defects("consistency.index.order", section);
    forEachItem(instance, nullptr, scope, [&](const Element *around) {
        std::int64_t expected = first;
        bool isRight = true;
        forEachItem(instance, around, std::span(&sequence, 1), [&](const Element *item) {
            const Element *element = findAt(instance, item, number);
            const auto value = element != nullptr ? instance.integer(*element) : std::nullopt;
            if (isRight && value && *value != expected) {
                isRight = false; // all behind it would follow
                defects.add(*element, std::to_string(*value), [&] { return std::to_string(expected); });
            }
            ++expected;
        });
        if (expected > first)
            findings.countChecks(1);
    });
    defects.report(instance, findings);
}

// The weights begin at 0, never fall, and end at the final one (PS3.3 C.8.8.14.1).
void checkMetersetWeights(const ScannedInstance &instance, Tag beams, Tag controlPoints, std::string_view section,
                          FindingCollector &findings)
{
    DefectSum defects("consistency.meterset.weights", section);
    forEachItem(instance, nullptr, std::span(&beams, 1), [&](const Element *beam) {
        const Element *last = nullptr;
        std::optional<double> before;
        bool isRight = true;
        const auto add = [&](const Element &element, const char *expected) {
            isRight = false;
            defects.add(element, escapedForDisplay(trimmedPadding(instance.value(element))),
                        [&] { return std::string(expected); });
        };
        forEachItem(instance, beam, std::span(&controlPoints, 1), [&](const Element *point) {
            const Element *element = findAt(instance, point, cumulativeMetersetWeight);
            const std::optional<double> weight = decimalAt(instance, element);
            if (!weight || !isRight)
                return;
            if (last == nullptr && *weight != 0)
                add(*element, "0 at the first Control Point");
            else if (before && *weight < *before)
                add(*element, "not less than at the Control Point before");
            before = weight;
            last = element;
        });
        const std::optional<double> final = decimalAt(instance, findAt(instance, beam, finalCumulativeMetersetWeight));
        if (last != nullptr)
            findings.countChecks(1);
        // Both are decimal strings of up to 16 characters, and some are rounded.
        constexpr double tolerance = 1e-4;
        if (isRight && final && before && std::abs(*final - *before) > tolerance * std::max(1.0, std::abs(*final)))
            add(*last, "the Final Cumulative Meterset Weight at the last Control Point");
    });
    defects.report(instance, findings);
}

// The planes of a dose lie behind each other (PS3.3 C.8.8.3.2).
void checkDosePlanes(const ScannedInstance &instance, FindingCollector &findings)
{
    const Element *vector = instance.find(gridFrameOffsetVector);
    if (vector == nullptr || vector->vr != Vr::DS)
        return;
    std::string_view rest = instance.value(*vector);
    if (rest.empty()) // none, or too long to be kept
        return;
    std::optional<double> before;
    double direction = 0;
    while (true) {
        const std::size_t end = rest.find('\\');
        const std::optional<double> value = decimal(rest.substr(0, end));
        if (!value)
            return;
        if (before) {
            const double step = *value - *before;
            if (step == 0 || (direction != 0 && (step < 0) != (direction < 0))) {
                DefectSum defects("consistency.dose-planes.order", "C.8.8.3.2");
                defects.add(*vector,
                            escapedForDisplay(trimmedPadding(rest.substr(0, end))) + " behind " +
                                std::to_string(*before),
                            [] { return std::string("offsets that only rise, or only fall"); });
                defects.report(instance, findings);
                break;
            }
            direction = step;
        }
        before = value;
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + 1);
    }
    findings.countChecks(1);
}

std::uint32_t shortAt(const ScannedInstance &instance, const Element &element, std::size_t index)
{
    const std::string_view bytes = instance.value(element).substr(index * 2, 2);
    const auto low = static_cast<unsigned char>(bytes[element.has(Element::bigEndian) ? 1 : 0]);
    const auto high = static_cast<unsigned char>(bytes[element.has(Element::bigEndian) ? 0 : 1]);
    return low + 256U * high;
}

// Pairs of a multiplex group and a channel in it, 0 for all of its channels (PS3.3 C.10.10.1.1).
void checkWaveformChannels(const ScannedInstance &instance, FindingCollector &findings)
{
    std::vector<std::int64_t> channels;
    bool isKnown = true;
    forEachItem(instance, nullptr, std::span(&waveformSequence, 1), [&](const Element *group) {
        const Element *element = findAt(instance, group, numberOfWaveformChannels);
        const auto count = element != nullptr ? instance.integer(*element) : std::nullopt;
        isKnown = isKnown && count;
        channels.push_back(count.value_or(0));
    });
    if (channels.empty() || !isKnown)
        return;
    DefectSum defects("consistency.waveform-channel.missing", "C.10.10");
    forEachItem(instance, nullptr, std::span(&waveformAnnotationSequence, 1), [&](const Element *annotation) {
        const Element *element = findAt(instance, annotation, referencedWaveformChannels);
        if (element == nullptr || vrOfValue(*element) != Vr::US || instance.value(*element).empty())
            return;
        findings.countChecks(1);
        const std::size_t count = instance.value(*element).size() / 2;
        for (std::size_t i = 0; i + 1 < count; i += 2) {
            const std::uint32_t group = shortAt(instance, *element, i);
            const std::uint32_t channel = shortAt(instance, *element, i + 1);
            if (group >= 1 && group <= channels.size() && channel <= channels[group - 1])
                continue;
            defects.add(*element, std::to_string(group) + "\\" + std::to_string(channel), [&] {
                return "groups 1 to " + std::to_string(channels.size()) + ", and the channels that they have";
            });
            return;
        }
    });
    defects.report(instance, findings);
}

} // namespace

void checkOrder(const ScannedInstance &instance, FindingCollector &findings)
{
    // In label maps, the numbers are those of the pixel values (PS3.3 C.8.20.2).
    if (instance.text(segmentationType) != "LABELMAP")
        checkCounted(instance, {}, segmentSequence, segmentNumber, 1, "C.8.20.4", findings);
    checkCounted(instance, std::span(&beamSequence, 1), controlPointSequence, controlPointIndex, 0, "C.8.8.14",
                 findings);
    checkCounted(instance, std::span(&ionBeamSequence, 1), ionControlPointSequence, controlPointIndex, 0, "C.8.8.25",
                 findings);
    checkMetersetWeights(instance, beamSequence, controlPointSequence, "C.8.8.14.1", findings);
    checkMetersetWeights(instance, ionBeamSequence, ionControlPointSequence, "C.8.8.25", findings);
    checkDosePlanes(instance, findings);
    checkWaveformChannels(instance, findings);
}

} // namespace mi
