// A report as PDF: text that can be selected, page numbers, bookmarks. Needs a QGuiApplication (the platform
// "offscreen" will do), because fonts come from there. Any thread, also several at once; for many studies off the
// window's.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/texts/language.h"

#include <QByteArray>

#include <vector>

class QPagedPaintDevice;

namespace mi {

// A4, whatever the printer. The title is that of the first heading.
QByteArray pdfReport(const std::vector<blocks::Block> &content, Language language);

// The same on paper: as many pages as are needed, each with its number.
void printReport(const std::vector<blocks::Block> &content, Language language, QPagedPaintDevice &device);

} // namespace mi
