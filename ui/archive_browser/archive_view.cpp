#include "ui/archive_browser/archive_view.h"

#include "ui/archive_browser/archive_listing.h"
#include "ui/archive_browser/archive_search.h"
#include "ui/archive_browser/archived_studies_model.h"
#include "ui/common/isolating_delegate.h"
#include "ui/common/plain_label.h"
#include "ui/common/text.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDesktopServices>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// "20240131" of the oldest verification.
std::string oldestDay(const IndexState &state)
{
    std::string day = state.oldestVerification.substr(0, 10);
    std::erase(day, '-');
    return day;
}

} // namespace

ArchiveView::ArchiveView(const Theme &theme, FileLayer &files, BackgroundJobs &jobs, QWidget *parent)
    : QWidget(parent), m_files(files), m_jobs(jobs), m_model(new ArchivedStudiesModel(this)),
      m_filter(new QSortFilterProxyModel(this))
{
    setObjectName(u"archiveView"_s);
    m_filter->setSourceModel(m_model);
    m_filter->setFilterKeyColumn(-1);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setSortRole(ArchivedStudiesModel::SortRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_place = new PlainLabel;
    m_place->setFont(theme.titleFont());
    m_summary = new PlainLabel;
    m_summary->setMuted();
    m_quarantine = new PlainLabel;
    m_quarantine->hide();
    m_note = new PlainLabel;
    m_note->setMuted();
    m_note->setWordWrap(true);
    m_note->hide();
    m_result = new PlainLabel;
    buildHead();
    buildSearch();
    buildTable(theme);
    setRoot({}, false);
}

ArchiveView::~ArchiveView()
{
    m_stop.request_stop();
    m_workStop.request_stop();
}

void ArchiveView::buildHead()
{
    auto *head = new QFrame;
    head->setProperty("look", u"panel"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(8);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(4);
    m_place->setElided(true);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    lines->addWidget(m_place);
    lines->addWidget(m_summary);
    lines->addWidget(m_quarantine);
    lines->addWidget(m_note);
    lines->addWidget(m_result);
    row->addLayout(lines, 1);
    m_choose = new QPushButton(tr("Choose folder"));
    m_open = new QPushButton(tr("Open folder"));
    m_verify = new QPushButton(tr("Verify now"));
    m_rebuild = new QPushButton(tr("Rebuild index"));
    m_export = new QPushButton(tr("Export study"));
    m_rebuild->setToolTip(tr("Makes the index that the search uses anew from the archive"));
    fillExportMenu();
    for (QPushButton *button : {m_choose, m_open, m_export, m_verify, m_rebuild}) {
        button->setAccessibleName(button->text());
        row->addWidget(button, 0, Qt::AlignTop);
    }
    m_verify->setToolTip(tr("Reads every file of the archive and compares it with what was written"));
    layout()->addWidget(head);
    connect(m_choose, &QPushButton::clicked, this, &ArchiveView::chooseRequested);
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(fromUtf8(m_root.string()))); });
    connect(m_verify, &QPushButton::clicked, this, &ArchiveView::verify);
    connect(m_rebuild, &QPushButton::clicked, this, &ArchiveView::rebuildIndex);
}

void ArchiveView::fillExportMenu()
{
    m_exportMenu = new QMenu(m_export);
    const auto add = [this](const QString &text, ExportForm form, ExportContainer container) {
        connect(m_exportMenu->addAction(text), &QAction::triggered, this,
                [this, form, container] { chooseWhereToExport(form, container); });
    };
    add(tr("As a folder"), ExportForm::plain, ExportContainer::folder);
    add(tr("As a ZIP file"), ExportForm::plain, ExportContainer::zip);
    m_exportMenu->addSeparator();
    add(tr("As a folder with a DICOMDIR, for a disc"), ExportForm::media, ExportContainer::folder);
    add(tr("As a ZIP file with a DICOMDIR"), ExportForm::media, ExportContainer::zip);
    connect(m_export, &QPushButton::clicked, this, [this] {
        if (m_work == Work::exporting)
            m_workStop.request_stop();
    });
}

void ArchiveView::buildSearch()
{
    auto *panel = new QFrame;
    panel->setProperty("look", u"panel"_s);
    auto *row = new QHBoxLayout(panel);
    row->setContentsMargins(16, 10, 16, 12);
    m_search = new ArchiveSearch;
    row->addWidget(m_search);
    layout()->addWidget(panel);
    connect(m_search, &ArchiveSearch::changed, this, &ArchiveView::refresh);
}

void ArchiveView::buildTable(const Theme &theme)
{
    auto *panel = new QFrame;
    panel->setProperty("look", u"panel"_s);
    auto *panelLayout = new QVBoxLayout(panel);
    panelLayout->setContentsMargins(1, 4, 1, 6);
    m_table = new QTableView;
    m_table->setItemDelegate(new IsolatingDelegate(m_table));
    m_table->setObjectName(u"archivedStudies"_s);
    m_table->setAccessibleName(tr("Studies in the archive"));
    m_table->setProperty("look", u"plain"_s);
    m_table->setModel(m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ArchiveView::updateButtons);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 16);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSortIndicator(ArchivedStudiesModel::FiledAt, Qt::DescendingOrder);
    const int character = m_table->fontMetrics().averageCharWidth();
    header->resizeSection(ArchivedStudiesModel::Patient, character * 28);
    header->resizeSection(ArchivedStudiesModel::PatientId, character * 20);
    header->resizeSection(ArchivedStudiesModel::Accession, character * 18);
    header->resizeSection(ArchivedStudiesModel::Study, character * 32);
    header->resizeSection(ArchivedStudiesModel::StudyDate, character * 18);
    header->resizeSection(ArchivedStudiesModel::Instances, character * 15);
    header->resizeSection(ArchivedStudiesModel::FiledAt, character * 25);
    header->resizeSection(ArchivedStudiesModel::VerifiedAt, character * 25);
    header->setStretchLastSection(true);
    m_nothing = new PlainLabel;
    m_nothing->setFont(theme.titleFont());
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_table);
    panelLayout->addWidget(m_stack);
    static_cast<QVBoxLayout *>(layout())->addWidget(panel, 1);
}

