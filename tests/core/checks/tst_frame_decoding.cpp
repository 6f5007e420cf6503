// Frames are really decoded: Debian's pydicom data as it is, damaged in one place, and changed at random.
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include "core/checks/finding_collector.h"
#include "core/checks/instance_checker.h"
#include "core/checks/pixel_data_checks.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/pixel_draft.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <random>
#include <span>
#include <stop_token>
#include <string>
#include <thread>

using namespace mi;
using namespace mi::test;

namespace {

struct Judged {
    QStringList ids; // of the findings about frames and codestreams
    QStringList observed;
    QStringList notDecoded; // reasons
    std::uint32_t count = 0;
};

Judged judge(const std::string &bytes, Decoding decoding = Decoding::everyFrame, const std::stop_token &stop = {})
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scan = scanEncoding(source);
    if (!scan)
        std::abort();
    FindingCollector collector;
    checkPixelData({*scan, &source, decoding, stop}, collector);
    Judged judged;
    for (const Finding &finding : collector.findings()) {
        if (finding.severity != Severity::error)
            continue;
        judged.ids += QString::fromStdString(std::string(finding.id()) + ' ' + finding.attribute.toString());
        judged.observed += QString::fromStdString(finding.observed);
        judged.count = finding.count;
    }
    for (const NotChecked &entry : collector.notChecked()) {
        if (entry.what == "pixel-data.decoding")
            judged.notDecoded += QString::fromStdString(entry.reason);
    }
    return judged;
}

std::string sample(std::string_view name)
{
    return readFile("/usr/lib/python3/dist-packages/pydicom/data/test_files/" + std::string(name));
}

// From its start marker to its end marker, of the only frame.
std::string codestreamOf(const std::string &file)
{
    const std::size_t begin = std::min(file.rfind("\xFF\xD8\xFF"), file.rfind("\xFF\x4F\xFF\x51"));
    return file.substr(begin, file.rfind("\xFF\xD9") + 2 - begin);
}

// With `bytes` over what stands in the middle of the coded data, which begins behind the last `marker`.
std::string damaged(std::string file, std::string_view marker, std::string_view bytes)
{
    const std::size_t begin = file.rfind(marker);
    const std::size_t end = file.rfind("\xFF\xD9");
    return file.replace((begin + end) / 2, bytes.size(), bytes);
}

std::string replaced(std::string file, std::size_t at, std::string_view bytes)
{
    return file.replace(at, bytes.size(), bytes);
}

void doubleBig32(std::string &bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t index = 0; index < 4; ++index)
        value = value << 8U | static_cast<unsigned char>(bytes[at + index]);
    std::string twice;
    putBig32(twice, 2 * value);
    bytes.replace(at, 4, twice);
}

// Twice as large on its reference grid, with a sample at every second point only: as many samples as before.
std::string sparseJpeg2000()
{
    std::string stream = codestreamOf(sample("MR_small_jp2klossless.dcm"));
    for (const std::size_t at : {8U, 12U, 24U, 28U}) // Xsiz, Ysiz, XTsiz, YTsiz
        doubleBig32(stream, at);
    stream[43] = 2; // XRsiz, YRsiz
    stream[44] = 2;
    ImageOptions image = grey(syntax("4.90"), 16, 16);
    image.rows = 128;
    image.columns = 128;
    image.pixelRepresentation = 1;
    return compressedImage(image, {stream + std::string(stream.size() % 2, '\0')}).file();
}

std::string framesOf(const std::vector<std::string> &codestreams)
{
    ImageOptions image = framed(colour(syntax("4.50"), "RGB"), std::to_string(codestreams.size()));
    image.rows = 100;
    image.columns = 100;
    std::vector<std::string> fragments;
    for (const std::string &codestream : codestreams)
        fragments.push_back(codestream + std::string(codestream.size() % 2, '\0'));
    return compressedImage(image, fragments).file();
}

