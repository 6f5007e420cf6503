#include "core/domain/finding.h"

#include <algorithm>
#include <functional>
#include <iterator>
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

std::vector<Finding> takeSuppressed(std::vector<Finding> &findings)
{
    // Not of std::ranges: clang 14, which builds the fuzz targets, does not know its subrange.
    const auto hidden = std::stable_partition(findings.begin(), findings.end(), std::not_fn(&Finding::isSuppressed));
    std::vector<Finding> suppressed(std::make_move_iterator(hidden), std::make_move_iterator(findings.end()));
    findings.erase(hidden, findings.end());
    std::ranges::stable_sort(findings, isWorse);
    std::ranges::stable_sort(suppressed, isWorse);
    return suppressed;
}

std::string Finding::source() const
{
    return section.empty() ? std::string(rule->source) : "PS3.3 " + section;
}

std::optional<Severity> worstSeverity(const std::vector<Finding> &findings)
{
    std::optional<Severity> worst;
    for (const Finding &finding : findings) {
        if (!finding.isSuppressed() && (!worst || finding.severity > *worst))
            worst = finding.severity;
    }
    return worst;
}

} // namespace mi
