// Checks what the command line names, in a Session. Main thread.
#pragma once

#include "app/cli/command_line.h"
#include "app/cli/console.h"
#include "core/pipeline/session.h"

#include <memory>
#include <optional>

namespace mi::cli {

// A session with the options of the command line and the settings; nothing when the site policy cannot be read or the
// archive cannot be opened: then `failure` is the exit code, and a line is on the error stream.
std::unique_ptr<Session> makeSession(const CommandLine &line, const Settings &settings, FileLayer &files,
                                     StreamedLines &lines, int &failure);

// Adds the paths and waits, with progress on the error stream. False when interrupted.
bool checkPaths(Session &session, const CommandLine &line, const StreamedLines &lines);

} // namespace mi::cli
