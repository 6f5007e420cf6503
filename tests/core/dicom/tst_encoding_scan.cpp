// What the scan makes of files that are right, of files that are no DICOM, and of failing sources.
#include <QTest>

#include "core/dicom/encoding_scan.h"
#include "tests/core/dicom/deflate.h"
#include "tests/core/dicom/scan_helpers.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace mi::test;
using namespace std::string_literals;

namespace {

constexpr Tag referencedSequence{0x0008, 0x1140};
constexpr Tag privateSequence{0x0009, 0x1010};
constexpr std::uint32_t undefined = 0xFFFFFFFFU;

std::string withMeta(const std::string &dataSet, std::string_view transferSyntax = explicitLittle)
{
    return part10(fileMeta({.transferSyntax = std::string(transferSyntax)}), dataSet);
}

std::string reference(ByteOrder order = {})
{
    return ElementWriter(order)
        .text(Tag{0x0008, 0x1150}, Vr::UI, "1.2")
        .text(Tag{0x0008, 0x1155}, Vr::UI, "1.2.5")
        .str();
}

std::string id(ByteOrder order = {})
{
    return ElementWriter(order).text(tags::PatientID, Vr::LO, "T-1").str();
}

// (0008,0060), whatever is in `middle`, (0010,0020)
std::string around(const std::string &middle, ByteOrder order = {})
{
    return ElementWriter(order).text(tags::Modality, Vr::CS, "OT").str() + middle + id(order);
}

std::string inUnknown(ByteOrder order, std::string_view content)
{
    const ElementWriter little({.explicitVr = false});
    const std::string item = ElementWriter().header(tags::Item, {}, undefined).str() + std::string(content) +
                             ElementWriter().header(tags::ItemDelimitationItem, {}, 0).str();
    return ElementWriter(order).header(privateSequence, "UN", undefined).str() + item +
           ElementWriter().header(tags::SequenceDelimitationItem, {}, 0).str();
}

// Fails, or ends, at an offset before its size.
class FailingSource final : public ByteSource {
public:
    FailingSource(std::string bytes, std::uint64_t size, std::optional<ErrorCode> error)
        : m_bytes(std::move(bytes)), m_size(size), m_error(error)
    {}
    std::uint64_t size() const override { return m_size; }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        MemorySource memory(std::as_bytes(std::span(m_bytes)));
        Result<std::size_t> read = memory.readAt(offset, buffer);
        if (*read == 0 && m_error) {
            Error error;
            error.code = *m_error;
            return error;
        }
        bytesRead += *read;
        return read;
    }
    std::uint64_t bytesRead = 0;

private:
    std::string m_bytes;
    std::uint64_t m_size;
    std::optional<ErrorCode> m_error;
};

QByteArray qt(const std::string &bytes)
{
    return QByteArray::fromStdString(bytes);
}

} // namespace

class TestEncodingScan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsNothingWrongInCleanFiles_data();
    void findsNothingWrongInCleanFiles();
    void twoElementsAreEnoughToKnowTheByteOrder();
    void tellsWhatIsNotDicom_data();
    void tellsWhatIsNotDicom();
    void callsEveryFileWithPrefixDicom_data();
    void callsEveryFileWithPrefixDicom();
    void guessesWhatNothingSays_data();
    void guessesWhatNothingSays();
    void addressesElements();
    void readsNumbers();
    void readsNumbersStoredAsUnknown();
    void keepsShortValuesAndPrefixesOfLongOnes();
    void doesNotReadBulkValues();
    void reportsFailingSources_data();
    void reportsFailingSources();
    void canBeCancelled();
    void refusesToHandDangerousFilesToDcmtk_data();
    void refusesToHandDangerousFilesToDcmtk();
};

