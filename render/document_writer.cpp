#include "render/document_writer.h"

#include <QTextDocument>
#include <QTextTable>

namespace mi {

using namespace blocks;

namespace {

// Points. Qt itself scales tables, tabulators and vertical margins to the device, from 96 an inch; horizontal margins
// it takes as pixels of the device.
constexpr double textSize = 9;
constexpr double smallSize = 8;
constexpr double labelWidth = 108;
constexpr double firstOfMany = 20; // percent: the first column of a table of many
constexpr double unitsAPoint = 96.0 / 72.0;

QTextCharFormat look(double size, const QColor &color = Qt::black, bool isBold = false)
{
    QTextCharFormat format;
    format.setFontPointSize(size);
    format.setForeground(color);
    format.setFontWeight(isBold ? QFont::Bold : QFont::Normal);
    return format;
}

const QColor &muted()
{
    static const QColor color(0x55, 0x5E, 0x68);
    return color;
}

QString wide(const std::string &text)
{
    return QString::fromStdString(text);
}

QTextBlockFormat spaced(double above, double below)
{
    QTextBlockFormat format;
    format.setTopMargin(above * unitsAPoint);
    format.setBottomMargin(below * unitsAPoint);
    return format;
}

} // namespace

DocumentWriter::DocumentWriter(QTextDocument &document, FigureObject &figures, double dots, OnHeading onHeading)
    : m_cursor(&document), m_figures(figures), m_dots(dots), m_onHeading(std::move(onHeading))
{}

void DocumentWriter::write(const std::vector<Block> &content, const std::stop_token &stop)
{
    m_cursor.beginEditBlock();
    for (const Block &block : content) {
        if (stop.stop_requested())
            break;
        std::visit([this](const auto &part) { put(part); }, block);
    }
    m_cursor.endEditBlock();
}

// The first block of a document is there already.
void DocumentWriter::begin(const QTextBlockFormat &format)
{
    if (m_isFirst)
        m_cursor.setBlockFormat(format);
    else
        m_cursor.insertBlock(format, QTextCharFormat{});
    m_isFirst = false;
}

void DocumentWriter::put(const Heading &heading)
{
    constexpr double sizes[] = {18, 13, 10.5};
    constexpr double above[] = {0, 16, 11};
    const auto level = static_cast<std::size_t>(qBound(1, heading.level, 3)) - 1;
    QTextBlockFormat format = spaced(above[level], 4);
    format.setHeadingLevel(heading.level);
    begin(format);
    m_onHeading(heading, m_cursor.position());
    m_cursor.insertText(wide(heading.text), look(sizes[level], Qt::black, true));
}

void DocumentWriter::put(const Paragraph &paragraph)
{
    begin(spaced(0, 4));
    m_cursor.insertText(wide(paragraph.text), look(textSize, paragraph.isMuted ? muted() : QColor(Qt::black)));
}

void DocumentWriter::putFacts(const Facts &facts, double indent)
{
    QTextBlockFormat format = spaced(0, 1);
    format.setLeftMargin((indent + labelWidth) * m_dots);
    format.setTextIndent(-labelWidth * m_dots);
    format.setTabPositions({QTextOption::Tab(labelWidth * unitsAPoint, QTextOption::LeftTab)});
    for (const auto &[label, value] : facts.rows) {
        begin(format);
        m_cursor.insertText(wide(label), look(textSize, muted()));
        m_cursor.insertText(u'\t' + wide(value), look(textSize));
    }
}

void DocumentWriter::put(const Facts &facts)
{
    putFacts(facts, 0);
}

void DocumentWriter::put(const Table &table)
{
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(2);
    format.setCellSpacing(0);
    format.setTopMargin(8);
    format.setBottomMargin(8);
    const auto columns = static_cast<qsizetype>(table.header.size());
    QList<QTextLength> widths;
    if (columns <= 2) {
        widths = {QTextLength(QTextLength::FixedLength, 320), QTextLength(QTextLength::FixedLength, 90)};
    } else { // as wide as the page
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        widths.append(QTextLength(QTextLength::PercentageLength, firstOfMany));
        while (widths.size() < columns)
            widths.append(
                QTextLength(QTextLength::PercentageLength, (100 - firstOfMany) / static_cast<double>(columns - 1)));
    }
    format.setColumnWidthConstraints(widths);
    format.setHeaderRowCount(1);
    m_isFirst = false;
    m_cursor.insertBlock(spaced(0, 0), QTextCharFormat{});
    QTextTable *cells =
        m_cursor.insertTable(static_cast<int>(table.rows.size()) + 1, static_cast<int>(table.header.size()), format);
    QTextBlockFormat right;
    right.setAlignment(Qt::AlignRight);
    const auto putRow = [&](int row, const std::vector<std::string> &texts, const QTextCharFormat &letters) {
        for (std::size_t column = 0; column < texts.size(); ++column) {
            QTextCursor cell = cells->cellAt(row, static_cast<int>(column)).firstCursorPosition();
            if (column > 0)
                cell.setBlockFormat(right);
            cell.insertText(wide(texts[column]), letters);
        }
    };
    putRow(0, table.header, look(textSize, muted(), true));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const bool isSum = table.isLastRowSum && row + 1 == table.rows.size();
        putRow(static_cast<int>(row) + 1, table.rows[row], look(textSize, Qt::black, isSum));
    }
    m_cursor.movePosition(QTextCursor::End);
}

