#include "render/report_bytes.h"

#include "render/pdf_report.h"

namespace mi {

QByteArray reportBytes(const Report &report, const ReportStyle &style)
{
    return style.form == ReportForm::pdf ? pdfReport(contentFor(report, style), style.language)
                                         : formatReport(report, style);
}

} // namespace mi
