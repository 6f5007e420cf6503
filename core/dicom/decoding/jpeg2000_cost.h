// What decoding a JPEG 2000 codestream would cost beside its samples: a hostile one cuts the image into so many tiles,
// precincts and code-blocks that their book-keeping alone exhausts memory. Any thread.
#pragma once

#include <cstdint>
#include <span>

namespace mi {

// By the main header and the headers of all tile-parts (ITU-T T.800 A.5, A.6.1, A.6.2). Also true where the header
// cannot be followed: the decoder will stop there too.
bool isJpeg2000Affordable(std::span<const std::uint8_t> codestream);

} // namespace mi
