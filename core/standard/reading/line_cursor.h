// LineCursor: reads the words of one line of the rule tables, and remembers the first thing that was wrong with it.
// Quoted names are unescaped in place, so that every word is a view into the text. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mi {

class LineCursor {
public:
    // `line` is without its line break. Columns are counted from `line`'s begin, from 1, in bytes.
    explicit LineCursor(std::span<char> line) : m_begin(line.data()), m_at(m_begin), m_end(m_begin + line.size()) {}

    // All of them skip the blanks before the next word.
    bool atEnd();
    char peek(); // 0 at the end
    bool take(char c);
    bool take(std::string_view symbol); // "<=", "../"
    // Only what follows without a blank: "A>B" is a path, "A > B" a comparison.
    bool takeArrow();
    // A word of the format, as a whole: "when", not the begin of "whenever".
    bool takeWord(std::string_view word);
    bool startsWord(std::string_view word);
    // The keyword of an attribute begins with a capital letter; there is one exception.
    bool startsKeyword();
    // Letters and digits; "" if there is none.
    std::string_view takeAlphanumeric();
    // Small letters, digits and hyphens; "" if there is none.
    std::string_view takeId();
    // Up to a blank or one of `stops`; "" if there is none.
    std::string_view takeBare(std::string_view stops);
    // "a name", unescaped. Nothing if the next word is not quoted; nothing and failed if the quotes are not closed.
    std::optional<std::string_view> takeQuoted();
    // As many characters as "(gggg,eeee)" has, if there are that many.
    std::string_view takeTagText();
    // Decimal digits.
    std::optional<std::uint32_t> takeNumber();

    std::uint32_t column();

    // Both remember `what` for the place of the next word, unless something was wrong before. Always false.
    bool fail(std::string what);
    bool failAt(std::uint32_t column, std::string what);
    bool hasFailed() const { return m_failedColumn != 0; }
    // "column 12: ..."
    std::string failure() const;

private:
    void skipBlanks();

    char *m_begin;
    char *m_at;
    char *m_end;
    std::uint32_t m_failedColumn = 0;
    std::string m_failure;
};

// What stands there, for messages: in quotes, escaped and cut to a bearable length.
std::string quotedForMessage(std::string_view text);

} // namespace mi
