#include "core/study/person_name.h"

#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace mi {

namespace {

// Letters of Latin-1 and Latin Extended-A (U+00C0 to U+017F) as base letters; "" keeps the letter as it is.
constexpr std::array<std::string_view, 0x180 - 0xC0> baseLetters = {
    "a", "a", "a", "a", "a",  "a",  "ae", "c", "e", "e",  "e", "e", "i", "i", "i",  "i",  "d",  "n", "o", "o", "o", "o",
    "o", "",  "o", "u", "u",  "u",  "u",  "y", "",  "ss", "a", "a", "a", "a", "a",  "a",  "ae", "c", "e", "e", "e", "e",
    "i", "i", "i", "i", "d",  "n",  "o",  "o", "o", "o",  "o", "",  "o", "u", "u",  "u",  "u",  "y", "",  "y", "a", "a",
    "a", "a", "a", "a", "c",  "c",  "c",  "c", "c", "c",  "c", "c", "d", "d", "d",  "d",  "e",  "e", "e", "e", "e", "e",
    "e", "e", "e", "e", "g",  "g",  "g",  "g", "g", "g",  "g", "g", "h", "h", "h",  "h",  "i",  "i", "i", "i", "i", "i",
    "i", "i", "i", "i", "ij", "ij", "j",  "j", "k", "k",  "k", "l", "l", "l", "l",  "l",  "l",  "l", "l", "l", "l", "n",
    "n", "n", "n", "n", "n",  "n",  "n",  "n", "o", "o",  "o", "o", "o", "o", "oe", "oe", "r",  "r", "r", "r", "r", "r",
    "s", "s", "s", "s", "s",  "s",  "s",  "s", "t", "t",  "t", "t", "t", "t", "u",  "u",  "u",  "u", "u", "u", "u", "u",
    "u", "u", "u", "u", "w",  "w",  "y",  "y", "y", "z",  "z", "z", "z", "z", "z",  "s"};

bool isLetterOrDigit(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

// Words in small base letters, sorted. German keyboards write an umlaut with an e behind it: "ae", "oe" and "ue" are
// taken for the letter alone, on both sides.
std::vector<std::string> wordsOf(std::string_view group)
{
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto c = static_cast<unsigned char>(group[i]);
        if (!isLetterOrDigit(c)) {
            if (c != '\'' && !words.back().empty())
                words.emplace_back();
            continue;
        }
        if (c < 0x80) {
            words.back() += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
            continue;
        }
        const unsigned next = i + 1 < group.size() ? static_cast<unsigned char>(group[i + 1]) : 0U;
        const unsigned code = ((c & 0x1FU) << 6U) | (next & 0x3FU);
        if (c >= 0xC3 && c <= 0xC5 && code >= 0xC0 && !baseLetters[code - 0xC0].empty()) {
            words.back() += baseLetters[code - 0xC0];
            ++i;
        } else {
            words.back() += group[i];
        }
    }
    std::erase(words, std::string{});
    for (std::string &word : words) {
        for (const std::string_view pair : {"ae", "oe", "ue"}) {
            for (std::size_t at = word.find(pair); at != std::string::npos; at = word.find(pair, at + 1))
                word.erase(at + 1, 1);
        }
    }
    std::ranges::sort(words);
    return words;
}

std::array<std::string_view, 3> groupsOf(std::string_view name)
{
    std::array<std::string_view, 3> groups;
    for (std::string_view &group : groups) {
        const std::size_t end = std::min(name.find('='), name.size());
        group = trimmedPadding(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return groups;
}

} // namespace

bool isSpellingVariant(std::string_view a, std::string_view b)
{
    if (trimmedPadding(a).empty() || trimmedPadding(b).empty())
        return trimmedPadding(a).empty() == trimmedPadding(b).empty();
    const std::array<std::string_view, 3> left = groupsOf(a);
    const std::array<std::string_view, 3> right = groupsOf(b);
    for (std::size_t i = 0; i < left.size(); ++i) {
        const std::vector<std::string> leftWords = wordsOf(left[i]);
        const std::vector<std::string> rightWords = wordsOf(right[i]);
        if (leftWords.empty() || rightWords.empty())
            continue;
        // One word alone is a family name, which many people share.
        const bool mayLack = std::min(leftWords.size(), rightWords.size()) >= 2;
        if (leftWords == rightWords ||
            (mayLack && (std::ranges::includes(leftWords, rightWords) || std::ranges::includes(rightWords, leftWords))))
            return true;
        // Written together or apart: "DE GROOT" and "DEGROOT".
        std::string leftAll;
        std::string rightAll;
        for (const std::string &word : leftWords)
            leftAll += word;
        for (const std::string &word : rightWords)
            rightAll += word;
        std::ranges::sort(leftAll);
        std::ranges::sort(rightAll);
        if (leftAll == rightAll && leftWords.size() != rightWords.size())
            return true;
    }
    return false;
}

bool isSameButForForm(std::string_view a, std::string_view b)
{
    const auto folded = [](std::string_view text) {
        std::string out;
        for (const char c : text) {
            if (isLetterOrDigit(static_cast<unsigned char>(c)))
                out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        return out;
    };
    const std::string left = folded(a);
    return !left.empty() && left == folded(b);
}

} // namespace mi
