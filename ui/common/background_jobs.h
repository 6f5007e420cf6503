// BackgroundJobs: work off the window's thread whose result comes back to it. A job that was replaced or whose receiver
// is gone delivers nothing. Owned by the window; main thread. Destroying it waits for what is running.
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QThread>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <cstdint>
#include <memory>
#include <type_traits>

namespace mi::ui {

class BackgroundJobs {
public:
    BackgroundJobs()
    {
        // Few on purpose: the engine has the cores, and reading for the window is mostly waiting.
        m_pool.setMaxThreadCount(3);
        m_pool.setThreadPriority(QThread::LowPriority);
    }
    ~BackgroundJobs() { m_pool.waitForDone(); }
    BackgroundJobs(const BackgroundJobs &) = delete;
    BackgroundJobs &operator=(const BackgroundJobs &) = delete;

    // Blocks; for the end of the program.
    void waitForDone() { m_pool.waitForDone(); }

    // Runs `work` in the pool, then `deliver(result)` in the thread of `receiver` if it still lives.
    template <class Work, class Deliver>
    void run(QObject *receiver, Work work, Deliver deliver)
    {
        using Value = std::invoke_result_t<Work>;
        // Shared, so that results need not be copyable in the way QFuture wants them.
        using Shared = std::shared_ptr<Value>;
        auto *watcher = new QFutureWatcher<Shared>(receiver);
        QObject::connect(watcher, &QFutureWatcher<Shared>::finished, receiver,
                         [watcher, deliver = std::move(deliver)]() mutable {
                             watcher->deleteLater();
                             if (watcher->future().resultCount() > 0)
                                 deliver(std::move(*watcher->result()));
                         });
        watcher->setFuture(
            QtConcurrent::run(&m_pool, [work = std::move(work)]() mutable { return std::make_shared<Value>(work()); }));
    }

private:
    QThreadPool m_pool;
};

// Tells a stale result from the one that is waited for: the number of the newest request.
class JobId {
public:
    std::uint64_t next() { return ++m_current; }
    std::uint64_t current() const { return m_current; }
    bool isCurrent(std::uint64_t id) const { return id == m_current; }

private:
    std::uint64_t m_current = 0;
};

} // namespace mi::ui
