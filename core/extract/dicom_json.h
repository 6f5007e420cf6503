// The DICOM JSON Model (PS3.18 Annex F) of an instance, written from what the scan kept: all text as UTF-8, without
// pixel data and other bulk values, which are listed instead. Any thread.
// Always valid JSON: DS and IS that are no numbers become strings, FL and FD that are not finite "NaN", "Infinity" or
// "-Infinity", SV and UV beyond 53 bits strings. Specific Character Set reads ISO_IR 192 wherever the file has one, and
// where text had to be replaced. It never fails: of a damaged file it holds what could be read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mi {

class ByteSource;
class ScannedInstance;

struct BulkValue {
    std::string attribute; // path as AttributePath writes it
    std::string vr;
    std::uint64_t length = 0; // bytes, as encoded; of encapsulated Pixel Data those of all fragments
};

struct DicomJson {
    std::string object;              // one JSON object, UTF-8, one line
    std::vector<BulkValue> omitted;  // values left out, in the order of the tags: bulk, and what could not be read
    bool hasUndecodableText = false; // some bytes became U+FFFD
};

// `source`: what was scanned, for values too long to be kept; without it, and of deflated files, they are omitted.
// Tags ascend whatever their order in the file; of duplicates the first counts.
DicomJson toDicomJson(const ScannedInstance &instance, ByteSource *source);

} // namespace mi
