#include "core/settings/settings.h"

#include <QFile>
#include <QSettings>

#include <array>
#include <map>

namespace mi {

namespace {

QVariant emptyText()
{
    return QString{};
}

QVariant off()
{
    return false;
}

QVariant on()
{
    return true;
}

QVariant tenSeconds()
{
    return 10;
}

QVariant noTexts()
{
    return QStringList{};
}

QVariant zero()
{
    return 0;
}

QVariant logLevelDefault()
{
    return QStringLiteral("warning");
}

QVariant staff()
{
    return QStringLiteral("staff");
}

QVariant english()
{
    return QStringLiteral("en");
}

QVariant comfortable()
{
    return QStringLiteral("comfortable");
}

QVariant systemScheme()
{
    return QStringLiteral("system");
}

QVariant noBytes()
{
    return QByteArray{};
}

// In the order of SettingKey.
constexpr auto rows = std::to_array<SettingRow>({
    {SettingKey::archivePath, "archive/path", "MIVALIDATOR_ARCHIVE_PATH", emptyText},
    {SettingKey::archiveWhatPasses, "archive/whatPasses", nullptr, off},
    {SettingKey::quarantineRefused, "archive/quarantineRefused", "MIVALIDATOR_QUARANTINE_REFUSED", off},
    {SettingKey::indexUrl, "archive/indexUrl", "MIVALIDATOR_INDEX_URL", emptyText},
    {SettingKey::maxFileSize, "checking/maxFileSize", "MIVALIDATOR_MAX_FILE_SIZE", zero},
    {SettingKey::logLevel, "advanced/logLevel", "MIVALIDATOR_LOG_LEVEL", logLevelDefault},
    {SettingKey::jobs, "checking/jobs", nullptr, zero},
    {SettingKey::policyPath, "checking/policy", "MIVALIDATOR_POLICY", emptyText},
    {SettingKey::letterhead, "report/letterhead", nullptr, emptyText},
    {SettingKey::reportLanguage, "report/language", nullptr, english},
    {SettingKey::detailLevel, "view/detailLevel", nullptr, staff},
    {SettingKey::rowHeight, "view/rowHeight", nullptr, comfortable},
    {SettingKey::colorScheme, "view/colorScheme", nullptr, systemScheme},
    {SettingKey::watchFolder, "watch/folder", nullptr, emptyText},
    {SettingKey::watchQuietSeconds, "watch/quietSeconds", nullptr, tenSeconds},
    {SettingKey::restoreWork, "privacy/restoreWork", nullptr, on},
    {SettingKey::namesInHistory, "privacy/namesInHistory", nullptr, off},
    {SettingKey::recentPlaces, "recent/places", nullptr, noTexts},
    {SettingKey::windowGeometry, "window/geometry", nullptr, noBytes},
    {SettingKey::windowState, "window/state", nullptr, noBytes},
    {SettingKey::tableHeader, "window/tableHeader", nullptr, noBytes},
});

const SettingRow &rowOf(SettingKey key)
{
    return rows[static_cast<std::size_t>(key)];
}

std::optional<QByteArray> environmentValue(const SettingRow &row)
{
    if (row.environment == nullptr || !qEnvironmentVariableIsSet(row.environment))
        return std::nullopt;
    QByteArray value = qgetenv(row.environment);
    return value.isEmpty() ? std::nullopt : std::optional{value};
}

} // namespace

struct Settings::Overrides {
    std::map<SettingKey, QVariant> values;
};

std::span<const SettingRow> allSettings()
{
    return rows;
}

Settings::Settings(const QString &file) : m_overrides(std::make_unique<Overrides>())
{
    if (file.isEmpty())
        m_file = std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("mivalidator"),
                                             QStringLiteral("mivalidator"));
    else
        m_file = std::make_unique<QSettings>(file, QSettings::IniFormat);
}

Settings::~Settings() = default;

QVariant Settings::value(SettingKey key) const
{
    const SettingRow &row = rowOf(key);
    if (const auto found = m_overrides->values.find(key); found != m_overrides->values.end())
        return found->second;
    if (const auto fromEnvironment = environmentValue(row))
        return QFile::decodeName(*fromEnvironment);
    return m_file->value(QLatin1String(row.name), row.defaultValue());
}

void Settings::setValue(SettingKey key, const QVariant &value)
{
    m_file->setValue(QLatin1String(rowOf(key).name), value);
}

void Settings::setOverride(SettingKey key, const QVariant &value)
{
    m_overrides->values[key] = value;
}

bool Settings::isFixed(SettingKey key) const
{
    return m_overrides->values.contains(key) || environmentValue(rowOf(key)).has_value();
}

std::filesystem::path Settings::pathOf(SettingKey key) const
{
    const QString text = value(key).toString();
#ifdef _WIN32
    return std::filesystem::path{text.toStdWString()};
#else
    return std::filesystem::path{QFile::encodeName(text).toStdString()};
#endif
}

std::filesystem::path Settings::archivePath() const
{
    return pathOf(SettingKey::archivePath);
}

std::filesystem::path Settings::policyPath() const
{
    return pathOf(SettingKey::policyPath);
}

std::optional<std::uint64_t> Settings::maxFileSize() const
{
    bool isNumber = false;
    const std::uint64_t bytes = value(SettingKey::maxFileSize).toString().toULongLong(&isNumber);
    return isNumber && bytes > 0 ? std::optional{bytes} : std::nullopt;
}

} // namespace mi
