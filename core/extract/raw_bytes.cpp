#include "core/extract/raw_bytes.h"

#include "core/dicom/encoding_scan.h"
#include "core/platform/file_layer.h"

#include <algorithm>

namespace mi {

namespace {

constexpr std::size_t lineLength = 16;
constexpr std::string_view digits = "0123456789abcdef";

void appendHex(std::string &text, std::uint64_t number, int width)
{
    for (int shift = (width - 1) * 4; shift >= 0; shift -= 4)
        text += digits[(number >> static_cast<unsigned>(shift)) & 0xFU];
}

// Where the element ends: behind its value, or behind the last one inside it.
std::uint64_t endOf(const ScannedInstance &instance, std::uint32_t index)
{
    const Element &element = instance.elements[index];
    if (!element.hasUndefinedLength())
        return std::min(element.valueOffset() + element.length, instance.fileSize);
    const std::uint32_t next = std::max(element.end, index + 1);
    return next < instance.elements.size() ? instance.elements[next].offset : instance.fileSize;
}

} // namespace

Result<RawBytes> rawBytesOf(FileLayer &files, const std::filesystem::path &path, std::uint64_t offset)
{
    Result<std::unique_ptr<File>> file = files.openForReading(path, LinkPolicy::follow);
    if (!file)
        return file.error();
    Result<std::unique_ptr<FileSource>> source = FileSource::create(file.take());
    if (!source)
        return source.error();
    const Result<ScannedInstance> instance = scanEncoding(**source);
    if (!instance)
        return instance.error();
    if (instance->encoding.deflated)
        return Error{.code = ErrorCode::unsupported, .operation = "show bytes", .detail = "the data set is deflated"};
    const auto element = std::ranges::find(instance->elements, offset, &Element::offset);
    if (element == instance->elements.end())
        return Error{.code = ErrorCode::notFound, .operation = "show bytes"};
    RawBytes raw;
    raw.offset = offset;
    raw.length = endOf(*instance, instance->indexOf(*element)) - offset;
    raw.bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(raw.length, RawBytes::most)));
    const Result<std::size_t> got = (*source)->readAt(offset, std::as_writable_bytes(std::span(raw.bytes)));
    if (!got)
        return got.error();
    raw.bytes.resize(*got);
    return raw;
}

std::string hexDump(const RawBytes &bytes)
{
    std::string text;
    for (std::size_t line = 0; line < bytes.bytes.size(); line += lineLength) {
        appendHex(text, bytes.offset + line, 8);
        text += "  ";
        std::string readable;
        for (std::size_t i = line; i < line + lineLength; ++i) {
            if (i >= bytes.bytes.size()) {
                text += "   ";
                continue;
            }
            const auto byte = static_cast<unsigned char>(bytes.bytes[i]);
            appendHex(text, byte, 2);
            text += ' ';
            readable += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
        }
        text += ' ' + readable + '\n';
    }
    if (bytes.length > bytes.bytes.size())
        text += "... " + std::to_string(bytes.length - bytes.bytes.size()) + " bytes more\n";
    return text;
}

} // namespace mi
