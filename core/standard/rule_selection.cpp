#include "core/standard/rule_selection.h"

#include <algorithm>

namespace mi {

namespace {

Error unknownProfile(const RuleTables &tables, const std::string &id)
{
    Error error;
    error.code = ErrorCode::notFound;
    error.operation = "choose the profile";
    error.subject = id;
    for (const ProfileRule &profile : tables.profiles())
        error.detail += (error.detail.empty() ? "there are: " : ", ") + std::string(profile.id);
    return error;
}

} // namespace

const RuleTables &RuleSelection::tables() const
{
    return m_tables ? *m_tables : standardRuleTables();
}

Result<std::shared_ptr<const RuleSelection>> RuleSelection::create(std::span<const std::string> profileIds,
                                                                   const std::optional<SiteRules> &site)
{
    auto selection = std::make_shared<RuleSelection>();
    if (site) {
        const RuleTables::Source source{site->name, site->text};
        Result<std::shared_ptr<const RuleTables>> tables = standardRuleTablesWith({&source, 1});
        if (!tables)
            return tables.error();
        selection->m_tables = tables.take();
        selection->m_siteName = site->name;
    }
    const RuleTables &tables = selection->tables();
    for (const ProfileRule &profile : tables.profiles()) {
        const bool isOfSite = site && standardRuleTables().profile(profile.id) == nullptr;
        if (isOfSite || std::ranges::find(profileIds, profile.id) != profileIds.end())
            selection->m_profiles.push_back(&profile);
    }
    for (const std::string &id : profileIds) {
        if (tables.profile(id) == nullptr)
            return unknownProfile(tables, id);
    }
    return std::shared_ptr<const RuleSelection>(std::move(selection));
}

} // namespace mi
