#include "core/extract/attribute_differences.h"
#include "core/extract/raw_bytes.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mi;
using test::CleanInstance;
namespace fs = std::filesystem;

class TestAttributeDifferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatDiffersIsListed()
    {
        const AttributeDifferences found = compare({CleanInstance{.sopInstanceUid = "1.2.3.1", .instanceNumber = "1"},
                                                    CleanInstance{.sopInstanceUid = "1.2.3.2", .instanceNumber = "2"},
                                                    CleanInstance{.sopInstanceUid = "1.2.3.3", .instanceNumber = "3"}});
        QCOMPARE(found.instances, 3U);
        QVERIFY(find(found, tags::InstanceNumber) != nullptr);
        QVERIFY(find(found, tags::SOPInstanceUID) != nullptr);
        QVERIFY(find(found, tags::PatientID) == nullptr);
        QVERIFY(find(found, tags::SeriesInstanceUID) == nullptr);
        QVERIFY2(find(found, tags::InstanceNumber)->value.starts_with("3 values: 1 | 2 | 3"),
                 find(found, tags::InstanceNumber)->value.c_str());
    }

    void paddingIsNoDifferenceAndPixelsAre()
    {
        const AttributeDifferences found =
            compare({CleanInstance{.patientId = "T-1", .pixels = std::string(16, '\x20')},
                     CleanInstance{.patientId = "T-1 ", .pixels = std::string(16, '\x21')}});
        QVERIFY(find(found, tags::PatientID) == nullptr);
        QVERIFY(find(found, tags::PixelData) != nullptr);
    }

    void anAttributeThatIsNotEverywhereIsADifference()
    {
        const fs::path with = write(
            "with",
            test::part10(
                test::fileMeta(),
                test::ElementWriter{}.text(tags::Modality, Vr::CS, "CT").text(tags::PatientID, Vr::LO, "1").str()));
        const fs::path without = write(
            "without", test::part10(test::fileMeta(), test::ElementWriter{}.text(tags::Modality, Vr::CS, "CT").str()));
        const AttributeDifferences found = attributeDifferences(*m_files, {with, without});
        QCOMPARE(found.attributes.size(), 1U);
        QVERIFY2(found.attributes[0].value.starts_with("in 1 of 2;"), found.attributes[0].value.c_str());
    }

    void itemsAreComparedWithWhatIsInThem()
    {
        const auto file = [this](const std::string &name, const std::string &meaning) {
            test::ElementWriter item;
            item.text({0x0008, 0x0104}, Vr::LO, meaning);
            test::ElementWriter writer;
            writer.text(tags::Modality, Vr::CS, "CT").sequence({0x0008, 0x1032}, {item.str()});
            return write(name, test::part10(test::fileMeta(), writer.str()));
        };
        QCOMPARE(attributeDifferences(*m_files, {file("a", "Chest"), file("b", "Chest")}).attributes.size(), 0U);
        QCOMPARE(attributeDifferences(*m_files, {file("a", "Chest"), file("c", "Knee")}).attributes.size(), 1U);
    }

    void whatCannotBeReadIsCounted()
    {
        const fs::path good = write("good", CleanInstance{}.file());
        const fs::path text = write("text", "This is no DICOM file at all, only some words.");
        const AttributeDifferences found = attributeDifferences(*m_files, {good, text, path() / "missing"});
        QCOMPARE(found.instances, 1U);
        QCOMPARE(found.unreadable, 2U);
        QVERIFY(found.attributes.empty());
    }

    void theBytesOfAnElementAreThoseOfTheFile()
    {
        const std::string bytes = CleanInstance{.patientId = "AB"}.file();
        const fs::path file = write("file", bytes);
        const std::size_t offset = bytes.find(std::string("\x10\x00\x20\x00LO", 6));
        QVERIFY(offset != std::string::npos);
        const Result<RawBytes> raw = rawBytesOf(*m_files, file, offset);
        QVERIFY(raw.isOk());
        QCOMPARE(raw->bytes, bytes.substr(offset, 10));
        QCOMPARE(raw->length, 10U);
        QVERIFY(rawBytesOf(*m_files, file, offset + 1).error().code == ErrorCode::notFound);
    }

    void aDumpHasOffsetsAndNoControlCharacters()
    {
        QCOMPARE(hexDump({.offset = 0x1F0, .length = 3, .bytes = std::string("A\0<", 3)}),
                 "000001f0  41 00 3c                                         A.<\n");
        QVERIFY(hexDump({.offset = 0, .length = 100, .bytes = "x"}).ends_with("... 99 bytes more\n"));
    }

private:
    fs::path path() const { return fs::path(m_folder.path().toStdString()); }

    fs::path write(const std::string &name, const std::string &bytes) const
    {
        test::writeFile(path() / name, bytes);
        return path() / name;
    }

    AttributeDifferences compare(const std::vector<CleanInstance> &instances)
    {
        std::vector<fs::path> paths;
        for (const CleanInstance &instance : instances)
            paths.push_back(write("instance" + std::to_string(paths.size()), instance.file()));
        return attributeDifferences(*m_files, paths);
    }

    static const AttributeNode *find(const AttributeDifferences &found, Tag tag)
    {
        const auto node = std::ranges::find(found.attributes, tag, &AttributeNode::tag);
        return node == found.attributes.end() ? nullptr : &*node;
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestAttributeDifferences)
#include "tst_attribute_differences.moc"
