#include "ui/images/images_view.h"

#include "ui/common/plain_label.h"
#include "ui/common/text.h"
#include "ui/images/curve_view.h"
#include "ui/images/image_canvas.h"
#include "ui/images/series_model.h"
#include "ui/images/window_presets.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QVBoxLayout>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultFrameTime = 66;  // ms: 15 frames a second, when the file does not say
constexpr int shortestFrameTime = 20; // ms: what is faster is not seen
constexpr int longestFrameTime = 2000;

QPushButton *smallButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setProperty("look", u"quiet"_s);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

QSlider *slider(const QString &name)
{
    auto *made = new QSlider(Qt::Horizontal);
    made->setAccessibleName(name);
    made->setToolTip(name);
    made->setPageStep(5);
    return made;
}

} // namespace

ImagesView::ImagesView(const Theme &theme, PictureSource source, BackgroundJobs &jobs, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_jobs(jobs), m_reader(std::make_shared<PictureReader>(std::move(source))),
      m_series(new SeriesModel(m_reader, jobs, this))
{
    m_list = new QListView;
    m_list->setAccessibleName(tr("Series"));
    m_list->setModel(m_series);
    m_list->setIconSize(QSize(SeriesModel::side, SeriesModel::side));
    m_list->setUniformItemSizes(false);
    m_list->setWordWrap(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFixedWidth(SeriesModel::side + fontMetrics().averageCharWidth() * 20);
    m_canvas = new ImageCanvas(theme);
    m_curves = new CurveView(theme);
    auto *curveScroll = new QScrollArea;
    curveScroll->setWidgetResizable(true);
    curveScroll->setWidget(m_curves);
    curveScroll->setAccessibleName(tr("Curves"));
    m_text = new QPlainTextEdit;
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Text of the report, not for diagnosis"));
    auto *documentPage = new QWidget;
    auto *documentLayout = new QVBoxLayout(documentPage);
    m_documentText = new PlainLabel;
    m_documentText->setWordWrap(true);
    m_documentText->setAlignment(Qt::AlignCenter);
    m_documentButton = new QPushButton(tr("Open with another program"));
    m_documentButton->setAccessibleName(m_documentButton->text());
    documentLayout->addStretch();
    documentLayout->addWidget(m_documentText);
    documentLayout->addWidget(m_documentButton, 0, Qt::AlignHCenter);
    documentLayout->addStretch();
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_canvas);
    m_pages->addWidget(curveScroll);
    m_pages->addWidget(m_text);
    m_pages->addWidget(documentPage);

    m_imageSlider = slider(tr("Image of the series"));
    m_frameSlider = slider(tr("Frame of the image"));
    m_position = new PlainLabel;
    m_position->setMuted();
    auto *sliders = new QHBoxLayout;
    sliders->setSpacing(12);
    sliders->addWidget(m_imageSlider, 1);
    sliders->addWidget(m_frameSlider, 1);
    sliders->addWidget(m_position);
    auto *right = new QVBoxLayout;
    right->setSpacing(6);
    m_controls = buildControls();
    right->addWidget(m_controls);
    right->addWidget(m_pages, 1);
    right->addLayout(sliders);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 12, 4);
    layout->setSpacing(12);
    layout->addWidget(m_list);
    layout->addLayout(right, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { showSeries(current.row()); });
    connect(m_canvas, &ImageCanvas::stepRequested, this, &ImagesView::step);
    connect(m_canvas, &ImageCanvas::windowDragged, this, &ImagesView::dragWindow);
    connect(m_canvas, &ImageCanvas::zoomChanged, this, &ImagesView::updateCaption);
    connect(m_imageSlider, &QSlider::valueChanged, this, [this] {
        const QSignalBlocker blocker(m_frameSlider);
        m_frameSlider->setValue(0);
        requestPicture();
    });
    connect(m_frameSlider, &QSlider::valueChanged, this, &ImagesView::requestPicture);
    connect(m_documentButton, &QPushButton::clicked, this, &ImagesView::openDocument);
    connect(&m_timer, &QTimer::timeout, this, &ImagesView::playNext);
    updateControls();
}

