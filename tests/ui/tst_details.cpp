#include "tests/ui/sample_snapshots.h"
#include "ui/common/plain_label.h"
#include "ui/files/files_view.h"
#include "ui/findings/finding_words.h"
#include "ui/findings/findings_view.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/run_overview.h"
#include "ui/metadata/metadata_view.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTreeView>

#include <atomic>

using namespace mi;
using namespace mi::ui;
using namespace mi::test;
using namespace Qt::StringLiterals;

class TestDetails : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCauseHasACard();
    void cardsShowNothingButPlainText();
    void theTextForTheSenderNamesNoPatient();
    void engineersSeeMore();
    void hundredsOfCausesAreShownOnRequest();
    void theTreeKeepsItsShape();
    void theFilterKeepsTheWayToAMatch();
    void levelsShowWhatBelongsToThem();
    void metadataIsReadOnlyWhenItIsLookedAt();
    void aStaleResultDies();
    void filesComeInPages();
    void aClosedStudyListsItsFilesAnew();
    void theOverviewAddsUp();
    void messagesReplaceEachOther();
};

namespace {

AttributeNode leaf(Tag tag, const char *name, const char *value, AttributeLevel level = AttributeLevel::instance)
{
    AttributeNode node;
    node.tag = tag;
    node.name = node.keyword = name;
    node.vr = "LO";
    node.vm = 1;
    node.value = value;
    node.level = level;
    return node;
}

std::vector<AttributeNode> sampleTree()
{
    AttributeNode item = leaf(tags::Item, "Item 1", "");
    item.children = {leaf(Tag(0x0008, 0x0100), "Code Value", "T-D1100"),
                     leaf(Tag(0x0008, 0x0104), "Code Meaning", "Head")};
    AttributeNode sequence = leaf(Tag(0x0008, 0x2218), "Anatomic Region Sequence", "1 item");
    sequence.vr = "SQ";
    sequence.children = {item};
    return {leaf(tags::PatientName, "Patient's Name", "DOE^JANE", AttributeLevel::patient),
            leaf(tags::StudyDate, "Study Date", "20260101", AttributeLevel::study),
            leaf(tags::Modality, "Modality", "CT", AttributeLevel::series), sequence};
}

FileRecord recordOf(std::size_t index, const std::string &series = "1.2.3")
{
    FileRecord record;
    record.path = "/media/disc/IM" + std::to_string(index);
    record.seriesInstanceUid = series;
    record.size = 1000;
    return record;
}

std::vector<FileRecord> records(std::size_t first, std::size_t count, std::size_t all)
{
    std::vector<FileRecord> list;
    for (std::size_t i = first; i < std::min(first + count, all); ++i)
        list.push_back(recordOf(i));
    return list;
}

} // namespace

void TestDetails::everyCauseHasACard()
{
    const Theme theme;
    FindingsView view(theme);
    QCOMPARE(view.cardCount(), 0);
    StudySnapshot study = makeStudy(0, Verdict::problems);
    study.findings.push_back(makeGroup(warningRule));
    view.setStudy(shared(study));
    QCOMPARE(view.cardCount(), 2);
    view.setStudy(shared(makeStudy(1)));
    QCOMPARE(view.cardCount(), 0);
    QSignalSpy files(&view, &FindingsView::showFileRequested);
    view.setStudy(shared(study));
    for (QPushButton *button : view.findChildren<QPushButton *>())
        if (button->text() == u"Show file"_s) {
            button->click();
            break;
        }
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.first().first().toUInt(), 0U);
}

void TestDetails::cardsShowNothingButPlainText()
{
    const Theme theme;
    FindingsView view(theme);
    StudySnapshot study = makeStudy(0, Verdict::problems);
    study.findings.front().first.observed = "<b>bold</b><img src='file:///etc/passwd'>";
    study.manufacturer = "<script>alert(1)</script>";
    view.setStudy(shared(study));
    const QList<QLabel *> labels = view.findChildren<QLabel *>();
    QVERIFY(!labels.isEmpty());
    bool isShown = false;
    for (const QLabel *label : labels) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        isShown = isShown || label->text().contains(u"<script>"_s);
    }
    QVERIFY(isShown);
}

void TestDetails::theTextForTheSenderNamesNoPatient()
{
    StudySnapshot study = makeStudy(0, Verdict::problems);
    study.patientName = "CANARY^NAME";
    study.accessionNumber = "ACC-1";
    const QString text = textForSender(study.findings.front(), study);
    QVERIFY(!text.contains(u"CANARY"_s));
    QVERIFY(!text.contains(u"1961"_s));
    QVERIFY(text.contains(u"2.25.77.1"_s));
    QVERIFY(text.contains(u"ACC-1"_s));
    QVERIFY(text.contains(u"test.blocking"_s));
}

