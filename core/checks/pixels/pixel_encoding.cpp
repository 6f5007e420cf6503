#include "core/checks/pixels/pixel_encoding.h"

#include <array>

namespace mi {

namespace {

constexpr std::uint16_t sof(unsigned number)
{
    return static_cast<std::uint16_t>(1U << number);
}

using E = PixelEncoding;

// PS3.5 A.4.1 to A.4.13, PS3.6 table A-1. Coding processes of ITU-T T.81: annexes F, G, H and J.
constexpr std::array<CodingRules, 64> rows{{
    {"1.2.840.10008.1.2", E::native, 0, false, false},
    {"1.2.840.10008.1.2.1", E::native, 0, false, false},
    {"1.2.840.10008.1.2.1.98", E::encapsulatedNative, 0, true, false},
    {"1.2.840.10008.1.2.1.99", E::native, 0, false, false},
    {"1.2.840.10008.1.2.2", E::native, 0, false, false},
    {"1.2.840.10008.1.2.4.50", E::jpeg, sof(0), false, true},
    // A decoder for the extended process also reads the baseline one.
    {"1.2.840.10008.1.2.4.51", E::jpeg, sof(0) | sof(1), false, true},
    {"1.2.840.10008.1.2.4.52", E::jpeg, sof(9) | sof(1), false, true},
    {"1.2.840.10008.1.2.4.53", E::jpeg, sof(2), false, true},
    {"1.2.840.10008.1.2.4.54", E::jpeg, sof(10), false, true},
    {"1.2.840.10008.1.2.4.55", E::jpeg, sof(2), false, true},
    {"1.2.840.10008.1.2.4.56", E::jpeg, sof(10), false, true},
    {"1.2.840.10008.1.2.4.57", E::jpeg, sof(3), true, false},
    {"1.2.840.10008.1.2.4.58", E::jpeg, sof(11), true, false},
    {"1.2.840.10008.1.2.4.59", E::jpeg, 0, false, true},
    {"1.2.840.10008.1.2.4.60", E::jpeg, 0, false, true},
    {"1.2.840.10008.1.2.4.61", E::jpeg, 0, false, true},
    {"1.2.840.10008.1.2.4.62", E::jpeg, 0, false, true},
    {"1.2.840.10008.1.2.4.63", E::jpeg, 0, false, true},
    {"1.2.840.10008.1.2.4.64", E::jpeg, 0, false, true},
    {"1.2.840.10008.1.2.4.65", E::jpeg, 0, true, false},
    {"1.2.840.10008.1.2.4.66", E::jpeg, 0, true, false},
    {"1.2.840.10008.1.2.4.70", E::jpeg, sof(3), true, false},
    {"1.2.840.10008.1.2.4.80", E::jpegLs, 0, true, false},
    {"1.2.840.10008.1.2.4.81", E::jpegLs, 0, false, false},
    {"1.2.840.10008.1.2.4.90", E::jpeg2000, 0, true, false},
    {"1.2.840.10008.1.2.4.91", E::jpeg2000, 0, false, false},
    {"1.2.840.10008.1.2.4.92", E::multiComponent, 0, true, false},
    {"1.2.840.10008.1.2.4.93", E::multiComponent, 0, false, false},
    {"1.2.840.10008.1.2.4.94", E::referenced, 0, false, false},
    {"1.2.840.10008.1.2.4.95", E::referenced, 0, false, false},
    {"1.2.840.10008.1.2.4.100", E::mpeg2, 0, false, true},
    {"1.2.840.10008.1.2.4.100.1", E::mpeg2, 0, false, true},
    {"1.2.840.10008.1.2.4.101", E::mpeg2, 0, false, true},
    {"1.2.840.10008.1.2.4.101.1", E::mpeg2, 0, false, true},
    {"1.2.840.10008.1.2.4.102", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.102.1", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.103", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.103.1", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.104", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.104.1", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.105", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.105.1", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.106", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.106.1", E::mpeg4, 0, false, true},
    {"1.2.840.10008.1.2.4.107", E::hevc, 0, false, true},
    {"1.2.840.10008.1.2.4.108", E::hevc, 0, false, true},
    {"1.2.840.10008.1.2.4.110", E::jpegXl, 0, true, false},
    {"1.2.840.10008.1.2.4.111", E::jpegXl, 0, false, false},
    {"1.2.840.10008.1.2.4.112", E::jpegXl, 0, false, false},
    {"1.2.840.10008.1.2.4.201", E::htj2k, 0, true, false},
    {"1.2.840.10008.1.2.4.202", E::htj2k, 0, true, false},
    {"1.2.840.10008.1.2.4.203", E::htj2k, 0, false, false},
    {"1.2.840.10008.1.2.4.204", E::referenced, 0, false, false},
    {"1.2.840.10008.1.2.4.205", E::referenced, 0, false, false},
    {"1.2.840.10008.1.2.5", E::rle, 0, true, false},
    {"1.2.840.10008.1.2.6.1", E::native, 0, false, false},
    {"1.2.840.10008.1.2.6.2", E::native, 0, false, false},
    {"1.2.840.10008.1.2.7.1", E::streamed, 0, false, false},
    {"1.2.840.10008.1.2.7.2", E::streamed, 0, false, false},
    {"1.2.840.10008.1.2.7.3", E::streamed, 0, false, false},
    {"1.2.840.10008.1.2.8.1", E::deflatedFrames, 0, true, false},
    // Implicit VR Little Endian with big endian pixels, private of GE: lengths are the same.
    {"1.2.840.113619.5.2", E::native, 0, false, false},
    // Papyrus 3, retired.
    {"1.2.840.10008.1.20", E::native, 0, false, false},
}};

} // namespace

CodingRules codingRulesOf(std::string_view transferSyntaxUid)
{
    for (const CodingRules &row : rows) {
        if (row.uid == transferSyntaxUid)
            return row;
    }
    return {{}, PixelEncoding::unknown, 0, false, false};
}

bool hasSeparateFrames(PixelEncoding encoding)
{
    switch (encoding) {
    case PixelEncoding::encapsulatedNative:
    case PixelEncoding::deflatedFrames:
    case PixelEncoding::jpeg:
    case PixelEncoding::jpegLs:
    case PixelEncoding::jpeg2000:
    case PixelEncoding::htj2k:
    case PixelEncoding::jpegXl:
    case PixelEncoding::rle:
        return true;
    default:
        return false;
    }
}

bool hasOneFragmentPerFrame(PixelEncoding encoding)
{
    return encoding == PixelEncoding::rle || encoding == PixelEncoding::encapsulatedNative ||
           encoding == PixelEncoding::deflatedFrames;
}

bool isVideo(PixelEncoding encoding)
{
    return encoding == PixelEncoding::mpeg2 || encoding == PixelEncoding::mpeg4 || encoding == PixelEncoding::hevc;
}

} // namespace mi
