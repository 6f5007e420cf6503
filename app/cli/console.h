// What the headless program writes: results to the output stream, messages and progress to the error stream.
// Main thread, but for StreamedLines.
#pragma once

#include "core/domain/snapshots.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <mutex>

namespace mi::cli {

void printOut(const QString &text);
void printError(const QString &text); // one line, "mivalidator-cli: " before it

// Values come from files: control characters could drive a terminal.
QString printable(const std::string &text);

// Which site policy it is, in a line: name, rules in force, SHA-256.
QString policyLine(const PolicyIdentity &policy);

// Whole lines from several threads.
class StreamedLines {
public:
    void write(const QByteArray &line);
    bool hasFailed() const;

private:
    mutable std::mutex m_mutex;
    bool m_hasFailed = false;
};

// One line on the error stream that is written over; nothing at all when that is not a terminal.
class Progress {
public:
    explicit Progress(bool isWanted);
    ~Progress();
    void show(const SessionSnapshot &snapshot);

private:
    bool m_isOn;
    bool m_hasLine = false;
};

// The path of a file of a study, by its index there.
using PathOfFile = std::function<std::string(StudyId study, std::uint32_t file)>;

// The studies and their findings in words, each with where it is and one file that has it; and the accounting.
QString summaryText(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &studies,
                    const PathOfFile &pathOf);

} // namespace mi::cli
