// What a session keeps in quarantine: conflicts always, what may not be filed when the site wants that.
#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mi;
using test::CleanInstance;
namespace fs = std::filesystem;

class TestSessionQuarantine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto dcmtk = DcmtkSession::create();
        QVERIFY(dcmtk.isOk());
        m_dcmtk = dcmtk.take();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_source = fs::path(m_folder->path().toStdString()) / "source";
        m_archive = fs::path(m_folder->path().toStdString()) / "archive";
        fs::create_directory(m_source);
    }

    void whatIsBlockedIsKeptWhenTheSiteWantsThat()
    {
        const std::string whole = CleanInstance{}.file();
        test::writeFile(m_source / "cut", whole.substr(0, whole.size() - 4));
        const StudySnapshotPtr study =
            filed({.archiveRoot = m_archive, .archiveWhatPasses = true, .quarantineRefused = true});
        QVERIFY(study->archive == ArchiveState::notFiled);
        QVERIFY2(study->archiveMessage.find("; kept in quarantine/") != std::string::npos,
                 study->archiveMessage.c_str());
        QCOMPARE(bagsIn("quarantine"), std::size_t{1});
        QCOMPARE(bagsIn("studies"), std::size_t{0});
        // A second time nothing comes in.
        (void)filed({.archiveRoot = m_archive, .archiveWhatPasses = true, .quarantineRefused = true});
        QCOMPARE(bagsIn("quarantine"), std::size_t{1});
    }

    void whatIsBlockedStaysWhereItIsElse()
    {
        const std::string whole = CleanInstance{}.file();
        test::writeFile(m_source / "cut", whole.substr(0, whole.size() - 4));
        (void)filed({.archiveRoot = m_archive, .archiveWhatPasses = true});
        QCOMPARE(bagsIn("quarantine"), std::size_t{0});
        QCOMPARE(bagsIn("studies"), std::size_t{0});
    }

    // Each copy by itself is sound; what is wrong is seen in the study only.
    void aStudyThatIsBlockedAsAWholeIsNotFiledButKept()
    {
        CleanInstance one;
        CleanInstance two{.patientName = "TEST^TWO", .patientId = "T-2", .sopInstanceUid = "1.2.276.0.7230010.3.1.4.2"};
        test::writeFile(m_source / "1", one.file());
        test::writeFile(m_source / "2", two.file());
        const StudySnapshotPtr study =
            filed({.archiveRoot = m_archive, .archiveWhatPasses = true, .quarantineRefused = true});
        QVERIFY(study->isFilingBlocked);
        QCOMPARE(bagsIn("studies"), std::size_t{0});
        QCOMPARE(bagsIn("quarantine"), std::size_t{1});
    }

    void aConflictSaysWhatDiffers()
    {
        CleanInstance instance;
        test::writeFile(m_source / "1", instance.file());
        (void)filed({.archiveRoot = m_archive, .archiveWhatPasses = true});
        instance.patientName = "TEST^ONCE";
        test::writeFile(m_source / "1", instance.file());
        const StudySnapshotPtr study = filed({.archiveRoot = m_archive, .archiveWhatPasses = true});
        QVERIFY(study->archive == ArchiveState::conflict);
        QVERIFY2(study->archiveMessage.ends_with(": attributes differ (1)"), study->archiveMessage.c_str());
        QCOMPARE(bagsIn("quarantine"), std::size_t{1});
        QVERIFY(reason().find("\"(0010,0010)\"") != std::string::npos);
        QVERIFY(reason().find("ONCE") == std::string::npos); // no values
    }

private:
    StudySnapshotPtr filed(SessionOptions options)
    {
        options.jobs = 2;
        Session session(*m_files, std::move(options));
        session.addSources({m_source});
        session.waitUntilIdle();
        return session.studies().at(0);
    }

    std::size_t bagsIn(const char *top) const
    {
        std::size_t bags = 0;
        if (!fs::exists(m_archive)) // an archive is made when something is to be filed
            return bags;
        for (const auto &entry : fs::recursive_directory_iterator(m_archive / top))
            bags += entry.path().filename() == "bagit.txt";
        return bags;
    }

    std::string reason() const
    {
        for (const auto &entry : fs::recursive_directory_iterator(m_archive / "quarantine")) {
            if (entry.path().filename() == "reason.json")
                return test::readFile(entry.path());
        }
        return {};
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_source;
    fs::path m_archive;
};

QTEST_GUILESS_MAIN(TestSessionQuarantine)
#include "tst_session_quarantine.moc"
