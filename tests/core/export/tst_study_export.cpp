// Exports as a folder and as a ZIP file: all or nothing, nothing replaced, the archive untouched. What DICOMDIR lists
// is tested with real studies by tests/app/archive_outputs.py.
#include <QTest>

#include "core/export/study_export.h"
#include "tests/core/archive/archive_fixture.h"
#include "tests/support/fault_file_layer.h"

#include <fstream>

using namespace mi;
using mi::test::ArchiveFixture;
using mi::test::studyUid;
namespace fs = std::filesystem;

namespace {

class Export {
public:
    Export()
    {
        const auto archive = fixture.open(*fixture.files);
        const auto filed = fixture.file(*archive, {fixture.source(1, "one"), fixture.source(2, "two")});
        const auto later = fixture.file(*archive, {fixture.source(3, "three")});
        if (!filed || !later)
            qFatal("the study could not be filed");
        fs::create_directory(fixture.base / "out");
    }

    ExportRequest request(const std::string &name, ExportContainer container = ExportContainer::folder) const
    {
        return {.archiveRoot = fixture.root(),
                .studyInstanceUid = studyUid,
                .target = fixture.base / "out" / name,
                .container = container};
    }
    std::string lastAuditLine() const
    {
        std::string last;
        for (const std::string &name : ArchiveFixture::namesIn(fixture.root() / "audit")) {
            std::ifstream file(fixture.root() / "audit" / name);
            for (std::string line; std::getline(file, line);)
                last = line;
        }
        return last;
    }
    std::vector<std::string> out() const { return ArchiveFixture::namesIn(fixture.base / "out"); }

    ArchiveFixture fixture{ArchiveFixture::Place::memory};
};

} // namespace

class TestStudyExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allInstancesOfAllImportsAreThere()
    {
        Export desk;
        auto before = ArchiveFixture::treeOf(desk.fixture.root(), false);
        const auto result = exportStudy(*desk.fixture.files, desk.request("study"), {});
        QVERIFY(result);
        QCOMPARE(result->instances, std::uint64_t{3});
        QCOMPARE(result->bytes, std::uint64_t{11});
        const fs::path folder = desk.fixture.base / "out" / "study";
        const auto names = ArchiveFixture::namesIn(folder);
        QCOMPARE(names.size(), std::size_t{2});
        QCOMPARE(names[1], std::string("manifest-sha256.txt"));
        QCOMPARE(ArchiveFixture::namesIn(folder / names[0]),
                 (std::vector<std::string>{studyUid + ".1.dcm", studyUid + ".2.dcm", studyUid + ".3.dcm"}));
        QCOMPARE(desk.out(), std::vector<std::string>{"study"});
        // A line in the audit log, and else nothing.
        auto after = ArchiveFixture::treeOf(desk.fixture.root(), false);
        const auto isAudit = [](const auto &entry) { return entry.first.starts_with("audit/"); };
        QVERIFY(after != before);
        std::erase_if(after, isAudit);
        std::erase_if(before, isAudit);
        QVERIFY(after == before);
        QVERIFY(!result->auditProblem);
        QCOMPARE(desk.fixture.differences(), std::string());
        const std::string line = desk.lastAuditLine();
        QVERIFY(line.find("\"event\":\"dataExport\"") != std::string::npos);
        QVERIFY(line.find("\"exportedInstances\":3") != std::string::npos);
        QVERIFY(line.find("out/study") == std::string::npos); // paths name patients
    }

    void whatIsThereIsNeverReplaced_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("a file") << 0;
        QTest::newRow("a folder") << 1;
        QTest::newRow("a link to nothing") << 2;
    }

    void whatIsThereIsNeverReplaced()
    {
        QFETCH(int, what);
        Export desk;
        const fs::path target = desk.fixture.base / "out" / "study";
        if (what == 0)
            std::ofstream(target) << "mine";
        else if (what == 1)
            fs::create_directory(target);
        else
            fs::create_symlink(desk.fixture.base / "elsewhere", target);
        const auto before = ArchiveFixture::treeOf(desk.fixture.base / "out");
        for (const ExportContainer container : {ExportContainer::folder, ExportContainer::zip}) {
            const auto result = exportStudy(*desk.fixture.files, desk.request("study", container), {});
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::alreadyExists);
        }
        QVERIFY(ArchiveFixture::treeOf(desk.fixture.base / "out") == before);
    }

    void aDamagedInstanceIsNotExported()
    {
        Export desk;
        for (const auto &entry : fs::recursive_directory_iterator(desk.fixture.root() / "studies")) {
            if (entry.path().filename() == studyUid + ".2.dcm")
                std::ofstream(entry.path(), std::ios::trunc) << "tvo";
        }
        const auto result = exportStudy(*desk.fixture.files, desk.request("study"), {});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::invalidFormat);
        QVERIFY(desk.out().empty());
    }

    void aStudyThatIsNotThereIsNotFound()
    {
        Export desk;
        ExportRequest request = desk.request("study");
        request.studyInstanceUid = "1.2.3";
        const auto result = exportStudy(*desk.fixture.files, request, {});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::notFound);
        QVERIFY(desk.out().empty());
    }

    void stoppingLeavesNothing()
    {
        Export desk;
        std::stop_source stop;
        const auto result = exportStudy(*desk.fixture.files, desk.request("study", ExportContainer::zip),
                                        stop.get_token(), [&](std::uint64_t) { stop.request_stop(); });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::cancelled);
        QVERIFY(desk.out().empty());
    }

    void everyFaultLeavesAllOrNothing_data()
    {
        QTest::addColumn<bool>("isZip");
        QTest::addColumn<int>("systemCode");
        for (const auto &[name, code] : {std::pair("full", ENOSPC), std::pair("broken", EIO)}) {
            QTest::addRow("folder, disk is %s", name) << false << code;
            QTest::addRow("ZIP file, disk is %s", name) << true << code;
        }
    }

    void everyFaultLeavesAllOrNothing()
    {
        QFETCH(bool, isZip);
        QFETCH(int, systemCode);
        Export desk;
        const ExportContainer container = isZip ? ExportContainer::zip : ExportContainer::folder;
        mi::test::FaultFileLayer layer(*desk.fixture.files, mi::test::FaultFileLayer::Flushes::onlyCounted);
        layer.setFault(std::nullopt);
        QVERIFY(exportStudy(layer, desk.request("whole", container), {}));
        const std::size_t operations = layer.operations(mi::test::Fault::Kind::all);
        QVERIFY(operations > 30);
        const auto whole = ArchiveFixture::treeOf(desk.fixture.base / "out", false);
        int failures = 0;
        for (std::size_t i = 0; i < operations; ++i) {
            fs::remove_all(desk.fixture.base / "out");
            fs::create_directory(desk.fixture.base / "out");
            layer.setFault(mi::test::Fault{.operation = i, .systemCode = systemCode});
            const auto result = exportStudy(layer, desk.request("whole", container), {});
            failures += result ? 0 : 1;
            const auto names = desk.out();
            // The last flush comes after the name is there: then it is whole all the same.
            if (!names.empty()) {
                QCOMPARE(names, std::vector<std::string>{"whole"});
                if (!isZip)
                    QVERIFY(ArchiveFixture::treeOf(desk.fixture.base / "out", false) == whole);
            }
            if (result)
                QVERIFY(!names.empty());
        }
        QVERIFY(failures > 20);
    }
};

QTEST_GUILESS_MAIN(TestStudyExport)
#include "tst_study_export.moc"
