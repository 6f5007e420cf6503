// The decoders behind decodeFrame(), one for each library. Only core/dicom uses them.
#pragma once

#include "core/dicom/frame_decoder.h"

namespace mi {

Result<DecodedFrame> decodeJpeg(const DecodeRequest &request, std::vector<std::uint8_t> &workspace);
Result<DecodedFrame> decodeJpegLs(const DecodeRequest &request, std::vector<std::uint8_t> &workspace);
Result<DecodedFrame> decodeJpeg2000(const DecodeRequest &request, std::vector<std::uint8_t> &workspace);
Result<DecodedFrame> decodeDeflated(const DecodeRequest &request, std::vector<std::uint8_t> &workspace);

Error decodingError(ErrorCode code, std::string detail);

} // namespace mi
