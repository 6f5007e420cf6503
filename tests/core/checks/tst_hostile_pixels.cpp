// Pixel data made to exhaust: absurd sizes in headers, tables and streams that unpack to far more than they are. One
// process, one small stack, little memory, and a verdict each time.
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include "core/checks/instance_checker.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/pixel_draft.h"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include <malloc.h>

using namespace mi;
using namespace mi::test;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr long maxPeakKib = 400 * 1024; // shadow memory and quarantine
#else
constexpr long maxPeakKib = 64 * 1024;
#endif

// Memory of files before goes back to the system, and the peak counts from here: the bound is one file's.
void forgetPeak()
{
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << '5'; // resets VmHWM, proc(5)
}

// The most memory that this process had since then, in KiB.
long peakKib()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::stol(line.substr(6));
    }
    return -1;
}

DraftFile described(std::string_view uid, std::uint16_t side, std::uint16_t samples = 1)
{
    ImageOptions image = samples == 3 ? colour(syntax(uid), "RGB") : grey(syntax(uid));
    image.rows = side;
    image.columns = side;
    return describedImage(image);
}

std::string compressedFile(std::string_view uid, std::uint16_t side, const std::string &stream,
                           std::uint16_t samples = 1)
{
    const std::string padded = stream + std::string(stream.size() % 2, '\0');
    return described(uid, side, samples)
        .setElement(tags::PixelData, ElementWriter{}.encapsulated(tags::PixelData, {}, {padded}).str())
        .file();
}

std::string hugeJpeg2000(std::uint32_t side, unsigned components, bool highThroughput)
{
    return jpeg2000({.rows = side, .columns = side, .components = components, .highThroughput = highThroughput});
}

} // namespace

class TestHostilePixels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto session = DcmtkSession::create();
        QVERIFY(session.isOk());
        m_session = session.take();
    }
    void aVerdictTakesLittleTimeAndMemory_data();
    void aVerdictTakesLittleTimeAndMemory();

private:
    std::unique_ptr<DcmtkSession> m_session;
};

