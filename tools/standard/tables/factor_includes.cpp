#include "tools/standard/tables/factor_includes.h"

#include <algorithm>

namespace mi::tables {

namespace {

bool isSame(const Row &a, const Row &b, SameRows same);

bool isSameList(const std::vector<Row> &a, const std::vector<Row> &b, SameRows same)
{
    if (a.size() != b.size())
        return false;
    if (same == SameRows::withTexts)
        return std::equal(a.begin(), a.end(), b.begin(),
                          [](const Row &x, const Row &y) { return isSame(x, y, SameRows::withTexts); });
    return std::is_permutation(a.begin(), a.end(), b.begin(),
                               [](const Row &x, const Row &y) { return isSame(x, y, SameRows::typesOnly); });
}

bool isSame(const Row &a, const Row &b, SameRows same)
{
    return a.keyword == b.keyword && a.macro == b.macro && a.type == b.type &&
           (same == SameRows::typesOnly || a.text == b.text) && isSameList(a.children, b.children, same);
}

std::size_t numberOfRows(const std::vector<Row> &rows)
{
    std::size_t number = rows.size();
    for (const Row &row : rows)
        number += numberOfRows(row.children);
    return number;
}

// The places in `rows`, from `first` on, of the macro's rows; empty when they are not there.
std::vector<std::size_t> placesOf(const Block &macro, const std::vector<Row> &rows, std::size_t first, SameRows same)
{
    std::vector<std::size_t> places;
    if (macro.rows.empty() || first + macro.rows.size() > rows.size())
        return places;
    if (same == SameRows::withTexts) {
        for (std::size_t at = 0; at < macro.rows.size(); ++at) {
            if (!isSame(macro.rows[at], rows[first + at], same))
                return {};
            places.push_back(first + at);
        }
        return places;
    }
    for (const Row &wanted : macro.rows) {
        const auto at = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end(),
                                     [&](const Row &row) { return isSame(wanted, row, same); });
        if (at == rows.end())
            return {};
        places.push_back(static_cast<std::size_t>(at - rows.begin()));
    }
    std::sort(places.begin(), places.end());
    return places.front() == first ? places : std::vector<std::size_t>{};
}

} // namespace

void factorIncludes(std::vector<Row> &rows, const Blocks &macros, SameRows same, const std::string &self)
{
    for (std::size_t first = 0; first < rows.size(); ++first) {
        if (rows[first].isInclude())
            continue;
        const Block *best = nullptr;
        std::vector<std::size_t> places;
        std::size_t bestSize = 0;
        for (const Block &macro : macros.list) {
            if (macro.id == self)
                continue;
            const auto found = placesOf(macro, rows, first, same);
            // A macro of the same extent as the one being read would include itself.
            const bool isAll = found.size() == rows.size() && !self.empty();
            const auto size = found.empty() ? 0 : numberOfRows(macro.rows);
            if (size <= bestSize || isAll)
                continue;
            best = &macro;
            bestSize = size;
            places = found;
        }
        if (best == nullptr)
            continue;
        Row include;
        include.macro = best->id;
        for (auto place = places.rbegin(); place != places.rend(); ++place)
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(*place));
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(first), std::move(include));
    }
    for (Row &row : rows) {
        if (!row.children.empty())
            factorIncludes(row.children, macros, same);
    }
}

std::vector<Row> writtenOut(const std::vector<Row> &rows, const Blocks &macros)
{
    std::vector<Row> result;
    for (const Row &row : rows) {
        if (const Block *macro = row.isInclude() ? macros.find(row.macro) : nullptr) {
            for (Row &inner : writtenOut(macro->rows, macros))
                result.push_back(std::move(inner));
            continue;
        }
        result.push_back(row);
        result.back().children = writtenOut(row.children, macros);
    }
    return result;
}

} // namespace mi::tables
