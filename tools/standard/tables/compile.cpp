#include "tools/standard/tables/compile.h"

#include "tools/standard/tables/factor_includes.h"
#include "tools/standard/tables/newest_types.h"
#include "tools/standard/tables/row_facts.h"

#include <algorithm>
#include <set>

namespace mi::tables {

namespace {

// Modules that are the functional groups Sequences of one IOD, written out, are the general module; what is in the
// Sequences is in the IOD's groups.
std::string generalModule(const std::string &module)
{
    if (module.ends_with("-multi-frame-functional-groups") && module != "sparse-multi-frame-functional-groups")
        return "multi-frame-functional-groups";
    if (module.ends_with("-current-frame-functional-groups"))
        return "current-frame-functional-groups";
    return module;
}

// Ids that were renamed between the editions.
std::string newestId(const std::string &id)
{
    static const std::map<std::string, std::string> renamed{
        {"defined-ct-acquisition", "general-defined-acquisition"},
        {"defined-ct-reconstruction", "general-defined-reconstruction"},
        {"common-ct-mr-image-description", "common-ct-mr-and-photoacoustic-image-description"},
    };
    const auto at = renamed.find(id);
    return at == renamed.end() ? id : at->second;
}

void renameIncludes(std::vector<Row> &rows)
{
    for (Row &row : rows) {
        row.macro = newestId(row.macro);
        renameIncludes(row.children);
    }
}

void renameBlocks(Blocks &blocks)
{
    Blocks renamed;
    for (Block &block : blocks.list) {
        auto id = newestId(block.id);
        renameIncludes(block.rows);
        renamed.add(std::move(id)).rows = std::move(block.rows);
    }
    blocks = std::move(renamed);
}

void restoreReferences(Source &source)
{
    Blocks macros = source.textMacros;
    for (Block &macro : macros.list)
        factorIncludes(macro.rows, source.textMacros, SameRows::withTexts, macro.id);
    for (Block &module : source.textModules.list)
        factorIncludes(module.rows, source.textMacros, SameRows::withTexts);
    source.standard.modules = std::move(source.textModules);
    source.standard.macros = std::move(macros);
}

// Macros that only the newest edition has, read off where they are written out: a module, and the path of their row.
struct NewMacro {
    const char *macro;
    const char *module;
    std::vector<const char *> path;
};

const std::vector<NewMacro> &newMacros()
{
    constexpr const char *shared = "SharedFunctionalGroupsSequence";
    constexpr const char *confocal = "confocal-microscopy-image-multi-frame-functional-groups";
    constexpr const char *photoacoustic = "photoacoustic-image-multi-frame-functional-groups";
    constexpr const char *rtImage = "enhanced-rt-image-multi-frame-functional-groups";
    static const std::vector<NewMacro> macros{
        {"confocal-microscopy-image-frame-type", confocal, {shared, "ConfocalMicroscopyImageFrameTypeSequence"}},
        {"photoacoustic-excitation-characteristics",
         photoacoustic,
         {shared, "PhotoacousticExcitationCharacteristicsSequence"}},
        {"photoacoustic-image-data-type", photoacoustic, {shared, "ImageDataTypeSequence"}},
        {"photoacoustic-image-frame-type", photoacoustic, {shared, "PhotoacousticImageFrameTypeSequence"}},
        {"photoacoustic-reconstruction-algorithm", photoacoustic, {shared, "ReconstructionAlgorithmSequence"}},
        {"rt-beam-limiting-device-opening-sequence", rtImage, {shared, "RTBeamLimitingDeviceOpeningSequence"}},
        {"rt-image-frame-context", rtImage, {shared, "RTImageFrameContextSequence"}},
        {"rt-image-frame-general-content", rtImage, {shared, "RTImageFrameGeneralContentSequence"}},
        {"rt-image-frame-imaging-device-position", rtImage, {shared, "RTImageFrameImagingDevicePositionSequence"}},
        {"rt-image-frame-radiation-acquisition-parameters",
         rtImage,
         {shared, "RTImageFrameRadiationAcquisitionSequence"}},
        {"table-content-item", "sr-document-content", {"TabulatedValuesSequence"}},
    };
    return macros;
}

const Row *findRow(const std::vector<Row> &rows, std::string_view keyword)
{
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.keyword == keyword; });
    return at == rows.end() ? nullptr : &*at;
}

