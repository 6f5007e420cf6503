// The words for what happens to a file and to a study: three axes, and no word does two jobs. Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mi {

// How one file was judged. Every file found gets exactly one.
enum class Outcome : std::uint8_t { passed, warnings, problems, unreadable, notDicom };

enum class WorkState : std::uint8_t { waiting, reading, checking, archiving, paused, interrupted, cancelled, done };

enum class Verdict : std::uint8_t { undecided, passed, passedWithWarnings, problems, cannotBeRead, notDicom };

// What is to be known beside the verdict, from findings that are in sight.
enum class VerdictModifier : std::uint8_t {
    filesMissing,    // it is proved that files are missing
    mayBeIncomplete, // something speaks for it
    conflicting,     // two patients, or two contents under one UID
    hasCopies,       // instances are there more than once
};

enum class ArchiveState : std::uint8_t { notFiled, filing, filedAndVerified, alreadyInArchive, conflict, filingFailed };

// Stable names, used in JSON: "passed", "filedAndVerified", ...
std::string_view toString(Outcome outcome);
std::string_view toString(WorkState state);
std::string_view toString(Verdict verdict);
std::string_view toString(VerdictModifier modifier);
std::string_view toString(ArchiveState state);

} // namespace mi
