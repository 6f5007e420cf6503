#include "core/history/private_file.h"

#include <QFile>
#include <QSaveFile>

namespace mi {

Result<void> writePrivateFile(const std::filesystem::path &path, const QByteArray &content)
{
    const auto failed = [](const QString &reason) {
        return Error{.code = ErrorCode::io, .operation = "write", .detail = reason.toStdString()};
    };
    namespace fs = std::filesystem;
    std::error_code error;
    if (fs::create_directories(path.parent_path(), error))
        fs::permissions(path.parent_path(), fs::perms::owner_all, error);
    if (error)
        return failed(QString::fromStdString(error.message()));
    QSaveFile file(QFile(path).fileName());
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(content) != content.size() || !file.commit())
        return failed(file.errorString());
    return {};
}

QByteArray readPrivateFile(const std::filesystem::path &path)
{
    constexpr qint64 largest = qint64{16} << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return {};
    return file.readAll();
}

} // namespace mi
