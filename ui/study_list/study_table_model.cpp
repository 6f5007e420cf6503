#include "ui/study_list/study_table_model.h"

#include "ui/common/policy_words.h"
#include "ui/common/study_words.h"
#include "ui/common/text.h"

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

bool isInGroup(const StudySnapshot &study, StudyGroup group)
{
    const bool isDecided = study.work == WorkState::done || study.work == WorkState::archiving;
    switch (group) {
    case StudyGroup::all:
        return true;
    case StudyGroup::passed:
        return isDecided && study.verdict == Verdict::passed;
    case StudyGroup::warnings:
        return isDecided && study.verdict == Verdict::passedWithWarnings;
    case StudyGroup::problems:
        return isDecided && study.verdict == Verdict::problems;
    case StudyGroup::unreadable:
        return isDecided && study.verdict == Verdict::cannotBeRead;
    case StudyGroup::notFiled:
        break;
    }
    const bool isFiled =
        study.archive == ArchiveState::filedAndVerified || study.archive == ArchiveState::alreadyInArchive;
    return study.kind == StudyKind::study && study.isClosed && !isFiled;
}

StudyTableModel::StudyTableModel(QObject *parent) : QAbstractTableModel(parent) {}

void StudyTableModel::update(const std::vector<StudySnapshotPtr> &changed)
{
    std::vector<StudySnapshotPtr> added;
    int firstChanged = -1;
    int lastChanged = -1;
    for (const StudySnapshotPtr &study : changed) {
        const auto known = m_rowOfId.find(study->id);
        if (known == m_rowOfId.end()) {
            added.push_back(study);
            continue;
        }
        StudySnapshotPtr &row = m_rows[static_cast<std::size_t>(known->second)];
        if (row->revision > study->revision)
            continue; // an older picture of the same study
        count(*row, -1);
        count(*study, +1);
        row = study;
        firstChanged = firstChanged < 0 ? known->second : std::min(firstChanged, known->second);
        lastChanged = std::max(lastChanged, known->second);
    }
    if (firstChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged, 0), index(lastChanged, ColumnCount - 1));
    if (!added.empty()) {
        const int first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        for (StudySnapshotPtr &study : added) {
            m_rowOfId.emplace(study->id, static_cast<int>(m_rows.size()));
            count(*study, +1);
            m_rows.push_back(std::move(study));
        }
        endInsertRows();
    }
    removeGone();
    Q_EMIT updated();
}

// An archive file that was opened with its password leaves nothing behind.
void StudyTableModel::removeGone()
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const StudySnapshotPtr study = studyAt(row);
        if (!study->isClosed || study->files > 0)
            continue;
        beginRemoveRows({}, row, row);
        count(*study, -1);
        m_rowOfId.erase(study->id);
        m_rows.erase(m_rows.begin() + row);
        for (int later = row; later < rowCount(); ++later)
            m_rowOfId[studyAt(later)->id] = later;
        endRemoveRows();
    }
}

void StudyTableModel::count(const StudySnapshot &study, int step)
{
    for (std::size_t i = 0; i < studyGroupCount; ++i)
        if (isInGroup(study, static_cast<StudyGroup>(i)))
            m_groups[i] += step;
    if (isFileable(study))
        m_fileable += step;
}

StudySnapshotPtr StudyTableModel::studyAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)] : nullptr;
}

StudySnapshotPtr StudyTableModel::study(StudyId id) const
{
    return studyAt(rowOf(id));
}

int StudyTableModel::rowOf(StudyId id) const
{
    const auto found = m_rowOfId.find(id);
    return found == m_rowOfId.end() ? -1 : found->second;
}

int StudyTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StudyTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant StudyTableModel::data(const QModelIndex &index, int role) const
{
    const StudySnapshotPtr study = index.isValid() ? studyAt(index.row()) : nullptr;
    if (!study)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayData(*study, index.column());
    case SortRole:
        return sortData(*study, index.column());
    case SnapshotRole:
        return QVariant::fromValue(study);
    case Qt::AccessibleTextRole:
        return index.column() == Status ? QVariant(sentenceOf(*study)) : displayData(*study, index.column());
    case Qt::ToolTipRole: {
        // In a frame of its own, so that nothing in it is taken for markup.
        const QString line = policyLine(*study);
        return line.isEmpty() ? QVariant{} : QVariant(u"<span>%1</span>"_s.arg(line.toHtmlEscaped()));
    }
    case Qt::TextAlignmentRole:
        return index.column() == Instances || index.column() == Issues ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                                       : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant StudyTableModel::displayData(const StudySnapshot &study, int column) const
{
    const auto joined = [](const TwoLines &lines) {
        return lines.second.isEmpty() ? lines.first : QString(lines.first + u"   "_s + lines.second);
    };
    switch (column) {
    case Status:
        return statusOf(study).word;
    case Patient:
        return joined(patientOf(study));
    case Study:
        return joined(studyOf(study));
    case Instances:
        return study.kind == StudyKind::study ? countText(study.instances) : countText(study.files);
    case Issues:
        return study.errors + study.warnings == 0 ? QString{} : countText(study.errors + study.warnings);
    case Filing: {
        const ArchiveWords words = archiveOf(study);
        return joined({words.word, words.reason});
    }
    default:
        return {};
    }
}

QVariant StudyTableModel::sortData(const StudySnapshot &study, int column) const
{
    switch (column) {
    case Status: {
        // Worst first, what is not decided last.
        constexpr std::array<int, 6> rank{5, 3, 2, 0, 1, 4}; // in the order of Verdict
        return rank[static_cast<std::size_t>(study.verdict)];
    }
    case Patient:
        return patientOf(study).first + QChar(u'\x1') + displayText(study.patientId);
    case Study:
        return displayText(study.studyDate) + displayText(study.studyTime) + studyOf(study).first;
    case Instances:
        return study.kind == StudyKind::study ? study.instances : study.files;
    case Issues:
        return static_cast<qulonglong>(study.errors) * 1'000'000ULL + study.warnings;
    default:
        return displayData(study, column);
    }
}

QVariant StudyTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Instances || section == Issues ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                         : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Status:
        return tr("Status");
    case Patient:
        return tr("Patient");
    case Study:
        return tr("Study");
    case Instances:
        return tr("Instances");
    case Issues:
        return tr("Issues");
    case Filing:
        return tr("Archive");
    default:
        return {};
    }
}

} // namespace mi::ui
