// The real window over the real engine: a drop, live rows, findings, metadata, filing, the report.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "core/report/json_report.h"
#include "core/samples/sample_study.h"
#include "core/settings/settings.h"
#include "tests/support/instance_builder.h"
#include "ui/archive_browser/archive_view.h"
#include "ui/archive_browser/archived_studies_model.h"
#include "ui/common/text.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/report_desk.h"
#include "ui/metadata/metadata_view.h"
#include "ui/settings/settings_dialog.h"
#include "ui/study_list/filter_chips.h"
#include "ui/study_list/study_table.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QDirIterator>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto pydicomData = "/usr/lib/python3/dist-packages/pydicom/data/test_files";
constexpr int patience = 60'000; // ms: two slow cores

// One window with an engine, settings and an archive of its own.
struct Desk {
    QTemporaryDir folder;
    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Settings settings{folder.filePath(u"settings.ini"_s)};
    Session session{*files, {}};
    Theme theme;
    MainWindow window{{session, *files, settings, theme}};

    QString archive() const { return folder.filePath(u"archive"_s); }
    StudyTableModel &model() { return window.checkView().model(); }
    bool isDone() { return !session.snapshot().isBusy() && window.messages().has(u"run"_s); }
    StudySnapshotPtr find(const std::string &patientId)
    {
        for (const StudySnapshotPtr &study : model().studies())
            if (study->patientId == patientId)
                return study;
        return nullptr;
    }
    QAction *action(const QString &startsWith)
    {
        for (QAction *action : window.actions())
            if (action->text().remove(u'&').startsWith(startsWith))
                return action;
        return nullptr;
    }
};

