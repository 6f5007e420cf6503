#include "core/checks/encoding_checks.h"

#include "core/checks/file_type_guess.h"
#include "core/checks/finding_collector.h"

#include <algorithm>
#include <array>
#include <string>

namespace mi {

namespace {

using namespace std::string_view_literals;
using Kind = ScanDefectKind;

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto allowed = Filing::allowed;
constexpr auto blocked = Filing::blocked;
constexpr auto nothing = PolicyReach::nothing;
constexpr auto notHidden = PolicyReach::notHidden;

constexpr std::array rules{
    // The file.
    CheckRule{"file.preamble.missing", warning, allowed, "PS3.10 7.1"},
    CheckRule{"file.prefix.missing", warning, allowed, "PS3.10 7.1"},
    CheckRule{"file.meta.missing", warning, allowed, "PS3.10 7.1"},
    CheckRule{"file.leading-bytes", warning, allowed, "PS3.10 7.1"},
    CheckRule{"file.preamble.executable", warning, allowed, "PS3.10 7.5"},
    CheckRule{"file.preamble.tiff", info, allowed, "PS3.10 7.1"},
    CheckRule{"file.truncated", error, blocked, "PS3.5 7.1", notHidden},
    CheckRule{"file.trailing-zeros", warning, allowed, "PS3.10 7.2"},
    CheckRule{"file.trailing-bytes", warning, allowed, "PS3.10 7.2"},
    CheckRule{"file.deflate.corrupt", error, blocked, "PS3.5 A.5", notHidden},
    CheckRule{"file.deflate.trailing-bytes", warning, allowed, "PS3.5 A.5"},
    // File Meta Information, as far as its encoding goes.
    CheckRule{"meta.encoding.wrong", warning, allowed, "PS3.10 7.1"},
    CheckRule{"meta.group-length.missing", warning, allowed, "PS3.10 7.1"},
    CheckRule{"meta.group-length.wrong", warning, allowed, "PS3.10 7.1"},
    CheckRule{"meta.transfer-syntax.missing", error, allowed, "PS3.10 7.1"},
    CheckRule{"meta.transfer-syntax.contradicted", error, blocked, "PS3.10 7.1"},
    // Elements, items, delimiters.
    CheckRule{"encoding.length.past-enclosing", error, blocked, "PS3.5 7.1.1", notHidden},
    CheckRule{"encoding.length.odd", warning, allowed, "PS3.5 7.1.1"},
    CheckRule{"encoding.length.undefined-not-allowed", error, blocked, "PS3.5 7.1.1", notHidden},
    CheckRule{"encoding.vr.unknown", warning, allowed, "PS3.5 7.1.2"},
    CheckRule{"encoding.reserved-bytes.not-zero", warning, allowed, "PS3.5 7.1.2"},
    CheckRule{"encoding.element.order", warning, allowed, "PS3.5 7.1"},
    CheckRule{"encoding.element.duplicate", error, allowed, "PS3.5 7.1"},
    CheckRule{"encoding.item.expected", error, blocked, "PS3.5 7.5", notHidden},
    CheckRule{"encoding.item.outside-sequence", error, blocked, "PS3.5 7.5", notHidden},
    CheckRule{"encoding.delimiter.stray", warning, allowed, "PS3.5 7.5"},
    CheckRule{"encoding.delimiter.missing", error, blocked, "PS3.5 7.5", notHidden},
    CheckRule{"encoding.delimiter.length-not-zero", warning, allowed, "PS3.5 7.5"},
    CheckRule{"encoding.delimiter.wrong", warning, allowed, "PS3.5 7.5"},
    CheckRule{"encoding.group-length.wrong", warning, allowed, "PS3.5 7.2"},
    CheckRule{"encoding.group.meta-in-data-set", warning, allowed, "PS3.10 7.1"},
    CheckRule{"encoding.group.command-in-data-set", warning, allowed, "PS3.7 6.3"},
    CheckRule{"encoding.group.illegal", warning, allowed, "PS3.5 7.8"},
    // Limits of this program.
    CheckRule{"limit.nesting", error, blocked, "", nothing},
    CheckRule{"limit.elements", error, blocked, "", nothing},
    CheckRule{"limit.inflated-size", error, blocked, "", nothing},
};

bool hasDefect(const ScannedInstance &instance, Kind kind)
{
    return std::ranges::find(instance.defects, kind, &ScanDefect::kind) != instance.defects.end();
}

// A bare Data Set lacks preamble, prefix and File Meta Information at once: one cause, reported as the widest of them.
bool isCoveredByAnother(const ScannedInstance &instance, Kind kind)
{
    switch (kind) {
    case Kind::preambleMissing:
        return hasDefect(instance, Kind::prefixMissing) || hasDefect(instance, Kind::metaMissing);
    case Kind::prefixMissing:
    case Kind::transferSyntaxMissing:
    case Kind::metaGroupLengthMissing:
        return hasDefect(instance, Kind::metaMissing);
    default:
        return false;
    }
}

std::string describeStop(const ScannedInstance &instance)
{
    const std::string position = "reading stopped at byte " + std::to_string(*instance.stoppedAt) + " of ";
    return position + (instance.encoding.deflated ? "the inflated Data Set" : std::to_string(instance.fileSize));
}

void checkPreamble(const ScannedInstance &instance, FindingCollector &findings)
{
    if (!instance.hasPreamble)
        return;
    findings.countChecks(2);
    const std::string_view preamble = instance.preamble;
    if (const std::string_view program = guessProgramType(preamble); !program.empty())
        findings.add("file.preamble.executable", {.observed = std::string(program), .offset = 0});
    else if (preamble.starts_with("II*\0"sv) || preamble.starts_with("MM\0*"sv))
        findings.add("file.preamble.tiff", {.observed = "TIFF header", .offset = 0});
}

} // namespace

std::span<const CheckRule> encodingRules()
{
    return rules;
}

std::string_view ruleOf(ScanDefectKind kind)
{
    switch (kind) {
    case Kind::preambleMissing:
        return "file.preamble.missing";
    case Kind::prefixMissing:
        return "file.prefix.missing";
    case Kind::metaMissing:
        return "file.meta.missing";
    case Kind::leadingBytes:
        return "file.leading-bytes";
    case Kind::metaNotExplicitLittle:
        return "meta.encoding.wrong";
    case Kind::metaGroupLengthMissing:
        return "meta.group-length.missing";
    case Kind::metaGroupLengthWrong:
        return "meta.group-length.wrong";
    case Kind::transferSyntaxMissing:
        return "meta.transfer-syntax.missing";
    case Kind::transferSyntaxContradicted:
        return "meta.transfer-syntax.contradicted";
    case Kind::truncated:
        return "file.truncated";
    case Kind::lengthPastEnclosing:
        return "encoding.length.past-enclosing";
    case Kind::lengthOdd:
        return "encoding.length.odd";
    case Kind::lengthUndefinedNotAllowed:
        return "encoding.length.undefined-not-allowed";
    case Kind::vrUnknown:
        return "encoding.vr.unknown";
    case Kind::reservedBytesNotZero:
        return "encoding.reserved-bytes.not-zero";
    case Kind::elementOrder:
        return "encoding.element.order";
    case Kind::elementDuplicate:
        return "encoding.element.duplicate";
    case Kind::itemExpected:
        return "encoding.item.expected";
    case Kind::itemOutsideSequence:
        return "encoding.item.outside-sequence";
    case Kind::delimiterStray:
        return "encoding.delimiter.stray";
    case Kind::delimiterMissing:
        return "encoding.delimiter.missing";
    case Kind::delimiterLengthNotZero:
        return "encoding.delimiter.length-not-zero";
    case Kind::delimiterWrong:
        return "encoding.delimiter.wrong";
    case Kind::groupLengthWrong:
        return "encoding.group-length.wrong";
    case Kind::metaGroupInDataSet:
        return "encoding.group.meta-in-data-set";
    case Kind::commandGroupInDataSet:
        return "encoding.group.command-in-data-set";
    case Kind::illegalGroup:
        return "encoding.group.illegal";
    case Kind::trailingZeros:
        return "file.trailing-zeros";
    case Kind::trailingBytes:
        return "file.trailing-bytes";
    case Kind::deflateCorrupt:
        return "file.deflate.corrupt";
    case Kind::deflateTrailingBytes:
        return "file.deflate.trailing-bytes";
    case Kind::limitNesting:
        return "limit.nesting";
    case Kind::limitElements:
        return "limit.elements";
    case Kind::limitInflatedSize:
        return "limit.inflated-size";
    }
    return {};
}

void checkEncoding(const CheckInput &input, FindingCollector &findings)
{
    const ScannedInstance &instance = input.instance;
    checkPreamble(instance, findings);

    // The preamble's rules are counted above; every other rule of this family was looked at by the scan.
    findings.countChecks(static_cast<std::uint32_t>(rules.size()) - 2);
    for (const ScanDefect &defect : instance.defects) {
        if (isCoveredByAnother(instance, defect.kind))
            continue;
        findings.add(ruleOf(defect.kind),
                     {defect.attribute, defect.vr, defect.observed, defect.expected, defect.offset, defect.count});
    }
    if (instance.stoppedAt)
        findings.addNotChecked("data-set.rest", describeStop(instance) + "; nothing behind it was checked");
}

} // namespace mi
