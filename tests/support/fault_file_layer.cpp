#include "tests/support/fault_file_layer.h"

#include "core/support/text.h"

namespace mi::test {

namespace {

class FaultFile final : public File {
public:
    FaultFile(FaultFileLayer &layer, std::unique_ptr<File> real, std::filesystem::path path)
        : m_layer(layer), m_real(std::move(real)), m_path(std::move(path))
    {}

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        return run<std::size_t>("read", FaultFileLayer::Effect::reads, [&] { return m_real->readAt(offset, buffer); });
    }
    Result<void> write(std::span<const std::byte> data) override
    {
        const FaultFileLayer::Verdict verdict = m_layer.judge("write", m_path, FaultFileLayer::Effect::writes);
        if (!verdict.error)
            return m_real->write(data);
        if (verdict.isDone || verdict.isShortWrite) {
            if (Result<void> part = m_real->write(verdict.isDone ? data : data.first(data.size() / 2)); !part)
                return part;
        }
        return *verdict.error;
    }
    Result<void> flush() override
    {
        return run<void>("flush", FaultFileLayer::Effect::writes,
                         [&] { return m_layer.flushesAreReal() ? m_real->flush() : Result<void>(); });
    }
    Result<void> waitForWriteBack() override
    {
        return run<void>("flush", FaultFileLayer::Effect::writes,
                         [&] { return m_layer.flushesAreReal() ? m_real->waitForWriteBack() : Result<void>(); });
    }
    void startWriteBack() override
    {
        if (m_layer.flushesAreReal())
            m_real->startWriteBack();
    }
    void dropCache() override { m_real->dropCache(); }
    Result<FileInfo> info() override
    {
        return run<FileInfo>("info", FaultFileLayer::Effect::reads, [&] { return m_real->info(); });
    }
    Result<void> close() override
    {
        return run<void>("close", FaultFileLayer::Effect::writes, [&] { return m_real->close(); });
    }

private:
    template <class T, class Run>
    Result<T> run(const char *operation, FaultFileLayer::Effect effect, Run real)
    {
        const FaultFileLayer::Verdict verdict = m_layer.judge(operation, m_path, effect);
        if (!verdict.error)
            return real();
        if (verdict.isDone) {
            if (Result<T> done = real(); !done)
                return done;
        }
        return *verdict.error;
    }

    FaultFileLayer &m_layer;
    std::unique_ptr<File> m_real;
    std::filesystem::path m_path;
};

Result<std::unique_ptr<File>> wrapped(FaultFileLayer &layer, Result<std::unique_ptr<File>> file,
                                      const std::filesystem::path &path)
{
    if (!file)
        return file;
    return std::unique_ptr<File>(std::make_unique<FaultFile>(layer, file.take(), path));
}

} // namespace

void FaultFileLayer::setFault(std::optional<Fault> fault)
{
    const std::lock_guard lock(m_mutex);
    m_fault = fault;
    m_all = 0;
    m_writing = 0;
    m_hasFailed = false;
}

std::size_t FaultFileLayer::operations(Fault::Kind kind) const
{
    const std::lock_guard lock(m_mutex);
    return kind == Fault::Kind::all ? m_all : m_writing;
}

void FaultFileLayer::setObserver(std::function<void(const std::string &, const std::filesystem::path &)> observer)
{
    m_observer = std::move(observer);
}

FaultFileLayer::Verdict FaultFileLayer::judge(const char *operation, const std::filesystem::path &path, Effect effect)
{
    if (m_observer)
        m_observer(operation, path);
    const std::lock_guard lock(m_mutex);
    const std::size_t all = m_all++;
    const std::size_t writing = m_writing;
    if (effect == Effect::writes)
        ++m_writing;
    if (!m_fault || (m_fault->kind == Fault::Kind::writingOnly && effect == Effect::reads))
        return {};
    const std::size_t number = m_fault->kind == Fault::Kind::all ? all : writing;
    const bool isSingle = m_fault->mode == Fault::Mode::once || m_fault->mode == Fault::Mode::doneAllTheSame;
    if (isSingle ? number != m_fault->operation : number < m_fault->operation)
        return {};
    m_hasFailed = true;
    if (m_onFlushFailure && std::string_view(operation) == "flush" && m_fault->mode != Fault::Mode::doneAllTheSame)
        m_onFlushFailure(path);
    Error error;
    error.code = errorCodeFromErrno(m_fault->systemCode);
    error.operation = operation;
    error.subject = pathToUtf8(path);
    error.systemCode = m_fault->systemCode;
    const bool isFirst = number == m_fault->operation;
    return {error, m_fault->mode == Fault::Mode::doneAllTheSame, m_fault->isShortWrite && isFirst};
}

