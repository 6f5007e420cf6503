#include "core/checks/iod/module_choice.h"

#include "core/checks/iod/demand.h"
#include "core/dicom/dictionary.h"

#include <algorithm>

namespace mi {

namespace {

constexpr std::size_t shownAttributes = 6;
constexpr unsigned deepestInclude = 16;

bool hasRow(const RuleTables &tables, RuleRange range, Tag tag, unsigned depth)
{
    return std::ranges::any_of(tables.rows(range), [&](const AttributeRow &row) {
        if (!row.isInclude())
            return row.tag == tag;
        return depth < deepestInclude && hasRow(tables, tables.blocks()[row.macro].rows, tag, depth + 1);
    });
}

class ModuleChoice {
public:
    ModuleChoice(RuleRun &run, std::span<const ModuleUse> uses, LevelRows &rows)
        : m_run(run), m_uses(uses), m_rows(rows), m_modules(uses.size())
    {}

    void choose()
    {
        findOwn();
        m_run.modules.assign(m_uses.size(), Truth::unknown);
        // Conditions may ask for modules, so that one pass does not settle all.
        for (const bool isLast : {false, true}) {
            for (std::size_t i = 0; i < m_uses.size(); ++i)
                m_run.modules[i] = decide(i, isLast);
        }
        for (std::size_t i = 0; i < m_uses.size(); ++i)
            reportModule(i);
        keepWhatIsJudged();
    }

private:
    struct Module {
        bool hasOwn = false;         // an attribute that no other module of the IOD has
        bool hasOwnRequired = false; // ... of Type 1, 1C, 2 or 2C
        Tag firstOwn;
        Truth condition = Truth::unknown;
        bool isSettled = false; // said as a whole: missing, or not allowed
    };

    template <class Visit>
    void forEachAttribute(Visit visit)
    {
        for (std::size_t i = 0; i < m_rows.matches().size();) {
            const std::span<const Match> same = m_rows.sameAttribute(i);
            visit(same);
            i += same.size();
        }
    }

    void findOwn()
    {
        forEachAttribute([&](std::span<const Match> same) {
            const std::uint32_t owner = same.front().owner;
            const bool isOwn = std::ranges::all_of(same, [&](const Match &match) { return match.owner == owner; });
            if (same.front().isAbsent() || !isOwn)
                return;
            Module &module = m_modules[owner];
            const bool isRequired = std::ranges::any_of(same, [&](const Match &match) {
                if (m_run.iod == nullptr) // many kinds of object share attributes of the other Types
                    return match.row->type == AttributeType::type1;
                return match.row->type != AttributeType::type3 && match.row->type != AttributeType::notAllowed;
            });
            module.hasOwn = true;
            if (isRequired && !module.hasOwnRequired) {
                module.hasOwnRequired = true;
                module.firstOwn = same.front().tag;
            }
        });
    }

    Truth decide(std::size_t index, bool isLast)
    {
        const ModuleUse &use = m_uses[index];
        Module &module = m_modules[index];
        if (use.usage == Usage::mandatory)
            return Truth::yes;
        if (use.usage == Usage::conditional)
            module.condition = m_run.holds(use.when, {});
        if (module.hasOwnRequired || module.condition == Truth::yes)
            return Truth::yes;
        return use.usage == Usage::userOption || isLast ? Truth::no : module.condition;
    }

    void reportModule(std::size_t index)
    {
        const ModuleUse &use = m_uses[index];
        const Module &module = m_modules[index];
        ++m_run.decided;
        const bool isDemanded = use.usage == Usage::mandatory || module.condition == Truth::yes;
        if (isDemanded && !module.hasOwn)
            reportIfMissing(index);
        if (use.usage != Usage::conditional || !module.hasOwnRequired || use.otherwise == Otherwise::allowed)
            return;
        if (module.condition == Truth::no)
            reportNotAllowed(index);
    }

