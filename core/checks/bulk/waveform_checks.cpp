#include "core/checks/bulk/bulk_checks.h"
#include "core/checks/pixels/pixel_context.h"
#include "core/checks/pixels/pixel_description.h"
#include "core/support/text.h"

#include <array>

namespace mi {

namespace {

constexpr Tag numberOfChannels{0x003A, 0x0005};
constexpr Tag numberOfSamples{0x003A, 0x0010};
constexpr Tag channelDefinitions{0x003A, 0x0200};
constexpr Tag channelBitsStored{0x003A, 0x021A};
constexpr Tag bitsAllocated{0x5400, 0x1004};
constexpr Tag sampleInterpretation{0x5400, 0x1006};
constexpr Tag paddingValue{0x5400, 0x100A};
constexpr Tag waveformData{0x5400, 0x1010};

// PS3.3 C.10.9.1.5.
struct Interpretation {
    std::string_view name;
    std::uint64_t bits;
};
constexpr std::array<Interpretation, 10> interpretations{{{"SB", 8},
                                                          {"UB", 8},
                                                          {"MB", 8},
                                                          {"AB", 8},
                                                          {"SS", 16},
                                                          {"US", 16},
                                                          {"SL", 32},
                                                          {"UL", 32},
                                                          {"SV", 64},
                                                          {"UV", 64}}};

class MultiplexGroup {
public:
    MultiplexGroup(const BulkContext &context, const Element &item) : m_context(context), m_item(item) {}

    void check()
    {
        m_context.findings.countChecks(6);
        const auto channels = number(numberOfChannels);
        const auto samples = number(numberOfSamples);
        const auto bits = number(bitsAllocated);
        const bool areBitsRight = checkBits(bits);
        checkChannels(channels, bits);
        checkPadding(bits);
        if (isNone(numberOfChannels, channels) || isNone(numberOfSamples, samples) || !areBitsRight)
            return;
        const Element *data = find(waveformData);
        if (!channels || !samples || !bits || data == nullptr || data->hasUndefinedLength())
            return;
        if (const auto expected = bytesForBits({*channels, *samples, *bits}))
            compareLength(m_context, *data, *expected, "bulk.waveform.too-short", "bulk.waveform.too-long");
    }

private:
    const Element *find(Tag tag) const { return m_context.instance.findIn(m_item, tag); }
    std::optional<std::uint64_t> number(Tag tag) const { return numberIn(m_context.instance, find(tag)); }

    bool isNone(Tag tag, std::optional<std::uint64_t> count)
    {
        if (!count || *count != 0)
            return false;
        m_context.report("bulk.waveform.empty", *find(tag), "0", "1 or more");
        return true;
    }

    // Whether the length of the data can be judged by them.
    bool checkBits(std::optional<std::uint64_t> bits)
    {
        if (!bits)
            return false;
        if (*bits != 8 && *bits != 16 && *bits != 32 && *bits != 64) {
            m_context.report("bulk.waveform.bits-allocated", *find(bitsAllocated), numberText(*bits),
                             "8, 16, 32 or 64");
            return false;
        }
        const Element *element = find(sampleInterpretation);
        if (element == nullptr)
            return true;
        const std::string_view text = trimmedPadding(m_context.instance.value(*element));
        for (const Interpretation &row : interpretations) {
            if (row.name != text)
                continue;
            if (row.bits != *bits)
                m_context.report("bulk.waveform.sample-interpretation", *element, std::string{text},
                                 "one for " + numberText(*bits) + " bits");
            return true;
        }
        if (!text.empty())
            m_context.report("bulk.waveform.sample-interpretation", *element, escapedForDisplay(text),
                             "SB, UB, MB, AB, SS, US, SL, UL, SV or UV");
        return true;
    }

    // PS3.3 C.10.9.1.4: one Item for each channel.
    void checkChannels(std::optional<std::uint64_t> channels, std::optional<std::uint64_t> bits)
    {
        const Element *sequence = find(channelDefinitions);
        if (sequence == nullptr)
            return;
        const ScannedInstance &instance = m_context.instance;
        std::uint64_t items = 0;
        for (std::uint32_t index = instance.indexOf(*sequence) + 1; index < sequence->end;
             index = std::max(instance.elements[index].end, index + 1)) {
            ++items;
            const Element *stored = instance.findIn(instance.elements[index], channelBitsStored);
            const auto count = numberIn(instance, stored);
            if (count && bits && (*count == 0 || *count > *bits))
                m_context.report("bulk.waveform.bits-stored", *stored, numberText(*count), "1 to " + numberText(*bits));
        }
        if (channels && *channels != 0 && items != 0 && items != *channels)
            m_context.report("bulk.waveform.channels", *sequence, numberText(items) + (items == 1 ? " Item" : " Items"),
                             numberText(*channels) + ", one for each channel");
    }

    // PS3.3 C.10.9.1.6: one sample.
    void checkPadding(std::optional<std::uint64_t> bits)
    {
        const Element *padding = find(paddingValue);
        if (padding == nullptr || !bits || padding->length == 0 || *bits % 8 != 0)
            return;
        const std::uint64_t expected = *bits / 8;
        if (padding->length != expected && padding->length != expected + expected % 2)
            m_context.report("bulk.waveform.padding-value", *padding, bytesText(padding->length), bytesText(expected));
    }

    const BulkContext &m_context;
    const Element &m_item;
};

} // namespace

void checkWaveforms(const BulkContext &context, const Element &sequence)
{
    const ScannedInstance &instance = context.instance;
    for (std::uint32_t index = instance.indexOf(sequence) + 1; index < sequence.end;) {
        const Element &item = instance.elements[index];
        MultiplexGroup(context, item).check();
        index = std::max(item.end, index + 1);
    }
}

} // namespace mi
