#include "core/checks/values/binary_value.h"
#include "core/imaging/instance_content.h"
#include "core/imaging/value_reading.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mi {

namespace {

constexpr Tag waveformSequence{0x5400, 0x0100};
constexpr Tag waveformBitsAllocated{0x5400, 0x1004};
constexpr Tag waveformSampleInterpretation{0x5400, 0x1006};
constexpr Tag waveformData{0x5400, 0x1010};
constexpr Tag numberOfChannels{0x003A, 0x0005};
constexpr Tag numberOfSamples{0x003A, 0x0010};
constexpr Tag samplingFrequency{0x003A, 0x001A};
constexpr Tag multiplexGroupLabel{0x003A, 0x0020};
constexpr Tag channelDefinitionSequence{0x003A, 0x0200};
constexpr Tag channelLabel{0x003A, 0x0203};
constexpr Tag channelSourceSequence{0x003A, 0x0208};
constexpr Tag channelSensitivity{0x003A, 0x0210};
constexpr Tag channelSensitivityUnits{0x003A, 0x0211};
constexpr Tag sensitivityCorrection{0x003A, 0x0212};
constexpr Tag channelBaseline{0x003A, 0x0213};
constexpr Tag codeValue{0x0008, 0x0100};
constexpr Tag codeMeaning{0x0008, 0x0104};

struct Storage {
    unsigned size = 2;
    bool isSigned = true;
};

// SB UB SS US SL UL (PS3.3 C.10.9.1.5); the compressed ones of telephony are not shown.
std::optional<Storage> storageOf(const std::string &interpretation)
{
    if (interpretation.size() != 2 || (interpretation[0] != 'S' && interpretation[0] != 'U'))
        return std::nullopt;
    const unsigned size = interpretation[1] == 'B'   ? 1
                          : interpretation[1] == 'S' ? 2
                          : interpretation[1] == 'L' ? 4
                                                     : 0;
    return size == 0 ? std::nullopt : std::optional(Storage{size, interpretation[0] == 'S'});
}

double sampleAt(std::string_view bytes, std::size_t at, const Storage &storage, bool isBigEndian)
{
    const std::uint64_t raw = unsignedAt(bytes, at, storage.size, isBigEndian);
    if (!storage.isSigned)
        return static_cast<double>(raw);
    if (storage.size == 1)
        return static_cast<std::int8_t>(raw);
    return storage.size == 2 ? static_cast<double>(static_cast<std::int16_t>(raw))
                             : static_cast<double>(static_cast<std::int32_t>(raw));
}

// What a stored number stands for: (number + baseline) x sensitivity x correction.
struct Scale {
    double factor = 1;
    double baseline = 0;
};

Scale describeChannel(const ScannedInstance &instance, const Element *definition, WaveformChannel &channel)
{
    Scale scale;
    if (definition == nullptr)
        return scale;
    if (const Element *source = itemOf(instance, instance.findIn(*definition, channelSourceSequence), 0))
        channel.name = textOf(instance, source, codeMeaning);
    if (channel.name.empty())
        channel.name = textOf(instance, definition, channelLabel);
    const auto sensitivity = numberOf(instance, definition, channelSensitivity);
    if (!sensitivity)
        return scale;
    scale.factor = *sensitivity * numberOf(instance, definition, sensitivityCorrection).value_or(1);
    scale.baseline = numberOf(instance, definition, channelBaseline).value_or(0);
    if (const Element *unit = itemOf(instance, instance.findIn(*definition, channelSensitivityUnits), 0))
        channel.unit = textOf(instance, unit, codeValue);
    return scale;
}

WaveformGroup groupOf(const ScannedInstance &instance, ByteSource *source, const Element &item)
{
    WaveformGroup group;
    group.label = textOf(instance, &item, multiplexGroupLabel);
    group.samplesPerSecond = numberOf(instance, &item, samplingFrequency).value_or(0);
    const auto channels = static_cast<std::uint32_t>(numberOf(instance, &item, numberOfChannels).value_or(0));
    const auto samples = static_cast<std::size_t>(numberOf(instance, &item, numberOfSamples).value_or(0));
    const std::optional<Storage> storage = storageOf(textOf(instance, &item, waveformSampleInterpretation));
    const bool areBitsRight =
        storage && numberOf(instance, &item, waveformBitsAllocated).value_or(0) == storage->size * 8;
    if (!storage || !areBitsRight || !(group.samplesPerSecond > 0) || channels == 0 || samples == 0) {
        group.problem = "a way of storing samples that is not known";
        return group;
    }
    if (channels > mostWaveformChannels) {
        group.problem = "more channels than can be shown";
        return group;
    }
    const Element *data = instance.findIn(item, waveformData);
    const std::string bytes = bytesOf(instance, source, data);
    const std::size_t there = std::min(samples, bytes.size() / (std::size_t{storage->size} * channels));
    if (there == 0) {
        group.problem = "samples that cannot be read";
        return group;
    }
    const Element *definitions = instance.findIn(item, channelDefinitionSequence);
    for (std::uint32_t c = 0; c < channels; ++c) {
        WaveformChannel channel;
        const Scale scale = describeChannel(instance, itemOf(instance, definitions, c), channel);
        channel.samples.reserve(there);
        for (std::size_t i = 0; i < there; ++i) {
            const double value =
                sampleAt(bytes, (i * channels + c) * storage->size, *storage, data->has(Element::bigEndian));
            channel.samples.push_back(static_cast<float>((value + scale.baseline) * scale.factor));
        }
        group.channels.push_back(std::move(channel));
    }
    return group;
}

} // namespace

std::vector<WaveformGroup> waveformsOf(const ScannedInstance &instance, ByteSource *source)
{
    std::vector<WaveformGroup> groups;
    const Element *sequence = instance.find(waveformSequence);
    for (std::uint32_t i = 0; groups.size() < mostWaveformGroups; ++i) {
        const Element *item = itemOf(instance, sequence, i);
        if (item == nullptr)
            break;
        groups.push_back(groupOf(instance, source, *item));
    }
    return groups;
}

} // namespace mi
