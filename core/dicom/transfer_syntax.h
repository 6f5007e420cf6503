// The Transfer Syntaxes of PS3.5 section 10 and annex A, PS3.6 annex A, retired ones included. Any thread.
#pragma once

#include "core/dicom/scanned_instance.h"

#include <string_view>

namespace mi {

struct TransferSyntax {
    std::string_view uid;
    std::string_view name; // as PS3.6 prints it
    bool explicitVr;
    bool bigEndian;
    bool deflated;
    bool encapsulated; // Pixel Data in fragments
    bool retired;
    Encoding encoding() const { return {explicitVr, bigEndian, deflated, false}; }
};

// Null for private and unknown ones.
const TransferSyntax *findTransferSyntax(std::string_view uid);

} // namespace mi
