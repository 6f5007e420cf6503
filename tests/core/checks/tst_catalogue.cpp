// The catalogue as a whole: ids, order, severities, families; and the collector that uses it.
#include <QRegularExpression>
#include <QTest>

#include "core/checks/catalogue.h"
#include "core/checks/finding_collector.h"
#include "core/checks/sop_class.h"

#include <algorithm>
#include <set>

using namespace mi;

class TestCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsAreUniqueSortedAndWellFormed();
    void everyRuleCanBeFound();
    void whatBlocksFilingIsNeverHarmless();
    void rulesCiteAPartOfTheStandardOrNone();
    void familiesHaveNamesAndRulesOfTheirOwn();
    void theSameRuleAtTheSameAttributeIsCounted();
    void whatAnotherFindingNamesBetterIsTakenBack();
    void aHostileFileCannotMakeEndlessFindings();
    void countsDoNotOverflow();
    void whatWasNotCheckedIsSaidOnce();
    void sopClassesAreKnown_data();
    void sopClassesAreKnown();
};

void TestCatalogue::idsAreUniqueSortedAndWellFormed()
{
    const QRegularExpression form(QStringLiteral("^[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*){1,3}$"));
    std::string_view previous;
    for (const CheckRule &rule : allCheckRules()) {
        const QString id = QString::fromStdString(std::string(rule.id));
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        QVERIFY2(previous < rule.id, qPrintable(id));
        previous = rule.id;
    }
    QVERIFY(allCheckRules().size() > 70);
}

void TestCatalogue::everyRuleCanBeFound()
{
    for (const CheckRule &rule : allCheckRules())
        QCOMPARE(findCheckRule(rule.id), &rule);
    QVERIFY(findCheckRule("") == nullptr);
    QVERIFY(findCheckRule("file.truncate") == nullptr);
    QVERIFY(findCheckRule("zzz") == nullptr);
}

void TestCatalogue::whatBlocksFilingIsNeverHarmless()
{
    for (const CheckRule &rule : allCheckRules())
        QVERIFY2(rule.filing == Filing::allowed || rule.severity != Severity::info, std::string(rule.id).c_str());
}

void TestCatalogue::rulesCiteAPartOfTheStandardOrNone()
{
    const QRegularExpression form(QStringLiteral("^PS3\\.\\d+ \\S"));
    for (const CheckRule &rule : allCheckRules()) {
        const QString source = QString::fromStdString(std::string(rule.source));
        QVERIFY2(source.isEmpty() || form.match(source).hasMatch(), std::string(rule.id).c_str());
    }
}

void TestCatalogue::familiesHaveNamesAndRulesOfTheirOwn()
{
    std::set<std::string_view> names;
    std::set<std::string_view> ids;
    std::size_t count = 0;
    for (const CheckFamily &family : allCheckFamilies()) {
        QVERIFY(family.run != nullptr);
        QVERIFY2(names.insert(family.name).second, std::string(family.name).c_str());
        QVERIFY(!family.rules.empty());
        for (const CheckRule &rule : family.rules)
            ids.insert(rule.id);
        count += family.rules.size();
    }
    QCOMPARE(ids.size(), count);
}

void TestCatalogue::theSameRuleAtTheSameAttributeIsCounted()
{
    const Tag code{0x0008, 0x0100};
    FindingCollector findings;
    findings.add("encoding.length.odd",
                 {.attribute = {{{Tag{0x0040, 0xA730}, 1}}, code}, .observed = "3 bytes", .offset = 10});
    findings.add("encoding.length.odd",
                 {.attribute = {{{Tag{0x0040, 0xA730}, 2}}, code}, .observed = "5 bytes", .offset = 90, .count = 4});
    findings.add("encoding.length.odd", {.attribute = code});
    findings.add("encoding.element.order", {.attribute = code});
    QCOMPARE(findings.findings().size(), std::size_t{3});
    QCOMPARE(findings.findings()[0].count, 5U);
    QCOMPARE(findings.findings()[0].observed, std::string("3 bytes"));
    QCOMPARE(*findings.findings()[0].offset, std::uint64_t{10});
    QVERIFY(findings.findings()[0].severity == Severity::warning);
    QVERIFY(findings.has("encoding.element.order"));
    QVERIFY(!findings.has("file.truncated"));

    QCOMPARE(findings.takeFindings().size(), std::size_t{3});
    QVERIFY(!findings.has("encoding.element.order"));
    findings.add("encoding.length.odd", {.attribute = code});
    QCOMPARE(findings.findings().size(), std::size_t{1});
}

