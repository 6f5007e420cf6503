#include "core/intake/folder_watch.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mi {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> unfinished{".part", ".crdownload", ".tmp", ".filepart"};

bool isLeftAlone(const fs::path &name)
{
    const std::string text = name.string();
    return text.starts_with('.') ||
           std::ranges::any_of(unfinished, [&](std::string_view end) { return text.ends_with(end); });
}

// FNV-1a; the same in every run, unlike std::hash.
class Hash {
public:
    void add(std::string_view bytes)
    {
        for (const char byte : bytes)
            m_value = (m_value ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
    }
    void add(std::uint64_t number)
    {
        for (int shift = 0; shift < 64; shift += 8)
            m_value = (m_value ^ ((number >> shift) & 0xFFU)) * 1099511628211ULL;
    }
    std::uint64_t value() const { return m_value; }

private:
    std::uint64_t m_value = 14695981039346656037ULL;
};

} // namespace

std::uint64_t FolderWatch::stateOf(const fs::path &path, const std::stop_token &stop)
{
    Hash hash;
    hash.add(path.filename().string());
    std::vector<fs::path> open{path};
    for (std::size_t looked = 0; !open.empty() && looked < mostFilesLookedAt && !stop.stop_requested(); ++looked) {
        const fs::path current = std::move(open.back());
        open.pop_back();
        const Result<FileInfo> info = m_files.info(current, LinkPolicy::refuse);
        if (!info)
            continue; // gone again: the state is another one next time
        hash.add(info->size);
        hash.add(static_cast<std::uint64_t>(info->modifiedNs));
        if (info->type != FileType::folder)
            continue;
        Result<std::vector<FolderEntry>> entries = m_files.list(current);
        if (!entries)
            continue;
        std::ranges::sort(*entries, {}, &FolderEntry::name);
        for (const FolderEntry &entry : *entries) {
            hash.add(entry.name.string());
            open.push_back(current / entry.name);
        }
    }
    return hash.value();
}

Result<std::vector<fs::path>> FolderWatch::poll(Clock::time_point now, const std::stop_token &stop)
{
    Result<std::vector<FolderEntry>> entries = m_files.list(m_folder, LinkPolicy::follow);
    if (!entries)
        return entries.error();
    std::ranges::sort(*entries, {}, &FolderEntry::name);
    std::map<fs::path, Seen> seen;
    std::set<std::uint64_t> known;
    std::vector<fs::path> ready;
    for (const FolderEntry &entry : *entries) {
        if (isLeftAlone(entry.name) || (entry.type != FileType::regular && entry.type != FileType::folder))
            continue;
        const fs::path path = m_folder / entry.name;
        const std::uint64_t state = stateOf(path, stop);
        if (stop.stop_requested())
            return std::vector<fs::path>{};
        if (m_known.contains(state)) {
            known.insert(state);
            continue;
        }
        const auto before = m_seen.find(path);
        const bool isSame = before != m_seen.end() && before->second.state == state;
        const Clock::time_point since = isSame ? before->second.since : now;
        if (isSame && now - since >= m_quietTime) {
            ready.push_back(path);
            known.insert(state);
        } else {
            seen[path] = {state, since};
        }
    }
    m_seen = std::move(seen);
    m_known = std::move(known); // of what is gone nothing is remembered
    return ready;
}

} // namespace mi
