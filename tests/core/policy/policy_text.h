// Site policies for tests, as text.
#pragma once

#include "core/checks/catalogue.h"
#include "core/domain/finding.h"

#include <string>

namespace mi::test {

// A policy with these rules, separated by commas.
inline std::string policyText(const std::string &rules)
{
    return "{\n\"schema\": \"mivalidator-site-policy\", \"schemaVersion\": 1, \"name\": \"Test site\",\n\"rules\": "
           "[\n" +
           rules + "\n]}\n";
}

// `scope` and `action` as they stand between the braces; no scope: "".
inline std::string ruleText(const std::string &id, const std::string &scope, const std::string &action,
                            const std::string &expires = {})
{
    return "{\"id\": \"" + id + "\"" + (scope.empty() ? "" : ", \"scope\": {" + scope + "}") + ", \"action\": {" +
           action + "}, \"reason\": \"" + action.substr(1, action.find('"', 1) - 1) + "\"" +
           (expires.empty() ? "" : ", \"expires\": \"" + expires + "\"") + "}";
}

// What the check with this id finds.
inline Finding findingOf(const char *id, const AttributePath &attribute = {})
{
    Finding finding;
    finding.rule = findCheckRule(id);
    finding.severity = finding.rule->severity;
    finding.attribute = attribute;
    return finding;
}

} // namespace mi::test
