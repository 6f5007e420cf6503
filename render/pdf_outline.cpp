#include "render/pdf_outline.h"

#include <QList>

#include <algorithm>

namespace mi {

namespace {

// A PDF with one classic cross-reference table, as QPdfWriter writes it.
class SimplePdf {
public:
    static std::optional<SimplePdf> read(const QByteArray &pdf)
    {
        SimplePdf out(pdf);
        const qsizetype start = pdf.lastIndexOf("startxref");
        const qsizetype trailer = pdf.lastIndexOf("trailer");
        if (start < 0 || trailer < 0 || trailer > start)
            return std::nullopt;
        out.m_xref = pdf.mid(start + 9).trimmed().split('\n').first().trimmed().toLongLong();
        out.m_trailer = pdf.mid(trailer, start - trailer);
        out.m_size = numberAfter(out.m_trailer, "/Size");
        out.m_root = numberAfter(out.m_trailer, "/Root");
        if (out.m_xref <= 0 || out.m_xref >= pdf.size() || out.m_size <= 0 || out.m_root <= 0 ||
            pdf.mid(out.m_xref, 4) != "xref")
            return std::nullopt;
        const QByteArray pages = out.object(numberAfter(out.object(out.m_root), "/Pages"));
        const qsizetype open = pages.indexOf('[', pages.indexOf("/Kids"));
        const qsizetype close = pages.indexOf(']', open);
        if (pages.isEmpty() || open < 0 || close < 0)
            return std::nullopt;
        const QList<QByteArray> words = pages.mid(open + 1, close - open - 1).simplified().split(' ');
        for (qsizetype i = 0; i + 2 < words.size(); i += 3)
            out.m_pages.push_back(words[i].toInt());
        if (out.m_pages.empty() || out.m_pages.front() <= 0)
            return std::nullopt;
        return out;
    }

    qint64 size() const { return m_size; }
    qint64 root() const { return m_root; }
    qint64 xref() const { return m_xref; }
    const std::vector<int> &pages() const { return m_pages; }
    // "/Info 3 0 R" and the like go on into the new trailer.
    QByteArray infoReference() const
    {
        const qint64 info = numberAfter(m_trailer, "/Info");
        return info > 0 ? "/Info " + QByteArray::number(info) + " 0 R\n" : QByteArray{};
    }
    // The dictionary between "<<" and the last ">>"; empty if there is none.
    QByteArray object(qint64 number) const
    {
        if (number <= 0 || number >= m_size)
            return {};
        // The table: "xref", "0 n", then lines of 20 bytes.
        const qsizetype lines = m_pdf.indexOf('\n', m_pdf.indexOf('\n', m_xref) + 1) + 1;
        const qint64 offset = m_pdf.mid(lines + number * 20, 10).toLongLong();
        const QByteArray head = QByteArray::number(number) + " 0 obj";
        if (offset <= 0 || m_pdf.mid(offset, head.size()) != head)
            return {};
        const qsizetype end = m_pdf.indexOf("endobj", offset);
        const QByteArray body = end < 0 ? QByteArray{} : m_pdf.mid(offset, end - offset);
        const qsizetype first = body.indexOf("<<");
        const qsizetype last = body.lastIndexOf(">>");
        return first < 0 || last < first ? QByteArray{} : body.mid(first + 2, last - first - 2);
    }

private:
    explicit SimplePdf(const QByteArray &pdf) : m_pdf(pdf) {}

    static qint64 numberAfter(const QByteArray &text, const QByteArray &key)
    {
        const qsizetype at = text.indexOf(key);
        return at < 0 ? 0 : text.mid(at + key.size(), 24).simplified().split(' ').first().toLongLong();
    }

