#include "ui/metadata/metadata_view.h"

#include "ui/common/isolating_delegate.h"
#include "ui/common/plain_label.h"
#include "ui/common/segments.h"
#include "ui/common/text.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

MetadataView::MetadataView(MetadataSource source, BackgroundJobs &jobs, QWidget *parent)
    : QWidget(parent), m_source(std::move(source)), m_jobs(jobs), m_model(new AttributeTreeModel(this)),
      m_filter(new AttributeFilterModel(this))
{
    m_filter->setSourceModel(m_model);
    buildControls();
    updateControls();
}

void MetadataView::buildControls()
{
    auto *group = new QButtonGroup(this);
    m_studyButton = makeSegment(tr("Study"), tr("Attributes of the study"), SegmentEdge::first, *group, this);
    m_seriesButton = makeSegment(tr("Series"), tr("Attributes of the series"), SegmentEdge::middle, *group, this);
    m_instanceButton =
        makeSegment(tr("Instance"), tr("All attributes of the instance"), SegmentEdge::last, *group, this);
    m_instanceButton->setChecked(true);
    m_seriesChooser = new QComboBox(this);
    m_seriesChooser->setAccessibleName(tr("Series"));
    m_seriesChooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_seriesChooser->setMinimumContentsLength(18);
    m_instanceChooser = new QSpinBox(this);
    m_instanceChooser->setAccessibleName(tr("Instance"));
    m_instanceChooser->setMinimum(1);
    m_instanceChooser->setKeyboardTracking(false);
    m_fileName = new PlainLabel({}, this);
    m_fileName->setMuted();
    m_fileName->setElided(true);
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Filter by tag, name or value"));
    m_search->setAccessibleName(tr("Filter attributes"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(m_search->fontMetrics().averageCharWidth() * 38);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->setSpacing(0);
    bar->addWidget(m_studyButton);
    bar->addWidget(m_seriesButton);
    bar->addWidget(m_instanceButton);
    bar->addSpacing(12);
    bar->addWidget(m_seriesChooser);
    bar->addSpacing(8);
    bar->addWidget(m_instanceChooser);
    bar->addSpacing(12);
    bar->addWidget(m_fileName, 1);
    m_differences = new QPushButton(tr("What differs"), this);
    m_differences->setAccessibleName(tr("Show what differs between the instances of the series"));
    m_differences->setToolTip(m_differences->accessibleName());
    m_bytesButton = new QPushButton(tr("Bytes"), this);
    m_bytesButton->setAccessibleName(tr("Show the bytes of the chosen attribute"));
    m_bytesButton->setToolTip(m_bytesButton->accessibleName());
    m_export = new QPushButton(tr("Export"), this);
    m_export->setAccessibleName(tr("Save the chosen attributes, or all that are shown, as CSV"));
    m_export->setToolTip(m_export->accessibleName());
    for (QPushButton *button : {m_differences, m_bytesButton, m_export}) {
        button->setProperty("look", u"quiet"_s);
        bar->addWidget(button);
    }
    m_differences->setCheckable(true);
    m_bytesButton->setCheckable(true);
    bar->addSpacing(8);
    bar->addWidget(m_search);

    m_tree = new QTreeView(this);
    m_tree->setItemDelegate(new IsolatingDelegate(m_tree));
    m_tree->setAccessibleName(tr("Attributes"));
    m_tree->setModel(m_filter);
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setTextElideMode(Qt::ElideRight);
    const int character = m_tree->fontMetrics().averageCharWidth();
    m_tree->header()->resizeSection(AttributeTreeModel::TagColumn, character * 24);
    m_tree->header()->resizeSection(AttributeTreeModel::NameColumn, character * 36);
    m_tree->header()->resizeSection(AttributeTreeModel::VrColumn, character * 8);
    m_tree->header()->resizeSection(AttributeTreeModel::VmColumn, character * 8);
    m_message = new PlainLabel({}, this);
    m_message->setMuted();
    m_message->setContentsMargins(16, 8, 16, 8);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_message);
    layout->addWidget(m_tree, 1);
    m_bytes = new QPlainTextEdit(this);
    m_bytes->setReadOnly(true);
    m_bytes->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_bytes->setAccessibleName(tr("Bytes of the chosen attribute"));
    m_bytes->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_bytes->setFixedHeight(m_bytes->fontMetrics().height() * 8);
    m_bytes->hide();
    layout->addWidget(m_bytes);

    connect(m_studyButton, &QPushButton::clicked, this, [this] { setLevel(MetadataLevel::study); });
    connect(m_seriesButton, &QPushButton::clicked, this, [this] { setLevel(MetadataLevel::series); });
    connect(m_instanceButton, &QPushButton::clicked, this, [this] { setLevel(MetadataLevel::instance); });
    connect(m_seriesChooser, &QComboBox::currentIndexChanged, this, [this] {
        updateControls();
        loadAttributes();
    });
    connect(m_instanceChooser, &QSpinBox::valueChanged, this, [this] { loadAttributes(); });
    connect(m_differences, &QPushButton::toggled, this, [this] {
        m_shownKey = 0;
        updateControls();
        loadAttributes();
    });
    connect(m_bytesButton, &QPushButton::toggled, this, [this](bool isOn) {
        m_bytes->setVisible(isOn);
        showBytes();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &MetadataView::showBytes);
    connect(m_export, &QPushButton::clicked, this, &MetadataView::exportRows);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setSearch(text);
        if (!text.trimmed().isEmpty())
            m_tree->expandAll();
    });
}

