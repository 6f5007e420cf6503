#include "core/checks/values/geometry_truth.h"

#include "core/checks/values/number_values.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace mi {

namespace {

// Scanners round to three decimals, and some to two; what is past that shifts a slice by millimetres.
constexpr double directionTolerance = 0.005;
constexpr double oppositeTolerance = 0.1;

constexpr Tag anatomicalOrientationType{0x0010, 0x2210};
constexpr Tag imageOrientationPatient{0x0020, 0x0037};
constexpr Tag windowCenter{0x0028, 0x1050};
constexpr Tag voiLutFunction{0x0028, 0x1056};

// Lists in which each place has a meaning of its own, so that none may be left out.
bool isListOfCoordinates(Tag tag)
{
    switch (tag.key()) {
    case 0x00181164: // Imager Pixel Spacing
    case 0x00182010: // Nominal Scanned Pixel Spacing
    case 0x00200032: // Image Position (Patient)
    case 0x00200037: // Image Orientation (Patient)
    case 0x00280030: // Pixel Spacing
        return true;
    default:
        return false;
    }
}

// An empty value beside others; an attribute without any value is another matter.
bool hasEmptyComponent(std::string_view text)
{
    if (text.find('\\') == std::string_view::npos)
        return false;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('\\', start), text.size());
        if (trimmedPadding(text.substr(start, end - start)).empty())
            return true;
        start = end + 1;
    }
    return false;
}

// The first letter of a side of the image: the axis of the patient (0: to the left, 1: to the back, 2: to the head),
// and which way.
struct Direction {
    std::size_t axis = 0;
    double sign = 1;
};

std::optional<Direction> directionOf(std::string_view letters)
{
    std::array<bool, 3> isTaken{};
    std::optional<Direction> first;
    for (const char letter : letters) {
        constexpr std::string_view all = "LRPAHF";
        const std::size_t at = all.find(letter);
        if (at == std::string_view::npos || std::exchange(isTaken[at / 2], true))
            return {};
        if (!first)
            first = Direction{at / 2, at % 2 == 0 ? 1.0 : -1.0};
    }
    return first;
}

} // namespace

void GeometryTruth::check(const Element &element)
{
    if (isListOfCoordinates(element.tag) && hasEmptyComponent(m_instance.value(element))) {
        m_reporter.add("truth.geometry.value-missing", element, m_instance.value(element), "a number in each place");
        return;
    }
    switch (element.tag.key()) {
    case 0x00180050: // Slice Thickness
        checkThickness(element);
        break;
    case 0x00180088:
        checkSpacingBetweenSlices(element);
        break;
    case 0x00181164: // Imager Pixel Spacing
    case 0x00182010: // Nominal Scanned Pixel Spacing
    case 0x00280030: // Pixel Spacing
        checkPositive(element);
        break;
    case 0x00200037: // Image Orientation (Patient)
    case 0x00480102: // Image Orientation (Slide)
        checkOrientation(element);
        break;
    case 0x00281051:
        checkWindowWidth(element);
        break;
    case 0x00281053:
        checkRescaleSlope(element);
        break;
    default:
        break;
    }
}

void GeometryTruth::checkOrientation(const Element &element)
{
    const NumberValues values = NumberValues::of(m_instance, element);
    if (values.size() != 6) // their number is reported elsewhere
        return;
    const auto v = values.all();
    const double row = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    const double column = std::sqrt(v[3] * v[3] + v[4] * v[4] + v[5] * v[5]);
    const std::string_view text = m_instance.value(element);
    if (std::abs(row - 1) > directionTolerance || std::abs(column - 1) > directionTolerance)
        m_reporter.add("truth.orientation.not-unit", element, text, "two directions of length 1");
    else if (std::abs(v[0] * v[3] + v[1] * v[4] + v[2] * v[5]) > directionTolerance)
        m_reporter.add("truth.orientation.not-orthogonal", element, text, "two directions at a right angle");
}