void addNewMacros(const Source &source, Blocks &macros)
{
    for (const NewMacro &macro : newMacros()) {
        const Block *module = source.newestModules.find(macro.module);
        const Row *row = nullptr;
        for (const char *keyword : macro.path) {
            row = module == nullptr ? nullptr : findRow(row == nullptr ? module->rows : row->children, keyword);
            if (row == nullptr)
                break;
        }
        if (row != nullptr && macros.find(macro.macro) == nullptr)
            macros.add(macro.macro).rows.push_back(*row);
    }
}

std::vector<Observation> observationsOf(const Source &source)
{
    std::vector<Observation> observations;
    for (const Block &newest : source.newestModules.list)
        if (generalModule(newest.id) == newest.id)
            observations.push_back({newest.id, &newest, {}});
    for (const Iod &iod : source.standard.iods) {
        for (const ModuleUse &use : iod.modules) {
            const Block *newest = source.newestModules.find(use.module);
            if (newest == nullptr || generalModule(use.module) == use.module)
                continue;
            Observation observation{generalModule(use.module), newest, {}};
            for (const GroupUse &group : iod.groups)
                observation.groups.push_back(group.macro);
            observations.push_back(std::move(observation));
        }
    }
    return observations;
}

// Rows that came written out from the newest edition, and modules that only it has.
void factorNewRows(const Source &source, Standard &standard)
{
    for (const Block &newest : source.newestModules.list) {
        if (generalModule(newest.id) == newest.id && standard.modules.find(newest.id) == nullptr)
            standard.modules.add(newest.id).rows = newest.rows;
    }
    Blocks macros;
    for (const Block &macro : standard.macros.list)
        macros.add(macro.id).rows = writtenOut(macro.rows, standard.macros);
    for (Block &macro : standard.macros.list)
        factorIncludes(macro.rows, macros, SameRows::typesOnly, macro.id);
    for (Block &module : standard.modules.list)
        factorIncludes(module.rows, macros, SameRows::typesOnly);
}

void nameBlocks(const Source &source, const Sections &sections, Blocks &blocks, bool isMacro)
{
    for (Block &block : blocks.list) {
        block.isMacro = isMacro;
        const auto name = source.blockNames.find(block.id);
        block.name = name == source.blockNames.end() ? block.id : name->second;
        const auto table = source.blockTables.find(block.id);
        block.section = table == source.blockTables.end() ? "" : sectionOfTable(table->second, sections);
        if (const auto known = source.blockSections.find(block.id); known != source.blockSections.end())
            block.section = known->second;
    }
}

// "May not be used as a Shared Functional Group" stands with the usages of Mandatory macros as well, which come without
// text.
std::string placeOf(const GroupUse &use)
{
    constexpr std::string_view perFrame[] = {"frame-content", "image-frame-conversion-source",
                                             "unassigned-per-frame-converted-attributes"};
    if (use.macro == "unassigned-shared-converted-attributes")
        return "shared";
    const bool isSaid = use.condition.find("not be used as a Shared") != std::string::npos;
    const bool isKnown = std::find(std::begin(perFrame), std::end(perFrame), use.macro) != std::end(perFrame);
    return isSaid || isKnown ? "per-frame" : "";
}

void useGeneralModules(Standard &standard)
{
    for (Iod &iod : standard.iods) {
        for (ModuleUse &use : iod.modules)
            use.module = generalModule(use.module);
        for (GroupUse &use : iod.groups)
            use.place = placeOf(use);
    }
}

// Leaves out attributes that the dictionary does not know, and rows where there can be none.
void keepKnownRows(const Standard &standard, std::vector<Row> &rows, std::vector<std::string> &notes)
{
    std::erase_if(rows, [&](const Row &row) {
        const bool isUnknown = !row.isInclude() && standard.element(row.keyword) == nullptr;
        if (isUnknown)
            notes.push_back("not in the dictionary: " + row.keyword);
        return isUnknown;
    });
    for (Row &row : rows) {
        const Element *element = standard.element(row.keyword);
        if (element != nullptr && element->vr != "SQ" && !row.children.empty()) {
            notes.push_back("rows inside of what is no Sequence: " + row.keyword);
            row.children.clear();
        }
        keepKnownRows(standard, row.children, notes);
    }
}

