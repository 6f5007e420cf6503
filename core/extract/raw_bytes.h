// The bytes of one element as they stand in the file, for who has to tell a maker what is wrong with it. Blocking; any
// thread.
#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace mi {

class FileLayer;

struct RawBytes {
    static constexpr std::uint32_t most = 4096; // bytes that are shown

    std::uint64_t offset = 0; // in the file
    std::uint64_t length = 0; // of header and value, as far as the file goes; more than `bytes` when cut
    std::string bytes;
};

// The element that begins at `offset`. Errors: as of reading; `unsupported` for a deflated Data Set, whose offsets are
// not those of the file; `notFound` when no element begins there.
Result<RawBytes> rawBytesOf(FileLayer &files, const std::filesystem::path &path, std::uint64_t offset);

// Lines of 16 bytes: offset, hexadecimal, and what of it is ASCII. Nothing in it can be taken for markup or control.
std::string hexDump(const RawBytes &bytes);

} // namespace mi
