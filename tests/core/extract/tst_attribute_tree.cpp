#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "core/dicom/scanned_instance.h"
#include "core/extract/attribute_tree.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"

#include <QTest>

using namespace mi;
using namespace mi::test;

namespace {

std::vector<AttributeNode> treeOf(const std::string &dataSet, const MetaOptions &meta = {})
{
    const std::string file = part10(fileMeta(meta), dataSet);
    MemorySource source(std::as_bytes(std::span(file.data(), file.size())));
    const auto instance = scanEncoding(source);
    return instance ? attributeTree(*instance) : std::vector<AttributeNode>{};
}

AttributeNode find(const std::vector<AttributeNode> &nodes, Tag tag)
{
    for (const AttributeNode &node : nodes) {
        if (node.tag == tag)
            return node;
    }
    return {};
}

QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

class TestAttributeTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsValuesForPeople_data();
    void showsValuesForPeople();
    void readsBigEndianNumbers();
    void nestsItems();
    void usesTheCharacterSetOfAnItem();
    void namesPrivateElementsByTheirCreator();
    void saysAtWhichLevelAnAttributeIs_data();
    void saysAtWhichLevelAnAttributeIs();
    void countsFragmentsOfEncapsulatedPixelData();
    void showsADamagedFileAsFarAsItGoes();
    void reportsAFileThatIsNotThere();
};

void TestAttributeTree::showsValuesForPeople_data()
{
    QTest::addColumn<QByteArray>("dataSet");
    QTest::addColumn<QString>("value");
    QTest::addColumn<quint32>("vm");
    const auto row = [](const char *name, const ElementWriter &data, const char *value, quint32 vm) {
        QTest::newRow(name) << QByteArray::fromStdString(data.str()) << QString::fromUtf8(value) << vm;
    };
    const Tag tag{0x0009, 0x1001};
    row("text without its padding", ElementWriter().text(tag, Vr::LO, "abc"), "abc", 1);
    row("several values", ElementWriter().text(tag, Vr::CS, "A\\B\\\\D"), "A\\B\\\\D", 4);
    row("a backslash in one long text", ElementWriter().text(tag, Vr::LT, "A\\B"), "A\\B", 1);
    row("empty", ElementWriter().text(tag, Vr::LO, ""), "", 0);
    row("spaces only", ElementWriter().text(tag, Vr::LO, "  "), "", 0);
    row("line breaks", ElementWriter().text(tag, Vr::LT, "a\r\nb\tc"), "a b c", 1);
    row("bad bytes", ElementWriter().text(tag, Vr::LO, "J\xE9r"), "J\uFFFDr", 1);
    row("unsigned numbers", ElementWriter().us(tag, {1, 65535}), "1\\65535", 2);
    row("negative numbers", ElementWriter().raw(tag, Vr::SS, "\xFE\xFF"), "-2", 1);
    row("long numbers", ElementWriter().ul(tag, {4294967295U}), "4294967295", 1);
    row("floating point", ElementWriter().raw(tag, Vr::FL, std::string_view("\0\0\x20\x41", 4)), "10", 1);
    row("double precision", ElementWriter().raw(tag, Vr::FD, std::string_view("\0\0\0\0\0\0\xE0\x3F", 8)), "0.5", 1);
    row("a tag", ElementWriter().raw(tag, Vr::AT, std::string_view("\x18\0\x63\x10", 4)), "(0018,1063)", 1);
    row("more numbers than fit", ElementWriter().us(tag, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17}),
        "1\\2\\3\\4\\5\\6\\7\\8\\9\\10\\11\\12\\13\\14\\15\\16…", 17);
    row("a few bytes", ElementWriter().raw(tag, Vr::OB, std::string_view("\0\1", 2)), "00 01", 1);
    row("printable bytes of unknown VR", ElementWriter().raw(tag, Vr::UN, "HELLO "), "HELLO", 1);
    row("many bytes", ElementWriter().raw(tag, Vr::OB, std::string(1024, 'x')), "1,024 bytes", 1);
    row("bulk", ElementWriter().raw(tag, Vr::OB, std::string(1234568, 'x')), "1,234,568 bytes", 1);
    row("a number cut in half", ElementWriter().raw(tag, Vr::UL, "ab"), "", 0);
}

