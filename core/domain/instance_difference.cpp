#include "core/domain/instance_difference.h"

namespace mi {

std::string_view toString(DifferenceKind kind)
{
    switch (kind) {
    case DifferenceKind::encodingOnly:
        return "encodingOnly";
    case DifferenceKind::attributesDiffer:
        return "attributesDiffer";
    case DifferenceKind::pixelDataDiffers:
        return "pixelDataDiffers";
    case DifferenceKind::notDecided:
        break;
    }
    return "notDecided";
}

} // namespace mi
