// Any bytes must give a result with a consistent tree.
#include "core/dicom/encoding_scan.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstddef>
#include <cstdint>
#include <span>

using mi::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    mi::MemorySource source(std::as_bytes(std::span(data, size)));
    // Small limits, so that the fuzzer reaches them, and that deflated inputs do not slow it down.
    const mi::ScanLimits limits{.maxDepth = 8,
                                .maxElements = 300,
                                .maxInflatedSize = 1U << 14U,
                                .maxKeptValue = 1U << 12U,
                                .maxKeptTotal = 1U << 13U};
    const mi::Result<mi::ScannedInstance> scanned = mi::scanEncoding(source, limits);
    require(scanned.isOk());
    const auto count = static_cast<std::uint32_t>(scanned->elements.size());
    require(count <= limits.maxElements && scanned->keptBytes.size() <= limits.maxKeptTotal);
    for (std::uint32_t i = 0; i < count; ++i) {
        const mi::Element &element = scanned->elements[i];
        require(element.end > i && element.end <= count);
        require(element.depth <= 2 * limits.maxDepth);
        require(element.parent == mi::Element::noParent ||
                (element.parent < i && scanned->elements[element.parent].end >= element.end));
        require(element.valueIndex + scanned->prefix(element).size() <= scanned->keptBytes.size());
        if (element.depth == 0)
            require(scanned->find(element.tag) != nullptr);
        static_cast<void>(scanned->integer(element));
        if (i % 64 == 0)
            static_cast<void>(scanned->pathOf(element));
    }
    if (scanned->stoppedAt)
        require(!scanned->defects.empty());
    return 0;
}
