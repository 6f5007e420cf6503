#include "tools/standard/conditions/tokens.h"

#include "core/domain/tag.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace mi::standard {

namespace {

using Kind = Token::Kind;

constexpr std::size_t maxNameWords = 14;

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool isAlnum(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool isUpperLetter(char c)
{
    return std::isupper(static_cast<unsigned char>(c)) != 0;
}

bool isWordByte(char c)
{
    return isAlnum(c) || c == '_' || c == '-' || c == '/' || c == '\'' || c == '+' || c == '&' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string lowered(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return result;
}

// Typographic quotes and dashes as plain ones.
std::string plainSigns(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, char>, 7> signs = {{{"\xE2\x80\x9C", '"'},
                                                                         {"\xE2\x80\x9D", '"'},
                                                                         {"\xE2\x80\x99", '\''},
                                                                         {"\xE2\x80\x98", '\''},
                                                                         {"\xE2\x80\x93", '-'},
                                                                         {"\xE2\x80\x94", '-'},
                                                                         {"\xC2\xA0", ' '}}};
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto sign = std::find_if(signs.begin(), signs.end(),
                                       [&text, i](const auto &pair) { return text.substr(i).starts_with(pair.first); });
        if (sign != signs.end()) {
            result += sign->second;
            i += sign->first.size();
        } else {
            result += text[i] == '\n' ? ' ' : text[i];
            ++i;
        }
    }
    return result;
}

std::optional<unsigned> hexDigit(char c)
{
    if (isDigit(c))
        return static_cast<unsigned>(c - '0');
    const char l = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (l >= 'a' && l <= 'f')
        return static_cast<unsigned>(l - 'a') + 10U;
    return std::nullopt;
}

std::optional<std::uint16_t> fourHexDigits(std::string_view text, std::size_t at)
{
    if (at + 4 > text.size())
        return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const auto digit = hexDigit(text[i]);
        if (!digit)
            return std::nullopt;
        value = value * 16U + *digit;
    }
    return static_cast<std::uint16_t>(value);
}

struct TagText {
    Tag tag;
    std::size_t end;
};

// "(0018,1063)", also as it is misspelt: "(0062, 000D)", "0020,9167)", "(0008.0068)", "(0018,9170" without an end.
std::optional<TagText> tagAt(std::string_view text, std::size_t at)
{
    const bool isOpen = at < text.size() && text[at] == '(';
    std::size_t i = at + (isOpen ? 1 : 0);
    const auto group = fourHexDigits(text, i);
    if (!group)
        return std::nullopt;
    i += 4;
    while (i < text.size() && text[i] == ' ')
        ++i;
    if (i >= text.size() || (text[i] != ',' && text[i] != '.'))
        return std::nullopt;
    ++i;
    while (i < text.size() && text[i] == ' ')
        ++i;
    const auto element = fourHexDigits(text, i);
    if (!element)
        return std::nullopt;
    i += 4;
    const bool isClosed = i < text.size() && text[i] == ')';
    if (!isOpen && !isClosed)
        return std::nullopt;
    return TagText{Tag{*group, *element}, i + (isClosed ? 1 : 0)};
}

class Tokenizer {
public:
    Tokenizer(std::string text, const AttributeIndex &index) : m_text(std::move(text)), m_index(index) {}

    std::optional<std::vector<Token>> run()
    {
        while (m_at < m_text.size()) {
            if (m_tokens.size() >= maxTokens)
                return std::nullopt;
            next();
        }
        m_tokens.push_back({});
        return std::move(m_tokens);
    }

private:
    void next()
    {
        const char c = m_text[m_at];
        if (c == ' ' || c == '.' || c == '\t') {
            ++m_at;
        } else if (c == '"') {
            readQuoted();
        } else if (const auto tag = tagAt(m_text, m_at)) {
            readStrayTag(*tag);
        } else if (c == '(' && readCode()) {
        } else if (isDigit(c) && readUid()) {
        } else if ((isUpperLetter(c) || isDigit(c)) && (readUnit() || readAttribute())) {
        } else if (isWordByte(c)) {
            readWord();
        } else {
            push(Kind::sign, std::string(1, c));
            ++m_at;
        }
    }

    void push(Kind kind, std::string text, std::string id = {})
    {
        Token token;
        token.kind = kind;
        token.lower = kind == Kind::word || kind == Kind::sign ? lowered(text) : std::string{};
        token.isUpper = kind == Kind::word &&
                        std::none_of(text.begin(), text.end(),
                                     [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }) &&
                        std::any_of(text.begin(), text.end(), isAlnum);
        token.text = std::move(text);
        token.id = std::move(id);
        m_tokens.push_back(std::move(token));
    }