void TestEncodingScan::findsNothingWrongInCleanFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("explicitVr");
    QTest::addColumn<bool>("bigEndian");
    QTest::addColumn<bool>("deflated");
    QTest::addColumn<int>("elements"); // of the Data Set, Items included
    const auto row = [](const char *name, const std::string &bytes, Encoding encoding, int elements) {
        QTest::newRow(name) << qt(bytes) << encoding.explicitVr << encoding.bigEndian << encoding.deflated << elements;
    };
    constexpr ByteOrder implicit{.explicitVr = false};
    constexpr ByteOrder big{.bigEndian = true};
    const CleanInstance clean;
    row("explicit little endian", clean.file(), {}, 28);
    row("implicit little endian", withMeta(clean.dataSet(implicit), implicitLittle), {.explicitVr = false}, 28);
    row("explicit big endian", withMeta(clean.dataSet(big), explicitBig), {.bigEndian = true}, 28);
    row("deflated", withMeta(deflated(clean.dataSet()), deflatedLittle), {.deflated = true}, 28);
    std::string padded = deflated(clean.dataSet());
    row("deflated and padded", withMeta(padded + std::string(padded.size() % 2 == 0 ? 0 : 1, '\0'), deflatedLittle),
        {.deflated = true}, 28);
    row("GE's private big endian is implicit little endian", withMeta(clean.dataSet(implicit), "1.2.840.113619.5.2"),
        {.explicitVr = false}, 28);
    row("no Data Set at all", withMeta(""), {}, 0);

    row("sequence of defined length",
        withMeta(around(ElementWriter().sequence(referencedSequence, {reference(), reference()}).str())), {}, 9);
    row("sequence of undefined length",
        withMeta(around(ElementWriter().sequence(referencedSequence, {reference(), ""}, true).str())), {}, 7);
    row("empty sequences",
        withMeta(
            around(ElementWriter().sequence(referencedSequence, {}).sequence(Tag{0x0008, 0x1199}, {}, true).str())),
        {}, 4);
    row("sequences in sequences",
        withMeta(around(ElementWriter()
                            .sequence(referencedSequence,
                                      {ElementWriter().sequence(Tag{0x0008, 0x1199}, {reference()}, true).str()})
                            .str())),
        {}, 8);
    row("implicit sequences",
        withMeta(around(ElementWriter(implicit).sequence(referencedSequence, {reference(implicit)}).str() +
                            ElementWriter(implicit).sequence(Tag{0x0008, 0x1199}, {reference(implicit)}, true).str(),
                        implicit),
                 implicitLittle),
        {.explicitVr = false}, 10);
    row("private implicit sequence",
        withMeta(around(ElementWriter(implicit)
                            .text(Tag{0x0009, 0x0010}, Vr::LO, "MAKER")
                            .sequence(privateSequence, {reference(implicit)}, true)
                            .str(),
                        implicit),
                 implicitLittle),
        {.explicitVr = false}, 7);
    row("big endian sequences",
        withMeta(around(ElementWriter(big).sequence(referencedSequence, {reference(big)}, true).str(), big),
                 explicitBig),
        {.bigEndian = true}, 6);
    row("unknown sequence is implicit inside", withMeta(around(inUnknown({}, reference(implicit)))), {}, 6);
    row("unknown sequence in big endian is little endian inside",
        withMeta(around(inUnknown(big, reference(implicit)), big), explicitBig), {.bigEndian = true}, 6);
    row("unknown sequence with VRs inside", withMeta(around(inUnknown({}, reference()))), {}, 6);
    row("sequences in an unknown sequence",
        withMeta(
            around(inUnknown({}, ElementWriter(implicit).sequence(referencedSequence, {reference(implicit)}).str()))),
        {}, 8);
    row("encapsulated Pixel Data",
        withMeta(around("") +
                     ElementWriter()
                         .encapsulated(tags::PixelData, std::string(8, '\0'), {"\xFF\xD8\xFF\xD9"s, "\xFF\xD8"s})
                         .str(),
                 jpegBaseline),
        {}, 6);
    row("encapsulated icon",
        withMeta(around(
            ElementWriter()
                .sequence(Tag{0x0009, 0x1010}, {ElementWriter().encapsulated(tags::PixelData, "", {"ABCD"}).str()})
                .str())),
        {}, 7);
    row("trailing padding",
        clean.file() + ElementWriter().raw(tags::DataSetTrailingPadding, Vr::OB, std::string(64, '\0')).str(), {}, 29);
    row("right group lengths",
        withMeta(ElementWriter().ul(Tag{0x0008, 0}, {10}).str() +
                 around(ElementWriter().ul(Tag{0x0010, 0}, {12}).str())),
        {}, 4);
}

