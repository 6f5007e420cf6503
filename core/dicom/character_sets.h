// Decodes text to UTF-8 under Specific Character Set (0008,0005), PS3.3 C.12.1.1.2 and PS3.5 6.1. One decoder per
// thread and Data Set; it never changes the Data Set.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

struct DecodedText {
    std::string utf8;             // undecodable bytes as U+FFFD
    bool isComplete = true;       // false: some bytes could not be decoded
    std::size_t firstBadByte = 0; // offset in the value, if not complete
    // An escape sequence designates a set that (0008,0005) does not announce; it was followed all the same.
    bool hasUndeclaredEscape = false;
    // A two-byte set was still in force at a delimiter, a control character or the end (PS3.5 6.1.2.5.3).
    bool isNotSwitchedBack = false;
};

class CharacterSetDecoder {
public:
    // `specificCharacterSet`: the value of (0008,0005) as encoded; "" is the default repertoire (ISO-IR 6).
    // A term that is not one of the standard's is listed in unknownTerms(); it is decoded by its obvious meaning
    // ("iso-ir 100", "UTF-8"), and as ASCII if it has none.
    explicit CharacterSetDecoder(std::string_view specificCharacterSet);
    ~CharacterSetDecoder();
    CharacterSetDecoder(CharacterSetDecoder &&) noexcept;
    CharacterSetDecoder &operator=(CharacterSetDecoder &&) noexcept;

    // The terms as they stand in the file, without padding; empty values included.
    const std::vector<std::string> &declaredTerms() const;
    const std::vector<std::string> &unknownTerms() const;
    // More than one term, or one that announces escape sequences ("ISO 2022 IR 100").
    bool usesCodeExtensions() const;
    // `isPersonName`: "^" and "=" reset code extensions as backslash does (PS3.5 6.1.2.5.3). Padding is kept, and
    // backslashes are: split multiple values after decoding, because GBK has the backslash's byte inside characters.
    DecodedText decode(std::string_view value, bool isPersonName);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

// A person name for display: "DOE^JANE^^^" is "DOE, JANE"; the alphabetic group, else the ideographic one.
std::string displayPersonName(std::string_view utf8);

} // namespace mi
