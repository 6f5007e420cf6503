#include "core/pipeline/parallel_for.h"

#include <QTest>
#include <QThreadPool>

#include <atomic>
#include <latch>
#include <vector>

using namespace mi;

class TestParallelFor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIndexRunsExactlyOnce_data()
    {
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("count");
        QTest::newRow("nothing to do") << 2 << 0;
        QTest::newRow("one, alone") << 2 << 1;
        QTest::newRow("many on one thread") << 1 << 1000;
        QTest::newRow("many on four threads") << 4 << 1000;
    }

    void everyIndexRunsExactlyOnce()
    {
        QFETCH(int, threads);
        QFETCH(int, count);
        QThreadPool pool;
        std::vector<std::atomic<int>> runs(static_cast<std::size_t>(count));
        parallelFor(pool, threads, runs.size(), [&runs](std::size_t i) { ++runs[i]; });
        for (const std::atomic<int> &run : runs)
            QCOMPARE(run.load(), 1);
    }

    void aBusyPoolDoesNotHoldUpTheCaller()
    {
        QThreadPool pool;
        pool.setMaxThreadCount(1);
        std::latch release(1);
        pool.start([&release] { release.wait(); });
        std::atomic<int> runs = 0;
        parallelFor(pool, 2, 100, [&runs](std::size_t) { ++runs; });
        QCOMPARE(runs.load(), 100);
        release.count_down();
        pool.waitForDone(); // the late helper must not touch the loop that is over
    }
};

QTEST_GUILESS_MAIN(TestParallelFor)
#include "tst_parallel_for.moc"
