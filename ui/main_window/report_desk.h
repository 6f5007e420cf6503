// ReportDesk: from the Report button to a file, the clipboard or a printer. Reports are made in the background; the
// message strip says where they went. Owned by the window; main thread.
#pragma once

#include "core/pipeline/session.h"
#include "core/settings/settings.h"
#include "ui/reports/report_choice.h"

#include <QObject>

#include <stop_token>

class QWidget;

namespace mi {
class FileLayer;
}

namespace mi::ui {

class BackgroundJobs;
class MessageStrip;
class ReportDialog;

// What the desk works with; all of it outlives the desk.
struct ReportDeskParts {
    Session &session;
    FileLayer &files;
    Settings &settings;
    MessageStrip &messages;
    BackgroundJobs &jobs;
};

class ReportDesk : public QObject {
    Q_OBJECT

public:
    ReportDesk(const ReportDeskParts &parts, QWidget *window);
    ~ReportDesk() override; // what is being made is not finished

    // Opens the dialog, or brings it to the front.
    void open(std::vector<StudyId> selected, std::size_t all);
    ReportDialog *dialog() const { return m_dialog; }

    // Replaces the file if it is there: the file dialog asked.
    void save(const ReportChoice &choice, const QString &file);
    void copy(const ReportChoice &choice);

private:
    void chooseFile();
    void print();
    std::stop_token working(); // says so, with a button to cancel
    void cancelled();
    void failed(const QString &why);

    ReportDeskParts m_parts;
    QWidget *m_window;
    ReportDialog *m_dialog = nullptr;
    std::stop_source m_stop; // of the newest report
};

} // namespace mi::ui
