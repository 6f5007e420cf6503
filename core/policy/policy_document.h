// PolicyDocument: asks the members of a JSON tree for what they have to be. The first problem is kept, with its place;
// what is read after it is thrown away with it. One thread.
#pragma once

#include "core/support/json_tree.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace mi {

// For messages: escaped, in double quotes.
std::string inQuotes(std::string_view text);

class PolicyDocument {
public:
    const std::optional<Error> &problem() const { return m_problem; }
    void fail(TextPosition position, std::string_view message);

    // `what` is for messages: "a rule". False if it is no object; a member that is not known is a problem.
    bool isObject(const JsonValue &value, std::string_view what, std::initializer_list<std::string_view> known);
    // Null if it is not there, or is something else.
    const JsonValue *find(const JsonValue &object, std::string_view name, JsonValue::Kind kind);
    // The same, where it has to be there.
    const JsonValue *need(const JsonValue &object, std::string_view name, JsonValue::Kind kind, std::string_view what);
    // One line that says something, of so many bytes at most; "" and a problem if not; "" for null.
    std::string line(const JsonValue *value, std::string_view name, std::size_t limit);

private:
    std::optional<Error> m_problem;
};

} // namespace mi
