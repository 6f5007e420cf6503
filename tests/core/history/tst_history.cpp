#include "core/history/history.h"
#include "core/history/open_work.h"
#include "core/history/private_file.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mi;
namespace fs = std::filesystem;

namespace {

HistoryEntry entryAt(std::int64_t started)
{
    HistoryEntry entry;
    entry.startedMs = started;
    entry.endedMs = started + 5000;
    entry.sources = 2;
    entry.files.found = 12;
    entry.files.passed = 9;
    entry.files.notDicom = 3;
    entry.studies = 3;
    entry.passed = 2;
    entry.problems = 1;
    entry.filed = 2;
    entry.filedPlaces = {"studies/AB/bag-1", "studies/CD/bag-1"};
    entry.archiveFolder = "/archive";
    return entry;
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString()) / "data" / "history";
    }

    void whatWasAddedComesBackNewestFirst()
    {
        History history(m_path);
        QVERIFY(history.entries().empty());
        QVERIFY(history.add(entryAt(1'000'000)).isOk());
        QVERIFY(history.add(entryAt(3'000'000)).isOk());
        QVERIFY(history.add(entryAt(2'000'000)).isOk());
        const std::vector<HistoryEntry> entries = history.entries();
        QCOMPARE(entries.size(), 3U);
        QCOMPARE(entries[0].startedMs, 3'000'000);
        QCOMPARE(entries[2].startedMs, 1'000'000);
        QCOMPARE(entries[0].files.found, 12U);
        QCOMPARE(entries[0].files.notDicom, 3U);
        QCOMPARE(entries[0].problems, 1U);
        QCOMPARE(entries[0].filedPlaces, entryAt(0).filedPlaces);
        QVERIFY(entries[0].namedStudies.empty());
    }

    void twoRunsOfOneMomentAreBothKept()
    {
        History history(m_path);
        QVERIFY(history.add(entryAt(1000)).isOk());
        QVERIFY(history.add(entryAt(1000)).isOk());
        QCOMPARE(history.entries().size(), 2U);
    }

    void namesAreKeptOnlyWhenTheyAreGiven()
    {
        History history(m_path);
        HistoryEntry named = entryAt(1000);
        named.namedStudies = {{"DOE, JANE", "42", "20260102", "Chest", Verdict::problems, ArchiveState::notFiled}};
        QVERIFY(history.add(named).isOk());
        const std::vector<HistoryEntry> entries = history.entries();
        QCOMPARE(entries[0].namedStudies.size(), 1U);
        QCOMPARE(entries[0].namedStudies[0].patientName, "DOE, JANE");
        QVERIFY(entries[0].namedStudies[0].verdict == Verdict::problems);
    }

    void filesAreForTheirUserOnly()
    {
#ifndef _WIN32
        History history(m_path);
        QVERIFY(history.add(entryAt(1000)).isOk());
        for (const auto &entry : fs::directory_iterator(m_path))
            QVERIFY(entry.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        QVERIFY(fs::status(m_path).permissions() == fs::perms::owner_all);
#endif
    }

    void aDamagedFileIsLeftOut()
    {
        History history(m_path);
        QVERIFY(history.add(entryAt(1000)).isOk());
        test::writeFile(m_path / "19700101-000000-000-9.history.json", "{\"schema\": 12");
        test::writeFile(m_path / "notes.txt", "not ours");
        QCOMPARE(history.entries().size(), 1U);
    }

    void clearingRemovesOurFilesAndNoOthers()
    {
        History history(m_path);
        QVERIFY(history.add(entryAt(1000)).isOk());
        test::writeFile(m_path / "notes.txt", "not ours");
        QVERIFY(history.clear().isOk());
        QVERIFY(history.entries().empty());
        QVERIFY(fs::exists(m_path / "notes.txt"));
    }

    void theOldestGoWhenThereAreTooMany()
    {
        History history(m_path);
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(History::mostEntries) + 3; ++i)
            QVERIFY(history.add(entryAt(i * 1000)).isOk());
        const std::vector<HistoryEntry> entries = history.entries();
        QCOMPARE(entries.size(), History::mostEntries);
        QCOMPARE(entries.back().startedMs, 3000);
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        test::writeFile(fs::path(m_folder->path().toStdString()) / "file", "");
        History history(fs::path(m_folder->path().toStdString()) / "file" / "history");
        QVERIFY(!history.add(entryAt(1000)).isOk());
    }

    void openWorkComesBackWithPathsThatAreNoText()
    {
        const fs::path file = m_path / "open-work.json";
        QVERIFY(loadOpenWork(file).isEmpty());
        const OpenWork work{{"/media/disc", fs::path(std::string("/tmp/\xFF\xFE odd"))},
                            {openWorkKey("1.2.3"), openWorkKey("1.2.4")}};
        QVERIFY(saveOpenWork(file, work).isOk());
        const OpenWork loaded = loadOpenWork(file);
        QVERIFY(loaded.sources == work.sources);
        QCOMPARE(loaded.archiving, work.archiving);
        QVERIFY(test::readFile(file).find("1.2.3") == std::string::npos);
        removeOpenWork(file);
        QVERIFY(loadOpenWork(file).isEmpty());
    }

    void damagedOpenWorkIsNone()
    {
        const fs::path file = m_path / "open-work.json";
        QVERIFY(saveOpenWork(file, {{"/x"}, {}}).isOk());
        for (const char *bytes :
             {"", "[]", "{}", "{\"schema\":\"mivalidator-open-work\",\"schemaVersion\":2}",
              "{\"schema\":\"mivalidator-open-work\",\"schemaVersion\":1,\"sources\":[1,null,\"AA==\"]}"}) {
            test::writeFile(file, bytes);
            QVERIFY2(loadOpenWork(file).isEmpty(), bytes);
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
