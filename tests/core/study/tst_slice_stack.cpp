#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/slice_stack.h"

#include <cmath>

using namespace mi;

namespace {

// Slices at these places; each has a record of its own, and no attribute that tells them apart.
std::vector<Slice> slicesAt(const std::vector<double> &places, std::uint32_t firstRecord = 0)
{
    std::vector<Slice> slices;
    for (const double place : places)
        slices.push_back({.at = place, .record = firstRecord++});
    return slices;
}

std::vector<double> even(int count, double spacing, double from = 0)
{
    std::vector<double> places;
    for (int i = 0; i < count; ++i)
        places.push_back(from + i * spacing);
    return places;
}

QString missingOf(const StackJudgement &judged)
{
    QStringList list;
    for (const StackJudgement::Place &place : judged.missing)
        list += QString::number(std::round(place.at * 100) / 100);
    return list.join(QLatin1Char(' '));
}

constexpr auto timePoint = static_cast<std::size_t>(Discriminator::temporalPosition);
constexpr auto acquisition = static_cast<std::size_t>(Discriminator::acquisition);

} // namespace

class tst_SliceStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gapsAreFound_data()
    {
        QTest::addColumn<std::vector<double>>("places");
        QTest::addColumn<QString>("missing");
        QTest::newRow("an even stack lacks nothing") << even(20, 2.5) << "";
        QTest::newRow("places are rounded in files") << std::vector<double>{0, 1.333, 2.667, 4, 5.333, 6.667} << "";
        QTest::newRow("one slice in the middle") << std::vector<double>{0, 1, 2, 4, 5, 6} << "3";
        QTest::newRow("one slice of five") << std::vector<double>{0, 1, 3, 4} << "2";
        QTest::newRow("two neighbours") << std::vector<double>{0, 1, 2, 5, 6, 7} << "3 4";
        QTest::newRow("two gaps") << std::vector<double>{0, 1, 3, 4, 6, 7, 8} << "2 5";
        QTest::newRow("three places cannot say") << std::vector<double>{0, 1, 3} << "";
        QTest::newRow("another spacing from there on is meant so")
            << std::vector<double>{0, 1, 2, 3, 5, 7, 9, 11} << "";
        QTest::newRow("no spacing is usual") << std::vector<double>{0, 1, 3, 7, 15, 31} << "";
        QTest::newRow("more is missing than there") << std::vector<double>{0, 1, 2, 3, 50} << "";
        QTest::newRow("a stack that goes down") << std::vector<double>{0, -1, -2, -4, -5, -6} << "-3";
    }
    void gapsAreFound()
    {
        QFETCH(std::vector<double>, places);
        QTEST(missingOf(judgeStack(slicesAt(places), 0)), "missing");
    }

    void threePlacesAreJudgedByTheSpacingThatIsAnnounced()
    {
        QCOMPARE(missingOf(judgeStack(slicesAt({0, 3, 9}), 3)), QStringLiteral("6"));
        QCOMPARE(missingOf(judgeStack(slicesAt({0, 3, 6}), 3)), QString());
    }

    void aDistanceThatIsNoMultipleIsUneven()
    {
        const StackJudgement judged = judgeStack(slicesAt({0, 1, 2, 3.4, 4.4, 5.4, 6.4}), 0);
        QVERIFY(judged.missing.empty());
        QCOMPARE(judged.unevenAt, std::vector<double>{2});
    }

    void aSliceThatIsThereTwiceIsRepeated()
    {
        std::vector<Slice> slices = slicesAt(even(10, 1));
        slices.push_back({.at = 4, .record = 77});
        QCOMPARE(judgeStack(slices, 0).repeated, std::vector<std::uint32_t>{77});
    }

    void imagesThatAreAllThereTwiceAreTwoVolumesThatNobodyNames()
    {
        std::vector<Slice> slices = slicesAt(even(10, 1));
        for (const Slice &slice : slicesAt(even(10, 1), 10))
            slices.push_back(slice);
        QVERIFY(judgeStack(slices, 0).repeated.empty());
        slices.erase(slices.begin() + 4);
        QCOMPARE(missingOf(judgeStack(slices, 0)), QStringLiteral("4"));
    }

    void timePointsAreToldApart()
    {
        std::vector<Slice> slices;
        for (std::uint32_t i = 0; i < 30; ++i) {
            slices.push_back({.at = static_cast<double>(i % 10), .record = i});
            slices.back().tells[timePoint] = i / 10 + 1;
            slices.back().tells[acquisition] = i; // of its own for each slice: tells nothing
        }
        QCOMPARE(judgeStack(slices, 0).volumes, 3U);
        slices.erase(slices.begin() + 13);
        const StackJudgement judged = judgeStack(slices, 0);
        QCOMPARE(missingOf(judged), QStringLiteral("3"));
        QCOMPARE(judged.missing.front().volumes, 1U);
        QVERIFY(judged.repeated.empty());
    }

    void twoScansInOneSeriesMayLieApart()
    {
        std::vector<Slice> slices = slicesAt(even(5, 1));
        for (const Slice &slice : slicesAt(even(5, 1, 8), 5))
            slices.push_back(slice);
        QCOMPARE(missingOf(judgeStack(slices, 0)), QStringLiteral("5 6 7"));
        for (std::size_t i = 0; i < slices.size(); ++i)
            slices[i].tells[acquisition] = i < 5 ? 1 : 2;
        QCOMPARE(missingOf(judgeStack(slices, 0)), QString());
    }

    void anotherThicknessExplainsAnotherDistance()
    {
        std::vector<Slice> slices = slicesAt({0, 1, 2, 3, 4, 6});
        slices.back().thickness = 2;
        QCOMPARE(missingOf(judgeStack(slices, 0)), QString());
    }

    void nothingOrOneSliceIsFine()
    {
        QCOMPARE(judgeStack({}, 0).positions, 0U);
        QCOMPARE(judgeStack(slicesAt({5}), 0).positions, 1U);
        QCOMPARE(judgeStack(slicesAt({5, 5, 5, 5}), 0).positions, 1U);
    }
};

QTEST_APPLESS_MAIN(tst_SliceStack)
#include "tst_slice_stack.moc"
