// The part of StudyFiling that makes a staged bag visible: folders, rename, flush, audit.
#include "core/archive/archive_layout.h"
#include "core/archive/audit_log.h"
#include "core/archive/study_filing.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi::archive {

namespace {

// Renames a staged bag. An error does not say that nothing was done: a network share can lose the answer.
struct Renaming {
    Result<void> said;
    bool isDone = false;
};
Renaming renameBag(FileLayer &files, const std::filesystem::path &from, const std::filesystem::path &to)
{
    const Result<FileInfo> before = files.info(from, LinkPolicy::refuse);
    if (!before)
        return {before.error(), false};
    Renaming renaming{files.renameNoReplace(from, to), true};
    if (renaming.said)
        return renaming;
    const Result<FileInfo> source = files.info(from, LinkPolicy::refuse);
    const Result<FileInfo> target = files.info(to, LinkPolicy::refuse);
    renaming.isDone = !source && source.error().code == ErrorCode::notFound && target &&
                      target->type == FileType::folder && target->fileId == before->fileId;
    return renaming;
}

} // namespace

Result<FilingResult> StudyFiling::commit(Commit commit)
{
    if (commit.bag != nullptr) {
        std::vector<std::filesystem::path> made;
        Result<void> published = makeStudyFolder(made);
        if (published)
            published = publishBag(commit);
        if (!published) {
            for (auto folder = made.rbegin(); folder != made.rend(); ++folder)
                (void)m_files.removeFolder(m_request.root / *folder).isOk(); // an empty one harms nobody
            return published.error();
        }
    }
    if (commit.quarantine) {
        publishQuarantine(commit);
        // Nothing was committed before it, so that this is still an error like any other.
        if (commit.bag == nullptr && commit.result.quarantine.empty() && !commit.result.problemsAfterCommit.empty())
            return commit.result.problemsAfterCommit.front();
    }
    writeAudit(commit);
    return commit.result;
}

Result<void> StudyFiling::makeStudyFolder(std::vector<std::filesystem::path> &made)
{
    std::filesystem::path parent;
    for (const std::filesystem::path &component : m_studyFolder) {
        const std::filesystem::path level = parent / component;
        Result<bool> isThere = isFolder(m_files, m_request.root / level);
        if (!isThere)
            return isThere.error();
        if (!*isThere) {
            Result<void> folder = m_files.makeFolder(m_request.root / level);
            if (folder)
                made.push_back(level);
            else if (folder.error().code != ErrorCode::alreadyExists) // made by a filing next to this one
                return folder;
        }
        // Flushed even if somebody else made it, who may not have come to it yet. The root was when it was made.
        if (!parent.empty()) {
            if (Result<void> flushed = m_files.flushFolder(m_request.root / parent); !flushed)
                return flushed;
        }
        parent = level;
    }
    return {};
}

Result<void> StudyFiling::publishBag(Commit &commit)
{
    const std::filesystem::path staged = commit.staging.folder() / stagedBag;
    for (;;) {
        const auto number = static_cast<std::uint32_t>(m_contents.bags.size() + 1);
        const std::filesystem::path target = m_studyFolder / bagName(number);
        std::vector<PlannedCommit> plan{{std::string(stagedBag), target.generic_string()}};
        if (commit.quarantine)
            plan.push_back({commit.quarantine->staged, std::string(quarantineFolder) + "/" + commit.quarantine->name});
        if (Result<void> planned = commit.staging.plan(plan); !planned)
            return planned;

        const Renaming renaming = renameBag(m_files, staged, m_request.root / target);
        if (!renaming.isDone && renaming.said.error().code != ErrorCode::alreadyExists)
            return renaming.said;
        if (renaming.isDone) {
            commit.result.bag = target;
            Result<void> lasting = renaming.said ? m_files.flushFolder(m_request.root / m_studyFolder) : renaming.said;
            if (!lasting)
                notConfirmed(commit, lasting.error(), target.generic_string());
            return {};
        }

        // Somebody took the number in spite of the lock (a share without working locks): take the next one, unless the
        // same instances came in meanwhile.
        Result<StudyContents> contents = readStudy(m_files, m_request.root, m_studyFolder);
        if (!contents)
            return contents.error();
        const bool isOverlapping = std::ranges::any_of(m_sources, [&](const Source &source) {
            return source.role == Role::fresh && contents->instances.contains(source.sopKey);
        });
        if (isOverlapping || contents->bags.size() <= m_contents.bags.size()) {
            Error error = renaming.said.error();
            error.code = ErrorCode::busy;
            error.detail = "the same study is being filed elsewhere";
            return error;
        }
        m_contents = contents.take();
        const std::string name = bagName(static_cast<std::uint32_t>(m_contents.bags.size() + 1));
        if (Result<void> numbered =
                commit.bag->renumber(name, m_contents.bags.back(), m_contents.lastTagManifestSha256);
            !numbered)
            return numbered;
    }
}

