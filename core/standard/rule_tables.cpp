#include "core/standard/rule_tables.h"

#include "core/standard/reading/rule_reader.h"
#include "core/standard/rule_tables_data.h"

#include <algorithm>

namespace mi {

namespace {

template <class T>
std::span<const T> part(const std::vector<T> &list, RuleRange range)
{
    return {list.data() + range.begin, range.end - range.begin};
}

template <class T>
const T *find(const std::vector<T> &list, const std::unordered_map<std::string_view, std::uint32_t> &index,
              std::string_view key)
{
    const auto at = index.find(key);
    return at != index.end() ? &list[at->second] : nullptr;
}

} // namespace

RuleTables::RuleTables(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
RuleTables::~RuleTables() = default;

Result<std::shared_ptr<const RuleTables>> RuleTables::create(std::span<const Source> sources)
{
    return RuleReader::read(sources);
}

const SopClassRule *RuleTables::sopClass(std::string_view uid) const
{
    return find(m_data->sopClasses, m_data->sopClassesByUid, uid);
}

const IodRule *RuleTables::iod(std::string_view id) const
{
    return find(m_data->iods, m_data->iodsById, id);
}

const RuleBlock *RuleTables::block(std::string_view id) const
{
    const RuleBlock *found = module(id);
    return found != nullptr ? found : macro(id);
}

const RuleBlock *RuleTables::module(std::string_view id) const
{
    return find(m_data->blocks, m_data->modulesById, id);
}

const RuleBlock *RuleTables::macro(std::string_view id) const
{
    return find(m_data->blocks, m_data->macrosById, id);
}

const ContextGroupRule *RuleTables::contextGroup(std::uint32_t cid) const
{
    const auto at = std::ranges::lower_bound(m_data->contextGroups, cid, {}, &ContextGroupRule::cid);
    return at != m_data->contextGroups.end() && at->cid == cid ? &*at : nullptr;
}

const ProfileRule *RuleTables::profile(std::string_view id) const
{
    return find(m_data->profiles, m_data->profilesById, id);
}

bool RuleTables::hasCode(const ContextGroupRule &group, const ContextCode &code) const
{
    return std::ranges::binary_search(contextCodes(group.codes), code);
}

std::span<const std::string_view> RuleTables::sources() const
{
    return m_data->sources;
}

std::span<const RuleEdition> RuleTables::editions() const
{
    return m_data->editions;
}

std::span<const SopClassRule> RuleTables::sopClasses() const
{
    return m_data->sopClasses;
}

std::span<const IodRule> RuleTables::iods() const
{
    return m_data->iods;
}

std::span<const RuleBlock> RuleTables::blocks() const
{
    return m_data->blocks;
}

std::span<const ProfileRule> RuleTables::profiles() const
{
    return m_data->profiles;
}

std::span<const ContextGroupRule> RuleTables::contextGroups() const
{
    return m_data->contextGroups;
}

std::span<const ModuleUse> RuleTables::modulesOf(const IodRule &iod) const
{
    return part(m_data->moduleUses, iod.modules);
}

std::span<const GroupUse> RuleTables::groupsOf(const IodRule &iod) const
{
    return part(m_data->groupUses, iod.groups);
}

std::span<const std::uint32_t> RuleTables::iodsOf(const ProfileRule &profile) const
{
    return part(m_data->profileIods, profile.iods);
}

std::span<const AttributeRow> RuleTables::rows(RuleRange range) const
{
    return part(m_data->rows, range);
}

std::span<const CountRule> RuleTables::counts(RuleRange range) const
{
    return part(m_data->counts, range);
}

std::span<const ValueRule> RuleTables::values(RuleRange range) const
{
    return part(m_data->values, range);
}

std::span<const NumberRule> RuleTables::numbers(RuleRange range) const
{
    return part(m_data->numbers, range);
}

std::span<const ConditionId> RuleTables::conditions(RuleRange range) const
{
    return part(m_data->conditions, range);
}

std::span<const CodeRule> RuleTables::codes(RuleRange range) const
{
    return part(m_data->codes, range);
}

std::span<const std::string_view> RuleTables::texts(RuleRange range) const
{
    return part(m_data->texts, range);
}

std::span<const ContextCode> RuleTables::contextCodes(RuleRange range) const
{
    return part(m_data->contextCodes, range);
}

const ConditionPool &RuleTables::conditionPool() const
{
    return m_data->pool;
}

} // namespace mi
