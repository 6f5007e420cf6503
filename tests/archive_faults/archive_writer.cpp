// archive_writer ARCHIVE SOURCES ACKNOWLEDGED [--first N] [--count N] [--instances N] [--bytes N] [--writer N]
//                [--same-studies N] [--report-every N]
//
// Files made-up studies with the system's file layer, one after the other, and appends a line to ACKNOWLEDGED for each
// instance that was reported as archived: Study and SOP Instance UID, SHA-256. The scripts beside it end it in every
// possible way and look whether those lines were true. Study N has the same bytes whoever writes it. With
// --same-studies every filing appends new instances to one of so many studies. --report-every prints, after so many
// studies, the count of instances, resident kilobytes, open files and microseconds an instance since the last line.
// Ends with 0, or with 3 and the error when a study could not be filed.
#include "core/archive/archive.h"
#include "core/archive/file_content.h"
#include "core/archive/sha256.h"
#include "core/support/text.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace mi::test {

namespace {

struct Wanted {
    std::filesystem::path archive;
    std::filesystem::path sources;
    std::filesystem::path acknowledged;
    std::map<std::string, std::uint64_t> numbers{{"--first", 0},       {"--count", 1},  {"--instances", 2},
                                                 {"--bytes", 5000},    {"--writer", 0}, {"--same-studies", 0},
                                                 {"--report-every", 0}};
    std::uint64_t operator[](const char *name) const { return numbers.at(name); }
};

class Describer final : public BagDescriber {
public:
    Result<void> describe(const StagedInstance & /*instance*/) override { return {}; }
    std::string refusal() override { return {}; }
    Result<void> writeDescriptions(const WriteFile &write) override
    {
        for (const char *name : {"metadata.json", "validation.json", "dicom/SE-0000000000000000.json.gz"}) {
            if (Result<void> written = write(name, archive::bytesOf("{}\n")); !written)
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

std::string contentOf(const std::string &sopInstanceUid, std::uint64_t bytes)
{
    const std::string word = archive::sha256Of(sopInstanceUid);
    std::string content;
    while (content.size() < bytes)
        content += word;
    content.resize(bytes + std::strtoull(word.substr(0, 4).c_str(), nullptr, 16) % 1000);
    return content;
}

bool appendLines(int fd, const std::string &lines)
{
    return ::write(fd, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size());
}

class Progress {
public:
    void add(std::uint64_t instances) { m_instances += instances; }
    void print()
    {
        std::ifstream status("/proc/self/statm");
        std::uint64_t size = 0;
        std::uint64_t resident = 0;
        status >> size >> resident;
        std::uint64_t open = 0;
        for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator("/proc/self/fd"))
            ++open;
        const auto now = std::chrono::steady_clock::now();
        const double micros = std::chrono::duration<double, std::micro>(now - m_since).count();
        std::printf(
            "%llu %llu %llu %.1f\n", static_cast<unsigned long long>(m_instances),
            static_cast<unsigned long long>(resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024),
            static_cast<unsigned long long>(open), micros / static_cast<double>(m_instances - m_before));
        std::fflush(stdout);
        m_since = std::chrono::steady_clock::now();
        m_before = m_instances;
    }

private:
    std::uint64_t m_instances = 0;
    std::uint64_t m_before = 0;
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
};

int fail(const Error &error)
{
    std::fprintf(stderr, "%s: %s\n", toString(error.code), describeWithSubject(error).c_str());
    return 3;
}

int run(const Wanted &wanted)
{
    const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Result<std::unique_ptr<Archive>> archive =
        Archive::open(*files, wanted.archive, Archive::OpenMode::createIfMissing);
    if (!archive)
        return fail(archive.error());
    const int acknowledged = ::open(wanted.acknowledged.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (acknowledged < 0)
        return 70;
    const std::uint64_t shared = wanted["--same-studies"];
    Progress progress;
    for (std::uint64_t i = wanted["--first"]; i < wanted["--first"] + wanted["--count"]; ++i) {
        const std::string study = "1.2.826.0.1." + std::to_string(shared > 0 ? i % shared : i);
        std::vector<FilingSource> sources;
        std::string lines;
        for (std::uint64_t k = 0; k < wanted["--instances"]; ++k) {
            const std::string sop =
                study + "." + std::to_string(wanted["--writer"]) + "." + std::to_string(i) + "." + std::to_string(k);
            const std::filesystem::path path =
                wanted.sources / (std::to_string(wanted["--writer"]) + "-" + std::to_string(k));
            const std::string content = contentOf(sop, wanted["--bytes"]);
            std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
            sources.push_back({path, sop, study + ".1"});
            lines += study + " " + sop + " " + archive::sha256Of(content) + "\n";
        }
        Describer describer;
        const Result<FilingResult> result = (*archive)->fileStudy(study, sources, describer, inOrder, {});
        if (!result)
            return fail(result.error());
        if (result->outcome != FilingOutcome::filed && result->outcome != FilingOutcome::alreadyInArchive)
            return fail(result->problemsAfterCommit.empty() ? Error{} : result->problemsAfterCommit.front());
        if (!appendLines(acknowledged, lines))
            return 70;
        progress.add(wanted["--instances"]);
        if (wanted["--report-every"] > 0 && (i + 1) % wanted["--report-every"] == 0)
            progress.print();
    }
    ::close(acknowledged);
    return 0;
}

} // namespace

} // namespace mi::test

int main(int argc, char **argv)
{
    mi::test::Wanted wanted;
    if (argc < 4 || argc % 2 != 0)
        return 64;
    wanted.archive = argv[1];
    wanted.sources = argv[2];
    wanted.acknowledged = argv[3];
    for (int i = 4; i + 1 < argc; i += 2) {
        const auto number = wanted.numbers.find(argv[i]);
        if (number == wanted.numbers.end())
            return 64;
        number->second = std::strtoull(argv[i + 1], nullptr, 10);
    }
    return mi::test::run(wanted);
}
