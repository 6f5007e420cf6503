// FolderWatch: what has arrived in a folder and is quiet: nothing in it changed for a while, so that a copy that is
// still going on is left alone. What was there is told by numbers only, so that it can be kept without names. Blocking
// calls; one thread at a time.
#pragma once

#include "core/platform/file_layer.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace mi {

class FolderWatch {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t mostFilesLookedAt = 200'000; // in one arrival; a larger one is quiet by what was seen

    FolderWatch(FileLayer &files, std::filesystem::path folder, std::chrono::seconds quietTime)
        : m_files(files), m_folder(std::move(folder)), m_quietTime(quietTime)
    {}

    // Files and folders directly in the folder that have become quiet since the last call; each once, and again only
    // when it has changed. Names that begin with a dot, and those that programs give to unfinished files (.part,
    // .crdownload, .tmp, .filepart), are left alone. Errors: the folder cannot be listed.
    Result<std::vector<std::filesystem::path>> poll(Clock::time_point now, const std::stop_token &stop = {});

    // What was handed out, as numbers that say nothing; to be remembered over a restart.
    const std::set<std::uint64_t> &known() const { return m_known; }
    void setKnown(std::set<std::uint64_t> known) { m_known = std::move(known); }

private:
    struct Seen {
        std::uint64_t state = 0; // a hash of names, sizes and times
        Clock::time_point since;
    };
    std::uint64_t stateOf(const std::filesystem::path &path, const std::stop_token &stop);

    FileLayer &m_files;
    std::filesystem::path m_folder;
    std::chrono::seconds m_quietTime;
    std::map<std::filesystem::path, Seen> m_seen;
    std::set<std::uint64_t> m_known;
};

} // namespace mi
