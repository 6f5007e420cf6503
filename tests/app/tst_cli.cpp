// The headless program, run as its user runs it.
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// After Qt: moc 6.4 cannot parse the standard headers that come first through this one.
#include "tests/support/instance_builder.h"

using mi::test::CleanInstance;
namespace fs = std::filesystem;

namespace {

struct Ended {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_root = m_folder->path().toStdString();
        fs::create_directories(m_root / "in");
    }

    void helpAndVersionSucceed()
    {
        QCOMPARE(run({QStringLiteral("--help")}).code, 0);
        QVERIFY(run({QStringLiteral("--help")}).out.contains("not diagnostic quality"));
        QVERIFY(run({QStringLiteral("--version")}).out.startsWith("MI Validator "));
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--help")}).code, 0);
    }

    void wrongUseIsToldOnTheErrorStream_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown command") << QStringList{QStringLiteral("chekc")};
        QTest::newRow("check without a path") << QStringList{QStringLiteral("check")};
        QTest::newRow("unknown option") << QStringList{QStringLiteral("check"), QStringLiteral("--fast"),
                                                       QStringLiteral(".")};
        QTest::newRow("jobs is no number")
            << QStringList{QStringLiteral("check"), QStringLiteral("--jobs"), QStringLiteral("x"), QStringLiteral(".")};
        QTest::newRow("archive without a folder") << QStringList{QStringLiteral("archive"), QStringLiteral(".")};
        QTest::newRow("a profile that there is not") << QStringList{
            QStringLiteral("check"), QStringLiteral("--profile"), QStringLiteral("everything"), QStringLiteral(".")};
        QTest::newRow("status without a UID")
            << QStringList{QStringLiteral("status"), QStringLiteral("--archive"), QStringLiteral(".")};
    }

    void wrongUseIsToldOnTheErrorStream()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = run(arguments);
        QCOMPARE(ended.code, 64);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(ended.err.startsWith("mivalidator-cli: "));
    }

    void aLimitThatIsNoNumberIsWrongUse()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("MIVALIDATOR_MAX_FILE_SIZE"), QStringLiteral("10MB"));
        QCOMPARE(run({QStringLiteral("check"), in()}, environment).code, 64);
    }

    void theExitCodeSaysHowItWent_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const std::string &bytes, int code) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << code;
        };
        const std::string clean = CleanInstance{}.file();
        row("a clean instance passes", clean, 0);
        row("a warning", CleanInstance{.patientId = ""}.file(), 1);
        row("pixel data cut off is a problem", clean.substr(0, clean.size() - 4), 2);
        row("an empty file cannot be read", "", 3);
        row("nothing is DICOM", "just a text, and no DICOM file at all", 3);
    }

    void theExitCodeSaysHowItWent()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        mi::test::writeFile(m_root / "in" / "file", bytes.toStdString());
        QCOMPARE(run({QStringLiteral("check"), in()}).code, code);
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--each"), in()}).code, code);
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--json"), QStringLiteral("-"), in()}).code, code);
    }

    void aMissingPathCannotBeRead()
    {
        QCOMPARE(run({QStringLiteral("check"), in() + QStringLiteral("/missing")}).code, 3);
    }

    void eachFileIsOneJsonLineWithAllKeys()
    {
        addInstances(3);
        mi::test::writeFile(m_root / "in" / "note.txt", "just a text, and no DICOM file at all");
        const Ended ended = run({QStringLiteral("check"), QStringLiteral("--each"), in()});
        QVERIFY(ended.err.isEmpty());
        const QList<QByteArray> lines = ended.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        for (const QByteArray &line : lines) {
            const QJsonObject object = parsed(line);
            for (const char *key : {"path", "outcome", "sopClassUid", "transferSyntaxUid", "findings", "notChecked"})
                QVERIFY2(object.contains(QLatin1String(key)), key);
            // What is no DICOM leaves nothing undecided.
            QCOMPARE(object.contains(QStringLiteral("notDecidable")),
                     object[QStringLiteral("outcome")] == QStringLiteral("passed"));
        }
        QCOMPARE(ended.out.count("\"outcome\":\"passed\""), 3);
        QCOMPARE(ended.out.count("\"outcome\":\"notDicom\""), 1);
    }

    void compressedFramesAreDecodedUnlessThatIsLeftOut()
    {
        const QByteArray notDecoded = "\"pixel-data.decoding\"";
        mi::test::writeFile(
            m_root / "in" / "image",
            mi::test::readFile("/usr/lib/python3/dist-packages/pydicom/data/test_files/SC_rgb_jpeg_dcmtk.dcm"));
        const QStringList each{QStringLiteral("check"), QStringLiteral("--each"), in()};
        QVERIFY(!run(each).out.contains(notDecoded));
        QVERIFY(run(each + QStringList{QStringLiteral("--no-decode")}).out.contains(notDecoded));
    }

    void aFindingInWordsSaysWhereItIs()
    {
        mi::test::writeFile(
            m_root / "in" / "one",
            mi::test::readFile("/usr/lib/python3/dist-packages/pydicom/data/test_files/empty_charset_LEI.dcm"));
        const QByteArray out = run({QStringLiteral("check"), in()}).out;
        QVERIFY2(out.contains("SpecificCharacterSet (0008,0005): found empty"), out);
        QVERIFY2(out.contains("in " + in().toUtf8() + "/one\n"), out);
    }

    void theReportHoldsAnAccountThatAddsUp()
    {
        addInstances(3);
        mi::test::writeFile(m_root / "in" / "note.txt", "just a text, and no DICOM file at all");
        const QString file = QDir(m_folder->path()).filePath(QStringLiteral("report.json"));
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--json"), file, in()}).code, 0);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        const QJsonObject report = parsed(text);
        const QJsonObject account = report[QStringLiteral("accounting")].toObject();
        int sum = 0;
        for (const char *key : {"passed", "warnings", "problems", "unreadable", "notDicom"})
            sum += account[QLatin1String(key)].toInt();
        QCOMPARE(account[QStringLiteral("filesFound")].toInt(), 4);
        QCOMPARE(sum, 4);
        QCOMPARE(report[QStringLiteral("studies")].toArray().size(), 2); // the study, and what is not DICOM
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--json"), QStringLiteral("-"), in()}).out, text);
    }

    void aProfileAsksForMoreAndTheReportNamesIt()
    {
        addInstances(1);
        const QStringList check{QStringLiteral("check"), QStringLiteral("--json"), QStringLiteral("-"), in()};
        const Ended plain = run(check);
        QCOMPARE(plain.code, 0);
        const QJsonObject rules = programIn(plain)[QStringLiteral("rules")].toObject();
        QVERIFY(!rules[QStringLiteral("editions")].toObject().isEmpty());
        QCOMPARE(rules[QStringLiteral("profiles")].toArray(), QJsonArray{});

        const QString id = QStringLiteral("research-sharing");
        const Ended chosen = run(check + QStringList{QStringLiteral("--profile"), id});
        QCOMPARE(chosen.code, 2);
        QVERIFY(chosen.out.contains("profile.attribute.missing"));
        QCOMPARE(programIn(chosen)[QStringLiteral("rules")].toObject()[QStringLiteral("profiles")].toArray(),
                 QJsonArray{id});
    }

    void theRulesOfASiteApplyAndTheReportNamesThem()
    {
        addInstances(1);
        const fs::path file = m_root / "our.rules";
        const QString name = QString::fromStdString(file.string());
        const QStringList check{QStringLiteral("check"),   QStringLiteral("--json"),
                                QStringLiteral("-"),       in(),
                                QStringLiteral("--rules"), name};
        QCOMPARE(run(check).code, 66);
        mi::test::writeFile(file, "rules 1\nprofile our-hospital \"Ours\"\n  StationName 1\n");
        const Ended ended = run(check);
        QCOMPARE(ended.code, 2);
        QVERIFY(ended.out.contains("profile.attribute.missing"));
        const QJsonObject rules = programIn(ended)[QStringLiteral("rules")].toObject();
        QCOMPARE(rules[QStringLiteral("site")].toString(), QStringLiteral("our.rules"));
        mi::test::writeFile(file, "rules 1\nnonsense\n");
        QCOMPARE(run(check).code, 64);
        QVERIFY(run(check).err.contains("line 2"));
    }

    void aStudyIsArchivedFoundVerifiedAndNotWrittenTwice()
    {
        addInstances(3);
        const QString archive = QDir(m_folder->path()).filePath(QStringLiteral("archive"));
        const Ended first = run({QStringLiteral("archive"), in(), QStringLiteral("--to"), archive});
        QCOMPARE(first.code, 0);
        QVERIFY(first.out.contains("Filed and verified"));

        const QString uid = QString::fromStdString(CleanInstance{}.studyUid);
        const QJsonObject status =
            parsed(run({QStringLiteral("status"), QStringLiteral("--archive"), archive, uid}).out);
        QCOMPARE(status[QStringLiteral("status")].toString(), QStringLiteral("archived"));
        QVERIFY(!status[QStringLiteral("timestamp")].toString().isEmpty());
        const QJsonObject details = status[QStringLiteral("details")].toObject();
        QVERIFY(QFile::exists(details[QStringLiteral("metadataFile")].toString()));
        QCOMPARE(details[QStringLiteral("instances")].toInt(), 3);

        QCOMPARE(run({QStringLiteral("verify"), QStringLiteral("--archive"), archive}).code, 0);
        const QStringList before = tree(archive);
        const Ended again = run({QStringLiteral("archive"), in(), QStringLiteral("--to"), archive});
        QCOMPARE(again.code, 0);
        QVERIFY(again.out.contains("Already in archive"));
        QCOMPARE(tree(archive), before);
    }

    void verifyFindsAChangedByte()
    {
        addInstances(1);
        const QString archive = QDir(m_folder->path()).filePath(QStringLiteral("archive"));
        QCOMPARE(run({QStringLiteral("archive"), in(), QStringLiteral("--to"), archive}).code, 0);
        QDirIterator walk(archive, {QStringLiteral("*.dcm")}, QDir::Files, QDirIterator::Subdirectories);
        const fs::path copy = walk.next().toStdString();
        std::string bytes = mi::test::readFile(copy);
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        mi::test::writeFile(copy, bytes);
        const Ended ended = run({QStringLiteral("verify"), QStringLiteral("--archive"), archive});
        QCOMPARE(ended.code, 2);
        QVERIFY(ended.out.contains("changed"));
    }

    void statusOfAStudyThatIsNotThere()
    {
        addInstances(1);
        const QString archive = QDir(m_folder->path()).filePath(QStringLiteral("archive"));
        run({QStringLiteral("archive"), in(), QStringLiteral("--to"), archive});
        const Ended ended =
            run({QStringLiteral("status"), QStringLiteral("--archive"), archive, QStringLiteral("1.2.3")});
        QCOMPARE(parsed(ended.out)[QStringLiteral("status")].toString(), QStringLiteral("notArchived"));
        QCOMPARE(ended.code, 2);
    }

    void theSampleStudyPassesAndIsFiled()
    {
        const QString sample = QDir(m_folder->path()).filePath(QStringLiteral("sample"));
        const QString archive = QDir(m_folder->path()).filePath(QStringLiteral("archive"));
        QCOMPARE(run({QStringLiteral("sample"), QStringLiteral("--to"), sample}).code, 0);
        const Ended ended = run({QStringLiteral("archive"), sample, QStringLiteral("--to"), archive});
        QVERIFY2(ended.code == 0, ended.out);
        QVERIFY(ended.out.contains("Filed and verified"));
    }

    void aPolicyIsNamedWithWhatItDid()
    {
        mi::test::writeFile(m_root / "in" / "1", CleanInstance{.patientId = ""}.file());
        const QString policy = writePolicy(R"({"id": "identity.*", "action": {"suppress": true}, "reason": "known"})");
        const QStringList check{QStringLiteral("check"), in()};
        QCOMPARE(run(check).code, 1);
        const Ended ended = run(check + QStringList{QStringLiteral("--policy"), policy});
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.contains("site policy \"100%2 Radiology\": 1 suppressed"), ended.out);
        QVERIFY2(ended.out.contains(sha256Of(policy) + ": 1 suppressed, 0 judged otherwise"), ended.out);
        // The same from the environment; an empty option takes it back.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("MIVALIDATOR_POLICY"), policy);
        QCOMPARE(run(check, environment).out, ended.out);
        QCOMPARE(run(check + QStringList{QStringLiteral("--policy"), QString()}, environment).code, 1);

        const QJsonObject report = parsed(
            run(check + QStringList{QStringLiteral("--json"), QStringLiteral("-"), QStringLiteral("--policy"), policy})
                .out);
        const QJsonObject study = report[QStringLiteral("studies")][0].toObject();
        QCOMPARE(study[QStringLiteral("suppressedCount")].toInt(), 1);
        QCOMPARE(study[QStringLiteral("policy")][QStringLiteral("sha256")].toString().toUtf8(), sha256Of(policy));
        const QByteArray each =
            run(check + QStringList{QStringLiteral("--each"), QStringLiteral("--policy"), policy}).out;
        QVERIFY2(each.contains("\"outcome\":\"passed\"") && each.contains(sha256Of(policy)), each);
    }

    void whatThePolicyChangesIsSaidWhereItIs()
    {
        mi::test::writeFile(m_root / "in" / "1", CleanInstance{.patientId = ""}.file());
        const QString policy =
            writePolicy(R"({"id": "identity.patient-id.empty", "action": {"severity": "error", "blocksFiling": true},
                            "reason": "ask the desk"})");
        const QString archive = QDir(m_folder->path()).filePath(QStringLiteral("archive"));
        const Ended ended =
            run({QStringLiteral("archive"), in(), QStringLiteral("--to"), archive, QStringLiteral("--policy"), policy});
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.out.contains("site policy, rule 1: ask the desk (else warning) (blocks filing)"), ended.out);
        QVERIFY(!ended.out.contains("Filed and verified"));
    }

    void whatThePolicyLetsInIsFiled()
    {
        const CleanInstance instance;
        std::string bytes = instance.file();
        const std::string explicitUid(mi::test::explicitLittle);
        bytes.replace(bytes.find(explicitUid), explicitUid.size() + 1,
                      std::string(mi::test::implicitLittle) + std::string(3, '\0'));
        mi::test::writeFile(m_root / "in" / "1", bytes);
        const QString archive = QDir(m_folder->path()).filePath(QStringLiteral("archive"));
        const QStringList file{QStringLiteral("archive"), in(), QStringLiteral("--to"), archive,
                               QStringLiteral("--policy")};
        const std::string id = R"({"id": "meta.transfer-syntax.contradicted", "reason": "known", "action": )";
        const Ended hidden = run(file + QStringList{writePolicy(id + R"({"suppress": true}})")});
        QVERIFY(!hidden.out.contains("Filed and verified"));
        QVERIFY2(hidden.out.contains("1 suppressed, 1 of them blocking filing"), hidden.out);
        const Ended letIn = run(file + QStringList{writePolicy(id + R"({"suppress": true, "blocksFiling": false}})")});
        QVERIFY2(letIn.out.contains("Filed and verified"), letIn.out);
        QCOMPARE(letIn.code, 0);
        QCOMPARE(run({QStringLiteral("verify"), QStringLiteral("--archive"), archive}).code, 0);
    }

    void aPolicyThatIsWrongEndsTheRunBeforeItBegins()
    {
        addInstances(1);
        const QString policy = writePolicy(R"({"id": "value.*", "action": {"hide": true}, "reason": "x"})");
        for (const QStringList &arguments :
             {QStringList{QStringLiteral("check"), in(), QStringLiteral("--policy"), policy},
              QStringList{QStringLiteral("check"), in(), QStringLiteral("--each"), QStringLiteral("--policy"), policy},
              QStringList{QStringLiteral("policy"), policy}}) {
            const Ended ended = run(arguments);
            QCOMPARE(ended.code, 78);
            QVERIFY(ended.out.isEmpty());
            QVERIFY2(ended.err.contains("line 2, column 30: \"hide\" is not known in an action"), ended.err);
        }
        QCOMPARE(run({QStringLiteral("check"), in(), QStringLiteral("--policy"), QStringLiteral("missing")}).code, 78);
        QCOMPARE(run({QStringLiteral("policy")}).code, 64);
    }

    void aPolicyIsExplained()
    {
        const QString policy = writePolicy(R"({"id": "file.*", "scope": {"manufacturer": "Acme"},
            "action": {"suppress": true, "blocksFiling": false}, "reason": "why", "expires": "2020-01-01"})");
        const Ended ended = run({QStringLiteral("policy"), policy});
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.contains("0 of 1 rules in force"), ended.out);
        QVERIFY2(ended.out.contains(sha256Of(policy)), ended.out);
        QVERIFY2(ended.out.contains("1. file.*: suppressed, does not block filing; "), ended.out);
        QVERIFY2(ended.out.contains("out of reach; EXPIRED\n    for manufacturer Acme\n    why\n"), ended.out);
    }

    void nothingButTheSummaryIsWrittenWhenPiped()
    {
        addInstances(3);
        const Ended ended = run({QStringLiteral("check"), in()});
        QVERIFY(ended.err.isEmpty());
        QVERIFY(!ended.out.contains('\r'));
        QVERIFY(!ended.out.contains('\x1b'));
    }

    void controlCharactersFromAFileDoNotReachTheTerminal()
    {
        mi::test::writeFile(m_root / "in" / "1", CleanInstance{.patientName = "A\x1b[31mB\rC"}.file());
        const Ended ended = run({QStringLiteral("check"), in()});
        QVERIFY(!ended.out.contains('\x1b'));
        QVERIFY(!ended.out.contains('\r'));
    }

