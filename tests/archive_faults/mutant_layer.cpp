#include "tests/archive_faults/mutant_layer.h"

#include "core/archive/archive_layout.h"

namespace mi::test {

std::string_view nameOf(Mutation mutation)
{
    switch (mutation) {
    case Mutation::none:
        return "none";
    case Mutation::noFileFlush:
        return "no flush of files";
    case Mutation::noFolderFlush:
        return "no flush of folders";
    case Mutation::noFileSystemFlush:
        return "no flush of the file system";
    case Mutation::manifestBeforePayload:
        return "manifest before payload";
    case Mutation::renameBeforeFlush:
        return "rename before flush";
    case Mutation::replacingRename:
        return "replacing rename";
    }
    return {};
}

namespace {

bool isStaged(const std::filesystem::path &path)
{
    return path.string().find("/.staging/") != std::string::npos;
}

} // namespace

class MutantFile final : public File {
public:
    MutantFile(MutantLayer &layer, std::unique_ptr<File> real, std::filesystem::path path)
        : m_layer(layer), m_real(std::move(real)), m_path(std::move(path))
    {}

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        return m_real->readAt(offset, buffer);
    }
    Result<void> write(std::span<const std::byte> data) override { return m_real->write(data); }
    Result<void> flush() override
    {
        return flushed([](File &file) { return file.flush(); });
    }
    void startWriteBack() override { m_real->startWriteBack(); }
    Result<void> waitForWriteBack() override
    {
        return flushed([](File &file) { return file.waitForWriteBack(); });
    }
    void dropCache() override { m_real->dropCache(); }
    Result<FileInfo> info() override { return m_real->info(); }
    Result<void> close() override { return m_real->close(); }

private:
    template <class Flush>
    Result<void> flushed(Flush flush)
    {
        switch (m_layer.fateOfFlush(m_path)) {
        case MutantLayer::Fate::never:
            return {};
        case MutantLayer::Fate::later:
            m_layer.m_postponed.push_back([real = m_real, flush] { (void)flush(*real).isOk(); });
            return {};
        case MutantLayer::Fate::now:
            break;
        }
        Result<void> done = flush(*m_real);
        if (m_layer.m_mutation == Mutation::manifestBeforePayload && m_path.filename() == archive::tagManifestFile)
            m_layer.doPostponed();
        return done;
    }

    MutantLayer &m_layer;
    std::shared_ptr<File> m_real;
    std::filesystem::path m_path;
};

MutantLayer::Fate MutantLayer::fateOfFlush(const std::filesystem::path &path) const
{
    if (m_mutation == Mutation::noFileFlush)
        return Fate::never;
    if (!isStaged(path))
        return Fate::now;
    if (m_mutation == Mutation::renameBeforeFlush)
        return Fate::later;
    const bool isPayload = path.extension() == ".dcm";
    return m_mutation == Mutation::manifestBeforePayload && isPayload ? Fate::later : Fate::now;
}

void MutantLayer::doPostponed()
{
    for (const std::function<void()> &each : std::exchange(m_postponed, {}))
        each();
}

Result<std::unique_ptr<File>> MutantLayer::createExclusive(const std::filesystem::path &path)
{
    // A manifest vouches for what is on the medium already.
    const bool isManifest = path.filename() == archive::manifestFile || path.filename() == archive::tagManifestFile;
    if (isManifest && !m_disk.isHandedOver(path.parent_path() / "data"))
        m_disorder.push_back("a manifest is written before what it lists");
    Result<std::unique_ptr<File>> file = real().createExclusive(path);
    if (!file)
        return file;
    return std::unique_ptr<File>(std::make_unique<MutantFile>(*this, file.take(), path));
}

Result<std::unique_ptr<File>> MutantLayer::openForAppending(const std::filesystem::path &path)
{
    Result<std::unique_ptr<File>> file = real().openForAppending(path);
    if (!file)
        return file;
    return std::unique_ptr<File>(std::make_unique<MutantFile>(*this, file.take(), path));
}

Result<void> MutantLayer::renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to)
{
    Result<void> done = real().renameNoReplace(from, to);
    if (m_mutation == Mutation::replacingRename && !done && done.error().code == ErrorCode::alreadyExists)
        return m_disk.renameReplacing(from, to);
    if (m_mutation == Mutation::renameBeforeFlush && isStaged(from))
        doPostponed();
    return done;
}

Result<void> MutantLayer::flushFolder(const std::filesystem::path &path)
{
    if (m_mutation == Mutation::noFolderFlush)
        return {};
    if (m_mutation == Mutation::renameBeforeFlush && isStaged(path)) {
        m_postponed.push_back([this, path] { (void)real().flushFolder(path).isOk(); });
        return {};
    }
    return real().flushFolder(path);
}

Result<void> MutantLayer::flushFileSystem(const std::filesystem::path &path)
{
    if (m_mutation == Mutation::noFileSystemFlush)
        return {};
    if (m_mutation == Mutation::renameBeforeFlush && isStaged(path)) {
        m_postponed.push_back([this] { (void)real().flushFileSystem("/").isOk(); });
        return {};
    }
    return real().flushFileSystem(path);
}

} // namespace mi::test
