// bench_decode_frames load|decode FOLDER: loads every file below the folder with DCMTK, and then decodes its Pixel Data
// with DCMTK's own decoders, or, for JPEG 2000, which DCMTK cannot decode, with OpenJPEG as it comes. One thread. What
// is decoded is thrown away.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>

#include <openjpeg.h>

namespace {

struct Stream {
    const std::vector<unsigned char> &bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T readBytes(void *buffer, OPJ_SIZE_T count, void *data)
{
    auto &stream = *static_cast<Stream *>(data);
    const std::size_t part = std::min<std::size_t>(count, stream.bytes.size() - stream.at);
    if (part == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, stream.bytes.data() + stream.at, part);
    stream.at += part;
    return part;
}

OPJ_OFF_T skipBytes(OPJ_OFF_T count, void *data)
{
    auto &stream = *static_cast<Stream *>(data);
    const auto left = static_cast<OPJ_OFF_T>(stream.bytes.size() - stream.at);
    const OPJ_OFF_T part = std::min(count, left);
    stream.at += static_cast<std::size_t>(part);
    return part > 0 ? part : -1;
}

OPJ_BOOL seekBytes(OPJ_OFF_T offset, void *data)
{
    static_cast<Stream *>(data)->at = static_cast<std::size_t>(offset);
    return OPJ_TRUE;
}

bool decodeJpeg2000(const std::vector<unsigned char> &bytes)
{
    Stream source{bytes};
    opj_stream_t *stream = opj_stream_create(64 * 1024, OPJ_TRUE);
    opj_stream_set_user_data(stream, &source, nullptr);
    opj_stream_set_user_data_length(stream, bytes.size());
    opj_stream_set_read_function(stream, readBytes);
    opj_stream_set_skip_function(stream, skipBytes);
    opj_stream_set_seek_function(stream, seekBytes);
    opj_codec_t *codec = opj_create_decompress(OPJ_CODEC_J2K);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t *image = nullptr;
    const bool isDecoded = opj_setup_decoder(codec, &parameters) && opj_read_header(stream, codec, &image) &&
                           opj_decode(codec, stream, image) && opj_end_decompress(codec, stream);
    opj_image_destroy(image);
    opj_destroy_codec(codec);
    opj_stream_destroy(stream);
    return isDecoded;
}

// One frame in as many fragments as there are.
bool decodeWithOpenJpeg(DcmDataset &dataSet, E_TransferSyntax syntax)
{
    DcmElement *element = nullptr;
    DcmPixelSequence *sequence = nullptr;
    if (dataSet.findAndGetElement(DCM_PixelData, element).bad() ||
        dynamic_cast<DcmPixelData &>(*element).getEncapsulatedRepresentation(syntax, nullptr, sequence).bad())
        return false;
    std::vector<unsigned char> bytes;
    for (unsigned long index = 1; index < sequence->card(); ++index) {
        DcmPixelItem *item = nullptr;
        Uint8 *part = nullptr;
        if (sequence->getItem(item, index).bad() || item->getUint8Array(part).bad())
            return false;
        bytes.insert(bytes.end(), part, part + item->getLength());
    }
    return decodeJpeg2000(bytes);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string mode = argc == 3 ? argv[1] : "";
    if (mode != "load" && mode != "decode") {
        std::cerr << "bench_decode_frames takes load or decode, and a FOLDER\n";
        return EXIT_FAILURE;
    }
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    DJDecoderRegistration::registerCodecs();
    DJLSDecoderRegistration::registerCodecs();
    DcmRLEDecoderRegistration::registerCodecs();
    std::size_t files = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(argv[2])) {
        DcmFileFormat file;
        if (!entry.is_regular_file() || file.loadFile(entry.path().c_str()).bad() || file.loadAllDataIntoMemory().bad())
            continue;
        DcmDataset &dataSet = *file.getDataset();
        const E_TransferSyntax syntax = dataSet.getOriginalXfer();
        const bool isJpeg2000 = syntax == EXS_JPEG2000 || syntax == EXS_JPEG2000LosslessOnly;
        if (mode == "decode" &&
            !(isJpeg2000 ? decodeWithOpenJpeg(dataSet, syntax)
                         : dataSet.chooseRepresentation(EXS_LittleEndianExplicit, nullptr).good())) {
            std::cerr << "bench_decode_frames: " << entry.path() << " cannot be decoded\n";
            return EXIT_FAILURE;
        }
        ++files;
    }
    return files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
