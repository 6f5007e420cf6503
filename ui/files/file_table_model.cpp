#include "ui/files/file_table_model.h"

#include "ui/common/study_words.h"
#include "ui/common/text.h"

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

FileTableModel::FileTableModel(FileSource source, BackgroundJobs &jobs, QObject *parent)
    : QAbstractTableModel(parent), m_source(std::move(source)), m_jobs(jobs)
{}

void FileTableModel::setStudy(const StudySnapshotPtr &study)
{
    const bool isOther = !study || !m_study || study->id != m_study->id;
    const bool isNewlyClosed = !isOther && study->isClosed && !m_study->isClosed;
    const int rows = study ? static_cast<int>(study->files) : 0;
    m_study = study;
    if (isOther || rows < m_rows || isNewlyClosed) {
        // The order of the files is final when the study is closed.
        beginResetModel();
        ++m_generation;
        m_pages.clear();
        m_requested.clear();
        m_rows = rows;
        endResetModel();
        return;
    }
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_pages.erase(m_rows / pageSize); // the last page was not full
        m_requested.erase(m_rows / pageSize);
        m_rows = rows;
        endInsertRows();
    }
}

const FileRecord *FileTableModel::record(int row) const
{
    const auto page = m_pages.find(row / pageSize);
    if (page == m_pages.end()) {
        request(row / pageSize);
        return nullptr;
    }
    const auto position = static_cast<std::size_t>(row % pageSize);
    return position < page->second.size() ? &page->second[position] : nullptr;
}

void FileTableModel::request(int page) const
{
    if (!m_study || !m_requested.insert(page).second)
        return;
    // data() is const by Qt's contract; filling the cache does not change what the model says.
    auto *self = const_cast<FileTableModel *>(this);
    m_jobs.run(
        self,
        [source = m_source, study = m_study->id, page] {
            return source(study, static_cast<std::size_t>(page) * pageSize, pageSize);
        },
        [self, page, generation = m_generation](std::vector<FileRecord> records) {
            if (generation == self->m_generation)
                self->receive(page, std::move(records));
        });
}

void FileTableModel::receive(int page, std::vector<FileRecord> records)
{
    m_requested.erase(page);
    const int first = page * pageSize;
    const int expected = std::min(pageSize, m_rows - first);
    if (expected <= 0)
        return;
    m_pages[page] = std::move(records);
    if (m_pages.size() > 60) { // 12,000 files around what is looked at
        const auto far =
            std::ranges::max_element(m_pages, {}, [page](const auto &entry) { return std::abs(entry.first - page); });
        m_pages.erase(far);
    }
    Q_EMIT dataChanged(index(first, 0), index(first + expected - 1, ColumnCount - 1));
}

int FileTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int FileTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant FileTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Findings || index.column() == Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                                    : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != ToneRole && role != Qt::ToolTipRole)
        return {};
    const FileRecord *file = record(index.row());
    if (file == nullptr)
        return role == Qt::DisplayRole && index.column() == Path ? QVariant(u"\u2026"_s) : QVariant{};
    if (role == ToneRole)
        return static_cast<int>(outcomeTone(file->outcome));
    if (role == Qt::ToolTipRole)
        return index.column() == Path ? QVariant(u"<span>%1</span>"_s.arg(displayText(file->path).toHtmlEscaped()))
                                      : QVariant{};
    return displayData(*file, index.column());
}

QVariant FileTableModel::displayData(const FileRecord &file, int column) const
{
    switch (column) {
    case Path:
        return displayText(file.path);
    case OutcomeColumn:
        return outcomeWord(file.outcome);
    case SopClass:
        return displayText(file.sopClassUid);
    case Findings:
        return file.findings.empty() ? QString{} : countText(file.findings.size());
    case Size:
        return bytesText(file.size);
    default:
        return {};
    }
}

QVariant FileTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Findings || section == Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                      : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Path:
        return tr("File");
    case OutcomeColumn:
        return tr("Outcome");
    case SopClass:
        return tr("SOP Class UID");
    case Findings:
        return tr("Findings");
    case Size:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace mi::ui
