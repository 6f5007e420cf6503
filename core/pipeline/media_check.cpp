#include "core/pipeline/media_check.h"

#include "core/pipeline/study_accumulator.h"
#include "core/support/text.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

namespace mi {

namespace {

constexpr Tag fileIdTag{0x0004, 0x1500};
constexpr std::size_t mostDirectories = 16; // each is compared with all files

// A path below the folder of a DICOMDIR as a File ID would be, in small letters: "dicom/a0001".
std::string keyOf(std::string path)
{
    std::ranges::replace(path, '\\', '/');
    std::ranges::transform(path, path.begin(),
                           [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); });
    if (path.ends_with(";1")) // the version that ISO 9660 adds
        path.resize(path.size() - 2);
    if (path.ends_with('.'))
        path.pop_back();
    return path;
}

struct Place {
    std::uint32_t study = 0; // of all groups of the drop
    std::uint32_t file = 0;
};

// Files that have one cause, with an example.
struct Cases {
    std::size_t count = 0;
    std::string example;
    void note(const std::string &what)
    {
        if (count++ == 0)
            example = what;
    }
    std::string text(std::string_view one, std::string_view many) const
    {
        return std::to_string(count) + " " + std::string(count == 1 ? one : many) + ": " + escapedForDisplay(example);
    }
};

struct Gap { // in a series
    Cases missing;
    Cases unreadable;
};

class DirectoryCheck {
public:
    DirectoryCheck(std::span<StudyAccumulator *const> studies, const DropIndex &index, MediaJudgement &result)
        : m_studies(studies), m_index(index), m_result(result)
    {
        for (std::uint32_t i = 0; i < studies.size(); ++i) {
            if (studies[i]->kind() == StudyKind::study)
                m_byUid.emplace(studies[i]->studyInstanceUid(), i);
            for (const InstanceRecord &record : studies[i]->facts().records())
                m_series.emplace(i, record.seriesInstanceUid);
        }
    }

    void run(const StudyAccumulator &group, const StudyAccumulator::MediaDirectory &directory)
    {
        findFiles(directory.path.parent_path());
        std::set<std::pair<std::uint32_t, std::uint32_t>> listed;
        std::map<std::string, Cases> missing;                        // by Study Instance UID
        std::map<std::pair<std::uint32_t, std::uint32_t>, Gap> gaps; // by study and series that are here
        std::map<std::string, Cases> unreadable;                     // by Study Instance UID
        std::map<Tag, Cases> differing;
        for (const DirectoryRecord &record : directory.facts.files) {
            const auto found = m_files.find(keyOf(record.fileId));
            if (found == m_files.end()) {
                if (record.sopInstanceUid.empty() || !m_index.find(record.sopInstanceUid)) // not at another place
                    note(record, missing, gaps, &Gap::missing);
                continue;
            }
            listed.emplace(found->second.study, found->second.file);
            const StudyAccumulator &holder = *m_studies[found->second.study];
            if (holder.kind() == StudyKind::study)
                compare(record, holder, found->second.file, differing);
            else if (holder.record(found->second.file).outcome == Outcome::unreadable)
                note(record, unreadable, gaps, &Gap::unreadable);
        }
        for (const auto &[series, cases] : gaps) {
            const auto note = [&, place = series](const Cases &some, std::string_view one, std::string_view many) {
                if (some.count == 0)
                    return;
                std::string &text = m_result.missing[m_studies[place.first]][place.second].proof;
                text += (text.empty() ? "" : "; ") + some.text(one, many);
            };
            note(cases.missing, "file of the DICOMDIR is not there", "files of the DICOMDIR are not there");
            note(cases.unreadable, "file of the DICOMDIR cannot be read", "files of the DICOMDIR cannot be read");
        }
        for (const auto &[uid, cases] : missing)
            addFor(uid, group,
                   {"study.media.file-missing",
                    fileIdTag,
                    Vr::CS,
                    cases.text("file", "files") + studyText(uid),
                    "all files that the DICOMDIR lists",
                    {}});
        for (const auto &[uid, cases] : unreadable)
            addFor(uid, group,
                   {"study.media.file-unreadable",
                    fileIdTag,
                    Vr::CS,
                    cases.text("file", "files") + studyText(uid),
                    "files that can be read",
                    {}});
        for (const auto &[tag, cases] : differing)
            add(group,
                {"study.media.record-differs", tag, Vr::UI, cases.text("record", "records"), "what the file says", {}});
        if (directory.facts.unreachable == 0) // else it follows from that
            reportNotListed(group, listed);
        if (directory.facts.illegalIds > 0)
            add(group,
                {"study.media.file-id-illegal",
                 fileIdTag,
                 Vr::CS,
                 std::to_string(directory.facts.illegalIds) + ": " + escapedForDisplay(directory.facts.firstIllegalId),
                 "up to 8 components of 1 to 8 of A to Z, 0 to 9 and _",
                 {}});
        if (directory.facts.unreachable > 0)
            add(group, {"study.media.record-unreachable",
                        tags::DirectoryRecordSequence,
                        Vr::SQ,
                        std::to_string(directory.facts.unreachable) + " of " + std::to_string(directory.facts.records) +
                            " records",
                        "an offset that leads to each",
                        {}});
    }

private:
    void findFiles(const std::filesystem::path &folder)
    {
        m_files.clear();
        const std::string prefix = folder.string() + "/";
        for (std::uint32_t study = 0; study < m_studies.size(); ++study) {
            for (std::uint32_t file = 0; file < m_studies[study]->fileCount(); ++file) {
                std::string path = m_studies[study]->shownPath(file).generic_string();
                if (path.starts_with(prefix))
                    m_files.emplace(keyOf(path.substr(prefix.size())), Place{study, file});
            }
        }
    }

