#include "core/policy/policy_reader.h"

#include "core/checks/catalogue.h"
#include "core/checks/sop_class.h"
#include "core/domain/uid.h"
#include "core/policy/policy_document.h"
#include "core/support/text.h"

#include <QCryptographicHash>

#include <algorithm>
#include <charconv>

namespace mi {

namespace {

using Kind = JsonValue::Kind;

constexpr std::size_t maxRules = 2000;
constexpr std::size_t maxName = 100; // bytes of UTF-8, as the others
constexpr std::size_t maxScopeText = 256;
constexpr std::size_t maxReason = 500;

std::optional<std::chrono::year_month_day> dayOf(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto number = [text](std::size_t at, std::size_t size) -> std::optional<unsigned> {
        unsigned value = 0;
        const char *const end = text.data() + at + size;
        const auto [stop, code] = std::from_chars(text.data() + at, end, value);
        return code == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
    };
    const std::optional<unsigned> year = number(0, 4);
    const std::optional<unsigned> month = number(5, 2);
    const std::optional<unsigned> day = number(8, 2);
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                                           std::chrono::day{*day}};
    return date.ok() && *year > 0 ? std::optional{date} : std::nullopt;
}

std::optional<Severity> severityOf(std::string_view text)
{
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
        if (text == toString(severity))
            return severity;
    }
    return std::nullopt;
}

void readSopClass(PolicyDocument &document, const JsonValue &value, PolicyRule &rule)
{
    for (const std::string_view uid : sopClassUidsNamed(value.text))
        rule.sopClassUids.emplace_back(uid);
    if (!rule.sopClassUids.empty())
        return;
    if (isSafeAsFileName(value.text))
        rule.sopClassUids.push_back(value.text);
    else
        document.fail(value.position, "there is no SOP Class with the name or UID " + inQuotes(value.text));
}

void readScope(PolicyDocument &document, const JsonValue &rule, PolicyRule &out)
{
    const JsonValue *scope = document.find(rule, "scope", Kind::object);
    if (scope == nullptr ||
        !document.isObject(*scope, "a scope", {"manufacturer", "model", "sopClass", "attribute", "privateCreator"}))
        return;
    for (const JsonMember &member : scope->members) {
        const std::string text =
            document.line(document.find(*scope, member.name, Kind::text), member.name, maxScopeText);
        if (text.empty())
            continue;
        if (member.name == "manufacturer") {
            out.manufacturer.emplace(text);
        } else if (member.name == "model") {
            out.model.emplace(text);
        } else if (member.name == "sopClass") {
            readSopClass(document, member.value, out);
        } else if (member.name == "privateCreator") {
            out.privateCreator = escapedForDisplay(text); // as findings name it
        } else if (member.name == "attribute") {
            Result<AttributePattern> pattern = AttributePattern::create(text);
            if (pattern)
                out.attribute = pattern.take();
            else
                document.fail(member.value.position, pattern.error().detail);
        }
        out.scope += (out.scope.empty() ? "" : ", ") + member.name + " " + text;
    }
    if (scope->members.empty())
        document.fail(scope->position, "a scope that names nothing: leave it out");
    if (out.attribute && out.attribute->hasAnyBlock() && out.privateCreator.empty())
        document.fail(scope->find("attribute")->value.position, "a private element in any block needs a "
                                                                "\"privateCreator\" beside it");
}

void readAction(PolicyDocument &document, const JsonValue &rule, PolicyDecision &out)
{
    const JsonValue *action = document.need(rule, "action", Kind::object, "a rule");
    if (action == nullptr || !document.isObject(*action, "an action", {"severity", "suppress", "blocksFiling"}))
        return;
    if (action->members.empty())
        document.fail(action->position, "an action that does nothing");
    if (const JsonValue *severity = document.find(*action, "severity", Kind::text)) {
        out.severity = severityOf(severity->text);
        if (!out.severity)
            document.fail(severity->position, "a severity is \"error\", \"warning\" or \"info\"");
    }
    if (const JsonValue *suppress = document.find(*action, "suppress", Kind::boolean)) {
        out.suppresses = suppress->boolean;
        if (!out.suppresses)
            document.fail(suppress->position, "\"suppress\" is true, or left out");
        if (out.severity)
            document.fail(suppress->position, "what is suppressed needs no severity");
    }
    if (const JsonValue *blocks = document.find(*action, "blocksFiling", Kind::boolean))
        out.filing = blocks->boolean ? Filing::blocked : Filing::allowed;
}

void readExpiry(PolicyDocument &document, const JsonValue &rule, PolicyRule &out)
{
    const JsonValue *expires = document.find(rule, "expires", Kind::text);
    if (expires == nullptr)
        return;
    out.expires = dayOf(expires->text);
    if (!out.expires)
        document.fail(expires->position, inQuotes(expires->text) + " is no day: \"2027-03-31\"");
}

// Whether a rule with this decision may be applied to what this check finds.
bool isWithinReach(const CheckRule &check, const PolicyDecision &decision)
{
    return check.reach == PolicyReach::everything || (check.reach == PolicyReach::notHidden && !decision.suppresses);
}

