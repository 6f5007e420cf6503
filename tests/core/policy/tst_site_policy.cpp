// What a policy does to findings: every scope, every action, who goes first, and until when.
#include <QTest>

#include "core/policy/policy_in_force.h"
#include "tests/core/policy/policy_text.h"

using namespace mi;
using test::findingOf;
using test::policyText;
using test::ruleText;

namespace {

using std::chrono::year_month_day;

constexpr year_month_day dayOf(int year, unsigned month, unsigned day)
{
    return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

constexpr year_month_day day = dayOf(2026, 11, 24);
const InstanceOrigin acmeCt{"ACME Imaging", "Spectra 3", "1.2.840.10008.5.1.4.1.1.2"};
const InstanceOrigin unknown{};

SitePolicyPtr policyOf(const std::string &rules)
{
    const Result<SitePolicyPtr> policy = SitePolicy::parse(policyText(rules));
    if (!policy)
        qFatal("%s", policy.error().detail.c_str());
    return *policy;
}

// The number of the rule that decides; 0: none.
std::uint32_t decidedBy(const SitePolicyPtr &policy, const Finding &finding, const InstanceOrigin &origin = acmeCt,
                        year_month_day on = day)
{
    const std::shared_ptr<const PolicyDecision> decision = policy->decide(finding, {&origin, 1}, on);
    return decision ? decision->rule : 0;
}

InstanceVerdict verdictWith(std::vector<Finding> findings)
{
    InstanceVerdict verdict;
    verdict.outcome = outcomeOf(findings);
    verdict.findings = std::move(findings);
    return verdict;
}

const std::string info = "\"severity\": \"info\"";
const std::string suppress = "\"suppress\": true";

} // namespace

class TestSitePolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scopesFitOrNot_data();
    void scopesFitOrNot();
    void theNarrowestRuleDecides_data();
    void theNarrowestRuleDecides();
    void rulesEndWithTheirLastDay();
    void actionsChangeTheVerdict_data();
    void actionsChangeTheVerdict();
    void whatCouldNotBeReadStaysSo();
    void aFamilyLeavesOutWhatIsOutOfReach();
    void aStudyFitsWhenAllItsInstancesDo();
    void judgingAgainStartsFromTheCheck();
    void thePolicyNamesItself();
    void aPolicyThatCannotBeUsedHoldsFiling();
    void everyCheckThatSaysNothingWasReadIsOutOfReach();
};

void TestSitePolicy::scopesFitOrNot_data()
{
    QTest::addColumn<std::string>("scope");
    QTest::addColumn<bool>("fits");
    QTest::addColumn<bool>("fitsUnknown"); // of an instance that says nothing of where it comes from
    const auto row = [](const char *name, const char *scope, bool fits, bool fitsUnknown = false) {
        QTest::newRow(name) << std::string(scope) << fits << fitsUnknown;
    };
    row("none", "", true, true);
    row("the manufacturer", R"("manufacturer": "ACME Imaging")", true);
    row("in other letters", R"("manufacturer": "acme IMAGING")", true);
    row("its beginning", R"("manufacturer": "Acme*")", true);
    row("only its beginning, without a star", R"("manufacturer": "Acme")", false);
    row("its end", R"("manufacturer": "Imaging")", false);
    row("any", R"("manufacturer": "*")", true, true);
    row("another", R"("manufacturer": "Acme Imaging Ltd")", false);
    row("the model", R"("model": "Spectra 3")", true);
    row("another model", R"("model": "Spectra 4")", false);
    row("the SOP Class by UID", R"("sopClass": "1.2.840.10008.5.1.4.1.1.2")", true);
    row("the SOP Class by name", R"("sopClass": "CT Image Storage")", true);
    row("another SOP Class", R"("sopClass": "MR Image Storage")", false);
    row("the attribute", R"-("attribute": "(0029,1110)")-", true, true);
    row("another attribute", R"("attribute": "PatientID")", false);
    row("the private creator", R"("privateCreator": "ACME CSA")", true, true);
    row("a private creator in other letters", R"("privateCreator": "Acme CSA")", false);
    row("any block of the private creator", R"-("privateCreator": "ACME CSA", "attribute": "(0029,xx10)")-", true,
        true);
    row("all of it",
        R"-("manufacturer": "Acme*", "model": "Spectra*", "sopClass": "CT Image Storage",
            "attribute": "(0029,1110)", "privateCreator": "ACME CSA")-",
        true);
    row("all of it but one",
        R"-("manufacturer": "Acme*", "model": "Spectra 4", "sopClass": "CT Image Storage",
            "attribute": "(0029,1110)", "privateCreator": "ACME CSA")-",
        false);
}

