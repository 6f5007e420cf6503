// Checks of bulk values other than Pixel Data: overlays, waveforms, icons, encapsulated documents. One thread per
// context.
#pragma once

#include "core/checks/pixels/pixel_context.h"

namespace mi {

void checkOtherBulk(const PixelContext &context);

} // namespace mi
