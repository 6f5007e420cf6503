// Values of elements for showing: numbers of any VR, text as UTF-8, items. Any thread.
#pragma once

#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mi {

constexpr std::size_t mostValueBytes = std::size_t{16} << 20U; // longer values are not read for showing

// The element with this tag at the root, or directly in an Item; null if it is not there. `item` null: the root.
const Element *findBelow(const ScannedInstance &instance, const Element *item, Tag tag);
// Item number `index` of a Sequence; null if there is none.
const Element *itemOf(const ScannedInstance &instance, const Element *sequence, std::uint32_t index);
std::uint32_t itemCount(const ScannedInstance &instance, const Element &sequence);

// The numbers in DS, IS, US, SS, UL, SL, FL or FD, at most `limit`; the first that is none ends the list.
std::vector<double> numbersIn(const ScannedInstance &instance, const Element *element, std::size_t limit = 64);
std::optional<double> numberOf(const ScannedInstance &instance, const Element *item, Tag tag);
std::string textOf(const ScannedInstance &instance, const Element *item, Tag tag); // UTF-8, without padding
// Multiple values, UTF-8.
std::vector<std::string> textsOf(const ScannedInstance &instance, const Element *item, Tag tag);
// All bytes of a value; empty when they cannot be had.
std::string bytesOf(const ScannedInstance &instance, ByteSource *source, const Element *element);

} // namespace mi
