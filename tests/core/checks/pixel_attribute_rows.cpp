#include "tests/core/checks/pixel_defect_rows.h"
#include "tests/core/checks/pixel_draft.h"

namespace mi::test {

namespace {

// A segmented palette: the same segments for each colour.
DraftFile segmentedPalette(std::uint16_t entries, const std::string &segments, std::uint16_t bits = 16)
{
    DraftFile draft = paletteImage(entries, bits, 0);
    for (std::uint16_t index = 1; index <= 3; ++index) {
        draft.remove({0x0028, static_cast<std::uint16_t>(0x1200 + index)});
        draft.setRaw({0x0028, static_cast<std::uint16_t>(0x1220 + index)}, Vr::OW, segments);
    }
    return draft;
}

DraftFile twelveBits(std::uint16_t representation = 0)
{
    return nativeImage({.bitsAllocated = 16, .bitsStored = 12, .pixelRepresentation = representation}, 32);
}

DraftFile withSs(DraftFile draft, Tag tag, std::int16_t value)
{
    return draft.setRaw(tag, Vr::SS, offsets({static_cast<std::uint16_t>(value)}, 2));
}

DraftFile segmentation(std::string_view type, std::uint16_t bits, std::size_t bytes)
{
    DraftFile draft = nativeImage({.bitsAllocated = bits, .bitsStored = bits}, bytes);
    return draft.set({0x0062, 0x0001}, Vr::CS, type)
        .set(tags::Modality, Vr::CS, "SEG")
        .set(tags::SOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.66.4")
        .set(tags::MediaStorageSOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.66.4");
}

// With an Icon Image of 4 x 4 pixels, or what `change` makes of it.
DraftFile withIcon(DraftFile draft, const std::string &pixels, const std::vector<std::string> &fragments = {},
                   std::uint16_t bitsStored = 8)
{
    ElementWriter item;
    item.us(tags::SamplesPerPixel, {1}).text(tags::PhotometricInterpretation, Vr::CS, "MONOCHROME2");
    item.us(tags::Rows, {4}).us(tags::Columns, {4}).us(tags::BitsAllocated, {8}).us(tags::BitsStored, {bitsStored});
    item.us(tags::HighBit, {static_cast<std::uint16_t>(bitsStored - 1)}).us(tags::PixelRepresentation, {0});
    if (fragments.empty())
        item.raw(tags::PixelData, Vr::OB, pixels);
    else
        item.encapsulated(tags::PixelData, {}, fragments);
    const Tag sequence{0x0088, 0x0200};
    return draft.setElement(sequence, ElementWriter{}.sequence(sequence, {item.str()}).str());
}

} // namespace

void attributeRows(PixelDefects &row)
{
    const DraftFile clean = nativeImage({}, 16);
    const DraftFile rgb = nativeImage({.samples = 3, .photometric = "RGB"}, 48);
    row("no Rows", DraftFile(clean).remove(tags::Rows), "pixel.attributes.missing (0028,0010)");
    row("no Rows, no Columns and no Bits Stored",
        DraftFile(clean).remove(tags::Rows).remove(tags::Columns).remove(tags::BitsStored),
        "pixel.attributes.missing (0028,0010)");
    row("an empty Bits Allocated", DraftFile(clean).setRaw(tags::BitsAllocated, Vr::US, ""),
        "pixel.attributes.missing (0028,0100)");
    row("no Photometric Interpretation", DraftFile(clean).remove(tags::PhotometricInterpretation),
        "pixel.attributes.missing (0028,0004)");
    row("no Pixel Representation", DraftFile(clean).remove(tags::PixelRepresentation),
        "pixel.attributes.missing (0028,0103)");
    row("Rows is zero", with(clean, tags::Rows, {0}), "pixel.matrix.zero (0028,0010)");
    row("Columns is zero", with(clean, tags::Columns, {0}), "pixel.matrix.zero (0028,0011)");
    row("Bits Allocated is 12", nativeImage({.bitsAllocated = 12}, 24), "pixel.bits-allocated.wrong (0028,0100)");
    row("Bits Allocated is zero", with(clean, tags::BitsAllocated, {0}), "pixel.bits-allocated.wrong (0028,0100)");
    row("Bits Stored is larger than Bits Allocated", with(clean, tags::BitsStored, {9}),
        "pixel.bits-stored.wrong (0028,0101)");
    row("Bits Stored is zero", with(clean, tags::BitsStored, {0}), "pixel.bits-stored.wrong (0028,0101)");
    row("High Bit is Bits Stored", with(clean, tags::HighBit, {8}), "pixel.high-bit.wrong (0028,0102)");
    row("High Bit is too small", with(clean, tags::HighBit, {6}), "pixel.high-bit.wrong (0028,0102)");
    row("Pixel Representation is 2", with(clean, tags::PixelRepresentation, {2}),
        "pixel.representation.wrong (0028,0103)");
    row("no frames", nativeImage({.frames = "0"}, 16), "pixel.frames.wrong (0028,0008)");
    row("minus three frames", nativeImage({.frames = "-3"}, 16), "pixel.frames.wrong (0028,0008)");
    row("three samples in greyscale", nativeImage({.samples = 3}, 48), "pixel.samples.wrong (0028,0002)");
    row("one sample in RGB", nativeImage({.photometric = "RGB"}, 16), "pixel.samples.wrong (0028,0002)");
    row("one sample said of three", nativeImage({.photometric = "RGB", .planar = 0}, 48),
        "pixel.samples.wrong (0028,0002)");
    row("three samples said of one", nativeImage({.samples = 3}, 16), "pixel.samples.wrong (0028,0002)");
    row("no samples", with(clean, tags::SamplesPerPixel, {0}), "pixel.samples.wrong (0028,0002)");
    row("an unknown colour model", nativeImage({.photometric = "GREY"}, 16), "pixel.photometric.unknown (0028,0004)");
    row("a retired colour model that the samples contradict", nativeImage({.samples = 3, .photometric = "CMYK"}, 48),
        "pixel.samples.wrong (0028,0002)");
    row("a retired colour model", nativeImage({.samples = 3, .photometric = "HSV"}, 48),
        "pixel.photometric.retired (0028,0004)");
    row("four retired samples", nativeImage({.samples = 4, .photometric = "CMYK"}, 64),
        "pixel.photometric.retired (0028,0004)");
    row("YBR_RCT without JPEG 2000", nativeImage({.samples = 3, .photometric = "YBR_RCT"}, 48),
        "pixel.photometric.transfer-syntax (0028,0004)");
    row("XYB without JPEG XL", nativeImage({.samples = 3, .photometric = "XYB"}, 48),
        "pixel.photometric.transfer-syntax (0028,0004)");
    row("YBR_PARTIAL_420 without video", nativeImage({.samples = 3, .photometric = "YBR_PARTIAL_420"}, 24),
        "pixel.photometric.transfer-syntax (0028,0004)");
    row("no Planar Configuration in colour", DraftFile(rgb).remove(tags::PlanarConfiguration),
        "pixel.planar.missing (0028,0006)");
    row("Planar Configuration in greyscale", nativeImage({.planar = 0}, 16), "pixel.planar.unneeded (0028,0006)");
    row("Planar Configuration is 2", with(rgb, tags::PlanarConfiguration, {2}), "pixel.planar.wrong (0028,0006)");
    row("separate planes of subsampled colours",
        nativeImage({.samples = 3, .photometric = "YBR_FULL_422", .planar = 1}, 32), "pixel.planar.wrong (0028,0006)");
    const DraftFile palette = paletteImage(256, 16, 512);
    row("no palette", nativeImage({.photometric = "PALETTE COLOR"}, 16), "pixel.palette.missing (0028,1101)");
    row("a palette without green", DraftFile(palette).remove({0x0028, 0x1202}), "pixel.palette.missing (0028,1202)");
    row("a palette of 12 bits", paletteImage(256, 12, 512), "pixel.palette.descriptor (0028,1101)");
    row("a descriptor of two numbers", with(palette, {0x0028, 0x1103}, {256, 0}), "value.vm.numbers-wrong (0028,1103)");
    row("blue has another number of entries", with(palette, {0x0028, 0x1103}, {255, 0, 16}),
        "pixel.palette.descriptor (0028,1103)");
    row("red is too short", DraftFile(palette).setRaw({0x0028, 0x1201}, Vr::OW, std::string(510, '\0')),
        "pixel.palette.length (0028,1201)");
    row("a word for every byte of red",
        DraftFile(paletteImage(256, 8, 256)).setRaw({0x0028, 0x1201}, Vr::OW, std::string(512, '\0')),
        "pixel.palette.word-for-byte (0028,1201)");
    row("green begins at a negative value of unsigned pixels",
        DraftFile(palette).setRaw({0x0028, 0x1102}, Vr::SS, offsets({256, 0x8000, 16}, 2)),
        "pixel.palette.first-value-sign (0028,1102)");
    const char *const segments = "pixel.palette.segments (0028,1221)";
    const auto onlyRed = [](std::uint16_t entries, const std::string &bytes) {
        std::string good = offsets({0, entries}, 2);
        for (std::uint16_t index = 0; index < entries; ++index)
            good += offsets({index}, 2);
        return segmentedPalette(entries, good).setRaw({0x0028, 0x1221}, Vr::OW, bytes);
    };
    row("a segmented palette that is too short", onlyRed(4, offsets({0, 3, 1, 2, 3}, 2)), segments);
    row("a segmented palette that is too long", onlyRed(4, offsets({0, 5, 1, 2, 3, 4, 5}, 2)), segments);
    row("a segmented palette that is cut off", onlyRed(4, offsets({0, 4, 1, 2}, 2)), segments);
    row("a segment of an unknown kind", onlyRed(4, offsets({3, 4, 1, 2, 3, 4}, 2)), segments);
    row("a palette that begins with a line", onlyRed(4, offsets({1, 4, 9}, 2)), segments);
    row("a segment that refers behind the end", onlyRed(4, offsets({0, 2, 1, 2, 2, 1, 900, 0}, 2)), segments);
    row("a segment that refers to a reference", onlyRed(4, offsets({0, 2, 1, 2, 2, 1, 8, 0}, 2)), segments);

    row("the largest value needs 13 bits", with(twelveBits(), {0x0028, 0x0107}, {4096}),
        "pixel.range.impossible (0028,0107)");
    row("the smallest value is below 12 signed bits", withSs(twelveBits(1), {0x0028, 0x0106}, -2049),
        "pixel.range.impossible (0028,0106)");
    row("the smallest value is larger than the largest",
        with(with(twelveBits(), {0x0028, 0x0106}, {100}), {0x0028, 0x0107}, {99}), "pixel.range.reversed (0028,0106)");
    row("padding of 13 bits", with(twelveBits(), {0x0028, 0x0120}, {4096}), "pixel.padding.impossible (0028,0120)");
    row("a limit of padding below 12 signed bits",
        withSs(withSs(twelveBits(1), {0x0028, 0x0120}, -2000), {0x0028, 0x0121}, -3000),
        "pixel.padding.impossible (0028,0121)");
    row("a binary segmentation of 8 bits", segmentation("BINARY", 8, 16), "pixel.segmentation.bits (0028,0100)");
    row("a fractional segmentation of 1 bit", segmentation("FRACTIONAL", 1, 2), "pixel.segmentation.bits (0028,0100)");
    row("a label map of 32 bits", segmentation("LABELMAP", 32, 64), "pixel.segmentation.bits (0028,0100)");
    row("4:2:2 with an odd width", nativeImage({.columns = 5, .samples = 3, .photometric = "YBR_FULL_422"}, 40),
        "pixel.matrix.odd (0028,0011)");

    const Tag ratio{0x0028, 0x2112};
    const Tag method{0x0028, 0x2114};
    row("a ratio of a compression that is denied",
        DraftFile(clean).set(lossyImageCompression, Vr::CS, "00").set(ratio, Vr::DS, "10"),
        "pixel.lossy.contradicted (0028,2110)");
    row("a method of a compression that is denied",
        DraftFile(clean).set(lossyImageCompression, Vr::CS, "00").set(method, Vr::CS, "ISO_10918_1"),
        "pixel.lossy.contradicted (0028,2110)");
    row("one ratio for two methods",
        DraftFile(clean)
            .set(lossyImageCompression, Vr::CS, "01")
            .set(ratio, Vr::DS, "10")
            .set(method, Vr::CS, "ISO_10918_1\\ISO_15444_1"),
        "pixel.lossy.count (0028,2112)");
    row("a ratio of zero", DraftFile(clean).set(lossyImageCompression, Vr::CS, "01").set(ratio, Vr::DS, "0"),
        "pixel.lossy.ratio (0028,2112)");
    row("a negative ratio", DraftFile(clean).set(lossyImageCompression, Vr::CS, "01").set(ratio, Vr::DS, "-10"),
        "pixel.lossy.ratio (0028,2112)");
}

void nativeRows(PixelDefects &row)
{
    row("one byte less", nativeImage({.columns = 5}, 18), "pixel.native.too-short (7FE0,0010)");
    row("empty pixel data", nativeImage({}, 0), "pixel.native.too-short (7FE0,0010)");
    row("a size that no file can hold",
        nativeImage({.rows = 65535,
                     .columns = 65535,
                     .samples = 3,
                     .bitsAllocated = 64,
                     .bitsStored = 64,
                     .photometric = "RGB",
                     .frames = "2147483647"},
                    16),
        "pixel.native.too-short (7FE0,0010)");
    row("one of two frames", nativeImage({.frames = "2"}, 16), "pixel.native.frames-missing (7FE0,0010)");
    row("three instead of two frames", nativeImage({.frames = "2"}, 48), "pixel.native.more-frames (7FE0,0010)");
    row("two bytes more", nativeImage({}, 18), "pixel.native.too-long (7FE0,0010)");
    row("subsampled in name only", nativeImage({.samples = 3, .photometric = "YBR_FULL_422"}, 48),
        "pixel.native.not-subsampled (7FE0,0010)");
    row("16 bits in OB",
        describedImage({.bitsAllocated = 16, .bitsStored = 12}).setRaw(tags::PixelData, Vr::OB, std::string(32, '\1')),
        "pixel.vr.wrong (7FE0,0010)");
    row("no pixel data", describedImage({}), "pixel.data.missing (7FE0,0010)");
    DraftFile headerOnly = DraftFile::ofSopClass(ctImageStorage);
    headerOnly.set(tags::Modality, Vr::CS, "CT");
    for (const Tag tag :
         {tags::Rows, tags::Columns, tags::SamplesPerPixel, tags::PhotometricInterpretation, tags::BitsAllocated,
          tags::BitsStored, tags::HighBit, tags::PixelRepresentation, tags::PixelData})
        headerOnly.remove(tag);
    row("a CT image without an image", headerOnly, "pixel.data.missing (7FE0,0010)");
    row("two kinds of pixel data",
        nativeImage({.bitsAllocated = 32, .bitsStored = 32}, 64)
            .setRaw(tags::FloatPixelData, Vr::OF, std::string(64, '\0')),
        "pixel.data.several (7FE0,0010)");
    DraftFile floats = describedImage({.bitsAllocated = 32, .bitsStored = 32});
    floats.remove(tags::BitsStored).remove(tags::HighBit).remove(tags::PixelRepresentation);
    row("too few floats", DraftFile(floats).setRaw(tags::FloatPixelData, Vr::OF, std::string(60, '\0')),
        "pixel.native.too-short (7FE0,0008)");
    const std::string floating(64, '\0');
    row("floats with Bits Stored and High Bit",
        with(with(DraftFile(floats).setRaw(tags::FloatPixelData, Vr::OF, floating), tags::BitsStored, {32}),
             tags::HighBit, {31}),
        "pixel.float.integer-attributes (0028,0101)");
    row("floats in JPEG",
        DraftFile(floats)
            .setRaw(tags::FloatPixelData, Vr::OF, floating)
            .set(tags::TransferSyntaxUID, Vr::UI, syntax("4.50")),
        "pixel.float.transfer-syntax (7FE0,0008)");
    row("pixel data, and where to get it",
        nativeImage({}, 16).set(tags::PixelDataProviderURL, Vr::UR, "https://example.org/a"),
        "pixel.data.several (7FE0,0010)");
    DraftFile report = DraftFile::ofSopClass("1.2.840.10008.5.1.4.1.1.88.11");
    report.set(tags::Modality, Vr::CS, "SR").set(tags::TransferSyntaxUID, Vr::UI, syntax("4.50"));
    for (const Tag tag :
         {tags::Rows, tags::Columns, tags::SamplesPerPixel, tags::PhotometricInterpretation, tags::BitsAllocated,
          tags::BitsStored, tags::HighBit, tags::PixelRepresentation, tags::PixelData})
        report.remove(tag);
    row("a report as JPEG", report, "pixel.transfer-syntax.without-pixels (0002,0010)");
    row("doubles of 32 bits", DraftFile(floats).setRaw(tags::DoubleFloatPixelData, Vr::OD, std::string(128, '\0')),
        "pixel.bits-allocated.wrong (0028,0100)");
    row("an extended table of native frames",
        nativeImage({}, 16).setRaw(tags::ExtendedOffsetTable, Vr::OV, std::string(8, '\0')),
        "pixel.extended-offset-table.native (7FE0,0001)");
    row("12 bits that are not packed", nativeImage({.bitsAllocated = 12, .bitsStored = 12}, 32),
        "pixel.bits-allocated.wrong (0028,0100)");
    row("fragments in a native Transfer Syntax", compressedImage(grey(explicitLittle), {jpeg()}),
        "pixel.native.encapsulated (7FE0,0010)");
    row("native pixels in a compressed Transfer Syntax", nativeImage(grey(syntax("4.50")), 16),
        "pixel.encapsulated.native (7FE0,0010)");
}

void nestedRows(PixelDefects &row)
{
    const DraftFile native = nativeImage({}, 16);
    const DraftFile jpegImage = compressedImage(grey(syntax("4.50")), {jpeg()});
    const std::string sixteen(16, '\1');
    row("an icon that is too short", withIcon(native, std::string(14, '\1')),
        "pixel.icon.length (0088,0200)[1].(7FE0,0010)");
    row("an icon that is too long", withIcon(native, std::string(18, '\1')),
        "pixel.icon.length (0088,0200)[1].(7FE0,0010)");
    row("a native icon that is too short beside JPEG", withIcon(jpegImage, std::string(14, '\1')),
        "pixel.icon.length (0088,0200)[1].(7FE0,0010)");
    row("an icon with impossible bits", withIcon(native, sixteen, {}, 9),
        "pixel.icon.description (0088,0200)[1].(0028,0101)");
    row("a compressed icon in a native file", withIcon(native, {}, {jpeg()}),
        "pixel.icon.description (0088,0200)[1].(7FE0,0010)");
    row("an icon that is no JPEG", withIcon(jpegImage, {}, {sixteen}),
        "pixel.icon.codestream (0088,0200)[1].(7FE0,0010)");
    row("an icon of another size than its JPEG", withIcon(jpegImage, {}, {jpeg({.rows = 8})}),
        "pixel.icon.codestream (0088,0200)[1].(0028,0010)");
    row("an icon without fragments", withIcon(jpegImage, {}, {""}), "pixel.icon.codestream (0088,0200)[1].(7FE0,0010)");
    // A table of colours in an Item without pixels.
    ElementWriter item;
    for (std::uint16_t index = 1; index <= 3; ++index)
        item.us({0x0028, static_cast<std::uint16_t>(0x1100 + index)}, {4, 0, 16});
    for (std::uint16_t index = 1; index <= 3; ++index)
        item.raw({0x0028, static_cast<std::uint16_t>(0x1200 + index)}, Vr::OW, std::string(index == 2 ? 6 : 8, '\1'));
    const Tag palettes{0x0048, 0x0120};
    row("a table of colours in an Item",
        DraftFile(native).setElement(palettes, ElementWriter{}.sequence(palettes, {item.str()}).str()),
        "pixel.icon.description (0048,0120)[1].(0028,1202)");
}

void cleanAttributeRows(CleanImages &row)
{
    const std::string sixteen(16, '\1');
    row("an icon", withIcon(nativeImage({}, 16), sixteen));
    row("a native icon beside JPEG", withIcon(compressedImage(grey(syntax("4.50")), {jpeg()}), sixteen));
    row("a JPEG icon beside JPEG", withIcon(compressedImage(grey(syntax("4.50")), {jpeg()}), {}, {jpeg()}));
    row("the range of 12 bits", with(with(twelveBits(), {0x0028, 0x0106}, {0}), {0x0028, 0x0107}, {4095}));
    row("the range of signed 12 bits", withSs(withSs(twelveBits(1), {0x0028, 0x0106}, -2048), {0x0028, 0x0107}, 2047));
    row("padding of signed 12 bits", withSs(twelveBits(1), {0x0028, 0x0120}, -2048));
    row("a binary segmentation", segmentation("BINARY", 1, 2));
    row("a fractional segmentation", segmentation("FRACTIONAL", 8, 16));
    row("a label map", segmentation("LABELMAP", 16, 32));
    row("a palette of one segment", segmentedPalette(4, offsets({0, 4, 1, 2, 3, 4}, 2)));
    row("a palette of a value and a line", segmentedPalette(256, offsets({0, 1, 0, 1, 255, 65535}, 2)));
    row("a palette that repeats a segment", segmentedPalette(9, offsets({0, 3, 1, 2, 3, 2, 1, 0, 0, 1, 3, 7}, 2)));
    row("a palette of 8-bit segments", segmentedPalette(4, std::string{"\0\2\1\2\1\2\7\0", 8}, 8));
    row("4:2:2 with an even width", nativeImage({.samples = 3, .photometric = "YBR_FULL_422"}, 32));
    row("a lossy past with its method and ratio", nativeImage({}, 16)
                                                      .set({0x0028, 0x2110}, Vr::CS, "01")
                                                      .set({0x0028, 0x2112}, Vr::DS, "10\\2.5")
                                                      .set({0x0028, 0x2114}, Vr::CS, "ISO_10918_1\\ISO_15444_1"));
    row("a tiny image that has grown",
        nativeImage({}, 16).set({0x0028, 0x2110}, Vr::CS, "01").set({0x0028, 0x2112}, Vr::DS, "0.08"));
    row("never compressed with loss", nativeImage({}, 16).set({0x0028, 0x2110}, Vr::CS, "00"));
}

} // namespace mi::test