ImagesView::~ImagesView() = default;

QWidget *ImagesView::buildControls()
{
    m_presets = new QComboBox;
    m_presets->setAccessibleName(tr("Brightness and contrast"));
    m_presets->setToolTip(tr("Brightness and contrast; drag on the picture to change them"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_presets->setMinimumContentsLength(26);
    m_overlays = smallButton(tr("Overlays"), tr("Show overlays"));
    m_overlays->setCheckable(true);
    m_overlays->setChecked(true);
    m_play = smallButton(tr("Play"), tr("Play the images as a film"));
    m_play->setCheckable(true);
    m_fit = smallButton(tr("Fit"), tr("Fit the picture into the view"));
    m_zoomIn = smallButton(u"+"_s, tr("Larger"));
    m_zoomOut = smallButton(u"−"_s, tr("Smaller"));
    auto *controls = new QWidget;
    auto *layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_presets);
    layout->addWidget(m_overlays);
    layout->addWidget(m_play);
    layout->addStretch();
    layout->addWidget(m_zoomOut);
    layout->addWidget(m_zoomIn);
    layout->addWidget(m_fit);
    connect(m_presets, &QComboBox::activated, this, &ImagesView::choosePreset);
    connect(m_overlays, &QPushButton::toggled, this, &ImagesView::requestPicture);
    connect(m_play, &QPushButton::toggled, this, &ImagesView::setPlaying);
    connect(m_fit, &QPushButton::clicked, m_canvas, &ImageCanvas::fit);
    constexpr double step = 1.25;
    connect(m_zoomIn, &QPushButton::clicked, this, [this] { m_canvas->zoomBy(step); });
    connect(m_zoomOut, &QPushButton::clicked, this, [this] { m_canvas->zoomBy(1 / step); });
    return controls;
}

void ImagesView::setStudy(const StudySnapshotPtr &study)
{
    const bool isOther = !study || !m_study || study->id != m_study->id;
    m_study = study;
    if (isOther) {
        m_listedFiles = 0;
        m_isListedClosed = false;
        m_listJob.next();
        m_series->setSeries(0, {});
        showSeries(-1);
    }
    reload();
}

void ImagesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

void ImagesView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setPlaying(false);
}

void ImagesView::reload()
{
    if (!isVisible() || !m_study || m_study->files == 0)
        return;
    // As in the Metadata tab: once while files come in, and again when the study is complete.
    if (m_listedFiles != 0 && (!m_study->isClosed || m_isListedClosed))
        return;
    m_listedFiles = m_study->files;
    m_isListedClosed = m_study->isClosed;
    const std::uint64_t job = m_listJob.next();
    m_jobs.run(
        this,
        [records = m_reader->source().records, study = m_study->id, files = m_study->files] {
            return listSeries(records, study, files);
        },
        [this, job](std::vector<ListedSeries> listing) {
            if (!m_listJob.isCurrent(job) || !m_study)
                return;
            const int row = std::max(m_list->currentIndex().row(), 0);
            m_series->setSeries(m_study->id, std::move(listing));
            m_list->setCurrentIndex(m_series->index(std::min(row, m_series->rowCount() - 1)));
        });
}

void ImagesView::showSeries(int row)
{
    setPlaying(false);
    m_generation.next();
    m_picture = {};
    m_dragged.reset();
    m_hasPresetOfFile = true;
    m_request.voi = {};
    m_request.isWindowOfAll = false;
    const ListedSeries *series = m_series->seriesAt(row);
    const int images = series != nullptr ? static_cast<int>(series->files.size()) : 1;
    const QSignalBlocker first(m_imageSlider);
    const QSignalBlocker second(m_frameSlider);
    m_imageSlider->setRange(0, images - 1);
    m_imageSlider->setValue(0);
    m_frameSlider->setRange(0, 0);
    m_canvas->setPicture({}, 1, {});
    m_canvas->fit();
    m_pages->setCurrentIndex(0);
    updateControls();
    if (series != nullptr)
        requestPicture();
}

void ImagesView::step(int steps)
{
    QSlider *moved = m_picture.frames > 1 ? m_frameSlider : m_imageSlider;
    moved->setValue(moved->value() + steps);
}

