// What a report says, as a list of blocks in reading order, in one language: the same for HTML, PDF and plain text,
// which only dress it. Every text is UTF-8 without controls and without marks that turn the direction of writing. Value
// types; any thread.
#pragma once

#include "core/domain/finding.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mi::blocks {

struct Heading {
    int level = 1; // 1: the title of the document
    std::string text;
};

struct Paragraph {
    std::string text;
    bool isMuted = false;
};

struct Facts { // label and value
    std::vector<std::pair<std::string, std::string>> rows;
};

// The first column is text, the others are numbers.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    bool isLastRowSum = false;
};

// One cause over the whole report, with words.
struct Cause {
    Severity severity = Severity::info;
    std::string badge; // the word for the severity
    std::string title;
    std::string id;
    Facts facts;
};

// One cause in one study, in two lines.
struct FindingLine {
    Severity severity = Severity::info;
    std::string badge;
    std::string title;
    std::string detail;
};

// Bars that are parted by severity: problems, warnings, notes.
struct Bars {
    std::string title;
    std::vector<std::string> legend; // three words
    struct Row {
        std::string label;
        std::uint64_t counts[3] = {};
    };
    std::vector<Row> rows;
};

// A stack of slices along its normal: which are there, missing, too often there.
struct Slices {
    SlicePositions positions;
    std::string caption;
    std::string legend[3]; // there, missing, too often
};

using Block = std::variant<Heading, Paragraph, Facts, Table, Cause, FindingLine, Bars, Slices>;

// First and last place of all that is drawn.
std::pair<double, double> rangeOf(const SlicePositions &positions);
// How wide a slice is drawn: half of what there is between neighbours. `scale` is units of the picture a millimetre.
double sliceWidth(const SlicePositions &positions, double scale);

} // namespace mi::blocks
