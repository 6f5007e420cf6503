#include "core/history/open_work.h"

#include "core/history/private_file.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace mi {

namespace {

constexpr auto schemaName = "mivalidator-open-work";

// A path need not be text.
QString encoded(const std::filesystem::path &path)
{
    const auto &native = path.native();
    const auto size = static_cast<qsizetype>(native.size() * sizeof(std::filesystem::path::value_type));
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(native.data()), size).toBase64());
}

std::filesystem::path decoded(const QString &text)
{
    using Character = std::filesystem::path::value_type;
    const QByteArray bytes = QByteArray::fromBase64(text.toLatin1());
    std::filesystem::path::string_type native(static_cast<std::size_t>(bytes.size()) / sizeof(Character), Character{});
    std::copy_n(bytes.constData(), native.size() * sizeof(Character), reinterpret_cast<char *>(native.data()));
    return native.find(Character{}) == std::filesystem::path::string_type::npos ? std::filesystem::path(native)
                                                                                : std::filesystem::path{};
}

} // namespace

std::string openWorkKey(const std::string &studyInstanceUid)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(studyInstanceUid), QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

Result<void> saveOpenWork(const std::filesystem::path &file, const OpenWork &work)
{
    QJsonArray sources;
    for (std::size_t i = 0; i < std::min(work.sources.size(), OpenWork::mostSources); ++i)
        sources.append(encoded(work.sources[i]));
    QJsonArray archiving;
    for (const std::string &key : work.archiving)
        archiving.append(QString::fromStdString(key));
    const QJsonObject object{{QStringLiteral("schema"), QLatin1String(schemaName)},
                             {QStringLiteral("schemaVersion"), 1},
                             {QStringLiteral("sources"), sources},
                             {QStringLiteral("archiving"), archiving}};
    return writePrivateFile(file, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

OpenWork loadOpenWork(const std::filesystem::path &file)
{
    const QJsonObject object = QJsonDocument::fromJson(readPrivateFile(file)).object();
    OpenWork work;
    if (object.value(QStringLiteral("schema")).toString() != QLatin1String(schemaName) ||
        object.value(QStringLiteral("schemaVersion")).toInt() != 1)
        return work;
    const QJsonArray sources = object.value(QStringLiteral("sources")).toArray();
    for (const QJsonValue &source : sources) {
        std::filesystem::path path = decoded(source.toString());
        if (!path.empty() && work.sources.size() < OpenWork::mostSources)
            work.sources.push_back(std::move(path));
    }
    const QJsonArray archiving = object.value(QStringLiteral("archiving")).toArray();
    for (const QJsonValue &key : archiving)
        work.archiving.push_back(key.toString().toStdString());
    return work;
}

void removeOpenWork(const std::filesystem::path &file)
{
    std::error_code error;
    std::filesystem::remove(file, error);
}

} // namespace mi
