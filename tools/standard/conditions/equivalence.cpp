#include "tools/standard/conditions/equivalence.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace mi::standard {

namespace {

using Kind = Expression::Kind;

constexpr std::uint64_t maxStates = 400000;

enum class Truth : std::uint8_t { no, yes, unknown };

// What is asked about: an attribute, a value of it, a module.
struct Subject {
    std::vector<std::string> values = {}; // that it may have; the first is none that is asked for
    bool isThing = false;                 // a module or group: there or not
};

// One state: for each subject -2 absent, -1 empty, else an index of its values.
using State = std::map<std::string, int, std::less<>>;

constexpr int absent = -2;
constexpr int empty = -1;

std::string subjectOf(const Expression &e, bool withLevel)
{
    if (e.is(Kind::module) || e.is(Kind::group))
        return "#" + e.text;
    if (e.is(Kind::iod))
        return "#iod";
    std::string path = e.path;
    if (const auto at = path.find("[1]"); at != std::string::npos)
        path.erase(at, 3);
    if (!withLevel) {
        const auto value = path.find("[value");
        const std::string number = value == std::string::npos ? std::string{} : path.substr(value);
        path = path.substr(0, value);
        path = path.substr(path.find_last_of(">/") == std::string::npos ? 0 : path.find_last_of(">/") + 1) + number;
    }
    return path;
}

std::optional<double> numberOf(const std::string &text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::string bare(const std::string &literal)
{
    return literal.size() >= 2 && literal.front() == '"' && literal.back() == '"'
               ? literal.substr(1, literal.size() - 2)
               : literal;
}

class Table {
public:
    explicit Table(bool withLevel) : m_withLevel(withLevel) {}

    void collect(const Expression &e)
    {
        for (const Expression &part : e.parts)
            collect(part);
        if (!e.parts.empty() || e.is(Kind::yes) || e.is(Kind::no) || e.is(Kind::unknown) || e.is(Kind::open))
            return;
        Subject &subject = m_subjects[subjectOf(e, m_withLevel)];
        if (subject.values.empty())
            subject.values.emplace_back("\x01"); // another value
        subject.isThing = e.is(Kind::module) || e.is(Kind::group);
        for (const std::string &literal : e.literals) {
            add(subject, bare(literal));
            if (const auto number = numberOf(bare(literal)); number && e.op != "=") {
                add(subject, std::to_string(static_cast<long>(*number) + 1));
                add(subject, std::to_string(static_cast<long>(*number) - 1));
            }
        }
        if (e.is(Kind::compare) || e.is(Kind::oneOf) || e.is(Kind::code))
            m_compared.insert(subjectOf(e, m_withLevel));
    }

    std::optional<std::uint64_t> states() const
    {
        std::uint64_t count = 1;
        for (const auto &[name, subject] : m_subjects) {
            count *= subject.isThing ? 2 : subject.values.size() + 2;
            if (count > maxStates)
                return std::nullopt;
        }
        return count;
    }

    State state(std::uint64_t number) const
    {
        State result;
        for (const auto &[name, subject] : m_subjects) {
            const std::uint64_t count = subject.isThing ? 2 : subject.values.size() + 2;
            result[name] = static_cast<int>(number % count) - (subject.isThing ? 1 : 2);
            number /= count;
        }
        return result;
    }

    bool isFilled(const State &state) const
    {
        return std::all_of(m_compared.begin(), m_compared.end(),
                           [&state](const std::string &name) { return state.find(name)->second >= 0; });
    }

    Truth evaluate(const Expression &e, const State &state) const
    {
        switch (e.kind) {
        case Kind::yes:
            return Truth::yes;
        case Kind::no:
            return Truth::no;
        case Kind::unknown:
        case Kind::open:
            return Truth::unknown;
        case Kind::negation: {
            const Truth inner = evaluate(e.parts.front(), state);
            return inner == Truth::unknown ? inner : inner == Truth::yes ? Truth::no : Truth::yes;
        }
        case Kind::all:
        case Kind::any:
            return joined(e, state);
        default:
            return atom(e, state) ? Truth::yes : Truth::no;
        }
    }

private:
    static void add(Subject &subject, const std::string &value)
    {
        if (std::find(subject.values.begin(), subject.values.end(), value) == subject.values.end())
            subject.values.push_back(value);
    }

    Truth joined(const Expression &e, const State &state) const
    {
        const Truth decisive = e.is(Kind::all) ? Truth::no : Truth::yes;
        Truth result = e.is(Kind::all) ? Truth::yes : Truth::no;
        for (const Expression &part : e.parts) {
            const Truth truth = evaluate(part, state);
            if (truth == decisive)
                return decisive;
            if (truth == Truth::unknown)
                result = truth;
        }
        return result;
    }

    bool atom(const Expression &e, const State &state) const
    {
        const std::string name = subjectOf(e, m_withLevel);
        const int at = state.find(name)->second;
        if (e.is(Kind::module) || e.is(Kind::group))
            return at == 0;
        if (e.is(Kind::present))
            return at != absent;
        if (e.is(Kind::filled))
            return at >= 0;
        if (e.is(Kind::empty))
            return at == empty;
        const std::string value =
            at >= 0 ? m_subjects.find(name)->second.values[static_cast<std::size_t>(at)] : std::string{};
        if (e.is(Kind::items) || e.is(Kind::values))
            return compares(at >= 0 ? value : "0", e.op, e.literals.front());
        if (at < 0)
            return false;
        if (e.is(Kind::compare))
            return compares(value, e.op, e.literals.front());
        return std::any_of(e.literals.begin(), e.literals.end(),
                           [&value](const std::string &literal) { return bare(literal) == value; });
    }

    static bool compares(const std::string &value, const std::string &op, const std::string &literal)
    {
        if (op == "=")
            return value == bare(literal);
        const auto left = numberOf(value);
        const auto right = numberOf(bare(literal));
        if (!left || !right)
            return false;
        return op == "<" ? *left < *right : op == "<=" ? *left <= *right : op == ">" ? *left > *right : *left >= *right;
    }

    bool m_withLevel;
    std::map<std::string, Subject, std::less<>> m_subjects;
    std::set<std::string> m_compared;
};

Likeness compared(const Expression &a, const Expression &b, bool withLevel)
{
    Table table(withLevel);
    table.collect(a);
    table.collect(b);
    const auto count = table.states();
    if (!count)
        return Likeness::tooLarge;
    Likeness result = Likeness::same;
    for (std::uint64_t i = 0; i < *count; ++i) {
        const State state = table.state(i);
        const Truth left = table.evaluate(a, state);
        const Truth right = table.evaluate(b, state);
        if (left == right)
            continue;
        if (left == Truth::unknown || right == Truth::unknown)
            result = result == Likeness::different ? result : Likeness::oneIsOutside;
        else if (!table.isFilled(state))
            result = result == Likeness::same ? Likeness::sameWhereFilled : result;
        else
            return Likeness::different;
    }
    return result;
}

} // namespace

Likeness likenessOf(const Expression &a, const Expression &b)
{
    const Likeness exact = compared(a, b, true);
    if (exact == Likeness::same || exact == Likeness::tooLarge)
        return exact;
    const Likeness loose = compared(a, b, false);
    return loose == Likeness::same && exact != Likeness::oneIsOutside ? Likeness::sameButLevel : loose;
}

} // namespace mi::standard
