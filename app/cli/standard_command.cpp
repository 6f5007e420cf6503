// mivalidator-cli standard: what the rule tables hold.
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/standard_show.h"
#include "app/cli/text_columns.h"
#include "core/dicom/dictionary.h"
#include "core/standard/rule_search.h"

#include <QJsonArray>
#include <QJsonObject>

namespace mi::cli {

namespace {

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonObject overviewAsJson(const RuleTables &tables, const RuleCounts &counts)
{
    QJsonObject editions;
    editions.insert(QStringLiteral("dictionary"), toText(dictionaryEdition()));
    for (const RuleEdition &edition : tables.editions())
        editions.insert(toText(edition.part), toText(edition.edition));
    QJsonArray iods;
    for (const IodRule &iod : tables.iods())
        iods.append(QJsonObject{{QStringLiteral("id"), toText(iod.id)}, {QStringLiteral("name"), toText(iod.name)}});
    QJsonArray profiles;
    for (const ProfileRule &profile : tables.profiles())
        profiles.append(
            QJsonObject{{QStringLiteral("id"), toText(profile.id)}, {QStringLiteral("name"), toText(profile.name)}});
    const auto number = [](std::size_t count) { return static_cast<qint64>(count); };
    return {{QStringLiteral("schema"), QStringLiteral("mivalidator-standard")},
            {QStringLiteral("schemaVersion"), 1},
            {QStringLiteral("editions"), editions},
            {QStringLiteral("iods"), iods},
            {QStringLiteral("profiles"), profiles},
            {QStringLiteral("sopClasses"), number(tables.sopClasses().size())},
            {QStringLiteral("modules"), number(counts.modules)},
            {QStringLiteral("macros"), number(counts.macros)},
            {QStringLiteral("attributeRows"), number(counts.attributeRows)},
            {QStringLiteral("attributes"), number(dictionaryEntries().size())},
            {QStringLiteral("conditions"), QJsonObject{{QStringLiteral("all"), number(counts.conditions)},
                                                       {QStringLiteral("decided"), number(counts.decided())},
                                                       {QStringLiteral("realWorld"), number(counts.realWorld)},
                                                       {QStringLiteral("open"), number(counts.open)}}},
            {QStringLiteral("contextGroups"), number(tables.contextGroups().size())}};
}

QString overviewText(const RuleTables &tables, const RuleCounts &counts)
{
    QList<QStringList> editions{{QStringLiteral("dictionary"), toText(dictionaryEdition())}};
    for (const RuleEdition &edition : tables.editions())
        editions.append({toText(edition.part), toText(edition.edition)});
    const auto number = [](std::size_t count) { return QString::number(count); };
    const QList<QStringList> numbers{
        {QStringLiteral("IODs"), number(tables.iods().size())},
        {QStringLiteral("SOP Classes"), number(tables.sopClasses().size())},
        {QStringLiteral("modules"), number(counts.modules)},
        {QStringLiteral("macros"), number(counts.macros)},
        {QStringLiteral("attribute rows"), number(counts.attributeRows)},
        {QStringLiteral("conditions"), number(counts.conditions)},
        {QStringLiteral("  decided from the file"), number(counts.decided())},
        {QStringLiteral("  depend on what is outside of the file"), number(counts.realWorld)},
        {QStringLiteral("  not settled yet"), number(counts.open)},
        {QStringLiteral("context groups"), number(tables.contextGroups().size())},
        {QStringLiteral("profiles"), number(tables.profiles().size())},
    };
    QString text = QStringLiteral("Editions of the DICOM standard\n") + inColumns(editions, lineWidth()) +
                   QStringLiteral("\nRules\n") + inColumns(numbers, lineWidth());
    if (!tables.profiles().empty()) {
        QList<QStringList> profiles;
        for (const ProfileRule &profile : tables.profiles())
            profiles.append({toText(profile.id), toText(profile.name)});
        text += QStringLiteral("\nProfiles\n") + inColumns(profiles, lineWidth());
    }
    return text +
           QStringLiteral("\nmivalidator-cli standard show NAME explains an IOD, a module, a macro or an attribute.\n");
}

} // namespace

int runStandard(const CommandLine &line)
{
    const RuleTables &tables = standardRuleTables();
    if (!line.standardName.isEmpty())
        return runStandardShow(line, tables);
    const RuleCounts counts = countRules(tables);
    if (line.jsonTarget && !writeJson(*line.jsonTarget, overviewAsJson(tables, counts)))
        return inputOutput;
    if (line.jsonTarget != QStringLiteral("-"))
        printOut(overviewText(tables, counts));
    return passed;
}

} // namespace mi::cli
