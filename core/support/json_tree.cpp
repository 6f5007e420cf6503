#include "core/support/json_tree.h"

#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

void appendUtf8(std::string &out, std::uint32_t code)
{
    const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

// Reads one text. After the first error every function returns false and nothing is read any more.
class Parser {
public:
    Parser(std::string_view text, const JsonLimits &limits) : m_text(text), m_limits(limits) {}

    Result<JsonValue> parse()
    {
        JsonValue root;
        skipSpace();
        if (readValue(root, 1)) {
            skipSpace();
            if (m_at < m_text.size())
                fail("something follows the end");
        }
        return m_error ? Result<JsonValue>(*m_error) : Result<JsonValue>(std::move(root));
    }

private:
    TextPosition positionOf(std::size_t at) const
    {
        TextPosition position;
        for (const char c : m_text.substr(0, at)) {
            if (c == '\n')
                position = {position.line + 1, 1};
            else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) // not inside a character
                ++position.column;
        }
        return position;
    }

    // Values are met in the order of the text, so that their positions cost one pass over it.
    TextPosition here()
    {
        for (; m_positionAt < m_at; ++m_positionAt) {
            const char c = m_text[m_positionAt];
            if (c == '\n')
                m_position = {m_position.line + 1, 1};
            else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
                ++m_position.column;
        }
        return m_position;
    }

    bool failAt(std::size_t at, std::string_view message, ErrorCode code = ErrorCode::invalidFormat)
    {
        if (!m_error) {
            m_error = errorAt(positionOf(at), message);
            m_error->code = code;
        }
        return false;
    }
    bool fail(std::string_view message) { return failAt(m_at, message); }

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool take(char wanted)
    {
        if (peek() != wanted || m_at >= m_text.size())
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() &&
               (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }

    bool readValue(JsonValue &out, std::size_t depth)
    {
        if (m_at >= m_text.size())
            return fail("the text ends where a value is expected");
        if (++m_values > m_limits.maxValues)
            return failAt(m_at, "more than " + std::to_string(m_limits.maxValues) + " values",
                          ErrorCode::limitExceeded);
        out.position = here();
        switch (peek()) {
        case '{':
        case '[':
            if (depth > m_limits.maxDepth)
                return failAt(m_at, "nested more than " + std::to_string(m_limits.maxDepth) + " deep",
                              ErrorCode::limitExceeded);
            return peek() == '{' ? readObject(out, depth) : readArray(out, depth);
        case '"':
            out.kind = JsonValue::Kind::text;
            return readText(out.text);
        case 't':
        case 'f':
        case 'n':
            return readWord(out);
        default:
            return readNumber(out);
        }
    }

    bool readObject(JsonValue &out, std::size_t depth)
    {
        out.kind = JsonValue::Kind::object;
        ++m_at;
        skipSpace();
        if (take('}'))
            return true;
        do {
            skipSpace();
            if (peek() != '"')
                return fail("the name of a member in double quotes is expected");
            JsonMember member;
            member.position = here();
            const std::size_t nameAt = m_at;
            if (!readText(member.name))
                return false;
            if (out.find(member.name) != nullptr)
                return failAt(nameAt, "\"" + escapedForDisplay(member.name) + "\" is here twice");
            skipSpace();
            if (!take(':'))
                return fail("a colon is expected");
            skipSpace();
            if (!readValue(member.value, depth + 1))
                return false;
            if (out.members.size() >= maxMembers)
                return failAt(nameAt, "more than " + std::to_string(maxMembers) + " members", ErrorCode::limitExceeded);
            out.members.push_back(std::move(member));
            skipSpace();
        } while (take(','));
        return take('}') || fail("a comma or a closing brace is expected");
    }

    bool readArray(JsonValue &out, std::size_t depth)
    {
        out.kind = JsonValue::Kind::array;
        ++m_at;
        skipSpace();
        if (take(']'))
            return true;
        do {
            skipSpace();
            out.items.emplace_back();
            if (!readValue(out.items.back(), depth + 1))
                return false;
            skipSpace();
        } while (take(','));
        return take(']') || fail("a comma or a closing bracket is expected");
    }

    bool readWord(JsonValue &out)
    {
        for (const std::string_view word : {"true", "false", "null"}) {
            if (m_text.substr(m_at, word.size()) != word)
                continue;
            m_at += word.size();
            out.kind = word == "null" ? JsonValue::Kind::null : JsonValue::Kind::boolean;
            out.boolean = word == "true";
            return true;
        }
        return fail("a value is expected");
    }

    bool readDigits()
    {
        const std::size_t begin = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > begin || fail("a digit is expected");
    }

    bool readNumber(JsonValue &out)
    {
        const std::size_t begin = m_at;
        take('-');
        if (!isDigit(peek())) {
            m_at = begin;
            return fail("a value is expected");
        }
        const bool isZero = take('0');
        if (isZero && isDigit(peek()))
            return fail("a number does not begin with 0");
        if (!isZero && !readDigits())
            return false;
        if (take('.') && !readDigits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!readDigits())
                return false;
        }
        out.kind = JsonValue::Kind::number;
        out.text = m_text.substr(begin, m_at - begin);
        return true;
    }

    bool readText(std::string &out)
    {
        const std::size_t begin = m_at++;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return fail("a line break or another control character inside a text");
            if (c == '\\') {
                if (!readEscape(out))
                    return false;
            } else {
                out += c;
                ++m_at;
            }
        }
        return failAt(begin, "the text that begins here has no end");
    }

    bool readEscape(std::string &out)
    {
        const std::size_t begin = m_at++;
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const char letter = peek();
        if (const std::size_t known = letters.find(letter); known != std::string_view::npos && m_at < m_text.size()) {
            out += meanings[known];
            ++m_at;
            return true;
        }
        std::uint32_t code = 0;
        if (!readUnicode(begin, code))
            return false;
        if (code >= 0xD800 && code <= 0xDBFF) {
            std::uint32_t low = 0;
            if (!take('\\') || !readUnicode(begin, low))
                return failAt(begin, "half a surrogate pair");
            if (low < 0xDC00 || low > 0xDFFF)
                return failAt(begin, "half a surrogate pair");
            code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
        } else if (code >= 0xDC00 && code <= 0xDFFF) {
            return failAt(begin, "half a surrogate pair");
        }
        appendUtf8(out, code);
        return true;
    }

    // "u" and four hexadecimal digits.
    bool readUnicode(std::size_t begin, std::uint32_t &code)
    {
        if (!take('u'))
            return failAt(begin, "this is no escape of JSON");
        for (int i = 0; i < 4; ++i) {
            const char c = peek();
            if (isDigit(c))
                code = code * 16 + static_cast<std::uint32_t>(c - '0');
            else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
                code = code * 16 + static_cast<std::uint32_t>((c | 0x20) - 'a') + 10;
            else
                return failAt(begin, "four hexadecimal digits are expected after \\u");
            ++m_at;
        }
        return true;
    }

    static constexpr std::size_t maxMembers = 64; // looking for a name is linear in them

    std::string_view m_text;
    const JsonLimits &m_limits;
    std::size_t m_at = 0;
    std::size_t m_values = 0;
    std::size_t m_positionAt = 0;
    TextPosition m_position;
    std::optional<Error> m_error;
};

} // namespace

