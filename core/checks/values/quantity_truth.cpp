#include "core/checks/values/quantity_truth.h"

#include "core/checks/values/number_values.h"

#include <algorithm>
#include <array>
#include <limits>

namespace mi {

namespace {

constexpr double any = std::numeric_limits<double>::infinity();

enum class Zero : std::uint8_t { allowed, impossible };

struct Quantity {
    Tag tag;
    double smallest;
    double largest;
    Zero zero;
    std::string_view expected;
};

constexpr std::array quantities{
    Quantity{{0x0018, 0x0060}, 0, any, Zero::allowed, "0 kV or more"},                // KVP
    Quantity{{0x0018, 0x0080}, 0, any, Zero::allowed, "0 ms or more"},                // Repetition Time
    Quantity{{0x0018, 0x0081}, 0, any, Zero::allowed, "0 ms or more"},                // Echo Time
    Quantity{{0x0018, 0x0082}, 0, any, Zero::allowed, "0 ms or more"},                // Inversion Time
    Quantity{{0x0018, 0x0083}, 0, any, Zero::allowed, "0 or more"},                   // Number of Averages
    Quantity{{0x0018, 0x0084}, 0, 2000, Zero::allowed, "MHz, up to 2000"},            // Imaging Frequency
    Quantity{{0x0018, 0x0087}, 0, 30, Zero::allowed, "tesla, up to 30"},              // Magnetic Field Strength
    Quantity{{0x0018, 0x1063}, 0, any, Zero::allowed, "0 ms or more"},                // Frame Time
    Quantity{{0x0018, 0x1074}, 0, any, Zero::allowed, "0 Bq or more"},                // Radionuclide Total Dose
    Quantity{{0x0018, 0x1075}, 0, any, Zero::impossible, "more than 0 s"},            // Radionuclide Half Life
    Quantity{{0x0018, 0x1090}, 0, any, Zero::allowed, "0 or more"},                   // Cardiac Number of Images
    Quantity{{0x0018, 0x1110}, 0, any, Zero::allowed, "0 mm or more"},                // Distance Source to Detector
    Quantity{{0x0018, 0x1120}, -90, 90, Zero::allowed, "degrees, from -90 to 90"},    // Gantry/Detector Tilt
    Quantity{{0x0018, 0x1150}, 0, any, Zero::allowed, "0 ms or more"},                // Exposure Time
    Quantity{{0x0018, 0x1151}, 0, any, Zero::allowed, "0 mA or more"},                // X-Ray Tube Current
    Quantity{{0x0018, 0x1152}, 0, any, Zero::allowed, "0 mAs or more"},               // Exposure
    Quantity{{0x0018, 0x1310}, 0, any, Zero::allowed, "0 or more"},                   // Acquisition Matrix
    Quantity{{0x0018, 0x9073}, 0, any, Zero::allowed, "0 s or more"},                 // Acquisition Duration
    Quantity{{0x0018, 0x9087}, 0, any, Zero::allowed, "0 s/mm2 or more"},             // Diffusion b-value
    Quantity{{0x0018, 0x9345}, 0, any, Zero::allowed, "0 mGy or more"},               // CTDIvol
    Quantity{{0x003A, 0x001A}, 0, any, Zero::impossible, "more than 0 Hz"},           // Sampling Frequency
    Quantity{{0x003A, 0x0210}, -any, any, Zero::impossible, "another number than 0"}, // Channel Sensitivity
    Quantity{{0x3004, 0x000E}, 0, any, Zero::impossible, "more than 0"},              // Dose Grid Scaling
    Quantity{{0x3004, 0x0052}, 0, any, Zero::impossible, "more than 0"},              // DVH Dose Scaling
    Quantity{{0x3006, 0x002A}, 0, 255, Zero::allowed, "from 0 to 255"},               // ROI Display Color
};

static_assert(std::ranges::is_sorted(quantities, {}, &Quantity::tag));

constexpr bool isGroupOfQuantities(std::uint16_t group)
{
    return group == 0x0018 || group == 0x003A || group == 0x3004 || group == 0x3006;
}

static_assert(std::ranges::all_of(quantities, [](const Quantity &one) { return isGroupOfQuantities(one.tag.group); }));

} // namespace

void checkQuantity(const ScannedInstance &instance, const Element &element, DefectReporter &reporter)
{
    if (!isGroupOfQuantities(element.tag.group)) // most elements
        return;
    const auto *const found = std::ranges::lower_bound(quantities, element.tag, {}, &Quantity::tag);
    if (found == quantities.end() || found->tag != element.tag)
        return;
    const NumberValues values = NumberValues::of(instance, element);
    const auto isImpossible = [&](double value) {
        return value < found->smallest || value > found->largest || (value == 0 && found->zero == Zero::impossible);
    };
    if (std::ranges::any_of(values.all(), isImpossible))
        reporter.add("truth.quantity.impossible", element, instance.value(element), found->expected);
}

} // namespace mi
