// bench_check_rules FILE...: how long the rule tables take on these files, by processor time on one core, beside a bare
// DCMTK load of the same file; then on a made-up Enhanced MR instance of 1,000 frames. Prints medians of 15 rounds.
#include "core/checks/finding_collector.h"
#include "core/checks/instance_checker.h"
#include "core/checks/iod_checks.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/encoding_scan.h"
#include "core/standard/rule_tables.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dctk.h>

namespace {

constexpr std::size_t rounds = 15;
constexpr double roundSeconds = 0.02;

double processorSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Milliseconds of one call.
template <class Work>
double medianOf(Work work)
{
    work();
    std::vector<double> times;
    for (std::size_t round = 0; round < rounds; ++round) {
        std::size_t calls = 0;
        const double begin = processorSeconds();
        double now = begin;
        for (; now - begin < roundSeconds; now = processorSeconds()) {
            work();
            ++calls;
        }
        times.push_back((now - begin) * 1000 / static_cast<double>(calls));
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

struct Figures {
    std::size_t elements = 0;
    double scan = 0;
    double rules = 0;
    std::size_t findings = 0;
};

Figures measure(const std::string &bytes)
{
    mi::MemorySource source(std::as_bytes(std::span(bytes)));
    const mi::Result<mi::ScannedInstance> scanned = mi::scanEncoding(source);
    if (!scanned)
        std::exit(EXIT_FAILURE);
    Figures figures;
    figures.elements = scanned->elements.size();
    figures.scan = medianOf([&] { static_cast<void>(mi::scanEncoding(source)); });
    figures.rules = medianOf([&] {
        mi::FindingCollector findings;
        mi::checkIod({*scanned, &source}, findings);
        figures.findings = findings.findings().size();
    });
    return figures;
}

mi::test::ElementWriter inItem(mi::Tag tag, const mi::test::ElementWriter &content)
{
    mi::test::ElementWriter sequence;
    sequence.sequence(tag, {content.str()});
    return sequence;
}

std::string frameOf(std::size_t number)
{
    using mi::Vr;
    using mi::test::ElementWriter;
    const std::string z = std::to_string(number);
    ElementWriter content;
    content.text({0x0018, 0x9074}, Vr::DT, "20260105101500").text({0x0018, 0x9151}, Vr::DT, "20260105101501");
    content.ul({0x0020, 0x9157}, {1, static_cast<std::uint32_t>(number + 1)});
    ElementWriter frame;
    frame.bytes(inItem({0x0018, 0x9114}, ElementWriter{}.raw({0x0018, 0x9082}, Vr::FD, std::string(8, '\x01'))).str());
    frame.bytes(inItem({0x0018, 0x9226}, ElementWriter{}
                                             .text({0x0008, 0x9007}, Vr::CS, "ORIGINAL\\PRIMARY\\VOLUME\\NONE")
                                             .text({0x0008, 0x9205}, Vr::CS, "MONOCHROME")
                                             .text({0x0008, 0x9206}, Vr::CS, "VOLUME")
                                             .text({0x0008, 0x9207}, Vr::CS, "NONE"))
                    .str());
    frame.bytes(inItem({0x0020, 0x9111}, content).str());
    frame.bytes(inItem({0x0020, 0x9113}, ElementWriter{}.text({0x0020, 0x0032}, Vr::DS, "0\\0\\" + z)).str());
    frame.bytes(inItem({0x0020, 0x9116}, ElementWriter{}.text({0x0020, 0x0037}, Vr::DS, "1\\0\\0\\0\\1\\0")).str());
    frame.bytes(inItem({0x0028, 0x9110},
                       ElementWriter{}.text({0x0018, 0x0050}, Vr::DS, "5").text({0x0028, 0x0030}, Vr::DS, "0.5\\0.5"))
                    .str());
    frame.bytes(inItem({0x0028, 0x9132},
                       ElementWriter{}.text({0x0028, 0x1050}, Vr::DS, "40").text({0x0028, 0x1051}, Vr::DS, "400"))
                    .str());
    return frame.str();
}

std::string enhancedMr(std::size_t frames)
{
    using mi::Vr;
    using mi::test::ElementWriter;
    constexpr std::string_view sopClass = "1.2.840.10008.5.1.4.1.1.4.1";
    std::vector<std::string> items;
    for (std::size_t i = 0; i < frames; ++i)
        items.push_back(frameOf(i));
    ElementWriter root;
    root.text(mi::tags::SOPClassUID, Vr::UI, sopClass)
        .text(mi::tags::SOPInstanceUID, Vr::UI, mi::test::MetaOptions{}.sopInstanceUid)
        .text(mi::tags::PatientName, Vr::PN, "TEST^ONE")
        .text(mi::tags::NumberOfFrames, Vr::IS, std::to_string(frames))
        .sequence({0x5200, 0x9229}, {std::string{}})
        .sequence({0x5200, 0x9230}, items);
    return mi::test::part10(mi::test::fileMeta({.sopClassUid = std::string(sopClass)}), root.str());
}

void print(const std::string &name, const Figures &figures, double bare)
{
    std::printf(
        "%-40s %8zu elements  scan %8.4f ms  rules %8.4f ms  bare load %8.4f ms  rules/bare %5.2f  %zu findings\n",
        name.c_str(), figures.elements, figures.scan, figures.rules, bare, figures.rules / bare, figures.findings);
}

} // namespace

int main(int argc, char **argv)
{
    const auto dcmtk = mi::DcmtkSession::create();
    if (!dcmtk)
        return EXIT_FAILURE;
    const double loading = processorSeconds();
    static_cast<void>(mi::standardRuleTables());
    std::printf("the tables were loaded in %.1f ms\n", (processorSeconds() - loading) * 1000);
    std::vector<std::filesystem::path> files(argv + 1, argv + argc);
    const std::filesystem::path made = std::filesystem::temp_directory_path() / "bench_check_rules.dcm";
    mi::test::writeFile(made, enhancedMr(1000));
    files.push_back(made);
    for (const std::filesystem::path &path : files) {
        const std::string bytes = mi::test::readFile(path);
        const double bare = medianOf([&] {
            DcmFileFormat file;
            if (file.loadFile(path.c_str()).bad())
                std::exit(EXIT_FAILURE);
        });
        print(path.filename().string(), measure(bytes), bare);
    }
    std::filesystem::remove(made);
    return EXIT_SUCCESS;
}
