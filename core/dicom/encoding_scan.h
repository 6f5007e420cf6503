// The first pass over a file: iterative, forward, in constant stack and bounded memory, so that no file can crash or
// stall what comes after it. PS3.10 7 (file), PS3.5 7 (Data Set), PS3.5 A (Transfer Syntaxes).
#pragma once

#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/result.h"

#include <cstdint>
#include <stop_token>

namespace mi {

struct ScanLimits {
    std::uint32_t maxDepth = 64;                 // sequences inside sequences; real data stays under 10
    std::uint32_t maxElements = 1'000'000;       // elements and items together
    std::uint64_t maxInflatedSize = 4ULL << 30U; // bytes of a deflated Data Set
    std::uint32_t maxInflateRatio = 1200;        // zlib itself cannot exceed 1,032
    std::uint32_t maxKeptValue = 64 * 1024;      // longer values are bulk: a prefix is kept
    std::uint32_t maxKeptTotal = 12U << 20U;     // bytes; behind it nothing is kept; the last quarter is for the root
    std::uint32_t bulkPrefix = 256;
};

// Kept whole are values up to maxKeptValue; of Pixel Data over 4 KB and of fragments (but the Basic Offset Table) only
// the prefix. Offsets in a deflated Data Set count from its inflated start; those of defects of the compression itself
// are in the file. Group 0002 ends where its tags end, whatever its group length says.
// Errors: io, changedWhileReading (the source got shorter), cancelled. Everything that is wrong with the bytes is a
// defect in the result, never an Error. Safe on a 512 KB stack.
Result<ScannedInstance> scanEncoding(ByteSource &source, const ScanLimits &limits = {}, std::stop_token stop = {});

} // namespace mi
