#include "core/domain/finding.h"

#include <algorithm>
#include <tuple>

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

bool isWorse(const Finding &a, const Finding &b)
{
    return std::tuple(b.severity, a.offset.value_or(0)) < std::tuple(a.severity, b.offset.value_or(0));
}

std::optional<Severity> worstSeverity(const std::vector<Finding> &findings)
{
    if (findings.empty())
        return std::nullopt;
    return std::ranges::max(findings, {}, &Finding::severity).severity;
}

} // namespace mi
