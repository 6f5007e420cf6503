// A small filing, with each of its operations failing in turn: nothing partial is ever visible, nothing that was there
// changes, and a retry succeeds.
#include "core/archive/archive_layout.h"
#include "tests/core/archive/archive_fixture.h"
#include "tests/support/fault_file_layer.h"

#include <QtTest>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>

using namespace mi;
using namespace mi::test;

namespace {

constexpr std::size_t mostOperations = 5000; // far more than a small filing has

std::vector<FilingSource> newSources(const ArchiveFixture &fixture)
{
    return {fixture.source(1, "one"), fixture.source(2, "two")};
}

// One of each: new, duplicate, conflict.
std::vector<FilingSource> mixedSources(const ArchiveFixture &fixture)
{
    return {fixture.source(1, "one"), fixture.source(2, "other bytes"), fixture.source(3, "three")};
}

Tree studiesOf(const ArchiveFixture &fixture)
{
    return ArchiveFixture::treeOf(fixture.root() / "studies");
}

bool containsUnchanged(const Tree &tree, const Tree &before)
{
    return std::ranges::all_of(before, [&](const auto &entry) {
        const auto now = tree.find(entry.first);
        if (now == tree.end())
            return false;
        // Folders get new entries; everything else stays as it is, to the nanosecond.
        return entry.second.type == std::filesystem::file_type::directory || now->second == entry.second;
    });
}

} // namespace

class TestFilingFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyOperationMayFail_data();
    void everyOperationMayFail();
    void aTargetThatGoesAwayIsNamedAndTakenAgain_data();
    void aTargetThatGoesAwayIsNamedAndTakenAgain();
    void makingAnArchiveMayFailAnywhere();
    void anAuditFailureDoesNotUndoAFiling();
    void aBadCopyIsNeverPublished();
    void everythingIsFlushedBeforeItIsVisible_data();
    void everythingIsFlushedBeforeItIsVisible();
};

void TestFilingFaults::everyOperationMayFail_data()
{
    QTest::addColumn<bool>("isMixed");
    QTest::addColumn<bool>("isFlushedTogether");
    QTest::addColumn<Fault>("fault");
    struct Row {
        const char *name;
        Fault fault;
    };
    const Row rows[] = {
        {"EIO once", {0, EIO, Fault::Mode::once, Fault::Kind::all, false}},
        {"EIO for ever", {0, EIO, Fault::Mode::forEver, Fault::Kind::all, false}},
        {"full disk once", {0, ENOSPC, Fault::Mode::once, Fault::Kind::writingOnly, false}},
        {"full disk for ever", {0, ENOSPC, Fault::Mode::forEver, Fault::Kind::writingOnly, false}},
        {"full disk, half a write", {0, ENOSPC, Fault::Mode::forEver, Fault::Kind::writingOnly, true}},
        {"target turns read-only", {0, EROFS, Fault::Mode::forEver, Fault::Kind::writingOnly, false}},
        {"share is lost once", {0, ESTALE, Fault::Mode::once, Fault::Kind::all, false}},
        {"share is lost for ever", {0, ESTALE, Fault::Mode::forEver, Fault::Kind::all, false}},
        {"target is unmounted", {0, ENOENT, Fault::Mode::forEver, Fault::Kind::all, false}},
        {"access denied once", {0, EACCES, Fault::Mode::once, Fault::Kind::all, false}},
        {"the process ends", {0, EIO, Fault::Mode::processEnds, Fault::Kind::all, true}},
        {"done, but reported as failed", {0, EIO, Fault::Mode::doneAllTheSame, Fault::Kind::all, false}},
    };
    for (const Row &row : rows) {
        QTest::addRow("%s, new study", row.name) << false << true << row.fault;
        QTest::addRow("%s, new study, file by file", row.name) << false << false << row.fault;
        QTest::addRow("%s, later instances with a conflict", row.name) << true << true << row.fault;
    }
}

