// Vr: the Value Representations of PS3.5 6.2, and what their encoding needs. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mi {

enum class Vr : std::uint8_t {
    AE,
    AS,
    AT,
    CS,
    DA,
    DS,
    DT,
    FD,
    FL,
    IS,
    LO,
    LT,
    OB,
    OD,
    OF,
    OL,
    OV,
    OW,
    PN,
    SH,
    SL,
    SQ,
    SS,
    ST,
    SV,
    TM,
    UC,
    UI,
    UL,
    UN,
    UR,
    US,
    UT,
    UV,
    unknown, // the code in the file is none of these, or nothing says what it is
    none,    // items and delimiters have no VR
};

// The VR of a two-letter code as it stands in an explicit-VR encoding.
std::optional<Vr> vrFromCode(std::string_view code);

// "PN"; "??" for unknown and "" for none.
std::string_view toString(Vr vr);

// Explicit VR with a reserved field and a 32-bit length (PS3.5 7.1.2, table 7.1-1).
bool hasLongLength(Vr vr);

// Text whose characters depend on Specific Character Set (PS3.5 6.1.2.3): LO LT PN SH ST UC UT.
bool isCharacterSetDependent(Vr vr);

// Backslash separates values (not for LT ST UT UR and the binary VRs).
bool isMultiValuedText(Vr vr);

// Text of any kind.
bool isText(Vr vr);

// Bytes of one value of a binary VR of fixed size (AT FD FL SL SS SV UL US UV OD OF OL OV OW); 0 for all others.
unsigned fixedValueSize(Vr vr);

} // namespace mi
