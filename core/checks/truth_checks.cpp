#include "core/checks/truth_checks.h"

#include "core/checks/finding_collector.h"
#include "core/checks/values/calendar.h"
#include "core/checks/values/defect_reporter.h"
#include "core/checks/values/geometry_truth.h"
#include "core/checks/values/modality_table.h"
#include "core/checks/values/number_values.h"
#include "core/checks/values/quantity_truth.h"
#include "core/checks/values/truth.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace mi {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto allowed = Filing::allowed;

constexpr std::array rules{
    CheckRule{"truth.age.contradicts-birth-date", warning, allowed, "PS3.3 C.7.2.2"},
    CheckRule{"truth.birth-date.after-study", error, allowed, "PS3.3 C.7.1.1"},
    CheckRule{"truth.birth-date.implausible", warning, allowed, ""},
    CheckRule{"truth.date.before-study", info, allowed, ""},
    CheckRule{"truth.date.future", warning, allowed, ""},
    CheckRule{"truth.deidentification.burned-in", warning, allowed, "PS3.15 E.2"},
    CheckRule{"truth.deidentification.identity-left", info, allowed, "PS3.15 E.2"},
    CheckRule{"truth.frames.per-frame-items", error, allowed, "PS3.3 C.7.6.16"},
    CheckRule{"truth.geometry.value-missing", error, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"truth.modality.contradicts-sop-class", error, allowed, "PS3.3 A"},
    CheckRule{"truth.orientation.not-orthogonal", error, allowed, "PS3.3 C.7.6.2.1.1"},
    CheckRule{"truth.orientation.not-unit", error, allowed, "PS3.3 C.7.6.2.1.1"},
    CheckRule{"truth.patient-orientation.contradicts", warning, allowed, "PS3.3 C.7.6.1.1.1"},
    CheckRule{"truth.patient-orientation.impossible", error, allowed, "PS3.3 C.7.6.1.1.1"},
    CheckRule{"truth.patient-size.implausible", warning, allowed, "PS3.3 C.7.2.2"},
    CheckRule{"truth.patient-size.zero", info, allowed, "PS3.3 C.7.2.2"},
    CheckRule{"truth.patient-weight.implausible", warning, allowed, "PS3.3 C.7.2.2"},
    CheckRule{"truth.patient-weight.zero", info, allowed, "PS3.3 C.7.2.2"},
    CheckRule{"truth.quantity.impossible", warning, allowed, ""},
    CheckRule{"truth.rescale-slope.zero", error, allowed, "PS3.3 C.11.1"},
    CheckRule{"truth.slice-thickness.negative", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"truth.slice-thickness.zero", info, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"truth.spacing.between-slices-negative", warning, allowed, "PS3.3 C.7.6.2"},
    CheckRule{"truth.spacing.not-positive", error, allowed, "PS3.3 10.7.1.3"},
    CheckRule{"truth.uid.frame-of-reference-reused", info, allowed, "PS3.5 9"},
    CheckRule{"truth.window.number-differs", warning, allowed, "PS3.3 C.11.2.1.2"},
    CheckRule{"truth.window-width.too-small", warning, allowed, "PS3.3 C.11.2.1.2"},
};

constexpr Tag instanceCreationDate{0x0008, 0x0012};
constexpr Tag seriesDate{0x0008, 0x0021};
constexpr Tag acquisitionDate{0x0008, 0x0022};
constexpr Tag contentDate{0x0008, 0x0023};
constexpr Tag acquisitionDateTime{0x0008, 0x002A};
constexpr Tag patientAge{0x0010, 0x1010};
constexpr Tag patientOrientation{0x0020, 0x0020};
constexpr Tag patientSize{0x0010, 0x1020};
constexpr Tag patientWeight{0x0010, 0x1030};
constexpr Tag patientIdentityRemoved{0x0012, 0x0062};
constexpr Tag frameOfReferenceUid{0x0020, 0x0052};
constexpr Tag burnedInAnnotation{0x0028, 0x0301};
constexpr Tag perFrameFunctionalGroups{0x5200, 0x9230};

// What tells who somebody is, and has no place in an instance that says it does not.
constexpr std::array identifyingTags{Tag{0x0010, 0x1000}, Tag{0x0010, 0x1040}, Tag{0x0010, 0x2154}};