// As a file manager does it, over `target`: the event finds its way up to the window.
bool dropOn(QWidget &target, const QList<QUrl> &urls)
{
    QMimeData data;
    data.setUrls(urls);
    QWidget *receiver = &target;
    const QPoint middle = target.rect().center();
    while (receiver != nullptr && !receiver->acceptDrops())
        receiver = receiver->parentWidget();
    if (receiver == nullptr)
        return false;
    QDragEnterEvent enter(target.mapTo(receiver, middle), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton,
                          Qt::NoModifier);
    QCoreApplication::sendEvent(receiver, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent drop(target.mapTo(receiver, middle), Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton,
                    Qt::NoModifier);
    QCoreApplication::sendEvent(receiver, &drop);
    return drop.isAccepted() && drop.dropAction() == Qt::CopyAction;
}

QString run(const QString &program, const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        return u"not finished: "_s + process.errorString();
    const QString output = QString::fromUtf8(process.readAll());
    return process.exitCode() == 0 ? QString{} : u"exit code %1: %2"_s.arg(process.exitCode()).arg(output);
}

QStringList filesBelow(const QString &folder, const QString &pattern)
{
    QStringList found;
    QDirIterator files(folder, {pattern}, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        found << files.next();
    found.sort();
    return found;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be opened");
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theEmptyWindowIsADropTarget();
    void whateverActsHasAName();
    void aDropIsCheckedFiledAndFoundAgain();
    void everyFileOfABrokenDiscIsAccountedFor();
    void theReportIsTheEnginesReport();
    void aDropOfManyPathsReturnsAtOnce();
    void anEmptyFolderSaysSo();
    void cancelEndsTheRunWithinASecond();
    void hostileNamesAreShownAndNothingMore();
    void patientsAreNotInTheSettings();
    void fixedSettingsCannotBeChanged();
    void settingsOfTheArchiveAreKept();

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
};

void TestMainWindow::initTestCase()
{
    auto session = DcmtkSession::create();
    QVERIFY(session.isOk());
    m_dcmtk = session.take();
    initializeIcons();
    QVERIFY2(QFileInfo::exists(QLatin1String(pydicomData)), "python3-pydicom is not installed");
}

void TestMainWindow::theEmptyWindowIsADropTarget()
{
    Desk desk;
    desk.window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&desk.window));
    auto *empty = desk.window.findChild<QWidget *>(u"emptyState"_s);
    QVERIFY(empty->isVisible());
    QVERIFY(!desk.action(u"Pause"_s)->isEnabled());
    QVERIFY(!desk.action(u"Cancel"_s)->isEnabled());
    QVERIFY(!desk.action(u"Archive"_s)->isEnabled());
    QVERIFY(!desk.action(u"Report"_s)->isEnabled());
    // "Try a sample study" makes one and checks it, without a further question.
    desk.action(u"Try"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    QVERIFY(!empty->isVisible());
    QCOMPARE(desk.model().rowCount(), 1);
    QVERIFY(desk.model().studyAt(0)->verdict == Verdict::passed);
}

void TestMainWindow::whateverActsHasAName()
{
    Desk desk;
    desk.window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&desk.window));
    desk.action(u"Settings"_s)->trigger();
    QVERIFY(desk.window.findChild<SettingsDialog *>() != nullptr);
    int checked = 0;
    for (QWidget *widget : desk.window.findChildren<QWidget *>()) {
        const bool acts =
            qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QLineEdit *>(widget) != nullptr ||
            qobject_cast<QComboBox *>(widget) != nullptr || qobject_cast<QSpinBox *>(widget) != nullptr ||
            qobject_cast<QTabBar *>(widget) != nullptr || qobject_cast<QAbstractItemView *>(widget) != nullptr;
        // Parts that Qt makes inside of others (the field of a spin box, the arrows of a tab bar, a list's pop-up).
        const bool isPart = widget->objectName().startsWith(u"qt_"_s) ||
                            widget->parent()->inherits("QComboBoxPrivateContainer") ||
                            qobject_cast<QSpinBox *>(widget->parent()) != nullptr ||
                            qobject_cast<QTabBar *>(widget->parent()) != nullptr ||
                            qobject_cast<QLineEdit *>(widget->parent()) != nullptr ||
                            qobject_cast<QTableView *>(widget->parent()) != nullptr ||
                            widget->inherits("QHeaderView") || widget->inherits("QMenuBarExtension");
        if (!acts || isPart)
            continue;
        ++checked;
        QVERIFY2(!widget->accessibleName().isEmpty(),
                 qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
    QVERIFY(checked > 30);
}

void TestMainWindow::aDropIsCheckedFiledAndFoundAgain()
{
    Desk desk;
    const QAbstractItemModelTester tester(&desk.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QString disc = desk.folder.filePath(u"a disc with \u00fcmlauts \u65e5\u672c"_s);
    QVERIFY(QDir().mkpath(disc));
    QVERIFY(writeSampleStudy(toPath(disc) / "sample", {}).isOk());
    for (const QString &name : {u"MR_small.dcm"_s, u"CT_small.dcm"_s, u"rtplan.dcm"_s, u"README.txt"_s})
        QVERIFY(QFile::copy(QLatin1String(pydicomData) + u'/' + name, disc + u'/' + name));
    desk.window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&desk.window));

    QVERIFY(dropOn(*desk.window.findChild<QWidget *>(u"emptyState"_s), {QUrl::fromLocalFile(disc)}));
    QTRY_VERIFY_WITH_TIMEOUT(desk.model().rowCount() > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    const StudySnapshotPtr sample = desk.find("SAMPLE-0001");
    QVERIFY(sample);
    QCOMPARE(sample->instances, 8U);
    QVERIFY(sample->verdict == Verdict::passed);
    QVERIFY(desk.window.messages().text(u"patients"_s).contains(u"patients"_s));
    QVERIFY(desk.window.messages().text(u"run"_s).contains(u"not DICOM"_s));

    // Its metadata is there when it is asked for.
    desk.window.checkView().table().selectStudy(sample->id);
    desk.window.findChild<QTabBar *>()->setCurrentIndex(1);
    auto *metadata = desk.window.findChild<MetadataView *>();
    QTRY_VERIFY_WITH_TIMEOUT(metadata->model().rowCount() > 20, patience);

    desk.window.setArchiveFolder(desk.archive());
    QCOMPARE(desk.action(u"Archive 1"_s)->text().remove(u'&'), u"Archive 1 study"_s);
    desk.action(u"Archive 1"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("SAMPLE-0001")->archive == ArchiveState::filedAndVerified, patience);
    const int row = desk.model().rowOf(sample->id);
    QCOMPARE(desk.model().index(row, StudyTableModel::Filing).data().toString(), u"Filed and verified"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.messages().text(u"filing"_s), u"1 study is filed and verified."_s, patience);

    // What is on the disc now, seen by others.
    const QStringList manifests = filesBelow(desk.archive(), u"manifest-sha256.txt"_s);
    QCOMPARE(manifests.size(), 1);
    const QString bag = QFileInfo(manifests.first()).path();
    QCOMPARE(run(u"sha256sum"_s, {u"--quiet"_s, u"--strict"_s, u"-c"_s, u"manifest-sha256.txt"_s}, bag), QString{});
    const QStringList archived = filesBelow(bag + u"/data"_s, u"*.dcm"_s);
    QCOMPARE(archived.size(), 8);
    QCOMPARE(
        run(u"/usr/bin/python3"_s,
            QStringList{u"-c"_s, u"import sys, pydicom\nfor f in sys.argv[1:]:\n"
                                 "    d = pydicom.dcmread(f)\n    assert d.PatientID == 'SAMPLE-0001' and d.Rows\n"_s} +
                archived),
        QString{});
    QList<QByteArray> sources;
    for (const QString &file : filesBelow(disc + u"/sample"_s, u"*"_s))
        sources << contentOf(file);
    for (const QString &file : archived)
        QVERIFY2(sources.removeOne(contentOf(file)), qPrintable(file));
    QVERIFY(sources.isEmpty());

    // The same again, onto the table this time: nothing is written.
    const QStringList before = filesBelow(desk.archive() + u"/studies"_s, u"*"_s);
    desk.window.checkView().table().clearSelection();
    const int rows = desk.model().rowCount();
    QVERIFY(dropOn(*desk.window.checkView().table().viewport(), {QUrl::fromLocalFile(disc + u"/sample"_s)}));
    QTRY_VERIFY_WITH_TIMEOUT(desk.model().rowCount() > rows, patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    const StudySnapshotPtr again = desk.model().studyAt(desk.model().rowCount() - 1);
    QCOMPARE(again->patientId, std::string("SAMPLE-0001"));
    desk.window.checkView().table().selectStudy(again->id);
    if (again->archive != ArchiveState::alreadyInArchive)
        desk.action(u"Archive 1"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.model().study(again->id)->archive == ArchiveState::alreadyInArchive, patience);
    QCOMPARE(filesBelow(desk.archive() + u"/studies"_s, u"*"_s), before);

    // The archive view lists it and finds it as it was written.
    desk.action(u"Archive"_s);
    for (QAction *action : desk.window.actions())
        if (action->shortcut() == QKeySequence(u"Ctrl+2"_s))
            action->trigger();
    auto *view = desk.window.findChild<ArchiveView *>();
    QTRY_COMPARE_WITH_TIMEOUT(view->model().rowCount(), 1, patience);
    QCOMPARE(view->model().row(0)->patientId, u"SAMPLE-0001"_s);
    QCOMPARE(view->model().row(0)->instances, 8U);
    view->verify();
    const auto says = [view](const QString &text) {
        for (const QLabel *label : view->findChildren<QLabel *>())
            if (label->text().contains(text))
                return true;
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(u"every file is as it was written"_s), patience);
}

void TestMainWindow::everyFileOfABrokenDiscIsAccountedFor()
{
    Desk desk;
    desk.window.show();
    QVERIFY(dropOn(desk.window, {QUrl::fromLocalFile(QLatin1String(pydicomData))}));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    const SessionSnapshot session = desk.session.snapshot();
    std::uint64_t inRows = 0;
    for (const StudySnapshotPtr &study : desk.model().studies())
        inRows += study->files;
    QVERIFY(session.files.found > 60);
    QCOMPARE(session.files.pending(), 0U);
    QCOMPARE(inRows, session.files.found);
    QCOMPARE(static_cast<std::uint64_t>(filesBelow(QLatin1String(pydicomData), u"*"_s).size()), session.files.found);
    QVERIFY(desk.model().groupCount(StudyGroup::problems) > 0);
    for (std::size_t i = 0; i < studyGroupCount; ++i) {
        auto *chip = desk.window.findChild<FilterChips *>()->findChildren<QPushButton *>()[static_cast<qsizetype>(i)];
        chip->click();
        QCOMPARE(desk.window.checkView().table().model()->rowCount(),
                 desk.model().groupCount(static_cast<StudyGroup>(i)));
    }
}

void TestMainWindow::theReportIsTheEnginesReport()
{
    Desk desk;
    QVERIFY(dropOn(desk.window, {QUrl::fromLocalFile(QLatin1String(pydicomData) + u"/dicomdirtests"_s)}));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    const QString file = desk.folder.filePath(u"report.json"_s);
    desk.window.reports().save({.kind = ReportKind::wholeCheck, .form = ReportForm::json}, file);
    QTRY_VERIFY_WITH_TIMEOUT(desk.window.messages().text(u"report"_s).contains(file), patience);
    Session other(*desk.files, {});
    other.addSources({toPath(QLatin1String(pydicomData) + u"/dicomdirtests"_s)});
    other.waitUntilIdle();
    QBuffer expected;
    QVERIFY(expected.open(QIODevice::WriteOnly));
    QVERIFY(writeJsonReport(expected, {other.snapshot().files, other.studies(),
                                       [&other](StudyId study, std::size_t first, std::size_t count) {
                                           return other.files(study, first, count);
                                       }}));
    QVERIFY(expected.size() > 1000);
    QCOMPARE(contentOf(file), expected.data());
}

void TestMainWindow::aDropOfManyPathsReturnsAtOnce()
{
    Desk desk;
    const QUrl file = QUrl::fromLocalFile(QLatin1String(pydicomData) + u"/CT_small.dcm"_s);
    const QList<QUrl> urls(2000, file);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(dropOn(desk.window, urls));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed()))); // 100 ms when nothing else runs
    desk.session.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
}

