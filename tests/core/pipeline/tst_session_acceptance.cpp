// A person lets a study in in spite of what keeps it out: who may do so, what is filed, and what is written down.
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/acceptance_now.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"
#include "core/platform/system_identity.h"
#include "tests/core/policy/policy_text.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace Qt::StringLiterals;
using test::CleanInstance;
namespace fs = std::filesystem;

namespace {

const std::string contradiction = "meta.transfer-syntax.contradicted";
const std::string reason = "Asked the sender by telephone: the images are right.";

// The File Meta Information claims Implicit VR: nothing is missing, but it blocks filing.
std::string contradicted(const CleanInstance &instance)
{
    std::string bytes = instance.file();
    const std::string uidText(test::explicitLittle);
    bytes.replace(bytes.find(uidText), uidText.size() + 1, std::string(test::implicitLittle) + std::string(3, '\0'));
    return bytes;
}

SitePolicyPtr policyWith(const std::string &acceptance)
{
    std::string text = test::policyText("");
    text.insert(text.find("\"rules\""), "\"acceptance\": \"" + acceptance + "\", ");
    const Result<SitePolicyPtr> policy = SitePolicy::parse(text);
    if (!policy)
        qFatal("%s", policy.error().detail.c_str());
    return *policy;
}

QJsonObject objectIn(const fs::path &file)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(test::readFile(file))).object();
}

Acceptance acceptance()
{
    return acceptanceNow(reason).take();
}

} // namespace