// A High-Throughput JPEG 2000 codestream whose code-blocks are all left out, which is a grey image: each of the
// components has a packet of one zero byte.
std::string blankHighThroughput(unsigned components)
{
    std::string stream = jpeg2000({.components = components, .highThroughput = true, .end = {}});
    stream.resize(stream.rfind("\xFF\x93") + 2);
    stream += std::string(components, '\0');
    const std::size_t tilePart = stream.rfind("\xFF\x90");
    std::string length;
    putBig32(length, static_cast<std::uint32_t>(stream.size() - tilePart));
    stream.replace(tilePart + 6, 4, length);
    stream += "\xFF\xD9";
    const ImageOptions image = components == 3 ? colour(syntax("4.201"), "RGB") : grey(syntax("4.201"));
    return compressedImage(image, {stream + std::string(stream.size() % 2, '\0')}).file();
}

std::string noiseBytes(std::size_t count)
{
    std::mt19937 random(7);
    std::string bytes;
    while (bytes.size() < count)
        bytes += static_cast<char>(random() & 0xFFU);
    return bytes;
}

// Frames of 4 x 4 pixels.
std::string deflatedFrames(const std::vector<std::string> &frames)
{
    ImageOptions image = grey(syntax("8.1"));
    if (frames.size() > 1)
        image.frames = std::to_string(frames.size());
    std::vector<std::string> fragments;
    for (const std::string &frame : frames)
        fragments.push_back(frame + std::string(frame.size() % 2, '\0'));
    return compressedImage(image, fragments).file();
}

const char *const compressedSamples[] = {
    "693_J2KI.dcm",
    "GDCMJ2K_TextGBR.dcm",
    "J2K_pixelrep_mismatch.dcm",
    "JPEG-lossy.dcm",
    "JPEG2000.dcm",
    "MR_small_jp2klossless.dcm",
    "MR_small_jpeg_ls_lossless.dcm",
    "SC_jpeg_no_color_transform.dcm",
    "SC_jpeg_no_color_transform_2.dcm",
    "SC_rgb_dcmtk_+eb+cr.dcm",
    "SC_rgb_dcmtk_+eb+cy+n1.dcm",
    "SC_rgb_dcmtk_+eb+cy+n2.dcm",
    "SC_rgb_dcmtk_+eb+cy+np.dcm",
    "SC_rgb_dcmtk_+eb+cy+s2.dcm",
    "SC_rgb_dcmtk_+eb+cy+s4.dcm",
    "SC_rgb_jpeg_app14_dcmd.dcm",
    "SC_rgb_jpeg_dcmtk.dcm",
    "SC_rgb_jpeg_gdcm.dcm",
    "SC_rgb_jpeg_lossy_gdcm.dcm",
    "SC_rgb_small_odd_jpeg.dcm",
};

} // namespace

class TestFrameDecoding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto session = DcmtkSession::create();
        QVERIFY(session.isOk());
        m_session = session.take();
    }
    void soundFramesAreDecoded_data();
    void soundFramesAreDecoded();
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void harmlessOdditiesAreNoDamage_data();
    void harmlessOdditiesAreNoDamage();
    void framesThatFailAreCountedAndTheFirstIsNamed();
    void whenManyFramesFailTheRestIsLeft();
    void switchedOffItSaysSo();
    void whatWasDoneBeforeIsNotDoneAgain();
    void aRequestToStopIsFollowed();
    void whatCannotBeDecodedIsNamedInWords_data();
    void whatCannotBeDecodedIsNamedInWords();
    void aFrameInManyFragmentsIsPutTogether();
    void threadsDecodeAtTheSameTime();
    void changedBytesAreSurvivedOnASmallStack_data();
    void changedBytesAreSurvivedOnASmallStack();

private:
    std::unique_ptr<DcmtkSession> m_session;
};

void TestFrameDecoding::soundFramesAreDecoded_data()
{
    QTest::addColumn<std::string>("bytes");
    for (const char *name : compressedSamples)
        QTest::newRow(name) << sample(name);
    QTest::newRow("High-Throughput JPEG 2000") << blankHighThroughput(1);
    QTest::newRow("High-Throughput JPEG 2000 in colour") << blankHighThroughput(3);
    QTest::newRow("a deflated frame") << deflatedFrames({deflated(noiseBytes(16))});
    QTest::newRow("three deflated frames")
        << deflatedFrames({deflated(noiseBytes(16)), deflated(std::string(16, '\0')), deflated(noiseBytes(16))});
    ImageOptions odd = grey(syntax("8.1"));
    odd.rows = 3;
    odd.columns = 3;
    QTest::newRow("a deflated frame of odd length") << compressedImage(odd, {deflated(noiseBytes(9))}).file();
    QTest::newRow("a deflated frame of odd length, padded before")
        << compressedImage(odd, {deflated(noiseBytes(10))}).file();
    odd.bitsAllocated = 1;
    odd.bitsStored = 1;
    QTest::newRow("a deflated frame of single bits") << compressedImage(odd, {deflated(noiseBytes(2))}).file();
}

