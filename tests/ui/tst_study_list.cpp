#include "tests/ui/sample_snapshots.h"
#include "ui/common/study_words.h"
#include "ui/study_list/filter_chips.h"
#include "ui/study_list/study_filter_model.h"
#include "ui/study_list/study_row_delegate.h"
#include "ui/study_list/study_table.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mi;
using namespace mi::ui;
using namespace mi::test;
using namespace Qt::StringLiterals;

class TestStudyList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBatchIsOneInsertionAndOneChange();
    void rowsStayWhereTheyAre();
    void anOlderSnapshotChangesNothing();
    void aRowReadsAsASentence();
    void statusSaysWhatIsHappening_data();
    void statusSaysWhatIsHappening();
    void filesOutsideStudiesHaveRowsOfTheirOwn_data();
    void filesOutsideStudiesHaveRowsOfTheirOwn();
    void chipsCountAndFilter();
    void searchFindsEveryWord();
    void onlyWhatMayBeFiledIsCounted();
    void rowsAreNotSortedWhileWorking();
    void copyGivesOneLineAStudy();
    void everyStateCanBePainted_data();
    void everyStateCanBePainted();
    void aHundredThousandRowsArriveQuickly();
};

void TestStudyList::aBatchIsOneInsertionAndOneChange()
{
    StudyTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update({shared(makeStudy(0)), shared(makeStudy(1)), shared(makeStudy(2))});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(changed.size(), 0);
    StudySnapshot first = makeStudy(0, Verdict::problems);
    StudySnapshot last = makeStudy(2, Verdict::problems);
    first.revision = last.revision = 2;
    model.update({shared(first), shared(last), shared(makeStudy(3))});
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.rowCount(), 4);
}

void TestStudyList::rowsStayWhereTheyAre()
{
    StudyTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.update({shared(makeStudy(7)), shared(makeStudy(3))});
    StudySnapshot newer = makeStudy(7, Verdict::problems);
    newer.revision = 5;
    model.update({shared(makeStudy(1)), shared(newer)});
    QCOMPARE(model.studyAt(0)->id, 7U);
    QCOMPARE(model.studyAt(1)->id, 3U);
    QCOMPARE(model.studyAt(2)->id, 1U);
    QCOMPARE(model.rowOf(3), 1);
    QCOMPARE(model.rowOf(99), -1);
}

void TestStudyList::anOlderSnapshotChangesNothing()
{
    StudyTableModel model;
    StudySnapshot newer = makeStudy(0, Verdict::problems);
    newer.revision = 9;
    model.update({shared(newer)});
    model.update({shared(makeStudy(0))});
    QVERIFY(model.studyAt(0)->verdict == Verdict::problems);
    QCOMPARE(model.groupCount(StudyGroup::problems), 1);
    QCOMPARE(model.groupCount(StudyGroup::passed), 0);
}

void TestStudyList::aRowReadsAsASentence()
{
    StudyTableModel model;
    model.update({shared(makeStudy(0, Verdict::problems))});
    const QString text = model.index(0, StudyTableModel::Status).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(text, u"Problems. DOE, JANE, 118822, born 3 Feb 1961. CT, Thorax, 30 Oct 2026. 512 instances. "
                   "1 problem. Not filed, a problem keeps it out."_s);
}

void TestStudyList::statusSaysWhatIsHappening_data()
{
    QTest::addColumn<int>("work");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("tone");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, WorkState work, Verdict verdict, Tone tone, const QString &word) {
        QTest::newRow(name) << static_cast<int>(work) << static_cast<int>(verdict) << static_cast<int>(tone) << word;
    };
    row("a study that waits", WorkState::waiting, Verdict::undecided, Tone::waiting, u"Waiting"_s);
    row("a study that is read", WorkState::reading, Verdict::undecided, Tone::working, u"Reading"_s);
    row("a study that is checked says so whatever was found so far", WorkState::checking, Verdict::problems,
        Tone::working, u"Checking"_s);
    row("a study that is filed shows how far it is", WorkState::archiving, Verdict::passed, Tone::working,
        u"Archiving 25 %"_s);
    row("a study that was interrupted", WorkState::interrupted, Verdict::undecided, Tone::problems, u"Interrupted"_s);
    row("a study that was cancelled", WorkState::cancelled, Verdict::undecided, Tone::waiting, u"Cancelled"_s);
    row("a study that passed", WorkState::done, Verdict::passed, Tone::passed, u"Passed"_s);
    row("a study with warnings", WorkState::done, Verdict::passedWithWarnings, Tone::warnings, u"Warnings"_s);
    row("a study with problems", WorkState::done, Verdict::problems, Tone::problems, u"Problems"_s);
    row("a study that cannot be read", WorkState::done, Verdict::cannotBeRead, Tone::unreadable, u"Cannot be read"_s);
    row("files that are not DICOM", WorkState::done, Verdict::notDicom, Tone::waiting, u"Not DICOM"_s);
}

