// ArchivedStudiesModel: what the archive holds, one row a study. Filled as a whole. Main thread.
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <cstdint>
#include <vector>

namespace mi::ui {

struct ArchivedRow {
    QString patient; // from metadata.json of the newest bag; "" if that cannot be read
    QString patientId;
    QString study; // modalities and description
    QString studyDate;
    QString studyInstanceUid;
    QString filedAt;  // local time, for display
    QString filedUtc; // ISO 8601, to sort by
    std::uint32_t instances = 0;
    std::uint32_t imports = 0; // bags
    QString folder;            // of the newest bag, relative to the archive
};

class ArchivedStudiesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Patient, PatientId, Study, StudyDate, Instances, FiledAt, Uid, ColumnCount };
    enum Role { SortRole = Qt::UserRole };

    explicit ArchivedStudiesModel(QObject *parent = nullptr);
    void setRows(std::vector<ArchivedRow> rows);
    const ArchivedRow *row(int index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ArchivedRow> m_rows;
};

} // namespace mi::ui
