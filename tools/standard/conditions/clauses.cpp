#include "tools/standard/conditions/clauses.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace mi::standard {

namespace {

using Kind = Clause::Kind;

constexpr std::size_t maxDescription = 20000; // bytes; the longest of the standard has 6,000

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

// Case-insensitive, at `at`; the match ends at the end of a word.
bool matchesAt(std::string_view text, std::size_t at, std::string_view words)
{
    if (text.size() - at < words.size())
        return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (lower(text[at + i]) != words[i])
            return false;
    }
    const std::size_t end = at + words.size();
    return end == text.size() || !isLetter(text[end]) || !isLetter(words.back());
}

// What a clause begins with. Longer ones first; those of `needsStart` count at the start of a sentence or after a comma
// only, because they may be about another attribute.
struct Head {
    std::string_view words;
    Kind kind;
    bool needsStart;
};

constexpr std::array heads = {
    Head{"required if required if", Kind::required, false},
    Head{"required only if", Kind::required, false},
    Head{"required, if", Kind::required, false},
    Head{"required if:", Kind::required, false},
    Head{"required if", Kind::required, false},
    Head{"required when", Kind::required, false},
    Head{"required for", Kind::required, true},
    Head{"required to", Kind::required, true},
    Head{"required as described", Kind::required, true},
    Head{"shall be present if", Kind::required, true},
    Head{"shall be present when", Kind::required, true},
    Head{"shall be present for", Kind::required, true},
    Head{"shall be included if", Kind::required, true},
    Head{"otherwise, required when", Kind::required, true},
    Head{"it shall not be present otherwise", Kind::forbiddenOtherwise, true},
    Head{"shall not be present otherwise", Kind::forbiddenOtherwise, true},
    Head{"and shall not be present otherwise", Kind::forbiddenOtherwise, true},
    Head{"shall not be present if", Kind::forbidden, true},
    Head{"shall not be present, if", Kind::forbidden, true},
    Head{"shall not be present when", Kind::forbidden, true},
    Head{"shall not be present unless", Kind::allowed, true},
    Head{"shall not be included if", Kind::forbidden, true},
    Head{"shall not be present in", Kind::forbidden, true},
    Head{"otherwise may be present, if", Kind::allowed, true},
    Head{"otherwise may be present if", Kind::allowed, true},
    Head{"otherwise may be present only if", Kind::allowed, true},
    Head{"may be present otherwise only if", Kind::allowed, false},
    Head{"may be present otherwise, only if", Kind::allowed, false},
    Head{"may be present otherwise, if", Kind::allowed, false},
    Head{"may be present otherwise if", Kind::allowed, false},
    Head{"may be present only if", Kind::allowed, true},
    Head{"may only be present if", Kind::allowed, true},
    Head{"may also be present if", Kind::allowed, false},
    Head{"may be present if", Kind::allowed, false},
    Head{"may be present, if", Kind::allowed, false},
    Head{"may be present when", Kind::allowed, false},
    Head{"may be present for", Kind::allowed, true},
    Head{"optional if", Kind::allowed, true},
    Head{"may also be present otherwise", Kind::allowedOtherwise, false},
    Head{"may be present otherwise", Kind::allowedOtherwise, false},
    Head{"may be included otherwise", Kind::allowedOtherwise, false},
};

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else if (c != '\r')
            lines.back() += c == '\t' ? ' ' : c;
    }
    return lines;
}

std::string trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return std::string{text};
}

// Does the sentence of a clause go on in the next line?
bool beginsAList(std::string_view line)
{
    if (line.find("equired") == std::string_view::npos && line.find("resent if") == std::string_view::npos)
        return false;
    if (line.back() == ':' || line.back() == ',')
        return true;
    const auto lastWord = line.substr(line.rfind(' ') + 1);
    return lastWord == "is" || lastWord == "or" || lastWord == "and";
}

// Paragraphs, lists joined to the sentence that they belong to; notes left out.
std::vector<std::string> paragraphsOf(std::string_view description)
{
    std::vector<std::string> paragraphs;
    bool isNote = false;
    bool hasNoteText = false;
    bool joins = false;
    for (const std::string &line : linesOf(description)) {
        std::string text = trimmed(line);
        const bool isBullet = text.starts_with("- ");
        if (isBullet)
            text = trimmed(std::string_view{text}.substr(2));
        if (text == "Note" || text == "Note:" || text == "Notes") {
            isNote = true;
            hasNoteText = false;
            joins = false;
            continue;
        }
        if (isNote && (isBullet || !hasNoteText)) { // the paragraph after the word, and the list after that
            hasNoteText = true;
            continue;
        }
        isNote = false;
        if (text.empty())
            continue;
        if (joins && !paragraphs.empty())
            paragraphs.back() += " " + text;
        else
            paragraphs.push_back(text);
        joins = beginsAList(paragraphs.back());
    }
    return paragraphs;
}

