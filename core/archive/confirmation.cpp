#include "core/archive/confirmation.h"

#include "core/archive/archive_layout.h"
#include "core/archive/audit_log.h"
#include "core/archive/file_content.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi::archive {

void Confirmation::add(SweepResult::Unconfirmed unconfirmed)
{
    const std::lock_guard lock(m_mutex);
    m_pending.push_back(std::move(unconfirmed));
}

Result<void> Confirmation::confirmAll(const std::stop_token &stop)
{
    return confirmWhere({}, stop);
}

Result<void> Confirmation::confirmStudy(const std::filesystem::path &studyFolder, const std::stop_token &stop)
{
    return confirmWhere(studyFolder, stop);
}

Result<void> Confirmation::confirmWhere(const std::filesystem::path &studyFolder, const std::stop_token &stop)
{
    const std::lock_guard lock(m_mutex);
    Result<void> outcome;
    std::erase_if(m_pending, [&](const SweepResult::Unconfirmed &pending) {
        const auto concerns = [&](const std::string &target) {
            return studyFolder.empty() || std::filesystem::path(target).parent_path() == studyFolder;
        };
        if (std::ranges::none_of(pending.targets, concerns))
            return false;
        AuditEvent event;
        event.outcome = "confirmed";
        event.importId = pending.id;
        for (const std::string &target : pending.targets) {
            const Result<BagContents> confirmed = confirmBag(target, stop);
            if (!confirmed) {
                if (outcome)
                    outcome = confirmed.error();
                return false;
            }
            event.studyInstanceUid = confirmed->info.studyInstanceUid;
            event.bags.push_back({target, confirmed->tagManifestSha256});
            const auto instances = static_cast<std::uint32_t>(confirmed->payload.size());
            (confirmed->info.kind == BagKind::study ? event.filedInstances : event.conflictingInstances) += instances;
        }
        // Without its audit line a bag could vanish unseen: then the next start tries again.
        if (AuditLog(m_files, m_root).append(event))
            forgetPlan(m_files, m_root, pending.id);
        return true;
    });
    return outcome;
}

Result<BagContents> Confirmation::confirmBag(const std::filesystem::path &bag, const std::stop_token &stop)
{
    const auto failed = [&bag](std::string detail) {
        Error error;
        error.code = ErrorCode::notConfirmed;
        error.operation = "confirm";
        error.subject = pathToUtf8(bag);
        error.detail = std::move(detail);
        return error;
    };
    // A plan is a file like any other: it must not lead out of the archive.
    const std::filesystem::path top = *bag.begin();
    if ((top != studiesFolder && top != quarantineFolder) || bag != bag.lexically_normal())
        return failed("not a place in an archive");
    Result<BagContents> contents = readBag(m_files, m_root / bag);
    if (!contents)
        return failed(describe(contents.error()));
    const Result<std::string> tagManifest = readWhole(m_files, m_root / bag / tagManifestFile, largestTagFile);
    if (!tagManifest)
        return failed(describe(tagManifest.error()));
    Result<std::vector<ManifestEntry>> entries = parseManifest(*tagManifest, {});
    if (!entries)
        return failed(describe(entries.error()));
    entries->insert(entries->end(), contents->payload.begin(), contents->payload.end());
    BufferPool buffers;
    for (const ManifestEntry &entry : *entries) {
        const Result<FileDigest> digest = hashFile(m_files, m_root / bag / entry.path, buffers, stop, ReadFrom::medium);
        if (!digest)
            return digest.error().code == ErrorCode::cancelled ? digest.error() : failed(describe(digest.error()));
        if (digest->sha256 != entry.sha256)
            return failed("a file differs from its hash");
    }
    for (std::filesystem::path level = bag.parent_path(); !level.empty(); level = level.parent_path()) {
        if (Result<void> flushed = m_files.flushFolder(m_root / level); !flushed)
            return failed(describe(flushed.error()));
    }
    if (Result<void> flushed = m_files.flushFileSystem(m_root); !flushed)
        return failed(describe(flushed.error()));
    return contents;
}

} // namespace mi::archive