void TestSitePolicy::scopesFitOrNot()
{
    QFETCH(const std::string, scope);
    QFETCH(const bool, fits);
    QFETCH(const bool, fitsUnknown);
    const SitePolicyPtr policy = policyOf(ruleText("private.value.invalid", scope, suppress));
    Finding finding = findingOf("private.value.invalid", Tag{0x0029, 0x1110});
    finding.privateCreator = "ACME CSA";
    QCOMPARE(decidedBy(policy, finding) == 1, fits);
    QCOMPARE(decidedBy(policy, finding, unknown) == 1, fitsUnknown);
    QCOMPARE(decidedBy(policy, findingOf("private.element.illegal", Tag{0x0029, 0x1110})), 0U); // another check
    finding.standsForOthers = true; // at attributes that nobody named
    QCOMPARE(decidedBy(policy, finding) == 1,
             fits && scope.find("attribute") == std::string::npos && scope.find("privateCreator") == std::string::npos);
}

void TestSitePolicy::theNarrowestRuleDecides_data()
{
    QTest::addColumn<std::string>("rules");
    QTest::addColumn<unsigned>("winner");
    const auto row = [](const char *name, const std::string &first, const std::string &second, unsigned winner) {
        QTest::newRow(name) << first + "," + second << winner;
    };
    const std::string id = "value.da.invalid";
    const std::string acme = R"("manufacturer": "Acme*")";
    const std::string acmeSpectra = R"("manufacturer": "Acme*", "model": "Spectra 3")";
    const std::string attribute = R"("attribute": "ReferencedStudySequence.StudyDate")";
    const std::string item = R"("attribute": "ReferencedStudySequence[1].StudyDate")";
    row("an id before a beginning", ruleText(id, "", info), ruleText("value.*", acmeSpectra, info), 1);
    row("a longer beginning before a shorter one", ruleText("value.da.*", "", info), ruleText("value.*", acme, info),
        1);
    row("a scope before none", ruleText(id, acme, info), ruleText(id, "", info), 1);
    row("a narrower scope before a wider one", ruleText(id, acmeSpectra, info), ruleText(id, attribute, info), 1);
    row("an item before any item", ruleText(id, item, info), ruleText(id, attribute, info), 1);
    row("the later of two alike", ruleText(id, acme, info), ruleText(id, R"("model": "Spectra 3")", info), 2);
    row("the later of two that are the same", ruleText(id, "", info), ruleText(id, "", suppress), 2);
    row("a narrower one that does not fit gives way", ruleText(id, R"("manufacturer": "Other")", info),
        ruleText("value.*", "", info), 2);
    row("one that has expired gives way", ruleText(id, acmeSpectra, info, "2026-11-23"), ruleText("value.*", "", info),
        2);
}

void TestSitePolicy::theNarrowestRuleDecides()
{
    QFETCH(const std::string, rules);
    QFETCH(const unsigned, winner);
    const AttributePath path{{{Tag{0x0008, 0x1110}, 1}}, tags::StudyDate};
    QCOMPARE(decidedBy(policyOf(rules), findingOf("value.da.invalid", path)), winner);
}

void TestSitePolicy::rulesEndWithTheirLastDay()
{
    const SitePolicyPtr policy = policyOf(ruleText("value.*", "", suppress, "2027-03-31") + "," +
                                          ruleText("text.*", "", suppress, "2028-02-29"));
    const Finding finding = findingOf("value.da.invalid");
    QCOMPARE(decidedBy(policy, finding, acmeCt, dayOf(2027, 3, 31)), 1U);
    QCOMPARE(decidedBy(policy, finding, acmeCt, dayOf(2027, 4, 1)), 0U);
    QCOMPARE(decidedBy(policy, finding, acmeCt, dayOf(2028, 1, 1)), 0U);

    const PolicyInForce before(policy, dayOf(2027, 3, 30));
    QCOMPARE(before.identity()->day, std::string("2027-03-30"));
    QCOMPARE(before.identity()->rules, 2U);
    QCOMPARE(before.identity()->rulesInForce, 2U);
    QVERIFY(!before.changedOn(dayOf(2027, 3, 31))); // the same verdicts
    const PolicyInForcePtr after = before.changedOn(dayOf(2027, 4, 1));
    QVERIFY(after != nullptr);
    QCOMPARE(after->identity()->rulesInForce, 1U);
    QVERIFY(after->changedOn(dayOf(2027, 3, 31)) != nullptr); // a clock that was set back
}

