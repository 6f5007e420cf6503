// The pixel data family: each defect is one finding, and clean images have none, whatever their shape and encoding.
#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include "core/checks/catalogue.h"
#include "core/checks/finding_collector.h"
#include "core/checks/instance_checker.h"
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

// What all families say, so that no defect is named by two of them.
FamilyResult allFindings(std::string_view bytes)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source);
    if (!scan)
        std::abort();
    FamilyResult result;
    const InstanceVerdict verdict = checkInstance({*scan, &source, Decoding::off});
    result.findings = verdict.findings;
    result.ids = findingIdsOfParts(verdict);
    return result;
}

PixelDefects allDefects()
{
    PixelDefects rows;
    attributeRows(rows);
    nativeRows(rows);
    nestedRows(rows);
    fragmentRows(rows);
    codestreamRows(rows);
    return rows;
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
    void aDefectInEveryFrameIsCounted();
    void theOffsetIsThatOfTheCodestream();
    void aHeaderBehindLongSegmentsIsReadFromTheSource();
    void withoutASourceTheKeptBytesDecide();
    void videoIsRecognisedAndNotRead();
    void severalFramesInOneCodestreamAreNotDecoded();
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
    const FamilyResult result = allFindings(bytes);
    QCOMPARE(result.ids.join(QStringLiteral("; ")), expected);
    for (const Finding &finding : result.findings)
        QCOMPARE(finding.count, 1U);
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
    CleanImages rows;
    cleanAttributeRows(rows);
    cleanStreamRows(rows);
    for (const CleanImage &row : rows.all())
        QTest::newRow(row.name.c_str()) << row.bytes;
    const auto row = [](const char *name, const DraftFile &file) { QTest::newRow(name) << file.file(); };
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
    QCOMPARE(allFindings(bytes).ids.join(QStringLiteral("; ")), QString{});
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
    const std::pair<const char *, std::string> streams[] = {{"4.100", mpeg2(4, 4)},
                                                            {"4.102", std::string{"\0\0\1\x67rest", 8}},
                                                            {"4.107", std::string{"\0\0\1\x40\1rest", 9} + "t"}};
    for (const auto &[uid, stream] : streams) {
        ImageOptions video = colour(syntax(uid), "YBR_PARTIAL_420");
        video.frames = "250";
        const FamilyResult result = pixelFindings(compressedImage(video, {stream}).file());
        QCOMPARE(result.ids, QStringList{});
        QVERIFY(result.notChecked.contains(QStringLiteral("pixel-data.codestream")));
        QVERIFY(result.notChecked.contains(QStringLiteral("pixel-data.decoding")));
    }
}

void TestPixelDataChecks::severalFramesInOneCodestreamAreNotDecoded()
{
    const FamilyResult result = pixelFindings(
        compressedImage(framed(grey(syntax("4.92")), "20"), {jpeg2000({.components = 20, .rsiz = 0x8000})}).file());
    QCOMPARE(result.ids, QStringList{});
    QVERIFY(result.notChecked.contains(QStringLiteral("pixel-data.decoding")));
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