void TestFrameDecoding::soundFramesAreDecoded()
{
    QFETCH(std::string, bytes);
    const Judged judged = judge(bytes);
    QCOMPARE(judged.ids.filter(QStringLiteral("pixel.frame")), QStringList{});
    QCOMPARE(judged.notDecoded, QStringList{});
}

void TestFrameDecoding::oneDefectIsOneFinding_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const std::string &bytes, const char *expected) {
        QTest::newRow(name) << bytes << QString::fromLatin1(expected);
    };
    const std::string baseline = sample("SC_rgb_jpeg_dcmtk.dcm");
    const std::string lossless = sample("SC_rgb_jpeg_gdcm.dcm");
    const std::string jpegLs = sample("MR_small_jpeg_ls_lossless.dcm");
    const std::string wavelet = sample("MR_small_jp2klossless.dcm");
    const std::size_t tables = baseline.find("\xFF\xC4", baseline.rfind("\xFF\xD8\xFF"));
    row("JPEG with an impossible Huffman table", replaced(baseline, tables + 5, std::string(16, '\xFF')),
        "pixel.frame.cannot-be-decoded (7FE0,0010)");
    row("JPEG with a stray restart marker", damaged(baseline, "\xFF\xDA", "\xFF\xD3"),
        "pixel.frame.damaged (7FE0,0010)");
    row("lossless JPEG that ends in the middle", damaged(lossless, "\xFF\xDA", "\xFF\xD9"),
        "pixel.frame.damaged (7FE0,0010)");
    row("JPEG-LS with a stray marker", damaged(jpegLs, "\xFF\xDA", "\xFF\xFF\xFF\xFF"),
        "pixel.frame.cannot-be-decoded (7FE0,0010)");
    row("JPEG-LS that ends in the middle", damaged(jpegLs, "\xFF\xDA", "\xFF\xD9"),
        "pixel.frame.cannot-be-decoded (7FE0,0010)");
    std::string noise;
    for (int index = 0; index < 16; ++index)
        noise += "\xFF\x7F";
    row("JPEG 2000 with a corrupt tile", replaced(wavelet, wavelet.rfind("\xFF\x93") + 2, noise),
        "pixel.frame.cannot-be-decoded (7FE0,0010)");
    row("JPEG 2000 with a sample at every second point", sparseJpeg2000(), "pixel.codestream.size (0028,0010)");

    row("JPEG that ends before its last row", damaged(baseline, "\xFF\xDA", "\xFF\xD9"),
        "pixel.frame.damaged (7FE0,0010)");
    row("a deflated frame that is corrupt", deflatedFrames({"\xFF\xFFgarbage!"}),
        "pixel.frame.cannot-be-decoded (7FE0,0010)");
    const std::string whole = deflated(noiseBytes(16));
    row("a deflated frame that is cut off", deflatedFrames({whole.substr(0, 10)}),
        "pixel.frame.cannot-be-decoded (7FE0,0010)");
    row("a deflated frame that is too short", deflatedFrames({deflated(noiseBytes(14))}),
        "pixel.frame.wrong-size (7FE0,0010)");
    row("a deflated frame that is too long", deflatedFrames({deflated(noiseBytes(18))}),
        "pixel.frame.wrong-size (7FE0,0010)");
    row("a deflated frame that is a thousand times too long", deflatedFrames({deflated(std::string(1'000'000, '\0'))}),
        "pixel.frame.wrong-size (7FE0,0010)");
    row("the second of three deflated frames is too short", deflatedFrames({whole, deflated(noiseBytes(8)), whole}),
        "pixel.frame.wrong-size (7FE0,0010)");

    // A root that the headers show is not followed by a failure to decode.
    const auto without = [](const std::string &file, std::size_t bytes) {
        std::string cut = file;
        cut.replace(cut.rfind("\xFF\xD9") - bytes, bytes + 2, std::string(bytes + 2, '\x11'));
        return cut;
    };
    row("JPEG that is cut off", without(baseline, 400), "pixel.codestream.truncated (7FE0,0010)");
    row("JPEG-LS that is cut off", without(jpegLs, 400), "pixel.codestream.truncated (7FE0,0010)");
    row("JPEG 2000 that is cut off", without(wavelet, 400), "pixel.codestream.truncated (7FE0,0010)");
    const std::size_t rows = baseline.find(std::string_view{"\x28\0\x10\0US\2\0", 8});
    row("another number of rows", replaced(baseline, rows + 8, std::string_view{"\x65\0", 2}),
        "pixel.codestream.size (0028,0010)");
}

