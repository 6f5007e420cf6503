#include "core/archive/bag_verifier.h"

#include "core/archive/archive_layout.h"
#include "core/archive/sha256.h"
#include "core/archive/study_reader.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi::archive {

namespace {

std::string shownName(const std::filesystem::path &name)
{
    return escapedForDisplay(name.string(), 256);
}

} // namespace

BagVerifier::BagVerifier(FileLayer &files, std::filesystem::path root, std::filesystem::path bag, Reading reading,
                         const std::stop_token &stop, VerifyReport &report,
                         const std::function<void(const VerifyReport &)> &progress)
    : m_files(files), m_root(std::move(root)), m_bag(std::move(bag)), m_reading(reading), m_stop(stop),
      m_report(report), m_progress(progress)
{}

void BagVerifier::differ(const std::string &path, const char *kind, std::string detail)
{
    std::string whole = m_bag.generic_string();
    if (!path.empty())
        whole += "/" + path;
    m_report.differences.push_back({std::move(whole), kind, std::move(detail)});
}

void BagVerifier::walk()
{
    std::vector<std::string> folders{""};
    for (std::size_t i = 0; i < folders.size() && !m_stop.stop_requested(); ++i) {
        const std::string folder = folders[i];
        const Result<std::vector<FolderEntry>> entries =
            m_files.list(folder.empty() ? m_root / m_bag : m_root / m_bag / folder);
        if (!entries) {
            differ(folder, "unreadable", describe(entries.error()));
            continue;
        }
        for (const FolderEntry &entry : *entries) {
            const std::string path = (folder.empty() ? "" : folder + "/") + entry.name.string();
            if (entry.type == FileType::folder) {
                folders.push_back(path);
                m_folders.insert(path);
                continue;
            }
            const Result<FileInfo> info = m_files.info(m_root / m_bag / path, LinkPolicy::refuse);
            if (entry.type != FileType::regular || (info && info->type != FileType::regular)) {
                differ(shownName(path), "format", "neither a regular file nor a folder");
                m_refused.insert(path);
                continue;
            }
            m_found.emplace(path, info ? info->size : 0);
        }
    }
}

std::optional<std::string> BagVerifier::textOf(std::string_view name)
{
    if (!m_found.contains(std::string(name)))
        return std::nullopt; // reported as missing by whoever needs it
    Result<std::string> text = readWhole(m_files, m_root / m_bag / name, largestTagFile);
    if (!text) {
        differ(std::string(name), "unreadable", describe(text.error()));
        return std::nullopt;
    }
    return text.take();
}

std::vector<ManifestEntry> BagVerifier::readManifest(std::string_view name)
{
    const std::optional<std::string> text = textOf(name);
    if (!text)
        return {};
    Result<std::vector<ManifestEntry>> entries = parseManifest(*text, {});
    if (!entries) {
        differ(std::string(name), "format", entries.error().detail);
        return {};
    }
    return entries.take();
}

void BagVerifier::compare(const std::vector<ManifestEntry> &entries)
{
    for (const ManifestEntry &entry : entries) {
        if (m_stop.stop_requested())
            return;
        m_listed.insert(entry.path);
        if (m_refused.contains(entry.path))
            continue;
        if (!m_found.contains(entry.path)) {
            differ(entry.path, "missing");
            continue;
        }
        const Result<FileDigest> digest = hashFile(m_files, m_root / m_bag / entry.path, m_reading.buffers, m_stop,
                                                   ReadFrom::medium, &m_reading.throttle);
        if (!digest) {
            if (digest.error().code != ErrorCode::cancelled)
                differ(entry.path, "unreadable", describe(digest.error()));
            continue;
        }
        ++m_report.files;
        m_report.bytes += digest->size;
        if (digest->sha256 != entry.sha256)
            differ(entry.path, "changed", "SHA-256 is " + digest->sha256);
        if (m_progress)
            m_progress(m_report);
    }
}

