// Grammar: recursive descent over the tokens of one clause. Its parts: sentences (grammar.cpp), what they speak of
// (subjects.cpp), what they say of it (verbs.cpp).
#pragma once

#include "tools/standard/conditions/grammar.h"
#include "tools/standard/conditions/grammar_state.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mi::standard {

// An attribute as it is named in a sentence.
struct Mention {
    std::string keyword;
    std::string container;    // keyword of the Sequence that is named with it
    int valueNumber = 0;      // 0: all
    bool isItemCount = false; // "the number of Items in ..."
    Level level = Level::any;
};

struct Subject {
    enum class Joint { none, all, any, neither };
    std::vector<Mention> mentions;
    Joint joint = Joint::none;
};

class Grammar {
public:
    Grammar(std::vector<Token> tokens, const ClausePlace &place, const AttributeIndex &index)
        : m_state(std::move(tokens)), m_place(place), m_index(index)
    {}

    std::optional<Expression> whole();

private:
    using Maybe = std::optional<Expression>;

    // grammar.cpp
    Maybe sentence();     // alternatives joined by ", and", ", or"; "unless" at the end
    Maybe alternatives(); // joined by "or"
    Maybe conjunction();  // joined by "and"
    Maybe factor();
    Maybe parenthesised();
    Maybe fixedPhrase();
    bool eatMoreThanOneFrame();
    Maybe countPhrase();
    Maybe firstControlPoint();
    Maybe units();
    Maybe realWorld();
    bool isBoundary() const; // where a part of a sentence may end
    bool joinsNames() const;
    bool restParses(std::size_t from);
    std::string wordsBetween(std::size_t from, std::size_t to);

    // subjects.cpp
    Maybe predicate();
    bool subject(Subject &into);
    bool mention(Mention &into);
    bool qualifier(Mention &into);
    bool container(Mention &into);
    std::optional<int> valueNumber(); // "Value 3", "the third value"
    std::optional<std::string> pathOf(const Mention &mention) const;
    Maybe applied(const Expression &shape, const Subject &subject);
    Maybe appliedTo(const Expression &shape, const Mention &mention) const;
    void skipRemark();

    // verbs.cpp: expressions without a path yet, their literals as in the sentence
    Maybe verbs();
    Maybe verb(bool isContinued);
    Maybe afterIs();
    Maybe afterHas();
    Maybe afterContains();
    Maybe afterDoesNot();
    Maybe withValue();
    Maybe magnitude(); // "greater than 1"
    Maybe valueTest(); // "A, B or C", "other than A", codes
    Maybe tagList();   // "Frame Time or Frame Time Vector"
    bool values(std::vector<std::string> &into);
    bool value(std::string &into);
    bool codes(std::vector<std::string> &into);
    bool number(std::string &into);

    GrammarState m_state;
    const ClausePlace &m_place;
    const AttributeIndex &m_index;
    std::optional<Subject> m_last;
    std::map<std::size_t, bool> m_restParses;
};

} // namespace mi::standard
