// Uid: a DICOM Unique Identifier in its valid form (PS3.5 9.1). A value type; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mi {

// What is wrong with the text of a UID, worst first.
enum class UidDefect {
    none,
    empty,
    illegalCharacter, // other than 0-9 and "."
    tooLong,          // over 64 characters
    emptyComponent,   // "1..2", ".1", "1."
    leadingZero,      // "1.02"
    uuidTooLarge,     // "2.25." with more than the 128 bits of a UUID (PS3.5 B.2)
    illegalRoot,      // first component not 0, 1 or 2, or only one component (ISO/IEC 9834-1)
};

// `text` without its trailing padding.
UidDefect uidDefect(std::string_view text);

// Whether `text` may name a file or folder: digits in components, at most 64 characters; never "..", "/" or "".
bool isSafeAsFileName(std::string_view text);

class Uid {
public:
    // Nothing if the text has any defect but leadingZero, uuidTooLarge and illegalRoot, which real archives have to
    // live with.
    static std::optional<Uid> create(std::string_view text);

    const std::string &text() const { return m_text; }
    auto operator<=>(const Uid &) const = default;

private:
    explicit Uid(std::string_view text) : m_text(text) {}
    std::string m_text;
};

} // namespace mi
