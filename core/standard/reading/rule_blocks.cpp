// The part of RuleReader that reads everything but attribute rows.
#include "core/standard/reading/rule_reader.h"

#include <algorithm>

namespace mi {

namespace {

bool isUid(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

} // namespace

bool RuleReader::readBlock(LineCursor &line)
{
    if (line.takeWord("macro"))
        return readModuleOrMacro(line, true);
    if (line.takeWord("module"))
        return readModuleOrMacro(line, false);
    if (line.takeWord("context-group"))
        return readContextGroup(line);
    if (line.takeWord("iod"))
        return readIod(line);
    if (line.takeWord("sop-class"))
        return readSopClass(line);
    if (line.takeWord("profile"))
        return readProfile(line);
    if (line.takeWord("edition"))
        return readEdition(line);
    return line.fail("a block begins with edition, sop-class, iod, module, macro, context-group or profile");
}

bool RuleReader::readEdition(LineCursor &line)
{
    RuleEdition edition{.part = line.takeBare("\""), .edition = {}};
    const std::optional<std::string_view> name = line.takeQuoted();
    if (edition.part.empty() || !name)
        return line.fail("an edition is a part and, in quotes, the edition it is from");
    edition.edition = *name;
    const auto isSame = [&edition](const RuleEdition &other) {
        return other.part == edition.part && other.edition == edition.edition;
    };
    if (std::ranges::none_of(m_data->editions, isSame))
        m_data->editions.push_back(edition);
    return true;
}

bool RuleReader::readSopClass(LineCursor &line)
{
    const std::uint32_t at = line.column();
    SopClassRule sopClass{.uid = line.takeBare("\""), .iod = 0, .isRetired = false};
    if (!isUid(sopClass.uid))
        return line.failAt(at, "a SOP Class UID is expected here");
    const std::string_view iod = line.takeId();
    if (iod.empty())
        return line.fail("the id of an IOD is expected here");
    sopClass.iod = iodIndex(iod);
    sopClass.isRetired = line.takeWord("retired");
    const auto index = static_cast<std::uint32_t>(m_data->sopClasses.size());
    if (!m_data->sopClassesByUid.emplace(sopClass.uid, index).second)
        return line.failAt(at, "a SOP Class that has an IOD already");
    m_data->sopClasses.push_back(sopClass);
    return true;
}

// The name in quotes, and the section if there is one.
bool RuleReader::readHeading(LineCursor &line, std::string_view &name, std::string_view &section)
{
    const std::optional<std::string_view> quoted = line.takeQuoted();
    if (!quoted || quoted->empty())
        return line.fail("a name in quotes is expected here");
    name = *quoted;
    const std::optional<std::string_view> quotedSection = line.takeQuoted();
    section = quotedSection ? *quotedSection : line.takeBare("\"");
    return true;
}

bool RuleReader::readIod(LineCursor &line)
{
    const std::uint32_t at = line.column();
    std::string_view id;
    if (!takeNewId(line, id))
        return false;
    const std::uint32_t index = iodIndex(id);
    if (m_namedIods[index].isDefined)
        return line.failAt(at, "an IOD with this id is there already");
    m_namedIods[index].isDefined = true;
    IodRule &iod = m_data->iods[index];
    const auto modules = static_cast<std::uint32_t>(m_data->moduleUses.size());
    const auto groups = static_cast<std::uint32_t>(m_data->groupUses.size());
    iod.modules = {modules, modules};
    iod.groups = {groups, groups};
    m_block = index;
    m_levels[0].kind = LineKind::iod;
    return readHeading(line, iod.name, iod.section);
}

bool RuleReader::readModuleOrMacro(LineCursor &line, bool isMacro)
{
    const std::uint32_t at = line.column();
    std::string_view id;
    if (!takeNewId(line, id))
        return false;
    const std::uint32_t index = blockIndex(id, isMacro);
    if (m_namedBlocks[index].isDefined)
        return line.failAt(at, isMacro ? "a macro with this id is there already"
                                       : "a module with this id is there already");
    m_namedBlocks[index].isDefined = true;
    RuleBlock &block = m_data->blocks[index];
    block.source = m_place.source;
    block.line = m_place.line;
    m_block = index;
    m_levels[0].kind = LineKind::block;
    return readHeading(line, block.name, block.section);
}

bool RuleReader::readProfile(LineCursor &line)
{
    const std::uint32_t at = line.column();
    ProfileRule profile;
    if (!takeNewId(line, profile.id))
        return false;
    const std::optional<std::string_view> name = line.takeQuoted();
    if (!name || name->empty())
        return line.fail("a name in quotes is expected here");
    profile.name = *name;
    profile.source = m_place.source;
    profile.line = m_place.line;
    const auto iods = static_cast<std::uint32_t>(m_data->profileIods.size());
    profile.iods = {iods, iods};
    if (!m_data->profilesById.emplace(profile.id, static_cast<std::uint32_t>(m_data->profiles.size())).second)
        return line.failAt(at, "a profile with this id is there already");
    m_data->profiles.push_back(profile);
    m_levels[0].kind = LineKind::profile;
    return true;
}

bool RuleReader::readProfileIods(LineCursor &line)
{
    do {
        const std::string_view id = line.takeId();
        if (id.empty())
            return line.fail("the id of an IOD is expected here");
        m_data->profileIods.push_back(iodIndex(id));
    } while (!line.atEnd());
    m_data->profiles.back().iods.end = static_cast<std::uint32_t>(m_data->profileIods.size());
    return true;
}

bool RuleReader::readContextGroup(LineCursor &line)
{
    const std::uint32_t at = line.column();
    const std::optional<std::uint32_t> cid = line.takeNumber();
    const std::optional<std::string_view> name = line.takeQuoted();
    if (!cid || !name)
        return line.fail("a Context Group is its number and its name in quotes");
    if (!m_contextGroups.emplace(*cid, m_place).second)
        return line.failAt(at, "a Context Group with this number is there already");
    const auto codes = static_cast<std::uint32_t>(m_data->contextCodes.size());
    m_data->contextGroups.push_back({.cid = *cid, .name = *name, .codes = {codes, codes}});
    m_levels[0].kind = LineKind::contextGroup;
    return true;
}

// A scheme and its codes.
bool RuleReader::readCodes(LineCursor &line)
{
    const auto takeOne = [&line] { return line.peek() == '"' ? line.takeQuoted().value_or("") : line.takeBare("\""); };
    const std::string_view scheme = takeOne();
    do {
        const std::string_view code = takeOne();
        if (scheme.empty() || code.empty())
            return line.fail("a coding scheme and its codes are expected here");
        m_data->contextCodes.push_back({.scheme = scheme, .code = code});
    } while (!line.atEnd());
    m_data->contextGroups.back().codes.end = static_cast<std::uint32_t>(m_data->contextCodes.size());
    return true;
}

// An IOD names a module or group once.
bool RuleReader::takeUse(LineCursor &line, std::uint32_t block)
{
    if (m_lastUser.size() <= block)
        m_lastUser.resize(m_data->blocks.size());
    if (m_lastUser[block] == m_block + 1)
        return line.fail("the IOD has this one already");
    m_lastUser[block] = m_block + 1;
    return true;
}

bool RuleReader::readUsage(LineCursor &line, Usage &usage)
{
    if (line.takeWord("M"))
        usage = Usage::mandatory;
    else if (line.takeWord("C"))
        usage = Usage::conditional;
    else if (line.takeWord("U"))
        usage = Usage::userOption;
    else
        return line.fail("the usage is expected here: M, C or U");
    return true;
}

bool RuleReader::readUsageCondition(LineCursor &line, Usage usage, ConditionId &when, Otherwise &otherwise)
{
    if (line.startsWord("when") != (usage == Usage::conditional))
        return line.fail("usage C has a condition (when ...), M and U have none");
    if (!line.takeWord("when"))
        return true;
    return readWhen(line, when) && (!line.takeWord("else") || readOtherwise(line, otherwise));
}

bool RuleReader::readModuleUse(LineCursor &line)
{
    ModuleUse use{.module = 0, .usage = {}, .when = ConditionId::none, .otherwise = Otherwise::unstated, .entity = {}};
    const std::string_view id = line.takeId();
    if (id.empty())
        return line.fail("the id of a module is expected here");
    use.module = moduleIndex(id);
    if (!takeUse(line, use.module) || !readUsage(line, use.usage))
        return false;
    use.entity = line.peek() == '"' ? line.takeQuoted().value_or("") : line.takeBare("\"");
    if (use.entity.empty() || use.entity == "when")
        return line.fail("the Information Entity is expected behind the usage");
    if (!readUsageCondition(line, use.usage, use.when, use.otherwise))
        return false;
    m_data->moduleUses.push_back(use);
    m_data->iods[m_block].modules.end = static_cast<std::uint32_t>(m_data->moduleUses.size());
    return true;
}

bool RuleReader::readGroupUse(LineCursor &line)
{
    GroupUse use{.macro = 0,
                 .usage = {},
                 .place = GroupPlace::either,
                 .when = ConditionId::none,
                 .otherwise = Otherwise::unstated};
    const std::string_view id = line.takeId();
    if (id.empty())
        return line.fail("the id of a macro is expected here");
    use.macro = macroIndex(id);
    if (!takeUse(line, use.macro) || !readUsage(line, use.usage))
        return false;
    if (line.takeWord("per-frame"))
        use.place = GroupPlace::perFrameOnly;
    else if (line.takeWord("shared"))
        use.place = GroupPlace::sharedOnly;
    if (!readUsageCondition(line, use.usage, use.when, use.otherwise))
        return false;
    m_data->groupUses.push_back(use);
    m_data->iods[m_block].groups.end = static_cast<std::uint32_t>(m_data->groupUses.size());
    return true;
}

} // namespace mi
