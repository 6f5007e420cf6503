#include "ui/archive_browser/archive_view.h"

#include "ui/archive_browser/archive_listing.h"
#include "ui/archive_browser/archived_studies_model.h"
#include "ui/common/plain_label.h"
#include "ui/common/text.h"
#include "ui/theme/theme.h"

#include <QDesktopServices>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>

#include <atomic>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int progressInterval = 250; // ms
constexpr std::size_t shownDifferences = 5;

QString differenceWord(const std::string &kind)
{
    if (kind == "missing")
        return ArchiveView::tr("missing");
    if (kind == "changed")
        return ArchiveView::tr("changed");
    if (kind == "unlisted")
        return ArchiveView::tr("does not belong there");
    if (kind == "chain")
        return ArchiveView::tr("does not follow from the import before");
    if (kind == "unreadable")
        return ArchiveView::tr("cannot be read");
    return ArchiveView::tr("not in the archive's format");
}

} // namespace

struct ArchiveView::Counter {
    std::atomic<std::uint64_t> files{0};
    std::atomic<std::uint64_t> bytes{0};
};

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
    m_result = new PlainLabel;
    buildHead();
    buildTable(theme);
    setRoot({}, false);
}

ArchiveView::~ArchiveView()
{
    m_stop.request_stop();
    m_verifyStop.request_stop();
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
    lines->addWidget(m_result);
    row->addLayout(lines, 1);
    m_choose = new QPushButton(tr("Choose folder"));
    m_open = new QPushButton(tr("Open folder"));
    m_verify = new QPushButton(tr("Verify now"));
    for (QPushButton *button : {m_choose, m_open, m_verify}) {
        button->setAccessibleName(button->text());
        row->addWidget(button, 0, Qt::AlignTop);
    }
    m_verify->setToolTip(tr("Reads every file of the archive and compares it with what was written"));
    layout()->addWidget(head);
    connect(m_choose, &QPushButton::clicked, this, &ArchiveView::chooseRequested);
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(fromUtf8(m_root.string()))); });
    connect(m_verify, &QPushButton::clicked, this, &ArchiveView::verify);
}

void ArchiveView::buildTable(const Theme &theme)
{
    auto *panel = new QFrame;
    panel->setProperty("look", u"panel"_s);
    auto *panelLayout = new QVBoxLayout(panel);
    panelLayout->setContentsMargins(1, 4, 1, 6);
    m_table = new QTableView;
    m_table->setObjectName(u"archivedStudies"_s);
    m_table->setAccessibleName(tr("Studies in the archive"));
    m_table->setProperty("look", u"plain"_s);
    m_table->setModel(m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
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
    header->resizeSection(ArchivedStudiesModel::PatientId, character * 22);
    header->resizeSection(ArchivedStudiesModel::Study, character * 34);
    header->resizeSection(ArchivedStudiesModel::StudyDate, character * 18);
    header->resizeSection(ArchivedStudiesModel::Instances, character * 15);
    header->resizeSection(ArchivedStudiesModel::FiledAt, character * 27);
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
    const bool hasRoot = !root.empty();
    m_place->setText(hasRoot ? toQString(root) : tr("No archive folder is chosen"));
    m_choose->setEnabled(!isFixed);
    m_choose->setToolTip(isFixed ? tr("Set by the environment or the command line") : QString{});
    m_open->setEnabled(hasRoot);
    m_verify->setEnabled(hasRoot);
    m_summary->clear();
    setResult({});
    m_model->setRows({});
    m_nothing->setText(hasRoot ? tr("Nothing is filed yet") : tr("Choose an empty folder to keep studies in"));
    m_stack->setCurrentWidget(m_nothing);
    refresh();
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
        this, [&files = m_files, root = m_root, stop = m_stop.get_token()] { return listArchive(files, root, stop); },
        [this, job](const ArchiveListing &listing) {
            if (m_listJob.isCurrent(job))
                receive(listing);
        });
}

void ArchiveView::receive(const ArchiveListing &listing)
{
    if (listing.freeSpace > 0)
        Q_EMIT freeSpaceRead(listing.freeSpace);
    if (!listing.error.isEmpty()) {
        m_summary->setText(tr("The archive cannot be read: %1").arg(listing.error));
        return;
    }
    std::uint64_t instances = 0;
    for (const ArchivedRow &row : listing.rows)
        instances += row.instances;
    const QString studies =
        listing.rows.size() == 1 ? tr("1 study") : tr("%1 studies").arg(countText(listing.rows.size()));
    const QString count = instances == 1 ? tr("1 instance") : tr("%1 instances").arg(countText(instances));
    m_summary->setText(listing.freeSpace > 0 ? tr("%1, %2, %3 free").arg(studies, count, bytesText(listing.freeSpace))
                                             : tr("%1, %2").arg(studies, count));
    m_stack->setCurrentWidget(listing.rows.empty() ? static_cast<QWidget *>(m_nothing) : m_table);
    m_model->setRows(listing.rows);
}

void ArchiveView::setVerifying(bool isVerifying)
{
    m_isVerifying = isVerifying;
    m_verify->setText(isVerifying ? tr("Stop verifying") : tr("Verify now"));
    m_verify->setAccessibleName(m_verify->text());
}

void ArchiveView::verify()
{
    if (m_isVerifying) {
        m_verifyStop.request_stop();
        return;
    }
    setVerifying(true);
    m_verifyStop = std::stop_source{};
    m_counter = std::make_shared<Counter>();
    setResult(tr("Verifying"));
    m_jobs.run(
        this,
        [&files = m_files, root = m_root, stop = m_verifyStop.get_token(), counter = m_counter] {
            return verifyArchive(files, root, stop, [counter](const VerifyReport &report) {
                counter->files = report.files;
                counter->bytes = report.bytes;
            });
        },
        [this](const VerifyOutcome &outcome) { receive(outcome); });
    showVerifyProgress();
}

void ArchiveView::showVerifyProgress()
{
    if (!m_isVerifying)
        return;
    setResult(tr("Verifying: %1 files, %2 read so far").arg(countText(m_counter->files), bytesText(m_counter->bytes)));
    QTimer::singleShot(progressInterval, this, &ArchiveView::showVerifyProgress);
}

void ArchiveView::receive(const VerifyOutcome &outcome)
{
    setVerifying(false);
    if (outcome.isCancelled) {
        setResult(tr("Verifying was stopped. Nothing is known about the rest."));
        return;
    }
    if (!outcome.error.isEmpty()) {
        setResult(tr("The archive cannot be verified: %1").arg(outcome.error));
        return;
    }
    const VerifyReport &report = outcome.report;
    const QString counts = tr("%1 files, %2").arg(countText(report.files), bytesText(report.bytes));
    if (report.differences.empty()) {
        setResult(tr("Verified just now: every file is as it was written (%1).").arg(counts));
        return;
    }
    QStringList lines{report.differences.size() == 1
                          ? tr("1 difference found (%1):").arg(counts)
                          : tr("%1 differences found (%2):").arg(countText(report.differences.size()), counts)};
    for (std::size_t i = 0; i < std::min(shownDifferences, report.differences.size()); ++i) {
        const VerifyDifference &difference = report.differences[i];
        lines << u"%1: %2"_s.arg(displayText(difference.path), differenceWord(difference.kind));
    }
    if (report.differences.size() > shownDifferences)
        lines << tr("and %1 more").arg(countText(report.differences.size() - shownDifferences));
    setResult(lines.join(u'\n'));
}

void ArchiveView::copySelection() const
{
    copySelectedRows(*m_table);
}

} // namespace mi::ui
