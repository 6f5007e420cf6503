#include "core/policy/policy_document.h"

#include "core/support/text.h"

#include <algorithm>

namespace mi {

std::string inQuotes(std::string_view text)
{
    return "\"" + escapedForDisplay(text) + "\"";
}

void PolicyDocument::fail(TextPosition position, std::string_view message)
{
    if (!m_problem)
        m_problem = errorAt(position, message);
}

bool PolicyDocument::isObject(const JsonValue &value, std::string_view what,
                              std::initializer_list<std::string_view> known)
{
    if (value.kind != JsonValue::Kind::object) {
        fail(value.position, std::string(what) + " has to be an object, not " + std::string(kindName(value.kind)));
        return false;
    }
    for (const JsonMember &member : value.members) {
        if (std::ranges::find(known, member.name) == known.end())
            fail(member.position, inQuotes(member.name) + " is not known in " + std::string(what));
    }
    return true;
}

const JsonValue *PolicyDocument::find(const JsonValue &object, std::string_view name, JsonValue::Kind kind)
{
    const JsonMember *member = object.find(name);
    if (member == nullptr)
        return nullptr;
    if (member->value.kind == kind)
        return &member->value;
    fail(member->value.position, inQuotes(name) + " has to be " + std::string(kindName(kind)) + ", not " +
                                     std::string(kindName(member->value.kind)));
    return nullptr;
}

const JsonValue *PolicyDocument::need(const JsonValue &object, std::string_view name, JsonValue::Kind kind,
                                      std::string_view what)
{
    if (object.find(name) == nullptr)
        fail(object.position, std::string(what) + " has no " + inQuotes(name));
    return find(object, name, kind);
}

std::string PolicyDocument::line(const JsonValue *value, std::string_view name, std::size_t limit)
{
    if (value == nullptr)
        return {};
    const std::string &text = value->text;
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (text.size() > limit)
        fail(value->position, inQuotes(name) + " is longer than " + std::to_string(limit) + " bytes");
    else if (std::ranges::any_of(text, isControl))
        fail(value->position, inQuotes(name) + " has a control character in it");
    else if (trimmedPadding(text).empty())
        fail(value->position, inQuotes(name) + " is empty");
    else
        return std::string(trimmedPadding(text));
    return {};
}

} // namespace mi
