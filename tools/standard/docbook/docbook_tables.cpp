#include "tools/standard/docbook/docbook_tables.h"

#include <QFile>
#include <QXmlStreamReader>

#include <map>

namespace mi::tables {

namespace {

// In names, words are joined with zero-width spaces so that they can be broken.
std::string plain(const QStringView text)
{
    QString result = text.toString();
    result.remove(QChar(0x200B)).replace(QChar(0x00A0), QLatin1Char(' '));
    return result.simplified().toStdString();
}

std::string attribute(const QXmlStreamReader &xml, const char *name)
{
    for (const auto &candidate : xml.attributes()) {
        if (candidate.name() == QLatin1String(name))
            return candidate.value().toString().toStdString();
    }
    return {};
}

class Reader {
public:
    explicit Reader(const QByteArray &xml) : m_xml(xml) {}

    Result<std::vector<DocBookTable>> run()
    {
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isStartElement())
                begin();
            else if (m_xml.isEndElement() && isSection())
                m_sections.pop_back();
        }
        if (m_xml.hasError())
            return Error{.code = ErrorCode::invalidFormat,
                         .operation = "read XML",
                         .detail =
                             m_xml.errorString().toStdString() + " in line " + std::to_string(m_xml.lineNumber())};
        return std::move(m_tables);
    }

private:
    bool isSection() const { return m_xml.name() == u"section" || m_xml.name() == u"chapter"; }

    void begin()
    {
        if (isSection())
            m_sections.push_back(attribute(m_xml, "label"));
        else if (m_xml.name() == u"table")
            readTable();
    }

    void readTable()
    {
        DocBookTable table;
        table.id = attribute(m_xml, "id");
        table.section = m_sections.empty() ? "" : m_sections.back();
        m_spans.clear();
        while (nextWithin(u"table")) {
            if (m_xml.name() == u"caption")
                table.caption = plain(m_xml.readElementText(QXmlStreamReader::IncludeChildElements));
            else if (m_xml.name() == u"tr")
                readRow(table);
        }
        m_tables.push_back(std::move(table));
    }

    void readRow(DocBookTable &table)
    {
        std::vector<DocBookCell> cells;
        std::vector<DocBookCell> row;
        std::vector<std::size_t> heights;
        bool isHeader = false;
        while (nextWithin(u"tr")) {
            if (m_xml.name() != u"td" && m_xml.name() != u"th")
                continue;
            isHeader = m_xml.name() == u"th";
            heights.push_back(std::stoul("0" + attribute(m_xml, "rowspan")));
            cells.push_back(readCell());
        }
        // Cells that began above stand in their columns.
        std::size_t next = 0;
        for (std::size_t column = 0; next < cells.size() || m_spans.contains(column);) {
            if (const auto span = m_spans.find(column); span != m_spans.end()) {
                row.push_back(span->second.cell);
                column += span->second.cell.columns;
                if (--span->second.rowsLeft == 0)
                    m_spans.erase(span);
                continue;
            }
            if (heights[next] > 1)
                m_spans[column] = {cells[next], heights[next] - 1};
            column += cells[next].columns;
            row.push_back(std::move(cells[next]));
            ++next;
        }
        if (isHeader) {
            for (const DocBookCell &cell : row)
                table.header.push_back(cell.text);
        } else {
            table.rows.push_back(std::move(row));
        }
    }

    DocBookCell readCell()
    {
        DocBookCell cell;
        const auto columns = std::stoul("0" + attribute(m_xml, "colspan"));
        cell.columns = columns == 0 ? 1 : columns;
        QString line;
        QString term;
        const auto endLine = [&] {
            const std::string text = plain(line);
            line.clear();
            if (!text.empty())
                cell.text += (cell.text.empty() ? "" : "\n") + text;
        };
        for (int depth = 1; depth > 0 && !m_xml.atEnd();) {
            m_xml.readNext();
            if (m_xml.isCharacters()) {
                line += m_xml.text();
            } else if (m_xml.isStartElement()) {
                ++depth;
                const bool isBlock = m_xml.name() == u"para" || m_xml.name() == u"title" || m_xml.name() == u"note";
                if (isBlock && term.isEmpty())
                    endLine();
                else if (m_xml.name() == u"xref" || m_xml.name() == u"olink")
                    line += reference(cell);
                else if (m_xml.name() == u"term")
                    endLine();
            } else if (m_xml.isEndElement()) {
                --depth;
                if (m_xml.name() == u"term") {
                    term = line;
                    line.clear();
                } else if (m_xml.name() == u"varlistentry") {
                    const QString meaning = line.simplified();
                    line =
                        QStringLiteral("- ") + term + (meaning.isEmpty() ? QString{} : QStringLiteral(" = ") + meaning);
                    term.clear();
                    endLine();
                } else if (m_xml.name() == u"para" && !term.isEmpty()) {
                    line += QLatin1Char(' ');
                }
            }
        }
        endLine();
        return cell;
    }

    // "Section C.7.1", "Table 10-3", "CID 4": what a reader sees there.
    QString reference(DocBookCell &cell)
    {
        std::string target = attribute(m_xml, m_xml.name() == u"xref" ? "linkend" : "targetptr");
        cell.links.push_back(target);
        const QString words = QString::fromStdString(target);
        if (words.startsWith(u"sect_CID_"))
            return QStringLiteral("CID ") + words.mid(9);
        if (words.startsWith(u"sect_"))
            return QStringLiteral("Section ") + words.mid(5);
        if (words.startsWith(u"table_"))
            return QStringLiteral("Table ") + words.mid(6);
        return {};
    }

    // The next start of an element inside of the one that is being read; false at its end.
    bool nextWithin(const char16_t *name)
    {
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isStartElement())
                return true;
            if (m_xml.isEndElement() && m_xml.name() == QStringView{name})
                return false;
        }
        return false;
    }

    struct Span {
        DocBookCell cell;
        std::size_t rowsLeft = 0;
    };

    QXmlStreamReader m_xml;
    std::vector<std::string> m_sections;
    std::map<std::size_t, Span> m_spans; // by column
    std::vector<DocBookTable> m_tables;
};

} // namespace

Result<std::vector<DocBookTable>> docBookTables(const QByteArray &xml)
{
    return Reader{xml}.run();
}

Result<std::vector<DocBookTable>> openDocBook(const std::filesystem::path &file)
{
    QFile source(QString::fromStdString(file.string()));
    if (!source.open(QIODevice::ReadOnly))
        return Error{.code = ErrorCode::io, .operation = "open", .subject = file.string()};
    return docBookTables(source.readAll());
}

} // namespace mi::tables
