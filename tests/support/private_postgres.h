// PrivatePostgres: a PostgreSQL server of the test's own in a temporary folder, reached by a socket in it and by a
// password. Root may not run one, so root runs it as nobody. Stopped and removed with the object.
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace mi::test {

class PrivatePostgres {
public:
    PrivatePostgres();
    ~PrivatePostgres();
    PrivatePostgres(const PrivatePostgres &) = delete;
    PrivatePostgres &operator=(const PrivatePostgres &) = delete;

    // Why there is no server; empty if it runs.
    QString error() const { return m_error; }
    QString url() const { return urlWith(password()); }
    QString urlWith(const QString &secret) const;
    static QString password() { return QStringLiteral("a b:c/d@e"); }

private:
    bool run(const QStringList &command);

    QTemporaryDir m_folder;
    QString m_programs; // the folder of the newest version's programs
    QString m_error;
    bool m_isRunning = false;
};

} // namespace mi::test
