#include "render/report_document.h"

#include "core/report/texts/frame_texts.h"
#include "render/document_writer.h"

#include <QAbstractTextDocumentLayout>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextBlock>

namespace mi {

namespace {

constexpr double sideMargin = 50; // this and the following: points
constexpr double topMargin = 50;
constexpr double bottomMargin = 62;
constexpr double footSize = 8;
constexpr int mostLayouts = 3;

QFont textFont()
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"), QStringLiteral("Segoe UI"),
                      QStringLiteral("Helvetica"), QStringLiteral("Arial")});
    // Letters stay apart: a word with a ligature is not found when it is searched for.
    font.setStyleHint(QFont::SansSerif, QFont::PreferNoShaping);
    font.setPointSizeF(footSize);
    return font;
}

} // namespace

ReportDocument::ReportDocument(const std::vector<blocks::Block> &content, Language language, QPagedPaintDevice &device,
                               const std::stop_token &stop)
    : m_device(device), m_stop(stop), m_language(language), m_dots(device.logicalDpiY() / 72.0),
      m_paper(QPointF(), device.pageLayout().fullRectPoints().size() * m_dots),
      m_body(m_paper.adjusted(sideMargin * m_dots, topMargin * m_dots, -sideMargin * m_dots, -bottomMargin * m_dots)),
      m_font(textFont()), m_bars(m_dots, m_body.width() * 0.95, m_font)
{
    m_document.setUndoRedoEnabled(false);
    m_document.setDefaultFont(m_font);
    m_document.setDocumentMargin(0);
    DocumentWriter writer(m_document, m_bars, m_dots, [this](const blocks::Heading &heading, int position) {
        if (m_title.isEmpty())
            m_title = QString::fromStdString(heading.text);
        m_marks.push_back({heading.level, position, QString::fromStdString(heading.text)});
    });
    writer.write(content, m_stop);
    if (m_stop.stop_requested())
        return;
    QAbstractTextDocumentLayout *layout = m_document.documentLayout();
    layout->setPaintDevice(&m_device);
    layout->registerHandler(FigureObject::type, &m_bars);
    m_document.setPageSize(m_body.size());
    keepHeadingsWithText();
}

QRectF ReportDocument::rectOf(int position) const
{
    return m_document.documentLayout()->blockBoundingRect(m_document.findBlock(position));
}

int ReportDocument::pageOf(const QRectF &rect) const
{
    return static_cast<int>(rect.top() / m_body.height());
}

// A heading at the end of a page goes to the next one, with what it stands above.
void ReportDocument::keepHeadingsWithText()
{
    for (int round = 0; round < mostLayouts && !m_stop.stop_requested(); ++round) {
        std::vector<int> lonely;
        for (const Mark &mark : m_marks) {
            const QTextBlock next = m_document.findBlock(mark.position).next();
            if (next.isValid() && pageOf(rectOf(mark.position)) != pageOf(rectOf(next.position())))
                lonely.push_back(mark.position);
        }
        if (lonely.empty())
            return;
        QTextCursor cursor(&m_document);
        cursor.beginEditBlock();
        for (const int position : lonely) {
            cursor.setPosition(position);
            QTextBlockFormat format = cursor.blockFormat();
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            cursor.setBlockFormat(format);
        }
        cursor.endEditBlock();
    }
}

int ReportDocument::pages() const
{
    return m_document.pageCount();
}

void ReportDocument::paintFoot(QPainter &painter, int page) const
{
    const QRectF foot(m_body.left(), m_body.bottom() + 16 * m_dots, m_body.width(), 20 * m_dots);
    painter.setFont(m_font);
    painter.setPen(QColor(0x55, 0x5E, 0x68));
    painter.drawLine(QLineF(foot.topLeft(), foot.topRight()));
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("MI Validator " MIVALIDATOR_VERSION "   ") + m_title);
    painter.drawText(
        foot, Qt::AlignRight | Qt::AlignVCenter,
        QString::fromStdString(say(Say::page, m_language, {std::to_string(page + 1), std::to_string(pages())})));
}

void ReportDocument::paint(QPainter &painter)
{
    const int count = m_stop.stop_requested() ? 0 : pages();
    for (int page = 0; page < count && !m_stop.stop_requested(); ++page) {
        if (page > 0)
            m_device.newPage();
        const QRectF part(0, page * m_body.height(), m_body.width(), m_body.height());
        painter.save();
        painter.translate(m_body.left(), m_body.top() - part.top());
        painter.setClipRect(part);
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = part;
        context.palette.setColor(QPalette::Text, Qt::black);
        m_document.documentLayout()->draw(&painter, context);
        painter.restore();
        paintFoot(painter, page);
    }
}

std::vector<PdfBookmark> ReportDocument::bookmarks() const
{
    std::vector<PdfBookmark> out;
    if (m_stop.stop_requested())
        return out;
    for (const Mark &mark : m_marks) {
        if (mark.level < 2 || mark.level > 3)
            continue;
        const QRectF rect = rectOf(mark.position);
        const int page = pageOf(rect);
        const double fromTop = m_body.top() + rect.top() - page * m_body.height();
        out.push_back({mark.level - 1, mark.title, page, (m_paper.height() - fromTop) / m_dots + 4});
    }
    return out;
}

} // namespace mi
