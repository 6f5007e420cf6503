#include "core/checks/iod/level_rows.h"

#include <algorithm>
#include <functional>

namespace mi {

namespace {

// Macros in macros at one level; the tables have three or four.
constexpr unsigned deepestInclude = 16;

constexpr std::uint16_t lastRepeat = 0x1E; // groups 6000 to 601E, PS3.5 7.6

bool isRepeating(Tag tag)
{
    return tag.group == 0x6000 || tag.group == 0x5000;
}

bool isBefore(const LevelRows::Child &child, std::uint32_t key)
{
    return child.key < key;
}

// What has to be said when such an attribute is not there.
bool isAskedForWhenAbsent(AttributeType type)
{
    return type != AttributeType::type3 && type != AttributeType::notAllowed;
}

} // namespace

void LevelRows::open(const RuleRun &run, const Place &place)
{
    const std::vector<Element> &elements = run.instance.elements;
    m_children.clear();
    m_matches.clear();
    const bool isRoot = m_isRoot = place.item == Element::noParent;
    const auto end = isRoot ? static_cast<std::uint32_t>(elements.size()) : elements[place.item].end;
    bool isSorted = true;
    for (std::uint32_t i = isRoot ? run.instance.dataSetBegin : place.item + 1; i < end; i = elements[i].end) {
        const std::uint32_t key = elements[i].tag.key();
        isSorted = isSorted && (m_children.empty() || m_children.back().key <= key);
        m_children.push_back({key, i});
    }
    m_isOpen = isRoot ? run.instance.stoppedAt.has_value() : run.isOpenAtStop(elements[place.item]);
    m_lastCertain = 0;
    if (m_isOpen) { // the last one is where reading failed, so its tag may be anything
        for (std::size_t i = 0; i + 1 < m_children.size(); ++i)
            m_lastCertain = std::max(m_lastCertain, m_children[i].key);
    }
    if (!isSorted)
        std::ranges::stable_sort(m_children, {}, &Child::key);
}

std::uint32_t LevelRows::find(Tag tag) const
{
    const auto at = std::lower_bound(m_children.begin(), m_children.end(), tag.key(), isBefore);
    return at != m_children.end() && at->key == tag.key() ? at->element : noElement;
}

void LevelRows::addOne(RuleRun &run, const AttributeRow &row, Tag tag, const RowSource &source,
                       const Included &included)
{
    const std::uint32_t element = find(tag);
    if (element == noElement) {
        if (included.applies == Truth::no || !isAskedForWhenAbsent(row.type))
            return;
        if (isUnread(tag)) {
            run.hasUnread = true;
            return;
        }
    }
    m_matches.push_back({&row, element, source.block, source.owner, tag, included.applies, included.by});
}

// Overlays stand in several groups; each is judged by itself.
void LevelRows::addRepeated(RuleRun &run, const AttributeRow &row, const RowSource &source, const Included &included)
{
    const Tag first{row.tag.group, 0};
    const Tag behind{static_cast<std::uint16_t>(row.tag.group + lastRepeat + 1), 0};
    const auto begin = std::lower_bound(m_children.begin(), m_children.end(), first.key(), isBefore);
    const auto end = std::lower_bound(begin, m_children.end(), behind.key(), isBefore);
    if (begin == end)
        return addOne(run, row, row.tag, source, included);
    for (auto at = begin; at != end;) {
        const auto group = static_cast<std::uint16_t>(at->key >> 16U);
        if (group % 2 == 0)
            addOne(run, row, {group, row.tag.element}, source, included);
        at = std::lower_bound(at, end, Tag{static_cast<std::uint16_t>(group + 1), 0}.key(), isBefore);
    }
}

void LevelRows::addRow(RuleRun &run, const AttributeRow &row, const RowSource &source, const Included &included)
{
    if (isRepeating(row.tag))
        addRepeated(run, row, source, included);
    else
        addOne(run, row, row.tag, source, included);
}

void LevelRows::walk(RuleRun &run, const Place &place, const RowSource &source, const Included &included,
                     unsigned depth)
{
    for (const AttributeRow &row : run.tables.rows(source.rows)) {
        if (!row.isInclude()) {
            addRow(run, row, source, included);
        } else if (depth < deepestInclude) {
            const RuleBlock &macro = run.tables.blocks()[row.macro];
            Included inside = included;
            if (row.when != ConditionId::none && included.applies != Truth::no) {
                inside.applies = both(included.applies, run.holds(row.when, place));
                inside.by = inside.applies == included.applies ? included.by : row.when;
            }
            walk(run, place, {macro.rows, row.macro, source.owner}, inside, depth + 1);
        }
    }
}

void LevelRows::add(RuleRun &run, const Place &place, const RowSource &source)
{
    walk(run, place, source, {}, 0);
}

void LevelRows::sort()
{
    // Rows stand in one list, so their addresses are the order of the tables; a stable sort would allocate.
    std::ranges::sort(m_matches, [](const Match &a, const Match &b) {
        return a.tag != b.tag ? a.tag < b.tag : std::less<>{}(a.row, b.row);
    });
}

std::span<const Match> LevelRows::sameAttribute(std::size_t first) const
{
    std::size_t last = first;
    while (last < m_matches.size() && m_matches[last].tag == m_matches[first].tag)
        ++last;
    return std::span(m_matches).subspan(first, last - first);
}

} // namespace mi
