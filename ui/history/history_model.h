// HistoryModel: earlier runs, newest first. Main thread.
#pragma once

#include "core/history/history.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace mi::ui {

class HistoryModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { When, Files, Verdicts, Filing, ColumnCount };

    explicit HistoryModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setEntries(std::vector<HistoryEntry> entries);
    const HistoryEntry *entryAt(int row) const; // null if there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<HistoryEntry> m_entries;
};

// Sentences about one run, one a line: what was found, what came of it, where it was filed.
QString historyDetails(const HistoryEntry &entry);

} // namespace mi::ui
