// Words for the rules of core/checks/bulk_data_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    // Documents.
    TextRow{
        "bulk.document.cut-off", MI_TEXT("The document inside is cut off"),
        MI_TEXT("Its end is missing, so pages, paragraphs or parts of a model may be lost, or it cannot be opened."),
        MI_TEXT("Open the document before you file it. If it is incomplete, ask the sender for it again.")},
    TextRow{"bulk.document.length", MI_TEXT("The document inside is shorter or longer than it says"),
            MI_TEXT("The bytes of the document do not match the length that is written beside it, so it may be cut off "
                    "or followed by something else."),
            MI_TEXT("Open the document before you file it. If it cannot be read, ask the sender for it again.")},
    TextRow{"bulk.document.mime-type", MI_TEXT("The label of the document does not fit its kind"),
            MI_TEXT("The file is of a kind that holds one format of documents, but the label beside the document names "
                    "another. Viewers that go by the label choose the wrong program."),
            MI_TEXT("Open the document before you file it, and tell the sender.")},
    TextRow{"bulk.document.not-cda", MI_TEXT("The document inside is not a clinical document"),
            MI_TEXT("The file says that it holds a CDA document (XML), but what it holds is something else. Viewers "
                    "will not open it."),
            MI_TEXT("Ask the sender to export the document again.")},
    TextRow{"bulk.document.not-mtl", MI_TEXT("The materials of a 3D model are in an unknown format"),
            MI_TEXT("The file says that it holds an MTL document, but what it holds is something else. The model will "
                    "be shown without its colours."),
            MI_TEXT("Ask the sender to export the model again.")},
    TextRow{"bulk.document.not-obj", MI_TEXT("The 3D model inside is not an OBJ model"),
            MI_TEXT("The file says that it holds an OBJ model, but what it holds is something else. Viewers and "
                    "printers will not open it."),
            MI_TEXT("Ask the sender to export the model again.")},
    TextRow{"bulk.document.not-pdf", MI_TEXT("The document inside is not a PDF"),
            MI_TEXT("The file says that it holds a PDF document, but what it holds is something else. Viewers will not "
                    "open it."),
            MI_TEXT("Ask the sender to export the document again.")},
    TextRow{"bulk.document.not-stl", MI_TEXT("The 3D model inside is not an STL model"),
            MI_TEXT("The file says that it holds an STL model, but what it holds is something else. Viewers and "
                    "printers will not open it."),
            MI_TEXT("Ask the sender to export the model again.")},
    TextRow{"bulk.document.trailing-bytes", MI_TEXT("There are bytes behind the end of the 3D model"),
            MI_TEXT("Programs read as many triangles as the model says and ignore the rest."),
            MI_TEXT("Nothing to do.")},
    // One value for each frame.
    TextRow{"bulk.dose.frame-offsets", MI_TEXT("The positions of the dose planes do not fit their number"),
            MI_TEXT("There are more or fewer positions than planes, so doses may be shown at the wrong place in the "
                    "patient."),
            MI_TEXT("Do not use these doses. Ask the sender for a new export of the study.")},
    TextRow{"bulk.frame-vector.count", MI_TEXT("A list with one value for each frame has the wrong length"),
            MI_TEXT("Times, phases, energies or detectors may be assigned to the wrong frames."),
            MI_TEXT("Compare the series with what the sender sees. If frames are mixed up, ask for a new export.")},
    // Colour profiles.
    TextRow{"bulk.icc.class", MI_TEXT("The colour profile is of an unusual class"),
            MI_TEXT("It should describe the device that made the image, and describes another one. Programs that "
                    "manage colours use it all the same."),
            MI_TEXT("Nothing to do.")},
    TextRow{"bulk.icc.colour-space", MI_TEXT("The colour profile is for other colours than the image has"),
            MI_TEXT("Programs that manage colours will ignore it or show wrong colours."),
            MI_TEXT("Look at the colours before you file the image, and tell the sender.")},
    TextRow{"bulk.icc.signature", MI_TEXT("The colour profile is no colour profile"),
            MI_TEXT("It does not begin as an ICC profile does, so programs will ignore it and colours may look "
                    "different from display to display."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"bulk.icc.size", MI_TEXT("The colour profile is cut off or too long"),
            MI_TEXT("Its length is not the one it states itself. Programs may refuse it, and colours may look "
                    "different from display to display."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"bulk.icc.tag-table", MI_TEXT("The colour profile is damaged"),
            MI_TEXT("Its list of contents points behind its end. Programs may refuse it, and colours may look "
                    "different from display to display."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    // Look-up tables.
    TextRow{"bulk.lut.descriptor", MI_TEXT("A table for grey values is described wrongly"),
            MI_TEXT("Each entry has an impossible number of bits, so brightness and contrast will be wrong, or the "
                    "image cannot be shown."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{
        "bulk.lut.entry-size", MI_TEXT("A table for grey values has an unusual number of bits"),
        MI_TEXT("A table that turns stored values into measured ones has entries of 8 or 16 bits. Viewers read others "
                "too."),
        MI_TEXT("Nothing to do.")},
    TextRow{"bulk.lut.entry-too-large", MI_TEXT("A table for grey values holds numbers that are too large"),
            MI_TEXT("Some entries need more bits than the table says. Viewers may show parts of the image black, white "
                    "or with false brightness."),
            MI_TEXT("Compare the image with what the sender sees, and tell the sender.")},
    TextRow{"bulk.lut.first-value-sign", MI_TEXT("It is contradictory where a table for grey values begins"),
            MI_TEXT("The first pixel value of the table is negative or positive depending on which part of the file a "
                    "viewer believes. Brightness and measured densities may be wrong."),
            MI_TEXT("Do not measure densities in this image. Tell the sender.")},
    TextRow{"bulk.lut.length", MI_TEXT("A table for grey values has the wrong length"),
            MI_TEXT("It is cut off or too long for its description. Brightness and contrast will be wrong, or the "
                    "image cannot be shown."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"bulk.lut.word-for-byte", MI_TEXT("A table for grey values is stored in an old, wasteful way"),
            MI_TEXT("Each entry takes two bytes where one would do. Viewers have learnt to read such tables."),
            MI_TEXT("Nothing to do.")},
    // Overlays.
    TextRow{"bulk.overlay.bit-position", MI_TEXT("An overlay names a bit that it does not use"),
            MI_TEXT("Overlay Bit Position has to be 0 for an overlay that has data of its own. Viewers ignore it."),
            MI_TEXT("Nothing to do.")},
    TextRow{"bulk.overlay.bits-allocated", MI_TEXT("An overlay has more than one bit for each pixel"),
            MI_TEXT("Overlays have one bit for each pixel. Drawings or text that lie over the image may be missing or "
                    "garbled. The image itself is not affected."),
            MI_TEXT("Look at the image with its overlay before you file it, and tell the sender.")},
    TextRow{"bulk.overlay.frames", MI_TEXT("An overlay belongs to frames that do not exist"),
            MI_TEXT("The number of its frames does not fit the image. Drawings or text may lie over the wrong frame."),
            MI_TEXT("Look at the image with its overlay before you file it, and tell the sender.")},
    TextRow{"bulk.overlay.in-pixels", MI_TEXT("An overlay is hidden in the pixel data, as it was done long ago"),
            MI_TEXT("The standard gave that up in 2004. Many viewers will not show the drawings or text, and "
                    "compression may have damaged them."),
            MI_TEXT("Ask the sender whether the overlay is needed, and have it exported in the current form.")},
    TextRow{"bulk.overlay.outside", MI_TEXT("An overlay lies beside the image"),
            MI_TEXT("Its place is wholly outside the picture, so nothing of it will be seen."),
            MI_TEXT("Ask the sender whether something should be seen there.")},
    TextRow{"bulk.overlay.size", MI_TEXT("An overlay has no height or no width"),
            MI_TEXT("There is nothing to lie over the image. The image itself is not affected."),
            MI_TEXT("Ask the sender whether something should be seen there.")},
    TextRow{
        "bulk.overlay.too-long", MI_TEXT("An overlay holds more data than it needs"),
        MI_TEXT("The extra bytes do not belong to the drawing or text that lies over the image. Viewers ignore them."),
        MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{
        "bulk.overlay.too-short", MI_TEXT("An overlay is incomplete"),
        MI_TEXT(
            "Drawings or text that lie over the image may be missing or garbled. The image itself is not affected."),
        MI_TEXT("Look at the image with its overlay before you file it. If something is missing, ask the sender for a "
                "new export.")},
    TextRow{"bulk.overlay.type", MI_TEXT("The kind of an overlay is unknown"),
            MI_TEXT("An overlay is either graphics or a region of interest. Viewers may not show this one."),
            MI_TEXT("Look at the image with its overlay before you file it, and tell the sender.")},
    // Spectroscopy.
    TextRow{"bulk.spectroscopy.too-long", MI_TEXT("There is more spectroscopy data than described"),
            MI_TEXT("Values beyond the stated number will not be shown, or the data is described wrongly."),
            MI_TEXT("Compare the spectra with what the sender sees before you file them.")},
    TextRow{"bulk.spectroscopy.too-short", MI_TEXT("Spectroscopy data is incomplete"),
            MI_TEXT("There are fewer values than the description demands. Spectra are missing or assigned to the wrong "
                    "places."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    // Waveforms.
    TextRow{"bulk.waveform.bits-allocated", MI_TEXT("The number of bits for each sample of a waveform is impossible"),
            MI_TEXT("No viewer can tell where one sample ends and the next begins."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"bulk.waveform.bits-stored", MI_TEXT("A channel of a waveform uses an impossible number of bits"),
            MI_TEXT("It is zero or larger than the room for a sample. The curve may be drawn too high or too flat."),
            MI_TEXT("Compare the curves with what the sender sees, and tell the sender.")},
    TextRow{"bulk.waveform.channels", MI_TEXT("The channels of a waveform are not all described"),
            MI_TEXT("The number of descriptions is not the number of channels, so curves may bear the wrong names."),
            MI_TEXT("Compare the names of the curves with what the sender sees before you file the recording.")},
    TextRow{"bulk.waveform.empty", MI_TEXT("A waveform has no channels or no samples"),
            MI_TEXT("There is no curve that could be shown."),
            MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"bulk.waveform.padding-value", MI_TEXT("The filler of a waveform has the wrong length"),
            MI_TEXT("The value that stands for missing samples has another size than a sample. Gaps may be drawn as if "
                    "they were measured."),
            MI_TEXT("Look at gaps in the curves, and tell the sender.")},
    TextRow{
        "bulk.waveform.sample-interpretation", MI_TEXT("It is not clear how the samples of a waveform are to be read"),
        MI_TEXT("The stated kind of samples does not exist, or does not fit their number of bits. The curves may be "
                "wrong."),
        MI_TEXT("Ask the sender for a new export of the study.")},
    TextRow{"bulk.waveform.too-long", MI_TEXT("A waveform holds more data than it describes"),
            MI_TEXT("Samples beyond the stated number will not be shown."),
            MI_TEXT("Ask the sender whether the recording is longer than it says.")},
    TextRow{"bulk.waveform.too-short", MI_TEXT("A waveform is incomplete"),
            MI_TEXT("The recording, for example an ECG, has fewer samples than it says. Viewers refuse it or show a "
                    "shorter or shifted curve."),
            MI_TEXT("Ask the sender for a new export of the study.")},
};

} // namespace

std::span<const TextRow> bulkDataTexts()
{
    return rows;
}

} // namespace mi
