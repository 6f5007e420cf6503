#include "core/intake/unpacking.h"

#include "core/intake/member_name.h"
#include "core/support/text.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_set>

namespace mi {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t blockSize = std::size_t{256} << 10U;
constexpr std::uint64_t bytesBetweenSpaceChecks = std::uint64_t{64} << 20U;

// What libarchive reads from. It calls back with this; no exception leaves the callbacks.
struct Input {
    File *file = nullptr;
    std::uint64_t size = 0;
    std::uint64_t position = 0;
    std::vector<std::byte> block = std::vector<std::byte>(blockSize);
    std::optional<Error> error = {};
};

la_ssize_t readBlock(archive *, void *data, const void **buffer)
{
    auto &input = *static_cast<Input *>(data);
    const Result<std::size_t> count = input.file->readAt(input.position, input.block);
    if (!count) {
        input.error = count.error();
        return ARCHIVE_FATAL;
    }
    input.position += *count;
    *buffer = input.block.data();
    return static_cast<la_ssize_t>(*count);
}

la_int64_t seekTo(archive *, void *data, la_int64_t offset, int whence)
{
    auto &input = *static_cast<Input *>(data);
    const auto size = static_cast<la_int64_t>(input.size);
    const la_int64_t base = whence == SEEK_SET   ? 0
                            : whence == SEEK_CUR ? static_cast<la_int64_t>(input.position)
                                                 : size;
    if (offset < -base || offset > size - base)
        return ARCHIVE_FATAL;
    input.position = static_cast<std::uint64_t>(base + offset);
    return base + offset;
}

la_int64_t skipBytes(archive *, void *data, la_int64_t count)
{
    auto &input = *static_cast<Input *>(data);
    const auto skipped = std::min(static_cast<std::uint64_t>(std::max<la_int64_t>(count, 0)),
                                  input.size - std::min(input.size, input.position));
    input.position += skipped;
    return static_cast<la_int64_t>(skipped);
}

FileType typeOf(archive_entry *entry)
{
    // A hard link is a second name for another member.
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK)
        return FileType::symbolicLink;
    switch (archive_entry_filetype(entry)) {
    case AE_IFDIR:
        return FileType::folder;
    case AE_IFREG:
    case 0: // some programs do not write it
        return FileType::regular;
    default:
        return FileType::other;
    }
}

std::string storedNameOf(archive_entry *entry)
{
    if (const char *utf8 = archive_entry_pathname_utf8(entry))
        return utf8;
    const char *bytes = archive_entry_pathname(entry);
    return bytes != nullptr ? bytes : "";
}

class Unpacker {
public:
    // The passwords are tried from this one on.
    Unpacker(const UnpackJob &job, std::size_t firstPassword)
        : m_job(job), m_soFar(*job.container->soFar), m_firstPassword(firstPassword)
    {}

    // Whether another order of the passwords may open what this one did not; nothing has been handed over then.
    bool mayTryAgain() const { return m_mayTryAgain; }

    UnpackReport run()
    {
        const LinkPolicy links = m_job.file.isDropped ? LinkPolicy::follow : LinkPolicy::refuse;
        Result<std::unique_ptr<File>> file = m_job.files.openForReading(m_job.file.bytesPath(), links);
        if (!file)
            return ended(UnpackOutcome::unreadable, file.error());
        const Result<FileInfo> info = (*file)->info();
        if (!info)
            return ended(UnpackOutcome::unreadable, info.error());
        m_input.file = file->get();
        m_input.size = info->size;
        if (m_job.container->depth == 1)
            m_soFar.containerSize = info->size;
        const std::unique_ptr<archive, void (*)(archive *)> reader(archive_read_new(),
                                                                   [](archive *a) { archive_read_free(a); });
        m_reader = reader.get();
        if (!open())
            return m_job.format == ContainerFormat::compressed ? ended(UnpackOutcome::notAContainer) : broken();
        readMembers();
        return m_report;
    }

private:
    bool open()
    {
        switch (m_job.format) {
        case ContainerFormat::zip:
            archive_read_support_format_zip(m_reader);
            break;
        case ContainerFormat::sevenZip:
            archive_read_support_format_7zip(m_reader);
            break;
        case ContainerFormat::iso:
            archive_read_support_format_iso9660(m_reader);
            break;
        case ContainerFormat::compressed:
            archive_read_support_filter_gzip(m_reader);
            archive_read_support_filter_bzip2(m_reader);
            archive_read_support_filter_xz(m_reader);
            archive_read_support_filter_zstd(m_reader);
            [[fallthrough]];
        default:
            archive_read_support_format_tar(m_reader);
        }
        const std::vector<std::string> &passwords = m_job.passwords;
        for (std::size_t i = 0; i < passwords.size(); ++i)
            archive_read_add_passphrase(m_reader, passwords[(m_firstPassword + i) % passwords.size()].c_str());
        archive_read_set_read_callback(m_reader, readBlock);
        archive_read_set_seek_callback(m_reader, seekTo);
        archive_read_set_skip_callback(m_reader, skipBytes);
        archive_read_set_callback_data(m_reader, &m_input);
        m_isOpen = archive_read_open1(m_reader) == ARCHIVE_OK;
        return m_isOpen;
    }

