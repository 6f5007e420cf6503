#include "core/imaging/display_pipeline.h"
#include "core/imaging/value_reading.h"

#include <algorithm>

namespace mi {

namespace {

constexpr std::uint8_t edge = 32; // dark, not black: the edge itself is seen on black

// Puts one bit where it belongs; outside the image it is left out.
void put(std::vector<std::uint8_t> &mask, const ImageDescription &image, const Overlay &overlay, std::size_t bit)
{
    const auto y = static_cast<std::int64_t>(bit / overlay.columns) + overlay.top - 1;
    const auto x = static_cast<std::int64_t>(bit % overlay.columns) + overlay.left - 1;
    if (y >= 0 && x >= 0 && y < image.rows && x < image.columns)
        mask[static_cast<std::size_t>(y) * image.columns + static_cast<std::size_t>(x)] = 1;
}

void set(DisplayPicture &picture, std::size_t pixel, std::uint8_t value)
{
    const std::size_t bytes = picture.isColor ? 3 : 1;
    std::fill_n(picture.pixels.begin() + static_cast<std::ptrdiff_t>(pixel * bytes), bytes, value);
}

} // namespace

std::vector<std::uint8_t> overlayMask(const ImageDescription &image, const Overlay &overlay,
                                      const ScannedInstance &instance, ByteSource *source, const SampleFrame &samples,
                                      std::uint32_t frame)
{
    const std::size_t pixels = static_cast<std::size_t>(image.rows) * image.columns;
    if (overlay.data == nullptr) { // in bits of the samples that the image itself does not use
        std::vector<std::uint8_t> mask(pixels);
        for (std::size_t i = 0; i < std::min(pixels, samples.values.size()); ++i)
            mask[i] = overlay.bitPosition < 32 ? (samples.values[i] >> overlay.bitPosition) & 1U : 0U;
        return mask;
    }
    // One frame stands for all, more belong to as many frames of the image.
    std::uint64_t own = 0;
    if (overlay.frames > 1) {
        if (frame + 1 < overlay.firstFrame || frame + 1 - overlay.firstFrame >= overlay.frames)
            return {};
        own = frame + 1 - overlay.firstFrame;
    }
    const std::uint64_t bits = std::uint64_t{overlay.rows} * overlay.columns;
    const std::uint64_t first = own * bits;
    const std::string bytes = bytesOf(instance, source, overlay.data);
    if (first + bits > std::uint64_t{bytes.size()} * 8)
        return {};
    const bool isSwapped = overlay.data->has(Element::bigEndian) && overlay.data->vr == Vr::OW;
    std::vector<std::uint8_t> mask(pixels);
    for (std::size_t bit = 0; bit < bits; ++bit) {
        const std::size_t at = static_cast<std::size_t>((first + bit) / 8);
        const auto byte = static_cast<unsigned char>(bytes[isSwapped && (at ^ 1U) < bytes.size() ? at ^ 1U : at]);
        if ((byte >> ((first + bit) % 8) & 1U) != 0)
            put(mask, image, overlay, bit);
    }
    return mask;
}

void drawMask(DisplayPicture &picture, const std::vector<std::uint8_t> &mask)
{
    const std::size_t columns = picture.columns;
    if (mask.size() != columns * picture.rows)
        return;
    for (std::size_t pixel = 0; pixel < mask.size(); ++pixel) {
        if (mask[pixel] == 0)
            continue;
        // The pixel to the right and the one below, so that thin lines stay thin.
        if (pixel % columns + 1 < columns && mask[pixel + 1] == 0)
            set(picture, pixel + 1, edge);
        if (pixel + columns < mask.size() && mask[pixel + columns] == 0)
            set(picture, pixel + columns, edge);
    }
    for (std::size_t pixel = 0; pixel < mask.size(); ++pixel) {
        if (mask[pixel] != 0)
            set(picture, pixel, 255);
    }
}

} // namespace mi
