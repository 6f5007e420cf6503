// From the Report button to files and the clipboard, over the real engine.
#include <QAbstractButton>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTest>

#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "render/pdf_outline.h"
#include "render/pdf_report.h"
#include "tests/support/instance_builder.h"
#include "ui/common/text.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/report_desk.h"
#include "ui/reports/report_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/study_list/study_table.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/theme.h"

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms: two slow cores

struct Desk {
    QTemporaryDir folder;
    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Settings settings{folder.filePath(u"settings.ini"_s)};
    Session session{*files, {}};
    Theme theme;
    MainWindow window{{session, *files, settings, theme}};

    Desk()
    {
        for (const char *number : {"1", "2"})
            test::writeFile(toPath(folder.filePath(u"in"_s + QLatin1String(number))),
                            test::CleanInstance{.patientName = std::string("Doe^Jane") + number,
                                                .patientId = "",
                                                .studyUid = std::string("1.2.3.") + number,
                                                .seriesUid = std::string("1.2.3.") + number + ".1",
                                                .sopInstanceUid = std::string("1.2.3.") + number + ".1.1"}
                                .file());
        window.addPaths({toPath(folder.filePath(u"in1"_s)), toPath(folder.filePath(u"in2"_s))});
    }
    bool isDone() { return !session.snapshot().isBusy() && window.messages().has(u"run"_s); }
    QAction *reportAction()
    {
        for (QAction *action : window.actions())
            if (action->text().remove(u'&') == u"Report"_s)
                return action;
        return nullptr;
    }
    QString message() { return window.messages().text(u"report"_s); }
    ReportDialog *openDialog()
    {
        reportAction()->trigger();
        return window.reports().dialog();
    }
};

template <class Widget>
Widget *named(QWidget &parent, const QString &name)
{
    for (auto *widget : parent.findChildren<Widget *>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

QByteArray contentOf(const QString &file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray{};
}

} // namespace

class TestReports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto session = DcmtkSession::create();
        QVERIFY(session.isOk());
        m_dcmtk = session.take();
    }
    void theDialogOffersWhatIsThere();
    void everyFormIsSaved_data();
    void everyFormIsSaved();
    void aSelectionIsReportedAlone();
    void theTextIsCopied();
    void aFileThatCannotBeWrittenIsTold();
    void theLetterheadIsASetting();
    void aLargeReportCanBeCancelled();
    void bookmarksAreAddedToWhatQtWrites();
    void aPdfOfAnotherStructureIsLeftAlone_data();
    void aPdfOfAnotherStructureIsLeftAlone();

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
};

void TestReports::theDialogOffersWhatIsThere()
{
    Desk desk;
    QVERIFY(!desk.reportAction()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    QVERIFY(desk.reportAction()->isEnabled());
    ReportDialog *dialog = desk.openDialog();
    QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
    QCOMPARE(desk.openDialog(), dialog);
    auto *kind = named<QComboBox>(*dialog, u"What to write"_s);
    auto *form = named<QComboBox>(*dialog, u"Form"_s);
    auto *mask = named<QCheckBox>(*dialog, u"Leave out who the patients are"_s);
    QVERIFY(kind && form && mask);
    QVERIFY(!dialog->choice().isMasked);
    QVERIFY(dialog->choice().form == ReportForm::pdf);
    QCOMPARE(form->count(), 3);
    kind->setCurrentIndex(kind->findData(static_cast<int>(ReportKind::reportForEngineer)));
    QVERIFY(dialog->choice().isMasked);
    mask->setChecked(false); // the default of the engineer's report, not a rule
    QVERIFY(!dialog->choice().isMasked);
    kind->setCurrentIndex(kind->findData(static_cast<int>(ReportKind::findingsTable)));
    QVERIFY(dialog->choice().form == ReportForm::csvFindings);
    QVERIFY(!named<QPushButton>(*dialog, u"Copy the report as text"_s)->isEnabled());
    auto *language = named<QComboBox>(*dialog, u"Language"_s);
    language->setCurrentIndex(1);
    Q_EMIT language->activated(1);
    QVERIFY(dialog->choice().language == Language::german);
    QCOMPARE(desk.settings.value(SettingKey::reportLanguage).toString(), u"de"_s);
}

void TestReports::everyFormIsSaved_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("start");
    const auto row = [](const char *name, ReportKind kind, ReportForm format, const char *start) {
        QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(format) << QByteArray(start);
    };
    row("a report as PDF", ReportKind::report, ReportForm::pdf, "%PDF-1.");
    row("a report as HTML", ReportKind::report, ReportForm::html, "<!DOCTYPE html>");
    row("a report as text", ReportKind::report, ReportForm::text, "Check report");
    row("a letter as PDF", ReportKind::letter, ReportForm::pdf, "%PDF-1.");
    row("a table of studies", ReportKind::studiesTable, ReportForm::csv, "\xEF\xBB\xBFstudy,");
    row("a table of findings", ReportKind::findingsTable, ReportForm::csvFindings, "\xEF\xBB\xBFstudy,");
    row("statistics as a table", ReportKind::statistics, ReportForm::csv,
        "\xEF\xBB\xBF"
        "dimension,");
    row("a report as data", ReportKind::data, ReportForm::json, "{\"accounting\":");
}

