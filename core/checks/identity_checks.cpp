#include "core/checks/identity_checks.h"

#include "core/checks/attribute_facts.h"
#include "core/checks/sop_class.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace mi {

namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto allowed = Filing::allowed;
constexpr auto blocked = Filing::blocked;
constexpr auto nothing = PolicyReach::nothing;

constexpr std::array rules{
    CheckRule{"identity.none", error, blocked, "PS3.3 C.12.1", nothing},
    CheckRule{"identity.patient-id.empty", warning, allowed, "PS3.3 C.7.1.1"},
    CheckRule{"identity.patient-id.missing", error, allowed, "PS3.3 C.7.1.1"},
    CheckRule{"identity.patient-name.empty", warning, allowed, "PS3.3 C.7.1.1"},
    CheckRule{"identity.patient-name.missing", error, allowed, "PS3.3 C.7.1.1"},
    CheckRule{"identity.series-uid.missing", error, blocked, "PS3.3 C.7.3.1", nothing},
    CheckRule{"identity.series-uid.unusable", error, blocked, "PS3.5 9.1", nothing},
    CheckRule{"identity.sop-class-uid.missing", error, blocked, "PS3.3 C.12.1"},
    CheckRule{"identity.sop-class-uid.not-for-files", warning, allowed, "PS3.4 B.5"},
    CheckRule{"identity.sop-class-uid.private", info, allowed, "PS3.4 B.5"},
    CheckRule{"identity.sop-class-uid.retired", info, allowed, "PS3.6 table A-1"},
    CheckRule{"identity.sop-class-uid.unknown", info, allowed, "PS3.6 table A-1"},
    CheckRule{"identity.sop-class-uid.unusable", error, blocked, "PS3.5 9.1"},
    CheckRule{"identity.sop-instance-uid.missing", error, blocked, "PS3.3 C.12.1", nothing},
    CheckRule{"identity.sop-instance-uid.unusable", error, blocked, "PS3.5 9.1", nothing},
    CheckRule{"identity.study-uid.missing", error, blocked, "PS3.3 C.7.2.1", nothing},
    CheckRule{"identity.study-uid.unusable", error, blocked, "PS3.5 9.1", nothing},
    CheckRule{"identity.uid.ill-formed", warning, allowed, "PS3.5 9.1"},
    CheckRule{"identity.uid.reserved-root", warning, allowed, "PS3.5 9"},
    CheckRule{"identity.uid.same", error, allowed, "PS3.5 9"},
};

constexpr std::string_view dicomRoot = "1.2.840.10008.";

struct UidRule {
    Tag tag;
    std::string_view missing;
    std::string_view unusable;
};

constexpr UidRule sopClassUid{tags::SOPClassUID, "identity.sop-class-uid.missing", "identity.sop-class-uid.unusable"};
constexpr UidRule sopInstanceUid{tags::SOPInstanceUID, "identity.sop-instance-uid.missing",
                                 "identity.sop-instance-uid.unusable"};
constexpr UidRule studyUid{tags::StudyInstanceUID, "identity.study-uid.missing", "identity.study-uid.unusable"};
constexpr UidRule seriesUid{tags::SeriesInstanceUID, "identity.series-uid.missing", "identity.series-uid.unusable"};

void checkUid(const ScannedInstance &instance, const UidRule &rule, FindingCollector &findings)
{
    switch (presenceOf(instance, rule.tag)) {
    case Presence::notRead:
        findings.countChecks(0, 3);
        return;
    case Presence::absent:
    case Presence::empty:
        findings.countChecks(1);
        findings.add(rule.missing, factsOf(instance, rule.tag, "a UID"));
        return;
    case Presence::present:
        break;
    }
    findings.countChecks(3);
    const std::string_view uid = instance.text(rule.tag);
    const UidDefect defect = uidDefect(uid);
    if (defect == UidDefect::none)
        return;
    const std::string_view expected = uid.find('\\') != std::string_view::npos ? "one UID" : expectedForm(defect);
    findings.add(Uid::create(uid) ? "identity.uid.ill-formed" : rule.unusable,
                 factsOf(instance, rule.tag, std::string(expected)));
}

