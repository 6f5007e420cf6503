// Where the DICOM in a file begins and how its Data Set is encoded, told by the bytes themselves. Pure functions over
// the first bytes of a file or Data Set; any thread.
#pragma once

#include "core/dicom/scanned_instance.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mi {

struct FileStart {
    FileKind kind = FileKind::notDicom;
    bool hasPreamble = false;
    bool hasPrefix = false;
    std::uint64_t leading = 0; // bytes that do not belong to the file
    std::uint64_t begin = 0;   // of the File Meta Information or, without it, of the Data Set
};

// `head`: the first bytes, some thousand if there are as many; `fileSize` of the whole.
FileStart findStart(std::span<const unsigned char> head, std::uint64_t fileSize);

// How group 0002 is encoded at the start of `bytes`; nothing if it is not there.
std::optional<Encoding> metaEncodingAt(std::span<const unsigned char> bytes);

// What a Transfer Syntax UID says about the Data Set; nothing if it is unknown.
std::optional<Encoding> declaredEncoding(std::string_view transferSyntaxUid);

// The encoding of a Data Set that starts with `bytes` and has `total` bytes. `declared` holds unless another encoding
// reads clearly better; then isGuessed is set. Without `declared` the best one, isGuessed.
Encoding decideEncoding(std::optional<Encoding> declared, std::span<const unsigned char> bytes, std::uint64_t total);

// "Explicit VR Little Endian" and so on.
std::string_view nameOf(const Encoding &encoding);

} // namespace mi