void TestAttributeTree::showsValuesForPeople()
{
    QFETCH(QByteArray, dataSet);
    const AttributeNode node = find(treeOf(dataSet.toStdString()), Tag{0x0009, 0x1001});
    QVERIFY(node.tag == (Tag{0x0009, 0x1001}));
    QTEST(qt(node.value), "value");
    QTEST(node.vm, "vm");
}

void TestAttributeTree::readsBigEndianNumbers()
{
    MetaOptions meta;
    meta.transferSyntax = std::string{explicitBig};
    const auto tree = treeOf(ElementWriter({true, true}).us(tags::Rows, {512}).str(), meta);
    QCOMPARE(qt(find(tree, tags::Rows).value), QStringLiteral("512"));
    // The File Meta Information stays little endian.
    QVERIFY(find(tree, tags::FileMetaInformationGroupLength).value.size() <= 3);
}

void TestAttributeTree::nestsItems()
{
    const Tag sequence{0x0008, 0x1140};
    for (const bool undefinedLength : {false, true}) {
        const std::string first = ElementWriter().text(Tag{0x0008, 0x1150}, Vr::UI, "1.2.3").str();
        const auto tree = treeOf(ElementWriter().sequence(sequence, {first, {}}, undefinedLength).str());
        const AttributeNode node = find(tree, sequence);
        QCOMPARE(qt(node.name), QStringLiteral("Referenced Image Sequence"));
        QCOMPARE(qt(node.keyword), QStringLiteral("ReferencedImageSequence"));
        QCOMPARE(qt(node.vr), QStringLiteral("SQ"));
        QCOMPARE(qt(node.value), QStringLiteral("2 items"));
        QCOMPARE(node.children.size(), std::size_t{2});
        QCOMPARE(qt(node.children[0].name), QStringLiteral("Item 1"));
        QCOMPARE(qt(node.children[0].children.at(0).value), QStringLiteral("1.2.3"));
        QCOMPARE(qt(node.children[1].name), QStringLiteral("Item 2"));
        QVERIFY(node.children[1].children.empty());
    }
}

void TestAttributeTree::usesTheCharacterSetOfAnItem()
{
    const std::string greek = ElementWriter()
                                  .text(tags::SpecificCharacterSet, Vr::CS, "ISO_IR 126")
                                  .text(Tag{0x0008, 0x0104}, Vr::LO, "\xE1 ")
                                  .str();
    const std::string inherited = ElementWriter().text(Tag{0x0008, 0x0104}, Vr::LO, "\xE4 ").str();
    const Tag sequence{0x0008, 0x1110};
    const auto tree = treeOf(ElementWriter()
                                 .text(tags::SpecificCharacterSet, Vr::CS, "ISO_IR 100")
                                 .sequence(sequence, {greek, inherited})
                                 .str());
    const AttributeNode node = find(tree, sequence);
    QCOMPARE(qt(node.children.at(0).children.at(1).value), QStringLiteral("α"));
    QCOMPARE(qt(node.children.at(1).children.at(0).value), QStringLiteral("ä"));
}

