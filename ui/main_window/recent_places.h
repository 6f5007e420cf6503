// RecentPlaces: where sources came from lately. Only places that name nobody are kept over a restart: the folders that
// every user has, and where media are mounted; what lies below them is known while the program runs. Main thread.
#pragma once

#include <QString>
#include <QStringList>

#include <filesystem>
#include <vector>

namespace mi::ui {

constexpr qsizetype mostRecentPlaces = 6;
constexpr std::size_t mostRecentSources = 10;

// The place that `source` lies in, out of `places` (the longest that fits); "" if it is in none.
QString recentPlaceOf(const QString &source, const QStringList &places);
// Desktop, documents, downloads, the home folder, and where media are mounted.
QStringList knownPlaces();

// `place` becomes the first.
QStringList withRecentPlace(QStringList places, const QString &place);
void addRecentSource(std::vector<std::filesystem::path> &sources, const std::filesystem::path &source);

} // namespace mi::ui
