// RuleTables: what PS3.3 and PS3.4 require of an instance, read from the text format of docs/rule-tables.md. Built
// once, immutable after that; any thread. A look-up never allocates. Views point into the tables and live as long as
// they do.
#pragma once

#include "core/domain/tag.h"
#include "core/support/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mi {

enum class AttributeType : std::uint8_t { type1, type1C, type2, type2C, type3, notAllowed };
enum class Otherwise : std::uint8_t { unstated, allowed, forbidden }; // when the condition of a 1C or 2C is false
enum class Usage : std::uint8_t { mandatory, conditional, userOption };
enum class GroupPlace : std::uint8_t { either, sharedOnly, perFrameOnly };

// An expression of the tables; evaluate it with core/standard/condition.h. `none` means: no condition.
enum class ConditionId : std::uint32_t { none = 0 };

// Indexes [begin, end) into one of the lists of RuleTables.
struct RuleRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool isEmpty() const { return begin == end; }
};

inline constexpr std::uint32_t unbounded = 0xFFFFFFFFU; // of a CountRule
inline constexpr std::uint32_t noBlock = 0xFFFFFFFFU;   // an index that is not there

struct CountRule { // number of Items or of values
    enum class Of : std::uint8_t { items, values } of;
    std::uint32_t least;
    std::uint32_t most;
    ConditionId when;
};

struct ValueRule {
    enum class Kind : std::uint8_t { enumerated, definedTerms } kind;
    std::uint16_t valueNumber; // 0: every value
    ConditionId when;
    RuleRange values; // of RuleTables::texts()
};

struct NumberRule {
    enum class Operator : std::uint8_t { less, lessOrEqual, greater, greaterOrEqual, equal } op;
    std::uint16_t valueNumber; // 0: every value
    ConditionId when;
    double bound;
};

struct CodeRule {
    std::uint32_t contextGroup; // CID
    bool isBaseline;            // a suggestion; otherwise the defined one
};

// A row of a module or macro: an attribute, or the rows of a macro at this level.
struct AttributeRow {
    Tag tag;                       // of an attribute; repeating groups as their first, (6000,eeee)
    std::uint32_t macro = noBlock; // of an include: index into blocks(); `tag` is then empty
    ConditionId when = ConditionId::none;
    AttributeType type = AttributeType::type3;
    Otherwise otherwise = Otherwise::unstated;
    RuleRange counts;       // counts()
    RuleRange values;       // values()
    RuleRange numbers;      // numbers()
    RuleRange forbidden;    // conditions(): must not be present when one of them is true
    RuleRange codes;        // codes()
    RuleRange children;     // rows(): inside the Items of this Sequence
    std::uint32_t line = 0; // of the source text, for messages
    bool isInclude() const { return macro != noBlock; }
};

struct RuleBlock {            // a module or a macro
    std::string_view id;      // "ct-image"
    std::string_view name;    // "CT Image"
    std::string_view section; // "C.8.2.1"; "" for rules of a site
    RuleRange rows;           // rows(), at the level of the block
    bool isMacro = false;
    std::uint16_t source = 0; // sources()
    std::uint32_t line = 0;
};

struct ModuleUse {
    std::uint32_t module; // blocks()
    Usage usage;
    ConditionId when; // of usage C
    Otherwise otherwise;
    std::string_view entity; // "Image"
};

struct GroupUse {        // a functional group macro in an IOD
    std::uint32_t macro; // blocks()
    Usage usage;
    GroupPlace place;
    ConditionId when;
    Otherwise otherwise;
};

struct IodRule {
    std::string_view id;
    std::string_view name;
    std::string_view section;
    RuleRange modules; // moduleUses()
    RuleRange groups;  // groupUses()
};

struct SopClassRule {
    std::string_view uid;
    std::uint32_t iod; // iods()
    bool isRetired;    // mapped to the IOD of its successor
};

struct ContextGroupRule {
    std::uint32_t cid;
    std::string_view name;
    RuleRange codes; // contextCodes(), sorted
};

struct ContextCode {
    std::string_view scheme;
    std::string_view code;
    auto operator<=>(const ContextCode &) const = default;
};

struct ProfileRule {
    std::string_view id;
    std::string_view name;
    RuleRange iods;           // RuleTables::iodsOf(); empty: for every instance
    RuleRange rows;           // rows()
    std::uint16_t source = 0; // sources()
    std::uint32_t line = 0;
    bool forbidsPrivate = false; // Private Data Elements, at any depth
};

struct RuleEdition {
    std::string_view part; // "modules"
    std::string_view edition;
};

class RuleTables {
public:
    // Reads one or more texts (docs/rule-tables.md) as one set. The first error is reported with its line: an unknown
    // keyword, macro or module, an expression that does not parse, an id that is there twice.
    // Errors: invalidFormat, limitExceeded (more than 8 MB of text). Safe for any text, on a 512 KB stack.
    struct Source {
        std::string_view name; // for messages: "modules.rules"
        std::string_view text; // copied
    };
    static Result<std::shared_ptr<const RuleTables>> create(std::span<const Source> sources);

    // Null for what is not there.
    const SopClassRule *sopClass(std::string_view uid) const;
    const IodRule *iod(std::string_view id) const;
    const RuleBlock *block(std::string_view id) const; // module or macro; a module wins
    const RuleBlock *module(std::string_view id) const;
    const RuleBlock *macro(std::string_view id) const;
    const ContextGroupRule *contextGroup(std::uint32_t cid) const;
    const ProfileRule *profile(std::string_view id) const;
    bool hasCode(const ContextGroupRule &group, const ContextCode &code) const;

    std::span<const std::string_view> sources() const; // Source::name
    std::span<const RuleEdition> editions() const;
    std::span<const SopClassRule> sopClasses() const;
    std::span<const IodRule> iods() const;
    std::span<const RuleBlock> blocks() const;
    std::span<const ProfileRule> profiles() const;
    std::span<const ContextGroupRule> contextGroups() const;

    std::span<const ModuleUse> modulesOf(const IodRule &iod) const;
    std::span<const GroupUse> groupsOf(const IodRule &iod) const;
    std::span<const std::uint32_t> iodsOf(const ProfileRule &profile) const;
    std::span<const AttributeRow> rows(RuleRange range) const;
    std::span<const CountRule> counts(RuleRange range) const;
    std::span<const ValueRule> values(RuleRange range) const;
    std::span<const NumberRule> numbers(RuleRange range) const;
    std::span<const ConditionId> conditions(RuleRange range) const;
    std::span<const CodeRule> codes(RuleRange range) const;
    std::span<const std::string_view> texts(RuleRange range) const;
    std::span<const ContextCode> contextCodes(RuleRange range) const;

    // The compiled expressions; core/standard/condition.h evaluates and prints them.
    const class ConditionPool &conditionPool() const;

    ~RuleTables();

private:
    struct Data;
    explicit RuleTables(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
    friend class RuleReader;
};

// The tables of this program, embedded; read at the first call.
const RuleTables &standardRuleTables();
// The same and a site's own, as one set.
Result<std::shared_ptr<const RuleTables>> standardRuleTablesWith(std::span<const RuleTables::Source> added);

} // namespace mi
