// Words for the rules of core/checks/iod_checks.cpp: the standard's tables, and profiles.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    // Modules and attributes.
    TextRow{"iod.module.missing", MI_TEXT("A whole part of the description is missing"),
            MI_TEXT("Objects of this kind must have this group of attributes, and none of it is there. Programs that "
                    "need it refuse the object or show it wrongly."),
            MI_TEXT("Ask the sender for a corrected export, and name the part that is missing.")},
    TextRow{"iod.module.not-allowed", MI_TEXT("There is a part that must not be there"),
            MI_TEXT("The rest of the object says that this group of attributes does not apply. Programs may believe "
                    "either."),
            MI_TEXT("Check that your viewer shows the object as expected. Tell the sender.")},
    TextRow{"iod.module.not-expected", MI_TEXT("There is a part that does not belong here"),
            MI_TEXT("This group of attributes is meant for other cases than this one. Most programs ignore it."),
            MI_TEXT("Nothing to do.")},
    TextRow{"iod.attribute.missing", MI_TEXT("A required value is left out"),
            MI_TEXT("Every object of this kind must have it. Programs that rely on it refuse the object, or show or "
                    "measure something wrong."),
            MI_TEXT("Ask the sender for a corrected export, and name the attribute.")},
    TextRow{"iod.attribute.missing-conditional", MI_TEXT("A value that is required in this case is left out"),
            MI_TEXT("What the object says elsewhere makes it required. Programs that rely on it refuse the object, or "
                    "show or measure something wrong."),
            MI_TEXT("Ask the sender for a corrected export, and name the attribute.")},
    TextRow{
        "iod.attribute.missing-may-be-empty",
        MI_TEXT("An attribute that may be empty, but must be there, is left "
                "out"),
        MI_TEXT("The sender may leave the value unknown, but has to say so with an empty attribute. Strict archives "
                "refuse the object."),
        MI_TEXT("The study can be filed if your archive accepts it. Tell the sender which attribute is missing.")},
    TextRow{"iod.attribute.empty", MI_TEXT("A required value is empty"),
            MI_TEXT("The attribute is there, but has no value, and this kind of object must have one. Programs that "
                    "rely on it refuse the object, or show or measure something wrong."),
            MI_TEXT("Ask the sender for a corrected export, and name the attribute.")},
    TextRow{
        "iod.attribute.empty-conditional", MI_TEXT("An attribute is empty that needs a value or has to be left out"),
        MI_TEXT("Either it applies to this object and says nothing, or it does not apply and should not be there. Most "
                "programs take it for left out."),
        MI_TEXT("The study can be filed. Tell the sender which attribute is empty.")},
    TextRow{"iod.attribute.not-allowed", MI_TEXT("There is a value that must not be there"),
            MI_TEXT("What the object says elsewhere rules it out, so the two contradict each other."),
            MI_TEXT("Check that your viewer shows the object as expected. Tell the sender.")},
    TextRow{"iod.attribute.not-expected", MI_TEXT("There is a value that is meant for other cases"),
            MI_TEXT("By the rest of the object it does not apply. Most programs ignore it."),
            MI_TEXT("Nothing to do.")},
    TextRow{"iod.attribute.not-in-iod", MI_TEXT("There is a value that objects of this kind usually do not have"),
            MI_TEXT("Makers may add attributes of the standard to any object. Programs that do not know them ignore "
                    "them."),
            MI_TEXT("Nothing to do.")},
    TextRow{
        "iod.attribute.wrong-level", MI_TEXT("A value stands in another place than programs look for it"),
        MI_TEXT("Objects of this kind keep it elsewhere. Programs that look there only do not find it, unless it is "
                "there too."),
        MI_TEXT("Nothing to do, unless your viewer misses the value.")},
    // Values.
    TextRow{"iod.value.not-enumerated", MI_TEXT("A value is none of those that are allowed"),
            MI_TEXT("The standard has a closed list for it. Programs do not know what this one means, and may show the "
                    "object wrongly or refuse it."),
            MI_TEXT("Ask the sender for a corrected export, and name the attribute and the value.")},
    TextRow{"iod.value.not-defined-term", MI_TEXT("A value is none of the usual ones"),
            MI_TEXT("Makers may use words of their own here. Programs that do not know them cannot use the value."),
            MI_TEXT("Nothing to do, unless the value matters to you.")},
    TextRow{"iod.value.out-of-bounds", MI_TEXT("A number is outside of what is possible"),
            MI_TEXT("The standard sets a limit for it. Programs may compute something wrong from it."),
            MI_TEXT("Do not measure in these images before you know the right value. Tell the sender.")},
    TextRow{"iod.values.count", MI_TEXT("There are more or fewer values than objects of this kind have"),
            MI_TEXT("Programs that look for a certain one may not find it."),
            MI_TEXT("The study can be filed. Tell the sender which attribute is wrong.")},
    TextRow{"iod.items.count", MI_TEXT("A list has more or fewer entries than it may have"),
            MI_TEXT("Programs that expect another number use the first one, or none."),
            MI_TEXT("The study can be filed. Tell the sender which attribute is wrong.")},
    TextRow{"iod.items.empty", MI_TEXT("An entry of a list is empty"),
            MI_TEXT("The entry is there, but holds nothing of what it must hold. Programs may stop there."),
            MI_TEXT("Ask the sender for a corrected export, and name the attribute.")},
    // Codes.
    TextRow{"iod.code.value-missing", MI_TEXT("A code is missing"),
            MI_TEXT("There is a place for a code, and no code in it. Programs cannot know what is meant."),
            MI_TEXT("Ask the sender for a corrected export, and name the attribute.")},
    TextRow{"iod.code.several-values", MI_TEXT("There is more than one code where one has to be"),
            MI_TEXT("Programs may use either, and the two may differ."),
            MI_TEXT("The study can be filed. Tell the sender which attribute is wrong.")},
    TextRow{"iod.code.scheme-missing", MI_TEXT("A code does not say which list it is from"),
            MI_TEXT("The same code means different things in different lists."),
            MI_TEXT("Ask the sender for a corrected export, and name the attribute.")},
    TextRow{"iod.code.meaning-missing", MI_TEXT("A code has no text for people"),
            MI_TEXT("Programs that do not know the code have nothing to show."),
            MI_TEXT("The study can be filed. Tell the sender which attribute is wrong.")},
    TextRow{
        "iod.code.scheme-retired", MI_TEXT("Codes are of an outdated kind"),
        MI_TEXT("SNOMED has newer codes for the same. Programs that only know those do not recognise the old ones."),
        MI_TEXT("Nothing to do, unless your programs miss a body part or a finding.")},
    TextRow{"iod.code.not-in-context-group", MI_TEXT("A code is none of the usual ones"),
            MI_TEXT("The standard suggests a list of codes for this, and this is not one of them. That is allowed in "
                    "most cases."),
            MI_TEXT("Nothing to do, unless the code matters to you.")},
    // Functional groups.
    TextRow{"iod.group.missing", MI_TEXT("Part of what describes the frames is missing"),
            MI_TEXT("Images of this kind must say it once for all frames or for each of them, and say it nowhere. "
                    "Viewers may refuse the image or show it wrongly."),
            MI_TEXT("Ask the sender for a corrected export, and name the part that is missing.")},
    TextRow{
        "iod.group.in-some-frames-only", MI_TEXT("Part of what describes the frames is missing in some of them"),
        MI_TEXT("It is required for all frames. Viewers may leave out those frames or put them in the wrong place."),
        MI_TEXT("Ask the sender for a corrected export, and name the part that is missing.")},
    TextRow{"iod.group.shared-and-per-frame", MI_TEXT("The same is said once for all frames and again for single ones"),
            MI_TEXT("It must be one or the other. If the values differ, viewers may use either."),
            MI_TEXT("Ask the sender for a corrected export.")},
    TextRow{"iod.group.not-allowed-here", MI_TEXT("Part of what describes the frames is in the wrong place"),
            MI_TEXT("It may only be said for each frame, or only once for all. Viewers may not find it."),
            MI_TEXT("Check that your viewer shows the image as expected. Tell the sender.")},
    TextRow{"iod.group.not-allowed", MI_TEXT("The frames have a description that must not be there"),
            MI_TEXT("What the image says elsewhere rules it out, so the two contradict each other."),
            MI_TEXT("Check that your viewer shows the image as expected. Tell the sender.")},
    TextRow{"iod.group.not-expected", MI_TEXT("The frames have a description that is meant for other cases"),
            MI_TEXT("By the rest of the image it does not apply. Most viewers ignore it."), MI_TEXT("Nothing to do.")},
    TextRow{"iod.dimensions.values-count", MI_TEXT("The order of the frames is not described to the end"),
            MI_TEXT("The frames have more or fewer index numbers than the image has dimensions, so viewers cannot sort "
                    "them."),
            MI_TEXT("Check the order of the frames in your viewer. Ask the sender for a corrected export.")},
    TextRow{"iod.dimensions.pointer-unresolved", MI_TEXT("The frames are ordered by something that they do not say"),
            MI_TEXT("The image names an attribute to sort its frames by, and no frame has it."),
            MI_TEXT("Check the order of the frames in your viewer. Tell the sender.")},
    // Profiles.
    TextRow{"profile.attribute.missing", MI_TEXT("A value that the chosen purpose needs is left out"),
            MI_TEXT("The standard may allow that, but the profile that was chosen for this check does not."),
            MI_TEXT("Add the value, or ask the sender for it, before the study is used for this purpose.")},
    TextRow{"profile.attribute.missing-may-be-empty",
            MI_TEXT("An attribute that the chosen purpose asks for is left "
                    "out"),
            MI_TEXT("It may be empty, but the profile that was chosen for this check wants it to be there."),
            MI_TEXT("Add it before the study is used for this purpose.")},
    TextRow{"profile.attribute.empty", MI_TEXT("A value that the chosen purpose needs is empty"),
            MI_TEXT("The standard may allow that, but the profile that was chosen for this check does not."),
            MI_TEXT("Add the value, or ask the sender for it, before the study is used for this purpose.")},
    TextRow{"profile.attribute.not-allowed", MI_TEXT("There is a value that has no place in the chosen purpose"),
            MI_TEXT("The profile that was chosen for this check does not want it in what is handed on."),
            MI_TEXT("Look at the value, and remove it before the study is used for this purpose.")},
    TextRow{"profile.attribute.not-expected", MI_TEXT("There is a value that the chosen purpose does not need"),
            MI_TEXT("The profile that was chosen for this check has it in other cases only."),
            MI_TEXT("Nothing to do.")},
    TextRow{
        "profile.attribute.private", MI_TEXT("There are private values of the maker"),
        MI_TEXT("Nobody but the maker can say what is in them, names and dates among it. The profile that was chosen "
                "for this check does not want them in what is handed on."),
        MI_TEXT("Remove them before the study is used for this purpose, or ask the maker what they hold.")},
    TextRow{"profile.items.count", MI_TEXT("A list has more or fewer entries than the chosen purpose wants"),
            MI_TEXT("The profile that was chosen for this check says how many there may be."),
            MI_TEXT("Correct the list before the study is used for this purpose.")},
    TextRow{"profile.items.empty", MI_TEXT("An entry of a list that the chosen purpose needs is empty"),
            MI_TEXT("The entry holds nothing of what the profile that was chosen for this check asks for."),
            MI_TEXT("Add the values before the study is used for this purpose.")},
    TextRow{"profile.value.not-allowed", MI_TEXT("A value is none of those that the chosen purpose allows"),
            MI_TEXT("The standard may allow it, but the profile that was chosen for this check does not."),
            MI_TEXT("Look at the value, and correct it before the study is used for this purpose.")},
    TextRow{"profile.value.not-suggested", MI_TEXT("A value is none of those that the chosen purpose suggests"),
            MI_TEXT("The profile that was chosen for this check names others."),
            MI_TEXT("Nothing to do, unless the value matters to you.")},
    TextRow{"profile.values.count", MI_TEXT("There are more or fewer values than the chosen purpose wants"),
            MI_TEXT("The profile that was chosen for this check says how many there may be."),
            MI_TEXT("Correct the values before the study is used for this purpose.")},
};

} // namespace

std::span<const TextRow> iodTexts()
{
    return rows;
}

} // namespace mi
