// RuleSelection: the rules that a run applies: the standard's, a site's own beside them, and the profiles that were
// chosen. Immutable; any thread.
#pragma once

#include "core/standard/rule_tables.h"
#include "core/support/result.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mi {

class RuleSelection {
public:
    // The standard's rules and no profile.
    RuleSelection() = default;

    struct SiteRules {
        std::string name; // of the file, for messages and reports
        std::string text; // docs/rule-tables.md
    };
    // The profiles of a site apply without being named. Errors: invalidFormat (the site's text, with its line),
    // notFound (a profile; `detail` names those there are).
    static Result<std::shared_ptr<const RuleSelection>> create(std::span<const std::string> profileIds,
                                                               const std::optional<SiteRules> &site);

    const RuleTables &tables() const;
    std::span<const ProfileRule *const> profiles() const { return m_profiles; }
    const std::string &siteName() const { return m_siteName; } // "" for none

private:
    std::shared_ptr<const RuleTables> m_tables; // null: the standard's
    std::vector<const ProfileRule *> m_profiles;
    std::string m_siteName;
};

} // namespace mi
