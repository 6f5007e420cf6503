#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/series_numbers.h"

using namespace mi;

using Numbers = std::set<std::int32_t>;

class tst_SeriesNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gaps_data()
    {
        QTest::addColumn<Numbers>("numbers");
        QTest::addColumn<Numbers>("elsewhere");
        QTest::addColumn<std::vector<std::int32_t>>("missing");
        QTest::addColumn<bool>("lacksFirst");
        const std::vector<std::int32_t> none;
        QTest::newRow("consecutive") << Numbers{1, 2, 3, 4} << Numbers{} << none << false;
        QTest::newRow("from 0") << Numbers{0, 1, 2, 3} << Numbers{} << none << false;
        QTest::newRow("one is missing") << Numbers{1, 2, 4, 5} << Numbers{} << std::vector{3} << false;
        QTest::newRow("two are missing") << Numbers{1, 2, 4, 5, 6, 8} << Numbers{} << std::vector{3, 7} << false;
        QTest::newRow("equal steps") << Numbers{1, 3, 5, 7} << Numbers{} << none << false;
        QTest::newRow("a step is missing") << Numbers{10, 20, 40, 50} << Numbers{} << std::vector{30} << false;
        QTest::newRow("not consecutive at all") << Numbers{1, 5, 12, 40} << Numbers{} << none << false;
        QTest::newRow("begins at 2") << Numbers{2, 3, 4, 5} << Numbers{} << none << true;
        QTest::newRow("1 is in another series") << Numbers{2, 3, 4, 5} << Numbers{1} << none << false;
        QTest::newRow("the study is numbered as a whole") << Numbers{1, 2, 4} << Numbers{3, 5} << none << false;
        QTest::newRow("each series from 1") << Numbers{1, 2, 4} << Numbers{1, 2, 3} << std::vector{3} << false;
        QTest::newRow("far apart") << Numbers{-2147483647, 2147483647} << Numbers{} << none << false;
        QTest::newRow("one alone") << Numbers{7} << Numbers{} << none << false;
    }
    void gaps()
    {
        QFETCH(Numbers, numbers);
        QFETCH(Numbers, elsewhere);
        const NumberGaps gaps = gapsIn(numbers, [&](std::int32_t number) { return elsewhere.contains(number); });
        QTEST(gaps.missing, "missing");
        QTEST(gaps.lacksFirst, "lacksFirst");
    }
};

QTEST_APPLESS_MAIN(tst_SeriesNumbers)
#include "tst_series_numbers.moc"
