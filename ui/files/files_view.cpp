#include "ui/files/files_view.h"

#include "ui/common/isolating_delegate.h"
#include "ui/theme/status_shape.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// The outcome's shape before its word.
class OutcomeDelegate : public QStyledItemDelegate {
public:
    OutcomeDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        const int size = option.fontMetrics.height();
        const QVariant toneNumber = index.data(FileTableModel::ToneRole);
        QStyleOptionViewItem background = option;
        background.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);
        if (!toneNumber.isValid())
            return;
        const auto tone = static_cast<Tone>(toneNumber.toInt());
        const bool isRightToLeft = option.direction == Qt::RightToLeft;
        QRect shape(option.rect.left() + 6, option.rect.center().y() - size / 2 + 1, size, size);
        if (isRightToLeft)
            shape.moveRight(option.rect.right() - 6);
        drawStatusShape(*painter, tone, shape, m_theme.tokens().tone(tone).text);
        item.rect.adjust(isRightToLeft ? 6 : size + 12, 0, isRightToLeft ? -(size + 12) : -6, 0);
        painter->setPen(m_theme.tokens().text);
        painter->setFont(option.font);
        painter->drawText(item.rect,
                          static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft)),
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, item.rect.width()));
    }

private:
    const Theme &m_theme;
};

} // namespace

FilesView::FilesView(const Theme &theme, FileSource source, BackgroundJobs &jobs, QWidget *parent)
    : QWidget(parent), m_model(new FileTableModel(std::move(source), jobs, this)), m_table(new QTableView(this))
{
    m_table->setAccessibleName(tr("Files of the study"));
    m_table->setProperty("look", u"plain"_s);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new IsolatingDelegate(this));
    m_table->setItemDelegateForColumn(FileTableModel::OutcomeColumn, new OutcomeDelegate(theme, this));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setCornerButtonEnabled(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 12);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(FileTableModel::Path, QHeaderView::Stretch);
    const int character = m_table->fontMetrics().averageCharWidth();
    header->resizeSection(FileTableModel::OutcomeColumn, character * 24);
    header->resizeSection(FileTableModel::SopClass, character * 34);
    header->resizeSection(FileTableModel::Findings, character * 13);
    header->resizeSection(FileTableModel::Size, character * 14);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT metadataRequested(static_cast<quint32>(index.row())); });
}

void FilesView::setStudy(const StudySnapshotPtr &study)
{
    m_study = study;
    if (isVisible() || !study)
        m_model->setStudy(study);
}

void FilesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->setStudy(m_study);
}

void FilesView::showFile(std::uint32_t fileIndex)
{
    m_model->setStudy(m_study);
    const QModelIndex index = m_model->index(static_cast<int>(fileIndex), 0);
    if (index.isValid()) {
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
}

void FilesView::copySelection() const
{
    copySelectedRows(*m_table);
}

} // namespace mi::ui
