// Bookmarks for a PDF that QPdfWriter wrote: it has none, so they are appended as an incremental update (ISO 32000-1,
// 7.5.6): what is there stays byte for byte. Only the simple structure that QPdfWriter writes is understood. Any
// thread.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace mi {

struct PdfBookmark {
    int level = 1; // 1: at the top; 2: below the one before it of level 1
    QString title;
    int page = 0; // from 0
    double y = 0; // points from the bottom of the page
};

// The document with bookmarks, its language ("en") and its title in the window's frame; nothing if `pdf` has another
// structure than expected.
std::optional<QByteArray> withBookmarks(const QByteArray &pdf, const std::vector<PdfBookmark> &bookmarks,
                                        const QByteArray &language);

} // namespace mi