void TestAttributeTree::namesPrivateElementsByTheirCreator()
{
    const std::string item = ElementWriter().text(Tag{0x0009, 0x1001}, Vr::LO, "x").str();
    const auto tree = treeOf(ElementWriter()
                                 .text(Tag{0x0009, 0x0010}, Vr::LO, "MAKER ONE")
                                 .text(Tag{0x0009, 0x1001}, Vr::LO, "x")
                                 .text(Tag{0x0009, 0x1101}, Vr::LO, "x")
                                 .sequence(Tag{0x0009, 0x1102}, {item})
                                 .str());
    QCOMPARE(qt(find(tree, Tag{0x0009, 0x0010}).name), QStringLiteral("Private Creator"));
    QCOMPARE(qt(find(tree, Tag{0x0009, 0x1001}).name), QStringLiteral("MAKER ONE"));
    QCOMPARE(qt(find(tree, Tag{0x0009, 0x1101}).name), QStringLiteral("Unknown"));
    // A creator outside the item does not count (PS3.5 7.8.1).
    QCOMPARE(qt(find(tree, Tag{0x0009, 0x1102}).children.at(0).children.at(0).name), QStringLiteral("Unknown"));
}

void TestAttributeTree::saysAtWhichLevelAnAttributeIs_data()
{
    QTest::addColumn<quint32>("key");
    QTest::addColumn<int>("level");
    const auto row = [](const char *name, Tag tag, AttributeLevel level) {
        QTest::newRow(name) << tag.key() << static_cast<int>(level);
    };
    row("patient name", tags::PatientName, AttributeLevel::patient);
    row("patient ID", tags::PatientID, AttributeLevel::patient);
    row("patient age is of the study", Tag{0x0010, 0x1010}, AttributeLevel::study);
    row("study date", tags::StudyDate, AttributeLevel::study);
    row("modality", tags::Modality, AttributeLevel::series);
    row("manufacturer", tags::Manufacturer, AttributeLevel::series);
    row("frame of reference", Tag{0x0020, 0x0052}, AttributeLevel::series);
    row("instance number", tags::InstanceNumber, AttributeLevel::instance);
    row("rows", tags::Rows, AttributeLevel::instance);
    row("private", Tag{0x0009, 0x1001}, AttributeLevel::instance);
}

void TestAttributeTree::saysAtWhichLevelAnAttributeIs()
{
    QFETCH(quint32, key);
    const Tag tag{static_cast<std::uint16_t>(key >> 16U), static_cast<std::uint16_t>(key & 0xFFFFU)};
    QTEST(static_cast<int>(find(treeOf(ElementWriter().text(tag, Vr::LO, "x").str()), tag).level), "level");
}

void TestAttributeTree::countsFragmentsOfEncapsulatedPixelData()
{
    MetaOptions meta;
    meta.transferSyntax = std::string{jpegBaseline};
    const auto tree = treeOf(ElementWriter().encapsulated(tags::PixelData, "", {"ABCD", "EF"}).str(), meta);
    const AttributeNode node = find(tree, tags::PixelData);
    QCOMPARE(qt(node.value), QStringLiteral("2 fragments, 6 bytes"));
    QVERIFY(node.children.empty());
}

void TestAttributeTree::showsADamagedFileAsFarAsItGoes()
{
    const auto tree = treeOf(
        ElementWriter().text(tags::PatientName, Vr::PN, "A^B ").withLength(tags::PatientID, Vr::LO, 200, "cut").str());
    QCOMPARE(qt(find(tree, tags::PatientName).value), QStringLiteral("A^B"));
}

void TestAttributeTree::reportsAFileThatIsNotThere()
{
    const auto files = makeSystemFileLayer();
    const auto tree = readAttributeTree(*files, "/nonexistent/instance.dcm");
    QVERIFY(!tree);
    QCOMPARE(tree.error().code, ErrorCode::notFound);
    const auto read = readAttributeTree(*files, "/usr/lib/python3/dist-packages/pydicom/data/test_files/CT_small.dcm");
    QVERIFY(read.isOk());
    QCOMPARE(qt(find(*read, tags::PatientName).value), QStringLiteral("CompressedSamples^CT1"));
}

QTEST_APPLESS_MAIN(TestAttributeTree)
#include "tst_attribute_tree.moc"
