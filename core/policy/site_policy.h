// SitePolicy: what a site makes of findings: another severity, out of sight, filed or not. Read from a text file as a
// whole or not at all (docs/site-policy.md). Immutable; any thread.
#pragma once

#include "core/domain/acceptance.h"
#include "core/policy/policy_rule.h"

#include <cstdint>
#include <filesystem>
#include <unordered_map>

namespace mi {

class FileLayer;

class SitePolicy {
public:
    static constexpr std::uint64_t maxFileSize = std::uint64_t{1} << 20U; // bytes

    // Errors: those of opening and reading, limitExceeded, and invalidFormat with line and column in `detail`.
    static Result<std::shared_ptr<const SitePolicy>> read(FileLayer &files, const std::filesystem::path &path);
    static Result<std::shared_ptr<const SitePolicy>> parse(std::string_view text);

    const std::string &name() const { return m_name; }
    const std::string &revision() const { return m_revision; }
    const std::string &sha256() const { return m_sha256; } // of the file as it is, lower-case hex
    const std::vector<PolicyRule> &rules() const { return m_rules; }
    AcceptanceReach acceptanceReach() const { return m_acceptanceReach; }

    // What is to be done to a finding on this day: one rule's decision, or null.
    std::shared_ptr<const PolicyDecision> decide(const Finding &finding, std::span<const InstanceOrigin> origins,
                                                 std::chrono::year_month_day day) const;

private:
    friend class PolicyReader;

    std::string m_name;
    std::string m_revision;
    std::string m_sha256;
    std::vector<PolicyRule> m_rules;
    AcceptanceReach m_acceptanceReach = AcceptanceReach::completeData;
    // Positions in m_rules by the id of the check, the one that goes first at the front. The ids live as long as the
    // program.
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> m_rulesOfCheck;
};

using SitePolicyPtr = std::shared_ptr<const SitePolicy>;

} // namespace mi
