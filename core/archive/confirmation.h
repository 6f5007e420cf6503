// Confirmation: looks again at bags that were renamed into place but whose flush failed or was cut short: reads every
// byte back from the medium, flushes the folders, and says so in the audit log. Any thread.
#pragma once

#include "core/archive/staging.h"
#include "core/archive/study_reader.h"

#include <mutex>

namespace mi::archive {

class Confirmation {
public:
    Confirmation(FileLayer &files, std::filesystem::path root) : m_files(files), m_root(std::move(root)) {}

    void add(SweepResult::Unconfirmed unconfirmed);
    // Every bag; the first error, after all were tried.
    Result<void> confirmAll(const std::stop_token &stop);
    // Only what concerns this study (relative folder). Quick if nothing does.
    Result<void> confirmStudy(const std::filesystem::path &studyFolder, const std::stop_token &stop);

private:
    Result<void> confirmWhere(const std::filesystem::path &studyFolder, const std::stop_token &stop);
    Result<BagContents> confirmBag(const std::filesystem::path &bag, const std::stop_token &stop);

    FileLayer &m_files;
    std::filesystem::path m_root;
    std::mutex m_mutex; // guards m_pending, and lets one thread confirm at a time
    std::vector<SweepResult::Unconfirmed> m_pending;
};

} // namespace mi::archive
