#include "render/report_bytes.h"

namespace mi {

Result<MadeReport> reportBytes(const Report &report, const ReportStyle &style, const std::stop_token &stop)
{
    if (style.form == ReportForm::pdf)
        return pdfReport(contentFor(report, style), style.language, stop);
    return MadeReport{formatReport(report, style)};
}

} // namespace mi
