// What is written, and in which form. PDF needs fonts: render/report_bytes.h writes all forms, formatReport() all
// others. Any thread.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/document/report.h"
#include "core/report/formats/csv_report.h"
#include "core/report/texts/language.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace mi {

enum class ReportSubject : std::uint8_t { report, letter, statistics };
enum class ReportForm : std::uint8_t { pdf, html, text, csv, csvFindings, json };

struct ReportStyle {
    ReportSubject subject = ReportSubject::report;
    ReportForm form = ReportForm::html;
    Language language = Language::english;    // of documents
    std::string letterhead = {};              // of a letter
    ByteOrderMark mark = ByteOrderMark::none; // of CSV
};

// A letter is a document; only a report has a table of findings.
bool isOffered(ReportSubject subject, ReportForm form);

// What a document (PDF, HTML, text) says.
std::vector<blocks::Block> contentFor(const Report &report, const ReportStyle &style);

// Preconditions: isOffered(), no PDF.
QByteArray formatReport(const Report &report, const ReportStyle &style);

} // namespace mi
