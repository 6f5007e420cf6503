// make_dictionary TSV INC: compiles the data dictionary into rows of C++ source.
// make_dictionary --check TSV INC: exit code 1 if INC is not what would be written.

#include "core/domain/value_representation.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Row {
    std::uint32_t key = 0;
    std::uint32_t mask = 0xFFFFFFFFU; // 0 where the digit may be anything
    std::string keyword, name, vr, vm;
    bool retired = false;
};

std::vector<std::string> fieldsOf(const std::string &line)
{
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == '\t')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

// "(60XX,3000)" to key 0x60003000 and mask 0xFF00FFFF.
bool readTag(std::string_view text, Row &row)
{
    if (text.size() != 11 || text[0] != '(' || text[5] != ',' || text[10] != ')')
        return false;
    const std::string digits = std::string{text.substr(1, 4)} + std::string{text.substr(6, 4)};
    row.key = 0;
    row.mask = 0;
    for (const char digit : digits) {
        std::uint32_t value = 0;
        const bool isWildcard = digit == 'X' || digit == 'x';
        if (!isWildcard && std::from_chars(&digit, &digit + 1, value, 16).ec != std::errc{})
            return false;
        row.key = (row.key << 4U) | value;
        row.mask = (row.mask << 4U) | (isWildcard ? 0U : 0xFU);
    }
    return true;
}

// What an implicit encoding is read with (PS3.5 A.1): of a choice the wider, else the unsigned one.
std::string implicitVr(const std::string &vr)
{
    if (vr.find("OW") != std::string::npos)
        return "OW";
    if (vr == "US or SS")
        return "US";
    if (mi::vrFromCode(vr))
        return vr;
    return vr.empty() ? "UN" : "none"; // Items and delimiters have none
}

std::string sourceLine(const Row &row)
{
    std::ostringstream out;
    char key[40];
    std::snprintf(key, sizeof key, "0x%08XU, 0x%08XU", static_cast<unsigned>(row.key), static_cast<unsigned>(row.mask));
    out << (row.mask == 0xFFFFFFFFU ? "MI_ELEMENT(" : "MI_REPEATING(") << key << ", \"" << row.keyword << "\", \""
        << row.name << "\", \"" << row.vr << "\", " << implicitVr(row.vr) << ", \"" << row.vm << "\", "
        << (row.retired ? "true" : "false") << ")\n";
    return out.str();
}

bool readRows(const std::string &path, std::vector<Row> &rows, std::string &edition)
{
    std::ifstream in(path, std::ios::binary);
    std::string line;
    constexpr std::string_view editionMark = "edition ";
    while (std::getline(in, line)) {
        if (line.starts_with('#')) {
            const auto at = line.find(editionMark);
            if (at != std::string::npos)
                edition = line.substr(at + editionMark.size(), line.find(':', at) - at - editionMark.size());
            continue;
        }
        const auto fields = fieldsOf(line);
        if (fields.size() != 6)
            return false;
        if (fields[0] == "tag")
            continue;
        Row row;
        if (!readTag(fields[0], row) || line.find_first_of("\"\\") != std::string::npos)
            return false;
        row.keyword = fields[1];
        row.name = fields[2];
        row.vr = fields[3];
        row.vm = fields[4];
        row.retired = fields[5] == "Y";
        rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.key < b.key; });
    return !rows.empty() && !edition.empty();
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool isCheck = !arguments.empty() && arguments[0] == "--check";
    if (arguments.size() != (isCheck ? 3U : 2U)) {
        std::cerr << "usage: mi_make_dictionary [--check] TSV INC\n";
        return 64;
    }
    const std::string &source = arguments[isCheck ? 1 : 0];
    const std::string &target = arguments[isCheck ? 2 : 1];

    std::vector<Row> rows;
    std::string edition;
    if (!readRows(source, rows, edition)) {
        std::cerr << source << ": not a dictionary\n";
        return 65;
    }
    std::string text =
        "// Written by tools/standard/make_dictionary.cpp; edit resources/standard/dictionary.tsv instead.\n"
        "MI_EDITION(\"" +
        edition + "\")\n";
    for (const Row &row : rows)
        text += sourceLine(row);

    if (isCheck) {
        std::ifstream in(target, std::ios::binary);
        const std::string present{std::istreambuf_iterator<char>(in), {}};
        if (present != text)
            std::cerr << target << " does not match " << source << ": run mi_make_dictionary\n";
        return present == text ? 0 : 1;
    }
    std::ofstream out(target, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    return out ? 0 : 74;
}
