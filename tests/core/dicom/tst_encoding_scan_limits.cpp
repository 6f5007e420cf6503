// Files made to exhaust a reader end as defects: on a small stack, in little memory, in little time. The files are
// made while they are read, so that the memory measured is the scan's.
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include "core/dicom/encoding_scan.h"
#include "tests/core/dicom/deflate.h"
#include "tests/core/dicom/scan_helpers.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

using namespace mi;
using namespace mi::test;

namespace {

constexpr Tag referencedSequence{0x0008, 0x1140};
constexpr std::uint32_t undefined = 0xFFFFFFFFU;
constexpr int clean = -1; // no defect

#if defined(__SANITIZE_ADDRESS__)
constexpr long maxPeakKib = 400 * 1024; // shadow memory and quarantine
#else
constexpr long maxPeakKib = 64 * 1024;
#endif

// The most memory that this process ever had, in KiB.
long peakKib()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::stol(line.substr(6));
    }
    return -1;
}

// `head`, then `count` blocks made one by one.
class MadeSource final : public ByteSource {
public:
    using Block = std::function<void(std::uint64_t index, std::string &block)>;
    MadeSource(std::string head, std::size_t blockSize, std::uint64_t count, Block block)
        : m_head(std::move(head)), m_block(std::move(block)), m_blockSize(blockSize), m_count(count)
    {}
    std::uint64_t size() const override { return m_head.size() + m_blockSize * m_count; }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        std::size_t done = 0;
        std::string bytes;
        while (done < buffer.size() && offset + done < size()) {
            const std::uint64_t at = offset + done;
            std::size_t skip = static_cast<std::size_t>(at);
            if (at < m_head.size()) {
                bytes = m_head;
            } else {
                bytes.clear();
                m_block((at - m_head.size()) / m_blockSize, bytes);
                skip = static_cast<std::size_t>((at - m_head.size()) % m_blockSize);
            }
            const std::size_t step = std::min(bytes.size() - skip, buffer.size() - done);
            std::memcpy(buffer.data() + done, bytes.data() + skip, step);
            done += step;
        }
        return done;
    }

private:
    std::string m_head;
    Block m_block;
    std::size_t m_blockSize;
    std::uint64_t m_count;
};

std::string start(std::string_view transferSyntax = explicitLittle)
{
    return part10(fileMeta({.transferSyntax = std::string(transferSyntax)}),
                  ElementWriter().text(tags::Modality, Vr::CS, "OT").str());
}

std::string level()
{
    return ElementWriter().header(referencedSequence, "SQ", undefined).header(tags::Item, {}, undefined).str();
}

std::unique_ptr<ByteSource> repeated(const std::string &head, const std::string &block, std::uint64_t count)
{
    return std::make_unique<MadeSource>(head, block.size(), count,
                                        [block](std::uint64_t, std::string &out) { out = block; });
}

// Elements with rising or falling tags.
std::unique_ptr<ByteSource> numbered(std::uint64_t count, bool rising, std::string_view value)
{
    const std::string text(value);
    const std::size_t size = ElementWriter().raw(Tag{0x0019, 0x1000}, Vr::LO, text).str().size();
    return std::make_unique<MadeSource>(start(), size, count, [=](std::uint64_t index, std::string &out) {
        const std::uint64_t number = (rising ? index : count - index) + 0x00191000U;
        const Tag tag{static_cast<std::uint16_t>((number >> 15U) | 0x1001U),
                      static_cast<std::uint16_t>((number & 0x7FFFU) + 0x1000U)};
        out = ElementWriter().raw(tag, Vr::LO, text).str();
    });
}

// A deflated Data Set of `head` and many times `block`.
std::unique_ptr<ByteSource> deflatedBlocks(const std::string &head, const std::string &block, std::size_t count)
{
    return repeated(
        part10(fileMeta({.transferSyntax = std::string(deflatedLittle)}), compressed(head, block, count, -15)), "", 0);
}

struct Outcome {
    Result<ScannedInstance> scanned = Error{};
    qint64 milliseconds = 0;
};

Outcome scanOnSmallStack(ByteSource &source)
{
    Outcome outcome;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        QElapsedTimer timer;
        timer.start();
        outcome.scanned = scanEncoding(source);
        outcome.milliseconds = timer.elapsed();
    }));
    thread->setStackSize(512 * 1024);
    thread->start();
    thread->wait();
    return outcome;
}

using MakeSource = std::function<std::unique_ptr<ByteSource>()>;

} // namespace

Q_DECLARE_METATYPE(MakeSource)

class TestEncodingScanLimits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void endsKillersAsDefects_data();
    void endsKillersAsDefects();
    void staysUnder64MiB();
    void stopsSoonWhenCancelled();
};

