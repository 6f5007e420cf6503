// Text from the engine on its way to the screen: UTF-8 becomes QString, and characters that could change how the text
// around them reads (line breaks, direction overrides, other controls) are made harmless. Any thread.
#pragma once

#include "core/report/texts/language.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace mi::ui {

// For display. Control and bidirectional-override characters become U+FFFD; nothing else changes.
QString displayText(std::string_view utf8);
// For painting only: a value of its own direction. In a text from the right, "26 Aug 2004" and "/tmp/disc" stay as they
// are.
QString isolated(const QString &value);
// Unchanged; for file names and keys.
QString fromUtf8(std::string_view utf8);

// The language of the window, for words that the engine has in several.
Language windowLanguage();

QString toQString(const std::filesystem::path &path); // for display
std::filesystem::path toPath(const QString &text);
QString folderName(const QString &path);

QString dateText(std::string_view dicomDate); // "19610203" -> "3 Feb 1961"; "1950" -> "1950"; "" if it is no date
QString countText(std::uint64_t count);
QString bytesText(std::uint64_t bytes);
// "a few seconds left", "about 3 min left".
QString remainingText(double seconds);
// "DOE^JANE" -> "DOE, JANE"; text without carets is left as it is.
QString personText(std::string_view name);

} // namespace mi::ui
