// Error: one thing that MI Validator itself could not do. What is wrong with a study is a Finding, never an Error.
// A value type; any thread. `subject` may hold a path and so a patient's name: it is for the user, never for a log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mi {

enum class ErrorCode {
    notFound,
    accessDenied,
    notRegularFile, // folder, FIFO, device, socket
    symbolicLink,   // refused, not followed
    io,             // read or write failed
    noSpace,        // ENOSPC, EDQUOT
    readOnly,       // EROFS
    alreadyExists,
    changedWhileReading, // the source is not what it was when it was opened
    limitExceeded,
    cancelled,
    busy, // held by another process
    unsupported,
    invalidFormat,
    notConfirmed, // done, but whether it is durable is not known
    internal,
};

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string operation = {};               // what was tried, an English verb: "open", "write", "rename"
    std::string subject = {};                 // on what: a path or a UID, UTF-8
    std::string detail = {};                  // more, if there is more; no patient data
    int systemCode = 0;                       // errno or GetLastError(), 0 if none
    std::optional<std::uint64_t> offset = {}; // byte offset in the file, where it matters
};

// "accessDenied" and so on: stable, used in JSON.
const char *toString(ErrorCode code);

// One English line for logs and exit messages, without `subject` (no patient data).
std::string describe(const Error &error);

// The same, with the subject: for the user who owns the files.
std::string describeWithSubject(const Error &error);

// The code that fits an errno value.
ErrorCode errorCodeFromErrno(int systemCode);

} // namespace mi