void BagVerifier::checkListed()
{
    std::set<std::string> neededFolders{"data"};
    for (const std::string &path : m_listed) {
        for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
            neededFolders.insert(path.substr(0, slash));
    }
    for (const auto &[path, size] : m_found) {
        if (!m_listed.contains(path))
            differ(shownName(path), "unlisted");
    }
    for (const std::string &path : m_folders) {
        if (!neededFolders.contains(path))
            differ(shownName(path), "unlisted", "a folder");
    }
}

void BagVerifier::checkInfo(VerifiedBag &verified, BagKind kind)
{
    const std::optional<std::string> text = textOf(bagInfoFile);
    if (!text)
        return;
    const std::string file(bagInfoFile);
    Result<BagInfo> info = parseBagInfo(*text, {});
    if (!info) {
        differ(file, "format", info.error().detail);
        return;
    }
    verified.info = info.take();
    std::uint64_t bytes = 0;
    std::uint64_t count = 0;
    for (const auto &[path, size] : m_found) {
        if (path.starts_with("data/")) {
            bytes += size;
            ++count;
        }
    }
    if (bytes != verified.info->payloadBytes || count != verified.info->payloadFiles)
        differ(file, "changed", "Payload-Oxum does not fit: " + std::to_string(bytes) + "." + std::to_string(count));
    if (verified.info->kind != kind)
        differ(file, "format", "another Bag-Kind");
    if (verified.info->name != m_bag.filename().string())
        differ(file, "format", "Bag-Name is not the folder's name");
    if (const std::string &uid = verified.info->studyInstanceUid;
        !verified.info->studyKey.starts_with("x-") && verified.info->studyKey != uid)
        differ(file, "format", "External-Identifier and Study-Key do not fit");
}

void BagVerifier::checkPayloadNames(const std::vector<ManifestEntry> &payload, BagKind kind)
{
    for (const ManifestEntry &entry : payload) {
        const std::optional<PayloadName> name = parsePayloadPath(entry.path);
        if (!name || (kind == BagKind::study && name->copy != 1))
            differ(entry.path, "format", "not a name of this format");
    }
}

VerifiedBag BagVerifier::run(BagKind kind)
{
    VerifiedBag verified;
    walk();
    if (const std::optional<std::string> text = textOf(tagManifestFile))
        verified.tagManifestSha256 = sha256Of(*text);
    const std::vector<ManifestEntry> tagFiles = readManifest(tagManifestFile);
    verified.payload = readManifest(manifestFile);

    std::vector<std::string_view> needed{bagitFile, bagInfoFile, manifestFile, tagManifestFile};
    if (kind == BagKind::quarantine)
        needed.push_back(reasonFile);
    std::set<std::string> vouched;
    for (const ManifestEntry &entry : tagFiles) {
        vouched.insert(entry.path);
        if (entry.path.starts_with("data/") || entry.path == tagManifestFile)
            differ(std::string(tagManifestFile), "format", "it lists what it must not list");
    }
    for (const std::string_view name : needed) {
        const std::string path(name);
        if (!m_found.contains(path) && !m_refused.contains(path) && !vouched.contains(path))
            differ(path, "missing");
        else if (name != tagManifestFile && !vouched.contains(path) && !tagFiles.empty())
            differ(path, "unlisted");
    }
    m_listed.insert(needed.begin(), needed.end()); // reported above
    for (const ManifestEntry &entry : verified.payload) {
        if (!entry.path.starts_with("data/"))
            differ(std::string(manifestFile), "format", "it lists what it must not list");
    }
    compare(tagFiles);
    compare(verified.payload);
    if (m_stop.stop_requested())
        return verified;
    checkListed();
    checkPayloadNames(verified.payload, kind);
    checkInfo(verified, kind);
    if (const std::optional<std::string> text = textOf(bagitFile); text && *text != bagitText)
        differ(std::string(bagitFile), "format", "not BagIt 1.0 in UTF-8");
    return verified;
}

} // namespace mi::archive
