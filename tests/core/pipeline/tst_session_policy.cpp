// A session under a site policy: verdicts, reports, filing, and what happens when the policy changes.
#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"
#include "core/report/json_report.h"
#include "tests/core/policy/policy_text.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using test::CleanInstance;
using test::policyText;
using test::ruleText;
namespace fs = std::filesystem;

namespace {

constexpr auto pydicomData = "/usr/lib/python3/dist-packages/pydicom/data/test_files";
using std::chrono::year_month_day;

constexpr year_month_day dayOf(int year, unsigned month, unsigned day)
{
    return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

SitePolicyPtr policyOf(const std::string &rules)
{
    const Result<SitePolicyPtr> policy = SitePolicy::parse(policyText(rules));
    if (!policy)
        qFatal("%s", policy.error().detail.c_str());
    return *policy;
}

std::string uid(int number)
{
    return "1.2.276.0.7230010.3.1.9." + std::to_string(number);
}

// The File Meta Information claims Implicit VR: "meta.transfer-syntax.contradicted", which blocks filing.
std::string contradicted(const CleanInstance &instance)
{
    std::string bytes = instance.file();
    const std::string uidText(test::explicitLittle);
    bytes.replace(bytes.find(uidText), uidText.size() + 1, std::string(test::implicitLittle) + std::string(3, '\0'));
    return bytes;
}

const FindingGroup *find(const std::vector<FindingGroup> &groups, std::string_view id)
{
    const auto found = std::ranges::find_if(groups, [id](const FindingGroup &group) { return group.first.id() == id; });
    return found == groups.end() ? nullptr : &*found;
}

QByteArray reportOf(const Session &session)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeJsonReport(buffer, {.accounting = session.snapshot().files,
                             .studies = session.studies(),
                             .files = [&session](StudyId study, std::size_t first, std::size_t count) {
                                 return session.files(study, first, count);
                             }});
    return buffer.data();
}

QJsonObject objectIn(const fs::path &file)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(test::readFile(file))).object();
}

const std::string suppress = "\"suppress\": true";
const std::string letIn = "\"suppress\": true, \"blocksFiling\": false";
const std::string contradiction = "meta.transfer-syntax.contradicted";

} // namespace

class TestSessionPolicy : public QObject {
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

    void whatIsSuppressedIsCountedAndKept()
    {
        add("1", CleanInstance{.patientId = ""}.file());
        const SitePolicyPtr policy = policyOf(ruleText("identity.patient-id.empty", "", suppress));
        Session session(*m_files, {.jobs = 1, .policy = policy});
        run(session);
        const StudySnapshotPtr study = session.studies().front();
        QVERIFY(study->verdict == Verdict::passed);
        QVERIFY(study->findings.empty());
        QCOMPARE(study->warnings, 0U);
        QCOMPARE(study->suppressed.size(), std::size_t{1});
        QCOMPARE(study->suppressed.front().first.policy->rule, 1U);
        QCOMPARE(study->policy->name, std::string("Test site"));
        QCOMPARE(study->policy->sha256, policy->sha256());
        QCOMPARE(session.snapshot().files.passed, std::uint64_t{1});
        const FileRecord file = session.files(study->id, 0, 1).front();
        QVERIFY(file.outcome == Outcome::passed);
        QVERIFY(file.findings.empty());
        QCOMPARE(file.suppressed.size(), std::size_t{1});

        const QJsonObject report = QJsonDocument::fromJson(reportOf(session)).object();
        const QJsonObject json = report[QStringLiteral("studies")][0].toObject();
        QCOMPARE(json[QStringLiteral("suppressedCount")].toInt(), 1);
        QCOMPARE(json[QStringLiteral("policy")][QStringLiteral("sha256")].toString().toStdString(), policy->sha256());
        const QJsonObject hidden = json[QStringLiteral("suppressed")][0].toObject();
        QCOMPARE(hidden[QStringLiteral("id")].toString(), QStringLiteral("identity.patient-id.empty"));
        QCOMPARE(hidden[QStringLiteral("policy")][QStringLiteral("severityBefore")].toString(),
                 QStringLiteral("warning"));
        QCOMPARE(json[QStringLiteral("files")][0][QStringLiteral("suppressedCount")].toInt(), 1);
    }

