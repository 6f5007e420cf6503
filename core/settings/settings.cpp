#include "core/settings/settings.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

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
    {SettingKey::language, "view/language", nullptr, systemScheme},
    {SettingKey::isWelcomed, "view/isWelcomed", nullptr, off},
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

// The first that is there, else the first of those of the whole machine.
QString defaultAdministratorFile()
{
    const QStringList folders = QStandardPaths::standardLocations(QStandardPaths::GenericConfigLocation);
    QString first;
    for (const QString &folder : folders.mid(1)) { // the first folder is the user's own
        const QString file = folder + QStringLiteral("/mivalidator/fixed.ini");
        if (QFileInfo::exists(file))
            return file;
        if (first.isEmpty())
            first = file;
    }
    return first;
}

} // namespace

struct Settings::Overrides {
    std::map<SettingKey, QVariant> values;
    std::vector<SettingKey> refused;
};

std::span<const SettingRow> allSettings()
{
    return rows;
}

Settings::Settings(const QString &file, const QString &administratorFile)
    : m_administratorFile(administratorFile), m_overrides(std::make_unique<Overrides>())
{
    if (file.isEmpty())
        m_file = std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("mivalidator"),
                                             QStringLiteral("mivalidator"));
    else
        m_file = std::make_unique<QSettings>(file, QSettings::IniFormat);
    m_isDamaged = m_file->status() == QSettings::FormatError;
    if (m_isDamaged) {
        const QString kept = m_file->fileName() + QStringLiteral(".damaged");
        QFile::remove(kept);
        QFile::copy(m_file->fileName(), kept); // the next change writes a new file
    }
    if (file.isEmpty() && m_administratorFile.isEmpty())
        m_administratorFile = defaultAdministratorFile();
    if (!m_administratorFile.isEmpty() && QFileInfo::exists(m_administratorFile))
        m_administrator = std::make_unique<QSettings>(m_administratorFile, QSettings::IniFormat);
}

Settings::~Settings() = default;

QVariant Settings::value(SettingKey key) const
{
    const SettingRow &row = rowOf(key);
    if (isFixedByAdministrator(key))
        return m_administrator->value(QLatin1String(row.name));
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
    if (isFixedByAdministrator(key) && this->value(key).toString() != value.toString())
        m_overrides->refused.push_back(key);
    m_overrides->values[key] = value;
}

bool Settings::isFixedByAdministrator(SettingKey key) const
{
    return m_administrator && m_administrator->contains(QLatin1String(rowOf(key).name));
}

FixedBy Settings::fixedBy(SettingKey key) const
{
    if (isFixedByAdministrator(key))
        return FixedBy::administrator;
    if (m_overrides->values.contains(key))
        return FixedBy::commandLine;
    return environmentValue(rowOf(key)) ? FixedBy::environment : FixedBy::nobody;
}

const std::vector<SettingKey> &Settings::refusedOverrides() const
{
    return m_overrides->refused;
}

QString Settings::administratorFile() const
{
    return m_administratorFile;
}

bool Settings::hasDamagedFile() const
{
    return m_isDamaged;
}

bool Settings::hasDamagedAdministratorFile() const
{
    return m_administrator && m_administrator->status() != QSettings::NoError;
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
