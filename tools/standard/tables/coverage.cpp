#include "tools/standard/tables/coverage.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace mi::tables {

namespace {

struct Counts {
    std::size_t rows = 0;
    std::size_t includes = 0;
    std::size_t decided = 0;
    std::size_t realWorld = 0;
    std::size_t open = 0;
    std::size_t enumerated = 0;
    std::size_t terms = 0;
    std::size_t items = 0;
    std::size_t bounds = 0;
    std::size_t codes = 0;

    void addCondition(const std::string &when)
    {
        if (when.empty())
            return;
        if (when.find("open(") != std::string::npos)
            ++open;
        else if (when.find("unknown(") != std::string::npos)
            ++realWorld;
        else
            ++decided;
    }

    void addRows(const std::vector<Row> &list)
    {
        for (const Row &row : list) {
            ++(row.isInclude() ? includes : rows);
            addCondition(row.when);
            for (const auto &line : row.properties) {
                const auto word = line.substr(0, line.find(' '));
                if (word == "enum")
                    ++enumerated;
                else if (word == "terms")
                    ++terms;
                else if (word == "items" || word == "vm")
                    ++items;
                else if (word == "number")
                    ++bounds;
                else if (word == "codes")
                    ++codes;
                else if (word == "forbidden")
                    addCondition(line);
            }
            addRows(row.children);
        }
    }
};

// What an instance of an IOD can be asked: each module and macro once.
class IodCounts {
public:
    explicit IodCounts(const Standard &standard) : m_standard(standard) {}

    Counts of(const Iod &iod)
    {
        for (const ModuleUse &use : iod.modules) {
            m_counts.addCondition(use.when);
            add(m_standard.modules.find(use.module));
        }
        for (const GroupUse &use : iod.groups) {
            m_counts.addCondition(use.when);
            add(m_standard.macros.find(use.macro));
        }
        return m_counts;
    }

private:
    void add(const Block *block)
    {
        if (block == nullptr || !m_seen.insert(block).second)
            return;
        m_counts.addRows(block->rows);
        follow(block->rows);
    }

    void follow(const std::vector<Row> &rows)
    {
        for (const Row &row : rows) {
            if (row.isInclude())
                add(m_standard.macros.find(row.macro));
            follow(row.children);
        }
    }

    const Standard &m_standard;
    std::set<const Block *> m_seen;
    Counts m_counts;
};

} // namespace

std::string coverageReport(const Standard &standard)
{
    Counts counts;
    for (const Blocks *blocks : {&standard.modules, &standard.macros}) {
        for (const Block &block : blocks->list)
            counts.addRows(block.rows);
    }
    Counts usages;
    for (const Iod &iod : standard.iods) {
        for (const ModuleUse &use : iod.modules)
            usages.addCondition(use.when);
        for (const GroupUse &use : iod.groups)
            usages.addCondition(use.when);
    }
    std::size_t codes = 0;
    for (const ContextGroup &group : standard.contextGroups) {
        for (const auto &[scheme, list] : group.schemes)
            codes += list.size();
    }
    std::ostringstream out;
    out << "SOP Classes " << standard.sopClasses.size() << ", IODs " << standard.iods.size() << ", modules "
        << standard.modules.list.size() << ", macros " << standard.macros.list.size() << "\n"
        << "rows " << counts.rows << ", includes " << counts.includes << "\n"
        << "conditions of rows: decided " << counts.decided << ", real world " << counts.realWorld << ", open "
        << counts.open << "\n"
        << "conditions of usages: decided " << usages.decided << ", real world " << usages.realWorld << ", open "
        << usages.open << "\n"
        << "lists: Enumerated Values " << counts.enumerated << ", Defined Terms " << counts.terms << "; counts "
        << counts.items << ", bounds " << counts.bounds << "\n"
        << "code Sequences with a context group " << counts.codes << ", context groups "
        << standard.contextGroups.size() << " with " << codes << " codes\n\n"
        << "open\treal world\tdecided\tIOD\n";
    for (const Iod &iod : standard.iods) {
        const Counts ofIod = IodCounts{standard}.of(iod);
        out << ofIod.open << "\t" << ofIod.realWorld << "\t" << ofIod.decided << "\t" << iod.id << "\n";
    }
    return out.str();
}

} // namespace mi::tables
