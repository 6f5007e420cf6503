// The part of RuleReader that resolves ids, and sees to it that includes can be written out.
#include "core/standard/reading/rule_reader.h"

#include <algorithm>

namespace mi {

namespace {

// What an include can grow to. The standard's largest level has some 200 rows, its deepest chain of macros four.
constexpr std::uint32_t maxRowsOfLevel = 20'000;
constexpr std::uint32_t maxChain = 16;

} // namespace

bool RuleReader::takeNewId(LineCursor &line, std::string_view &id)
{
    id = line.takeId();
    return !id.empty() || line.fail("an id is expected here: small letters, digits and hyphens");
}

std::uint32_t RuleReader::blockIndex(std::string_view id, bool isMacro)
{
    RuleTables::Data::Index &index = isMacro ? m_data->macrosById : m_data->modulesById;
    const auto [at, isNew] = index.emplace(id, static_cast<std::uint32_t>(m_data->blocks.size()));
    if (isNew) {
        m_data->blocks.push_back({.id = id, .name = {}, .section = {}, .rows = {}, .isMacro = isMacro});
        m_namedBlocks.push_back({.place = m_place});
    }
    return at->second;
}

std::uint32_t RuleReader::moduleIndex(std::string_view id)
{
    return blockIndex(id, false);
}

std::uint32_t RuleReader::macroIndex(std::string_view id)
{
    return blockIndex(id, true);
}

std::uint32_t RuleReader::iodIndex(std::string_view id)
{
    const auto [at, isNew] = m_data->iodsById.emplace(id, static_cast<std::uint32_t>(m_data->iods.size()));
    if (isNew) {
        m_data->iods.push_back({.id = id, .name = {}, .section = {}, .modules = {}, .groups = {}});
        m_namedIods.push_back({.place = m_place});
    }
    return at->second;
}

// Reports the first place that names something which is nowhere defined.
bool RuleReader::checkDefined()
{
    const Named *first = nullptr;
    std::string what;
    const auto isBefore = [](const Place &a, const Place &b) {
        return a.source != b.source ? a.source < b.source : a.line < b.line;
    };
    for (std::size_t i = 0; i < m_namedBlocks.size(); ++i) {
        const Named &named = m_namedBlocks[i];
        if (named.isDefined || (first != nullptr && !isBefore(named.place, first->place)))
            continue;
        first = &named;
        what =
            (m_data->blocks[i].isMacro ? "unknown macro " : "unknown module ") + quotedForMessage(m_data->blocks[i].id);
    }
    for (std::size_t i = 0; i < m_namedIods.size(); ++i) {
        const Named &named = m_namedIods[i];
        if (named.isDefined || (first != nullptr && !isBefore(named.place, first->place)))
            continue;
        first = &named;
        what = "unknown IOD " + quotedForMessage(m_data->iods[i].id);
    }
    return first == nullptr || failAt(first->place, what);
}

// A macro that includes itself inside Items is a tree that ends where the data ends. At one level it would never end,
// and macros that include each other twice would grow without measure.
bool RuleReader::checkIncludes()
{
    m_measures.resize(m_data->blocks.size());
    for (std::uint32_t i = 0; i < m_data->blocks.size(); ++i) {
        if (!measureBlock(i, 0) || !checkIncludesInside(m_data->blocks[i].rows, m_data->blocks[i].source))
            return false;
    }
    for (const ProfileRule &profile : m_data->profiles) {
        std::uint32_t size = 0;
        std::uint32_t height = 0;
        if (!measureRows(profile.rows, profile.source, size, height, 0) ||
            !checkIncludesInside(profile.rows, profile.source))
            return false;
    }
    return true;
}

// The levels inside the Items; at most as deep as lines are indented.
bool RuleReader::checkIncludesInside(RuleRange rows, std::uint16_t source)
{
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        const RuleRange children = m_data->rows[i].children;
        std::uint32_t size = 0;
        std::uint32_t height = 0;
        if (!measureRows(children, source, size, height, 0) || !checkIncludesInside(children, source))
            return false;
    }
    return true;
}

bool RuleReader::measureBlock(std::uint32_t block, unsigned depth)
{
    if (m_measures[block].state == Measure::done)
        return true;
    m_measures[block].state = Measure::running;
    std::uint32_t size = 0;
    std::uint32_t height = 0;
    if (!measureRows(m_data->blocks[block].rows, m_data->blocks[block].source, size, height, depth))
        return false;
    m_measures[block] = {.size = size, .height = height, .state = Measure::done};
    return true;
}

bool RuleReader::measureRows(RuleRange rows, std::uint16_t source, std::uint32_t &size, std::uint32_t &height,
                             unsigned depth)
{
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        const AttributeRow &row = m_data->rows[i];
        const Place place{source, row.line};
        ++size;
        if (row.isInclude()) {
            if (m_measures[row.macro].state == Measure::running)
                return failAt(place, "a macro that includes itself at the same level");
            if (depth >= maxChain)
                return failAt(place, "macros that include macros too deep");
            if (!measureBlock(row.macro, depth + 1))
                return false;
            size += m_measures[row.macro].size;
            height = std::max(height, m_measures[row.macro].height + 1);
        }
        if (size > maxRowsOfLevel || height > maxChain)
            return failAt(place, size > maxRowsOfLevel ? "more rows at one level than make sense"
                                                       : "macros that include macros too deep");
    }
    return true;
}

} // namespace mi
