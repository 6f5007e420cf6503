#include "core/checks/values/charset_declaration.h"

#include "core/dicom/character_set_terms.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

using character_sets::FoundTerm;

// All terms of the standard together are shorter; what is longer is not worth taking apart.
constexpr std::size_t maxDeclaration = 512;

template <class Function>
void forEachTerm(std::string_view declaration, Function function)
{
    for (std::size_t start = 0, number = 0; start <= declaration.size(); ++number) {
        const std::size_t end = std::min(declaration.find('\\', start), declaration.size());
        function(trimmedPadding(declaration.substr(start, end - start)), number);
        start = end + 1;
    }
}

std::string spellingOf(const FoundTerm &found, bool isOneOfSeveral)
{
    const std::string_view spelling = found.term->single.empty() || (isOneOfSeveral && !found.term->extended.empty())
                                          ? found.term->extended
                                          : found.term->single;
    return std::string(spelling);
}

// Not allowed as the first term: it would leave nothing for ASCII.
bool isMultiByte(const FoundTerm &found)
{
    const auto isTwoByte = [](const character_sets::CodedSet *set) { return set != nullptr && set->isTwoByte; };
    return found.term != nullptr && (isTwoByte(found.term->g0) || isTwoByte(found.term->g1));
}

DeclarationDefect spellingDefect(std::string_view declaration)
{
    DeclarationDefect defect;
    const bool isOneOfSeveral = declaration.find('\\') != std::string_view::npos;
    forEachTerm(declaration, [&](std::string_view term, std::size_t) {
        const FoundTerm found = character_sets::findTerm(term);
        if (term.empty() || found.isDefined || defect.id == "text.charset.unknown-term")
            return;
        if (found.term == nullptr)
            defect = {"text.charset.unknown-term", std::string(term), "a Defined Term of PS3.3 C.12.1.1.2"};
        else
            defect = {"text.charset.misspelt", std::string(term), spellingOf(found, isOneOfSeveral)};
        if (defect.expected == "ISO 2022 IR 6" && !isOneOfSeveral)
            defect.expected = "no value, for ASCII";
    });
    return defect;
}

} // namespace

DeclarationDefect declarationDefect(std::string_view declaration)
{
    constexpr std::array usual{std::string_view{"ISO_IR 100"}, std::string_view{"ISO_IR 192"}, std::string_view{}};
    const std::string_view value = trimmedPadding(declaration);
    if (std::ranges::find(usual, value) != usual.end())
        return {};
    if (declaration.size() > maxDeclaration)
        return {"text.charset.unknown-term", std::string(value.substr(0, 80)), "a few Defined Terms"};
    DeclarationDefect defect = spellingDefect(declaration);
    if (!defect.id.empty())
        return defect;
    const bool hasSeveral = declaration.find('\\') != std::string_view::npos;
    forEachTerm(declaration, [&](std::string_view term, std::size_t number) {
        const FoundTerm found = character_sets::findTerm(term);
        const bool isAlone = found.term != nullptr && found.term->isWhole;
        const std::string all(value);
        if (hasSeveral && (isAlone || (term.empty() && number > 0)))
            defect = {"text.charset.not-combinable", all, isAlone ? std::string(term) + " alone" : "no empty value"};
        else if (!defect.id.empty())
            return;
        else if (number == 0 && isMultiByte(found))
            defect = {"text.charset.first-value", all, "a single-byte set or no value in front"};
        else if (hasSeveral && !term.empty() && !found.isExtended)
            defect = {"text.charset.not-extensible", all, spellingOf(found, true)};
        else if (!hasSeveral && found.isExtended)
            defect = {"text.charset.single-extension", all,
                      found.term->single.empty() ? "no value, for ASCII" : spellingOf(found, false)};
    });
    return defect;
}

bool isDeclarationUnderstood(std::string_view declaration)
{
    if (declaration.size() > maxDeclaration)
        return false;
    bool isUnderstood = true;
    forEachTerm(declaration, [&](std::string_view term, std::size_t) {
        isUnderstood = isUnderstood && (term.empty() || character_sets::findTerm(term).term != nullptr);
    });
    return isUnderstood;
}

bool isAlphabetDeclaration(std::string_view declaration)
{
    constexpr std::array alphabets{"100", "101", "109", "110", "144", "148", "203"};
    const FoundTerm found = character_sets::findTerm(trimmedPadding(declaration));
    return found.term != nullptr && std::ranges::find(alphabets, found.term->meaning) != alphabets.end();
}

std::string_view probableCharacterSet(std::string_view bytes)
{
    if (bytes.find("\x1b$") != std::string_view::npos || bytes.find("\x1b(") != std::string_view::npos ||
        bytes.find("\x1b)") != std::string_view::npos || bytes.find("\x1b-") != std::string_view::npos)
        return "looks like ISO 2022 with escape sequences";
    if (isValidUtf8(bytes))
        return "looks like UTF-8";
    // Two-byte sets come in pairs; a long run of letters with accents is rare in Latin-1.
    std::size_t longest = 0;
    bool allEven = true;
    bool hasC1 = false;
    for (std::size_t i = 0; i < bytes.size();) {
        std::size_t run = 0;
        for (; i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80; ++i, ++run)
            hasC1 = hasC1 || static_cast<unsigned char>(bytes[i]) < 0xA0;
        allEven = allEven && run % 2 == 0;
        longest = std::max(longest, run);
        i += run == 0 ? 1 : 0;
    }
    if (allEven && longest >= 4)
        return "looks like a two-byte set (GBK, EUC-KR, ...)";
    return hasC1 ? "looks like Windows-1252" : "looks like ISO_IR 100 (Latin-1)";
}

} // namespace mi
