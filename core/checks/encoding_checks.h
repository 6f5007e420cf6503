// The defects of the encoding that the scan reported, each as exactly one finding (PS3.5 7, PS3.10 7), and what the
// preamble hides. Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"
#include "core/dicom/scanned_instance.h"

#include <span>
#include <string_view>

namespace mi {

void checkEncoding(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> encodingRules();

// The rule that a defect of this kind breaks; every kind has one of its own.
std::string_view ruleOf(ScanDefectKind kind);

} // namespace mi
