// The syntax of one value of each Value Representation (PS3.5 6.2, table 6.2-1), on bytes, without allocation. Values
// come as they are encoded, between backslashes, without trailing padding (except where a comment says otherwise).
// Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mi {

enum class ValueDefect : std::uint8_t {
    none,
    malformed,        // not in the form that the VR prescribes
    impossible,       // the form is right, but there is no such date, or no such second
    retiredForm,      // the form of ACR-NEMA 300: "1997.03.04", "10:15:00"
    queryRange,       // a range, which only queries may have
    illegalCharacter, // outside the repertoire
    lowerCase,        // letters would be allowed as capitals
    controlCharacter,
    tooLong,
    outOfRange,
    blank,          // spaces where a value has to be
    groupTooLong,   // PN: a component group past 64 characters
    tooManyGroups,  // PN: more than three
    tooManyParts,   // PN: more than five components in a group
    oneComponent,   // PN: words without "^" between them, as before 1993
    leadingZero,    // UI: "1.02"
    emptyComponent, // UI: "1..2"
    illegalRoot,    // UI: not 0, 1 or 2
};

// How many characters the text VRs allow; 0 is without limit.
inline constexpr std::size_t maxCharsAe = 16;
inline constexpr std::size_t maxCharsCs = 16;
inline constexpr std::size_t maxCharsDs = 16;
inline constexpr std::size_t maxCharsIs = 12;
inline constexpr std::size_t maxCharsSh = 16;
inline constexpr std::size_t maxCharsLo = 64;
inline constexpr std::size_t maxCharsPnGroup = 64;
inline constexpr std::size_t maxCharsSt = 1024;
inline constexpr std::size_t maxCharsLt = 10240;

ValueDefect aeDefect(std::string_view value); // with its padding: only spaces is a defect
ValueDefect asDefect(std::string_view value);
ValueDefect csDefect(std::string_view value);
ValueDefect daDefect(std::string_view value);
ValueDefect dsDefect(std::string_view value);
ValueDefect dtDefect(std::string_view value);
ValueDefect isDefect(std::string_view value);
ValueDefect tmDefect(std::string_view value);
ValueDefect uiDefect(std::string_view value);
ValueDefect urDefect(std::string_view value);

// Characters are UTF-8 code points: what these get is either ASCII or decoded text.
ValueDefect shortTextDefect(std::string_view utf8, std::size_t maxChars); // LO SH UC: one value
ValueDefect longTextDefect(std::string_view utf8, std::size_t maxChars);  // LT ST UT: the whole value
ValueDefect pnDefect(std::string_view utf8);

// "+0100": hours and minutes from UTC, -1200 to +1400, never -0000: the end of a DT, and Timezone Offset From UTC.
bool isUtcOffset(std::string_view text);
// Whether there is such a day in the Gregorian calendar.
bool isCalendarDay(int year, int month, int day);
// The code points in well-formed UTF-8.
std::size_t countCharacters(std::string_view utf8);
// Whether every byte is a character of ISO-IR 6 or a control character other than ESC: nothing to decode.
bool isPlainAscii(std::string_view bytes);

} // namespace mi
