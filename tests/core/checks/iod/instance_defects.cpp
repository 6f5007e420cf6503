#include "tests/core/checks/iod/instance_defects.h"

#include "core/dicom/dictionary.h"
#include "core/standard/condition_pool.h"
#include "tests/core/checks/iod/standard_values.h"

#include <algorithm>
#include <array>

namespace mi::test {

namespace {

using Kind = ConditionPool::Kind;

constexpr Tag sharedGroups{0x5200, 0x9229};

// Every value that a row of the IOD lists for an attribute, or for value N of it; first those that no list without a
// condition leaves out.
std::vector<std::string> listedValues(const RuleTables &tables, const IodRule &iod, Tag tag, std::size_t number)
{
    std::vector<std::string> values;
    std::vector<std::vector<std::string>> closedLists;
    const auto add = [&](RuleRange rows, int depth, auto &&self) -> void {
        for (const AttributeRow &row : tables.rows(rows)) {
            if (row.isInclude() && depth < 12)
                self(tables.blocks()[row.macro].rows, depth + 1, self);
            if (row.tag == tag && !row.isInclude()) {
                for (const ValueRule &rule : tables.values(row.values)) {
                    if (rule.valueNumber != 0 && number != 0 && rule.valueNumber != number)
                        continue;
                    const std::span<const std::string_view> texts = tables.texts(rule.values);
                    for (const std::string_view one : texts) {
                        if (std::ranges::find(values, one) == values.end())
                            values.emplace_back(one);
                    }
                    if (rule.kind == ValueRule::Kind::enumerated && rule.when == ConditionId::none)
                        closedLists.emplace_back(texts.begin(), texts.end());
                }
            }
            if (!row.children.isEmpty() && depth < 12)
                self(row.children, depth + 1, self);
        }
    };
    for (const ModuleUse &use : tables.modulesOf(iod))
        add(tables.blocks()[use.module].rows, 0, add);
    for (const GroupUse &use : tables.groupsOf(iod))
        add(tables.blocks()[use.macro].rows, 0, add);
    std::ranges::stable_partition(values, [&](const std::string &one) {
        return std::ranges::all_of(closedLists, [&](const std::vector<std::string> &list) {
            return std::ranges::find(list, one) != list.end();
        });
    });
    return values;
}

// As the tables write it.
std::string textOf(const ConditionPool::Literal &literal, ConditionPool::Comparand comparand)
{
    return comparand == ConditionPool::Comparand::tag ? toString(literal.tag) : std::string(literal.text);
}

class Solver {
public:
    Solver(StandardInstance &instance, const RuleTables &tables, const TreePath &path, unsigned choice)
        : m_instance(instance), m_tables(tables), m_pool(tables.conditionPool()), m_path(path), m_choice(choice)
    {}

    bool force(std::uint32_t index, bool wanted)
    {
        const ConditionPool::Node &node = m_pool.nodes[index];
        switch (node.kind) {
        case Kind::always:
            return wanted;
        case Kind::never:
            return !wanted;
        case Kind::negation:
            return force(node.first, !wanted);
        case Kind::conjunction:
        case Kind::disjunction:
            return forceList(node, wanted);
        case Kind::module:
            return forceModule(node.first, wanted);
        case Kind::functionalGroup:
            return forceGroup(node.first, wanted);
        case Kind::present:
        case Kind::filled:
        case Kind::empty:
        case Kind::comparison:
        case Kind::itemCount:
        case Kind::valueCount:
        case Kind::code:
            return forceAttribute(node, wanted);
        default:
            return false;
        }
    }

private:
    bool forceList(const ConditionPool::Node &node, bool wanted)
    {
        const std::span<const std::uint32_t> children = m_pool.childrenOf(node);
        const bool needsAll = (node.kind == Kind::conjunction) == wanted;
        if (needsAll)
            return std::ranges::all_of(children, [&](std::uint32_t child) { return force(child, wanted); });
        for (std::size_t i = 0; i < children.size(); ++i) {
            if (force(children[(i + m_choice) % children.size()], wanted))
                return true;
        }
        return false;
    }

