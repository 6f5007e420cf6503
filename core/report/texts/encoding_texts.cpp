// Words for the rules of core/checks/encoding_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    // The file.
    TextRow{"file.preamble.missing", MI_TEXT("The first 128 bytes of the file are missing"),
            MI_TEXT("Every DICOM file begins with them. Some programs do not recognise the file without them."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    TextRow{"file.prefix.missing", MI_TEXT("The file is not marked as DICOM"),
            MI_TEXT("The letters DICM at the beginning are missing. Many programs do not recognise the file without "
                    "them."),
            MI_TEXT("Ask the sender to export again if your archive refuses the file.")},
    TextRow{"file.meta.missing", MI_TEXT("The file has no header"),
            MI_TEXT("The content begins without saying how it is encoded, so every program has to guess. Many refuse "
                    "such files."),
            MI_TEXT("Ask the sender to export the study as DICOM files for media, not as raw data sets.")},
    TextRow{"file.leading-bytes", MI_TEXT("There is something in front of the file's content"),
            MI_TEXT("A few bytes stand where the file should begin, so everything else is in the wrong place. Most "
                    "programs do not recognise the file."),
            MI_TEXT("Ask the sender to export again. The bytes often come from a faulty transfer.")},
    TextRow{"file.preamble.executable", MI_TEXT("The file could also be started as a program"),
            MI_TEXT("Its first bytes are those of an executable. This is a known way to hide malicious software in a "
                    "medical image."),
            MI_TEXT("Do not open it by double click. Show it to your IT security before you file it.")},
    TextRow{"file.preamble.tiff", MI_TEXT("The file can also be opened as a TIFF image"),
            MI_TEXT("This is allowed, and some scanners for microscope slides do it on purpose."),
            MI_TEXT("Nothing to do.")},
    TextRow{"file.truncated", MI_TEXT("The file is cut off"),
            MI_TEXT("It ends in the middle of its data, so part of the image is lost."),
            MI_TEXT("Copy it from the medium again. If it stays cut off, ask the sender for a new export.")},
    TextRow{"file.trailing-zeros", MI_TEXT("There are extra zero bytes at the end of the file"),
            MI_TEXT("They hold no information, but some programs stumble over them."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"file.trailing-bytes", MI_TEXT("There is something behind the end of the data"),
            MI_TEXT("The bytes belong to nothing in the file. They may be leftovers or something hidden, and some "
                    "programs refuse the file because of them."),
            MI_TEXT("Ask the sender to export again if your archive refuses the file.")},
    TextRow{"file.deflate.corrupt", MI_TEXT("The compressed content is damaged"),
            MI_TEXT("It cannot be unpacked to the end, so part of the data is lost."),
            MI_TEXT("Copy the file from the medium again. If it stays damaged, ask the sender for a new export.")},
    TextRow{"file.deflate.trailing-bytes", MI_TEXT("There is something behind the end of the compressed content"),
            MI_TEXT("The bytes belong to nothing in the file. Most programs ignore them."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    // File Meta Information.
    TextRow{"meta.encoding.wrong", MI_TEXT("The file header is encoded in a forbidden way"),
            MI_TEXT("The header must always use the same encoding, whatever the rest of the file does. Many programs "
                    "cannot read it otherwise."),
            MI_TEXT("Ask the sender to export again if your archive refuses the file.")},
    TextRow{"meta.group-length.missing", MI_TEXT("The file header does not give its length"),
            MI_TEXT("Some programs need it to find the content."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    TextRow{"meta.group-length.wrong", MI_TEXT("The file header gives a wrong length for itself"),
            MI_TEXT("Programs that trust it begin to read the content at the wrong place."),
            MI_TEXT("Ask the sender to export again if your archive refuses the file.")},
    TextRow{"meta.transfer-syntax.missing", MI_TEXT("The file header does not say how the data is encoded"),
            MI_TEXT("Without a Transfer Syntax UID every program has to guess how to read the file, and compressed "
                    "images may not be shown at all."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"meta.transfer-syntax.contradicted", MI_TEXT("The data is encoded otherwise than the header says"),
            MI_TEXT("A program that believes the header cannot read the file."),
            MI_TEXT("Ask the sender to export the study again.")},
    // Elements, items, delimiters.
    TextRow{"encoding.length.past-enclosing", MI_TEXT("A value is longer than the space it is in"),
            MI_TEXT("The stated length reaches beyond the end of the surrounding part, so the rest of the file could "
                    "not be read with certainty."),
            MI_TEXT("Copy the file from the medium again. If the message stays, ask the sender for a new export.")},
    TextRow{"encoding.length.odd", MI_TEXT("A value has an odd number of bytes"),
            MI_TEXT("All values must have an even length. Most programs cope, strict ones do not."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    TextRow{"encoding.length.undefined-not-allowed", MI_TEXT("A value does not say where it ends"),
            MI_TEXT("An open length is allowed for sequences and compressed images only. Programs cannot tell where "
                    "this value ends."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"encoding.vr.unknown", MI_TEXT("The type of a value is not known"),
            MI_TEXT("Every value is marked with a code of two letters for its type. This code is none of them, so "
                    "programs may misread the value or what follows."),
            MI_TEXT("Check that your viewer shows the images. Tell the sender.")},
    TextRow{"encoding.reserved-bytes.not-zero", MI_TEXT("Bytes that must be zero are not"),
            MI_TEXT("Two reserved bytes in front of a length hold something. Most programs ignore them."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"encoding.element.order", MI_TEXT("The data is not in the right order"),
            MI_TEXT("Entries must be sorted by their number. Programs that rely on it miss what comes too late."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    TextRow{"encoding.element.duplicate", MI_TEXT("The same entry is there twice"),
            MI_TEXT("Some programs take the first value, some the last. If the values differ, two people may see "
                    "different data."),
            MI_TEXT("Compare the values. Ask the sender to export again if they differ.")},
    TextRow{"encoding.item.expected", MI_TEXT("A list inside the file is broken"),
            MI_TEXT("Something stands where the next item of the list has to begin, so the rest of the file could not "
                    "be read with certainty."),
            MI_TEXT("Copy the file from the medium again. If the message stays, ask the sender for a new export.")},
    TextRow{"encoding.item.outside-sequence", MI_TEXT("Part of a list stands outside of any list"),
            MI_TEXT("Nobody can tell what it belongs to. Many programs stop reading here."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"encoding.delimiter.stray", MI_TEXT("An end mark without a beginning"),
            MI_TEXT("It closes nothing. Some programs ignore it, some stop reading there."),
            MI_TEXT("Check that your viewer shows the images. Tell the sender.")},
    TextRow{"encoding.delimiter.missing", MI_TEXT("The file ends before everything in it is closed"),
            MI_TEXT("An end mark is missing. The file was probably cut off, and part of the data may be lost."),
            MI_TEXT("Copy the file from the medium again. If the message stays, ask the sender for a new export.")},
    TextRow{"encoding.delimiter.wrong", MI_TEXT("An end mark is of the wrong kind"),
            MI_TEXT("The mark for the end of a list stands where that of one of its entries belongs, or the other way "
                    "round. Some programs lose their place there."),
            MI_TEXT("Check that your viewer shows the images. Tell the sender.")},
    TextRow{"encoding.delimiter.length-not-zero", MI_TEXT("An end mark has a length"),
            MI_TEXT("End marks are always empty. Some programs skip that many bytes and lose their place."),
            MI_TEXT("Check that your viewer shows the images. Tell the sender.")},
    TextRow{"encoding.group-length.wrong", MI_TEXT("The stated length of a group is wrong"),
            MI_TEXT("Such lengths are outdated and most programs ignore them, but one that is there must be right."),
            MI_TEXT("The study can be filed. Tell the sender.")},
    TextRow{"encoding.group.meta-in-data-set", MI_TEXT("Entries of the file header stand among the data"),
            MI_TEXT("They belong to the beginning of the file only. Some programs refuse the file."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    TextRow{"encoding.group.command-in-data-set", MI_TEXT("Entries of a network message stand among the data"),
            MI_TEXT("They were used while the image was sent and must not be stored. Some programs refuse the file."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    TextRow{"encoding.group.illegal", MI_TEXT("Entries in a range that may not be used"),
            MI_TEXT("The standard forbids these group numbers. Some programs refuse the file."),
            MI_TEXT("The study can be filed if your archive accepts it. Tell the sender.")},
    // Limits of this program.
    TextRow{"limit.nesting", MI_TEXT("The data is nested too deeply to be read safely"),
            MI_TEXT("Real studies never come near this depth. The file is damaged or made to crash programs, and was "
                    "not read further."),
            MI_TEXT("Do not open it with other software. Show it to your IT security.")},
    TextRow{"limit.elements", MI_TEXT("The file has too many entries to be read safely"),
            MI_TEXT("Real studies hardly ever come near this number. The file may be damaged or made to exhaust "
                    "programs, and was not read further."),
            MI_TEXT("Do not open it with other software. Ask the sender what it is.")},
    TextRow{"limit.inflated-size", MI_TEXT("The compressed content is too large to be unpacked safely"),
            MI_TEXT("It grows out of all proportion when unpacked. The file may be made to exhaust programs, and was "
                    "not read further."),
            MI_TEXT("Do not open it with other software. Ask the sender what it is.")},
};

} // namespace

std::span<const TextRow> encodingTexts()
{
    return rows;
}

} // namespace mi
