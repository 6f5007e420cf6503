// FileTableModel: the files of one study, fetched in pages in the background as they come into view. Main thread.
#pragma once

#include "ui/common/background_jobs.h"
#include "ui/common/snapshots.h"

#include <QAbstractTableModel>

#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace mi::ui {

// (study, first, count); called in background threads.
using FileSource = std::function<std::vector<FileRecord>(StudyId, std::size_t, std::size_t)>;

class FileTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Path, OutcomeColumn, SopClass, Findings, Size, ColumnCount };
    enum Role { ToneRole = Qt::UserRole };

    FileTableModel(FileSource source, BackgroundJobs &jobs, QObject *parent = nullptr);

    void setStudy(const StudySnapshotPtr &study);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static constexpr int pageSize = 200;

private:
    const FileRecord *record(int row) const; // null if it is not there yet; asks for it
    void request(int page) const;
    void receive(int page, std::vector<FileRecord> records);
    QVariant displayData(const FileRecord &file, int column) const;

    FileSource m_source;
    BackgroundJobs &m_jobs;
    StudySnapshotPtr m_study;
    int m_rows = 0;
    std::uint64_t m_generation = 0; // a page asked for another generation is dropped
    std::unordered_map<int, std::vector<FileRecord>> m_pages;
    mutable std::unordered_set<int> m_requested;
};

} // namespace mi::ui
