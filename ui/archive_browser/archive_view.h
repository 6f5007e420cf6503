// ArchiveView: where the archive is, what it holds, and whether it is still as it was written. Reads off the window's
// thread, when it is looked at. Main thread.
#pragma once

#include "core/archive/archive.h"
#include "ui/common/background_jobs.h"
#include "ui/common/copy_source.h"

#include <QWidget>

#include <filesystem>
#include <memory>
#include <stop_token>

class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace mi::ui {

class ArchivedStudiesModel;
class PlainLabel;
class Theme;
struct ArchiveListing;
struct VerifyOutcome;

class ArchiveView : public QWidget, public CopySource {
    Q_OBJECT

public:
    ArchiveView(const Theme &theme, FileLayer &files, BackgroundJobs &jobs, QWidget *parent = nullptr);
    ~ArchiveView() override; // stops what it started

    void setRoot(const std::filesystem::path &root, bool isFixed);
    void setSearch(const QString &text);
    void refresh(); // when visible
    void verify();
    void copySelection() const override;
    ArchivedStudiesModel &model() { return *m_model; }

Q_SIGNALS:
    void chooseRequested();
    void freeSpaceRead(quint64 bytes);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildHead();
    void buildTable(const Theme &theme);
    void receive(const ArchiveListing &listing);
    void receive(const VerifyOutcome &outcome);
    void showVerifyProgress();
    void setVerifying(bool isVerifying);
    void setResult(const QString &text);

    // Written by the verifying thread, read by the window.
    struct Counter;

    FileLayer &m_files;
    BackgroundJobs &m_jobs;
    std::filesystem::path m_root;
    std::stop_source m_stop;
    std::stop_source m_verifyStop;
    std::shared_ptr<Counter> m_counter;
    bool m_isVerifying = false;
    JobId m_listJob;

    ArchivedStudiesModel *m_model = nullptr;
    QSortFilterProxyModel *m_filter = nullptr;
    QTableView *m_table = nullptr;
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_place = nullptr;
    PlainLabel *m_summary = nullptr;
    PlainLabel *m_result = nullptr;
    PlainLabel *m_nothing = nullptr;
    QPushButton *m_choose = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_verify = nullptr;
};

} // namespace mi::ui
