// Words for the rules of core/checks/pixel_data_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    // The description of the pixels.
    TextRow{"pixel.attributes.missing", MI_TEXT("The description of the image is incomplete"),
            MI_TEXT("Something that a viewer needs in order to turn the pixel data into a picture is missing, such as "
                    "its size or its number of bits."),
            MI_TEXT("Ask the sender for a new export. The image cannot be shown reliably.")},
    TextRow{"pixel.bits-allocated.wrong", MI_TEXT("The number of bits for each pixel is impossible"),
            MI_TEXT("Bits Allocated has a value that does not fit the pixel data, so no viewer can tell where one "
                    "pixel ends and the next begins."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.bits-stored.wrong", MI_TEXT("The number of bits in use is impossible"),
            MI_TEXT("Bits Stored is zero or larger than the room for a pixel. Viewers refuse the image or show wrong "
                    "brightness."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "pixel.high-bit.wrong", MI_TEXT("The position of the highest bit is wrong"),
        MI_TEXT("High Bit does not fit Bits Stored. Some viewers will show the image too dark, too bright or garbled."),
        MI_TEXT("Compare the image with what the sender sees. Tell the sender that High Bit has to be one less than "
                "Bits Stored.")},
    TextRow{"pixel.frames.wrong", MI_TEXT("The number of frames is impossible"),
            MI_TEXT("Number of Frames is zero or negative, so it is not known how many pictures the file should hold."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.matrix.zero", MI_TEXT("The image has no height or no width"),
            MI_TEXT("Rows or Columns is zero, so there is nothing that could be shown."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "pixel.photometric.retired", MI_TEXT("The colour model is no longer in use"),
        MI_TEXT(
            "The standard gave it up long ago, and many viewers show such an image in wrong colours or not at all."),
        MI_TEXT("Look at the image before you file it. If the colours are wrong, ask the sender for another export.")},
    TextRow{"pixel.photometric.transfer-syntax", MI_TEXT("The colour model does not go with the compression"),
            MI_TEXT("The standard does not allow this combination, so viewers may show wrong colours."),
            MI_TEXT("Look at the image before you file it, and tell the sender.")},
    TextRow{"pixel.photometric.unknown", MI_TEXT("The colour model is unknown"),
            MI_TEXT("Photometric Interpretation has a value that the standard does not know. A viewer cannot tell "
                    "black from white or which colours are meant."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.planar.missing", MI_TEXT("It is not said how the colours are ordered"),
            MI_TEXT("For colour images Planar Configuration is needed. Without it viewers assume one order, and the "
                    "colours may be wrong."),
            MI_TEXT("Look at the colours before you file the image, and tell the sender.")},
    TextRow{
        "pixel.planar.unneeded", MI_TEXT("The order of colours is given for an image without colours"),
        MI_TEXT("Planar Configuration has no meaning for an image with one sample for each pixel. It does no harm."),
        MI_TEXT("Nothing to do.")},
    TextRow{
        "pixel.planar.wrong", MI_TEXT("The order of the colours is impossible"),
        MI_TEXT(
            "Planar Configuration has a value that cannot be right for this image. Viewers may show wrong colours."),
        MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.representation.wrong", MI_TEXT("It is not known whether pixel values can be negative"),
            MI_TEXT("Pixel Representation has a value that does not exist. For CT this decides whether the measured "
                    "densities are right."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "pixel.samples.wrong", MI_TEXT("The number of colour samples does not fit the colour model"),
        MI_TEXT(
            "For example a greyscale image with three samples for each pixel. Viewers refuse it or show it garbled."),
        MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.transfer-syntax.without-pixels", MI_TEXT("The file is labelled as compressed, but holds no image"),
            MI_TEXT("The label is for compressed images only. Programs read the file all the same."),
            MI_TEXT("Nothing to do.")},
    TextRow{"pixel.vr.encapsulated", MI_TEXT("The compressed pixel data is labelled with an unusual data type"),
            MI_TEXT("Compressed data should be labelled as bytes. Programs read it all the same."),
            MI_TEXT("Nothing to do.")},
    TextRow{"pixel.vr.wrong", MI_TEXT("The pixel data is labelled with the wrong data type"),
            MI_TEXT("Most programs read it all the same. Some swap bytes or refuse the image."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.lossy.denied", MI_TEXT("The image says that it was never compressed with loss, but it is"),
            MI_TEXT("Lossy Image Compression says no, but the pixel data is stored with a method that loses detail. "
                    "Readers may rely on detail that is gone."),
            MI_TEXT("Tell the sender. Have the radiologist know that the image was compressed with loss.")},
    TextRow{"pixel.palette.descriptor", MI_TEXT("The colour table is described wrongly"),
            MI_TEXT("The image gets its colours from a table whose description makes no sense or differs between red, "
                    "green and blue. Colours will be wrong."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.palette.length", MI_TEXT("The colour table has the wrong length"),
            MI_TEXT("The table from which the image gets its colours is cut off or too long. Colours will be wrong or "
                    "the image cannot be opened."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.palette.missing", MI_TEXT("The colour table is missing"),
            MI_TEXT("The image gets its colours from a table, and part of that table is not in the file. The image "
                    "cannot be shown in its colours."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.palette.word-for-byte", MI_TEXT("The colour table is stored in an old, wasteful way"),
            MI_TEXT("Each entry takes two bytes where one would do. Viewers have learnt to read such tables."),
            MI_TEXT("Nothing to do.")},
    TextRow{"pixel.description.transfer-syntax",
            MI_TEXT("The description of the pixels is unusual for this compression"),
            MI_TEXT("The standard lists which numbers of bits, signs and orders of colours go with it, and these are "
                    "not among them. Viewers follow the compressed image."),
            MI_TEXT("Nothing to do, unless the image looks wrong.")},
    TextRow{"pixel.icon.codestream", MI_TEXT("The preview picture cannot be opened"),
            MI_TEXT("The small picture that some programs show in lists is damaged or is stored in another way than it "
                    "says. The image itself is not affected."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.icon.description", MI_TEXT("The preview picture is described wrongly"),
            MI_TEXT("The small picture that some programs show in lists may look wrong or be missing. The image itself "
                    "is not affected."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{
        "pixel.float.integer-attributes", MI_TEXT("The image has decimal numbers, and is described as if it had none"),
        MI_TEXT("Bits Stored, High Bit and Pixel Representation mean nothing for such an image. Viewers ignore them."),
        MI_TEXT("Nothing to do.")},
    TextRow{"pixel.float.transfer-syntax",
            MI_TEXT("The file is labelled as compressed, and its image cannot be compressed"),
            MI_TEXT("Decimal numbers are always stored as they are. Viewers that go by the label fail."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "pixel.lossy.contradicted", MI_TEXT("It is contradictory whether the image was ever compressed with loss"),
        MI_TEXT("The file says no, but it names a method or a ratio of such a compression. Readers may rely on detail "
                "that is gone."),
        MI_TEXT(
            "Ask the sender whether the image was compressed with loss, and have the radiologist know the answer.")},
    TextRow{"pixel.lossy.count", MI_TEXT("The steps of lossy compression are not told completely"),
            MI_TEXT("Each method of compression needs a ratio of its own, and their numbers differ."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.lossy.method", MI_TEXT("The method of lossy compression is named wrongly"),
            MI_TEXT("The image is stored with another method than those that the file names."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.lossy.not-told", MI_TEXT("It is not told that the image was compressed with loss"),
            MI_TEXT("It is stored with a method that loses detail, and the attribute that has to say so is missing."),
            MI_TEXT("Have the radiologist know that the image was compressed with loss.")},
    TextRow{"pixel.lossy.ratio", MI_TEXT("The ratio of lossy compression is impossible"),
            MI_TEXT("It is zero or negative, so it says nothing about how much detail may be gone."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.matrix.odd", MI_TEXT("The image has an odd number of columns or rows"),
            MI_TEXT("With this colour model pixels share their colours in pairs, and the last one is left without a "
                    "partner. Viewers may shift or cut the edge."),
            MI_TEXT("Look at the edge of the image before you file it, and tell the sender.")},
    TextRow{"pixel.padding.impossible", MI_TEXT("The value for the background cannot occur in the image"),
            MI_TEXT("It needs more bits than a pixel has, so viewers will not find the background by it."),
            MI_TEXT("Nothing to do, unless the background looks wrong.")},
    TextRow{"pixel.palette.first-value-sign", MI_TEXT("It is contradictory where the colour table begins"),
            MI_TEXT("The first pixel value of the table is negative or positive depending on which part of the file a "
                    "viewer believes. Colours may be wrong."),
            MI_TEXT("Look at the colours before you file the image, and tell the sender.")},
    TextRow{"pixel.palette.segments", MI_TEXT("The colour table cannot be unpacked"),
            MI_TEXT("The table from which the image gets its colours is stored in segments that make no sense or have "
                    "the wrong length. Colours will be wrong."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.range.impossible", MI_TEXT("The stated range of pixel values is impossible"),
            MI_TEXT("The smallest or largest value needs more bits than a pixel has. Viewers that choose brightness by "
                    "it show the image too dark or too bright."),
            MI_TEXT("Compare the brightness with what the sender sees, and tell the sender.")},
    TextRow{"pixel.range.reversed", MI_TEXT("The stated range of pixel values is reversed"),
            MI_TEXT("The smallest value is larger than the largest. Viewers that choose brightness by them show the "
                    "image wrongly."),
            MI_TEXT("Compare the brightness with what the sender sees, and tell the sender.")},
    TextRow{"pixel.segmentation.bits", MI_TEXT("The number of bits does not fit the kind of segmentation"),
            MI_TEXT("Segments of yes and no have one bit, others eight or sixteen. Viewers refuse the segmentation or "
                    "show noise."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    // The presence of pixel data.
    TextRow{"pixel.data.missing", MI_TEXT("The image has no pixel data"),
            MI_TEXT("The file is an image by its kind or by its description, but it does not hold one. There is "
                    "nothing to show."),
            MI_TEXT("Ask the sender to export the study with its images. Often only the headers were exported.")},
    TextRow{"pixel.data.several", MI_TEXT("There is more than one set of pixel data"),
            MI_TEXT("An image may hold only one. Viewers choose one of them, and not all choose the same."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.icon.length", MI_TEXT("The preview picture has the wrong length"),
            MI_TEXT("The small icon that some programs show in lists is incomplete or too long. The image itself is "
                    "not affected."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    // Pixel data that is not compressed.
    TextRow{"pixel.encapsulated.native", MI_TEXT("The image is said to be compressed, but it is not"),
            MI_TEXT("The file announces a compression, but the pixel data is stored without one. Viewers will refuse "
                    "the image."),
            MI_TEXT("Ask the sender for a new export without compression.")},
    TextRow{
        "pixel.native.encapsulated", MI_TEXT("The image is compressed, but the file says it is not"),
        MI_TEXT("Viewers will read the compressed data as if it were pixels and show noise, or refuse the image."),
        MI_TEXT("Ask the sender for a new export. Tell them that the Transfer Syntax does not match the pixel data.")},
    TextRow{"pixel.native.frames-missing", MI_TEXT("Frames are missing"),
            MI_TEXT("The pixel data holds fewer pictures than the file says. The rest is lost."),
            MI_TEXT("Copy the file from the medium again. If frames stay missing, ask the sender for a new export.")},
    TextRow{"pixel.native.more-frames", MI_TEXT("There are more frames than the file says"),
            MI_TEXT("The pixel data holds more pictures than the stated number. Viewers will not show the others."),
            MI_TEXT("Ask the sender how many frames the image should have.")},
    TextRow{
        "pixel.native.not-subsampled", MI_TEXT("The colour data is more than the colour model says"),
        MI_TEXT("The image says that its colours are stored at half resolution, but all of them are there. Some "
                "viewers will show wrong colours or a shifted picture."),
        MI_TEXT(
            "Look at the image before you file it, and tell the sender that the Photometric Interpretation is wrong.")},
    TextRow{
        "pixel.native.too-long", MI_TEXT("There is more pixel data than the image needs"),
        MI_TEXT("The extra bytes belong to no pixel. Either they are leftovers, or the size of the image is written "
                "wrongly."),
        MI_TEXT(
            "Look at the image before you file it. If it looks sheared or repeated, ask the sender for a new export.")},
    TextRow{
        "pixel.native.too-short", MI_TEXT("Part of the image is missing"),
        MI_TEXT("The pixel data is shorter than the size of the image demands. The rest is lost."),
        MI_TEXT(
            "Copy the file from the medium again. If the image stays incomplete, ask the sender for a new export.")},
    // Fragments and their tables.
    TextRow{"pixel.extended-offset-table.count", MI_TEXT("The table of frames has the wrong number of entries"),
            MI_TEXT("The table that says where each frame begins does not fit the number of frames. Viewers may show "
                    "wrong frames."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.extended-offset-table.incomplete", MI_TEXT("The table of frames is incomplete"),
            MI_TEXT("Positions and lengths of the frames belong together, but one of the two lists is missing."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.extended-offset-table.lengths", MI_TEXT("The table of frames gives wrong lengths"),
            MI_TEXT("The length of a frame is not what the table says. Viewers that rely on it may cut the frame off."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.extended-offset-table.target", MI_TEXT("The table of frames points to the wrong places"),
            MI_TEXT("A frame does not begin where the table says. Viewers may show the wrong frame or none."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.extended-offset-table.with-basic", MI_TEXT("There are two tables of frames"),
            MI_TEXT("Only one of them may be filled. Viewers may use either."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{
        "pixel.fragments.empty", MI_TEXT("A piece of the compressed image is empty"),
        MI_TEXT("The pixel data is stored in pieces, and one of them holds nothing. A frame may be missing."),
        MI_TEXT("Look at all frames before you file the image. If one is missing, ask the sender for a new export.")},
    TextRow{"pixel.fragments.fewer-than-frames", MI_TEXT("Frames are missing"),
            MI_TEXT("The compressed pixel data holds fewer pictures than the file says. The rest is lost."),
            MI_TEXT("Copy the file from the medium again. If frames stay missing, ask the sender for a new export.")},
    TextRow{
        "pixel.fragments.more-than-frames", MI_TEXT("There are more frames than the file says"),
        MI_TEXT(
            "The compressed pixel data holds more pictures than the stated number. Viewers will not show the others."),
        MI_TEXT("Ask the sender how many frames the image should have.")},
    TextRow{"pixel.fragments.none", MI_TEXT("The image has no pixel data"),
            MI_TEXT("The place for the compressed image is there, but it is empty."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.offset-table.count", MI_TEXT("The table of frames has the wrong number of entries"),
            MI_TEXT("The table that says where each frame begins does not fit the number of frames. Viewers may show "
                    "wrong frames."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "pixel.offset-table.first", MI_TEXT("The table of frames does not start at the first frame"),
        MI_TEXT(
            "Its first entry must point to the beginning of the pixel data. Viewers may show the wrong frame or none."),
        MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.offset-table.order", MI_TEXT("The table of frames is out of order"),
            MI_TEXT("Frames must follow one another. Viewers may show them in the wrong order or cut them off."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.offset-table.target", MI_TEXT("The table of frames points to the wrong places"),
            MI_TEXT("A frame does not begin where the table says. Viewers may show the wrong frame or none."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    // Codestreams.
    TextRow{"pixel.codestream.baseline-as-extended",
            MI_TEXT("The simplest kind of JPEG is labelled as the extended kind"),
            MI_TEXT("Viewers are asked to cope with it, and do."), MI_TEXT("Nothing to do.")},
    TextRow{"pixel.codestream.extensions", MI_TEXT("The compressed image uses extensions that it must not use"),
            MI_TEXT("It is JPEG 2000 with features of a later part of that standard. Viewers that know only the first "
                    "part fail or show wrong pixels."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.extended-offset-table.native",
            MI_TEXT("There is a table of frames for an image that is not compressed"),
            MI_TEXT("Such tables are for compressed images only. Viewers ignore it."), MI_TEXT("Nothing to do.")},
    TextRow{
        "pixel.fragments.more-than-one", MI_TEXT("The video is cut into pieces that it must not be cut into"),
        MI_TEXT("Viewers that expect one piece may play only the beginning."),
        MI_TEXT("Play the video to its end before you file it. If it stops early, ask the sender for a new export.")},
    TextRow{
        "pixel.offset-table.not-empty", MI_TEXT("There is a table of frames for a video"),
        MI_TEXT("A video finds its own frames, and the table has to be empty. Viewers ignore it or refuse the file."),
        MI_TEXT("Play the video before you file it, and tell the sender.")},
    TextRow{"pixel.codestream.broken", MI_TEXT("The compressed image is damaged"),
            MI_TEXT("Its header cannot be followed, so viewers will not be able to open it."),
            MI_TEXT("Copy the file from the medium again. If it stays damaged, ask the sender for a new export.")},
    TextRow{"pixel.codestream.colour", MI_TEXT("The colours may be shown wrongly"),
            MI_TEXT("The compressed image and the description beside it disagree about how colours are stored. "
                    "Depending on the viewer, the picture looks right or has false colours."),
            MI_TEXT("Look at the colours before you file the image, and tell the sender.")},
    TextRow{"pixel.codestream.colour-name", MI_TEXT("The colour model has the wrong name"),
            MI_TEXT("The compressed image uses another colour transformation than the description says. Viewers that "
                    "follow the compressed image show it rightly."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.codestream.components", MI_TEXT("The number of colours in the compressed image is wrong"),
            MI_TEXT("The compressed image has more or fewer colour samples than the description says. Viewers refuse "
                    "it or show it garbled."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.codestream.file-wrapper", MI_TEXT("The compressed image is wrapped in a file of its own"),
            MI_TEXT("Only the bare compressed data belongs here. Many viewers cope with the wrapping, some do not."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"pixel.codestream.lossy", MI_TEXT("The image was compressed with loss, but is labelled as lossless"),
            MI_TEXT("Detail has been lost although the file promises that every pixel is as it was recorded."),
            MI_TEXT("Ask the sender for the original images, and do not use these for measurements before you have an "
                    "answer.")},
    TextRow{
        "pixel.codestream.other-format", MI_TEXT("The compressed image has another format than the file says"),
        MI_TEXT("Viewers choose how to decompress by what the file says, and will fail or show noise."),
        MI_TEXT("Ask the sender for a new export. Tell them that the Transfer Syntax does not match the pixel data.")},
    TextRow{"pixel.codestream.precision-larger", MI_TEXT("The compressed image allows for more bits than are in use"),
            MI_TEXT("The extra bits should all be zero. Viewers show the image as it is."), MI_TEXT("Nothing to do.")},
    TextRow{"pixel.codestream.precision-smaller", MI_TEXT("The compressed image has fewer bits than the file says"),
            MI_TEXT("The image may look too dark, or detail may have been lost when it was compressed."),
            MI_TEXT("Compare the image with what the sender sees. If it differs, ask for a new export.")},
    TextRow{"pixel.codestream.precision-too-large",
            MI_TEXT("The compressed image has more bits than there is room for"),
            MI_TEXT("A viewer that unpacks it cannot store the pixels as the description says."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "pixel.codestream.process", MI_TEXT("The compression is another kind than the file says"),
        MI_TEXT("Viewers choose how to decompress by what the file says. Those that know only that kind will fail."),
        MI_TEXT("Ask the sender for a new export. Tell them that the Transfer Syntax does not match the pixel data.")},
    TextRow{"pixel.codestream.sign", MI_TEXT("It is contradictory whether pixel values can be negative"),
            MI_TEXT("The compressed image and the description beside it disagree. Depending on the viewer, brightness "
                    "and measured densities may be wrong."),
            MI_TEXT("Do not measure densities in this image. Ask the sender for an uncompressed export.")},
    TextRow{"pixel.codestream.size", MI_TEXT("The compressed image has another size than the file says"),
            MI_TEXT("Height or width inside the compressed image differ from the description. Viewers refuse it, cut "
                    "it off or show it sheared."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.codestream.subsampling", MI_TEXT("The resolution of the colours is described wrongly"),
            MI_TEXT("The compressed image stores its colours at another resolution than the description says. Viewers "
                    "show it as it is stored."),
            MI_TEXT("Nothing to do.")},
    TextRow{"pixel.codestream.trailing-bytes", MI_TEXT("There are bytes behind the end of a compressed image"),
            MI_TEXT("The image is complete. What follows it is no part of it, and viewers leave it alone."),
            MI_TEXT("Nothing to do.")},
    TextRow{"pixel.codestream.truncated", MI_TEXT("The compressed image is cut off"),
            MI_TEXT("Its end is missing. The lower part of a picture may be grey, repeated or absent."),
            MI_TEXT("Copy the file from the medium again. If it stays cut off, ask the sender for a new export.")},
    TextRow{"pixel.frame.cannot-be-decoded", MI_TEXT("A compressed picture cannot be opened"),
            MI_TEXT("Unpacking it failed, so viewers will show an error, a grey area or nothing in its place."),
            MI_TEXT("Copy the file from the medium again. If it stays damaged, ask the sender for a new export.")},
    TextRow{"pixel.frame.damaged", MI_TEXT("A compressed picture is damaged"),
            MI_TEXT("It can be unpacked, but some of its data makes no sense. Parts of the picture may be grey, "
                    "shifted or in false colours."),
            MI_TEXT("Copy the file from the medium again. If it stays damaged, ask the sender for a new export.")},
    TextRow{"pixel.frame.wrong-size", MI_TEXT("A compressed picture unpacks to another size than the file says"),
            MI_TEXT("Viewers refuse it, cut it off or show it sheared."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"pixel.rle.offsets", MI_TEXT("The compressed image is damaged"),
            MI_TEXT("Its parts are not where its header says. Viewers fail or show noise."),
            MI_TEXT("Copy the file from the medium again. If it stays damaged, ask the sender for a new export.")},
    TextRow{
        "pixel.rle.too-long", MI_TEXT("The compressed image holds more pixels than it should"),
        MI_TEXT(
            "It unpacks to more than height and width say, so one of them is probably wrong. Viewers refuse it, cut "
            "it off or show it sheared."),
        MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "pixel.rle.too-short", MI_TEXT("Part of the image is missing"),
        MI_TEXT("The compressed data unpacks to fewer pixels than the image should have. The rest is lost."),
        MI_TEXT(
            "Copy the file from the medium again. If the image stays incomplete, ask the sender for a new export.")},
    TextRow{"pixel.rle.segments", MI_TEXT("The compressed image has the wrong number of parts"),
            MI_TEXT("It does not have one part for each byte of a pixel. Viewers refuse it or show it garbled."),
            MI_TEXT("Ask the sender for a new export of the study.")},
};

} // namespace

std::span<const TextRow> pixelDataTexts()
{
    return rows;
}

} // namespace mi
