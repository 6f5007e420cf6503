// ArchiveView: where the archive is, what it holds, whether it is still as it was written, and how to get a study out
// of it. Everything that reads or writes runs off the window's thread, when the view is looked at. Main thread.
#pragma once

#include "core/archive/archive.h"
#include "core/export/study_export.h"
#include "ui/common/background_jobs.h"
#include "ui/common/copy_source.h"

#include <QWidget>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

class QMenu;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace mi::ui {

class ArchivedStudiesModel;
class ArchiveSearch;
class PlainLabel;
class Theme;
struct ArchiveListing;
struct ArchivePlace;
struct ArchivedRow;
struct ExportOutcome;
struct RebuildOutcome;
struct VerifyOutcome;

class ArchiveView : public QWidget, public CopySource {
    Q_OBJECT

public:
    ArchiveView(const Theme &theme, FileLayer &files, BackgroundJobs &jobs, QWidget *parent = nullptr);
    ~ArchiveView() override; // stops what it started

    void setRoot(const std::filesystem::path &root, bool isFixed);
    // postgresql://..., or empty for a file in the archive; before setRoot().
    void setIndexUrl(const std::string &url) { m_indexUrl = url; }
    void setSearch(const QString &text);
    void refresh(); // when visible
    void verify();
    void rebuildIndex();
    // The selected study into a new folder or ZIP file in `parent`, named by its key.
    void exportSelected(const std::filesystem::path &parent, ExportForm form, ExportContainer container);
    void copySelection() const override;
    ArchivedStudiesModel &model() { return *m_model; }

Q_SIGNALS:
    void chooseRequested();
    void freeSpaceRead(quint64 bytes);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Work : std::uint8_t { none, verifying, exporting, rebuilding };

    void buildHead();
    void buildSearch();
    void buildTable(const Theme &theme);
    void fillExportMenu();
    void chooseWhereToExport(ExportForm form, ExportContainer container);
    void receive(const ArchiveListing &listing);
    void receive(const VerifyOutcome &outcome);
    void receive(const ExportOutcome &outcome);
    void receive(const RebuildOutcome &outcome);
    void showSummary(const ArchiveListing &listing);
    // One long job at a time; starting it again stops it.
    bool begin(Work work);
    void end();
    void showProgress();
    void updateButtons();
    void setResult(const QString &text);
    ArchivePlace place() const;
    const ArchivedRow *selectedRow() const;

    // Written by the working thread, read by the window.
    struct Counter {
        std::atomic<std::uint64_t> files{0}; // or instances, or studies
        std::atomic<std::uint64_t> bytes{0};
    };

    FileLayer &m_files;
    BackgroundJobs &m_jobs;
    std::filesystem::path m_root;
    std::string m_indexUrl;
    std::stop_source m_stop;
    std::stop_source m_workStop;
    std::shared_ptr<Counter> m_counter;
    Work m_work = Work::none;
    bool m_isFixed = false;
    JobId m_listJob;

    ArchivedStudiesModel *m_model = nullptr;
    QSortFilterProxyModel *m_filter = nullptr;
    QTableView *m_table = nullptr;
    QStackedWidget *m_stack = nullptr;
    PlainLabel *m_place = nullptr;
    PlainLabel *m_summary = nullptr;
    PlainLabel *m_quarantine = nullptr;
    PlainLabel *m_note = nullptr;
    PlainLabel *m_result = nullptr;
    ArchiveSearch *m_search = nullptr;
    PlainLabel *m_nothing = nullptr;
    QPushButton *m_choose = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_export = nullptr;
    QMenu *m_exportMenu = nullptr;
    QPushButton *m_rebuild = nullptr;
};

} // namespace mi::ui