    void readQuoted()
    {
        const auto end = m_text.find('"', m_at + 1);
        std::string content = m_text.substr(m_at + 1, end == std::string::npos ? end : end - m_at - 1);
        m_at = end == std::string::npos ? m_text.size() : end + 1;
        const bool isUid = content.starts_with("1.2.840.");
        push(isUid ? Kind::uid : Kind::quoted, std::move(content));
    }

    bool readUid()
    {
        constexpr std::string_view root = "1.2.840.";
        if (m_text.compare(m_at, root.size(), root) != 0)
            return false;
        std::size_t end = m_at;
        while (end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '.'))
            ++end;
        std::string uid = m_text.substr(m_at, end - m_at);
        while (uid.ends_with('.'))
            uid.pop_back();
        m_at = end;
        push(Kind::uid, std::move(uid));
        return true;
    }

    // (113097, DCM, "meaning"), in either order of code and scheme.
    bool readCode()
    {
        const auto close = m_text.find(')', m_at);
        const auto quote = m_text.find('"', m_at);
        if (quote == std::string::npos || (close != std::string::npos && close < quote))
            return false;
        const auto quoteEnd = m_text.find('"', quote + 1);
        if (quoteEnd == std::string::npos)
            return false;
        const auto end = m_text.find(')', quoteEnd);
        const std::string_view head = std::string_view{m_text}.substr(m_at + 1, quote - m_at - 1);
        const auto comma = head.find(',');
        if (end == std::string::npos || comma == std::string_view::npos || head.size() > 60 ||
            std::count(head.begin(), head.end(), ',') != 2)
            return false;
        std::string code = bare(head.substr(0, comma));
        std::string scheme = bare(head.substr(comma + 1));
        if (code == "DCM" || code == "SCT" || code == "SRT")
            std::swap(code, scheme);
        if (code.empty() || scheme.empty())
            return false;
        push(Kind::code, scheme + ":" + code);
        m_at = end + 1;
        return true;
    }

    static std::string bare(std::string_view text)
    {
        std::string result;
        std::copy_if(text.begin(), text.end(), std::back_inserter(result),
                     [](char c) { return c != ' ' && c != ',' && c != '"'; });
        return result;
    }

    // The end of the word at `at`; parentheses that stand around one word belong to it: "(Patient)".
    std::size_t wordEnd(std::size_t at) const
    {
        std::size_t end = at;
        if (end < m_text.size() && m_text[end] == '(' && !tagAt(m_text, end)) {
            ++end;
            while (end < m_text.size() && isWordByte(m_text[end]))
                ++end;
            return end < m_text.size() && m_text[end] == ')' ? end + 1 : at;
        }
        while (end < m_text.size() && isWordByte(m_text[end]))
            ++end;
        return end;
    }

    std::size_t skipBlanks(std::size_t at) const
    {
        while (at < m_text.size() && m_text[at] == ' ')
            ++at;
        return at;
    }

    // Calls `accept(name, end)` for one word, two, ...; the last one that it accepts is the longest.
    template <class Accept>
    void forEachName(Accept accept) const
    {
        std::size_t end = m_at;
        for (std::size_t words = 0; words < maxNameWords; ++words) {
            const std::size_t start = skipBlanks(end);
            const std::size_t wordAt = wordEnd(start);
            if (wordAt == start)
                return;
            end = wordAt;
            accept(std::string_view{m_text}.substr(m_at, end - m_at), end, words + 1);
        }
    }

    // "Display Shutter Module", "Plane Position (Patient) Functional Group Macros", and such names without the word
    // where a later one has it.
    bool readUnit()
    {
        std::size_t bestEnd = 0;
        Token best;
        forEachName([&](std::string_view name, std::size_t end, std::size_t) {
            const std::string_view rest = std::string_view{m_text}.substr(skipBlanks(end));
            const std::size_t kindAt = skipSectionNumber(skipBlanks(end));
            const std::string_view kind = std::string_view{m_text}.substr(kindAt);
            if (rest.starts_with("Module")) {
                if (auto id = m_index.unitNamed(UnitKind::module, name))
                    best = unit(Kind::module, name, std::move(*id)), bestEnd = skipBlanks(end) + 6;
                return;
            }
            const auto id = m_index.unitNamed(UnitKind::macro, name);
            if (!id || !m_index.isFunctionalGroup(*id))
                return;
            const auto suffix = groupSuffix(kind);
            const bool isListed = kind.starts_with("or ") || kind.starts_with("and ") || kind.starts_with(", ") ||
                                  kindAt != skipBlanks(end);
            const bool isNamedLater = m_text.find("Functional Group", end) != std::string::npos ||
                                      m_text.find("Macro", end) != std::string::npos;
            if (suffix > 0 || (isListed && isNamedLater))
                best = unit(Kind::group, name, *id), bestEnd = skipSectionNumber(skipBlanks(kindAt + suffix));
        });
        if (bestEnd == 0)
            return false;
        m_tokens.push_back(best);
        m_at = bestEnd;
        return true;
    }

