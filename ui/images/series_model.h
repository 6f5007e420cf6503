// SeriesModel: the series of a study with a picture each, made when the row is first shown. Keeps a bounded number of
// pictures. Main thread.
#pragma once

#include "ui/common/background_jobs.h"
#include "ui/common/series_listing.h"
#include "ui/images/picture_reader.h"

#include <QAbstractListModel>
#include <QCache>
#include <QPixmap>

#include <memory>
#include <set>
#include <vector>

namespace mi::ui {

class SeriesModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int side = 72; // of a picture, in pixels at 100 %

    SeriesModel(std::shared_ptr<PictureReader> reader, BackgroundJobs &jobs, QObject *parent = nullptr);

    void setSeries(StudyId study, std::vector<ListedSeries> series);
    const ListedSeries *seriesAt(int row) const; // null if there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void pictureWanted(int row) const; // a row was looked at whose picture is not there

private:
    void load(int row);

    std::shared_ptr<PictureReader> m_reader;
    BackgroundJobs &m_jobs;
    StudyId m_study = 0;
    std::vector<ListedSeries> m_series;
    JobId m_generation; // a picture of another study is not wanted
    QCache<int, QPixmap> m_pictures;
    std::set<int> m_requested;
};

} // namespace mi::ui
