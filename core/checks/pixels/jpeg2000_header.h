// The main header of a JPEG 2000 codestream (ITU-T T.800), High-Throughput ones included (ITU-T T.814). Any thread.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"

#include <cstdint>
#include <vector>

namespace mi {

struct Jpeg2000Component {
    std::uint8_t bits = 0;
    bool isSigned = false;
    std::uint8_t xSpacing = 1;
    std::uint8_t ySpacing = 1;
};

struct Jpeg2000Header {
    HeaderStatus status = HeaderStatus::broken;
    bool isInsideFile = false; // a JP2 file around the codestream, which PS3.5 A.4.4 does not allow
    std::uint64_t codestreamOffset = 0;
    std::uint64_t rows = 0; // of the first component
    std::uint64_t columns = 0;
    std::vector<Jpeg2000Component> components;
    bool hasPart2Extensions = false;          // SIZ, or a marker of part 2
    bool hasHighThroughputCapability = false; // CAP, part 15
    bool hasHighThroughputBlocks = false;     // code-block style, of any component
    bool hasTileLengths = false;              // TLM
    std::uint8_t progressionOrder = 0;        // 2 is RPCL
    std::uint8_t decompositions = 0;
    bool hasComponentTransform = false;    // RCT or ICT
    bool isReversible = false;             // the 5/3 wavelet, for every component of every tile whose header was read
    bool isReversibleButQuantized = false; // some component; it cannot be both
    std::uint64_t firstTilePartEnd = 0;    // 0: not told; past the frame's size: truncated

    bool isSubsampled() const;
    bool areComponentsAlike() const; // in bits and sign
};

Jpeg2000Header readJpeg2000Header(CodestreamBytes &bytes);

} // namespace mi
