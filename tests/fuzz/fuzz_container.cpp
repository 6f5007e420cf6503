// Whatever a container holds, taking its files out comes to an end within its limits. Files and folders are in memory.
#include "core/intake/container_format.h"
#include "core/intake/unpacking.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>

using mi::fuzz::require;

namespace {

mi::Error notThere()
{
    return mi::Error{.code = mi::ErrorCode::notFound, .operation = "open", .subject = {}, .detail = {}, .offset = {}};
}

class MemoryFile final : public mi::File {
public:
    explicit MemoryFile(std::string &bytes) : m_bytes(bytes) {}
    mi::Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        if (offset >= m_bytes.size())
            return std::size_t{0};
        const std::size_t size = std::min(buffer.size(), m_bytes.size() - static_cast<std::size_t>(offset));
        std::memcpy(buffer.data(), m_bytes.data() + offset, size);
        return size;
    }
    mi::Result<void> write(std::span<const std::byte> data) override
    {
        m_bytes.append(reinterpret_cast<const char *>(data.data()), data.size());
        return {};
    }
    mi::Result<void> flush() override { return {}; }
    void startWriteBack() override {}
    mi::Result<mi::FileInfo> info() override
    {
        mi::FileInfo info;
        info.type = mi::FileType::regular;
        info.size = m_bytes.size();
        return info;
    }
    mi::Result<void> close() override { return {}; }

private:
    std::string &m_bytes;
};

class MemoryLayer final : public mi::FileLayer {
public:
    explicit MemoryLayer(std::string container) { m_files["/in"] = std::move(container); }

    mi::Result<std::unique_ptr<mi::File>> openForReading(const std::filesystem::path &path, mi::LinkPolicy) override
    {
        const auto found = m_files.find(path.string());
        if (found == m_files.end())
            return notThere();
        return std::unique_ptr<mi::File>(std::make_unique<MemoryFile>(found->second));
    }
    mi::Result<std::unique_ptr<mi::File>> createExclusive(const std::filesystem::path &path) override
    {
        // Names inside a container never become names on the disk.
        require(path.parent_path() == "/out");
        const auto [file, isNew] = m_files.emplace(path.string(), std::string());
        require(isNew);
        return std::unique_ptr<mi::File>(std::make_unique<MemoryFile>(file->second));
    }
    mi::Result<std::unique_ptr<mi::File>> openForAppending(const std::filesystem::path &) override
    {
        return notThere();
    }
    mi::Result<mi::FileInfo> info(const std::filesystem::path &path, mi::LinkPolicy) override
    {
        const auto found = m_files.find(path.string());
        return found == m_files.end() ? mi::Result<mi::FileInfo>(notThere()) : MemoryFile(found->second).info();
    }
    mi::Result<std::filesystem::path> resolve(const std::filesystem::path &path) override { return path; }
    mi::Result<std::vector<mi::FolderEntry>> list(const std::filesystem::path &, mi::LinkPolicy) override
    {
        return std::vector<mi::FolderEntry>();
    }
    mi::Result<void> makeFolder(const std::filesystem::path &, bool) override { return {}; }
    mi::Result<void> removeFile(const std::filesystem::path &path) override
    {
        m_files.erase(path.string());
        return {};
    }
    mi::Result<void> removeFolder(const std::filesystem::path &) override { return {}; }
    mi::Result<void> renameNoReplace(const std::filesystem::path &, const std::filesystem::path &) override
    {
        return notThere();
    }
    mi::Result<void> flushFolder(const std::filesystem::path &) override { return {}; }
    mi::Result<void> flushFileSystem(const std::filesystem::path &) override { return {}; }
    mi::Result<std::uint64_t> freeSpace(const std::filesystem::path &) override { return std::uint64_t{1} << 40U; }
    mi::Result<std::unique_ptr<mi::FileLock>> tryLock(const std::filesystem::path &) override { return notThere(); }

    std::size_t bytesTakenOut() const
    {
        std::size_t bytes = 0;
        for (const auto &[name, content] : m_files)
            bytes += name == "/in" ? 0 : content.size();
        return bytes;
    }

private:
    std::map<std::string, std::string> m_files;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::uint64_t mostMembers = 50;
    constexpr std::uint64_t mostBytes = 256 * 1024;
    constexpr std::size_t slack = 1024 * 1024; // one block of the library
    MemoryLayer files(std::string(reinterpret_cast<const char *>(data), size));
    auto input = files.openForReading("/in", mi::LinkPolicy::refuse);
    require(input.isOk());
    const mi::Result<mi::ContainerFormat> format = mi::containerFormatOf(**input);
    require(format.isOk());
    if (*format == mi::ContainerFormat::none)
        return 0;
    mi::UnpackJob job{files, {}, *format};
    job.file.folder = std::make_shared<const std::filesystem::path>("/");
    job.file.name = "in";
    job.file.type = mi::FileType::regular;
    job.container = std::make_shared<mi::OpenContainer>();
    job.container->shown = "/in";
    job.container->folder = "/out";
    job.container->soFar = std::make_shared<mi::UnpackedSoFar>();
    job.container->soFar->containerSize = size;
    job.limits.members = mostMembers;
    job.limits.bytes = mostBytes;
    job.limits.freeOfRatio = mostBytes;
    job.limits.freeSpaceKept = 0;
    job.passwords = {"secret"};
    std::uint64_t handedOver = 0;
    job.found = [&handedOver](const mi::FoundFile &) {
        ++handedOver;
        return true;
    };
    const mi::UnpackReport report = mi::unpack(job);
    require(handedOver <= mostMembers + 1);
    require(files.bytesTakenOut() <= mostBytes + slack);
    require(report.outcome != mi::UnpackOutcome::stopped && report.outcome != mi::UnpackOutcome::unreadable);
    return 0;
}