std::string whyOutOfReach(const CheckRule &check)
{
    const std::string id = inQuotes(check.id);
    return check.reach == PolicyReach::nothing ? "a policy cannot change " + id +
                                                     ": nothing was looked at, or there "
                                                     "is no place to file to"
                                               : "a policy cannot suppress " + id +
                                                     ": images or the patient may be "
                                                     "the wrong ones";
}

// What the id stands for in the catalogue, and how much of that is within reach.
void measureReach(PolicyDocument &document, TextPosition position, PolicyRule &rule)
{
    std::string why;
    for (const CheckRule &check : allCheckRules()) {
        if (!rule.isAbout(check.id))
            continue;
        if (isWithinReach(check, *rule.decision)) {
            ++rule.reached;
        } else {
            ++rule.outOfReach;
            why = whyOutOfReach(check);
        }
    }
    if (rule.reached > 0)
        return;
    document.fail(position, rule.outOfReach == 0 ? "there is no check with the id " + inQuotes(rule.id) : why);
}

PolicyRule readRule(PolicyDocument &document, const JsonValue &value, std::uint32_t number)
{
    PolicyRule rule;
    auto decision = std::make_shared<PolicyDecision>();
    decision->rule = number;
    rule.decision = decision;
    if (!document.isObject(value, "a rule", {"id", "scope", "action", "reason", "expires"}))
        return rule;
    const JsonValue *id = document.need(value, "id", Kind::text, "a rule");
    rule.id = document.line(id, "id", maxScopeText);
    rule.isPrefix = rule.id.ends_with(".*");
    readScope(document, value, rule);
    readAction(document, value, *decision);
    decision->reason = document.line(document.need(value, "reason", Kind::text, "a rule"), "reason", maxReason);
    readExpiry(document, value, rule);
    if (id != nullptr && !document.problem())
        measureReach(document, id->position, rule);
    return rule;
}

AcceptanceReach readAcceptance(PolicyDocument &document, const JsonValue &value)
{
    if (value.text == "never")
        return AcceptanceReach::nothing;
    if (value.text == "anyData")
        return AcceptanceReach::anyData;
    if (value.text != "completeData")
        document.fail(value.position, "\"acceptance\" is \"never\", \"completeData\" or \"anyData\"");
    return AcceptanceReach::completeData;
}

std::string sha256Of(std::string_view text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return hash.result().toHex().toStdString();
}

} // namespace

void PolicyReader::index(SitePolicy &policy)
{
    for (const CheckRule &check : allCheckRules()) {
        std::vector<std::uint32_t> positions;
        for (std::uint32_t i = 0; i < policy.m_rules.size(); ++i) {
            if (policy.m_rules[i].isAbout(check.id) && isWithinReach(check, *policy.m_rules[i].decision))
                positions.push_back(i);
        }
        std::ranges::sort(positions, [&policy](std::uint32_t a, std::uint32_t b) {
            return policy.m_rules[a].isBefore(policy.m_rules[b]);
        });
        if (!positions.empty())
            policy.m_rulesOfCheck.emplace(check.id, std::move(positions));
    }
}

Result<SitePolicyPtr> PolicyReader::read(std::string_view text)
{
    const Result<JsonValue> root = parseJson(text, {.maxBytes = SitePolicy::maxFileSize});
    if (!root)
        return root.error();
    PolicyDocument document;
    auto policy = std::make_shared<SitePolicy>();
    const auto end = [&]() -> Result<SitePolicyPtr> {
        if (document.problem())
            return *document.problem();
        return SitePolicyPtr(policy);
    };
    constexpr std::string_view what = "the policy";
    if (!document.isObject(*root, what,
                           {"$schema", "schema", "schemaVersion", "name", "revision", "acceptance", "rules"}))
        return end();
    // First, because a later version may know members that this one does not.
    if (const JsonValue *schema = document.need(*root, "schema", Kind::text, what);
        schema != nullptr && schema->text != "mivalidator-site-policy")
        document.fail(schema->position, "\"schema\" is not \"mivalidator-site-policy\"");
    if (const JsonValue *version = document.need(*root, "schemaVersion", Kind::number, what);
        version != nullptr && version->text != "1")
        document.fail(version->position, "this program knows \"schemaVersion\" 1 only");
    policy->m_name = document.line(document.need(*root, "name", Kind::text, what), "name", maxName);
    if (const JsonValue *revision = document.find(*root, "revision", Kind::text))
        policy->m_revision = document.line(revision, "revision", maxName);
    if (const JsonValue *acceptance = document.find(*root, "acceptance", Kind::text))
        policy->m_acceptanceReach = readAcceptance(document, *acceptance);
    const JsonValue *rules = document.need(*root, "rules", Kind::array, what);
    if (rules == nullptr || document.problem())
        return end();
    if (rules->items.size() > maxRules)
        document.fail(rules->position, "more than " + std::to_string(maxRules) + " rules");
    for (const JsonValue &rule : rules->items) {
        if (document.problem())
            return end();
        policy->m_rules.push_back(readRule(document, rule, static_cast<std::uint32_t>(policy->m_rules.size() + 1)));
    }
    policy->m_sha256 = sha256Of(text);
    if (!document.problem())
        index(*policy);
    return end();
}

} // namespace mi