void ArchiveView::setRoot(const std::filesystem::path &root, bool isFixed)
{
    m_root = root;
    m_isFixed = isFixed;
    const bool hasRoot = !root.empty();
    m_place->setText(hasRoot ? isolated(toQString(root)) : tr("No archive folder is chosen"));
    m_choose->setToolTip(isFixed ? tr("Set by the administrator, the command line or the environment") : QString{});
    m_summary->clear();
    m_quarantine->hide();
    m_note->hide();
    setResult({});
    m_model->setRows({});
    m_nothing->setText(hasRoot ? tr("Nothing is filed yet") : tr("Choose an empty folder to keep studies in"));
    m_stack->setCurrentWidget(m_nothing);
    updateButtons();
    refresh();
}

ArchivePlace ArchiveView::place() const
{
    return {m_root, m_indexUrl};
}

void ArchiveView::setSearch(const QString &text)
{
    m_filter->setFilterFixedString(text.trimmed());
}

void ArchiveView::setResult(const QString &text)
{
    m_result->setText(text);
    m_result->setVisible(!text.isEmpty());
}

void ArchiveView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ArchiveView::refresh()
{
    if (m_root.empty() || !isVisible())
        return;
    const std::uint64_t job = m_listJob.next();
    m_jobs.run(
        this,
        [&files = m_files, where = place(), query = m_search->query(), stop = m_stop.get_token()] {
            return listArchive(files, where, query, stop);
        },
        [this, job](const ArchiveListing &listing) {
            if (m_listJob.isCurrent(job))
                receive(listing);
        });
}

void ArchiveView::receive(const ArchiveListing &listing)
{
    if (listing.freeSpace > 0)
        Q_EMIT freeSpaceRead(listing.freeSpace);
    m_note->setText(listing.note);
    m_note->setVisible(!listing.note.isEmpty());
    if (!listing.error.isEmpty()) {
        m_summary->setText(tr("The archive cannot be read: %1").arg(listing.error));
        return;
    }
    showSummary(listing);
    const QString selected = selectedRow() != nullptr ? selectedRow()->studyInstanceUid : QString();
    m_nothing->setText(m_search->isEmpty() ? tr("Nothing is filed yet") : tr("No study fits this search"));
    m_stack->setCurrentWidget(listing.rows.empty() ? static_cast<QWidget *>(m_nothing) : m_table);
    m_model->setRows(listing.rows);
    for (int i = 0; !selected.isEmpty() && i < m_filter->rowCount(); ++i) {
        const QModelIndex index = m_filter->index(i, ArchivedStudiesModel::Uid);
        if (index.data().toString() == selected)
            m_table->selectRow(i);
    }
    updateButtons();
}

void ArchiveView::showSummary(const ArchiveListing &listing)
{
    const IndexState &state = listing.state;
    const QString studies = state.studies == 1 ? tr("1 study") : tr("%1 studies").arg(countText(state.studies));
    const QString count = state.instances == 1 ? tr("1 instance") : tr("%1 instances").arg(countText(state.instances));
    QStringList parts{studies, count, bytesText(state.bytes)};
    if (listing.freeSpace > 0)
        parts << tr("%1 free").arg(bytesText(listing.freeSpace));
    if (state.studies > 0)
        parts << (state.neverVerified == state.studies ? tr("never verified")
                  : state.neverVerified > 0            ? tr("%1 never verified").arg(countText(state.neverVerified))
                                                       : tr("all verified since %1").arg(dateText(oldestDay(state))));
    if (!m_search->isEmpty())
        parts << (listing.rows.size() < listing.total
                      ? tr("%1 found, the first %2 shown").arg(countText(listing.total), countText(listing.rows.size()))
                      : tr("%1 found").arg(countText(listing.total)));
    m_summary->setText(parts.join(u", "_s));
    QStringList kept;
    for (const QuarantinedBag &bag : listing.quarantined)
        kept << displayText(bag.path);
    m_quarantine->setVisible(!kept.isEmpty());
    m_quarantine->setText(kept.size() == 1
                              ? tr("1 import is in quarantine: instances that contradict what was filed before")
                              : tr("%1 imports are in quarantine: instances that contradict what was filed before")
                                    .arg(countText(static_cast<std::uint64_t>(kept.size()))));
    m_quarantine->setToolTip(u"<p style='white-space:pre'>%1</p>"_s.arg(kept.mid(0, 20).join(u'\n').toHtmlEscaped()));
}

const ArchivedRow *ArchiveView::selectedRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.size() == 1 ? m_model->row(m_filter->mapToSource(rows.front()).row()) : nullptr;
}

void ArchiveView::copySelection() const
{
    copySelectedRows(*m_table);
}

} // namespace mi::ui
