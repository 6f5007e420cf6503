// SingleInstance: one window for each user and settings file. A second start hands its paths to the first one and ends.
// What comes over the socket is only taken from the same user, and only as paths. Main thread.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <vector>

class QLocalServer;
class QLocalSocket;
class QLockFile;

namespace mi::ui {

class SingleInstance : public QObject {
    Q_OBJECT

public:
    enum class Role : std::uint8_t {
        first,  // nobody else: listens from now on
        handed, // another one took the paths
        alone,  // another one does not answer, or no lock can be had: works without
    };

    // `key`: what an instance is for, the path of its settings file. `folder`: for the lock, of this user only.
    SingleInstance(const QString &key, const QString &folder, QObject *parent = nullptr);
    ~SingleInstance() override;

    // Blocks at most two seconds. Relative paths are made absolute.
    Role start(const std::vector<std::filesystem::path> &paths);

Q_SIGNALS:
    // Another start; `paths` may be empty: it only wants the window to be seen.
    void pathsReceived(const std::vector<std::filesystem::path> &paths);

private:
    bool handOver(const std::vector<std::filesystem::path> &paths);
    void accept();
    void read(QLocalSocket *socket);

    QString m_name;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace mi::ui
