// A report as JSON: resources/schemas/report-document-1.schema.json. Unlike the JSON of a check it says when it was
// made, adds up over studies, names causes, and can be masked. Any thread.
#pragma once

#include "core/report/document/report.h"

#include <QByteArray>

namespace mi {

// UTF-8, a study a line, ending with a line feed.
QByteArray documentJson(const Report &report);

} // namespace mi
