// Which rules a run applies: the standard's, a site's beside them, and the profiles that were chosen.
#include <QTest>

#include "core/standard/rule_selection.h"

using namespace mi;

namespace {

constexpr const char *siteRules = R"(rules 1
edition our-hospital "2026-01"
sop-class 1.2.276.0.7230010.3.9.5 ct-image
profile our-hospital "What our archive asks for"
  AccessionNumber 1
)";

} // namespace

class TestRuleSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAChoiceItIsTheStandard()
    {
        const RuleSelection selection;
        QCOMPARE(&selection.tables(), &standardRuleTables());
        QVERIFY(selection.profiles().empty());
        QVERIFY(selection.siteName().empty());
    }

    void aProfileIsChosenByItsId()
    {
        const std::string id = "dicomdir";
        const auto selection = RuleSelection::create({&id, 1}, {});
        QVERIFY(selection.isOk());
        QCOMPARE((*selection)->profiles().size(), std::size_t{1});
        QCOMPARE(std::string((*selection)->profiles()[0]->id), id);
        QCOMPARE(&(*selection)->tables(), &standardRuleTables());
    }

    void anUnknownProfileIsRefusedWithThoseThereAre()
    {
        const std::string id = "dicomdri";
        const auto selection = RuleSelection::create({&id, 1}, {});
        QVERIFY(!selection.isOk());
        QVERIFY(selection.error().code == ErrorCode::notFound);
        QVERIFY(selection.error().detail.find("dicomdir") != std::string::npos);
    }

    void aSitesRulesStandBesideTheStandardAndItsProfilesApply()
    {
        const auto selection = RuleSelection::create({}, RuleSelection::SiteRules{"our.rules", siteRules});
        QVERIFY(selection.isOk());
        QCOMPARE((*selection)->siteName(), std::string("our.rules"));
        QCOMPARE((*selection)->profiles().size(), std::size_t{1});
        QCOMPARE(std::string((*selection)->profiles()[0]->id), std::string("our-hospital"));
        const RuleTables &tables = (*selection)->tables();
        QVERIFY(tables.iod("ct-image") != nullptr);
        QVERIFY(tables.sopClass("1.2.276.0.7230010.3.9.5") != nullptr);
        QVERIFY(standardRuleTables().sopClass("1.2.276.0.7230010.3.9.5") == nullptr);
    }

    void wrongRulesOfASiteAreRefusedWithTheirLine()
    {
        const auto selection = RuleSelection::create({}, RuleSelection::SiteRules{"our.rules", "rules 1\nnonsense\n"});
        QVERIFY(!selection.isOk());
        QVERIFY(describeWithSubject(selection.error()).find("line 2") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestRuleSelection)
#include "tst_rule_selection.moc"
