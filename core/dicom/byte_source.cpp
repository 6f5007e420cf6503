#include "core/dicom/byte_source.h"

#include "core/platform/file_layer.h"

#include <algorithm>
#include <utility>

namespace mi {

Result<std::size_t> MemorySource::readAt(std::uint64_t offset, std::span<std::byte> buffer)
{
    if (offset >= m_bytes.size())
        return std::size_t{0};
    const std::span<const std::byte> rest = m_bytes.subspan(static_cast<std::size_t>(offset));
    const std::size_t count = std::min(rest.size(), buffer.size());
    std::copy_n(rest.begin(), count, buffer.begin());
    return count;
}

Result<std::unique_ptr<FileSource>> FileSource::create(std::unique_ptr<File> file)
{
    Result<FileInfo> info = file->info();
    if (!info)
        return info.error();
    return std::unique_ptr<FileSource>(new FileSource(std::move(file), info->size));
}

FileSource::FileSource(std::unique_ptr<File> file, std::uint64_t size) : m_file(std::move(file)), m_size(size) {}

FileSource::~FileSource() = default;

Result<std::size_t> FileSource::readAt(std::uint64_t offset, std::span<std::byte> buffer)
{
    return m_file->readAt(offset, buffer);
}

} // namespace mi
