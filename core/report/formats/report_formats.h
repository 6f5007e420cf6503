// The forms in which a report is written. Those of PDF need fonts: render/report_bytes.h writes all of them,
// formatReport() all others. Any thread.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/document/report.h"
#include "core/report/formats/csv_report.h"
#include "core/report/texts/language.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

enum class ReportFormat : std::uint8_t {
    html,
    csvStudies,
    csvFindings,
    json,
    text,
    letter, // plain text
    letterHtml,
    pdf,
    letterPdf
};

struct ReportStyle {
    ReportFormat format = ReportFormat::html;
    Language language = Language::english;
    std::string letterhead = {};              // of a letter
    ByteOrderMark mark = ByteOrderMark::none; // of CSV
};

// "html", "csv", "csv-findings", "json", "text", "letter", "letter-html", "pdf", "letter-pdf".
std::optional<ReportFormat> reportFormatFromText(std::string_view name);

bool isPdf(ReportFormat format);

// What a form that is a document says.
std::vector<blocks::Block> contentFor(const Report &report, const ReportStyle &style);

// Precondition: no PDF.
QByteArray formatReport(const Report &report, const ReportStyle &style);

} // namespace mi