void GeometryTruth::checkPatientOrientation(const Element &element)
{
    const std::string_view text = m_instance.text(element.tag);
    const std::size_t split = text.find('\\');
    if (split == std::string_view::npos || m_instance.text(anatomicalOrientationType) == "QUADRUPED")
        return;
    const std::array sides{trimmedPadding(text.substr(0, split)), trimmedPadding(text.substr(split + 1))};
    std::array<Direction, 2> directions{};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const std::optional<Direction> direction = directionOf(sides[i]);
        if (!direction) {
            if (!sides[i].empty())
                m_reporter.add("truth.patient-orientation.impossible", element, text,
                               "letters of the directions A or P, R or L, H or F, each once");
            return;
        }
        directions[i] = *direction;
    }
    if (directions[0].axis == directions[1].axis) {
        m_reporter.add("truth.patient-orientation.impossible", element, text, "rows and columns in two directions");
        return;
    }
    const Element *cosines = m_instance.find(imageOrientationPatient);
    const NumberValues values = cosines != nullptr ? NumberValues::of(m_instance, *cosines) : NumberValues{};
    if (values.size() != 6)
        return;
    // The first letter is that of the largest component. In an oblique slice two may be alike; what points the other
    // way is wrong in any.
    const auto along = [&](std::size_t i) { return values.all()[3 * i + directions[i].axis] * directions[i].sign; };
    if (along(0) < -oppositeTolerance || along(1) < -oppositeTolerance)
        m_reporter.add("truth.patient-orientation.contradicts", element, text,
                       "the directions of Image Orientation (Patient): " +
                           escapedForDisplay(m_instance.value(*cosines)));
}

void GeometryTruth::checkPositive(const Element &element)
{
    const NumberValues values = NumberValues::of(m_instance, element);
    if (std::ranges::any_of(values.all(), [](double value) { return value <= 0; }))
        m_reporter.add("truth.spacing.not-positive", element, m_instance.value(element), "more than 0 mm");
}

void GeometryTruth::checkThickness(const Element &element)
{
    const NumberValues values = NumberValues::of(m_instance, element);
    if (values.size() == 1 && values.all()[0] < 0)
        m_reporter.add("truth.slice-thickness.negative", element, m_instance.value(element), "more than 0 mm");
    else if (values.size() == 1 && values.all()[0] == 0)
        m_reporter.add("truth.slice-thickness.zero", element, m_instance.value(element), "more than 0 mm");
}

// Nuclear medicine uses the sign for the direction of rotation and stacking (PS3.3 C.8.4.15).
void GeometryTruth::checkSpacingBetweenSlices(const Element &element)
{
    const NumberValues values = NumberValues::of(m_instance, element);
    if (values.size() == 1 && values.all()[0] < 0 && m_instance.text(tags::Modality) != "NM")
        m_reporter.add("truth.spacing.between-slices-negative", element, m_instance.value(element), "0 mm or more");
}

void GeometryTruth::checkWindowWidth(const Element &element)
{
    checkWindowNumber(element);
    const NumberValues values = NumberValues::of(m_instance, element);
    const auto smallest = std::ranges::min_element(values.all());
    if (smallest == values.all().end() || *smallest >= 1)
        return;
    const std::string_view function = textBehind(element, voiLutFunction);
    const bool isLinear = function.empty() || function == "LINEAR";
    if (isLinear || *smallest <= 0)
        m_reporter.add("truth.window-width.too-small", element, m_instance.value(element),
                       isLinear ? "at least 1" : "more than 0");
}

// Each width belongs to the center in the same place (PS3.3 C.11.2.1.2).
void GeometryTruth::checkWindowNumber(const Element &width)
{
    // In ascending order the center is the one before.
    const std::uint32_t index = m_instance.indexOf(width);
    if (index == 0 || width.length == 0)
        return;
    const Element &center = m_instance.elements[index - 1];
    if (center.tag != windowCenter || center.parent != width.parent || center.length == 0)
        return;
    const auto count = [&](const Element &element) { return std::ranges::count(m_instance.value(element), '\\') + 1; };
    if (count(center) != count(width))
        m_reporter.addAt("truth.window.number-differs", width, width.tag, std::to_string(count(width)) + " widths",
                         std::to_string(count(center)) + " as there are centers");
}

void GeometryTruth::checkRescaleSlope(const Element &element)
{
    const NumberValues values = NumberValues::of(m_instance, element);
    if (values.size() == 1 && values.all()[0] == 0)
        m_reporter.add("truth.rescale-slope.zero", element, m_instance.value(element), "not 0");
}

std::string_view GeometryTruth::textBehind(const Element &element, Tag tag) const
{
    if (element.parent == Element::noParent)
        return m_instance.text(tag);
    // In ascending order it is one of the next few.
    const std::uint32_t end = m_instance.elements[element.parent].end;
    std::size_t left = 16;
    for (std::uint32_t i = element.end; i < end && left > 0; i = m_instance.elements[i].end, --left) {
        if (m_instance.elements[i].tag == tag)
            return trimmedPadding(m_instance.value(i));
    }
    return {};
}

} // namespace mi
