// Settings: one row per key, with its default; the command line beats the environment, which beats the settings file.
// No patient data is ever stored. Main thread.
#pragma once

#include <QString>
#include <QVariant>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

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

class Settings {
public:
    // The user's file; or `file` for tests and portable use.
    explicit Settings(const QString &file = {});
    ~Settings();

    QVariant value(SettingKey key) const;
    void setValue(SettingKey key, const QVariant &value);
    // From the command line; for this run only.
    void setOverride(SettingKey key, const QVariant &value);
    // Whether the command line or the environment decides it, so that a change in the window would have no effect.
    bool isFixed(SettingKey key) const;

    std::filesystem::path archivePath() const;
    std::filesystem::path policyPath() const; // empty: none
    std::optional<std::uint64_t> maxFileSize() const;

private:
    std::filesystem::path pathOf(SettingKey key) const;

    std::unique_ptr<QSettings> m_file;
    struct Overrides;
    std::unique_ptr<Overrides> m_overrides;
};

} // namespace mi
