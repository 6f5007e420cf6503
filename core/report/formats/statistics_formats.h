// Statistics as a table (CSV) and as JSON: resources/schemas/statistics-1.schema.json. Any thread.
#pragma once

#include "core/report/document/report.h"
#include "core/report/formats/csv_report.h"

#include <QByteArray>

namespace mi {

// A row a value of a dimension ("modality", "manufacturer", "month"), and one for "all".
std::string statisticsCsv(const Report &report, ByteOrderMark mark);
QByteArray statisticsJson(const Report &report);

} // namespace mi
