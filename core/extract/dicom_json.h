// The DICOM JSON Model (PS3.18 Annex F) of an instance, written by DCMTK, all text as UTF-8, without pixel data and
// other bulk values, which are listed instead. Any thread; needs a DcmtkSession.
// Always valid JSON: DS and IS that are no numbers become strings, FL and FD that are not finite "NaN", "Infinity" or
// "-Infinity". Specific Character Set reads ISO_IR 192 wherever the file has one, and where text had to be replaced.
#pragma once

#include "core/dicom/data_set_reader.h"
#include "core/support/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mi {

struct BulkValue {
    std::string attribute; // path as AttributePath writes it
    std::string vr;
    std::uint64_t length = 0; // bytes
};

struct DicomJson {
    std::string object;              // one JSON object, UTF-8, one line
    std::vector<BulkValue> omitted;  // values left out, in file order: bulk, and the few that JSON cannot hold
    bool hasUndecodableText = false; // some bytes became U+FFFD
};

// Consumes the data set: the text in it is re-encoded on the way.
Result<DicomJson> toDicomJson(DataSetHandle instance);

} // namespace mi
