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
    connect(dialog, &QFileDialog::fileSelected, this, [this, choice](const QString &file) { save(choice, file); });
    dialog->open();
}

void ReportDesk::working()
{
    m_parts.messages.post({messageKey, Tone::working, tr("Making the report"), {}, {}});
}

void ReportDesk::failed(const QString &why)
{
    m_parts.messages.post({messageKey, Tone::problems, tr("The report could not be saved: %1").arg(why), {}, {}});
}

void ReportDesk::save(const ReportChoice &choice, const QString &file)
{
    working();
    m_parts.jobs.run(
        this,
        [&session = m_parts.session, &files = m_parts.files, choice, file,
         style = styleOf(choice, m_parts.settings)]() -> Result<void> {
            QByteArray bytes;
            if (choice.kind == ReportKind::wholeCheck) {
                QBuffer buffer(&bytes);
                buffer.open(QIODevice::WriteOnly);
                writeJsonReport(buffer, inputOf(session));
            } else {
                bytes = reportBytes(reportOf(session, choice), style);
            }
            return saveReport(files, toPath(file), bytes, ExistingFile::replace);
        },
        [this, file](const Result<void> &saved) {
            if (!saved) {
                failed(displayText(describe(saved.error())));
                return;
            }
            m_parts.messages.post({messageKey, Tone::passed, tr("The report is saved: %1").arg(file), tr("Open"),
                                   [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }});
        });
}

void ReportDesk::copy(const ReportChoice &choice)
{
    working();
    ReportStyle style = styleOf(choice, m_parts.settings);
    style.form = ReportForm::text;
    m_parts.jobs.run(
        this, [&session = m_parts.session, choice, style] { return reportBytes(reportOf(session, choice), style); },
        [this](const QByteArray &text) {
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
        working();
        m_parts.jobs.run(
            this,
            [&session = m_parts.session, printer, choice, style = styleOf(choice, m_parts.settings)] {
                printReport(contentFor(reportOf(session, choice), style), style.language, *printer);
                return printer->printerState() != QPrinter::Error;
            },
            [this](bool isDone) {
                if (isDone)
                    m_parts.messages.post({messageKey, Tone::passed, tr("The report went to the printer."), {}, {}});
                else
                    m_parts.messages.post({messageKey, Tone::problems, tr("The report could not be printed."), {}, {}});
            });
    });
    dialog->open();
}

} // namespace mi::ui
