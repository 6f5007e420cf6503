// Builds codestreams byte by byte for tests: headers as told, no real image behind them. Independent of the code under
// test.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace mi::test {

inline void putByte(std::string &out, unsigned value)
{
    out += static_cast<char>(static_cast<unsigned char>(value & 0xFFU));
}

inline void putBig16(std::string &out, unsigned value)
{
    putByte(out, value >> 8U);
    putByte(out, value);
}

inline void putBig32(std::string &out, std::uint32_t value)
{
    putBig16(out, value >> 16U);
    putBig16(out, value & 0xFFFFU);
}

inline void putLittle(std::string &out, std::uint64_t value, unsigned bytes)
{
    for (unsigned index = 0; index < bytes; ++index)
        putByte(out, static_cast<unsigned>(value >> (8U * index) & 0xFFU));
}

struct JpegOptions {
    unsigned frameMarker = 0xC0; // SOF0
    unsigned precision = 8;
    unsigned rows = 4;
    unsigned columns = 4;
    std::vector<unsigned> ids{1};
    unsigned firstSampling = 0x11;
    bool jfif = false;
    int adobeTransform = -1;      // none
    unsigned selection = 0;       // Ss, or NEAR
    unsigned interleave = 0;      // Se, or ILV
    unsigned pointTransform = 0;  // Al
    unsigned scanComponents = 0;  // 0: all of them
    std::size_t commentBytes = 0; // in segments before the frame header
    std::string end{"\xFF\xD9"};
};

inline std::string jpeg(const JpegOptions &options = {})
{
    std::string out{"\xFF\xD8"};
    if (options.jfif) {
        out += "\xFF\xE0";
        putBig16(out, 16);
        out += std::string{"JFIF\0\1\1\0\0\1\0\1\0\0", 14};
    }
    for (std::size_t left = options.commentBytes; left > 0;) {
        const std::size_t size = left < 60'000 ? left : 60'000;
        out += "\xFF\xE2";
        putBig16(out, static_cast<unsigned>(size + 2));
        out.append(size, '\x41');
        left -= size;
    }
    if (options.adobeTransform >= 0) {
        out += "\xFF\xEE";
        putBig16(out, 14);
        out += std::string{"Adobe\0\x64\0\0\0\0", 11};
        putByte(out, static_cast<unsigned>(options.adobeTransform));
    }
    const auto count = static_cast<unsigned>(options.ids.size());
    putByte(out, 0xFF);
    putByte(out, options.frameMarker);
    putBig16(out, 8 + 3 * count);
    putByte(out, options.precision);
    putBig16(out, options.rows);
    putBig16(out, options.columns);
    putByte(out, count);
    for (std::size_t index = 0; index < options.ids.size(); ++index) {
        putByte(out, options.ids[index]);
        putByte(out, index == 0 ? options.firstSampling : 0x11);
        putByte(out, 0);
    }
    const unsigned inScan = options.scanComponents != 0 ? options.scanComponents : count;
    out += "\xFF\xDA";
    putBig16(out, 6 + 2 * inScan);
    putByte(out, inScan);
    for (unsigned index = 0; index < inScan; ++index) {
        putByte(out, index < count ? options.ids[index] : 0);
        putByte(out, 0);
    }
    putByte(out, options.selection);
    putByte(out, options.interleave);
    putByte(out, options.pointTransform);
    out += std::string(20, '\x55');
    out += options.end;
    if (out.size() % 2 != 0)
        out += '\0';
    return out;
}

struct Jpeg2000Options {
    std::uint32_t rows = 4;
    std::uint32_t columns = 4;
    std::uint32_t offset = 0; // of the image in the reference grid, both directions
    unsigned bits = 8;
    bool isSigned = false;
    unsigned components = 1;
    bool transform = false;
    bool reversible = true;
    bool highThroughput = false;
    unsigned progression = 0;
    unsigned levels = 0;
    bool tileLengths = false;
    unsigned rsiz = 0;
    unsigned quantization = 0;  // style
    unsigned otherBits = 0;     // of the last component; 0: like the others
    unsigned spacing = 1;       // of all components
    unsigned lastSpacing = 0;   // of the last one; 0: like the others
    std::string extra = {};     // segments behind QCD
    std::string inTile = {};    // segments in the header of the tile-part
    bool lyingTilePart = false; // its length points behind the end
    bool asFile = false;        // with JP2 boxes around it
    std::string end{"\xFF\xD9"};
};

