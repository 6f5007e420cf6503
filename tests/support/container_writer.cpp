#include "tests/support/container_writer.h"

#include <archive.h>
#include <archive_entry.h>

#include <cstdio>
#include <cstdlib>

namespace mi::test {

namespace {

void check(archive *writer, int status)
{
    if (status == ARCHIVE_OK)
        return;
    const char *reason = archive_error_string(writer);
    std::fprintf(stderr, "the container cannot be written: %s\n", reason != nullptr ? reason : "no reason given");
    std::abort();
}

void setFormat(archive *writer, const std::string &name)
{
    if (name.ends_with(".zip")) {
        check(writer, archive_write_set_format_zip(writer));
    } else if (name.ends_with(".7z")) {
        check(writer, archive_write_set_format_7zip(writer));
    } else if (name.ends_with(".iso")) {
        check(writer, archive_write_set_format_iso9660(writer));
    } else {
        check(writer, archive_write_set_format_pax_restricted(writer));
        if (name.ends_with(".gz"))
            check(writer, archive_write_add_filter_gzip(writer));
        else if (name.ends_with(".xz"))
            check(writer, archive_write_add_filter_xz(writer));
        else if (name.ends_with(".bz2"))
            check(writer, archive_write_add_filter_bzip2(writer));
        else if (name.ends_with(".zst"))
            check(writer, archive_write_add_filter_zstd(writer));
    }
}

void describe(archive_entry *entry, const Member &member)
{
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_perm(entry, 0644);
    switch (member.kind) {
    case Member::Kind::file:
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, static_cast<la_int64_t>(member.content.size()));
        break;
    case Member::Kind::folder:
        archive_entry_set_filetype(entry, AE_IFDIR);
        break;
    case Member::Kind::symbolicLink:
        archive_entry_set_filetype(entry, AE_IFLNK);
        archive_entry_set_symlink(entry, member.content.c_str());
        break;
    case Member::Kind::hardLink:
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_hardlink(entry, member.content.c_str());
        break;
    case Member::Kind::fifo:
        archive_entry_set_filetype(entry, AE_IFIFO);
        break;
    }
}

} // namespace

void writeContainer(const std::filesystem::path &path, const std::vector<Member> &members, const std::string &password,
                    const std::string &encryption)
{
    archive *writer = archive_write_new();
    setFormat(writer, path.filename().string());
    if (!password.empty()) {
        check(writer, archive_write_set_options(writer, ("zip:encryption=" + encryption).c_str()));
        check(writer, archive_write_set_passphrase(writer, password.c_str()));
    }
    check(writer, archive_write_open_filename(writer, path.c_str()));
    for (const Member &member : members) {
        archive_entry *entry = archive_entry_new();
        describe(entry, member);
        check(writer, archive_write_header(writer, entry));
        if (member.kind == Member::Kind::file &&
            archive_write_data(writer, member.content.data(), member.content.size()) < 0)
            check(writer, ARCHIVE_FATAL);
        archive_entry_free(entry);
    }
    check(writer, archive_write_close(writer));
    archive_write_free(writer);
}

} // namespace mi::test
