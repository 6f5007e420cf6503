// The parts of the bulk data family: one function for each kind of bulk value. One thread per context.
#pragma once

#include "core/checks/bulk/bulk_context.h"

namespace mi {

// PS3.3 C.9.2, C.9.3: the overlay in group 60xx.
void checkOverlay(const BulkContext &context, std::uint16_t group);
// PS3.3 C.10.9: the Items of the Waveform Sequence.
void checkWaveforms(const BulkContext &context, const Element &sequence);
// PS3.3 C.11: a LUT Descriptor and the LUT Data beside it, in an Item of a look-up table Sequence.
void checkLookUpTable(const BulkContext &context, const Element &descriptor);
// PS3.3 C.11.15.
void checkIccProfile(const BulkContext &context, const Element &profile);
// PS3.3 C.24.2.
void checkDocument(const BulkContext &context, const Element &document);
// PS3.3 C.8.14.4.
void checkSpectroscopy(const BulkContext &context, const Element &data);
// PS3.3 C.7.6.5, C.8.4.8, C.8.8.3.2: attributes with one value for each frame.
void checkFrameVector(const BulkContext &context, const Element &vector);
bool isFrameVector(Tag tag);

} // namespace mi
