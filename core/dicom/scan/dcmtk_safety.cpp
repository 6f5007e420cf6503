#include "core/dicom/scan/dcmtk_safety.h"

#include <algorithm>

namespace mi {

namespace {

constexpr std::uint64_t maxInflatedSize = 1ULL << 30U;
constexpr std::uint64_t maxSearchedSize = 32ULL << 20U;
constexpr std::uint64_t spareMemory = 64ULL << 20U;
constexpr unsigned maxItems = 250; // nested in each other they take less than 512 KB of stack

enum class Effect : std::uint8_t { none, readsElsewhere, refused };

Effect effectOf(ScanDefectKind kind)
{
    switch (kind) {
    case ScanDefectKind::limitNesting:
    case ScanDefectKind::limitElements:
    case ScanDefectKind::limitInflatedSize:
    case ScanDefectKind::deflateCorrupt:
        return Effect::refused;
    case ScanDefectKind::preambleMissing:
    case ScanDefectKind::metaMissing:
    case ScanDefectKind::metaGroupLengthMissing:
    case ScanDefectKind::lengthOdd:
    case ScanDefectKind::elementOrder:
    case ScanDefectKind::elementDuplicate:
    case ScanDefectKind::groupLengthWrong:
    case ScanDefectKind::illegalGroup:
    case ScanDefectKind::trailingZeros:
    case ScanDefectKind::deflateTrailingBytes:
    case ScanDefectKind::transferSyntaxMissing:
    case ScanDefectKind::truncated:
        return Effect::none;
    default:
        return Effect::readsElsewhere;
    }
}

// Every level of nesting needs an Item: so few of them, wherever they stand, cannot nest too deep.
bool hasFewItems(ScanWindow &window)
{
    if (window.size() > maxSearchedSize)
        return false;
    unsigned items = 0;
    for (std::uint64_t at = 0; at < window.size();) {
        const std::size_t step = window.available(at, ScanWindow::capacity);
        if (step < 4)
            break;
        const unsigned char *bytes = window.at(at, step);
        for (std::size_t i = 0; i + 4 <= step; ++i) {
            const bool isLittle =
                bytes[i] == 0xFE && bytes[i + 1] == 0xFF && bytes[i + 2] == 0x00 && bytes[i + 3] == 0xE0;
            const bool isBig = bytes[i] == 0xFF && bytes[i + 1] == 0xFE && bytes[i + 2] == 0xE0 && bytes[i + 3] == 0x00;
            if ((isLittle || isBig) && ++items > maxItems)
                return false;
        }
        at += step - 3;
    }
    return !window.error();
}

} // namespace

bool isSafeForDcmtk(const ScannedInstance &instance, const SafetyFacts &facts, ScanWindow &window)
{
    if (instance.kind == FileKind::notDicom || instance.kind == FileKind::empty)
        return false;
    if (instance.encoding.deflated && facts.inflatedSize > maxInflatedSize)
        return false;
    const std::uint64_t memory = spareMemory + (instance.encoding.deflated ? 0 : 2 * instance.fileSize);
    if (facts.truncatedLength > memory)
        return false;
    Effect worst = facts.wentOnSilently ? Effect::readsElsewhere : Effect::none;
    for (const ScanDefect &defect : instance.defects)
        worst = std::max(worst, effectOf(defect.kind));
    // A value that the file cuts short is an error to DCMTK too, at the same place.
    if (worst == Effect::none)
        return true;
    if (worst == Effect::refused || instance.encoding.deflated)
        return false;
    return hasFewItems(window);
}

} // namespace mi
