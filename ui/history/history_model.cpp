#include "ui/history/history_model.h"

#include "ui/common/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QString timeText(std::int64_t milliseconds)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(milliseconds), QLocale::ShortFormat);
}

void addCount(QStringList &parts, std::uint64_t count, const QString &text)
{
    if (count > 0)
        parts << text.arg(countText(count));
}

QString verdictsText(const HistoryEntry &entry)
{
    QStringList parts;
    addCount(parts, entry.passed, HistoryModel::tr("%1 passed"));
    addCount(parts, entry.warnings, HistoryModel::tr("%1 with warnings"));
    addCount(parts, entry.problems, HistoryModel::tr("%1 with problems"));
    addCount(parts, entry.unreadable, HistoryModel::tr("%1 cannot be read"));
    return parts.join(u", "_s);
}

QString filingText(const HistoryEntry &entry)
{
    QStringList parts;
    addCount(parts, entry.filed, HistoryModel::tr("%1 filed"));
    addCount(parts, entry.alreadyInArchive, HistoryModel::tr("%1 already in the archive"));
    addCount(parts, entry.conflicts, HistoryModel::tr("%1 in conflict"));
    addCount(parts, entry.filingFailed, HistoryModel::tr("%1 failed"));
    return parts.join(u", "_s);
}

QString filesText(const FileAccounting &files)
{
    QStringList parts;
    addCount(parts, files.passed, HistoryModel::tr("%1 passed"));
    addCount(parts, files.warnings, HistoryModel::tr("%1 with warnings"));
    addCount(parts, files.problems, HistoryModel::tr("%1 with problems"));
    addCount(parts, files.unreadable, HistoryModel::tr("%1 cannot be read"));
    addCount(parts, files.notDicom, HistoryModel::tr("%1 not DICOM"));
    addCount(parts, files.pending(), HistoryModel::tr("%1 not checked"));
    return HistoryModel::tr("%1 files: %2").arg(countText(files.found), parts.join(u", "_s));
}

} // namespace

void HistoryModel::setEntries(std::vector<HistoryEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

const HistoryEntry *HistoryModel::entryAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_entries[static_cast<std::size_t>(row)] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const HistoryEntry *entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (entry == nullptr)
        return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Files ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                       : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole && index.column() == When)
        return timeText(entry->startedMs) + u": "_s + historyDetails(*entry).replace(u'\n', u' ');
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case When:
        return timeText(entry->startedMs);
    case Files:
        return entry->files.found > 0 ? countText(entry->files.found) : QString{};
    case Verdicts:
        return entry->wasCancelled ? tr("Cancelled. %1").arg(verdictsText(*entry)) : verdictsText(*entry);
    case Filing:
        return filingText(*entry);
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Files ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Files:
        return tr("Files");
    case Verdicts:
        return tr("Studies");
    case Filing:
        return tr("Archive");
    default:
        return {};
    }
}

QString historyDetails(const HistoryEntry &entry)
{
    QStringList lines;
    lines << HistoryModel::tr("%1 to %2").arg(timeText(entry.startedMs), timeText(entry.endedMs));
    if (entry.sources > 0)
        lines << (entry.sources == 1 ? HistoryModel::tr("1 source")
                                     : HistoryModel::tr("%1 sources").arg(countText(entry.sources)));
    if (entry.files.found > 0)
        lines << filesText(entry.files);
    if (entry.studies > 0)
        lines << HistoryModel::tr("%1 studies: %2").arg(countText(entry.studies), verdictsText(entry));
    if (!entry.policy.empty())
        lines << HistoryModel::tr("Under the site policy %1").arg(displayText(entry.policy));
    if (const QString filing = filingText(entry); !filing.isEmpty())
        lines << HistoryModel::tr("Archive %1: %2").arg(displayText(entry.archiveFolder), filing);
    for (const std::string &place : entry.filedPlaces)
        lines << u"    "_s + displayText(place);
    for (const HistoryStudy &study : entry.namedStudies)
        lines << u"    "_s + QStringList{displayText(study.patientName), displayText(study.patientId),
                                         dateText(study.studyDate), displayText(study.description)}
                                 .join(u"  "_s);
    return lines.join(u'\n');
}

} // namespace mi::ui
