// The pixel data family: each defect is one finding, and clean images have none, whatever their shape and encoding.
#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include "core/checks/catalogue.h"
#include "core/checks/finding_collector.h"
#include "core/checks/pixel_data_checks.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/pixel_defect_rows.h"
#include "tests/core/checks/pixel_draft.h"

#include <cstdlib>
#include <span>

using namespace mi;
using namespace mi::test;

namespace {

struct FamilyResult {
    QStringList ids; // "pixel.native.too-short (7FE0,0010)"
    QStringList notChecked;
    std::vector<Finding> findings;
};

enum class Source { given, absent };

FamilyResult pixelFindings(std::string_view bytes, Source use = Source::given)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source);
    if (!scan)
        std::abort();
    FindingCollector collector;
    // There is no image behind the headers; tst_frame_decoding has real ones.
    checkPixelData({*scan, use == Source::given ? &source : nullptr, Decoding::off}, collector);
    FamilyResult result;
    result.findings = collector.takeFindings();
    for (const Finding &finding : result.findings)
        result.ids += QString::fromStdString(std::string(finding.id()) + ' ' + finding.attribute.toString());
    for (const NotChecked &entry : collector.notChecked())
        result.notChecked += QString::fromStdString(std::string(entry.what));
    return result;
}

PixelDefects allDefects()
{
    PixelDefects rows;
    attributeRows(rows);
    nativeRows(rows);
    bulkRows(rows);
    fragmentRows(rows);
    codestreamRows(rows);
    return rows;
}

// A Data Set in any byte order and VR kind; three frames.
std::string encodedImage(std::string_view transferSyntax, ByteOrder order, const ImageOptions &image, std::size_t bytes)
{
    ElementWriter out(order);
    out.text(tags::SOPClassUID, Vr::UI, secondaryCaptureStorage)
        .text(tags::SOPInstanceUID, Vr::UI, "1.2.3")
        .us(tags::SamplesPerPixel, {image.samples})
        .text(tags::PhotometricInterpretation, Vr::CS, image.photometric);
    if (image.samples > 1)
        out.us(tags::PlanarConfiguration, {static_cast<std::uint16_t>(image.planar)});
    out.text(tags::NumberOfFrames, Vr::IS, "3")
        .us(tags::Rows, {image.rows})
        .us(tags::Columns, {image.columns})
        .us(tags::BitsAllocated, {image.bitsAllocated})
        .us(tags::BitsStored, {image.bitsStored})
        .us(tags::HighBit, {static_cast<std::uint16_t>(image.bitsStored - 1)})
        .us(tags::PixelRepresentation, {0})
        .raw(tags::PixelData, image.bitsAllocated > 8 ? Vr::OW : Vr::OB, std::string(bytes, '\1'));
    return part10(fileMeta({.transferSyntax = std::string(transferSyntax)}), out.str());
}

} // namespace

class TestPixelDataChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void everyRuleHasADefect();
    void cleanImagesHaveNoFinding_data();
    void cleanImagesHaveNoFinding();
    void everyNativeShapeIsCleanAndTwoBytesLessIsNot_data();
    void everyNativeShapeIsCleanAndTwoBytesLessIsNot();
    void aDefectInEveryFrameIsCounted();
    void theOffsetIsThatOfTheCodestream();
    void aHeaderBehindLongSegmentsIsReadFromTheSource();
    void withoutASourceTheKeptBytesDecide();
    void videoIsRecognisedAndNotRead();
    void severalFramesInOneCodestreamAreNotRead();
    void whatFollowsFromATruncationIsMuted();
    void anUnreadableNumberOfFramesIsLeftToTheValueChecks();
    void objectsWithoutImagesHaveNoFinding();
    void aMillionTinyFragmentsTakeNoTime();
    void anySingleByteChangeIsSurvived_data();
    void anySingleByteChangeIsSurvived();
};

void TestPixelDataChecks::oneDefectIsOneFinding_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("expected");
    const PixelDefects defects = allDefects();
    for (const PixelDefect &row : defects.all())
        QTest::newRow(row.name.c_str()) << row.bytes << QString::fromStdString(row.finding);
}

void TestPixelDataChecks::oneDefectIsOneFinding()
{
    QFETCH(std::string, bytes);
    QFETCH(QString, expected);
    const FamilyResult result = pixelFindings(bytes);
    QCOMPARE(result.ids, QStringList{expected});
    QCOMPARE(result.findings.front().count, 1U);
}

