// MetadataView: the Metadata tab. Reads the chosen instance off the window's thread when it is looked at, never before;
// a result that is no longer wanted is dropped. Main thread.
#pragma once

#include "core/extract/attribute_differences.h"
#include "core/extract/raw_bytes.h"
#include "core/support/result.h"
#include "ui/common/background_jobs.h"
#include "ui/common/copy_source.h"
#include "ui/common/series_listing.h"
#include "ui/common/snapshots.h"
#include "ui/metadata/attribute_tree_model.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTreeView;

namespace mi::ui {

class PlainLabel;

// Where the view gets its data; called in background threads.
struct MetadataSource {
    std::function<Result<std::vector<AttributeNode>>(StudyId, std::uint32_t fileIndex)> attributes;
    FileRecords files;
    std::function<AttributeDifferences(StudyId, const std::vector<std::uint32_t> &files)> differences = {};
    std::function<Result<RawBytes>(StudyId, std::uint32_t fileIndex, std::uint64_t offset)> bytes = {};
};

class MetadataView : public QWidget, public CopySource {
    Q_OBJECT

public:
    MetadataView(MetadataSource source, BackgroundJobs &jobs, QWidget *parent = nullptr);

    void setStudy(const StudySnapshotPtr &study);
    // Chooses an instance by its index among the study's files.
    void showFile(std::uint32_t fileIndex);
    const AttributeTreeModel &model() const { return *m_model; }
    void copySelection() const override;
    // The selected rows, or all that are shown, as CSV.
    QByteArray exported() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildControls();
    void reload(); // when visible: the series if they are not known, then the attributes
    void loadSeries();
    void loadAttributes();
    void loadDifferences();
    void showBytes();
    void exportRows();
    void setListing(std::vector<ListedSeries> listing);
    void setLevel(MetadataLevel level);
    void updateControls();
    std::uint32_t currentFile() const;

    MetadataSource m_source;
    BackgroundJobs &m_jobs;
    StudySnapshotPtr m_study;
    MetadataLevel m_level = MetadataLevel::instance;
    std::vector<ListedSeries> m_series;
    std::uint32_t m_listedFiles = 0;
    bool m_isListedClosed = false;
    std::uint32_t m_wantedFile = 0;
    bool m_hasWantedFile = false;
    JobId m_listJob;
    JobId m_attributeJob;
    // What is on the screen, so that a live study does not reload what is there already.
    std::uint64_t m_shownKey = 0;

    AttributeTreeModel *m_model = nullptr;
    AttributeFilterModel *m_filter = nullptr;
    QPushButton *m_studyButton = nullptr;
    QPushButton *m_seriesButton = nullptr;
    QPushButton *m_instanceButton = nullptr;
    QComboBox *m_seriesChooser = nullptr;
    QSpinBox *m_instanceChooser = nullptr;
    PlainLabel *m_fileName = nullptr;
    PlainLabel *m_message = nullptr;
    QPushButton *m_differences = nullptr; // checked: what differs in the series
    QPushButton *m_bytesButton = nullptr;
    QPushButton *m_export = nullptr;
    QPlainTextEdit *m_bytes = nullptr;
    JobId m_bytesJob;
    std::uint32_t m_shownFile = 0; // whose attributes are on the screen
    QLineEdit *m_search = nullptr;
    QTreeView *m_tree = nullptr;
};

} // namespace mi::ui