void ImagesView::requestPicture()
{
    m_isWanted = true;
    const ListedSeries *series = m_series->seriesAt(m_list->currentIndex().row());
    if (m_isReading || series == nullptr || !m_study)
        return;
    m_isWanted = false;
    m_isReading = true;
    m_request.study = m_study->id;
    m_request.file = series->files[static_cast<std::size_t>(m_imageSlider->value())];
    m_request.frame = static_cast<std::uint32_t>(m_frameSlider->value());
    m_request.hasOverlays = m_overlays->isChecked();
    m_jobs.run(
        this, [reader = m_reader, request = m_request] { return reader->read(request); },
        [this, generation = m_generation.current()](Picture picture) {
            m_isReading = false;
            if (m_generation.isCurrent(generation))
                showPicture(std::move(picture));
            if (m_isWanted)
                requestPicture();
        });
}

void ImagesView::showPicture(Picture picture)
{
    m_picture = std::move(picture);
    const QSignalBlocker blocker(m_frameSlider);
    m_frameSlider->setMaximum(static_cast<int>(m_picture.frames) - 1);
    switch (m_picture.kind) {
    case ContentKind::waveform:
        m_curves->setWaveforms(std::move(m_picture.waveforms));
        m_pages->setCurrentIndex(1);
        break;
    case ContentKind::report:
        showText(m_picture);
        m_pages->setCurrentIndex(2);
        break;
    case ContentKind::document: {
        const EncapsulatedDocument &document = m_picture.document;
        QStringList lines{document.mimeType == "application/pdf"
                              ? tr("A PDF document")
                              : tr("A document of the type %1").arg(displayText(document.mimeType))};
        if (!document.title.empty())
            lines << displayText(document.title);
        lines << tr("%1 bytes").arg(countText(document.size)) << tr("Not for diagnosis");
        m_documentText->setText(lines.join(u'\n'));
        m_documentButton->setEnabled(document.mimeType == "application/pdf" && document.size > 0);
        m_pages->setCurrentIndex(3);
        break;
    }
    case ContentKind::image:
    case ContentKind::other:
        m_pages->setCurrentIndex(0);
        m_canvas->setPicture(m_picture.image, m_picture.pixelAspect, m_picture.problem);
        break;
    }
    updatePresets();
    updateControls();
    Q_EMIT pictureShown();
}

void ImagesView::showText(const Picture &picture)
{
    QString text = tr("Not for diagnosis") + u"\n\n"_s;
    for (const ReportLine &line : picture.report) {
        text += QString(static_cast<qsizetype>(line.depth) * 4, u' ') + displayText(line.name);
        if (!line.value.empty())
            text += (line.name.empty() ? u""_s : u": "_s) + displayText(line.value);
        text += u'\n';
    }
    if (m_text->toPlainText() != text)
        m_text->setPlainText(text);
}

void ImagesView::updatePresets()
{
    const QSignalBlocker blocker(m_presets);
    m_presets->clear();
    if (!m_picture.isMonochrome)
        return;
    for (std::size_t i = 0; i < m_picture.voiTables.size(); ++i) {
        const QString &name = m_picture.voiTables[i];
        m_presets->addItem(name.isEmpty() ? tr("Table %1 of the file").arg(i + 1) : name,
                           QVariant::fromValue(WindowPreset{{}, static_cast<int>(i), false, {}}));
    }
    for (const WindowPreset &preset : windowPresets(m_picture.windows, m_picture.unit))
        m_presets->addItem(preset.name, QVariant::fromValue(preset));
    if (m_dragged) {
        m_presets->addItem(windowText(*m_dragged), QVariant::fromValue(WindowPreset{*m_dragged, -1, false, {}}));
        m_presets->setCurrentIndex(m_presets->count() - 1);
        return;
    }
    for (int i = 0; i < m_presets->count(); ++i) {
        const auto preset = m_presets->itemData(i).value<WindowPreset>();
        const bool isChosen = m_request.isWindowOfAll  ? preset.isWindowOfAll
                              : m_request.voi.voiTable ? preset.voiTable == static_cast<int>(*m_request.voi.voiTable)
                              : m_request.voi.window   ? preset.voiTable < 0 && preset.window == *m_request.voi.window
                                                       : i == 0;
        if (isChosen) {
            m_presets->setCurrentIndex(i);
            break;
        }
    }
}

