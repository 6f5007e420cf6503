#include "core/domain/finding.h"

#include <algorithm>

namespace mi {

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::info:
        break;
    }
    return "info";
}

std::string Finding::source() const
{
    return section.empty() ? std::string(rule->source) : "PS3.3 " + section;
}

std::optional<Severity> worstSeverity(const std::vector<Finding> &findings)
{
    if (findings.empty())
        return std::nullopt;
    return std::ranges::max(findings, {}, &Finding::severity).severity;
}

} // namespace mi