void MetadataView::setStudy(const StudySnapshotPtr &study)
{
    const bool isOther = !study || !m_study || study->id != m_study->id;
    m_study = study;
    if (isOther) {
        m_series.clear();
        m_listedFiles = 0;
        m_isListedClosed = false;
        m_hasWantedFile = false;
        m_shownKey = 0;
        m_listJob.next();
        m_attributeJob.next();
        m_model->setNodes({}, m_level);
        m_fileName->clear();
        m_message->hide();
        const QSignalBlocker blocker(m_seriesChooser);
        m_seriesChooser->clear();
        updateControls();
    }
    reload();
}

void MetadataView::showFile(std::uint32_t fileIndex)
{
    m_wantedFile = fileIndex;
    m_hasWantedFile = true;
    m_isListedClosed = false;
    m_listedFiles = 0;
    m_level = MetadataLevel::instance;
    m_instanceButton->setChecked(true);
    reload();
}

void MetadataView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

void MetadataView::reload()
{
    if (!isVisible() || !m_study || m_study->files == 0 || m_study->kind == StudyKind::notDicom)
        return;
    // While files still come in, the list of series is made once and made again when the study is complete: the order
    // of the files is only final then.
    if (m_listedFiles == 0 || (m_study->isClosed && !m_isListedClosed))
        loadSeries();
}

void MetadataView::loadSeries()
{
    m_listedFiles = m_study->files;
    m_isListedClosed = m_study->isClosed;
    const std::uint64_t job = m_listJob.next();
    m_jobs.run(
        this,
        [source = m_source, study = m_study->id, files = m_study->files] {
            return listSeries(source.files, study, files);
        },
        [this, job](std::vector<ListedSeries> listing) {
            if (m_listJob.isCurrent(job))
                setListing(std::move(listing));
        });
}

void MetadataView::setListing(std::vector<ListedSeries> listing)
{
    const std::string shownSeries = m_seriesChooser->currentIndex() >= 0 &&
                                            static_cast<std::size_t>(m_seriesChooser->currentIndex()) < m_series.size()
                                        ? m_series[static_cast<std::size_t>(m_seriesChooser->currentIndex())].uid
                                        : std::string{};
    m_series = std::move(listing);
    const QSignalBlocker seriesBlocker(m_seriesChooser);
    const QSignalBlocker instanceBlocker(m_instanceChooser);
    m_seriesChooser->clear();
    int chosen = 0;
    int chosenInstance = m_instanceChooser->value();
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        m_seriesChooser->addItem(m_series[i].title);
        if (m_series[i].uid == shownSeries && !m_hasWantedFile)
            chosen = static_cast<int>(i);
        if (m_hasWantedFile) {
            const auto found = std::ranges::find(m_series[i].files, m_wantedFile);
            if (found != m_series[i].files.end()) {
                chosen = static_cast<int>(i);
                chosenInstance = static_cast<int>(found - m_series[i].files.begin()) + 1;
            }
        }
    }
    m_seriesChooser->setCurrentIndex(m_series.empty() ? -1 : chosen);
    updateControls();
    m_instanceChooser->setValue(chosenInstance);
    m_hasWantedFile = false;
    m_shownKey = 0;
    loadAttributes();
}

std::uint32_t MetadataView::currentFile() const
{
    const int series = m_seriesChooser->currentIndex();
    if (series < 0 || static_cast<std::size_t>(series) >= m_series.size())
        return 0;
    const std::vector<std::uint32_t> &files = m_series[static_cast<std::size_t>(series)].files;
    if (m_level != MetadataLevel::instance)
        return files.front();
    return files[std::min(static_cast<std::size_t>(m_instanceChooser->value()) - 1, files.size() - 1)];
}

