// bench_bare_load THREADS FOLDER: loads every file below the folder with DCMTK and does nothing else with it: the least
// that a checker built on DCMTK alone would cost. Long values stay on disk, as DCMTK does by default.
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dctk.h>

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::cerr << "bench_bare_load takes THREADS FOLDER\n";
        return EXIT_FAILURE;
    }
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    if (!dcmDataDict.isDictionaryLoaded()) {
        std::cerr << "bench_bare_load: DCMTK has no dictionary\n";
        return EXIT_FAILURE;
    }

    std::vector<std::string> paths;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(argv[2])) {
        if (entry.is_regular_file())
            paths.push_back(entry.path().string());
    }

    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> loaded = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < paths.size(); i = next++) {
            DcmFileFormat file;
            if (file.loadFile(paths[i].c_str()).good())
                ++loaded;
        }
    };
    std::vector<std::jthread> threads;
    for (int i = 0; i < std::atoi(argv[1]); ++i)
        threads.emplace_back(work);
    threads.clear(); // waits

    if (loaded == 0 || loaded != paths.size()) {
        std::cerr << "bench_bare_load: " << loaded << " of " << paths.size() << " files loaded\n";
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
