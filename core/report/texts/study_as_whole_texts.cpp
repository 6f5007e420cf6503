// Words for the rules of core/checks/study_rules.cpp that are about a study as a whole.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{"study.accession-number.two-patients", MI_TEXT("Two patients share an accession number"),
            MI_TEXT("Another study of this drop has the same Accession Number and another patient. One of the two "
                    "will be assigned to the wrong order."),
            MI_TEXT("Compare both with the request before filing. Ask the sender which number is right.")},
    TextRow{"study.archive.birth-date-differs", MI_TEXT("The archive knows this patient with another birth date"),
            MI_TEXT("Patient ID and name are those of a patient in the archive, the birth date is not. It may be a "
                    "mistake in one of them, or somebody else."),
            MI_TEXT("Compare the birth date with the request before filing.")},
    TextRow{"study.archive.instance-under-other-study", MI_TEXT("The archive has an image of this study under another"),
            MI_TEXT("The same SOP Instance UID is filed in another study. Filed once more, one image would belong to "
                    "two studies."),
            MI_TEXT("Do not file it. Look at the other study and ask the sender to which one the image belongs.")},
    TextRow{"study.archive.patient-name-differs", MI_TEXT("The archive knows this Patient ID as somebody else"),
            MI_TEXT("Studies in the archive carry this Patient ID and another name. Filed like this, two people may "
                    "become one patient. IDs of other hospitals can be the same by chance."),
            MI_TEXT("Compare name and birth date with the request. Give the study the right ID, or file it if the "
                    "name has changed.")},
    TextRow{"study.attribute.equipment-differs", MI_TEXT("One series names different equipment"),
            MI_TEXT("A series comes from one device. Here its images name more than one, or describe it in different "
                    "ways."),
            MI_TEXT("Have a look at whether all images belong together. Tell the sender which attribute changes "
                    "within the series.")},
    TextRow{"study.attribute.frame-of-reference-differs",
            MI_TEXT("Images that share a coordinate system describe it differently"),
            MI_TEXT("They say that their positions can be compared, but disagree about the point of reference."),
            MI_TEXT("Be careful with measurements across series. Tell the sender.")},
    TextRow{"study.attribute.missing-in-some", MI_TEXT("Some images lack what the others say"),
            MI_TEXT("An attribute of the patient, the study or the series has a value in some images and none in "
                    "others. Often a second system made them. A search may find only a part of the study."),
            MI_TEXT("Usually nothing to do. If the images should have the same origin, ask the sender why it is "
                    "missing.")},
    TextRow{"study.attribute.patient-differs", MI_TEXT("Images of one patient disagree about the patient"),
            MI_TEXT("Name, ID, birth date and sex agree, but another attribute of the patient has more than one "
                    "value."),
            MI_TEXT("Compare the values and tell the sender which attribute differs.")},
    TextRow{"study.attribute.series-differs", MI_TEXT("Images of one series disagree about the series"),
            MI_TEXT("What describes the series has to be the same in all its images. Viewers show the value of any "
                    "one of them."),
            MI_TEXT("Compare the values. If images of two series were put together, ask the sender for a new export.")},
    TextRow{"study.attribute.spelling-differs", MI_TEXT("One value is written in more than one way"),
            MI_TEXT("Upper and lower case, blanks or punctuation differ between images of the same study or series. "
                    "A search for one form may miss the others."),
            MI_TEXT("Nothing to do for a single study. Tell the sender if it happens again.")},
    TextRow{"study.attribute.study-differs", MI_TEXT("Images of one study disagree about the study"),
            MI_TEXT("What describes the study has to be the same in all its images. A list shows the value of any "
                    "one of them, and a search may find only a part."),
            MI_TEXT("Compare the values with the request. Ask the sender if images of two studies were put together.")},
    TextRow{"study.concatenation.incomplete",
            MI_TEXT("An image was split over several files, and some of them are missing"),
            MI_TEXT("A large multi-frame image was cut into parts. Without all of them it cannot be put together "
                    "again."),
            MI_TEXT("Do not file it. Ask the sender for a new export with all parts.")},
    TextRow{"study.duplicate-file", MI_TEXT("The same file is here more than once"),
            MI_TEXT("Both copies are identical to the last byte. Only one of them is filed."),
            MI_TEXT("Nothing to do.")},
    TextRow{"study.duplicate.attributes-differ", MI_TEXT("Two versions of the same image are here"),
            MI_TEXT("They say different things about the same picture, under the same SOP Instance UID. "
                    "An archive keeps only one of them. One of the two may have been corrected."),
            MI_TEXT("Do not file both. Compare the attributes that differ and ask the sender which version is right.")},
    TextRow{"study.duplicate.re-encoded", MI_TEXT("The same image is here more than once, encoded differently"),
            MI_TEXT("The content is the same, but the bytes are not: one copy went through another system or was "
                    "compressed."),
            MI_TEXT("Remove one of the copies and check again.")},
    TextRow{"study.expected.fewer", MI_TEXT("Files are missing: the list of expected studies has more"),
            MI_TEXT("The list that was given to compare with says how many instances and series the study has, and "
                    "fewer are here."),
            MI_TEXT("Do not file it as it is. Ask the sender for the missing files or for a new export.")},
    TextRow{"study.expected.more", MI_TEXT("More is here than the list of expected studies says"),
            MI_TEXT("Images were added after the list was made, or the list is about another state of the study."),
            MI_TEXT("Ask the sender which of both is right.")},
    TextRow{"study.expected.not-here", MI_TEXT("An expected study is not here"),
            MI_TEXT("The list that was given to compare with names it, and no file of it was found."),
            MI_TEXT("Ask the sender for the study.")},
    TextRow{"study.expected.not-listed", MI_TEXT("The list of expected studies does not have this study"),
            MI_TEXT("It came with the others and nobody announced it."),
            MI_TEXT("Check that it belongs to the request before you file it.")},
    TextRow{"study.frames.slices-missing", MI_TEXT("May be incomplete: a multi-frame image has gaps"),
            MI_TEXT("Its frames form a stack, and at some places there is no frame. Reconstructions will be wrong "
                    "there."),
            MI_TEXT("Ask the sender whether frames were left out.")},
    TextRow{"study.media.file-id-illegal", MI_TEXT("File names on the medium are not as DICOM requires"),
            MI_TEXT("The DICOMDIR lists files under names that are too long or have other characters. Strict "
                    "programs may not find them."),
            MI_TEXT("Nothing to do if all files were found. Tell the sender.")},
    TextRow{"study.media.file-missing", MI_TEXT("Files are missing: the DICOMDIR lists them"),
            MI_TEXT("The table of contents of the medium names files that are not there. Part of a study is missing."),
            MI_TEXT("Ask the sender for a new copy. If only a part of the medium was dropped, drop all of it.")},
    TextRow{"study.media.file-not-listed", MI_TEXT("Files on the medium are not in its table of contents"),
            MI_TEXT("Programs that read only the DICOMDIR do not see these images. Here they were checked all the "
                    "same."),
            MI_TEXT("Nothing to do. Tell the sender if it happens again.")},
    TextRow{"study.media.file-unreadable", MI_TEXT("Files of this study cannot be read"),
            MI_TEXT("The DICOMDIR lists them for this study, and they are damaged or the medium is. The study is "
                    "incomplete."),
            MI_TEXT("Clean the disc or try another drive. If they stay unreadable, ask the sender for a new copy.")},
    TextRow{"study.media.record-differs", MI_TEXT("The table of contents says something else than the files"),
            MI_TEXT("A record of the DICOMDIR and the file that it lists disagree. Programs that trust the DICOMDIR "
                    "show the wrong thing."),
            MI_TEXT("The files decide. Tell the sender that the DICOMDIR is wrong.")},
    TextRow{"study.media.record-unreachable", MI_TEXT("The table of contents is damaged"),
            MI_TEXT("Some records of the DICOMDIR cannot be reached from the others, so programs do not show what "
                    "they list."),
            MI_TEXT("The files themselves were checked. Tell the sender.")},
    TextRow{"study.patient.contradicts-other-study",
            MI_TEXT("Another study here has this Patient ID and another person"),
            MI_TEXT("Two studies of this drop carry the same Patient ID, but name, birth date or sex differ. In an "
                    "archive they would become one patient."),
            MI_TEXT("Compare both with the request. Give one of them the right ID, or ask the sender.")},
    TextRow{"study.patient.differs", MI_TEXT("One study carries more than one patient"),
            MI_TEXT("Images of one study name different patients or different Patient IDs. Filed like this, images "
                    "would show up under the wrong person."),
            MI_TEXT("Do not file it. Compare names, IDs and birth dates with the request and ask the sender which "
                    "patient is right.")},
    TextRow{"study.patient.name-spelling", MI_TEXT("The patient's name is written in more than one way"),
            MI_TEXT("ID, birth date and sex agree, so it is probably one person. A list may still show two."),
            MI_TEXT("Compare the name with the request. Tell the sender which spelling is right.")},
    TextRow{"study.pixels.repeated", MI_TEXT("The same picture is here twice under different UIDs"),
            MI_TEXT("Two images have exactly the same pixels. A copy was made, or an image was sent again under a "
                    "new UID."),
            MI_TEXT("Check that nothing is counted twice. If an image is missing for it, ask the sender.")},
    TextRow{"study.reference.class-differs", MI_TEXT("A reference names the wrong kind of object"),
            MI_TEXT("An object refers to an instance of this study and calls it something else than it is. Programs "
                    "may refuse to open both together."),
            MI_TEXT("Try whether your viewer shows it. Tell the sender.")},
    TextRow{"study.reference.dangling", MI_TEXT("May be incomplete: an object refers to images that are not here"),
            MI_TEXT("A report, a segmentation or another object of this study names images of the same study that "
                    "are not here. They may have been left out or deleted on purpose."),
            MI_TEXT("Ask the sender for the images, or whether they were left out on purpose.")},
    TextRow{"study.reference.frame-not-there", MI_TEXT("A reference names a frame that does not exist"),
            MI_TEXT("An object points at a frame behind the last one of the image. What it marks cannot be shown."),
            MI_TEXT("Try whether your viewer shows it. Tell the sender.")},
    TextRow{"study.series-uid.in-two-studies", MI_TEXT("One series belongs to two studies"),
            MI_TEXT("The same Series Instance UID is in two studies of this drop. An archive will mix them up or "
                    "refuse one."),
            MI_TEXT("Do not file them. Ask the sender to which study the series belongs.")},
    TextRow{"study.series.fewer-than-announced", MI_TEXT("May be incomplete: fewer images than the series announces"),
            MI_TEXT("The images say how many there should be, and fewer are here. Images may have been left out on "
                    "purpose."),
            MI_TEXT("Ask the sender whether the series was exported completely.")},
    TextRow{"study.series.files-missing", MI_TEXT("Files are missing"),
            MI_TEXT("It is certain that this series has more images than are here: the sender's own list names "
                    "them."),
            MI_TEXT("Do not file it as it is. Ask the sender for the missing files or for a new export.")},
    TextRow{"study.series.mixed-geometry", MI_TEXT("A few images of a series lie differently from all others"),
            MI_TEXT("Their orientation, matrix, spacing or coordinate system is another one. Reconstructions from "
                    "this series may be wrong."),
            MI_TEXT("Look at the images that are named. They may belong to another series.")},
    TextRow{"study.series.numbers-missing", MI_TEXT("May be incomplete: image numbers are missing"),
            MI_TEXT("The images are numbered and some numbers in between are not there. Images may have been lost or "
                    "deleted on purpose."),
            MI_TEXT("Ask the sender whether the series was exported completely.")},
    TextRow{"study.series.numbers-repeated", MI_TEXT("Two images of a series have the same number"),
            MI_TEXT("Viewers that sort by number may show them in the wrong order or hide one of them."),
            MI_TEXT("Usually nothing to do. Look at the images that are named.")},
    TextRow{"study.series.numbers-skipped", MI_TEXT("Image numbers are skipped"),
            MI_TEXT("Some numbers in between are not there. Staff often delete single images at the device, so this "
                    "alone does not mean that something is missing."),
            MI_TEXT("If the count seems low, ask the sender whether the series was exported completely.")},
    TextRow{"study.series.slices-missing", MI_TEXT("May be incomplete: slices are missing"),
            MI_TEXT("There are gaps in the stack of slices, at places where a slice should be. A finding could be in "
                    "a gap, and reconstructions will be wrong there."),
            MI_TEXT("Ask the sender for the missing slices or for a new export.")},
    TextRow{"study.series.slices-repeated", MI_TEXT("Some slices are at the same place"),
            MI_TEXT("A few places in the stack are taken more than once, and nothing in the images tells why."),
            MI_TEXT("Look at the images that are named. One of them may belong to another series or be at a wrong "
                    "place.")},
    TextRow{"study.series.spacing-contradicts-positions",
            MI_TEXT("The distance of the slices is not what the images say"),
            MI_TEXT("Spacing Between Slices and the positions disagree. Every second slice may be missing, or "
                    "measurements along the stack may be wrong."),
            MI_TEXT("Ask the sender whether slices were left out.")},
    TextRow{"study.series.tilt-contradicts-positions",
            MI_TEXT("The tilt of the gantry does not fit the positions of the slices"),
            MI_TEXT("Reconstructions correct the tilt by one of the two, so they may come out skewed."),
            MI_TEXT("Be careful with reconstructions of this series. Tell the sender.")},
    TextRow{"study.series.uneven-spacing", MI_TEXT("The slices are not evenly spaced"),
            MI_TEXT("Most slices are equally far apart, a few are not. Reconstructions may be distorted there."),
            MI_TEXT("Usually nothing to do. Be careful with measurements along the stack.")},
    TextRow{"study.sop-instance-uid.in-two-studies", MI_TEXT("One image belongs to two studies"),
            MI_TEXT("The same SOP Instance UID is in two studies of this drop. An archive keeps only one of them."),
            MI_TEXT("Do not file them. Ask the sender to which study the image belongs.")},
    TextRow{"study.sop-instance-uid.reused", MI_TEXT("Different files claim to be the same image"),
            MI_TEXT("They carry the same SOP Instance UID but different content. An archive keeps only one of them, "
                    "and the others would be lost."),
            MI_TEXT("Ask the sender which one is right and for a new export in which every image has a UID of its "
                    "own.")},
};

} // namespace

std::span<const TextRow> studyAsWholeTexts()
{
    return rows;
}

} // namespace mi