    void reportNotAllowed(std::size_t index)
    {
        const ModuleUse &use = m_uses[index];
        const Tag tag = m_modules[index].firstOwn;
        m_modules[index].isSettled = true;
        const bool isForbidden = use.otherwise == Otherwise::forbidden;
        m_run.log.add(isForbidden ? "iod.module.not-allowed" : "iod.module.not-expected", tag, [&] {
            FindingLog::Entry entry;
            entry.because = use.when;
            const Element &element = m_run.instance.elements[m_rows.find(tag)];
            entry.facts.vr = element.vr;
            entry.facts.offset = element.offset;
            entry.facts.observed = "present";
            entry.facts.expected = "absent; " + m_run.blockText(use.module) + " in " + m_run.iodText() +
                                   m_run.becauseText({}, use.when, {});
            entry.facts.section = m_run.iod != nullptr ? std::string(m_run.iod->section) : std::string{};
            return entry;
        });
    }

    // The attributes that this module alone asks for, and that are not there.
    std::vector<Tag> lackingOf(std::size_t index)
    {
        std::vector<Tag> tags;
        std::vector<Match> ofModule;
        forEachAttribute([&](std::span<const Match> same) {
            if (!same.front().isAbsent())
                return;
            ofModule.clear();
            std::ranges::copy_if(same, std::back_inserter(ofModule),
                                 [&](const Match &match) { return match.owner == index; });
            if (!ofModule.empty() && demandOf(m_run, {}, ofModule).strength != Demand::Strength::none)
                tags.push_back(same.front().tag);
        });
        return tags;
    }

    bool isOwnAttribute(Tag tag, std::size_t index) const
    {
        for (std::size_t i = 0; i < m_uses.size(); ++i) {
            if (i != index && hasRow(m_run.tables, m_run.tables.blocks()[m_uses[i].module].rows, tag, 0))
                return false;
        }
        return true;
    }

    void reportIfMissing(std::size_t index)
    {
        std::vector<Tag> lacking = lackingOf(index);
        const bool hasOwn = std::ranges::any_of(lacking, [&](Tag tag) { return isOwnAttribute(tag, index); });
        if (lacking.size() < 2 || !hasOwn)
            return;
        const ModuleUse &use = m_uses[index];
        m_modules[index].isSettled = true;
        const Tag first = lacking.front();
        m_run.log.add("iod.module.missing", first, [&] {
            FindingLog::Entry entry;
            entry.because = use.when;
            entry.isAbsent = true;
            entry.facts.observed = "absent: " + namesOf(lacking);
            entry.facts.expected = m_run.blockText(use.module);
            entry.facts.expected += use.usage == Usage::mandatory ? ", mandatory in " + m_run.iodText()
                                                                  : m_run.becauseText({}, use.when, {});
            entry.facts.section = m_run.section(use.module);
            entry.others = std::move(lacking);
            return entry;
        });
    }

    static std::string namesOf(const std::vector<Tag> &tags)
    {
        std::string names;
        for (std::size_t i = 0; i < tags.size() && i < shownAttributes; ++i)
            names += (i == 0 ? "" : ", ") + std::string(keywordOf(tags[i]));
        if (tags.size() > shownAttributes)
            names += " and " + std::to_string(tags.size() - shownAttributes) + " more";
        return names;
    }

    bool isThere(const Match &match) const
    {
        return m_run.modules[match.owner] == Truth::yes && !m_modules[match.owner].isSettled;
    }

    // Of an attribute that only modules have which are not there, the value is judged all the same.
    void keepWhatIsJudged()
    {
        std::vector<Match> &matches = m_rows.matches();
        for (std::size_t i = 0; i < matches.size();) {
            const std::size_t end = i + m_rows.sameAttribute(i).size();
            bool isInModule = false;
            for (std::size_t at = i; at < end; ++at) {
                matches[at].isLoose = !isThere(matches[at]);
                isInModule = isInModule || !matches[at].isLoose;
            }
            for (; i < end; ++i) {
                if (matches[i].isLoose && (isInModule || matches[i].isAbsent()))
                    matches[i].row = nullptr;
            }
        }
        std::erase_if(matches, [](const Match &match) { return match.row == nullptr; });
    }

    RuleRun &m_run;
    std::span<const ModuleUse> m_uses;
    LevelRows &m_rows;
    std::vector<Module> m_modules;
};

} // namespace

void chooseModules(RuleRun &run, std::span<const ModuleUse> uses, LevelRows &rows)
{
    ModuleChoice(run, uses, rows).choose();
}

} // namespace mi