void ImagesView::choosePreset(int index)
{
    const auto preset = m_presets->itemData(index).value<WindowPreset>();
    m_dragged.reset();
    m_request.voi = {};
    m_request.isWindowOfAll = preset.isWindowOfAll;
    if (preset.voiTable >= 0)
        m_request.voi.voiTable = static_cast<std::size_t>(preset.voiTable);
    else if (!preset.isWindowOfAll)
        m_request.voi.window = preset.window;
    requestPicture();
}

void ImagesView::dragWindow(double dx, double dy)
{
    if (!m_picture.isMonochrome || m_picture.image.isNull())
        return;
    Window window = m_dragged.value_or(m_picture.used);
    // One way across the picture doubles the width, or moves the center by it.
    window.center += dy * window.width;
    window.width = std::max(window.width * (1 + dx), 1e-3);
    window.explanation.clear();
    m_dragged = window;
    m_request.voi = {window, std::nullopt};
    m_request.isWindowOfAll = false;
    requestPicture();
}

void ImagesView::setPlaying(bool isPlaying)
{
    const QSignalBlocker blocker(m_play);
    m_play->setChecked(isPlaying);
    m_play->setText(isPlaying ? tr("Stop") : tr("Play"));
    if (!isPlaying) {
        m_timer.stop();
        return;
    }
    const double wanted = m_picture.millisecondsPerFrame > 0 ? m_picture.millisecondsPerFrame : defaultFrameTime;
    m_timer.start(std::clamp(static_cast<int>(wanted), shortestFrameTime, longestFrameTime));
}

void ImagesView::playNext()
{
    if (m_isReading) // slower than wanted, but every picture is seen
        return;
    QSlider *moved = m_picture.frames > 1 ? m_frameSlider : m_imageSlider;
    moved->setValue(moved->value() < moved->maximum() ? moved->value() + 1 : 0);
}

void ImagesView::updateControls()
{
    const bool isPicture = m_picture.kind == ContentKind::image;
    m_controls->setVisible(isPicture && m_study);
    m_presets->setVisible(m_picture.isMonochrome);
    m_overlays->setVisible(m_picture.hasOverlays);
    m_frameSlider->setVisible(m_picture.frames > 1);
    m_imageSlider->setVisible(m_imageSlider->maximum() > 0);
    m_play->setEnabled(m_picture.frames > 1 || m_imageSlider->maximum() > 0);
    const int images = m_imageSlider->maximum() + 1;
    QStringList position;
    if (images > 1)
        position << tr("Image %1 of %2").arg(m_imageSlider->value() + 1).arg(images);
    if (m_picture.frames > 1)
        position << tr("Frame %1 of %2").arg(m_frameSlider->value() + 1).arg(m_picture.frames);
    m_position->setText(position.join(u", "_s));
    updateCaption();
}

void ImagesView::updateCaption()
{
    QStringList lines;
    if (!m_picture.image.isNull()) {
        lines << tr("%1 × %2").arg(m_picture.image.width()).arg(m_picture.image.height());
        if (m_picture.isMonochrome && !m_picture.isTableUsed)
            lines << windowText(m_picture.used) + (m_picture.unit.isEmpty() ? u""_s : u' ' + m_picture.unit);
        lines << tr("%1 %").arg(qRound(m_canvas->zoom() * 100));
    }
    m_canvas->setCaption(lines);
}

void ImagesView::openDocument()
{
    if (!m_documents)
        m_documents = std::make_unique<QTemporaryDir>();
    m_documentButton->setEnabled(false);
    m_jobs.run(
        this, [reader = m_reader, request = m_request] { return reader->document(request.study, request.file); },
        [this](const std::string &bytes) {
            m_documentButton->setEnabled(true);
            if (const QString problem = openOutside(bytes, *m_documents); !problem.isEmpty())
                Q_EMIT failed(problem);
        });
}

} // namespace mi::ui
