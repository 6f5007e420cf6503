// What conditions ask about one Data Element: whether it has a value, how many, and whether one of them compares as
// asked. Whatever is not in memory, or not encoded as the attribute should be, is unknown. Any thread; nothing
// allocates.
#pragma once

#include "core/dicom/scanned_instance.h"
#include "core/standard/condition.h"
#include "core/standard/condition_pool.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mi {

// The VR that the value is read with: that of the dictionary where the encoding has UN or none of the standard's.
Vr effectiveVr(const ScannedInstance &instance, const Element &element);

// Whether reading ended inside this element, so that more of its Items may follow.
bool isCutOff(const ScannedInstance &instance, const Element &element);
// Whether the Items of a Sequence could be read as such.
bool hasReadableItems(const ScannedInstance &instance, const Element &element);

// `valueNumber`: 0 for any value.
Truth isFilled(const ScannedInstance &instance, const Element &element, std::uint16_t valueNumber);
// Nothing when it is not known.
std::optional<std::uint64_t> countValues(const ScannedInstance &instance, const Element &element);

struct Comparison {
    ConditionPool::Comparand comparand;
    ConditionPool::Operator op;
    std::span<const ConditionPool::Literal> literals;
    std::uint16_t valueNumber = 0;
};
// True when one of the values, or the one that is asked for, compares with one of the literals.
// `number`: where to put the number of the value that did.
Truth compares(const ScannedInstance &instance, const Element &element, const Comparison &comparison,
               std::uint32_t *number = nullptr);

// One value as text, or all of them (0) with backslashes between; numbers in decimal, tags as (gggg,eeee). "" for what
// is not kept or has no text. Undecoded.
std::string valueText(const ScannedInstance &instance, const Element &element, std::uint32_t valueNumber);

} // namespace mi
