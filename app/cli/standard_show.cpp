#include "app/cli/standard_show.h"

#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/text_columns.h"
#include "core/checks/sop_class.h"
#include "core/standard/rule_search.h"

#include <QRegularExpression>

namespace mi::cli {

namespace {

constexpr qsizetype mostSuggestions = 10;

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isName(const QString &wanted, std::string_view name)
{
    return wanted.compare(toText(name), Qt::CaseInsensitive) == 0;
}

Tag tagOf(const DictionaryEntry &entry)
{
    return {static_cast<std::uint16_t>(entry.key >> 16U), static_cast<std::uint16_t>(entry.key & 0xFFFFU)};
}

// Where the text comes from: a number of PS3.3 ("C.8.2.1", "Table F.3-1"), or nothing.
QString sectionText(std::string_view section)
{
    return section.empty() ? QString{} : QStringLiteral(", PS3.3 %1").arg(toText(section));
}

const DictionaryEntry *attributeByTag(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("^\\(?([0-9a-fA-F]{4}),?([0-9a-fA-F]{4})\\)?$"));
    const auto match = form.match(name);
    if (!match.hasMatch())
        return nullptr;
    const auto half = [&match](int part) {
        return static_cast<std::uint16_t>(match.captured(part).toUInt(nullptr, 16));
    };
    return findInDictionary({half(1), half(2)});
}

Shown find(const RuleTables &tables, const QString &name)
{
    Shown shown;
    const SopClassRule *sopClass = tables.sopClass(name.toStdString());
    for (const IodRule &iod : tables.iods()) {
        const bool isOfSopClass = sopClass != nullptr && &tables.iods()[sopClass->iod] == &iod;
        if (isOfSopClass || isName(name, iod.id) || isName(name, iod.name))
            shown.iods.push_back(&iod);
    }
    for (const RuleBlock &block : tables.blocks()) {
        if (isName(name, block.id) || isName(name, block.name))
            shown.blocks.push_back(&block);
    }
    for (const ProfileRule &profile : tables.profiles()) {
        if (isName(name, profile.id) || isName(name, profile.name))
            shown.profiles.push_back(&profile);
    }
    static const QRegularExpression cid(QStringLiteral("^CID ?(\\d+)$"), QRegularExpression::CaseInsensitiveOption);
    for (const ContextGroupRule &group : tables.contextGroups()) {
        if (isName(name, group.name) || cid.match(name).captured(1) == QString::number(group.cid))
            shown.contextGroups.push_back(&group);
    }
    if (const DictionaryEntry *entry = attributeByTag(name))
        shown.attributes.push_back(entry);
    else if (const DictionaryEntry *byKeyword = findKeyword(name.toStdString()))
        shown.attributes.push_back(byKeyword);
    for (const DictionaryEntry &entry : dictionaryEntries()) {
        const bool isKnown = !shown.attributes.empty() && shown.attributes.front()->key == entry.key;
        if (!isKnown && !entry.keyword.empty() && (isName(name, entry.name) || isName(name, entry.keyword)))
            shown.attributes.push_back(&entry);
    }
    return shown;
}

QStringList similarNames(const RuleTables &tables, const QString &name)
{
    QStringList names;
    const auto take = [&](std::string_view candidate) {
        const QString text = toText(candidate);
        if (names.size() < mostSuggestions && text.contains(name, Qt::CaseInsensitive) && !names.contains(text))
            names.append(text);
    };
    for (const IodRule &iod : tables.iods())
        take(iod.name);
    for (const RuleBlock &block : tables.blocks())
        take(block.name);
    for (const DictionaryEntry &entry : dictionaryEntries())
        take(entry.keyword);
    return names;
}

QString iodText(const RuleTables &tables, const IodRule &iod)
{
    QString text = QStringLiteral("IOD %1 (%2)%3\n").arg(toText(iod.name), toText(iod.id), sectionText(iod.section));
    QList<QStringList> rows;
    for (const SopClassRule &rule : tables.sopClasses()) {
        if (&tables.iods()[rule.iod] != &iod)
            continue;
        const SopClass *sopClass = findSopClass(rule.uid);
        rows.append({toText(rule.uid), (sopClass != nullptr ? toText(sopClass->name) : QString{}) +
                                           (rule.isRetired ? QStringLiteral(" (retired)") : QString{})});
    }
    text += inColumns(rows, lineWidth()) + QLatin1Char('\n');
    rows = {{QStringLiteral("entity"), QStringLiteral("module"), QStringLiteral("usage"), QStringLiteral("condition")}};
    for (const ModuleUse &use : tables.modulesOf(iod))
        rows.append({toText(use.entity), toText(tables.blocks()[use.module].name), toText(usageText(use.usage)),
                     toText(whenText(tables, use.when, use.otherwise))});
    text += inColumns(rows, lineWidth());
    if (iod.groups.isEmpty())
        return text;
    rows = {{QStringLiteral("functional group"), QStringLiteral("usage"), QStringLiteral("place"),
             QStringLiteral("condition")}};
    for (const GroupUse &use : tables.groupsOf(iod))
        rows.append({toText(tables.blocks()[use.macro].name), toText(usageText(use.usage)),
                     toText(placeText(use.place)), toText(whenText(tables, use.when, use.otherwise))});
    return text + QLatin1Char('\n') + inColumns(rows, lineWidth());
}

QString rowDetails(const RuleTables &tables, const AttributeRow &row)
{
    QStringList details;
    if (row.when != ConditionId::none)
        details.append(toText(whenText(tables, row.when, row.otherwise)));
    for (const std::string &text : propertyTexts(tables, row))
        details.append(toText(text));
    return details.join(QStringLiteral("; "));
}

void addRows(const RuleTables &tables, RuleRange range, const QString &inside, QList<QStringList> &rows)
{
    for (const AttributeRow &row : tables.rows(range)) {
        if (row.isInclude()) {
            rows.append({inside + QStringLiteral("include ") + toText(tables.blocks()[row.macro].id), QString{},
                         QString{}, rowDetails(tables, row)});
            continue;
        }
        rows.append({inside + toText(keywordOf(row.tag)), toText(toString(row.tag)), toText(typeText(row.type)),
                     rowDetails(tables, row)});
        addRows(tables, row.children, inside + QLatin1Char('>'), rows);
    }
}

QString rowsText(const RuleTables &tables, RuleRange range)
{
    QList<QStringList> rows{{QStringLiteral("attribute"), QStringLiteral("tag"), QStringLiteral("type"),
                             QStringLiteral("condition, values, number of Items")}};
    addRows(tables, range, {}, rows);
    return inColumns(rows, lineWidth());
}

QString namesOf(const std::vector<const IodRule *> &iods)
{
    QStringList names;
    for (const IodRule *iod : iods)
        names.append(toText(iod->name));
    return names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "));
}

QString usedBy(const RuleTables &tables, const std::vector<const RuleBlock *> &blocks)
{
    const std::vector<const IodRule *> iods = iodsWith(tables, blocks);
    return inColumns({{iods.size() == 1 ? QStringLiteral("in 1 IOD:") : QStringLiteral("in %1 IODs:").arg(iods.size()),
                       namesOf(iods)}},
                     lineWidth());
}

QString blockText(const RuleTables &tables, const RuleBlock &block)
{
    return QStringLiteral("%1 %2 (%3)%4\n")
               .arg(block.isMacro ? QStringLiteral("Macro") : QStringLiteral("Module"), toText(block.name),
                    toText(block.id), sectionText(block.section)) +
           usedBy(tables, {&block}) + QLatin1Char('\n') + rowsText(tables, block.rows);
}

QString profileText(const RuleTables &tables, const ProfileRule &profile)
{
    std::vector<const IodRule *> iods;
    for (const std::uint32_t index : tables.iodsOf(profile))
        iods.push_back(&tables.iods()[index]);
    return QStringLiteral("Profile %1 (%2)\n").arg(toText(profile.name), toText(profile.id)) +
           inColumns({{QStringLiteral("for"), iods.empty() ? QStringLiteral("every instance") : namesOf(iods)}},
                     lineWidth()) +
           QLatin1Char('\n') + rowsText(tables, profile.rows);
}

QString contextGroupText(const RuleTables &tables, const ContextGroupRule &group)
{
    QStringList codes;
    for (const ContextCode &code : tables.contextCodes(group.codes))
        codes.append(toText(code.scheme) + QLatin1Char(':') + toText(code.code));
    return QStringLiteral("Context Group %1 %2\n").arg(group.cid).arg(toText(group.name)) +
           inColumns({{QStringLiteral("%1 codes:").arg(codes.size()), codes.join(QStringLiteral(", "))}}, lineWidth());
}

QString attributeText(const RuleTables &tables, const DictionaryEntry &entry)
{
    QString text = QStringLiteral("Attribute %1 (%2)\n").arg(toText(entry.name), toText(entry.keyword));
    text += inColumns({{QStringLiteral("tag"), toText(toString(tagOf(entry)))},
                       {QStringLiteral("VR"), toText(entry.vr)},
                       {QStringLiteral("VM"), toText(entry.vm)},
                       {QStringLiteral("retired"), entry.retired ? QStringLiteral("yes") : QStringLiteral("no")}},
                      lineWidth());
    std::vector<const RuleBlock *> blocks;
    QList<QStringList> rows{{QStringLiteral("module or macro"), QStringLiteral("inside"), QStringLiteral("type"),
                             QStringLiteral("condition, values, number of Items")}};
    for (const RowPlace &place : placesOf(tables, tagOf(entry))) {
        const QString name =
            place.block != nullptr ? toText(place.block->name) : QStringLiteral("profile ") + toText(place.profile->id);
        if (place.block != nullptr)
            blocks.push_back(place.block);
        rows.append({name, toText(place.path), toText(typeText(place.row->type)), rowDetails(tables, *place.row)});
    }
    if (rows.size() == 1)
        return text + QStringLiteral("\n  No module and no macro names it.\n");
    return text + QLatin1Char('\n') + inColumns(rows, lineWidth()) + QLatin1Char('\n') + usedBy(tables, blocks);
}

} // namespace

