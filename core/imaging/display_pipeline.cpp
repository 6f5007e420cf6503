#include "core/imaging/display_pipeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mi {

namespace {

std::uint8_t toByte(double unit)
{
    return static_cast<std::uint8_t>(std::lround(std::clamp(unit, 0.0, 1.0) * 255));
}

bool isPadding(const ImageDescription &image, std::int64_t value)
{
    return image.paddingFirst && value >= *image.paddingFirst && value <= *image.paddingLast;
}

// Monochrome through a table of every stored value that occurs, because a picture has few of them and many pixels.
class GreyTable {
public:
    GreyTable(const ImageDescription &image, const FrameTransform &transform, const VoiChoice &choice)
        : m_image(image), m_transform(transform), m_choice(choice),
          m_isInverted((image.photometric == Photometric::monochrome1) != image.isInverted)
    {
        if (image.bitsAllocated <= 16)
            m_known.assign(std::size_t{1} << image.bitsAllocated, -1);
    }

    std::uint8_t of(std::uint32_t sample)
    {
        if (sample >= m_known.size())
            return compute(sample);
        std::int16_t &known = m_known[sample];
        if (known < 0)
            known = compute(sample);
        return static_cast<std::uint8_t>(known);
    }

private:
    std::uint8_t compute(std::uint32_t sample) const
    {
        if (isPadding(m_image, storedValue(m_image, sample)))
            return 0; // background, whatever the window and the polarity
        const double value = modalityValue(m_image, m_transform, sample);
        double unit = 0;
        if (m_choice.voiTable && *m_choice.voiTable < m_transform.voi.size()) {
            const LookupTable &table = m_transform.voi[*m_choice.voiTable];
            unit = table.at(value) / static_cast<double>((1U << table.bits) - 1U);
        } else if (m_choice.window) {
            unit = windowed(*m_choice.window, value);
        }
        return toByte(m_isInverted ? 1 - unit : unit);
    }

    const ImageDescription &m_image;
    const FrameTransform &m_transform;
    const VoiChoice &m_choice;
    bool m_isInverted;
    std::vector<std::int16_t> m_known;
};

// PS3.3 C.7.6.3.1.2: ITU-R BT.601, full range, or reduced range for the partial ones.
std::array<std::uint8_t, 3> rgbFromYbr(Photometric photometric, double y, double cb, double cr)
{
    cb -= 128;
    cr -= 128;
    if (photometric == Photometric::ybrPartial422 || photometric == Photometric::ybrPartial420) {
        y = (y - 16) * 255 / 219;
        cb *= 255.0 / 224;
        cr *= 255.0 / 224;
    }
    return {toByte((y + 1.402 * cr) / 255), toByte((y - 0.344136 * cb - 0.714136 * cr) / 255),
            toByte((y + 1.772 * cb) / 255)};
}

// The Transfer Syntaxes that undo the colour transform of their own codestream.
bool isTransformUndone(const ImageDescription &image)
{
    return image.photometric == Photometric::ybrIct || image.photometric == Photometric::ybrRct;
}

void fillColor(const ImageDescription &image, const SampleFrame &frame, DisplayPicture &picture)
{
    const double full = std::pow(2.0, std::min(image.bitsStored, 32U)) - 1;
    const bool isConverted = isYbr(image.photometric) && !isTransformUndone(image);
    for (std::size_t i = 0; i < frame.pixels(); ++i) {
        const std::uint32_t *samples = frame.values.data() + i * frame.samplesPerPixel;
        std::array<double, 3> unit{};
        for (std::size_t c = 0; c < 3; ++c)
            unit[c] = static_cast<double>(storedValue(image, samples[c])) / full;
        std::array<std::uint8_t, 3> rgb{toByte(unit[0]), toByte(unit[1]), toByte(unit[2])};
        if (isConverted)
            rgb = rgbFromYbr(image.photometric, unit[0] * 255, unit[1] * 255, unit[2] * 255);
        std::ranges::copy(rgb, picture.pixels.begin() + static_cast<std::ptrdiff_t>(i * 3));
    }
}

void fillPalette(const ImageDescription &image, const SampleFrame &frame, DisplayPicture &picture)
{
    for (std::size_t i = 0; i < frame.pixels(); ++i) {
        const auto value = static_cast<double>(storedValue(image, frame.values[i * frame.samplesPerPixel]));
        for (std::size_t c = 0; c < 3; ++c) {
            const LookupTable &table = image.palette[c];
            const double full = static_cast<double>((1U << std::clamp(table.bits, 1U, 16U)) - 1U);
            picture.pixels[i * 3 + c] = toByte(table.at(value) / full);
        }
    }
}

} // namespace

