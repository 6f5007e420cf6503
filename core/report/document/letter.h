// A letter to whoever sent the studies: which ones, what is wrong with them, what is asked for. Only studies with
// problems or warnings are in it, or that could not be read. Any thread.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/document/report.h"
#include "core/report/texts/language.h"

#include <string>
#include <vector>

namespace mi {

// `letterhead` is the site's own text, several lines, UTF-8; it may be empty.
std::vector<blocks::Block> letterContent(const Report &report, Language language, const std::string &letterhead);

} // namespace mi
