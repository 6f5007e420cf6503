#include "core/pipeline/decoded_comparison.h"

#include "core/imaging/image_file.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mi {

namespace {

constexpr std::uint64_t mostInFrame = 4ULL << 20U; // samples

// Transfer Syntaxes from which the pixels come as they were put in (PS3.5 A.4); JPEG 2000 and JPEG-LS only those that
// cannot have loss.
bool isLossless(std::string_view transferSyntaxUid)
{
    constexpr std::array<std::string_view, 13> uids{
        "1.2.840.10008.1.2",       "1.2.840.10008.1.2.1",     "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2",
        "1.2.840.10008.1.2.4.57",  "1.2.840.10008.1.2.4.70",  "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90",
        "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.5",    "1.2.840.10008.1.2.8.1",
        "1.2.840.10008.1.2.1.98"};
    return std::ranges::find(uids, transferSyntaxUid) != uids.end();
}

// Decoding JPEG 2000 yields RGB whichever transform it was coded with.
Photometric decoded(Photometric photometric)
{
    return photometric == Photometric::ybrRct || photometric == Photometric::ybrIct ? Photometric::rgb : photometric;
}

bool haveSameShape(const ImageDescription &a, const ImageDescription &b)
{
    const auto shape = [](const ImageDescription &image) {
        return std::array{image.rows, image.columns, image.frames, image.samplesPerPixel, image.bitsStored};
    };
    const auto isPlain = [](const ImageDescription &image) {
        return image.isImage && image.bitsStored > 0 && image.highBit + 1 == image.bitsStored;
    };
    return isPlain(a) && isPlain(b) && shape(a) == shape(b) && decoded(a.photometric) == decoded(b.photometric);
}

} // namespace

PixelComparison DecodedComparison::compare(const std::filesystem::path &a, const std::filesystem::path &b,
                                           const std::stop_token &stop)
{
    const Result<std::unique_ptr<ImageFile>> left = ImageFile::open(m_files, a, stop);
    const Result<std::unique_ptr<ImageFile>> right = ImageFile::open(m_files, b, stop);
    if (!left || !right || !haveSameShape((*left)->description(), (*right)->description()))
        return PixelComparison::notComparable;
    const ImageDescription &image = (*left)->description();
    const std::uint64_t inFrame = std::uint64_t{image.rows} * image.columns * image.samplesPerPixel;
    if (inFrame > mostInFrame || inFrame * image.frames > m_left)
        return PixelComparison::notComparable;
    m_left -= inFrame * image.frames;
    const std::uint32_t used = image.bitsStored >= 32 ? ~0U : (1U << image.bitsStored) - 1;
    for (std::uint32_t frame = 0; frame < image.frames; ++frame) {
        if (stop.stop_requested())
            return PixelComparison::notComparable;
        const Result<SampleFrame> one = (*left)->readFrame(frame);
        const Result<SampleFrame> other = (*right)->readFrame(frame);
        if (!one || !other || one->values.size() != other->values.size())
            return PixelComparison::notComparable;
        const bool isEqual = std::equal(one->values.begin(), one->values.end(), other->values.begin(),
                                        [used](std::uint32_t x, std::uint32_t y) { return ((x ^ y) & used) == 0; });
        if (!isEqual)
            return isLossless(image.transferSyntaxUid) && isLossless((*right)->description().transferSyntaxUid)
                       ? PixelComparison::different
                       : PixelComparison::notComparable;
    }
    return PixelComparison::equal;
}

} // namespace mi
