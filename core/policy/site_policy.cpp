#include "core/policy/site_policy.h"

#include "core/platform/file_layer.h"
#include "core/policy/policy_reader.h"
#include "core/support/text.h"

namespace mi {

Result<SitePolicyPtr> SitePolicy::read(FileLayer &files, const std::filesystem::path &path)
{
    Result<std::unique_ptr<File>> file = files.openForReading(path, LinkPolicy::follow);
    if (!file)
        return file.error();
    // One byte more than allowed, so that a file that is too large is seen as such.
    std::string text(maxFileSize + 1, '\0');
    const Result<std::size_t> size = (*file)->readAt(0, std::as_writable_bytes(std::span(text)));
    if (!size)
        return size.error();
    text.resize(*size);
    Result<SitePolicyPtr> policy = parse(text);
    if (policy)
        return policy;
    Error error = policy.error();
    error.operation = "read the site policy";
    error.subject = pathToUtf8(path);
    return error;
}

Result<SitePolicyPtr> SitePolicy::parse(std::string_view text)
{
    return PolicyReader::read(text);
}

std::shared_ptr<const PolicyDecision> SitePolicy::decide(const Finding &finding,
                                                         std::span<const InstanceOrigin> origins,
                                                         std::chrono::year_month_day day) const
{
    const auto candidates = m_rulesOfCheck.find(finding.id());
    if (candidates == m_rulesOfCheck.end())
        return nullptr;
    for (const std::uint32_t position : candidates->second) {
        const PolicyRule &rule = m_rules[position];
        if (rule.isInForceOn(day) && rule.matches(finding, origins))
            return rule.decision;
    }
    return nullptr;
}

} // namespace mi
