// JPEG XL, video and segmented palettes: what is told by their first bytes and by their structure.
#include <QTest>

#include "core/checks/pixels/jpegxl_header.h"
#include "core/checks/pixels/palette_segments.h"
#include "core/checks/pixels/stream_formats.h"
#include "tests/core/checks/codestream_builder.h"
#include "tests/core/checks/text_bytes.h"

#include <initializer_list>
#include <utility>

using namespace mi;
using namespace mi::test;

class TestStreamFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aJpegXlSizeIsRead_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<quint64>("rows");
        QTest::addColumn<quint64>("columns");
        const auto row = [](const char *name, const std::string &bytes, quint64 rows, quint64 columns) {
            QTest::newRow(name) << bytes << rows << columns;
        };
        row("any size", jpegXl(1000, 700), 1000, 700);
        row("the smallest", jpegXl(1, 1), 1, 1);
        row("in steps of 8", jpegXl(256, 8, true), 256, 8);
        row("a square", jpegXl(333, 0, false, 1), 333, 333);
        row("12 to 10", jpegXl(500, 0, false, 2), 500, 600);
        row("4 to 3", jpegXl(600, 0, false, 3), 600, 800);
        row("3 to 2", jpegXl(600, 0, false, 4), 600, 900);
        row("16 to 9", jpegXl(900, 0, false, 5), 900, 1600);
        row("5 to 4", jpegXl(1000, 0, false, 6), 1000, 1250);
        row("2 to 1", jpegXl(64, 0, true, 7), 64, 128);
        const std::string file{"\0\0\0\x0CJXL \x0D\x0A\x87\x0A\0\0\0\x14"
                               "ftypjxl \0\0\0\0jxl ",
                               32};
        row("in a file", file + std::string{"\0\0\0\0jxlc", 8} + jpegXl(10, 20), 10, 20);
        row("in parts of a file", file + std::string{"\0\0\0\0jxlp\0\0\0\0", 12} + jpegXl(10, 20), 10, 20);
    }
    void aJpegXlSizeIsRead()
    {
        QFETCH(std::string, bytes);
        TextBytes source(bytes);
        const JpegXlHeader header = readJpegXlHeader(source);
        QCOMPARE(header.status, HeaderStatus::ok);
        QTEST(quint64{header.rows}, "rows");
        QTEST(quint64{header.columns}, "columns");
        for (std::size_t length = 2; length < 40 && length < bytes.size() - 20; ++length) {
            TextBytes cut(bytes.substr(0, length));
            QVERIFY(readJpegXlHeader(cut).status != HeaderStatus::unavailable);
        }
    }

    void aVideoIsRecognisedByItsFirstUnit_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<int>("format");
        const auto row = [](const char *name, const std::string &bytes, VideoFormat format) {
            QTest::newRow(name) << bytes << static_cast<int>(format);
        };
        row("MPEG2", mpeg2(576, 720), VideoFormat::mpeg2);
        row("a program stream", std::string{"\0\0\1\xBA", 4}, VideoFormat::container);
        row("a short transport stream", "\x47rest", VideoFormat::container);
        std::string packets(400, '\0');
        packets[0] = '\x47';
        row("one byte of a transport stream", packets, VideoFormat::none);
        packets[188] = '\x47';
        row("a transport stream", packets, VideoFormat::container);
        std::string disc(400, '\0');
        disc[4] = disc[196] = disc[388] = '\x47';
        row("a transport stream of a disc", disc, VideoFormat::container);
        row("an MP4 file",
            std::string{"\0\0\0\x20"
                        "ftypisom",
                        12},
            VideoFormat::container);
        row("H.264 parameters", std::string{"\0\0\1\x67", 4}, VideoFormat::h264);
        row("an H.264 delimiter", std::string{"\0\0\0\1\x09\x10", 6}, VideoFormat::h264);
        row("HEVC parameters", std::string{"\0\0\0\1\x40\1", 6}, VideoFormat::hevc);
        row("an HEVC delimiter", std::string{"\0\0\1\x46\1", 5}, VideoFormat::hevc);
        row("another unit", std::string{"\0\0\1\x06\5", 5}, VideoFormat::other);
        row("only a start code", std::string{"\0\0\1", 3}, VideoFormat::other);
        row("nothing", {}, VideoFormat::none);
        row("JPEG", jpeg(), VideoFormat::none);
    }
    void aVideoIsRecognisedByItsFirstUnit()
    {
        QFETCH(std::string, bytes);
        QTEST(static_cast<int>(videoFormat(bytes)), "format");
    }

    void segmentsOfAPaletteAreFollowed_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<unsigned>("wordSize");
        QTest::addColumn<quint64>("wanted");
        QTest::addColumn<quint64>("entries");
        QTest::addColumn<bool>("isFollowed");
        const auto words = [](std::initializer_list<unsigned> values) {
            std::string out;
            for (const unsigned value : values)
                putLittle(out, value, 2);
            return out;
        };
        const auto row = [](const char *name, const std::string &bytes, unsigned wordSize, quint64 wanted,
                            quint64 entries, bool isFollowed) {
            QTest::newRow(name) << bytes << wordSize << wanted << entries << isFollowed;
        };
        row("values", words({0, 3, 7, 8, 9}), 2, 3, 3, true);
        row("values and a line", words({0, 1, 7, 1, 99, 8}), 2, 100, 100, true);
        row("a segment again", words({0, 2, 1, 2, 2, 1, 0, 0}), 2, 4, 4, true);
        row("two segments again", words({0, 2, 1, 2, 1, 3, 9, 2, 2, 0, 0}), 2, 10, 10, true);
        row("bytes", std::string{"\0\2\1\2\1\3\4", 7}, 1, 5, 5, true);
        row("bytes with padding", std::string{"\0\2\1\2\1\3\4\0", 8}, 1, 5, 5, true);
        row("bytes again", std::string{"\0\2\1\2\2\1\0\0\0\0", 10}, 1, 4, 4, true);
        row("more than wanted", words({0, 3, 7, 8, 9, 0, 1, 1}), 2, 3, 4, true);
        row("less than wanted", words({0, 3, 7, 8, 9}), 2, 4, 3, true);
        row("nothing", {}, 2, 4, 0, true);
        row("segments of nothing, again and again", words({0, 0, 2, 65535, 0, 0}), 2, 4, 0, false);
        row("a cut segment", words({0, 3, 7}), 2, 3, 0, false);
        row("a reference that is cut off", words({0, 1, 7, 2, 1, 0}), 2, 3, 1, false);
        row("four thousand million entries", words({0, 1, 7, 1, 65535, 8, 2, 65535, 0, 0}), 2, 65536, 65536, true);
    }
    void segmentsOfAPaletteAreFollowed()
    {
        QFETCH(std::string, bytes);
        QFETCH(unsigned, wordSize);
        QFETCH(quint64, wanted);
        const PaletteExpansion expansion = expandPalette(bytes, wordSize, false, wanted);
        QTEST(expansion.defect.empty(), "isFollowed");
        if (expansion.defect.empty() && expansion.entries <= wanted)
            QTEST(quint64{expansion.entries}, "entries");
        if (wordSize != 2)
            return;
        std::string swapped = bytes;
        for (std::size_t at = 0; at + 1 < swapped.size(); at += 2)
            std::swap(swapped[at], swapped[at + 1]);
        QCOMPARE(expandPalette(swapped, 2, true, wanted).entries, expansion.entries);
    }
};

QTEST_APPLESS_MAIN(TestStreamFormats)
#include "tst_stream_formats.moc"
