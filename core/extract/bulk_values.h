// Which values the DICOM JSON of an instance leaves out, and how long they are. Any thread, one per data set.
#pragma once

#include "core/domain/tag.h"

#include <cstdint>

class DcmElement;

namespace mi {

// Pixels, overlays, curves, waveforms, look-up tables and documents of any length, and any other binary value of more
// than 1,024 bytes; never a sequence or an empty value. Reads nothing from the disk.
bool isBulk(DcmElement &element, Tag tag);

// Bytes; of encapsulated pixel data those of all fragments, the Basic Offset Table included.
std::uint64_t bulkLength(DcmElement &element);

} // namespace mi
