// Lists of values and numbers of Items, out of descriptions. The descriptions are made up.
#include "tools/standard/tables/value_lists.h"

#include <QTest>

using namespace mi::tables;

namespace {

Element codeString()
{
    return {"PatientSex", "CS", "1", "(0010,0040)", false, ""};
}

QString linesOf(const char *text, const Element &element)
{
    QStringList lines;
    for (const ValueList &list : valuesInText(text, element))
        lines << QString::fromStdString(valueLine(list));
    return lines.join(QLatin1Char(';'));
}

} // namespace

class TestValueLists : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("lines");
        QTest::newRow("values with and without a meaning")
            << "A colour.\nEnumerated Values:\n- RED = like fire\n- DARK BLUE"
            << "enum RED | \"DARK BLUE\"";
        QTest::newRow("terms") << "Defined Terms:\n- A\n- B\nAnd more text."
                               << "terms A | B";
        QTest::newRow("values of one of several values")
            << "Enumerated Values for Value 1:\n- A\nEnumerated Values for Value 2:\n- B"
            << "enum value 1 A;enum value 2 B";
        QTest::newRow("a list that depends on something is left out") << "Enumerated Values if Colour is RED:\n- A"
                                                                      << "";
        QTest::newRow("and so are the others of that text")
            << "Enumerated Values:\n- A\nEnumerated Values if Colour is RED:\n- B"
            << "";
        QTest::newRow("a list that swallowed the next one is left out")
            << "Enumerated Values:\n- A = Enumerated Values if Colour is RED:\n- B"
            << "";
        QTest::newRow("a list with a value that the VR cannot have is left out")
            << "Enumerated Values:\n- lower\n- UPPER"
            << "";
        QTest::newRow("a value that is there twice counts once") << "Defined Terms:\n- A\n- A"
                                                                 << "terms A";
        QTest::newRow("no list") << "See somewhere for Enumerated Values."
                                 << "";
    }

    void listsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, lines);
        QCOMPARE(linesOf(text.toUtf8().constData(), codeString()), lines);
    }

    void valuesAreWrittenInOneWay_data()
    {
        QTest::addColumn<QString>("vr");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::newRow("hexadecimal becomes decimal") << "US"
                                                     << "0x0010"
                                                     << "16";
        QTest::newRow("the standard's hexadecimal too") << "US"
                                                        << "FFFFH"
                                                        << "65535";
        QTest::newRow("signed") << "SS"
                                << "0xffff"
                                << "-1";
        QTest::newRow("decimals stay") << "US"
                                       << "12"
                                       << "12";
        QTest::newRow("a tag") << "AT"
                               << "0x0018,0x1063"
                               << "(0018,1063)";
        QTest::newRow("a tag in one word") << "AT"
                                           << "00181065H"
                                           << "(0018,1065)";
        QTest::newRow("a UID in quotes") << "UI"
                                         << "\"1.2.3\""
                                         << "1.2.3";
        QTest::newRow("17 characters are no code string") << "CS"
                                                          << "ABCDEFGHIJKLMNOPQ"
                                                          << "";
        QTest::newRow("no number") << "US"
                                   << "many"
                                   << "";
        QTest::newRow("no decimal") << "DS"
                                    << "about 1"
                                    << "";
    }

    void valuesAreWrittenInOneWay()
    {
        QFETCH(QString, vr);
        QFETCH(QString, text);
        QFETCH(QString, value);
        const auto normal = normalisedValue(text.toStdString(), {"Any", vr.toStdString(), "1", "", false, ""});
        QCOMPARE(QString::fromStdString(normal.value_or("")), value);
    }

    void numbersOfItemsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("count");
        QTest::newRow("one") << "What.\nOnly a single Item shall be included in this Sequence."
                             << "1";
        QTest::newRow("one or more") << "One or more Items shall be included in this Sequence."
                                     << "1-n";
        QTest::newRow("none or one") << "What. Zero or one Item shall be included in this Sequence."
                                     << "0-1";
        QTest::newRow("what depends on something is not stated")
            << "If X is YES, one or more Items shall be included in this Sequence."
            << "";
        QTest::newRow("what has an exception is not stated")
            << "Only a single Item shall be included in this Sequence, unless X is YES."
            << "";
        QTest::newRow("two statements that differ")
            << "One Item shall be included in this Sequence. Two Items shall be included in this Sequence."
            << "";
        QTest::newRow("none") << "Items are nice."
                              << "";
    }

    void numbersOfItemsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, count);
        QCOMPARE(QString::fromStdString(itemsInText(text.toStdString()).value_or("")), count);
    }
};

QTEST_GUILESS_MAIN(TestValueLists)
#include "tst_value_lists.moc"
