// A row of the catalogue of wording; each check family has a table of them in a file of its own. Any thread.
#pragma once

#include <span>

// Marks the texts that other languages have rows for.
#define MI_TEXT(text) text

namespace mi {

struct TextRow {
    const char *id;      // of the rule
    const char *title;   // the consequence or the fact in the reader's words, no full stop: "The file is cut off"
    const char *meaning; // why it matters to the person at the desk, one or two sentences
    const char *advice;  // what to do or to tell the sender
};

std::span<const TextRow> bulkDataTexts();
std::span<const TextRow> consistencyTexts();
std::span<const TextRow> contentTreeTexts();
std::span<const TextRow> encodingTexts();
std::span<const TextRow> fileMetaTexts();
std::span<const TextRow> identityTexts();
std::span<const TextRow> iodTexts();
std::span<const TextRow> pixelDataTexts();
std::span<const TextRow> studyAsWholeTexts();
std::span<const TextRow> studyTexts();
std::span<const TextRow> valueTexts();

// The same ids in German; a test holds it.
std::span<const TextRow> germanBulkTexts();
std::span<const TextRow> germanConsistencyTexts();
std::span<const TextRow> germanEncodingTexts();
std::span<const TextRow> germanFileMetaTexts();
std::span<const TextRow> germanIdentityTexts(); // and of studies
std::span<const TextRow> germanIodTexts();
std::span<const TextRow> germanPixelTexts();
std::span<const TextRow> germanValueTexts();

} // namespace mi
