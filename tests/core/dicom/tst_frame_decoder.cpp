// The bounds of the frame decoder: what it refuses before a library sees a byte. Frames that are really decoded are in
// tests/core/checks/tst_frame_decoding.cpp.
#include <QTest>

#include "core/dicom/decoding/jpeg2000_cost.h"
#include "core/dicom/frame_decoder.h"
#include "tests/core/checks/codestream_builder.h"

#include <string>

using namespace mi;
using test::putBig16;
using test::putBig32;
using test::putByte;

namespace {

std::span<const std::uint8_t> bytesOf(const std::string &text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

DecodeRequest request(FrameCoding coding, std::uint64_t rows, std::uint64_t columns)
{
    DecodeRequest made;
    made.coding = coding;
    made.rows = rows;
    made.columns = columns;
    made.components = 1;
    made.bits = 8;
    made.codestreamBytes = rows * columns / 20;
    return made;
}

struct WaveletOptions {
    std::uint32_t side = 1024;
    std::uint32_t tileSide = 1024;
    unsigned codeBlock = 4; // exponent - 2
    unsigned precinct = 15; // exponent
    bool inTileHeader = false;
};

std::string codingStyle(const WaveletOptions &options)
{
    std::string out{"\xFF\x52"};
    putBig16(out, 18);
    out += std::string{"\1\0\0\1\0", 5};
    putByte(out, 5); // decomposition levels
    putByte(out, options.codeBlock);
    putByte(out, options.codeBlock);
    out += std::string{"\0\1", 2};
    for (int resolution = 0; resolution < 6; ++resolution)
        putByte(out, options.precinct << 4U | options.precinct);
    return out;
}

std::string wavelet(const WaveletOptions &options)
{
    std::string out{"\xFF\x4F\xFF\x51"};
    putBig16(out, 41);
    putBig16(out, 0);
    for (const std::uint32_t number : {options.side, options.side, 0U, 0U, options.tileSide, options.tileSide, 0U, 0U})
        putBig32(out, number);
    putBig16(out, 1);
    out += std::string{"\7\1\1", 3};
    out += codingStyle(options.inTileHeader ? WaveletOptions{} : options);
    out += "\xFF\x90";
    putBig16(out, 10);
    out += std::string{"\0\0\0\0\0\0\0\1", 8};
    if (options.inTileHeader)
        out += codingStyle(options);
    return out + "\xFF\x93" + std::string(30, '\1') + "\xFF\xD9";
}

} // namespace

class TestFrameDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotDecodedIsToldBeforehand_data()
    {
        QTest::addColumn<DecodeRequest>("asked");
        QTest::addColumn<int>("code"); // -1: can be decoded
        const auto row = [](const char *name, const DecodeRequest &asked, int code) {
            QTest::newRow(name) << asked << code;
        };
        const int unsupported = static_cast<int>(ErrorCode::unsupported);
        const int limit = static_cast<int>(ErrorCode::limitExceeded);
        row("baseline JPEG", request(FrameCoding::jpeg, 512, 512), -1);
        DecodeRequest arithmetic = request(FrameCoding::jpeg, 512, 512);
        arithmetic.jpegProcess = 9;
        row("arithmetic JPEG", arithmetic, unsupported);
        row("JPEG without a height", request(FrameCoding::jpeg, 0, 512), unsupported);
        DecodeRequest sevenBits = request(FrameCoding::jpegLs, 512, 512);
        sevenBits.bits = 7;
        row("JPEG-LS of 7 bits", sevenBits, unsupported);
        DecodeRequest fourComponents = request(FrameCoding::jpegLs, 512, 512);
        fourComponents.components = 4;
        row("JPEG-LS of four components", fourComponents, unsupported);
        DecodeRequest thirtyTwoBits = request(FrameCoding::jpeg2000, 512, 512);
        thirtyTwoBits.bits = 32;
        row("JPEG 2000 of 32 bits", thirtyTwoBits, unsupported);
        row("half a gibibyte", request(FrameCoding::jpeg, 16'384, 32'768), -1);
        row("a row more", request(FrameCoding::jpeg, 16'385, 32'768), limit);
        row("JPEG 2000 works with four bytes a sample", request(FrameCoding::jpeg2000, 16'384, 8'192), -1);
        row("more than that", request(FrameCoding::jpeg2000, 16'384, 8'193), limit);
        DecodeRequest blank = request(FrameCoding::jpeg2000, 1024, 2048);
        blank.codestreamBytes = 100;
        row("what takes little memory may come of few bytes", blank, -1);
        blank.rows = 1025;
        row("what takes more may not", blank, limit);
        blank.codestreamBytes = 9000;
        row("unless there are more of them", blank, -1);
        DecodeRequest deflated;
        deflated.coding = FrameCoding::deflated;
        deflated.inflatedBytes = 1ULL << 40U;
        row("deflated bytes are only counted", deflated, -1);
        deflated.inflatedBytes = 0;
        row("deflated bytes of a frame that cannot be", deflated, limit);
        row("numbers that overflow", request(FrameCoding::jpeg2000, 1ULL << 32U, 1ULL << 32U), limit);
    }