constexpr double oldestAge = 130;     // years
constexpr double ageTolerance = 2;    // years
constexpr double largestSize = 3;     // metres
constexpr double largestWeight = 700; // kilograms

class TruthChecker {
public:
    TruthChecker(const ScannedInstance &instance, FindingCollector &findings)
        : m_instance(instance), m_findings(findings), m_reporter(instance, findings)
    {}

    void checkDates(sys_days today)
    {
        checkFuture(today);
        const std::optional<sys_days> study = day(tags::StudyDate);
        // Nothing is compared with a day that is wrong itself.
        if (study && *study <= today + days{1}) {
            checkBeforeStudy(*study);
            checkBirthDate(*study);
        }
    }

    void checkPatient()
    {
        checkRange(patientSize, largestSize, "truth.patient-size.implausible", "truth.patient-size.zero",
                   "metres, up to 3");
        checkRange(patientWeight, largestWeight, "truth.patient-weight.implausible", "truth.patient-weight.zero",
                   "kilograms, up to 700");
        if (!isIdentityRemoved())
            return;
        if (m_instance.text(burnedInAnnotation) == "YES")
            add("truth.deidentification.burned-in", burnedInAnnotation, "NO, as Patient Identity Removed is YES");
        for (const Tag tag : identifyingTags) {
            if (!m_instance.text(tag).empty())
                add("truth.deidentification.identity-left", tag, "nothing, as Patient Identity Removed is YES");
        }
    }

