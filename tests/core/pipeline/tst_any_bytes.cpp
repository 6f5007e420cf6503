// However a file is damaged, everything that is done with one file gives a verdict: in time, in little memory, on a
// small stack. What is cut off is never called clean, and one changed place gives few findings.
#include <QJsonDocument>
#include <QTest>
#include <QThread>

#include "core/checks/instance_checker.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/encoding_scan.h"
#include "core/extract/attribute_tree.h"
#include "core/extract/dicom_json.h"
#include "core/extract/instance_header.h"
#include "tests/core/checks/draft_file.h"
#include "tests/core/checks/pixel_draft.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace mi;
using namespace mi::test;

namespace {

constexpr uint smallStack = 512 * 1024;
constexpr double maxSeconds = 1;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool isInstrumented = true;
#else
constexpr bool isInstrumented = false;
#endif

// Of this thread, whatever else the machine does.
double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

long peakKib()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:"))
            return std::stol(line.substr(6));
    }
    return -1;
}

void onSmallStack(const std::function<void()> &work)
{
    const std::unique_ptr<QThread> thread(QThread::create(work));
    thread->setStackSize(smallStack);
    thread->start();
    thread->wait();
}

std::string sample(std::string_view name)
{
    return readFile("/usr/lib/python3/dist-packages/pydicom/data/" + std::string(name));
}

InstanceVerdict judgeAll(std::string_view bytes, std::string &failure)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const double begin = processorSeconds();
    const Result<ScannedInstance> scanned = scanEncoding(source);
    if (!scanned) {
        failure = "an Error";
        return {};
    }
    InstanceVerdict verdict = checkInstance({*scanned, &source});
    if (scanned->kind == FileKind::part10 || scanned->kind == FileKind::dataSetOnly) {
        static_cast<void>(extractHeader(*scanned));
        const DicomJson json = toDicomJson(*scanned, &source);
        if (!QJsonDocument::fromJson(QByteArray::fromStdString(json.object)).isObject())
            failure = "the DICOM JSON is none";
        static_cast<void>(attributeTree(*scanned));
    }
    if (scanned->stoppedAt && verdict.outcome == Outcome::passed)
        failure = "passed, although reading stopped";
    if (const double seconds = processorSeconds() - begin; seconds > maxSeconds)
        failure = std::to_string(seconds) + " s";
    return verdict;
}

// Remembers the first failure only.
class Watch {
public:
    InstanceVerdict judge(std::string_view bytes, const std::string &what)
    {
        ++m_runs;
        std::string failure;
        InstanceVerdict verdict = judgeAll(bytes, failure);
        if (!failure.empty())
            fail(what + ": " + failure);
        return verdict;
    }
    void fail(const std::string &text)
    {
        if (m_failure.empty())
            m_failure = text;
    }
    const std::string &failure() const { return m_failure; }
    std::size_t runs() const { return m_runs; }

private:
    std::string m_failure;
    std::size_t m_runs = 0;
};

// One changed place has one cause. Where it shifts the reading of all that follows there is no end of consequences, so
// that only most of such files can have few findings.
class ManyFindings {
public:
    void count(const InstanceVerdict &verdict, const std::string &what)
    {
        if (verdict.findings.size() <= 3)
            return;
        ++m_count;
        if (verdict.findings.size() > m_worst) {
            m_worst = verdict.findings.size();
            m_worstPlace = what;
        }
    }
    bool areRare(std::size_t runs, std::size_t percent) const { return 100 * m_count <= percent * runs; }
    std::string describe() const
    {
        return std::to_string(m_count) + " with more than 3 findings, the worst has " + std::to_string(m_worst) + ": " +
               m_worstPlace;
    }

private:
    std::size_t m_count = 0;
    std::size_t m_worst = 0;
    std::string m_worstPlace;
};

// Where a file may end without a trace: between two elements of its Data Set.
std::vector<std::size_t> endsOfElements(const std::string &bytes)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    std::vector<std::size_t> ends;
    for (std::uint32_t i = scanned->dataSetBegin; i < scanned->elements.size(); i = scanned->elements[i].end)
        ends.push_back(static_cast<std::size_t>(scanned->elements[i].offset));
    if (scanned->encoding.deflated) // the stream has an end of its own, and one byte may follow
        ends = {bytes.size() - 1};
    return ends;
}

bool isCalledDamaged(const InstanceVerdict &verdict)
{
    return verdict.outcome != Outcome::passed && std::ranges::any_of(verdict.findings, [](const Finding &finding) {
               return finding.id().starts_with("file.") || finding.id().starts_with("encoding.");
           });
}

std::string describeFindings(const InstanceVerdict &verdict)
{
    return findingIds(verdict).join(QStringLiteral(", ")).toStdString();
}

// Where a length stands, and how many bytes of the file follow it.
struct LengthField {
    std::size_t at;
    std::size_t width;
    bool isBig;
    std::uint64_t rest;
};

std::vector<LengthField> lengthFields(const std::string &bytes)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    std::vector<LengthField> fields;
    for (const Element &element : scanned->elements) {
        if (scanned->encoding.deflated && !element.tag.isFileMeta())
            continue;
        const bool isShort = element.headerSize == 8 && !element.has(Element::vrFromDictionary) &&
                             element.vr != Vr::none && element.tag != tags::Item;
        const std::size_t width = isShort ? 2 : 4;
        fields.push_back({static_cast<std::size_t>(element.valueOffset()) - width, width,
                          element.has(Element::bigEndian), bytes.size() - element.valueOffset()});
    }
    return fields;
}

