// What must hold for the rule files that are committed; they are made by mi_make_rule_tables.
#include "tools/standard/tables/text_table.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <filesystem>

using namespace mi::tables;

namespace {

const std::filesystem::path folder = std::filesystem::path{MI_PROJECT_FOLDER} / "resources" / "standard";

QString textOf(const char *file)
{
    const auto text = readTextFile(folder / file);
    return text ? QString::fromStdString(*text) : QString{};
}

QStringList found(const QString &text, const char *pattern)
{
    QStringList words;
    const QRegularExpression expression(QString::fromLatin1(pattern), QRegularExpression::MultilineOption);
    for (auto it = expression.globalMatch(text); it.hasNext();)
        words << it.next().captured(1);
    return words;
}

QSet<QString> setOf(const QStringList &list)
{
    return {list.begin(), list.end()};
}

} // namespace

class TestCommittedRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_iods = textOf("iods.rules");
        m_modules = textOf("modules.rules");
        m_macros = textOf("macros.rules");
        m_groups = textOf("context-groups.rules");
        QVERIFY(!m_iods.isEmpty() && !m_modules.isEmpty() && !m_macros.isEmpty() && !m_groups.isEmpty());
    }

    void everyIodIsThere()
    {
        const auto iods = found(m_iods, "^iod (\\S+) \"[^\"]+\"");
        QCOMPARE(iods.size(), 175);
        QCOMPARE(setOf(iods).size(), 175);
        const auto used = found(m_iods, "^sop-class [0-9.]+ (\\S+)");
        QVERIFY(used.size() >= 183);
        QCOMPARE(setOf(used), setOf(iods));
    }

    void everyModuleIsUsedAndThere()
    {
        QCOMPARE(setOf(found(m_iods, "^  module (\\S+)")), setOf(found(m_modules, "^module (\\S+)")));
    }

    void everyMacroIsUsedAndThere()
    {
        const auto there = setOf(found(m_macros, "^macro (\\S+)"));
        const auto used =
            setOf(found(m_modules + m_macros, "^ +include (\\S+)")) + setOf(found(m_iods, "^  group (\\S+)"));
        QCOMPARE(there - used, QSet<QString>{});
        QCOMPARE(used - there, QSet<QString>{});
    }

    void everyAttributeIsInTheDictionary()
    {
        const auto known = setOf(found(textOf("dictionary.tsv"), "^\\([0-9A-FXx,]+\\)\\t(\\w+)\\t"));
        const auto used = setOf(found(m_modules + m_macros + textOf("profiles.rules"), "^ +([A-Z]\\w+) [0-3]C?\\b"));
        QVERIFY(used.size() > 3000);
        QCOMPARE(used - known, QSet<QString>{});
    }

    void everyContextGroupIsReferenced()
    {
        const auto referenced = setOf(found(m_modules + m_macros, "^ +codes (\\d+)"));
        const auto there = setOf(found(m_groups, "^context-group (\\d+)"));
        QCOMPARE(there - referenced, QSet<QString>{});
    }

    void conditionsStandWithConditionalTypes()
    {
        const QString rows = m_modules + m_macros;
        QCOMPARE(found(rows, "^ +[A-Z]\\w+ [123] (.*)$"), QStringList{});
        QCOMPARE(found(rows, "^ +([A-Z]\\w+) [12]C$"), QStringList{});
        QCOMPARE(found(m_iods, "^  (?:module|group) \\S+ [MU] .*(when .*)$"), QStringList{});
        QCOMPARE(found(m_iods, "^  (?:module|group) (\\S+ C(?:(?!when).)*)$"), QStringList{});
    }

    void contentTreesRecurse()
    {
        const qsizetype begin = m_macros.indexOf(QStringLiteral("macro document-relationship "));
        const QString block = m_macros.mid(begin, m_macros.indexOf(QStringLiteral("\n\n"), begin) - begin);
        QVERIFY(block.contains(QStringLiteral("    include document-relationship")));
        QVERIFY(block.contains(QStringLiteral("    include document-content")));
    }

    void theFilesStayReviewable()
    {
        QVERIFY(m_iods.size() + m_modules.size() + m_macros.size() + m_groups.size() < 1500000);
    }

    // Wherever the standard's words came in, they would show as a sentence.
    void noSentenceOfTheStandardIsInThem()
    {
        for (const QString &text : {m_iods, m_modules, m_macros})
            QVERIFY(!text.contains(QStringLiteral("Required if")) && !text.contains(QStringLiteral(" shall ")));
    }

private:
    QString m_iods, m_modules, m_macros, m_groups;
};

QTEST_GUILESS_MAIN(TestCommittedRules)
#include "tst_committed_rules.moc"
