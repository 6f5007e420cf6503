// The words for every finding: what it means for the person at the desk, and what to do. The one catalogue of wording.
// In English, and in German by the same ids. Any thread.
#pragma once

#include "core/domain/finding.h"
#include "core/report/texts/language.h"

#include <QString>

#include <string_view>

namespace mi {

struct FindingText {
    QString title;   // the consequence or the fact, in the reader's words: "The file is cut off"
    QString meaning; // why it matters
    QString advice;  // what to do, or what to tell the sender
};

// In English where the other language has no words yet.
FindingText findingText(std::string_view id, Language language = Language::english);
// Whether the catalogue has words of its own for this id (a test asks for every rule).
bool hasFindingText(std::string_view id, Language language = Language::english);

// "observed ..., expected ...": the facts of one finding in one line, plain text.
QString findingFacts(const Finding &finding);

} // namespace mi
