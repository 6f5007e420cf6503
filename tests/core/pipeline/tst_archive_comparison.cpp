// What a session says of studies that contradict what the archive has, when it is asked, and when it cannot be.
#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/pipeline/study_closing.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mi;
using test::CleanInstance;
using test::ElementWriter;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> idsOf(const StudySnapshot &study)
{
    std::vector<std::string> ids;
    for (const FindingGroup &group : study.findings)
        ids.emplace_back(group.first.id());
    return ids;
}

bool isNotChecked(const StudySnapshot &study, std::string_view what)
{
    return std::ranges::any_of(study.notChecked, [&](const NotChecked &entry) { return entry.what == what; });
}

bool isNotCompared(const StudySnapshot &study)
{
    return isNotChecked(study, "study.archive");
}

// A further object of the study that the archive has, which refers to instances of its series, said to be in `study`;
// "": in its own.
std::string referring(const std::vector<std::string> &targets, std::string_view sopClass, const std::string &study = {})
{
    CleanInstance instance{.patientName = "DOE^JANE",
                           .patientId = "P-1",
                           .seriesUid = "1.2.276.0.7230010.3.1.3.77",
                           .sopInstanceUid = "1.2.276.0.7230010.3.1.4.77"};
    std::vector<std::string> items;
    for (const std::string &uid : targets)
        items.push_back(
            ElementWriter().text({0x0008, 0x1150}, Vr::UI, sopClass).text({0x0008, 0x1155}, Vr::UI, uid).str());
    const std::string series = ElementWriter()
                                   .sequence({0x0008, 0x114A}, items)
                                   .text(tags::SeriesInstanceUID, Vr::UI, CleanInstance{}.seriesUid)
                                   .str();
    ElementWriter references;
    if (study.empty())
        references.sequence({0x0008, 0x1115}, {series});
    else
        references.sequence(
            {0x0008, 0x1200},
            {ElementWriter().sequence({0x0008, 0x1115}, {series}).text(tags::StudyInstanceUID, Vr::UI, study).str()});
    std::string content = instance.dataSet();
    content.insert(content.find(ElementWriter().text(tags::PatientName, Vr::PN, instance.patientName).str()),
                   references.str());
    return test::part10(test::fileMeta({.sopInstanceUid = instance.sopInstanceUid}), content);
}

} // namespace

