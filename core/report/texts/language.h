// The languages that reports and the words for findings come in. A report has its own: a letter may be in another
// language than the window. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mi {

enum class Language : std::uint8_t { english, german };

// "en", "de": as on the command line, in settings and in HTML.
constexpr std::string_view toString(Language language)
{
    return language == Language::german ? "de" : "en";
}

constexpr std::optional<Language> languageFromText(std::string_view text)
{
    if (text == "en")
        return Language::english;
    return text == "de" ? std::optional{Language::german} : std::nullopt;
}

} // namespace mi
