#include "tests/archive_faults/promise.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"
#include "core/archive/sha256.h"

#include <algorithm>

namespace mi::test {

namespace {

using archive::sha256Of;
using Files = std::map<std::string, SimulatedDisk::Entry>;

constexpr std::string_view study = "1.2.276.0.7230010.3.1.2.77";
constexpr std::string_view seriesOne = "1.2.276.0.7230010.3.1.3.1";
constexpr std::string_view seriesTwo = "1.2.276.0.7230010.3.1.3.2";

ImportedFile file(int number, std::string content, std::string_view series = seriesOne)
{
    return {"/disk/source/" + std::to_string(number) + "-" + sha256Of(content).substr(0, 6),
            std::string(study) + "." + std::to_string(number), std::string(series), std::move(content)};
}

// Long enough to be torn in the middle.
std::string pixels(char fill)
{
    return std::string(3000, fill);
}

class PlainDescriber final : public BagDescriber {
public:
    explicit PlainDescriber(const Import &import) : m_import(import) {}
    Result<void> describe(const StagedInstance & /*instance*/) override { return {}; }
    std::string refusal() override { return m_import.refusal; }
    RefusedCopies refusedCopies() override { return m_import.refusedCopies; }
    Result<void> writeDescriptions(const WriteFile &write) override
    {
        for (const std::string &name :
             {std::string("metadata.json"), std::string("validation.json"),
              "dicom/" + archive::seriesKey(m_import.files.front().seriesInstanceUid) + ".json.gz"}) {
            if (Result<void> written = write(name, archive::bytesOf("{\"name\": \"" + name + "\"}\n")); !written)
                return written;
        }
        return {};
    }

private:
    const Import &m_import;
};

void inOrder(std::size_t count, const std::function<void(std::size_t)> &task)
{
    for (std::size_t i = 0; i < count; ++i)
        task(i);
}

bool isPublished(const std::string &path)
{
    return path.starts_with("studies/") || path.starts_with("quarantine/") || path == "archive.json" ||
           path == "README.txt";
}

// "studies/ab/1.2.3/b0001" or "quarantine/name" of what is a bag or lies in one; else nothing.
std::string bagOf(const std::string &path)
{
    std::size_t end = 0;
    for (int components = path.starts_with("studies/") ? 4 : 2; components > 0; --components) {
        if (end == path.size())
            return {};
        end = std::min(path.size(), path.find('/', end + 1));
    }
    return path.starts_with("studies/") || path.starts_with("quarantine/") ? path.substr(0, end) : std::string();
}

std::string sopKeyOf(const std::string &payload)
{
    const std::size_t slash = payload.rfind('/');
    const std::string name = payload.substr(slash + 1);
    return name.substr(0, std::min(name.rfind(".dcm"), name.find('-')));
}

} // namespace

std::vector<Scenario> scenarios()
{
    const std::string uid(study);
    const Import two{uid, {file(1, pixels('a')), file(2, pixels('b'))}};
    const Import other{uid + ".9", {file(90, pixels('z'))}};
    return {
        {.name = "new study",
         .before = {other},
         .now = {uid, {file(1, pixels('a')), file(2, pixels('b')), file(3, pixels('c'), seriesTwo)}}},
        {.name = "later instances",
         .before = {two},
         .now = {uid, {file(1, pixels('a')), file(3, pixels('c')), file(4, pixels('d'), seriesTwo)}}},
        {.name = "duplicates", .before = {two}, .now = two},
        {.name = "conflict",
         .before = {two},
         .now = {uid, {file(1, pixels('a')), file(2, pixels('B')), file(3, pixels('c'))}}},
        {.name = "refused study",
         .before = {other},
         .now = {uid, {file(1, pixels('a')), file(2, pixels('b'))}, "pixel.length.short"}},
        {.name = "refused study, kept in quarantine",
         .before = {other},
         .now = {uid, {file(1, pixels('a')), file(2, pixels('b'))}, "pixel.length.short", RefusedCopies::quarantined}},
        {.name = "first study of a new archive", .before = {}, .now = two, .makesArchive = true},
        {.name = "somebody takes the number", .before = {}, .now = two, .hasRacer = true},
        {.name = "after an end between rename and flush", .before = {other}, .now = two, .isCutShort = true},
    };
}

void putSources(SimulatedDisk &disk, const Import &import)
{
    for (const ImportedFile &each : import.files)
        disk.put(each.path, each.content);
}

Result<FilingResult> fileImport(Archive &archive, const Import &import)
{
    std::vector<FilingSource> sources;
    for (const ImportedFile &each : import.files)
        sources.push_back({each.path, each.sopInstanceUid, each.seriesInstanceUid});
    PlainDescriber describer(import);
    return archive.fileStudy(import.studyInstanceUid, sources, describer, inOrder, {});
}

void Acknowledged::add(const Import &import, const Result<FilingResult> &result,
                       const std::map<std::string, std::string> &archivedBefore)
{
    if (!result || result->outcome == FilingOutcome::notConfirmed)
        return;
    const bool isRefused = result->outcome == FilingOutcome::refused;
    for (const ImportedFile &each : import.files) {
        const auto before = archivedBefore.find(each.sopInstanceUid);
        const bool isConflict = before != archivedBefore.end() && before->second != each.content;
        if (!isConflict && !isRefused)
            archived.emplace(import.studyInstanceUid, each.sopInstanceUid, each.content);
        else if (!result->quarantine.empty())
            quarantined.emplace(each.sopInstanceUid, each.content);
    }
}

Promise::Promise(const SimulatedDisk &disk) : m_sources(disk.tree("/disk/source"))
{
    for (auto &[path, entry] : disk.tree(archiveRoot)) {
        if (isPublished(path))
            m_published.emplace(path, entry);
    }
}

std::string Promise::broken(const SimulatedDisk &disk, const Acknowledged &acknowledged) const
{
    if (disk.tree("/disk/source") != m_sources)
        return "a source was touched";
    const Files tree = disk.tree(archiveRoot);
    for (const auto &[path, entry] : m_published) {
        const auto now = tree.find(path);
        if (now == tree.end())
            return "published, and gone: " + path;
        // A folder of bags gets new entries; all else stays as it is.
        const bool mayGrow = entry.type == FileType::folder && bagOf(path).empty();
        if (!mayGrow && now->second != entry)
            return "published, and changed: " + path;
        if (now->second.id != entry.id)
            return "published, and replaced: " + path;
    }
    std::set<std::string> bags;
    std::set<std::tuple<std::string, std::string, std::string>> archived;
    std::set<std::pair<std::string, std::string>> quarantined;
    for (const auto &[path, entry] : tree) {
        const std::string bag = bagOf(path);
        const bool isStudy = path.starts_with("studies/");
        if (bag.empty())
            continue;
        bags.insert(bag);
        if (path.find("/data/") == std::string::npos || entry.type != FileType::regular)
            continue;
        if (isStudy)
            archived.emplace(std::filesystem::path(bag).parent_path().filename().string(), sopKeyOf(path),
                             entry.content);
        else
            quarantined.emplace(sopKeyOf(path), entry.content);
    }
    for (const std::string &bag : bags) {
        if (std::string what = brokenBag(tree, bag); !what.empty())
            return what;
    }
    if (!std::ranges::includes(archived, acknowledged.archived))
        return "reported as archived, and not there";
    if (!std::ranges::includes(quarantined, acknowledged.quarantined))
        return "reported as in quarantine, and not there";
    return {};
}

// Visible is complete: both manifests list every file with its hash, and nothing else is there.
std::string Promise::brokenBag(const Files &tree, const std::string &bag) const
{
    std::set<std::string> listed;
    for (const std::string_view manifest : {archive::tagManifestFile, archive::manifestFile}) {
        const auto file = tree.find(bag + "/" + std::string(manifest));
        if (file == tree.end())
            return "visible, and without " + std::string(manifest) + ": " + bag;
        std::string_view text = file->second.content;
        while (!text.empty()) {
            const std::string_view line = text.substr(0, text.find('\n'));
            text.remove_prefix(std::min(text.size(), line.size() + 1));
            if (line.size() < 67)
                return "visible, and with a bad manifest: " + bag;
            const std::string path = bag + "/" + std::string(line.substr(66));
            const auto entry = tree.find(path);
            if (entry == tree.end() || sha256Of(entry->second.content) != line.substr(0, 64))
                return "visible, and not complete: " + path;
            listed.insert(path);
        }
    }
    std::size_t instances = 0;
    for (const auto &[path, entry] : tree) {
        if (!path.starts_with(bag + "/") || entry.type != FileType::regular)
            continue;
        if (!listed.contains(path) && !path.ends_with(archive::tagManifestFile))
            return "visible, and unlisted: " + path;
        instances += path.find("/data/") != std::string::npos;
    }
    return instances == 0 ? "visible, and empty: " + bag : std::string();
}

} // namespace mi::test
