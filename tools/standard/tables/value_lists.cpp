#include "tools/standard/tables/value_lists.h"

#include "tools/standard/tables/text_table.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <regex>
#include <span>

namespace mi::tables {

namespace {

constexpr std::string_view integerVrs[] = {"US", "SS", "UL", "SL", "UV", "SV", "IS", "US or SS"};
constexpr std::string_view decimalVrs[] = {"DS", "FL", "FD"};
constexpr std::size_t maximumCodeString = 16;

bool isOneOf(std::string_view word, std::span<const std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '"'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '"' || text.back() == '.'))
        text.remove_suffix(1);
    return text;
}

// "16", "0x0010" or "0010H".
std::optional<std::string> integer(std::string_view text)
{
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
        base = 16;
    } else if (text.ends_with('H') || text.ends_with('h')) {
        text.remove_suffix(1);
        base = 16;
    }
    long long value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size())
        return std::nullopt;
    return std::to_string(value);
}

std::optional<std::string> decimal(std::string_view text)
{
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = !text.empty() && read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return isNumber ? std::optional{std::string{text}} : std::nullopt;
}

// "0x0018,0x1063", "(0018,1063)", "0018,1063" or "00181063H".
std::optional<std::string> tag(std::string_view text)
{
    std::string digits;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '0' && at + 1 < text.size() && text[at + 1] == 'x')
            ++at;
        else if (std::isxdigit(static_cast<unsigned char>(text[at])) != 0)
            digits += static_cast<char>(std::toupper(static_cast<unsigned char>(text[at])));
        else if (std::string_view{"(), Hh"}.find(text[at]) == std::string_view::npos)
            return std::nullopt;
    }
    if (digits.size() != 8)
        return std::nullopt;
    return "(" + digits.substr(0, 4) + "," + digits.substr(4) + ")";
}

bool isCodeString(std::string_view text)
{
    return !text.empty() && text.size() <= maximumCodeString && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_';
    });
}

struct Header {
    bool isEnumerated;
    unsigned valueNumber;
};

// A line that ends with the announcement of a list, unless what it announces depends on something.
std::optional<Header> headerIn(const std::string &line)
{
    static const std::regex pattern{R"((Enumerated Values?|Defined Terms?)(?: are)?(?: for Value (\d))?:\s*$)"};
    std::smatch match;
    if (!std::regex_search(line, match, pattern))
        return std::nullopt;
    const std::string number = match[2];
    return Header{match[1].str().front() == 'E', number.empty() ? 0U : static_cast<unsigned>(number[0] - '0')};
}

bool announcesList(const std::string &line)
{
    return line.find("Enumerated Value") != std::string::npos || line.find("Defined Term") != std::string::npos;
}

std::string quotedIfNeeded(const std::string &value)
{
    const bool isTag = value.starts_with('(');
    const bool needsQuotes = value.empty() || (!isTag && value.find_first_of(" |:\"{},()") != std::string::npos);
    return needsQuotes ? "\"" + value + "\"" : value;
}

} // namespace

std::optional<std::string> normalisedValue(std::string_view text, const Element &element)
{
    text = trimmed(text);
    if (isOneOf(element.vr, integerVrs)) {
        const auto number = integer(text);
        return number && element.vr == "SS" && number->size() >= 5 && (*number)[0] != '-'
                   ? std::to_string(std::stol(*number) - 65536) // FFFFH is -1
                   : number;
    }
    if (isOneOf(element.vr, decimalVrs))
        return text.starts_with("0x") ? integer(text) : decimal(text);
    if (element.vr == "AT")
        return tag(text);
    if (element.vr == "CS")
        return isCodeString(text) ? std::optional{std::string{text}} : std::nullopt;
    if (element.vr == "UI") {
        const bool isUid = !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
        return isUid ? std::optional{std::string{text}} : std::nullopt;
    }
    constexpr std::string_view textVrs[] = {"LO", "SH", "AS", "UC"};
    const bool isPlain = !text.empty() && text.size() <= 64 && text.find_first_of("\\\"\n") == std::string_view::npos;
    return isOneOf(element.vr, textVrs) && isPlain ? std::optional{std::string{text}} : std::nullopt;
}

std::vector<ValueList> valuesInText(std::string_view text, const Element &element)
{
    std::vector<ValueList> lists;
    bool isOpen = false; // in the lines of lists.back()
    bool isBad = false;
    const auto close = [&] {
        if (isOpen && (isBad || lists.back().values.empty()))
            lists.pop_back();
        isOpen = isBad = false;
    };
    for (const std::string &line : split(text, '\n')) {
        if (isOpen && line.starts_with("- ")) {
            const auto equals = line.find(" = ");
            const std::string meaning = equals == std::string::npos ? "" : line.substr(equals + 3);
            const auto value = normalisedValue(
                std::string_view{line}.substr(2, equals == std::string::npos ? equals : equals - 2), element);
            if (value &&
                std::find(lists.back().values.begin(), lists.back().values.end(), *value) == lists.back().values.end())
                lists.back().values.push_back(*value);
            isBad = isBad || !value || announcesList(meaning);
            continue;
        }
        close();
        if (const auto header = headerIn(line)) {
            lists.push_back({header->isEnumerated, header->valueNumber, {}});
            isOpen = true;
        } else if (announcesList(line) && line.ends_with(':')) {
            return {}; // what is listed depends on something; then the other lists do too
        }
    }
    close();
    return lists;
}

std::optional<std::string> itemsInText(std::string_view text)
{
    static const std::regex sentence{
        R"((?:^|[.\n]\s*)(Only a single|Only one|One or more|One or two|Zero or more|Zero or one|Two or more|Two|One|Three|A single) Items? (?:shall|may) be (?:included|present|permitted)(?: in (?:this|the) Sequence)?(?=\.|$|\n))",
        std::regex::icase};
    static const std::map<std::string, std::string> counts{{"only a single", "1"},
                                                           {"only one", "1"},
                                                           {"one or more", "1-n"},
                                                           {"one or two", "1-2"},
                                                           {"zero or more", "0-n"},
                                                           {"zero or one", "0-1"},
                                                           {"two or more", "2-n"},
                                                           {"two", "2"},
                                                           {"one", "1"},
                                                           {"three", "3"},
                                                           {"a single", "1"}};
    std::optional<std::string> found;
    const std::string whole{text};
    for (auto at = std::sregex_iterator(whole.begin(), whole.end(), sentence); at != std::sregex_iterator{}; ++at) {
        std::string words = (*at)[1];
        std::transform(words.begin(), words.end(), words.begin(), [](unsigned char c) { return std::tolower(c); });
        const auto &count = counts.at(words);
        if (found && *found != count)
            return std::nullopt;
        found = count;
    }
    return found;
}

std::string valueLine(const ValueList &list)
{
    std::string line = list.isEnumerated ? "enum " : "terms ";
    if (list.valueNumber != 0)
        line += "value " + std::to_string(list.valueNumber) + " ";
    for (std::size_t at = 0; at < list.values.size(); ++at)
        line += (at == 0 ? "" : " | ") + quotedIfNeeded(list.values[at]);
    return line;
}

} // namespace mi::tables
