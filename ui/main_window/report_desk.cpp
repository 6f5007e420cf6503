#include "ui/main_window/report_desk.h"

#include "core/report/document/report_builder.h"
#include "core/report/formats/save_report.h"
#include "core/report/json_report.h"
#include "render/pdf_report.h"
#include "render/report_bytes.h"
#include "ui/common/background_jobs.h"
#include "ui/common/text.h"
#include "ui/main_window/message_strip.h"
#include "ui/reports/report_dialog.h"

#include <QBuffer>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPrintDialog>
#include <QPrinter>
#include <QUrl>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

const QString messageKey = u"report"_s;

struct Saved {
    bool lacksBookmarks = false;
};
enum class Printed : std::uint8_t { done, failed, cancelled };

ReportInput inputOf(const Session &session)
{
    return {.accounting = session.snapshot().files,
            .studies = session.studies(),
            .files = [&session](StudyId study, std::size_t first, std::size_t count) {
                return session.files(study, first, count);
            }};
}

Report reportOf(const Session &session, const ReportChoice &choice)
{
    ReportInput input = inputOf(session);
    ReportRequest request{.scope = ReportScope::session,
                          .isMasked = choice.isMasked,
                          .namesUser = choice.namesUser,
                          .createdAt = {},
                          .program = thisProgram()};
    if (choice.isSelection) {
        std::erase_if(input.studies, [&choice](const StudySnapshotPtr &study) {
            return std::ranges::find(choice.selected, study->id) == choice.selected.end();
        });
        request.scope = input.studies.size() == 1 ? ReportScope::study : ReportScope::selection;
    }
    return buildReport(input, request);
}

// Everything a job needs, so that it reads no settings.
ReportStyle styleOf(const ReportChoice &choice, const Settings &settings)
{
    return {.subject = subjectOf(choice.kind),
            .form = choice.form,
            .language = choice.language,
            .letterhead = settings.value(SettingKey::letterhead).toString().toStdString(),
            .mark = ByteOrderMark::written}; // the window's tables are for spreadsheets
}

} // namespace

ReportDesk::ReportDesk(const ReportDeskParts &parts, QWidget *window)
    : QObject(window), m_parts(parts), m_window(window)
{}

ReportDesk::~ReportDesk()
{
    m_stop.request_stop();
}

void ReportDesk::open(std::vector<StudyId> selected, std::size_t all)
{
    if (m_dialog == nullptr) {
        m_dialog = new ReportDialog(m_parts.settings, m_window);
        connect(m_dialog, &ReportDialog::saveRequested, this, &ReportDesk::chooseFile);
        connect(m_dialog, &ReportDialog::copyRequested, this, [this] { copy(m_dialog->choice()); });
        connect(m_dialog, &ReportDialog::printRequested, this, &ReportDesk::print);
    }
    m_dialog->setStudies(std::move(selected), all);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void ReportDesk::chooseFile()
{
    const ReportChoice choice = m_dialog->choice();
    const QString suffix = suffixOf(choice.form);
    auto *dialog = new QFileDialog(m_window, tr("Save the report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({u"%1 (*.%2)"_s.arg(suffix.toUpper(), suffix)});
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"mivalidator-report."_s + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, choice](const QString &file) {
        if (!file.isEmpty()) // the field was left empty
            save(choice, file);
    });
    dialog->open();
}

std::stop_token ReportDesk::working()
{
    m_stop = std::stop_source();
    m_parts.messages.post({messageKey, Tone::working, tr("Making the report"), tr("Cancel"),
                           [stop = m_stop]() mutable { stop.request_stop(); }});
    return m_stop.get_token();
}

void ReportDesk::cancelled()
{
    m_parts.messages.post({messageKey, Tone::waiting, tr("The report was cancelled."), {}, {}});
}

void ReportDesk::failed(const QString &why)
{
    m_parts.messages.post({messageKey, Tone::problems, tr("The report could not be saved: %1").arg(why), {}, {}});
}

void ReportDesk::save(const ReportChoice &choice, const QString &file)
{
    m_parts.jobs.run(
        this,
        [&session = m_parts.session, &files = m_parts.files, choice, file, style = styleOf(choice, m_parts.settings),
         stop = working()]() -> Result<Saved> {
            MadeReport made;
            if (choice.kind == ReportKind::wholeCheck) {
                QBuffer buffer(&made.bytes);
                buffer.open(QIODevice::WriteOnly);
                writeJsonReport(buffer, inputOf(session));
            } else {
                Result<MadeReport> bytes = reportBytes(reportOf(session, choice), style, stop);
                if (!bytes)
                    return bytes.error();
                made = bytes.take();
            }
            if (stop.stop_requested())
                return Error{.code = ErrorCode::cancelled, .operation = "report"};
            if (const Result<void> saved = saveReport(files, toPath(file), made.bytes, ExistingFile::replace); !saved)
                return saved.error();
            return Saved{made.lacksBookmarks};
        },
        [this, file](const Result<Saved> &saved) {
            if (!saved && saved.error().code == ErrorCode::cancelled)
                return cancelled();
            if (!saved)
                return failed(displayText(describe(saved.error())));
            const QString words = saved->lacksBookmarks ? tr("The report is saved, without bookmarks: %1")
                                                        : tr("The report is saved: %1");
            m_parts.messages.post({messageKey, Tone::passed, words.arg(file), tr("Open"),
                                   [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }});
        });
}

void ReportDesk::copy(const ReportChoice &choice)
{
    ReportStyle style = styleOf(choice, m_parts.settings);
    style.form = ReportForm::text;
    m_parts.jobs.run(
        this,
        [&session = m_parts.session, choice, style, stop = working()] {
            const QByteArray text = formatReport(reportOf(session, choice), style);
            return stop.stop_requested() ? std::nullopt : std::optional{text};
        },
        [this](const std::optional<QByteArray> &made) {
            if (!made)
                return cancelled();
            const QByteArray &text = *made;
            QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
            m_parts.messages.post({messageKey, Tone::passed, tr("The report is on the clipboard."), {}, {}});
        });
}

void ReportDesk::print()
{
    const ReportChoice choice = m_dialog->choice();
    // Shared with the job: it may still print when the dialog is gone.
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(tr("Report")); // shows in queues: no names of patients
    printer->setFullPage(true);
    auto *dialog = new QPrintDialog(printer.get(), m_dialog);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, printer, choice](int result) {
        if (result != QDialog::Accepted)
            return;
        m_parts.jobs.run(
            this,
            [&session = m_parts.session, printer, choice, style = styleOf(choice, m_parts.settings), stop = working()] {
                if (!printReport(contentFor(reportOf(session, choice), style), style.language, *printer, stop)) {
                    printer->abort();
                    return Printed::cancelled;
                }
                return printer->printerState() == QPrinter::Error ? Printed::failed : Printed::done;
            },
            [this](Printed outcome) {
                if (outcome == Printed::cancelled)
                    cancelled();
                else if (outcome == Printed::done)
                    m_parts.messages.post({messageKey, Tone::passed, tr("The report went to the printer."), {}, {}});
                else
                    m_parts.messages.post({messageKey, Tone::problems, tr("The report could not be printed."), {}, {}});
            });
    });
    dialog->open();
}

} // namespace mi::ui
