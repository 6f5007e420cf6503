#include "ui/main_window/arrivals.h"

#include "core/history/private_file.h"
#include "ui/common/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStorageInfo>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int interval = 3000; // ms

std::set<std::uint64_t> readKnown(const std::filesystem::path &file)
{
    std::set<std::uint64_t> known;
    const QJsonArray numbers = QJsonDocument::fromJson(readPrivateFile(file)).array();
    for (const QJsonValue &number : numbers)
        known.insert(number.toString().toULongLong(nullptr, 16));
    return known;
}

Result<void> writeKnown(const std::filesystem::path &file, const std::set<std::uint64_t> &known)
{
    QJsonArray numbers;
    for (const std::uint64_t number : known)
        numbers.append(QString::number(number, 16));
    return writePrivateFile(file, QJsonDocument(numbers).toJson(QJsonDocument::Compact));
}

struct WatchLook {
    std::vector<std::filesystem::path> ready;
    QString problem;
};

} // namespace

bool isMedium(const QString &root, const QByteArray &fileSystem)
{
    if (fileSystem == "iso9660" || fileSystem == "udf" || fileSystem == "cd9660" || fileSystem == "CDFS")
        return true;
    return root.startsWith(u"/media/"_s) || root.startsWith(u"/run/media/"_s) || root.startsWith(u"/Volumes/"_s);
}

std::set<Medium> mountedMedia()
{
    std::set<Medium> media;
    const QList<QStorageInfo> volumes = QStorageInfo::mountedVolumes();
    for (const QStorageInfo &volume : volumes) {
        if (!volume.isValid() || !volume.isReady() || !isMedium(volume.rootPath(), volume.fileSystemType()))
            continue;
        const QString name = volume.name().isEmpty() ? volume.rootPath().section(u'/', -1) : volume.name();
        media.insert({toPath(volume.rootPath()), displayText(name.toStdString())});
    }
    return media;
}

Arrivals::Arrivals(FileLayer &files, std::filesystem::path memory, BackgroundJobs &jobs, QObject *parent)
    : QObject(parent), m_files(files), m_memory(std::move(memory)), m_jobs(jobs)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Arrivals::look);
}

Arrivals::~Arrivals()
{
    m_stop.request_stop();
}

void Arrivals::start()
{
    m_timer.start();
    look();
}

void Arrivals::watch(const std::filesystem::path &folder, int quietSeconds)
{
    m_watch.reset();
    if (folder.empty())
        return;
    m_watch = std::make_shared<FolderWatch>(m_files, folder, std::chrono::seconds(quietSeconds));
    m_watch->setKnown(readKnown(m_memory));
}

void Arrivals::look()
{
    lookAtFolder();
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_jobs.run(this, mountedMedia, [this](const std::set<Medium> &media) {
        m_isLooking = false;
        setMedia(media);
    });
}

void Arrivals::setMedia(const std::set<Medium> &media)
{
    const std::set<Medium> before = std::exchange(m_media, media);
    // What is there from the start did not arrive.
    if (!std::exchange(m_hasFirstMedia, true))
        return;
    for (const Medium &medium : media) {
        if (!before.contains(medium))
            Q_EMIT mediumArrived(medium);
    }
    for (const Medium &medium : before) {
        if (!media.contains(medium))
            Q_EMIT mediumLeft(medium);
    }
}

void Arrivals::lookAtFolder()
{
    if (!m_watch || m_isWatching)
        return;
    m_isWatching = true;
    m_jobs.run(
        this,
        [watch = m_watch, memory = m_memory, stop = m_stop.get_token()] {
            WatchLook look;
            Result<std::vector<std::filesystem::path>> ready = watch->poll(FolderWatch::Clock::now(), stop);
            if (!ready) {
                look.problem = displayText(describe(ready.error()));
                return look;
            }
            look.ready = ready.take();
            if (!look.ready.empty()) {
                if (const Result<void> written = writeKnown(memory, watch->known()); !written)
                    look.problem = displayText(describe(written.error()));
            }
            return look;
        },
        [this, watch = m_watch](const WatchLook &look) {
            m_isWatching = false;
            if (watch != m_watch)
                return;
            if (look.problem.isEmpty())
                Q_EMIT watchWorks();
            else
                Q_EMIT watchFailed(look.problem);
            if (!look.ready.empty())
                Q_EMIT filesArrived(look.ready);
        });
}

} // namespace mi::ui