void DocumentWriter::putBadge(Severity severity, const std::string &badge)
{
    const QColor color = severityColor(2 - static_cast<std::size_t>(severity));
    m_cursor.insertText(wide(badge) + QStringLiteral("  "), look(textSize, color, true));
}

void DocumentWriter::put(const Cause &cause)
{
    begin(spaced(8, 1.5));
    m_onHeading(Heading{4, cause.title}, m_cursor.position());
    putBadge(cause.severity, cause.badge);
    m_cursor.insertText(wide(cause.title), look(textSize + 1, Qt::black, true));
    putFacts(cause.facts, 10);
}

void DocumentWriter::put(const FindingLine &line)
{
    QTextBlockFormat format = spaced(3, 0);
    format.setLeftMargin(10 * m_dots);
    format.setTextIndent(-10 * m_dots);
    begin(format);
    putBadge(line.severity, line.badge);
    m_cursor.insertText(wide(line.title) + QStringLiteral("  "), look(textSize, Qt::black, true));
    m_cursor.insertText(wide(line.detail), look(smallSize, muted()));
}

void DocumentWriter::put(const Bars &bars)
{
    begin(spaced(9, 2));
    m_cursor.insertText(wide(bars.title) + QStringLiteral("    "), look(textSize, Qt::black, true));
    for (std::size_t i = 0; i < bars.legend.size(); ++i)
        m_cursor.insertText(QStringLiteral("\u25A0 ") + wide(bars.legend[i]) + QStringLiteral("  "),
                            look(textSize, severityColor(i)));
    putFigure(bars);
}

void DocumentWriter::put(const Slices &slices)
{
    begin(spaced(4, 1));
    m_cursor.insertText(wide(slices.caption) + QStringLiteral("    "), look(smallSize, muted()));
    constexpr std::size_t colors[] = {2, 0, 1};
    for (std::size_t i = 0; i < 3; ++i)
        m_cursor.insertText(QStringLiteral("\u25A0 ") + wide(slices.legend[i]) + QStringLiteral("  "),
                            look(smallSize, severityColor(colors[i])));
    putFigure(slices);
}

void DocumentWriter::putFigure(FigureObject::Figure figure)
{
    begin(spaced(0, 5));
    QTextCharFormat object;
    object.setObjectType(FigureObject::type);
    object.setProperty(FigureObject::indexProperty, m_figures.add(std::move(figure)));
    m_cursor.insertText(QString(QChar::ObjectReplacementCharacter), object);
}

} // namespace mi
