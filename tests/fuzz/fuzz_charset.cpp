// Text in any character set becomes valid UTF-8. The first byte chooses the value of Specific Character Set; from 128
// on it is taken from the input, up to the first NUL.
#include "core/dicom/character_sets.h"
#include "core/support/text.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using mi::fuzz::require;

namespace {

// make_seeds.py knows the order.
constexpr std::string_view terms[]{"",
                                   "ISO_IR 100",
                                   "ISO_IR 101",
                                   "ISO_IR 109",
                                   "ISO_IR 110",
                                   "ISO_IR 126",
                                   "ISO_IR 127",
                                   "ISO_IR 138",
                                   "ISO_IR 144",
                                   "ISO_IR 148",
                                   "ISO_IR 166",
                                   "ISO_IR 13",
                                   "ISO_IR 192",
                                   "GB18030",
                                   "GBK",
                                   "\\ISO 2022 IR 87",
                                   "\\ISO 2022 IR 149",
                                   "\\ISO 2022 IR 58",
                                   "ISO 2022 IR 13\\ISO 2022 IR 87",
                                   "ISO 2022 IR 6\\ISO 2022 IR 100\\ISO 2022 IR 159"};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return -1;
    std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    std::string_view declared = terms[data[0] % std::size(terms)];
    if (data[0] >= 128) {
        declared = text.substr(0, text.find('\0'));
        text.remove_prefix(declared.size());
    }
    mi::CharacterSetDecoder decoder(declared);
    for (const bool isPersonName : {false, true}) {
        const mi::DecodedText decoded = decoder.decode(text, isPersonName);
        require(mi::isValidUtf8(decoded.utf8));
        require(decoded.isComplete || decoded.firstBadByte < text.size());
        require(mi::isValidUtf8(mi::displayPersonName(decoded.utf8)));
    }
    return 0;
}
