// The Defined Terms of Specific Character Set with the sets and escape sequences they announce (PS3.3 C.12.1.1.2,
// tables C.12-2 to C.12-5). Constants and look-ups for character_sets.cpp; any thread.
#pragma once

#include "core/dicom/character_tables.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace mi::character_sets {

enum ConverterSlot : std::size_t { eucJp, eucKr, eucCn, gb18030Slot, gbkSlot, converterCount };

enum class Kind : unsigned char { ascii, romaji, katakana, table, twoByte, whole };

// A coded character set that can be designated to G0 or G1, or one that stands alone.
struct CodedSet {
    Kind kind = Kind::ascii;
    const character_tables::HighHalf *table = nullptr;
    const char *conversion = nullptr; // name for iconv; null if none is needed
    ConverterSlot converter = eucJp;  // where the decoder keeps it
    char prefix = 0;                  // before the two bytes in the extended Unix code
    bool isTwoByte = kind == Kind::twoByte;

    // The character of a byte of a single-byte set; 0 if it has none.
    constexpr char16_t decode(unsigned char byte) const
    {
        switch (kind) {
        case Kind::ascii:
            return byte;
        case Kind::romaji: // JIS X 0201: 5C is the delimiter, not the yen sign
            return byte == 0x7E ? char16_t{0x203E} : char16_t{byte};
        case Kind::katakana:
            return byte >= 0xA1 && byte <= 0xDF ? static_cast<char16_t>(0xFF61 + (byte - 0xA1)) : char16_t{0};
        case Kind::table:
            return byte >= 0xA0 ? (*table)[byte - 0xA0U] : char16_t{0};
        default:
            return 0;
        }
    }
};

inline constexpr CodedSet ascii{};
inline constexpr CodedSet romaji{.kind = Kind::romaji};
inline constexpr CodedSet katakana{.kind = Kind::katakana};
inline constexpr CodedSet latin1{.kind = Kind::table, .table = &character_tables::latin1};
inline constexpr CodedSet latin2{.kind = Kind::table, .table = &character_tables::latin2};
inline constexpr CodedSet latin3{.kind = Kind::table, .table = &character_tables::latin3};
inline constexpr CodedSet latin4{.kind = Kind::table, .table = &character_tables::latin4};
inline constexpr CodedSet cyrillic{.kind = Kind::table, .table = &character_tables::cyrillic};
inline constexpr CodedSet arabic{.kind = Kind::table, .table = &character_tables::arabic};
inline constexpr CodedSet greek{.kind = Kind::table, .table = &character_tables::greek};
inline constexpr CodedSet hebrew{.kind = Kind::table, .table = &character_tables::hebrew};
inline constexpr CodedSet latin5{.kind = Kind::table, .table = &character_tables::latin5};
inline constexpr CodedSet latin9{.kind = Kind::table, .table = &character_tables::latin9};
inline constexpr CodedSet thai{.kind = Kind::table, .table = &character_tables::thai};
inline constexpr CodedSet jisX0208{.kind = Kind::twoByte, .conversion = "EUC-JP", .converter = eucJp};
inline constexpr CodedSet jisX0212{.kind = Kind::twoByte, .conversion = "EUC-JP", .converter = eucJp, .prefix = '\x8F'};
inline constexpr CodedSet ksX1001{.kind = Kind::twoByte, .conversion = "EUC-KR", .converter = eucKr};
inline constexpr CodedSet gb2312{.kind = Kind::twoByte, .conversion = "GB2312", .converter = eucCn};
inline constexpr CodedSet utf8{.kind = Kind::whole};
inline constexpr CodedSet gb18030{.kind = Kind::whole, .conversion = "GB18030", .converter = gb18030Slot};
inline constexpr CodedSet gbk{.kind = Kind::whole, .conversion = "GBK", .converter = gbkSlot};

struct Designation {
    std::string_view sequence; // behind ESC
    const CodedSet *set;
    bool isG1;
};

inline constexpr std::array<Designation, 18> designations{{
    {"(B", &ascii, false},
    {"(J", &romaji, false},
    {")I", &katakana, true},
    {"-A", &latin1, true},
    {"-B", &latin2, true},
    {"-C", &latin3, true},
    {"-D", &latin4, true},
    {"-L", &cyrillic, true},
    {"-G", &arabic, true},
    {"-F", &greek, true},
    {"-H", &hebrew, true},
    {"-M", &latin5, true},
    {"-b", &latin9, true},
    {"-T", &thai, true},
    {"$B", &jisX0208, false},
    {"$(D", &jisX0212, false},
    {"$)C", &ksX1001, true},
    {"$)A", &gb2312, true},
}};