void TestFrameDecoding::oneDefectIsOneFinding()
{
    QFETCH(std::string, bytes);
    QFETCH(QString, expected);
    const Judged judged = judge(bytes);
    QCOMPARE(judged.ids, QStringList{expected});
    QCOMPARE(judged.count, 1U);
}

void TestFrameDecoding::harmlessOdditiesAreNoDamage_data()
{
    QTest::addColumn<std::string>("bytes");
    const std::string stream = codestreamOf(sample("SC_rgb_jpeg_dcmtk.dcm"));
    const std::size_t scan = stream.rfind("\xFF\xDA");
    QTest::newRow("zeros before the end marker")
        << framesOf({stream.substr(0, stream.size() - 2) + std::string(3, '\0') + "\xFF\xD9"});
    QTest::newRow("fill bytes before the end marker")
        << framesOf({stream.substr(0, stream.size() - 2) + std::string(3, '\xFF') + "\xFF\xD9"});
    QTest::newRow("a scan that names no coefficients") << framesOf({replaced(stream, scan + 11, std::string(3, '\0'))});
    std::string marked = stream;
    marked.insert(2, std::string{"\xFF\xE0\0\x10JFIF\0\7\1\0\0\1\0\1\0\0", 18}); // version 7
    QTest::newRow("an unknown version of JFIF") << framesOf({marked});
}

void TestFrameDecoding::harmlessOdditiesAreNoDamage()
{
    QFETCH(std::string, bytes);
    QCOMPARE(judge(bytes).ids, QStringList{});
    QCOMPARE(judge(bytes).notDecoded, QStringList{});
}

void TestFrameDecoding::framesThatFailAreCountedAndTheFirstIsNamed()
{
    const std::string good = codestreamOf(sample("SC_rgb_jpeg_dcmtk.dcm"));
    const std::string bad = replaced(good, good.find("\xFF\xC4") + 5, std::string(16, '\xFF'));
    const Judged judged = judge(framesOf({good, bad, good, bad, bad}));
    QCOMPARE(judged.ids, QStringList{QStringLiteral("pixel.frame.cannot-be-decoded (7FE0,0010)")});
    QCOMPARE(judged.count, 3U);
    QVERIFY2(judged.observed.front().endsWith(QStringLiteral(" in frame 2")), qPrintable(judged.observed.front()));
}

void TestFrameDecoding::whenManyFramesFailTheRestIsLeft()
{
    const std::string good = codestreamOf(sample("SC_rgb_jpeg_dcmtk.dcm"));
    const std::string bad = replaced(good, good.find("\xFF\xC4") + 5, std::string(16, '\xFF'));
    const Judged judged = judge(framesOf(std::vector<std::string>(100, bad)));
    QCOMPARE(judged.count, 64U);
    QCOMPARE(judged.notDecoded, QStringList{QStringLiteral("frames after the first 64 that are damaged")});
}

void TestFrameDecoding::switchedOffItSaysSo()
{
    const std::string good = codestreamOf(sample("SC_rgb_jpeg_dcmtk.dcm"));
    const std::string bad = replaced(good, good.find("\xFF\xC4") + 5, std::string(16, '\xFF'));
    const Judged judged = judge(framesOf({bad}), Decoding::off);
    QCOMPARE(judged.ids, QStringList{});
    QCOMPARE(judged.notDecoded, QStringList{QStringLiteral("switched off")});
    // There is nothing to switch off.
    QCOMPARE(judge(nativeImage({}, 16).file(), Decoding::off).notDecoded, QStringList{});
    QCOMPARE(judge(compressedImage(grey(syntax("5")), {rleFrame(1, {64}, 80)}).file(), Decoding::off).notDecoded,
             QStringList{});
    QCOMPARE(judge(deflatedFrames({"rest"}), Decoding::off).notDecoded, QStringList{QStringLiteral("switched off")});
}