void TestFilingFaults::everyOperationMayFail()
{
    QFETCH(bool, isMixed);
    QFETCH(bool, isFlushedTogether);
    QFETCH(Fault, fault);
    std::size_t runs = 0;
    for (; runs < mostOperations; ++runs) {
        ArchiveFixture fixture(ArchiveFixture::Place::memory);
        FaultFileLayer layer(*fixture.files, FaultFileLayer::Flushes::onlyCounted);
        layer.setFlushesTogether(isFlushedTogether);
        const auto describeRun = [&] { return "operation " + std::to_string(runs) + ": "; };
        if (isMixed) {
            const Result<FilingResult> first = ArchiveFixture::file(*fixture.open(layer), newSources(fixture));
            QVERIFY(first);
        }
        std::vector<FilingSource> sources = isMixed ? mixedSources(fixture) : newSources(fixture);
        std::unique_ptr<Archive> archive = fixture.open(layer);
        const Tree before = studiesOf(fixture);
        const Tree sourcesBefore = ArchiveFixture::treeOf(fixture.sources());

        fault.operation = runs;
        layer.setFault(fault);
        const Result<FilingResult> result = ArchiveFixture::file(*archive, sources);
        const bool hasFailed = layer.hasFailed();
        archive.reset();
        layer.setFault({});

        QVERIFY(ArchiveFixture::treeOf(fixture.sources()) == sourcesBefore);
        QVERIFY2(containsUnchanged(studiesOf(fixture), before), describeRun().c_str());
        // Visible is complete: there is no difference whatever happened.
        const std::string differences = fixture.differences();
        QVERIFY2(differences.empty(), (describeRun() + differences).c_str());
        const bool isFiled = result && result->outcome != FilingOutcome::notConfirmed;
        if (isFiled) {
            QVERIFY(!result->bag.empty());
            QVERIFY(std::filesystem::is_directory(fixture.root() / result->bag));
        }

        // The fault is over: the next start and the next try.
        archive = fixture.open(layer);
        const std::vector<std::string> left = ArchiveFixture::namesIn(fixture.root() / ".staging");
        QVERIFY2(left.empty(), (describeRun() + (left.empty() ? "" : left.front())).c_str());
        const Result<FilingResult> retry = ArchiveFixture::file(*archive, sources);
        QVERIFY2(retry, (describeRun() + (retry ? "" : textOf(retry.error()))).c_str());
        QVERIFY(retry->problemsAfterCommit.empty());
        if (isFiled)
            QCOMPARE(retry->filedInstances, 0U);
        QVERIFY2(isMixed ? retry->conflictingInstances == 1 : retry->conflictingInstances == 0, describeRun().c_str());
        const std::string after = fixture.differences();
        QVERIFY2(after.empty(), (describeRun() + after).c_str());
        // Conflicting bytes are kept, and the same ones only once.
        QCOMPARE(ArchiveFixture::namesIn(fixture.root() / "quarantine").size(),
                 isMixed ? std::size_t{1} : std::size_t{0});
        const Tree settled = ArchiveFixture::treeOf(fixture.root());
        QVERIFY(ArchiveFixture::file(*archive, sources));
        QVERIFY(ArchiveFixture::treeOf(fixture.root()) == settled);
        if (!hasFailed)
            break; // there are no more operations
    }
    QVERIFY(runs > 20);
    QVERIFY(runs < mostOperations);
}

void TestFilingFaults::aTargetThatGoesAwayIsNamedAndTakenAgain_data()
{
    QTest::addColumn<int>("systemCode");
    QTest::addColumn<bool>("isWritingOnly");
    QTest::addColumn<QString>("words");
    const QString isGone = QStringLiteral("the archive is not there any more");
    QTest::newRow("unmounted") << ENOENT << false << isGone;
    QTest::newRow("lost share") << ESTALE << false << isGone;
    QTest::newRow("drive pulled out") << ENODEV << false << isGone;
    QTest::newRow("read-only") << EROFS << true << QStringLiteral("Read-only file system");
}

// The same Archive, as the window has it: no restart is needed when the target is back.
void TestFilingFaults::aTargetThatGoesAwayIsNamedAndTakenAgain()
{
    QFETCH(int, systemCode);
    QFETCH(bool, isWritingOnly);
    QFETCH(QString, words);
    const Fault::Kind kind = isWritingOnly ? Fault::Kind::writingOnly : Fault::Kind::all;
    std::size_t failures = 0;
    for (std::size_t operation = 0; operation < mostOperations; ++operation) {
        ArchiveFixture fixture(ArchiveFixture::Place::memory);
        FaultFileLayer layer(*fixture.files, FaultFileLayer::Flushes::onlyCounted);
        const std::unique_ptr<Archive> archive = fixture.open(layer);
        layer.setFault(Fault{operation, systemCode, Fault::Mode::forEver, kind, false});
        const Result<FilingResult> result = ArchiveFixture::file(*archive, newSources(fixture));
        const bool hasFailed = layer.hasFailed();
        layer.setFault({});
        if (!hasFailed)
            break;
        if (!result) {
            ++failures;
            const std::string said = describe(result.error());
            QVERIFY2(said.find(words.toStdString()) != std::string::npos, said.c_str());
        }
        QCOMPARE(fixture.differences(), std::string());
        const Result<FilingResult> again = ArchiveFixture::file(*archive, newSources(fixture));
        QVERIFY2(again, again ? "" : textOf(again.error()).c_str());
        QCOMPARE(again->filedInstances + again->duplicateInstances, 2U);
        QCOMPARE(fixture.differences(), std::string());
    }
    QVERIFY(failures > 20);
}

void TestFilingFaults::makingAnArchiveMayFailAnywhere()
{
    for (const Fault::Mode mode : {Fault::Mode::once, Fault::Mode::forEver, Fault::Mode::doneAllTheSame}) {
        std::size_t runs = 0;
        for (; runs < mostOperations; ++runs) {
            ArchiveFixture fixture(ArchiveFixture::Place::memory);
            FaultFileLayer layer(*fixture.files, FaultFileLayer::Flushes::onlyCounted);
            layer.setFault(Fault{runs, ENOSPC, mode});
            (void)Archive::open(layer, fixture.root(), Archive::OpenMode::createIfMissing).isOk();
            const bool hasFailed = layer.hasFailed();
            layer.setFault({});
            const std::unique_ptr<Archive> archive = fixture.open(layer); // must succeed
            QCOMPARE(fixture.differences(), std::string());
            if (!hasFailed)
                break;
        }
        QVERIFY(runs > 10);
        QVERIFY(runs < mostOperations);
    }
}

