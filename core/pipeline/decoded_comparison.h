// Whether two instances that are compressed in different ways show the same pixels: decodes them frame by frame, within
// bounds of memory (a frame of 4 million samples) and of work (256 million samples in its lifetime). One thread.
#pragma once

#include "core/study/duplicate_comparison.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace mi {

class FileLayer;

class DecodedComparison {
public:
    explicit DecodedComparison(FileLayer &files) : m_files(files) {}

    // `different` only when both are compressed without loss; `notComparable` when one cannot be decoded, the colours
    // are coded in ways that no decoder undoes, a bound is reached or `stop` is requested.
    PixelComparison compare(const std::filesystem::path &a, const std::filesystem::path &b,
                            const std::stop_token &stop);

private:
    static constexpr std::uint64_t mostSamples = 256ULL << 20U;

    FileLayer &m_files;
    std::uint64_t m_left = mostSamples;
};

} // namespace mi