    void oneCauseJudgedTwoWaysIsTwoGroups()
    {
        add("1", CleanInstance{.patientId = "", .sopInstanceUid = uid(1)}.file());
        add("2", CleanInstance{.patientId = "", .sopInstanceUid = uid(2)}.file() + "more");
        const std::string id = "identity.patient-id.empty";
        Session plain(*m_files, {.jobs = 1});
        run(plain);
        QCOMPARE(find(plain.studies().front()->findings, id)->instances, 2U);
        // Only one of the two has a maker.
        std::string withMaker = CleanInstance{.patientId = "", .sopInstanceUid = uid(1)}.file();
        const std::string before = std::string("\x10\0\x10\0", 4) + "PN";
        const std::string maker = test::ElementWriter{}.text(tags::Manufacturer, Vr::LO, "ACME").str();
        withMaker.insert(withMaker.find(before), maker);
        add("1", withMaker);
        Session session(*m_files, {.jobs = 1,
                                   .policy = policyOf(ruleText(id, R"("manufacturer": "acme")",
                                                               "\"severity\": "
                                                               "\"error\""))});
        run(session);
        const StudySnapshotPtr study = session.studies().front();
        QCOMPARE(study->changedByPolicy, 1U);
        std::vector<std::pair<Severity, std::uint32_t>> groups;
        for (const FindingGroup &group : study->findings) {
            if (group.first.id() == id)
                groups.emplace_back(group.first.severity, group.instances);
        }
        QCOMPARE(groups.size(), std::size_t{2});
        QVERIFY(groups[0] == std::pair(Severity::error, 1U));
        QVERIFY(groups[1] == std::pair(Severity::warning, 1U));
    }

    void eachFileNamesThePolicy()
    {
        add("1", CleanInstance{.patientId = ""}.file());
        std::vector<FileRecord> files;
        SessionOptions options{.jobs = 1, .eachFileByItself = true};
        options.policy = policyOf(ruleText("identity.*", "", suppress));
        options.onFileJudged = [&files](const FileRecord &file) { files.push_back(file); };
        Session session(*m_files, options);
        run(session);
        QCOMPARE(files.size(), std::size_t{1});
        QVERIFY(files[0].outcome == Outcome::passed);
        QCOMPARE(files[0].suppressed.size(), std::size_t{1});
        QVERIFY(files[0].policy != nullptr);
        const QByteArray line = fileRecordToJsonLine(files[0]);
        QVERIFY(line.contains("\"sha256\""));
        QVERIFY(line.contains("\"suppressedCount\":1"));
    }

    // Everything that pydicom brings, under rules of every kind: judging again gives the report that a new check gives.
    void aChangeOfPolicyGivesWhatANewCheckGives()
    {
        const std::vector<SitePolicyPtr> policies{
            nullptr,
            policyOf(ruleText("value.*", "", suppress) + "," +
                     ruleText("pixel.*", R"("manufacturer": "G*")", "\"severity\": \"info\"") + "," +
                     ruleText("study.*", "", "\"severity\": \"warning\", \"blocksFiling\": false")),
            policyOf(ruleText("encoding.*", "", suppress) + "," +
                     ruleText("value.vm.*", R"("sopClass": "CT Image Storage")", "\"severity\": \"error\"") + "," +
                     ruleText("identity.*", "", "\"severity\": \"error\", \"blocksFiling\": true") + "," +
                     ruleText("file.not-dicom", "", suppress)),
        };
        std::vector<QByteArray> fresh;
        for (const SitePolicyPtr &policy : policies) {
            Session session(*m_files, {.jobs = 2, .policy = policy});
            run(session, pydicomData);
            fresh.push_back(reportOf(session));
        }
        QVERIFY(fresh[0] != fresh[1]);
        QVERIFY(fresh[1] != fresh[2]);
        for (std::size_t first = 0; first < policies.size(); ++first) {
            Session session(*m_files, {.jobs = 2, .policy = policies[first]});
            run(session, pydicomData);
            for (const std::size_t next : {std::size_t{1}, std::size_t{0}, std::size_t{2}, std::size_t{1}, first}) {
                session.setPolicy(policies[next]);
                QCOMPARE(reportOf(session), fresh[next]);
            }
            const SitePolicyPtr &other = policies[(first + 1) % policies.size()];
            session.setPolicy(other);
            QVERIFY(!session.takeChangedStudies().empty());
            session.setPolicy(other); // the same policy changes nothing
            QVERIFY(session.takeChangedStudies().empty());
        }
    }

