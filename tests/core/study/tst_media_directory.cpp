// A DICOMDIR whose records point where nobody expects it.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/media_directory.h"

#include "core/dicom/encoding_scan.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using test::ElementWriter;

namespace {

constexpr int nowhere = -1;

struct Record {
    std::string type;
    int next = nowhere; // numbers of records
    int lower = nowhere;
    std::string fileId = {};
    std::string name = {}; // Patient ID, Study or Series Instance UID
};

std::string encoded(const std::vector<Record> &records, const std::vector<std::uint32_t> &offsets)
{
    const auto offsetOf = [&](int record) {
        return record >= 0 && static_cast<std::size_t>(record) < offsets.size()
                   ? offsets[static_cast<std::size_t>(record)]
                   : 0U;
    };
    std::vector<std::string> items;
    for (const Record &record : records) {
        ElementWriter item;
        item.ul({0x0004, 0x1400}, {offsetOf(record.next)}).us({0x0004, 0x1410}, {0xFFFF});
        item.ul({0x0004, 0x1420}, {offsetOf(record.lower)}).text({0x0004, 0x1430}, Vr::CS, record.type);
        if (!record.fileId.empty())
            item.text({0x0004, 0x1500}, Vr::CS, record.fileId);
        if (record.type == "PATIENT")
            item.text(tags::PatientID, Vr::LO, record.name);
        if (record.type == "STUDY")
            item.text(tags::StudyInstanceUID, Vr::UI, record.name);
        if (record.type == "SERIES")
            item.text(tags::SeriesInstanceUID, Vr::UI, record.name);
        items.push_back(item.str());
    }
    ElementWriter out;
    out.ul({0x0004, 0x1200}, {offsetOf(0)}).sequence({0x0004, 0x1220}, items);
    return test::part10(test::fileMeta({.sopClassUid = "1.2.840.10008.1.3.10"}), out.str());
}

Result<ScannedInstance> scanned(const std::string &file)
{
    MemorySource source(std::as_bytes(std::span(file)));
    return scanEncoding(source);
}

DirectoryFacts factsOf(const std::vector<Record> &records)
{
    // Offsets do not change sizes: once without, to learn where the Items are.
    std::vector<std::uint32_t> offsets;
    if (const auto first = scanned(encoded(records, {})); first) {
        for (const Element &element : first->elements) {
            if (element.tag == tags::Item)
                offsets.push_back(static_cast<std::uint32_t>(element.offset));
        }
    }
    const auto instance = scanned(encoded(records, offsets));
    return instance ? extractDirectory(*instance) : DirectoryFacts{};
}

} // namespace

class tst_MediaDirectory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTreeIsReadInItsOrder()
    {
        const DirectoryFacts facts = factsOf({{"PATIENT", nowhere, 1, {}, "P1"},
                                              {"STUDY", nowhere, 2, {}, "1.2"},
                                              {"SERIES", 4, 3, {}, "1.2.1"},
                                              {"IMAGE", 5, nowhere, "A\\B1"},
                                              {"SERIES", nowhere, 6, {}, "1.2.2"},
                                              {"IMAGE", nowhere, nowhere, "A\\B2"},
                                              {"IMAGE", nowhere, nowhere, "A\\B3"}});
        QCOMPARE(facts.records, 7U);
        QCOMPARE(facts.unreachable, 0U);
        QCOMPARE(facts.files.size(), std::size_t{3});
        QCOMPARE(facts.files[1].fileId, std::string("A/B2"));
        QCOMPARE(facts.files[1].seriesInstanceUid, std::string("1.2.1"));
        QCOMPARE(facts.files[2].seriesInstanceUid, std::string("1.2.2"));
        QCOMPARE(facts.files[2].studyInstanceUid, std::string("1.2"));
        QCOMPARE(facts.files[2].patientId, std::string("P1"));
    }

    void loops_data()
    {
        QTest::addColumn<int>("next");
        QTest::addColumn<int>("lower");
        QTest::addColumn<unsigned>("unreachable"); // of three: the second refers to the third in no way
        QTest::newRow("a record that is its own neighbour") << 0 << nowhere << 2U;
        QTest::newRow("a record below itself") << nowhere << 0 << 2U;
        QTest::newRow("both") << 0 << 0 << 2U;
        QTest::newRow("two that lead to each other") << 1 << nowhere << 1U;
        QTest::newRow("below and beside the same one") << 1 << 1 << 1U;
    }
    void loops()
    {
        QFETCH(int, next);
        QFETCH(int, lower);
        const DirectoryFacts facts =
            factsOf({{"IMAGE", next, lower, "A"}, {"IMAGE", 0, 0, "B"}, {"IMAGE", nowhere, nowhere, "C"}});
        QCOMPARE(facts.records, 3U);
        QTEST(facts.unreachable, "unreachable");
        QCOMPARE(facts.files.size(), std::size_t{3U - facts.unreachable});
    }

    void aDeepChain()
    {
        constexpr int count = 5000;
        std::vector<Record> records;
        for (int i = 0; i < count; ++i)
            records.push_back(
                {"SERIES", count - 1, i + 1 < count ? i + 1 : 0, "F" + std::to_string(i), std::to_string(i)});
        const DirectoryFacts facts = factsOf(records);
        QCOMPARE(facts.files.size(), std::size_t{count});
        QCOMPARE(facts.unreachable, 0U);
    }

    void fileIds_data()
    {
        QTest::addColumn<std::string>("fileId");
        QTest::addColumn<bool>("isLegal");
        QTest::newRow("three components") << std::string("DICOM\\IMG_0\\1") << true;
        QTest::newRow("out of the medium") << std::string("..\\..\\ETC\\PASSWD") << false;
        QTest::newRow("from the root") << std::string("\\ETC\\PASSWD") << false;
        QTest::newRow("with slashes") << std::string("../../etc/passwd") << false;
        QTest::newRow("nine components") << std::string("A\\B\\C\\D\\E\\F\\G\\H\\I") << false;
        QTest::newRow("nine characters") << std::string("ABCDEFGHI") << false;
        QTest::newRow("a megabyte") << std::string(1 << 20, 'A') << false;
    }
    void fileIds()
    {
        QFETCH(std::string, fileId);
        QFETCH(bool, isLegal);
        if (fileId.size() > 60'000) // of a CS with a short length
            fileId.resize(60'000);
        const DirectoryFacts facts = factsOf({{"IMAGE", nowhere, nowhere, fileId}});
        QCOMPARE(facts.files.size(), std::size_t{1});
        QCOMPARE(facts.illegalIds, isLegal ? 0U : 1U);
        QVERIFY(facts.files.front().fileId.size() <= 256);
    }

    // It is kept with each of the files below.
    void aLongNameAboveManyFilesIsCut()
    {
        std::vector<Record> records{{"PATIENT", nowhere, 1, {}, std::string(60'000, 'P')}};
        for (int i = 1; i < 5000; ++i)
            records.push_back({"IMAGE", i + 1 < 5000 ? i + 1 : nowhere, nowhere, "F" + std::to_string(i)});
        const DirectoryFacts facts = factsOf(records);
        QCOMPARE(facts.files.size(), std::size_t{4999});
        QCOMPARE(facts.files.back().patientId.size(), std::size_t{64});
    }
};

QTEST_APPLESS_MAIN(tst_MediaDirectory)
#include "tst_media_directory.moc"