    bool forceModule(std::uint32_t block, bool wanted)
    {
        const std::span<const ModuleUse> uses = m_tables.modulesOf(m_instance.iod());
        for (std::uint32_t i = 0; wanted && i < uses.size(); ++i) {
            if (uses[i].module == block) {
                m_instance.wantedModules.insert(i);
                return true;
            }
        }
        return false;
    }

    bool forceGroup(std::uint32_t block, bool wanted)
    {
        const std::span<const GroupUse> uses = m_tables.groupsOf(m_instance.iod());
        for (std::uint32_t i = 0; wanted && i < uses.size(); ++i) {
            if (uses[i].macro == block) {
                m_instance.wantedGroups.insert(i);
                return true;
            }
        }
        return false;
    }

    // The Item in which the path of the condition ends; Sequences on the way are made.
    TreeItem *itemFor(const ConditionPool::Path &path)
    {
        using Origin = ConditionPool::Origin;
        std::vector<TreePath::Step> steps = m_path.steps;
        if (path.origin == Origin::anywhere)
            return nullptr;
        if (path.origin == Origin::root)
            steps.clear();
        for (std::uint8_t i = 0; path.origin == Origin::outside && i < path.levelsOut; ++i) {
            if (steps.empty())
                return nullptr;
            steps.pop_back();
        }
        TreeItem *item = path.origin == Origin::frame ? itemOfFrame(m_pool.stepsOf(path).front().tag)
                                                      : itemOf(m_instance.root, {steps, {}});
        const std::span<const ConditionPool::Step> way = m_pool.stepsOf(path);
        for (std::size_t i = 0; item != nullptr && i + 1 < way.size(); ++i) {
            TreeElement &sequence = item->elements[way[i].tag];
            sequence.vr = Vr::SQ;
            sequence.isKept = true;
            const std::size_t number = std::max<std::size_t>(way[i].item, 1);
            while (sequence.items.size() < number)
                sequence.items.emplace_back();
            item = &sequence.items[number - 1];
        }
        return item;
    }

    // The Item of a functional group that holds the attribute.
    TreeItem *itemOfFrame(Tag tag)
    {
        for (auto &[key, element] : m_instance.root.elements) {
            if (key != sharedGroups && key != Tag{0x5200, 0x9230})
                continue;
            for (TreeItem &groups : element.items) {
                if (groups.elements.contains(tag))
                    return &groups;
                for (auto &[group, inside] : groups.elements) {
                    if (!inside.items.empty() && inside.items.front().elements.contains(tag))
                        return &inside.items.front();
                }
            }
        }
        return nullptr;
    }

    static bool setText(TreeElement &element, std::size_t valueNumber, const std::string &value)
    {
        if (valueNumber == 0) {
            element.text = value;
            return true;
        }
        std::vector<std::string> values = splitValues(element.text);
        while (values.size() < valueNumber)
            values.emplace_back(values.back().empty() ? "1" : values.back());
        values[valueNumber - 1] = value;
        element.text.clear();
        for (std::size_t i = 0; i < values.size(); ++i)
            element.text += (i == 0 ? "" : "\\") + values[i];
        return true;
    }

    // Its values follow when the instance is completed.
    static TreeElement freshElement(Tag tag)
    {
        TreeElement element{.vr = firstVrOf(tag), .isKept = true};
        if (element.vr == Vr::SQ)
            element.items.resize(1);
        return element;
    }

    // An attribute that is demanded may only be empty.
    bool empty(TreeItem &item, Tag tag)
    {
        TreeElement *element = item.find(tag);
        if (element == nullptr || element->isPinned)
            return false;
        element->text.clear();
        element->items.clear();
        element->isPinned = true;
        return true;
    }

    // At the root, the module that has it comes with it.
    void wishForModuleOf(Tag tag)
    {
        const std::span<const ModuleUse> uses = m_tables.modulesOf(m_instance.iod());
        for (std::uint32_t i = 0; i < uses.size(); ++i) {
            const RuleRange rows = m_tables.blocks()[uses[i].module].rows;
            if (std::ranges::any_of(m_tables.rows(rows),
                                    [&](const AttributeRow &row) { return !row.isInclude() && row.tag == tag; })) {
                m_instance.wantedModules.insert(i);
                return;
            }
        }
    }

