#include "tests/core/checks/iod/standard_instance.h"

#include "core/dicom/byte_source.h"
#include "core/dicom/dictionary.h"
#include "core/dicom/encoding_scan.h"
#include "core/standard/condition_pool.h"
#include "tests/core/checks/iod/standard_values.h"
#include "tests/support/instance_builder.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <span>

namespace mi::test {

namespace {

constexpr Tag sharedGroups{0x5200, 0x9229};
constexpr std::array frameGroups{Tag{0x5200, 0x9230}, Tag{0x0006, 0x0001}, Tag{0x3002, 0x0101}};
constexpr std::string_view mediaDirectory = "1.2.840.10008.1.3.10";

constexpr Tag selectedFrames{0x3002, 0x0101}; // may be left out
constexpr Tag codeValue{0x0008, 0x0100};
constexpr Tag longCodeValue{0x0008, 0x0119};
constexpr Tag urnCodeValue{0x0008, 0x0120};

constexpr int mostPasses = 400;
constexpr int deepestItem = 12;
constexpr int deepestInclude = 16;

// Whether the condition looks at this attribute, by its own walk over the expression.
bool looksAt(const ConditionPool &pool, std::uint32_t index, Tag tag)
{
    using Kind = ConditionPool::Kind;
    const ConditionPool::Node &node = pool.nodes[index];
    switch (node.kind) {
    case Kind::negation:
        return looksAt(pool, node.first, tag);
    case Kind::conjunction:
    case Kind::disjunction:
        return std::ranges::any_of(pool.childrenOf(node),
                                   [&](std::uint32_t child) { return looksAt(pool, child, tag); });
    case Kind::present:
    case Kind::filled:
    case Kind::empty:
    case Kind::comparison:
    case Kind::itemCount:
    case Kind::valueCount:
    case Kind::code:
        return std::ranges::any_of(pool.stepsOf(pool.pathOf(node)),
                                   [&](const ConditionPool::Step &step) { return step.tag == tag; });
    default:
        return false;
    }
}

Demanded demandOfType(AttributeType type)
{
    switch (type) {
    case AttributeType::type1:
    case AttributeType::type1C:
        return Demanded::value;
    case AttributeType::type2:
    case AttributeType::type2C:
        return Demanded::mayBeEmpty;
    default:
        return Demanded::no;
    }
}

} // namespace

std::string_view sopClassOf(const RuleTables &tables, const IodRule &iod)
{
    std::string_view uid;
    for (const SopClassRule &sopClass : tables.sopClasses()) {
        if (&tables.iods()[sopClass.iod] != &iod || (sopClass.isRetired && !uid.empty()))
            continue;
        uid = sopClass.uid;
        if (!sopClass.isRetired)
            break;
    }
    return uid;
}

StandardInstance::StandardInstance(const RuleTables &tables, const IodRule &iod, std::string_view sopClass)
    : m_tables(tables), m_iod(iod), m_sopClass(sopClass)
{
    if (!isMediaDirectory()) {
        root.elements[tags::SOPClassUID] = {.vr = Vr::UI, .text = m_sopClass, .isPinned = true};
        root.elements[tags::SOPInstanceUID] = {.vr = Vr::UI, .text = MetaOptions{}.sopInstanceUid, .isPinned = true};
        root.elements[Tag{0x0040, 0xA040}] = {.vr = Vr::CS, .text = "CONTAINER"}; // of a content tree, PS3.3 C.17.3
        if (const std::string_view modality = modalityOf(m_sopClass); !modality.empty())
            root.elements[tags::Modality] = {.vr = Vr::CS, .text = std::string(modality)};
    }
}

bool StandardInstance::isMediaDirectory() const
{
    return m_sopClass == mediaDirectory;
}

bool StandardInstance::complete()
{
    for (int i = 0; i < mostPasses; ++i) {
        if (!pass())
            return true;
    }
    return false;
}

std::string StandardInstance::fileOf(const TreeItem &changed) const
{
    return part10(fileMeta({.sopClassUid = m_sopClass}), encodedItem(changed));
}

std::string StandardInstance::file()
{
    followOtherValues(root, root);
    return fileOf(root);
}

void StandardInstance::scan()
{
    m_bytes = file();
    MemorySource source(std::as_bytes(std::span(m_bytes)));
    Result<ScannedInstance> scanned = scanEncoding(source);
    if (!scanned)
        qFatal("the scan failed");
    m_scan = scanned.take();
    locate(root, m_scan);
}

ConditionScope StandardInstance::scopeOf(const TreeItem &item, std::uint32_t frameItem) const
{
    return {.instance = m_scan, .item = item.at, .frameItem = frameItem, .iod = &m_iod, .modules = m_modules};
}

// Usage C as its condition says; usage U when somebody wants it.
void StandardInstance::decideModules()
{
    const std::span<const ModuleUse> uses = m_tables.modulesOf(m_iod);
    m_modules.resize(uses.size(), Truth::unknown);
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t i = 0; i < uses.size(); ++i) {
            bool isThere = uses[i].usage == Usage::mandatory || wantedModules.contains(i);
            if (uses[i].usage == Usage::conditional)
                isThere = isThere || evaluate(m_tables, uses[i].when, scopeOf(root, Element::noParent)) == Truth::yes;
            m_modules[i] = isThere ? Truth::yes : Truth::no;
        }
    }
}

