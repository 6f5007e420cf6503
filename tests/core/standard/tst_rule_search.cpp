// Counting and finding in rule tables, and writing rules again.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/standard/rule_search.h"
#include "tests/core/standard/rule_fixture.h"

using namespace mi;
using namespace mi::test;

namespace {

constexpr std::string_view rules = "iod a \"A\"\n"
                                   "  module m C Image when unknown(\"x\") or present(/PatientID)\n"
                                   "iod b \"B\"\n"
                                   "  group g C when open(\"y\") or unknown(\"x\") else allowed\n"
                                   "iod c \"C\"\n"
                                   "  module n M Image\n"
                                   "module m \"M\"\n"
                                   "  AnatomicRegionSequence 1C when present(PatientID) else forbidden\n"
                                   "    items 1-n when present(PatientID)\n"
                                   "    codes 4 baseline\n"
                                   "    codes 5\n"
                                   "    include deep\n"
                                   "module n \"N\"\n"
                                   "  CodeValue 3\n"
                                   "macro g \"G\"\n"
                                   "  include deep when present(PatientID)\n"
                                   "macro deep \"Deep\"\n"
                                   "  AnatomicRegionModifierSequence 3\n"
                                   "    CodeValue 1\n"
                                   "      terms value 2 when present(PatientID) : A | \"B C\"\n"
                                   "      forbidden when present(PatientID)\n"
                                   "    include deep\n"
                                   "  Rows 1\n"
                                   "    vm 1\n"
                                   "    enum 1 | 2\n"
                                   "    number > 0 and <= 4.5\n"
                                   "profile p \"P\"\n"
                                   "  CodeValue 0\n";

QString textsOf(const RuleTables &tables, const AttributeRow &row)
{
    QStringList texts;
    for (const std::string &text : propertyTexts(tables, row))
        texts.append(qt(text));
    return texts.join(QLatin1Char(';'));
}

} // namespace

class TestRuleSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto read = readRules(rules);
        QVERIFY2(read, read ? "" : read.error().detail.c_str());
        m_tables = read.take();
    }

    void counts()
    {
        const RuleCounts counts = countRules(*m_tables);
        QCOMPARE(counts.modules, std::size_t{2});
        QCOMPARE(counts.macros, std::size_t{2});
        QCOMPARE(counts.attributeRows, std::size_t{6});
        QCOMPARE(counts.conditions, std::size_t{7});
        QCOMPARE(counts.open, std::size_t{1}); // what is open is not real world besides
        QCOMPARE(counts.realWorld, std::size_t{1});
        QCOMPARE(counts.decided(), std::size_t{5});
    }

    void findsWhereAnAttributeIsNamed()
    {
        const std::vector<RowPlace> places = placesOf(*m_tables, {0x0008, 0x0100});
        QStringList found;
        for (const RowPlace &place : places)
            found.append(qt(place.block != nullptr ? place.block->id : place.profile->id) + QLatin1Char(' ') +
                         qt(place.path));
        found.sort();
        QCOMPARE(found.join(QLatin1Char(';')), QStringLiteral("deep AnatomicRegionModifierSequence>;n ;p "));
    }

    void findsTheIodsThatHaveABlock_data()
    {
        QTest::addColumn<QString>("block");
        QTest::addColumn<QString>("iods");
        QTest::newRow("a module") << QStringLiteral("m") << QStringLiteral("a");
        QTest::newRow("a functional group") << QStringLiteral("g") << QStringLiteral("b");
        QTest::newRow("an include, inside Items and inside itself") << QStringLiteral("deep") << QStringLiteral("a b");
        QTest::newRow("another module") << QStringLiteral("n") << QStringLiteral("c");
    }

    void findsTheIodsThatHaveABlock()
    {
        QFETCH(QString, block);
        QFETCH(QString, iods);
        QStringList found;
        for (const IodRule *iod : iodsWith(*m_tables, {m_tables->block(block.toStdString())}))
            found.append(qt(iod->id));
        QCOMPARE(found.join(QLatin1Char(' ')), iods);
    }

    void writesRulesAgain()
    {
        const AttributeRow &region = m_tables->rows(m_tables->block("m")->rows).front();
        QCOMPARE(textsOf(*m_tables, region),
                 QStringLiteral("items 1-n when present(PatientID);codes 4 baseline;codes 5 defined"));
        QVERIFY(whenText(*m_tables, region.when, region.otherwise) == "when present(PatientID) else forbidden");
        QVERIFY(typeText(region.type) == "1C");
        const auto deep = m_tables->rows(m_tables->block("deep")->rows);
        QCOMPARE(
            textsOf(*m_tables, m_tables->rows(deep[0].children).front()),
            QStringLiteral("terms value 2 when present(PatientID) : A | \"B C\";forbidden when present(PatientID)"));
        QCOMPARE(textsOf(*m_tables, deep[1]), QStringLiteral("vm 1;enum 1 | 2;number > 0;number <= 4.5"));
        QVERIFY(whenText(*m_tables, ConditionId::none).empty());
        const GroupUse &group = m_tables->groupsOf(*m_tables->iod("b")).front();
        QVERIFY(whenText(*m_tables, group.when, group.otherwise) == "when open(\"y\") or unknown(\"x\") else allowed");
        QVERIFY(usageText(group.usage) == "C" && placeText(group.place).empty());
    }

private:
    std::shared_ptr<const RuleTables> m_tables;
};

QTEST_GUILESS_MAIN(TestRuleSearch)
#include "tst_rule_search.moc"
