#include "core/index/bag_listing.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"

#include <algorithm>

namespace mi::index {

namespace {

// The folders in a folder; links and files are none.
Result<std::vector<std::string>> foldersIn(FileLayer &files, const std::filesystem::path &folder)
{
    const Result<std::vector<FolderEntry>> entries = files.list(folder);
    if (!entries)
        return entries.error();
    std::vector<std::string> names;
    for (const FolderEntry &entry : *entries) {
        if (entry.type == FileType::folder)
            names.push_back(entry.name.string());
    }
    return names;
}

Result<std::vector<std::string>> bagsOf(FileLayer &files, const std::filesystem::path &root,
                                        const std::filesystem::path &study)
{
    const Result<std::vector<std::string>> names = foldersIn(files, root / study);
    if (!names)
        return names.error();
    std::vector<std::uint32_t> numbers;
    for (const std::string &name : *names) {
        if (const std::optional<std::uint32_t> number = archive::bagNumber(name))
            numbers.push_back(*number);
    }
    std::ranges::sort(numbers);
    std::vector<std::string> bags;
    for (const std::uint32_t number : numbers)
        bags.push_back((study / archive::bagName(number)).generic_string());
    return bags;
}

} // namespace

Result<BagListing> listBags(FileLayer &files, const std::filesystem::path &root, const std::stop_token &stop)
{
    BagListing listing;
    const std::filesystem::path top(archive::studiesFolder);
    const Result<std::vector<std::string>> shards = foldersIn(files, root / top);
    if (!shards)
        return shards.error();
    for (const std::string &shard : *shards) {
        const Result<std::vector<std::string>> keys = foldersIn(files, root / top / shard);
        if (!keys)
            return keys.error();
        for (const std::string &key : *keys) {
            if (stop.stop_requested())
                return archive::cancelled();
            if (!archive::isUidKey(key) || archive::shardOf(key) != shard)
                continue; // verify() reports it
            Result<std::vector<std::string>> bags = bagsOf(files, root, top / shard / key);
            if (!bags)
                return bags.error();
            if (!bags->empty()) // an interrupted filing can leave an empty folder
                listing.studies.emplace(key, bags.take());
        }
    }
    const Result<std::vector<std::string>> quarantined = foldersIn(files, root / archive::quarantineFolder);
    if (!quarantined)
        return quarantined.error();
    for (const std::string &name : *quarantined)
        listing.quarantine.insert((std::filesystem::path(archive::quarantineFolder) / name).generic_string());
    return listing;
}

} // namespace mi::index
