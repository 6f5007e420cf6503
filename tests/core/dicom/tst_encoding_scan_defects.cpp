// One row per defect: an instance that has just this one, and what the scan must say about it.
#include <QTest>

#include "core/dicom/encoding_scan.h"
#include "tests/core/dicom/deflate.h"
#include "tests/core/dicom/scan_helpers.h"
#include "tests/support/instance_builder.h"

#include <set>

using namespace mi;
using namespace mi::test;
using namespace std::string_literals;

namespace {

constexpr Tag referencedSequence{0x0008, 0x1140};
constexpr Tag imageComments{0x0020, 0x4000};

// preamble, "DICM" and File Meta Information before the Data Set
std::size_t dataSetOffset(std::string_view transferSyntax = explicitLittle)
{
    return 132 + fileMeta({.transferSyntax = std::string(transferSyntax)}).size();
}

std::string withMeta(const std::string &dataSet, std::string_view transferSyntax = explicitLittle)
{
    return part10(fileMeta({.transferSyntax = std::string(transferSyntax)}), dataSet);
}

std::string studyStart(ByteOrder order = {})
{
    return ElementWriter(order)
        .text(tags::SOPClassUID, Vr::UI, secondaryCaptureStorage)
        .text(tags::SOPInstanceUID, Vr::UI, "1.2.3.4")
        .text(tags::Modality, Vr::CS, "OT")
        .str();
}

std::string studyEnd(ByteOrder order = {})
{
    return ElementWriter(order)
        .text(tags::PatientName, Vr::PN, "TEST^ONE")
        .text(tags::PatientID, Vr::LO, "T-1")
        .text(tags::StudyInstanceUID, Vr::UI, "1.2.3")
        .str();
}

std::string pixels()
{
    return ElementWriter().raw(tags::PixelData, Vr::OB, std::string(16, '\x20')).str();
}

std::string item(const std::string &content)
{
    return ElementWriter().header(tags::Item, {}, static_cast<std::uint32_t>(content.size())).bytes(content).str();
}

std::string openItem()
{
    return ElementWriter().header(tags::Item, {}, 0xFFFFFFFFU).str();
}

std::string itemEnd(std::uint32_t length = 0)
{
    return ElementWriter().header(tags::ItemDelimitationItem, {}, length).str();
}

std::string sequenceEnd(std::uint32_t length = 0)
{
    return ElementWriter().header(tags::SequenceDelimitationItem, {}, length).str();
}

std::string reference()
{
    return ElementWriter().text(Tag{0x0008, 0x1150}, Vr::UI, "1.2").text(Tag{0x0008, 0x1155}, Vr::UI, "1.2.3.5").str();
}

std::string sequenceHeader(std::uint32_t length)
{
    return ElementWriter().header(referencedSequence, "SQ", length).str();
}

// A Data Set with `middle` between (0008,0060) and (0010,0010).
std::string around(const std::string &middle)
{
    return withMeta(studyStart() + middle + studyEnd() + pixels());
}

std::size_t middleOffset()
{
    return dataSetOffset() + studyStart().size();
}

constexpr std::uint32_t undefined = 0xFFFFFFFFU;

} // namespace

class TestEncodingScanDefects : public QObject {
    Q_OBJECT

    std::set<ScanDefectKind> m_kinds;

    void row(const char *name, ScanDefectKind kind, const std::string &bytes, const char *path, std::size_t offset,
             const char *observed, const char *expected, bool isReadToTheEnd = true, ScanLimits limits = {})
    {
        m_kinds.insert(kind);
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray::fromStdString(bytes) << QByteArray(path)
                            << static_cast<qulonglong>(offset) << QByteArray(observed) << QByteArray(expected)
                            << isReadToTheEnd << static_cast<uint>(limits.maxDepth)
                            << static_cast<uint>(limits.maxElements) << static_cast<qulonglong>(limits.maxInflatedSize);
    }

    void fileRows();
    void elementRows();
    void orderRows();
    void sequenceRows();
    void unrecoverableRows();
    void endRows();
    void deflateRows();
    void limitRows();

private Q_SLOTS:
    void findsExactlyOneDefect_data();
    void findsExactlyOneDefect();
    void everyKindHasARow();
    void countsRepetitionsOverItems();
    void tellsAtMostTwoHundredPlacesApart();
};

