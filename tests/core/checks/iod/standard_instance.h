// StandardInstance: an instance that the rule tables themselves describe: all that they demand of an IOD is there, with
// values that they allow, and nothing else. It walks the tables by itself; of the code under test it uses the tables
// and the evaluation of conditions only. One thread.
#pragma once

#include "core/standard/condition.h"
#include "core/standard/rule_tables.h"
#include "tests/core/checks/iod/instance_tree.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mi::test {

// What the tables say together of one attribute at one place.
struct RowUse {
    const AttributeRow *row;
    Truth applies; // the includes around it
    std::uint32_t block;
};
using RowsByTag = std::map<Tag, std::vector<RowUse>>;

enum class Demanded : std::uint8_t { no, mayBeEmpty, value };

// A SOP Class that follows the IOD: one that is not retired, if there is one.
std::string_view sopClassOf(const RuleTables &tables, const IodRule &iod);

class StandardInstance {
public:
    StandardInstance(const RuleTables &tables, const IodRule &iod, std::string_view sopClass);

    // Adds what is demanded and takes out what is not allowed until nothing is left to do; false if that has no end.
    bool complete();

    TreeItem root;
    std::set<std::uint32_t> wantedModules; // indexes of modulesOf(): usages U and C that are to be there
    std::set<std::uint32_t> wantedGroups;  // indexes of groupsOf()

    std::string file(); // as it is, with the values that follow from others
    std::string fileOf(const TreeItem &changed) const;
    const IodRule &iod() const { return m_iod; }

    // What is demanded in the instance as it is now. After complete().
    struct Attribute {
        TreePath path;
        Demanded demanded;
        std::vector<RowUse> uses;
        ConditionId because; // of what is conditional
    };
    std::vector<Attribute> demandedAttributes();
    // Conditional rows at the places that are there, whatever their condition is now.
    struct Conditional {
        TreePath path;
        RowUse use;
        Truth holds;
        bool isPresent;
        bool isOtherwiseAllowed; // by another row, or by this one
        std::vector<RowUse> uses;
    };
    // An attribute as it would be added there.
    TreeElement fresh(const TreePath &path, const std::vector<RowUse> &uses);
    std::vector<Conditional> conditionalRows();
    // What holds of an attribute in certain cases only, at the places that are there.
    struct Restriction {
        TreePath path;
        ConditionId when;
        const ValueRule *list; // of values; null: must not be present
        Truth holds;
        bool isPresent;
        std::vector<RowUse> uses;
    };
    std::vector<Restriction> restrictions();
    // Macros that are included in certain cases only, at the places that are there.
    struct Include {
        std::vector<TreePath::Step> steps;
        const AttributeRow *row;
        Truth holds;
    };
    std::vector<Include> includesInCases();

private:
    struct Source {
        RuleRange rows;
        std::uint32_t block;
    };
    struct Verdict {
        Demanded demanded = Demanded::no;
        bool isAllowed = false;
        bool isForbidden = false;
        ConditionId because = ConditionId::none; // that demands it; none: always
    };
    struct Pending {
        TreeItem *item;
        Tag tag;
        ConditionId because;
        bool isRemoval;
        std::vector<RowUse> uses;
    };
    struct Frame {
        TreeItem *item;
        std::uint32_t frameItem;
        int depth;
        std::vector<TreePath::Step> steps;
    };

    bool pass();
    bool isMediaDirectory() const;
    void scan();
    void decideModules();
    void walk(const Frame &frame, const std::vector<Source> &sources);
    void walkGroups();
    void collect(RuleRange rows, std::uint32_t block, Truth applies, const ConditionScope &scope, RowsByTag &out,
                 int depth) const;
    ConditionScope scopeOf(const TreeItem &item, std::uint32_t frameItem) const;
    Verdict judge(const std::vector<RowUse> &uses, const ConditionScope &scope) const;
    void meet(const Frame &frame, Tag tag, const std::vector<RowUse> &uses);
    void lookInside(const Frame &frame, Tag tag, TreeElement &element, const std::vector<RowUse> &uses);
    void note(const Frame &frame, Tag tag, const std::vector<RowUse> &uses);
    void noteIncludes(const Frame &frame, RuleRange rows, int depth);
    void noteRestrictions(const Frame &frame, const TreePath &path, const std::vector<RowUse> &uses);
    void applyPending();
    TreeElement made(Tag tag, const std::vector<RowUse> &uses, const ConditionScope &scope) const;
    std::string madeText(Tag tag, Vr vr, const std::vector<RowUse> &uses, const ConditionScope &scope) const;
    std::string madeValue(Tag tag, Vr vr, std::size_t number, const std::vector<RowUse> &uses,
                          const ConditionScope &scope) const;
    bool isWrong(Tag tag, const TreeElement &element, const std::vector<RowUse> &uses,
                 const ConditionScope &scope) const;
    std::uint32_t itemsFor(const std::vector<RowUse> &uses, const ConditionScope &scope) const;

    const RuleTables &m_tables;
    const IodRule &m_iod;
    std::string m_sopClass;
    std::string m_bytes;
    ScannedInstance m_scan;
    std::vector<Truth> m_modules;
    std::vector<Pending> m_pending;
    bool m_hasChanged = false;
    Tag m_framesTag;                                // of the functional groups of frames, as the IOD has it
    std::vector<Attribute> *m_attributes = nullptr; // to be noted
    std::vector<Conditional> *m_conditionals = nullptr;
    std::vector<Restriction> *m_restrictions = nullptr;
    std::vector<Include> *m_includes = nullptr;
};

} // namespace mi::test
