// However a file is damaged, the scan comes back on a small stack with a consistent tree and few words.
#include <QTest>
#include <QThread>

#include "core/dicom/encoding_scan.h"
#include "tests/core/dicom/deflate.h"
#include "tests/core/dicom/scan_helpers.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <functional>
#include <memory>

using namespace mi;
using namespace mi::test;
using namespace std::string_literals;

namespace {

constexpr uint smallStack = 512 * 1024;

// Runs on a thread with the stack that workers of other systems have.
void onSmallStack(const std::function<void()> &work)
{
    const std::unique_ptr<QThread> thread(QThread::create(work));
    thread->setStackSize(smallStack);
    thread->start();
    thread->wait();
}

std::string dataSet(ByteOrder order)
{
    const std::string reference = ElementWriter(order)
                                      .text(Tag{0x0008, 0x1150}, Vr::UI, "1.2")
                                      .text(Tag{0x0008, 0x1155}, Vr::UI, "1.2.3.5")
                                      .str();
    const std::string nested = ElementWriter(order).sequence(Tag{0x0008, 0x1199}, {reference, reference}).str();
    return ElementWriter(order)
        .text(tags::SOPClassUID, Vr::UI, ctImageStorage)
        .text(tags::Modality, Vr::CS, "CT")
        .sequence(Tag{0x0008, 0x1115}, {nested, nested}, true)
        .sequence(Tag{0x0008, 0x1140}, {reference})
        .text(tags::PatientName, Vr::PN, "TEST^ONE")
        .us(tags::Rows, {4})
        .raw(tags::PixelData, order.explicitVr ? Vr::OB : Vr::OW, std::string(16, '\x20'))
        .str();
}

std::string instance(std::string_view transferSyntax)
{
    const std::string meta = fileMeta({.transferSyntax = std::string(transferSyntax)});
    if (transferSyntax == implicitLittle)
        return part10(meta, dataSet({.explicitVr = false}));
    if (transferSyntax == explicitBig)
        return part10(meta, dataSet({.bigEndian = true}));
    if (transferSyntax == deflatedLittle)
        return part10(meta, deflated(dataSet({})));
    if (transferSyntax == jpegBaseline)
        return part10(meta, ElementWriter()
                                .text(tags::Modality, Vr::CS, "OT")
                                .encapsulated(tags::PixelData, "\0\0\0\0"s, {"\xFF\xD8"s, "abcd"})
                                .str());
    return part10(meta, dataSet({}));
}

// What every result must be, whatever the bytes; "" if it is.
std::string inconsistency(const ScannedInstance &scanned)
{
    const auto count = static_cast<std::uint32_t>(scanned.elements.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const Element &element = scanned.elements[i];
        if (element.end <= i || element.end > count)
            return "end of element " + std::to_string(i);
        if (element.parent != Element::noParent &&
            (element.parent >= i || scanned.elements[element.parent].end < element.end))
            return "parent of element " + std::to_string(i);
        if (!scanned.encoding.deflated && element.offset + 8 > scanned.fileSize)
            return "offset of element " + std::to_string(i);
        if (element.valueIndex + scanned.prefix(element).size() > scanned.keptBytes.size())
            return "value of element " + std::to_string(i);
    }
    return {};
}

struct Watch {
    std::string firstFailure;
    std::size_t runs = 0;

    void scan(const std::string &bytes, const std::string &what, std::size_t maxDefects)
    {
        ++runs;
        const Result<ScannedInstance> scanned = scanBytes(bytes);
        if (!firstFailure.empty())
            return;
        if (!scanned)
            firstFailure = what + ": an Error";
        else if (const std::string wrong = inconsistency(*scanned); !wrong.empty())
            firstFailure = what + ": " + wrong;
        else if (scanned->defects.size() > maxDefects)
            firstFailure = what + ": " + describeDefects(*scanned);
    }
};

} // namespace

class TestEncodingScanRobustness : public QObject {
    Q_OBJECT

    static void encodings()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const std::string_view uid : {explicitLittle, implicitLittle, explicitBig, deflatedLittle, jpegBaseline})
            QTest::newRow(std::string(uid).c_str()) << QByteArray::fromStdString(instance(uid));
    }

private Q_SLOTS:
    void survivesEveryTruncation_data() { encodings(); }
    void survivesEveryTruncation();
    void survivesEveryByteChange_data() { encodings(); }
    void survivesEveryByteChange();
    void survivesEveryLength_data() { encodings(); }
    void survivesEveryLength();
};

void TestEncodingScanRobustness::survivesEveryTruncation()
{
    QFETCH(const QByteArray, bytes);
    const std::string whole = bytes.toStdString();
    Watch watch;
    onSmallStack([&] {
        for (std::size_t size = 0; size < whole.size(); ++size)
            watch.scan(whole.substr(0, size), "cut at " + std::to_string(size), 1);
    });
    QVERIFY2(watch.firstFailure.empty(), watch.firstFailure.c_str());
    QCOMPARE(watch.runs, whole.size());
}

void TestEncodingScanRobustness::survivesEveryByteChange()
{
    QFETCH(const QByteArray, bytes);
    const std::string whole = bytes.toStdString();
    Watch watch;
    onSmallStack([&] {
        for (std::size_t i = 128; i < whole.size(); ++i) {
            for (const int change : {0x01, 0x02, 0x10, 0x20, 0x80, 0xFF}) {
                std::string changed = whole;
                changed[i] = static_cast<char>(changed[i] ^ change);
                watch.scan(changed, "byte " + std::to_string(i) + " xor " + std::to_string(change), 8);
            }
        }
    });
    QVERIFY2(watch.firstFailure.empty(), watch.firstFailure.c_str());
}

void TestEncodingScanRobustness::survivesEveryLength()
{
    QFETCH(const QByteArray, bytes);
    const std::string whole = bytes.toStdString();
    const Result<ScannedInstance> clean = scanBytes(whole);
    QVERIFY(clean.isOk());
    QVERIFY2(clean->defects.empty(), describeDefects(*clean).c_str());
    Watch watch;
    onSmallStack([&] {
        for (const Element &element : clean->elements) {
            const bool isFile = !clean->encoding.deflated || element.tag.isFileMeta();
            if (!isFile)
                continue;
            const bool isShort =
                element.headerSize == 8 && !element.has(Element::vrFromDictionary) && element.vr != Vr::none;
            const std::size_t width = isShort ? 2 : 4;
            const std::size_t at = static_cast<std::size_t>(element.offset) + element.headerSize - width;
            const bool big = element.has(Element::bigEndian);
            for (const std::uint32_t length :
                 {0U, 1U, 3U, 0x10U, 0xFFFFU, 0x10000U, 0x7FFFFFFFU, 0xFFFFFFFEU, 0xFFFFFFFFU}) {
                std::string changed = whole;
                for (std::size_t i = 0; i < width; ++i)
                    changed[at + i] = static_cast<char>((length >> (8 * (big ? width - 1 - i : i))) & 0xFFU);
                watch.scan(changed,
                           toString(element.tag) + " at " + std::to_string(element.offset) + " with length " +
                               std::to_string(length),
                           4);
            }
        }
    });
    QVERIFY2(watch.firstFailure.empty(), watch.firstFailure.c_str());
    QVERIFY(watch.runs > 0);
}

QTEST_APPLESS_MAIN(TestEncodingScanRobustness)
#include "tst_encoding_scan_robustness.moc"