    void readMembers()
    {
        while (!m_isEnded) {
            if (m_job.stop.stop_requested()) {
                (void)ended(UnpackOutcome::stopped);
                return;
            }
            archive_entry *entry = nullptr;
            const int status = archive_read_next_header(m_reader, &entry);
            if (status == ARCHIVE_EOF)
                break;
            if (status == ARCHIVE_RETRY)
                continue;
            if (status < ARCHIVE_WARN) {
                const bool isPlainFile =
                    m_job.format == ContainerFormat::compressed && m_entries == 0 && !m_input.error;
                (void)(isPlainFile ? ended(UnpackOutcome::notAContainer) : broken());
                return;
            }
            ++m_entries;
            if (++m_soFar.members > m_job.limits.members) {
                (void)overLimit("more than " + std::to_string(m_job.limits.members) + " entries", "fewer entries");
                return;
            }
            takeMember(entry);
        }
        if (!m_isEnded && m_report.encrypted > 0)
            (void)locked();
    }

    void takeMember(archive_entry *entry)
    {
        FoundFile member;
        member.type = typeOf(entry);
        if (member.type == FileType::folder)
            return;
        setName(member, memberNameOf(storedNameOf(entry)));
        member.container = m_job.container;
        if (member.type == FileType::regular && !writeMember(entry, member))
            return;
        ++m_report.members;
        if (!m_job.found(std::move(member)))
            (void)ended(UnpackOutcome::stopped);
    }

    void setName(FoundFile &member, MemberName name)
    {
        // A second file of the same name is another file, and has to look like one.
        const std::hash<std::string> hash;
        const fs::path written = name.path;
        for (int copy = 2; !m_names.insert(hash(name.path.string())).second; ++copy)
            name.path = fs::path(written) += " (" + std::to_string(copy) + ")";
        const fs::path folder = m_job.container->shown / name.path.parent_path();
        if (!m_folder || *m_folder != folder)
            m_folder = std::make_shared<const fs::path>(folder);
        member.folder = m_folder;
        member.name = name.path.filename();
        member.hasUnsafeName = name.isUnsafe;
    }

    // False: there is nothing to hand over.
    bool writeMember(archive_entry *entry, FoundFile &member)
    {
        member.unpacked = m_nextFile++;
        const fs::path path = member.bytesPath();
        Result<std::unique_ptr<File>> out = m_job.files.createExclusive(path);
        if (!out) {
            (void)ended(UnpackOutcome::notUnpacked, out.error());
            return false;
        }
        const la_ssize_t status = copy(**out);
        if (!m_isEnded && status == ARCHIVE_OK) {
            if (const Result<void> closed = (*out)->close(); closed)
                return true;
            else
                (void)ended(UnpackOutcome::notUnpacked, closed.error());
        }
        out->reset();
        (void)m_job.files.removeFile(path);
        if (m_isEnded)
            return false;
        if (archive_entry_is_encrypted(entry) != 0) {
            ++m_report.encrypted;
            tryAgainLater();
            return false;
        }
        if (status == ARCHIVE_FATAL) {
            (void)broken();
            return false;
        }
        member.error = Error{.code = ErrorCode::invalidFormat, .operation = "unpack", .detail = reason()};
        return true;
    }

    // The old encryption of ZIP knows a password by one byte: one wrong password in 256 is taken for the right one, and
    // what it yields is no data. Where there are others, they get their turn.
    void tryAgainLater()
    {
        if (m_report.members > 0 || m_firstPassword + 1 >= m_job.passwords.size())
            return;
        m_mayTryAgain = true;
        m_soFar.members -= m_entries;
        m_soFar.bytes -= m_bytes;
        (void)locked();
    }