void TestMainWindow::anEmptyFolderSaysSo()
{
    Desk desk;
    const QString empty = desk.folder.filePath(u"nothing"_s);
    QVERIFY(QDir().mkpath(empty));
    desk.window.show();
    QVERIFY(dropOn(desk.window, {QUrl::fromLocalFile(empty)}));
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.messages().text(u"run"_s), u"No files were found in what was dropped."_s,
                              patience);
    QVERIFY(desk.window.findChild<QWidget *>(u"emptyState"_s)->isVisible());
}

void TestMainWindow::cancelEndsTheRunWithinASecond()
{
    Desk desk;
    const QString disc = desk.folder.filePath(u"many"_s);
    SampleStudy many;
    many.instancesPerSeries = 400;
    QVERIFY(writeSampleStudy(toPath(disc), many).isOk());
    desk.window.show();
    QVERIFY(dropOn(desk.window, {QUrl::fromLocalFile(disc)}));
    QVERIFY(desk.action(u"Cancel"_s)->isEnabled());
    QElapsedTimer timer;
    timer.start();
    desk.action(u"Cancel"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.session.snapshot().isBusy(), patience);
    QVERIFY2(timer.elapsed() < 15000, qPrintable(QString::number(timer.elapsed()))); // 1 s when nothing else runs
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    QVERIFY(desk.window.messages().text(u"run"_s).startsWith(u"Cancelled."_s));
    QVERIFY(!desk.action(u"Cancel"_s)->isEnabled());
}

