#include "core/intake/container_format.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mi {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t headSize = 512;                              // a TAR header is that long
constexpr std::size_t zipNameAt = 30;                              // of the first local header
constexpr std::array<std::uint64_t, 3> isoAt{32769, 34817, 36865}; // the identifiers of the first volume descriptors

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    ContainerFormat format;
};

constexpr std::array signatures{
    Signature{0, "PK\x03\x04"sv, ContainerFormat::zip},
    Signature{0, "PK\x05\x06"sv, ContainerFormat::zip}, // an empty one
    Signature{257, "ustar"sv, ContainerFormat::tar},
    Signature{0, "\x1F\x8B\x08"sv, ContainerFormat::compressed},
    Signature{0, "BZh"sv, ContainerFormat::compressed},
    Signature{0,
              "\xFD"
              "7zXZ\0"sv,
              ContainerFormat::compressed},
    Signature{0, "\x28\xB5\x2F\xFD"sv, ContainerFormat::compressed},
    Signature{0, "7z\xBC\xAF\x27\x1C"sv, ContainerFormat::sevenZip},
};

// What the first file of a ZIP is called when the ZIP is a document or a program of its own.
constexpr std::array documentParts{"META-INF/"sv, "[Content_Types].xml"sv, "_rels/"sv, "docProps/"sv,
                                   "mimetype"sv,  "AndroidManifest.xml"sv};

bool isDocument(std::string_view head)
{
    return head.size() > zipNameAt && std::ranges::any_of(documentParts, [name = head.substr(zipNameAt)](auto part) {
               return name.starts_with(part);
           });
}

} // namespace

Result<ContainerFormat> containerFormatOf(File &file)
{
    std::array<char, headSize> buffer{};
    const Result<std::size_t> count = file.readAt(0, std::as_writable_bytes(std::span(buffer)));
    if (!count)
        return count.error();
    const std::string_view head(buffer.data(), *count);
    for (const Signature &signature : signatures) {
        if (head.size() <= signature.offset || !head.substr(signature.offset).starts_with(signature.bytes))
            continue;
        const bool isOther = signature.format == ContainerFormat::zip && isDocument(head);
        return isOther ? ContainerFormat::none : signature.format;
    }
    for (const std::uint64_t offset : isoAt) {
        std::array<char, 5> mark{};
        const Result<std::size_t> found = file.readAt(offset, std::as_writable_bytes(std::span(mark)));
        if (!found)
            return found.error();
        if (*found == mark.size() && std::string_view(mark.data(), mark.size()) == "CD001")
            return ContainerFormat::iso;
    }
    return ContainerFormat::none;
}

} // namespace mi