void TestPixelDataChecks::everyRuleHasADefect()
{
    QSet<QString> covered;
    const PixelDefects defects = allDefects();
    for (const PixelDefect &row : defects.all())
        covered.insert(QString::fromStdString(row.finding.substr(0, row.finding.find(' '))));
    QStringList uncovered;
    for (const CheckRule &rule : pixelDataRules()) {
        const QString id = QString::fromStdString(std::string(rule.id));
        QVERIFY2(findCheckRule(rule.id) != nullptr, rule.id.data());
        QVERIFY2(!rule.source.empty(), rule.id.data());
        if (!covered.contains(id) && !id.startsWith(QLatin1String("pixel.frame."))) // tst_frame_decoding has those
            uncovered += id;
    }
    QCOMPARE(uncovered, QStringList{});
}

void TestPixelDataChecks::cleanImagesHaveNoFinding_data()
{
    QTest::addColumn<std::string>("bytes");
    const auto row = [](const char *name, const DraftFile &file) { QTest::newRow(name) << file.file(); };
    const auto one = [](std::string_view uid, const std::string &frame, std::uint16_t allocated = 8,
                        std::uint16_t stored = 8) {
        return compressedImage(grey(syntax(uid), allocated, stored), {frame});
    };
    const std::vector<unsigned> three{1, 2, 3};
    const auto coloured = [](std::string_view uid, std::string photometric, const std::string &frame) {
        return compressedImage(colour(syntax(uid), std::move(photometric)), {frame});
    };
    row("greyscale", nativeImage({}, 16));
    row("an odd length with its padding byte", nativeImage({.rows = 3, .columns = 3}, 10));
    row("a palette of 16 bits", paletteImage(256, 16, 512));
    row("a palette of 8 bits", paletteImage(256, 8, 256));
    row("a palette of 65,536 entries", paletteImage(0, 16, 131072));
    row("4:2:2 that is not compressed", nativeImage({.samples = 3, .photometric = "YBR_FULL_422"}, 32));
    row("baseline JPEG", one("4.50", jpeg()));
    row("extended JPEG of 12 bits", one("4.51", jpeg({.frameMarker = 0xC1, .precision = 12}), 16, 12));
    row("extended JPEG of 12 bits for 10", one("4.51", jpeg({.frameMarker = 0xC1, .precision = 12}), 16, 10));
    row("a baseline frame in extended JPEG", one("4.51", jpeg()));
    row("lossless JPEG with predictor 7",
        one("4.57", jpeg({.frameMarker = 0xC3, .precision = 16, .selection = 7}), 16, 16));
    row("lossless JPEG with predictor 1",
        one("4.70", jpeg({.frameMarker = 0xC3, .precision = 12, .selection = 1}), 16, 12));
    row("lossless JPEG-LS", one("4.80", jpeg({.frameMarker = 0xF7, .precision = 12}), 16, 12));
    row("near-lossless JPEG-LS", one("4.81", jpeg({.frameMarker = 0xF7, .selection = 2})));
    row("lossless JPEG-LS as near-lossless", one("4.81", jpeg({.frameMarker = 0xF7})));
    row("reversible JPEG 2000", one("4.90", jpeg2000({.bits = 12}), 16, 12));
    row("irreversible JPEG 2000", one("4.91", jpeg2000({.reversible = false})));
    row("high throughput", one("4.201", jpeg2000({.highThroughput = true})));
    row("high throughput in RPCL order", one("4.202", jpeg2000({.highThroughput = true, .progression = 2})));
    row("irreversible high throughput", one("4.203", jpeg2000({.reversible = false, .highThroughput = true})));
    row("RLE of 8 bits", one("5", rleFrame(1, {64}, 80)));
    row("RLE of 16 bits", one("5", rleFrame(2, {64, 70}, 80), 16, 12));
    row("RLE in colour", coloured("5", "RGB", rleFrame(3, {64, 70, 76}, 80)));
    row("uncompressed fragments", one("1.98", std::string(16, '\1')));
    row("JPEG in YBR_FULL_422",
        coloured("4.50", "YBR_FULL_422", jpeg({.ids = three, .firstSampling = 0x21, .jfif = true})));
    row("JPEG in YBR_FULL", coloured("4.50", "YBR_FULL", jpeg({.ids = three, .adobeTransform = 1})));
    row("JPEG in RGB", coloured("4.50", "RGB", jpeg({.ids = three, .adobeTransform = 0})));
    row("JPEG in RGB by its component names", coloured("4.50", "RGB", jpeg({.ids = {'R', 'G', 'B'}})));
    row("YBR_RCT", coloured("4.90", "YBR_RCT", jpeg2000({.components = 3, .transform = true})));
    row("YBR_ICT", coloured("4.91", "YBR_ICT", jpeg2000({.components = 3, .transform = true, .reversible = false})));
    row("RGB in JPEG 2000", coloured("4.90", "RGB", jpeg2000({.components = 3})));
    row("lossy, and admitted", one("4.50", jpeg()).set({0x0028, 0x2110}, Vr::CS, "01"));
    row("lossless now, lossy once", one("4.90", jpeg2000()).set({0x0028, 0x2110}, Vr::CS, "01"));
    row("zeros behind the end of a codestream", one("4.50", jpeg() + std::string(1000, '\0')));

    const std::string frame = jpeg();
    const auto next = frame.size() + 8;
    const ImageOptions two = framed(grey(syntax("4.50")), "2");
    row("two frames without a table", compressedImage(two, {frame, frame}));
    row("two frames with a table", compressedImage(two, {frame, frame}, offsets({0, next})));
    row("two frames in three fragments with a table",
        compressedImage(two, {frame.substr(0, 30), frame.substr(30), frame}, offsets({0, next + 8})));
    row("two frames in three fragments without a table",
        compressedImage(two, {frame.substr(0, 30), frame.substr(30), frame}));
    row("a header over three fragments",
        compressedImage(grey(syntax("4.50")), {frame.substr(0, 6), frame.substr(6, 8), frame.substr(14)}));
    DraftFile extended = compressedImage(two, {frame, frame});
    extended.setRaw(tags::ExtendedOffsetTable, Vr::OV, offsets({0, next}, 8));
    extended.setRaw({0x7FE0, 0x0002}, Vr::OV, offsets({frame.size() - 1, frame.size()}, 8));
    row("an extended table, one length odd", extended);

    ImageOptions floating{.bitsAllocated = 32, .bitsStored = 32};
    const auto floatImage = [&] {
        return describedImage(floating)
            .remove(tags::BitsStored)
            .remove(tags::HighBit)
            .remove(tags::PixelRepresentation);
    };
    row("float pixel data", floatImage().setRaw(tags::FloatPixelData, Vr::OF, std::string(64, '\0')));
    floating.bitsAllocated = 64;
    row("double pixel data", floatImage().setRaw(tags::DoubleFloatPixelData, Vr::OD, std::string(128, '\0')));
}

