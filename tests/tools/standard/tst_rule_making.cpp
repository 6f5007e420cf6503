// From the standard's tables to rules: references to macros, the newest edition, overrides, checks. The tables are made
// up.
#include "tools/standard/tables/conditions_of_rows.h"
#include "tools/standard/tables/cross_checks.h"
#include "tools/standard/tables/factor_includes.h"
#include "tools/standard/tables/import_tables.h"
#include "tools/standard/tables/newest_types.h"
#include "tools/standard/tables/overrides.h"
#include "tools/standard/tables/text_table.h"
#include "tools/standard/tables/write_rules.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mi::tables;

namespace {

Row attribute(const char *keyword, const char *type, std::vector<Row> children = {}, const char *text = "")
{
    Row row;
    row.keyword = keyword;
    row.type = type;
    row.text = text;
    row.children = std::move(children);
    return row;
}

Row include(const char *macro)
{
    Row row;
    row.macro = macro;
    return row;
}

Blocks macrosOf(std::vector<std::pair<const char *, std::vector<Row>>> list)
{
    Blocks macros;
    for (auto &[id, rows] : list) {
        Block &macro = macros.add(id);
        macro.isMacro = true;
        macro.name = id;
        macro.section = "X.1";
        macro.rows = std::move(rows);
    }
    return macros;
}

Block blockOf(std::vector<Row> rows)
{
    Block block;
    block.id = "block";
    block.name = "Block";
    block.section = "C.1";
    block.rows = std::move(rows);
    return block;
}

QString textOf(const std::vector<Row> &rows)
{
    QString text = QString::fromStdString(blockText(blockOf(rows)));
    return text.mid(text.indexOf(QLatin1Char('\n')) + 1).trimmed();
}

Blocks codeMacros()
{
    return macrosOf({{"code", {attribute("CodeValue", "1"), attribute("CodeMeaning", "1")}},
                     {"meaning", {attribute("CodeMeaning", "1")}}});
}

Standard smallStandard()
{
    Standard standard;
    for (const auto &[keyword, vr] : {std::pair{"CodeValue", "SH"},
                                      {"CodeMeaning", "LO"},
                                      {"Modality", "CS"},
                                      {"ViewCodeSequence", "SQ"},
                                      {"BitsAllocated", "US"}}) {
        standard.elements.emplace(keyword, standard.dictionary.size());
        standard.dictionary.push_back({keyword, vr, "1", "(0000,0000)", false, ""});
    }
    standard.macros = codeMacros();
    Block &module = standard.modules.add("image");
    module = blockOf({attribute("Modality", "1"), attribute("ViewCodeSequence", "3", {include("code")})});
    module.id = "image";
    Iod iod;
    iod.id = "image-iod";
    iod.name = "Image";
    ModuleUse use;
    use.module = "image";
    use.usage = "M";
    use.entity = "Image";
    iod.modules.push_back(use);
    standard.iods.push_back(iod);
    standard.sopClasses.push_back({"1.2", "image-iod", false});
    return standard;
}

QString applied(const char *text, Standard &standard)
{
    std::vector<Override> overrides;
    const auto read = readOverrides("test.rules", text, overrides);
    if (!read)
        return QString::fromStdString(mi::describeWithSubject(read.error()));
    const auto result = applyOverrides(overrides, standard);
    return result ? QString{} : QString::fromStdString(mi::describeWithSubject(result.error()));
}

} // namespace