void StudyFiling::publishQuarantine(Commit &commit)
{
    const std::filesystem::path target = std::filesystem::path(quarantineFolder) / commit.quarantine->name;
    const std::filesystem::path staged = commit.staging.folder() / commit.quarantine->staged;
    if (commit.bag == nullptr) {
        if (Result<void> planned = commit.staging.plan({{commit.quarantine->staged, target.generic_string()}});
            !planned) {
            commit.result.quarantine.clear();
            commit.result.problemsAfterCommit.push_back(planned.error());
            return;
        }
    }
    const Renaming renaming = renameBag(m_files, staged, m_request.root / target);
    if (!renaming.isDone) {
        commit.result.quarantine.clear();
        commit.result.problemsAfterCommit.push_back(renaming.said.error());
        return;
    }
    commit.result.quarantine = target;
    const Result<void> lasting = renaming.said ? m_files.flushFolder(m_request.root / quarantineFolder) : renaming.said;
    if (!lasting)
        notConfirmed(commit, lasting.error(), target.generic_string());
}

void StudyFiling::notConfirmed(Commit &commit, Error error, std::string target)
{
    error.detail += error.detail.empty() ? "" : "; ";
    error.detail += "the files are there, but whether they last is not known";
    error.code = ErrorCode::notConfirmed;
    commit.result.outcome = FilingOutcome::notConfirmed;
    commit.result.problemsAfterCommit.push_back(std::move(error));
    commit.staging.keep();
    m_unconfirmed.id = commit.staging.id();
    m_unconfirmed.targets.push_back(std::move(target));
}

void StudyFiling::writeAudit(Commit &commit) const
{
    const FilingResult &result = commit.result;
    AuditEvent event;
    event.outcome = result.outcome == FilingOutcome::notConfirmed ? "notConfirmed"
                    : result.outcome == FilingOutcome::conflict   ? "conflict"
                    : result.outcome == FilingOutcome::refused    ? "refused"
                                                                  : "filed";
    event.studyInstanceUid = m_request.studyInstanceUid;
    event.importId = commit.staging.id();
    if (commit.bag != nullptr)
        event.bags.push_back({result.bag.generic_string(), commit.bag->tagManifestSha256()});
    if (commit.quarantine && !result.quarantine.empty())
        event.bags.push_back({result.quarantine.generic_string(), commit.quarantine->bag.tagManifestSha256()});
    event.filedInstances = result.filedInstances;
    event.duplicateInstances = result.duplicateInstances;
    event.conflictingInstances = result.conflictingInstances;
    event.policy = m_request.describer.policyStamp();
    if (result.outcome != FilingOutcome::refused)
        event.acceptance = m_request.describer.acceptance();
    if (Result<void> appended = AuditLog(m_files, m_request.root).append(event); !appended)
        commit.result.problemsAfterCommit.push_back(appended.error());
}

} // namespace mi::archive