void TestFrameDecoding::whatWasDoneBeforeIsNotDoneAgain()
{
    const std::string good = codestreamOf(sample("SC_rgb_jpeg_dcmtk.dcm"));
    const std::string bad = replaced(good, good.find("\xFF\xC4") + 5, std::string(16, '\xFF'));
    const Judged judged = judge(framesOf({bad}), Decoding::doneBefore);
    QCOMPARE(judged.ids, QStringList{});
    QCOMPARE(judged.notDecoded, QStringList{});
    // What no decoder can do was not done before either.
    const std::string other = compressedImage(grey(syntax("4.110")), {jpegXl(4, 4)}).file();
    QCOMPARE(judge(other, Decoding::doneBefore).notDecoded, QStringList{QStringLiteral("no decoder for JPEG XL")});
}

void TestFrameDecoding::aRequestToStopIsFollowed()
{
    const std::string good = codestreamOf(sample("J2K_pixelrep_mismatch.dcm"));
    const std::string stream = good + std::string(good.size() % 2, '\0');
    ImageOptions image = framed(grey(syntax("4.90"), 16, 16), "1000");
    image.rows = 512;
    image.columns = 512;
    const std::string bytes = compressedImage(image, std::vector<std::string>(1000, stream)).file();
    std::stop_source stop;
    QElapsedTimer sinceStop;
    const std::jthread stopper([&] {
        QThread::msleep(50); // some frames have been decoded by then; all of them take half a minute
        sinceStop.start();
        stop.request_stop();
    });
    judge(bytes, Decoding::everyFrame, stop.get_token());
    QVERIFY(stop.stop_requested());
    QVERIFY2(sinceStop.elapsed() < 10000, qPrintable(QString::number(sinceStop.elapsed())));
}

void TestFrameDecoding::whatCannotBeDecodedIsNamedInWords_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, std::string_view uid, const std::string &frame, const char *reason) {
        QTest::newRow(name) << compressedImage(grey(syntax(uid)), {frame}).file() << QString::fromLatin1(reason);
    };
    row("several components", "4.92", jpeg2000({.rsiz = 0x8000}), "no decoder for multi-component JPEG 2000");
    row("JPEG-LS of 7 bits", "4.80", jpeg({.frameMarker = 0xF7, .precision = 7}),
        "no decoder for JPEG-LS of fewer than 8 bits");
    row("JPEG XL", "4.110", "rest", "no decoder for JPEG XL");
    row("MPEG2", "4.100", "rest", "no decoder for MPEG2 video");
    row("MPEG-4", "4.102", "rest", "no decoder for MPEG-4 video");
    row("HEVC", "4.107", "rest", "no decoder for HEVC video");
    row("arithmetic coding", "4.54", jpeg({.frameMarker = 0xCA}), "no decoder for arithmetic or hierarchical JPEG");
    row("a height that is told later", "4.50", jpeg({.rows = 0}),
        "no decoder for a codestream that tells its height at its end");
    std::string scans(2000, '\0');
    for (std::size_t at = 0; at < scans.size(); at += 10)
        scans.replace(at, 10, std::string_view{"\xFF\xDA\0\x08\1\1\0\0\x3F\0", 10});
    row("hundreds of scans", "4.55", jpeg({.frameMarker = 0xC2, .end = scans + "\xFF\xD9"}),
        "frames that are cut into too many pieces to be decoded safely");
    row("a header that is wrong", "4.50", jpeg({.rows = 9}), "frames whose header is wrong are not decoded");
    ImageOptions huge = grey(syntax("4.50"));
    huge.rows = 40'000;
    huge.columns = 40'000;
    QTest::newRow("more pixels than is safe")
        << compressedImage(huge, {jpeg({.rows = 40'000, .columns = 40'000})}).file()
        << QStringLiteral("frames that are too large to be decoded safely");
    huge.rows = 5'000;
    huge.columns = 5'000;
    QTest::newRow("a few bytes for millions of pixels")
        << compressedImage(huge, {jpeg({.rows = 5'000, .columns = 5'000})}).file()
        << QStringLiteral("frames that unpack to thousands of times their size");
    huge.transferSyntax = syntax("4.90");
    huge.rows = 65'535;
    huge.columns = 65'535;
    QTest::newRow("a few bytes for four thousand million pixels")
        << compressedImage(huge, {jpeg2000({.rows = 65'535, .columns = 65'535})}).file()
        << QStringLiteral("frames that are too large to be decoded safely");
}

