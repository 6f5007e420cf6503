#include "render/pdf_report.h"

#include "render/report_document.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace mi {

namespace {

constexpr int resolution = 600; // dots an inch: fine enough that letters stand where they should

QString titleOf(const std::vector<blocks::Block> &content)
{
    for (const blocks::Block &block : content) {
        if (const auto *heading = std::get_if<blocks::Heading>(&block))
            return QString::fromStdString(heading->text);
    }
    return {};
}

} // namespace

QByteArray pdfReport(const std::vector<blocks::Block> &content, Language language)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    std::vector<PdfBookmark> bookmarks;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(resolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0)); // ours are within the page
        writer.setTitle(titleOf(content));
        writer.setCreator(QStringLiteral("MI Validator " MIVALIDATOR_VERSION));
        ReportDocument document(content, language, writer);
        QPainter painter(&writer);
        document.paint(painter);
        bookmarks = document.bookmarks();
    }
    const std::string_view tag = toString(language);
    return withBookmarks(buffer.data(), bookmarks, QByteArray(tag.data(), static_cast<qsizetype>(tag.size())))
        .value_or(buffer.data());
}

void printReport(const std::vector<blocks::Block> &content, Language language, QPagedPaintDevice &device)
{
    ReportDocument document(content, language, device);
    QPainter painter(&device);
    document.paint(painter);
}

} // namespace mi