    // Of a series that is here it is said with what else shows there, else for the study.
    void note(const DirectoryRecord &record, std::map<std::string, Cases> &byStudy,
              std::map<std::pair<std::uint32_t, std::uint32_t>, Gap> &gaps, Cases Gap::*kind) const
    {
        if (const auto study = m_byUid.find(record.studyInstanceUid); study != m_byUid.end()) {
            const std::uint32_t series = m_studies[study->second]->facts().textNumber(record.seriesInstanceUid);
            if (series != 0 && m_series.contains({study->second, series})) {
                (gaps[{study->second, series}].*kind).note(record.fileId);
                return;
            }
        }
        byStudy[record.studyInstanceUid].note(record.fileId);
    }

    static void compare(const DirectoryRecord &record, const StudyAccumulator &study, std::uint32_t file,
                        std::map<Tag, Cases> &differing)
    {
        const FileRecord found = study.record(file);
        const auto differs = [&](Tag tag, const std::string &listed, const std::string &real) {
            if (listed.empty() || real.empty() || listed == real)
                return false;
            differing[tag].note(record.fileId + ": " + listed + " for " + real);
            return true;
        };
        // The first that differs: the others may follow from it.
        if (differs({0x0004, 0x1511}, record.sopInstanceUid, found.sopInstanceUid) ||
            differs({0x0004, 0x1510}, record.sopClassUid, found.sopClassUid) ||
            differs(tags::StudyInstanceUID, record.studyInstanceUid, study.studyInstanceUid()) ||
            differs(tags::SeriesInstanceUID, record.seriesInstanceUid, found.seriesInstanceUid))
            return;
        if (!differs({0x0004, 0x1512}, record.transferSyntaxUid, found.transferSyntaxUid))
            differs(tags::PatientID, record.patientId, patientIdOf(study.facts(), file));
    }

    static std::string patientIdOf(const StudyFacts &facts, std::uint32_t file)
    {
        const auto &set = facts.set(facts.records()[file].entities[static_cast<std::size_t>(Entity::patient)]);
        const auto found = std::ranges::lower_bound(set, tags::PatientID, {}, &EntityValue::tag);
        return found != set.end() && found->tag == tags::PatientID ? facts.text(found->value) : std::string{};
    }

    void reportNotListed(const StudyAccumulator &group, const std::set<std::pair<std::uint32_t, std::uint32_t>> &listed)
    {
        std::vector<std::string> others;
        for (const auto &[key, place] : m_files) {
            if (m_studies[place.study]->kind() == StudyKind::study && !listed.contains({place.study, place.file}))
                others.push_back(key);
        }
        if (others.empty())
            return;
        add(group, {"study.media.file-not-listed",
                    fileIdTag,
                    Vr::CS,
                    std::to_string(others.size()) + (others.size() == 1 ? " file: " : " files: ") +
                        escapedForDisplay(*std::ranges::min_element(others)),
                    "all DICOM files of the medium in the DICOMDIR",
                    {}});
    }

    static std::string studyText(const std::string &uid)
    {
        return uid.empty() ? std::string{} : ", of study " + escapedForDisplay(uid);
    }

    // To the study if it is here, else to the group of the DICOMDIR.
    void addFor(const std::string &uid, const StudyAccumulator &group, StudyFinding finding)
    {
        const auto study = m_byUid.find(uid);
        add(study == m_byUid.end() ? group : *m_studies[study->second], std::move(finding));
    }

    void add(const StudyAccumulator &study, StudyFinding finding)
    {
        m_result.findings[&study].push_back(std::move(finding));
    }

    std::span<StudyAccumulator *const> m_studies;
    const DropIndex &m_index;
    MediaJudgement &m_result;
    std::unordered_map<std::string, std::uint32_t> m_byUid;
    std::set<std::pair<std::uint32_t, std::uint32_t>> m_series; // that are here, by study
    std::unordered_map<std::string, Place> m_files;             // below the folder of the DICOMDIR
};

} // namespace

MediaJudgement checkMedia(std::span<StudyAccumulator *const> studies, const DropIndex &index)
{
    MediaJudgement result;
    DirectoryCheck check(studies, index, result);
    std::size_t count = 0;
    for (StudyAccumulator *group : studies) {
        for (const StudyAccumulator::MediaDirectory &directory : group->directories()) {
            if (++count > mostDirectories) {
                group->addNotChecked({"study.media", "more than 16 DICOMDIR files"});
                return result;
            }
            check.run(*group, directory);
        }
    }
    return result;
}

} // namespace mi
