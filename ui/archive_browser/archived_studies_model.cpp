#include "ui/archive_browser/archived_studies_model.h"

#include "ui/common/text.h"

namespace mi::ui {

namespace {

QString verifiedText(const ArchivedRow &row)
{
    if (row.isDamaged)
        return ArchivedStudiesModel::tr("cannot be read as a whole");
    if (row.verifiedAt.isEmpty())
        return ArchivedStudiesModel::tr("never");
    return row.differences == 0
               ? row.verifiedAt
               : ArchivedStudiesModel::tr("%1: %2 differences").arg(row.verifiedAt, countText(row.differences));
}

} // namespace

ArchivedStudiesModel::ArchivedStudiesModel(QObject *parent) : QAbstractTableModel(parent) {}

void ArchivedStudiesModel::setRows(std::vector<ArchivedRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const ArchivedRow *ArchivedStudiesModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[static_cast<std::size_t>(index)] : nullptr;
}

int ArchivedStudiesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ArchivedStudiesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant ArchivedStudiesModel::data(const QModelIndex &index, int role) const
{
    const ArchivedRow *entry = index.isValid() ? row(index.row()) : nullptr;
    if (entry == nullptr)
        return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Instances ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                           : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && index.column() == Patient)
        return tr("%1, %2, %3, %4, %5 instances, filed %6")
            .arg(entry->patient, entry->patientId, entry->study, dateText(entry->studyDate.toStdString()),
                 countText(entry->instances), entry->filedAt);
    if (role == SortRole && index.column() == StudyDate)
        return entry->studyDate;
    if (role == SortRole && index.column() == FiledAt)
        return entry->filedUtc;
    if (role == SortRole && index.column() == VerifiedAt)
        return entry->verifiedUtc;
    if (role == SortRole && index.column() == Instances)
        return QVariant::fromValue(entry->instances);
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Patient:
        return entry->patient.isEmpty() ? tr("(no patient name)") : entry->patient;
    case PatientId:
        return entry->patientId;
    case Accession:
        return entry->accession;
    case Study:
        return entry->study;
    case StudyDate:
        return dateText(entry->studyDate.toStdString());
    case Instances:
        return countText(entry->instances);
    case FiledAt:
        return entry->filedAt;
    case VerifiedAt:
        return verifiedText(*entry);
    case Uid:
        return entry->studyInstanceUid;
    default:
        return {};
    }
}

QVariant ArchivedStudiesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Instances ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                    : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Patient:
        return tr("Patient");
    case PatientId:
        return tr("Patient ID");
    case Accession:
        return tr("Accession");
    case Study:
        return tr("Study");
    case StudyDate:
        return tr("Study date");
    case Instances:
        return tr("Instances");
    case FiledAt:
        return tr("Filed");
    case VerifiedAt:
        return tr("Verified");
    case Uid:
        return tr("Study Instance UID");
    default:
        return {};
    }
}

} // namespace mi::ui