void TestMainWindow::hostileNamesAreShownAndNothingMore()
{
    Desk desk;
    const QString disc = desk.folder.filePath(u"hostile"_s);
    QVERIFY(QDir().mkpath(disc));
    mi::test::CleanInstance instance;
    instance.patientName = "<b>A</b>&amp;%1%n^\\033[31m";
    instance.patientId = std::string(64, 'X');
    mi::test::writeFile(toPath(disc) / (std::string(240, 'n') + "\n<i>.dcm"), instance.file());
    desk.window.show();
    QVERIFY(dropOn(desk.window, {QUrl::fromLocalFile(disc)}));
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    QCOMPARE(desk.model().rowCount(), 1);
    QVERIFY(desk.model().index(0, StudyTableModel::Patient).data().toString().contains(u"<b>A</b>&amp;%1%n"_s));
    QVERIFY(!desk.window.grab().isNull());
    for (const QLabel *label : desk.window.findChildren<QLabel *>())
        QVERIFY(label->pixmap().isNull() ? label->textFormat() == Qt::PlainText : true);
    QCOMPARE(desk.window.windowTitle(), u"MI Validator"_s);
}

void TestMainWindow::patientsAreNotInTheSettings()
{
    QTemporaryDir folder;
    {
        Desk desk;
        mi::test::CleanInstance instance;
        instance.patientName = "CANARY^NAME";
        instance.patientId = "CANARYID";
        const QString disc = desk.folder.filePath(u"disc"_s);
        QVERIFY(QDir().mkpath(disc));
        mi::test::writeFile(toPath(disc) / "one.dcm", instance.file());
        desk.window.show();
        QVERIFY(dropOn(desk.window, {QUrl::fromLocalFile(disc)}));
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.window.close(), patience);
        desk.settings.setValue(SettingKey::rowHeight, u"compact"_s);
        QFile::copy(desk.folder.filePath(u"settings.ini"_s), folder.filePath(u"copy.ini"_s));
    }
    QVERIFY(!contentOf(folder.filePath(u"copy.ini"_s)).contains("CANARY"));
}

