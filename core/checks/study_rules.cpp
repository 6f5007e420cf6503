#include "core/checks/study_rules.h"

#include <array>

namespace mi {

namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto allowed = Filing::allowed;
constexpr auto blocked = Filing::blocked;
constexpr auto nothing = PolicyReach::nothing;
constexpr auto notHidden = PolicyReach::notHidden;

constexpr std::array rules{
    // Archives as sources: ZIP, TAR, 7z, ISO.
    CheckRule{"container.damaged", error, allowed, "", nothing},
    CheckRule{"container.empty", info, allowed, ""},
    CheckRule{"container.encrypted", error, allowed, "", nothing},
    CheckRule{"container.member-damaged", error, blocked, "", nothing},
    CheckRule{"container.nested-too-deep", error, allowed, "", nothing},
    CheckRule{"container.too-much-content", error, allowed, "", nothing},
    CheckRule{"container.unsafe-name", warning, allowed, ""},
    // Files and folders; `observed` is the system's reason or what the file seems to be.
    CheckRule{"file.cannot-be-read", error, blocked, "", nothing},
    CheckRule{"file.empty", error, blocked, "PS3.10 7.1"},
    CheckRule{"file.not-dicom", info, allowed, "PS3.10 7.1"},
    CheckRule{"file.not-regular", info, allowed, ""},
    CheckRule{"file.symbolic-link", warning, allowed, "", nothing},
    CheckRule{"file.too-large-for-setting", error, blocked, "", nothing},
    CheckRule{"folder.cannot-be-read", error, allowed, "", nothing},
    // The study as a whole: core/study. Entities and their attributes.
    CheckRule{"study.attribute.equipment-differs", warning, allowed, "PS3.3 A.1.2"},
    CheckRule{"study.attribute.frame-of-reference-differs", warning, allowed, "PS3.3 A.1.2"},
    CheckRule{"study.attribute.missing-in-some", info, allowed, "PS3.3 A.1.2"},
    CheckRule{"study.attribute.patient-differs", warning, allowed, "PS3.3 A.1.2"},
    CheckRule{"study.attribute.series-differs", warning, allowed, "PS3.3 A.1.2"},
    CheckRule{"study.attribute.spelling-differs", info, allowed, "PS3.3 A.1.2"},
    CheckRule{"study.attribute.study-differs", warning, allowed, "PS3.3 A.1.2"},
    // Its container was not read whole.
    CheckRule{"study.container.incomplete", error, blocked, "", nothing},
    CheckRule{"study.patient.differs", error, blocked, "PS3.3 A.1.2", notHidden},
    CheckRule{"study.patient.name-spelling", warning, allowed, "PS3.3 A.1.2"},
    // Studies of one drop beside each other.
    CheckRule{"study.accession-number.two-patients", warning, allowed, "PS3.3 C.7.2.1"},
    CheckRule{"study.patient.contradicts-other-study", warning, allowed, "PS3.3 C.7.1.1"},
    CheckRule{"study.series-uid.in-two-studies", error, blocked, "PS3.3 A.1.2", notHidden},
    CheckRule{"study.sop-instance-uid.in-two-studies", error, blocked, "PS3.5 9", notHidden},
    // Against what the archive has.
    CheckRule{"study.archive.birth-date-differs", warning, allowed, "PS3.3 C.7.1.1"},
    CheckRule{"study.archive.instance-under-other-study", error, blocked, "PS3.5 9", notHidden},
    CheckRule{"study.archive.patient-name-differs", warning, allowed, "PS3.3 C.7.1.1"},
    // Copies.
    CheckRule{"study.duplicate-file", info, allowed, "PS3.5 9"},
    CheckRule{"study.duplicate.attributes-differ", error, blocked, "PS3.5 9", notHidden},
    CheckRule{"study.duplicate.re-encoded", warning, blocked, "PS3.5 9"},
    CheckRule{"study.pixels.repeated", info, allowed, ""},
    CheckRule{"study.sop-instance-uid.reused", error, blocked, "PS3.5 9", notHidden},
    // Completeness.
    CheckRule{"study.concatenation.incomplete", error, blocked, "PS3.3 C.7.6.16.2.2.4", notHidden},
    CheckRule{"study.frames.slices-missing", warning, allowed, "PS3.3 C.7.6.16.2.3"},
    CheckRule{"study.series.fewer-than-announced", warning, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.files-missing", error, blocked, "", notHidden},
    CheckRule{"study.series.mixed-geometry", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"study.series.numbers-missing", warning, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.numbers-repeated", info, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.numbers-skipped", info, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.slices-missing", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"study.series.slices-repeated", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"study.series.spacing-contradicts-positions", warning, allowed, "PS3.3 C.8.3.1"},
    CheckRule{"study.series.tilt-contradicts-positions", info, allowed, "PS3.3 C.8.2.1"},
    CheckRule{"study.series.uneven-spacing", info, allowed, "PS3.3 C.7.6.2"},
    // Against a list of expected studies.
    CheckRule{"study.expected.fewer", error, blocked, "", notHidden},
    CheckRule{"study.expected.more", warning, allowed, ""},
    CheckRule{"study.expected.not-here", error, blocked, "", notHidden},
    CheckRule{"study.expected.not-listed", info, allowed, ""},
    // References.
    CheckRule{"study.reference.class-differs", warning, allowed, "PS3.3 10.8"},
    CheckRule{"study.reference.dangling", warning, allowed, "PS3.3 10.8"},
    CheckRule{"study.reference.frame-not-there", warning, allowed, "PS3.3 10.3"},
    // The DICOMDIR.
    CheckRule{"study.media.file-id-illegal", info, allowed, "PS3.10 8.2"},
    CheckRule{"study.media.file-missing", error, blocked, "PS3.3 F.5", notHidden},
    CheckRule{"study.media.file-not-listed", info, allowed, "PS3.10 8.6"},
    CheckRule{"study.media.file-unreadable", error, blocked, "", notHidden},
    CheckRule{"study.media.record-differs", warning, allowed, "PS3.3 F.5"},
    CheckRule{"study.media.record-unreachable", warning, allowed, "PS3.3 F.3.2"},
    CheckRule{"study.source.interrupted", error, blocked, "", nothing},
};

} // namespace

std::span<const CheckRule> studyRules()
{
    return rules;
}

std::optional<VerdictModifier> modifierOf(std::string_view id)
{
    struct Row {
        std::string_view id;
        VerdictModifier modifier;
    };
    constexpr std::array table{
        Row{"file.cannot-be-read", VerdictModifier::filesMissing},
        Row{"study.concatenation.incomplete", VerdictModifier::filesMissing},
        Row{"study.container.incomplete", VerdictModifier::filesMissing},
        Row{"study.expected.fewer", VerdictModifier::filesMissing},
        Row{"study.expected.not-here", VerdictModifier::filesMissing},
        Row{"study.media.file-missing", VerdictModifier::filesMissing},
        Row{"study.media.file-unreadable", VerdictModifier::filesMissing},
        Row{"study.series.files-missing", VerdictModifier::filesMissing},
        Row{"study.source.interrupted", VerdictModifier::filesMissing},
        Row{"study.frames.slices-missing", VerdictModifier::mayBeIncomplete},
        Row{"study.reference.dangling", VerdictModifier::mayBeIncomplete},
        Row{"study.series.fewer-than-announced", VerdictModifier::mayBeIncomplete},
        Row{"study.series.numbers-missing", VerdictModifier::mayBeIncomplete},
        Row{"study.series.slices-missing", VerdictModifier::mayBeIncomplete},
        Row{"study.archive.instance-under-other-study", VerdictModifier::conflicting},
        Row{"study.duplicate.attributes-differ", VerdictModifier::conflicting},
        Row{"study.patient.differs", VerdictModifier::conflicting},
        Row{"study.series-uid.in-two-studies", VerdictModifier::conflicting},
        Row{"study.sop-instance-uid.in-two-studies", VerdictModifier::conflicting},
        Row{"study.sop-instance-uid.reused", VerdictModifier::conflicting},
        Row{"study.duplicate-file", VerdictModifier::hasCopies},
        Row{"study.duplicate.re-encoded", VerdictModifier::hasCopies},
        Row{"study.pixels.repeated", VerdictModifier::hasCopies},
    };
    for (const Row &row : table) {
        if (row.id == id)
            return row.modifier;
    }
    return std::nullopt;
}

} // namespace mi
