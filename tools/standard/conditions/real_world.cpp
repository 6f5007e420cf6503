#include "tools/standard/conditions/real_world.h"

#include <algorithm>
#include <array>

namespace mi::standard {

namespace {

// Words that must be there in this order, "*" for any between them. The first rule that fits wins: what is special
// comes before what is general.
struct Rule {
    std::string_view words;
    std::string_view reason;
};

constexpr std::array rules = {
    // The patient and the examination
    Rule{"frame level retrieve", "it was extracted from another instance"},
    Rule{"frame-level retrieve", "it was extracted from another instance"},
    Rule{"heart gating", "the heart was gated"},
    Rule{"biopsy targets", "there are biopsy targets"},
    Rule{"protocol is not that", "which trial protocol is meant"},
    Rule{"requires implies", "what the concept needs"},
    Rule{"requires ( implies )", "what the concept needs"},
    Rule{"animal", "the patient is an animal"},
    Rule{"not bipedal", "the anatomy of the patient is not that of a biped"},
    Rule{"paired structure", "the body part is one of a pair"},
    Rule{"subject is a specimen", "the subject is a specimen"},
    Rule{"multiple specimens", "more than one specimen is in the image"},
    Rule{"contrast", "contrast media was used"},
    Rule{"procedure was scheduled", "the procedure was scheduled"},
    Rule{"performed procedure step * involved", "a performed procedure step was managed"},
    Rule{"performed procedure step * supported", "a performed procedure step was managed"},
    Rule{"result of a procedure step", "the instance came of a procedure step"},
    Rule{"result of a single procedure step", "the series came of one procedure step"},
    Rule{"resulted from a defined", "the protocol came of a defined one"},
    Rule{"performed procedure protocol * created", "a protocol of what was performed exists"},
    Rule{"staged protocol", "the protocol had stages"},
    Rule{"a protocol is controlling", "a protocol controlled the acquisition"},
    Rule{"requested procedure", "which requested procedures the document is for"},
    Rule{"eye is measured", "this eye was measured"},
    Rule{"lens is measured", "this lens was measured"},
    Rule{"measured", "this was measured"},
    Rule{"refraction is done", "this refraction was done"},
    Rule{"calculated", "this was calculated"},
    Rule{"calculates", "this was calculated"},
    Rule{"normative data", "reference data was used"},
    Rule{"quality rating", "a quality rating exists"},

    // Synchronisation and acquisition
    Rule{"generated during acquisition", "it was made during the acquisition"},
    Rule{"gamma-emitting", "the kind of source"},
    Rule{"treatment technique requires", "the treatment technique"},
    Rule{"accessory is", "how the accessory is mounted"},
    Rule{"accessory holder device contains", "how the accessory is mounted"},
    Rule{"beam shall be limited", "the beam is to be limited"},
    Rule{"special delivery mode", "a special mode was used"},
    Rule{"are omitted", "channels are left out"},
    Rule{"hexagonal", "the pattern is hexagonal"},
    Rule{"setup sop instance defined", "there is a patient setup instance"},
    Rule{"dose delivered is tracked", "the dose is tracked"},
    Rule{"fraction pattern has been defined", "a pattern of fractions was defined"},
    Rule{"suitable for", "what the instance is suitable for"},
    Rule{"photography reference image", "there is a reference image"},
    Rule{"multiple x-ray sources", "the system has more than one source"},
    Rule{"material processing", "materials were separated"},
    Rule{"rest and stress", "the patient was at rest or under stress"},
    Rule{"confocal microscopy", "the kind of microscopy"},
    Rule{"slide microscopy imaging", "the kind of microscopy"},
    Rule{"defined ( not arbitrary )", "the units are known"},
    Rule{"grid-based", "the dose is on a grid"},
    Rule{"synchronized to", "the acquisition was synchronized"},
    Rule{"synchronization was", "synchronization was used"},
    Rule{"synchronization is", "synchronization was used"},
    Rule{"trigger", "a trigger is recorded"},
    Rule{"temporally related", "the images are related in time"},
    Rule{"temporal relationship", "the frames are related in time"},
    Rule{"framing", "the kind of framing"},
    Rule{"is part of cid", "which context group holds the code"},
    Rule{"beam limiting device", "a beam limiting device was used or moved"},
    Rule{"can be moved", "what the device can move"},
    Rule{"is capable of", "what the device is capable of"},
    Rule{"able to register", "what the device is capable of"},
    Rule{"moves relative to", "the device moved"},
    Rule{"table motion", "the table moved"},
    Rule{"not normal to", "how the device was placed"},
    Rule{"detector binning", "detector elements were binned"},
    Rule{"positioner was used", "a second positioner was used"},
    Rule{"catheter is used", "the kind of catheter"},
    Rule{"transducer position", "the transducer moved"},
    Rule{"breast compression", "the breast stayed compressed"},
    Rule{"intervals was excluded", "intervals were left out"},
    Rule{"required by law", "the law requires it"},

    // Changes from one control point to the next
    Rule{"change during", "the value changes during the beam"},
    Rule{"changes during", "the value changes during the beam"},
    Rule{"conditions in section", "the value changes from one control point to the next"},

    // Calibration and presentation
    Rule{"cine", "it is a cine image"},
    Rule{"overlay data contains multiple frames", "the overlay has frames"},
    Rule{"standard color space", "the colour space is a standard one"},
    Rule{"geometry for the blending", "which geometry is used"},
    Rule{"entire set of instances", "the input is a part of the series"},
    Rule{"standard palette", "the palette is a standard one"},
    Rule{"deformation is performed", "there is a deformation"},
    Rule{"after application of the deformation", "a matrix follows the deformation"},
    Rule{"shall be associated to only", "it applies to a part only"},
    Rule{"been calibrated", "the image was calibrated"},
    Rule{"calibration exists", "the region was calibrated"},
    Rule{"ratio of 1:1", "the pixels are not square"},
    Rule{"identity transformation", "the values are to be transformed"},
    Rule{"to be applied", "it is to be applied"},
    Rule{"needs to be applied", "it is to be applied"},
    Rule{"be subtracted", "images are to be subtracted"},
    Rule{"to be displayed", "how the images are to be displayed"},
    Rule{"does not apply to", "it applies to a part only"},
    Rule{"do not apply to", "it applies to a part only"},
    Rule{"applies to a", "it applies to a part only"},
    Rule{"only applies to", "it applies to a part only"},
    Rule{"is used for further", "the result is used again"},
    Rule{"synchronized display", "image boxes are shown in step"},
    Rule{"way interaction", "displays control each other"},
    Rule{"annotation is present", "annotations are drawn"},
    Rule{"needed to fully specify", "more is needed to describe it"},
    Rule{"fully specify", "more is needed to describe it"},
    Rule{"fully describe", "more is needed to describe it"},
    Rule{"natural interpretation", "it differs from what is usual"},

    // Other instances
    Rule{"combination of other", "the volume is a combination"},
    Rule{"known at the time of creation", "an equivalent document is known"},
    Rule{"structured documents are referenced", "which documents are referenced"},
    Rule{"purpose of controlling", "what the instance was made for"},
    Rule{"conveyed by a unified procedure step", "how the instance is conveyed"},
    Rule{"slide coordinate system", "which coordinate system is used"},
    Rule{"patient-relative reference coordinate system", "which coordinate system is used"},
    Rule{"referenced cumulative meterset corresponds", "what the referenced instance holds"},
    Rule{"contributing sop instances", "what the source instances hold"},
    Rule{"classic images that were converted", "what the source instances hold"},
    Rule{"source images", "what the source instances hold"},
    Rule{"frame of reference uid * does not match", "the frames of reference of other instances"},
    Rule{"referenced sop instance is a", "what kind of object is referenced"},
    Rule{"referenced waveform", "what kind of object is referenced"},
    Rule{"referenced image", "what the referenced instance holds"},
    Rule{"information model of the referenced", "what kind of object is referenced"},
    Rule{"referenced plan", "what the referenced instance holds"},
    Rule{"in the instance referenced", "what the referenced instance holds"},
    Rule{"instance referenced", "what the referenced instance holds"},
    Rule{"within the referenced", "what the referenced instance holds"},
    Rule{"rt ion plan", "what the referenced instance holds"},
    Rule{"is included in the", "what the referenced instance holds"},
    Rule{"not in this instance", "where the element is defined"},
    Rule{"was not issued in the current", "where the identifier was issued"},
    Rule{"been derived from", "it was derived from another instance"},
    Rule{"derived from", "it was derived from another instance"},
    Rule{"created from", "it was created from other instances"},
    Rule{"been planned on", "it was planned on another image"},
    Rule{"conversion from", "it was converted from another instance"},
    Rule{"been converted", "it was converted from another instance"},
    Rule{"references instances", "which instances are referenced"},
    Rule{"other instances are referenced", "which instances are referenced"},
    Rule{"instances are spatially related", "which instances belong together"},
    Rule{"part of a concatenation", "the instance is one part of several"},
    Rule{"other documents", "which documents it was made of"},
    Rule{"other studies", "in which studies the document is"},
    Rule{"more than one study", "in which studies the document is"},
    Rule{"other series", "which series it was made of"},
    Rule{"another series", "which series it was made of"},
    Rule{"replaces", "it replaces another one"},
    Rule{"waveforms are acquired", "waveforms were recorded"},
    Rule{"comparison sop instances", "other instances were compared"},

    // Encoding
    Rule{"single fragment", "every frame is one fragment"},
    Rule{"audio channels", "the stream has audio"},
    Rule{"under certain conditions", "when a violation matters"},
    Rule{"unassigned", "attributes are left over"},
    Rule{"represents a dose", "the parameter is a dose"},
    Rule{"functional groups that are not empty", "functional groups differ between frames"},
    Rule{"lossy compression has been performed", "the image was ever compressed with loss"},
    Rule{"has been compressed", "the image was ever compressed with loss"},
    Rule{"expanded or replacement character set", "characters outside of the default set are used"},
    Rule{"insufficient precision", "a decimal string is not precise enough"},
    Rule{"sufficient to identify", "the coding scheme has versions"},
    Rule{"private attribute", "a private attribute is named"},
    Rule{"contained within a functional group", "where the attribute named is"},
    Rule{"is a code sequence", "what kind of attribute is named"},
    Rule{"nested in", "where the attribute named is"},
    Rule{"selected content", "what is selected"},
    Rule{"segmented data", "the tables are segmented"},
    Rule{"digital signature", "there is a signature"},
    Rule{"confidentiality", "attributes are encrypted"},
    Rule{"coding scheme is", "how the coding scheme is known"},
    Rule{"range rather than a single value", "padding has a range"},
    Rule{"padding", "samples were padded"},
    Rule{"padded", "samples were padded"},
    Rule{"template defined and known", "a template was used"},
    Rule{"as a dimension index", "it is used as a dimension"},
};

// "b c" in "a b c d", at the ends of words.
std::size_t findWords(std::string_view text, std::string_view words, std::size_t from)
{
    for (std::size_t at = text.find(words, from); at != std::string_view::npos; at = text.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' '))
            return at;
    }
    return std::string_view::npos;
}

bool fits(std::string_view text, std::string_view words)
{
    constexpr std::string_view gap = " * ";
    std::size_t from = 0;
    while (!words.empty()) {
        const auto end = words.find(gap);
        const std::string_view piece = words.substr(0, end);
        const std::size_t at = findWords(text, piece, from);
        if (at == std::string_view::npos)
            return false;
        from = at + piece.size();
        words = end == std::string_view::npos ? std::string_view{} : words.substr(end + gap.size());
    }
    return true;
}

} // namespace

std::string_view realWorldReason(std::string_view words)
{
    const auto rule = std::find_if(rules.begin(), rules.end(), [words](const Rule &r) { return fits(words, r.words); });
    return rule == rules.end() ? std::string_view{} : rule->reason;
}

} // namespace mi::standard
