#include "core/checks/bulk_data_checks.h"

#include "core/checks/bulk/bulk_checks.h"
#include "core/checks/finding_collector.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mi {

namespace {

using F = Filing;
using S = Severity;

constexpr std::array rules{
    CheckRule{"bulk.document.cut-off", S::error, F::allowed, "PS3.3 C.24.2"},
    CheckRule{"bulk.document.length", S::error, F::allowed, "PS3.3 C.24.2"},
    CheckRule{"bulk.document.mime-type", S::warning, F::allowed, "PS3.3 C.24.2"},
    CheckRule{"bulk.document.not-cda", S::error, F::allowed, "PS3.3 A.45.2"},
    CheckRule{"bulk.document.not-mtl", S::error, F::allowed, "PS3.3 A.85.3"},
    CheckRule{"bulk.document.not-obj", S::error, F::allowed, "PS3.3 A.85.2"},
    CheckRule{"bulk.document.not-pdf", S::error, F::allowed, "PS3.3 A.45.1"},
    CheckRule{"bulk.document.not-stl", S::error, F::allowed, "PS3.3 A.85.1"},
    CheckRule{"bulk.document.trailing-bytes", S::info, F::allowed, "PS3.3 C.24.2"},
    CheckRule{"bulk.dose.frame-offsets", S::error, F::allowed, "PS3.3 C.8.8.3.2"},
    CheckRule{"bulk.frame-vector.count", S::warning, F::allowed, "PS3.3 C.7.6.5"},
    CheckRule{"bulk.icc.class", S::info, F::allowed, "PS3.3 C.11.15.1.1"},
    CheckRule{"bulk.icc.colour-space", S::warning, F::allowed, "PS3.3 C.11.15.1.1"},
    CheckRule{"bulk.icc.signature", S::warning, F::allowed, "PS3.3 C.11.15.1.1"},
    CheckRule{"bulk.icc.size", S::warning, F::allowed, "PS3.3 C.11.15.1.1"},
    CheckRule{"bulk.icc.tag-table", S::warning, F::allowed, "PS3.3 C.11.15.1.1"},
    CheckRule{"bulk.lut.descriptor", S::error, F::allowed, "PS3.3 C.11"},
    CheckRule{"bulk.lut.entry-size", S::info, F::allowed, "PS3.3 C.11.1.1"},
    CheckRule{"bulk.lut.entry-too-large", S::warning, F::allowed, "PS3.3 C.11.2.1.1"},
    CheckRule{"bulk.lut.first-value-sign", S::warning, F::allowed, "PS3.3 C.11.1.1"},
    CheckRule{"bulk.lut.length", S::error, F::allowed, "PS3.3 C.11.1.1"},
    CheckRule{"bulk.lut.word-for-byte", S::info, F::allowed, "PS3.3 C.11.1.1"},
    CheckRule{"bulk.overlay.bit-position", S::info, F::allowed, "PS3.3 C.9.2"},
    CheckRule{"bulk.overlay.bits-allocated", S::warning, F::allowed, "PS3.3 C.9.2"},
    CheckRule{"bulk.overlay.frames", S::warning, F::allowed, "PS3.3 C.9.3"},
    CheckRule{"bulk.overlay.in-pixels", S::warning, F::allowed, "PS3.3 C.9.2"},
    CheckRule{"bulk.overlay.outside", S::info, F::allowed, "PS3.3 C.9.2"},
    CheckRule{"bulk.overlay.size", S::warning, F::allowed, "PS3.3 C.9.2"},
    CheckRule{"bulk.overlay.too-long", S::info, F::allowed, "PS3.5 8.1.2"},
    CheckRule{"bulk.overlay.too-short", S::warning, F::allowed, "PS3.5 8.1.2"},
    CheckRule{"bulk.overlay.type", S::warning, F::allowed, "PS3.3 C.9.2"},
    CheckRule{"bulk.spectroscopy.too-long", S::warning, F::allowed, "PS3.3 C.8.14.4.1"},
    CheckRule{"bulk.spectroscopy.too-short", S::error, F::allowed, "PS3.3 C.8.14.4.1"},
    CheckRule{"bulk.waveform.bits-allocated", S::error, F::allowed, "PS3.3 C.10.9.1.5"},
    CheckRule{"bulk.waveform.bits-stored", S::warning, F::allowed, "PS3.3 C.10.9.1.4.4"},
    CheckRule{"bulk.waveform.channels", S::warning, F::allowed, "PS3.3 C.10.9.1.4"},
    CheckRule{"bulk.waveform.empty", S::error, F::allowed, "PS3.3 C.10.9"},
    CheckRule{"bulk.waveform.padding-value", S::info, F::allowed, "PS3.3 C.10.9.1.6"},
    CheckRule{"bulk.waveform.sample-interpretation", S::error, F::allowed, "PS3.3 C.10.9.1.5"},
    CheckRule{"bulk.waveform.too-long", S::warning, F::allowed, "PS3.3 C.10.9.1.7"},
    CheckRule{"bulk.waveform.too-short", S::error, F::allowed, "PS3.3 C.10.9.1.7"},
};

bool isOverlayGroup(std::uint16_t group)
{
    return (group & 0xFF01U) == 0x6000U && group <= 0x601E;
}

struct Check {
    Tag tag;
    void (*run)(const BulkContext &context, const Element &element);
};

constexpr std::array<Check, 5> checks{{{{0x0028, 0x2000}, checkIccProfile},
                                       {{0x0028, 0x3002}, checkLookUpTable},
                                       {{0x0042, 0x0011}, checkDocument},
                                       {{0x5400, 0x0100}, checkWaveforms},
                                       {{0x5600, 0x0020}, checkSpectroscopy}}};

// The elements in [begin, end) that are siblings. Each kind is looked at once, the first of duplicates: what the checks
// ask of the others beside it is linear in their number.
void checkSiblings(const BulkContext &context, std::uint32_t begin, std::uint32_t end)
{
    const ScannedInstance &instance = context.instance;
    std::array<const Element *, checks.size()> found{};
    for (std::uint32_t index = begin; index < end; index = std::max(instance.elements[index].end, index + 1)) {
        const Element &element = instance.elements[index];
        for (std::size_t kind = 0; kind < checks.size(); ++kind) {
            if (element.tag == checks[kind].tag && found[kind] == nullptr)
                found[kind] = &element;
        }
    }
    for (std::size_t kind = 0; kind < checks.size(); ++kind) {
        if (found[kind] != nullptr)
            checks[kind].run(context, *found[kind]);
    }
}

void checkRoot(const BulkContext &context, std::uint32_t end)
{
    const ScannedInstance &instance = context.instance;
    std::uint16_t overlay = 0;
    for (std::uint32_t index = instance.dataSetBegin; index < end;
         index = std::max(instance.elements[index].end, index + 1)) {
        const Element &element = instance.elements[index];
        if (element.tag.group != overlay && isOverlayGroup(element.tag.group)) {
            overlay = element.tag.group;
            checkOverlay(context, overlay);
        } else if (isFrameVector(element.tag)) {
            checkFrameVector(context, element);
        }
    }
    checkSiblings(context, instance.dataSetBegin, end);
}

} // namespace

std::span<const CheckRule> bulkDataRules()
{
    return rules;
}

void checkBulkData(const CheckInput &input, FindingCollector &findings)
{
    const ScannedInstance &instance = input.instance;
    DefectReporter reporter(instance, findings);
    std::uint32_t pathsLeft = 256;
    const BulkContext context{input, instance, reporter, findings, pathsLeft};
    const auto end = static_cast<std::uint32_t>(instance.elements.size());
    checkRoot(context, end);
    for (std::uint32_t index = instance.dataSetBegin; index < end; ++index) {
        const Element &item = instance.elements[index];
        if (item.tag == tags::Item && !item.has(Element::fragment))
            checkSiblings(context, index + 1, item.end);
    }
}

} // namespace mi
