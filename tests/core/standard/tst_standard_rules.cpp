// The tables that are built into the programs.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/standard/rule_tables.h"

#include <QRegularExpression>

using namespace mi;

class TestStandardRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void canBeRead()
    {
        const auto tables = standardRuleTablesWith({});
        QVERIFY2(tables, tables ? "" : describeWithSubject(tables.error()).c_str());
        QVERIFY(!(*tables)->iods().empty());
        QCOMPARE(standardRuleTables().iods().size(), (*tables)->iods().size());
    }

    // A comment or a sentence of the source that got into a name would be shown to people.
    void everyIdNameAndSectionIsWellFormed()
    {
        const QRegularExpression id(QStringLiteral("^[a-z0-9]+(-+[a-z0-9]+)*$"));
        const QRegularExpression name(QStringLiteral("^[A-Z0-9][A-Za-z0-9 /&,()-]*[A-Za-z0-9)]$"));
        const QRegularExpression section(QStringLiteral("^([A-F]\\.)?[0-9]+[a-z]?(\\.[0-9]+[a-z]?)*$"));
        const auto expectThat = [](const QRegularExpression &form, std::string_view text, std::string_view of) {
            const QString shown = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
            QVERIFY2(form.match(shown).hasMatch(),
                     qPrintable(QStringLiteral("'%1' of %2").arg(shown, QString::fromStdString(std::string(of)))));
        };
        for (const RuleBlock &block : standardRuleTables().blocks()) {
            expectThat(id, block.id, block.id);
            expectThat(name, block.name, block.id);
            expectThat(section, block.section, block.id);
        }
        for (const IodRule &iod : standardRuleTables().iods()) {
            expectThat(id, iod.id, iod.id);
            expectThat(name, iod.name, iod.id);
            expectThat(section, iod.section, iod.id);
        }
    }

    void aSitesFileIsReadBesideThem()
    {
        const RuleTables::Source site{.name = "site.rules",
                                      .text = "rules 1\n"
                                              "profile site-ct \"Our CT\"\n"
                                              "  for ct-image\n"
                                              "  PatientBirthDate 1\n"
                                              "  PatientComments 0\n"};
        const auto tables = standardRuleTablesWith({&site, 1});
        QVERIFY2(tables, tables ? "" : describeWithSubject(tables.error()).c_str());
        const ProfileRule *profile = (*tables)->profile("site-ct");
        QVERIFY(profile != nullptr);
        QVERIFY((*tables)->sources()[profile->source] == "site.rules");
        QCOMPARE((*tables)->rows(profile->rows).size(), std::size_t{2});
        QVERIFY((*tables)->iods()[(*tables)->iodsOf(*profile).front()].id == "ct-image");
    }

    void anErrorInASitesFileNamesIt()
    {
        const RuleTables::Source site{.name = "site.rules", .text = "rules 1\nmodule patient \"Patient\"\n"};
        const auto tables = standardRuleTablesWith({&site, 1});
        QVERIFY(!tables);
        QCOMPARE(
            QString::fromStdString(describeWithSubject(tables.error())),
            QStringLiteral("read rules site.rules: not in the expected format (line 2, column 8: a module with this "
                           "id is there already)"));
    }
};

QTEST_GUILESS_MAIN(TestStandardRules)
#include "tst_standard_rules.moc"