void TestEncodingScanDefects::findsExactlyOneDefect_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<qulonglong>("offset");
    QTest::addColumn<QByteArray>("observed");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("isReadToTheEnd");
    QTest::addColumn<uint>("maxDepth");
    QTest::addColumn<uint>("maxElements");
    QTest::addColumn<qulonglong>("maxInflatedSize");
    fileRows();
    elementRows();
    orderRows();
    sequenceRows();
    unrecoverableRows();
    endRows();
    deflateRows();
    limitRows();
}

void TestEncodingScanDefects::fileRows()
{
    using K = ScanDefectKind;
    const std::string meta = fileMeta();
    const std::string dataSet = CleanInstance{}.dataSet();
    row("DICM stands at the start", K::preambleMissing, "DICM" + meta + dataSet, "", 0, "DICM at 0", "DICM at 128");
    row("File Meta Information without preamble and prefix", K::prefixMissing, meta + dataSet, "", 0, "elements from 0",
        "DICM at 128");
    row("preamble without DICM", K::prefixMissing, std::string(128, '\0') + meta + dataSet, "", 128,
        "elements from 128", "DICM at 128");
    row("preamble and four other bytes", K::prefixMissing, std::string(132, '\0') + meta + dataSet, "", 132,
        "elements from 132", "DICM at 128");
    row("no group 0002", K::metaMissing, part10("", dataSet), "", 132, "", "");
    row("meta header in implicit VR", K::metaNotExplicitLittle,
        part10(ElementWriter({.explicitVr = false})
                   .ul(tags::FileMetaInformationGroupLength, {26})
                   .text(tags::TransferSyntaxUID, Vr::UI, implicitLittle)
                   .str(),
               CleanInstance{}.dataSet({.explicitVr = false})),
        "", 132, "Implicit VR Little Endian", "Explicit VR Little Endian");
    row("meta header in big endian", K::metaNotExplicitLittle,
        part10(ElementWriter({.bigEndian = true})
                   .ul(tags::FileMetaInformationGroupLength, {28})
                   .text(tags::TransferSyntaxUID, Vr::UI, explicitBig)
                   .str(),
               CleanInstance{}.dataSet({.bigEndian = true})),
        "", 132, "Explicit VR Big Endian", "Explicit VR Little Endian");
    row("no meta group length", K::metaGroupLengthMissing, part10(meta.substr(12), dataSet), "(0002,0000)", 132, "",
        "");
    std::string longMeta = meta;
    longMeta[8] = static_cast<char>(longMeta[8] + 20);
    const std::string bodySize = std::to_string(meta.size() - 12) + " bytes";
    row("meta group length too long", K::metaGroupLengthWrong, part10(longMeta, dataSet), "(0002,0000)", 132,
        (std::to_string(meta.size() + 8) + " bytes").c_str(), bodySize.c_str());
    std::string shortMeta = meta;
    shortMeta[8] = static_cast<char>(shortMeta[8] - 18);
    row("meta group length too short", K::metaGroupLengthWrong, part10(shortMeta, dataSet), "(0002,0000)", 132,
        (std::to_string(meta.size() - 30) + " bytes").c_str(), bodySize.c_str());
    const std::string bare = ElementWriter()
                                 .ul(tags::FileMetaInformationGroupLength, {14})
                                 .raw(tags::FileMetaInformationVersion, Vr::OB, "\0\1"s)
                                 .str();
    row("no Transfer Syntax UID", K::transferSyntaxMissing, part10(bare, dataSet), "(0002,0010)", 132, "absent", "");
    const std::string empty =
        ElementWriter().ul(tags::FileMetaInformationGroupLength, {8}).text(tags::TransferSyntaxUID, Vr::UI, "").str();
    row("empty Transfer Syntax UID", K::transferSyntaxMissing, part10(empty, dataSet), "(0002,0010)", 144, "empty", "");

    const std::size_t transferSyntax = 132 + meta.find("UI\x14"s, 60) - 4;
    const std::string implicit = CleanInstance{}.dataSet({.explicitVr = false});
    const std::string big = CleanInstance{}.dataSet({.bigEndian = true});
    row("says explicit, is implicit", K::transferSyntaxContradicted, withMeta(implicit), "(0002,0010)", transferSyntax,
        "Implicit VR Little Endian", "Explicit VR Little Endian");
    row("says explicit, is big endian", K::transferSyntaxContradicted, withMeta(big), "(0002,0010)", transferSyntax,
        "Explicit VR Big Endian", "Explicit VR Little Endian");
    row("says big endian, is little", K::transferSyntaxContradicted, withMeta(dataSet, explicitBig), "(0002,0010)",
        transferSyntax, "Explicit VR Little Endian", "Explicit VR Big Endian");
    row("says implicit, is explicit", K::transferSyntaxContradicted, withMeta(dataSet, implicitLittle), "(0002,0010)",
        transferSyntax, "Explicit VR Little Endian", "Implicit VR Little Endian");
    row("says JPEG, is implicit", K::transferSyntaxContradicted, withMeta(implicit, jpegBaseline), "(0002,0010)",
        transferSyntax, "Implicit VR Little Endian", "Explicit VR Little Endian");
    row("says deflated, is plain", K::transferSyntaxContradicted, withMeta(dataSet, deflatedLittle), "(0002,0010)",
        transferSyntax, "Explicit VR Little Endian", "Deflated Explicit VR Little Endian");
    row("says plain, is deflated", K::transferSyntaxContradicted, withMeta(deflated(dataSet)), "(0002,0010)",
        transferSyntax, "Deflated Explicit VR Little Endian", "Explicit VR Little Endian");
}

