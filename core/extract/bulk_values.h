// Which values the DICOM JSON of an instance leaves out, and how long they are. Any thread.
#pragma once

#include "core/dicom/scanned_instance.h"

#include <cstdint>

namespace mi {

// Pixels, overlays, curves, waveforms, look-up tables and documents of any length, and any other binary value of more
// than 1,024 bytes; never a Sequence or an empty value.
bool isBulk(const Element &element);

// Bytes; of encapsulated Pixel Data those of all fragments, the Basic Offset Table included.
std::uint64_t bulkLength(const ScannedInstance &instance, const Element &element);

} // namespace mi
