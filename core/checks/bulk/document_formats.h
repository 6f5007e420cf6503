// What a document inside an instance is, by its first and last bytes: PDF, CDA, STL, OBJ, MTL. Pure functions; any
// thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mi {

enum class DocumentFormat : std::uint8_t { unknown, pdf, cda, stl, obj, mtl };

enum class DocumentVerdict : std::uint8_t {
    right,
    otherFormat,
    cutOff,        // its end is missing
    trailingBytes, // there is more than the document needs
    notDecided,    // written in a way that is not read here
};

// `head` and `tail`: the first and the last bytes, as many as there are up to documentHead and documentTail.
// `length`: of the whole value, padding included.
DocumentVerdict judgeDocument(DocumentFormat format, std::string_view head, std::string_view tail,
                              std::uint64_t length);

constexpr std::size_t documentHead = 16 * 1024;
constexpr std::size_t documentTail = 2 * 1024;

} // namespace mi