void TestEncodingScanDefects::elementRows()
{
    using K = ScanDefectKind;
    const std::size_t middle = middleOffset();
    row("odd text length", K::lengthOdd, around(ElementWriter().raw(Tag{0x0008, 0x0070}, Vr::LO, "ABC").str()),
        "(0008,0070)", middle, "3 bytes", "even");
    row("undefined length of a text", K::lengthUndefinedNotAllowed,
        around(ElementWriter().header(Tag{0x0008, 0x0119}, "UC", undefined).bytes(sequenceEnd()).str()), "(0008,0119)",
        middle, "undefined", "a length");
    row("VR in small letters", K::vrUnknown,
        around(ElementWriter().header(Tag{0x0008, 0x0070}, "lo", 4).bytes("ABCD").str()), "(0008,0070)", middle, "lo",
        "LO");
    row("VR of two blanks", K::vrUnknown,
        around(ElementWriter().header(Tag{0x0008, 0x0070}, "  ", 4).bytes("ABCD").str()), "(0008,0070)", middle, "  ",
        "LO");
    row("VR of two NULs", K::vrUnknown,
        around(ElementWriter().header(Tag{0x0008, 0x0070}, "\0\0"s, 4).bytes("ABCD").str()), "(0008,0070)", middle,
        "\\x00\\x00", "LO");
    row("VR of a future edition", K::vrUnknown,
        around(ElementWriter().bytes("\x08\x00\x70\x00XZ\x00\x00\x04\x00\x00\x00"s).bytes("ABCD").str()), "(0008,0070)",
        middle, "XZ", "LO");
    row("one element without VR", K::vrUnknown,
        around(ElementWriter({.explicitVr = false}).text(Tag{0x0008, 0x0070}, Vr::LO, "ABCD").str()), "(0008,0070)",
        middle, "\\x04\\x00", "LO");
    row("reserved bytes are not zero", K::reservedBytesNotZero,
        around("\x08\x00\x19\x01UC\x01\x02\x04\x00\x00\x00"s + "ABCD"), "(0008,0119)", middle, "01 02", "00 00");
    row("16-bit length where 32 bits belong", K::reservedBytesNotZero, around("\x08\x00\x19\x01UC\x04\x00"s + "ABCD"),
        "(0008,0119)", middle, "04 00", "00 00");
    row("group length too short", K::groupLengthWrong,
        withMeta(ElementWriter().ul(Tag{0x0008, 0}, {10}).str() + studyStart() + studyEnd()), "(0008,0000)",
        dataSetOffset(), "10 bytes", (std::to_string(studyStart().size()) + " bytes").c_str());
    row("group length of the last group", K::groupLengthWrong,
        withMeta(studyStart() + ElementWriter().ul(Tag{0x0010, 0}, {12}).text(tags::PatientID, Vr::LO, "AB").str()),
        "(0010,0000)", dataSetOffset() + studyStart().size(), "12 bytes", "10 bytes");
}

