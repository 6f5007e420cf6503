#include "ui/main_window/single_instance.h"

#include "ui/common/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 2000;                      // ms
constexpr qint64 longestMessage = qint64{16} << 20; // bytes
constexpr auto answer = "taken\n";

// One line: paths in hexadecimal, divided by spaces, because a path may hold any byte but NUL.
QByteArray encoded(const std::vector<std::filesystem::path> &paths)
{
    QByteArray line;
    for (const std::filesystem::path &path : paths) {
        std::error_code error;
        const std::filesystem::path absolute = std::filesystem::absolute(path, error);
        line += QFile::encodeName(toQString(error ? path : absolute)).toHex() + ' ';
    }
    return line + '\n';
}

std::vector<std::filesystem::path> decoded(const QByteArray &line)
{
    std::vector<std::filesystem::path> paths;
    const QList<QByteArray> words = line.trimmed().split(' ');
    for (const QByteArray &word : words) {
        const QByteArray bytes = QByteArray::fromHex(word);
        if (!bytes.isEmpty() && !bytes.contains('\0'))
            paths.push_back(toPath(QFile::decodeName(bytes)));
    }
    return paths;
}

} // namespace

SingleInstance::SingleInstance(const QString &key, const QString &folder, QObject *parent)
    : QObject(parent),
      m_name(u"mivalidator-"_s + QString::fromLatin1(QCryptographicHash::hash((key + u'\n' + QDir::homePath()).toUtf8(),
                                                                              QCryptographicHash::Sha256)
                                                         .toHex()
                                                         .left(24)))
{
    QDir().mkpath(folder);
    m_lock = std::make_unique<QLockFile>(QDir(folder).filePath(m_name + u".lock"_s));
    m_lock->setStaleLockTime(0); // only a dead process makes it stale
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Role SingleInstance::start(const std::vector<std::filesystem::path> &paths)
{
    if (!m_lock->tryLock(0)) {
        const bool isHeld = m_lock->error() == QLockFile::LockFailedError;
        return isHeld && handOver(paths) ? Role::handed : Role::alone;
    }
    QLocalServer::removeServer(m_name); // of one that crashed
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::accept);
    m_server->listen(m_name);
    return Role::first;
}

bool SingleInstance::handOver(const std::vector<std::filesystem::path> &paths)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patience))
        return false;
    socket.write(encoded(paths));
    while (socket.bytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(patience))
            return false;
    }
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patience))
            return false;
    }
    return socket.readLine() == answer;
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        read(socket);
    }
}

void SingleInstance::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > longestMessage)
            socket->abort();
        return;
    }
    const std::vector<std::filesystem::path> paths = decoded(socket->readLine());
    socket->write(answer);
    socket->disconnectFromServer();
    Q_EMIT pathsReceived(paths);
}

} // namespace mi::ui
