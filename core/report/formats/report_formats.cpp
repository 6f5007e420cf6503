#include "core/report/formats/report_formats.h"

#include "core/report/document/letter.h"
#include "core/report/document/report_content.h"
#include "core/report/formats/document_json.h"
#include "core/report/formats/html_report.h"
#include "core/report/formats/text_report.h"

#include <utility>

namespace mi {

std::optional<ReportFormat> reportFormatFromText(std::string_view name)
{
    constexpr std::pair<std::string_view, ReportFormat> names[] = {{"html", ReportFormat::html},
                                                                   {"csv", ReportFormat::csvStudies},
                                                                   {"csv-findings", ReportFormat::csvFindings},
                                                                   {"json", ReportFormat::json},
                                                                   {"text", ReportFormat::text},
                                                                   {"letter", ReportFormat::letter},
                                                                   {"letter-html", ReportFormat::letterHtml},
                                                                   {"pdf", ReportFormat::pdf},
                                                                   {"letter-pdf", ReportFormat::letterPdf}};
    for (const auto &[known, format] : names) {
        if (known == name)
            return format;
    }
    return std::nullopt;
}

bool isPdf(ReportFormat format)
{
    return format == ReportFormat::pdf || format == ReportFormat::letterPdf;
}

std::vector<blocks::Block> contentFor(const Report &report, const ReportStyle &style)
{
    const bool isLetter = style.format == ReportFormat::letter || style.format == ReportFormat::letterHtml ||
                          style.format == ReportFormat::letterPdf;
    return isLetter ? letterContent(report, style.language, style.letterhead) : reportContent(report, style.language);
}

QByteArray formatReport(const Report &report, const ReportStyle &style)
{
    switch (style.format) {
    case ReportFormat::csvStudies:
        return QByteArray::fromStdString(studiesCsv(report, style.mark));
    case ReportFormat::csvFindings:
        return QByteArray::fromStdString(findingsCsv(report, style.mark));
    case ReportFormat::json:
        return documentJson(report);
    case ReportFormat::html:
    case ReportFormat::letterHtml:
        return QByteArray::fromStdString(htmlReport(contentFor(report, style), style.language));
    case ReportFormat::text:
    case ReportFormat::letter:
        return QByteArray::fromStdString(textReport(contentFor(report, style)));
    case ReportFormat::pdf:
    case ReportFormat::letterPdf:
        break;
    }
    return {};
}

} // namespace mi
