#include "core/checks/iod_checks.h"

#include "core/checks/attribute_facts.h"
#include "core/checks/finding_collector.h"
#include "core/checks/iod/dimensions.h"
#include "core/checks/iod/foreign_attributes.h"
#include "core/checks/iod/functional_groups.h"
#include "core/checks/iod/iod_rules.h"
#include "core/checks/iod/level_checker.h"
#include "core/checks/iod/module_choice.h"
#include "core/checks/iod/rule_run.h"
#include "core/checks/sop_class.h"
#include "core/standard/rule_tables.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace mi {

namespace {

// What every composite object has that belongs to a patient (PS3.3 A.1.2, C.12.1), ...
constexpr std::array<std::string_view, 4> commonModules{"patient", "general-study", "general-series", "sop-common"};
// ... and what many kinds of object have: judged in objects of unknown kind where their attributes show that they are
// meant to be there.
constexpr std::array<std::string_view, 17> frequentModules{
    "patient-study",
    "clinical-trial-subject",
    "frame-of-reference",
    "synchronization",
    "general-equipment",
    "enhanced-general-equipment",
    "general-acquisition",
    "general-image",
    "general-reference",
    "cine",
    "contrast-bolus",
    "device",
    "specimen",
    "acquisition-context",
    "overlay-plane",
    "waveform",
    "multi-frame-dimension",
};

struct Choice {
    const IodRule *iod = nullptr;
    std::vector<ModuleUse> uses; // of the IOD, or those of any object
    std::string notChecked;      // why not everything is
    bool isJudged = true;
};

void addUses(const RuleTables &tables, std::span<const std::string_view> ids, Usage usage, std::vector<ModuleUse> &uses)
{
    for (const std::string_view id : ids) {
        const RuleBlock *module = tables.block(id);
        if (module != nullptr && !module->isMacro)
            uses.push_back({static_cast<std::uint32_t>(module - tables.blocks().data()),
                            usage,
                            ConditionId::none,
                            Otherwise::unstated,
                            {}});
    }
}

Choice chooseForUnknown(const RuleTables &tables, std::string_view uid)
{
    Choice choice;
    const SopClass *sopClass = findSopClass(uid);
    const std::string name =
        uid.empty() ? std::string("no SOP Class UID") : "no rules for SOP Class " + std::string(uid);
    if (sopClass != nullptr && sopClass->kind == SopClassKind::service) {
        choice.isJudged = false;
        choice.notChecked = name;
        return choice;
    }
    const bool hasPatient = sopClass == nullptr || sopClass->kind == SopClassKind::patient;
    const std::span<const std::string_view> common(commonModules);
    addUses(tables, hasPatient ? common : common.last(1), Usage::mandatory, choice.uses);
    if (hasPatient)
        addUses(tables, frequentModules, Usage::userOption, choice.uses);
    choice.notChecked = name + ": only the modules that are common to objects of many kinds were checked";
    return choice;
}

Choice chooseIod(const ScannedInstance &instance, const RuleTables &tables)
{
    const bool isDirectory = isMediaDirectory(instance);
    if (!isDirectory && presenceOf(instance, tags::SOPClassUID) == Presence::notRead) {
        Choice choice;
        choice.isJudged = false;
        choice.notChecked = "reading stopped before the SOP Class UID";
        return choice;
    }
    const std::string_view uid = isDirectory ? mediaStorageDirectory : sopClassUidOf(instance);
    const SopClassRule *sopClass = tables.sopClass(uid);
    if (sopClass == nullptr)
        return chooseForUnknown(tables, uid);
    Choice choice;
    choice.iod = &tables.iods()[sopClass->iod];
    const std::span<const ModuleUse> uses = tables.modulesOf(*choice.iod);
    choice.uses.assign(uses.begin(), uses.end());
    if (sopClass->isRetired)
        choice.notChecked =
            "retired SOP Class: checked by the rules of its successor, " + std::string(choice.iod->name);
    return choice;
}

void judgeIod(const ScannedInstance &instance, const RuleTables &tables, const Choice &choice,
              FindingCollector &findings)
{
    RuleRun run(instance, tables, iodRuleIds);
    run.iod = choice.iod;
    // The records of a DICOMDIR may have further attributes as keys (PS3.3 F.5).
    run.reportsForeign = choice.iod != nullptr && !isMediaDirectory(instance);
    LevelChecker checker(run);
    FunctionalGroups groups(run, checker);
    checker.setFunctionalGroups(&groups);
    LevelRows &root = checker.rowsAt(0);
    const Place place;
    root.open(run, place);
    for (std::uint32_t i = 0; i < choice.uses.size(); ++i) {
        const std::uint32_t module = choice.uses[i].module;
        root.add(run, place, {tables.blocks()[module].rows, module, i});
    }
    root.sort();
    chooseModules(run, choice.uses, root);
    checker.judge(root, place, 0);
    groups.check();
    checkDimensions(run);
    resolveForeignAttributes(run, choice.uses);
    if (run.hasUnread)
        findings.addNotChecked("iod", "reading stopped at byte " + std::to_string(instance.stoppedAt.value_or(0)));
    run.tell(findings);
}

// One remark for all of them, at the first.
void judgePrivate(const ScannedInstance &instance, const ProfileRule &profile, FindingCollector &findings)
{
    const Element *first = nullptr;
    std::uint32_t count = 0;
    for (const Element &element : instance.elements) {
        if (!element.tag.isPrivate() || element.tag.isPrivateCreator() || element.tag.isGroupLength())
            continue;
        first = first != nullptr ? first : &element;
        ++count;
    }
    if (first != nullptr)
        findings.add("profile.attribute.private", {.attribute = instance.pathOf(*first),
                                                   .vr = first->vr,
                                                   .observed = "present",
                                                   .expected = "absent; the profile " + std::string(profile.id),
                                                   .offset = first->offset,
                                                   .count = count});
}

void judgeProfile(const ScannedInstance &instance, const RuleTables &tables, const IodRule *iod,
                  const ProfileRule &profile, FindingCollector &findings)
{
    const std::span<const std::uint32_t> iods = tables.iodsOf(profile);
    const bool isMeant = std::ranges::any_of(iods, [&](std::uint32_t index) { return &tables.iods()[index] == iod; });
    if (!iods.empty() && !isMeant)
        return;
    RuleRun run(instance, tables, profileRuleIds);
    run.iod = iod;
    run.profile = &profile;
    LevelChecker checker(run);
    const std::array<RowSource, 1> rows{{{profile.rows, noBlock, 0}}};
    checker.checkItem({}, rows, 0);
    run.tell(findings);
    if (profile.forbidsPrivate)
        judgePrivate(instance, profile, findings);
}

} // namespace

std::span<const CheckRule> iodRules()
{
    return allIodRules();
}

void checkIod(const CheckInput &input, FindingCollector &findings)
{
    for (const std::string_view limit : {"limit.elements", "limit.inflated-size", "limit.nesting"}) {
        if (findings.has(limit)) {
            findings.addNotChecked("iod", "the file is past a limit of this program");
            return;
        }
    }
    const RuleTables &tables = input.rules != nullptr ? *input.rules : standardRuleTables();
    const Choice choice = chooseIod(input.instance, tables);
    if (!choice.notChecked.empty())
        findings.addNotChecked("iod.sop-class", choice.notChecked);
    if (!choice.isJudged)
        return;
    judgeIod(input.instance, tables, choice, findings);
    for (const ProfileRule *profile : input.profiles)
        judgeProfile(input.instance, tables, choice.iod, *profile, findings);
}

} // namespace mi
