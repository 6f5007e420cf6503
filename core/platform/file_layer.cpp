#include "core/platform/file_layer.h"

#include "core/support/text.h"

#include <system_error>

namespace mi {

bool FileInfo::isSameFileState(const FileInfo &other) const
{
    return type == other.type && size == other.size && modifiedNs == other.modifiedNs && fileId == other.fileId &&
           deviceId == other.deviceId;
}

Result<std::filesystem::path> FileLayer::resolveNatively(const std::filesystem::path &path)
{
    std::error_code code;
    std::filesystem::path resolved = std::filesystem::canonical(path, code);
    if (!code)
        return resolved;
    Error error;
    error.code = errorCodeFromErrno(code.default_error_condition().value());
    error.operation = "resolve";
    error.subject = pathToUtf8(path);
    error.systemCode = code.value();
    return error;
}

Result<void> FileLayer::removeTree(const std::filesystem::path &path)
{
    const Result<FileInfo> root = info(path, LinkPolicy::refuse);
    if (!root)
        return root.error();
    if (root->type != FileType::folder)
        return removeFile(path);

    // Folders in the order in which they were found: a child always comes after its parent, so that they can be
    // removed from the back. No recursion: the depth is not ours to choose.
    std::vector<std::filesystem::path> folders{path};
    for (std::size_t i = 0; i < folders.size(); ++i) {
        const std::filesystem::path folder = folders[i];
        Result<std::vector<FolderEntry>> entries = list(folder, LinkPolicy::refuse);
        if (!entries)
            return entries.error();
        for (const FolderEntry &entry : *entries) {
            if (entry.type == FileType::folder) {
                folders.push_back(folder / entry.name);
                continue;
            }
            if (Result<void> removed = removeFile(folder / entry.name); !removed)
                return removed;
        }
    }
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
        if (Result<void> removed = removeFolder(*folder); !removed)
            return removed;
    }
    return {};
}

} // namespace mi
