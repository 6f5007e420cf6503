// A report in any of its forms. For PDF there has to be a QGuiApplication; any thread.
#pragma once

#include "core/report/formats/report_formats.h"

namespace mi {

QByteArray reportBytes(const Report &report, const ReportStyle &style);

} // namespace mi
