// Every form in which a report is written but PDF, which needs fonts (render/pdf_report.h). Any thread.
#pragma once

#include "core/report/document/report.h"
#include "core/report/formats/csv_report.h"
#include "core/report/texts/language.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>

namespace mi {

enum class ReportFormat : std::uint8_t { html, csvStudies, csvFindings, json, text, letter };

struct ReportStyle {
    ReportFormat format = ReportFormat::html;
    Language language = Language::english;
    std::string letterhead = {};              // of a letter
    ByteOrderMark mark = ByteOrderMark::none; // of CSV
};

// "html", "csv", "csv-findings", "json", "text", "letter".
std::optional<ReportFormat> reportFormatFromText(std::string_view name);

QByteArray formatReport(const Report &report, const ReportStyle &style);

} // namespace mi
