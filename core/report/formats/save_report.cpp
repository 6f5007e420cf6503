#include "core/report/formats/save_report.h"

#include "core/support/text.h"

#include <QRandomGenerator>

namespace mi {

namespace {

Result<void> writeAll(File &file, const QByteArray &bytes)
{
    const std::span content(bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (Result<void> done = file.write(std::as_bytes(content)); !done)
        return done;
    if (Result<void> done = file.flush(); !done)
        return done;
    return file.close();
}

Result<void> moveTo(FileLayer &files, const std::filesystem::path &from, const std::filesystem::path &to,
                    ExistingFile existing)
{
    if (existing == ExistingFile::keep)
        return files.renameNoReplace(from, to);
    std::error_code error;
    std::filesystem::rename(from, to, error);
    if (!error)
        return {};
    return Error{.code = errorCodeFromErrno(error.value()),
                 .operation = "rename",
                 .subject = pathToUtf8(to),
                 .systemCode = error.value()};
}

} // namespace

Result<void> saveReport(FileLayer &files, const std::filesystem::path &target, const QByteArray &bytes,
                        ExistingFile existing)
{
    // Told before the work, so that the reason is the plain one.
    if (existing == ExistingFile::keep && files.info(target, LinkPolicy::refuse))
        return Error{.code = ErrorCode::alreadyExists, .operation = "write", .subject = pathToUtf8(target)};
    const std::string name = "mivalidator-" + std::to_string(QRandomGenerator::system()->generate64()) + ".part";
    const std::filesystem::path part = target.parent_path() / name;
    Result<std::unique_ptr<File>> file = files.createExclusive(part);
    if (!file) {
        Error error = file.error();
        error.subject = pathToUtf8(target); // the user knows nothing of the other name
        return error;
    }
    Result<void> done = writeAll(**file, bytes);
    file->reset();
    if (done)
        done = moveTo(files, part, target, existing);
    if (!done)
        (void)files.removeFile(part); // what went wrong before is what is told
    return done;
}

} // namespace mi
