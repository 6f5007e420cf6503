// GrammarState: the tokens of a clause and a position in them, with the small words of the language. Used by the parts
// of the grammar only.
#pragma once

#include "tools/standard/conditions/tokens.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mi::standard {

class GrammarState {
public:
    explicit GrammarState(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

    const Token &peek(std::size_t ahead = 0) const
    {
        return m_tokens[m_at + ahead < m_tokens.size() ? m_at + ahead : m_tokens.size() - 1];
    }
    std::size_t at() const { return m_at; }
    void goTo(std::size_t at) { m_at = at; }
    void advance(std::size_t count = 1) { m_at = m_at + count < m_tokens.size() ? m_at + count : m_tokens.size() - 1; }
    bool isAtEnd() const { return peek().kind == Token::Kind::end; }
    bool is(Token::Kind kind) const { return peek().kind == kind; }

    // Blanks in `words` separate tokens. Eats them, or nothing.
    bool eat(std::string_view words)
    {
        std::size_t ahead = 0;
        while (!words.empty()) {
            const auto blank = words.find(' ');
            if (!peek(ahead).is(words.substr(0, blank)))
                return false;
            ++ahead;
            words = blank == std::string_view::npos ? std::string_view{} : words.substr(blank + 1);
        }
        advance(ahead);
        return true;
    }
    bool eatOne(std::initializer_list<std::string_view> choices)
    {
        for (const std::string_view words : choices) {
            if (eat(words))
                return true;
        }
        return false;
    }
    void eatAll(std::initializer_list<std::string_view> choices)
    {
        while (eatOne(choices)) {
        }
    }

    // The work done for one clause is bounded: trying alternatives costs steps.
    bool spend() { return m_steps > 0 && --m_steps > 0; }

private:
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_steps = 20000;
};

} // namespace mi::standard
