#include "core/pipeline/parallel_for.h"

#include <QThreadPool>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace mi {

namespace {

// Shared with helpers that may start only after the loop is over; those must not touch the task any more.
struct Loop {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::condition_variable allLeft;
    int inside = 0;
    bool isOver = false;
};

void work(Loop &loop, std::size_t count, const std::function<void(std::size_t)> &task)
{
    for (std::size_t i = loop.next.fetch_add(1); i < count; i = loop.next.fetch_add(1))
        task(i);
}

} // namespace

void parallelFor(QThreadPool &pool, int threads, std::size_t count, const std::function<void(std::size_t)> &task)
{
    const auto loop = std::make_shared<Loop>();
    const std::size_t helpers = count > 1 && threads > 1 ? static_cast<std::size_t>(threads - 1) : 0;
    for (std::size_t i = 0; i < helpers; ++i) {
        pool.start([loop, count, &task] {
            {
                const std::lock_guard lock(loop->mutex);
                if (loop->isOver)
                    return;
                ++loop->inside;
            }
            work(*loop, count, task);
            const std::lock_guard lock(loop->mutex);
            --loop->inside;
            loop->allLeft.notify_all();
        });
    }
    work(*loop, count, task);
    std::unique_lock lock(loop->mutex);
    loop->isOver = true;
    loop->allLeft.wait(lock, [&loop] { return loop->inside == 0; });
}

} // namespace mi
