// Quarantine: bags of files that may not enter a study, each with a reason.json. Any thread.
#pragma once

#include "core/archive/bag_writer.h"
#include "core/archive/study_reader.h"
#include "core/domain/instance_difference.h"

#include <functional>
#include <set>
#include <utility>

namespace mi::archive {

struct QuarantinedFile {
    std::filesystem::path source;
    std::string sopInstanceUid;
    std::string seriesInstanceUid;
    std::string sopKey;
    FileDigest digest;      // what the source was when it was compared
    std::string archivedAs; // path in a bag of the study, of the instance that it conflicts with
    std::string archivedSha256;
    std::filesystem::path archivedPath; // where that can be read
    InstanceDifference difference;      // once compared
};

// What quarantine already holds of a study: (SOPKey, SHA-256), with the newest bag, relative to the archive. Bags that
// cannot be read count for nothing here.
struct QuarantineContents {
    std::set<std::pair<std::string, std::string>> files;
    std::filesystem::path newestBag;
};
// A name for a quarantine bag made now: "20261124T101502Z-1f2e3d4c", of an import with this id.
std::string quarantineName(const std::string &importId);

// reason.json of refused copies: the findings that keep them out.
struct RefusedFile {
    std::string path; // in the bag
    std::string sha256;
    std::string sopInstanceUid;
    std::string seriesInstanceUid;
};
std::string refusalReason(const std::vector<RefusedFile> &files, const std::string &findings,
                          const std::string &studyInstanceUid);

Result<QuarantineContents> readQuarantine(FileLayer &files, const std::filesystem::path &root,
                                          const std::string &studyKey);

class QuarantineBag {
public:
    // `id`: unique, for the name.
    QuarantineBag(FileLayer &files, const std::filesystem::path &folder, BufferPool &buffers)
        : m_bag(files, folder, buffers)
    {}

    using Compare =
        std::function<InstanceDifference(const std::filesystem::path &archived, const std::filesystem::path &incoming)>;
    // Copies the files, compares the copies, writes the reason and finishes the bag. changedWhileReading if a source is
    // not what its digest says.
    Result<void> fill(std::vector<QuarantinedFile> &quarantined, BagInfo info, const Compare &compare,
                      const std::stop_token &stop);

    BagWriter &bag() { return m_bag; }

private:
    BagWriter m_bag;
};

} // namespace mi::archive