bool StandardInstance::pass()
{
    m_hasChanged = false;
    m_pending.clear();
    scan();
    decideModules();
    std::vector<Source> sources;
    const std::span<const ModuleUse> uses = m_tables.modulesOf(m_iod);
    for (std::size_t i = 0; i < uses.size(); ++i) {
        if (m_modules[i] == Truth::yes)
            sources.push_back({m_tables.blocks()[uses[i].module].rows, uses[i].module});
    }
    walk({&root, Element::noParent, 0, {}}, sources);
    walkGroups();
    applyPending();
    return m_hasChanged;
}

void StandardInstance::collect(RuleRange rows, std::uint32_t block, Truth applies, const ConditionScope &scope,
                               RowsByTag &out, int depth) const
{
    for (const AttributeRow &row : m_tables.rows(rows)) {
        if (!row.isInclude()) {
            out[row.tag].push_back({&row, applies, block});
        } else if (depth < deepestInclude) {
            const Truth inside = both(applies, evaluate(m_tables, row.when, scope));
            collect(m_tables.blocks()[row.macro].rows, row.macro, inside, scope, out, depth + 1);
        }
    }
}

StandardInstance::Verdict StandardInstance::judge(const std::vector<RowUse> &uses, const ConditionScope &scope) const
{
    Verdict verdict;
    const auto ask = [&](Demanded demanded, ConditionId because) {
        verdict.isAllowed = true;
        if (demanded > verdict.demanded || (demanded == verdict.demanded && because == ConditionId::none)) {
            verdict.demanded = demanded;
            verdict.because = because;
        }
    };
    for (const RowUse &use : uses) {
        if (use.applies == Truth::no)
            continue;
        const AttributeRow &row = *use.row;
        const bool isConditional = row.type == AttributeType::type1C || row.type == AttributeType::type2C;
        for (const ConditionId condition : m_tables.conditions(row.forbidden))
            verdict.isForbidden = verdict.isForbidden || evaluate(m_tables, condition, scope) == Truth::yes;
        if (row.type == AttributeType::notAllowed) {
            verdict.isForbidden = true;
        } else if (row.type == AttributeType::type3) {
            verdict.isAllowed = true;
        } else if (!isConditional) {
            if (use.applies == Truth::yes)
                ask(demandOfType(row.type), ConditionId::none);
            verdict.isAllowed = true;
        } else {
            const Truth condition = both(use.applies, evaluate(m_tables, row.when, scope));
            if (condition == Truth::yes)
                ask(demandOfType(row.type), row.when);
            else if (condition == Truth::unknown || row.otherwise == Otherwise::allowed)
                verdict.isAllowed = true;
            else if (row.otherwise == Otherwise::forbidden)
                verdict.isForbidden = true;
        }
    }
    return verdict;
}

void StandardInstance::note(const Frame &frame, Tag tag, const std::vector<RowUse> &uses)
{
    const ConditionScope scope = scopeOf(*frame.item, frame.frameItem);
    const Verdict verdict = judge(uses, scope);
    const TreePath path{frame.steps, tag};
    if (m_attributes != nullptr && verdict.demanded != Demanded::no && frame.item->find(tag) != nullptr)
        m_attributes->push_back({path, verdict.demanded, uses, verdict.because});
    if (m_restrictions != nullptr)
        noteRestrictions(frame, path, uses);
    if (m_conditionals == nullptr)
        return;
    for (const RowUse &use : uses) {
        if (use.row->when == ConditionId::none || use.applies != Truth::yes)
            continue;
        m_conditionals->push_back({path, use, evaluate(m_tables, use.row->when, scope),
                                   frame.item->find(tag) != nullptr, verdict.isAllowed && !verdict.isForbidden, uses});
    }
}

