#include "core/report/formats/text_report.h"

#include <QString>

#include <algorithm>

namespace mi {

using namespace blocks;

namespace {

std::size_t widthOf(const std::string &text)
{
    return static_cast<std::size_t>(QString::fromStdString(text).size());
}

std::string padded(const std::string &text, std::size_t width)
{
    const std::size_t own = widthOf(text);
    return text + std::string(own < width ? width - own : 0, ' ');
}

void put(std::string &out, const Heading &heading)
{
    constexpr char lines[] = {'=', '-'};
    out += (out.empty() ? "" : "\n") + heading.text + "\n";
    if (heading.level <= 2)
        out += std::string(widthOf(heading.text), lines[heading.level - 1]) + "\n";
}

void put(std::string &out, const Paragraph &paragraph)
{
    out += paragraph.text + "\n";
}

void put(std::string &out, const Facts &facts, const std::string &indent = {})
{
    std::size_t width = 0;
    for (const auto &[label, value] : facts.rows)
        width = std::max(width, std::min<std::size_t>(widthOf(label), 40));
    for (const auto &[label, value] : facts.rows)
        out += indent + padded(label + ":", width + 2) + value + "\n";
}

void put(std::string &out, const Table &table)
{
    std::size_t first = widthOf(table.header.front());
    for (const auto &row : table.rows)
        first = std::max(first, widthOf(row.front()));
    const auto line = [&out, first](const std::vector<std::string> &cells) {
        out += "  " + padded(cells.front(), first);
        for (std::size_t i = 1; i < cells.size(); ++i)
            out += "  " + std::string(12 - std::min<std::size_t>(12, widthOf(cells[i])), ' ') + cells[i];
        out += "\n";
    };
    out += "\n";
    line(table.header);
    for (const auto &row : table.rows)
        line(row);
}

void put(std::string &out, const Cause &cause)
{
    out += "\n" + cause.badge + ": " + cause.title + "\n";
    put(out, cause.facts, "  ");
}

void put(std::string &out, const FindingLine &line)
{
    out += "  " + line.badge + ": " + line.title + "\n      " + line.detail + "\n";
}

void put(std::string &out, const Bars &bars)
{
    Table table{.header = {bars.title}, .rows = {}};
    table.header.insert(table.header.end(), bars.legend.begin(), bars.legend.end());
    for (const Bars::Row &row : bars.rows)
        table.rows.push_back(
            {row.label, std::to_string(row.counts[0]), std::to_string(row.counts[1]), std::to_string(row.counts[2])});
    put(out, table);
}

// A character a place: there, missing, too often.
void put(std::string &out, const Slices &slices)
{
    constexpr std::size_t mostPlaces = 100; // on a line
    out += "      " + slices.caption + "\n";
    std::vector<std::pair<double, char>> places;
    for (const double at : slices.positions.present)
        places.emplace_back(
            at, std::ranges::find(slices.positions.repeated, at) == slices.positions.repeated.end() ? '|' : '#');
    for (const double at : slices.positions.missing)
        places.emplace_back(at, 'x');
    if (places.size() > mostPlaces)
        return;
    std::ranges::sort(places);
    out += "      ";
    for (const auto &[at, mark] : places)
        out += mark;
    out += "   | " + slices.legend[0] + ", x " + slices.legend[1] + ", # " + slices.legend[2] + "\n";
}

} // namespace

std::string textReport(const std::vector<Block> &content)
{
    std::string out;
    for (const Block &block : content)
        std::visit([&out](const auto &part) { put(out, part); }, block);
    return out;
}

} // namespace mi
