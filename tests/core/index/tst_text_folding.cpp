#include <QTest>

#include "core/index/text_folding.h"

using namespace mi::index;

class TestTextFolding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenDifferentlyIsFoundAllTheSame_data()
    {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("asked");
        const auto row = [](const char *name, const char *stored, const char *asked) {
            QTest::newRow(name) << QString::fromUtf8(stored) << QString::fromUtf8(asked);
        };
        row("case", "MUELLER", "Mueller");
        row("diaeresis", "M\u00fcller", "muller");
        row("diaeresis as a mark of its own", "Mu\u0308ller", "m\u00fcller");
        row("sharp s", "Stra\u00dfe", "STRASSE");
        row("stroke", "\u0141ukasz", "lukasz");
        row("ligature", "\u00c6r\u00f8", "aero");
        row("dotless i", "I\u015f\u0131k", "isik");
        row("Turkish capital", "\u0130pek", "ipek");
        row("Greek accent and final sigma", "\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2",
            "\u03b3\u03b9\u03c9\u03c1\u03b3\u03bf\u03c3");
        row("Cyrillic short i", "\u0419\u043e\u0433\u0430", "\u0438\u043e\u0433\u0430");
        row("Arabic vowel marks", "\u0645\u064f\u062d\u064e\u0645\u064e\u0651\u062f", "\u0645\u062d\u0645\u062f");
        row("Hebrew points", "\u05d3\u05b8\u05bc\u05d5\u05b4\u05d3", "\u05d3\u05d5\u05d3");
        row("half-width katakana", "\uff94\uff8f\uff80\uff9e", "\u30e4\u30de\u30c0");
        row("katakana and hiragana", "\u30e4\u30de\u30c0", "\u3084\u307e\u3060");
        row("full-width Latin", "\uff39\uff41\uff4d\uff41\uff44\uff41", "yamada");
        row("decomposed Hangul", "\u1100\u1175\u11b7", "\uae40");
    }

    void whatIsWrittenDifferentlyIsFoundAllTheSame()
    {
        QFETCH(QString, stored);
        QFETCH(QString, asked);
        QCOMPARE(folded(stored), folded(asked));
        QCOMPARE(tokensOf(stored), tokensOf(asked));
    }

    void vowelSignsThatAreLettersStay()
    {
        // Devanagari: without its vowel signs it would be another name. Voiced kana is another syllable.
        QVERIFY(folded(QStringLiteral(u"\u0930\u093e\u092e")) != folded(QStringLiteral(u"\u0930\u092e")));
        QVERIFY(folded(QStringLiteral(u"\u304b")) != folded(QStringLiteral(u"\u304c")));
    }

    void aNameIsPartedIntoWordsAndIdeographs()
    {
        const std::vector<std::string> names{
            "Yamada^Tarou=\xe5\xb1\xb1\xe7\x94\xb0^\xe5\xa4\xaa\xe9\x83\x8e=\xe3\x82\x84\xe3\x81\xbe\xe3\x81\xa0"};
        const QStringList tokens = nameTokens(names);
        QCOMPARE(tokens, (QStringList{QStringLiteral("yamada"), QStringLiteral("tarou"), QString(),
                                      QStringLiteral(u"\u5c71"), QStringLiteral(u"\u7530"), QStringLiteral(u"\u592a"),
                                      QStringLiteral(u"\u90ce"), QString(), QStringLiteral(u"\u3084"),
                                      QStringLiteral(u"\u307e"), QStringLiteral(u"\u3060")}));
    }

    void twoNamesAreNotOne()
    {
        QCOMPARE(nameTokens({"A^B", "", "C"}),
                 (QStringList{QStringLiteral("a"), QStringLiteral("b"), QString(), QStringLiteral("c")}));
    }

    void termsArePartedBySpacesAndDelimiters()
    {
        const std::vector<QStringList> terms =
            searchTerms(QStringLiteral(u" M\u00fcller, Anna^Maria  o'neil \u5c71\u7530"));
        QCOMPARE(terms.size(), std::size_t{5});
        QCOMPARE(terms[0], QStringList{QStringLiteral("muller")});
        QCOMPARE(terms[3], (QStringList{QStringLiteral("o"), QStringLiteral("neil")}));
        QCOMPARE(terms[4], (QStringList{QStringLiteral(u"\u5c71"), QStringLiteral(u"\u7530")}));
        QVERIFY(searchTerms(QStringLiteral(" ^= , ")).empty());
    }

    void bytesThatAreNoTextDoNoHarm()
    {
        QVERIFY(!folded(std::string_view("\xff\xfe"
                                         "A\0B",
                                         5))
                     .isEmpty());
        QCOMPARE(nameTokens({std::string("\xed\xa0\x80^X")}).last(), QStringLiteral("x"));
    }
};

QTEST_GUILESS_MAIN(TestTextFolding)
#include "tst_text_folding.moc"
