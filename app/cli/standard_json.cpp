// What standard show prints, as JSON.
#include "app/cli/standard_show.h"
#include "core/standard/condition.h"
#include "core/standard/rule_search.h"

#include <QJsonArray>

namespace mi::cli {

namespace {

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonArray toArray(const std::vector<const IodRule *> &iods)
{
    QJsonArray array;
    for (const IodRule *iod : iods)
        array.append(toText(iod->id));
    return array;
}

void addCondition(QJsonObject &object, const RuleTables &tables, ConditionId when, Otherwise otherwise)
{
    if (when == ConditionId::none)
        return;
    object.insert(QStringLiteral("when"), toText(conditionText(tables, when)));
    if (otherwise != Otherwise::unstated)
        object.insert(QStringLiteral("otherwise"),
                      otherwise == Otherwise::allowed ? QStringLiteral("allowed") : QStringLiteral("forbidden"));
}

// Lines below a row are given as they stand in the tables (docs/rule-tables.md).
QJsonObject toObject(const RuleTables &tables, const AttributeRow &row)
{
    QJsonObject object;
    if (row.isInclude()) {
        object.insert(QStringLiteral("include"), toText(tables.blocks()[row.macro].id));
    } else {
        object.insert(QStringLiteral("tag"), toText(toString(row.tag)));
        object.insert(QStringLiteral("keyword"), toText(keywordOf(row.tag)));
        object.insert(QStringLiteral("type"), toText(typeText(row.type)));
    }
    addCondition(object, tables, row.when, row.otherwise);
    QJsonArray rules;
    for (const std::string &text : propertyTexts(tables, row))
        rules.append(toText(text));
    if (!rules.isEmpty())
        object.insert(QStringLiteral("rules"), rules);
    return object;
}

QJsonArray rowsAsArray(const RuleTables &tables, RuleRange range)
{
    QJsonArray array;
    for (const AttributeRow &row : tables.rows(range)) {
        QJsonObject object = toObject(tables, row);
        if (!row.children.isEmpty())
            object.insert(QStringLiteral("rows"), rowsAsArray(tables, row.children));
        array.append(object);
    }
    return array;
}

QJsonObject toObject(const RuleTables &tables, const IodRule &iod)
{
    QJsonArray sopClasses;
    for (const SopClassRule &rule : tables.sopClasses()) {
        if (&tables.iods()[rule.iod] == &iod)
            sopClasses.append(
                QJsonObject{{QStringLiteral("uid"), toText(rule.uid)}, {QStringLiteral("isRetired"), rule.isRetired}});
    }
    QJsonArray modules;
    for (const ModuleUse &use : tables.modulesOf(iod)) {
        QJsonObject object{{QStringLiteral("id"), toText(tables.blocks()[use.module].id)},
                           {QStringLiteral("name"), toText(tables.blocks()[use.module].name)},
                           {QStringLiteral("usage"), toText(usageText(use.usage))},
                           {QStringLiteral("entity"), toText(use.entity)}};
        addCondition(object, tables, use.when, use.otherwise);
        modules.append(object);
    }
    QJsonArray groups;
    for (const GroupUse &use : tables.groupsOf(iod)) {
        QJsonObject object{{QStringLiteral("id"), toText(tables.blocks()[use.macro].id)},
                           {QStringLiteral("name"), toText(tables.blocks()[use.macro].name)},
                           {QStringLiteral("usage"), toText(usageText(use.usage))}};
        if (use.place != GroupPlace::either)
            object.insert(QStringLiteral("place"), toText(placeText(use.place)));
        addCondition(object, tables, use.when, use.otherwise);
        groups.append(object);
    }
    return {{QStringLiteral("id"), toText(iod.id)},
            {QStringLiteral("name"), toText(iod.name)},
            {QStringLiteral("section"), toText(iod.section)},
            {QStringLiteral("sopClasses"), sopClasses},
            {QStringLiteral("modules"), modules},
            {QStringLiteral("functionalGroups"), groups}};
}

QJsonObject toObject(const RuleTables &tables, const RuleBlock &block)
{
    return {{QStringLiteral("kind"), block.isMacro ? QStringLiteral("macro") : QStringLiteral("module")},
            {QStringLiteral("id"), toText(block.id)},
            {QStringLiteral("name"), toText(block.name)},
            {QStringLiteral("section"), toText(block.section)},
            {QStringLiteral("iods"), toArray(iodsWith(tables, {&block}))},
            {QStringLiteral("rows"), rowsAsArray(tables, block.rows)}};
}

QJsonObject toObject(const RuleTables &tables, const ProfileRule &profile)
{
    std::vector<const IodRule *> iods;
    for (const std::uint32_t index : tables.iodsOf(profile))
        iods.push_back(&tables.iods()[index]);
    return {{QStringLiteral("id"), toText(profile.id)},
            {QStringLiteral("name"), toText(profile.name)},
            {QStringLiteral("iods"), toArray(iods)},
            {QStringLiteral("rows"), rowsAsArray(tables, profile.rows)}};
}

QJsonObject toObject(const RuleTables &tables, const ContextGroupRule &group)
{
    QJsonArray codes;
    for (const ContextCode &code : tables.contextCodes(group.codes))
        codes.append(
            QJsonObject{{QStringLiteral("scheme"), toText(code.scheme)}, {QStringLiteral("code"), toText(code.code)}});
    return {{QStringLiteral("cid"), static_cast<qint64>(group.cid)},
            {QStringLiteral("name"), toText(group.name)},
            {QStringLiteral("codes"), codes}};
}

QJsonObject toObject(const RuleTables &tables, const DictionaryEntry &entry)
{
    const Tag tag{static_cast<std::uint16_t>(entry.key >> 16U), static_cast<std::uint16_t>(entry.key & 0xFFFFU)};
    QJsonArray places;
    std::vector<const RuleBlock *> blocks;
    for (const RowPlace &place : placesOf(tables, tag)) {
        QJsonObject object = toObject(tables, *place.row);
        if (place.block != nullptr) {
            blocks.push_back(place.block);
            object.insert(place.block->isMacro ? QStringLiteral("macro") : QStringLiteral("module"),
                          toText(place.block->id));
        } else {
            object.insert(QStringLiteral("profile"), toText(place.profile->id));
        }
        object.insert(QStringLiteral("inside"), toText(place.path));
        places.append(object);
    }
    return {{QStringLiteral("tag"), toText(toString(tag))},
            {QStringLiteral("keyword"), toText(entry.keyword)},
            {QStringLiteral("name"), toText(entry.name)},
            {QStringLiteral("vr"), toText(entry.vr)},
            {QStringLiteral("vm"), toText(entry.vm)},
            {QStringLiteral("isRetired"), entry.retired},
            {QStringLiteral("places"), places},
            {QStringLiteral("iods"), toArray(iodsWith(tables, blocks))}};
}

template <class T>
QJsonArray toObjects(const RuleTables &tables, const std::vector<const T *> &list)
{
    QJsonArray array;
    for (const T *one : list)
        array.append(toObject(tables, *one));
    return array;
}

} // namespace

QJsonObject shownAsJson(const RuleTables &tables, const Shown &shown)
{
    return {{QStringLiteral("schema"), QStringLiteral("mivalidator-standard-show")},
            {QStringLiteral("schemaVersion"), 1},
            {QStringLiteral("iods"), toObjects(tables, shown.iods)},
            {QStringLiteral("blocks"), toObjects(tables, shown.blocks)},
            {QStringLiteral("profiles"), toObjects(tables, shown.profiles)},
            {QStringLiteral("contextGroups"), toObjects(tables, shown.contextGroups)},
            {QStringLiteral("attributes"), toObjects(tables, shown.attributes)}};
}

} // namespace mi::cli
