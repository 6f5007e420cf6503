// What the checks of the pixel data family share while they look at one instance. One thread; lives on the stack.
#pragma once

#include "core/checks/catalogue.h"
#include "core/checks/finding_collector.h"
#include "core/checks/pixels/pixel_description.h"
#include "core/checks/pixels/pixel_encoding.h"
#include "core/checks/values/defect_reporter.h"
#include "core/dicom/scanned_instance.h"

#include <optional>
#include <string>
#include <string_view>

namespace mi {

struct PixelContext {
    const CheckInput &input;
    const ScannedInstance &instance;
    const PixelDescription &pixels;
    CodingRules coding;
    std::optional<std::uint64_t> frames; // nothing: Number of Frames cannot be used
    FindingCollector &findings;
    // Inside an Item: a picture beside the image, mostly a preview. What is wrong there does less harm, and is reported
    // under the pixel.icon rules. Null at the root.
    DefectReporter *nested = nullptr;
    const Element *anchor = nullptr; // any element of that Item

    // A finding about an element that is there.
    void report(std::string_view ruleId, const Element &element, std::string observed = {},
                std::string expected = {}) const;
    // The same, with an offset that is not the element's own.
    void reportAt(std::string_view ruleId, const Element &element, std::uint64_t offset, std::string observed,
                  std::string expected) const;
    // A finding about an attribute that is not there.
    void reportAbsent(std::string_view ruleId, Tag tag, std::string observed = {}, std::string expected = {}) const;

    bool isNested() const { return nested != nullptr; }
};

// "512 x 512" and the like are built from these.
std::string numberText(std::uint64_t number);
std::string bytesText(std::uint64_t number); // "524288 bytes"
// The trimmed value for display.
std::string shownValue(const ScannedInstance &instance, const Element &element);

} // namespace mi
