#include "tools/standard/tables/newest_types.h"

#include <algorithm>
#include <set>

namespace mi::tables {

namespace {

// The rows of a block at one level: at its root or in the Items of one of its Sequences.
struct Level {
    std::string key; // "macro/Sequence>Sequence"
    std::vector<Row> *rows;
};

struct NewRow {
    std::size_t seen = 0;
    const Row *example = nullptr;
    std::string after; // the row before it in the newest edition
};

struct LevelFacts {
    std::vector<Row> *rows = nullptr;
    std::size_t occurrences = 0;
    std::map<std::string, NewRow> newRows;
};

struct Occurrence {                  // of a row that no block has at that level
    std::vector<std::string> levels; // outermost first
    std::string keyword;
};

class Comparison {
public:
    Comparison(Blocks &modules, Blocks &macros) : m_modules(modules), m_macros(macros) {}

    void observe(const Observation &observation)
    {
        Block *block = m_modules.find(observation.block);
        if (block == nullptr)
            return;
        m_groups = observation.groups;
        std::vector<Level> levels;
        addLevel(levels, {block->id, &block->rows});
        walk(levels, observation.newest->rows);
    }

    std::vector<std::string> apply()
    {
        std::map<std::string, std::set<std::string>> additions; // level -> keywords
        for (const Occurrence &occurrence : m_occurrences)
            additions[levelFor(occurrence)].insert(occurrence.keyword);
        applyTypes();
        // Levels inside of others last, so that pointers to rows stay good until they are used.
        for (auto level = m_levels.rbegin(); level != m_levels.rend(); ++level) {
            removeGone(level->first, level->second);
            for (const auto &keyword : additions[level->first])
                insert(level->first, level->second, keyword);
        }
        return m_notes;
    }

private:
    void addLevel(std::vector<Level> &levels, const Level &level)
    {
        for (const Level &present : levels) {
            if (present.key == level.key)
                return;
        }
        levels.push_back(level);
        for (Row &row : *level.rows) {
            Block *macro = row.isInclude() ? m_macros.find(row.macro) : nullptr;
            if (macro != nullptr)
                addLevel(levels, {"macro " + macro->id, &macro->rows});
        }
    }

    void walk(const std::vector<Level> &levels, const std::vector<Row> &newest)
    {
        std::map<std::string, std::vector<std::pair<const Level *, Row *>>> present;
        for (const Level &level : levels) {
            LevelFacts &facts = m_levels[level.key];
            facts.rows = level.rows;
            ++facts.occurrences;
            for (Row &row : *level.rows) {
                if (!row.isInclude())
                    present[row.keyword].emplace_back(&level, &row);
            }
        }
        std::string before;
        for (const Row &row : newest) {
            const auto owners = present.find(row.keyword);
            if (owners == present.end())
                noteNew(levels, row, before);
            else
                noteKnown(owners->second, row);
            before = row.keyword;
        }
    }

    void noteNew(const std::vector<Level> &levels, const Row &row, const std::string &before)
    {
        Occurrence occurrence;
        for (const Level &level : levels) {
            NewRow &fact = m_levels[level.key].newRows[row.keyword];
            ++fact.seen;
            fact.example = &row;
            fact.after = before;
            occurrence.levels.push_back(level.key);
        }
        occurrence.keyword = row.keyword;
        m_occurrences.push_back(std::move(occurrence));
    }

    void noteKnown(const std::vector<std::pair<const Level *, Row *>> &owners, const Row &row)
    {
        std::vector<Level> below;
        for (const auto &[level, owner] : owners) {
            m_seen.insert(owner);
            if (row.type != "None" && owners.size() == 1)
                ++m_types[owner][row.type];
            addLevel(below, {level->key + ">" + owner->keyword, &owner->children});
        }
        if (row.keyword == "SharedFunctionalGroupsSequence" || row.keyword == "PerFrameFunctionalGroupsSequence") {
            below.clear();
            for (const auto &group : m_groups) {
                if (Block *macro = m_macros.find(group))
                    addLevel(below, {"macro " + macro->id, &macro->rows});
            }
            if (below.empty())
                return;
        }
        walk(below, row.children);
    }

    // Of the levels where the row is always there, the one that is used most explains most.
    std::string levelFor(const Occurrence &occurrence)
    {
        std::string best;
        std::size_t most = 0;
        for (const auto &key : occurrence.levels) {
            const LevelFacts &facts = m_levels.at(key);
            if (facts.newRows.at(occurrence.keyword).seen < facts.occurrences || facts.occurrences <= most)
                continue;
            best = key;
            most = facts.occurrences;
        }
        if (!best.empty())
            return best;
        m_notes.push_back("new row " + occurrence.keyword + " is not always in " + occurrence.levels.front());
        return occurrence.levels.front();
    }

    void applyTypes()
    {
        for (const auto &[row, votes] : m_types) {
            const auto best = std::max_element(votes.begin(), votes.end(),
                                               [](const auto &a, const auto &b) { return a.second < b.second; });
            if (votes.size() > 1) {
                std::string note = "types differ between uses: " + row->keyword;
                for (const auto &[type, number] : votes)
                    note += " " + type + " (" + std::to_string(number) + ")";
                m_notes.push_back(note);
            }
            if (row->type != best->first)
                m_notes.push_back("type changed: " + row->keyword + " " + row->type + " -> " + best->first);
            row->type = best->first;
        }
    }

    void removeGone(const std::string &key, LevelFacts &facts)
    {
        std::erase_if(*facts.rows, [&](const Row &row) {
            const bool isGone = !row.isInclude() && !m_seen.contains(&row);
            if (isGone)
                m_notes.push_back("row is gone: " + key + ">" + row.keyword);
            return isGone;
        });
    }

    void insert(const std::string &key, LevelFacts &facts, const std::string &keyword)
    {
        const NewRow &fact = facts.newRows.at(keyword);
        auto at = std::find_if(facts.rows->begin(), facts.rows->end(),
                               [&](const Row &row) { return row.keyword == fact.after && !row.isInclude(); });
        facts.rows->insert(at == facts.rows->end() ? at : at + 1, *fact.example);
        m_notes.push_back("new row: " + key + ">" + keyword + " " + fact.example->type);
    }

    Blocks &m_modules;
    Blocks &m_macros;
    std::vector<std::string> m_groups;
    std::map<std::string, LevelFacts> m_levels;
    std::vector<Occurrence> m_occurrences;
    std::map<Row *, std::map<std::string, std::size_t>> m_types;
    std::set<const Row *> m_seen;
    std::vector<std::string> m_notes;
};

} // namespace

std::vector<std::string> bringToNewest(Blocks &modules, Blocks &macros, const std::vector<Observation> &observations)
{
    Comparison comparison{modules, macros};
    for (const Observation &observation : observations)
        comparison.observe(observation);
    return comparison.apply();
}

} // namespace mi::tables
