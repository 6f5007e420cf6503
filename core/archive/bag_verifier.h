// Checks one bag: every file against its manifest, every manifest against the tag manifest, nothing extra, nothing of a
// wrong type, no name that the format does not use. One thread.
#pragma once

#include "core/archive/archive.h"
#include "core/archive/bag_info.h"
#include "core/archive/file_content.h"
#include "core/archive/manifest.h"

#include <map>
#include <optional>
#include <set>

namespace mi::archive {

struct VerifiedBag {
    std::optional<BagInfo> info;   // if it can be read
    std::string tagManifestSha256; // "" if it cannot be read
    std::vector<ManifestEntry> payload;
};

class BagVerifier {
public:
    // Shared by all bags of a run.
    struct Reading {
        BufferPool &buffers;
        Throttle &throttle;
    };
    // `bag`: relative to `root`. Differences and counts go into `report`; `progress` may be empty.
    BagVerifier(FileLayer &files, std::filesystem::path root, std::filesystem::path bag, Reading reading,
                const std::stop_token &stop, VerifyReport &report,
                const std::function<void(const VerifyReport &)> &progress);

    VerifiedBag run(BagKind kind);

private:
    void walk();
    std::vector<ManifestEntry> readManifest(std::string_view name);
    void compare(const std::vector<ManifestEntry> &entries);
    void checkListed();
    void checkInfo(VerifiedBag &verified, BagKind kind);
    void checkPayloadNames(const std::vector<ManifestEntry> &payload, BagKind kind);
    void differ(const std::string &path, const char *kind, std::string detail = {});
    std::optional<std::string> textOf(std::string_view name);

    FileLayer &m_files;
    std::filesystem::path m_root;
    std::filesystem::path m_bag;
    Reading m_reading;
    const std::stop_token &m_stop;
    VerifyReport &m_report;
    const std::function<void(const VerifyReport &)> &m_progress;

    std::map<std::string, std::uint64_t> m_found; // files: path in the bag, size
    std::set<std::string> m_folders;              // folders with nothing in them but folders count too
    std::set<std::string> m_listed;
    std::set<std::string> m_refused; // not regular files: reported where they were found
};

} // namespace mi::archive
