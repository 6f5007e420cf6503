// What the tests of the index share: an archive whose bags hold real metadata, and pictures of an index to compare.
#pragma once

#include "core/extract/instance_header.h"
#include "core/index/archive_index.h"
#include "tests/core/archive/archive_fixture.h"

#include <QString>

namespace mi::test {

// What is filed as one import: an instance for each header. What a header leaves empty is filled in.
struct Import {
    std::string studyInstanceUid;
    std::vector<InstanceHeader> instances;
    std::string verdict = "passed";
};

class IndexFixture {
public:
    explicit IndexFixture(QString databaseUrl) : url(std::move(databaseUrl)) {}

    FilingResult file(const Import &import);
    // A study of one instance of a patient.
    void fileStudy(const std::string &uid, const InstanceHeader &header) { (void)file({uid, {header}}); }

    std::unique_ptr<ArchiveIndex> open() const; // must succeed
    std::unique_ptr<ArchiveIndex> openCaughtUp() const;
    // Study Instance UIDs, sorted and joined by spaces.
    static QString uids(ArchiveIndex &index, const StudyQuery &query);
    // All rows of all tables without their numbers, sorted.
    QStringList dump() const;
    // A line in verified.tsv.
    void noteVerified(const std::string &studyKey, const std::string &at, std::uint64_t differences = 0) const;
    std::filesystem::path indexFile() const { return archive.root() / "index.sqlite"; }

    ArchiveFixture archive{ArchiveFixture::Place::memory};
    QString url;

private:
    int m_count = 0;
};

} // namespace mi::test
