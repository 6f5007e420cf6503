#include "core/standard/reading/line_cursor.h"

#include "core/support/text.h"

#include <charconv>
#include <system_error>

namespace mi {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSmall(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isAlphanumeric(char c)
{
    return isDigit(c) || isSmall(c) || (c >= 'A' && c <= 'Z');
}

bool isIdCharacter(char c)
{
    return isDigit(c) || isSmall(c) || c == '-';
}

} // namespace

void LineCursor::skipBlanks()
{
    while (m_at != m_end && *m_at == ' ')
        ++m_at;
}

bool LineCursor::atEnd()
{
    skipBlanks();
    return m_at == m_end;
}

char LineCursor::peek()
{
    return atEnd() ? '\0' : *m_at;
}

bool LineCursor::take(char c)
{
    if (atEnd() || *m_at != c)
        return false;
    ++m_at;
    return true;
}

bool LineCursor::take(std::string_view symbol)
{
    skipBlanks();
    if (!std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).starts_with(symbol))
        return false;
    m_at += symbol.size();
    return true;
}

bool LineCursor::takeArrow()
{
    if (m_end - m_at < 2 || m_at[0] != '>' || m_at[1] == ' ')
        return false;
    ++m_at;
    if (startsKeyword())
        return true;
    --m_at;
    return false;
}

bool LineCursor::startsWord(std::string_view word)
{
    skipBlanks();
    const std::string_view rest(m_at, static_cast<std::size_t>(m_end - m_at));
    if (rest.empty() || rest.front() != word.front() || !rest.starts_with(word)) // most words are not the one
        return false;
    return rest.size() == word.size() || !(isAlphanumeric(rest[word.size()]) || rest[word.size()] == '-');
}

bool LineCursor::startsKeyword()
{
    const char next = peek();
    return (next >= 'A' && next <= 'Z') || startsWord("dBdt");
}

bool LineCursor::takeWord(std::string_view word)
{
    if (!startsWord(word))
        return false;
    m_at += word.size();
    return true;
}

std::string_view LineCursor::takeAlphanumeric()
{
    skipBlanks();
    const char *start = m_at;
    while (m_at != m_end && isAlphanumeric(*m_at))
        ++m_at;
    return {start, static_cast<std::size_t>(m_at - start)};
}

std::string_view LineCursor::takeId()
{
    skipBlanks();
    const char *start = m_at;
    while (m_at != m_end && isIdCharacter(*m_at))
        ++m_at;
    return {start, static_cast<std::size_t>(m_at - start)};
}

std::string_view LineCursor::takeBare(std::string_view stops)
{
    skipBlanks();
    const char *start = m_at;
    while (m_at != m_end && *m_at != ' ' && stops.find(*m_at) == std::string_view::npos)
        ++m_at;
    return {start, static_cast<std::size_t>(m_at - start)};
}

std::optional<std::string_view> LineCursor::takeQuoted()
{
    if (peek() != '"')
        return std::nullopt;
    char *write = m_at + 1;
    const char *start = write;
    for (char *read = write; read != m_end; ++read) {
        if (*read == '"') {
            m_at = read + 1;
            return std::string_view(start, static_cast<std::size_t>(write - start));
        }
        if (*read == '\\') {
            if (++read == m_end || (*read != '"' && *read != '\\'))
                break;
        }
        *write++ = *read;
    }
    fail("a quoted name that does not end, or a \\ that is not before \" or \\");
    return std::nullopt;
}

std::string_view LineCursor::takeTagText()
{
    constexpr std::ptrdiff_t size = 11;
    skipBlanks();
    if (m_end - m_at < size)
        return {};
    m_at += size;
    return {m_at - size, static_cast<std::size_t>(size)};
}

std::optional<std::uint32_t> LineCursor::takeNumber()
{
    skipBlanks();
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(m_at, m_end, number);
    if (error != std::errc{})
        return std::nullopt;
    m_at += end - m_at;
    return number;
}

std::uint32_t LineCursor::column()
{
    skipBlanks();
    return static_cast<std::uint32_t>(m_at - m_begin) + 1;
}

bool LineCursor::fail(std::string what)
{
    return failAt(column(), std::move(what));
}

bool LineCursor::failAt(std::uint32_t column, std::string what)
{
    if (!hasFailed()) {
        m_failedColumn = column;
        m_failure = std::move(what);
    }
    return false;
}

std::string LineCursor::failure() const
{
    return "column " + std::to_string(m_failedColumn) + ": " + m_failure;
}

std::string quotedForMessage(std::string_view text)
{
    return "\"" + escapedForDisplay(text, 60) + "\"";
}

} // namespace mi
