// Writes ZIP, TAR, 7z and ISO files for tests, right or deliberately wrong, with libarchive.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mi::test {

struct Member {
    enum class Kind { file, folder, symbolicLink, hardLink, fifo };
    std::string name;
    std::string content = {}; // of a link: what it points to
    Kind kind = Kind::file;
};

// By the name of the file: .zip, .tar, .tar.gz, .tar.xz, .tar.bz2, .tar.zst, .7z, .iso; aborts the test program when
// it cannot be written. A password makes the members of a ZIP encrypted.
void writeContainer(const std::filesystem::path &path, const std::vector<Member> &members,
                    const std::string &password = {}, const std::string &encryption = "aes256");

} // namespace mi::test
