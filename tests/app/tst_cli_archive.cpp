// mivalidator-cli archive search, list, status, reindex: run as their user runs them.
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

class TestCliArchive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        std::filesystem::create_directories(root() / "in");
    }

    void whatWasFiledIsFound()
    {
        addStudy("1.2.3.1", "MULLER^ANNA", "A-1", "OT");
        addStudy("1.2.3.2", "DOE^JOHN", "B-1", "MR");
        QCOMPARE(run({"archive", in(), "--to", archive()}).code, 0);
        QVERIFY(QFile::exists(indexFile()));

        const QJsonObject found = parsed(about("search", {"--name", "M\u00fcller anna", "--json", "-"}).out);
        QCOMPARE(found[QStringLiteral("schema")].toString(), QStringLiteral("mivalidator-studies"));
        QCOMPARE(found[QStringLiteral("total")].toInt(), 1);
        const QJsonObject study = found[QStringLiteral("studies")][0].toObject();
        QCOMPARE(study[QStringLiteral("studyInstanceUid")].toString(), QStringLiteral("1.2.3.1"));
        QCOMPARE(study[QStringLiteral("patientName")].toString(), QStringLiteral("MULLER^ANNA"));
        QVERIFY(study[QStringLiteral("verifiedAt")].isNull());

        const Ended table = about("search", {"--id", "b-", "--modality", "mr"});
        QCOMPARE(table.code, 0);
        QVERIFY2(table.out.contains("DOE^JOHN") && table.out.endsWith("1 study\n"), table.out);
        QVERIFY(!table.out.contains("ANNA"));
        QCOMPARE(about("search", {"--name", "nobody"}).out, QByteArray("0 studies\n"));
        QCOMPARE(parsed(about("list", {"--json", "-"}).out)[QStringLiteral("total")].toInt(), 2);
        QVERIFY(about("list", {"--limit", "1"}).out.endsWith("2 studies, 1 of them shown\n"));
    }

    void theIndexCanBeDeletedAndIsNoPartOfTheArchive()
    {
        addStudy("1.2.3.1", "DOE^JANE", "A-1", "CT");
        QCOMPARE(run({"archive", in(), "--to", archive()}).code, 0);
        const QByteArray before = about("list", {"--json", "-"}).out;
        QVERIFY(QFile::remove(indexFile()));
        QCOMPARE(about("list", {"--json", "-"}).out, before);
        QFile file(indexFile());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("no database, but long enough to be taken for one that is damaged: it has more than a header's "
                   "hundred bytes");
        file.close();
        const Ended mended = about("list", {"--json", "-"});
        QCOMPARE(mended.out, before);
        QCOMPARE(mended.err, QByteArray("mivalidator-cli: the index could not be used and was made anew\n"));
        const Ended made = about("reindex", {});
        QCOMPARE(made.out, QByteArray("1 studies in 1 bags are in the index\n"));
        QCOMPARE(about("list", {"--json", "-"}).out, before);
        QCOMPARE(run({"verify", "--archive", archive()}).code, 0);
    }

    void aFilingDoesNotFailWithTheIndex()
    {
        addStudy("1.2.3.1", "DOE^JANE", "A-1", "CT");
        const Ended filed = run({"archive", in(), "--to", archive(), "--index",
                                 "postgresql://desk:verySecret@localhost/archive?host=/nowhere"});
        QCOMPARE(filed.code, 0);
        QVERIFY2(filed.out.contains("Filed and verified"), filed.out);
        QVERIFY2(filed.err.contains("the index is not up to date"), filed.err);
        QVERIFY(!filed.err.contains("verySecret"));
        QCOMPARE(parsed(about("list", {"--json", "-"}).out)[QStringLiteral("total")].toInt(), 1);
    }

    void theStatusTellsWhatIsThereAndWhenItWasVerified()
    {
        addStudy("1.2.3.1", "DOE^JANE", "A-1", "CT");
        QCOMPARE(run({"archive", in(), "--to", archive()}).code, 0);
        QJsonObject status = parsed(about("status", {"--json", "-"}).out);
        QCOMPARE(status[QStringLiteral("studies")].toInt(), 1);
        QCOMPARE(status[QStringLiteral("neverVerified")].toInt(), 1);
        QVERIFY(status[QStringLiteral("newestVerification")].isNull());
        QVERIFY(status[QStringLiteral("index")][QStringLiteral("isConsistent")].toBool());
        QCOMPARE(run({"verify", "--archive", archive()}).code, 0);
        status = parsed(about("status", {"--json", "-"}).out);
        QCOMPARE(status[QStringLiteral("neverVerified")].toInt(), 0);
        QVERIFY(!status[QStringLiteral("newestVerification")].isNull());
        QVERIFY(about("status", {}).out.contains("fits the archive"));
    }

    void wrongUseIsToldOnTheErrorStream_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QStringList &arguments, int code) {
            QTest::newRow(name) << arguments << code;
        };
        row("no archive", {QStringLiteral("archive"), QStringLiteral("search")}, 64);
        row("a date that is none", search({"--date", "2024-01-01"}), 64);
        row("half a range", search({"--date", "-"}), 64);
        row("no number", search({"--limit", "0"}), 64);
        row("a word too many", search({"doe"}), 64);
        row("no archive there", search({}), 66);
        row("no address of a database", search({"--index", "mysql://x"}), 66);
    }

    void wrongUseIsToldOnTheErrorStream()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const Ended ended = runWords(arguments);
        QCOMPARE(ended.code, code);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(ended.err.startsWith("mivalidator-cli: "));
    }

    void aFolderWithTheNameOfACommandIsFiled()
    {
        addStudy("1.2.3.1", "DOE^JANE", "A-1", "CT");
        std::filesystem::rename(root() / "in", root() / "search");
        QCOMPARE(run({"archive", "./search", "--to", archive()}).code, 0);
        QCOMPARE(parsed(about("list", {"--json", "-"}).out)[QStringLiteral("total")].toInt(), 1);
    }

    void controlCharactersFromAFileDoNotReachTheTerminal()
    {
        addStudy("1.2.3.1", "A\x1b[31mB", "A-1", "CT");
        run({"archive", in(), "--to", archive()});
        QVERIFY(!about("list", {}).out.contains('\x1b'));
    }

