// Runs a loop on a thread pool and in the calling thread. The caller always makes progress, even when the pool is busy.
#pragma once

#include <cstddef>
#include <functional>

class QThreadPool;

namespace mi {

// Runs task(i) for every i in [0, count) and returns when all are done; at most `threads` at a time, the caller
// included.
void parallelFor(QThreadPool &pool, int threads, std::size_t count, const std::function<void(std::size_t)> &task);

} // namespace mi