void TestStudyList::statusSaysWhatIsHappening()
{
    QFETCH(int, work);
    QFETCH(int, verdict);
    QFETCH(int, tone);
    QFETCH(QString, word);
    StudySnapshot study = makeStudy(0, static_cast<Verdict>(verdict), static_cast<WorkState>(work));
    study.workDone = study.instances / 4;
    const StatusWords status = statusOf(study);
    QCOMPARE(static_cast<int>(status.tone), tone);
    QCOMPARE(status.word, word);
}

void TestStudyList::filesOutsideStudiesHaveRowsOfTheirOwn_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("patient");
    QTest::addColumn<QString>("study");
    QTest::newRow("files without a study are named by the first")
        << static_cast<int>(StudyKind::withoutStudy) << u"(no patient name)"_s << u"scan_0001.dcm and 6 more"_s;
    QTest::newRow("files that are not DICOM are together")
        << static_cast<int>(StudyKind::notDicom) << u"Not DICOM"_s << u"scan_0001.dcm and 6 more"_s;
    QTest::newRow("a directory of a medium says so")
        << static_cast<int>(StudyKind::mediaDirectory) << u"Directory of the medium"_s << u"scan_0001.dcm and 6 more"_s;
}

void TestStudyList::filesOutsideStudiesHaveRowsOfTheirOwn()
{
    QFETCH(int, kind);
    QFETCH(QString, patient);
    QFETCH(QString, study);
    StudySnapshot snapshot;
    snapshot.kind = static_cast<StudyKind>(kind);
    snapshot.firstFileName = "scan_0001.dcm";
    snapshot.files = 7;
    snapshot.isClosed = true;
    snapshot.work = WorkState::done;
    QCOMPARE(patientOf(snapshot).first, patient);
    QCOMPARE(studyOf(snapshot).first, study);
    QCOMPARE(archiveOf(snapshot).word, QString{});
    QVERIFY(!isFileable(snapshot));
}

void TestStudyList::chipsCountAndFilter()
{
    StudyTableModel model;
    StudyFilterModel filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    StudySnapshot filed = makeStudy(4);
    filed.archive = ArchiveState::filedAndVerified;
    model.update({shared(makeStudy(0)), shared(makeStudy(1, Verdict::passedWithWarnings)),
                  shared(makeStudy(2, Verdict::problems)), shared(makeStudy(3, Verdict::cannotBeRead)), shared(filed),
                  shared(makeStudy(5, Verdict::passed, WorkState::checking))});
    const std::array<int, studyGroupCount> expected{6, 2, 1, 1, 1, 4};
    FilterChips chips;
    QSignalSpy chosen(&chips, &FilterChips::chosen);
    connect(&chips, &FilterChips::chosen, &filter, &StudyFilterModel::setGroup);
    const auto buttons = chips.findChildren<QPushButton *>();
    QCOMPARE(static_cast<std::size_t>(buttons.size()), studyGroupCount);
    for (std::size_t i = 0; i < studyGroupCount; ++i) {
        const auto group = static_cast<StudyGroup>(i);
        chips.setCount(group, model.groupCount(group));
        buttons[static_cast<qsizetype>(i)]->click();
        QCOMPARE(model.groupCount(group), expected[i]);
        QCOMPARE(filter.rowCount(), expected[i]);
        QVERIFY(buttons[static_cast<qsizetype>(i)]->text().endsWith(QString::number(expected[i])));
    }
    QCOMPARE(chosen.size(), static_cast<qsizetype>(studyGroupCount));

    // A study that changes moves from chip to chip.
    StudySnapshot done = makeStudy(5, Verdict::problems);
    done.revision = 2;
    model.update({shared(done)});
    QCOMPARE(model.groupCount(StudyGroup::problems), 2);
    QCOMPARE(model.groupCount(StudyGroup::notFiled), 5);
    QCOMPARE(filter.rowCount(), 5);
}