private:
    std::filesystem::path root() const { return m_folder->path().toStdString(); }
    QByteArray in() const { return QDir(m_folder->path()).filePath(QStringLiteral("in")).toUtf8(); }
    QString indexFile() const { return QDir(m_folder->path()).filePath(QStringLiteral("archive/index.sqlite")); }
    QByteArray archive() const { return QDir(m_folder->path()).filePath(QStringLiteral("archive")).toUtf8(); }

    void addStudy(const std::string &uid, const std::string &name, const std::string &id, const std::string &modality)
    {
        const CleanInstance instance{.patientName = name,
                                     .patientId = id,
                                     .studyUid = uid,
                                     .seriesUid = uid + ".1",
                                     .sopInstanceUid = uid + ".1.1",
                                     .modality = modality,
                                     .accessionNumber = "A" + id};
        mi::test::writeFile(root() / "in" / uid, instance.file());
    }

    static QStringList search(const std::vector<const char *> &rest)
    {
        QStringList words{QStringLiteral("archive"), QStringLiteral("search"), QStringLiteral("--archive"),
                          QStringLiteral("/nowhere")};
        for (const char *word : rest)
            words.append(QString::fromUtf8(word));
        return words;
    }

    Ended about(const char *command, const std::vector<QByteArray> &rest) const
    {
        std::vector<QByteArray> words{"archive", command, "--archive", archive()};
        words.insert(words.end(), rest.begin(), rest.end());
        return run(words);
    }

    Ended run(const std::vector<QByteArray> &arguments) const
    {
        QStringList words;
        for (const QByteArray &argument : arguments)
            words.append(QString::fromUtf8(argument));
        return runWords(words);
    }

    Ended runWords(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder->path());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder->path());
        process.start(QStringLiteral(CLI_PROGRAM), arguments);
        if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCliArchive)
#include "tst_cli_archive.moc"
