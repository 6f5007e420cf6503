// Clean images for tests of the pixel data family: native and compressed, 4 x 4 pixels, to be changed in one thing.
#pragma once

#include "tests/core/checks/codestream_builder.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

#include <QStringList>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mi::test {

inline constexpr Tag lossyImageCompression{0x0028, 0x2110};

struct ImageOptions {
    std::uint16_t rows = 4;
    std::uint16_t columns = 4;
    std::uint16_t samples = 1;
    std::uint16_t bitsAllocated = 8;
    std::uint16_t bitsStored = 8;
    std::uint16_t pixelRepresentation = 0;
    std::string photometric = "MONOCHROME2";
    std::string frames = {}; // "": no Number of Frames
    int planar = -1;         // -1: by Samples per Pixel
    std::string transferSyntax{explicitLittle};
};

inline DraftFile &setUs(DraftFile &draft, Tag tag, std::initializer_list<std::uint16_t> values)
{
    return draft.setElement(tag, ElementWriter{}.us(tag, values).str());
}

// Everything but the pixel data. Compressed images admit that they may have lost something.
inline DraftFile describedImage(const ImageOptions &options)
{
    DraftFile draft;
    draft.remove(tags::PixelData);
    setUs(draft, tags::Rows, {options.rows});
    setUs(draft, tags::Columns, {options.columns});
    setUs(draft, tags::SamplesPerPixel, {options.samples});
    setUs(draft, tags::BitsAllocated, {options.bitsAllocated});
    setUs(draft, tags::BitsStored, {options.bitsStored});
    setUs(draft, tags::HighBit, {static_cast<std::uint16_t>(options.bitsStored - 1)});
    setUs(draft, tags::PixelRepresentation, {options.pixelRepresentation});
    draft.set(tags::PhotometricInterpretation, Vr::CS, options.photometric);
    if (!options.frames.empty())
        draft.set(tags::NumberOfFrames, Vr::IS, options.frames);
    if (options.samples > 1 || options.planar >= 0)
        setUs(draft, tags::PlanarConfiguration, {static_cast<std::uint16_t>(options.planar == 1 ? 1 : 0)});
    draft.set(tags::TransferSyntaxUID, Vr::UI, options.transferSyntax);
    if (options.transferSyntax.starts_with("1.2.840.10008.1.2.4."))
        draft.set(lossyImageCompression, Vr::CS, "01");
    return draft;
}

inline DraftFile nativeImage(const ImageOptions &options, std::size_t bytes)
{
    return describedImage(options).setRaw(tags::PixelData, options.bitsAllocated > 8 ? Vr::OW : Vr::OB,
                                          std::string(bytes, '\x11'));
}

inline DraftFile compressedImage(const ImageOptions &options, const std::vector<std::string> &fragments,
                                 std::string_view offsetTable = {})
{
    return describedImage(options).setElement(
        tags::PixelData, ElementWriter{}.encapsulated(tags::PixelData, offsetTable, fragments).str());
}

inline ImageOptions grey(std::string_view transferSyntax, std::uint16_t allocated = 8, std::uint16_t stored = 8)
{
    return {.bitsAllocated = allocated, .bitsStored = stored, .transferSyntax = std::string(transferSyntax)};
}

inline ImageOptions colour(std::string_view transferSyntax, std::string photometric)
{
    return {.samples = 3, .photometric = std::move(photometric), .transferSyntax = std::string(transferSyntax)};
}

inline ImageOptions framed(ImageOptions options, std::string frames)
{
    options.frames = std::move(frames);
    return options;
}

inline DraftFile with(DraftFile draft, Tag tag, std::initializer_list<std::uint16_t> values)
{
    return setUs(draft, tag, values);
}

inline DraftFile paletteImage(std::uint16_t entries, std::uint16_t bits, std::size_t bytes)
{
    DraftFile draft = nativeImage({.photometric = "PALETTE COLOR"}, 16);
    for (std::uint16_t index = 1; index <= 3; ++index) {
        setUs(draft, {0x0028, static_cast<std::uint16_t>(0x1100 + index)}, {entries, 0, bits});
        draft.setRaw({0x0028, static_cast<std::uint16_t>(0x1200 + index)}, Vr::OW, std::string(bytes, '\7'));
    }
    return draft;
}

inline std::string offsets(std::initializer_list<std::uint64_t> values, unsigned width = 4)
{
    std::string out;
    for (const std::uint64_t value : values)
        putLittle(out, value, width);
    return out;
}

inline std::string syntax(std::string_view end)
{
    return "1.2.840.10008.1.2." + std::string(end);
}

} // namespace mi::test