void TestReports::everyFormIsSaved()
{
    QFETCH(int, kind);
    QFETCH(int, format);
    QFETCH(QByteArray, start);
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    const QString file = desk.folder.filePath(u"out"_s);
    test::writeFile(toPath(file), "what was there before");
    desk.window.reports().save({.kind = static_cast<ReportKind>(kind), .form = static_cast<ReportForm>(format)}, file);
    QTRY_VERIFY_WITH_TIMEOUT(desk.message().contains(file), patience);
    const QByteArray content = contentOf(file);
    QVERIFY2(content.startsWith(start), content.left(60).constData());
}

void TestReports::aSelectionIsReportedAlone()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    const StudySnapshotPtr study = desk.window.checkView().model().studyAt(0);
    desk.window.checkView().table().selectStudy(study->id);
    ReportDialog *dialog = desk.openDialog();
    ReportChoice choice = dialog->choice();
    QVERIFY(choice.isSelection);
    choice.form = ReportForm::text;
    choice.isMasked = true;
    const QString file = desk.folder.filePath(u"one.txt"_s);
    desk.window.reports().save(choice, file);
    QTRY_VERIFY_WITH_TIMEOUT(desk.message().contains(file), patience);
    const QByteArray content = contentOf(file);
    const bool isFirst = study->studyInstanceUid == "1.2.3.1";
    QVERIFY(content.contains(isFirst ? "1.2.3.1" : "1.2.3.2"));
    QVERIFY(!content.contains(isFirst ? "1.2.3.2" : "1.2.3.1"));
    QVERIFY(!content.contains("Doe") && !content.contains("DOE") && !content.contains("Jane"));
}

void TestReports::theTextIsCopied()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    QGuiApplication::clipboard()->clear();
    desk.window.reports().copy({.kind = ReportKind::letter, .language = Language::german});
    QTRY_VERIFY_WITH_TIMEOUT(desk.message().contains(u"clipboard"_s), patience);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Sehr geehrte Damen und Herren"_s));
}

void TestReports::aFileThatCannotBeWrittenIsTold()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    desk.window.reports().save({}, desk.folder.filePath(u"missing/report.pdf"_s));
    QTRY_VERIFY_WITH_TIMEOUT(desk.message().startsWith(u"The report could not be saved"_s), patience);
}

static std::vector<blocks::Block> manyParagraphs()
{
    std::vector<blocks::Block> content;
    for (int i = 0; i < 20'000; ++i) {
        if (i % 100 == 0)
            content.emplace_back(blocks::Heading{2, "Part " + std::to_string(i)});
        content.emplace_back(blocks::Paragraph{.text = "Something that was found, in so many words, once more."});
    }
    return content;
}

void TestReports::aLargeReportCanBeCancelled()
{
    const std::vector<blocks::Block> content = manyParagraphs();
    std::stop_source stop;
    stop.request_stop();
    const Result<MadeReport> made = pdfReport(content, Language::english, stop.get_token());
    QVERIFY(!made && made.error().code == ErrorCode::cancelled);

    // While it is being made, from another thread; what it would have replaced stays.
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    const QString file = desk.folder.filePath(u"out.pdf"_s);
    test::writeFile(toPath(file), "what was there before");
    desk.window.reports().save({}, file);
    for (auto *button : desk.window.messages().findChildren<QAbstractButton *>()) {
        if (button->text() == u"Cancel"_s)
            button->click();
    }
    QTRY_VERIFY_WITH_TIMEOUT(desk.message() != u"Making the report"_s, patience);
    if (desk.message() == u"The report was cancelled."_s)
        QCOMPARE(contentOf(file), QByteArray("what was there before"));
    else // it was done before
        QVERIFY(desk.message().contains(file));
}

void TestReports::bookmarksAreAddedToWhatQtWrites()
{
    const Result<MadeReport> made = pdfReport(
        {blocks::Heading{1, "Report"}, blocks::Heading{2, "One"}, blocks::Heading{2, "Two"}}, Language::english);
    QVERIFY(bool(made));
    QVERIFY2(!made->lacksBookmarks, "this version of Qt writes PDF in another structure");
    QVERIFY(made->bytes.contains("/Outlines"));
    QCOMPARE(made->bytes.count("/Dest ["), qsizetype{2});
}

void TestReports::aPdfOfAnotherStructureIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("pdf");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no PDF") << QByteArray("hello");
    QTest::newRow("a cross-reference stream") << QByteArray(
        "%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 2/Root 1 0 R>>stream\nendstream endobj\nstartxref\n9\n%%EOF\n");
    QTest::newRow("a table that is elsewhere")
        << QByteArray("%PDF-1.4\nxref\n0 1\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n900\n%%EOF\n");
    QTest::newRow("no pages") << QByteArray(
        "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R>>\nstartxref\n9\n%%EOF\n");
}

void TestReports::aPdfOfAnotherStructureIsLeftAlone()
{
    QFETCH(QByteArray, pdf);
    QVERIFY(!withBookmarks(pdf, {{1, u"One"_s, 0, 700}}, "en"));
}

void TestReports::theLetterheadIsASetting()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
    SettingsDialog dialog(desk.settings, nullptr);
    auto *letterhead = named<QPlainTextEdit>(dialog, u"Letterhead of letters to senders"_s);
    QVERIFY(letterhead != nullptr);
    letterhead->setPlainText(u"Radiology\nSample Town"_s);
    desk.window.reports().copy({.kind = ReportKind::letter});
    QTRY_VERIFY_WITH_TIMEOUT(desk.message().contains(u"clipboard"_s), patience);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Radiology\nSample Town\n"_s));
}

QTEST_MAIN(TestReports)
#include "tst_reports.moc"