    static Token unit(Kind kind, std::string_view name, std::string id)
    {
        Token token;
        token.kind = kind;
        token.text = name;
        token.id = std::move(id);
        return token;
    }

    static std::size_t groupSuffix(std::string_view text)
    {
        for (const std::string_view suffix :
             {"Functional Group Macros", "Functional Group Macro", "Functional Group Module", "Functional Groups",
              "Functional Group", "Macros", "Macro"}) {
            if (text.starts_with(suffix))
                return suffix.size();
        }
        return 0;
    }

    // "(C.7.6.16.2.1)", "(Section C.7.6.16.2.5)"
    std::size_t skipSectionNumber(std::size_t at) const
    {
        std::string_view rest = std::string_view{m_text}.substr(at);
        if (!rest.starts_with("(C.") && !rest.starts_with("(Section C."))
            return at;
        const auto close = rest.find(')');
        return close == std::string_view::npos ? at : skipBlanks(at + close + 1);
    }

    bool readAttribute()
    {
        const DictionaryEntry *best = nullptr;
        std::size_t bestEnd = 0;
        std::size_t bestWords = 0;
        forEachName([&](std::string_view name, std::size_t end, std::size_t words) {
            if (const DictionaryEntry *entry = AttributeIndex::attributeNamed(name))
                best = entry, bestEnd = end, bestWords = words;
        });
        if (best == nullptr)
            return false;
        const std::string_view rest = std::string_view{m_text}.substr(skipBlanks(bestEnd));
        const auto tag = tagAt(m_text, skipBlanks(bestEnd));
        const bool isPartOfName =
            rest.starts_with("Module") || rest.starts_with("Macro") || rest.starts_with("Functional Group");
        if (isPartOfName || (!tag && bestWords == 1 && best->keyword != "Modality"))
            return false;
        std::string keyword{best->keyword};
        if (tag) {
            bestEnd = tag->end;
            if (const DictionaryEntry *entry = findInDictionary(tag->tag); entry != nullptr && !entry->keyword.empty())
                keyword = entry->keyword;
        }
        push(Kind::attribute, m_text.substr(m_at, bestEnd - m_at), std::move(keyword));
        m_at = bestEnd;
        return true;
    }

    // A tag whose name is misspelt or not that of the dictionary: the words before it that look like the name go.
    void readStrayTag(const TagText &tag)
    {
        m_at = tag.end;
        const DictionaryEntry *entry = findInDictionary(tag.tag);
        if (entry == nullptr || entry->keyword.empty()) {
            push(Kind::word, "(unknown tag)");
            return;
        }
        const std::string name = plainName(entry->name);
        std::string written;
        while (!m_tokens.empty() && m_tokens.back().kind == Kind::word) {
            const Token &word = m_tokens.back();
            const bool isCapital = isUpperLetter(word.text.front()) || isDigit(word.text.front());
            const std::string plain = plainName(word.text);
            const bool isOfName = !plain.empty() && name.find(plain) != std::string::npos && word.lower != "if" &&
                                  word.lower != "and" && word.lower != "or" && word.lower != "is";
            if (!isCapital && !isOfName)
                break;
            written = written.empty() ? word.text : word.text + " " + written;
            m_tokens.pop_back();
        }
        const bool isSaidTwice = !m_tokens.empty() && m_tokens.back().kind == Kind::attribute &&
                                 m_tokens.back().id == entry->keyword; // "Beam Number Index (300A,00C0)"
        if (!isSaidTwice)
            push(Kind::attribute, std::move(written), std::string{entry->keyword});
    }

    void readWord()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && (isWordByte(m_text[end]) || (m_text[end] == '.' && end + 1 < m_text.size() &&
                                                                   isAlnum(m_text[end + 1]) && end > m_at)))
            ++end;
        push(Kind::word, m_text.substr(m_at, end - m_at));
        m_at = end;
    }

    std::string m_text;
    const AttributeIndex &m_index;
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
};

} // namespace

std::optional<std::vector<Token>> tokensOf(std::string_view clause, const AttributeIndex &index)
{
    constexpr std::size_t maxClause = 6000; // bytes
    if (clause.size() > maxClause)
        return std::nullopt;
    return Tokenizer(plainSigns(clause), index).run();
}

} // namespace mi::standard