    void checkModality()
    {
        const std::string_view modality = m_instance.text(tags::Modality);
        if (modality.find('\\') != std::string_view::npos)
            return; // more than one value: judged with the multiplicities
        // Small letters are judged with the values of the VR, and are no other modality.
        std::string capital(modality);
        std::ranges::transform(capital, capital.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        const std::string_view expected = modalitiesOf(m_instance.text(tags::SOPClassUID));
        if (!modality.empty() && !expected.empty() && !isModalityAllowed(capital, expected))
            add("truth.modality.contradicts-sop-class", tags::Modality, expected);
    }

    void checkFrameItems()
    {
        const Element *groups = m_instance.find(perFrameFunctionalGroups);
        std::optional<std::int64_t> frames = m_instance.integer(tags::NumberOfFrames);
        if (!m_instance.has(tags::NumberOfFrames))
            frames = 1; // PS3.3 C.7.6.6: what has more has to say so
        // Where reading stopped inside, nobody knows how many there are.
        if (groups == nullptr || !frames || groups->vr != Vr::SQ || m_instance.stoppedAt)
            return;
        std::int64_t items = 0;
        for (std::uint32_t i = m_instance.indexOf(*groups) + 1; i < groups->end; i = m_instance.elements[i].end)
            ++items;
        if (items == *frames)
            return;
        m_findings.cover(tags::NumberOfFrames);
        m_reporter.addAt("truth.frames.per-frame-items", *groups, perFrameFunctionalGroups,
                         std::to_string(items) + " items", "one for each of " + std::to_string(*frames) + " frames");
    }

    void checkFrameOfReference()
    {
        const std::string_view uid = m_instance.text(frameOfReferenceUid);
        if (uid.empty())
            return;
        for (const Tag tag : {tags::StudyInstanceUID, tags::SeriesInstanceUID, tags::SOPInstanceUID}) {
            if (m_instance.text(tag) != uid)
                continue;
            add("truth.uid.frame-of-reference-reused", frameOfReferenceUid, "a UID of its own");
            return;
        }
    }

    void checkGeometry()
    {
        GeometryTruth geometry(m_instance, m_reporter);
        for (const Element &element : m_instance.elements) {
            geometry.check(element);
            checkQuantity(m_instance, element, m_reporter);
        }
        const Element *orientation = m_instance.find(patientOrientation);
        if (orientation != nullptr && !m_findings.isInDoubt(patientOrientation))
            geometry.checkPatientOrientation(*orientation);
    }

private:
    std::optional<sys_days> day(Tag tag) const { return dayOf(m_instance.text(tag)); }

    bool isIdentityRemoved() const { return m_instance.text(patientIdentityRemoved) == "YES"; }

    void add(std::string_view id, Tag tag, std::string_view expected)
    {
        const Element *element = m_instance.find(tag);
        m_reporter.add(id, *element, m_instance.text(tag), expected);
    }

    // One cause, a clock that is wrong. It may be tomorrow already where the images were made.
    void checkFuture(sys_days today)
    {
        static constexpr std::array dates{tags::StudyDate,     seriesDate,           acquisitionDate,       contentDate,
                                          acquisitionDateTime, instanceCreationDate, tags::PatientBirthDate};
        // A birth after the study has a rule of its own.
        const std::size_t count = day(tags::StudyDate) ? dates.size() - 1 : dates.size();
        addFirst("truth.date.future", std::span(dates).first(count), "a day that has been",
                 [&](sys_days date) { return date > today + days{1}; });
    }

    template <class IsWrong>
    void addFirst(std::string_view id, std::span<const Tag> dates, std::string expected, IsWrong isWrong)
    {
        const Element *first = nullptr;
        std::uint32_t count = 0;
        for (const Tag tag : dates) {
            const std::optional<sys_days> date = day(tag);
            if (!date || !isWrong(*date))
                continue;
            if (first == nullptr)
                first = m_instance.find(tag);
            ++count;
        }
        if (first == nullptr)
            return;
        m_findings.add(id, {.attribute = first->tag,
                            .vr = first->vr,
                            .observed = escapedForDisplay(m_instance.text(first->tag)),
                            .expected = std::move(expected),
                            .offset = first->offset,
                            .count = count});
    }

    // One cause, a study date that is not that of the images: the first of the dates stands for all.
    void checkBeforeStudy(sys_days study)
    {
        static constexpr std::array dates{seriesDate, acquisitionDate, contentDate};
        addFirst("truth.date.before-study", dates,
                 "not before the study, " + escapedForDisplay(m_instance.text(tags::StudyDate)),
                 [&](sys_days date) { return date + days{1} < study; });
    }

    void checkBirthDate(sys_days study)
    {
        const std::optional<sys_days> birth = day(tags::PatientBirthDate);
        if (!birth)
            return;
        if (*birth > study) {
            add("truth.birth-date.after-study", tags::PatientBirthDate,
                "not after the study, " + escapedForDisplay(m_instance.text(tags::StudyDate)));
            return;
        }
        // Who removed the identity has put in some date.
        const double years = yearsBetween(*birth, study);
        const std::optional<double> age = ageInYears(m_instance.text(patientAge));
        if (isIdentityRemoved())
            return;
        if (years > oldestAge)
            add("truth.birth-date.implausible", tags::PatientBirthDate, "an age of up to 130 years");
        else if (age && std::abs(*age - years) > ageTolerance)
            add("truth.age.contradicts-birth-date", patientAge,
                std::to_string(static_cast<int>(years)) + " years by Patient's Birth Date");
    }

    // 0 is what devices write when nobody has measured.
    void checkRange(Tag tag, double largest, std::string_view id, std::string_view zeroId, std::string_view expected)
    {
        const Element *element = m_instance.find(tag);
        if (element == nullptr)
            return;
        const NumberValues values = NumberValues::of(m_instance, *element);
        if (values.size() != 1)
            return;
        if (values.all()[0] == 0)
            add(zeroId, tag, "no value, if it is not known");
        else if (values.all()[0] < 0 || values.all()[0] > largest)
            add(id, tag, expected);
    }

    const ScannedInstance &m_instance;
    FindingCollector &m_findings;
    DefectReporter m_reporter;
};

} // namespace

std::span<const CheckRule> truthRules()
{
    return rules;
}

void checkTruthOn(std::chrono::sys_days today, const CheckInput &input, FindingCollector &findings)
{
    TruthChecker checker(input.instance, findings);
    checker.checkDates(today);
    checker.checkPatient();
    checker.checkModality();
    checker.checkFrameItems();
    checker.checkFrameOfReference();
    checker.checkGeometry();
    findings.countChecks(static_cast<std::uint32_t>(rules.size()));
}

void checkTruth(const CheckInput &input, FindingCollector &findings)
{
    checkTruthOn(std::chrono::floor<days>(std::chrono::system_clock::now()), input, findings);
}

} // namespace mi
