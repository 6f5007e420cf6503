#include "core/checks/iod/foreign_attributes.h"

#include "core/dicom/dictionary.h"

#include <algorithm>
#include <vector>

namespace mi {

namespace {

class ForeignSearch {
public:
    explicit ForeignSearch(RuleRun &run) : m_run(run), m_seen(run.tables.blocks().size())
    {
        for (FindingLog::Entry &entry : run.log.entries()) {
            if (entry.id == foreignRuleId)
                m_wanted.push_back({entry.facts.attribute.tag(), &entry});
        }
        std::ranges::sort(m_wanted, {}, &Wanted::tag);
    }

    bool isEmpty() const { return m_wanted.empty(); }

    enum class Kind : std::uint8_t { module, group };

    void searchUse(std::uint32_t block, Kind kind)
    {
        m_kind = kind;
        search(block, {});
    }

private:
    // Every block once: macros hold each other, and themselves.
    void search(std::uint32_t block, Tag sequence)
    {
        if (m_seen[block])
            return;
        m_seen[block] = true;
        searchRows(m_run.tables.blocks()[block].rows, block, sequence);
    }

    struct Wanted {
        Tag tag;
        FindingLog::Entry *entry;
        bool isFound = false;
    };

    void searchRows(RuleRange rows, std::uint32_t block, Tag sequence)
    {
        for (const AttributeRow &row : m_run.tables.rows(rows)) {
            if (row.isInclude()) {
                search(row.macro, sequence);
                continue;
            }
            // Not equal_range: clang 14, which builds the fuzz targets, does not know its subrange.
            auto wanted = std::ranges::lower_bound(m_wanted, row.tag, {}, &Wanted::tag);
            for (; wanted != m_wanted.end() && wanted->tag == row.tag; ++wanted)
                found(*wanted, block, sequence);
            searchRows(row.children, block, row.tag);
        }
    }

    void found(Wanted &wanted, std::uint32_t block, Tag sequence)
    {
        const bool isRoot = sequence == Tag{};
        // Rows of the place itself that do not apply there are no other place.
        const auto &steps = wanted.entry->facts.attribute.steps();
        const Tag around = steps.empty() ? Tag{} : steps.back().sequence;
        if (wanted.isFound || around == sequence || !(isRoot || m_kind == Kind::group || isThere(sequence)))
            return;
        wanted.isFound = true;
        FindingFacts &facts = wanted.entry->facts;
        wanted.entry->id = "iod.attribute.wrong-level";
        facts.expected = isRoot ? "at the root" : "in " + std::string(keywordOf(sequence));
        facts.expected += "; " + m_run.blockText(block);
        facts.section = m_run.section(block);
    }

    // An attribute is misplaced where its place is there, or where all frames have such a place. Else it is just extra.
    bool isThere(Tag sequence) const
    {
        return std::ranges::any_of(m_run.instance.elements,
                                   [&](const Element &element) { return element.tag == sequence; });
    }

    RuleRun &m_run;
    Kind m_kind = Kind::module;
    std::vector<Wanted> m_wanted;
    std::vector<bool> m_seen;
};

} // namespace

void resolveForeignAttributes(RuleRun &run, std::span<const ModuleUse> modules)
{
    ForeignSearch search(run);
    if (search.isEmpty() || run.iod == nullptr)
        return;
    // Groups first: who wrote an attribute for each frame at the root meant that.
    for (const GroupUse &use : run.tables.groupsOf(*run.iod))
        search.searchUse(use.macro, ForeignSearch::Kind::group);
    for (const ModuleUse &use : modules)
        search.searchUse(use.module, ForeignSearch::Kind::module);
}

} // namespace mi
