#include "ui/main_window/recent_places.h"

#include <QStandardPaths>

namespace mi::ui {

using namespace Qt::StringLiterals;

QString recentPlaceOf(const QString &source, const QStringList &places)
{
    QString found;
    for (const QString &place : places) {
        const bool isIn = source == place || source.startsWith(place.endsWith(u'/') ? place : QString(place + u'/'));
        if (isIn && place.size() > found.size())
            found = place;
    }
    return found;
}

QStringList knownPlaces()
{
    QStringList places{u"/media"_s, u"/run/media"_s, u"/mnt"_s, u"/Volumes"_s};
    for (const QStandardPaths::StandardLocation location :
         {QStandardPaths::DesktopLocation, QStandardPaths::DocumentsLocation, QStandardPaths::DownloadLocation,
          QStandardPaths::HomeLocation})
        places += QStandardPaths::standardLocations(location);
    return places;
}

QStringList withRecentPlace(QStringList places, const QString &place)
{
    if (place.isEmpty())
        return places;
    places.removeAll(place);
    places.prepend(place);
    return places.mid(0, mostRecentPlaces);
}

void addRecentSource(std::vector<std::filesystem::path> &sources, const std::filesystem::path &source)
{
    std::erase(sources, source);
    sources.insert(sources.begin(), source);
    if (sources.size() > mostRecentSources)
        sources.resize(mostRecentSources);
}

} // namespace mi::ui
