#include "core/checks/bulk/document_formats.h"

#include "core/checks/file_type_guess.h"
#include "core/checks/values/binary_value.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace mi {

namespace {

using V = DocumentVerdict;

constexpr std::string_view whiteSpace = " \t\r\n";

// ISO 32000: readers look for the marks within the first and the last 1,024 bytes.
V judgePdf(std::string_view head, std::string_view tail)
{
    constexpr std::size_t zone = 1024;
    if (head.substr(0, zone).find("%PDF-") == std::string_view::npos)
        return V::otherFormat;
    const std::string_view end = withoutTrailingPadding(tail);
    const std::size_t begin = end.size() > zone ? end.size() - zone : 0;
    return end.find("%%EOF", begin) != std::string_view::npos ? V::right : V::cutOff;
}

// Behind the XML declaration, comments, processing instructions and the document type; npos if they do not end here.
std::size_t findRootElement(std::string_view text)
{
    std::size_t at = 0;
    for (;;) {
        at = text.find_first_not_of(whiteSpace, at);
        if (at == std::string_view::npos || text[at] != '<')
            return std::string_view::npos;
        const std::string_view rest = text.substr(at);
        std::string_view end;
        if (rest.starts_with("<?"))
            end = "?>";
        else if (rest.starts_with("<!--"))
            end = "-->";
        else if (rest.starts_with("<!"))
            end = ">";
        else
            return at + 1;
        const std::size_t closed = text.find(end, at);
        if (closed == std::string_view::npos)
            return std::string_view::npos;
        at = closed + end.size();
    }
}

V judgeCda(std::string_view head, std::string_view tail)
{
    if (head.starts_with("\xFE\xFF") || head.starts_with("\xFF\xFE"))
        return V::notDecided; // UTF-16
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    const std::size_t root = findRootElement(head);
    if (root == std::string_view::npos)
        return head.size() >= documentHead && head.starts_with('<') ? V::notDecided : V::otherFormat;
    std::string_view name = head.substr(root);
    name = name.substr(0, name.find_first_of(" \t\r\n/>"));
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos)
        name.remove_prefix(colon + 1);
    if (name != "ClinicalDocument")
        return V::otherFormat;
    const std::size_t last = tail.rfind("ClinicalDocument");
    const bool isClosed = last != std::string_view::npos &&
                          tail.substr(0, last).rfind("</") != std::string_view::npos &&
                          tail.find('>', last) != std::string_view::npos;
    return isClosed ? V::right : V::cutOff;
}

// 80 bytes, the number of triangles, 50 bytes for each; or text from "solid" to "endsolid".
V judgeStl(std::string_view head, std::string_view tail, std::uint64_t length)
{
    constexpr std::uint64_t headerSize = 84;
    constexpr std::uint64_t triangleSize = 50;
    const std::uint64_t triangles = head.size() >= headerSize ? unsignedAt(head, 80, 4, false) : 0;
    const std::uint64_t expected = headerSize + triangles * triangleSize;
    if (head.size() >= headerSize && (length == expected || length == expected + expected % 2))
        return V::right;
    if (head.starts_with("solid"))
        return tail.find("endsolid") != std::string_view::npos ? V::right : V::cutOff;
    if (head.size() < headerSize || !guessFileType(head.substr(0, 512)).empty())
        return V::otherFormat;
    return length < expected ? V::cutOff : V::trailingBytes;
}

// Of the first line that is neither empty nor a comment.
std::string_view firstKeyword(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        std::string_view line = text.substr(0, end);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.empty() && line.front() != '#')
            return line.substr(0, line.find_first_of(" \t"));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

V judgeLines(std::string_view head, std::span<const std::string_view> keywords)
{
    const std::string_view text = withoutTrailingPadding(head);
    if (text.find('\0') != std::string_view::npos)
        return V::otherFormat;
    const std::string_view keyword = firstKeyword(text);
    if (keyword.empty())
        return head.size() >= documentHead ? V::notDecided : V::otherFormat;
    return std::ranges::find(keywords, keyword) != keywords.end() ? V::right : V::otherFormat;
}

constexpr std::array<std::string_view, 20> objKeywords{"v",   "vn",   "vt",  "vp",     "f",      "l",         "p",
                                                       "o",   "g",    "s",   "mg",     "mtllib", "usemtl",    "cstype",
                                                       "deg", "bmat", "lod", "usemap", "maplib", "shadow_obj"};
constexpr std::array<std::string_view, 1> mtlKeywords{"newmtl"};

} // namespace

DocumentVerdict judgeDocument(DocumentFormat format, std::string_view head, std::string_view tail, std::uint64_t length)
{
    switch (format) {
    case DocumentFormat::pdf:
        return judgePdf(head, tail);
    case DocumentFormat::cda:
        return judgeCda(head, tail);
    case DocumentFormat::stl:
        return judgeStl(head, tail, length);
    case DocumentFormat::obj:
        return judgeLines(head, objKeywords);
    case DocumentFormat::mtl:
        return judgeLines(head, mtlKeywords);
    case DocumentFormat::unknown:
        break;
    }
    return V::notDecided;
}

} // namespace mi