void TestEncodingScanDefects::orderRows()
{
    using K = ScanDefectKind;
    const std::size_t middle = middleOffset();
    const std::string station = ElementWriter().text(Tag{0x0008, 0x1010}, Vr::SH, "ST").str();
    row("one element too late", K::elementOrder,
        around(station + ElementWriter().text(Tag{0x0008, 0x0080}, Vr::LO, "HOSP").str()), "(0008,0080)",
        middle + station.size(), "behind (0008,1010)", "ascending");
    const std::string implementation = ElementWriter().text(tags::ImplementationClassUID, Vr::UI, "1.2.3.4").str();
    const std::string transferSyntax = ElementWriter().text(tags::TransferSyntaxUID, Vr::UI, explicitLittle).str();
    const std::string swapped = ElementWriter()
                                    .ul(tags::FileMetaInformationGroupLength,
                                        {static_cast<std::uint32_t>(implementation.size() + transferSyntax.size())})
                                    .bytes(implementation + transferSyntax)
                                    .str();
    row("File Meta Information out of order", K::elementOrder, part10(swapped, CleanInstance{}.dataSet()),
        "(0002,0010)", 132 + 12 + implementation.size(), "behind (0002,0012)", "ascending");
    row("the same element twice in a row", K::elementDuplicate, around(station + station), "(0008,1010)",
        middle + station.size(), "again", "once");
    row("the same element again further on", K::elementDuplicate,
        around(station + ElementWriter().text(Tag{0x0008, 0x1030}, Vr::LO, "AB").str() + station), "(0008,1010)",
        middle + 2 * station.size(), "again", "once");
    row("group 0002 in the Data Set", K::metaGroupInDataSet,
        around(ElementWriter().text(Tag{0x0002, 0x0016}, Vr::AE, "AE").str()), "(0002,0016)", middle, "(0002,0016)",
        "");
    row("group 0000 in the Data Set", K::commandGroupInDataSet,
        around(ElementWriter().us(Tag{0x0000, 0x0100}, {1}).str()), "(0000,0100)", middle, "(0000,0100)", "");
    row("group FFFF", K::illegalGroup,
        withMeta(studyStart() + studyEnd() + ElementWriter().text(Tag{0xFFFF, 0x0010}, Vr::LO, "AB").str()),
        "(FFFF,0010)", dataSetOffset() + studyStart().size() + studyEnd().size(), "(FFFF,0010)", "");
}

