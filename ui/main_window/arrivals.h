// Arrivals: notices discs and sticks that are put in, and what becomes quiet in a watched folder. Looks every few
// seconds off the window's thread, because a lost network drive may take its time. Main thread.
#pragma once

#include "core/intake/folder_watch.h"
#include "ui/common/background_jobs.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <set>
#include <stop_token>
#include <vector>

namespace mi::ui {

// A mounted file system that can be taken out: a disc, a stick.
struct Medium {
    std::filesystem::path root;
    QString name; // its label, or the last part of `root`; for display
    bool operator<(const Medium &other) const { return root < other.root; }
};

// Those that are mounted now. Blocking; any thread.
std::set<Medium> mountedMedia();
// Whether a mounted file system is one of them, by where it is and what it is.
bool isMedium(const QString &root, const QByteArray &fileSystem);

class Arrivals : public QObject {
    Q_OBJECT

public:
    // `memory`: the file that remembers what was taken from the watched folder.
    Arrivals(FileLayer &files, std::filesystem::path memory, BackgroundJobs &jobs, QObject *parent = nullptr);
    ~Arrivals() override;

    void start();
    // An empty folder: none is watched.
    void watch(const std::filesystem::path &folder, int quietSeconds);
    // What is mounted; as the timer does it. For tests too.
    void setMedia(const std::set<Medium> &media);

Q_SIGNALS:
    void mediumArrived(const mi::ui::Medium &medium);
    void mediumLeft(const mi::ui::Medium &medium);
    void filesArrived(const std::vector<std::filesystem::path> &paths);
    void watchFailed(const QString &reason);
    void watchWorks();

private:
    void look();
    void lookAtFolder();

    FileLayer &m_files;
    std::filesystem::path m_memory;
    BackgroundJobs &m_jobs;
    QTimer m_timer;
    bool m_isLooking = false;
    bool m_isWatching = false; // a look at the folder is going on
    bool m_hasFirstMedia = false;
    std::set<Medium> m_media;
    std::shared_ptr<FolderWatch> m_watch; // null: none
    std::stop_source m_stop;
};

} // namespace mi::ui
