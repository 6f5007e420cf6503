// ArchivedStudiesModel: what the archive holds, one row a study. Filled as a whole. Main thread.
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <cstdint>
#include <string>
#include <vector>

namespace mi::ui {

struct ArchivedRow {
    QString patient; // "" if it cannot be read
    QString patientId;
    QString accession;
    QString study; // modalities and description
    QString studyDate;
    QString studyInstanceUid; // for display
    std::string uid;          // as it is
    std::string studyKey;     // may name a file
    QString filedAt;          // local time, for display
    QString filedUtc;         // ISO 8601, to sort by
    QString verifiedAt;       // "" for never
    QString verifiedUtc;
    std::uint64_t differences = 0; // that the last verification found
    bool isDamaged = false;        // not all of it could be read
    std::uint64_t instances = 0;
    std::uint64_t imports = 0; // bags
    QString folder;            // of the newest bag, relative to the archive
};

class ArchivedStudiesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Patient, PatientId, Accession, Study, StudyDate, Instances, FiledAt, VerifiedAt, Uid, ColumnCount };
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
