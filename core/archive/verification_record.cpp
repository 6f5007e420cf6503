#include "core/archive/verification_record.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"

#include <QDateTime>

#include <algorithm>
#include <charconv>

namespace mi::archive {

namespace {

constexpr std::uint64_t largestRecord = std::uint64_t{1} << 30U;
constexpr std::size_t spareLines = 10'000; // more than this for each study four times over: written anew
constexpr std::string_view wholeRun = "-";

std::string utcNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
}

bool isTime(std::string_view text)
{
    constexpr std::string_view pattern = "0000-00-00T00:00:00.000Z";
    return std::ranges::equal(
        text, pattern, [](char c, char expected) { return expected == '0' ? c >= '0' && c <= '9' : c == expected; });
}

// What is no number has been tampered with, and is not taken for "no differences".
std::uint64_t numberFrom(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size() ? number : 1;
}

} // namespace

VerificationRecord::VerificationRecord(FileLayer &files, std::filesystem::path root)
    : m_files(files), m_root(std::move(root))
{
    const Result<std::string> text = readWhole(m_files, m_root / verificationFile, largestRecord);
    if (!text)
        return;
    std::string_view rest = *text;
    for (std::size_t feed = rest.find('\n'); feed != std::string_view::npos; feed = rest.find('\n')) {
        readLine(rest.substr(0, feed));
        rest.remove_prefix(feed + 1);
        ++m_lines;
    }
    m_isTorn = !rest.empty();
}

void VerificationRecord::readLine(std::string_view line)
{
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos)
        return;
    const std::string_view at = line.substr(0, first);
    const std::string_view key = line.substr(first + 1, second - first - 1);
    const std::string_view what = line.substr(second + 1);
    if (!isTime(at))
        return;
    if (key == wholeRun)
        m_unfinishedSince = what == "begin" ? std::string(at) : std::string();
    else if (isUidKey(key))
        m_studies.insert_or_assign(std::string(key), Verified{std::string(at), numberFrom(what)});
}

std::string VerificationRecord::lastVerified(const std::string &studyKey) const
{
    const auto found = m_studies.find(studyKey);
    return found == m_studies.end() ? std::string() : found->second.at;
}

Result<void> VerificationRecord::append(const std::string &key, const std::string &what)
{
    Result<std::unique_ptr<File>> file = m_files.openForAppending(m_root / verificationFile);
    if (!file)
        return file.error();
    const std::string line = utcNow() + "\t" + key + "\t" + what + "\n";
    if (Result<void> written = (*file)->write(bytesOf((m_isTorn ? "\n" : "") + line)); !written)
        return written;
    m_isTorn = false;
    ++m_lines;
    readLine(std::string_view(line).substr(0, line.size() - 1));
    return (*file)->close();
}

// Only the newest line of each study. A crash in between loses the record, and no more.
Result<void> VerificationRecord::writeAnew()
{
    std::string text;
    for (const auto &[key, verified] : m_studies)
        text += verified.at + "\t" + key + "\t" + std::to_string(verified.differences) + "\n";
    if (Result<void> removed = m_files.removeFile(m_root / verificationFile); !removed)
        return removed;
    Result<std::unique_ptr<File>> file = m_files.createExclusive(m_root / verificationFile);
    if (!file)
        return file.error();
    if (Result<void> written = (*file)->write(bytesOf(text)); !written)
        return written;
    m_lines = m_studies.size();
    m_isTorn = false;
    return (*file)->close();
}

Result<void> VerificationRecord::noteBegin()
{
    if (m_lines > 4 * m_studies.size() + spareLines) {
        if (Result<void> written = writeAnew(); !written)
            return written;
    }
    return append(std::string(wholeRun), "begin");
}

Result<void> VerificationRecord::noteStudy(const std::string &studyKey, std::uint64_t differences)
{
    return append(studyKey, std::to_string(differences));
}

Result<void> VerificationRecord::noteEnd()
{
    return append(std::string(wholeRun), "end");
}

} // namespace mi::archive
