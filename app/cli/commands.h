// The commands of the headless program. Each returns its exit code. Main thread.
#pragma once

#include "app/cli/command_line.h"
#include "core/archive/archive.h"
#include "core/platform/file_layer.h"

namespace mi::cli {

int runCheck(const CommandLine &line, const Settings &settings, FileLayer &files); // check and archive
int runReport(const CommandLine &line, const Settings &settings, FileLayer &files);
int runStatus(const CommandLine &line, FileLayer &files);
int runVerify(const CommandLine &line, FileLayer &files);
int runPurge(const CommandLine &line, FileLayer &files);
int runArchiveSearch(const CommandLine &line, FileLayer &files); // search and list
int runArchiveStatus(const CommandLine &line, FileLayer &files);
int runExport(const CommandLine &line, FileLayer &files);
int runHealth(const CommandLine &line, FileLayer &files);
int runAuditVerify(const CommandLine &line, FileLayer &files);
int runAuditExport(const CommandLine &line, FileLayer &files);
int runReindex(const CommandLine &line, FileLayer &files);
// After filing or verifying, which `done` says: a failure is said, and is no failure of that.
void bringIndexUpToDate(const CommandLine &line, FileLayer &files, const char *done);
int runSample(const CommandLine &line);
int runPolicy(const CommandLine &line, FileLayer &files);
int runStandard(const CommandLine &line);

// Set by SIGINT and SIGTERM.
bool isInterrupted();

} // namespace mi::cli
