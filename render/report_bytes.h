// A report in any of its forms. For PDF there has to be a QGuiApplication; any thread.
#pragma once

#include "core/report/formats/report_formats.h"
#include "render/pdf_report.h"

#include <stop_token>

namespace mi {

// Cancelled only for forms that take long to make: pages.
Result<MadeReport> reportBytes(const Report &report, const ReportStyle &style, const std::stop_token &stop = {});

} // namespace mi
