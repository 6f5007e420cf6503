// StudyTableModel: one row per StudySnapshot, keyed by its id, in the order of appearance. A row never moves and is
// never removed; a batch of snapshots gives at most one insertion and one dataChanged. Main thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QAbstractTableModel>

#include <array>
#include <unordered_map>
#include <vector>

namespace mi::ui {

// What the chips above the table show. Bits, because a study is in several.
enum class StudyGroup : std::uint8_t { all, passed, warnings, problems, unreadable, notFiled };
inline constexpr std::size_t studyGroupCount = 6;

bool isInGroup(const StudySnapshot &study, StudyGroup group);

class StudyTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Status, Patient, Study, Instances, Issues, Filing, ColumnCount };
    enum Role { SortRole = Qt::UserRole, SnapshotRole };

    explicit StudyTableModel(QObject *parent = nullptr);

    void update(const std::vector<StudySnapshotPtr> &changed);

    StudySnapshotPtr studyAt(int row) const;
    StudySnapshotPtr study(StudyId id) const; // null if there is none
    int rowOf(StudyId id) const;              // -1 if there is none
    const std::vector<StudySnapshotPtr> &studies() const { return m_rows; }

    int groupCount(StudyGroup group) const { return m_groups[static_cast<std::size_t>(group)]; }
    int fileableCount() const { return m_fileable; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void updated(); // after a batch

private:
    void count(const StudySnapshot &study, int step);
    void removeGone();
    QVariant displayData(const StudySnapshot &study, int column) const;
    QVariant sortData(const StudySnapshot &study, int column) const;

    std::vector<StudySnapshotPtr> m_rows;
    std::unordered_map<StudyId, int> m_rowOfId;
    std::array<int, studyGroupCount> m_groups{};
    int m_fileable = 0;
};

} // namespace mi::ui

Q_DECLARE_METATYPE(mi::StudySnapshotPtr)
