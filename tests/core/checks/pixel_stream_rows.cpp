#include "tests/core/checks/pixel_defect_rows.h"
#include "tests/core/checks/pixel_draft.h"

namespace mi::test {

namespace {

constexpr Tag lossyCompression{0x0028, 0x2110};
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
    row("JPEG 2000 as high throughput", one("4.201", jpeg2000()), "pixel.codestream.process (7FE0,0010)");
    row("high throughput as JPEG 2000", one("4.90", jpeg2000({.highThroughput = true})),
        "pixel.codestream.process (7FE0,0010)");
    row("RPCL with another order", one("4.202", jpeg2000({.highThroughput = true})),
        "pixel.codestream.process (7FE0,0010)");
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
    row("segments out of order", one("5", rleFrame(2, {64, 60}, 80), 16, 16), "pixel.rle.offsets (7FE0,0010)");
    row("lossy, and denied", one("4.50", jpeg()).set(lossyCompression, Vr::CS, "00"), "pixel.lossy.denied (0028,2110)");
    row("an irreversible wavelet, and denied",
        one("4.91", jpeg2000({.reversible = false})).set(lossyCompression, Vr::CS, "00"),
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
    palette.set(tags::TransferSyntaxUID, Vr::UI, syntax("4.50"));
    palette.setElement(tags::PixelData, ElementWriter{}.encapsulated(tags::PixelData, {}, {jpeg()}).str());
    row("a palette with lossy compression", palette, "pixel.photometric.transfer-syntax (0028,0004)");
}

} // namespace mi::test
