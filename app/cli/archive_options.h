// The options of the commands about an archive: search, list, status, reindex, export, health, audit. Main thread.
#pragma once

#include "app/cli/command_line.h"

#include <QStringList>

class QCommandLineParser;

namespace mi::cli {

// `words`: the program and what stands behind the command. Takes the words away that say what is to be done with the
// archive besides filing, and changes `command` to it. A folder of such a name is filed as "./search".
QStringList takeArchiveCommand(const QStringList &words, Command &command);
bool isArchiveCommand(Command command);
void addArchiveOptions(QCommandLineParser &parser, Command command);
// What is wrong with them; empty: nothing.
QString takeArchiveOptions(const QCommandLineParser &parser, CommandLine &line);

} // namespace mi::cli
