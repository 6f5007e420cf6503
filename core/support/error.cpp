#include "core/support/error.h"

#include <array>
#include <cerrno>
#include <system_error>

namespace mi {

namespace {

struct Names {
    ErrorCode code;
    const char *name;  // stable, for JSON
    const char *words; // for people, where the system gives no reason of its own
};

constexpr std::array<Names, 16> names{{
    {ErrorCode::notFound, "notFound", "not found"},
    {ErrorCode::accessDenied, "accessDenied", "permission denied"},
    {ErrorCode::notRegularFile, "notRegularFile", "not an ordinary file"},
    {ErrorCode::symbolicLink, "symbolicLink", "a link, which is not followed"},
    {ErrorCode::io, "io", "the disk or network failed"},
    {ErrorCode::noSpace, "noSpace", "not enough space"},
    {ErrorCode::readOnly, "readOnly", "the target cannot be written to"},
    {ErrorCode::alreadyExists, "alreadyExists", "something is there already"},
    {ErrorCode::changedWhileReading, "changedWhileReading", "the file changed while it was read"},
    {ErrorCode::limitExceeded, "limitExceeded", "a limit was exceeded"},
    {ErrorCode::cancelled, "cancelled", "cancelled"},
    {ErrorCode::busy, "busy", "in use by another program"},
    {ErrorCode::unsupported, "unsupported", "not supported"},
    {ErrorCode::invalidFormat, "invalidFormat", "not in the expected format"},
    {ErrorCode::notConfirmed, "notConfirmed", "written, but not confirmed by the disk"},
    {ErrorCode::internal, "internal", "internal error"},
}};

const Names &namesOf(ErrorCode code)
{
    for (const Names &row : names) {
        if (row.code == code)
            return row;
    }
    return names.back();
}

std::string compose(const Error &error, const std::string &subject)
{
    std::string text = error.operation.empty() ? std::string{"operation"} : error.operation;
    if (!subject.empty())
        text += " " + subject;
    text += ": ";
    text += error.systemCode != 0 ? std::generic_category().message(error.systemCode) : namesOf(error.code).words;
    if (!error.detail.empty())
        text += " (" + error.detail + ")";
    if (error.offset)
        text += " at byte " + std::to_string(*error.offset);
    return text;
}

} // namespace

const char *toString(ErrorCode code)
{
    return namesOf(code).name;
}

std::string describe(const Error &error)
{
    return compose(error, {});
}

std::string describeWithSubject(const Error &error)
{
    return compose(error, error.subject);
}

ErrorCode errorCodeFromErrno(int systemCode)
{
    switch (systemCode) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::notFound;
    case EACCES:
    case EPERM:
        return ErrorCode::accessDenied;
    case ELOOP:
        return ErrorCode::symbolicLink;
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
        return ErrorCode::noSpace;
    case EROFS:
        return ErrorCode::readOnly;
    case EEXIST:
    case ENOTEMPTY:
        return ErrorCode::alreadyExists;
    case EBUSY:
    case EAGAIN:
        return ErrorCode::busy;
    case EISDIR:
        return ErrorCode::notRegularFile;
    default:
        return ErrorCode::io;
    }
}

} // namespace mi
