// VerificationRecord: verified.tsv in the archive's root: when each study was last verified, and which whole run did
// not come to its end. Nothing else keeps these dates: the index copies them from here. It may be deleted, cut off or
// out of date, and then studies are verified again. One line an entry: UTC with milliseconds, a tab, the StudyKey, a
// tab, the number of differences; "-" as the key begins and ends a whole run ("begin", "end" in the third place). One
// thread; others may append meanwhile.
#pragma once

#include "core/platform/file_layer.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace mi::archive {

inline constexpr std::string_view verificationFile = "verified.tsv";

class VerificationRecord {
public:
    // Reads what is there; what cannot be read counts for nothing.
    VerificationRecord(FileLayer &files, std::filesystem::path root);

    struct Verified {
        std::string at; // "2026-11-25T10:15:02.123Z"
        std::uint64_t differences = 0;
    };
    const std::map<std::string, Verified> &studies() const { return m_studies; } // by StudyKey
    // Verified::at; "" if never.
    std::string lastVerified(const std::string &studyKey) const;
    // When a whole run began that did not end; "" if the last one did.
    const std::string &unfinishedSince() const { return m_unfinishedSince; }

    Result<void> noteBegin();
    Result<void> noteStudy(const std::string &studyKey, std::uint64_t differences);
    Result<void> noteEnd();

private:
    void readLine(std::string_view line);
    Result<void> append(const std::string &key, const std::string &what);
    Result<void> writeAnew();

    FileLayer &m_files;
    std::filesystem::path m_root;
    std::map<std::string, Verified> m_studies;
    std::string m_unfinishedSince;
    std::size_t m_lines = 0;
    bool m_isTorn = false; // the last line has no end
};

} // namespace mi::archive
