// The places of the frames of an enhanced multi-frame image (PS3.3 C.7.6.16.2.3), judged as a stack of slices. Any
// thread.
#pragma once

#include <string>

namespace mi {

class ScannedInstance;

// "no frame at 12.5, 15 mm along the normal of 20 places that are 2.5 mm apart"; "" if none is missing, if it cannot be
// said, or if the instance is no such image. Segmentations and parametric maps leave out empty frames and are not
// judged.
std::string missingFrames(const ScannedInstance &instance);

} // namespace mi
