// Deflate streams for tests (RFC 1951), made with zlib or by hand.
#pragma once

#include <zlib.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace mi::test {

// `head`, then `block` as often as asked, without ever holding all of it.
inline std::string compressed(std::string_view head, std::string_view block, std::size_t blocks, int windowBits)
{
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        std::abort();
    std::string out;
    std::string buffer(64 * 1024, '\0');
    const auto add = [&](std::string_view part, int flush) {
        std::string in(part);
        stream.next_in = reinterpret_cast<Bytef *>(in.data());
        stream.avail_in = static_cast<uInt>(in.size());
        do {
            stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
            stream.avail_out = static_cast<uInt>(buffer.size());
            if (deflate(&stream, flush) == Z_STREAM_ERROR)
                std::abort();
            out.append(buffer, 0, buffer.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    };
    add(head, Z_NO_FLUSH);
    for (std::size_t i = 0; i < blocks; ++i)
        add(block, Z_NO_FLUSH);
    add({}, Z_FINISH);
    deflateEnd(&stream);
    return out;
}

// What PS3.5 A.5 asks for: no header, no checksum.
inline std::string deflated(std::string_view bytes)
{
    return compressed(bytes, {}, 0, -15);
}

inline std::string zlibWrapped(std::string_view bytes)
{
    return compressed(bytes, {}, 0, 15);
}

// One uncompressed block of up to 65,535 bytes; without `isLast` another block has to follow.
inline std::string storedBlock(std::string_view bytes, bool isLast)
{
    const auto size = static_cast<unsigned>(bytes.size());
    std::string out;
    for (const unsigned byte : {isLast ? 1U : 0U, size & 0xFFU, size >> 8U, ~size & 0xFFU, (~size >> 8U) & 0xFFU})
        out += static_cast<char>(byte);
    return out.append(bytes);
}

} // namespace mi::test
