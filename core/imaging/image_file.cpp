#include "core/imaging/image_file.h"

#include "core/checks/finding_collector.h"
#include "core/checks/pixels/codestream_checks.h"
#include "core/checks/pixels/encapsulation.h"
#include "core/checks/pixels/frame_decoding.h"
#include "core/checks/pixels/native_checks.h"
#include "core/dicom/encoding_scan.h"
#include "core/dicom/frame_decoder.h"
#include "core/imaging/inflated_bytes.h"
#include "core/imaging/sample_unpacking.h"
#include "core/platform/file_layer.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

Error cannotShow(ErrorCode code, std::string detail)
{
    return {.code = code, .operation = "show", .detail = std::move(detail)};
}

FrameCoding codingOf(PixelEncoding encoding)
{
    switch (encoding) {
    case PixelEncoding::jpegLs:
        return FrameCoding::jpegLs;
    case PixelEncoding::jpeg2000:
    case PixelEncoding::htj2k:
        return FrameCoding::jpeg2000;
    case PixelEncoding::deflatedFrames:
        return FrameCoding::deflated;
    default:
        return FrameCoding::jpeg;
    }
}

} // namespace

// The checks know how to find frames and read their headers; what they report meanwhile was reported before.
class ImageFile::Private {
public:
    Private(ScannedInstance scanned, std::unique_ptr<ByteSource> bytes)
        : instance(std::move(scanned)), source(std::move(bytes)),
          description(describeImage(instance, source.get())), input{instance, source.get(), Decoding::off},
          pixels(describePixels(instance, instance.dataSetBegin, static_cast<std::uint32_t>(instance.elements.size()))),
          context{input,
                  instance,
                  pixels,
                  codingRulesOf(instance.text(tags::TransferSyntaxUID)),
                  frameCount(instance, pixels),
                  unheard}
    {}

    Result<SampleFrame> readFrame(std::uint32_t frame);
    Result<SampleFrame> readNative(std::uint32_t frame);
    Result<SampleFrame> readCompressed(std::uint32_t frame);
    Result<SampleFrame> decode(FrameBytes &bytes, std::uint32_t frame);

    SampleShape shape() const
    {
        const bool isPlanar = numberIn(instance, pixels.planarConfiguration).value_or(0) == 1;
        return {.rows = description.rows,
                .columns = description.columns,
                .samplesPerPixel = description.samplesPerPixel,
                .bitsAllocated = description.bitsAllocated,
                .isPlanar = isPlanar,
                .isBigEndian = pixels.pixelData->has(Element::bigEndian),
                .isByteSwappedWords = pixels.pixelData->has(Element::bigEndian) && pixels.pixelData->vr == Vr::OW &&
                                      description.bitsAllocated <= 8,
                .subsampling =
                    description.samplesPerPixel == 3 ? subsamplingOf(description.photometric) : Subsampling::none};
    }

    ScannedInstance instance;
    std::unique_ptr<ByteSource> source;
    ImageDescription description;
    CheckInput input;
    PixelDescription pixels;
    FindingCollector unheard;
    PixelContext context;
    std::optional<AttributeVerdict> attributes;
    std::optional<EncapsulatedFrames> frames;
};

Result<SampleFrame> ImageFile::Private::readFrame(std::uint32_t frame)
{
    if (!description.isImage)
        return cannotShow(ErrorCode::unsupported, "no picture in it");
    const std::uint64_t samples = std::uint64_t{description.rows} * description.columns * description.samplesPerPixel;
    if (samples == 0 || samples > mostSamples)
        return cannotShow(ErrorCode::limitExceeded, "a picture too large to be shown");
    if (frame >= description.frames)
        return cannotShow(ErrorCode::notFound, "no such frame");
    return pixels.pixelData->hasUndefinedLength() ? readCompressed(frame) : readNative(frame);
}

Result<SampleFrame> ImageFile::Private::readNative(std::uint32_t frame)
{
    if (!context.coding.uid.empty() && reasonNotDecoded(context.coding.encoding).size() > 0 &&
        context.coding.encoding != PixelEncoding::unknown)
        return cannotShow(ErrorCode::unsupported, std::string(reasonNotDecoded(context.coding.encoding)));
    const SampleShape stored = shape();
    const std::uint64_t firstBit = stored.bitsPerFrame() * frame;
    const std::uint64_t begin = firstBit / 8;
    const std::uint64_t end = (firstBit + stored.bitsPerFrame() + 7) / 8;
    if (stored.bitsPerFrame() == 0)
        return cannotShow(ErrorCode::unsupported, "a way of storing samples that is not known");
    if (end > pixels.pixelData->length)
        return cannotShow(ErrorCode::invalidFormat, "the pixel data ends before this frame");
    // Words that are stored the other way round begin at even bytes.
    const std::uint64_t wholeBegin = begin / 2 * 2;
    std::vector<std::uint8_t> bytes(
        static_cast<std::size_t>(std::min<std::uint64_t>((end + 1) / 2 * 2, pixels.pixelData->length) - wholeBegin));
    const std::string_view kept = instance.value(*pixels.pixelData);
    if (kept.size() >= wholeBegin + bytes.size()) {
        std::copy_n(kept.begin() + static_cast<std::ptrdiff_t>(wholeBegin), bytes.size(), bytes.begin());
    } else {
        const auto got =
            source->readAt(pixels.pixelData->valueOffset() + wholeBegin, std::as_writable_bytes(std::span(bytes)));
        if (!got)
            return got.error();
        if (*got != bytes.size())
            return cannotShow(ErrorCode::invalidFormat, "the pixel data is cut off");
    }
    return unpackSamples(stored, bytes, firstBit - wholeBegin * 8);
}