void TestEncodingScanDefects::sequenceRows()
{
    using K = ScanDefectKind;
    const std::size_t middle = middleOffset();
    const auto size = static_cast<std::uint32_t>(reference().size());
    row("element instead of an item", K::itemExpected, around(sequenceHeader(size) + reference()), "(0008,1140)",
        middle + 12, "(0008,1150)", "(FFFE,E000)", false);
    row("item at the root", K::itemOutsideSequence, around(item(reference())), "(FFFE,E000)", middle,
        (std::to_string(size) + " bytes").c_str(), "");
    row("item delimiter at the root", K::delimiterStray, around(itemEnd()), "(FFFE,E00D)", middle, "(FFFE,E00D)", "");
    row("sequence delimiter behind a sequence of defined length", K::delimiterStray,
        around(sequenceHeader(size + 8) + item(reference()) + sequenceEnd()), "(FFFE,E0DD)", middle + 20 + size,
        "(FFFE,E0DD)", "");
    row("item delimiter behind an item of defined length", K::delimiterStray,
        around(sequenceHeader(undefined) + item(reference()) + itemEnd() + sequenceEnd()), "(0008,1140)[1].(FFFE,E00D)",
        middle + 20 + size, "(FFFE,E00D)", "");
    row("item delimiter missing before the next item", K::delimiterMissing,
        around(sequenceHeader(undefined) + openItem() + reference() + openItem() + reference() + itemEnd() +
               sequenceEnd()),
        "(0008,1140)[1].(FFFE,E000)", middle + 12, "absent", "delimiter");
    row("item delimiter missing before the sequence delimiter", K::delimiterMissing,
        around(sequenceHeader(undefined) + openItem() + reference() + sequenceEnd()), "(0008,1140)[1].(FFFE,E000)",
        middle + 12, "absent", "delimiter");
    row("item delimiter missing in a sequence of defined length", K::delimiterMissing,
        around(sequenceHeader(size + 8) + openItem() + reference()), "(0008,1140)[1].(FFFE,E000)", middle + 12,
        "absent", "delimiter");
    row("sequence delimiter missing before the next element", K::delimiterMissing,
        around(sequenceHeader(undefined) + openItem() + reference() + itemEnd()), "(0008,1140)", middle, "absent",
        "delimiter");
    row("the file ends before a sequence is closed", K::delimiterMissing,
        withMeta(studyStart() + sequenceHeader(undefined) + openItem() + reference() + itemEnd()), "(0008,1140)",
        middle, "absent", "delimiter", false);
    row("item closed by a sequence delimiter", K::delimiterWrong,
        around(sequenceHeader(undefined) + openItem() + reference() + sequenceEnd() + sequenceEnd()),
        "(0008,1140)[1].(FFFE,E000)", middle + 12, "(FFFE,E0DD)", "(FFFE,E00D)");
    row("sequence closed by an item delimiter", K::delimiterWrong,
        around(sequenceHeader(undefined) + openItem() + reference() + itemEnd() + itemEnd()), "(0008,1140)", middle,
        "(FFFE,E00D)", "(FFFE,E0DD)");
    row("sequence two bytes too long", K::lengthPastEnclosing, around(sequenceHeader(size + 10) + item(reference())),
        "(0008,1140)", middle, (std::to_string(size + 10) + " bytes").c_str(),
        (std::to_string(size + 8) + " bytes").c_str());
    row("item delimiter with a length", K::delimiterLengthNotZero,
        around(sequenceHeader(undefined) + openItem() + reference() + itemEnd(4) + sequenceEnd()),
        "(0008,1140)[1].(FFFE,E00D)", middle + 20 + size, "4 bytes", "0 bytes");
    row("item one element too long, the sequence is right", K::lengthPastEnclosing,
        around(sequenceHeader(size + 8) + ElementWriter().header(tags::Item, {}, size + 16).bytes(reference()).str()),
        "(0008,1140)[1].(FFFE,E000)", middle + 12, (std::to_string(size + 16) + " bytes").c_str(),
        ("at most " + std::to_string(size) + " bytes").c_str());
    row("item too long in a sequence of undefined length", K::lengthPastEnclosing,
        around(sequenceHeader(undefined) + ElementWriter().header(tags::Item, {}, size + 16).bytes(reference()).str() +
               sequenceEnd()),
        "(0008,1140)[1].(FFFE,E000)", middle + 12, (std::to_string(size + 16) + " bytes").c_str(),
        (std::to_string(size) + " bytes").c_str());
    row("first of two items too long", K::lengthPastEnclosing,
        around(sequenceHeader(2 * size + 16) +
               ElementWriter().header(tags::Item, {}, size + 8).bytes(reference()).str() + item(reference())),
        "(0008,1140)[1].(FFFE,E000)", middle + 12, (std::to_string(size + 8) + " bytes").c_str(),
        (std::to_string(size) + " bytes").c_str());
    row("the sequence ends before its item does", K::lengthPastEnclosing,
        around(sequenceHeader(size) + item(reference())), "(0008,1140)[1].(FFFE,E000)", middle + 12,
        (std::to_string(size) + " bytes").c_str(), ("at most " + std::to_string(size - 8) + " bytes").c_str());
}

