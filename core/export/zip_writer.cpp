#include "core/export/zip_writer.h"

#include "core/archive/file_content.h"
#include "core/support/text.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <ctime>
#include <optional>

namespace mi {

namespace {

constexpr unsigned permissions = 0640;

// Where the packed bytes go, and what went wrong there: libarchive knows no Result.
struct Sink {
    File *file = nullptr;
    std::optional<Error> error;
};

la_ssize_t writePacked(struct ::archive *, void *context, const void *bytes, std::size_t size)
{
    auto *sink = static_cast<Sink *>(context);
    const Result<void> written = sink->file->write({static_cast<const std::byte *>(bytes), size});
    if (!written) {
        sink->error = written.error();
        return -1;
    }
    return static_cast<la_ssize_t>(size);
}

struct FreeWriter {
    void operator()(struct ::archive *writer) const { archive_write_free(writer); }
};
struct FreeEntry {
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};

class Packer {
public:
    Packer(FileLayer &files, std::filesystem::path folder, const std::stop_token &stop)
        : m_files(files), m_folder(std::move(folder)), m_stop(stop), m_writer(archive_write_new()),
          m_now(std::time(nullptr))
    {}

    Result<void> pack(File &target)
    {
        m_sink.file = &target;
        if (!m_writer || archive_write_set_format_zip(m_writer.get()) != ARCHIVE_OK ||
            archive_write_open(m_writer.get(), &m_sink, nullptr, writePacked, nullptr) != ARCHIVE_OK)
            return failure();
        if (Result<void> added = addFolder({}); !added)
            return added;
        return archive_write_close(m_writer.get()) == ARCHIVE_OK ? Result<void>() : failure();
    }

private:
    Error failure() const
    {
        if (m_sink.error)
            return *m_sink.error;
        Error error;
        error.code = ErrorCode::io;
        error.operation = "pack";
        const char *reason = m_writer ? archive_error_string(m_writer.get()) : nullptr;
        error.detail = reason != nullptr ? escapedForDisplay(reason, 200) : "out of memory";
        return error;
    }

    static Error shorter()
    {
        Error error;
        error.code = ErrorCode::changedWhileReading;
        error.operation = "pack";
        return error;
    }

    Result<void> addFolder(const std::filesystem::path &relative)
    {
        Result<std::vector<FolderEntry>> entries = m_files.list(m_folder / relative);
        if (!entries)
            return entries.error();
        std::ranges::sort(*entries, {}, &FolderEntry::name);
        for (const FolderEntry &entry : *entries) {
            if (m_stop.stop_requested())
                return archive::cancelled();
            Result<void> added =
                entry.type == FileType::folder ? addFolder(relative / entry.name) : addFile(relative / entry.name);
            if (!added)
                return added;
        }
        return {};
    }

    Result<void> addFile(const std::filesystem::path &relative)
    {
        const Result<std::unique_ptr<File>> file = m_files.openForReading(m_folder / relative, LinkPolicy::refuse);
        if (!file)
            return file.error();
        const Result<FileInfo> info = (*file)->info();
        if (!info)
            return info.error();
        const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
        if (!entry)
            return failure();
        archive_entry_set_pathname_utf8(entry.get(), relative.generic_string().c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(info->size));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), permissions);
        archive_entry_set_mtime(entry.get(), m_now, 0);
        if (archive_write_header(m_writer.get(), entry.get()) != ARCHIVE_OK)
            return failure();
        return addContent(**file, info->size);
    }

    Result<void> addContent(File &file, std::uint64_t size)
    {
        archive::BufferPool::Lease buffer(m_buffers);
        for (std::uint64_t offset = 0; offset < size;) {
            if (m_stop.stop_requested())
                return archive::cancelled();
            const Result<std::size_t> count = file.readAt(offset, buffer.bytes());
            if (!count)
                return count.error();
            if (*count == 0)
                return shorter();
            if (archive_write_data(m_writer.get(), buffer.bytes().data(), *count) != static_cast<la_ssize_t>(*count))
                return failure();
            offset += *count;
        }
        return {};
    }

    FileLayer &m_files;
    std::filesystem::path m_folder;
    const std::stop_token &m_stop;
    Sink m_sink; // outlives the writer, which may write while it is freed
    std::unique_ptr<struct ::archive, FreeWriter> m_writer;
    std::time_t m_now;
    archive::BufferPool m_buffers;
};

} // namespace

Result<void> writeZip(FileLayer &files, const std::filesystem::path &folder, const std::filesystem::path &target,
                      const std::stop_token &stop)
{
    Result<std::unique_ptr<File>> file = files.createExclusive(target);
    if (!file)
        return file.error();
    Result<void> done = Packer(files, folder, stop).pack(**file);
    if (done)
        done = (*file)->flush();
    return done ? (*file)->close() : done;
}

} // namespace mi