void TestPixelDataChecks::cleanImagesHaveNoFinding()
{
    QFETCH(std::string, bytes);
    QCOMPARE(pixelFindings(bytes).ids, QStringList{});
}

void TestPixelDataChecks::everyNativeShapeIsCleanAndTwoBytesLessIsNot_data()
{
    QTest::addColumn<QString>("transferSyntax");
    QTest::addColumn<bool>("explicitVr");
    QTest::addColumn<bool>("bigEndian");
    QTest::newRow("implicit little endian") << QString::fromLatin1(implicitLittle.data()) << false << false;
    QTest::newRow("explicit little endian") << QString::fromLatin1(explicitLittle.data()) << true << false;
    QTest::newRow("explicit big endian") << QString::fromLatin1(explicitBig.data()) << true << true;
}

void TestPixelDataChecks::everyNativeShapeIsCleanAndTwoBytesLessIsNot()
{
    QFETCH(QString, transferSyntax);
    QFETCH(bool, explicitVr);
    QFETCH(bool, bigEndian);
    int shapes = 0;
    for (const auto bits : std::initializer_list<std::uint16_t>{1, 8, 16, 32, 64}) {
        for (const auto samples : std::initializer_list<std::uint16_t>{1, 3}) {
            for (const int planar : {0, 1}) {
                for (const auto columns : std::initializer_list<std::uint16_t>{3, 4, 7}) {
                    const ImageOptions image{.rows = 5,
                                             .columns = columns,
                                             .samples = samples,
                                             .bitsAllocated = bits,
                                             .bitsStored = bits,
                                             .photometric = samples == 3 ? "RGB" : "MONOCHROME2",
                                             .planar = planar};
                    // Counted bit by bit, not by the code under test.
                    std::size_t count = 0;
                    for (int frame = 0; frame < 3; ++frame)
                        count += std::size_t{5} * columns * samples * bits;
                    std::size_t bytes = (count + 7) / 8;
                    bytes += bytes % 2;
                    const auto check = [&](std::size_t length) {
                        return pixelFindings(
                                   encodedImage(transferSyntax.toStdString(), {explicitVr, bigEndian}, image, length))
                            .ids;
                    };
                    QCOMPARE(check(bytes), QStringList{});
                    QCOMPARE(check(bytes - 2), QStringList{QStringLiteral("pixel.native.too-short (7FE0,0010)")});
                    QCOMPARE(check(bytes + 2), QStringList{QStringLiteral("pixel.native.too-long (7FE0,0010)")});
                    ++shapes;
                }
            }
        }
    }
    QCOMPARE(shapes, 60);
}

