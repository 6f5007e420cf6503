#include "core/checks/pixels/offset_tables.h"

#include "core/checks/pixels/frame_bytes.h"

#include <algorithm>

namespace mi {

namespace {

constexpr std::size_t maxTableBytes = 8U << 20U; // two million frames

ByteSource *sourceOf(const PixelContext &context)
{
    return context.instance.encoding.deflated ? nullptr : context.input.source;
}

// Tables are in little endian: every encapsulated Transfer Syntax is.
std::vector<std::uint64_t> numbers(std::string_view bytes, std::size_t width)
{
    std::vector<std::uint64_t> result;
    result.reserve(bytes.size() / width);
    for (std::size_t at = 0; at + width <= bytes.size(); at += width) {
        std::uint64_t number = 0;
        for (std::size_t index = width; index-- > 0;)
            number = number << 8U | static_cast<unsigned char>(bytes[at + index]);
        result.push_back(number);
    }
    return result;
}

std::optional<std::vector<std::uint64_t>> readTable(const PixelContext &context, const Element &table,
                                                    std::size_t width)
{
    std::vector<char> storage;
    const std::string_view bytes = wholeValue(context.instance, sourceOf(context), table, maxTableBytes, storage);
    if (bytes.size() == table.length)
        return numbers(bytes, width);
    context.findings.addNotChecked("pixel-data.offset-table", "the table is too long to be read again");
    return std::nullopt;
}

struct TableRules {
    std::string_view first;
    std::string_view order;
    std::string_view target;
};

// Offsets count from the first byte of the first fragment's Item tag.
FrameStarts targetsOf(const PixelContext &context, const Element &reported, const std::vector<std::uint64_t> &offsets,
                      std::span<const std::uint32_t> fragments, const TableRules &rules)
{
    std::vector<std::uint32_t> starts;
    starts.reserve(offsets.size());
    const std::uint64_t base = context.instance.elements[fragments.front()].offset;
    if (!offsets.empty() && offsets.front() != 0) {
        context.report(rules.first, reported, numberText(offsets.front()), "0");
        return std::nullopt;
    }
    auto fragment = fragments.begin();
    for (std::size_t index = 0; index < offsets.size(); ++index) {
        if (index > 0 && offsets[index] <= offsets[index - 1]) {
            context.report(rules.order, reported, numberText(offsets[index]) + " for frame " + numberText(index + 1),
                           "more than " + numberText(offsets[index - 1]));
            return std::nullopt;
        }
        const std::uint64_t target = base + offsets[index];
        fragment = std::find_if(fragment, fragments.end(), [&](std::uint32_t candidate) {
            return context.instance.elements[candidate].offset >= target;
        });
        if (fragment == fragments.end() || context.instance.elements[*fragment].offset != target) {
            context.report(rules.target, reported, numberText(offsets[index]) + " for frame " + numberText(index + 1),
                           "the start of a fragment");
            return std::nullopt;
        }
        starts.push_back(static_cast<std::uint32_t>(fragment - fragments.begin()));
    }
    return starts;
}

} // namespace

FrameStarts checkBasicOffsetTable(const PixelContext &context, const Element &pixelData, const Element &table,
                                  std::span<const std::uint32_t> fragments)
{
    if (table.length == 0)
        return std::vector<std::uint32_t>{};
    context.findings.countChecks(4);
    if (isVideo(context.coding.encoding)) { // PS3.5 8.2.5 to 8.2.12: the stream has its own means
        context.reportAt("pixel.offset-table.not-empty", pixelData, table.offset, bytesText(table.length), "0 bytes");
        return std::nullopt;
    }
    const auto offsets = readTable(context, table, 4);
    if (!offsets)
        return std::nullopt;
    const bool hasFrames = hasSeparateFrames(context.coding.encoding) && context.frames.has_value();
    // A table of one entry for each fragment is right in itself; then it is the number of frames that differs.
    const bool isCountRight = !hasFrames || offsets->size() == *context.frames || offsets->size() == fragments.size();
    if (table.length % 4 != 0 || !isCountRight) {
        context.reportAt("pixel.offset-table.count", pixelData, table.offset,
                         table.length % 4 != 0 ? bytesText(table.length) : numberText(offsets->size()) + " entries",
                         hasFrames ? numberText(*context.frames) + " entries, one for each frame"
                                   : "4 bytes for each frame");
        return std::nullopt;
    }
    return targetsOf(context, pixelData, *offsets, fragments,
                     {"pixel.offset-table.first", "pixel.offset-table.order", "pixel.offset-table.target"});
}

FrameStarts checkExtendedOffsetTable(const PixelContext &context, std::span<const std::uint32_t> fragments,
                                     bool hasBasicEntries)
{
    const Element *table = context.pixels.extendedOffsetTable;
    const Element *lengthTable = context.pixels.extendedOffsetTableLengths;
    if (table == nullptr && lengthTable == nullptr)
        return std::vector<std::uint32_t>{};
    context.findings.countChecks(4);
    if (table == nullptr || lengthTable == nullptr) {
        context.report("pixel.extended-offset-table.incomplete", table == nullptr ? *lengthTable : *table,
                       table == nullptr ? "lengths only" : "offsets only", "offsets and lengths");
        return std::nullopt;
    }
    if (hasBasicEntries) {
        context.report("pixel.extended-offset-table.with-basic", *table);
        return std::nullopt;
    }
    const auto offsets = readTable(context, *table, 8);
    const auto lengths = readTable(context, *lengthTable, 8);
    if (!offsets || !lengths)
        return std::nullopt;
    const std::uint64_t expected = context.frames.value_or(offsets->size());
    for (const auto &[element, count] : {std::pair{table, offsets->size()}, std::pair{lengthTable, lengths->size()}}) {
        if (count == expected && element->length % 8 == 0)
            continue;
        context.report("pixel.extended-offset-table.count", *element, numberText(count) + " entries",
                       numberText(expected) + " entries, one for each frame");
        return std::nullopt;
    }
    const TableRules rules{"pixel.extended-offset-table.target", "pixel.extended-offset-table.target",
                           "pixel.extended-offset-table.target"};
    auto starts = targetsOf(context, *table, *offsets, fragments, rules);
    if (!starts)
        return std::nullopt;
    // Each frame is one fragment; its padding byte is not counted.
    for (std::size_t frame = 0; frame < starts->size(); ++frame) {
        const std::uint64_t length = context.instance.elements[fragments[(*starts)[frame]]].length;
        const std::uint64_t told = (*lengths)[frame];
        if (told == length || (told % 2 != 0 && told + 1 == length))
            continue;
        context.report("pixel.extended-offset-table.lengths", *lengthTable,
                       numberText(told) + " for frame " + numberText(frame + 1), numberText(length));
        return std::nullopt;
    }
    return starts;
}

} // namespace mi
