// The audit log of an archive as audit messages of PS3.15 A.5, the XML that audit record repositories take. The log
// holds no patient; messages have to name one, so it is read from the bag. Any thread.
#pragma once

#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace mi {

struct AuditExport {
    std::uint64_t messages = 0;
    std::uint64_t unreadableLines = 0; // a crash cut them off, or somebody changed them: verify says which
};

// One message a line: an XML document without line feeds, oldest first. `write` is called for each and ends the export
// with its Error. Other errors: of the file layer.
Result<AuditExport> exportAuditMessages(FileLayer &files, const std::filesystem::path &archiveRoot,
                                        const std::function<Result<void>(const std::string &line)> &write,
                                        const std::stop_token &stop);

} // namespace mi
