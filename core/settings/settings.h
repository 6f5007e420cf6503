// Settings: one row per key, with its default. What an administrator fixed in a file for the whole machine beats the
// command line, which beats the environment, which beats the user's settings file. No patient data is ever stored. Main
// thread.
#pragma once

#include <QString>
#include <QVariant>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class QSettings;

namespace mi {

enum class SettingKey : std::uint8_t {
    archivePath,       // folder; empty: not chosen yet
    archiveWhatPasses, // bool
    quarantineRefused, // bool: keep in quarantine what may not be filed
    indexUrl,          // postgresql://... for the index of the archive; empty: a file beside it
    maxFileSize,       // bytes; 0: none
    logLevel,          // "error", "warning", "info", "debug"
    jobs,              // 0: one per core
    policyPath,        // file of the site policy; empty: none
    letterhead,        // above letters to senders; text of several lines
    reportLanguage,    // "en" or "de"
    detailLevel,       // "staff" or "engineer"
    rowHeight,         // "comfortable" or "compact"
    colorScheme,       // "system", "light", "dark"
    language,          // of the window: "system", "en" or "de"
    isWelcomed,        // bool: the first page was seen
    watchFolder,       // folder; empty: none
    watchQuietSeconds, // how long nothing may have changed in what arrives there
    restoreWork,       // bool: keep the paths of open work for after a crash
    namesInHistory,    // bool
    recentPlaces,      // list of folders that name nobody
    windowGeometry,
    windowState,
    tableHeader,
};

struct SettingRow {
    SettingKey key;
    const char *name;        // in the settings file: "archive/path"
    const char *environment; // "MIVALIDATOR_ARCHIVE_PATH" or null
    QVariant (*defaultValue)();
};

std::span<const SettingRow> allSettings();

// Who decides a setting, so that a change in the window would have no effect.
enum class FixedBy : std::uint8_t { nobody, administrator, commandLine, environment };

class Settings {
public:
    // The user's file and the administrator's; or these two for tests and portable use. A file of the user that cannot
    // be understood is kept as *.damaged, and what can be read of it is used.
    explicit Settings(const QString &file = {}, const QString &administratorFile = {});
    ~Settings();

    QVariant value(SettingKey key) const;
    void setValue(SettingKey key, const QVariant &value);
    // From the command line; for this run only. What the administrator fixed otherwise stays as it is, and is
    // remembered in refusedOverrides().
    void setOverride(SettingKey key, const QVariant &value);
    FixedBy fixedBy(SettingKey key) const;
    bool isFixed(SettingKey key) const { return fixedBy(key) != FixedBy::nobody; }
    const std::vector<SettingKey> &refusedOverrides() const;

    QString administratorFile() const; // where the system would look for it, if there is none
    bool hasDamagedFile() const;       // the user's could not be understood when the program began
    bool hasDamagedAdministratorFile() const;

    std::filesystem::path archivePath() const;
    std::filesystem::path policyPath() const; // empty: none
    std::optional<std::uint64_t> maxFileSize() const;

private:
    std::filesystem::path pathOf(SettingKey key) const;
    bool isFixedByAdministrator(SettingKey key) const;

    std::unique_ptr<QSettings> m_file;
    std::unique_ptr<QSettings> m_administrator; // null: none
    QString m_administratorFile;
    bool m_isDamaged = false;
    struct Overrides;
    std::unique_ptr<Overrides> m_overrides;
};

} // namespace mi
