#include "core/report/formats/report_formats.h"

#include "core/report/document/letter.h"
#include "core/report/document/report_content.h"
#include "core/report/document/statistics.h"
#include "core/report/formats/document_json.h"
#include "core/report/formats/html_report.h"
#include "core/report/formats/statistics_formats.h"
#include "core/report/formats/text_report.h"

namespace mi {

bool isOffered(ReportSubject subject, ReportForm form)
{
    switch (subject) {
    case ReportSubject::letter:
        return form == ReportForm::pdf || form == ReportForm::html || form == ReportForm::text;
    case ReportSubject::statistics:
        return form != ReportForm::csvFindings;
    case ReportSubject::report:
        break;
    }
    return true;
}

std::vector<blocks::Block> contentFor(const Report &report, const ReportStyle &style)
{
    switch (style.subject) {
    case ReportSubject::letter:
        return letterContent(report, style.language, style.letterhead);
    case ReportSubject::statistics:
        return statisticsContent(report, style.language);
    case ReportSubject::report:
        break;
    }
    return reportContent(report, style.language);
}

QByteArray formatReport(const Report &report, const ReportStyle &style)
{
    const bool isStatistics = style.subject == ReportSubject::statistics;
    switch (style.form) {
    case ReportForm::csv:
        return QByteArray::fromStdString(isStatistics ? statisticsCsv(report, style.mark)
                                                      : studiesCsv(report, style.mark));
    case ReportForm::csvFindings:
        return QByteArray::fromStdString(findingsCsv(report, style.mark));
    case ReportForm::json:
        return isStatistics ? statisticsJson(report) : documentJson(report);
    case ReportForm::html:
        return QByteArray::fromStdString(htmlReport(contentFor(report, style), style.language));
    case ReportForm::text:
        return QByteArray::fromStdString(textReport(contentFor(report, style)));
    case ReportForm::pdf:
        break;
    }
    return {};
}

} // namespace mi
