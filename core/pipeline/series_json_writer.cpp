#include "core/pipeline/series_json_writer.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace mi {

namespace {

constexpr std::size_t blockSize = 512 * 1024; // bytes of JSON
constexpr int compressionLevel = 6;

struct CompressorDeleter {
    void operator()(libdeflate_compressor *compressor) const { libdeflate_free_compressor(compressor); }
};

std::vector<std::byte> gzipMember(const std::string &text)
{
    const std::unique_ptr<libdeflate_compressor, CompressorDeleter> compressor(
        libdeflate_alloc_compressor(compressionLevel));
    if (!compressor)
        throw std::bad_alloc();
    std::vector<std::byte> out(libdeflate_gzip_compress_bound(compressor.get(), text.size()));
    out.resize(libdeflate_gzip_compress(compressor.get(), text.data(), text.size(), out.data(), out.size()));
    return out;
}

} // namespace

void SeriesJsonWriter::add(const std::string &object)
{
    std::string full;
    std::size_t slot = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_pending += m_isFirst ? "[\n" : ",\n";
        m_isFirst = false;
        m_pending += object;
        if (m_pending.size() < blockSize)
            return;
        full.swap(m_pending);
        slot = m_blocks.size();
        m_blocks.emplace_back();
    }
    std::vector<std::byte> block = gzipMember(full);
    const std::lock_guard lock(m_mutex);
    m_blocks[slot] = std::move(block);
}

std::vector<std::byte> SeriesJsonWriter::finish()
{
    const std::lock_guard lock(m_mutex);
    m_pending += m_isFirst ? "[]\n" : "\n]\n";
    m_blocks.push_back(gzipMember(m_pending));
    std::vector<std::byte> out;
    for (const std::vector<std::byte> &block : m_blocks)
        out.insert(out.end(), block.begin(), block.end());
    return out;
}

} // namespace mi