struct Term {
    std::string_view single;   // "ISO_IR 100"; "" if the set needs code extensions
    std::string_view extended; // "ISO 2022 IR 100"; "" if it cannot take part in them
    std::string_view meaning;  // the registration number, for terms that are spelled wrongly
    const CodedSet *g0;
    const CodedSet *g1;
    bool isWhole = false;
};

inline constexpr std::array<Term, 20> terms{{
    {"", "ISO 2022 IR 6", "6", &ascii, nullptr},
    {"ISO_IR 100", "ISO 2022 IR 100", "100", &ascii, &latin1},
    {"ISO_IR 101", "ISO 2022 IR 101", "101", &ascii, &latin2},
    {"ISO_IR 109", "ISO 2022 IR 109", "109", &ascii, &latin3},
    {"ISO_IR 110", "ISO 2022 IR 110", "110", &ascii, &latin4},
    {"ISO_IR 144", "ISO 2022 IR 144", "144", &ascii, &cyrillic},
    {"ISO_IR 127", "ISO 2022 IR 127", "127", &ascii, &arabic},
    {"ISO_IR 126", "ISO 2022 IR 126", "126", &ascii, &greek},
    {"ISO_IR 138", "ISO 2022 IR 138", "138", &ascii, &hebrew},
    {"ISO_IR 148", "ISO 2022 IR 148", "148", &ascii, &latin5},
    {"ISO_IR 203", "ISO 2022 IR 203", "203", &ascii, &latin9},
    {"ISO_IR 13", "ISO 2022 IR 13", "13", &romaji, &katakana},
    {"ISO_IR 166", "ISO 2022 IR 166", "166", &ascii, &thai},
    {"", "ISO 2022 IR 87", "87", &jisX0208, nullptr},
    {"", "ISO 2022 IR 159", "159", &jisX0212, nullptr},
    {"", "ISO 2022 IR 149", "149", nullptr, &ksX1001},
    {"", "ISO 2022 IR 58", "58", nullptr, &gb2312},
    {"ISO_IR 192", "", "192", nullptr, &utf8, true},
    {"GB18030", "", "GB18030", nullptr, &gb18030, true},
    {"GBK", "", "GBK", nullptr, &gbk, true},
}};

// Names that other standards and programs have for the same sets, without punctuation and without a leading "ISO".
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 20> otherNames{{
    {"UTF8", "192"},  {"10646", "192"},  {"UNICODE", "192"}, {"ASCII", "6"},   {"USASCII", "6"},
    {"646", "6"},     {"LATIN1", "100"}, {"88591", "100"},   {"88592", "101"}, {"88593", "109"},
    {"88594", "110"}, {"88595", "144"},  {"88596", "127"},   {"88597", "126"}, {"88598", "138"},
    {"88599", "148"}, {"885915", "203"}, {"885911", "166"},  {"GB2312", "58"}, {"EUCKR", "149"},
}};

struct FoundTerm {
    const Term *term = nullptr; // what is meant; null if that cannot be told
    bool isDefined = false;     // spelled as the standard defines it
    bool isExtended = false;    // announces escape sequences
};

// "iso-ir_100" to "100".
inline std::string meaningOf(std::string_view text)
{
    std::string letters;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z')
            letters += static_cast<char>(c - 'a' + 'A');
        else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
            letters += c;
    }
    for (const std::string_view prefix : {"ISO", "2022", "IR"}) {
        if (letters.starts_with(prefix))
            letters.erase(0, prefix.size());
    }
    for (const auto &[name, meaning] : otherNames) {
        if (letters == name)
            return std::string{meaning};
    }
    return letters;
}

// `text` without padding; "" is the default repertoire.
inline FoundTerm findTerm(std::string_view text)
{
    for (const Term &term : terms) {
        const bool isExtended = !text.empty() && text == term.extended;
        if (isExtended || (text == term.single && (!text.empty() || term.meaning == "6")))
            return {&term, true, isExtended};
    }
    const std::string meaning = meaningOf(text);
    for (const Term &term : terms) {
        if (meaning == term.meaning)
            return {&term, false, text.find("2022") != std::string_view::npos};
    }
    return {};
}

} // namespace mi::character_sets