void TestDetails::engineersSeeMore()
{
    StudySnapshot study = makeStudy(0, Verdict::problems);
    study.findings.front().first.offset = 1234;
    study.findings.front().first.vr = Vr::LO;
    const FindingGroup &group = study.findings.front();
    const QString staff = technicalLine(group, study, DetailLevel::staff);
    const QString engineer = technicalLine(group, study, DetailLevel::engineer);
    QVERIFY(staff.contains(u"Patient ID (0010,0020)"_s));
    QVERIFY(staff.contains(u"PS3.10 7.1"_s));
    QVERIFY(!staff.contains(u"1,234"_s));
    QVERIFY(engineer.contains(u"byte 1,234"_s));
    QVERIFY(engineer.contains(u"VR LO"_s));
}

void TestDetails::hundredsOfCausesAreShownOnRequest()
{
    const Theme theme;
    FindingsView view(theme);
    StudySnapshot study = makeStudy(0, Verdict::problems);
    study.findings.assign(300, makeGroup(blockingRule));
    view.setStudy(shared(study));
    QVERIFY(view.cardCount() < 60);
    for (QPushButton *button : view.findChildren<QPushButton *>())
        if (button->text().startsWith(u"Show 2"_s))
            button->click();
    QCOMPARE(view.cardCount(), 300);
}

void TestDetails::theTreeKeepsItsShape()
{
    AttributeTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNodes(sampleTree(), MetadataLevel::instance);
    QCOMPARE(model.rowCount(), 4);
    const QModelIndex sequence = model.index(3, 0);
    QCOMPARE(sequence.data().toString(), u"(0008,2218)"_s);
    const QModelIndex item = model.index(0, 0, sequence);
    QCOMPARE(model.rowCount(item), 2);
    const QModelIndex meaning = model.index(1, AttributeTreeModel::ValueColumn, item);
    QCOMPARE(meaning.data().toString(), u"Head"_s);
    QCOMPARE(meaning.parent(), item);
    QCOMPARE(item.parent(), sequence);
    model.setNodes({}, MetadataLevel::instance);
    QCOMPARE(model.rowCount(), 0);
}

void TestDetails::theFilterKeepsTheWayToAMatch()
{
    AttributeTreeModel model;
    AttributeFilterModel filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNodes(sampleTree(), MetadataLevel::instance);
    filter.setSearch(u"head"_s);
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.index(0, 0).data().toString(), u"(0008,2218)"_s);
    const QModelIndex item = filter.index(0, 0, filter.index(0, 0));
    QCOMPARE(filter.rowCount(item), 1);
    filter.setSearch(u"00100010"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setSearch(u"anatomic"_s);
    QCOMPARE(filter.rowCount(filter.index(0, 0, filter.index(0, 0))), 2); // all below a match
    filter.setSearch(u"nothing has this"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setSearch({});
    QCOMPARE(filter.rowCount(), 4);
}

void TestDetails::levelsShowWhatBelongsToThem()
{
    AttributeTreeModel model;
    model.setNodes(sampleTree(), MetadataLevel::study);
    QCOMPARE(model.rowCount(), 2);
    model.setNodes(sampleTree(), MetadataLevel::series);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, AttributeTreeModel::ValueColumn).data().toString(), u"CT"_s);
}

void TestDetails::metadataIsReadOnlyWhenItIsLookedAt()
{
    std::atomic<int> reads = 0;
    BackgroundJobs jobs;
    MetadataView view({[&reads](StudyId, std::uint32_t) -> Result<std::vector<AttributeNode>> {
                           ++reads;
                           return sampleTree();
                       },
                       [](StudyId, std::size_t first, std::size_t count) { return records(first, count, 3); }},
                      jobs);
    StudySnapshot study = makeStudy(0);
    study.files = study.instances = 3;
    view.setStudy(shared(study));
    QCOMPARE(reads.load(), 0);
    view.show();
    QTRY_COMPARE(view.model().rowCount(), 4);
    QCOMPARE(reads.load(), 1);
    StudySnapshot newer = study;
    newer.revision = 2;
    view.setStudy(shared(newer)); // the same study goes on: nothing is read again
    auto *chooser = view.findChild<QSpinBox *>();
    QCOMPARE(chooser->maximum(), 3);
    chooser->setValue(2);
    QTRY_COMPARE(reads.load(), 2);
}

