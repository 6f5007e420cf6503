#include "tests/support/private_postgres.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QUrl>

#include <unistd.h>

namespace mi::test {

namespace {

constexpr int patience = 120'000; // ms

} // namespace

PrivatePostgres::PrivatePostgres()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (QFile::exists(versions.filePath(version + QStringLiteral("/bin/initdb"))))
            m_programs = versions.filePath(version + QStringLiteral("/bin/"));
    }
    if (m_programs.isEmpty()) {
        m_error = QStringLiteral("PostgreSQL is not installed");
        return;
    }
    const QString secret = m_folder.filePath(QStringLiteral("secret"));
    QFile file(secret);
    if (!file.open(QIODevice::WriteOnly) || file.write(password().toUtf8()) < 0) {
        m_error = QStringLiteral("the folder cannot be written");
        return;
    }
    file.close();
    if (geteuid() == 0) {
        QProcess chown;
        chown.start(QStringLiteral("chown"), {QStringLiteral("-R"), QStringLiteral("nobody"), m_folder.path()});
        chown.waitForFinished(patience);
    }
    const QString data = m_folder.filePath(QStringLiteral("data"));
    // Nothing here has to survive a crash.
    m_isRunning =
        run({m_programs + QStringLiteral("initdb"), QStringLiteral("-D"), data, QStringLiteral("-U"),
             QStringLiteral("desk"), QStringLiteral("-A"), QStringLiteral("scram-sha-256"),
             QStringLiteral("--pwfile=") + secret, QStringLiteral("-E"), QStringLiteral("UTF8"),
             QStringLiteral("--locale=C"), QStringLiteral("--no-sync")}) &&
        run({m_programs + QStringLiteral("pg_ctl"), QStringLiteral("-D"), data, QStringLiteral("-w"),
             QStringLiteral("-t"), QStringLiteral("100"), QStringLiteral("-l"),
             m_folder.filePath(QStringLiteral("log")), QStringLiteral("-o"),
             QStringLiteral("-c listen_addresses='' -c fsync=off -c full_page_writes=off -k ") + m_folder.path(),
             QStringLiteral("start")});
}

PrivatePostgres::~PrivatePostgres()
{
    if (m_isRunning)
        run({m_programs + QStringLiteral("pg_ctl"), QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")),
             QStringLiteral("-m"), QStringLiteral("immediate"), QStringLiteral("stop")});
}

QString PrivatePostgres::urlWith(const QString &secret) const
{
    return QStringLiteral("postgresql://desk:%1@localhost/postgres?host=%2")
        .arg(QString::fromLatin1(QUrl::toPercentEncoding(secret)), m_folder.path());
}

bool PrivatePostgres::run(const QStringList &command)
{
    QStringList words = command;
    if (geteuid() == 0)
        words = QStringList{QStringLiteral("runuser"), QStringLiteral("-u"), QStringLiteral("nobody"),
                            QStringLiteral("--")} +
                command;
    QProcess process;
    // Not through pipes: the server would hold them open.
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setWorkingDirectory(m_folder.path());
    process.start(words.takeFirst(), words);
    const bool isDone = process.waitForFinished(patience) && process.exitCode() == 0;
    if (!isDone)
        m_error = QStringLiteral("%1 failed").arg(command.first());
    return isDone;
}

} // namespace mi::test
