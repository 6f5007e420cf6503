// Scanning bytes in tests, and naming what was found, so that a failed row says what it saw.
#pragma once

#include "core/dicom/encoding_scan.h"

#include <array>
#include <span>
#include <sstream>
#include <string>
#include <string_view>

namespace mi::test {

inline std::string_view nameOf(ScanDefectKind kind)
{
    static constexpr std::array<std::string_view, 34> names{"preambleMissing",
                                                            "prefixMissing",
                                                            "metaMissing",
                                                            "leadingBytes",
                                                            "metaNotExplicitLittle",
                                                            "metaGroupLengthMissing",
                                                            "metaGroupLengthWrong",
                                                            "transferSyntaxMissing",
                                                            "transferSyntaxContradicted",
                                                            "truncated",
                                                            "lengthPastEnclosing",
                                                            "lengthOdd",
                                                            "lengthUndefinedNotAllowed",
                                                            "vrUnknown",
                                                            "reservedBytesNotZero",
                                                            "elementOrder",
                                                            "elementDuplicate",
                                                            "itemExpected",
                                                            "itemOutsideSequence",
                                                            "delimiterStray",
                                                            "delimiterMissing",
                                                            "delimiterLengthNotZero",
                                                            "delimiterWrong",
                                                            "groupLengthWrong",
                                                            "metaGroupInDataSet",
                                                            "commandGroupInDataSet",
                                                            "illegalGroup",
                                                            "trailingZeros",
                                                            "trailingBytes",
                                                            "deflateCorrupt",
                                                            "deflateTrailingBytes",
                                                            "limitNesting",
                                                            "limitElements",
                                                            "limitInflatedSize"};
    return names[static_cast<std::size_t>(kind)];
}

// "truncated (7FE0,0010)@300 [8 bytes/16 bytes]; ..."
inline std::string describeDefects(const ScannedInstance &instance)
{
    std::ostringstream out;
    for (const ScanDefect &defect : instance.defects)
        out << nameOf(defect.kind) << ' ' << defect.attribute.toString() << '@' << defect.offset << " ["
            << defect.observed << '/' << defect.expected << "] x" << defect.count << "; ";
    return out.str();
}

inline Result<ScannedInstance> scanBytes(std::string_view bytes, const ScanLimits &limits = {})
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    return scanEncoding(source, limits);
}

} // namespace mi::test
