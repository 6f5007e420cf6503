// What the checks of the bulk data family share while they look at one instance. One thread; lives on the stack.
#pragma once

#include "core/checks/catalogue.h"
#include "core/checks/finding_collector.h"
#include "core/checks/values/defect_reporter.h"
#include "core/dicom/scanned_instance.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mi {

struct BulkContext {
    const CheckInput &input;
    const ScannedInstance &instance;
    DefectReporter &reporter;
    FindingCollector &findings;
    // Building a path is linear in the number of Items, and a hostile file has a million of them.
    std::uint32_t &pathsLeft;

    void report(std::string_view ruleId, const Element &element, std::string observed,
                std::string_view expected = {}) const;
    // The element with this tag at the same place: at the root, or in the same Item.
    const Element *beside(const Element &element, Tag tag) const;
    std::optional<std::uint64_t> numberBeside(const Element &element, Tag tag) const;
    // The trimmed text of a sibling; "" if absent.
    std::string_view textBeside(const Element &element, Tag tag) const;
    // Up to `size` bytes of a value from `offset` on; nothing when they cannot be had.
    std::optional<std::string> bytesOf(const Element &element, std::uint64_t offset, std::size_t size) const;
};

// Reports that a value is shorter or longer than `expected` bytes; a byte of padding is allowed.
void compareLength(const BulkContext &context, const Element &data, std::uint64_t expected, std::string_view tooShort,
                   std::string_view tooLong);

// Nothing when a factor is 0 or the number of bytes overflows.
std::optional<std::uint64_t> bytesForBits(std::initializer_list<std::uint64_t> factors);

// Number of Frames: 1 if it is not there; nothing if it is no positive number.
std::optional<std::uint64_t> framesOf(const ScannedInstance &instance);

} // namespace mi
