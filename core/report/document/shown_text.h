// Values of files on their way into a document. Any thread.
#pragma once

#include "core/report/texts/language.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mi {

// Controls, line breaks, marks that turn the direction of writing and bytes that are not UTF-8 become U+FFFD.
std::string shownText(std::string_view text);
// "19610203" -> "1961-02-03" or "03.02.1961"; what is no date stays as it is.
std::string shownDate(std::string_view dicomDate, Language language);
// "2026-11-25T16:04:11+01:00" -> "2026-11-25 16:04 +01:00" or "25.11.2026 16:04 +01:00".
std::string shownTime(std::string_view isoTime, Language language);
// "12,345" or "12.345".
std::string shownCount(std::uint64_t count, Language language);

} // namespace mi