void TestEncodingScan::findsNothingWrongInCleanFiles()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, elements);
    const Result<ScannedInstance> scanned = scanBytes(bytes.toStdString());
    QVERIFY(scanned.isOk());
    QVERIFY2(scanned->defects.empty(), describeDefects(*scanned).c_str());
    QVERIFY(!scanned->stoppedAt);
    QVERIFY(scanned->kind == FileKind::part10);
    QVERIFY(scanned->hasPreamble && scanned->hasPrefix);
    QVERIFY(scanned->isSafeForDcmtk);
    QTEST(scanned->encoding.explicitVr, "explicitVr");
    QTEST(scanned->encoding.bigEndian, "bigEndian");
    QTEST(scanned->encoding.deflated, "deflated");
    QVERIFY(!scanned->encoding.isGuessed);
    QCOMPARE(static_cast<int>(scanned->elements.size() - scanned->dataSetBegin), elements);
    if (elements > 0)
        QCOMPARE(scanned->text(tags::PatientID), std::string_view("T-1"));
}

// A DICOMDIR may hold no more than an offset and its records; read in the other byte order, the offset is a length that
// may lead to something that looks like an element.
void TestEncodingScan::twoElementsAreEnoughToKnowTheByteOrder()
{
    for (const bool isUndefined : {false, true}) {
        std::vector<std::string> records;
        for (int i = 0; i < 200; ++i) {
            records.push_back(ElementWriter()
                                  .ul({0x0004, 0x1400}, {static_cast<std::uint32_t>(400 + 70 * i)})
                                  .us({0x0004, 0x1410}, {0xFFFF})
                                  .ul({0x0004, 0x1420}, {0})
                                  .text({0x0004, 0x1430}, Vr::CS, "IMAGE")
                                  .text({0x0004, 0x1500}, Vr::CS, "F" + std::to_string(i))
                                  .str());
            const std::string dataSet =
                ElementWriter().ul({0x0004, 0x1200}, {0}).sequence({0x0004, 0x1220}, records, isUndefined).str();
            const std::string file = withMeta(dataSet);
            MemorySource source(std::as_bytes(std::span(file)));
            const Result<ScannedInstance> scanned = scanEncoding(source);
            QVERIFY(scanned);
            QVERIFY2(scanned->defects.empty(), std::to_string(i).c_str());
        }
    }
}

