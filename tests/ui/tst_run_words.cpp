#include "tests/ui/sample_snapshots.h"
#include "ui/common/text.h"
#include "ui/main_window/drop_patients.h"
#include "ui/main_window/progress_tracker.h"
#include "ui/main_window/run_summary.h"

#include <QTest>

using namespace mi;
using namespace mi::ui;
using namespace mi::test;
using namespace Qt::StringLiterals;

class TestRunWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progressNeverRunsBackwards();
    void unknownTotalsSayAtLeast();
    void aNewRunBeginsAtZero();
    void filingHasItsOwnCounts();
    void remainingTimeIsRoundedToWhatPeopleSay_data();
    void remainingTimeIsRoundedToWhatPeopleSay();
    void patientsAreCompared_data();
    void patientsAreCompared();
    void aRunIsSummedUp();
    void filingsAreSummedUp();
    void hostileTextBecomesHarmless_data();
    void hostileTextBecomesHarmless();
    void namesAndDatesAreShownForPeople_data();
    void namesAndDatesAreShownForPeople();
};

namespace {

SessionSnapshot running(std::uint64_t found, std::uint64_t passed, bool isDiscoveryDone, double seconds = 0)
{
    SessionSnapshot session;
    session.state = SessionState::running;
    session.files.found = found;
    session.files.passed = passed;
    session.isDiscoveryDone = isDiscoveryDone;
    session.bytesRead = passed * 1'000'000;
    session.seconds = seconds;
    return session;
}

StudySnapshotPtr studyOfPatient(StudyId id, const std::string &patientId, const std::string &name)
{
    StudySnapshot study = makeStudy(id);
    study.patientId = patientId;
    study.patientName = name;
    return shared(study);
}

} // namespace

void TestRunWords::progressNeverRunsBackwards()
{
    ProgressTracker tracker;
    tracker.start({});
    double last = 0;
    // More and more is found, a second drop doubles the total, filing begins: the bar only grows.
    const std::vector<SessionSnapshot> steps{
        running(10, 5, false),    running(100, 6, false),    running(100, 80, false),   running(1000, 90, false),
        running(1000, 900, true), running(5000, 950, false), running(5000, 2000, true), running(5000, 4000, true)};
    for (const SessionSnapshot &step : steps) {
        tracker.update(step);
        QVERIFY(tracker.fraction() >= last);
        QVERIFY(tracker.fraction() < 1.0);
        last = tracker.fraction();
    }
    SessionSnapshot filing = running(5000, 4500, true);
    filing.archiving = 2;
    filing.filesToArchive = 1000;
    tracker.update(filing);
    QVERIFY(tracker.fraction() >= last);
    filing.files.passed = 5000;
    filing.filesArchived = 1000;
    tracker.update(filing);
    QCOMPARE(tracker.fraction(), 1.0);
}

void TestRunWords::unknownTotalsSayAtLeast()
{
    ProgressTracker tracker;
    tracker.start({});
    tracker.update(running(0, 0, false));
    QCOMPARE(tracker.countsText(), u"Looking for files"_s);
    tracker.update(running(2441, 2388, false, 1));
    QCOMPARE(tracker.countsText(), u"2,388 of at least 2,441 files"_s);
    QVERIFY(!tracker.rateText().contains(u"left"_s));
    tracker.update(running(2441, 2400, true, 2));
    QCOMPARE(tracker.countsText(), u"2,400 of 2,441 files"_s);
    QVERIFY(tracker.rateText().contains(u"left"_s));
    SessionSnapshot paused = running(2441, 2400, true, 2);
    paused.state = SessionState::paused;
    tracker.update(paused);
    QCOMPARE(tracker.countsText(), u"Paused at 2,400 of 2,441 files"_s);
    SessionSnapshot done = running(2441, 2441, true, 3);
    done.state = SessionState::finished;
    tracker.update(done);
    QCOMPARE(tracker.countsText(), u"2,441 files checked"_s);
    QVERIFY(tracker.rateText().isEmpty());
}

