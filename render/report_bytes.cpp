#include "render/report_bytes.h"

#include "render/pdf_report.h"

namespace mi {

QByteArray reportBytes(const Report &report, const ReportStyle &style)
{
    return isPdf(style.format) ? pdfReport(contentFor(report, style), style.language) : formatReport(report, style);
}

} // namespace mi
