#include "core/dicom/encoding_scan.h"
#include "core/extract/instance_comparison.h"
#include "tests/support/instance_builder.h"

#include <QtTest>

using namespace mi;
using namespace mi::test;

namespace {

constexpr Tag ReferencedImageSequence{0x0008, 0x1140};
constexpr Tag ReferencedSOPInstanceUID{0x0008, 0x1155};
constexpr Tag SmallestPixelValue{0x0028, 0x0106};

std::string inEncoding(const CleanInstance &instance, std::string_view transferSyntax, ByteOrder order)
{
    MetaOptions meta;
    meta.transferSyntax = std::string(transferSyntax);
    return part10(fileMeta(meta), instance.dataSet(order));
}

std::string withElements(const std::string &elements, std::string_view transferSyntax = explicitLittle)
{
    MetaOptions meta;
    meta.transferSyntax = std::string(transferSyntax);
    return part10(fileMeta(meta), elements);
}

std::string withPixels(const std::string &pixels)
{
    CleanInstance instance;
    instance.pixels = pixels;
    return instance.file();
}

std::string withItem(const std::string &uid)
{
    ElementWriter item;
    item.text(ReferencedSOPInstanceUID, Vr::UI, uid);
    ElementWriter whole;
    whole.text(tags::SOPInstanceUID, Vr::UI, "1.2.3").sequence(ReferencedImageSequence, {item.str()});
    return withElements(whole.str());
}

std::string compressed(const std::vector<std::string> &fragments, std::string_view transferSyntax = jpegBaseline)
{
    ElementWriter whole;
    whole.text(tags::SOPInstanceUID, Vr::UI, "1.2.3").encapsulated(tags::PixelData, {}, fragments);
    return withElements(whole.str(), transferSyntax);
}

Result<InstanceDifference> compared(const std::string &first, const std::string &second)
{
    const auto bytes = [](const std::string &text) { return std::as_bytes(std::span<const char>(text)); };
    MemorySource left(bytes(first));
    MemorySource right(bytes(second));
    const Result<ScannedInstance> leftScan = scanEncoding(left);
    const Result<ScannedInstance> rightScan = scanEncoding(right);
    if (!leftScan || !rightScan)
        return leftScan ? rightScan.error() : leftScan.error();
    return compareInstances({*leftScan, left}, {*rightScan, right});
}

} // namespace

class TestInstanceComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void differencesAreNamed_data();
    void differencesAreNamed();
    void manyDifferencesAreBounded();
};

void TestInstanceComparison::differencesAreNamed_data()
{
    QTest::addColumn<std::string>("first");
    QTest::addColumn<std::string>("second");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("attributes");
    const CleanInstance clean;
    CleanInstance renamed;
    renamed.patientName = "TEST^OTHER";
    const QStringList none;
    const auto implicit = inEncoding(clean, implicitLittle, {.explicitVr = false, .bigEndian = false});
    const auto big = inEncoding(clean, explicitBig, {.explicitVr = true, .bigEndian = true});
    QTest::newRow("implicit and explicit VR say the same") << clean.file() << implicit << "encodingOnly" << none;
    QTest::newRow("both byte orders say the same") << clean.file() << big << "encodingOnly" << none;
    QTest::newRow("another name") << clean.file() << renamed.file() << "attributesDiffer"
                                  << QStringList{QStringLiteral("(0010,0010)")};
    QTest::newRow("another name in another encoding")
        << renamed.file() << implicit << "attributesDiffer" << QStringList{QStringLiteral("(0010,0010)")};
    QTest::newRow("other pixels") << clean.file() << withPixels(std::string(16, '\x21')) << "pixelDataDiffers" << none;
    QTest::newRow("other pixels far behind the kept prefix")
        << withPixels(std::string(200'000, 'a')) << withPixels(std::string(199'999, 'a') + "b") << "pixelDataDiffers"
        << none;
    QTest::newRow("the same large pixels")
        << withPixels(std::string(200'000, 'a')) << withPixels(std::string(200'000, 'a')) << "encodingOnly" << none;
    QTest::newRow("an attribute in one of them only")
        << withElements(ElementWriter().text(tags::SOPInstanceUID, Vr::UI, "1.2.3").str())
        << withElements(ElementWriter().text(tags::SOPInstanceUID, Vr::UI, "1.2.3").us(SmallestPixelValue, {1}).str())
        << "attributesDiffer" << QStringList{QStringLiteral("(0028,0106)")};
    QTest::newRow("inside an item") << withItem("1.2.4") << withItem("1.2.5") << "attributesDiffer"
                                    << QStringList{QStringLiteral("(0008,1140)[1].(0008,1155)")};
    QTest::newRow("padding of texts is no difference")
        << withElements(ElementWriter().raw(tags::PatientID, Vr::LO, "AB").str())
        << withElements(ElementWriter().raw(tags::PatientID, Vr::LO, "AB  ").str()) << "encodingOnly" << none;
    QTest::newRow("one codestream in one fragment and in two")
        << compressed({"abcd"}) << compressed({"ab", "cd"}) << "encodingOnly" << none;
    QTest::newRow("another codestream") << compressed({"abcd"}) << compressed({"abce"}) << "pixelDataDiffers" << none;
    QTest::newRow("another compression cannot be compared")
        << compressed({"abcd"}) << compressed({"abcd"}, "1.2.840.10008.1.2.4.70") << "notDecided" << none;
    QTest::newRow("a file that is cut off")
        << clean.file() << clean.file().substr(0, clean.file().size() - 5) << "notDecided" << none;
    QTest::newRow("not DICOM") << clean.file() << std::string("text") << "notDecided" << none;
}

void TestInstanceComparison::differencesAreNamed()
{
    QFETCH(std::string, first);
    QFETCH(std::string, second);
    QFETCH(QString, kind);
    QFETCH(QStringList, attributes);
    for (const bool isTurned : {false, true}) {
        const Result<InstanceDifference> difference = isTurned ? compared(second, first) : compared(first, second);
        QVERIFY(difference);
        QCOMPARE(QString::fromStdString(std::string(toString(difference->kind))), kind);
        QStringList named;
        for (const std::string &attribute : difference->attributes)
            named.append(QString::fromStdString(attribute));
        QCOMPARE(named, attributes);
    }
}

void TestInstanceComparison::manyDifferencesAreBounded()
{
    ElementWriter first;
    ElementWriter second;
    for (std::uint16_t element = 0x1001; element < 0x1401; ++element) {
        first.text(Tag(0x0011, element), Vr::LO, "AB");
        second.text(Tag(0x0011, element), Vr::LO, "AC");
    }
    const Result<InstanceDifference> difference = compared(withElements(first.str()), withElements(second.str()));
    QVERIFY(difference);
    QVERIFY(difference->kind == DifferenceKind::attributesDiffer);
    QCOMPARE(difference->attributes.size(), std::size_t{200});
}

QTEST_APPLESS_MAIN(TestInstanceComparison)
#include "tst_instance_comparison.moc"