const JsonMember *JsonValue::find(std::string_view name) const
{
    const auto found = std::ranges::find(members, name, &JsonMember::name);
    return found == members.end() ? nullptr : &*found;
}

std::string_view kindName(JsonValue::Kind kind)
{
    switch (kind) {
    case JsonValue::Kind::boolean:
        return "true or false";
    case JsonValue::Kind::number:
        return "a number";
    case JsonValue::Kind::text:
        return "a text";
    case JsonValue::Kind::array:
        return "an array";
    case JsonValue::Kind::object:
        return "an object";
    case JsonValue::Kind::null:
        break;
    }
    return "null";
}

Error errorAt(TextPosition position, std::string_view message)
{
    Error error;
    error.code = ErrorCode::invalidFormat;
    error.operation = "read";
    error.detail = "line " + std::to_string(position.line) + ", column " + std::to_string(position.column) + ": ";
    error.detail += message;
    return error;
}

Result<JsonValue> parseJson(std::string_view text, const JsonLimits &limits)
{
    if (text.size() > limits.maxBytes) {
        Error error;
        error.code = ErrorCode::limitExceeded;
        error.operation = "read";
        error.detail = "larger than " + std::to_string(limits.maxBytes) + " bytes";
        return error;
    }
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    if (const std::size_t bad = firstInvalidUtf8(text); bad != std::string_view::npos) {
        const auto line = static_cast<std::uint32_t>(std::ranges::count(text.substr(0, bad), '\n')) + 1;
        const std::size_t begin = text.substr(0, bad).rfind('\n') + 1; // npos + 1 is 0
        const auto column = static_cast<std::uint32_t>(std::ranges::count_if(
            text.substr(begin, bad - begin), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
        return errorAt({line, column + 1}, "this is not UTF-8");
    }
    return Parser(text, limits).parse();
}

} // namespace mi