void TestEncodingScan::tellsWhatIsNotDicom_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, std::string bytes) {
        bytes.resize(std::max<std::size_t>(bytes.size(), 600), '\0');
        QTest::newRow(name) << qt(bytes);
    };
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += "The quick brown fox jumps over the lazy dog. ";
    row("text", text);
    row("PNG", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0"s);
    row("ZIP", "PK\3\4\x14\0\0\0\x08\0\0\0!\0"s);
    row("PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n");
    row("a Windows program", "MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0\xB8\0\0\0"s);
    row("a Linux program", "\x7F"s + "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0>\0\1\0\0\0"s);
    row("little endian TIFF", "II*\0\x08\0\0\0\x0C\0\0\1\4\0\1\0\0\0"s);
    row("big endian TIFF", "MM\0*\0\0\0\x08\0\x0C\1\0\0\3\0\0"s);
    row("JPEG", "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1"s);
    row("gzip", "\x1F\x8B\x08\0\0\0\0\0"s);
    row("zeros", std::string(10'000, '\0'));
    row("FF bytes", std::string(10'000, '\xFF'));
    row("words that rise", "\2\0\1\0\0\0\0\1\3\0\1\0\0\0\0\1"s);
    row("JSON", "{\"00080005\": {\"vr\": \"CS\", \"Value\": [\"ISO_IR 100\"]}}");
    row("a text that begins with DICM", "DICM is the prefix of a DICOM file");
    QTest::newRow("one byte") << QByteArray("\x08", 1);
    QTest::newRow("131 bytes") << QByteArray(131, 'D');
}

void TestEncodingScan::tellsWhatIsNotDicom()
{
    QFETCH(const QByteArray, bytes);
    const Result<ScannedInstance> scanned = scanBytes(bytes.toStdString());
    QVERIFY(scanned.isOk());
    QVERIFY2(scanned->kind == FileKind::notDicom, describeDefects(*scanned).c_str());
    QVERIFY(scanned->elements.empty());
    QVERIFY(scanned->defects.empty());
    QVERIFY(!scanned->isSafeForDcmtk);
    QVERIFY(scanBytes("")->kind == FileKind::empty);
}

void TestEncodingScan::callsEveryFileWithPrefixDicom_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("nothing more") << QByteArray();
    QTest::newRow("text") << QByteArray("this is no Data Set at all, it is just a text of some length");
    QTest::newRow("FF bytes") << QByteArray(5000, '\xFF');
    QTest::newRow("a meta header of garbage") << QByteArray("\2\0\0\0UL\4\0\xFF\xFF\xFF\xFF\2\0\xFF\xFFZZ\xFF\xFF", 20);
}

void TestEncodingScan::callsEveryFileWithPrefixDicom()
{
    QFETCH(const QByteArray, rest);
    const Result<ScannedInstance> scanned = scanBytes(part10("", rest.toStdString()));
    QVERIFY(scanned.isOk());
    QVERIFY(scanned->kind == FileKind::part10);
    QVERIFY(!scanned->defects.empty());
}

void TestEncodingScan::guessesWhatNothingSays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("explicitVr");
    QTest::addColumn<bool>("bigEndian");
    QTest::addColumn<bool>("deflated");
    constexpr ByteOrder implicit{.explicitVr = false};
    constexpr ByteOrder big{.bigEndian = true};
    const CleanInstance clean;
    QTest::newRow("bare explicit little endian") << qt(clean.dataSet()) << true << false << false;
    QTest::newRow("bare explicit big endian") << qt(clean.dataSet(big)) << true << true << false;
    QTest::newRow("bare implicit little endian") << qt(clean.dataSet(implicit)) << false << false << false;
    QTest::newRow("implicit behind an empty preamble")
        << qt(std::string(128, '\0') + clean.dataSet(implicit)) << false << false << false;
    const std::string acrNema = ElementWriter(implicit)
                                    .ul(Tag{0x0008, 0}, {12 + 12 + 10})
                                    .ul(Tag{0x0008, 1}, {200})
                                    .text(Tag{0x0008, 0x0010}, Vr::SH, "ACR-NEMA 2.0")
                                    .str();
    QTest::newRow("ACR-NEMA") << qt(acrNema + id(implicit)) << false << false << false;
    QTest::newRow("private Transfer Syntax, explicit")
        << qt(withMeta(clean.dataSet(), "1.2.3.4.5")) << true << false << false;
    QTest::newRow("private Transfer Syntax, implicit")
        << qt(withMeta(clean.dataSet(implicit), "1.2.3.4.5")) << false << false << false;
    QTest::newRow("private Transfer Syntax, deflated")
        << qt(withMeta(deflated(clean.dataSet()), "1.2.3.4.5")) << true << false << true;
}

void TestEncodingScan::guessesWhatNothingSays()
{
    QFETCH(const QByteArray, bytes);
    const Result<ScannedInstance> scanned = scanBytes(bytes.toStdString());
    QVERIFY(scanned.isOk());
    QVERIFY(scanned->kind != FileKind::notDicom);
    QVERIFY(scanned->encoding.isGuessed);
    QTEST(scanned->encoding.explicitVr, "explicitVr");
    QTEST(scanned->encoding.bigEndian, "bigEndian");
    QTEST(scanned->encoding.deflated, "deflated");
    QCOMPARE(scanned->text(tags::PatientID), std::string_view("T-1"));
    QVERIFY(!scanned->stoppedAt);
    QVERIFY(scanned->isSafeForDcmtk);
}

void TestEncodingScan::addressesElements()
{
    const std::string first = ElementWriter().text(Tag{0x0008, 0x1155}, Vr::UI, "1.1").str();
    const std::string second = ElementWriter().text(Tag{0x0008, 0x1155}, Vr::UI, "2.2").str();
    const std::string twice = ElementWriter().text(tags::PatientID, Vr::LO, "again").str();
    const Result<ScannedInstance> scanned =
        scanBytes(withMeta(around(ElementWriter().sequence(referencedSequence, {first, second}, true).str()) + twice));
    QVERIFY(scanned.isOk());
    QCOMPARE(scanned->text(tags::PatientID), std::string_view("T-1"));
    QCOMPARE(scanned->text(tags::TransferSyntaxUID), explicitLittle);
    QVERIFY(scanned->find(Tag{0x0008, 0x1155}) == nullptr);
    const Element *sequence = scanned->find(referencedSequence);
    QVERIFY(sequence != nullptr);
    const Element &secondItem = scanned->elements[scanned->elements[scanned->indexOf(*sequence) + 1].end];
    QVERIFY(secondItem.tag == tags::Item);
    QCOMPARE(scanned->pathOf(secondItem).toString(), std::string("(0008,1140)[2].(FFFE,E000)"));
    const Element *uid = scanned->findIn(secondItem, Tag{0x0008, 0x1155});
    QVERIFY(uid != nullptr);
    QCOMPARE(scanned->value(*uid), std::string_view("2.2\0", 4));
    QCOMPARE(scanned->pathOf(*uid).toString(), std::string("(0008,1140)[2].(0008,1155)"));
    QVERIFY(scanned->findIn(secondItem, tags::PatientID) == nullptr);
    QCOMPARE(uid->depth, std::uint8_t{2});
    QCOMPARE(sequence->end, scanned->indexOf(*scanned->find(tags::PatientID)));
}

void TestEncodingScan::readsNumbersStoredAsUnknown()
{
    const std::string bytes = withMeta(ElementWriter().raw(tags::Rows, Vr::UN, std::string_view("\x40\0", 2)).str());
    const Result<ScannedInstance> scanned = scanBytes(bytes);
    QVERIFY(scanned.isOk());
    QVERIFY(scanned->integer(tags::Rows) == 64);
}

void TestEncodingScan::readsNumbers()
{
    for (const bool big : {false, true}) {
        const std::string bytes = withMeta(ElementWriter({.bigEndian = big})
                                               .text(tags::Modality, Vr::CS, "CT")
                                               .text(tags::InstanceNumber, Vr::IS, " +12")
                                               .text(Tag{0x0020, 0x0030}, Vr::DS, "3.0\\4")
                                               .text(Tag{0x0020, 0x0032}, Vr::DS, "1.5")
                                               .us(tags::Rows, {512, 3})
                                               .us(tags::Columns, {})
                                               .str(),
                                           big ? explicitBig : explicitLittle);
        const Result<ScannedInstance> scanned = scanBytes(bytes);
        QVERIFY(scanned.isOk());
        QVERIFY(scanned->integer(tags::InstanceNumber) == 12);
        QVERIFY(scanned->integer(Tag(0x0020, 0x0030)) == 3);
        QVERIFY(!scanned->integer(Tag(0x0020, 0x0032)));
        QVERIFY(scanned->integer(tags::Rows) == 512);
        QVERIFY(!scanned->integer(tags::Columns));
        QVERIFY(!scanned->integer(tags::Modality));
        QVERIFY(!scanned->integer(tags::BitsStored));
        QVERIFY(scanned->integer(tags::FileMetaInformationGroupLength) == fileMeta().size() - 12);
    }
}

void TestEncodingScan::keepsShortValuesAndPrefixesOfLongOnes()
{
    std::string longText(100'000, 'x');
    const std::string bytes =
        withMeta(around("") + ElementWriter()
                                  .text(Tag{0x0020, 0x4000}, Vr::LT, std::string(60'000, 'y'))
                                  .text(Tag{0x0040, 0xA160}, Vr::UT, longText)
                                  .encapsulated(tags::PixelData, "\0\0\0\0\1\0\0\0"s, {std::string(5000, 'f')})
                                  .str(),
                 jpegBaseline);
    const Result<ScannedInstance> scanned = scanBytes(bytes);
    QVERIFY(scanned.isOk());
    QVERIFY2(scanned->defects.empty(), describeDefects(*scanned).c_str());
    QCOMPARE(scanned->value(*scanned->find(Tag(0x0020, 0x4000))), std::string_view(std::string(60'000, 'y')));
    const Element &text = *scanned->find(Tag(0x0040, 0xA160));
    QVERIFY(text.has(Element::prefixKept) && !text.has(Element::valueKept));
    QVERIFY(scanned->value(text).empty());
    QCOMPARE(scanned->prefix(text), std::string_view(longText).substr(0, 256));
    const std::uint32_t pixelData = scanned->indexOf(*scanned->find(tags::PixelData));
    QVERIFY(scanned->elements[pixelData + 1].has(Element::fragment));
    QCOMPARE(scanned->value(pixelData + 1), std::string_view("\0\0\0\0\1\0\0\0", 8));
    QCOMPARE(scanned->prefix(scanned->elements[pixelData + 2]), std::string_view(std::string(256, 'f')));
}

void TestEncodingScan::doesNotReadBulkValues()
{
    CleanInstance image;
    image.pixels = std::string(526'000, '\x20');
    const std::string bytes = image.file();
    FailingSource source(bytes, bytes.size(), std::nullopt);
    const Result<ScannedInstance> scanned = scanEncoding(source);
    QVERIFY(scanned.isOk());
    QVERIFY2(scanned->defects.empty(), describeDefects(*scanned).c_str());
    QVERIFY2(source.bytesRead <= 16 * 1024, std::to_string(source.bytesRead).c_str());
}

void TestEncodingScan::reportsFailingSources_data()
{
    QTest::addColumn<qulonglong>("end");
    QTest::addColumn<int>("failure");
    QTest::addColumn<int>("expected");
    const int none = -1;
    for (const qulonglong end : {0ULL, 100ULL, 500ULL, 20'000ULL}) {
        QTest::addRow("gets shorter at %llu", end) << end << none << static_cast<int>(ErrorCode::changedWhileReading);
        QTest::addRow("read error at %llu", end)
            << end << static_cast<int>(ErrorCode::io) << static_cast<int>(ErrorCode::io);
    }
}

void TestEncodingScan::reportsFailingSources()
{
    QFETCH(const qulonglong, end);
    QFETCH(const int, failure);
    QFETCH(const int, expected);
    const std::string bytes =
        withMeta(around("") + ElementWriter().text(Tag{0x0020, 0x4000}, Vr::LT, std::string(60'000, 'y')).str());
    FailingSource source(bytes.substr(0, end), bytes.size(),
                         failure < 0 ? std::nullopt : std::optional(static_cast<ErrorCode>(failure)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    QVERIFY(!scanned.isOk());
    QCOMPARE(static_cast<int>(scanned.error().code), expected);
}

void TestEncodingScan::canBeCancelled()
{
    std::stop_source stop;
    stop.request_stop();
    const std::string bytes = CleanInstance{}.file();
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source, {}, stop.get_token());
    QVERIFY(!scanned.isOk());
    QVERIFY(scanned.error().code == ErrorCode::cancelled);
}

void TestEncodingScan::refusesToHandDangerousFilesToDcmtk_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isSafe");
    const auto row = [](const char *name, const std::string &bytes, bool isSafe) {
        QTest::newRow(name) << qt(bytes) << isSafe;
    };
    std::string nested;
    for (int level = 0; level < 80; ++level)
        nested = ElementWriter().header(referencedSequence, "SQ", undefined).header(tags::Item, {}, undefined).str() +
                 nested;
    row("nested past the limit", withMeta(around(nested)), false);
    row("Pixel Data cut short",
        withMeta(around("") + ElementWriter().header(tags::PixelData, "OB", 1000).bytes("1234").str()), true);
    row("Pixel Data with a length of 4 GiB",
        withMeta(around("") + ElementWriter().header(tags::PixelData, "OB", 0xFFFFFFFEU).bytes("1234").str()), false);
    const std::string derailed = ElementWriter().header(referencedSequence, "SQ", 8).bytes("no item!").str();
    row("derailed, with few items", withMeta(around(derailed)), true);
    std::string deep;
    for (int level = 0; level < 400; ++level)
        deep += ElementWriter().header(referencedSequence, "SQ", undefined).header(tags::Item, {}, undefined).str();
    row("derailed, with a deep nest in what was not read", withMeta(around(derailed + deep)), false);
    row("a deep nest inside a value", withMeta(around(ElementWriter().raw(Tag{0x0008, 0x0119}, Vr::UC, deep).str())),
        true);
    row("elements out of order", withMeta(id() + around("")), true);
}

void TestEncodingScan::refusesToHandDangerousFilesToDcmtk()
{
    QFETCH(const QByteArray, bytes);
    const Result<ScannedInstance> scanned = scanBytes(bytes.toStdString());
    QVERIFY(scanned.isOk());
    QTEST(scanned->isSafeForDcmtk, "isSafe");
}

QTEST_APPLESS_MAIN(TestEncodingScan)
#include "tst_encoding_scan.moc"
