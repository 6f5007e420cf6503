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
    case PixelEncoding::multiComponent:
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

std::string framesText(std::uint64_t frames)
{
    return numberText(frames) + (frames == 1 ? " frame" : " frames");
}

bool isEmpty(const PixelContext &context, std::uint32_t fragment)
{
    return context.instance.elements[fragment].length == 0;
}

// The frames of one pixel data, found in its fragments.
class FrameFinder {
public:
    FrameFinder(const PixelContext &context, const Element &pixelData, std::span<const std::uint32_t> fragments)
        : m_context(context), m_pixelData(pixelData), m_fragments(fragments)
    {
        for (std::uint32_t position = 0; position < fragments.size(); ++position) {
            if (!isEmpty(context, fragments[position]))
                m_filled.push_back(position);
        }
    }

    std::vector<std::uint32_t> starts(const FrameStarts &table)
    {
        const PixelEncoding encoding = m_context.coding.encoding;
        if (encoding == PixelEncoding::multiComponent)
            return codestreamsOrAll();
        if (!hasSeparateFrames(encoding))
            return {0}; // one stream, or a Transfer Syntax of which nothing is known
        const bool isTableUsable = table && !table->empty();
        if (!m_context.frames)
            return isTableUsable ? *table : std::vector<std::uint32_t>{0};
        const std::uint64_t frames = *m_context.frames;
        if (m_filled.size() < frames) {
            reportFewer(countText(m_filled.size(), "fragment"));
            return isTableUsable ? *table : m_filled;
        }
        if (!isTableUsable)
            return startsWithoutTable(frames);
        if (table->size() > frames || (hasOneFragmentPerFrame(encoding) && m_filled.size() > frames))
            reportMore(countText(m_filled.size(), "fragment"));
        return *table;
    }

    // One finding with a count: there may be a million. Where a whole frame is missing, that has been said.
    void reportEmptyFragments()
    {
        const auto empty = static_cast<std::uint32_t>(m_fragments.size() - m_filled.size());
        if (empty == 0 || m_areFramesMissing)
            return;
        const auto isEmptyHere = [&](std::uint32_t fragment) { return isEmpty(m_context, fragment); };
        const Element &first = m_context.instance.elements[*std::ranges::find_if(m_fragments, isEmptyHere)];
        if (m_context.isNested())
            return m_context.report("pixel.fragments.empty", m_pixelData, "0 bytes", "2 bytes or more");
        m_context.findings.add("pixel.fragments.empty", {.attribute = m_pixelData.tag,
                                                         .vr = m_pixelData.vr,
                                                         .observed = "0 bytes",
                                                         .expected = "2 bytes or more",
                                                         .offset = first.offset,
                                                         .count = empty});
    }

    void reportFewer(std::string observed)
    {
        if (m_areFramesMissing)
            return;
        const std::size_t empty = m_fragments.size() - m_filled.size();
        if (empty > 0)
            observed += ", and " + numberText(empty) + " without a byte";
        m_areFramesMissing = true;
        m_context.report("pixel.fragments.fewer-than-frames", m_pixelData, std::move(observed),
                         framesText(m_context.frames.value_or(0)));
    }

private:
    static std::string countText(std::size_t count, std::string_view what)
    {
        return numberText(count) + " " + std::string{what} + (count == 1 ? "" : "s");
    }

    void reportMore(std::string observed)
    {
        m_context.report("pixel.fragments.more-than-frames", m_pixelData, std::move(observed),
                         framesText(*m_context.frames));
    }

    std::vector<std::uint32_t> codestreamsOrAll() const
    {
        std::vector<std::uint32_t> starts = codestreamStarts(m_context, m_fragments);
        if (starts.empty())
            return {0};
        starts.front() = 0;
        return starts;
    }

    // One fragment a frame, or one frame of all fragments, or as the codestreams begin.
    std::vector<std::uint32_t> startsWithoutTable(std::uint64_t frames)
    {
        if (m_filled.size() == frames)
            return m_filled;
        if (hasOneFragmentPerFrame(m_context.coding.encoding)) {
            reportMore(countText(m_filled.size(), "fragment"));
            return m_filled;
        }
        std::vector<std::uint32_t> starts = codestreamStarts(m_context, m_fragments);
        if (starts.size() == frames) {
            starts.front() = 0; // what stands before the first codestream shows up as a wrong format
            return starts;
        }
        if (starts.size() > frames) {
            reportMore(countText(starts.size(), "codestream"));
            return starts;
        }
        if (frames == 1)
            return {0};
        if (!starts.empty()) {
            reportFewer(countText(starts.size(), "codestream") + " in " + countText(m_filled.size(), "fragment"));
            return starts;
        }
        m_context.findings.addNotChecked("pixel-data.frames", "nothing tells which fragments belong to which frame");
        return {};
    }

    const PixelContext &m_context;
    const Element &m_pixelData;
    std::span<const std::uint32_t> m_fragments;
    std::vector<std::uint32_t> m_filled; // positions of the fragments that are not empty
    bool m_areFramesMissing = false;
};

// PS3.5 8.2.5 to 8.2.8: one fragment holds the whole stream, unless the Transfer Syntax is a fragmentable one.
void checkVideoFragments(const PixelContext &context, const Element &pixelData, std::size_t fragments)
{
    const PixelEncoding encoding = context.coding.encoding;
    const bool isInOneFragment =
        (encoding == PixelEncoding::mpeg2 || encoding == PixelEncoding::mpeg4) && !context.coding.uid.ends_with(".1");
    if (isInOneFragment && fragments > 1)
        context.report("pixel.fragments.more-than-one", pixelData, numberText(fragments) + " fragments", "1 fragment");
}

// A frame of nothing but empty fragments, as a table of frames says.
std::optional<std::size_t> firstEmptyFrame(const PixelContext &context, const EncapsulatedFrames &frames)
{
    for (std::size_t frame = 0; frame < frames.count(); ++frame) {
        if (std::ranges::all_of(frames.fragmentsOf(frame),
                                [&](std::uint32_t fragment) { return isEmpty(context, fragment); }))
            return frame;
    }
    return std::nullopt;
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
    const Element &table = context.instance.elements[children.front()];
    FrameStarts starts = checkBasicOffsetTable(context, pixelData, table, frames.m_fragments);
    const FrameStarts extended = checkExtendedOffsetTable(context, frames.m_fragments, table.length != 0);
    if (starts && starts->empty())
        starts = extended;
    checkVideoFragments(context, pixelData, frames.m_fragments.size());
    FrameFinder finder(context, pixelData, frames.m_fragments);
    frames.m_firsts = finder.starts(starts);
    if (const auto empty = firstEmptyFrame(context, frames); empty && frames.count() == context.frames)
        finder.reportFewer("frame " + numberText(*empty + 1) + " is empty");
    finder.reportEmptyFragments();
    return frames;
}

} // namespace mi
