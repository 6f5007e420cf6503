// Decodes the frames whose headers are in order, one by one, and reports what fails. Lives while the frames of one
// instance are checked; one thread.
#pragma once

#include "core/checks/pixels/codestream_checks.h"
#include "core/dicom/frame_decoder.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace mi {

// Why no frame of this encoding is decoded, "no decoder for JPEG XL"; "" if frames are, or need not be.
std::string_view reasonNotDecoded(PixelEncoding encoding);
// Frames of this encoding are decoded, unless it is switched off.
bool isDecodable(PixelEncoding encoding);
// Says what is not decoded at all, and why; nothing if frames are decoded or have no need to be.
void reportNotDecoded(const PixelContext &context);

class FrameDecoding {
public:
    explicit FrameDecoding(const PixelContext &context) : m_context(context) {}

    // `frame` has been through the header checks.
    void decode(const FrameContext &frame);
    // After the last frame.
    void conclude();

private:
    void addNotChecked(std::string_view reason);
    void judge(const FrameContext &frame, const DecodeRequest &request);

    const PixelContext &m_context;
    std::vector<std::uint8_t> m_codestream;
    std::vector<std::uint8_t> m_workspace;
    unsigned m_failed = 0;
    bool m_isDecided = true; // nothing was left out
};

} // namespace mi
