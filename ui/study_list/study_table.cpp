#include "ui/study_list/study_table.h"

#include "ui/common/study_words.h"
#include "ui/study_list/study_filter_model.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

StudyTable::StudyTable(const Theme &theme, StudyFilterModel &model, QWidget *parent)
    : QTableView(parent), m_theme(theme), m_model(model), m_delegate(new StudyRowDelegate(theme, this))
{
    setObjectName(u"studyTable"_s);
    setAccessibleName(tr("Studies"));
    setModel(&m_model);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setMinimumSectionSize(60);
    setSortable(true);
    setRowHeight(RowHeight::comfortable);
    setDefaultColumns();
    connect(&theme, &Theme::changed, this, [this] { viewport()->update(); });
}

void StudyTable::setDefaultColumns()
{
    QHeaderView *header = horizontalHeader();
    const int character = QFontMetrics(QApplication::font()).averageCharWidth();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(StudyTableModel::Study, QHeaderView::Stretch);
    header->resizeSection(StudyTableModel::Status, m_delegate->statusColumnWidth());
    header->resizeSection(StudyTableModel::Patient, character * 34);
    header->resizeSection(StudyTableModel::Instances, character * 14);
    header->resizeSection(StudyTableModel::Issues, character * 14);
    header->resizeSection(StudyTableModel::Filing, character * 27);
}

void StudyTable::setRowHeight(RowHeight height)
{
    m_delegate->setRowHeight(height);
    verticalHeader()->setMinimumSectionSize(m_delegate->rowHeight());
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
    viewport()->update();
}

void StudyTable::setSortable(bool isSortable)
{
    if (isSortable == isSortingEnabled() && isSortable)
        return;
    if (!isSortable) {
        setSortingEnabled(false);
        m_model.sort(-1);
        horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    } else {
        horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        setSortingEnabled(true);
    }
}

QByteArray StudyTable::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void StudyTable::restoreColumns(const QByteArray &state)
{
    if (state.isEmpty() || !horizontalHeader()->restoreState(state))
        return;
    horizontalHeader()->setSectionResizeMode(StudyTableModel::Study, QHeaderView::Stretch);
    // A sort order of yesterday is not wanted for today's disc.
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
}

std::vector<StudyId> StudyTable::selectedStudies() const
{
    std::vector<StudyId> ids;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            if (const auto study = m_model.index(row, 0).data(StudyTableModel::SnapshotRole).value<StudySnapshotPtr>())
                ids.push_back(study->id);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return ids;
}

void StudyTable::selectStudy(StudyId id)
{
    const auto *source = qobject_cast<const StudyTableModel *>(m_model.sourceModel());
    const QModelIndex index = m_model.mapFromSource(source->index(source->rowOf(id), 0));
    if (index.isValid())
        setCurrentIndex(index);
}

void StudyTable::copySelection() const
{
    copySelectedRows(*this);
}

void StudyTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedStudiesChanged();
}

void StudyTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update(); // the focus line goes around the whole row
}

void StudyTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if (event->key() == Qt::Key_Escape && selectionModel()->hasSelection()) {
        clearSelection();
        return;
    }
    QTableView::keyPressEvent(event);
}

void StudyTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_delegate != nullptr)
        verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
}

void StudyTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void StudyTable::fitColumns()
{
    // The stretching column keeps a readable width; the table scrolls sideways before that is lost.
    const int least = QFontMetrics(QApplication::font()).averageCharWidth() * 22;
    QHeaderView *header = horizontalHeader();
    int others = 0;
    for (int column = 0; column < StudyTableModel::ColumnCount; ++column)
        if (column != StudyTableModel::Study && !header->isSectionHidden(column))
            others += header->sectionSize(column);
    const bool hasRoom = viewport()->width() - others >= least;
    header->setSectionResizeMode(StudyTableModel::Study, hasRoom ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (!hasRoom)
        header->resizeSection(StudyTableModel::Study, least);
}

} // namespace mi::ui