template <class T, class Run>
Result<T> FaultFileLayer::run(const char *operation, const std::filesystem::path &path, Effect effect, Run real)
{
    const Verdict verdict = judge(operation, path, effect);
    if (!verdict.error)
        return real();
    if (verdict.isDone) {
        if (Result<T> done = real(); !done)
            return done;
    }
    return *verdict.error;
}

Result<std::unique_ptr<File>> FaultFileLayer::openForReading(const std::filesystem::path &path, LinkPolicy links)
{
    return wrapped(
        *this,
        run<std::unique_ptr<File>>("open", path, Effect::reads, [&] { return m_real.openForReading(path, links); }),
        path);
}

Result<std::unique_ptr<File>> FaultFileLayer::createExclusive(const std::filesystem::path &path)
{
    return wrapped(
        *this, run<std::unique_ptr<File>>("create", path, Effect::writes, [&] { return m_real.createExclusive(path); }),
        path);
}

Result<std::unique_ptr<File>> FaultFileLayer::openForAppending(const std::filesystem::path &path)
{
    return wrapped(
        *this,
        run<std::unique_ptr<File>>("append", path, Effect::writes, [&] { return m_real.openForAppending(path); }),
        path);
}

Result<FileInfo> FaultFileLayer::info(const std::filesystem::path &path, LinkPolicy links)
{
    return run<FileInfo>("info", path, Effect::reads, [&] { return m_real.info(path, links); });
}

Result<std::filesystem::path> FaultFileLayer::resolve(const std::filesystem::path &path)
{
    return run<std::filesystem::path>("resolve", path, Effect::reads, [&] { return m_real.resolve(path); });
}

Result<std::vector<FolderEntry>> FaultFileLayer::list(const std::filesystem::path &folder, LinkPolicy links)
{
    return run<std::vector<FolderEntry>>("list", folder, Effect::reads, [&] { return m_real.list(folder, links); });
}

Result<void> FaultFileLayer::makeFolder(const std::filesystem::path &path, bool isPrivate)
{
    return run<void>("makeFolder", path, Effect::writes, [&] { return m_real.makeFolder(path, isPrivate); });
}

Result<void> FaultFileLayer::removeFile(const std::filesystem::path &path)
{
    return run<void>("removeFile", path, Effect::reads, [&] { return m_real.removeFile(path); });
}

Result<void> FaultFileLayer::removeFolder(const std::filesystem::path &path)
{
    return run<void>("removeFolder", path, Effect::reads, [&] { return m_real.removeFolder(path); });
}

Result<void> FaultFileLayer::renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to)
{
    return run<void>("rename", to, Effect::writes, [&] { return m_real.renameNoReplace(from, to); });
}

Result<void> FaultFileLayer::flushFolder(const std::filesystem::path &path)
{
    return run<void>("flushFolder", path, Effect::writes,
                     [&] { return flushesAreReal() ? m_real.flushFolder(path) : Result<void>(); });
}

Result<void> FaultFileLayer::flushFileSystem(const std::filesystem::path &path)
{
    return run<void>("flushFileSystem", path, Effect::writes,
                     [&] { return flushesAreReal() ? m_real.flushFileSystem(path) : Result<void>(); });
}

bool FaultFileLayer::canFlushTogether(const std::filesystem::path &path)
{
    return m_isTogether.value_or(m_real.canFlushTogether(path));
}

Result<std::uint64_t> FaultFileLayer::freeSpace(const std::filesystem::path &path)
{
    return run<std::uint64_t>("freeSpace", path, Effect::reads, [&] { return m_real.freeSpace(path); });
}

Result<std::unique_ptr<FileLock>> FaultFileLayer::tryLock(const std::filesystem::path &path)
{
    return run<std::unique_ptr<FileLock>>("lock", path, Effect::writes, [&] { return m_real.tryLock(path); });
}

} // namespace mi::test
