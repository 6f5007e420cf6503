// Reading, hashing and copying whole files through the file layer. Any thread.
#pragma once

#include "core/platform/file_layer.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mi::archive {

// Buffers of 1 MiB that are used again: a fresh one for each file would cost more than reading a small file.
class BufferPool {
public:
    class Lease {
    public:
        explicit Lease(BufferPool &pool);
        ~Lease();
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;
        std::span<std::byte> bytes() { return m_buffer; }

    private:
        BufferPool &m_pool;
        std::vector<std::byte> m_buffer;
    };

private:
    std::mutex m_mutex;
    std::vector<std::vector<std::byte>> m_free;
};

struct FileDigest {
    std::string sha256;
    std::uint64_t size = 0; // bytes
};

// Holds reading back to a number of bytes a second. Any thread; one pace for all who share it.
class Throttle {
public:
    explicit Throttle(std::uint64_t bytesPerSecond) : m_bytesPerSecond(bytesPerSecond) {}
    // Waits until so many more bytes may be read, or for `stop`. 0 bytes a second: never waits.
    void pass(std::uint64_t bytes, const std::stop_token &stop);

private:
    std::uint64_t m_bytesPerSecond;
    std::mutex m_mutex; // guards what follows
    std::optional<std::chrono::steady_clock::time_point> m_nextAt;
};

// `medium`: what the system keeps in memory is forgotten first, where it can be.
enum class ReadFrom { anywhere, medium };

// Links are refused. changedWhileReading if the file is not the same before and after.
Result<FileDigest> hashFile(FileLayer &files, const std::filesystem::path &path, BufferPool &buffers,
                            std::stop_token stop, ReadFrom from = ReadFrom::anywhere, Throttle *throttle = nullptr);

// The copy is still open for the flush that must follow: only the descriptor that wrote is sure to learn of a late
// write error.
struct HashedCopy {
    FileDigest digest;
    std::unique_ptr<File> file;
};

// Creates `target`. Hashes what is read and writes just that: one pass.
Result<HashedCopy> copyHashed(FileLayer &files, const std::filesystem::path &source,
                              const std::filesystem::path &target, BufferPool &buffers, std::stop_token stop);

// A small file as text; limitExceeded past `limit` bytes. Links are refused.
Result<std::string> readWhole(FileLayer &files, const std::filesystem::path &path, std::uint64_t limit);

std::span<const std::byte> bytesOf(std::string_view text);
Error cancelled();

} // namespace mi::archive