    bool remove(TreeItem &item, Tag tag)
    {
        if (const TreeElement *element = item.find(tag); element != nullptr && element->isPinned)
            return false;
        item.elements.erase(tag);
        item.pinnedAbsent.insert(tag);
        return true;
    }

    bool forceAttribute(const ConditionPool::Node &node, bool wanted)
    {
        const ConditionPool::Path &path = m_pool.pathOf(node);
        TreeItem *item = itemFor(path);
        const Tag tag = m_pool.stepsOf(path).back().tag;
        if (item == nullptr || tag.isFileMeta())
            return false;
        const bool isPresence = node.kind == Kind::present || node.kind == Kind::filled;
        if (node.kind == Kind::filled && !wanted && m_choice % 2 == 1 && empty(*item, tag))
            return true;
        if (isPresence && !wanted)
            return remove(*item, tag);
        const bool wasThere = item->elements.contains(tag);
        if (!wasThere && !wanted)
            return true; // nothing is equal to what is not there
        if (item->pinnedAbsent.contains(tag))
            return false;
        if (!wasThere) {
            item->elements[tag] = freshElement(tag);
            if (item == &m_instance.root)
                wishForModuleOf(tag);
        }
        TreeElement &element = item->elements[tag];
        if (isPresence)
            return true;
        const bool wasPinned = element.isPinned;
        const std::string before = element.text;
        element.isPinned = true;
        switch (node.kind) {
        case Kind::comparison:
            return compare(node, path, element, wanted) && (!wasPinned || element.text == before);
        case Kind::itemCount:
            return resize(node, element, wanted);
        case Kind::code:
            return setCode(node, element, wanted);
        default:
            return false;
        }
    }

    bool compare(const ConditionPool::Node &node, const ConditionPool::Path &path, TreeElement &element, bool wanted)
    {
        using Operator = ConditionPool::Operator;
        const std::span<const ConditionPool::Literal> literals = m_pool.literalsOf(node);
        if (literals.empty())
            return false;
        if (node.op == Operator::equal && wanted)
            return setText(element, path.valueNumber, textOf(literals[m_choice % literals.size()], node.comparand));
        if (node.op == Operator::equal) {
            std::vector<std::string> others =
                listedValues(m_tables, m_instance.iod(), m_pool.stepsOf(path).back().tag, path.valueNumber);
            std::erase_if(others, [&](const std::string &one) {
                return std::ranges::any_of(literals, [&](const ConditionPool::Literal &l) { return l.text == one; });
            });
            if (others.empty() && node.comparand == ConditionPool::Comparand::number)
                others.push_back(std::to_string(static_cast<long>(literals.front().number) + 1));
            if (others.empty())
                return false;
            return setText(element, path.valueNumber, others[m_choice % others.size()]);
        }
        if (m_pool.stepsOf(path).back().tag == tags::SamplesPerPixel && wanted)
            return setText(element, path.valueNumber, "3"); // there is nothing between 1 and 3
        const bool wantsLess = (node.op == Operator::less || node.op == Operator::lessOrEqual) == wanted;
        const long bound = static_cast<long>(literals.front().number);
        return setText(element, path.valueNumber, std::to_string(wantsLess ? bound - 1 : bound + 1));
    }

    bool resize(const ConditionPool::Node &node, TreeElement &element, bool wanted)
    {
        using Operator = ConditionPool::Operator;
        const std::uint32_t number = node.first;
        std::size_t items = number;
        if (node.op == Operator::greater)
            items = wanted ? number + 1 : number;
        else if (node.op == Operator::greaterOrEqual)
            items = wanted ? number : number - 1;
        else if (node.op == Operator::equal)
            items = wanted ? number : number + 1;
        else
            return false;
        element.items.resize(items);
        return items > 0;
    }

    bool setCode(const ConditionPool::Node &node, TreeElement &element, bool wanted)
    {
        const std::span<const ConditionPool::Literal> literals = m_pool.literalsOf(node);
        if (!wanted || literals.size() < 2 || element.items.empty())
            return false;
        TreeItem &item = element.items.front();
        item.elements[Tag{0x0008, 0x0100}] = {.vr = Vr::SH, .text = std::string(literals[1].text), .isPinned = true};
        item.elements[Tag{0x0008, 0x0102}] = {.vr = Vr::SH, .text = std::string(literals[0].text), .isPinned = true};
        item.elements[Tag{0x0008, 0x0104}] = {.vr = Vr::LO, .text = "A meaning"};
        return true;
    }

