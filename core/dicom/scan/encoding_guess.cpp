#include "core/dicom/scan/encoding_guess.h"

#include "core/dicom/dictionary.h"
#include "core/dicom/scan/element_header.h"
#include "core/dicom/scan/inflate_source.h"
#include "core/dicom/transfer_syntax.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mi {

namespace {

constexpr std::uint64_t preambleSize = 128;
constexpr unsigned walkLength = 8;
// Implicit VR Little Endian Data Set, big endian Pixel Data: GE, private.
constexpr std::string_view geImplicitBigEndian = "1.2.840.113619.5.2";

constexpr Encoding explicitLittle{};
constexpr Encoding explicitBig{.bigEndian = true};
constexpr Encoding implicitLittle{.explicitVr = false};
constexpr Encoding deflatedLittle{.deflated = true};

bool isPrefixAt(std::span<const unsigned char> head, std::size_t offset)
{
    return head.size() >= offset + 4 && std::memcmp(head.data() + offset, "DICM", 4) == 0;
}

HeaderWalk walk(std::span<const unsigned char> bytes, std::uint64_t total, const Encoding &encoding)
{
    return walkHeaders(bytes, total, encoding.explicitVr, encoding.bigEndian, walkLength);
}

// Groups that a Data Set or its File Meta Information starts with.
bool isFirstGroup(std::uint16_t group)
{
    return group >= 0x0002 && group <= 0x0020 && group % 2 == 0;
}

// Whether a file without any marks may be called DICOM.
bool looksLikeDataSet(std::span<const unsigned char> bytes, std::uint64_t total)
{
    for (const Encoding &encoding : {explicitLittle, explicitBig}) {
        const HeaderWalk found = walk(bytes, total, encoding);
        if (isFirstGroup(found.first.group) && (found.headers >= 2 || (found.headers == 1 && found.reachedEnd)))
            return true;
    }
    const HeaderWalk found = walk(bytes, total, implicitLittle);
    const bool isFirstKnown = found.first.isGroupLength() || findInDictionary(found.first) != nullptr;
    return isFirstGroup(found.first.group) && isFirstKnown &&
           (found.headers >= 3 || (found.headers == 2 && found.reachedEnd));
}

// The same behind bytes that do not belong there: anything may look like a Data Set somewhere, so more is asked for.
bool surelyLooksLikeDataSet(std::span<const unsigned char> bytes, std::uint64_t total)
{
    const HeaderWalk withVr = walk(bytes, total, explicitLittle);
    const HeaderWalk withoutVr = walk(bytes, total, implicitLittle);
    const auto isKnownFirst = [](Tag tag) { return isFirstGroup(tag.group) && findInDictionary(tag) != nullptr; };
    return (isKnownFirst(withVr.first) && (withVr.headers >= 4 || withVr.jumpedOut) && withVr.headers >= 3) ||
           (isKnownFirst(withoutVr.first) && withoutVr.headers == walkLength);
}

// A byte order mark, an empty line or the like in front of everything.
constexpr std::size_t maxLeading = 16;

FileStart findStartBehindOtherBytes(std::span<const unsigned char> head, std::uint64_t fileSize)
{
    for (std::size_t leading = 1; leading <= maxLeading; ++leading) {
        const std::size_t meta = leading + preambleSize + 4;
        if (isPrefixAt(head, leading + preambleSize) && head.size() > meta &&
            looksLikeDataSet(head.subspan(meta), fileSize - meta))
            return {FileKind::part10, true, true, leading, meta};
    }
    for (std::size_t leading = 1; leading <= maxLeading && leading < head.size(); ++leading) {
        if (surelyLooksLikeDataSet(head.subspan(leading), fileSize - leading))
            return {FileKind::dataSetOnly, false, false, leading, leading};
    }
    return {};
}

// The first bytes of what `bytes` inflate to, read as a Data Set.
HeaderWalk walkInflated(std::span<const unsigned char> bytes)
{
    MemorySource source(std::as_bytes(bytes));
    InflateSource inflated(source, 0, {.maxSize = 1U << 20U, .maxRatio = 2000}, {});
    std::array<unsigned char, 1024> out{};
    Result<std::size_t> read = inflated.readAt(0, std::as_writable_bytes(std::span(out)));
    if (!read || *read == 0)
        return {};
    const std::uint64_t total = inflated.end() == InflateSource::End::complete ? *read : UINT64_MAX;
    return walk(std::span(out).first(*read), total, explicitLittle);
}

} // namespace