inline std::string jpeg2000(const Jpeg2000Options &options = {})
{
    std::string out{"\xFF\x4F\xFF\x51"};
    putBig16(out, 38 + 3 * options.components);
    putBig16(out, options.rsiz != 0 ? options.rsiz : options.highThroughput ? 0x4000 : 0);
    const std::uint32_t columns = options.columns * options.spacing + options.offset;
    const std::uint32_t rows = options.rows * options.spacing + options.offset;
    putBig32(out, columns);
    putBig32(out, rows);
    putBig32(out, options.offset);
    putBig32(out, options.offset);
    putBig32(out, columns);
    putBig32(out, rows);
    putBig32(out, 0);
    putBig32(out, 0);
    putBig16(out, options.components);
    for (unsigned index = 0; index < options.components; ++index) {
        const bool isLast = index + 1 == options.components;
        const unsigned bits = isLast && options.otherBits != 0 ? options.otherBits : options.bits;
        const unsigned spacing = isLast && options.lastSpacing != 0 ? options.lastSpacing : options.spacing;
        putByte(out, (bits - 1) | (options.isSigned ? 0x80U : 0U));
        putByte(out, spacing);
        putByte(out, spacing);
    }
    if (options.highThroughput) {
        out += "\xFF\x50";
        putBig16(out, 8);
        putBig32(out, 0x00020000);
        putBig16(out, 0);
    }
    out += "\xFF\x52";
    putBig16(out, 12);
    putByte(out, 0);
    putByte(out, options.progression);
    putBig16(out, 1);
    putByte(out, options.transform ? 1 : 0);
    putByte(out, options.levels);
    putByte(out, 4);
    putByte(out, 4);
    putByte(out, options.highThroughput ? 0x40 : 0);
    putByte(out, options.reversible ? 1 : 0);
    out += "\xFF\x5C";
    putBig16(out, 4 + 3 * options.levels);
    putByte(out, 0x40 | options.quantization);
    out.append(1 + 3 * options.levels, '\x40');
    out += options.extra;
    if (options.tileLengths)
        out += std::string{"\xFF\x55\0\x09\0\x50\0\0\0\0\x1E", 11};
    out += "\xFF\x90";
    putBig16(out, 10);
    putBig16(out, 0);
    putBig32(out, options.lyingTilePart ? 10'000 : 30 + static_cast<std::uint32_t>(options.inTile.size()));
    putByte(out, 0);
    putByte(out, 1);
    out += options.inTile;
    out += "\xFF\x93";
    out += std::string(16, '\x55');
    out += options.end;
    if (options.asFile) {
        std::string file;
        putBig32(file, 12);
        file += "jP  \x0D\x0A\x87\x0A";
        putBig32(file, 20);
        file += std::string{"ftypjp2 \0\0\0\0jp2 ", 16};
        putBig32(file, static_cast<std::uint32_t>(out.size() + 8));
        file += "jp2c";
        out = file + out;
    }
    if (out.size() % 2 != 0)
        out += '\0';
    return out;
}

// COC: another wavelet for one component. `style`: of code-blocks.
inline std::string jpeg2000ComponentStyle(unsigned component, bool reversible, unsigned style = 0)
{
    std::string out{"\xFF\x53"};
    putBig16(out, 9);
    putByte(out, component);
    out += std::string{"\0\0\4\4", 4};
    putByte(out, style);
    putByte(out, reversible ? 1 : 0);
    return out;
}

// QCC.
inline std::string jpeg2000ComponentQuantization(unsigned component, unsigned style)
{
    std::string out{"\xFF\x5D"};
    putBig16(out, 5);
    putByte(out, component);
    putByte(out, 0x40 | style);
    putByte(out, 0x40);
    return out;
}

// COD with a 9/7 wavelet or another.
inline std::string jpeg2000Style(bool reversible)
{
    std::string out{"\xFF\x52\0\x0C\0\0\0\1\0\0\4\4\0", 13};
    putByte(out, reversible ? 1 : 0);
    return out;
}

// The start of a JPEG XL codestream: its size, in steps of 8 if `small`; `ratio` 1 is a square.
inline std::string jpegXl(std::uint32_t rows, std::uint32_t columns, bool small = false, unsigned ratio = 0)
{
    std::uint64_t bits = 0;
    unsigned count = 0;
    const auto put = [&](std::uint64_t value, unsigned width) {
        bits |= value << count;
        count += width;
    };
    const auto putSide = [&](std::uint32_t side) {
        if (small)
            return put(side / 8 - 1, 5);
        put(1, 2); // 13 bits follow
        put(side - 1, 13);
    };
    put(small ? 1 : 0, 1);
    putSide(rows);
    put(ratio, 3);
    if (ratio == 0)
        putSide(columns);
    std::string out{"\xFF\x0A"};
    putLittle(out, bits, 8);
    return out + std::string(20, '\x55');
}

// The start of an MPEG2 elementary stream.
inline std::string mpeg2(unsigned rows, unsigned columns)
{
    std::string out{"\0\0\1\xB3", 4};
    putByte(out, columns >> 4U);
    putByte(out, columns << 4U | rows >> 8U);
    putByte(out, rows);
    return out + std::string(21, '\x55');
}

// An RLE frame with these offsets in its header and `bytes` bytes in all; each segment is one run of 16 pixels.
inline std::string rleFrame(std::uint32_t segments, const std::vector<std::uint32_t> &offsets, std::size_t bytes,
                            unsigned run = 16)
{
    std::string out;
    putLittle(out, segments, 4);
    for (std::size_t index = 0; index < 15; ++index)
        putLittle(out, index < offsets.size() ? offsets[index] : 0, 4);
    out.resize(bytes, '\0');
    for (const std::uint32_t offset : offsets) {
        if (offset >= 64 && offset < bytes)
            out[offset] = static_cast<char>(static_cast<unsigned char>(257 - run));
    }
    return out;
}

} // namespace mi::test
