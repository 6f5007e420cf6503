#include "core/support/error.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace mi {

namespace {

constexpr std::array<std::pair<ErrorCode, const char *>, 16> names{{
    {ErrorCode::notFound, "notFound"},
    {ErrorCode::accessDenied, "accessDenied"},
    {ErrorCode::notRegularFile, "notRegularFile"},
    {ErrorCode::symbolicLink, "symbolicLink"},
    {ErrorCode::io, "io"},
    {ErrorCode::noSpace, "noSpace"},
    {ErrorCode::readOnly, "readOnly"},
    {ErrorCode::alreadyExists, "alreadyExists"},
    {ErrorCode::changedWhileReading, "changedWhileReading"},
    {ErrorCode::limitExceeded, "limitExceeded"},
    {ErrorCode::cancelled, "cancelled"},
    {ErrorCode::busy, "busy"},
    {ErrorCode::unsupported, "unsupported"},
    {ErrorCode::invalidFormat, "invalidFormat"},
    {ErrorCode::notConfirmed, "notConfirmed"},
    {ErrorCode::internal, "internal"},
}};

std::string compose(const Error &error, const std::string &subject)
{
    std::string text = error.operation.empty() ? std::string{"operation"} : error.operation;
    if (!subject.empty())
        text += " " + subject;
    text += ": ";
    text += error.systemCode != 0 ? std::generic_category().message(error.systemCode) : toString(error.code);
    if (!error.detail.empty())
        text += " (" + error.detail + ")";
    if (error.offset)
        text += " at byte " + std::to_string(*error.offset);
    return text;
}

} // namespace

const char *toString(ErrorCode code)
{
    for (const auto &[key, name] : names) {
        if (key == code)
            return name;
    }
    return "internal";
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