    StandardInstance &m_instance;
    const RuleTables &m_tables;
    const ConditionPool &m_pool;
    const TreePath &m_path;
    unsigned m_choice;
};

} // namespace

std::optional<std::string> wrongValue(Tag tag, Vr vr, const std::vector<RowUse> &uses, const RuleTables &tables,
                                      const std::string &right)
{
    const bool isEnumerated = std::ranges::any_of(uses, [&](const RowUse &use) {
        return use.applies == Truth::yes &&
               std::ranges::any_of(tables.values(use.row->values), [](const ValueRule &rule) {
                   return rule.kind == ValueRule::Kind::enumerated && rule.when == ConditionId::none &&
                          rule.valueNumber < 2;
               });
    });
    const std::size_t at = right.find('\\');
    const std::string rest = at == std::string::npos ? std::string{} : right.substr(at);
    if (isEnumerated && (vr == Vr::CS || vr == Vr::LO || vr == Vr::SH))
        return "WRONG_VALUE" + rest;
    const bool isListed = std::ranges::any_of(uses, [](const RowUse &use) { return !use.row->values.isEmpty(); });
    // Of these the meaning is looked at, too, so that only that is to be wrong.
    if (isListed && (tag == tags::PhotometricInterpretation || tag == tags::Modality))
        return "WRONG";
    if (isListed && (vr == Vr::LO || vr == Vr::SH))
        return std::nullopt;
    if (tag == Tag{0x0042, 0x0012})
        return "text/wrong";
    switch (vr) {
    case Vr::AE:
    case Vr::SH:
        return std::string(17, 'X') + rest;
    case Vr::AS:
        return "40Y" + rest;
    case Vr::CS:
        return "WRONG!" + rest;
    case Vr::DA:
        return "20261301" + rest;
    case Vr::DS:
    case Vr::IS:
        return "12A" + rest;
    case Vr::DT:
        return "2026X" + rest;
    case Vr::LO:
        return std::string(65, 'X') + rest;
    case Vr::LT:
        return std::string(10241, 'X');
    case Vr::PN:
        return "A=B=C=D" + rest;
    case Vr::ST:
        return std::string(1025, 'X');
    case Vr::TM:
        return "250000" + rest;
    case Vr::UI:
        return "1.2.X" + rest;
    case Vr::UR:
        return "http://a b";
    case Vr::UC:
    case Vr::UT:
        return "a\x01"
               "b";
    case Vr::SL:
    case Vr::SS:
    case Vr::UL:
    case Vr::US:
    case Vr::FD:
    case Vr::FL:
        return mostValues(tag) == 1 ? std::optional(right + "\\1") : std::nullopt;
    default:
        return std::nullopt;
    }
}

bool bringAbout(StandardInstance &instance, const RuleTables &tables, const TreePath &path, ConditionId condition,
                bool wanted, unsigned choice)
{
    if (!Solver(instance, tables, path, choice).force(static_cast<std::uint32_t>(condition), wanted) ||
        !instance.complete())
        return false;
    // What was added for it may be there in certain cases only.
    constexpr int mostSteps = 3;
    for (int step = 0; step < mostSteps; ++step) {
        bool hasForced = false;
        for (const StandardInstance::Conditional &row : instance.conditionalRows()) {
            const TreeItem *item = itemOf(instance.root, row.path);
            const TreeElement *element = item == nullptr ? nullptr : item->find(row.path.tag);
            const bool isAdded = element != nullptr && (element->isPinned || element->isKept);
            if (isAdded && row.holds == Truth::no && !row.isOtherwiseAllowed)
                hasForced |= Solver(instance, tables, row.path, choice)
                                 .force(static_cast<std::uint32_t>(row.use.row->when), true);
        }
        if (!hasForced)
            return true;
        if (!instance.complete())
            return false;
    }
    return true;
}

} // namespace mi::test
