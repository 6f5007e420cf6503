// Words for the rules of core/checks/identity_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{
        "identity.none", MI_TEXT("The file belongs to no patient and no study"),
        MI_TEXT("It is DICOM data, but holds none of the values that tell what it is and whose. It may be a part of "
                "an object, a look-up table or a message that a program saved."),
        MI_TEXT("It cannot be filed. Ask the sender what it is, if the rest of the export is not complete.")},
    TextRow{"identity.patient-id.empty", MI_TEXT("No Patient ID"),
            MI_TEXT("The sender left the Patient ID empty, so the study can only be matched by name and birth date."),
            MI_TEXT("Match the patient by hand and enter your own ID when you import. Ask the sender for the ID if the "
                    "match is not certain.")},
    TextRow{"identity.patient-id.missing", MI_TEXT("The Patient ID is left out altogether"),
            MI_TEXT("Every study must have a place for the Patient ID, even an empty one. Without it many archives "
                    "refuse the study or file it under nobody."),
            MI_TEXT("Ask the sender to export again with the patient's identification. Often an anonymiser removed "
                    "it.")},
    TextRow{"identity.patient-name.empty", MI_TEXT("No patient name"),
            MI_TEXT("The name is empty, so nobody can see whose images these are."),
            MI_TEXT("Match the patient by ID and birth date. If that is not certain, ask the sender.")},
    TextRow{"identity.patient-name.missing", MI_TEXT("The patient name is left out altogether"),
            MI_TEXT("Every study must have a place for the name, even an empty one. Without it many archives refuse "
                    "the study or file it under nobody."),
            MI_TEXT("Ask the sender to export again with the patient's identification. Often an anonymiser removed "
                    "it.")},
    TextRow{"identity.series-uid.missing", MI_TEXT("The image does not say which series it belongs to"),
            MI_TEXT("Without a Series Instance UID an archive cannot put the image in its place."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{
        "identity.series-uid.unusable", MI_TEXT("The identifier of the series cannot be used"),
        MI_TEXT("The Series Instance UID is not written as a UID, so archives refuse the image or sort it wrongly."),
        MI_TEXT("Ask the sender to export the study again. Tell them that the Series Instance UID is malformed.")},
    TextRow{"identity.sop-class-uid.missing", MI_TEXT("The file does not say what kind of object it is"),
            MI_TEXT("Without a SOP Class UID no archive accepts the file and viewers have to guess whether it is a CT "
                    "image, a report or something else."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"identity.sop-class-uid.not-for-files", MI_TEXT("A network message was saved as if it were an image"),
            MI_TEXT("Its SOP Class is for exchange between systems, not for storage. Archives usually refuse it."),
            MI_TEXT("The images are not affected. Tell the sender if the export holds many of these.")},
    TextRow{
        "identity.sop-class-uid.private", MI_TEXT("A private kind of object"),
        MI_TEXT("Only the maker's own software can show it. Archives may refuse it or store it without showing it."),
        MI_TEXT("If it matters for the reading, ask the sender for the same content in a standard form.")},
    TextRow{"identity.sop-class-uid.retired", MI_TEXT("An outdated kind of object"),
            MI_TEXT("Its SOP Class was withdrawn from the standard. Newer viewers may not show it."),
            MI_TEXT("Check that your viewer shows it before the original is given back.")},
    TextRow{
        "identity.sop-class-uid.unknown", MI_TEXT("An unknown kind of object"),
        MI_TEXT("Its SOP Class UID looks like one of the standard, but it is not in the edition this program knows. "
                "It may be newer, or mistyped."),
        MI_TEXT("Check that your archive accepts it.")},
    TextRow{"identity.sop-class-uid.unusable", MI_TEXT("The kind of object cannot be made out"),
            MI_TEXT("The SOP Class UID is not written as a UID, so archives refuse the file."),
            MI_TEXT("Ask the sender to export the study again. Tell them that the SOP Class UID is malformed.")},
    TextRow{"identity.sop-instance-uid.missing", MI_TEXT("The image has no identifier of its own"),
            MI_TEXT("Without a SOP Instance UID an archive cannot tell this image from another one."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"identity.sop-instance-uid.unusable", MI_TEXT("The identifier of the image cannot be used"),
            MI_TEXT("The SOP Instance UID is not written as a UID, so archives refuse the image or lose track of it."),
            MI_TEXT("Ask the sender to export the study again. Tell them that the SOP Instance UID is malformed.")},
    TextRow{"identity.study-uid.missing", MI_TEXT("The file does not say which study it belongs to"),
            MI_TEXT("Without a Study Instance UID the image cannot be filed with the rest of its study."),
            MI_TEXT("Ask the sender to export the study again.")},
    TextRow{"identity.study-uid.unusable", MI_TEXT("The identifier of the study cannot be used"),
            MI_TEXT("The Study Instance UID is not written as a UID, so archives refuse the study or split it."),
            MI_TEXT("Ask the sender to export the study again. Tell them that the Study Instance UID is malformed.")},
    TextRow{"identity.uid.ill-formed", MI_TEXT("An identifier is not written by the rules"),
            MI_TEXT("The UID can be used, but it breaks a rule of form. Strict systems may refuse it."),
            MI_TEXT("File the study if your archive accepts it, and tell the sender.")},
    TextRow{"identity.uid.reserved-root", MI_TEXT("An identifier is taken from the range of the standard itself"),
            MI_TEXT("UIDs that begin with 1.2.840.10008 are given out by the DICOM standard only. The sender made one "
                    "up, so it may not be unique in the world."),
            MI_TEXT("Check that no other study in your archive carries the same UID, and tell the sender.")},
    TextRow{"identity.uid.same", MI_TEXT("Two identifiers that must differ are the same"),
            MI_TEXT("Study, series and image each need a UID of their own. Archives may mix them up or overwrite one "
                    "with the other."),
            MI_TEXT("Ask the sender to export the study again.")},
};

} // namespace

std::span<const TextRow> identityTexts()
{
    return rows;
}

} // namespace mi