    void aChangeWhileFilesAreReadLeavesNothingBehind()
    {
        for (int i = 0; i < 400; ++i)
            add(std::to_string(i), CleanInstance{.patientId = "", .sopInstanceUid = uid(i)}.file());
        const SitePolicyPtr first = policyOf(ruleText("identity.*", "", suppress));
        const SitePolicyPtr second = policyOf(ruleText("identity.*", "", "\"severity\": \"error\""));
        Session session(*m_files, {.jobs = 2, .policy = first});
        session.addSources({m_source});
        for (int i = 0; !session.waitUntilIdle(1); ++i)
            session.setPolicy(i % 2 == 0 ? second : first);
        session.setPolicy(second);
        QCOMPARE(session.snapshot().files.problems, std::uint64_t{400});
        QCOMPARE(session.snapshot().files.judged(), std::uint64_t{400});
        QCOMPARE(session.studies().front()->findings.front().instances, 400U);
        QVERIFY(session.studies().front()->suppressed.empty());
    }

    void aRuleEndsWithItsLastDay()
    {
        add("1", contradicted({}));
        year_month_day now = dayOf(2027, 3, 31);
        SessionOptions options{.jobs = 1, .archiveRoot = m_archive};
        options.policy = policyOf(ruleText(contradiction, "", letIn, "2027-03-31"));
        options.today = [&now] { return now; };
        Session session(*m_files, options);
        run(session);
        QVERIFY(session.studies()[0]->verdict == Verdict::passed);
        QVERIFY(!session.studies()[0]->isFilingBlocked);
        now = dayOf(2027, 4, 1);
        session.archive({0}); // the window stood open over night
        session.waitUntilIdle();
        const StudySnapshotPtr study = session.studies()[0];
        QVERIFY(study->verdict == Verdict::problems);
        QVERIFY(study->isFilingBlocked);
        QVERIFY(study->archive == ArchiveState::notFiled);
        QCOMPARE(study->policy->rulesInForce, 0U);
        QCOMPARE(study->policy->day, std::string("2027-04-01"));
    }

