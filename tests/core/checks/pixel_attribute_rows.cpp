#include "tests/core/checks/pixel_defect_rows.h"
#include "tests/core/checks/pixel_draft.h"

namespace mi::test {

namespace {

std::string overlay(std::uint16_t rows, std::uint16_t columns, std::size_t bytes)
{
    return ElementWriter{}
        .us({0x6000, 0x0010}, {rows})
        .us({0x6000, 0x0011}, {columns})
        .us({0x6000, 0x0100}, {1})
        .raw({0x6000, 0x3000}, Vr::OW, std::string(bytes, '\0'))
        .str();
}

DraftFile withOverlay(std::size_t bytes)
{
    return nativeImage({}, 16).setElement({0x6000, 0x0010}, overlay(5, 5, bytes));
}

DraftFile withWaveform(std::size_t bytes)
{
    ElementWriter item;
    item.us({0x003A, 0x0005}, {2}).ul({0x003A, 0x0010}, {10}).us({0x5400, 0x1004}, {16});
    item.raw({0x5400, 0x1010}, Vr::OW, std::string(bytes, '\0'));
    const Tag sequence{0x5400, 0x0100};
    return nativeImage({}, 16).setElement(sequence, ElementWriter{}.sequence(sequence, {item.str()}).str());
}

DraftFile withDocument(std::string_view document, std::uint32_t told)
{
    const Tag length{0x0042, 0x0015};
    return nativeImage({}, 16)
        .set({0x0042, 0x0011}, Vr::OB, document)
        .set({0x0042, 0x0012}, Vr::LO, "application/pdf")
        .setElement(length, ElementWriter{}.ul(length, {told}).str());
}

DraftFile withIcon(std::size_t bytes)
{
    ElementWriter item;
    item.us(tags::SamplesPerPixel, {1}).text(tags::PhotometricInterpretation, Vr::CS, "MONOCHROME2");
    item.us(tags::Rows, {4}).us(tags::Columns, {4}).us(tags::BitsAllocated, {8});
    item.raw(tags::PixelData, Vr::OB, std::string(bytes, '\0'));
    const Tag sequence{0x0088, 0x0200};
    return nativeImage({}, 16).setElement(sequence, ElementWriter{}.sequence(sequence, {item.str()}).str());
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
    row("a descriptor of two numbers", with(palette, {0x0028, 0x1103}, {256, 0}),
        "pixel.palette.descriptor (0028,1103)");
    row("blue has another number of entries", with(palette, {0x0028, 0x1103}, {255, 0, 16}),
        "pixel.palette.descriptor (0028,1103)");
    row("red is too short", DraftFile(palette).setRaw({0x0028, 0x1201}, Vr::OW, std::string(510, '\0')),
        "pixel.palette.length (0028,1201)");
    row("a word for every byte of red",
        DraftFile(paletteImage(256, 8, 256)).setRaw({0x0028, 0x1201}, Vr::OW, std::string(512, '\0')),
        "pixel.palette.word-for-byte (0028,1201)");
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
    row("doubles of 32 bits", DraftFile(floats).setRaw(tags::DoubleFloatPixelData, Vr::OD, std::string(128, '\0')),
        "pixel.bits-allocated.wrong (0028,0100)");
    row("fragments in a native Transfer Syntax", compressedImage(grey(explicitLittle), {jpeg()}),
        "pixel.native.encapsulated (7FE0,0010)");
    row("native pixels in a compressed Transfer Syntax", nativeImage(grey(syntax("4.50")), 16),
        "pixel.encapsulated.native (7FE0,0010)");
}

void bulkRows(PixelDefects &row)
{
    row("an overlay that is too short", withOverlay(2), "bulk.overlay.too-short (6000,3000)");
    row("an overlay that is too long", withOverlay(6), "bulk.overlay.too-long (6000,3000)");
    row("a waveform that is too short", withWaveform(38), "bulk.waveform.too-short (5400,0100)[1].(5400,1010)");
    row("a waveform that is too long", withWaveform(42), "bulk.waveform.too-long (5400,0100)[1].(5400,1010)");
    row("a document that is no PDF", withDocument("PK\3\4word", 8), "bulk.document.not-pdf (0042,0011)");
    row("a document with a wrong length", withDocument("%PDF-1.4", 12), "bulk.document.length (0042,0011)");
    row("an icon that is too short", withIcon(14), "pixel.icon.length (0088,0200)[1].(7FE0,0010)");
}

} // namespace mi::test
