#include "tools/standard/conditions/expression_reader.h"

#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace mi::standard {

namespace {

using Kind = Expression::Kind;
using Maybe = std::optional<Expression>;

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    Maybe run()
    {
        auto result = either();
        skipBlanks();
        return result && m_at == m_text.size() ? result : std::nullopt;
    }

private:
    static constexpr int maxDepth = 40;

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }

    bool eat(std::string_view word)
    {
        skipBlanks();
        if (m_text.substr(m_at, word.size()) != word)
            return false;
        const std::size_t end = m_at + word.size();
        const bool isName = std::isalpha(static_cast<unsigned char>(word.back())) != 0;
        if (isName && end < m_text.size() && std::isalnum(static_cast<unsigned char>(m_text[end])) != 0)
            return false;
        m_at = end;
        return true;
    }

    Maybe either()
    {
        if (++m_depth > maxDepth)
            return std::nullopt;
        std::vector<Expression> parts;
        do {
            auto part = both();
            if (!part)
                return std::nullopt;
            parts.push_back(std::move(*part));
        } while (eat("or"));
        --m_depth;
        return Expression::any(std::move(parts));
    }

    Maybe both()
    {
        std::vector<Expression> parts;
        do {
            auto part = factor();
            if (!part)
                return std::nullopt;
            parts.push_back(std::move(*part));
        } while (eat("and"));
        return Expression::all(std::move(parts));
    }

    Maybe factor()
    {
        if (eat("not")) {
            if (++m_depth > maxDepth)
                return std::nullopt;
            auto inner = factor();
            --m_depth;
            return inner ? Maybe{Expression::no(std::move(*inner))} : std::nullopt;
        }
        if (eat("(")) {
            auto inner = either();
            return inner && eat(")") ? inner : std::nullopt;
        }
        return atom();
    }

    Maybe atom()
    {
        if (eat("true"))
            return Expression{};
        if (eat("false"))
            return Expression{.kind = Kind::no};
        if (eat("outside the file"))
            return Expression::unknown("");
        if (eat("iod in")) {
            Expression result = Expression::atom(Kind::iod, {});
            return list(result.literals) ? Maybe{std::move(result)} : std::nullopt;
        }
        constexpr std::pair<std::string_view, Kind> tests[] = {{"present(", Kind::present},
                                                               {"filled(", Kind::filled},
                                                               {"hasValue(", Kind::filled},
                                                               {"empty(", Kind::empty}};
        for (const auto &[word, kind] : tests) {
            if (eat(word)) {
                auto path = readPath();
                return eat(")") ? Maybe{Expression::atom(kind, path)} : std::nullopt;
            }
        }
        constexpr std::pair<std::string_view, Kind> names[] = {
            {"module(", Kind::module}, {"group(", Kind::group}, {"unknown(", Kind::unknown}, {"open(", Kind::open}};
        for (const auto &[word, kind] : names) {
            if (eat(word)) {
                auto name = literal();
                return eat(")") ? Maybe{Expression::named(kind, name)} : std::nullopt;
            }
        }
        if (eat("items("))
            return counted(Kind::items);
        if (eat("values("))
            return counted(Kind::values);
        if (eat("code("))
            return coded();
        return comparison();
    }

    Maybe counted(Kind kind)
    {
        const auto path = readPath();
        if (!eat(")"))
            return std::nullopt;
        const auto op = readOperator();
        return op.empty() ? std::nullopt : Maybe{Expression::count(kind, path, op, literal())};
    }

    Maybe coded()
    {
        Expression result = Expression::atom(Kind::code, readPath());
        return eat(")") && eat("in") && list(result.literals) ? Maybe{std::move(result)} : std::nullopt;
    }

    Maybe comparison()
    {
        const auto path = readPath();
        if (path.empty())
            return std::nullopt;
        const bool isNegated = eat("not");
        if (eat("in")) {
            std::vector<std::string> literals;
            if (!list(literals))
                return std::nullopt;
            auto result = Expression::member(path, std::move(literals));
            return isNegated ? Expression::no(std::move(result)) : result;
        }
        const auto op = readOperator();
        return op.empty() || isNegated ? std::nullopt : Maybe{Expression::comparison(path, op, literal())};
    }

    std::string readOperator()
    {
        for (const std::string_view op : {"<=", ">=", "<", ">", "="}) {
            if (eat(op))
                return std::string{op};
        }
        return {};
    }

    bool list(std::vector<std::string> &into)
    {
        if (!eat("{"))
            return false;
        do {
            into.push_back(literal());
        } while (eat(","));
        return eat("}");
    }

    // Without quotes.
    std::string literal()
    {
        skipBlanks();
        std::string value;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
                if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                    ++m_at;
                value += m_text[m_at];
            }
            ++m_at;
            return value;
        }
        const bool isTag = m_at < m_text.size() && m_text[m_at] == '(';
        const std::string_view stops = isTag ? " }" : ",}) ";
        // Words in lists may hold blanks without quotes: "{PALETTE COLOR, RGB}".
        while (m_at < m_text.size() && stops.find(m_text[m_at]) == std::string_view::npos)
            value += m_text[m_at++];
        while (m_at + 1 < m_text.size() && m_text[m_at] == ' ' &&
               std::isupper(static_cast<unsigned char>(m_text[m_at + 1])) != 0) {
            value += m_text[m_at++];
            while (m_at < m_text.size() && stops.find(m_text[m_at]) == std::string_view::npos)
                value += m_text[m_at++];
        }
        while (isTag && !value.empty() && (value.back() == ',' || value.back() == ' '))
            value.pop_back();
        return value;
    }

    std::string readPath()
    {
        skipBlanks();
        std::string path;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            const bool isValueNumber = c == ' ' && path.ends_with("[value");
            if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '/' && c != '.' && c != '>' && c != '@' &&
                c != '[' && c != ']' && !isValueNumber)
                break;
            if (c == '>' && (m_at + 1 == m_text.size() || m_text[m_at + 1] == ' ' || m_text[m_at + 1] == '='))
                break;
            path += c;
            ++m_at;
        }
        return path;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

std::optional<Expression> readExpression(std::string_view text)
{
    return Reader(text).run();
}

} // namespace mi::standard