void TestHostilePixels::aVerdictTakesLittleTimeAndMemory_data()
{
    QTest::addColumn<std::function<std::string()>>("make");
    const auto row = [](const char *name, std::function<std::string()> make) {
        QTest::newRow(name) << std::move(make);
    };
    constexpr std::uint16_t most = 65'535;
    for (const std::uint16_t side : std::initializer_list<std::uint16_t>{1'400, 2'000, 2'896, 5'000, 20'000, most}) {
        const auto named = [side](const char *what) { return std::string(what) + " of " + std::to_string(side); };
        row(named("baseline JPEG").c_str(),
            [side] { return compressedFile("4.50", side, jpeg({.rows = side, .columns = side})); });
        row(named("progressive JPEG").c_str(), [side] {
            return compressedFile("4.55", side, jpeg({.frameMarker = 0xC2, .rows = side, .columns = side}));
        });
        row(named("colour JPEG").c_str(), [side] {
            return compressedFile("4.50", side, jpeg({.rows = side, .columns = side, .ids = {1, 2, 3}}), 3);
        });
        row(named("lossless JPEG").c_str(), [side] {
            return compressedFile("4.57", side,
                                  jpeg({.frameMarker = 0xC3, .rows = side, .columns = side, .selection = 1}));
        });
        row(named("JPEG-LS").c_str(), [side] {
            return compressedFile("4.80", side, jpeg({.frameMarker = 0xF7, .rows = side, .columns = side}));
        });
        row(named("JPEG 2000").c_str(), [side] { return compressedFile("4.90", side, hugeJpeg2000(side, 1, false)); });
        row(named("colour JPEG 2000").c_str(),
            [side] { return compressedFile("4.90", side, hugeJpeg2000(side, 3, false), 3); });
        row(named("high throughput").c_str(),
            [side] { return compressedFile("4.201", side, hugeJpeg2000(side, 1, true)); });
        row(named("RLE").c_str(), [side] { return compressedFile("5", side, rleFrame(1, {64}, 80)); });
        row(named("deflated").c_str(),
            [side] { return compressedFile("8.1", side, deflated(std::string(100'000, '\0'))); });
    }
    row("JPEG 2000 of 4,294,967,295", [] { return compressedFile("4.90", most, hugeJpeg2000(0xFFFFFFFFU, 1, false)); });
    row("JPEG 2000 of 16,384 components", [] { return compressedFile("4.90", 4, hugeJpeg2000(4, 16'384, false)); });
    row("JPEG 2000 of 255 decompositions", [] { return compressedFile("4.90", 4, jpeg2000({.levels = 255})); });
    row("JPEG XL of a thousand million",
        [] { return compressedFile("4.110", most, std::string{"\xFF\x0A"} + std::string(8, '\xFF')); });
    row("five megabytes deflated", [] { return compressedFile("8.1", 4, deflated(std::string(5'000'000, '\0'))); });
    row("native pixels of four thousand million times two thousand million", [] {
        return described("1", most)
            .set(tags::NumberOfFrames, Vr::IS, "2147483647")
            .setRaw(tags::PixelData, Vr::OB, std::string(16, '\1'))
            .file();
    });
    row("two thousand million compressed frames", [] {
        ImageOptions image = framed(grey(syntax("4.50")), "2147483647");
        return compressedImage(image, {jpeg()}, offsets({0})).file();
    });
    row("a hundred thousand frames of a few bytes", [] {
        const std::vector<std::string> frames(100'000, std::string{"\xFF\xD8\xFF\xD9", 4});
        return compressedImage(framed(grey(syntax("4.50")), "100000"), frames).file();
    });
    row("fifty thousand previews", [] {
        ElementWriter item;
        item.us(tags::Rows, {most}).us(tags::Columns, {most}).raw(tags::PixelData, Vr::OB, "ab");
        const Tag icons{0x0088, 0x0200};
        return nativeImage({}, 16)
            .setElement(icons, ElementWriter{}.sequence(icons, std::vector<std::string>(50'000, item.str())).str())
            .file();
    });
    row("an Item with the same things again and again", [] {
        ElementWriter item;
        for (int index = 0; index < 30'000; ++index)
            item.us({0x0028, 0x3002}, {4, 0, 7})
                .raw({0x0028, 0x1101}, Vr::US, std::string(6, '\1'))
                .raw(tags::PixelData, Vr::OB, "ab");
        const Tag luts{0x0028, 0x3010};
        return nativeImage({}, 16).setElement(luts, ElementWriter{}.sequence(luts, {item.str()}).str()).file();
    });
    row("a palette that repeats itself for ever", [] {
        std::string segments = offsets({0, 0}, 2);
        for (int index = 0; index < 8'000; ++index)
            segments += offsets({2, 65'535, 0, 0}, 2);
        DraftFile draft = paletteImage(0, 16, 0);
        for (std::uint16_t index = 1; index <= 3; ++index) {
            draft.remove({0x0028, static_cast<std::uint16_t>(0x1200 + index)});
            draft.setRaw({0x0028, static_cast<std::uint16_t>(0x1220 + index)}, Vr::OW, segments);
        }
        return draft.file();
    });
    row("a colour profile of four thousand million parts", [] {
        std::string profile(132, '\xFF');
        profile.replace(36, 4, "acsp");
        return nativeImage({}, 16).setRaw({0x0028, 0x2000}, Vr::OB, profile).file();
    });
}

void TestHostilePixels::aVerdictTakesLittleTimeAndMemory()
{
    QFETCH(std::function<std::string()>, make);
    const std::string bytes = make();
    forgetPeak();
    InstanceVerdict verdict;
    qint64 elapsed = 0;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        MemorySource source(std::as_bytes(std::span(bytes)));
        QElapsedTimer timer;
        timer.start();
        const Result<ScannedInstance> scan = scanEncoding(source);
        if (!scan)
            std::abort();
        verdict = checkInstance({*scan, &source});
        elapsed = timer.elapsed();
    }));
    thread->setStackSize(512 * 1024);
    thread->start();
    QVERIFY(thread->wait());
    QVERIFY(verdict.decidedChecks > 0);
    QVERIFY2(elapsed < 10'000, qPrintable(QString::number(elapsed))); // it is far less; machines may be busy
    const long peak = peakKib();
    QVERIFY2(peak < maxPeakKib, qPrintable(QString::number(peak)));
}

QTEST_GUILESS_MAIN(TestHostilePixels)
#include "tst_hostile_pixels.moc"
