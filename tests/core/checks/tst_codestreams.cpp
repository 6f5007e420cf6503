#include <QTest>

#include "core/checks/pixels/codestream_bytes.h"
#include "core/checks/pixels/jpeg2000_header.h"
#include "core/checks/pixels/jpeg_header.h"
#include "core/checks/pixels/jpegxl_header.h"
#include "core/checks/pixels/native_length.h"
#include "core/checks/pixels/pixel_encoding.h"
#include "core/checks/pixels/rle_header.h"
#include "core/checks/pixels/rle_segment.h"
#include "core/checks/pixels/stream_formats.h"
#include "core/dicom/transfer_syntax.h"
#include "tests/core/checks/codestream_builder.h"
#include "tests/core/checks/text_bytes.h"

#include <algorithm>
#include <limits>

using namespace mi;
using namespace mi::test;

namespace {

constexpr std::uint64_t bit(unsigned number)
{
    return 1ULL << number;
}

} // namespace

class TestCodestreams : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nativeLengthFollowsFromTheShape_data()
    {
        QTest::addColumn<quint64>("rows");
        QTest::addColumn<quint64>("columns");
        QTest::addColumn<quint64>("samples");
        QTest::addColumn<quint64>("bits");
        QTest::addColumn<quint64>("frames");
        QTest::addColumn<int>("subsampling");
        QTest::addColumn<quint64>("minimum");
        QTest::addColumn<quint64>("maximum");
        const auto row = [](const char *name, quint64 rows, quint64 columns, quint64 samples, quint64 bits,
                            quint64 frames, Subsampling subsampling, quint64 minimum, quint64 maximum) {
            QTest::newRow(name) << rows << columns << samples << bits << frames << static_cast<int>(subsampling)
                                << minimum << maximum;
        };
        using Sub = Subsampling;
        row("a CT image has two bytes a pixel", 512, 512, 1, 16, 1, Sub::none, 524288, 524288);
        row("an RGB image has three bytes a pixel", 10, 10, 3, 8, 1, Sub::none, 300, 300);
        row("odd lengths are not rounded", 3, 3, 3, 8, 1, Sub::none, 27, 27);
        row("frames multiply", 4, 4, 1, 16, 7, Sub::none, 224, 224);
        row("32 bits", 10, 10, 1, 32, 15, Sub::none, 6000, 6000);
        row("64 bits", 10, 10, 1, 64, 1, Sub::none, 800, 800);
        row("single bits fill the last byte", 3, 3, 1, 1, 1, Sub::none, 2, 2);
        row("single bits are packed over frames", 3, 3, 1, 1, 8, Sub::none, 9, 9);
        row("4:2:2 has two bytes a pixel", 10, 10, 3, 8, 1, Sub::horizontal, 200, 200);
        row("4:2:2 with an odd width may be rounded up", 4, 5, 3, 8, 1, Sub::horizontal, 36, 48);
        row("4:2:0 has one and a half byte a pixel", 10, 10, 3, 8, 2, Sub::horizontalAndVertical, 300, 300);
        row("four gigabytes and more do not overflow", 65535, 65535, 4, 16, 1, Sub::none, 34358689800ULL,
            34358689800ULL);
    }
    void nativeLengthFollowsFromTheShape()
    {
        QFETCH(quint64, rows);
        QFETCH(quint64, columns);
        QFETCH(quint64, samples);
        QFETCH(quint64, bits);
        QFETCH(quint64, frames);
        QFETCH(int, subsampling);
        QFETCH(quint64, minimum);
        QFETCH(quint64, maximum);
        const auto length = nativeLength({rows, columns, samples, bits, frames, static_cast<Subsampling>(subsampling)});
        QVERIFY(length);
        QCOMPARE(length->minimum, minimum);
        QCOMPARE(length->maximum, maximum);
    }

    void thereIsNoLengthWithoutPixelsOrBeyondAllFiles()
    {
        QVERIFY(!nativeLength({.rows = 0, .columns = 5}));
        QVERIFY(!nativeLength({.rows = 5, .columns = 5, .bitsAllocated = 0}));
        QVERIFY(!nativeLength({.rows = 5, .columns = 5, .frames = 0}));
        QVERIFY(!nativeLength({.rows = 5, .columns = 5, .samplesPerPixel = 0}));
        QVERIFY(!nativeLength({65535, 65535, 65535, 65535, bit(31) - 1, Subsampling::none}));
        QVERIFY(!nativeLength({bit(63), 2, 3, 8, 1, Subsampling::horizontal}));
        QVERIFY(!nativeLength({bit(40), bit(40), 3, 8, 1, Subsampling::horizontalAndVertical}));
    }

    void aLengthIsJudged_data()
    {
        QTest::addColumn<quint64>("samples");
        QTest::addColumn<quint64>("bits");
        QTest::addColumn<int>("subsampling");
        QTest::addColumn<quint64>("length");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<quint64>("wholeFrames");
        const auto row = [](const char *name, quint64 samples, quint64 bits, Subsampling subsampling, quint64 length,
                            LengthVerdict verdict, quint64 wholeFrames) {
            QTest::newRow(name) << samples << bits << static_cast<int>(subsampling) << length
                                << static_cast<int>(verdict) << wholeFrames;
        };
        using Sub = Subsampling;
        using V = LengthVerdict;
        // 3 x 5 pixels, 3 frames
        row("exact", 1, 8, Sub::none, 45, V::right, 0);
        row("with the padding byte", 1, 8, Sub::none, 46, V::right, 0);
        row("two bytes more", 1, 8, Sub::none, 48, V::tooLong, 0);
        row("one byte less", 1, 8, Sub::none, 44, V::tooShort, 0);
        row("nothing", 1, 8, Sub::none, 0, V::tooShort, 0);
        row("two of three frames", 1, 8, Sub::none, 30, V::framesMissing, 2);
        row("one of three frames with a padding byte", 1, 8, Sub::none, 16, V::framesMissing, 1);
        row("four instead of three frames", 1, 8, Sub::none, 60, V::moreFrames, 4);
        row("an even length does not allow padding", 1, 16, Sub::none, 92, V::tooLong, 0);
        row("single bits", 1, 1, Sub::none, 6, V::right, 0);
        row("single bits, a frame missing", 1, 1, Sub::none, 4, V::tooShort, 0);
        row("4:2:2 rounded down", 3, 8, Sub::horizontal, 81, V::right, 0);
        row("4:2:2 rounded up", 3, 8, Sub::horizontal, 108, V::right, 0);
        row("4:2:2 that is not subsampled", 3, 8, Sub::horizontal, 135, V::notSubsampled, 0);
    }
    void aLengthIsJudged()
    {
        QFETCH(quint64, samples);
        QFETCH(quint64, bits);
        QFETCH(int, subsampling);
        QFETCH(quint64, length);
        QFETCH(int, verdict);
        QFETCH(quint64, wholeFrames);
        const auto judged = judgeNativeLength({3, 5, samples, bits, 3, static_cast<Subsampling>(subsampling)}, length);
        QVERIFY(judged);
        QCOMPARE(static_cast<int>(judged->verdict), verdict);
        QCOMPARE(judged->wholeFrames, wholeFrames);
    }

    void aJpegHeaderIsRead()
    {
        TextBytes bytes(jpeg({.frameMarker = 0xC1,
                              .precision = 12,
                              .rows = 1024,
                              .columns = 256,
                              .ids = {1, 2, 3},
                              .firstSampling = 0x21,
                              .jfif = true,
                              .adobeTransform = 1}));
        const JpegHeader header = readJpegHeader(bytes);
        QCOMPARE(header.status, HeaderStatus::ok);
        QCOMPARE(header.frameType, std::uint8_t{1});
        QCOMPARE(header.precision, std::uint8_t{12});
        QCOMPARE(header.rows, 1024U);
        QCOMPARE(header.columns, 256U);
        QCOMPARE(header.components.size(), std::size_t{3});
        QVERIFY(header.isSubsampled());
        QVERIFY(header.hasJfif);
        QCOMPARE(header.adobeTransform.value_or(9), std::uint8_t{1});
        QVERIFY(!header.isLossless());
        QVERIFY(!header.isJpegLs());
        QVERIFY(!header.hasRgbComponentIds());
    }

    void aLosslessJpegTellsItsPredictor()
    {
        TextBytes bytes(jpeg({.frameMarker = 0xC3, .precision = 16, .ids = {'R', 'G', 'B'}, .selection = 6}));
        const JpegHeader header = readJpegHeader(bytes);
        QCOMPARE(header.status, HeaderStatus::ok);
        QVERIFY(header.isLossless());
        QCOMPARE(header.selection, std::uint8_t{6});
        QVERIFY(header.hasRgbComponentIds());
        QVERIFY(!header.isSubsampled());
    }

    void aJpegLsHeaderTellsItsLargestError()
    {
        TextBytes lossless(jpeg({.frameMarker = 0xF7, .precision = 7}));
        QVERIFY(readJpegHeader(lossless).isJpegLs());
        QVERIFY(readJpegHeader(lossless).isLossless());
        TextBytes lossy(jpeg({.frameMarker = 0xF7, .precision = 7, .selection = 2}));
        QCOMPARE(readJpegHeader(lossy).near, std::uint8_t{2});
        QVERIFY(!readJpegHeader(lossy).isLossless());
    }

    void longSegmentsCostFewReads()
    {
        TextBytes bytes(jpeg({.commentBytes = 600'000}));
        QCOMPARE(readJpegHeader(bytes).status, HeaderStatus::ok);
        QVERIFY2(bytes.reads < 60, qPrintable(QString::number(bytes.reads)));
    }

    void everyCutJpegHeaderIsBroken()
    {
        const std::string whole = jpeg({.ids = {1, 2, 3}, .jfif = true, .adobeTransform = 0});
        TextBytes complete(whole);
        const auto scan = static_cast<std::size_t>(readJpegHeader(complete).scanOffset);
        QVERIFY(scan > 20);
        for (std::size_t length = 3; length < scan + 4; ++length) {
            TextBytes bytes(whole.substr(0, length));
            QCOMPARE(readJpegHeader(bytes).status, HeaderStatus::broken);
        }
        for (std::size_t available = 0; available < scan + 4; ++available) {
            TextBytes bytes(whole, available);
            QCOMPARE(readJpegHeader(bytes).status, HeaderStatus::unavailable);
        }
    }

    void noByteChangeUpsetsAHeaderReader()
    {
        const std::string sources[] = {
            jpeg({.ids = {1, 2, 3}, .jfif = true, .adobeTransform = 1}),
            jpeg2000({.components = 3, .highThroughput = true}),
            jpeg2000({.asFile = true}),
            rleFrame(3, {64, 70, 80}, 90),
            jpegXl(700, 900),
            jpeg2000({.components = 2, .extra = jpeg2000ComponentStyle(1, false), .inTile = jpeg2000Style(true)})};
        int read = 0;
        for (const std::string &source : sources) {
            for (std::size_t at = 0; at < source.size(); ++at) {
                for (unsigned value = 0; value < 256; ++value) {
                    std::string changed = source;
                    changed[at] = static_cast<char>(value);
                    TextBytes bytes(changed);
                    const JpegHeader jpegHeader = readJpegHeader(bytes);
                    const Jpeg2000Header jpeg2000Header = readJpeg2000Header(bytes);
                    const RleHeader rleHeader = readRleHeader(bytes);
                    read += readJpegXlHeader(bytes).status == HeaderStatus::ok ? 1 : 0;
                    read += videoFormat(changed) == VideoFormat::none ? 1 : 0;
                    read += jpegHeader.status == HeaderStatus::ok ? 1 : 0;
                    read += jpeg2000Header.status == HeaderStatus::ok ? 1 : 0;
                    read += rleHeader.areOffsetsUsable(changed.size()) ? 1 : 0;
                    QVERIFY(bytes.reads < 20'000);
                    if (jpegHeader.status == HeaderStatus::ok)
                        QVERIFY(!jpegHeader.components.empty());
                    if (jpeg2000Header.status == HeaderStatus::ok)
                        QVERIFY(!jpeg2000Header.components.empty());
                }
            }
        }
        QVERIFY(read > 1000);
    }

    void aJpeg2000HeaderIsRead()
    {
        TextBytes bytes(jpeg2000({.rows = 600,
                                  .columns = 800,
                                  .offset = 3,
                                  .bits = 12,
                                  .isSigned = true,
                                  .components = 3,
                                  .transform = true,
                                  .reversible = false,
                                  .progression = 2}));
        const Jpeg2000Header header = readJpeg2000Header(bytes);
        QCOMPARE(header.status, HeaderStatus::ok);
        QCOMPARE(header.rows, std::uint64_t{600});
        QCOMPARE(header.columns, std::uint64_t{800});
        QCOMPARE(header.components.size(), std::size_t{3});
        QCOMPARE(header.components[0].bits, std::uint8_t{12});
        QVERIFY(header.components[0].isSigned);
        QVERIFY(header.hasComponentTransform);
        QVERIFY(!header.isReversible);
        QVERIFY(!header.isInsideFile);
        QVERIFY(!header.hasHighThroughputCapability);
        QVERIFY(!header.hasHighThroughputBlocks);
        QVERIFY(!header.isSubsampled());
        QCOMPARE(header.progressionOrder, std::uint8_t{2});
        QCOMPARE(header.firstTilePartEnd, bytes.size() - 3); // the end marker and the padding byte
    }

    void highThroughputCodingIsRecognised()
    {
        TextBytes bytes(jpeg2000({.highThroughput = true}));
        const Jpeg2000Header header = readJpeg2000Header(bytes);
        QCOMPARE(header.status, HeaderStatus::ok);
        QVERIFY(header.hasHighThroughputCapability);
        QVERIFY(header.hasHighThroughputBlocks);
    }

    void aJp2FileIsUnwrapped()
    {
        TextBytes bytes(jpeg2000({.rows = 9, .asFile = true}));
        const Jpeg2000Header header = readJpeg2000Header(bytes);
        QCOMPARE(header.status, HeaderStatus::ok);
        QVERIFY(header.isInsideFile);
        QCOMPARE(header.rows, std::uint64_t{9});
    }

    void everyCutJpeg2000HeaderIsBroken()
    {
        const std::string whole = jpeg2000({.components = 3});
        TextBytes complete(whole);
        const auto header = static_cast<std::size_t>(readJpeg2000Header(complete).firstTilePartEnd) - 30 + 12;
        for (std::size_t length = 4; length < header; ++length) {
            TextBytes bytes(whole.substr(0, length));
            QCOMPARE(readJpeg2000Header(bytes).status, HeaderStatus::broken);
        }
    }

    void whatHasTwoWaveletsIsReversibleOnlyIfBothAre()
    {
        const auto isReversible = [](const Jpeg2000Options &options) {
            TextBytes bytes(jpeg2000(options));
            const Jpeg2000Header header = readJpeg2000Header(bytes);
            return header.status == HeaderStatus::ok && header.isReversible;
        };
        QVERIFY(isReversible({.components = 2}));
        QVERIFY(!isReversible({.components = 2, .extra = jpeg2000ComponentStyle(1, false)}));
        QVERIFY(!isReversible({.components = 2, .reversible = false, .extra = jpeg2000ComponentStyle(1, true)}));
        QVERIFY(isReversible({.components = 2,
                              .reversible = false,
                              .extra = jpeg2000ComponentStyle(0, true) + jpeg2000ComponentStyle(1, true)}));
        QVERIFY(!isReversible({.inTile = jpeg2000Style(false)}));
        QVERIFY(isReversible({.inTile = jpeg2000Style(true)}));
        // A component that there is not.
        TextBytes wrong(jpeg2000({.components = 2, .extra = jpeg2000ComponentStyle(2, true)}));
        QCOMPARE(readJpeg2000Header(wrong).status, HeaderStatus::broken);
    }

    void anotherFormatIsRecognisedAsSuch()
    {
        TextBytes jpegBytes(jpeg());
        TextBytes jpeg2000Bytes(jpeg2000());
        TextBytes nothing{std::string{}};
        QCOMPARE(readJpegHeader(jpeg2000Bytes).status, HeaderStatus::otherFormat);
        QCOMPARE(readJpeg2000Header(jpegBytes).status, HeaderStatus::otherFormat);
        QCOMPARE(readJpegHeader(nothing).status, HeaderStatus::otherFormat);
        QCOMPARE(readJpeg2000Header(nothing).status, HeaderStatus::otherFormat);
        QCOMPARE(readRleHeader(nothing).status, HeaderStatus::broken);
    }

    void rleOffsetsAreUsableOnlyInOrderAndInside()
    {
        const auto isUsable = [](std::uint32_t segments, const std::vector<std::uint32_t> &offsets) {
            TextBytes bytes(rleFrame(segments, offsets, 100));
            const RleHeader header = readRleHeader(bytes);
            return header.status == HeaderStatus::ok && header.areOffsetsUsable(bytes.size());
        };
        QVERIFY(isUsable(1, {64}));
        QVERIFY(isUsable(3, {64, 70, 99}));
        QVERIFY(!isUsable(1, {60}));
        QVERIFY(!isUsable(2, {64, 64}));
        QVERIFY(!isUsable(2, {64, 100}));
        QVERIFY(!isUsable(3, {64, 90, 80}));
        QVERIFY(!isUsable(0, {}));
        QVERIFY(!isUsable(16, {64}));
    }

    void anRleSegmentIsMeasuredWithoutUnpacking_data()
    {
        QTest::addColumn<std::string>("segment");
        QTest::addColumn<quint64>("unpacked");
        const auto bytes = [](std::initializer_list<int> values) {
            std::string text;
            for (const int value : values)
                text += static_cast<char>(static_cast<unsigned char>(value));
            return text;
        };
        QTest::newRow("nothing") << std::string{} << quint64{0};
        QTest::newRow("a literal of three") << bytes({2, 7, 8, 9}) << quint64{3};
        QTest::newRow("a run of three") << bytes({254, 7}) << quint64{3};
        QTest::newRow("the longest run") << bytes({129, 7}) << quint64{100};
        QTest::newRow("a filler is skipped") << bytes({128, 254, 7, 128, 128}) << quint64{3};
        QTest::newRow("a literal that is cut off") << bytes({9, 7, 8}) << quint64{2};
        QTest::newRow("a run that is cut off") << bytes({254}) << quint64{0};
        QTest::newRow("more than wanted") << bytes({129, 7, 129, 7}) << quint64{100};
        QTest::newRow("a literal over several windows")
            << std::string(200'000, '\x80') + bytes({1, 5, 5}) << quint64{2};
    }
    void anRleSegmentIsMeasuredWithoutUnpacking()
    {
        QFETCH(std::string, segment);
        QFETCH(quint64, unpacked);
        TextBytes bytes("head" + segment);
        const RleSegmentLength length = measureRleSegment(bytes, 4, bytes.size(), 100);
        QCOMPARE(length.status, ReadStatus::ok);
        QCOMPARE(length.unpacked, unpacked);
        if (!segment.empty()) {
            TextBytes cut("head" + segment, 4);
            QCOMPARE(measureRleSegment(cut, 4, cut.size(), 100).status, ReadStatus::unavailable);
        }
    }

    void everyTransferSyntaxHasARuleThatAgreesOnEncapsulation()
    {
        int known = 0;
        for (const std::string &uid : transferSyntaxUids()) {
            const TransferSyntax *syntax = findTransferSyntax(uid);
            const CodingRules coding = codingRulesOf(uid);
            if (syntax == nullptr)
                continue;
            ++known;
            QVERIFY2(coding.encoding != PixelEncoding::unknown, uid.c_str());
            if (coding.encoding == PixelEncoding::referenced || coding.encoding == PixelEncoding::streamed)
                continue;
            QVERIFY2((coding.encoding == PixelEncoding::native) != syntax->encapsulated, uid.c_str());
        }
        QVERIFY(known >= 50);
        QCOMPARE(codingRulesOf("1.2.3").encoding, PixelEncoding::unknown);
    }

private:
    // Everything of the form 1.2.840.10008.1.2... that PS3.6 has used so far.
    static std::vector<std::string> transferSyntaxUids()
    {
        const std::string root = "1.2.840.10008.1.2";
        std::vector<std::string> uids{root};
        for (int arc = 1; arc <= 9; ++arc) {
            const std::string first = root + '.' + std::to_string(arc);
            uids.push_back(first);
            for (int second = 1; second <= 210; ++second) {
                uids.push_back(first + '.' + std::to_string(second));
                uids.push_back(uids.back() + ".1");
            }
        }
        return uids;
    }
};

QTEST_GUILESS_MAIN(TestCodestreams)
#include "tst_codestreams.moc"
