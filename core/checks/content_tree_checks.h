// The content tree of Structured Reporting documents: which Value Types may be joined by which Relationship Type in
// which kind of document, and references between Content Items (PS3.3 A.35, C.17.3). Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkContentTree(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> contentTreeRules();

} // namespace mi