int runStandardShow(const CommandLine &line, const RuleTables &tables)
{
    const Shown shown = find(tables, line.standardName);
    if (shown.isEmpty()) {
        const QStringList similar = similarNames(tables, line.standardName);
        printError(
            QStringLiteral("the rule tables have nothing called \"%1\"").arg(line.standardName) +
            (similar.isEmpty() ? QString{} : QStringLiteral("; there is ") + similar.join(QStringLiteral(", "))));
        return noInput;
    }
    if (line.jsonTarget && !writeJson(*line.jsonTarget, shownAsJson(tables, shown)))
        return inputOutput;
    if (line.jsonTarget == QStringLiteral("-"))
        return passed;
    QStringList texts;
    for (const IodRule *iod : shown.iods)
        texts.append(iodText(tables, *iod));
    for (const RuleBlock *block : shown.blocks)
        texts.append(blockText(tables, *block));
    for (const ProfileRule *profile : shown.profiles)
        texts.append(profileText(tables, *profile));
    for (const ContextGroupRule *group : shown.contextGroups)
        texts.append(contextGroupText(tables, *group));
    for (const DictionaryEntry *entry : shown.attributes)
        texts.append(attributeText(tables, *entry));
    printOut(texts.join(QLatin1Char('\n')));
    return passed;
}

} // namespace mi::cli