void TestStudyList::searchFindsEveryWord()
{
    StudyTableModel model;
    StudyFilterModel filter;
    filter.setSourceModel(&model);
    StudySnapshot other = makeStudy(1);
    other.patientName = "Müller^Zoë";
    other.accessionNumber = "A-778";
    model.update({shared(makeStudy(0)), shared(other)});
    filter.setSearch(u"  doe   118822 "_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setSearch(u"müller thorax"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setSearch(u"a-778"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setSearch(u"müller 99"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setSearch({});
    QCOMPARE(filter.rowCount(), 2);
}

void TestStudyList::onlyWhatMayBeFiledIsCounted()
{
    StudyTableModel model;
    StudySnapshot failed = makeStudy(2);
    failed.archive = ArchiveState::filingFailed;
    StudySnapshot filed = makeStudy(3);
    filed.archive = ArchiveState::alreadyInArchive;
    model.update({shared(makeStudy(0)), shared(makeStudy(1, Verdict::problems)), shared(failed), shared(filed),
                  shared(makeStudy(4, Verdict::undecided, WorkState::checking))});
    QCOMPARE(model.fileableCount(), 2);
}

void TestStudyList::rowsAreNotSortedWhileWorking()
{
    const Theme theme;
    StudyTableModel model;
    StudyFilterModel filter;
    filter.setSourceModel(&model);
    StudyTable table(theme, filter);
    StudySnapshot few = makeStudy(1);
    few.instances = 2;
    model.update({shared(makeStudy(0)), shared(few)});
    table.horizontalHeader()->setSortIndicator(StudyTableModel::Instances, Qt::AscendingOrder);
    QCOMPARE(filter.index(0, 0).data(StudyTableModel::SnapshotRole).value<StudySnapshotPtr>()->id, 1U);
    table.setSortable(false);
    QCOMPARE(filter.index(0, 0).data(StudyTableModel::SnapshotRole).value<StudySnapshotPtr>()->id, 0U);
    QVERIFY(!table.isSortingEnabled());
    StudySnapshot last = makeStudy(2);
    last.instances = 1;
    model.update({shared(last)});
    QCOMPARE(filter.index(2, 0).data(StudyTableModel::SnapshotRole).value<StudySnapshotPtr>()->id, 2U);
    table.setSortable(true);
    QVERIFY(table.isSortingEnabled());
    QCOMPARE(filter.index(2, 0).data(StudyTableModel::SnapshotRole).value<StudySnapshotPtr>()->id, 2U);
}

void TestStudyList::copyGivesOneLineAStudy()
{
    const Theme theme;
    StudyTableModel model;
    StudyFilterModel filter;
    filter.setSourceModel(&model);
    StudyTable table(theme, filter);
    StudySnapshot hostile = makeStudy(1);
    hostile.studyDescription = "two\nlines\tand tabs";
    model.update({shared(makeStudy(0)), shared(hostile)});
    table.selectAll();
    table.copySelection();
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[1].count(u'\t'), StudyTableModel::ColumnCount - 1);
    QVERIFY(lines[0].startsWith(u"Passed\tDOE, JANE"_s));
}

void TestStudyList::everyStateCanBePainted_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<bool>("isCompact");
    QTest::addColumn<bool>("isRightToLeft");
    QTest::newRow("light, two lines") << static_cast<int>(SchemeChoice::light) << false << false;
    QTest::newRow("dark, one line") << static_cast<int>(SchemeChoice::dark) << true << false;
    QTest::newRow("high contrast, right to left") << static_cast<int>(SchemeChoice::highContrast) << false << true;
}

void TestStudyList::everyStateCanBePainted()
{
    QFETCH(int, scheme);
    QFETCH(bool, isCompact);
    QFETCH(bool, isRightToLeft);
    Theme theme;
    theme.apply(static_cast<SchemeChoice>(scheme));
    StudyTableModel model;
    StudyFilterModel filter;
    filter.setSourceModel(&model);
    std::vector<StudySnapshotPtr> rows;
    StudyId id = 0;
    for (int verdict = 0; verdict <= static_cast<int>(Verdict::notDicom); ++verdict)
        for (int work = 0; work <= static_cast<int>(WorkState::done); ++work)
            rows.push_back(shared(makeStudy(id++, static_cast<Verdict>(verdict), static_cast<WorkState>(work))));
    model.update(rows);
    StudyTable table(theme, filter);
    table.setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    table.setRowHeight(isCompact ? RowHeight::compact : RowHeight::comfortable);
    table.resize(1000, static_cast<int>(rows.size()) * 60);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    table.selectStudy(1);
    const QImage picture = table.viewport()->grab().toImage();
    const Tokens &tokens = theme.tokens();
    const int rowHeight = table.rowHeight(0);
    QVERIFY(rowHeight >= (isCompact ? 28 : 52));
    // The tint of a passed study's pill is on the screen, in its row and nowhere in the first.
    const auto hasColor = [&picture, rowHeight](int row, const QColor &color) {
        for (int y = row * rowHeight; y < (row + 1) * rowHeight; ++y)
            for (int x = 0; x < picture.width(); ++x)
                if (picture.pixelColor(x, y).rgb() == color.rgb())
                    return true;
        return false;
    };
    const int passedRow = 2 * static_cast<int>(WorkState::done) + 1;
    QVERIFY(hasColor(passedRow, tokens.passed.tint));
    QVERIFY(!hasColor(0, tokens.passed.tint) || tokens.passed.tint == tokens.surface);
    QVERIFY(hasColor(1, tokens.selectedRow));
}

void TestStudyList::aHundredThousandRowsArriveQuickly()
{
    StudyTableModel model;
    StudyFilterModel filter;
    filter.setSourceModel(&model);
    std::vector<StudySnapshotPtr> batch;
    QElapsedTimer timer;
    qint64 slowest = 0;
    for (StudyId id = 0; id < 100'000; ++id) {
        batch.push_back(shared(makeStudy(id)));
        if (batch.size() == 1000) {
            timer.start();
            model.update(batch);
            slowest = qMax(slowest, timer.elapsed());
            batch.clear();
        }
    }
    QCOMPARE(filter.rowCount(), 100'000);
    QCOMPARE(model.groupCount(StudyGroup::passed), 100'000);
    QVERIFY2(slowest < 5000, qPrintable(QString::number(slowest)));
}

QTEST_MAIN(TestStudyList)
#include "tst_study_list.moc"
