#include "tests/core/checks/bulk_rows.h"

namespace mi::test {

namespace {

constexpr Tag waveformSequence{0x5400, 0x0100};
constexpr Tag voiLutSequence{0x0028, 0x3010};
constexpr Tag modalityLutSequence{0x0028, 0x3000};
constexpr Tag iccProfile{0x0028, 0x2000};
constexpr Tag document{0x0042, 0x0011};

using Rows = std::vector<BulkDefect>;

void add(Rows &rows, const char *name, const DraftFile &file, const char *finding = "")
{
    rows.push_back({name, file.file(), finding});
}

// --- Overlays -------------------------------------------------------------------------------------------------------

struct OverlayOptions {
    std::uint16_t rows = 4;
    std::uint16_t columns = 4;
    std::uint16_t bits = 1;
    std::uint16_t bitPosition = 0;
    std::string type = "G";
    std::int16_t originRow = 1;
    std::int16_t originColumn = 1;
    std::string frames = {};
    std::uint16_t frameOrigin = 0; // 0: not there
    int bytes = 2;                 // -1: no Overlay Data
};

DraftFile withOverlay(const OverlayOptions &options, DraftFile draft = nativeImage({}, 16))
{
    const auto tag = [](std::uint16_t element) { return Tag{0x6000, element}; };
    setUs(draft, tag(0x0010), {options.rows});
    setUs(draft, tag(0x0011), {options.columns});
    if (!options.frames.empty())
        draft.set(tag(0x0015), Vr::IS, options.frames);
    draft.set(tag(0x0040), Vr::CS, options.type);
    draft.setRaw(
        tag(0x0050), Vr::SS,
        offsets({static_cast<std::uint16_t>(options.originRow), static_cast<std::uint16_t>(options.originColumn)}, 2));
    if (options.frameOrigin != 0)
        setUs(draft, tag(0x0051), {options.frameOrigin});
    setUs(draft, tag(0x0100), {options.bits});
    setUs(draft, tag(0x0102), {options.bitPosition});
    if (options.bytes >= 0)
        draft.setRaw(tag(0x3000), Vr::OW, std::string(static_cast<std::size_t>(options.bytes), '\0'));
    return draft;
}

DraftFile twoFrames()
{
    return nativeImage({.frames = "2"}, 32);
}

// 16 bits allocated, 12 stored: there is room for overlays in the pixels.
DraftFile twelveBits()
{
    return nativeImage({.bitsAllocated = 16, .bitsStored = 12}, 32);
}

void overlayDefects(Rows &rows)
{
    add(rows, "an overlay that is too short", withOverlay({.columns = 5, .bytes = 2}),
        "bulk.overlay.too-short (6000,3000)");
    add(rows, "an overlay that is too long", withOverlay({.bytes = 4}), "bulk.overlay.too-long (6000,3000)");
    add(rows, "an overlay of two frames that is too short",
        withOverlay({.columns = 5, .frames = "2", .bytes = 4}, twoFrames()), "bulk.overlay.too-short (6000,3000)");
    add(rows, "an overlay of 8 bits with one bit a pixel", withOverlay({.bits = 8}),
        "bulk.overlay.bits-allocated (6000,0100)");
    add(rows, "an overlay of 8 bits with 8 bits a pixel", withOverlay({.bits = 8, .bytes = 16}),
        "bulk.overlay.bits-allocated (6000,0100)");
    add(rows, "an overlay at bit 3", withOverlay({.bitPosition = 3}), "bulk.overlay.bit-position (6000,0102)");
    add(rows, "an overlay without rows", withOverlay({.rows = 0, .bytes = 0}), "bulk.overlay.size (6000,0010)");
    add(rows, "an overlay without columns", withOverlay({.columns = 0, .bytes = 0}), "bulk.overlay.size (6000,0011)");
    add(rows, "an overlay of type X", withOverlay({.type = "X"}), "bulk.overlay.type (6000,0040)");
    add(rows, "an overlay of no frames", withOverlay({.frames = "0"}), "bulk.overlay.frames (6000,0015)");
    add(rows, "an overlay of three frames for two", withOverlay({.frames = "3", .bytes = 6}, twoFrames()),
        "bulk.overlay.frames (6000,0015)");
    add(rows, "an overlay of two frames from the second of two on",
        withOverlay({.frames = "2", .frameOrigin = 2, .bytes = 4}, twoFrames()), "bulk.overlay.frames (6000,0015)");
    add(rows, "an overlay below the image", withOverlay({.originRow = 5}), "bulk.overlay.outside (6000,0050)");
    add(rows, "an overlay left of the image", withOverlay({.originColumn = -3}), "bulk.overlay.outside (6000,0050)");
    add(rows, "an overlay in the pixels", withOverlay({.bits = 16, .bitPosition = 12, .bytes = -1}, twelveBits()),
        "bulk.overlay.in-pixels (6000,0100)");
    add(rows, "an overlay in a bit that belongs to the pixel",
        withOverlay({.bits = 16, .bitPosition = 11, .bytes = -1}, twelveBits()), "bulk.overlay.in-pixels (6000,0100)");
    add(rows, "an overlay in bits that there are not", withOverlay({.bits = 8, .bytes = -1}, twelveBits()),
        "bulk.overlay.bits-allocated (6000,0100)");
}

void cleanOverlays(Rows &rows)
{
    add(rows, "an overlay", withOverlay({}));
    add(rows, "a region of interest that is larger than the image",
        withOverlay({.rows = 9, .columns = 9, .type = "R", .originRow = -2, .originColumn = -2, .bytes = 12}));
    add(rows, "an overlay that only touches the last pixel", withOverlay({.originRow = 4, .originColumn = 4}));
    add(rows, "an overlay that only touches the first pixel", withOverlay({.originRow = -2, .originColumn = -2}));
    add(rows, "an overlay of both frames, packed over them",
        withOverlay({.rows = 3, .columns = 3, .frames = "2", .frameOrigin = 1, .bytes = 4}, twoFrames()));
    add(rows, "an overlay of the second frame", withOverlay({.frames = "1", .frameOrigin = 2}, twoFrames()));
}

// --- Waveforms ------------------------------------------------------------------------------------------------------

struct WaveformOptions {
    std::uint16_t channels = 2;
    std::uint32_t samples = 10;
    std::uint16_t bits = 16;
    std::string interpretation = "SS";
    std::size_t definitions = 2;
    std::uint16_t bitsStored = 12;
    std::size_t padding = 2;
    std::size_t bytes = 40;
};

DraftFile withWaveform(const WaveformOptions &options)
{
    const std::string channel = ElementWriter{}.us({0x003A, 0x021A}, {options.bitsStored}).str();
    ElementWriter item;
    item.us({0x003A, 0x0005}, {options.channels}).ul({0x003A, 0x0010}, {options.samples});
    item.sequence({0x003A, 0x0200}, std::vector<std::string>(options.definitions, channel));
    item.us({0x5400, 0x1004}, {options.bits}).text({0x5400, 0x1006}, Vr::CS, options.interpretation);
    if (options.padding > 0)
        item.raw({0x5400, 0x100A}, Vr::OW, std::string(options.padding, '\0'));
    item.raw({0x5400, 0x1010}, Vr::OW, std::string(options.bytes, '\1'));
    return nativeImage({}, 16).setElement(waveformSequence,
                                          ElementWriter{}.sequence(waveformSequence, {item.str()}).str());
}

void waveformDefects(Rows &rows)
{
    add(rows, "a waveform that is too short", withWaveform({.bytes = 38}),
        "bulk.waveform.too-short (5400,0100)[1].(5400,1010)");
    add(rows, "a waveform that is too long", withWaveform({.bytes = 42}),
        "bulk.waveform.too-long (5400,0100)[1].(5400,1010)");
    add(rows, "a waveform of 32 bits that has 16", withWaveform({.bits = 32, .interpretation = "SL", .padding = 4}),
        "bulk.waveform.too-short (5400,0100)[1].(5400,1010)");
    add(rows, "a waveform of 12 bits", withWaveform({.bits = 12, .padding = 0, .bytes = 30}),
        "bulk.waveform.bits-allocated (5400,0100)[1].(5400,1004)");
    add(rows, "samples of an unknown kind", withWaveform({.interpretation = "XX"}),
        "bulk.waveform.sample-interpretation (5400,0100)[1].(5400,1006)");
    add(rows, "samples for 8 bits in 16", withWaveform({.interpretation = "UB"}),
        "bulk.waveform.sample-interpretation (5400,0100)[1].(5400,1006)");
    add(rows, "one channel described of two", withWaveform({.definitions = 1}),
        "bulk.waveform.channels (5400,0100)[1].(003A,0200)");
    add(rows, "channels of 17 bits in 16",
        withWaveform({.channels = 1, .definitions = 1, .bitsStored = 17, .bytes = 20}),
        "bulk.waveform.bits-stored (5400,0100)[1].(003A,0200)[1].(003A,021A)");
    add(rows, "a waveform without samples", withWaveform({.samples = 0, .bytes = 0}),
        "bulk.waveform.empty (5400,0100)[1].(003A,0010)");
    add(rows, "padding of 4 bytes for 16 bits", withWaveform({.padding = 4}),
        "bulk.waveform.padding-value (5400,0100)[1].(5400,100A)");
}

void cleanWaveforms(Rows &rows)
{
    add(rows, "a waveform of 16 bits", withWaveform({}));
    add(rows, "a waveform of 8 bits with an odd length",
        withWaveform({.channels = 3,
                      .samples = 3,
                      .bits = 8,
                      .interpretation = "UB",
                      .definitions = 3,
                      .bitsStored = 8,
                      .bytes = 10}));
    add(rows, "a waveform of 32 bits",
        withWaveform({.bits = 32, .interpretation = "SL", .bitsStored = 24, .padding = 4, .bytes = 80}));
    add(rows, "a waveform of 64 bits",
        withWaveform({.bits = 64, .interpretation = "UV", .bitsStored = 64, .padding = 8, .bytes = 160}));
}

// --- Look-up tables -------------------------------------------------------------------------------------------------

DraftFile withLut(Tag sequence, std::uint16_t entries, std::uint16_t bits, const std::string &data, Vr vr = Vr::OW)
{
    ElementWriter item;
    item.us({0x0028, 0x3002}, {entries, 0, bits});
    if (sequence == modalityLutSequence)
        item.text({0x0028, 0x3004}, Vr::LO, "US");
    item.raw({0x0028, 0x3006}, vr, data);
    return nativeImage({}, 16).setElement(sequence, ElementWriter{}.sequence(sequence, {item.str()}).str());
}

void lutDefects(Rows &rows)
{
    add(rows, "a modality table of 12 bits", withLut(modalityLutSequence, 4, 12, std::string(8, '\1')),
        "bulk.lut.entry-size (0028,3000)[1].(0028,3002)");
    add(rows, "a VOI table of 7 bits", withLut(voiLutSequence, 4, 7, std::string(4, '\1')),
        "bulk.lut.descriptor (0028,3010)[1].(0028,3002)");
    add(rows, "a VOI table of 17 bits", withLut(voiLutSequence, 4, 17, std::string(8, '\1')),
        "bulk.lut.descriptor (0028,3010)[1].(0028,3002)");
    add(rows, "a table that is too short", withLut(modalityLutSequence, 4, 16, std::string(6, '\1')),
        "bulk.lut.length (0028,3000)[1].(0028,3006)");
    add(rows, "a table that is too long", withLut(voiLutSequence, 4, 12, std::string(10, '\1')),
        "bulk.lut.length (0028,3010)[1].(0028,3006)");
    add(rows, "a table of 65,536 entries that has 4", withLut(voiLutSequence, 0, 16, std::string(8, '\1')),
        "bulk.lut.length (0028,3010)[1].(0028,3006)");
    add(rows, "a word for every byte", withLut(modalityLutSequence, 4, 8, offsets({1, 2, 3, 4}, 2)),
        "bulk.lut.word-for-byte (0028,3000)[1].(0028,3006)");
    add(rows, "an entry of 13 bits in a table of 12", withLut(voiLutSequence, 4, 12, offsets({1, 2, 3, 4096}, 2)),
        "bulk.lut.entry-too-large (0028,3010)[1].(0028,3006)");
    ElementWriter item;
    item.raw({0x0028, 0x3002}, Vr::SS, offsets({4, 0x8000, 16}, 2)).text({0x0028, 0x3004}, Vr::LO, "US");
    item.raw({0x0028, 0x3006}, Vr::OW, std::string(8, '\1'));
    add(rows, "a table that begins below zero for unsigned pixels",
        nativeImage({}, 16).setElement(modalityLutSequence,
                                       ElementWriter{}.sequence(modalityLutSequence, {item.str()}).str()),
        "bulk.lut.first-value-sign (0028,3000)[1].(0028,3002)");
}

void cleanLuts(Rows &rows)
{
    add(rows, "a modality table of 16 bits", withLut(modalityLutSequence, 4, 16, std::string(8, '\1')));
    add(rows, "a modality table of 8 bits", withLut(modalityLutSequence, 5, 8, std::string(6, '\1')));
    add(rows, "a modality table of 8 bits in US",
        withLut(modalityLutSequence, 4, 8, offsets({1, 2, 3, 255}, 2), Vr::US));
    add(rows, "a VOI table of 12 bits", withLut(voiLutSequence, 4, 12, offsets({1, 2, 3, 4095}, 2)));
    add(rows, "a VOI table of 8 bits in words", withLut(voiLutSequence, 4, 8, offsets({1, 2, 3, 255}, 2)));
    add(rows, "a VOI table of 65,536 entries", withLut(voiLutSequence, 0, 16, std::string(131'072, '\1')));
}

// --- Colour profiles ------------------------------------------------------------------------------------------------

std::string profile(std::string_view deviceClass = "scnr", std::string_view colours = "RGB ",
                    std::string_view connection = "XYZ ", std::uint32_t tagEnd = 164)
{
    std::string out;
    putBig32(out, 164);
    out += std::string(8, '\0');
    out += deviceClass;
    out += colours;
    out += connection;
    out += std::string(12, '\0');
    out += "acsp";
    out.resize(128, '\0');
    putBig32(out, 1);
    out += "desc";
    putBig32(out, 144);
    putBig32(out, tagEnd - 144);
    out.resize(164, '\1');
    return out;
}

DraftFile withProfile(const std::string &bytes)
{
    return nativeImage({.samples = 3, .photometric = "RGB"}, 48).setRaw(iccProfile, Vr::OB, bytes);
}

void profileDefects(Rows &rows)
{
    add(rows, "a profile without its mark", withProfile(std::string(164, '\0')), "bulk.icc.signature (0028,2000)");
    add(rows, "a profile of 100 bytes", withProfile(profile().substr(0, 100)), "bulk.icc.signature (0028,2000)");
    add(rows, "a profile that lacks its end", withProfile(profile().substr(0, 150)), "bulk.icc.size (0028,2000)");
    add(rows, "a profile with bytes behind it", withProfile(profile() + "abcd"), "bulk.icc.size (0028,2000)");
    add(rows, "a profile of a display", withProfile(profile("mntr")), "bulk.icc.class (0028,2000)");
    add(rows, "a profile of grey values", withProfile(profile("scnr", "GRAY")), "bulk.icc.colour-space (0028,2000)");
    add(rows, "a profile that leads to RGB", withProfile(profile("scnr", "RGB ", "RGB ")),
        "bulk.icc.colour-space (0028,2000)");
    add(rows, "a profile with a part behind its end", withProfile(profile("scnr", "RGB ", "XYZ ", 168)),
        "bulk.icc.tag-table (0028,2000)");
}

// --- Documents ------------------------------------------------------------------------------------------------------

DraftFile encapsulated(int kind, const std::string &text, std::string_view type, std::uint32_t told = 0)
{
    const std::string sopClass = "1.2.840.10008.5.1.4.1.1.104." + std::to_string(kind);
    DraftFile draft = DraftFile::ofSopClass(sopClass);
    draft.set(tags::Modality, Vr::CS, kind <= 2 ? "DOC" : "M3D");
    for (const Tag tag :
         {tags::Rows, tags::Columns, tags::SamplesPerPixel, tags::PhotometricInterpretation, tags::BitsAllocated,
          tags::BitsStored, tags::HighBit, tags::PixelRepresentation, tags::PixelData})
        draft.remove(tag);
    draft.set(document, Vr::OB, text).set({0x0042, 0x0012}, Vr::LO, type);
    const Tag length{0x0042, 0x0015};
    const auto size = static_cast<std::uint32_t>(text.size());
    return draft.setElement(length, ElementWriter{}.ul(length, {told != 0 ? told : size}).str());
}

const std::string pdf = "%PDF-1.4\nrest\n%%EOF\n";
const std::string cda = "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\">x</ClinicalDocument>";
const std::string obj = "# model\nv 0 0 0\nf 1 1 1\n";
const std::string mtl = "newmtl red\nKd 1 0 0\n";

void documentDefects(Rows &rows)
{
    add(rows, "a document that is no PDF", encapsulated(1, "PK\3\4word", "application/pdf"),
        "bulk.document.not-pdf (0042,0011)");
    add(rows, "a PDF that is cut off", encapsulated(1, "%PDF-1.4\nrest\n", "application/pdf"),
        "bulk.document.cut-off (0042,0011)");
    add(rows, "a PDF with a wrong length", encapsulated(1, pdf, "application/pdf", 16),
        "bulk.document.length (0042,0011)");
    add(rows, "a PDF that is cut off, as its length says", encapsulated(1, "%PDF-1.4\nrest", "application/pdf", 300),
        "bulk.document.length (0042,0011)");
    add(rows, "a PDF with the label of a CDA", encapsulated(1, pdf, "text/XML"), "bulk.document.mime-type (0042,0012)");
    add(rows, "a CDA in an object for PDF, with its own label", encapsulated(1, cda, "text/XML"),
        "bulk.document.mime-type (0042,0012)");
    add(rows, "XML that is no CDA", encapsulated(2, "<html></html>", "text/XML"), "bulk.document.not-cda (0042,0011)");
    add(rows, "a CDA that is cut off", encapsulated(2, cda.substr(0, 60), "text/XML"),
        "bulk.document.cut-off (0042,0011)");
    add(rows, "a PDF for an STL", encapsulated(3, pdf + std::string(100, ' '), "model/stl"),
        "bulk.document.not-stl (0042,0011)");
    add(rows, "an STL that lacks triangles", encapsulated(3, binaryStl(3, 100), "model/stl"),
        "bulk.document.cut-off (0042,0011)");
    add(rows, "an STL with bytes behind it", encapsulated(3, binaryStl(1, 60), "model/stl"),
        "bulk.document.trailing-bytes (0042,0011)");
    add(rows, "an STL for an OBJ", encapsulated(4, binaryStl(1, 50), "model/obj"), "bulk.document.not-obj (0042,0011)");
    add(rows, "an OBJ for an MTL", encapsulated(5, obj, "model/mtl"), "bulk.document.not-mtl (0042,0011)");
}

void cleanDocuments(Rows &rows)
{
    add(rows, "a PDF", encapsulated(1, pdf, "application/pdf"));
    add(rows, "a PDF of odd length", encapsulated(1, pdf + "\n", "application/pdf"));
    add(rows, "a CDA", encapsulated(2, cda, "text/XML"));
    add(rows, "a CDA with a label in small letters", encapsulated(2, cda, "text/xml"));
    add(rows, "an STL", encapsulated(3, binaryStl(2, 100), "model/stl"));
    add(rows, "an STL in text", encapsulated(3, "solid a\nendsolid a\n", "model/stl"));
    add(rows, "an OBJ", encapsulated(4, obj, "model/obj"));
    add(rows, "an MTL", encapsulated(5, mtl, "model/mtl"));
}

// --- Spectroscopy, and values for each frame ------------------------------------------------------------------------

DraftFile spectroscopy(std::string_view representation, std::size_t bytes)
{
    DraftFile draft = DraftFile::ofSopClass("1.2.840.10008.5.1.4.1.1.4.2");
    for (const Tag tag : {tags::SamplesPerPixel, tags::PhotometricInterpretation, tags::BitsAllocated, tags::BitsStored,
                          tags::HighBit, tags::PixelRepresentation, tags::PixelData})
        draft.remove(tag);
    setUs(draft, tags::Rows, {2});
    setUs(draft, tags::Columns, {3});
    for (const auto &[tag, count] : {std::pair{Tag{0x0028, 0x9001}, 1U}, std::pair{Tag{0x0028, 0x9002}, 4U}})
        draft.setElement(tag, ElementWriter{}.ul(tag, {count}).str());
    draft.set(tags::Modality, Vr::CS, "MR").set(tags::NumberOfFrames, Vr::IS, "2");
    return draft.set({0x0028, 0x9108}, Vr::CS, representation)
        .setRaw({0x5600, 0x0020}, Vr::OF, std::string(bytes, '\0'));
}

DraftFile dose(std::string_view offsetsOfFrames)
{
    DraftFile draft = nativeImage({.bitsAllocated = 16, .bitsStored = 16, .frames = "3"}, 96);
    return draft.set(tags::SOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.481.2")
        .set(tags::MediaStorageSOPClassUID, Vr::UI, "1.2.840.10008.5.1.4.1.1.481.2")
        .set(tags::Modality, Vr::CS, "RTDOSE")
        .set({0x3004, 0x000C}, Vr::DS, offsetsOfFrames);
}

void otherDefects(Rows &rows)
{
    add(rows, "complex spectra that are too short", spectroscopy("COMPLEX", 380),
        "bulk.spectroscopy.too-short (5600,0020)");
    add(rows, "real spectra that are too long", spectroscopy("REAL", 196), "bulk.spectroscopy.too-long (5600,0020)");
    add(rows, "two positions for three planes of dose", dose("0\\3"), "bulk.dose.frame-offsets (3004,000C)");
    add(rows, "four positions for three planes of dose", dose("0\\3\\6\\9"), "bulk.dose.frame-offsets (3004,000C)");
    add(rows, "one time for two frames", twoFrames().set({0x0018, 0x1065}, Vr::DS, "0"),
        "bulk.frame-vector.count (0018,1065)");
    add(rows, "three phases for two frames",
        setUs(*std::make_unique<DraftFile>(twoFrames()), {0x0054, 0x0030}, {1, 2, 3}),
        "bulk.frame-vector.count (0054,0030)");
}

void cleanOthers(Rows &rows)
{
    add(rows, "complex spectra", spectroscopy("COMPLEX", 384));
    add(rows, "the sizes of spectra", spectroscopy("MAGNITUDE", 192));
    add(rows, "three planes of dose", dose("0\\3\\6"));
    add(rows, "two times for two frames", twoFrames().set({0x0018, 0x1065}, Vr::DS, "0\\33.3"));
    add(rows, "a colour profile", withProfile(profile()));
    add(rows, "a colour profile to Lab", withProfile(profile("scnr", "RGB ", "Lab ")));
}

} // namespace

std::vector<BulkDefect> bulkDefects()
{
    Rows rows;
    overlayDefects(rows);
    waveformDefects(rows);
    lutDefects(rows);
    profileDefects(rows);
    documentDefects(rows);
    otherDefects(rows);
    return rows;
}

std::vector<BulkDefect> cleanBulk()
{
    Rows rows;
    cleanOverlays(rows);
    cleanWaveforms(rows);
    cleanLuts(rows);
    cleanDocuments(rows);
    cleanOthers(rows);
    return rows;
}

std::string longDocument(std::size_t bytes)
{
    std::string text = cda;
    text.insert(text.find("x</"), bytes, 'x');
    return encapsulated(2, text, "text/XML").file();
}

std::string binaryStl(std::uint32_t triangles, std::size_t bytes, std::string_view name)
{
    std::string out(name);
    out.resize(80, '\0');
    putLittle(out, triangles, 4);
    return out + std::string(bytes, '\1');
}

} // namespace mi::test