void TestRunWords::aNewRunBeginsAtZero()
{
    ProgressTracker tracker;
    tracker.start({});
    tracker.update(running(100, 100, true));
    QCOMPARE(tracker.fraction(), 1.0);
    tracker.start(running(100, 100, true));
    QCOMPARE(tracker.fraction(), 0.0);
    tracker.update(running(300, 200, true));
    QCOMPARE(tracker.fraction(), 0.5);
}

void TestRunWords::filingHasItsOwnCounts()
{
    SessionSnapshot before = running(512, 512, true);
    before.filesToArchive = before.filesArchived = 100;
    ProgressTracker tracker;
    tracker.start(before);
    SessionSnapshot filing = before;
    filing.archiving = 1;
    filing.filesToArchive = 612;
    filing.filesArchived = 228;
    tracker.update(filing);
    QCOMPARE(tracker.countsText(), u"Filing 128 of 512 files"_s);
    QCOMPARE(tracker.fraction(), 0.25);
}

void TestRunWords::remainingTimeIsRoundedToWhatPeopleSay_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("less than ten seconds") << 3.0 << u"a few seconds left"_s;
    QTest::newRow("half a minute") << 31.0 << u"about 30 s left"_s;
    QTest::newRow("a minute") << 61.0 << u"about 1 min left"_s;
    QTest::newRow("ten minutes") << 610.0 << u"about 10 min left"_s;
    QTest::newRow("two hours") << 7300.0 << u"about 2 h left"_s;
}

void TestRunWords::remainingTimeIsRoundedToWhatPeopleSay()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(remainingText(seconds), text);
}

void TestRunWords::patientsAreCompared_data()
{
    QTest::addColumn<QStringList>("patients"); // "ID|name"
    QTest::addColumn<QString>("text");
    QTest::newRow("one patient needs no warning") << QStringList{u"1|DOE^JANE"_s, u"1|DOE^JANE"_s} << QString{};
    QTest::newRow("two patients are counted")
        << QStringList{u"1|DOE^JANE"_s, u"2|ROE^RICHARD"_s, u"1|DOE^JANE"_s}
        << u"This drop holds studies of 2 patients. Check the names before filing."_s;
    QTest::newRow("two spellings of one ID are shown")
        << QStringList{u"118822|DOE^JANE"_s, u"118-822|DOE^JANE"_s}
        << u"One patient, 2 spellings of the ID: 118-822 and 118822. Compare before filing."_s;
    QTest::newRow("one ID with two names") << QStringList{u"1|DOE^JANE"_s, u"1|DOE^JAN"_s}
                                           << u"One patient ID with 2 different names. Compare before filing."_s;
    QTest::newRow("a patient without an ID is told by the name")
        << QStringList{u"|DOE^JANE"_s, u"|ROE^RICHARD"_s}
        << u"This drop holds studies of 2 patients. Check the names before filing."_s;
    QTest::newRow("nameless studies are not compared") << QStringList{u"|"_s, u"1|DOE^JANE"_s} << QString{};
}

void TestRunWords::patientsAreCompared()
{
    QFETCH(QStringList, patients);
    QFETCH(QString, text);
    std::vector<StudySnapshotPtr> studies;
    for (const QString &patient : patients)
        studies.push_back(studyOfPatient(static_cast<StudyId>(studies.size()),
                                         patient.section(u'|', 0, 0).toStdString(),
                                         patient.section(u'|', 1).toStdString()));
    QCOMPARE(patientWarning(studies).text, text);
}

