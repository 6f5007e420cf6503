#include "tests/core/checks/pixel_defect_rows.h"
#include "tests/core/checks/pixel_draft.h"

namespace mi::test {

namespace {

constexpr Tag lengthsTable{0x7FE0, 0x0002};

JpegOptions sof(unsigned number, unsigned precision = 8)
{
    return {.frameMarker = 0xC0 + number, .precision = precision, .selection = number == 3 ? 1U : 0U};
}

// Two JPEG frames of known size with an Extended Offset Table.
DraftFile extendedTable(const std::string &table, const std::string &lengths, std::string_view basic = {})
{
    DraftFile draft = compressedImage(framed(grey(syntax("4.50")), "2"), {jpeg(), jpeg()}, basic);
    if (!table.empty())
        draft.setRaw(tags::ExtendedOffsetTable, Vr::OV, table);
    if (!lengths.empty())
        draft.setRaw(lengthsTable, Vr::OV, lengths);
    return draft;
}

} // namespace

void fragmentRows(PixelDefects &row)
{
    const std::string frame = jpeg();
    const auto next = frame.size() + 8;
    const ImageOptions two = framed(grey(syntax("4.50")), "2");
    row("no fragments", compressedImage(two, {}), "pixel.fragments.none (7FE0,0010)");
    row("one fragment for two frames", compressedImage(two, {frame}), "pixel.fragments.fewer-than-frames (7FE0,0010)");
    row("one codestream in three fragments for two frames", compressedImage(two, {frame, "AAAAAAAA", "BBBBBBBB"}),
        "pixel.fragments.fewer-than-frames (7FE0,0010)");
    row("three codestreams for two frames", compressedImage(two, {frame, frame, frame}),
        "pixel.fragments.more-than-frames (7FE0,0010)");
    row("two codestreams for one frame", compressedImage(grey(syntax("4.50")), {frame, frame}),
        "pixel.fragments.more-than-frames (7FE0,0010)");
    row("two fragments for one RLE frame",
        compressedImage(grey(syntax("5")), {rleFrame(1, {64}, 80), rleFrame(1, {64}, 80)}),
        "pixel.fragments.more-than-frames (7FE0,0010)");
    row("a table of three frames for two", compressedImage(two, {frame, frame, frame}, offsets({0, next, 2 * next})),
        "pixel.fragments.more-than-frames (7FE0,0010)");
    row("an empty fragment", compressedImage(two, {frame, frame, ""}, offsets({0, next})),
        "pixel.fragments.empty (7FE0,0010)");
    row("an empty fragment behind an RLE frame",
        compressedImage(grey(syntax("5")), {rleFrame(1, {64}, 80), ""}, offsets({0})),
        "pixel.fragments.empty (7FE0,0010)");
    row("an empty fragment between two frames", compressedImage(two, {frame, "", frame}),
        "pixel.fragments.empty (7FE0,0010)");
    row("an empty fragment before an RLE frame", compressedImage(grey(syntax("5")), {"", rleFrame(1, {64}, 80)}),
        "pixel.fragments.empty (7FE0,0010)");
    row("an empty fragment for the second frame", compressedImage(two, {frame, ""}),
        "pixel.fragments.fewer-than-frames (7FE0,0010)");
    row("an empty fragment for the second frame of a table", compressedImage(two, {frame, ""}, offsets({0, next})),
        "pixel.fragments.fewer-than-frames (7FE0,0010)");
    row("an empty fragment for the second of three RLE frames",
        compressedImage(framed(grey(syntax("5")), "3"), {rleFrame(1, {64}, 80), "", rleFrame(1, {64}, 80)}),
        "pixel.fragments.fewer-than-frames (7FE0,0010)");
    ImageOptions video = colour(syntax("4.100"), "YBR_PARTIAL_420");
    video.frames = "25";
    row("a table of frames for a video", compressedImage(video, {mpeg2(4, 4)}, offsets({0})),
        "pixel.offset-table.not-empty (7FE0,0010)");
    row("a video in two fragments", compressedImage(video, {mpeg2(4, 4), "rest"}),
        "pixel.fragments.more-than-one (7FE0,0010)");
    row("a video of another size", compressedImage(video, {mpeg2(576, 720)}), "pixel.codestream.size (0028,0010)");
    row("JPEG instead of a video", compressedImage(video, {jpeg()}), "pixel.codestream.other-format (7FE0,0010)");
    ImageOptions h264 = video;
    h264.transferSyntax = syntax("4.102");
    row("MPEG2 instead of MPEG-4", compressedImage(h264, {mpeg2(4, 4)}), "pixel.codestream.other-format (7FE0,0010)");
    row("HEVC instead of MPEG-4", compressedImage(h264, {std::string{"\0\0\0\1\x40\1rest", 10}}),
        "pixel.codestream.other-format (7FE0,0010)");
    row("fragments in OW",
        describedImage(grey(syntax("4.50")))
            .setElement(tags::PixelData, ElementWriter{}
                                             .header(tags::PixelData, "OW", 0xFFFFFFFFU)
                                             .header(tags::Item, {}, 0)
                                             .header(tags::Item, {}, static_cast<std::uint32_t>(frame.size()))
                                             .bytes(frame)
                                             .header(tags::SequenceDelimitationItem, {}, 0)
                                             .str()),
        "pixel.vr.encapsulated (7FE0,0010)");

    row("a table with one entry for two frames", compressedImage(two, {frame, frame, "AA"}, offsets({0})),
        "pixel.offset-table.count (7FE0,0010)");
    row("a table of six bytes", compressedImage(two, {frame, frame}, std::string(6, '\0')),
        "pixel.offset-table.count (7FE0,0010)");
    row("a table that starts at 8", compressedImage(two, {frame, frame}, offsets({8, next})),
        "pixel.offset-table.first (7FE0,0010)");
    row("a table that repeats 0", compressedImage(two, {frame, frame}, offsets({0, 0})),
        "pixel.offset-table.order (7FE0,0010)");
    row("a table that points into a fragment", compressedImage(two, {frame, frame}, offsets({0, next + 8})),
        "pixel.offset-table.target (7FE0,0010)");
    row("a table that points behind the end", compressedImage(two, {frame, frame}, offsets({0, 3 * next})),
        "pixel.offset-table.target (7FE0,0010)");

    const std::string table = offsets({0, next}, 8);
    const std::string lengths = offsets({frame.size(), frame.size()}, 8);
    row("an extended table without lengths", extendedTable(table, {}),
        "pixel.extended-offset-table.incomplete (7FE0,0001)");
    row("lengths without an extended table", extendedTable({}, lengths),
        "pixel.extended-offset-table.incomplete (7FE0,0002)");
    row("both tables", extendedTable(table, lengths, offsets({0, next})),
        "pixel.extended-offset-table.with-basic (7FE0,0001)");
    row("an extended table of one entry", extendedTable(offsets({0}, 8), lengths),
        "pixel.extended-offset-table.count (7FE0,0001)");
    row("three lengths for two frames", extendedTable(table, offsets({frame.size(), frame.size(), 4}, 8)),
        "pixel.extended-offset-table.count (7FE0,0002)");
    row("an extended table that points nowhere", extendedTable(offsets({0, next + 2}, 8), lengths),
        "pixel.extended-offset-table.target (7FE0,0001)");
    row("a length that is two too small", extendedTable(table, offsets({frame.size(), frame.size() - 2}, 8)),
        "pixel.extended-offset-table.lengths (7FE0,0002)");
}

void codestreamRows(PixelDefects &row)
{
    const auto one = [](std::string_view uid, const std::string &frame, std::uint16_t allocated = 8,
                        std::uint16_t stored = 8) {
        return compressedImage(grey(syntax(uid), allocated, stored), {frame});
    };
    const std::vector<unsigned> three{1, 2, 3};
    row("JPEG 2000 instead of JPEG", one("4.50", jpeg2000()), "pixel.codestream.other-format (7FE0,0010)");
    row("JPEG instead of JPEG 2000", one("4.90", jpeg()), "pixel.codestream.other-format (7FE0,0010)");
    row("lossless JPEG instead of JPEG-LS", one("4.80", jpeg(sof(3))), "pixel.codestream.other-format (7FE0,0010)");
    row("JPEG-LS instead of JPEG", one("4.70", jpeg({.frameMarker = 0xF7})),
        "pixel.codestream.other-format (7FE0,0010)");
    row("JPEG instead of RLE", one("5", jpeg()), "pixel.codestream.other-format (7FE0,0010)");
    row("raw pixels instead of JPEG", one("4.50", std::string(16, '\x20')),
        "pixel.codestream.other-format (7FE0,0010)");
    row("a JPEG without a frame header", one("4.50", "\xFF\xD8\xFF\xDA" + std::string(20, '\1')),
        "pixel.codestream.broken (7FE0,0010)");
    row("a JPEG 2000 of which only the start is there", one("4.90", jpeg2000().substr(0, 60)),
        "pixel.codestream.broken (7FE0,0010)");
    row("half an RLE header", one("5", std::string(32, '\0')), "pixel.codestream.broken (7FE0,0010)");
    row("a JP2 file", one("4.90", jpeg2000({.asFile = true})), "pixel.codestream.file-wrapper (7FE0,0010)");
    row("progressive JPEG as baseline", one("4.50", jpeg(sof(2))), "pixel.codestream.process (7FE0,0010)");
    row("extended JPEG as baseline", one("4.50", jpeg(sof(1))), "pixel.codestream.process (7FE0,0010)");
    row("lossy JPEG as lossless", one("4.57", jpeg(sof(0))), "pixel.codestream.process (7FE0,0010)");
    JpegOptions predictor = sof(3);
    predictor.selection = 4;
    row("another predictor than 1", one("4.70", jpeg(predictor)), "pixel.codestream.process (7FE0,0010)");
    row("another predictor of 8", one("4.57", jpeg({.frameMarker = 0xC3, .selection = 8})),
        "pixel.codestream.broken (7FE0,0010)");
    row("a baseline frame as extended", one("4.51", jpeg()), "pixel.codestream.baseline-as-extended (7FE0,0010)");
    row("a lossless JPEG that cuts a bit off",
        one("4.57", jpeg({.frameMarker = 0xC3, .selection = 1, .pointTransform = 1})),
        "pixel.codestream.lossy (7FE0,0010)");
    row("a JPEG-LS that cuts a bit off", one("4.80", jpeg({.frameMarker = 0xF7, .pointTransform = 1})),
        "pixel.codestream.lossy (7FE0,0010)");
    row("a JPEG-LS with an unknown order of colours", one("4.80", jpeg({.frameMarker = 0xF7, .interleave = 3})),
        "pixel.codestream.broken (7FE0,0010)");
    row("a JPEG-LS with an error of more than half", one("4.81", jpeg({.frameMarker = 0xF7, .selection = 128})),
        "pixel.codestream.broken (7FE0,0010)");
    row("a baseline JPEG of 12 bits", one("4.51", jpeg({.precision = 12}), 16, 12),
        "pixel.codestream.broken (7FE0,0010)");
    row("extended JPEG of 12 bits as baseline", one("4.50", jpeg(sof(1, 12)), 16, 12),
        "pixel.codestream.process (7FE0,0010)");
    row("lossless JPEG of 16 bits as baseline", one("4.50", jpeg(sof(3, 16)), 16, 16),
        "pixel.codestream.process (7FE0,0010)");
    row("a JPEG with an impossible sampling factor", one("4.50", jpeg({.firstSampling = 0x51})),
        "pixel.codestream.broken (7FE0,0010)");
    row("more components in a scan than in the frame", one("4.50", jpeg({.scanComponents = 2})),
        "pixel.codestream.broken (7FE0,0010)");
    row("JPEG 2000 as high throughput", one("4.201", jpeg2000()), "pixel.codestream.process (7FE0,0010)");
    row("high throughput as JPEG 2000", one("4.90", jpeg2000({.highThroughput = true})),
        "pixel.codestream.process (7FE0,0010)");
    row("RPCL with another order", one("4.202", jpeg2000({.highThroughput = true})),
        "pixel.codestream.process (7FE0,0010)");
    row("RPCL without tile lengths", one("4.202", jpeg2000({.highThroughput = true, .progression = 2})),
        "pixel.codestream.process (7FE0,0010)");
    ImageOptions large = grey(syntax("4.202"));
    large.rows = 512;
    large.columns = 512;
    row("RPCL without a small resolution",
        compressedImage(large, {jpeg2000({.rows = 512,
                                          .columns = 512,
                                          .highThroughput = true,
                                          .progression = 2,
                                          .levels = 2,
                                          .tileLengths = true})}),
        "pixel.codestream.process (7FE0,0010)");
    row("JPEG 2000 with the mark of part 2", one("4.90", jpeg2000({.rsiz = 0x8000})),
        "pixel.codestream.extensions (7FE0,0010)");
    row("JPEG 2000 with a segment of part 2", one("4.90", jpeg2000({.extra = std::string{"\xFF\x74\0\2", 4}})),
        "pixel.codestream.extensions (7FE0,0010)");
    row("a reversible wavelet that is quantized", one("4.91", jpeg2000({.quantization = 2})),
        "pixel.codestream.broken (7FE0,0010)");
    row("one component that is quantized",
        compressedImage(colour(syntax("4.91"), "RGB"),
                        {jpeg2000({.components = 3, .extra = jpeg2000ComponentQuantization(1, 1)})}),
        "pixel.codestream.broken (7FE0,0010)");
    row("one irreversible component as lossless",
        compressedImage(colour(syntax("4.90"), "RGB"),
                        {jpeg2000({.components = 3, .extra = jpeg2000ComponentStyle(2, false)})}),
        "pixel.codestream.lossy (7FE0,0010)");
    row("an irreversible tile as lossless", one("4.90", jpeg2000({.inTile = jpeg2000Style(false)})),
        "pixel.codestream.lossy (7FE0,0010)");
    row("a component of other bits",
        compressedImage(colour(syntax("4.90"), "RGB"), {jpeg2000({.components = 3, .otherBits = 7})}),
        "pixel.codestream.components (7FE0,0010)");
    row("a component at half the resolution",
        compressedImage(colour(syntax("4.90"), "RGB"), {jpeg2000({.components = 3, .lastSpacing = 2})}),
        "pixel.codestream.subsampling (0028,0004)");
    row("a JPEG 2000 of 39 bits", one("4.90", jpeg2000({.bits = 39}), 40, 38), "pixel.codestream.broken (7FE0,0010)");
    row("half the samples on the reference grid", one("4.90", jpeg2000({.rows = 2, .columns = 2, .spacing = 2})),
        "pixel.codestream.size (0028,0010)");
    row("20 components of part 2 for 21 frames",
        compressedImage(framed(grey(syntax("4.92")), "21"), {jpeg2000({.components = 20, .rsiz = 0x8000})}),
        "pixel.codestream.components (7FE0,0010)");
    row("a part 2 codestream of another size",
        compressedImage(framed(grey(syntax("4.92")), "20"), {jpeg2000({.rows = 5, .components = 20, .rsiz = 0x8000})}),
        "pixel.codestream.size (0028,0010)");
    row("JPEG instead of JPEG XL", one("4.110", jpeg()), "pixel.codestream.other-format (7FE0,0010)");
    row("a JPEG XL of another size", one("4.110", jpegXl(4, 5)), "pixel.codestream.size (0028,0011)");
    row("a JPEG XL without its size", one("4.110", std::string{"\xFF\x0A"}), "pixel.codestream.broken (7FE0,0010)");
    row("lossy, and not told", one("4.50", jpeg()).remove(lossyImageCompression), "pixel.lossy.not-told (0028,2110)");
    row("lossy by another method than told",
        one("4.50", jpeg()).set({0x0028, 0x2112}, Vr::DS, "9").set({0x0028, 0x2114}, Vr::CS, "ISO_15444_1"),
        "pixel.lossy.method (0028,2114)");
    row("16 bits allocated for baseline JPEG", one("4.50", jpeg(), 16, 8),
        "pixel.description.transfer-syntax (0028,0100)");
    row("10 bits in extended JPEG", one("4.51", jpeg(sof(1, 12)), 16, 10),
        "pixel.description.transfer-syntax (0028,0100)");
    row("signed pixels in baseline JPEG", with(one("4.50", jpeg()), tags::PixelRepresentation, {1}),
        "pixel.description.transfer-syntax (0028,0103)");
    row("separate planes in JPEG-LS",
        with(compressedImage(colour(syntax("4.80"), "RGB"),
                             {jpeg({.frameMarker = 0xF7, .ids = three, .interleave = 1})}),
             tags::PlanarConfiguration, {1}),
        "pixel.description.transfer-syntax (0028,0006)");
    row("near-lossless JPEG-LS as lossless", one("4.80", jpeg({.frameMarker = 0xF7, .selection = 3})),
        "pixel.codestream.lossy (7FE0,0010)");
    row("irreversible JPEG 2000 as lossless", one("4.90", jpeg2000({.reversible = false})),
        "pixel.codestream.lossy (7FE0,0010)");
    row("more rows in the JPEG", one("4.50", jpeg({.rows = 8})), "pixel.codestream.size (0028,0010)");
    row("fewer columns in the JPEG", one("4.50", jpeg({.columns = 2})), "pixel.codestream.size (0028,0011)");
    row("another size in the JPEG 2000", one("4.90", jpeg2000({.rows = 5, .columns = 6})),
        "pixel.codestream.size (0028,0010)");
    row("colour in the JPEG only", one("4.50", jpeg({.ids = three})), "pixel.codestream.components (0028,0002)");
    row("three samples said of a greyscale JPEG",
        compressedImage({.samples = 3, .transferSyntax = syntax("4.50")}, {jpeg()}), "pixel.samples.wrong (0028,0002)");
    row("12 bits in 8", one("4.51", jpeg(sof(1, 12))), "pixel.codestream.precision-too-large (0028,0100)");
    row("8 bits instead of 12", one("4.51", jpeg(sof(1, 8)), 16, 12), "pixel.codestream.precision-smaller (0028,0101)");
    row("16 bits instead of 12", one("4.70", jpeg(sof(3, 16)), 16, 12),
        "pixel.codestream.precision-larger (0028,0101)");
    row("signed in the JPEG 2000 only", one("4.90", jpeg2000({.isSigned = true})), "pixel.codestream.sign (0028,0103)");
    row("text behind a JPEG", one("4.50", jpeg({.end = "\xFF\xD9" + std::string(100, 'x')})),
        "pixel.codestream.trailing-bytes (7FE0,0010)");
    row("a JPEG without its end", one("4.50", jpeg({.end = "ab"})), "pixel.codestream.truncated (7FE0,0010)");
    row("a JPEG 2000 without its end", one("4.90", jpeg2000({.end = "ab"})), "pixel.codestream.truncated (7FE0,0010)");
    row("a JPEG 2000 whose tile is cut off", one("4.90", jpeg2000({.lyingTilePart = true})),
        "pixel.codestream.truncated (7FE0,0010)");
    row("no segments", one("5", rleFrame(0, {}, 80)), "pixel.rle.segments (7FE0,0010)");
    row("two segments for 8 bits", one("5", rleFrame(2, {64, 70}, 80)), "pixel.rle.segments (7FE0,0010)");
    row("one segment for 16 bits", one("5", rleFrame(1, {64}, 80), 16, 16), "pixel.rle.segments (7FE0,0010)");
    row("a segment behind the end", one("5", rleFrame(1, {64}, 64)), "pixel.rle.offsets (7FE0,0010)");
    row("an RLE segment of 15 pixels", one("5", rleFrame(1, {64}, 66, 15)), "pixel.rle.too-short (7FE0,0010)");
    row("a second RLE segment without pixels",
        one("5", rleFrame(2, {64, 66}, 68, 16).substr(0, 66) + "\x80\x80", 16, 16), "pixel.rle.too-short (7FE0,0010)");
    row("an RLE run of 20 pixels for 16", one("5", rleFrame(1, {64}, 66, 20)), "pixel.rle.too-long (7FE0,0010)");
    row("another run behind the last pixel of an RLE segment", one("5", rleFrame(1, {64}, 66) + "\xF1\x01"),
        "pixel.rle.too-long (7FE0,0010)");
    row("segments out of order", one("5", rleFrame(2, {64, 60}, 80), 16, 16), "pixel.rle.offsets (7FE0,0010)");
    row("lossy, and denied", one("4.50", jpeg()).set(lossyImageCompression, Vr::CS, "00"),
        "pixel.lossy.denied (0028,2110)");
    row("an irreversible wavelet, and denied",
        one("4.91", jpeg2000({.reversible = false})).set(lossyImageCompression, Vr::CS, "00"),
        "pixel.lossy.denied (0028,2110)");
    row("too few bytes in an uncompressed fragment", one("1.98", std::string(14, '\1')),
        "pixel.native.too-short (7FE0,0010)");

    const auto coloured = [](std::string_view uid, std::string photometric, const std::string &frame) {
        return compressedImage(colour(syntax(uid), std::move(photometric)), {frame});
    };
    row("RGB in a JFIF file", coloured("4.50", "RGB", jpeg({.ids = three, .jfif = true})),
        "pixel.codestream.colour (0028,0004)");
    row("RGB with subsampled colours", coloured("4.50", "RGB", jpeg({.ids = three, .firstSampling = 0x22})),
        "pixel.codestream.colour (0028,0004)");
    row("YBR_FULL_422 without a transformation", coloured("4.50", "YBR_FULL_422", jpeg({.ids = {'R', 'G', 'B'}})),
        "pixel.codestream.colour (0028,0004)");
    row("YBR_FULL that Adobe's marker calls RGB",
        coloured("4.50", "YBR_FULL", jpeg({.ids = three, .adobeTransform = 0})), "pixel.codestream.colour (0028,0004)");
    row("YBR_FULL that is subsampled", coloured("4.50", "YBR_FULL", jpeg({.ids = three, .firstSampling = 0x21})),
        "pixel.codestream.subsampling (0028,0004)");
    row("YBR_FULL_422 that is not subsampled", coloured("4.50", "YBR_FULL_422", jpeg({.ids = three})),
        "pixel.codestream.subsampling (0028,0004)");
    row("YBR_RCT without a transformation", coloured("4.90", "YBR_RCT", jpeg2000({.components = 3})),
        "pixel.codestream.colour (0028,0004)");
    row("YBR_FULL with a transformation", coloured("4.90", "YBR_FULL", jpeg2000({.components = 3, .transform = true})),
        "pixel.codestream.colour (0028,0004)");
    row("RGB with a transformation", coloured("4.90", "RGB", jpeg2000({.components = 3, .transform = true})),
        "pixel.codestream.colour-name (0028,0004)");
    row("YBR_ICT that is reversible", coloured("4.91", "YBR_ICT", jpeg2000({.components = 3, .transform = true})),
        "pixel.codestream.colour-name (0028,0004)");
    DraftFile palette = paletteImage(256, 8, 256);
    palette.set(tags::TransferSyntaxUID, Vr::UI, syntax("4.50")).set(lossyImageCompression, Vr::CS, "01");
    palette.setElement(tags::PixelData, ElementWriter{}.encapsulated(tags::PixelData, {}, {jpeg()}).str());
    row("a palette with lossy compression", palette, "pixel.photometric.transfer-syntax (0028,0004)");
}

void cleanStreamRows(CleanImages &row)
{
    const auto one = [](std::string_view uid, const std::string &frame, std::uint16_t allocated = 8,
                        std::uint16_t stored = 8) {
        return compressedImage(grey(syntax(uid), allocated, stored), {frame});
    };
    const std::vector<unsigned> three{1, 2, 3};
    const auto coloured = [](std::string_view uid, std::string photometric, const std::string &frame) {
        return compressedImage(colour(syntax(uid), std::move(photometric)), {frame});
    };
    row("greyscale", nativeImage({}, 16));
    row("an odd length with its padding byte", nativeImage({.rows = 3, .columns = 3}, 10));
    row("a palette of 16 bits", paletteImage(256, 16, 512));
    row("a palette of 8 bits", paletteImage(256, 8, 256));
    row("a palette of 65,536 entries", paletteImage(0, 16, 131072));
    row("4:2:2 that is not compressed", nativeImage({.samples = 3, .photometric = "YBR_FULL_422"}, 32));
    row("baseline JPEG", one("4.50", jpeg()));
    row("extended JPEG of 12 bits", one("4.51", jpeg({.frameMarker = 0xC1, .precision = 12}), 16, 12));
    row("extended JPEG of 8 bits", one("4.51", jpeg({.frameMarker = 0xC1})));
    row("lossless JPEG with predictor 7",
        one("4.57", jpeg({.frameMarker = 0xC3, .precision = 16, .selection = 7}), 16, 16));
    row("lossless JPEG with predictor 1",
        one("4.70", jpeg({.frameMarker = 0xC3, .precision = 12, .selection = 1}), 16, 12));
    row("lossless JPEG-LS", one("4.80", jpeg({.frameMarker = 0xF7, .precision = 12}), 16, 12));
    row("near-lossless JPEG-LS", one("4.81", jpeg({.frameMarker = 0xF7, .selection = 2})));
    row("lossless JPEG-LS as near-lossless", one("4.81", jpeg({.frameMarker = 0xF7})));
    row("reversible JPEG 2000", one("4.90", jpeg2000({.bits = 12}), 16, 12));
    row("irreversible JPEG 2000", one("4.91", jpeg2000({.reversible = false})));
    row("high throughput", one("4.201", jpeg2000({.highThroughput = true})));
    row("high throughput in RPCL order",
        one("4.202", jpeg2000({.highThroughput = true, .progression = 2, .tileLengths = true})));
    ImageOptions large = grey(syntax("4.202"));
    large.rows = 512;
    large.columns = 512;
    row("high throughput down to 64 pixels", compressedImage(large, {jpeg2000({.rows = 512,
                                                                               .columns = 512,
                                                                               .highThroughput = true,
                                                                               .progression = 2,
                                                                               .levels = 3,
                                                                               .tileLengths = true})}));
    row("a component style of its own that is reversible",
        coloured("4.90", "RGB", jpeg2000({.components = 3, .extra = jpeg2000ComponentStyle(1, true)})));
    row("an irreversible default that every component overrides",
        coloured("4.90", "RGB",
                 jpeg2000({.components = 3,
                           .reversible = false,
                           .extra = jpeg2000ComponentStyle(0, true) + jpeg2000ComponentStyle(1, true) +
                                    jpeg2000ComponentStyle(2, true)})));
    row("an irreversible wavelet that is quantized", one("4.91", jpeg2000({.reversible = false, .quantization = 2})));
    row("every second point of a larger grid", one("4.90", jpeg2000({.spacing = 2})));
    row("20 components of part 2 for 20 frames",
        compressedImage(framed(grey(syntax("4.92")), "20"), {jpeg2000({.components = 20, .rsiz = 0x8000})}));
    row("two codestreams of part 2",
        compressedImage(framed(grey(syntax("4.92")), "8"),
                        {jpeg2000({.components = 5, .rsiz = 0x8000}), jpeg2000({.components = 3, .rsiz = 0x8000})}));
    row("JPEG XL", one("4.110", jpegXl(4, 4)));
    row("JPEG XL with a square's ratio", one("4.110", jpegXl(4, 4, false, 1)));
    ImageOptions eights = grey(syntax("4.112"));
    eights.rows = 64;
    eights.columns = 32;
    row("JPEG XL in steps of 8", compressedImage(eights, {jpegXl(64, 32, true)}));
    std::string file{"\0\0\0\x0CJXL \x0D\x0A\x87\x0A\0\0\0\x28jxlc", 20};
    row("JPEG XL in a file", one("4.111", file + jpegXl(4, 4)));
    ImageOptions video = colour(syntax("4.100"), "YBR_PARTIAL_420");
    video.frames = "25";
    row("MPEG2 video", compressedImage(video, {mpeg2(4, 4)}));
    video.transferSyntax = syntax("4.100.1");
    row("MPEG2 video in fragments", compressedImage(video, {mpeg2(4, 4), "rest"}));
    video.transferSyntax = syntax("4.102");
    row("MPEG-4 video", compressedImage(video, {std::string{"\0\0\0\1\x67\x64rest", 10}}));
    row("MPEG-4 video in a file", compressedImage(video, {std::string{"\0\0\0\x18"
                                                                      "ftypmp42",
                                                                      12}}));
    std::string packets(400, '\x55');
    packets[0] = packets[188] = packets[376] = '\x47';
    row("MPEG-4 video in a transport stream", compressedImage(video, {packets}));
    video.transferSyntax = syntax("4.107");
    row("HEVC video", compressedImage(video, {std::string{"\0\0\0\1\x40\1rest", 10}}));
    row("JPEG-LS by lines", coloured("4.80", "RGB", jpeg({.frameMarker = 0xF7, .ids = three, .interleave = 1})));
    row("JPEG-LS by components",
        coloured("4.80", "RGB", jpeg({.frameMarker = 0xF7, .ids = three, .scanComponents = 1})));
    row("lossy by the method that is told", one("4.50", jpeg())
                                                .set({0x0028, 0x2112}, Vr::DS, "3\\9")
                                                .set({0x0028, 0x2114}, Vr::CS, "ISO_15444_1\\ISO_10918_1"));
    row("irreversible high throughput", one("4.203", jpeg2000({.reversible = false, .highThroughput = true})));
    row("RLE of 8 bits", one("5", rleFrame(1, {64}, 80)));
    row("RLE of 16 bits", one("5", rleFrame(2, {64, 70}, 80), 16, 12));
    row("RLE with zeros behind it", one("5", rleFrame(1, {64}, 300)));
    row("RLE with codes that mean nothing behind it", one("5", rleFrame(1, {64}, 66) + "\x80\x80"));
    row("RLE in colour", coloured("5", "RGB", rleFrame(3, {64, 70, 76}, 80)));
    row("uncompressed fragments", one("1.98", std::string(16, '\1')));
    row("JPEG in YBR_FULL_422",
        coloured("4.50", "YBR_FULL_422", jpeg({.ids = three, .firstSampling = 0x21, .jfif = true})));
    row("JPEG in YBR_FULL", coloured("4.50", "YBR_FULL", jpeg({.ids = three, .adobeTransform = 1})));
    row("JPEG in RGB", coloured("4.50", "RGB", jpeg({.ids = three, .adobeTransform = 0})));
    row("JPEG in RGB by its component names", coloured("4.50", "RGB", jpeg({.ids = {'R', 'G', 'B'}})));
    row("YBR_RCT", coloured("4.90", "YBR_RCT", jpeg2000({.components = 3, .transform = true})));
    row("YBR_ICT", coloured("4.91", "YBR_ICT", jpeg2000({.components = 3, .transform = true, .reversible = false})));
    row("RGB in JPEG 2000", coloured("4.90", "RGB", jpeg2000({.components = 3})));
    row("lossy, and admitted", one("4.50", jpeg()).set({0x0028, 0x2110}, Vr::CS, "01"));
    row("lossless now, lossy once", one("4.90", jpeg2000()).set({0x0028, 0x2110}, Vr::CS, "01"));
    row("zeros behind the end of a codestream", one("4.50", jpeg() + std::string(1000, '\0')));

    const std::string frame = jpeg();
    const auto next = frame.size() + 8;
    const ImageOptions two = framed(grey(syntax("4.50")), "2");
    row("two frames without a table", compressedImage(two, {frame, frame}));
    row("two frames with a table", compressedImage(two, {frame, frame}, offsets({0, next})));
    row("two frames in three fragments with a table",
        compressedImage(two, {frame.substr(0, 30), frame.substr(30), frame}, offsets({0, next + 8})));
    row("two frames in three fragments without a table",
        compressedImage(two, {frame.substr(0, 30), frame.substr(30), frame}));
    row("a header over three fragments",
        compressedImage(grey(syntax("4.50")), {frame.substr(0, 6), frame.substr(6, 8), frame.substr(14)}));
    DraftFile extended = compressedImage(two, {frame, frame});
    extended.setRaw(tags::ExtendedOffsetTable, Vr::OV, offsets({0, next}, 8));
    extended.setRaw({0x7FE0, 0x0002}, Vr::OV, offsets({frame.size() - 1, frame.size()}, 8));
    row("an extended table, one length odd", extended);
}

} // namespace mi::test
