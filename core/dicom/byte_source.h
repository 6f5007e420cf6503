// ByteSource: bytes to be scanned, read forward, never needed in memory as a whole. One thread at a time.
#pragma once

#include "core/support/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace mi {

class File;

class ByteSource {
public:
    virtual ~ByteSource() = default;
    virtual std::uint64_t size() const = 0;
    // Fewer bytes than asked only at the end.
    virtual Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) = 0;
};

// Bytes of the caller, which must outlive the source.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::span<const std::byte> bytes) : m_bytes(bytes) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override;

private:
    std::span<const std::byte> m_bytes;
};

// An open file; its size is the one it had when the source was created.
class FileSource final : public ByteSource {
public:
    static Result<std::unique_ptr<FileSource>> create(std::unique_ptr<File> file);
    ~FileSource() override;
    std::uint64_t size() const override { return m_size; }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override;
    File &file() { return *m_file; }

private:
    FileSource(std::unique_ptr<File> file, std::uint64_t size);
    std::unique_ptr<File> m_file;
    std::uint64_t m_size;
};

} // namespace mi