void MetadataView::loadAttributes()
{
    if (!m_study || m_series.empty())
        return;
    if (m_differences->isChecked()) {
        loadDifferences();
        return;
    }
    const std::uint32_t file = currentFile();
    const std::uint64_t key = (static_cast<std::uint64_t>(file) << 2U) + static_cast<std::uint64_t>(m_level) + 1;
    if (key == m_shownKey)
        return;
    m_shownKey = key;
    const std::uint64_t job = m_attributeJob.next();
    struct Loaded {
        Result<std::vector<AttributeNode>> tree;
        QString fileName;
    };
    m_jobs.run(
        this,
        [source = m_source, study = m_study->id, file] {
            const std::vector<FileRecord> record = source.files(study, file, 1);
            return Loaded{source.attributes(study, file),
                          record.empty() ? QString{} : displayText(record.front().path)};
        },
        [this, job, file](Loaded loaded) {
            if (!m_attributeJob.isCurrent(job))
                return;
            m_shownFile = file;
            m_fileName->setText(loaded.fileName.section(u'/', -1));
            m_fileName->setToolTip(u"<span>%1</span>"_s.arg(loaded.fileName.toHtmlEscaped()));
            m_message->setVisible(!loaded.tree.isOk());
            if (loaded.tree.isOk()) {
                m_model->setNodes(loaded.tree.take(), m_level);
                if (!m_search->text().trimmed().isEmpty())
                    m_tree->expandAll();
            } else {
                m_model->setNodes({}, m_level);
                m_message->setText(
                    tr("The attributes cannot be shown: %1").arg(displayText(describe(loaded.tree.error()))));
            }
        });
}

void MetadataView::setLevel(MetadataLevel level)
{
    m_level = level;
    const QSignalBlocker blocker(m_differences);
    m_differences->setChecked(false);
    updateControls();
    loadAttributes();
}

void MetadataView::updateControls()
{
    const int series = m_seriesChooser->currentIndex();
    const std::size_t instances = series >= 0 && static_cast<std::size_t>(series) < m_series.size()
                                      ? m_series[static_cast<std::size_t>(series)].files.size()
                                      : 1;
    const QSignalBlocker blocker(m_instanceChooser);
    m_instanceChooser->setMaximum(static_cast<int>(std::max<std::size_t>(instances, 1)));
    m_instanceChooser->setSuffix(tr(" of %1").arg(countText(instances)));
    m_seriesChooser->setVisible(m_level != MetadataLevel::study);
    m_instanceChooser->setVisible(m_level == MetadataLevel::instance && !m_differences->isChecked());
    m_differences->setVisible(m_level != MetadataLevel::study && instances > 1);
    m_bytesButton->setEnabled(!m_differences->isChecked());
}

void MetadataView::loadDifferences()
{
    const std::vector<std::uint32_t> &files = m_series[static_cast<std::size_t>(m_seriesChooser->currentIndex())].files;
    const std::uint64_t job = m_attributeJob.next();
    m_fileName->setText(tr("Comparing %1 instances").arg(countText(files.size())));
    m_model->setNodes({}, m_level);
    m_jobs.run(
        this, [source = m_source, study = m_study->id, files] { return source.differences(study, files); },
        [this, job](AttributeDifferences found) {
            if (!m_attributeJob.isCurrent(job))
                return;
            QString text = found.attributes.empty()
                               ? tr("Nothing differs between %1 instances").arg(countText(found.instances))
                               : tr("%1 attributes differ between %2 instances")
                                     .arg(countText(found.attributes.size()), countText(found.instances));
            if (found.unreadable > 0)
                text += tr(", %1 cannot be read").arg(countText(found.unreadable));
            if (found.isCut)
                text += tr("; the others were not compared");
            m_fileName->setText(text);
            m_message->hide();
            m_model->setNodes(std::move(found.attributes), MetadataLevel::instance);
        });
}

void MetadataView::showBytes()
{
    const AttributeNode *node = m_model->node(m_filter->mapToSource(m_tree->currentIndex()));
    const std::uint64_t job = m_bytesJob.next();
    if (!m_bytesButton->isChecked() || !m_bytesButton->isEnabled() || node == nullptr || !m_study) {
        m_bytes->setPlainText(m_bytesButton->isChecked() ? tr("Choose an attribute to see its bytes.") : QString{});
        return;
    }
    m_jobs.run(
        this,
        [source = m_source, study = m_study->id, file = m_shownFile, offset = node->offset] {
            return source.bytes(study, file, offset);
        },
        [this, job](const Result<RawBytes> &raw) {
            if (m_bytesJob.isCurrent(job))
                m_bytes->setPlainText(
                    raw ? fromUtf8(hexDump(*raw))
                        : tr("The bytes cannot be shown: %1").arg(displayText(describe(raw.error()))));
        });
}

QByteArray MetadataView::exported() const
{
    return rowsAsCsv(*m_tree);
}

void MetadataView::exportRows()
{
    auto *dialog = new QFileDialog(this, tr("Save attributes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Table (*.csv)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"attributes.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QSaveFile file(name);
        const QByteArray rows = exported();
        const bool isSaved = file.open(QIODevice::WriteOnly) && file.write(rows) == rows.size() && file.commit();
        m_message->setText(isSaved ? tr("Saved: %1").arg(name) : tr("Not saved: %1").arg(file.errorString()));
        m_message->show();
    });
    dialog->open();
}

void MetadataView::copySelection() const
{
    copySelectedRows(*m_tree);
}

} // namespace mi::ui
