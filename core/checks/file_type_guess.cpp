#include "core/checks/file_type_guess.h"

#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view type;
};

constexpr std::array programs{
    Signature{0, "MZ"sv, "Windows program"},
    Signature{0,
              "\x7F"
              "ELF"sv,
              "Linux program"},
    Signature{0, "\xFE\xED\xFA\xCE"sv, "macOS program"},
    Signature{0, "\xFE\xED\xFA\xCF"sv, "macOS program"},
    Signature{0, "\xCE\xFA\xED\xFE"sv, "macOS program"},
    Signature{0, "\xCF\xFA\xED\xFE"sv, "macOS program"},
    Signature{0, "\xCA\xFE\xBA\xBE"sv, "macOS or Java program"},
    Signature{0, "#!"sv, "script"},
};

constexpr std::array documents{
    Signature{0, "%PDF-"sv, "PDF document"},
    Signature{0, "PK\x03\x04"sv, "ZIP archive"},
    Signature{0, "PK\x05\x06"sv, "ZIP archive"},
    Signature{0, "\x1F\x8B"sv, "gzip archive"},
    Signature{0, "BZh"sv, "bzip2 archive"},
    Signature{0,
              "\xFD"
              "7zXZ\0"sv,
              "xz archive"},
    Signature{0, "7z\xBC\xAF\x27\x1C"sv, "7-Zip archive"},
    Signature{0, "Rar!\x1A\x07"sv, "RAR archive"},
    Signature{257, "ustar"sv, "TAR archive"},
    Signature{0, "MSCF"sv, "Windows cabinet"},
    Signature{0, "\x89PNG\r\n\x1A\n"sv, "PNG image"},
    Signature{0, "\xFF\xD8\xFF"sv, "JPEG image"},
    Signature{0, "\0\0\0\x0CjP  \r\n\x87\n"sv, "JPEG 2000 image"},
    Signature{0, "\xFF\x4F\xFF\x51"sv, "JPEG 2000 image"},
    Signature{0, "GIF8"sv, "GIF image"},
    Signature{0, "BM"sv, "BMP image"},
    Signature{0, "II*\0"sv, "TIFF image"},
    Signature{0, "MM\0*"sv, "TIFF image"},
    Signature{0, "\0\0\x01\0"sv, "Windows icon"},
    Signature{0, "8BPS"sv, "Photoshop image"},
    Signature{344, "n+1\0"sv, "NIfTI image"},
    Signature{4, "ftyp"sv, "video (MP4)"},
    Signature{8, "AVI "sv, "video (AVI)"},
    Signature{8, "WAVE"sv, "sound (WAV)"},
    Signature{0, "\x1A\x45\xDF\xA3"sv, "video (Matroska)"},
    Signature{0, "\0\0\x01\xBA"sv, "video (MPEG)"},
    Signature{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "Microsoft Office document"},
    Signature{0, "SQLite format 3\0"sv, "SQLite database"},
    Signature{0, "{\\rtf"sv, "RTF document"},
    Signature{0, "[autorun"sv, "autorun.inf"},
    Signature{0, "[AutoRun"sv, "autorun.inf"},
    Signature{0, "L\0\0\0\x01\x14\x02\0"sv, "Windows shortcut"},
    Signature{0, "<?xml"sv, "XML"},
    Signature{0, "\xEF\xBB\xBF<?xml"sv, "XML"},
    Signature{0, "<!DOCTYPE"sv, "HTML"},
    Signature{0, "<!doctype"sv, "HTML"},
    Signature{0, "<html"sv, "HTML"},
    Signature{0, "<HTML"sv, "HTML"},
    Signature{0, "MSH|"sv, "HL7 message"},
};

template <std::size_t Size>
std::string_view match(const std::array<Signature, Size> &signatures, std::string_view bytes)
{
    for (const Signature &signature : signatures) {
        if (bytes.size() >= signature.offset && bytes.substr(signature.offset).starts_with(signature.bytes))
            return signature.type;
    }
    return {};
}

bool isPrintableText(std::string_view bytes)
{
    const std::size_t bad = firstInvalidUtf8(bytes);
    // The last character may be cut off by the limit of what was read.
    const bool isUtf8 = bad == std::string_view::npos || (bad > 0 && bad + 4 > bytes.size());
    return isUtf8 && std::ranges::none_of(bytes, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || byte == 0x7F;
           });
}

} // namespace

std::string_view guessProgramType(std::string_view firstBytes)
{
    return match(programs, firstBytes);
}

std::string_view guessFileType(std::string_view firstBytes)
{
    if (firstBytes.empty())
        return {};
    if (const std::string_view type = match(documents, firstBytes); !type.empty())
        return type;
    if (const std::string_view type = guessProgramType(firstBytes); !type.empty())
        return type;
    return isPrintableText(firstBytes) ? "text" : std::string_view{};
}

} // namespace mi