void TestEncodingScanDefects::unrecoverableRows()
{
    using K = ScanDefectKind;
    const std::size_t middle = middleOffset();
    const auto size = static_cast<std::uint32_t>(reference().size());
    row("value longer than its item", K::lengthPastEnclosing,
        around(sequenceHeader(18) + item(ElementWriter().header(Tag{0x0008, 0x1150}, "UI", 100).bytes("1.").str())),
        "(0008,1140)[1].(0008,1150)", middle + 20, "100 bytes", "at most 2 bytes", false);
    row("VR and all behind it make no sense", K::vrUnknown,
        around("\x08\x00\x70\x00\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x8B\x8C"s), "(0008,0070)", middle,
        "\\x81\\x82", "LO", false);
    row("Pixel Data cut short", K::truncated,
        withMeta(studyStart() + ElementWriter().header(tags::PixelData, "OB", 16).bytes("12345678").str()),
        "(7FE0,0010)", middle, "8 bytes", "16 bytes", false);
    row("a text cut short", K::truncated,
        withMeta(studyStart() + ElementWriter().header(tags::PatientName, "PN", 16).bytes("TEST").str()), "(0010,0010)",
        middle, "4 bytes", "16 bytes", false);
    row("a header cut short", K::truncated, withMeta(studyStart() + studyEnd().substr(0, 6)), "(0010,0010)", middle,
        "6 bytes", "8 bytes", false);
    row("a long header cut short", K::truncated,
        withMeta(studyStart() + ElementWriter().header(imageComments, "UT", 16).str().substr(0, 10)), "(0020,4000)",
        middle, "10 bytes", "12 bytes", false);
    row("an item cut short", K::truncated,
        withMeta(studyStart() + sequenceHeader(undefined) + item(reference()).substr(0, size)),
        "(0008,1140)[1].(FFFE,E000)", middle + 12, (std::to_string(size - 8) + " bytes").c_str(),
        (std::to_string(size) + " bytes").c_str(), false);
    row("a sequence with a length of 4 GiB", K::truncated, around(sequenceHeader(0xFFFFFFFEU) + item(reference())),
        "(0008,1140)", middle, (std::to_string(8 + size + studyEnd().size() + pixels().size()) + " bytes").c_str(),
        "4294967294 bytes", false);
    row("the meta header cut short inside an element", K::truncated, part10(fileMeta().substr(0, 50), ""),
        "(0002,0002)", 158, "16 bytes", "26 bytes", false);
    row("the meta header cut short between elements", K::truncated, part10(fileMeta().substr(0, 60), ""), "(0002,0000)",
        132, "48 bytes", (std::to_string(fileMeta().size() - 12) + " bytes").c_str(), false);
}