std::string withLength(std::string bytes, const LengthField &field, std::uint64_t length)
{
    for (std::size_t i = 0; i < field.width; ++i)
        bytes[field.at + i] = static_cast<char>((length >> (8 * (field.isBig ? field.width - 1 - i : i))) & 0xFFU);
    return bytes;
}

} // namespace

class TestAnyBytes : public QObject {
    Q_OBJECT

    static void files();

private Q_SLOTS:
    void initTestCase();
    void survivesEveryChangedByte_data() { files(); }
    void survivesEveryChangedByte();
    void survivesEveryTruncation_data() { files(); }
    void survivesEveryTruncation();
    void survivesEveryLength_data() { files(); }
    void survivesEveryLength();
    void staysUnder64MiB();

private:
    std::unique_ptr<DcmtkSession> m_session;
};

void TestAnyBytes::initTestCase()
{
    auto session = DcmtkSession::create();
    QVERIFY(session.isOk());
    m_session = session.take();
}

void TestAnyBytes::files()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("isClean");
    const CleanInstance clean;
    const auto meta = [](std::string_view uid) { return fileMeta({.transferSyntax = std::string(uid)}); };
    QTest::newRow("explicit little endian") << clean.file() << true;
    QTest::newRow("implicit") << part10(meta(implicitLittle), clean.dataSet({.explicitVr = false})) << true;
    QTest::newRow("deflated") << part10(meta(deflatedLittle), deflated(clean.dataSet())) << true;
    for (const char *name :
         {"test_files/SC_rgb_small_odd_jpeg.dcm", "test_files/rtdose_rle_1frame.dcm", "test_files/UN_sequence.dcm",
          "test_files/dicomdirtests/DICOMDIR-empty.dcm", "charset_files/chrH31.dcm", "test_files/rtplan.dcm",
          "test_files/ExplVR_BigEndNoMeta.dcm", "test_files/reportsi.dcm"})
        QTest::newRow(name) << sample(name) << false;
}

void TestAnyBytes::survivesEveryChangedByte()
{
    QFETCH(const std::string, bytes);
    QFETCH(const bool, isClean);
    Watch watch;
    ManyFindings findings;
    const std::vector<int> changes = isClean ? std::vector{0x01, 0x20, 0x80, 0xFF} : std::vector{0x01, 0xFF};
    onSmallStack([&] {
        std::string changed = bytes;
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            for (const int change : changes) {
                changed[at] = static_cast<char>(bytes[at] ^ change);
                const std::string what = "byte " + std::to_string(at) + " xor " + std::to_string(change);
                const InstanceVerdict verdict = watch.judge(changed, what);
                findings.count(verdict, what);
            }
            changed[at] = bytes[at];
        }
    });
    QVERIFY2(watch.failure().empty(), watch.failure().c_str());
    QVERIFY2(!isClean || findings.areRare(watch.runs(), 5), findings.describe().c_str());
}

void TestAnyBytes::survivesEveryTruncation()
{
    QFETCH(const std::string, bytes);
    const std::vector<std::size_t> legalEnds = endsOfElements(bytes);
    Watch watch;
    onSmallStack([&] {
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const std::string what = "cut at " + std::to_string(size);
            const InstanceVerdict verdict = watch.judge(std::string_view(bytes).substr(0, size), what);
            if (!std::ranges::binary_search(legalEnds, size) && !isCalledDamaged(verdict))
                watch.fail(what + ": " + describeFindings(verdict));
        }
    });
    QVERIFY2(watch.failure().empty(), watch.failure().c_str());
    QCOMPARE(watch.runs(), bytes.size());
}

void TestAnyBytes::survivesEveryLength()
{
    QFETCH(const std::string, bytes);
    QFETCH(const bool, isClean);
    Watch watch;
    ManyFindings findings;
    onSmallStack([&] {
        for (const LengthField &field : lengthFields(bytes)) {
            for (const std::uint64_t length :
                 {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FFFFFFF}, std::uint64_t{0xFFFFFFFE},
                  std::uint64_t{0xFFFFFFFF}, field.rest - 1, field.rest, field.rest + 1}) {
                const std::string what = "length at " + std::to_string(field.at) + " is " + std::to_string(length);
                const InstanceVerdict verdict = watch.judge(withLength(bytes, field, length), what);
                findings.count(verdict, what);
            }
        }
    });
    QVERIFY2(watch.failure().empty(), watch.failure().c_str());
    QVERIFY(watch.runs() > 0);
    QVERIFY2(!isClean || findings.areRare(watch.runs(), 25), findings.describe().c_str());
}

void TestAnyBytes::staysUnder64MiB()
{
    // After all the others: the peak of this process.
    const long peak = peakKib();
    QVERIFY(peak > 0);
    QVERIFY2(isInstrumented || peak < 64 * 1024, (std::to_string(peak) + " KiB").c_str());
}

QTEST_APPLESS_MAIN(TestAnyBytes)
#include "tst_any_bytes.moc"