void TestSitePolicy::actionsChangeTheVerdict_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<std::string>("action");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<bool>("isSuppressed");
    QTest::addColumn<bool>("blocks");
    QTest::addColumn<bool>("isChanged");
    const auto row = [](const char *name, const char *id, const char *action, Outcome outcome, bool isSuppressed,
                        bool blocks, bool isChanged) {
        QTest::newRow(name) << QString::fromUtf8(id) << std::string(action) << static_cast<int>(outcome) << isSuppressed
                            << blocks << isChanged;
    };
    const char *blocking = "meta.transfer-syntax.contradicted";
    const char *error = "encoding.element.duplicate";
    const char *warning = "file.trailing-bytes";
    row("an error becomes a warning", error, R"("severity": "warning")", Outcome::warnings, false, false, true);
    row("an error becomes a note", error, R"("severity": "info")", Outcome::passed, false, false, true);
    row("a warning becomes an error", warning, R"("severity": "error")", Outcome::problems, false, false, true);
    row("an error stays one", error, R"("severity": "error")", Outcome::problems, false, false, false);
    row("a warning is suppressed", warning, R"("suppress": true)", Outcome::passed, true, false, false);
    row("a warning keeps the study out", warning, R"("blocksFiling": true)", Outcome::warnings, false, true, true);
    row("a lesser severity lets nothing in", blocking, R"("severity": "info")", Outcome::passed, false, true, true);
    row("suppressing lets nothing in", blocking, R"("suppress": true)", Outcome::passed, true, true, false);
    row("filed, and in sight", blocking, R"("blocksFiling": false)", Outcome::problems, false, false, true);
    row("filed, and out of sight", blocking, R"("suppress": true, "blocksFiling": false)", Outcome::passed, true, false,
        false);
}

void TestSitePolicy::actionsChangeTheVerdict()
{
    QFETCH(const QString, id);
    QFETCH(const std::string, action);
    QFETCH(const int, outcome);
    QFETCH(const bool, isSuppressed);
    QFETCH(const bool, blocks);
    QFETCH(const bool, isChanged);
    const PolicyInForce policy(policyOf(ruleText(id.toStdString(), "", action)), day);
    InstanceVerdict verdict = verdictWith({findingOf(qPrintable(id))});
    judgeUnder(&policy, verdict, acmeCt);
    QCOMPARE(static_cast<int>(verdict.outcome), outcome);
    const std::vector<Finding> suppressed = takeSuppressed(verdict.findings);
    QCOMPARE(verdict.findings.size(), std::size_t{isSuppressed ? 0U : 1U});
    QCOMPARE(suppressed.size(), std::size_t{isSuppressed ? 1U : 0U});
    const Finding &finding = isSuppressed ? suppressed.front() : verdict.findings.front();
    QCOMPARE(finding.blocksFiling(), blocks);
    QCOMPARE(finding.isSuppressed(), isSuppressed);
    QCOMPARE(finding.isChangedByPolicy(), isChanged);
    QVERIFY(!finding.policy->reason.empty());
}

void TestSitePolicy::whatCouldNotBeReadStaysSo()
{
    const PolicyInForce policy(policyOf(ruleText("file.empty", "", suppress) + "," +
                                        ruleText("file.not-dicom", "", "\"severity\": \"error\"")),
                               day);
    InstanceVerdict empty = verdictWith({findingOf("file.empty")});
    empty.outcome = Outcome::unreadable;
    judgeUnder(&policy, empty, unknown);
    QVERIFY(empty.outcome == Outcome::unreadable);
    QVERIFY(empty.findings.front().isSuppressed());
    InstanceVerdict text = verdictWith({findingOf("file.not-dicom")});
    text.outcome = Outcome::notDicom;
    judgeUnder(&policy, text, unknown);
    QVERIFY(text.outcome == Outcome::notDicom);
}

