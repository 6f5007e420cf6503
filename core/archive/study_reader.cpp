#include "core/archive/study_reader.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"
#include "core/archive/sha256.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi::archive {

namespace {

Error damaged(const std::filesystem::path &path, const std::string &what)
{
    Error error;
    error.code = ErrorCode::invalidFormat;
    error.operation = "read the archive";
    error.subject = pathToUtf8(path);
    error.detail = what;
    return error;
}

Result<std::string> readVouched(FileLayer &files, const std::filesystem::path &bag, std::string_view name,
                                const std::vector<ManifestEntry> &tagFiles)
{
    Result<std::string> text = readWhole(files, bag / name, largestTagFile);
    if (!text)
        return text;
    const auto entry = std::ranges::find(tagFiles, name, &ManifestEntry::path);
    if (entry == tagFiles.end() || entry->sha256 != sha256Of(*text))
        return damaged(bag / name, "it differs from its hash");
    return text;
}

} // namespace

Result<BagContents> readBag(FileLayer &files, const std::filesystem::path &bag)
{
    const Result<std::string> tagManifest = readWhole(files, bag / tagManifestFile, largestTagFile);
    if (!tagManifest)
        return tagManifest.error();
    Result<std::vector<ManifestEntry>> tagFiles = parseManifest(*tagManifest, pathToUtf8(bag / tagManifestFile));
    if (!tagFiles)
        return tagFiles.error();
    const Result<std::string> info = readVouched(files, bag, bagInfoFile, *tagFiles);
    if (!info)
        return info.error();
    const Result<std::string> manifest = readVouched(files, bag, manifestFile, *tagFiles);
    if (!manifest)
        return manifest.error();
    Result<BagInfo> parsedInfo = parseBagInfo(*info, pathToUtf8(bag / bagInfoFile));
    if (!parsedInfo)
        return parsedInfo.error();
    Result<std::vector<ManifestEntry>> payload = parseManifest(*manifest, pathToUtf8(bag / manifestFile));
    if (!payload)
        return payload.error();
    return BagContents{parsedInfo.take(), payload.take(), tagFiles.take(), sha256Of(*tagManifest)};
}

Result<bool> isFolder(FileLayer &files, const std::filesystem::path &path)
{
    const Result<FileInfo> info = files.info(path, LinkPolicy::refuse);
    if (!info) {
        if (info.error().code == ErrorCode::notFound)
            return false;
        return info.error();
    }
    if (info->type == FileType::folder)
        return true;
    Error error = damaged(path, "it should be a folder");
    error.code = info->type == FileType::symbolicLink ? ErrorCode::symbolicLink : ErrorCode::notRegularFile;
    return error;
}

Result<std::vector<std::string>> bagNames(FileLayer &files, const std::filesystem::path &root,
                                          const std::filesystem::path &studyFolder)
{
    // Each level by itself, so that a planted link is refused wherever it is.
    std::filesystem::path level = root;
    for (const std::filesystem::path &component : studyFolder) {
        level /= component;
        const Result<bool> isThere = isFolder(files, level);
        if (!isThere)
            return isThere.error();
        if (!*isThere)
            return std::vector<std::string>{};
    }
    const Result<std::vector<FolderEntry>> entries = files.list(level);
    if (!entries)
        return entries.error();
    std::vector<std::uint32_t> numbers;
    for (const FolderEntry &entry : *entries) {
        const std::optional<std::uint32_t> number = bagNumber(entry.name.string());
        if (!number)
            continue; // verify() reports it
        if (entry.type != FileType::folder)
            return damaged(level / entry.name, "it should be a folder");
        numbers.push_back(*number);
    }
    std::ranges::sort(numbers);
    std::vector<std::string> names;
    for (const std::uint32_t number : numbers) {
        if (number != names.size() + 1)
            return damaged(level, "a bag is missing");
        names.push_back(bagName(number));
    }
    return names;
}

Result<StudyContents> readStudy(FileLayer &files, const std::filesystem::path &root,
                                const std::filesystem::path &studyFolder)
{
    Result<std::vector<std::string>> names = bagNames(files, root, studyFolder);
    if (!names)
        return names.error();
    StudyContents contents;
    contents.bags = names.take();
    for (const std::string &name : contents.bags) {
        const std::filesystem::path relative = studyFolder / name;
        Result<BagContents> bag = readBag(files, root / relative);
        if (!bag)
            return bag.error();
        const bool isFirst = contents.lastTagManifestSha256.empty();
        if (bag->info.name != name ||
            (!isFirst && bag->info.previousTagManifestSha256 != contents.lastTagManifestSha256))
            return damaged(root / relative, "the chain of bags is broken");
        for (const ManifestEntry &entry : bag->payload) {
            const std::optional<PayloadName> payload = parsePayloadPath(entry.path);
            if (!payload)
                return damaged(root / relative / manifestFile, "not a path of this format");
            contents.instances.insert_or_assign(payload->sop, ArchivedInstance{relative / entry.path, entry.sha256});
        }
        contents.lastTagManifestSha256 = bag->tagManifestSha256;
        contents.filedAt = bag->info.filedAt;
        contents.studyInstanceUid = bag->info.studyInstanceUid;
    }
    return contents;
}

} // namespace mi::archive
