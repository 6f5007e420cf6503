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
    // Copies.
    CheckRule{"study.duplicate-file", info, allowed, "PS3.5 9"},
    CheckRule{"study.duplicate.attributes-differ", error, blocked, "PS3.5 9", notHidden},
    CheckRule{"study.duplicate.re-encoded", warning, blocked, "PS3.5 9"},
    CheckRule{"study.pixels.repeated", info, allowed, ""},
    CheckRule{"study.sop-instance-uid.reused", error, blocked, "PS3.5 9", notHidden},
    // Completeness.
    CheckRule{"study.concatenation.incomplete", error, blocked, "PS3.3 C.7.6.16.2.2.4", notHidden},
    CheckRule{"study.series.fewer-than-announced", warning, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.mixed-geometry", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"study.series.numbers-missing", warning, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.numbers-repeated", info, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.numbers-skipped", info, allowed, "PS3.3 C.7.6.1"},
    CheckRule{"study.series.slices-missing", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"study.series.slices-repeated", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"study.series.spacing-contradicts-positions", warning, allowed, "PS3.3 C.8.3.1"},
    CheckRule{"study.series.tilt-contradicts-positions", info, allowed, "PS3.3 C.8.2.1"},
    CheckRule{"study.series.uneven-spacing", info, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"study.source.interrupted", error, blocked, "", nothing},
};

} // namespace

std::span<const CheckRule> studyRules()
{
    return rules;
}

} // namespace mi
