// Every file of Debian's pydicom data has an outcome that was looked at and written down; the sum is what was found.
#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"

#include <QFile>
#include <QTest>

#include <map>
#include <set>

using namespace mi;

namespace {

constexpr const char *dataFolder = "/usr/lib/python3/dist-packages/pydicom/data";

// File below the data folder -> outcome.
std::map<std::string, std::string> expectedOutcomes()
{
    std::map<std::string, std::string> expected;
    QFile file(QStringLiteral(EXPECTED_OUTCOMES));
    if (!file.open(QIODevice::ReadOnly))
        return expected;
    while (!file.atEnd()) {
        const QList<QByteArray> columns = file.readLine().trimmed().split('\t');
        if (columns.size() >= 2 && !columns[0].startsWith('#'))
            expected[columns[0].toStdString()] = columns[1].toStdString();
    }
    return expected;
}

} // namespace

class TestPydicomData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto dcmtk = DcmtkSession::create(); // frames are decoded
        QVERIFY(dcmtk.isOk());
        m_dcmtk = dcmtk.take();
    }

    void everyFileHasTheOutcomeThatWasWrittenDown()
    {
        QVERIFY2(std::filesystem::is_directory(dataFolder), "install python3-pydicom");
        const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
        Session session(*files, {.jobs = 2});
        session.addSources({dataFolder});
        session.waitUntilIdle();

        std::map<std::string, std::string> seen;
        for (const StudySnapshotPtr &study : session.studies()) {
            for (const FileRecord &file : session.files(study->id, 0, 100000)) {
                const std::string name = file.path.substr(std::string_view(dataFolder).size() + 1);
                if (!name.ends_with(".pyc") && !name.ends_with(".py"))
                    seen[name] = toString(file.outcome);
            }
        }
        const std::map<std::string, std::string> expected = expectedOutcomes();
        QVERIFY(expected.size() > 150);
        for (const auto &[name, outcome] : expected)
            QVERIFY2(seen.contains(name), ("not found: " + name).c_str());
        for (const auto &[name, outcome] : seen) {
            const auto known = expected.find(name);
            QVERIFY2(known != expected.end(), ("not written down: " + name + "\t" + outcome).c_str());
            QVERIFY2(known->second == outcome, (name + " is " + outcome).c_str());
        }
    }

    void theOutcomesAddUpToTheFilesFound()
    {
        const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
        Session session(*files, {.jobs = 2});
        session.addSources({dataFolder});
        session.waitUntilIdle();
        const FileAccounting accounting = session.snapshot().files;
        std::uint64_t entries = 0;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(dataFolder))
            entries += !entry.is_directory();
        QCOMPARE(accounting.found, entries);
        QCOMPARE(accounting.judged(), accounting.found);
    }

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
};

QTEST_GUILESS_MAIN(TestPydicomData)
#include "tst_pydicom_data.moc"
