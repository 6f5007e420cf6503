#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/person_name.h"

using namespace mi;

class tst_PersonName : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spellings_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("isVariant");
        QTest::newRow("case") << "DOE^JANE"
                              << "Doe^Jane" << true;
        QTest::newRow("separators") << "DOE^JANE"
                                    << "DOE, JANE" << true;
        QTest::newRow("order") << "DOE^JANE"
                               << "JANE^DOE" << true;
        QTest::newRow("trailing separators") << "DOE^JANE"
                                             << "DOE^JANE^^^" << true;
        QTest::newRow("a middle name more") << "DOE^JANE"
                                            << "DOE^JANE^ANN" << true;
        QTest::newRow("accents") << "MÜLLER^RENÉ"
                                 << "MULLER^RENE" << true;
        QTest::newRow("an umlaut with an e") << "MÜLLER^JÖRG"
                                             << "Mueller^Joerg" << true;
        QTest::newRow("sharp s") << "WEIẞ^ANNA=A"
                                 << "WEISS^ANNA=A" << true;
        QTest::newRow("hyphen") << "MEIER-SCHMID^ANNA"
                                << "MEIER SCHMID^ANNA" << true;
        QTest::newRow("apart or together") << "DE GROOT^ANNA"
                                           << "DEGROOT^ANNA" << true;
        QTest::newRow("one group is the same") << "YAMADA^TAROU=山田^太郎"
                                               << "YAMADA^TARO=山田^太郎" << true;
        QTest::newRow("a group more") << "YAMADA^TAROU"
                                      << "YAMADA^TAROU=山田^太郎" << true;
        QTest::newRow("last letter of the table") << "ŽIVKO^ANA"
                                                  << "zivko^ana" << true;
        QTest::newRow("another given name") << "DOE^JANE"
                                            << "DOE^JOHN" << false;
        QTest::newRow("another family name") << "DOE^JANE"
                                             << "ROE^JANE" << false;
        QTest::newRow("the family name alone") << "DOE"
                                               << "DOE^JANE" << false;
        QTest::newRow("one letter") << "MEIER^ANNA"
                                    << "MEYER^ANNA" << false;
        QTest::newRow("nothing and a name") << ""
                                            << "DOE^JANE" << false;
        QTest::newRow("separators only") << "^^"
                                         << "DOE^JANE" << false;
        QTest::newRow("other scripts") << "山田^太郎"
                                       << "山本^太郎" << false;
    }
    void spellings()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, isVariant);
        const std::string left = a.toStdString();
        const std::string right = b.toStdString();
        QCOMPARE(isSpellingVariant(left, right), isVariant);
        QCOMPARE(isSpellingVariant(right, left), isVariant);
    }

    void cutOffCharactersHarmNothing()
    {
        QVERIFY(!isSpellingVariant("A\xC3", "B\xC3"));
        QVERIFY(isSpellingVariant("A\xC3", "a\xC3"));
    }

    void formOfTexts()
    {
        QVERIFY(isSameButForForm("Head CT", "HEAD-CT"));
        QVERIFY(!isSameButForForm("Head CT", "Neck CT"));
        QVERIFY(!isSameButForForm("--", ""));
    }
};

QTEST_APPLESS_MAIN(tst_PersonName)
#include "tst_person_name.moc"