    void suppressingAloneLetsNothingIn()
    {
        add("1", contradicted({}));
        Session session(*m_files, {.jobs = 1,
                                   .archiveRoot = m_archive,
                                   .archiveWhatPasses = true,
                                   .policy = policyOf(ruleText(contradiction, "", suppress))});
        run(session);
        QVERIFY(session.studies()[0]->verdict == Verdict::passed);
        QVERIFY(session.studies()[0]->isFilingBlocked);
        QVERIFY(session.studies()[0]->archive == ArchiveState::notFiled);
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::notFiled);
    }

    void whatThePolicyLetsInIsFiledAndRecorded()
    {
        add("1", contradicted({}));
        const SitePolicyPtr policy = policyOf(ruleText(contradiction, "", letIn));
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive, .archiveWhatPasses = true, .policy = policy});
        run(session);
        const StudySnapshotPtr study = session.studies()[0];
        QCOMPARE(QString::fromStdString(study->archiveMessage), QString());
        QVERIFY(study->archive == ArchiveState::filedAndVerified);

        const QJsonObject validation = objectIn(m_archive / study->archivePath / "validation.json");
        QVERIFY(validation[QStringLiteral("program")][QStringLiteral("version")].isString());
        QVERIFY(validation[QStringLiteral("program")][QStringLiteral("dictionaryEdition")].isString());
        const QJsonObject judged = validation[QStringLiteral("study")].toObject();
        QCOMPARE(judged[QStringLiteral("policy")][QStringLiteral("name")].toString(), QStringLiteral("Test site"));
        QCOMPARE(judged[QStringLiteral("policy")][QStringLiteral("sha256")].toString().toStdString(), policy->sha256());
        QCOMPARE(judged[QStringLiteral("verdict")].toString(), QStringLiteral("passed"));
        const QJsonObject hidden = judged[QStringLiteral("suppressed")][0].toObject();
        QCOMPARE(hidden[QStringLiteral("id")].toString().toStdString(), contradiction);
        QCOMPARE(hidden[QStringLiteral("blocksFiling")].toBool(), false);
        QCOMPARE(hidden[QStringLiteral("policy")][QStringLiteral("blocksFilingBefore")].toBool(), true);
        QCOMPARE(validation[QStringLiteral("files")][0][QStringLiteral("suppressedCount")].toInt(), 1);

        const QJsonObject line = auditLine();
        QCOMPARE(line[QStringLiteral("policy")][QStringLiteral("sha256")].toString().toStdString(), policy->sha256());
        QCOMPARE(line[QStringLiteral("policy")][QStringLiteral("suppressed")].toInt(), 1);
        QCOMPARE(line[QStringLiteral("policy")][QStringLiteral("letIn")].toInt(), 1);
        fitsItsSchema(line);

        // What is filed stays as it was recorded.
        session.setPolicy(nullptr);
        QVERIFY(session.studies()[0]->verdict == Verdict::passed);
        QCOMPARE(session.studies()[0]->policy->sha256, policy->sha256());
    }

    void withoutAPolicyTheRecordSaysSo()
    {
        add("1", CleanInstance{}.file());
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive, .archiveWhatPasses = true});
        run(session);
        const StudySnapshotPtr study = session.studies()[0];
        QVERIFY(study->archive == ArchiveState::filedAndVerified);
        const QJsonObject validation = objectIn(m_archive / study->archivePath / "validation.json");
        QVERIFY(validation[QStringLiteral("study")][QStringLiteral("policy")].isNull());
        QVERIFY(!auditLine().contains(QStringLiteral("policy")));
        fitsItsSchema(auditLine());
    }

    void twoPatientsThatAreLetInStayInSight()
    {
        add("1", CleanInstance{.sopInstanceUid = uid(1)}.file());
        add("2", CleanInstance{.patientId = "OTHER", .sopInstanceUid = uid(2)}.file());
        add("3", CleanInstance{.sopInstanceUid = uid(1)}.file()); // and one file twice
        const std::string rules = ruleText("study.patient.differs", "", "\"blocksFiling\": false");
        Session session(*m_files, {.jobs = 1,
                                   .archiveRoot = m_archive,
                                   .archiveWhatPasses = true,
                                   .policy = policyOf(rules + "," + ruleText("study.duplicate-file", "", suppress))});
        run(session);
        const StudySnapshotPtr study = session.studies()[0];
        QVERIFY(study->verdict == Verdict::problems);
        QVERIFY(study->archive == ArchiveState::filedAndVerified);
        QCOMPARE(study->changedByPolicy, 1U);
        const QJsonObject judged =
            objectIn(m_archive / study->archivePath / "validation.json")[QStringLiteral("study")].toObject();
        QCOMPARE(judged[QStringLiteral("verdict")].toString(), QStringLiteral("problems"));
        QCOMPARE(judged[QStringLiteral("changedByPolicy")].toInt(), 1);
        QCOMPARE(judged[QStringLiteral("suppressedCount")].toInt(), 1);
        QCOMPARE(auditLine()[QStringLiteral("policy")][QStringLiteral("letIn")].toInt(), 1);
    }

    void aPolicyMayKeepOutWhatTheChecksLetIn()
    {
        add("1", CleanInstance{.patientId = ""}.file());
        Session session(*m_files,
                        {.jobs = 1,
                         .archiveRoot = m_archive,
                         .archiveWhatPasses = true,
                         .policy = policyOf(ruleText("identity.patient-id.empty", "", "\"blocksFiling\": true"))});
        run(session);
        QVERIFY(session.studies()[0]->isFilingBlocked);
        QVERIFY(session.studies()[0]->archive == ArchiveState::notFiled);
        session.setPolicy(nullptr);
        QVERIFY(!session.studies()[0]->isFilingBlocked);
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::filedAndVerified);
    }

    void nothingIsFiledWhileThePolicyCannotBeUsed()
    {
        add("1", CleanInstance{}.file());
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive, .archiveWhatPasses = true});
        session.setUnusablePolicy("site.json", "line 1, column 1: nothing");
        run(session);
        QVERIFY(session.snapshot().isFilingHeld());
        QVERIFY(session.studies()[0]->verdict == Verdict::passed);
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::notFiled);
        QCOMPARE(session.studies()[0]->policy->problem, std::string("line 1, column 1: nothing"));
        session.setPolicy(policyOf(""));
        QVERIFY(!session.snapshot().isFilingHeld());
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::filedAndVerified);
    }

private:
    void add(const std::string &name, const std::string &bytes) { test::writeFile(m_source / name, bytes); }

    void run(Session &session, const fs::path &source = {}) const
    {
        session.addSources({source.empty() ? m_source : source});
        session.waitUntilIdle();
    }

    QJsonObject auditLine() const
    {
        for (const auto &entry : fs::directory_iterator(m_archive / "audit"))
            return objectIn(entry.path());
        return {};
    }

    void fitsItsSchema(const QJsonObject &line) const
    {
        QFile file(m_folder->filePath(QStringLiteral("line.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(line).toJson());
        file.close();
        QProcess process;
        process.start(QStringLiteral("/usr/bin/python3"),
                      {QStringLiteral("-m"), QStringLiteral("jsonschema"), QStringLiteral("-i"), file.fileName(),
                       QFINDTESTDATA("../../../resources/schemas/audit-event-1.schema.json")});
        QVERIFY(process.waitForFinished());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_source;
    fs::path m_archive;
};

QTEST_GUILESS_MAIN(TestSessionPolicy)
#include "tst_session_policy.moc"