void TestDetails::aStaleResultDies()
{
    // The first study's result is held back until the second study's is on the screen.
    QSemaphore mayFinish;
    QSemaphore hasStarted;
    {
        BackgroundJobs jobs;
        MetadataView view({[&](StudyId study, std::uint32_t) -> Result<std::vector<AttributeNode>> {
                               if (study == 1) {
                                   hasStarted.release();
                                   mayFinish.acquire();
                                   return std::vector{leaf(tags::PatientName, "Patient's Name", "STALE")};
                               }
                               return std::vector{leaf(tags::PatientName, "Patient's Name", "FRESH")};
                           },
                           [](StudyId, std::size_t first, std::size_t count) { return records(first, count, 1); }},
                          jobs);
        view.show();
        StudySnapshot first = makeStudy(1);
        StudySnapshot second = makeStudy(2);
        first.files = second.files = 1;
        view.setStudy(shared(first));
        QTRY_VERIFY(hasStarted.available() == 1);
        view.setStudy(shared(second));
        const auto value = [&view] { return view.model().index(0, AttributeTreeModel::ValueColumn).data().toString(); };
        QTRY_COMPARE(value(), u"FRESH"_s);
        QSignalSpy reset(&view.model(), &QAbstractItemModel::modelReset);
        const auto watchers = view.findChildren<QFutureWatcherBase *>();
        QCOMPARE(watchers.size(), 1); // the one that is held back
        QSignalSpy finished(watchers.first(), &QFutureWatcherBase::finished);
        mayFinish.release();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(value(), u"FRESH"_s);
        QCOMPARE(reset.size(), 0);
    }
}

void TestDetails::filesComeInPages()
{
    constexpr std::size_t all = 100'000;
    std::atomic<std::size_t> fetched = 0;
    BackgroundJobs jobs;
    FileTableModel model(
        [&fetched](StudyId, std::size_t first, std::size_t count) {
            fetched += count;
            return records(first, count, all);
        },
        jobs);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    StudySnapshot study = makeStudy(0);
    study.files = all;
    model.setStudy(shared(study));
    QCOMPARE(model.rowCount(), static_cast<int>(all));
    const QModelIndex last = model.index(static_cast<int>(all) - 1, FileTableModel::Path);
    QVERIFY(last.data().toString() != u"/media/disc/IM99999"_s); // not there yet, and nobody waits
    QTRY_COMPARE(last.data().toString(), u"/media/disc/IM99999"_s);
    QVERIFY(fetched < 2000);
}

void TestDetails::aClosedStudyListsItsFilesAnew()
{
    std::atomic<int> offset = 0;
    BackgroundJobs jobs;
    FileTableModel model(
        [&offset](StudyId, std::size_t first, std::size_t count) {
            return records(first + static_cast<std::size_t>(offset), count, 1'000'000);
        },
        jobs);
    StudySnapshot open = makeStudy(0, Verdict::undecided, WorkState::checking);
    open.files = 10;
    model.setStudy(shared(open));
    const auto path = [&model] { return model.index(0, 0).data().toString(); };
    QTRY_COMPARE(path(), u"/media/disc/IM0"_s);
    open.files = 30;
    model.setStudy(shared(open));
    QCOMPARE(model.rowCount(), 30);
    offset = 500;
    StudySnapshot closed = makeStudy(0);
    closed.files = 30;
    model.setStudy(shared(closed));
    QTRY_COMPARE(path(), u"/media/disc/IM500"_s);
}

void TestDetails::theOverviewAddsUp()
{
    const Theme theme;
    RunOverview overview(theme);
    SessionSnapshot session;
    session.isDiscoveryDone = true;
    session.files.found = 20;
    session.files.passed = 11;
    session.files.notDicom = 4;
    session.files.unreadable = 2;
    overview.setSession(session);
    int sum = 0;
    for (const QLabel *label : overview.findChildren<QLabel *>()) {
        bool isNumber = false;
        const int count = label->text().toInt(&isNumber);
        if (isNumber && !label->isHidden())
            sum += count;
    }
    QCOMPARE(sum, 20);
}

void TestDetails::messagesReplaceEachOther()
{
    const Theme theme;
    MessageStrip strip(theme);
    strip.post({u"run"_s, Tone::passed, u"first"_s, {}, {}});
    strip.post({u"run"_s, Tone::problems, u"second"_s, {}, {}});
    QCOMPARE(strip.text(u"run"_s), u"second"_s);
    for (int i = 0; i < 10; ++i)
        strip.post({QString::number(i), Tone::working, u"another"_s, {}, {}});
    QVERIFY(!strip.has(u"run"_s)); // a few at most: the strip never eats the window
    strip.dismissAll();
    QVERIFY(strip.isHidden());
    int shown = 0;
    strip.post({u"a"_s, Tone::warnings, u"text"_s, u"Show"_s, [&shown] { ++shown; }});
    for (QPushButton *button : strip.findChildren<QPushButton *>())
        if (button->text() == u"Show"_s && !button->parentWidget()->isHidden())
            button->click();
    QCOMPARE(shown, 1);
}

QTEST_MAIN(TestDetails)
#include "tst_details.moc"
