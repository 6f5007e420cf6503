#include "core/dicom/decoding/jpeg2000_cost.h"

#include <algorithm>
#include <cstddef>

namespace mi {

namespace {

constexpr unsigned socMarker = 0xFF4F;
constexpr unsigned sizMarker = 0xFF51;
constexpr unsigned sotMarker = 0xFF90;
constexpr unsigned sodMarker = 0xFF93;
constexpr unsigned codMarker = 0xFF52;
constexpr unsigned cocMarker = 0xFF53;

// A frame of 16,384 x 16,384 in tiles of 256 has 4,096; one of 8 megapixels in code-blocks of 16 has 32,768.
constexpr std::uint64_t maxTiles = 4'096;
constexpr std::uint64_t maxPieces = 4'000'000;

struct Grid {
    std::uint64_t columns = 0;
    std::uint64_t rows = 0;
    std::uint64_t components = 0;
    std::uint64_t tiles = 0;
};

class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    bool has(std::uint64_t at, std::uint64_t count) const
    {
        return at <= m_bytes.size() && count <= m_bytes.size() - at;
    }
    unsigned byte(std::uint64_t at) const { return m_bytes[static_cast<std::size_t>(at)]; }
    unsigned big16(std::uint64_t at) const { return byte(at) << 8U | byte(at + 1); }
    std::uint64_t big32(std::uint64_t at) const { return std::uint64_t{big16(at)} << 16U | big16(at + 2); }

private:
    std::span<const std::uint8_t> m_bytes;
};

std::uint64_t divideUp(std::uint64_t value, std::uint64_t by)
{
    return (value + by - 1) / by;
}

Grid gridOf(const Reader &read)
{
    Grid grid;
    if (!read.has(0, 42) || read.big16(0) != socMarker || read.big16(2) != sizMarker)
        return grid;
    const std::uint64_t tileColumns = std::max<std::uint64_t>(1, read.big32(24));
    const std::uint64_t tileRows = std::max<std::uint64_t>(1, read.big32(28));
    grid.columns = read.big32(8);
    grid.rows = read.big32(12);
    grid.components = read.big16(40);
    grid.tiles = divideUp(grid.columns, tileColumns) * divideUp(grid.rows, tileRows);
    return grid;
}

// The pieces of the whole image, were all of it coded in this style. `style` is at the number of decomposition levels;
// precinct sizes follow behind the five bytes.
std::uint64_t piecesOf(const Reader &read, const Grid &grid, std::uint64_t style, bool hasPrecincts)
{
    if (!read.has(style, 5))
        return 0;
    const unsigned levels = std::min(read.byte(style), 32U);
    std::uint64_t pieces = 0;
    for (unsigned resolution = 0; resolution <= levels; ++resolution) {
        const unsigned shift = levels - resolution;
        const std::uint64_t columns = divideUp(grid.columns, std::uint64_t{1} << shift);
        const std::uint64_t rows = divideUp(grid.rows, std::uint64_t{1} << shift);
        unsigned precinctColumns = 15;
        unsigned precinctRows = 15;
        if (hasPrecincts && read.has(style + 5 + resolution, 1)) {
            precinctColumns = read.byte(style + 5 + resolution) & 0x0FU;
            precinctRows = read.byte(style + 5 + resolution) >> 4U;
        }
        const unsigned blockColumns = std::min((read.byte(style + 1) & 0x0FU) + 2U, precinctColumns);
        const unsigned blockRows = std::min((read.byte(style + 2) & 0x0FU) + 2U, precinctRows);
        // A code-block is never larger than its precinct, and a tile has at least one piece at each resolution.
        pieces += divideUp(columns, std::uint64_t{1} << blockColumns) * divideUp(rows, std::uint64_t{1} << blockRows) +
                  grid.tiles;
        pieces +=
            divideUp(columns, std::uint64_t{1} << precinctColumns) * divideUp(rows, std::uint64_t{1} << precinctRows);
    }
    return pieces;
}

} // namespace

bool isJpeg2000Affordable(std::span<const std::uint8_t> codestream)
{
    const Reader read(codestream);
    const Grid grid = gridOf(read);
    if (grid.tiles > maxTiles || grid.components > 16)
        return false;
    std::uint64_t worst = 0;
    std::uint64_t at = 2;
    std::uint64_t tilePartEnd = 0;
    while (read.has(at, 12)) {
        const unsigned marker = read.big16(at);
        if (marker == sodMarker) {
            if (tilePartEnd <= at)
                break;
            at = tilePartEnd;
            continue;
        }
        const unsigned length = read.big16(at + 2);
        if (marker < 0xFF01 || length < 2)
            break;
        if (marker == sotMarker) {
            const std::uint64_t tilePartLength = read.big32(at + 6);
            tilePartEnd = tilePartLength == 0 ? 0 : at + tilePartLength;
        }
        if (marker == codMarker)
            worst = std::max(worst, piecesOf(read, grid, at + 9, (read.byte(at + 4) & 1U) != 0));
        const std::uint64_t component = grid.components < 257 ? 1 : 2; // bytes of Ccoc
        if (marker == cocMarker && read.has(at + 4, component + 1))
            worst =
                std::max(worst, piecesOf(read, grid, at + 5 + component, (read.byte(at + 4 + component) & 1U) != 0));
        at += 2U + length;
    }
    return worst * std::max<std::uint64_t>(1, grid.components) <= maxPieces;
}

} // namespace mi