private:
    QString in() const { return QDir(m_folder->path()).filePath(QStringLiteral("in")); }

    QString writePolicy(const std::string &rule) const
    {
        mi::test::writeFile(m_root / "policy.json",
                            "{\"schema\": \"mivalidator-site-policy\", \"schemaVersion\": 1, \"name\": \"100%2 "
                            "Radiology\", \"rules\": [\n" +
                                rule + "]}");
        return QDir(m_folder->path()).filePath(QStringLiteral("policy.json"));
    }

    static QByteArray sha256Of(const QString &file)
    {
        QProcess process;
        process.start(QStringLiteral("sha256sum"), {file});
        return process.waitForFinished() ? process.readAllStandardOutput().left(64) : QByteArray("not run");
    }

    void addInstances(int count)
    {
        for (int i = 0; i < count; ++i) {
            const std::string uid = "1.2.276.0.7230010.3.1.9." + std::to_string(i + 1);
            mi::test::writeFile(m_root / "in" / std::to_string(i), CleanInstance{.sopInstanceUid = uid}.file());
        }
    }

    static QStringList tree(const QString &folder)
    {
        QStringList entries;
        QDirIterator walk(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            walk.next();
            entries.append(walk.filePath() + QLatin1Char(' ') +
                           QString::number(walk.fileInfo().lastModified().toMSecsSinceEpoch()));
        }
        entries.sort();
        return entries;
    }

    static QJsonObject programIn(const Ended &ended) { return parsed(ended.out)[QStringLiteral("program")].toObject(); }

    Ended run(const QStringList &arguments,
              const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment()) const
    {
        QProcess process;
        QProcessEnvironment clean = environment;
        clean.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder->path());
        process.setProcessEnvironment(clean);
        process.start(QStringLiteral(CLI_PROGRAM), arguments);
        if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
