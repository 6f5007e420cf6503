// A report as one HTML file: no scripts, nothing loaded from elsewhere (a Content Security Policy holds that), readable
// in light and dark, made to be printed. Any thread.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/texts/language.h"

#include <string>
#include <vector>

namespace mi {

// UTF-8, with a line feed at the end of each block.
std::string htmlReport(const std::vector<blocks::Block> &content, Language language);

// & < > " ' as entities: for text and for attribute values in quotes.
std::string htmlEscaped(std::string_view text);

} // namespace mi