std::int64_t storedValue(const ImageDescription &image, std::uint32_t sample)
{
    const std::uint32_t shift = image.highBit + 1 - image.bitsStored;
    const std::uint32_t mask = image.bitsStored >= 32 ? ~0U : (1U << image.bitsStored) - 1U;
    const std::uint32_t value = (sample >> shift) & mask;
    if (image.isSigned && image.bitsStored > 1 && ((value >> (image.bitsStored - 1)) & 1U) != 0)
        return static_cast<std::int64_t>(value) - (std::int64_t{1} << image.bitsStored);
    return value;
}

double modalityValue(const ImageDescription &image, const FrameTransform &transform, std::uint32_t sample)
{
    const auto value = static_cast<double>(storedValue(image, sample));
    return transform.modality.isEmpty() ? value * transform.slope + transform.intercept : transform.modality.at(value);
}

double windowed(const Window &window, double value)
{
    switch (window.function) {
    case VoiFunction::sigmoid:
        return 1 / (1 + std::exp(-4 * (value - window.center) / window.width));
    case VoiFunction::linearExact:
        return std::clamp((value - window.center) / window.width + 0.5, 0.0, 1.0);
    case VoiFunction::linear:
        break;
    }
    if (window.width <= 1)
        return value <= window.center - 0.5 ? 0 : 1;
    return std::clamp((value - (window.center - 0.5)) / (window.width - 1) + 0.5, 0.0, 1.0);
}

Window windowOfAll(const ImageDescription &image, const FrameTransform &transform, const SampleFrame &frame)
{
    double lowest = std::numeric_limits<double>::max();
    double highest = std::numeric_limits<double>::lowest();
    for (const std::uint32_t sample : frame.values) {
        if (isPadding(image, storedValue(image, sample)))
            continue;
        const double value = modalityValue(image, transform, sample);
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    if (lowest > highest)
        return {.center = 0.5, .width = 1, .function = VoiFunction::linearExact, .explanation = {}};
    return {.center = (lowest + highest) / 2,
            .width = std::max(highest - lowest, 1.0),
            .function = VoiFunction::linearExact,
            .explanation = {}};
}

DisplayPicture makePicture(const ImageDescription &image, const FrameTransform &transform, const SampleFrame &frame,
                           const VoiChoice &choice)
{
    DisplayPicture picture{.rows = frame.rows, .columns = frame.columns, .isColor = false, .pixels = {}};
    const bool hasPalette = image.photometric == Photometric::paletteColor && image.palette.size() == 3 &&
                            std::ranges::none_of(image.palette, &LookupTable::isEmpty);
    picture.isColor = hasPalette || frame.samplesPerPixel >= 3;
    picture.pixels.resize(frame.pixels() * (picture.isColor ? 3 : 1));
    if (hasPalette) {
        fillPalette(image, frame, picture);
    } else if (picture.isColor) {
        fillColor(image, frame, picture);
    } else {
        VoiChoice used = choice;
        if (!used.window && !used.voiTable) {
            if (!transform.voi.empty())
                used.voiTable = 0;
            else
                used.window =
                    transform.windows.empty() ? windowOfAll(image, transform, frame) : transform.windows.front();
        }
        GreyTable table(image, transform, used);
        for (std::size_t i = 0; i < frame.pixels(); ++i)
            picture.pixels[i] = table.of(frame.values[i * frame.samplesPerPixel]);
    }
    return picture;
}

} // namespace mi
