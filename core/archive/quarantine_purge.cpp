#include "core/archive/quarantine_purge.h"

#include "core/archive/archive_layout.h"
#include "core/archive/archive_root.h"
#include "core/archive/audit_log.h"
#include "core/archive/staging.h"
#include "core/archive/study_reader.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi::archive {

Result<std::vector<QuarantineEntry>> listQuarantine(FileLayer &files, const std::filesystem::path &root)
{
    const Result<std::vector<FolderEntry>> entries = files.list(root / quarantineFolder);
    if (!entries)
        return entries.error();
    std::vector<QuarantineEntry> found;
    for (const FolderEntry &entry : *entries) {
        if (entry.type != FileType::folder)
            continue;
        QuarantineEntry each;
        each.name = entry.name.string();
        // Damage must not hide a bag from the list.
        if (const Result<BagContents> bag = readBag(files, root / quarantineFolder / entry.name)) {
            each.studyInstanceUid = bag->info.studyInstanceUid;
            each.filedAt = bag->info.filedAt;
            each.instances = static_cast<std::uint32_t>(bag->payload.size());
        }
        found.push_back(std::move(each));
    }
    std::ranges::sort(found, {}, &QuarantineEntry::name);
    return found;
}

Result<void> purgeQuarantine(FileLayer &files, const std::filesystem::path &root, const std::string &name)
{
    if (Result<void> folders = checkFolders(files, root); !folders)
        return folders;
    const std::filesystem::path bag = std::filesystem::path(quarantineFolder) / name;
    const Result<bool> isThere = isQuarantineName(name) ? isFolder(files, root / bag) : Result<bool>(false);
    if (!isThere)
        return isThere.error();
    if (!*isThere) {
        Error error;
        error.code = ErrorCode::notFound;
        error.operation = "purge quarantine";
        error.subject = escapedForDisplay(name, 256);
        return error;
    }
    const Result<std::unique_ptr<Staging>> staging = Staging::create(files, root);
    if (!staging)
        return staging.error();
    AuditEvent event;
    event.kind = AuditEvent::Kind::quarantinePurge;
    event.outcome = "purged";
    event.importId = (*staging)->id();
    std::string hash(64, '0'); // of a bag that cannot be read
    if (const Result<BagContents> contents = readBag(files, root / bag)) {
        event.studyInstanceUid = contents->info.studyInstanceUid;
        hash = contents->tagManifestSha256;
    }
    event.bags.push_back({bag.generic_string(), hash});
    // First: what is gone without a line would be missed for ever, what is named and still there can be purged again.
    if (Result<void> appended = AuditLog(files, root).append(event); !appended)
        return appended;
    if (Result<void> renamed = files.renameNoReplace(root / bag, (*staging)->folder() / "purged"); !renamed)
        return renamed;
    return files.flushFolder(root / quarantineFolder); // the staging folder takes the bag with it
}

} // namespace mi::archive
