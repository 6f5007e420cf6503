// Gathers the DICOM JSON objects of a series into one JSON array, compressed in blocks as they come, so that a long
// series never lies in memory uncompressed. The blocks are members of one gzip file (RFC 1952 2.2). Thread-safe.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace mi {

class SeriesJsonWriter {
public:
    // One JSON object, UTF-8.
    void add(const std::string &object);
    // The whole gzip file. Call once, when all objects are added.
    std::vector<std::byte> finish();

private:
    std::mutex m_mutex;
    std::string m_pending;
    bool m_isFirst = true;
    std::vector<std::vector<std::byte>> m_blocks; // in the order of the array
};

} // namespace mi