    void whatIsNotDecodedIsToldBeforehand()
    {
        QFETCH(DecodeRequest, asked);
        QFETCH(int, code);
        const Result<void> allowed = canDecode(asked);
        QCOMPARE(allowed ? -1 : static_cast<int>(allowed.error().code), code);
        if (!allowed) {
            std::vector<std::uint8_t> workspace;
            const Result<DecodedFrame> decoded = decodeFrame(asked, workspace);
            QVERIFY(!decoded && decoded.error().code == allowed.error().code);
            QVERIFY(workspace.empty());
        }
    }

    void nothingAndGarbageAreNoFrames()
    {
        std::vector<std::uint8_t> workspace;
        const std::string garbage(1000, '\x55');
        for (const FrameCoding coding : {FrameCoding::jpeg, FrameCoding::jpegLs, FrameCoding::jpeg2000}) {
            DecodeRequest asked = request(coding, 16, 16);
            const Result<DecodedFrame> nothing = decodeFrame(asked, workspace);
            QVERIFY(!nothing && nothing.error().code == ErrorCode::invalidFormat);
            asked.codestream = bytesOf(garbage);
            const Result<DecodedFrame> decoded = decodeFrame(asked, workspace);
            QVERIFY(!decoded && decoded.error().code == ErrorCode::invalidFormat);
            asked.codestream = asked.codestream.first(1);
            QVERIFY(!decodeFrame(asked, workspace));
        }
    }

    void aWaveletInTooManyPiecesIsNotStarted_data()
    {
        QTest::addColumn<std::string>("codestream");
        QTest::addColumn<bool>("isAffordable");
        const auto row = [](const char *name, const WaveletOptions &options, bool isAffordable) {
            QTest::newRow(name) << wavelet(options) << isAffordable;
        };
        row("one tile", {}, true);
        row("16,384 in tiles of 256", {.side = 16'384, .tileSide = 256}, true);
        row("8,192 in small code-blocks", {.side = 8'192, .tileSide = 8'192, .codeBlock = 2}, true);
        row("tiles of one pixel", {.tileSide = 1}, false);
        row("precincts of one pixel", {.side = 8'192, .tileSide = 8'192, .precinct = 0}, false);
        row("code-blocks of four pixels", {.side = 16'384, .tileSide = 16'384, .codeBlock = 0}, false);
        row("the same said by a tile", {.side = 8'192, .tileSide = 8'192, .precinct = 0, .inTileHeader = true}, false);
        QTest::newRow("nothing") << std::string{} << true;
        QTest::newRow("only a start") << wavelet({}).substr(0, 50) << true;
    }

    void aWaveletInTooManyPiecesIsNotStarted()
    {
        QFETCH(std::string, codestream);
        QFETCH(bool, isAffordable);
        QCOMPARE(isJpeg2000Affordable(bytesOf(codestream)), isAffordable);
        if (!isAffordable) {
            std::vector<std::uint8_t> workspace;
            DecodeRequest asked = request(FrameCoding::jpeg2000, 1024, 1024);
            asked.codestream = bytesOf(codestream);
            const Result<DecodedFrame> decoded = decodeFrame(asked, workspace);
            QVERIFY(!decoded && decoded.error().code == ErrorCode::limitExceeded);
        }
    }
};

QTEST_GUILESS_MAIN(TestFrameDecoder)
#include "tst_frame_decoder.moc"