class TestArchiveComparison : public QObject {
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
        m_archive = fs::path(m_folder->path().toStdString()) / "archive";
        m_drops = 0;
        const StudySnapshotPtr first =
            run({CleanInstance{.patientName = "DOE^JANE", .patientId = "P-1"}},
                {.archiveRoot = m_archive, .archiveWhatPasses = true, .quarantineRefused = false});
        QVERIFY(first->archive == ArchiveState::filedAndVerified);
        QVERIFY(idsOf(*first).empty());
    }

    void contradictionsAreFound_data()
    {
        QTest::addColumn<QString>("uid"); // SOP Instance UID; "": of its own
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("birthDate");
        QTest::addColumn<QString>("finding");
        const QString known = QString::fromStdString(CleanInstance{}.sopInstanceUid);
        const QString day = QString::fromStdString(CleanInstance{}.patientBirthDate);
        QTest::newRow("another study of the same patient is nothing") << ""
                                                                      << "DOE^JANE"
                                                                      << "P-1" << day << "";
        QTest::newRow("another spelling of the name is nothing") << ""
                                                                 << "Doe^Jane"
                                                                 << "P-1" << day << "";
        QTest::newRow("an instance of another study") << known << "DOE^JANE"
                                                      << "P-1" << day << "study.archive.instance-under-other-study";
        QTest::newRow("another name under the same ID") << ""
                                                        << "SMITH^JOHN"
                                                        << "P-1" << day << "study.archive.patient-name-differs";
        QTest::newRow("another person altogether under the same ID is one finding")
            << ""
            << "SMITH^JOHN"
            << "P-1"
            << "19010203"
            << "study.archive.patient-name-differs";
        QTest::newRow("another birth date") << ""
                                            << "DOE^JANE"
                                            << "P-1"
                                            << "19010203"
                                            << "study.archive.birth-date-differs";
        QTest::newRow("another patient with another ID is nothing") << ""
                                                                    << "SMITH^JOHN"
                                                                    << "P-2"
                                                                    << "19010203"
                                                                    << "";
    }
    void contradictionsAreFound()
    {
        QFETCH(QString, uid);
        QFETCH(QString, name);
        QFETCH(QString, id);
        QFETCH(QString, birthDate);
        QFETCH(QString, finding);
        CleanInstance instance = anotherStudy();
        if (!uid.isEmpty())
            instance.sopInstanceUid = uid.toStdString();
        instance.patientName = name.toStdString();
        instance.patientId = id.toStdString();
        instance.patientBirthDate = birthDate.toStdString();
        const StudySnapshotPtr study = run({instance}, {.archiveRoot = m_archive});
        const std::vector<std::string> expected =
            finding.isEmpty() ? std::vector<std::string>{} : std::vector{finding.toStdString()};
        QCOMPARE(idsOf(*study), expected);
        QVERIFY(!isNotCompared(*study));
        QCOMPARE(study->isFilingBlocked, !uid.isEmpty());
    }

    void whoCameInUnderBothNamesIsKnownByBoth()
    {
        CleanInstance instance = anotherStudy();
        instance.patientName = "SMITH^JOHN";
        instance.patientId = "P-1";
        const SessionOptions filing{.archiveRoot = m_archive, .archiveWhatPasses = true};
        const StudySnapshotPtr first = run({instance}, filing);
        QCOMPARE(first->findings.size(), std::size_t{1});
        QVERIFY(first->archive == ArchiveState::filedAndVerified);
        instance.studyUid += ".1";
        instance.sopInstanceUid += ".1";
        instance.seriesUid += ".1";
        QVERIFY(run({instance}, filing)->findings.empty());
    }

    void whatWasFoundIsInTheRecord()
    {
        CleanInstance instance = anotherStudy();
        instance.patientName = "SMITH^JOHN";
        instance.patientId = "P-1";
        const StudySnapshotPtr study = run({instance}, {.archiveRoot = m_archive, .archiveWhatPasses = true});
        QVERIFY(study->archive == ArchiveState::filedAndVerified);
        const QJsonArray findings = recordOf(*study)[QStringLiteral("findings")].toArray();
        QCOMPARE(findings.size(), 1);
        QVERIFY(QJsonDocument(findings.first().toObject()).toJson().contains("study.archive.patient-name-differs"));
    }

    // Two studies of one drop say it themselves.
    void whatTheDropSaysIsNotSaidAgain()
    {
        CleanInstance same = CleanInstance{.patientName = "DOE^JANE", .patientId = "P-1"};
        CleanInstance other = anotherStudy();
        other.patientName = "SMITH^JOHN";
        other.patientId = "P-1";
        other.sopInstanceUid = same.sopInstanceUid;
        Session session(*m_files, {.jobs = 2, .archiveRoot = m_archive});
        drop(session, {same, other});
        for (const StudySnapshotPtr &study : session.studies()) {
            const std::vector<std::string> ids = idsOf(*study);
            QVERIFY(std::ranges::none_of(ids, [](const std::string &id) { return id.starts_with("study.archive."); }));
            QCOMPARE(ids.size(), std::size_t{2});
        }
    }

    void withoutAnArchiveNothingIsSaid()
    {
        const StudySnapshotPtr study = run({anotherStudy()}, {});
        QVERIFY(!isNotCompared(*study));
    }

    void aStudyIsComparedWithAnArchiveThatIsChosenLater()
    {
        CleanInstance instance = anotherStudy();
        instance.sopInstanceUid = CleanInstance{}.sopInstanceUid;
        Session session(*m_files, {.jobs = 2});
        drop(session, {instance});
        QVERIFY(session.studies().at(0)->findings.empty());
        QVERIFY(session.setArchiveRoot(m_archive));
        session.archive({session.studies().at(0)->id});
        session.waitUntilIdle();
        const StudySnapshotPtr study = session.studies().at(0);
        QVERIFY(study->archive == ArchiveState::notFiled);
        QCOMPARE(study->archiveMessage, std::string("study.archive.instance-under-other-study"));
        QCOMPARE(idsOf(*study), std::vector<std::string>{"study.archive.instance-under-other-study"});
    }

    void referencesAreAnsweredByTheArchive_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("sopClass");
        QTest::addColumn<QString>("study"); // "": its own
        QTest::addColumn<QString>("finding");
        QTest::addColumn<bool>("isDecided");
        const QString known = QString::fromStdString(CleanInstance{}.sopInstanceUid);
        const QString unknown = known + QStringLiteral(".9");
        const QString picture = QString::fromLatin1(test::secondaryCaptureStorage);
        const QString ct = QString::fromLatin1(test::ctImageStorage);
        const QString other = QStringLiteral("1.2.276.0.7230010.3.1.2.99");
        QTest::newRow("it is there") << known << picture << ""
                                     << "" << true;
        QTest::newRow("it is not there") << unknown << picture << ""
                                         << "study.reference.dangling" << true;
        QTest::newRow("it is of another class") << known << ct << ""
                                                << "study.reference.class-differs" << true;
        QTest::newRow("it is there, another study is named") << known << picture << other << "" << true;
        QTest::newRow("it is not there, another study is named") << unknown << picture << other << "" << false;
        QTest::newRow("it is of another class, another study is named")
            << known << ct << other << "study.reference.class-differs" << true;
    }
    void referencesAreAnsweredByTheArchive()
    {
        QFETCH(QString, target);
        QFETCH(QString, sopClass);
        QFETCH(QString, study);
        QFETCH(QString, finding);
        QFETCH(bool, isDecided);
        const std::string file = referring({target.toStdString()}, sopClass.toStdString(), study.toStdString());
        const StudySnapshotPtr judged = runFiles({file}, {.archiveRoot = m_archive});
        const std::vector<std::string> expected =
            finding.isEmpty() ? std::vector<std::string>{} : std::vector{finding.toStdString()};
        QCOMPARE(idsOf(*judged), expected);
        QCOMPARE(isNotChecked(*judged, "study.references"), !isDecided);
        QVERIFY(!isNotCompared(*judged));
    }

    void withoutTheIndexReferencesAreJudgedByTheDropAlone()
    {
        const std::string file = referring({CleanInstance{}.sopInstanceUid}, test::secondaryCaptureStorage);
        const StudySnapshotPtr study = runFiles({file}, {.archiveRoot = m_archive,
                                                         .indexUrl = "postgresql://nobody@127.0.0.1:1/nothing",
                                                         .archiveWhatPasses = true});
        QCOMPARE(idsOf(*study), std::vector<std::string>{"study.reference.dangling"});
        QVERIFY(isNotCompared(*study));
        QVERIFY(study->archive == ArchiveState::filedAndVerified);
    }

    void anArchiveThatIsChosenLaterIsNotAskedForReferences()
    {
        Session session(*m_files, {.jobs = 2});
        dropFiles(session, {referring({CleanInstance{}.sopInstanceUid}, test::secondaryCaptureStorage)});
        QVERIFY(!isNotCompared(*session.studies().at(0)));
        QVERIFY(session.setArchiveRoot(m_archive));
        session.archive({session.studies().at(0)->id});
        session.waitUntilIdle();
        const StudySnapshotPtr study = session.studies().at(0);
        QCOMPARE(idsOf(*study), std::vector<std::string>{"study.reference.dangling"});
        QVERIFY(isNotCompared(*study));
        QVERIFY(study->archive == ArchiveState::filedAndVerified);
    }

    void theArchiveIsAskedForSoManyReferences()
    {
        std::vector<std::string> targets{CleanInstance{}.sopInstanceUid};
        const std::string other = "1.2.276.0.7230010.3.1.2.99";
        while (targets.size() < mostAskedOfArchive)
            targets.push_back(CleanInstance{}.sopInstanceUid + "." + std::to_string(targets.size()));
        const auto reasonFor = [&]() -> std::string {
            const StudySnapshotPtr study =
                runFiles({referring(targets, test::secondaryCaptureStorage, other)}, {.archiveRoot = m_archive});
            const auto entry = std::ranges::find(study->notChecked, "study.references", &NotChecked::what);
            return entry == study->notChecked.end() ? std::string() : entry->reason;
        };
        QVERIFY(!reasonFor().starts_with("more than 10000 "));
        targets.push_back(CleanInstance{}.sopInstanceUid + ".0");
        QVERIFY(reasonFor().starts_with("more than 10000 "));
    }

    void whatAnInstanceRefersToPastTheLimitIsNotChecked()
    {
        std::vector<std::string> targets;
        while (targets.size() < mostReferencesInInstance)
            targets.push_back("1.2.3." + std::to_string(targets.size()));
        const auto isCut = [&] {
            const StudySnapshotPtr study = runFiles({referring(targets, test::secondaryCaptureStorage)}, {});
            return isNotChecked(*study, "study.references-of-instance");
        };
        QVERIFY(!isCut());
        targets.push_back("1.2.4");
        QVERIFY(isCut());
    }

    // The index is a cache: that it cannot be had is no failure of anything.
    void withoutTheIndexItIsNotCheckedAndFiledAllTheSame()
    {
        CleanInstance instance = anotherStudy();
        instance.sopInstanceUid = CleanInstance{}.sopInstanceUid;
        const StudySnapshotPtr study = run({instance}, {.archiveRoot = m_archive,
                                                        .indexUrl = "postgresql://nobody@127.0.0.1:1/nothing",
                                                        .archiveWhatPasses = true});
        QVERIFY(isNotCompared(*study));
        QVERIFY(study->findings.empty());
        QVERIFY(study->archive == ArchiveState::filedAndVerified);
        const QJsonArray notChecked = recordOf(*study)[QStringLiteral("notChecked")].toArray();
        QVERIFY(std::ranges::any_of(notChecked, [](const QJsonValue &entry) {
            return QJsonDocument(entry.toObject()).toJson().contains("study.archive");
        }));
    }

    void aDamagedIndexIsMadeAnew()
    {
        test::writeFile(m_archive / "index.sqlite", std::string(100'000, 'x'));
        CleanInstance instance = anotherStudy();
        instance.sopInstanceUid = CleanInstance{}.sopInstanceUid;
        const StudySnapshotPtr study = run({instance}, {.archiveRoot = m_archive});
        QCOMPARE(idsOf(*study), std::vector<std::string>{"study.archive.instance-under-other-study"});
        QVERIFY(!isNotCompared(*study));
    }

private:
    static CleanInstance anotherStudy()
    {
        return {.studyUid = "1.2.276.0.7230010.3.1.2.77",
                .seriesUid = "1.2.276.0.7230010.3.1.3.77",
                .sopInstanceUid = "1.2.276.0.7230010.3.1.4.77"};
    }

    void drop(Session &session, const std::vector<CleanInstance> &instances)
    {
        std::vector<std::string> contents;
        for (const CleanInstance &instance : instances)
            contents.push_back(instance.file());
        dropFiles(session, contents);
    }

    void dropFiles(Session &session, const std::vector<std::string> &contents)
    {
        const fs::path source = fs::path(m_folder->path().toStdString()) / ("drop" + std::to_string(m_drops++));
        fs::create_directory(source);
        for (std::size_t i = 0; i < contents.size(); ++i)
            test::writeFile(source / std::to_string(i), contents[i]);
        session.addSources({source});
        session.waitUntilIdle();
    }

    StudySnapshotPtr run(const std::vector<CleanInstance> &instances, SessionOptions options)
    {
        options.jobs = 2;
        Session session(*m_files, std::move(options));
        drop(session, instances);
        return session.studies().at(0);
    }

    StudySnapshotPtr runFiles(const std::vector<std::string> &contents, SessionOptions options)
    {
        options.jobs = 2;
        Session session(*m_files, std::move(options));
        dropFiles(session, contents);
        return session.studies().at(0);
    }

    QJsonObject recordOf(const StudySnapshot &study) const
    {
        const QByteArray text =
            QByteArray::fromStdString(test::readFile(m_archive / study.archivePath / "validation.json"));
        return QJsonDocument::fromJson(text).object()[QStringLiteral("study")].toObject();
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_archive;
    int m_drops = 0;
};

QTEST_GUILESS_MAIN(TestArchiveComparison)
#include "tst_archive_comparison.moc"
