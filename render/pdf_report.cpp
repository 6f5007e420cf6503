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

Error cancelled()
{
    return {.code = ErrorCode::cancelled, .operation = "report"};
}

} // namespace

Result<MadeReport> pdfReport(const std::vector<blocks::Block> &content, Language language, const std::stop_token &stop)
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
        ReportDocument document(content, language, writer, stop);
        QPainter painter(&writer);
        document.paint(painter);
        bookmarks = document.bookmarks();
    }
    if (stop.stop_requested())
        return cancelled();
    const std::string_view tag = toString(language);
    std::optional<QByteArray> whole =
        withBookmarks(buffer.data(), bookmarks, QByteArray(tag.data(), static_cast<qsizetype>(tag.size())));
    if (!whole)
        return MadeReport{buffer.data(), true};
    return MadeReport{*std::move(whole)};
}

Result<void> printReport(const std::vector<blocks::Block> &content, Language language, QPagedPaintDevice &device,
                         const std::stop_token &stop)
{
    ReportDocument document(content, language, device, stop);
    QPainter painter(&device);
    document.paint(painter);
    return stop.stop_requested() ? Result<void>(cancelled()) : Result<void>();
}

} // namespace mi
