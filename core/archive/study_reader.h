// What an archive already holds of a study, read from the manifests of its bags. Bags never change once they can be
// seen, so reading needs no lock. Any thread.
#pragma once

#include "core/archive/bag_info.h"
#include "core/archive/manifest.h"
#include "core/platform/file_layer.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mi::archive {

// Limits far above anything written: a damaged or planted file must not fill the memory.
inline constexpr std::uint64_t largestTagFile = std::uint64_t{1} << 30U;

struct ArchivedInstance {
    std::filesystem::path path; // relative to the archive
    std::string sha256;
};

struct StudyContents {
    std::vector<std::string> bags;                     // "b0001", ..., without gaps
    std::string lastTagManifestSha256;                 // "" if there is no bag
    std::string filedAt;                               // of the last bag
    std::string studyInstanceUid;                      // as the bags have it
    std::map<std::string, ArchivedInstance> instances; // by SOPKey
};

// A bag's manifests and description, checked against each other; the payload itself is not read.
struct BagContents {
    BagInfo info;
    std::vector<ManifestEntry> payload;
    std::vector<ManifestEntry> tagFiles; // what the tag manifest lists
    std::string tagManifestSha256;
};
Result<BagContents> readBag(FileLayer &files, const std::filesystem::path &bag);

// The folder `path` if it is one; nothing if there is none; symbolicLink or notRegularFile if it is something else.
Result<bool> isFolder(FileLayer &files, const std::filesystem::path &path);

// The names of a study's bags in their order; invalidFormat if a number is missing. Empty if there is no such study.
Result<std::vector<std::string>> bagNames(FileLayer &files, const std::filesystem::path &root,
                                          const std::filesystem::path &studyFolder);

// Errors: invalidFormat for a damaged bag; nothing is filed on top of one.
Result<StudyContents> readStudy(FileLayer &files, const std::filesystem::path &root,
                                const std::filesystem::path &studyFolder);

} // namespace mi::archive