    QByteArray m_pdf;
    QByteArray m_trailer;
    qint64 m_xref = 0;
    qint64 m_size = 0;
    qint64 m_root = 0;
    std::vector<int> m_pages;
};

// "<FEFF...>": UTF-16, as a text string of a PDF.
QByteArray textString(const QString &text)
{
    QByteArray out = "<FEFF";
    for (const QChar c : text)
        out += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return out + ">";
}

struct Item {
    qint64 parent = 0; // indexes into the items; -1: none or the root
    qint64 first = -1;
    qint64 last = -1;
    qint64 previous = -1;
    qint64 next = -1;
    qint64 children = 0;
};

// Who is whose first, last and next.
std::vector<Item> linked(const std::vector<PdfBookmark> &bookmarks, Item &root)
{
    std::vector<Item> items(bookmarks.size());
    qint64 lastTop = -1;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto index = static_cast<qint64>(i);
        const bool isTop = bookmarks[i].level <= 1 || lastTop < 0;
        items[i].parent = isTop ? -1 : lastTop;
        Item &parent = isTop ? root : items[static_cast<std::size_t>(lastTop)];
        items[i].previous = parent.last;
        if (parent.last >= 0)
            items[static_cast<std::size_t>(parent.last)].next = index;
        else
            parent.first = index;
        parent.last = index;
        ++parent.children;
        if (isTop)
            lastTop = index;
    }
    return items;
}

class Update {
public:
    explicit Update(const QByteArray &pdf) : m_out(pdf) {}
    void add(qint64 number, const QByteArray &dictionary)
    {
        m_entries.push_back({number, m_out.size()});
        m_out += QByteArray::number(number) + " 0 obj\n<<\n" + dictionary + ">>\nendobj\n";
    }
    QByteArray finish(const SimplePdf &pdf, qint64 size)
    {
        const qsizetype xref = m_out.size();
        m_out += "xref\n";
        for (const auto &[number, offset] : m_entries)
            m_out += QByteArray::number(number) + " 1\n" + QByteArray::number(offset).rightJustified(10, '0') +
                     " 00000 n \n";
        m_out += "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Root " + QByteArray::number(pdf.root()) +
                 " 0 R\n" + pdf.infoReference() + "/Prev " + QByteArray::number(pdf.xref()) + "\n>>\nstartxref\n" +
                 QByteArray::number(xref) + "\n%%EOF\n";
        return m_out;
    }

private:
    QByteArray m_out;
    std::vector<std::pair<qint64, qsizetype>> m_entries;
};

} // namespace

std::optional<QByteArray> withBookmarks(const QByteArray &pdf, const std::vector<PdfBookmark> &bookmarks,
                                        const QByteArray &language)
{
    const std::optional<SimplePdf> simple = SimplePdf::read(pdf);
    if (!simple)
        return std::nullopt;
    Item root;
    const std::vector<Item> items = linked(bookmarks, root);
    const qint64 rootNumber = simple->size();
    const auto reference = [rootNumber](qint64 index) { return QByteArray::number(rootNumber + 1 + index) + " 0 R\n"; };
    Update update(pdf.endsWith('\n') ? pdf : pdf + '\n');
    QByteArray catalog = simple->object(simple->root());
    catalog += "/Lang (" + language + ")\n/ViewerPreferences << /DisplayDocTitle true >>\n";
    if (!items.empty())
        catalog += "/Outlines " + QByteArray::number(rootNumber) + " 0 R\n/PageMode /UseOutlines\n";
    update.add(simple->root(), catalog);
    if (!items.empty())
        update.add(rootNumber, "/Type /Outlines\n/First " + reference(root.first) + "/Last " + reference(root.last) +
                                   "/Count " + QByteArray::number(root.children) + "\n");
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item &item = items[i];
        const auto page =
            static_cast<std::size_t>(std::clamp(bookmarks[i].page, 0, static_cast<int>(simple->pages().size()) - 1));
        QByteArray entry = "/Title " + textString(bookmarks[i].title) + "\n/Dest [" +
                           QByteArray::number(simple->pages()[page]) + " 0 R /XYZ 0 " +
                           QByteArray::number(bookmarks[i].y, 'f', 1) + " null]\n/Parent " +
                           (item.parent < 0 ? QByteArray::number(rootNumber) + " 0 R\n" : reference(item.parent));
        if (item.previous >= 0)
            entry += "/Prev " + reference(item.previous);
        if (item.next >= 0)
            entry += "/Next " + reference(item.next);
        if (item.children > 0) // closed: below 0
            entry += "/First " + reference(item.first) + "/Last " + reference(item.last) + "/Count -" +
                     QByteArray::number(item.children) + "\n";
        update.add(rootNumber + 1 + static_cast<qint64>(i), entry);
    }
    return update.finish(*simple, rootNumber + 1 + static_cast<qint64>(items.size()));
}

} // namespace mi
