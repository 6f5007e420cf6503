#include "core/checks/values/defect_reporter.h"

#include "core/support/text.h"

#include <functional>

namespace mi {

namespace {

// The same tag in other sequences is another attribute: a few are looked at, the rest is only counted.
constexpr std::uint32_t maxReportsPerTag = 4;
constexpr std::uint32_t maxPaths = 256;
constexpr std::size_t maxKeys = 2048;

} // namespace

std::size_t DefectReporter::Hash::operator()(const Key &key) const
{
    return std::hash<std::string_view>{}(key.id) ^ (key.tag.key() * std::size_t{0x9E3779B9});
}

DefectReporter::~DefectReporter()
{
    for (auto &[id, rest] : m_overflow)
        m_findings.add(id, {.attribute = std::move(rest.path), .count = rest.counted});
    for (auto &[key, seen] : m_seen) {
        if (seen.counted > 0)
            m_findings.add(key.id, {.attribute = std::move(seen.path), .count = seen.counted});
    }
}

// Null when it has only to be counted, which is done.
DefectReporter::Seen *DefectReporter::seenBefore(std::string_view id, Tag tag)
{
    const auto known = m_seen.find({id, tag});
    if (known == m_seen.end() && m_seen.size() >= maxKeys) {
        Seen &rest = m_overflow[id];
        if (rest.counted++ == 0)
            rest.path = tag;
        return nullptr;
    }
    Seen &seen = known != m_seen.end() ? known->second : m_seen[{id, tag}];
    if (seen.reported >= maxReportsPerTag) {
        ++seen.counted;
        return nullptr;
    }
    ++seen.reported;
    return &seen;
}

AttributePath DefectReporter::pathOf(const Element &element, Tag tag)
{
    if (element.parent == Element::noParent || ++m_paths > maxPaths)
        return tag;
    return {m_instance.pathOf(element).steps(), tag};
}

void DefectReporter::add(std::string_view id, const Element &element, std::string_view observed,
                         std::string_view expected)
{
    addAt(id, element, element.tag, escapedForDisplay(observed), expected);
}

void DefectReporter::addAt(std::string_view id, const Element &element, Tag tag, std::string observed,
                           std::string_view expected)
{
    Seen *seen = seenBefore(id, tag);
    if (seen == nullptr)
        return;
    AttributePath path = pathOf(element, tag);
    if (seen->reported == 1)
        seen->path = path;
    m_findings.add(id, {.attribute = std::move(path),
                        .vr = tag == element.tag ? element.vr : Vr::none,
                        .observed = std::move(observed),
                        .expected = std::string(expected),
                        .offset = element.offset});
}

} // namespace mi