class TestRuleMaking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTableIsReadByItsHeader()
    {
        const auto table = TextTable::create("t", "# note\nb\ta\n1\ttwo\\nlines\\\\\n2\n", {"a", "b"});
        QVERIFY(table);
        QCOMPARE(table->rows().size(), 2U);
        QCOMPARE(table->rows()[0][0], std::string{"two\nlines\\"});
        QCOMPARE(table->rows()[1][0], std::string{});
        QVERIFY(!TextTable::create("t", "a\n", {"missing"}));
    }

    void theSectionOfATableIsInItsNumber()
    {
        QCOMPARE(sectionOfTable("table_C.7.6.16-1"), std::string{"C.7.6.16"});
        QCOMPARE(sectionOfTable("table_C.8-3", {{"C.8-3", "C.8.2.1"}}), std::string{"C.8.2.1"});
    }

    void rowsThatAreAMacrosBecomeAReference()
    {
        std::vector<Row> rows{
            attribute("Modality", "1"),
            attribute("ViewCodeSequence", "3", {attribute("CodeValue", "1"), attribute("CodeMeaning", "1")})};
        factorIncludes(rows, codeMacros(), SameRows::withTexts);
        QCOMPARE(textOf(rows), QStringLiteral("Modality 1\n  ViewCodeSequence 3\n    include code"));
    }

    void theLongerMacroWins()
    {
        std::vector<Row> rows{attribute("CodeValue", "1"), attribute("CodeMeaning", "1"),
                              attribute("CodeMeaning", "1")};
        factorIncludes(rows, codeMacros(), SameRows::withTexts);
        QCOMPARE(textOf(rows), QStringLiteral("include code\n  include meaning"));
    }

    void rowsThatDifferStay_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        QTest::newRow("another type") << "3"
                                      << "";
        QTest::newRow("another description") << "1"
                                             << "special";
    }

    void rowsThatDifferStay()
    {
        QFETCH(QString, type);
        QFETCH(QString, text);
        std::vector<Row> rows{attribute("CodeValue", type.toUtf8().constData(), {}, text.toUtf8().constData()),
                              attribute("CodeMeaning", "2")};
        factorIncludes(rows, codeMacros(), SameRows::withTexts);
        QCOMPARE(rows.size(), 2U);
        QVERIFY(!rows[0].isInclude());
    }

    void aMacroIsNoReferenceToItself()
    {
        const Blocks macros = macrosOf({{"a", {attribute("CodeValue", "1")}}, {"b", {attribute("CodeValue", "1")}}});
        std::vector<Row> rows = macros.list[0].rows;
        factorIncludes(rows, macros, SameRows::withTexts, "a");
        QVERIFY(!rows[0].isInclude());
    }

    void whatIsWrittenOutComesBackTheSame()
    {
        const Blocks macros = codeMacros();
        const std::vector<Row> rows{attribute("ViewCodeSequence", "3", {include("code")})};
        auto written = writtenOut(rows, macros);
        QCOMPARE(written[0].children.size(), 2U);
        factorIncludes(written, macros, SameRows::typesOnly);
        QCOMPARE(textOf(written), textOf(rows));
    }

    void theNewestTypeWinsInMacrosToo()
    {
        Blocks macros = codeMacros();
        Blocks modules;
        modules.add("image").rows = {attribute("Modality", "2"), attribute("ViewCodeSequence", "3", {include("code")})};
        const Block newest = blockOf(
            {attribute("Modality", "1"),
             attribute("ViewCodeSequence", "3", {attribute("CodeValue", "1C"), attribute("CodeMeaning", "1")})});
        bringToNewest(modules, macros, {{"image", &newest, {}}});
        QCOMPARE(modules.list[0].rows[0].type, std::string{"1"});
        QCOMPARE(macros.find("code")->rows[0].type, std::string{"1C"});
    }

    void aRowThatIsNewWhereverAMacroIsUsedIsTheMacros()
    {
        Blocks macros = codeMacros();
        Blocks modules;
        for (const char *id : {"first", "second"})
            modules.add(id).rows = {attribute("ViewCodeSequence", "3", {include("code")})};
        const Block newest = blockOf(
            {attribute("ViewCodeSequence", "3",
                       {attribute("CodeValue", "1"), attribute("LongCodeValue", "3"), attribute("CodeMeaning", "1")}),
             attribute("KVP", "2")});
        const Block other = blockOf({attribute("ViewCodeSequence", "3", newest.rows[0].children)});
        bringToNewest(modules, macros, {{"first", &newest, {}}, {"second", &other, {}}});
        QCOMPARE(textOf(macros.find("code")->rows), QStringLiteral("CodeValue 1\n  LongCodeValue 3\n  CodeMeaning 1"));
        QCOMPARE(textOf(modules.find("first")->rows), QStringLiteral("ViewCodeSequence 3\n    include code\n  KVP 2"));
        QCOMPARE(textOf(modules.find("second")->rows), QStringLiteral("ViewCodeSequence 3\n    include code"));
    }

    void aRowThatIsGoneEverywhereGoes()
    {
        Blocks macros;
        Blocks modules;
        modules.add("image").rows = {attribute("Modality", "1"), attribute("KVP", "2")};
        const Block newest = blockOf({attribute("Modality", "1")});
        bringToNewest(modules, macros, {{"image", &newest, {}}});
        QCOMPARE(textOf(modules.list[0].rows), QStringLiteral("Modality 1"));
    }

    void overridesAreLaidOverRows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rows");
        QTest::newRow("a property below a row that keeps its type")
            << "module image\n  Modality =\n    enum CT | MR"
            << "Modality 1\n    enum CT | MR\n  ViewCodeSequence 3\n    include code";
        QTest::newRow("a type with a condition")
            << "module image\n  Modality 2C when present(KVP) else allowed"
            << "Modality 2C when present(KVP) else allowed\n  ViewCodeSequence 3\n    include code";
        QTest::newRow("a row that is new") << "module image\n  BitsAllocated 1"
                                           << "Modality 1\n  ViewCodeSequence 3\n    include code\n  BitsAllocated 1";
        QTest::newRow("a row inside of a Sequence, an include on a condition")
            << "module image\n  ViewCodeSequence =\n    items 1\n    include code when present(Modality)"
            << "Modality 1\n  ViewCodeSequence 3\n    items 1\n    include code when present(Modality)";
        QTest::newRow("removed") << "module image\n  remove Modality"
                                 << "ViewCodeSequence 3\n    include code";
        QTest::newRow("a comment behind a block and behind a row")
            << "module image # C.1: why\n  Modality 3 # so"
            << "Modality 3\n  ViewCodeSequence 3\n    include code";
        QTest::newRow("start over") << "module image\n  empty\n  Modality 3"
                                    << "Modality 3";
    }

    void overridesAreLaidOverRows()
    {
        QFETCH(QString, text);
        QFETCH(QString, rows);
        Standard standard = smallStandard();
        QCOMPARE(applied(text.toUtf8().constData(), standard), QString{});
        QCOMPARE(textOf(standard.modules.list[0].rows), rows);
        QCOMPARE(standard.modules.list[0].name, smallStandard().modules.list[0].name);
    }

    void anOverrideThatDoesNotFitIsAnError_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("removes what is not there") << "module image\n  remove KVP"
                                                   << "test.rules:2";
        QTest::newRow("an IOD that is not there") << "iod other\n  group code M"
                                                  << "test.rules:2";
        QTest::newRow("words behind the type") << "module image\n  Modality 1 hello"
                                               << "test.rules:2";
        QTest::newRow("another block") << "profile x"
                                       << "test.rules:1";
        QTest::newRow("three blanks") << "module image\n   Modality 1"
                                      << "test.rules:2";
    }

    void anOverrideThatDoesNotFitIsAnError()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        Standard standard = smallStandard();
        const QString error = applied(text.toUtf8().constData(), standard);
        QVERIFY2(error.contains(place), qPrintable(error));
    }

    void whatIsNotAIsAskedOfWhatIsThere_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("when");
        QTest::newRow("an attribute that has to be there: its absence is a finding of its own")
            << "1"
            << "filled(ShadowStyle) and not ShadowStyle = OFF";
        QTest::newRow("an attribute that may be absent: then it is not A") << "3"
                                                                           << "not ShadowStyle = OFF";
        QTest::newRow("an attribute that may be empty: then it is not A") << "2"
                                                                          << "not ShadowStyle = OFF";
    }

    void whatIsNotAIsAskedOfWhatIsThere()
    {
        QFETCH(QString, type);
        QFETCH(QString, when);
        const QTemporaryDir folder;
        QFile byHand(folder.filePath(QStringLiteral("conditions.tsv")));
        QVERIFY(byHand.open(QIODevice::WriteOnly));
        byHand.write("unit\tpath\twhen\totherwise\tforbidden\tnote\n"
                     "text\tShadowOpacity\tnot ShadowStyle = OFF\n");
        byHand.close();
        const auto conditions = Conditions::create(Source{}, byHand.fileName().toStdString());
        QVERIFY(conditions);
        Standard standard;
        standard.macros = macrosOf({{"style", {attribute("ShadowStyle", type.toUtf8().constData())}}});
        standard.modules.add("text").rows = {include("style"), attribute("ShadowOpacity", "1C")};
        addConditions(standard, *conditions);
        QCOMPARE(QString::fromStdString(standard.modules.list[0].rows[1].when), when);
    }

    void crossChecksFindWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("nothing is wrong") << "module image"
                                          << "";
        QTest::newRow("an attribute that is in no dictionary") << "module image\n  Modallity 1"
                                                               << "not in the dictionary";
        QTest::newRow("a macro that is not there") << "module image\n  include codes"
                                                   << "which is not there";
        QTest::newRow("a value that the VR cannot have") << "module image\n  Modality =\n    enum ct"
                                                         << "the value ct";
        QTest::newRow("a number that is none") << "module image\n  BitsAllocated 1\n    enum 8 | X"
                                               << "the value X";
        QTest::newRow("a type that is none") << "module image\n  Modality 4"
                                             << "type 4";
        QTest::newRow("a macro that never ends") << "macro code\n  include code"
                                                 << "includes itself";
    }

    void crossChecksFindWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        Standard standard = smallStandard();
        QCOMPARE(applied(text.toUtf8().constData(), standard), QString{});
        const CheckResult result = crossCheck(standard);
        QCOMPARE(result.errors.size(), error.isEmpty() ? 0U : 1U);
        if (!error.isEmpty())
            QVERIFY2(QString::fromStdString(result.errors[0]).contains(error), result.errors[0].c_str());
    }

    void theTextIsTheSameEachTime()
    {
        const Standard standard = smallStandard();
        QCOMPARE(blockText(standard.modules.list[0]), blockText(smallStandard().modules.list[0]));
        QCOMPARE(iodText(standard.iods[0]), std::string{"iod image-iod \"Image\"\n  module image M Image\n\n"});
        QCOMPARE(sopClassText({"1.2", "image-iod", true}), std::string{"sop-class 1.2 image-iod retired\n"});
        QCOMPARE(contextGroupText({"29", "A \"B\"", {{"DCM", {"1", "a b"}}}}),
                 std::string{"context-group 29 \"A \\\"B\\\"\"\n  DCM 1 \"a b\"\n\n"});
    }
};

QTEST_GUILESS_MAIN(TestRuleMaking)
#include "tst_rule_making.moc"