void TestFilingFaults::anAuditFailureDoesNotUndoAFiling()
{
    ArchiveFixture fixture(ArchiveFixture::Place::memory);
    FaultFileLayer layer(*fixture.files, FaultFileLayer::Flushes::onlyCounted);
    const std::unique_ptr<Archive> archive = fixture.open(layer);
    layer.setObserver([&](const std::string &operation, const std::filesystem::path &) {
        if (operation == "append")
            layer.setFault(Fault{0, ENOSPC});
    });
    const Result<FilingResult> result = ArchiveFixture::file(*archive, newSources(fixture));
    QVERIFY(result);
    QCOMPARE(result->outcome, FilingOutcome::filed);
    QCOMPARE(result->problemsAfterCommit.size(), std::size_t{1});
    QCOMPARE(result->problemsAfterCommit.front().code, ErrorCode::noSpace);
    QCOMPARE(fixture.differences(), std::string());
}

void TestFilingFaults::aBadCopyIsNeverPublished()
{
    // Bytes that go bad between the write and the look at them, for each file of a bag in turn.
    std::size_t target = 0;
    for (; target < mostOperations; ++target) {
        ArchiveFixture fixture(ArchiveFixture::Place::memory);
        FaultFileLayer layer(*fixture.files, FaultFileLayer::Flushes::onlyCounted);
        const std::unique_ptr<Archive> archive = fixture.open(layer);
        std::size_t flushes = 0;
        bool isSpoilt = false;
        layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
            if (operation != "flush" || path.extension() == ".ndjson" || flushes++ != target)
                return;
            isSpoilt = true;
            std::ofstream(path, std::ios::binary | std::ios::trunc) << "x";
        });
        const Result<FilingResult> result = ArchiveFixture::file(*archive, newSources(fixture));
        layer.setObserver({});
        if (!isSpoilt) { // every file has had its turn
            QVERIFY(result);
            break;
        }
        QVERIFY2(!result, std::to_string(target).c_str());
        QCOMPARE(result.error().code, ErrorCode::io);
        QVERIFY(ArchiveFixture::namesIn(fixture.root() / "studies").empty());
    }
    QCOMPARE(target, std::size_t{9}); // 2 instances, 3 descriptions, 2 manifests, bagit.txt and bag-info.txt
}

void TestFilingFaults::everythingIsFlushedBeforeItIsVisible_data()
{
    QTest::addColumn<bool>("isFlushedTogether");
    QTest::newRow("together") << true;
    QTest::newRow("file by file") << false;
}

void TestFilingFaults::everythingIsFlushedBeforeItIsVisible()
{
    QFETCH(bool, isFlushedTogether);
    ArchiveFixture fixture(ArchiveFixture::Place::memory);
    FaultFileLayer layer(*fixture.files);
    layer.setFlushesTogether(isFlushedTogether);
    const std::unique_ptr<Archive> archive = fixture.open(layer);
    std::set<std::filesystem::path> dirty; // written or changed, and not flushed since
    std::vector<std::string> mistakes;
    bool isRenamed = false;
    layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
        const std::string text = path.string();
        const bool isInBag = text.find("/.staging/") != std::string::npos && text.find("/bag") != std::string::npos;
        if (!isRenamed && isInBag && (operation == "create" || operation == "write" || operation == "makeFolder")) {
            dirty.insert(path);
            if (operation != "write")
                dirty.insert(path.parent_path() / "."); // an entry in a folder
        } else if (operation == "flush")
            dirty.erase(path);
        else if (operation == "flushFolder") {
            dirty.erase(path);
            dirty.erase(path / ".");
        } else if (operation == "flushFileSystem") // folders, and files that were waited for
            std::erase_if(
                dirty, [](const auto &each) { return each.filename() == "." || std::filesystem::is_directory(each); });
        else if (operation == "rename") {
            isRenamed = true;
            for (const std::filesystem::path &each : dirty) {
                // The staging folder's own entries need not last.
                if (each != path && each.string().find("/bag") != std::string::npos)
                    mistakes.push_back(each.string());
            }
            dirty = {path.parent_path()};
        } else if (operation == "append" && !dirty.empty()) // the report comes last
            mistakes.push_back("the study's folder was not flushed");
    });
    QVERIFY(ArchiveFixture::file(*archive, newSources(fixture)));
    layer.setObserver({});
    QVERIFY(isRenamed);
    QVERIFY2(mistakes.empty(), mistakes.empty() ? "" : mistakes.front().c_str());
}

QTEST_APPLESS_MAIN(TestFilingFaults)
#include "tst_filing_faults.moc"