class TestSessionAcceptance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto session = DcmtkSession::create();
        QVERIFY(session.isOk());
        m_dcmtk = session.take();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_source = fs::path(m_folder->path().toStdString()) / "source";
        m_archive = fs::path(m_folder->path().toStdString()) / "archive";
        fs::create_directories(m_source);
    }

    void whatIsAcceptedIsFiledAndRecorded()
    {
        test::writeFile(m_source / "1", contradicted({}));
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive});
        run(session);
        QVERIFY(session.studies()[0]->isFilingBlocked);
        QVERIFY(session.studies()[0]->mayBeAccepted);
        QCOMPARE(session.accept({0}, acceptance()), std::size_t{1});
        QVERIFY(!session.studies()[0]->isFilingBlocked);
        QVERIFY(!session.studies()[0]->mayBeAccepted);
        QCOMPARE(session.studies()[0]->acceptance->reason, reason);
        session.archive({0});
        session.waitUntilIdle();
        const StudySnapshotPtr study = session.studies()[0];
        QCOMPARE(QString::fromStdString(study->archiveMessage), QString());
        QVERIFY(study->archive == ArchiveState::filedAndVerified);
        QVERIFY(study->verdict == Verdict::problems); // it is what it was

        const QJsonObject judged = objectIn(m_archive / study->archivePath / "validation.json")[u"study"_s].toObject();
        QCOMPARE(judged[u"verdict"_s].toString(), u"problems"_s);
        QCOMPARE(judged[u"isFilingBlocked"_s].toBool(), false);
        for (const QJsonObject &record :
             {judged[u"acceptance"_s].toObject(), auditLine()[u"acceptance"_s].toObject()}) {
            QCOMPARE(record[u"reason"_s].toString().toStdString(), reason);
            QCOMPARE(record[u"by"_s].toString().toStdString(), currentUserName());
            QVERIFY(QDateTime::fromString(record[u"at"_s].toString(), Qt::ISODate).isValid());
            QCOMPARE(record[u"findings"_s].toArray(), (QJsonArray{QString::fromStdString(contradiction)}));
        }
    }

    void whatNobodyAcceptedHasNoSuchRecord()
    {
        test::writeFile(m_source / "1", CleanInstance{}.file());
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive, .archiveWhatPasses = true});
        run(session);
        QVERIFY(!session.studies()[0]->mayBeAccepted);
        QCOMPARE(session.accept({0, 7}, acceptance()), std::size_t{0});
        const fs::path record = m_archive / session.studies()[0]->archivePath / "validation.json";
        QVERIFY(!objectIn(record)[u"study"_s].toObject().contains(u"acceptance"_s));
        QVERIFY(!auditLine().contains(u"acceptance"_s));
    }

    void theHeadlessProgramAcceptsAsItGoes()
    {
        test::writeFile(m_source / "1", contradicted({}));
        Session session(*m_files, {.jobs = 1,
                                   .archiveRoot = m_archive,
                                   .archiveWhatPasses = true,
                                   .quarantineRefused = true,
                                   .acceptance = std::make_shared<const Acceptance>(acceptance())});
        run(session);
        QVERIFY(session.studies()[0]->archive == ArchiveState::filedAndVerified);
        QVERIFY(session.studies()[0]->acceptance);
    }

    void whoMayAcceptWhat_data()
    {
        QTest::addColumn<QString>("policy"); // empty: none
        QTest::addColumn<bool>("isCut");     // the file ends early
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("without a policy, complete data") << u""_s << false << true;
        QTest::newRow("without a policy, data that ends early") << u""_s << true << false;
        QTest::newRow("a policy that says completeData, complete data") << u"completeData"_s << false << true;
        QTest::newRow("a policy that says completeData, data that ends early") << u"completeData"_s << true << false;
        QTest::newRow("a policy that says never, complete data") << u"never"_s << false << false;
        QTest::newRow("a policy that says anyData, data that ends early") << u"anyData"_s << true << true;
    }

    void whoMayAcceptWhat()
    {
        QFETCH(QString, policy);
        QFETCH(bool, isCut);
        QFETCH(bool, isAccepted);
        std::string bytes = isCut ? CleanInstance{}.file() : contradicted({});
        if (isCut)
            bytes.resize(bytes.size() - 5);
        test::writeFile(m_source / "1", bytes);
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive});
        if (!policy.isEmpty())
            session.setPolicy(policyWith(policy.toStdString()));
        run(session);
        QVERIFY(session.studies()[0]->isFilingBlocked);
        QCOMPARE(session.studies()[0]->mayBeAccepted, isAccepted);
        QCOMPARE(session.accept({0}, acceptance()), isAccepted ? std::size_t{1} : std::size_t{0});
        session.archive({0});
        session.waitUntilIdle();
        QCOMPARE(session.studies()[0]->archive == ArchiveState::filedAndVerified, isAccepted);
    }

    void whatHasNoPlaceInAnArchiveIsNeverAccepted()
    {
        test::writeFile(m_source / "1", CleanInstance{.studyUid = ""}.file());
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive});
        session.setPolicy(policyWith("anyData"));
        run(session);
        QVERIFY(!session.studies()[0]->mayBeAccepted);
        QCOMPARE(session.accept({0}, acceptance()), std::size_t{0});
    }

    void aPolicyThatComesLaterTakesItBack()
    {
        test::writeFile(m_source / "1", contradicted({}));
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive});
        run(session);
        QCOMPARE(session.accept({0}, acceptance()), std::size_t{1});
        session.setPolicy(policyWith("never"));
        QVERIFY(session.studies()[0]->isFilingBlocked);
        QVERIFY(!session.studies()[0]->acceptance);
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::notFiled);
    }

    // What a person looked at is what is filed: nothing that turned up since.
    void whatTheCopyHasBesidesIsNotAccepted()
    {
        test::writeFile(m_source / "1", contradicted({}));
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive});
        run(session);
        QCOMPARE(session.accept({0}, acceptance()), std::size_t{1});
        std::string cut = contradicted({});
        cut.resize(cut.size() - 5);
        test::writeFile(m_source / "1", cut);
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::notFiled);
        QVERIFY(!session.studies()[0]->archiveMessage.empty());
    }

    void aReasonSaysSomethingInOneLine()
    {
        QCOMPARE(acceptanceNow("  asked the sender ")->reason, std::string("asked the sender"));
        QVERIFY(!acceptanceNow("   "));
        QVERIFY(!acceptanceNow("two\nlines"));
        QVERIFY(!acceptanceNow(std::string(Acceptance::longestReason + 1, 'x')));
    }

private:
    void run(Session &session) const
    {
        session.addSources({m_source});
        session.waitUntilIdle();
    }

    QJsonObject auditLine() const
    {
        for (const auto &entry : fs::directory_iterator(m_archive / "audit"))
            return objectIn(entry.path());
        return {};
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_source;
    fs::path m_archive;
};

QTEST_GUILESS_MAIN(TestSessionAcceptance)
#include "tst_session_acceptance.moc"