void StandardInstance::noteRestrictions(const Frame &frame, const TreePath &path, const std::vector<RowUse> &uses)
{
    const ConditionScope scope = scopeOf(*frame.item, frame.frameItem);
    const auto add = [&](ConditionId when, const ValueRule *list) {
        m_restrictions->push_back(
            {path, when, list, evaluate(m_tables, when, scope), frame.item->find(path.tag) != nullptr, uses});
    };
    for (const RowUse &use : uses) {
        if (use.applies != Truth::yes)
            continue;
        for (const ConditionId condition : m_tables.conditions(use.row->forbidden))
            add(condition, nullptr);
        for (const ValueRule &rule : m_tables.values(use.row->values)) {
            if (rule.when != ConditionId::none)
                add(rule.when, &rule);
        }
    }
}

void StandardInstance::noteIncludes(const Frame &frame, RuleRange rows, int depth)
{
    const ConditionScope scope = scopeOf(*frame.item, frame.frameItem);
    for (const AttributeRow &row : m_tables.rows(rows)) {
        if (!row.isInclude() || depth > deepestInclude)
            continue;
        const Truth holds = evaluate(m_tables, row.when, scope);
        if (row.when != ConditionId::none)
            m_includes->push_back({frame.steps, &row, holds});
        if (holds == Truth::yes)
            noteIncludes(frame, m_tables.blocks()[row.macro].rows, depth + 1);
    }
}

void StandardInstance::walk(const Frame &frame, const std::vector<Source> &sources)
{
    TreeItem &item = *frame.item;
    const ConditionScope scope = scopeOf(item, frame.frameItem);
    RowsByTag rows;
    for (const Source &source : sources) {
        if (m_includes != nullptr)
            noteIncludes(frame, source.rows, 0);
        collect(source.rows, source.block, Truth::yes, scope, rows, 0);
    }
    if (frame.depth == 0)
        for (const Tag tag : frameGroups) {
            if (rows.contains(tag))
                m_framesTag = tag;
        }
    for (const auto &[tag, uses] : rows) {
        if (tag.group == 0x0002)
            continue;
        meet(frame, tag, uses);
    }
    // What a module or a macro brought that is no longer there.
    std::erase_if(item.elements, [&](const auto &entry) {
        const bool isForeign = !rows.contains(entry.first) && !entry.second.isPinned && !entry.second.isKept;
        m_hasChanged = m_hasChanged || isForeign;
        return isForeign;
    });
}

void StandardInstance::meet(const Frame &frame, Tag tag, const std::vector<RowUse> &uses)
{
    TreeItem &item = *frame.item;
    const ConditionScope scope = scopeOf(item, frame.frameItem);
    const Verdict verdict = judge(uses, scope);
    note(frame, tag, uses);
    TreeElement *element = item.find(tag);
    const bool isUnwanted = (verdict.demanded == Demanded::no) && (verdict.isForbidden || !verdict.isAllowed);
    if (element == nullptr) {
        if (verdict.demanded == Demanded::no || item.pinnedAbsent.contains(tag))
            return;
        if (tag == urnCodeValue || tag == longCodeValue)
            tag = codeValue; // one of three has to be there
        if (verdict.because != ConditionId::none) {
            m_pending.push_back({&item, tag, verdict.because, false, uses});
            return;
        }
        item.elements[tag] = made(tag, uses, scope);
        m_hasChanged = true;
        return;
    }
    if (isUnwanted && !element->isPinned && !element->isKept) {
        m_pending.push_back({&item, tag, ConditionId::none, true, uses});
        return;
    }
    if (element->vr == Vr::SQ) {
        lookInside(frame, tag, *element, uses);
    } else if (!element->isPinned && isWrong(tag, *element, uses, scope)) {
        TreeElement better = made(tag, uses, scope);
        if (better.text != element->text) {
            element->text = std::move(better.text);
            m_hasChanged = true;
        }
    }
}

void StandardInstance::lookInside(const Frame &frame, Tag tag, TreeElement &element, const std::vector<RowUse> &uses)
{
    if (frame.depth > deepestItem)
        return;
    const bool isGroups = frame.depth == 0 && (tag == sharedGroups || tag == m_framesTag);
    if (isGroups)
        return;
    std::vector<Source> inside;
    for (const RowUse &use : uses) {
        const bool isKnown = std::ranges::any_of(
            inside, [&](const Source &source) { return source.rows.begin == use.row->children.begin; });
        if (use.applies != Truth::no && !use.row->children.isEmpty() && !isKnown)
            inside.push_back({use.row->children, use.block});
    }
    const std::uint32_t wanted = itemsFor(uses, scopeOf(*frame.item, frame.frameItem));
    while (element.items.size() < wanted && !element.items.empty()) {
        element.items.emplace_back();
        m_hasChanged = true;
    }
    for (std::size_t i = 0; i < element.items.size(); ++i) {
        TreeItem &item = element.items[i];
        if (!item.isLocated) {
            m_hasChanged = true;
            continue;
        }
        std::vector<TreePath::Step> steps = frame.steps;
        steps.push_back({tag, i});
        walk({&item, frame.frameItem, frame.depth + 1, std::move(steps)}, inside);
    }
}

