#include "ui/images/series_model.h"

#include "ui/common/text.h"

#include <QGuiApplication>
#include <QIcon>
#include <QPainter>
#include <QPalette>

#include <algorithm>

namespace mi::ui {

namespace {

constexpr int mostPictures = 400;
constexpr int mostRequests = 24; // at a time; rows that are shown later ask again

// The middle of a series shows most; where that cannot be shown, another one may.
std::vector<std::uint32_t> candidates(const std::vector<std::uint32_t> &files)
{
    std::vector<std::uint32_t> chosen;
    for (const std::size_t position :
         {files.size() / 2, files.size() / 4, files.size() * 3 / 4, std::size_t{0}, files.size() - 1}) {
        if (std::ranges::find(chosen, files[position]) == chosen.end())
            chosen.push_back(files[position]);
    }
    return chosen;
}

// Not black: that looks like a picture.
QPixmap noPicture(int side)
{
    QPixmap picture(side, side);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QGuiApplication::palette().color(QPalette::PlaceholderText), 1.5));
    const QRectF frame = QRectF(picture.rect()).adjusted(8, 8, -8, -8);
    painter.drawRoundedRect(frame, 6, 6);
    painter.drawLine(frame.bottomLeft() + QPointF(6, -6), frame.topRight() + QPointF(-6, 6));
    return picture;
}

} // namespace

SeriesModel::SeriesModel(std::shared_ptr<PictureReader> reader, BackgroundJobs &jobs, QObject *parent)
    : QAbstractListModel(parent), m_reader(std::move(reader)), m_jobs(jobs), m_pictures(mostPictures)
{
    // Not while a row is being painted.
    connect(this, &SeriesModel::pictureWanted, this, &SeriesModel::load, Qt::QueuedConnection);
}

void SeriesModel::setSeries(StudyId study, std::vector<ListedSeries> series)
{
    beginResetModel();
    m_generation.next();
    m_study = study;
    m_series = std::move(series);
    m_pictures.clear();
    m_requested.clear();
    endResetModel();
}

const ListedSeries *SeriesModel::seriesAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_series[static_cast<std::size_t>(row)] : nullptr;
}

int SeriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_series.size());
}

QVariant SeriesModel::data(const QModelIndex &index, int role) const
{
    const ListedSeries *series = index.isValid() ? seriesAt(index.row()) : nullptr;
    if (series == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return series->title;
    case Qt::ToolTipRole:
        // In a frame of its own, so that nothing in it is taken for markup.
        return QStringLiteral("<span>%1</span>").arg(series->title.toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return tr("%1, %2 files").arg(series->title, countText(series->files.size()));
    case Qt::DecorationRole:
        if (const QPixmap *picture = m_pictures.object(index.row())) {
            QIcon icon; // a chosen series is not tinted: its picture is to be seen
            icon.addPixmap(*picture, QIcon::Normal);
            icon.addPixmap(*picture, QIcon::Selected);
            return icon;
        }
        Q_EMIT pictureWanted(index.row());
        return {};
    default:
        return {};
    }
}

void SeriesModel::load(int row)
{
    const ListedSeries *series = seriesAt(row);
    if (series == nullptr || m_pictures.contains(row) || m_requested.size() >= mostRequests ||
        !m_requested.insert(row).second)
        return;
    m_jobs.run(
        this,
        [reader = m_reader, study = m_study, files = candidates(series->files)] {
            return reader->thumbnail(study, files, side * 2); // sharp at 200 % too
        },
        [this, row, generation = m_generation.current()](const QImage &image) {
            if (!m_generation.isCurrent(generation))
                return;
            m_requested.erase(row);
            m_pictures.insert(row, new QPixmap(image.isNull() ? noPicture(side) : QPixmap::fromImage(image)));
            const QModelIndex changed = index(row);
            Q_EMIT dataChanged(changed, changed, {Qt::DecorationRole});
        });
}

} // namespace mi::ui