void TestPixelDataChecks::aDefectInEveryFrameIsCounted()
{
    const std::string frame = jpeg({.rows = 8});
    const FamilyResult result =
        pixelFindings(compressedImage(framed(grey(syntax("4.50")), "3"), {frame, frame, frame}).file());
    QCOMPARE(result.ids, QStringList{QStringLiteral("pixel.codestream.size (0028,0010)")});
    QCOMPARE(result.findings.front().count, 3U);
    QCOMPARE(result.findings.front().observed, std::string("8 x 4 in frame 1"));
    QCOMPARE(result.findings.front().expected, std::string("4 x 4"));
}

void TestPixelDataChecks::theOffsetIsThatOfTheCodestream()
{
    const std::string bytes =
        compressedImage(framed(grey(syntax("4.50")), "2"), {jpeg(), jpeg({.precision = 9})}).file();
    const FamilyResult result = pixelFindings(bytes);
    QCOMPARE(result.findings.size(), std::size_t{1});
    QCOMPARE(result.findings.front().offset.value_or(0), std::uint64_t{bytes.rfind("\xFF\xD8\xFF")});
}

void TestPixelDataChecks::aHeaderBehindLongSegmentsIsReadFromTheSource()
{
    const std::string frame = jpeg({.rows = 6, .commentBytes = 300'000});
    QCOMPARE(pixelFindings(compressedImage(grey(syntax("4.50")), {frame}).file()).ids,
             QStringList{QStringLiteral("pixel.codestream.size (0028,0010)")});
}

void TestPixelDataChecks::withoutASourceTheKeptBytesDecide()
{
    const std::string longFrame = jpeg({.rows = 6, .commentBytes = 300'000});
    const FamilyResult unknown =
        pixelFindings(compressedImage(grey(syntax("4.50")), {longFrame}).file(), Source::absent);
    QCOMPARE(unknown.ids, QStringList{});
    QVERIFY(unknown.notChecked.contains(QStringLiteral("pixel-data.codestream")));

    const std::string shortFrame = jpeg({.rows = 6});
    const FamilyResult known =
        pixelFindings(compressedImage(grey(syntax("4.50")), {shortFrame}).file(), Source::absent);
    QCOMPARE(known.ids, QStringList{QStringLiteral("pixel.codestream.size (0028,0010)")});
}

void TestPixelDataChecks::videoIsRecognisedAndNotRead()
{
    for (const char *uid : {"4.100", "4.102", "4.107"}) {
        ImageOptions video = colour(syntax(uid), "YBR_PARTIAL_420");
        video.frames = "250";
        const FamilyResult result =
            pixelFindings(compressedImage(video, {std::string{"\0\0\1\xB3rest", 8}, std::string(10, '\1')}).file());
        QCOMPARE(result.ids, QStringList{});
        QVERIFY(result.notChecked.contains(QStringLiteral("pixel-data.codestream")));
    }
}

void TestPixelDataChecks::severalFramesInOneCodestreamAreNotRead()
{
    const FamilyResult result =
        pixelFindings(compressedImage(framed(grey(syntax("4.92")), "20"), {jpeg2000({.components = 20})}).file());
    QCOMPARE(result.ids, QStringList{});
    QVERIFY(result.notChecked.contains(QStringLiteral("pixel-data.codestream")));
}

void TestPixelDataChecks::whatFollowsFromATruncationIsMuted()
{
    const std::string native = nativeImage({}, 16).file();
    const std::string compressed = compressedImage(grey(syntax("4.50")), {jpeg()}).file();
    for (const std::string &whole : {native, compressed}) {
        for (std::size_t cut = 1; cut < 16; ++cut) {
            const FamilyResult result = pixelFindings(std::string_view(whole).substr(0, whole.size() - cut));
            QCOMPARE(result.ids, QStringList{});
        }
    }
}

void TestPixelDataChecks::anUnreadableNumberOfFramesIsLeftToTheValueChecks()
{
    const FamilyResult result = pixelFindings(nativeImage({.frames = "1A"}, 16).file());
    QCOMPARE(result.ids, QStringList{});
    QVERIFY(result.notChecked.contains(QStringLiteral("pixel-data.length")));
}

void TestPixelDataChecks::objectsWithoutImagesHaveNoFinding()
{
    // Spectroscopy has Rows and Columns without an image.
    DraftFile draft = describedImage({});
    draft.set(tags::SOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.4.2");
    draft.remove(tags::BitsAllocated).remove(tags::PhotometricInterpretation);
    QCOMPARE(pixelFindings(draft.file()).ids, QStringList{});
    DraftFile referenced = describedImage(grey(syntax("4.94")));
    referenced.set(tags::PixelDataProviderURL, Vr::UR, "https://example.org/frames");
    QCOMPARE(pixelFindings(referenced.file()).ids, QStringList{});
}

void TestPixelDataChecks::aMillionTinyFragmentsTakeNoTime()
{
    // Fill bytes make every marker a read of its own, and every byte is in a fragment of its own.
    std::vector<std::string> fragments(900'000);
    const std::string start = "\xFF\xD8\xFF\xE0" + std::string{"\0\2", 2};
    for (std::size_t index = 0; index < fragments.size(); index += 3)
        fragments[index] = index / 3 < start.size() ? start.substr(index / 3, 1) : "\xFF";
    const std::string bytes = compressedImage(grey(syntax("4.50")), fragments).file();
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source);
    QVERIFY(scan && !scan->stoppedAt);
    QElapsedTimer timer;
    timer.start();
    FindingCollector collector;
    checkPixelData({*scan, &source, Decoding::off}, collector);
    QVERIFY(collector.has("pixel.fragments.empty"));
    QCOMPARE(collector.findings().front().count, 600'000U);
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
}

void TestPixelDataChecks::anySingleByteChangeIsSurvived_data()
{
    QTest::addColumn<std::string>("bytes");
    const std::string frame = jpeg({.ids = {1, 2, 3}, .jfif = true, .adobeTransform = 1});
    const auto next = frame.size() + 8;
    ImageOptions two = colour(syntax("4.50"), "YBR_FULL");
    two.frames = "2";
    QTest::newRow("two frames of JPEG with a table") << compressedImage(two, {frame, frame}, offsets({0, next})).file();
    DraftFile extended = compressedImage(two, {frame, frame});
    extended.setRaw(tags::ExtendedOffsetTable, Vr::OV, offsets({0, next}, 8));
    extended.setRaw({0x7FE0, 0x0002}, Vr::OV, offsets({frame.size(), frame.size()}, 8));
    QTest::newRow("two frames of JPEG with an extended table") << extended.file();
    QTest::newRow("JPEG 2000 in three fragments")
        << compressedImage(grey(syntax("4.90")), {jpeg2000().substr(0, 30), jpeg2000().substr(30, 40), "rest"}).file();
    QTest::newRow("RLE") << compressedImage(grey(syntax("5")), {rleFrame(1, {64}, 80)}).file();
    QTest::newRow("a palette") << paletteImage(16, 8, 16).file();
}

void TestPixelDataChecks::anySingleByteChangeIsSurvived()
{
    QFETCH(std::string, bytes);
    std::size_t withFindings = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const unsigned value : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(static_cast<unsigned char>(value));
            const FamilyResult result = pixelFindings(changed);
            withFindings += result.findings.empty() ? 0U : 1U;
            for (const Finding &finding : result.findings)
                QVERIFY(finding.rule != nullptr);
        }
    }
    QVERIFY(withFindings > 20);
}

QTEST_GUILESS_MAIN(TestPixelDataChecks)
#include "tst_pixel_data_checks.moc"