void TestMainWindow::fixedSettingsCannotBeChanged()
{
    Desk desk;
    desk.settings.setOverride(SettingKey::jobs, 3);
    SettingsDialog dialog(desk.settings, nullptr);
    bool isFound = false;
    for (QSpinBox *box : dialog.findChildren<QSpinBox *>())
        if (box->accessibleName() == u"Worker threads"_s) {
            isFound = true;
            QVERIFY(!box->isEnabled());
            QCOMPARE(box->value(), 3);
        }
    QVERIFY(isFound);
}

void TestMainWindow::settingsOfTheArchiveAreKept()
{
    Desk desk;
    SettingsDialog dialog(desk.settings, nullptr);
    for (QCheckBox *box : dialog.findChildren<QCheckBox *>())
        if (box->accessibleName() == u"Keep refused studies in quarantine"_s)
            box->click();
    QVERIFY(desk.settings.value(SettingKey::quarantineRefused).toBool());
    QLineEdit *index = nullptr;
    for (QLineEdit *edit : dialog.findChildren<QLineEdit *>())
        if (edit->accessibleName() == u"Database for the index of the archive"_s)
            index = edit;
    QVERIFY(index != nullptr);
    const auto enter = [index](const QString &text) {
        index->setText(text);
        Q_EMIT index->editingFinished();
    };
    enter(u" postgresql://desk@archive/index "_s);
    QCOMPARE(desk.settings.value(SettingKey::indexUrl).toString(), u"postgresql://desk@archive/index"_s);
    enter(u"http://elsewhere"_s); // no address of a database: what was there stays
    QCOMPARE(desk.settings.value(SettingKey::indexUrl).toString(), u"postgresql://desk@archive/index"_s);
    QCOMPARE(index->text(), u"postgresql://desk@archive/index"_s);
    enter({});
    QVERIFY(desk.settings.value(SettingKey::indexUrl).toString().isEmpty());
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
