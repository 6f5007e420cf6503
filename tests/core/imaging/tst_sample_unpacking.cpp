#include "core/imaging/sample_unpacking.h"

#include <QTest>

#include <numeric>

using namespace mi;

namespace {

using Bytes = std::vector<std::uint8_t>;
using Values = std::vector<std::uint32_t>;

Values unpacked(const SampleShape &shape, const Bytes &bytes, std::uint64_t firstBit = 0)
{
    const Result<SampleFrame> frame = unpackSamples(shape, bytes, firstBit);
    return frame.isOk() ? frame->values : Values{};
}

// A header of RLE and its segments (PS3.5 G.5).
Bytes rle(const std::vector<Bytes> &segments)
{
    Bytes out(64);
    out[0] = static_cast<std::uint8_t>(segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        out[4 * (i + 1)] = static_cast<std::uint8_t>(out.size());
        out.insert(out.end(), segments[i].begin(), segments[i].end());
    }
    return out;
}

} // namespace

class TestSampleUnpacking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreReadInBothOrders()
    {
        QCOMPARE(unpacked({.rows = 1, .columns = 2, .bitsAllocated = 16}, {0x01, 0x02, 0x03, 0x04}),
                 (Values{0x0201, 0x0403}));
        QCOMPARE(
            unpacked({.rows = 1, .columns = 2, .bitsAllocated = 16, .isBigEndian = true}, {0x01, 0x02, 0x03, 0x04}),
            (Values{0x0102, 0x0304}));
        QCOMPARE(unpacked({.rows = 1, .columns = 1, .bitsAllocated = 32}, {1, 2, 3, 4}), (Values{0x04030201}));
    }

    void bytesThatWereStoredAsBigEndianWordsAreSwappedBack()
    {
        QCOMPARE(unpacked({.rows = 1, .columns = 4, .isBigEndian = true, .isByteSwappedWords = true}, {2, 1, 4, 3}),
                 (Values{1, 2, 3, 4}));
    }

    void bitsBeginWithTheLowestAndFramesBeginWhereTheLastOneEnded()
    {
        const SampleShape shape{.rows = 1, .columns = 3, .bitsAllocated = 1};
        QCOMPARE(unpacked(shape, {0b0010'1101}, 0), (Values{1, 0, 1}));
        QCOMPARE(unpacked(shape, {0b0010'1101}, 3), (Values{1, 0, 1}));
        QCOMPARE(unpacked({.rows = 1, .columns = 4, .bitsAllocated = 1}, {0x80, 0x01}, 7), (Values{1, 1, 0, 0}));
    }

    void planesBecomePixels()
    {
        const SampleShape shape{.rows = 1, .columns = 2, .samplesPerPixel = 3, .isPlanar = true};
        QCOMPARE(unpacked(shape, {1, 2, 3, 4, 5, 6}), (Values{1, 3, 5, 2, 4, 6}));
    }

    void halfOfTheColoursIsSharedByTwoPixels()
    {
        const SampleShape shape{.rows = 1, .columns = 3, .samplesPerPixel = 3, .subsampling = Subsampling::horizontal};
        QCOMPARE(unpacked(shape, {10, 20, 1, 2, 30, 99, 3, 4}), (Values{10, 1, 2, 20, 1, 2, 30, 3, 4}));
    }

    void aFrameThatIsNotThereIsAnError()
    {
        QVERIFY(unpackSamples({.rows = 2, .columns = 2}, Bytes{1, 2, 3}, 0).error().code == ErrorCode::invalidFormat);
        QVERIFY(unpackSamples({.rows = 1, .columns = 1, .bitsAllocated = 12}, Bytes{1, 2, 3}, 0).error().code ==
                ErrorCode::unsupported);
    }

    void rleRunsAndLiteralsAreFollowed()
    {
        // Three times 7, then 1 2, then a code that says nothing.
        const Bytes segment{0xFE, 7, 1, 1, 2, 0x80};
        const Result<SampleFrame> frame = decodeRle({.rows = 1, .columns = 5}, rle({segment}));
        QVERIFY(frame.isOk());
        QCOMPARE(frame->values, (Values{7, 7, 7, 1, 2}));
    }

    void theFirstSegmentOfAWordIsItsUpperByte()
    {
        const Result<SampleFrame> frame =
            decodeRle({.rows = 1, .columns = 2, .bitsAllocated = 16}, rle({{1, 0x12, 0x34}, {1, 0xAB, 0xCD}}));
        QVERIFY(frame.isOk());
        QCOMPARE(frame->values, (Values{0x12AB, 0x34CD}));
    }

    void rleThatIsNotRleIsAnError_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto text = [](const Bytes &bytes) {
            return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        };
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("too few segments") << text(rle({{0, 1}}));
        Bytes offsets = rle({{0, 1}, {0, 2}, {0, 3}});
        offsets[8] = 255;
        QTest::newRow("a segment outside") << text(offsets);
    }

    void rleThatIsNotRleIsAnError()
    {
        QFETCH(QByteArray, bytes);
        const Bytes stream(bytes.begin(), bytes.end());
        QVERIFY(!decodeRle({.rows = 1, .columns = 1, .samplesPerPixel = 3}, stream).isOk());
    }
};

QTEST_GUILESS_MAIN(TestSampleUnpacking)
#include "tst_sample_unpacking.moc"
