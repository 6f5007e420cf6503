#include "core/dicom/transfer_syntax.h"

#include <array>

namespace mi {

namespace {

constexpr TransferSyntax native(std::string_view uid, std::string_view name, bool explicitVr, bool bigEndian,
                                bool retired = false)
{
    return {uid, name, explicitVr, bigEndian, false, false, retired};
}

constexpr TransferSyntax deflated(std::string_view uid, std::string_view name)
{
    return {uid, name, true, false, true, false, false};
}

// Explicit VR Little Endian with Pixel Data in fragments (PS3.5 A.4).
constexpr TransferSyntax encapsulated(std::string_view uid, std::string_view name, bool retired = false)
{
    return {uid, name, true, false, false, true, retired};
}

// Explicit VR Little Endian without Pixel Data in the file: referenced (JPIP) or streamed.
constexpr TransferSyntax referenced(std::string_view uid, std::string_view name, bool retired = false)
{
    return {uid, name, true, false, false, false, retired};
}

constexpr std::array<TransferSyntax, 63> table{{
    native("1.2.840.10008.1.2", "Implicit VR Little Endian", false, false),
    native("1.2.840.10008.1.2.1", "Explicit VR Little Endian", true, false),
    encapsulated("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian"),
    deflated("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian"),
    native("1.2.840.10008.1.2.2", "Explicit VR Big Endian", true, true, true),
    encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)"),
    encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 & 4)"),
    encapsulated("1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 & 5)", true),
    encapsulated("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8)", true),
    encapsulated("1.2.840.10008.1.2.4.54", "JPEG Spectral Selection, Non-Hierarchical (Process 7 & 9)", true),
    encapsulated("1.2.840.10008.1.2.4.55", "JPEG Full Progression, Non-Hierarchical (Process 10 & 12)", true),
    encapsulated("1.2.840.10008.1.2.4.56", "JPEG Full Progression, Non-Hierarchical (Process 11 & 13)", true),
    encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)"),
    encapsulated("1.2.840.10008.1.2.4.58", "JPEG Lossless, Non-Hierarchical (Process 15)", true),
    encapsulated("1.2.840.10008.1.2.4.59", "JPEG Extended, Hierarchical (Process 16 & 18)", true),
    encapsulated("1.2.840.10008.1.2.4.60", "JPEG Extended, Hierarchical (Process 17 & 19)", true),
    encapsulated("1.2.840.10008.1.2.4.61", "JPEG Spectral Selection, Hierarchical (Process 20 & 22)", true),
    encapsulated("1.2.840.10008.1.2.4.62", "JPEG Spectral Selection, Hierarchical (Process 21 & 23)", true),
    encapsulated("1.2.840.10008.1.2.4.63", "JPEG Full Progression, Hierarchical (Process 24 & 26)", true),
    encapsulated("1.2.840.10008.1.2.4.64", "JPEG Full Progression, Hierarchical (Process 25 & 27)", true),
    encapsulated("1.2.840.10008.1.2.4.65", "JPEG Lossless, Hierarchical (Process 28)", true),
    encapsulated("1.2.840.10008.1.2.4.66", "JPEG Lossless, Hierarchical (Process 29)", true),
    encapsulated("1.2.840.10008.1.2.4.70",
                 "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])"),
    encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression"),
    encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression"),
    encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)"),
    encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression"),
    encapsulated("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)"),
    encapsulated("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component Image Compression"),
    referenced("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
    deflated("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
    encapsulated("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
    encapsulated("1.2.840.10008.1.2.4.100.1", "Fragmentable MPEG2 Main Profile / Main Level"),
    encapsulated("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
    encapsulated("1.2.840.10008.1.2.4.101.1", "Fragmentable MPEG2 Main Profile / High Level"),
    encapsulated("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
    encapsulated("1.2.840.10008.1.2.4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1"),
    encapsulated("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
    encapsulated("1.2.840.10008.1.2.4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1"),
    encapsulated("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
    encapsulated("1.2.840.10008.1.2.4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video"),
    encapsulated("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
    encapsulated("1.2.840.10008.1.2.4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video"),
    encapsulated("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
    encapsulated("1.2.840.10008.1.2.4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2"),
    encapsulated("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1"),
    encapsulated("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1"),
    encapsulated("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
    encapsulated("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
    encapsulated("1.2.840.10008.1.2.4.112", "JPEG XL"),
    encapsulated("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)"),
    encapsulated("1.2.840.10008.1.2.4.202",
                 "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)"),
    encapsulated("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression"),
    referenced("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced"),
    deflated("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate"),
    encapsulated("1.2.840.10008.1.2.5", "RLE Lossless"),
    referenced("1.2.840.10008.1.2.6.1", "RFC 2557 MIME encapsulation", true),
    referenced("1.2.840.10008.1.2.6.2", "XML Encoding", true),
    referenced("1.2.840.10008.1.2.7.1", "SMPTE ST 2110-20 Uncompressed Progressive Active Video"),
    referenced("1.2.840.10008.1.2.7.2", "SMPTE ST 2110-20 Uncompressed Interlaced Active Video"),
    referenced("1.2.840.10008.1.2.7.3", "SMPTE ST 2110-30 PCM Digital Audio"),
    encapsulated("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"),
    native("1.2.840.10008.1.20", "Papyrus 3 Implicit VR Little Endian", false, false, true),
}};

} // namespace

const TransferSyntax *findTransferSyntax(std::string_view uid)
{
    for (const TransferSyntax &row : table) {
        if (row.uid == uid)
            return &row;
    }
    return nullptr;
}

} // namespace mi