void TestFrameDecoding::whatCannotBeDecodedIsNamedInWords()
{
    QFETCH(std::string, bytes);
    QFETCH(QString, reason);
    const Judged judged = judge(bytes);
    QCOMPARE(judged.notDecoded, QStringList{reason});
    QCOMPARE(judged.ids.filter(QStringLiteral("pixel.frame")), QStringList{});
}

void TestFrameDecoding::aFrameInManyFragmentsIsPutTogether()
{
    const std::string stream = codestreamOf(sample("SC_rgb_jpeg_dcmtk.dcm"));
    std::vector<std::string> fragments;
    for (std::size_t at = 0; at < stream.size(); at += 40)
        fragments.push_back(stream.substr(at, 40));
    fragments.back() += std::string(fragments.back().size() % 2, '\0');
    ImageOptions image = colour(syntax("4.50"), "RGB");
    image.rows = 100;
    image.columns = 100;
    const std::string bytes = compressedImage(image, fragments).file();
    QVERIFY(fragments.size() > 20);
    QCOMPARE(judge(bytes).ids, QStringList{});
    QCOMPARE(judge(bytes).notDecoded, QStringList{});
    fragments.erase(fragments.end() - 5);
    QCOMPARE(judge(compressedImage(image, fragments).file()).ids,
             QStringList{QStringLiteral("pixel.frame.damaged (7FE0,0010)")});
}

void TestFrameDecoding::threadsDecodeAtTheSameTime()
{
    std::vector<std::string> files;
    for (const char *name : compressedSamples)
        files.push_back(sample(name));
    files.push_back(damaged(files[16], "\xFF\xDA", "\xFF\xD3"));
    QStringList expected;
    for (const std::string &file : files)
        expected += judge(file).ids;
    QVERIFY(expected.contains(QStringLiteral("pixel.frame.damaged (7FE0,0010)")));
    std::vector<QStringList> found(4);
    {
        std::vector<std::jthread> threads;
        for (QStringList &own : found) {
            threads.emplace_back([&own, &files] {
                for (const std::string &file : files)
                    own += judge(file).ids;
            });
        }
    }
    for (const QStringList &own : found)
        QCOMPARE(own, expected);
}

void TestFrameDecoding::changedBytesAreSurvivedOnASmallStack_data()
{
    QTest::addColumn<std::string>("bytes");
    for (const char *name :
         {"JPEG-lossy.dcm", "MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm", "SC_rgb_jpeg_dcmtk.dcm",
          "SC_rgb_jpeg_gdcm.dcm", "SC_rgb_small_odd_jpeg.dcm", "SC_rgb_dcmtk_+eb+cy+s4.dcm"})
        QTest::newRow(name) << sample(name);
}

void TestFrameDecoding::changedBytesAreSurvivedOnASmallStack()
{
    QFETCH(std::string, bytes);
    constexpr int rounds = 150;
    const std::size_t begin = bytes.find(codestreamOf(bytes));
    int withFindings = 0;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        std::mt19937 random(20'260'101);
        const auto below = [&random](std::size_t limit) { return random() % limit; };
        for (int round = 0; round < rounds; ++round) {
            std::string changed = bytes;
            for (std::size_t count = 1 + below(3); count > 0; --count) {
                // Half of the changes hit the headers.
                const std::size_t length = changed.size() - begin;
                const std::size_t at = begin + below(random() % 2 == 0 ? length : std::min<std::size_t>(length, 400));
                changed[at] = static_cast<char>(random() & 0xFFU);
            }
            withFindings += judge(changed).ids.isEmpty() ? 0 : 1;
        }
    }));
    thread->setStackSize(512 * 1024);
    thread->start();
    QVERIFY(thread->wait());
    QVERIFY2(withFindings > rounds / 10, qPrintable(QString::number(withFindings)));
}

QTEST_GUILESS_MAIN(TestFrameDecoding)
#include "tst_frame_decoding.moc"
