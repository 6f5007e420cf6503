// A report laid out on pages: a QTextDocument and where its headings are. One thread at a time.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/texts/language.h"
#include "render/figure_object.h"
#include "render/pdf_outline.h"

#include <QTextDocument>

#include <QFont>
#include <QRectF>

#include <stop_token>
#include <vector>

class QPagedPaintDevice;
class QPainter;

namespace mi {

class ReportDocument {
public:
    // Lays the content out on the pages of `device`, which outlives this. When `stop` is requested, it ends early and
    // is good for nothing.
    ReportDocument(const std::vector<blocks::Block> &content, Language language, QPagedPaintDevice &device,
                   const std::stop_token &stop);

    int pages() const;
    // All pages, with foot lines.
    void paint(QPainter &painter);
    std::vector<PdfBookmark> bookmarks() const;
    const QString &title() const { return m_title; }

private:
    struct Mark {
        int level;
        int position; // in the document
        QString title;
    };
    QRectF rectOf(int position) const; // of the text block there, in the document
    int pageOf(const QRectF &rect) const;
    void keepHeadingsWithText();
    void paintFoot(QPainter &painter, int page) const;

    QPagedPaintDevice &m_device;
    std::stop_token m_stop;
    Language m_language;
    double m_dots;  // pixels a point
    QRectF m_paper; // pixels; this and the next from the corner of the paper
    QRectF m_body;  // where the text of a page is
    QFont m_font;
    FigureObject m_bars;
    QTextDocument m_document;
    QString m_title;
    std::vector<Mark> m_marks;
};

} // namespace mi