void checkSopClass(const ScannedInstance &instance, FindingCollector &findings)
{
    const std::string_view uid = instance.text(tags::SOPClassUID);
    if (uidDefect(uid) != UidDefect::none)
        return;
    findings.countChecks(4);
    const SopClass *sopClass = findSopClass(uid);
    const auto add = [&](std::string_view id) { findings.add(id, factsOf(instance, tags::SOPClassUID)); };
    if (sopClass == nullptr)
        add(uid.starts_with(dicomRoot) ? "identity.sop-class-uid.unknown" : "identity.sop-class-uid.private");
    else if (sopClass->kind == SopClassKind::service)
        add("identity.sop-class-uid.not-for-files");
    else if (sopClass->retired)
        add("identity.sop-class-uid.retired");
}

// Each of these names something else, so no two of them can be the same UID.
void checkDistinct(const ScannedInstance &instance, FindingCollector &findings)
{
    constexpr std::array uids{tags::SOPClassUID, tags::SOPInstanceUID, tags::StudyInstanceUID, tags::SeriesInstanceUID};
    findings.countChecks(static_cast<std::uint32_t>(uids.size()) - 1);
    for (std::size_t i = 1; i < uids.size(); ++i) {
        const std::string_view uid = instance.text(uids[i]);
        if (uid.empty())
            continue;
        const auto *const earlier =
            std::find_if(uids.begin(), uids.begin() + i, [&](Tag other) { return instance.text(other) == uid; });
        if (earlier != uids.begin() + i)
            findings.add("identity.uid.same", factsOf(instance, uids[i], "not the UID in " + toString(*earlier)));
        else if (uid.starts_with(dicomRoot))
            findings.add("identity.uid.reserved-root", factsOf(instance, uids[i], "a UID of the maker's own"));
    }
}

// A Patient's Name of delimiters only names nobody.
bool isNameless(std::string_view name)
{
    return std::ranges::all_of(name, [](char c) { return c == '^' || c == '=' || c == ' '; });
}

void checkPatient(const ScannedInstance &instance, Tag tag, std::string_view missing, std::string_view empty,
                  FindingCollector &findings)
{
    const Presence presence = presenceOf(instance, tag);
    if (presence == Presence::notRead) {
        findings.countChecks(0, 2);
        return;
    }
    findings.countChecks(2);
    if (presence == Presence::absent)
        findings.add(missing, factsOf(instance, tag));
    else if (presence == Presence::empty || (tag == tags::PatientName && isNameless(instance.text(tag))))
        findings.add(empty, factsOf(instance, tag));
}

// A Data Set that names neither itself nor anybody: no object of a study at all, and one thing to say of it.
bool isFoundWithoutIdentity(const ScannedInstance &instance, FindingCollector &findings)
{
    constexpr std::array identity{tags::SOPClassUID,       tags::SOPInstanceUID, tags::StudyInstanceUID,
                                  tags::SeriesInstanceUID, tags::PatientID,      tags::PatientName};
    findings.countChecks(1);
    if (!std::ranges::all_of(identity, [&](Tag tag) { return presenceOf(instance, tag) == Presence::absent; }))
        return false;
    findings.add("identity.none", {.expected = "UIDs of SOP Class, SOP Instance, Study and Series, and a patient"});
    for (const Tag tag : identity)
        findings.cover(tag);
    return true;
}

} // namespace

std::span<const CheckRule> identityRules()
{
    return rules;
}

void checkIdentity(const CheckInput &input, FindingCollector &findings)
{
    const ScannedInstance &instance = input.instance;
    if (isMediaDirectory(instance))
        return;
    if (isFoundWithoutIdentity(instance, findings))
        return;
    checkUid(instance, sopClassUid, findings);
    checkUid(instance, sopInstanceUid, findings);
    checkSopClass(instance, findings);

    const SopClass *sopClass = findSopClass(sopClassUidOf(instance));
    if (sopClass != nullptr && sopClass->kind != SopClassKind::patient)
        return;
    checkUid(instance, studyUid, findings);
    checkUid(instance, seriesUid, findings);
    checkDistinct(instance, findings);
    checkPatient(instance, tags::PatientID, "identity.patient-id.missing", "identity.patient-id.empty", findings);
    checkPatient(instance, tags::PatientName, "identity.patient-name.missing", "identity.patient-name.empty", findings);
}

} // namespace mi