FileStart findStart(std::span<const unsigned char> head, std::uint64_t fileSize)
{
    if (fileSize == 0)
        return {.kind = FileKind::empty};
    if (isPrefixAt(head, preambleSize))
        return {FileKind::part10, true, true, 0, preambleSize + 4};
    const auto isDataSetAt = [&](std::size_t offset) {
        return head.size() > offset && looksLikeDataSet(head.subspan(offset), fileSize - offset);
    };
    if (isPrefixAt(head, 0) && (fileSize == 4 || isDataSetAt(4)))
        return {FileKind::dataSetOnly, false, true, 0, 4};
    if (isDataSetAt(0))
        return {FileKind::dataSetOnly, false, false, 0, 0};
    for (const std::size_t offset : {preambleSize, preambleSize + 4}) {
        if (isDataSetAt(offset))
            return {FileKind::dataSetOnly, true, false, 0, offset};
    }
    return findStartBehindOtherBytes(head, fileSize);
}

std::optional<Encoding> metaEncodingAt(std::span<const unsigned char> bytes)
{
    if (bytes.size() < 8)
        return std::nullopt;
    // A first element that is not of the group, but group 0002 behind it.
    const Vr first = vrOfCode(bytes[4], bytes[5]);
    const std::size_t next = 8U + read16(bytes.data() + 6, false);
    if (first != Vr::unknown && !hasLongHeader(first) && bytes.size() >= next + 8 &&
        readTag(bytes.data() + next, false).group == 0x0002 &&
        vrOfCode(bytes[next + 4], bytes[next + 5]) != Vr::unknown)
        return Encoding{};
    for (const bool bigEndian : {false, true}) {
        const Tag tag = readTag(bytes.data(), bigEndian);
        if (tag.group != 0x0002)
            continue;
        if (vrOfCode(bytes[4], bytes[5]) != Vr::unknown)
            return Encoding{.bigEndian = bigEndian};
        if (findInDictionary(tag) == nullptr && !tag.isGroupLength())
            continue;
        // Without a VR it is implicit if the length fits, else explicit with a VR that is wrong.
        return Encoding{.explicitVr = read32(bytes.data() + 4, bigEndian) > 1024, .bigEndian = bigEndian};
    }
    return std::nullopt;
}

std::optional<Encoding> declaredEncoding(std::string_view transferSyntaxUid)
{
    if (transferSyntaxUid == geImplicitBigEndian)
        return implicitLittle;
    const TransferSyntax *known = findTransferSyntax(transferSyntaxUid);
    return known != nullptr ? std::optional{known->encoding()} : std::nullopt;
}

Encoding decideEncoding(std::optional<Encoding> declared, std::span<const unsigned char> bytes, std::uint64_t total)
{
    struct Way {
        Encoding encoding;
        HeaderWalk walk;
    };
    HeaderWalk ofDeclared;
    if (declared) {
        ofDeclared = declared->deflated ? walkInflated(bytes) : walk(bytes, total, *declared);
        // Two that are all there is, or the second of them a long one, are no chance where the first is known: in
        // another byte order it would not be.
        const bool isShort = ofDeclared.headers == 2 && (ofDeclared.reachedEnd || ofDeclared.jumpedOut) &&
                             findInDictionary(ofDeclared.first) != nullptr;
        if (ofDeclared.headers >= 3 || isShort || total == 0)
            return *declared;
    }
    Way best;
    for (const Encoding &encoding : {explicitLittle, implicitLittle, explicitBig}) {
        const HeaderWalk found = walk(bytes, total, encoding);
        if (found.headers > best.walk.headers)
            best = {encoding, found};
    }
    if (best.walk.headers == 0) {
        const HeaderWalk found = walkInflated(bytes);
        if (found.headers >= 2)
            best = {deflatedLittle, found};
    }
    best.encoding.isGuessed = true;
    if (!declared)
        return best.encoding;
    const bool isClear = best.walk.headers >= 2 && best.walk.headers > ofDeclared.headers;
    const bool isWhole = best.walk.reachedEnd && ofDeclared.headers == 0 && best.walk.headers > 0;
    return isClear || isWhole ? best.encoding : *declared;
}

std::string_view nameOf(const Encoding &encoding)
{
    if (encoding.deflated)
        return "Deflated Explicit VR Little Endian";
    if (encoding.explicitVr)
        return encoding.bigEndian ? "Explicit VR Big Endian" : "Explicit VR Little Endian";
    return encoding.bigEndian ? "Implicit VR Big Endian" : "Implicit VR Little Endian";
}

} // namespace mi
