#include "core/intake/file_walker.h"

#include "core/intake/unpacking.h"
#include "core/support/text.h"

#include <algorithm>
#include <system_error>

namespace mi {

namespace {

namespace fs = std::filesystem;

// For comparing only: links resolved where they can be.
fs::path comparable(const fs::path &path)
{
    std::error_code error;
    fs::path full = fs::weakly_canonical(path, error);
    if (error)
        full = fs::absolute(path, error).lexically_normal();
    return full.has_filename() ? full : full.parent_path();
}

bool isInside(const fs::path &path, const fs::path &folder)
{
    const auto [inFolder, inPath] = std::ranges::mismatch(folder, path);
    return inFolder == folder.end() && inPath != path.end();
}

class Walker {
public:
    Walker(FileLayer &files, const std::function<bool(FoundFile)> &found, const std::stop_token &stop)
        : m_files(files), m_found(found), m_stop(stop)
    {}

    // False when the walk is to end.
    bool walkSource(const fs::path &source)
    {
        const Result<FileInfo> info = m_files.info(source, LinkPolicy::follow);
        if (!info || info->type != FileType::folder)
            return reportSource(source, info);
        m_open.push_back(std::make_shared<const fs::path>(source));
        LinkPolicy links = LinkPolicy::follow; // a link may be dropped; below it none is followed
        while (!m_open.empty()) {
            const std::shared_ptr<const fs::path> folder = std::move(m_open.back());
            m_open.pop_back();
            if (m_stop.stop_requested() || !walkFolder(folder, links))
                return false;
            links = LinkPolicy::refuse;
        }
        return true;
    }

private:
    bool reportSource(const fs::path &source, const Result<FileInfo> &info)
    {
        FoundFile file;
        file.folder = std::make_shared<const fs::path>(source);
        file.isDropped = true;
        if (info)
            file.type = info->type;
        else
            file.error = info.error();
        return m_found(std::move(file));
    }

    bool walkFolder(const std::shared_ptr<const fs::path> &folder, LinkPolicy links)
    {
        Result<std::vector<FolderEntry>> entries = m_files.list(*folder, links);
        if (!entries)
            return m_found({.folder = folder, .name = {}, .type = FileType::folder, .error = entries.error()});
        std::ranges::sort(*entries, {}, &FolderEntry::name);
        for (FolderEntry &entry : *entries) {
            if (entry.type == FileType::folder)
                continue;
            if (m_stop.stop_requested() ||
                !m_found({.folder = folder, .name = std::move(entry.name), .type = entry.type, .error = {}}))
                return false;
        }
        // Last in, first out: the first name has to be on top.
        for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
            if (entry->type == FileType::folder)
                m_open.push_back(std::make_shared<const fs::path>(*folder / entry->name));
        }
        return true;
    }

    FileLayer &m_files;
    const std::function<bool(FoundFile)> &m_found;
    const std::stop_token &m_stop;
    std::vector<std::shared_ptr<const fs::path>> m_open;
};

} // namespace

fs::path FoundFile::bytesPath() const
{
    return container ? container->folder / std::to_string(unpacked) : path();
}

std::vector<fs::path> withWholeMedia(FileLayer &files, const std::vector<fs::path> &paths)
{
    std::vector<fs::path> whole;
    whole.reserve(paths.size());
    for (const fs::path &path : paths) {
        const bool isNamedSo = isEqualIgnoringAsciiCase(pathToUtf8(path.filename()), "DICOMDIR");
        const Result<FileInfo> info = isNamedSo ? files.info(path, LinkPolicy::refuse) : Result<FileInfo>(FileInfo{});
        const bool isFile = isNamedSo && info && info->type == FileType::regular;
        whole.push_back(!isFile ? path : path.has_parent_path() ? path.parent_path() : fs::path("."));
    }
    return whole;
}

std::vector<fs::path> withoutOverlaps(const std::vector<fs::path> &paths)
{
    std::vector<fs::path> kept;
    // A folder before what is inside it, whatever the order of the drop.
    std::vector<std::pair<fs::path, fs::path>> all;
    all.reserve(paths.size());
    for (const fs::path &path : paths)
        all.emplace_back(comparable(path), path);
    std::vector<fs::path> sorted;
    sorted.reserve(all.size());
    for (const auto &[key, path] : all)
        sorted.push_back(key);
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    // In sorted order everything inside a folder follows it directly.
    std::vector<fs::path> roots;
    for (fs::path &key : sorted) {
        if (roots.empty() || !isInside(key, roots.back()))
            roots.push_back(std::move(key));
    }
    // Marked, not taken out: a drop may name a million files, and taking out of the middle moves all that follow.
    std::vector<bool> isTaken(roots.size());
    for (auto &[key, path] : all) {
        const auto root = std::ranges::lower_bound(roots, key);
        const auto index = static_cast<std::size_t>(root - roots.begin());
        if (root == roots.end() || *root != key || isTaken[index])
            continue;
        isTaken[index] = true;
        kept.push_back(std::move(path));
    }
    return kept;
}

void walkFiles(FileLayer &files, const std::vector<fs::path> &sources, const std::function<bool(FoundFile)> &found,
               const std::stop_token &stop)
{
    Walker walker(files, found, stop);
    for (const fs::path &source : sources) {
        if (stop.stop_requested() || !walker.walkSource(source))
            return;
    }
}

} // namespace mi
