// ScannedInstance: what a pass over the raw encoding found: every Data Element with its offset, in file order, the
// bytes of all values that are not bulk, and every structural defect (PS3.5 7, PS3.10 7). DCMTK has no part in it, so
// nothing is repaired. Immutable after the scan; any thread may read it.
#pragma once

#include "core/domain/attribute_path.h"
#include "core/domain/tag.h"
#include "core/domain/value_representation.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

// A Data Element, an Item or a fragment. Delimiters are not listed. 32 bytes: files with a million of them exist.
struct Element {
    std::uint64_t offset = 0;     // of the tag, bytes from the start of the file (of the inflated stream if deflated)
    std::uint32_t length = 0;     // as encoded; 0xFFFFFFFF is undefined
    std::uint32_t valueIndex = 0; // into the kept bytes; see ScannedInstance::value
    std::uint32_t end = 0;        // index of the first element that is not inside this one
    std::uint32_t parent = 0;     // index of the Item or Sequence around it; noParent at the root
    Tag tag;
    Vr vr = Vr::none;            // as encoded; from the dictionary when implicit
    std::uint8_t depth = 0;      // 0 at the root; an Item is one deeper than its Sequence
    std::uint8_t headerSize = 8; // 8 or 12
    std::uint8_t flags = 0;

    static constexpr std::uint32_t noParent = 0xFFFFFFFFU;
    static constexpr std::uint32_t undefinedLength = 0xFFFFFFFFU;
    enum Flag : std::uint8_t {
        valueKept = 1,  // all bytes of the value are kept
        prefixKept = 2, // only the first ScanLimits::bulkPrefix bytes are kept
        vrFromDictionary = 4,
        fragment = 8,   // an Item of encapsulated Pixel Data; the first one is the Basic Offset Table
        bigEndian = 16, // numbers in the value are big endian
    };
    bool has(Flag flag) const { return (flags & flag) != 0; }
    bool hasUndefinedLength() const { return length == undefinedLength; }
    std::uint64_t valueOffset() const { return offset + headerSize; }
};
static_assert(sizeof(Element) == 32);

// What the scan can find wrong with the encoding. Each maps to one check (core/checks/encoding_checks.cpp).
enum class ScanDefectKind : std::uint8_t {
    // the file
    preambleMissing,       // "DICM" at 0, or a Data Set without it
    prefixMissing,         // no "DICM"; read as a bare Data Set
    metaMissing,           // no group 0002
    leadingBytes,          // a few bytes before what is a DICOM file without them
    metaNotExplicitLittle, // File Meta Information in another encoding
    metaGroupLengthMissing,
    metaGroupLengthWrong, // observed and expected are byte counts
    transferSyntaxMissing,
    transferSyntaxContradicted, // the Data Set is encoded otherwise than (0002,0010) says
    // elements
    truncated,           // the file ends inside an element; reading stopped
    lengthPastEnclosing, // the value would end behind its Item or Sequence; reading stopped there, unless the data
                         // shows where it really ends
    lengthOdd,
    lengthUndefinedNotAllowed,
    vrUnknown,            // the two bytes are no VR
    reservedBytesNotZero, // the two bytes behind a VR with a 32-bit length
    elementOrder,         // not ascending
    elementDuplicate,
    itemExpected,        // something else than an Item where one has to be; reading stopped
    itemOutsideSequence, // stray Item
    delimiterStray,      // delimiter without an open Item or Sequence
    delimiterMissing,    // the data ends before an undefined length is closed
    delimiterLengthNotZero,
    delimiterWrong,        // that of an Item where that of a Sequence belongs, or the other way round
    groupLengthWrong,      // (gggg,0000), retired but if there it must be right
    metaGroupInDataSet,    // group 0002 behind the meta header
    commandGroupInDataSet, // group 0000
    illegalGroup,          // groups 0001, 0003, 0005, 0007 and FFFF, PS3.5 7.1 and 7.8
    trailingZeros,         // only zero bytes behind the last element
    trailingBytes,         // other bytes behind the last element
    // compression of the Data Set
    deflateCorrupt, // also a zlib header before the deflate stream, which is read all the same
    deflateTrailingBytes,
    // limits of this program: the rest was not read
    limitNesting,
    limitElements,
    limitInflatedSize,
};

struct ScanDefect {
    ScanDefectKind kind{};
    AttributePath attribute;
    Vr vr = Vr::none;
    std::uint64_t offset = 0; // as Element::offset; of defects of the file and of its compression, in the file
    std::string observed;     // facts, escaped
    std::string expected;
    std::uint32_t count = 1; // the same kind at the same attribute, whatever the item; behind the 200th attribute of a
                             // kind, all others of it count for the last
};

// The VR that the value is to be read with: as encoded, but that of the dictionary for a standard attribute or a
// Private Creator stored as UN (PS3.5 6.2.2).
Vr vrOfValue(const Element &element);

enum class FileKind : std::uint8_t {
    part10,      // preamble, DICM, File Meta Information
    dataSetOnly, // a Data Set, with or without File Meta Information, that can be read
    notDicom,
    empty, // no bytes
};

struct Encoding {
    bool explicitVr = true;
    bool bigEndian = false;
    bool deflated = false;
    bool isGuessed = false; // nothing in the file says so, or what it says is wrong
    bool operator==(const Encoding &) const = default;
};

class ScannedInstance {
public:
    FileKind kind = FileKind::notDicom;
    std::uint64_t fileSize = 0;
    bool hasPreamble = false;
    bool hasPrefix = false;         // "DICM"
    std::string preamble;           // 128 bytes if there
    Encoding encoding;              // of the Data Set
    std::vector<Element> elements;  // File Meta Information first, then the Data Set
    std::uint32_t dataSetBegin = 0; // index of the first element of the Data Set
    std::vector<ScanDefect> defects;
    // Where reading ended early because going on would be guessing. What lies behind was not checked.
    std::optional<std::uint64_t> stoppedAt;
    bool isPixelDataReached = false;
    bool isSafeForDcmtk = false; // nesting, lengths and counts are within what DCMTK survives

    // The whole value as encoded, padding included; empty when it is not kept whole (see flags). Valid as long as this
    // object.
    std::string_view value(const Element &element) const;
    // What is kept of the value: all of it or its first bytes.
    std::string_view prefix(const Element &element) const;
    std::string_view value(std::uint32_t index) const { return value(elements[index]); }

    // The first element with this tag at the root of the File Meta Information or of the Data Set; the *first* of
    // duplicates wins, as in DCMTK. Null if it is not there.
    const Element *find(Tag tag) const;
    // The same directly inside an Item.
    const Element *findIn(const Element &item, Tag tag) const;
    std::uint32_t indexOf(const Element &element) const;

    bool has(Tag tag) const { return find(tag) != nullptr; }
    // The trimmed text of a root attribute, undecoded; "" if absent or empty.
    std::string_view text(Tag tag) const;
    // The first value of US, SS, UL, SL, IS or DS, or of UN where the dictionary says that; nothing if absent, empty or
    // not a number.
    std::optional<std::int64_t> integer(Tag tag) const;
    std::optional<std::int64_t> integer(const Element &element) const;
    // The path of an element, with item numbers. Linear in the number of siblings.
    AttributePath pathOf(const Element &element) const;

    // For the scanner.
    std::vector<char> keptBytes;
    std::uint32_t prefixSize = 0; // ScanLimits::bulkPrefix
    void indexRoot();             // after the last element: makes find() fast

private:
    struct RootEntry {
        std::uint32_t key;
        std::uint32_t index;
    };
    std::vector<RootEntry> m_root; // sorted by key, then by index
};

} // namespace mi
