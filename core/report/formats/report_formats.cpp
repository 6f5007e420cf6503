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
    constexpr std::pair<std::string_view, ReportFormat> names[] = {
        {"html", ReportFormat::html}, {"csv", ReportFormat::csvStudies}, {"csv-findings", ReportFormat::csvFindings},
        {"json", ReportFormat::json}, {"text", ReportFormat::text},      {"letter", ReportFormat::letter}};
    for (const auto &[known, format] : names) {
        if (known == name)
            return format;
    }
    return std::nullopt;
}

QByteArray formatReport(const Report &report, const ReportStyle &style)
{
    switch (style.format) {
    case ReportFormat::html:
        return QByteArray::fromStdString(htmlReport(reportContent(report, style.language), style.language));
    case ReportFormat::csvStudies:
        return QByteArray::fromStdString(studiesCsv(report, style.mark));
    case ReportFormat::csvFindings:
        return QByteArray::fromStdString(findingsCsv(report, style.mark));
    case ReportFormat::json:
        return documentJson(report);
    case ReportFormat::text:
        return QByteArray::fromStdString(textReport(reportContent(report, style.language)));
    case ReportFormat::letter:
        break;
    }
    return QByteArray::fromStdString(textReport(letterContent(report, style.language, style.letterhead)));
}

} // namespace mi
