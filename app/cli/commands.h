// The commands of the headless program. Each returns its exit code. Main thread.
#pragma once

#include "app/cli/command_line.h"
#include "core/platform/file_layer.h"

namespace mi::cli {

int runCheck(const CommandLine &line, const Settings &settings, FileLayer &files); // check and archive
int runStatus(const CommandLine &line, FileLayer &files);
int runVerify(const CommandLine &line, FileLayer &files);
int runPurge(const CommandLine &line, FileLayer &files);
int runSample(const CommandLine &line);
int runPolicy(const CommandLine &line, FileLayer &files);
int runStandard(const CommandLine &line);

// Set by SIGINT and SIGTERM.
bool isInterrupted();

} // namespace mi::cli
