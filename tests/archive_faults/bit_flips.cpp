// archive_bit_flips FOLDER COUNT: makes an archive in the folder, turns one bit of one of its files at a time, COUNT
// times over every kind of file of a bag, and looks whether verifying the study or the quarantine finds it. Prints the
// number for each kind; ends with 1 if one was not found.
#include "core/archive/archive.h"
#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

namespace mi::test {

namespace {

const std::string studyUid = "1.2.826.0.1.1";

class Describer final : public BagDescriber {
public:
    Result<void> describe(const StagedInstance & /*instance*/) override { return {}; }
    std::string refusal() override { return {}; }
    Result<void> writeDescriptions(const WriteFile &write) override
    {
        for (const char *name : {"metadata.json", "validation.json", "dicom/SE-0000000000000000.json.gz"}) {
            if (Result<void> written = write(name, archive::bytesOf("{\"some\": \"words\"}\n")); !written)
                return written;
        }
        return {};
    }
};

void inOrder(std::size_t count, const std::function<void(std::size_t)> &task)
{
    for (std::size_t i = 0; i < count; ++i)
        task(i);
}

// Two bags of a study, the second with a conflict in quarantine.
bool fill(Archive &archive, const std::filesystem::path &folder)
{
    std::filesystem::create_directory(folder / "sources");
    const std::pair<const char *, std::string> files[] = {
        {"1", std::string(700, 'a')}, {"2", std::string(333, 'b')}, {"1", "other bytes"}};
    for (const auto &[number, content] : files) {
        const std::filesystem::path source = folder / "sources" / number;
        std::ofstream(source, std::ios::binary | std::ios::trunc) << content;
        Describer describer;
        const std::vector<FilingSource> sources{{source, studyUid + "." + number, "1.2.3"}};
        if (!archive.fileStudy(studyUid, sources, describer, inOrder, {}))
            return false;
    }
    return true;
}

// "data", "dicom", or the name of the file.
std::string kindOf(const std::filesystem::path &inBag)
{
    return inBag.begin()->string();
}

void writeBytes(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

int run(const std::filesystem::path &folder, std::uint64_t count)
{
    const std::unique_ptr<FileLayer> layer = makeSystemFileLayer();
    const std::filesystem::path root = folder / "archive";
    Result<std::unique_ptr<Archive>> archive = Archive::open(*layer, root, Archive::OpenMode::createIfMissing);
    if (!archive || !fill(**archive, folder))
        return 70;
    struct Victim {
        std::filesystem::path path;
        std::string bytes;
        std::string kind;
    };
    std::vector<Victim> victims;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(root)) {
        const std::filesystem::path relative = entry.path().lexically_relative(root);
        const bool isStudy = *relative.begin() == archive::studiesFolder;
        if (!entry.is_regular_file() || (!isStudy && *relative.begin() != archive::quarantineFolder))
            continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        std::filesystem::path inBag;
        int depth = isStudy ? 4 : 2;
        for (const std::filesystem::path &component : relative) {
            if (depth-- <= 0)
                inBag /= component;
        }
        victims.push_back({entry.path(),
                           {std::istreambuf_iterator<char>(stream), {}},
                           (isStudy ? "" : "quarantine ") + kindOf(inBag)});
    }
    std::mt19937_64 random(1);
    std::map<std::string, std::uint64_t> found;
    std::uint64_t missed = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const Victim &victim = victims[i % victims.size()]; // every kind as often as any other
        std::string bytes = victim.bytes;
        const std::uint64_t bit = random() % (bytes.size() * 8);
        bytes[bit / 8] = static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) ^ (1U << (bit % 8)));
        writeBytes(victim.path, bytes);
        const Result<VerifyReport> report = (*archive)->verify({});
        const bool isFound = report && !report->differences.empty();
        missed += !isFound;
        found[victim.kind] += isFound;
        if (!isFound)
            std::printf("not found: bit %llu of %s\n", static_cast<unsigned long long>(bit), victim.kind.c_str());
        writeBytes(victim.path, victim.bytes);
    }
    const Result<VerifyReport> sound = (*archive)->verify({});
    for (const auto &[kind, number] : found)
        std::printf("%-36s %8llu found\n", kind.c_str(), static_cast<unsigned long long>(number));
    std::printf("%llu bits, %llu not found, %s afterwards\n", static_cast<unsigned long long>(count),
                static_cast<unsigned long long>(missed), sound && sound->differences.empty() ? "sound" : "not sound");
    return missed == 0 && sound && sound->differences.empty() ? 0 : 1;
}

} // namespace

} // namespace mi::test

int main(int argc, char **argv)
{
    if (argc != 3)
        return 64;
    return mi::test::run(argv[1], std::strtoull(argv[2], nullptr, 10));
}