void TestEncodingScanLimits::endsKillersAsDefects_data()
{
    QTest::addColumn<MakeSource>("make");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isSafe");
    const auto row = [](const char *name, std::optional<ScanDefectKind> kind, bool isSafe, MakeSource make) {
        QTest::newRow(name) << std::move(make) << (kind ? static_cast<int>(*kind) : clean) << isSafe;
    };
    using K = ScanDefectKind;
    for (const std::uint64_t levels : {65ULL, 700ULL, 100'000ULL, 5'000'000ULL})
        row(("nested " + std::to_string(levels) + " levels").c_str(), K::limitNesting, false,
            [levels] { return repeated(start(), level(), levels); });
    row("nested 100,000 levels, deflated", K::limitNesting, false, [] { return deflatedBlocks("", level(), 100'000); });
    row("5 million empty items", K::limitElements, false, [] {
        const std::string head = start() + ElementWriter().header(referencedSequence, "SQ", undefined).str();
        return repeated(head, ElementWriter().header(tags::Item, {}, 0).str(), 5'000'000);
    });
    row("5 million small elements", K::limitElements, false, [] { return numbered(5'000'000, true, "123456789012"); });
    row("a million elements, each before the last", K::elementOrder, true,
        [] { return numbered(900'000, false, "123456789012"); });
    row("a million odd lengths", K::lengthOdd, true, [] { return numbered(900'000, true, "123"); });
    row("5 million times the same element", K::elementDuplicate, false,
        [] { return repeated(start(), ElementWriter().text(tags::PatientID, Vr::LO, "1").str(), 5'000'000); });
    row("5 million empty items, deflated", K::limitElements, false, [] {
        return deflatedBlocks(ElementWriter().header(referencedSequence, "SQ", undefined).str(),
                              ElementWriter().header(tags::Item, {}, 0).str(), 5'000'000);
    });
    row("10,000 values of 64 KB are no defect", std::nullopt, true, [] {
        const std::string value(60'000, 'x');
        return std::make_unique<MadeSource>(
            start(), value.size() + 8, 10'000, [value](std::uint64_t index, std::string &out) {
                out = ElementWriter().raw(Tag{0x0021, static_cast<std::uint16_t>(0x1000 + index)}, Vr::LO, value).str();
            });
    });
    row("a value of 4 GiB", K::truncated, false, [] {
        return repeated(start() + ElementWriter().header(Tag{0x0009, 0x1010}, "OB", 0xFFFFFFFEU).str(), "x", 1000);
    });
    row("a value of 4 GiB, deflated", K::truncated, false, [] {
        return deflatedBlocks(ElementWriter().header(Tag{0x0009, 0x1010}, "OB", 0xFFFFFFFEU).str(),
                              std::string(1 << 20, '\0'), 512);
    });
    row("a gigabyte of zeros behind", K::trailingZeros, true,
        [] { return repeated(CleanInstance{}.file(), std::string(1 << 16, '\0'), 1 << 14); });
}

void TestEncodingScanLimits::endsKillersAsDefects()
{
    QFETCH(const MakeSource, make);
    QFETCH(const int, kind);
    QFETCH(const bool, isSafe);
    const std::unique_ptr<ByteSource> source = make();
    const Outcome outcome = scanOnSmallStack(*source);
    QVERIFY(outcome.scanned.isOk());
    const auto &defects = outcome.scanned->defects;
    QVERIFY2(kind == clean
                 ? defects.empty()
                 : std::any_of(defects.begin(), defects.end(),
                               [&](const ScanDefect &defect) { return static_cast<int>(defect.kind) == kind; }),
             describeDefects(*outcome.scanned).substr(0, 500).c_str());
    QCOMPARE(outcome.scanned->isSafeForDcmtk, isSafe);
    QVERIFY2(outcome.milliseconds < 60'000, std::to_string(outcome.milliseconds).c_str());
}

void TestEncodingScanLimits::staysUnder64MiB()
{
    // After all the others: the peak of this process.
    const long peak = peakKib();
    QVERIFY(peak > 0);
    QVERIFY2(peak < maxPeakKib, (std::to_string(peak) + " KiB").c_str());
    qInfo("peak %ld KiB", peak);
}

void TestEncodingScanLimits::stopsSoonWhenCancelled()
{
    // An endless file as far as this test is concerned: only the token ends the scan.
    const std::unique_ptr<ByteSource> source =
        repeated(CleanInstance{}.file(), std::string(1 << 16, '\0'), 1ULL << 40U);
    std::stop_source stop;
    std::atomic<bool> isRunning = false;
    Result<ScannedInstance> scanned = Error{};
    std::thread worker([&] {
        isRunning = true;
        scanned = scanEncoding(*source, {}, stop.get_token());
    });
    while (!isRunning)
        std::this_thread::yield();
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    worker.join();
    QVERIFY(!scanned.isOk());
    QVERIFY(scanned.error().code == ErrorCode::cancelled);
    QVERIFY2(timer.elapsed() < 10000, std::to_string(timer.elapsed()).c_str());
}

QTEST_APPLESS_MAIN(TestEncodingScanLimits)
#include "tst_encoding_scan_limits.moc"