void TestEncodingScanDefects::endRows()
{
    using K = ScanDefectKind;
    const std::string clean = CleanInstance{}.file();
    row("a line end in front", K::leadingBytes, "\n" + clean, "", 0, "1 byte", "0 bytes");
    row("one zero byte behind", K::trailingZeros, clean + std::string(1, '\0'), "", clean.size(), "1 byte", "0 bytes");
    row("a block of zeros behind", K::trailingZeros, clean + std::string(100'000, '\0'), "", clean.size(),
        "100000 bytes", "0 bytes");
    row("text behind", K::trailingBytes, clean + "and this is text, too", "", clean.size(), "21 bytes", "0 bytes");
    row("zeros and text behind", K::trailingBytes, clean + std::string(70'000, '\0') + "text", "", clean.size(),
        "70004 bytes", "0 bytes");
    row("FF bytes behind", K::trailingBytes, clean + std::string(64, '\xFF'), "", clean.size(), "64 bytes", "0 bytes");
    row("a line end behind", K::trailingBytes, clean + "\r\n", "", clean.size(), "2 bytes", "0 bytes");
}

void TestEncodingScanDefects::deflateRows()
{
    using K = ScanDefectKind;
    const std::size_t begin = dataSetOffset(deflatedLittle);
    const std::string packed = deflated(CleanInstance{}.dataSet());
    row("bytes behind the deflate stream", K::deflateTrailingBytes, withMeta(packed + "more", deflatedLittle), "",
        begin + packed.size(), "4 bytes", "at most one NUL");
    const std::string start = storedBlock(studyStart(), false);
    row("the deflate stream is cut short", K::truncated, withMeta(start, deflatedLittle), "", begin + start.size(),
        (std::to_string(studyStart().size()) + " bytes inflated").c_str(), "end of the deflate stream", false);
    row("the deflate stream is corrupt", K::deflateCorrupt, withMeta(start + "\x07\x07\x07"s, deflatedLittle), "",
        begin + start.size() + 1, (std::to_string(studyStart().size()) + " bytes inflated").c_str(), "", false);
    row("a zlib header before the deflate stream", K::deflateCorrupt,
        withMeta(zlibWrapped(CleanInstance{}.dataSet()), deflatedLittle), "", begin, "zlib header",
        "deflate without header");
}

void TestEncodingScanDefects::limitRows()
{
    using K = ScanDefectKind;
    const std::size_t middle = middleOffset();
    std::string nested;
    for (int level = 0; level < 4; ++level)
        nested = ElementWriter().sequence(referencedSequence, {nested}).str();
    row("nested too deep", K::limitNesting, around(nested), "(0008,1140)[1].(0008,1140)[1].(0008,1140)[1].(0008,1140)",
        middle + 60, "deeper", "at most 3 levels", false, {.maxDepth = 3});
    row("too many elements", K::limitElements, around(""), "(0010,0010)", middle, "more", "at most 10 elements", false,
        {.maxElements = 10});
    row("inflates to too much", K::limitInflatedSize,
        withMeta(storedBlock(CleanInstance{}.dataSet(), true), deflatedLittle), "", dataSetOffset(deflatedLittle) + 106,
        "more", "at most 100 bytes", false, {.maxInflatedSize = 100});
}

void TestEncodingScanDefects::findsExactlyOneDefect()
{
    QFETCH(const int, kind);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, path);
    QFETCH(const qulonglong, offset);
    QFETCH(const QByteArray, observed);
    QFETCH(const QByteArray, expected);
    QFETCH(const bool, isReadToTheEnd);
    ScanLimits limits;
    QFETCH(const uint, maxDepth);
    QFETCH(const uint, maxElements);
    QFETCH(const qulonglong, maxInflatedSize);
    limits.maxDepth = maxDepth;
    limits.maxElements = maxElements;
    limits.maxInflatedSize = maxInflatedSize;

    const Result<ScannedInstance> scanned = scanBytes(bytes.toStdString(), limits);
    QVERIFY(scanned.isOk());
    const std::string found = describeDefects(*scanned);
    QVERIFY2(scanned->defects.size() == 1, found.c_str());
    const ScanDefect &defect = scanned->defects.front();
    QVERIFY2(static_cast<int>(defect.kind) == kind, found.c_str());
    QCOMPARE(defect.count, 1U);
    QCOMPARE(QByteArray::fromStdString(defect.attribute.toString()), path);
    QCOMPARE(static_cast<qulonglong>(defect.offset), offset);
    QCOMPARE(QByteArray::fromStdString(defect.observed), observed);
    QCOMPARE(QByteArray::fromStdString(defect.expected), expected);
    QCOMPARE(!scanned->stoppedAt.has_value(), isReadToTheEnd);
}

void TestEncodingScanDefects::everyKindHasARow()
{
    for (int kind = 0; kind <= static_cast<int>(ScanDefectKind::limitInflatedSize); ++kind)
        QVERIFY2(m_kinds.contains(static_cast<ScanDefectKind>(kind)),
                 std::string(nameOf(static_cast<ScanDefectKind>(kind))).c_str());
}

void TestEncodingScanDefects::countsRepetitionsOverItems()
{
    const std::string odd = ElementWriter().raw(Tag{0x0008, 0x1150}, Vr::UI, "1.2").str();
    const Result<ScannedInstance> scanned =
        scanBytes(around(ElementWriter().sequence(referencedSequence, {odd + "", odd, odd}, true).str()));
    QVERIFY(scanned.isOk());
    QVERIFY2(scanned->defects.size() == 1, describeDefects(*scanned).c_str());
    QCOMPARE(scanned->defects[0].count, 3U);
    QCOMPARE(scanned->defects[0].attribute.toString(), std::string("(0008,1140)[1].(0008,1150)"));
}

void TestEncodingScanDefects::tellsAtMostTwoHundredPlacesApart()
{
    ElementWriter many;
    for (std::uint16_t i = 0; i < 1000; ++i)
        many.raw(Tag{0x0021, static_cast<std::uint16_t>(0x1000 + i)}, Vr::LO, "ABC");
    const Result<ScannedInstance> scanned = scanBytes(withMeta(studyStart() + studyEnd() + many.str()));
    QVERIFY(scanned.isOk());
    QVERIFY2(scanned->defects.size() == 200, describeDefects(*scanned).substr(0, 500).c_str());
    std::uint32_t total = 0;
    for (const ScanDefect &defect : scanned->defects)
        total += defect.count;
    QCOMPARE(total, 1000U);
}

QTEST_APPLESS_MAIN(TestEncodingScanDefects)
#include "tst_encoding_scan_defects.moc"
