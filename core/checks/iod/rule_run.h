// RuleRun: what one pass of the rule tables over one instance shares: the tables, where it stands, what it found. One
// thread; lives as long as the pass.
#pragma once

#include "core/checks/iod/finding_log.h"
#include "core/dicom/scanned_instance.h"
#include "core/standard/condition.h"
#include "core/standard/rule_tables.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

// The rule ids of a pass: the IOD's own, or those of a profile. An id that is empty is not reported.
struct RuleIds {
    std::string_view missing;
    std::string_view missingConditional;
    std::string_view missingMayBeEmpty;
    std::string_view empty;
    std::string_view emptyConditional;
    std::string_view notAllowed;
    std::string_view notExpected;
    std::string_view notEnumerated;
    std::string_view notDefinedTerm;
    std::string_view outOfBounds;
    std::string_view itemsCount;
    std::string_view itemsEmpty;
    std::string_view valuesCount;
    bool judgesCodes;
};
extern const RuleIds iodRuleIds;
extern const RuleIds profileRuleIds;

// Becomes "iod.attribute.wrong-level" where the IOD has the attribute elsewhere.
inline constexpr std::string_view foreignRuleId = "iod.attribute.not-in-iod";

// Where a rule is applied: the Item around, and the Item of the Per-Frame Functional Groups Sequence around that.
struct Place {
    std::uint32_t item = Element::noParent; // the root
    std::uint32_t frameItem = Element::noParent;
};

inline constexpr std::uint32_t noElement = Element::noParent;

// A row of the tables that applies at a place, with the element it is about.
struct Match {
    const AttributeRow *row = nullptr;
    std::uint32_t element = noElement;        // noElement: absent
    std::uint32_t block = noBlock;            // the module or macro that lists the row
    std::uint32_t owner = 0;                  // at the root: index of the module; of a functional group
    Tag tag;                                  // as in the instance: (6002,0010) for a row about (6000,0010)
    Truth applies = Truth::yes;               // whether the macro that it came with is included
    ConditionId included = ConditionId::none; // why it is not, or why nobody knows
    bool isLoose = false;                     // the module is not there: only values are judged
    bool isAbsent() const { return element == noElement; }
};

// What the tables have for the items of a Sequence: rows, and the block that lists them.
struct RowSource {
    RuleRange rows;
    std::uint32_t block = noBlock;
    std::uint32_t owner = 0;
};

class RuleRun {
public:
    RuleRun(const ScannedInstance &scanned, const RuleTables &ruleTables, const RuleIds &ruleIds);

    const ScannedInstance &instance;
    const RuleTables &tables;
    const RuleIds &ids;
    const IodRule *iod = nullptr;         // null: not known
    const ProfileRule *profile = nullptr; // of a profile's pass
    std::vector<Truth> modules;           // as decided so far
    FindingLog log;
    std::uint32_t decided = 0;
    std::uint32_t undecided = 0;
    bool reportsForeign = false;   // attributes that are not in the IOD, or not at this place in this case
    bool hasRetiredScheme = false; // a code of SNOMED-RT was reported
    bool hasUnread = false;        // something could not be said because reading stopped before it

    // No condition is true.
    Truth holds(ConditionId when, const Place &place);
    Truth holds(const Match &match, ConditionId when, const Place &place);

    // "Type 1C of Image Pixel (PS3.3 C.7.6.3), because PhotometricInterpretation = PALETTE COLOR"
    std::string typeText(const Match &match, ConditionId because, const Place &place);
    // ", because PhotometricInterpretation = PALETTE COLOR"; "" for no condition.
    std::string becauseText(const Match &match, ConditionId because, const Place &place);
    // "Image Pixel (PS3.3 C.7.6.3)"
    std::string blockText(std::uint32_t block) const;
    // "CT Image (PS3.3 A.3)"
    std::string iodText() const;
    std::string conditionWords(ConditionId condition) const;
    std::string section(std::uint32_t block) const;

    void noteUndecided(const Match &match, ConditionId condition, const Place &place);
    // Whether reading stopped inside of this element, so that nobody knows what else is in it.
    bool isOpenAtStop(const Element &element) const;
    // Counts for the verdict, findings and reasons.
    void tell(FindingCollector &findings);

private:
    ConditionScope scopeOf(const Match &match, const Place &place);
    // Whether a condition that is the same at all places was evaluated already, and what it is.
    enum class Known : std::uint8_t { notAsked, differs, no, yes, unknown };
    Known &knownAt(ConditionId when, const Place &place);

    ConditionBudget m_budget;   // for all conditions of the instance
    std::vector<Known> m_known; // by condition: in Items, and at the root of a frame
    std::vector<NotDecidable> m_undecided;
    std::vector<std::pair<ConditionId, Tag>> m_undecidedKeys; // of m_undecided
};

} // namespace mi
