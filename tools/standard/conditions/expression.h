// Expression: a condition of the rule tables (docs/rule-tables.md, Expressions) as a tree that can be built, simplified
// and printed. A value type; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mi::standard {

struct Expression {
    enum class Kind {
        yes,
        no,
        present,  // path
        filled,   // path
        empty,    // path
        compare,  // path op literals[0]
        oneOf,    // path in literals
        items,    // items(path) op literals[0]
        values,   // values(path) op literals[0]
        code,     // code(path) in literals ("SCHEME:CODE")
        module,   // text: its id
        group,    // text: the id of the macro
        iod,      // literals: their ids
        unknown,  // text: the reason
        open,     // text: what is not settled
        all,      // parts joined by "and"
        any,      // parts joined by "or"
        negation, // parts[0]
    };
    Kind kind = Kind::yes;
    std::string path = {};
    std::string op = {};                    // = < <= > >=
    std::vector<std::string> literals = {}; // as they are printed: quoted where needed
    std::string text = {};
    std::vector<Expression> parts = {};

    bool operator==(const Expression &) const = default;

    static Expression atom(Kind kind, std::string_view path);
    static Expression comparison(std::string_view path, std::string_view op, std::string_view literal);
    static Expression count(Kind kind, std::string_view path, std::string_view op,
                            std::string_view number);                                   // items, values
    static Expression member(std::string_view path, std::vector<std::string> literals); // one of them, or equal to one
    static Expression unknown(std::string_view reason);
    static Expression named(Kind kind, std::string_view text); // module, group, open
    static Expression all(std::vector<Expression> parts);
    static Expression any(std::vector<Expression> parts);
    static Expression no(Expression part); // negation

    bool is(Kind wanted) const { return kind == wanted; }
    bool contains(Kind wanted) const; // anywhere in the tree
};

// The same truth in fewer words: no doubled parts, "X = A or X = B" as one list, what a comparison implies left out,
// what is common to all alternatives written once.
Expression simplified(const Expression &expression);

std::string toText(const Expression &expression);

// Literals as the tables write them: in quotes when they hold more than letters, digits, "_", "-" and ".".
std::string textLiteral(std::string_view value);

} // namespace mi::standard
