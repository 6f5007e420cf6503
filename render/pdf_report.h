// A report as PDF: text that can be selected, page numbers, bookmarks. Needs a QGuiApplication (the platform
// "offscreen" will do), because fonts come from there. Any thread, also several at once; for many studies off the
// window's.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/texts/language.h"
#include "core/support/result.h"

#include <QByteArray>

#include <stop_token>
#include <vector>

class QPagedPaintDevice;

namespace mi {

struct MadeReport {
    QByteArray bytes;
    // A PDF that is whole but for its bookmarks: this version of Qt writes a structure that pdf_outline does not know.
    bool lacksBookmarks = false;
};

// A4, whatever the printer. The title is that of the first heading. Errors: cancelled; `stop` is asked between blocks
// and pages, not while Qt breaks lines.
Result<MadeReport> pdfReport(const std::vector<blocks::Block> &content, Language language,
                             const std::stop_token &stop = {});

// The same on paper: as many pages as are needed, each with its number. Errors: cancelled, after whole pages.
Result<void> printReport(const std::vector<blocks::Block> &content, Language language, QPagedPaintDevice &device,
                         const std::stop_token &stop = {});

} // namespace mi