void TestSitePolicy::aFamilyLeavesOutWhatIsOutOfReach()
{
    const SitePolicyPtr policy = policyOf(ruleText("file.*", "", suppress) + "," + ruleText("study.*", "", info));
    QCOMPARE(decidedBy(policy, findingOf("file.trailing-bytes")), 1U);
    QCOMPARE(decidedBy(policy, findingOf("file.truncated")), 0U);      // may not be hidden
    QCOMPARE(decidedBy(policy, findingOf("file.cannot-be-read")), 0U); // may not be touched
    QCOMPARE(decidedBy(policy, findingOf("study.patient.differs")), 2U);
    QCOMPARE(decidedBy(policy, findingOf("study.source.interrupted")), 0U);
    const PolicyRule &rule = policy->rules().front();
    QVERIFY(rule.reached > 8);
    QCOMPARE(rule.outOfReach, std::size_t{5});
}

void TestSitePolicy::aStudyFitsWhenAllItsInstancesDo()
{
    const SitePolicyPtr policy = policyOf(ruleText("study.patient.differs", R"("manufacturer": "Acme*")", info));
    const Finding finding = findingOf("study.patient.differs", tags::PatientName);
    const std::vector<InstanceOrigin> acme{acmeCt, {"Acme Ultrasound", "", ""}};
    const std::vector<InstanceOrigin> mixed{acmeCt, {"Other", "", ""}};
    QVERIFY(policy->decide(finding, acme, day) != nullptr);
    QVERIFY(policy->decide(finding, mixed, day) == nullptr);
    QVERIFY(policy->decide(finding, {}, day) == nullptr);
    const SitePolicyPtr everywhere = policyOf(ruleText("study.patient.differs", "", info));
    QVERIFY(everywhere->decide(finding, {}, day) != nullptr);
}

void TestSitePolicy::judgingAgainStartsFromTheCheck()
{
    const PolicyInForce first(policyOf(ruleText("file.trailing-bytes", "", suppress)), day);
    const PolicyInForce second(policyOf(ruleText("file.trailing-zeros", "", "\"severity\": \"error\"")), day);
    InstanceVerdict verdict = verdictWith({findingOf("file.trailing-bytes"), findingOf("file.trailing-zeros")});
    judgeUnder(&first, verdict, acmeCt);
    QVERIFY(verdict.findings[0].isSuppressed());
    judgeUnder(&second, verdict, acmeCt);
    QVERIFY(verdict.outcome == Outcome::problems);
    QCOMPARE(verdict.findings.size(), std::size_t{2});
    QCOMPARE(verdict.findings[0].id(), std::string_view("file.trailing-bytes")); // as the checks left them
    QVERIFY(takeSuppressed(verdict.findings).empty());
    QCOMPARE(verdict.findings.front().id(), std::string_view("file.trailing-zeros")); // worst first
    judgeUnder(nullptr, verdict, acmeCt);
    QVERIFY(verdict.outcome == Outcome::warnings);
    for (const Finding &finding : verdict.findings) {
        QVERIFY(finding.severity == finding.rule->severity);
        QVERIFY(!finding.policy);
    }
}

void TestSitePolicy::thePolicyNamesItself()
{
    const std::string text = policyText(ruleText("file.trailing-bytes", "", suppress));
    const PolicyInForce policy(*SitePolicy::parse(text), day);
    QCOMPARE(policy.identity()->name, std::string("Test site"));
    QCOMPARE(policy.identity()->sha256.size(), std::size_t{64});
    QVERIFY(policy.identity()->sha256 != (*SitePolicy::parse(text + " "))->sha256());
    QVERIFY(!policy.holdsFiling());
}

void TestSitePolicy::aPolicyThatCannotBeUsedHoldsFiling()
{
    const PolicyInForce policy("site.json", "line 1, column 1: nothing");
    QVERIFY(policy.holdsFiling());
    QVERIFY(!policy.changedOn(dayOf(2030, 1, 1)));
    InstanceVerdict verdict = verdictWith({findingOf("file.trailing-bytes")});
    judgeUnder(&policy, verdict, acmeCt);
    QVERIFY(verdict.outcome == Outcome::warnings);
    QVERIFY(!verdict.findings.front().policy);
}

void TestSitePolicy::everyCheckThatSaysNothingWasReadIsOutOfReach()
{
    for (const CheckRule &check : allCheckRules()) {
        if (check.id.starts_with("limit.") || check.id.ends_with(".cannot-be-read"))
            QVERIFY2(check.reach == PolicyReach::nothing, check.id.data());
    }
}

QTEST_APPLESS_MAIN(TestSitePolicy)
#include "tst_site_policy.moc"