void TestRunWords::aRunIsSummedUp()
{
    SessionSnapshot session = running(131, 100, true);
    session.state = SessionState::finished;
    session.files.warnings = 15;
    session.files.problems = 3;
    session.files.notDicom = 12;
    session.files.unreadable = 1;
    StudySnapshot other = makeStudy(9);
    other.kind = StudyKind::notDicom;
    const std::vector<StudySnapshotPtr> studies{
        shared(makeStudy(0)),
        shared(makeStudy(1)),
        shared(makeStudy(2, Verdict::passedWithWarnings)),
        shared(makeStudy(3, Verdict::problems)),
        shared(makeStudy(4, Verdict::problems)),
        shared(other),
    };
    RunSummary summary = summaryOfChecking(session, studies);
    QCOMPARE(summary.text, u"5 studies: 2 passed, 1 with warnings, 2 with problems. 1 file cannot be read. "
                           "12 files are not DICOM."_s);
    QVERIFY(summary.tone == Tone::problems);

    session = running(3, 3, true);
    session.state = SessionState::finished;
    summary = summaryOfChecking(session, {shared(makeStudy(0))});
    QCOMPARE(summary.text, u"1 study: 1 passed."_s);
    QVERIFY(summary.tone == Tone::passed);

    session = running(10, 3, true);
    session.state = SessionState::cancelled;
    summary = summaryOfChecking(session, {});
    QCOMPARE(summary.text, u"Cancelled. No study was found. 7 files were not checked."_s);
    QVERIFY(summary.tone == Tone::warnings);
}

void TestRunWords::filingsAreSummedUp()
{
    FilingCounts counts;
    StudySnapshot study = makeStudy(0);
    const StudySnapshot before = study;
    counts.count(nullptr, study);
    QCOMPARE(counts.all(), 0);
    study.archive = ArchiveState::filing;
    counts.count(&before, study);
    QCOMPARE(counts.all(), 0);
    StudySnapshot filed = study;
    filed.archive = ArchiveState::filedAndVerified;
    counts.count(&study, filed);
    counts.count(&filed, filed); // another change of the same study
    QCOMPARE(summaryOfFiling(counts).text, u"1 study is filed and verified."_s);
    QVERIFY(summaryOfFiling(counts).tone == Tone::passed);
    StudySnapshot failed = study;
    failed.archive = ArchiveState::filingFailed;
    failed.archiveMessage = "no space";
    counts.count(&study, failed);
    QCOMPARE(summaryOfFiling(counts).text,
             u"1 study is filed and verified. Filing 1 study failed. Reason: no space."_s);
    QVERIFY(summaryOfFiling(counts).tone == Tone::problems);
}

void TestRunWords::hostileTextBecomesHarmless_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("line breaks") << QByteArray("a\nb\r\nc");
    QTest::newRow("terminal escapes") << QByteArray("\x1b[31mred");
    QTest::newRow("a direction override") << QByteArray("abc\u202Egnp.exe");
    QTest::newRow("a direction isolate") << QByteArray("abc\u2066x");
    QTest::newRow("a line separator") << QByteArray("a\u2028b");
    QTest::newRow("bytes that are not UTF-8") << QByteArray("\xff\xfe\x80");
}

void TestRunWords::hostileTextBecomesHarmless()
{
    QFETCH(QByteArray, bytes);
    const QString text = displayText(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    QVERIFY(text.contains(QChar::ReplacementCharacter));
    for (const QChar c : text) {
        QVERIFY(c.category() != QChar::Other_Control);
        QVERIFY(c.category() != QChar::Other_Format);
        QVERIFY(c.category() != QChar::Separator_Line);
    }
}

void TestRunWords::namesAndDatesAreShownForPeople_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("expected");
    QTest::newRow("family and given name") << personText("DOE^JANE") << u"DOE, JANE"_s;
    QTest::newRow("middle names belong to the given") << personText("DOE^JANE^ANN^Dr") << u"DOE, JANE ANN"_s;
    QTest::newRow("a family name alone") << personText("DOE^") << u"DOE"_s;
    QTest::newRow("a name that is shown already") << personText("DOE, Jane") << u"DOE, Jane"_s;
    QTest::newRow("only the first component group") << personText("Yamada^Tarou=山田^太郎") << u"Yamada, Tarou"_s;
    QTest::newRow("a date") << dateText("19610203") << u"3 Feb 1961"_s;
    QTest::newRow("a year") << dateText("1950") << u"1950"_s;
    QTest::newRow("no date") << dateText("19611399") << QString{};
    QTest::newRow("nothing") << dateText("") << QString{};
}

void TestRunWords::namesAndDatesAreShownForPeople()
{
    QFETCH(QString, shown);
    QFETCH(QString, expected);
    QCOMPARE(shown, expected);
}

QTEST_MAIN(TestRunWords)
#include "tst_run_words.moc"