    // ARCHIVE_OK or libarchive's word for what went wrong; m_isEnded when nothing more is to be read at all.
    la_ssize_t copy(File &out)
    {
        while (!m_job.stop.stop_requested()) {
            const la_ssize_t count = archive_read_data(m_reader, m_block.data(), m_block.size());
            if (count <= 0)
                return count;
            if (!mayGrowBy(static_cast<std::uint64_t>(count)))
                return ARCHIVE_OK;
            if (const Result<void> written = out.write(std::span(m_block).first(static_cast<std::size_t>(count)));
                !written) {
                (void)ended(UnpackOutcome::notUnpacked, written.error());
                return ARCHIVE_OK;
            }
        }
        (void)ended(UnpackOutcome::stopped);
        return ARCHIVE_OK;
    }

    bool mayGrowBy(std::uint64_t count)
    {
        const UnpackLimits &limits = m_job.limits;
        m_bytes += count;
        const std::uint64_t bytes = m_soFar.bytes += count;
        if (bytes > limits.bytes) {
            (void)overLimit("more than " + std::to_string(limits.bytes) + " bytes", "less content");
            return false;
        }
        if (bytes > limits.freeOfRatio && bytes / limits.timesItsSize > m_soFar.containerSize) {
            (void)overLimit("content more than " + std::to_string(limits.timesItsSize) + " times its own size",
                            "content of a plausible size");
            return false;
        }
        m_sinceSpaceCheck += count;
        if (m_hasCheckedSpace && m_sinceSpaceCheck < bytesBetweenSpaceChecks)
            return true;
        m_hasCheckedSpace = true;
        m_sinceSpaceCheck = 0;
        const Result<std::uint64_t> space = m_job.files.freeSpace(m_job.container->folder);
        if (space && *space >= limits.freeSpaceKept)
            return true;
        (void)ended(UnpackOutcome::notUnpacked, Error{.code = space ? ErrorCode::noSpace : space.error().code,
                                                      .operation = "unpack",
                                                      .detail = "too little space in the temporary folder"});
        return false;
    }

    std::string reason() const
    {
        const char *text = archive_error_string(m_reader);
        return text != nullptr ? escapedForDisplay(text, 120) : "no reason given";
    }

    UnpackReport &ended(UnpackOutcome outcome, std::optional<Error> error = {})
    {
        m_isEnded = true;
        m_report.outcome = outcome;
        m_report.error = std::move(error);
        return m_report;
    }

    UnpackReport &broken()
    {
        if (m_input.error)
            return ended(UnpackOutcome::unreadable, m_input.error);
        // A password that does not fit may yield bytes that cannot be inflated.
        if (m_report.encrypted > 0 ||
            (m_isOpen && archive_read_has_encrypted_entries(m_reader) == 1 && m_job.format != ContainerFormat::zip))
            return locked();
        m_report.observed = reason() + ", after " + std::to_string(m_report.members) + " files";
        m_report.expected = "a whole archive";
        return ended(UnpackOutcome::damaged);
    }

    UnpackReport &locked()
    {
        if (m_job.format != ContainerFormat::zip) {
            m_report.observed = "a password that only other programs can use";
            m_report.expected = "a ZIP archive, or none with a password";
        } else {
            m_report.observed = std::to_string(m_report.encrypted) + " encrypted files";
            m_report.expected = m_job.passwords.empty() ? "a password" : "another password";
        }
        return ended(UnpackOutcome::encrypted);
    }

    UnpackReport &overLimit(std::string observed, std::string expected)
    {
        m_report.observed = std::move(observed);
        m_report.expected = std::move(expected);
        return ended(UnpackOutcome::limit);
    }

    const UnpackJob &m_job;
    UnpackedSoFar &m_soFar;
    const std::size_t m_firstPassword;
    bool m_mayTryAgain = false;
    archive *m_reader = nullptr;
    bool m_isOpen = false; // else it may not be asked anything
    Input m_input;
    std::vector<std::byte> m_block = std::vector<std::byte>(blockSize);
    UnpackReport m_report;
    bool m_isEnded = false;
    std::uint64_t m_entries = 0;
    std::uint64_t m_bytes = 0;
    std::uint32_t m_nextFile = 0;
    std::uint64_t m_sinceSpaceCheck = 0;
    bool m_hasCheckedSpace = false;
    std::unordered_set<std::size_t> m_names; // hashes of those that were used
    std::shared_ptr<const fs::path> m_folder;
};

} // namespace

UnpackReport unpack(const UnpackJob &job)
{
    for (std::size_t first = 0;; ++first) {
        Unpacker unpacker(job, first);
        UnpackReport report = unpacker.run();
        if (!unpacker.mayTryAgain())
            return report;
    }
}

} // namespace mi
