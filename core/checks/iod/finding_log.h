// FindingLog: what rules find in one instance, gathered before the collector is told: a hostile file breaks a rule in a
// million items, so facts are made for the first occurrence only, and what another family has said already is left out.
// One thread; lives as long as one run of the rules.
#pragma once

#include "core/checks/finding_collector.h"
#include "core/domain/attribute_path.h"
#include "core/standard/rule_tables.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace mi {

class FindingLog {
public:
    struct Entry {
        std::string_view id;
        FindingFacts facts;
        std::vector<Tag> others;                 // root attributes that this speaks for as well
        bool isAbsent = false;                   // the attribute is not there
        ConditionId because = ConditionId::none; // the condition that made it a finding
        RuleRange inside;                        // of a Sequence: the rows of its Items, rows() of the tables
    };

    // Where the rules are applied: the Items from the root inwards.
    void enter(Tag sequence);
    void setItem(std::uint32_t number); // from 1; of the innermost sequence
    void leave();
    AttributePath pathTo(Tag tag) const;

    // `makeFacts` returns an Entry without id and path; it is called once for each rule and attribute. Behind
    // FindingCollector::maxAttributesPerRule attributes of a rule, all others count for the last. `id` lives as long as
    // the program.
    template <class MakeFacts>
    void add(std::string_view id, Tag tag, MakeFacts makeFacts, std::uint32_t count = 1)
    {
        if (isCounted(id, tag, count))
            return;
        Entry entry = makeFacts();
        keep(id, tag, std::move(entry), count);
    }

    // The same, but once for a tag, wherever it stands.
    template <class MakeFacts>
    void addOncePerTag(std::string_view id, Tag tag, MakeFacts makeFacts)
    {
        const auto [known, isNew] = m_byTag.try_emplace(tag.key(), m_entries.size());
        if (!isNew)
            return countAgain(known->second);
        add(id, tag, makeFacts);
        known->second = m_ofRule[id].last;
    }
    // One more occurrence of a rule that is reported once for the whole instance.
    void countAgain(std::string_view id);
    void countAgain(std::size_t entry);

    std::vector<Entry> &entries() { return m_entries; }
    bool isEmpty() const { return m_entries.empty(); }
    // An attribute without a value, where that is allowed: nobody knows what depends on it. The first
    // maxEmptyAttributes are kept.
    void noteEmpty(Tag tag);
    static constexpr std::size_t maxEmptyAttributes = 256;
    // Tells the collector everything that no other family has named, and that does not follow from something else.
    void flush(const RuleTables &tables, FindingCollector &findings);

private:
    struct OfRule {
        std::size_t attributes = 0;
        std::size_t last = 0; // index of m_entries
    };
    bool isCounted(std::string_view id, Tag tag, std::uint32_t count);
    void keep(std::string_view id, Tag tag, Entry entry, std::uint32_t count);
    std::uint64_t keyOf(std::string_view id, Tag tag) const;

    std::vector<AttributePath::Step> m_steps;
    std::vector<std::uint64_t> m_hashes; // of the sequences so far
    std::vector<Entry> m_entries;
    std::unordered_map<std::uint64_t, std::size_t> m_index; // rule and attribute -> m_entries
    std::unordered_map<std::string_view, OfRule> m_ofRule;
    std::unordered_map<std::uint32_t, std::size_t> m_byTag; // of addOncePerTag()
    std::vector<AttributePath> m_emptyOnes;                 // each once, whatever the Item
    std::unordered_set<std::uint64_t> m_emptyKeys;
};

} // namespace mi
