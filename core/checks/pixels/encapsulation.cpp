#include "core/checks/pixels/encapsulation.h"

#include "core/checks/pixels/offset_tables.h"

#include <algorithm>

namespace mi {

namespace {

std::vector<std::uint32_t> childrenOf(const ScannedInstance &instance, const Element &pixelData)
{
    std::vector<std::uint32_t> children;
    for (std::uint32_t index = instance.indexOf(pixelData) + 1; index < pixelData.end;) {
        children.push_back(index);
        index = std::max(instance.elements[index].end, index + 1);
    }
    return children;
}

// Whether a codestream of this encoding begins here, by the bytes that the scan kept.
bool beginsCodestream(const ScannedInstance &instance, const Element &fragment, PixelEncoding encoding)
{
    const std::string_view start = instance.prefix(fragment).substr(0, 8);
    switch (encoding) {
    case PixelEncoding::jpeg:
    case PixelEncoding::jpegLs:
        return start.starts_with("\xFF\xD8\xFF");
    case PixelEncoding::jpeg2000:
    case PixelEncoding::htj2k:
        return start.starts_with("\xFF\x4F\xFF\x51") || start.substr(4).starts_with("jP  ");
    case PixelEncoding::jpegXl:
        return start.starts_with("\xFF\x0A") || start.substr(4).starts_with("JXL ");
    default:
        return false;
    }
}

std::vector<std::uint32_t> codestreamStarts(const PixelContext &context, std::span<const std::uint32_t> fragments)
{
    std::vector<std::uint32_t> starts;
    for (std::uint32_t position = 0; position < fragments.size(); ++position) {
        const Element &fragment = context.instance.elements[fragments[position]];
        if (fragment.length >= 8 && beginsCodestream(context.instance, fragment, context.coding.encoding))
            starts.push_back(position);
    }
    return starts;
}

std::vector<std::uint32_t> oneFrameEach(std::size_t fragments)
{
    std::vector<std::uint32_t> starts(fragments);
    for (std::uint32_t position = 0; position < starts.size(); ++position)
        starts[position] = position;
    return starts;
}

std::string framesText(std::uint64_t frames)
{
    return numberText(frames) + (frames == 1 ? " frame" : " frames");
}

// Without a usable table: one fragment a frame, or one frame of all fragments, or as the codestreams begin.
std::vector<std::uint32_t> startsWithoutTable(const PixelContext &context, const Element &pixelData,
                                              std::span<const std::uint32_t> fragments)
{
    const std::uint64_t frames = *context.frames;
    if (fragments.size() == frames)
        return oneFrameEach(fragments.size());
    if (hasOneFragmentPerFrame(context.coding.encoding)) {
        context.report("pixel.fragments.more-than-frames", pixelData, numberText(fragments.size()) + " fragments",
                       framesText(frames));
        return oneFrameEach(fragments.size());
    }
    std::vector<std::uint32_t> starts = codestreamStarts(context, fragments);
    if (starts.size() == frames) {
        starts.front() = 0; // what stands before the first codestream shows up as a wrong format
        return starts;
    }
    if (starts.size() > frames) {
        context.report("pixel.fragments.more-than-frames", pixelData, numberText(starts.size()) + " codestreams",
                       framesText(frames));
        return starts;
    }
    if (frames == 1)
        return {0};
    if (!starts.empty()) {
        context.report("pixel.fragments.fewer-than-frames", pixelData,
                       numberText(starts.size()) + " codestreams in " + numberText(fragments.size()) + " fragments",
                       framesText(frames));
        return starts;
    }
    context.findings.addNotChecked("pixel-data.frames", "nothing tells which fragments belong to which frame");
    return {};
}

std::vector<std::uint32_t> frameStarts(const PixelContext &context, const Element &pixelData,
                                       std::span<const std::uint32_t> fragments, const FrameStarts &table)
{
    if (!hasSeparateFrames(context.coding.encoding))
        return {0}; // one stream, or a Transfer Syntax of which nothing is known
    const bool isTableUsable = table && !table->empty();
    if (!context.frames)
        return isTableUsable ? *table : std::vector<std::uint32_t>{0};
    const std::uint64_t frames = *context.frames;
    if (fragments.size() < frames) {
        context.report("pixel.fragments.fewer-than-frames", pixelData,
                       numberText(fragments.size()) + (fragments.size() == 1 ? " fragment" : " fragments"),
                       framesText(frames));
        return isTableUsable ? *table : oneFrameEach(fragments.size());
    }
    if (!isTableUsable)
        return startsWithoutTable(context, pixelData, fragments);
    const bool isOneEach = hasOneFragmentPerFrame(context.coding.encoding);
    // Empty fragments are reported as such.
    const auto filled = static_cast<std::uint64_t>(std::ranges::count_if(
        fragments, [&](std::uint32_t index) { return context.instance.elements[index].length != 0; }));
    if (table->size() > frames || (isOneEach && filled > frames))
        context.report("pixel.fragments.more-than-frames", pixelData, numberText(fragments.size()) + " fragments",
                       framesText(frames));
    return *table;
}

// One finding with a count: there may be a million.
void reportEmptyFragments(const PixelContext &context, const Element &pixelData,
                          std::span<const std::uint32_t> fragments)
{
    const auto isEmpty = [&](std::uint32_t index) { return context.instance.elements[index].length == 0; };
    const auto first = std::ranges::find_if(fragments, isEmpty);
    if (first == fragments.end())
        return;
    context.findings.add("pixel.fragments.empty",
                         {.attribute = context.instance.pathOf(pixelData),
                          .vr = pixelData.vr,
                          .observed = "0 bytes",
                          .offset = context.instance.elements[*first].offset,
                          .count = static_cast<std::uint32_t>(std::ranges::count_if(fragments, isEmpty))});
}

} // namespace

std::span<const std::uint32_t> EncapsulatedFrames::fragmentsOf(std::size_t frame) const
{
    const std::size_t first = m_firsts[frame];
    const std::size_t last = frame + 1 < m_firsts.size() ? m_firsts[frame + 1] : m_fragments.size();
    return std::span{m_fragments}.subspan(first, last - first);
}

EncapsulatedFrames checkEncapsulation(const PixelContext &context, const Element &pixelData)
{
    EncapsulatedFrames frames;
    context.findings.countChecks(3);
    const std::vector<std::uint32_t> children = childrenOf(context.instance, pixelData);
    if (children.size() < 2) {
        context.report("pixel.fragments.none", pixelData, children.empty() ? "no items" : "only an offset table");
        return frames;
    }
    frames.m_fragments.assign(children.begin() + 1, children.end());
    reportEmptyFragments(context, pixelData, frames.m_fragments);
    const Element &table = context.instance.elements[children.front()];
    FrameStarts starts = checkBasicOffsetTable(context, pixelData, table, frames.m_fragments);
    const FrameStarts extended = checkExtendedOffsetTable(context, frames.m_fragments, table.length != 0);
    if (starts && starts->empty())
        starts = extended;
    frames.m_firsts = frameStarts(context, pixelData, frames.m_fragments, starts);
    return frames;
}

} // namespace mi