void keepKnownUses(Standard &standard, std::vector<std::string> &notes)
{
    for (Iod &iod : standard.iods) {
        std::erase_if(iod.modules, [&](const ModuleUse &use) {
            const bool isUnknown = standard.modules.find(use.module) == nullptr;
            if (isUnknown)
                notes.push_back("no such module: " + use.module);
            return isUnknown;
        });
        std::erase_if(iod.groups, [&](const GroupUse &use) {
            const bool isUnknown = standard.macros.find(use.macro) == nullptr;
            if (isUnknown)
                notes.push_back("no such macro: " + use.macro);
            return isUnknown;
        });
    }
}

void addReferencedGroups(const std::vector<Row> &rows, std::set<std::string, std::less<>> &groups)
{
    constexpr std::string_view word = "codes ";
    for (const Row &row : rows) {
        for (const auto &line : row.properties) {
            if (line.starts_with(word))
                groups.insert(line.substr(word.size(), line.find(' ', word.size()) - word.size()));
        }
        addReferencedGroups(row.children, groups);
    }
}

void keepReferencedGroups(Standard &standard)
{
    std::set<std::string, std::less<>> referenced;
    for (const Blocks *blocks : {&standard.modules, &standard.macros}) {
        for (const Block &block : blocks->list)
            addReferencedGroups(block.rows, referenced);
    }
    std::erase_if(standard.contextGroups, [&](const ContextGroup &group) { return !referenced.contains(group.cid); });
}

void keepUsed(Standard &standard)
{
    std::set<std::string, std::less<>> used;
    std::vector<const Row *> open;
    const auto follow = [&](const std::vector<Row> &rows) {
        for (const Row &row : rows)
            open.push_back(&row);
    };
    const auto use = [&](const Blocks &blocks, const std::string &kind, const std::string &id) {
        const Block *block = blocks.find(id);
        if (block != nullptr && used.insert(kind + id).second)
            follow(block->rows);
    };
    for (const Iod &iod : standard.iods) {
        for (const ModuleUse &module : iod.modules)
            use(standard.modules, "module ", module.module);
        for (const GroupUse &group : iod.groups)
            use(standard.macros, "macro ", group.macro);
    }
    while (!open.empty()) {
        const Row *row = open.back();
        open.pop_back();
        follow(row->children);
        if (row->isInclude())
            use(standard.macros, "macro ", row->macro);
    }
    const auto sweep = [&](Blocks &blocks, const std::string &kind) {
        Blocks kept;
        for (Block &block : blocks.list) {
            if (used.contains(kind + block.id)) {
                auto id = block.id;
                kept.add(std::move(id)) = std::move(block);
            }
        }
        blocks = std::move(kept);
    };
    sweep(standard.modules, "module ");
    sweep(standard.macros, "macro ");
}

} // namespace

Result<Compiled> compile(Source source, const ByHand &byHand, const Conditions &conditions)
{
    renameBlocks(source.textModules);
    renameBlocks(source.textMacros);
    restoreReferences(source);
    addNewMacros(source, source.standard.macros);
    Compiled compiled;
    compiled.notes = bringToNewest(source.standard.modules, source.standard.macros, observationsOf(source));
    for (Blocks *blocks : {&source.standard.modules, &source.standard.macros}) {
        for (Block &block : blocks->list)
            keepKnownRows(source.standard, block.rows, compiled.notes);
    }
    factorNewRows(source, source.standard);
    useGeneralModules(source.standard);
    nameBlocks(source, byHand.sections, source.standard.modules, false);
    nameBlocks(source, byHand.sections, source.standard.macros, true);
    const auto facts = addRowFacts(source.standard, source.peer);
    compiled.notes.insert(compiled.notes.end(), facts.begin(), facts.end());
    if (auto applied = applyOverrides(byHand.overrides, source.standard); !applied)
        return applied.error();
    addConditions(source.standard, conditions);
    keepKnownUses(source.standard, compiled.notes);
    keepUsed(source.standard);
    keepReferencedGroups(source.standard);
    compiled.standard = std::move(source.standard);
    return compiled;
}

} // namespace mi::tables
