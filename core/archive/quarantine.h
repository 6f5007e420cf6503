// Quarantine: bags of files that may not enter a study, each with a reason.json. Any thread.
#pragma once

#include "core/archive/bag_writer.h"
#include "core/archive/study_reader.h"

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
};

// What quarantine already holds of a study: (SOPKey, SHA-256), with the newest bag, relative to the archive. Bags that
// cannot be read count for nothing here.
struct QuarantineContents {
    std::set<std::pair<std::string, std::string>> files;
    std::filesystem::path newestBag;
};
Result<QuarantineContents> readQuarantine(FileLayer &files, const std::filesystem::path &root,
                                          const std::string &studyKey);

class QuarantineBag {
public:
    // `id`: unique, for the name.
    QuarantineBag(FileLayer &files, const std::filesystem::path &folder, BufferPool &buffers, const std::string &id);

    // Copies the files, writes the reason and finishes the bag. changedWhileReading if a source is not what was
    // compared.
    Result<void> fill(const std::vector<QuarantinedFile> &quarantined, BagInfo info, const std::stop_token &stop);

    BagWriter &bag() { return m_bag; }
    const std::string &name() const { return m_name; } // "20261124T101502Z-1f2e3d4c"

private:
    BagWriter m_bag;
    std::string m_name;
};

} // namespace mi::archive
