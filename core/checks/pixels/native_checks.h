// Checks of native Pixel Data: its length and its VR. One thread per context.
#pragma once

#include "core/checks/pixels/attribute_checks.h"
#include "core/checks/pixels/pixel_context.h"

namespace mi {

// OB and OW against Bits Allocated and the encapsulation (PS3.5 A.1 to A.4).
void checkPixelDataVr(const PixelContext &context, const AttributeVerdict &attributes, bool isEncapsulated);

// `pixelData`: native, of any kind (integer, float, double).
void checkNativeLength(const PixelContext &context, const AttributeVerdict &attributes, const Element &pixelData);

// The shape that the attributes describe; `frames` frames.
NativeShape shapeOf(const PixelContext &context, const AttributeVerdict &attributes, std::uint64_t frames);

} // namespace mi