// The macros that are demanded are put into the shared Item, and into that of each frame where they have to.
void StandardInstance::walkGroups()
{
    const std::span<const GroupUse> groups = m_tables.groupsOf(m_iod);
    TreeElement *shared = root.find(sharedGroups);
    if (groups.empty() || shared == nullptr)
        return;
    TreeElement *frames = root.find(m_framesTag);
    if (frames == nullptr && m_framesTag != selectedFrames) {
        root.elements[m_framesTag] = {.vr = Vr::SQ, .items = std::vector<TreeItem>(1)};
        m_hasChanged = true;
        return;
    }
    for (TreeElement *sequence : {shared, frames}) {
        if (sequence != nullptr && sequence->items.empty()) {
            sequence->items.emplace_back();
            m_hasChanged = true;
        }
    }
    if (!shared->items.front().isLocated || (frames != nullptr && !frames->items.front().isLocated))
        return;
    const std::uint32_t frameItem = frames != nullptr ? frames->items.front().at : Element::noParent;
    const auto sequenceOf = [&](const GroupUse &group) {
        for (const AttributeRow &row : m_tables.rows(m_tables.blocks()[group.macro].rows)) {
            if (!row.isInclude())
                return row.tag;
        }
        return Tag{};
    };
    std::vector<Source> ofShared;
    std::vector<Source> ofFrames;
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
        const GroupUse &group = groups[i];
        ConditionScope scope = scopeOf(root, frameItem);
        const bool isThere = group.usage == Usage::mandatory || wantedGroups.contains(i) ||
                             (group.usage == Usage::conditional && evaluate(m_tables, group.when, scope) == Truth::yes);
        const bool isPerFrame = group.place == GroupPlace::perFrameOnly;
        if (isPerFrame && frames == nullptr)
            continue;
        if (isThere)
            (isPerFrame ? ofFrames : ofShared).push_back({m_tables.blocks()[group.macro].rows, group.macro});
        else
            continue;
        TreeItem &item = isPerFrame ? frames->items.front() : shared->items.front();
        const Tag tag = sequenceOf(group);
        if (item.find(tag) == nullptr && !item.pinnedAbsent.contains(tag)) {
            item.elements[tag] = {.vr = Vr::SQ, .items = std::vector<TreeItem>(1)};
            m_hasChanged = true;
        }
    }
    walk({&shared->items.front(), Element::noParent, 1, {{sharedGroups, 0}}}, ofShared);
    if (frames != nullptr)
        walk({&frames->items.front(), frameItem, 1, {{m_framesTag, 0}}}, ofFrames);
}

// One condition may look at what another one adds: those wait for the next pass.
void StandardInstance::applyPending()
{
    const ConditionPool &pool = m_tables.conditionPool();
    std::vector<const Pending *> applied;
    for (const Pending &pending : m_pending) {
        const auto dependsOn = [&](const Pending &a, const Pending &b) {
            return a.because != ConditionId::none && looksAt(pool, static_cast<std::uint32_t>(a.because), b.tag);
        };
        const bool hasToWait = std::ranges::any_of(applied, [&](const Pending *other) {
            return dependsOn(pending, *other) || dependsOn(*other, pending) || other->isRemoval || pending.isRemoval;
        });
        if (hasToWait)
            continue;
        applied.push_back(&pending);
        m_hasChanged = true;
        if (pending.isRemoval)
            pending.item->elements.erase(pending.tag);
        else
            pending.item->elements[pending.tag] =
                made(pending.tag, pending.uses, scopeOf(*pending.item, Element::noParent));
    }
}

std::vector<StandardInstance::Attribute> StandardInstance::demandedAttributes()
{
    std::vector<Attribute> attributes;
    m_attributes = &attributes;
    pass();
    m_attributes = nullptr;
    return attributes;
}

TreeElement StandardInstance::fresh(const TreePath &path, const std::vector<RowUse> &uses)
{
    const TreeItem *item = itemOf(root, path);
    return made(path.tag, uses, scopeOf(*item, Element::noParent));
}

std::vector<StandardInstance::Include> StandardInstance::includesInCases()
{
    std::vector<Include> found;
    m_includes = &found;
    pass();
    m_includes = nullptr;
    return found;
}

std::vector<StandardInstance::Restriction> StandardInstance::restrictions()
{
    std::vector<Restriction> found;
    m_restrictions = &found;
    pass();
    m_restrictions = nullptr;
    return found;
}

std::vector<StandardInstance::Conditional> StandardInstance::conditionalRows()
{
    std::vector<Conditional> rows;
    m_conditionals = &rows;
    pass();
    m_conditionals = nullptr;
    return rows;
}

} // namespace mi::test
