#include "core/imaging/instance_content.h"

#include "core/imaging/value_reading.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr Tag encapsulatedDocument{0x0042, 0x0011};
constexpr Tag mimeTypeOfDocument{0x0042, 0x0012};
constexpr Tag documentTitle{0x0042, 0x0010};
constexpr Tag documentLength{0x0042, 0x0015};
constexpr Tag waveformSequence{0x5400, 0x0100};
constexpr Tag contentSequence{0x0040, 0xA730};
constexpr Tag valueType{0x0040, 0xA040};
constexpr Tag conceptNameCodeSequence{0x0040, 0xA043};
constexpr Tag conceptCodeSequence{0x0040, 0xA168};
constexpr Tag measuredValueSequence{0x0040, 0xA300};
constexpr Tag numericValue{0x0040, 0xA30A};
constexpr Tag measurementUnits{0x0040, 0x08EA};
constexpr Tag textValue{0x0040, 0xA160};
constexpr Tag referencedSopSequence{0x0008, 0x1199};
constexpr Tag referencedSopInstanceUid{0x0008, 0x1155};
constexpr Tag codeValue{0x0008, 0x0100};
constexpr Tag codeMeaning{0x0008, 0x0104};

std::string meaningIn(const ScannedInstance &instance, const Element *item, Tag sequence)
{
    const Element *code = itemOf(instance, findBelow(instance, item, sequence), 0);
    return code != nullptr ? textOf(instance, code, codeMeaning) : std::string{};
}

std::string measurement(const ScannedInstance &instance, const Element *item)
{
    const Element *measured = itemOf(instance, findBelow(instance, item, measuredValueSequence), 0);
    if (measured == nullptr)
        return {};
    std::string text = textOf(instance, measured, numericValue);
    const Element *unit = itemOf(instance, instance.findIn(*measured, measurementUnits), 0);
    const std::string unitText = unit != nullptr ? textOf(instance, unit, codeValue) : std::string{};
    if (!unitText.empty() && unitText != "1")
        text += " " + unitText;
    return text;
}

struct SimpleType {
    std::string_view type;
    Tag tag;
};

constexpr std::array simpleTypes{
    SimpleType{"TEXT", textValue},         SimpleType{"DATETIME", {0x0040, 0xA120}},
    SimpleType{"DATE", {0x0040, 0xA121}},  SimpleType{"TIME", {0x0040, 0xA122}},
    SimpleType{"PNAME", {0x0040, 0xA123}}, SimpleType{"UIDREF", {0x0040, 0xA124}},
};

std::string valueOf(const ScannedInstance &instance, const Element *item, const std::string &type)
{
    for (const SimpleType &simple : simpleTypes) {
        if (type == simple.type)
            return textOf(instance, item, simple.tag);
    }
    if (type == "CODE")
        return meaningIn(instance, item, conceptCodeSequence);
    if (type == "NUM")
        return measurement(instance, item);
    if (const Element *reference = itemOf(instance, findBelow(instance, item, referencedSopSequence), 0))
        return textOf(instance, reference, referencedSopInstanceUid);
    return {};
}

// The scan bounds how deep Sequences are nested, and so this.
void addLines(const ScannedInstance &instance, const Element *item, std::uint32_t depth, std::vector<ReportLine> &lines)
{
    const std::string type = textOf(instance, item, valueType);
    ReportLine line{depth, meaningIn(instance, item, conceptNameCodeSequence), valueOf(instance, item, type)};
    if (!line.name.empty() || !line.value.empty())
        lines.push_back(std::move(line));
    const Element *sequence = findBelow(instance, item, contentSequence);
    if (sequence == nullptr)
        return;
    for (std::uint32_t at = instance.indexOf(*sequence) + 1; at < sequence->end;) {
        if (lines.size() >= mostReportLines)
            return;
        const Element &child = instance.elements[at];
        if (child.tag == tags::Item)
            addLines(instance, &child, depth + 1, lines);
        at = std::max(child.end, at + 1);
    }
}

} // namespace

ContentKind contentKindOf(const ScannedInstance &instance)
{
    if (instance.has(tags::PixelData) || instance.has(tags::FloatPixelData) || instance.has(tags::DoubleFloatPixelData))
        return ContentKind::image;
    if (instance.has(waveformSequence))
        return ContentKind::waveform;
    if (instance.has(encapsulatedDocument))
        return ContentKind::document;
    return instance.has(contentSequence) ? ContentKind::report : ContentKind::other;
}

EncapsulatedDocument documentOf(const ScannedInstance &instance)
{
    EncapsulatedDocument document;
    document.mimeType = textOf(instance, nullptr, mimeTypeOfDocument);
    document.title = textOf(instance, nullptr, documentTitle);
    if (const Element *data = instance.find(encapsulatedDocument); data != nullptr && !data->hasUndefinedLength()) {
        const double length = numberOf(instance, nullptr, documentLength).value_or(data->length);
        document.size = length > 0 && length <= data->length ? static_cast<std::uint64_t>(length) : data->length;
    }
    return document;
}

std::string documentBytes(const ScannedInstance &instance, ByteSource *source)
{
    constexpr std::uint32_t mostBytes = 64U << 20U;
    const Element *data = instance.find(encapsulatedDocument);
    if (data == nullptr || data->hasUndefinedLength() || data->length > mostBytes)
        return {};
    std::string bytes(instance.value(*data));
    if (bytes.size() != data->length) {
        bytes.resize(data->length);
        if (source == nullptr)
            return {};
        const auto got = source->readAt(data->valueOffset(), std::as_writable_bytes(std::span(bytes)));
        if (!got || *got != bytes.size())
            return {};
    }
    bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(documentOf(instance).size, bytes.size())));
    return bytes;
}

std::vector<ReportLine> reportLinesOf(const ScannedInstance &instance)
{
    std::vector<ReportLine> lines;
    addLines(instance, nullptr, 0, lines);
    if (lines.size() >= mostReportLines)
        lines.push_back({0, "...", {}});
    return lines;
}

} // namespace mi
