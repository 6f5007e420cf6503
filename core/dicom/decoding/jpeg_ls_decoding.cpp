#include "core/dicom/decoding/decoders.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dcdatset.h"
#include "dcmtk/dcmdata/dcdeftag.h"
#include "dcmtk/dcmdata/dcpixseq.h"
#include "dcmtk/dcmdata/dcpxitem.h"
#include "dcmtk/dcmdata/dcvrcs.h"
#include "dcmtk/dcmdata/dcvrus.h"
#include "dcmtk/dcmjpls/djcodecd.h"
#include "dcmtk/dcmjpls/djcparam.h"

#include <algorithm>
#include <memory>

namespace mi {

namespace {

// The VR is given, so that no dictionary is asked.
void putNumber(DcmItem &item, const DcmTagKey &key, std::uint64_t value)
{
    auto element = std::make_unique<DcmUnsignedShort>(DcmTag(key, EVR_US));
    if (element->putUint16(static_cast<Uint16>(value)).good() && item.insert(element.get(), OFTrue).good())
        static_cast<void>(element.release());
}

void putText(DcmItem &item, const DcmTagKey &key, const char *value)
{
    auto element = std::make_unique<DcmCodeString>(DcmTag(key, EVR_CS));
    if (element->putString(value).good() && item.insert(element.get(), OFTrue).good())
        static_cast<void>(element.release());
}

bool addFragment(DcmPixelSequence &sequence, std::span<const std::uint8_t> bytes)
{
    auto item = std::make_unique<DcmPixelItem>(DcmTag(DCM_PixelItemTag, EVR_OB));
    if (!bytes.empty() && item->putUint8Array(bytes.data(), static_cast<unsigned long>(bytes.size())).bad())
        return false;
    if (sequence.insert(item.get()).bad())
        return false;
    static_cast<void>(item.release());
    return true;
}

} // namespace

// DCMTK's JPEG-LS decoder takes a Data Set; this is the smallest one that it accepts.
Result<DecodedFrame> decodeJpegLs(const DecodeRequest &request, std::vector<std::uint8_t> &workspace)
{
    DcmDataset image;
    putNumber(image, DCM_Rows, request.rows);
    putNumber(image, DCM_Columns, request.columns);
    putNumber(image, DCM_SamplesPerPixel, request.components);
    putNumber(image, DCM_BitsAllocated, request.bits > 8 ? 16 : 8);
    putNumber(image, DCM_BitsStored, request.bits);
    putNumber(image, DCM_PlanarConfiguration, 0);
    putText(image, DCM_PhotometricInterpretation, request.components == 1 ? "MONOCHROME2" : "RGB");
    DcmPixelSequence sequence(DcmTag(DCM_PixelSequenceTag, EVR_OB));
    // The element makes a copy of its own, and of an odd length another one.
    std::vector<std::uint8_t> padded;
    std::span<const std::uint8_t> bytes = request.codestream;
    if (bytes.size() % 2 != 0) {
        padded.assign(bytes.begin(), bytes.end());
        padded.push_back(0);
        bytes = padded;
    }
    if (!addFragment(sequence, {}) || !addFragment(sequence, bytes))
        return decodingError(ErrorCode::limitExceeded, "frames that need more memory than there is");

    const DJLSCodecParameter parameter(EJLSUC_never, EJLSPC_colorByPixel, OFTrue);
    const DJLSLosslessDecoder decoder; // the two decoders differ in the Transfer Syntax that they are registered for
    Uint32 fragment = 1;
    OFString colours;
    // In words, the last byte of an odd frame needs room.
    workspace.resize(workspace.size() + workspace.size() % 2);
    const DcmCodec &codec = decoder;
    const OFCondition condition = codec.decodeFrame(nullptr, &sequence, &parameter, &image, 0, fragment,
                                                    workspace.data(), static_cast<Uint32>(workspace.size()), colours);
    if (condition == EC_MemoryExhausted)
        return decodingError(ErrorCode::limitExceeded, "frames that need more memory than there is");
    if (condition.bad())
        return decodingError(ErrorCode::invalidFormat, condition.text());
    return DecodedFrame{.rows = request.rows,
                        .columns = request.columns,
                        .components = request.components,
                        .bits = request.bits,
                        .inflatedBytes = 0,
                        .damages = 0};
}

} // namespace mi
