#include "tools/standard/tables/text_table.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace mi::tables {

namespace {

std::string unescaped(std::string_view field)
{
    std::string text;
    for (std::size_t at = 0; at < field.size(); ++at) {
        if (field[at] != '\\' || at + 1 == field.size()) {
            text += field[at];
            continue;
        }
        ++at;
        text += field[at] == 'n' ? '\n' : field[at];
    }
    return text;
}

std::vector<std::string_view> fieldsOf(std::string_view line)
{
    std::vector<std::string_view> fields;
    while (true) {
        const auto tab = line.find('\t');
        fields.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos)
            return fields;
        line.remove_prefix(tab + 1);
    }
}

} // namespace

Result<TextTable> TextTable::create(std::string_view name, std::string_view content,
                                    const std::vector<std::string_view> &columns)
{
    TextTable table;
    std::vector<std::size_t> places;
    std::size_t lineNumber = 0;
    while (!content.empty()) {
        const auto end = content.find('\n');
        auto line = content.substr(0, end);
        content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
        ++lineNumber;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty() || line.starts_with('#'))
            continue;
        const auto fields = fieldsOf(line);
        if (places.empty()) {
            for (const auto column : columns) {
                const auto at = std::find(fields.begin(), fields.end(), column);
                if (at == fields.end())
                    return Error{.code = ErrorCode::invalidFormat,
                                 .operation = "read",
                                 .subject = std::string{name},
                                 .detail = "no column " + std::string{column}};
                places.push_back(static_cast<std::size_t>(at - fields.begin()));
            }
            continue;
        }
        std::vector<std::string> row;
        for (const auto place : places)
            row.push_back(place < fields.size() ? unescaped(fields[place]) : std::string{});
        table.m_rows.push_back(std::move(row));
    }
    return table;
}

Result<TextTable> TextTable::open(const std::filesystem::path &file, const std::vector<std::string_view> &columns)
{
    auto text = readTextFile(file);
    if (!text)
        return text.error();
    return create(file.string(), *text, columns);
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + 1);
    }
    return parts;
}

std::string join(const std::vector<std::string> &parts, std::string_view separator)
{
    std::string text;
    for (std::size_t at = 0; at < parts.size(); ++at)
        text.append(at == 0 ? std::string_view{} : separator).append(parts[at]);
    return text;
}

Result<std::string> readTextFile(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad())
        return Error{.code = ErrorCode::io, .operation = "read", .subject = file.string()};
    return text;
}

} // namespace mi::tables
