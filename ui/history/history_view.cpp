#include "ui/history/history_view.h"

#include "ui/common/isolating_delegate.h"
#include "ui/common/plain_label.h"
#include "ui/common/text.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

HistoryView::HistoryView(const Theme &theme, std::filesystem::path folder, BackgroundJobs &jobs, QWidget *parent)
    : QWidget(parent), m_folder(std::move(folder)), m_jobs(jobs), m_model(new HistoryModel(this))
{
    auto *head = new QHBoxLayout;
    auto *note = new PlainLabel(tr("What earlier runs came to, without names"));
    note->setMuted();
    m_clear = new QPushButton(tr("Clear history"));
    m_clear->setAccessibleName(m_clear->text());
    head->addWidget(note, 1);
    head->addWidget(m_clear);

    m_table = new QTableView;
    m_table->setItemDelegate(new IsolatingDelegate(m_table));
    m_table->setAccessibleName(tr("Earlier runs"));
    m_table->setProperty("look", u"plain"_s);
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 14);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int character = m_table->fontMetrics().averageCharWidth();
    m_table->horizontalHeader()->resizeSection(HistoryModel::When, character * 30);
    m_table->horizontalHeader()->resizeSection(HistoryModel::Files, character * 12);
    m_table->horizontalHeader()->resizeSection(HistoryModel::Verdicts, character * 48);
    m_details = new QPlainTextEdit;
    m_details->setReadOnly(true);
    m_details->setAccessibleName(tr("Details of the run"));
    m_nothing = new PlainLabel(tr("Nothing was checked yet"));
    m_nothing->setFont(theme.titleFont());
    m_nothing->setAlignment(Qt::AlignCenter);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(splitter);
    auto *panel = new QFrame;
    panel->setProperty("look", u"panel"_s);
    auto *panelLayout = new QVBoxLayout(panel);
    panelLayout->setContentsMargins(8, 8, 8, 8);
    panelLayout->addWidget(m_stack);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(panel, 1);

    connect(m_clear, &QPushButton::clicked, this, &HistoryView::clear);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                const HistoryEntry *entry = m_model->entryAt(current.row());
                m_details->setPlainText(entry != nullptr ? historyDetails(*entry) : QString{});
            });
}

void HistoryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void HistoryView::refresh()
{
    if (!isVisible())
        return;
    const std::uint64_t job = m_job.next();
    m_jobs.run(
        this, [folder = m_folder] { return History(folder).entries(); },
        [this, job](std::vector<HistoryEntry> entries) {
            if (!m_job.isCurrent(job))
                return;
            m_clear->setEnabled(!entries.empty());
            m_stack->setCurrentIndex(entries.empty() ? 0 : 1);
            m_model->setEntries(std::move(entries));
            m_details->clear();
            if (m_model->rowCount() > 0)
                m_table->selectRow(0);
        });
}

void HistoryView::report(const Result<void> &done)
{
    if (!done)
        Q_EMIT failed(tr("The history cannot be kept: %1").arg(displayText(describe(done.error()))));
    refresh();
}

void HistoryView::add(const HistoryEntry &entry)
{
    m_jobs.run(
        this, [folder = m_folder, entry] { return History(folder).add(entry); },
        [this](const Result<void> &done) { report(done); });
}

void HistoryView::clear()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Clear history"), tr("Remove what is kept about earlier runs?"),
                                QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("The archive is not touched."));
    QPushButton *remove = box->addButton(tr("Clear history"), QMessageBox::DestructiveRole);
    QPushButton *keep = box->addButton(tr("Keep it"), QMessageBox::RejectRole);
    remove->setAccessibleName(remove->text());
    keep->setAccessibleName(keep->text());
    box->setDefaultButton(keep);
    connect(remove, &QPushButton::clicked, this, [this] {
        m_jobs.run(
            this, [folder = m_folder] { return History(folder).clear(); },
            [this](const Result<void> &done) { report(done); });
    });
    box->open();
}

void HistoryView::copySelection() const
{
    copySelectedRows(*m_table);
}

} // namespace mi::ui