Result<SampleFrame> ImageFile::Private::readCompressed(std::uint32_t frame)
{
    const PixelEncoding encoding = context.coding.encoding;
    if (const std::string_view reason = reasonNotDecoded(encoding); !reason.empty())
        return cannotShow(ErrorCode::unsupported, std::string(reason));
    if (!attributes)
        attributes = checkPixelAttributes(context);
    if (!frames)
        frames = checkEncapsulation(context, *pixels.pixelData);
    if (frame >= frames->count() || frames->fragmentsOf(frame).empty())
        return cannotShow(ErrorCode::invalidFormat, "no pixel data for this frame");
    FrameBytes bytes(instance, source.get(), frames->fragmentsOf(frame));
    if (bytes.size() > maxDecodedBytes)
        return cannotShow(ErrorCode::limitExceeded, "a picture too large to be shown");
    return decode(bytes, frame);
}

Result<SampleFrame> ImageFile::Private::decode(FrameBytes &bytes, std::uint32_t frame)
{
    std::vector<std::uint8_t> codestream;
    if (bytes.readAll(codestream) != ReadStatus::ok)
        return cannotShow(ErrorCode::io, "the pixel data cannot be read");
    SampleShape stored = shape();
    const PixelEncoding encoding = context.coding.encoding;
    if (encoding == PixelEncoding::rle)
        return decodeRle(stored, codestream);
    if (encoding == PixelEncoding::encapsulatedNative || encoding == PixelEncoding::native)
        return unpackSamples(stored, codestream, 0);
    FrameReading reading;
    const FrameContext header{context, *attributes, *pixels.pixelData, frame, bytes, reading};
    if (encoding == PixelEncoding::jpeg2000 || encoding == PixelEncoding::htj2k)
        checkJpeg2000Frame(header);
    else if (encoding != PixelEncoding::deflatedFrames)
        checkJpegFrame(header);
    if (!reading.facts && encoding != PixelEncoding::deflatedFrames)
        return cannotShow(ErrorCode::invalidFormat, "a header of the compressed picture that cannot be read");
    const CodestreamFacts facts = reading.facts.value_or(CodestreamFacts{});
    DecodeRequest request;
    request.coding = codingOf(encoding);
    request.jpegProcess = facts.jpegProcess;
    request.rows = facts.rows;
    request.columns = facts.columns;
    request.components = facts.components;
    request.bits = facts.bits;
    request.codestreamBytes = bytes.size();
    request.inflatedBytes = (stored.bitsPerFrame() + 7) / 8;
    request.codestream =
        std::span(codestream)
            .subspan(static_cast<std::size_t>(std::min<std::uint64_t>(facts.offset, codestream.size())));
    request.keepsSamples = true;
    std::vector<std::uint8_t> samples;
    const Result<DecodedFrame> decoded = decodeFrame(request, samples);
    if (!decoded)
        return cannotShow(decoded.error().code, escapedForDisplay(decoded.error().detail));
    if (request.coding == FrameCoding::deflated)
        return unpackSamples(stored, samples, 0);
    if (decoded->rows != stored.rows || decoded->columns != stored.columns ||
        decoded->components != stored.samplesPerPixel)
        return cannotShow(ErrorCode::invalidFormat, "a compressed picture of another size than the file says");
    return decodedSamples(stored, samples, bytesPerKeptSample(decoded->bits));
}

Result<std::unique_ptr<ImageFile>> ImageFile::open(FileLayer &files, const std::filesystem::path &path,
                                                   std::stop_token stop)
{
    Result<std::unique_ptr<File>> file = files.openForReading(path, LinkPolicy::follow);
    if (!file)
        return file.error();
    Result<std::unique_ptr<FileSource>> source = FileSource::create(file.take());
    if (!source)
        return source.error();
    Result<ScannedInstance> scanned = scanEncoding(**source, {}, std::move(stop));
    if (!scanned)
        return scanned.error();
    if (scanned->kind != FileKind::part10 && scanned->kind != FileKind::dataSetOnly)
        return cannotShow(ErrorCode::invalidFormat, "not DICOM");
    std::unique_ptr<ByteSource> bytes = source.take();
    if (scanned->encoding.deflated) { // offsets are those of the inflated Data Set
        std::uint64_t begin = 0;
        if (scanned->dataSetBegin > 0) {
            const Element &last = scanned->elements[scanned->dataSetBegin - 1];
            begin = last.valueOffset() + last.length;
        }
        bytes = std::make_unique<InflatedBytes>(std::move(bytes), begin);
    }
    return std::unique_ptr<ImageFile>(new ImageFile(std::make_unique<Private>(scanned.take(), std::move(bytes))));
}

ImageFile::ImageFile(std::unique_ptr<Private> inside) : m(std::move(inside)) {}

ImageFile::~ImageFile() = default;

const ImageDescription &ImageFile::description() const
{
    return m->description;
}

const ScannedInstance &ImageFile::instance() const
{
    return m->instance;
}

ByteSource *ImageFile::source()
{
    return m->source.get();
}

Result<SampleFrame> ImageFile::readFrame(std::uint32_t frame)
{
    return m->readFrame(frame);
}

} // namespace mi
