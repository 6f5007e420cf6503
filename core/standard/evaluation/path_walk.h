// PathWalk: the elements that a path of an expression leads to. One evaluation; nothing allocates.
#pragma once

#include "core/dicom/scanned_instance.h"
#include "core/standard/condition.h"
#include "core/standard/condition_pool.h"

#include <cstdint>
#include <optional>
#include <span>

namespace mi {

// A reference to something that judges the elements at the end of a path; null where the attribute is certainly absent.
class ElementTest {
public:
    template <class F>
    ElementTest(F &function) // NOLINT: meant to convert; the function outlives the call
        : m_function(&function), m_call([](void *f, const Element *element) { return (*static_cast<F *>(f))(element); })
    {}
    Truth operator()(const Element *element) const { return m_call(m_function, element); }

private:
    void *m_function;
    Truth (*m_call)(void *, const Element *);
};

class PathWalk {
public:
    using Path = ConditionPool::Path;
    using Step = ConditionPool::Step;

    PathWalk(const ConditionPool &pool, const ConditionScope &scope, ConditionBudget &budget)
        : m_pool(pool), m_scope(scope), m_instance(scope.instance), m_budget(budget)
    {}

    // Whether the test is true for any of the elements; unknown also where more may be behind the end of reading.
    Truth any(const Path &path, ElementTest test);

    struct Found {
        const Element *element = nullptr;
        bool mayBeUnread = false; // not found, but reading ended before it would come
    };
    // The attribute directly in an Item, or at the root for Element::noParent.
    Found find(std::uint32_t container, Tag tag);

    // Calls visit(index of an Item) for Item `number` of a Sequence, 0 for all, until that is true.
    template <class Visit>
    Truth eachItem(const Element &sequence, std::uint32_t number, Visit visit);

    // The budget is used up: what was not found may be there all the same.
    bool isExhausted() const { return m_budget.left == 0; }

    // The Sequences at the root that hold functional groups.
    static constexpr Tag sharedGroups{0x5200, 0x9229};
    static constexpr Tag perFrameGroups{0x5200, 0x9230};

private:
    Truth walk(std::uint32_t container, std::span<const Step> steps, ElementTest test);
    Truth follow(Found found, std::span<const Step> steps, ElementTest test);
    Truth testItem(const Element &sequence, std::uint32_t number, ElementTest test);
    Truth anywhere(Tag tag, ElementTest test);
    Truth inFrame(std::span<const Step> steps, ElementTest test);
    Truth inEveryFrame(std::span<const Step> steps, ElementTest test);
    Truth inGroups(std::uint32_t groups, std::span<const Step> steps, ElementTest test);
    Truth inSharedGroups(std::span<const Step> steps, ElementTest test);
    Truth tested(const Element *element, ElementTest test);
    std::optional<std::uint32_t> containerOutside(unsigned levels) const;
    bool mayBeBehindTheEnd(std::uint32_t container, Tag tag);
    bool spend(std::uint64_t elements);
    Tag inThisGroup(Tag tag) const;

    const ConditionPool &m_pool;
    const ConditionScope &m_scope;
    const ScannedInstance &m_instance;
    ConditionBudget &m_budget;
    bool m_hasTested = false;
    bool m_isUnsure = false;
};

template <class Visit>
Truth PathWalk::eachItem(const Element &sequence, std::uint32_t number, Visit visit)
{
    Truth result = Truth::no;
    std::uint32_t count = 0;
    for (std::uint32_t i = m_instance.indexOf(sequence) + 1; i < sequence.end && result != Truth::yes;
         i = m_instance.elements[i].end) {
        if (!spend(1)) {
            m_isUnsure = true;
            break;
        }
        if (m_instance.elements[i].tag == tags::Item && (++count == number || number == 0))
            result = either(result, visit(i));
    }
    return result;
}

} // namespace mi
