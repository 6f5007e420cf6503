// Writes blocks into a QTextDocument. One thread at a time.
#pragma once

#include "core/report/document/blocks.h"
#include "render/bars_object.h"

#include <QTextCursor>

#include <functional>
#include <vector>

namespace mi {

class DocumentWriter {
public:
    // Called for each heading, with the position in the document where it begins. Titles of causes are of level 4.
    using OnHeading = std::function<void(const blocks::Heading &, int position)>;

    // `dots`: pixels a point of the device that the document is laid out for.
    DocumentWriter(QTextDocument &document, BarsObject &bars, double dots, OnHeading onHeading);
    void write(const std::vector<blocks::Block> &content);

private:
    void put(const blocks::Heading &heading);
    void put(const blocks::Paragraph &paragraph);
    void put(const blocks::Facts &facts);
    void put(const blocks::Table &table);
    void put(const blocks::Cause &cause);
    void put(const blocks::FindingLine &line);
    void put(const blocks::Bars &bars);
    void begin(const QTextBlockFormat &format);
    void putFacts(const blocks::Facts &facts, double indent);
    void putBadge(Severity severity, const std::string &badge);

    QTextCursor m_cursor;
    BarsObject &m_bars;
    double m_dots;
    OnHeading m_onHeading;
    bool m_isFirst = true;
};

} // namespace mi
