// A report as plain text, for the clipboard, a terminal or a mail. Any thread.
#pragma once

#include "core/report/document/blocks.h"

#include <string>
#include <vector>

namespace mi {

std::string textReport(const std::vector<blocks::Block> &content);

} // namespace mi