void TestCatalogue::whatAnotherFindingNamesBetterIsTakenBack()
{
    const Tag pixels{0x7FE0, 0x0010};
    const Tag overlay{0x6000, 0x3000};
    FindingCollector findings;
    findings.add("encoding.length.odd", {.attribute = pixels});
    findings.add("encoding.length.odd", {.attribute = overlay, .count = 2});
    findings.add("encoding.element.order", {.attribute = pixels});
    findings.withdraw("encoding.length.odd", Tag{0x0010, 0x0010});
    findings.withdraw("encoding.vr.unknown", pixels);
    QCOMPARE(findings.findings().size(), std::size_t{3});
    findings.withdraw("encoding.length.odd", pixels);
    QCOMPARE(findings.findings().size(), std::size_t{2});
    findings.withdraw("encoding.length.odd", overlay);
    QCOMPARE(findings.findings()[0].count, 1U);
    findings.add("encoding.element.order", {.attribute = pixels});
    QCOMPARE(findings.findings()[1].count, 2U);
    QVERIFY(findings.has("encoding.length.odd"));
    findings.withdraw("encoding.length.odd", overlay);
    QVERIFY(!findings.has("encoding.length.odd"));
    QCOMPARE(findings.findings().size(), std::size_t{1});
}

void TestCatalogue::aHostileFileCannotMakeEndlessFindings()
{
    FindingCollector findings;
    for (std::uint32_t i = 0; i < 200'000; ++i)
        findings.add("encoding.length.odd",
                     {.attribute = Tag{static_cast<std::uint16_t>(i >> 16U), static_cast<std::uint16_t>(i)}});
    QCOMPARE(findings.findings().size(), FindingCollector::maxAttributesPerRule);
    std::uint64_t occurrences = 0;
    for (const Finding &finding : findings.findings())
        occurrences += finding.count;
    QCOMPARE(occurrences, std::uint64_t{200'000});
}

void TestCatalogue::countsDoNotOverflow()
{
    FindingCollector findings;
    findings.add("encoding.length.odd", {.count = 0xFFFFFFF0U});
    findings.add("encoding.length.odd", {.count = 0x20U});
    QCOMPARE(findings.findings()[0].count, 0xFFFFFFFFU);
    findings.countChecks(3, 1);
    findings.countChecks(4);
    QCOMPARE(findings.decidedChecks(), 7U);
    QCOMPARE(findings.notDecidableChecks(), 1U);
}

void TestCatalogue::whatWasNotCheckedIsSaidOnce()
{
    FindingCollector findings;
    findings.addNotChecked("pixel-data.decoding", "no decoder");
    findings.addNotChecked("pixel-data.decoding", "no decoder");
    findings.addNotChecked("pixel-data.decoding", "too large");
    QCOMPARE(findings.notChecked().size(), std::size_t{2});
}

void TestCatalogue::sopClassesAreKnown_data()
{
    QTest::addColumn<QByteArray>("uid");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("retired");
    const auto row = [](const char *uid, const char *name, SopClassKind kind, bool retired) {
        QTest::newRow(name) << QByteArray(uid) << QByteArray(name) << static_cast<int>(kind) << retired;
    };
    row("1.2.840.10008.5.1.4.1.1.2", "CT Image Storage", SopClassKind::patient, false);
    row("1.2.840.10008.5.1.4.1.1.66.7", "Label Map Segmentation Storage", SopClassKind::patient, false);
    row("1.2.840.10008.5.1.4.1.1.8", "Standalone Overlay Storage", SopClassKind::patient, true);
    row("1.2.840.10008.1.3.10", "Media Storage Directory Storage", SopClassKind::directory, false);
    row("1.2.840.10008.5.1.4.39.1", "Color Palette Storage", SopClassKind::noPatient, false);
    row("1.2.840.10008.1.1", "Verification SOP Class", SopClassKind::service, false);
}

void TestCatalogue::sopClassesAreKnown()
{
    QFETCH(const QByteArray, uid);
    QFETCH(const QByteArray, name);
    QFETCH(const int, kind);
    QFETCH(const bool, retired);
    const SopClass *found = findSopClass(uid.toStdString());
    QVERIFY(found != nullptr);
    QCOMPARE(std::string(found->name), name.toStdString());
    QCOMPARE(static_cast<int>(found->kind), kind);
    QCOMPARE(found->retired, retired);
    QVERIFY(findSopClass(uid.toStdString() + ".99") == nullptr);
    QVERIFY(findSopClass("") == nullptr);
}

QTEST_APPLESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