bool endsWithAbbreviation(std::string_view text)
{
    constexpr std::array<std::string_view, 5> abbreviations = {"e.g.", "i.e.", "etc.", "vs.", "cf."};
    return std::any_of(abbreviations.begin(), abbreviations.end(),
                       [text](std::string_view word) { return text.ends_with(word); });
}

std::vector<std::string> sentencesOf(std::string_view paragraph)
{
    std::vector<std::string> sentences;
    std::size_t start = 0;
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        const bool isEnd = paragraph[i] == '.' && (i + 1 == paragraph.size() || isSpace(paragraph[i + 1])) &&
                           !endsWithAbbreviation(paragraph.substr(start, i + 1 - start));
        // "AXIS. or CROSSHAIR" is one sentence.
        std::size_t next = i + 1;
        while (next < paragraph.size() && isSpace(paragraph[next]))
            ++next;
        const bool goesOn = next < paragraph.size() && std::islower(static_cast<unsigned char>(paragraph[next])) != 0;
        if (isEnd && !goesOn) {
            sentences.push_back(trimmed(paragraph.substr(start, i - start)));
            start = i + 1;
        }
    }
    if (start < paragraph.size())
        sentences.push_back(trimmed(paragraph.substr(start)));
    return sentences;
}

struct Found {
    std::size_t at;
    const Head *head;
};

const Head *headAt(std::string_view sentence, std::size_t at, bool isAtStart)
{
    for (const Head &head : heads) {
        if ((isAtStart || !head.needsStart) && matchesAt(sentence, at, head.words))
            return &head;
    }
    return nullptr;
}

// Where the words of a clause may begin: at the start, after "=" of a list of values, or after a comma.
std::size_t startOf(std::string_view sentence)
{
    std::size_t at = 0;
    const auto equals = sentence.find(" = ");
    if (equals != std::string_view::npos && headAt(sentence, equals + 3, true) != nullptr &&
        std::none_of(sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(equals),
                     [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }))
        at = equals + 3;
    for (const std::string_view word : {"It ", "This Attribute ", "\xE2\x80\x93 ", "Only "}) {
        if (sentence.substr(at).starts_with(word))
            at += word.size();
    }
    return at;
}

std::vector<Found> headsIn(std::string_view sentence)
{
    std::vector<Found> found;
    const std::size_t start = startOf(sentence);
    for (std::size_t i = start; i < sentence.size(); ++i) {
        if (i > 0 && isLetter(sentence[i - 1]))
            continue;
        std::size_t before = i;
        while (before > start && isSpace(sentence[before - 1]))
            --before;
        const bool followsClause =
            !found.empty() && before > start && (sentence[before - 1] == ',' || sentence[before - 1] == ';');
        const Head *head = headAt(sentence, i, i == start || followsClause);
        // Words in the middle of a sentence begin a clause only where another one, or the sentence, begins.
        const bool isSecondInline = !found.empty() && std::isupper(static_cast<unsigned char>(sentence[i])) != 0;
        if (head == nullptr || (i != start && !followsClause && !isSecondInline && found.empty()))
            continue;
        found.push_back({i, head});
        i += head->words.size() - 1;
    }
    return found;
}

std::string withoutEdges(std::string_view text)
{
    std::string result = trimmed(text);
    while (!result.empty() && (result.back() == ',' || result.back() == ';' || result.back() == ':' ||
                               result.back() == '.' || isSpace(result.back())))
        result.pop_back();
    std::size_t start = 0;
    while (start < result.size() && (isSpace(result[start]) || result[start] == ',' || result[start] == ':'))
        ++start;
    return result.substr(start);
}

} // namespace

std::vector<Clause> clausesOf(std::string_view description)
{
    std::vector<Clause> clauses;
    for (const std::string &paragraph : paragraphsOf(description.substr(0, maxDescription))) {
        for (const std::string &sentence : sentencesOf(paragraph)) {
            const auto found = headsIn(sentence);
            for (std::size_t i = 0; i < found.size(); ++i) {
                const std::size_t from = found[i].at + found[i].head->words.size();
                const std::size_t to = i + 1 < found.size() ? found[i + 1].at : sentence.size();
                clauses.push_back(
                    {found[i].head->kind, withoutEdges(std::string_view{sentence}.substr(from, to - from))});
            }
        }
    }
    return clauses;
}

} // namespace mi::standard
