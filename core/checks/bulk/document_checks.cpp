#include "core/checks/bulk/bulk_checks.h"
#include "core/checks/bulk/document_formats.h"
#include "core/checks/file_type_guess.h"
#include "core/checks/pixels/pixel_context.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr Tag mimeType{0x0042, 0x0012};
constexpr Tag documentLength{0x0042, 0x0015};

struct DocumentKind {
    DocumentFormat format;
    std::string_view sopClass; // PS3.3 A.45, A.85
    std::string_view mimeType;
    std::string_view otherFormat; // the rules
    std::string_view name;
};

constexpr std::array<DocumentKind, 5> kinds{{
    {DocumentFormat::pdf, "1.2.840.10008.5.1.4.1.1.104.1", "application/pdf", "bulk.document.not-pdf", "%PDF-"},
    {DocumentFormat::cda, "1.2.840.10008.5.1.4.1.1.104.2", "text/xml", "bulk.document.not-cda",
     "XML with the root element ClinicalDocument"},
    {DocumentFormat::stl, "1.2.840.10008.5.1.4.1.1.104.3", "model/stl", "bulk.document.not-stl", "an STL model"},
    {DocumentFormat::obj, "1.2.840.10008.5.1.4.1.1.104.4", "model/obj", "bulk.document.not-obj", "an OBJ model"},
    {DocumentFormat::mtl, "1.2.840.10008.5.1.4.1.1.104.5", "model/mtl", "bulk.document.not-mtl", "newmtl"},
}};

bool isSameIgnoringCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

const DocumentKind *kindOfSopClass(std::string_view uid)
{
    const auto *const found = std::ranges::find(kinds, uid, &DocumentKind::sopClass);
    return found != kinds.end() ? found : nullptr;
}

const DocumentKind *kindOfMimeType(std::string_view type)
{
    type = trimmedPadding(type.substr(0, type.find(';'))); // parameters may follow
    const auto *const found =
        std::ranges::find_if(kinds, [&](const DocumentKind &kind) { return isSameIgnoringCase(kind.mimeType, type); });
    return found != kinds.end() ? found : nullptr;
}

std::string shownStart(std::string_view head)
{
    const std::string_view type = guessFileType(head.substr(0, 512));
    return type.empty() ? escapedForDisplay(head.substr(0, 16)) : std::string{type};
}

} // namespace

void checkDocument(const BulkContext &context, const Element &document)
{
    if (document.hasUndefinedLength() || document.length == 0)
        return;
    const DocumentKind *bySopClass =
        document.parent == Element::noParent ? kindOfSopClass(context.instance.text(tags::SOPClassUID)) : nullptr;
    const std::string_view type = context.textBeside(document, mimeType);
    const DocumentKind *byType = kindOfMimeType(type);
    context.findings.countChecks(3);
    if (bySopClass != nullptr && !type.empty() && byType != bySopClass)
        context.report("bulk.document.mime-type", *context.beside(document, mimeType), escapedForDisplay(type),
                       bySopClass->mimeType);
    const auto told = context.numberBeside(document, documentLength);
    const bool isLengthWrong = told && *told != document.length && *told + 1 != document.length;
    if (isLengthWrong)
        context.report("bulk.document.length", document, bytesText(document.length), bytesText(*told));

    const DocumentKind *kind = bySopClass != nullptr ? bySopClass : byType;
    if (kind == nullptr)
        return;
    const auto head = context.bytesOf(document, 0, documentHead);
    const std::uint64_t tailSize = std::min<std::uint64_t>(documentTail, document.length);
    const auto tail = context.bytesOf(document, document.length - tailSize, static_cast<std::size_t>(tailSize));
    if (!head || !tail)
        return context.findings.addNotChecked("bulk-data.document", "a document could not be read again");
    switch (judgeDocument(kind->format, *head, *tail, document.length)) {
    case DocumentVerdict::otherFormat:
        // What fits the stated type shows that only the two labels disagree, which has been reported.
        if (byType == nullptr || byType == kind ||
            judgeDocument(byType->format, *head, *tail, document.length) == DocumentVerdict::otherFormat)
            context.report(kind->otherFormat, document, shownStart(*head), kind->name);
        return;
    case DocumentVerdict::cutOff:
        if (!isLengthWrong)
            context.report("bulk.document.cut-off", document, bytesText(document.length), "its end");
        return;
    case DocumentVerdict::trailingBytes:
        if (!isLengthWrong)
            context.report("bulk.document.trailing-bytes", document, bytesText(document.length));
        return;
    case DocumentVerdict::notDecided:
        return context.findings.addNotChecked("bulk-data.document", "the format of a document could not be recognised");
    case DocumentVerdict::right:
        return;
    }
}

} // namespace mi
