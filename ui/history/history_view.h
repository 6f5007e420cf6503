// HistoryView: the History view. What earlier runs came to. Read off the window's thread when it is looked at. Main
// thread.
#pragma once

#include "ui/common/background_jobs.h"
#include "ui/common/copy_source.h"
#include "ui/history/history_model.h"

#include <QWidget>

#include <filesystem>

class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mi::ui {

class PlainLabel;
class Theme;

class HistoryView : public QWidget, public CopySource {
    Q_OBJECT

public:
    HistoryView(const Theme &theme, std::filesystem::path folder, BackgroundJobs &jobs, QWidget *parent = nullptr);

    // A run ended.
    void add(const HistoryEntry &entry);
    HistoryModel &model() { return *m_model; }
    void copySelection() const override;

Q_SIGNALS:
    void failed(const QString &text); // for the message strip

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void clear();
    void report(const Result<void> &done);

    std::filesystem::path m_folder;
    BackgroundJobs &m_jobs;
    JobId m_job;
    HistoryModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QPlainTextEdit *m_details = nullptr;
    QPushButton *m_clear = nullptr;
    PlainLabel *m_nothing = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace mi::ui
