#include "core/dicom/decoding/decoders.h"
#include "core/dicom/decoding/jpeg2000_cost.h"

#include <openjpeg.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>

namespace mi {

namespace {

struct Cursor {
    std::span<const std::uint8_t> bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T readBytes(void *buffer, OPJ_SIZE_T count, void *data)
{
    auto &cursor = *static_cast<Cursor *>(data);
    const std::size_t part = std::min<std::size_t>(count, cursor.bytes.size() - cursor.at);
    if (part == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, cursor.bytes.data() + cursor.at, part);
    cursor.at += part;
    return part;
}

OPJ_OFF_T skipBytes(OPJ_OFF_T count, void *data)
{
    auto &cursor = *static_cast<Cursor *>(data);
    const auto left = static_cast<OPJ_OFF_T>(cursor.bytes.size() - cursor.at);
    if (count < 0 || left == 0)
        return -1;
    const OPJ_OFF_T part = std::min(count, left);
    cursor.at += static_cast<std::size_t>(part);
    return part;
}

OPJ_BOOL seekBytes(OPJ_OFF_T offset, void *data)
{
    auto &cursor = *static_cast<Cursor *>(data);
    if (offset < 0 || static_cast<std::uint64_t>(offset) > cursor.bytes.size())
        return OPJ_FALSE;
    cursor.at = static_cast<std::size_t>(offset);
    return OPJ_TRUE;
}

void ignoreMessage(const char *, void *) {}

struct Messages {
    std::string firstError;
    std::uint32_t damages = 0;
};

// Most warnings are about oddities that harm no sample.
void countDamage(const char *message, void *data)
{
    constexpr std::array<std::string_view, 4> damages{"alformed HT codeblock", "alformed codeblock",
                                                      "PTERM check failure", "SOP marker"};
    const std::string_view text = message != nullptr ? message : "";
    const bool isDamage = std::ranges::any_of(
        damages, [&](std::string_view damage) { return text.find(damage) != std::string_view::npos; });
    static_cast<Messages *>(data)->damages += isDamage ? 1U : 0U;
}

// The first message is the cause, those after it are its consequences.
void keepFirstMessage(const char *message, void *data)
{
    std::string &kept = static_cast<Messages *>(data)->firstError;
    if (!kept.empty() || message == nullptr)
        return;
    kept = message;
    while (!kept.empty() && (kept.back() == '\n' || kept.back() == ' '))
        kept.pop_back();
}

template <auto release>
struct Releaser {
    template <class T>
    void operator()(T *pointer) const
    {
        release(pointer);
    }
};
using Codec = std::unique_ptr<opj_codec_t, Releaser<opj_destroy_codec>>;
using Stream = std::unique_ptr<opj_stream_t, Releaser<opj_stream_destroy>>;
using Image = std::unique_ptr<opj_image_t, Releaser<opj_image_destroy>>;

Stream openStream(Cursor &cursor)
{
    constexpr std::size_t bufferSize = 64 * 1024;
    Stream stream(opj_stream_create(std::min(bufferSize, cursor.bytes.size()), OPJ_TRUE));
    if (!stream)
        return stream;
    opj_stream_set_user_data(stream.get(), &cursor, nullptr);
    opj_stream_set_user_data_length(stream.get(), cursor.bytes.size());
    opj_stream_set_read_function(stream.get(), readBytes);
    opj_stream_set_skip_function(stream.get(), skipBytes);
    opj_stream_set_seek_function(stream.get(), seekBytes);
    return stream;
}

// The decoder knows what it is, and cannot do it.
bool isUnsupported(std::string_view message)
{
    constexpr std::array<std::string_view, 3> reasons{"do not support", "Unsupported", "only supports"};
    return std::ranges::any_of(reasons,
                               [&](std::string_view reason) { return message.find(reason) != std::string_view::npos; });
}

Codec openCodec(Messages &messages)
{
    Codec codec(opj_create_decompress(OPJ_CODEC_J2K));
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!codec)
        return codec;
    opj_set_info_handler(codec.get(), ignoreMessage, nullptr);
    opj_set_warning_handler(codec.get(), countDamage, &messages);
    opj_set_error_handler(codec.get(), keepFirstMessage, &messages);
    // Strict: what is cut off is an error, not a grey area.
    if (!opj_setup_decoder(codec.get(), &parameters) || !opj_decoder_set_strict_mode(codec.get(), OPJ_TRUE))
        codec.reset();
    return codec;
}

// False when the components do not go together.
bool keepSamples(const opj_image_t &image, std::vector<std::uint8_t> &samples)
{
    const opj_image_comp_t &first = image.comps[0];
    const unsigned size = bytesPerKeptSample(first.prec);
    const std::size_t pixels = static_cast<std::size_t>(first.w) * first.h;
    samples.assign(pixels * image.numcomps * size, 0);
    for (OPJ_UINT32 c = 0; c < image.numcomps; ++c) {
        const opj_image_comp_t &component = image.comps[c];
        if (component.data == nullptr || component.prec != first.prec || component.w == 0 || component.h == 0)
            return false;
        const std::uint32_t mask = first.prec >= 32 ? ~0U : (1U << first.prec) - 1U;
        for (OPJ_UINT32 y = 0; y < first.h; ++y) {
            // Components of fewer samples are stretched.
            const OPJ_INT32 *row = component.data + static_cast<std::size_t>(y) * component.h / first.h * component.w;
            std::uint8_t *out = samples.data() + (static_cast<std::size_t>(y) * first.w * image.numcomps + c) * size;
            for (OPJ_UINT32 x = 0; x < first.w; ++x, out += std::size_t{image.numcomps} * size) {
                const auto value =
                    static_cast<std::uint32_t>(row[static_cast<std::size_t>(x) * component.w / first.w]) & mask;
                const auto narrow = static_cast<std::uint16_t>(value);
                if (size == 1)
                    *out = static_cast<std::uint8_t>(value);
                else if (size == 2)
                    std::memcpy(out, &narrow, size);
                else
                    std::memcpy(out, &value, size);
            }
        }
    }
    return true;
}

} // namespace

Result<DecodedFrame> decodeJpeg2000(const DecodeRequest &request, std::vector<std::uint8_t> &workspace)
{
    if (!isJpeg2000Affordable(request.codestream))
        return decodingError(ErrorCode::limitExceeded, "frames that are cut into too many pieces to be decoded safely");
    Cursor cursor{request.codestream};
    Messages messages;
    const Stream stream = openStream(cursor);
    const Codec codec = openCodec(messages);
    if (!stream || !codec)
        return decodingError(ErrorCode::limitExceeded, "frames that need more memory than there is");
    opj_image_t *header = nullptr;
    const bool isHeaderRead = opj_read_header(stream.get(), codec.get(), &header) != OPJ_FALSE;
    const Image image(header);
    if (isHeaderRead && image) {
        // The header was checked before; should the decoder read it otherwise, memory is still bounded.
        const std::uint64_t width = image->x1 - image->x0;
        const std::uint64_t height = image->y1 - image->y0;
        if (width * height * image->numcomps * sizeof(OPJ_INT32) > maxDecodedBytes)
            return decodingError(ErrorCode::limitExceeded, "frames that are too large to be decoded safely");
    }
    const bool isDecoded = isHeaderRead && image && opj_decode(codec.get(), stream.get(), image.get()) != OPJ_FALSE &&
                           opj_end_decompress(codec.get(), stream.get()) != OPJ_FALSE;
    if (isUnsupported(messages.firstError))
        return decodingError(ErrorCode::unsupported, "no decoder for a rare kind of JPEG 2000");
    if (!isDecoded || image->numcomps == 0 || image->comps[0].data == nullptr)
        return decodingError(ErrorCode::invalidFormat,
                             messages.firstError.empty() ? "the decoder gave up" : messages.firstError);
    const opj_image_comp_t &first = image->comps[0];
    if (request.keepsSamples && !keepSamples(*image, workspace))
        return decodingError(ErrorCode::unsupported, "no decoder for a rare kind of JPEG 2000");
    return DecodedFrame{.rows = first.h,
                        .columns = first.w,
                        .components = image->numcomps,
                        .bits = first.prec,
                        .inflatedBytes = 0,
                        .damages = messages.damages};
}

} // namespace mi
