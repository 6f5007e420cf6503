// Writes blocks into a QTextDocument. One thread at a time.
#pragma once

#include "core/report/document/blocks.h"
#include "render/figure_object.h"

#include <QTextCursor>

#include <functional>
#include <stop_token>
#include <vector>

namespace mi {

class DocumentWriter {
public:
    // Called for each heading, with the position in the document where it begins. Titles of causes are of level 4.
    using OnHeading = std::function<void(const blocks::Heading &, int position)>;

    // `dots`: pixels a point of the device that the document is laid out for.
    DocumentWriter(QTextDocument &document, FigureObject &figures, double dots, OnHeading onHeading);
    // Ends early when `stop` is requested.
    void write(const std::vector<blocks::Block> &content, const std::stop_token &stop);

private:
    void put(const blocks::Heading &heading);
    void put(const blocks::Paragraph &paragraph);
    void put(const blocks::Facts &facts);
    void put(const blocks::Table &table);
    void put(const blocks::Cause &cause);
    void put(const blocks::FindingLine &line);
    void put(const blocks::Bars &bars);
    void put(const blocks::Slices &slices);
    void putFigure(FigureObject::Figure figure);
    void begin(const QTextBlockFormat &format);
    void putFacts(const blocks::Facts &facts, double indent);
    void putBadge(Severity severity, const std::string &badge);

    QTextCursor m_cursor;
    FigureObject &m_figures;
    double m_dots;
    OnHeading m_onHeading;
    bool m_isFirst = true;
};

} // namespace mi
