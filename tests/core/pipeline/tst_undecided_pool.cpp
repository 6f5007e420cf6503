// What could not be decided in the files of a study, by attribute and reason.
#include "core/pipeline/undecided_pool.h"

#include <QTest>

using namespace mi;

namespace {

constexpr Tag laterality{0x0020, 0x0060};
constexpr Tag species{0x0010, 0x2201};
constexpr Tag items{0x0040, 0x0275};

} // namespace

class TestUndecidedPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameReasonIsOneGroupOverAllFiles()
    {
        UndecidedPool pool;
        pool.add({{laterality, "one of a pair", 1}, {species, "an animal", 1}});
        pool.add({{laterality, "one of a pair", 1}, {species, "an animal", 1}});
        pool.add({{laterality, "one of a pair", 3}});
        pool.add({});
        const std::vector<NotDecidableGroup> groups = pool.groups();
        QCOMPARE(groups.size(), std::size_t{2});
        QCOMPARE(groups[0].first.reason, std::string("an animal"));
        QCOMPARE(groups[0].instances, 2U);
        QCOMPARE(groups[0].occurrences, std::uint64_t{2});
        QCOMPARE(groups[1].instances, 3U);
        QCOMPARE(groups[1].occurrences, std::uint64_t{5});
    }

    void theGroupsDoNotDependOnTheOrderOfTheFiles()
    {
        const NotDecidable second{AttributePath{{{items, 2}}, laterality}, "one of a pair", 1};
        const NotDecidable first{AttributePath{{{items, 1}}, laterality}, "one of a pair", 1};
        UndecidedPool forwards;
        forwards.add({first});
        forwards.add({second});
        UndecidedPool backwards;
        backwards.add({second});
        backwards.add({first});
        QCOMPARE(forwards.groups().size(), std::size_t{1});
        QCOMPARE(backwards.groups().size(), std::size_t{1});
        QVERIFY(forwards.groups()[0].first == first);
        QVERIFY(backwards.groups()[0].first == first);
    }

    void thereAreNoMoreThan64Groups()
    {
        UndecidedPool pool;
        for (std::uint16_t i = 0; i < 100; ++i)
            pool.add({{Tag{0x0008, i}, "why", 1}});
        QCOMPARE(pool.groups().size(), std::size_t{64});
    }
};

QTEST_APPLESS_MAIN(TestUndecidedPool)
#include "tst_undecided_pool.moc"
