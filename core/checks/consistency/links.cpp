#include "core/checks/consistency/consistency_parts.h"
#include "core/checks/consistency/defect_sum.h"
#include "core/checks/consistency/item_walk.h"
#include "core/dicom/dictionary.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mi {

namespace {

// Of PS3.6, by their keywords.
constexpr Tag applicationSetupNumber{0x300A, 0x0234};
constexpr Tag applicationSetupSequence{0x300A, 0x0230};
constexpr Tag beamLimitingDevicePositionSequence{0x300A, 0x011A};
constexpr Tag beamLimitingDeviceSequence{0x300A, 0x00B6};
constexpr Tag beamNumber{0x300A, 0x00C0};
constexpr Tag beamSequence{0x300A, 0x00B0};
constexpr Tag channelSequence{0x300A, 0x0280};
constexpr Tag controlPointSequence{0x300A, 0x0111};
constexpr Tag dimensionIndexSequence{0x0020, 0x9222};
constexpr Tag dimensionOrganizationSequence{0x0020, 0x9221};
constexpr Tag dimensionOrganizationUid{0x0020, 0x9164};
constexpr Tag displaySetsSequence{0x0072, 0x0200};
constexpr Tag doseReferenceNumber{0x300A, 0x0012};
constexpr Tag doseReferenceSequence{0x300A, 0x0010};
constexpr Tag fractionGroupNumber{0x300A, 0x0071};
constexpr Tag fractionGroupSequence{0x300A, 0x0070};
constexpr Tag frameOfReferenceUid{0x0020, 0x0052};
constexpr Tag graphicAnnotationSequence{0x0070, 0x0001};
constexpr Tag graphicLayer{0x0070, 0x0002};
constexpr Tag graphicLayerSequence{0x0070, 0x0060};
constexpr Tag imageSetNumber{0x0072, 0x0032};
constexpr Tag imageSetsSequence{0x0072, 0x0020};
constexpr Tag ionBeamLimitingDeviceSequence{0x300A, 0x03A4};
constexpr Tag ionBeamSequence{0x300A, 0x03A2};
constexpr Tag ionControlPointSequence{0x300A, 0x03A8};
constexpr Tag ionToleranceTableSequence{0x300A, 0x03A0};
constexpr Tag ionWedgePositionSequence{0x300A, 0x03AC};
constexpr Tag ionWedgeSequence{0x300A, 0x03AA};
constexpr Tag lateralSpreadingDeviceNumber{0x300A, 0x0334};
constexpr Tag lateralSpreadingDeviceSequence{0x300A, 0x0332};
constexpr Tag lateralSpreadingDeviceSettingsSequence{0x300A, 0x0370};
constexpr Tag observationNumber{0x3006, 0x0082};
constexpr Tag patientSetupNumber{0x300A, 0x0182};
constexpr Tag patientSetupSequence{0x300A, 0x0180};
constexpr Tag perFrameFunctionalGroupsSequence{0x5200, 0x9230};
constexpr Tag rangeModulatorNumber{0x300A, 0x0344};
constexpr Tag rangeModulatorSequence{0x300A, 0x0342};
constexpr Tag rangeModulatorSettingsSequence{0x300A, 0x0380};
constexpr Tag rangeShifterNumber{0x300A, 0x0316};
constexpr Tag rangeShifterSequence{0x300A, 0x0314};
constexpr Tag rangeShifterSettingsSequence{0x300A, 0x0360};
constexpr Tag referencedBeamNumber{0x300C, 0x0006};
constexpr Tag referencedBeamSequence{0x300C, 0x0004};
constexpr Tag referencedBrachyApplicationSetupNumber{0x300C, 0x000C};
constexpr Tag referencedBrachyApplicationSetupSequence{0x300C, 0x000A};
constexpr Tag referencedDoseReferenceNumber{0x300C, 0x0051};
constexpr Tag referencedDoseReferenceSequence{0x300C, 0x0050};
constexpr Tag referencedFrameOfReferenceSequence{0x3006, 0x0010};
constexpr Tag referencedFrameOfReferenceUid{0x3006, 0x0024};
constexpr Tag referencedLateralSpreadingDeviceNumber{0x300C, 0x0102};
constexpr Tag referencedPatientSetupNumber{0x300C, 0x006A};
constexpr Tag referencedRangeModulatorNumber{0x300C, 0x0104};
constexpr Tag referencedRangeShifterNumber{0x300C, 0x0100};
constexpr Tag referencedRoiNumber{0x3006, 0x0084};
constexpr Tag referencedSegmentNumber{0x0062, 0x000B};
constexpr Tag referencedSourceNumber{0x300C, 0x000E};
constexpr Tag referencedSurfaceNumber{0x0066, 0x002C};
constexpr Tag referencedSurfaceSequence{0x0066, 0x002B};
constexpr Tag referencedToleranceTableNumber{0x300C, 0x00A0};
constexpr Tag referencedWedgeNumber{0x300C, 0x00C0};
constexpr Tag roiContourSequence{0x3006, 0x0039};
constexpr Tag roiNumber{0x3006, 0x0022};
constexpr Tag rtBeamLimitingDeviceType{0x300A, 0x00B8};
constexpr Tag rtRoiObservationsSequence{0x3006, 0x0080};
constexpr Tag segmentIdentificationSequence{0x0062, 0x000A};
constexpr Tag segmentNumber{0x0062, 0x0004};
constexpr Tag segmentSequence{0x0062, 0x0002};
constexpr Tag sharedFunctionalGroupsSequence{0x5200, 0x9229};
constexpr Tag sourceNumber{0x300A, 0x0212};
constexpr Tag sourceSequence{0x300A, 0x0210};
constexpr Tag structureSetRoiSequence{0x3006, 0x0020};
constexpr Tag surfaceNumber{0x0066, 0x0003};
constexpr Tag surfaceSequence{0x0066, 0x0002};
constexpr Tag timeBasedImageSetsSequence{0x0072, 0x0030};
constexpr Tag toleranceTableNumber{0x300A, 0x0042};
constexpr Tag toleranceTableSequence{0x300A, 0x0040};
constexpr Tag wedgeNumber{0x300A, 0x00D2};
constexpr Tag wedgePositionSequence{0x300A, 0x0116};
constexpr Tag wedgeSequence{0x300A, 0x00D1};

// In each Item of `scope`, `pointer` in the Items of `from` has the value of `target` in one of the Items of `to`.
struct LinkRule {
    SequencePath scope;
    SequencePath from;
    Tag pointer;
    SequencePath to;
    Tag target;
    std::string_view section; // of PS3.3
    // Whether `to` may be left out altogether by the rules of the object, so that nobody else misses it.
    bool isOptional = false;
};

constexpr LinkRule links[] = {
    {{},
     {dimensionIndexSequence},
     dimensionOrganizationUid,
     {dimensionOrganizationSequence},
     dimensionOrganizationUid,
     "C.7.6.17"},
    {{},
     {perFrameFunctionalGroupsSequence, segmentIdentificationSequence},
     referencedSegmentNumber,
     {segmentSequence},
     segmentNumber,
     "C.8.20.3.1"},
    {{},
     {sharedFunctionalGroupsSequence, segmentIdentificationSequence},
     referencedSegmentNumber,
     {segmentSequence},
     segmentNumber,
     "C.8.20.3.1"},
    {{},
     {segmentSequence, referencedSurfaceSequence},
     referencedSurfaceNumber,
     {surfaceSequence},
     surfaceNumber,
     "C.8.23.1"},
    {{}, {graphicAnnotationSequence}, graphicLayer, {graphicLayerSequence}, graphicLayer, "C.10.5"},
    {{},
     {displaySetsSequence},
     imageSetNumber,
     {imageSetsSequence, timeBasedImageSetsSequence},
     imageSetNumber,
     "C.23.3"},
    // RT Structure Set
    {{}, {roiContourSequence}, referencedRoiNumber, {structureSetRoiSequence}, roiNumber, "C.8.8.6"},
    {{}, {rtRoiObservationsSequence}, referencedRoiNumber, {structureSetRoiSequence}, roiNumber, "C.8.8.8"},
    {{},
     {structureSetRoiSequence},
     referencedFrameOfReferenceUid,
     {referencedFrameOfReferenceSequence},
     frameOfReferenceUid,
     "C.8.8.5"},
    // RT Plan and RT Ion Plan
    {{}, {fractionGroupSequence, referencedBeamSequence}, referencedBeamNumber, {beamSequence}, beamNumber, "C.8.8.13"},
    {{},
     {fractionGroupSequence, referencedBeamSequence},
     referencedBeamNumber,
     {ionBeamSequence},
     beamNumber,
     "C.8.8.13"},
    {{},
     {fractionGroupSequence, referencedBrachyApplicationSetupSequence},
     referencedBrachyApplicationSetupNumber,
     {applicationSetupSequence},
     applicationSetupNumber,
     "C.8.8.13"},
    {{},
     {fractionGroupSequence, referencedDoseReferenceSequence},
     referencedDoseReferenceNumber,
     {doseReferenceSequence},
     doseReferenceNumber,
     "C.8.8.13",
     true},
    {{}, {beamSequence}, referencedPatientSetupNumber, {patientSetupSequence}, patientSetupNumber, "C.8.8.14", true},
    {{}, {ionBeamSequence}, referencedPatientSetupNumber, {patientSetupSequence}, patientSetupNumber, "C.8.8.25", true},
    {{},
     {beamSequence},
     referencedToleranceTableNumber,
     {toleranceTableSequence},
     toleranceTableNumber,
     "C.8.8.14",
     true},
    {{},
     {ionBeamSequence},
     referencedToleranceTableNumber,
     {ionToleranceTableSequence},
     toleranceTableNumber,
     "C.8.8.25",
     true},
    {{},
     {beamSequence, referencedDoseReferenceSequence},
     referencedDoseReferenceNumber,
     {doseReferenceSequence},
     doseReferenceNumber,
     "C.8.8.14",
     true},
    {{},
     {beamSequence, controlPointSequence, referencedDoseReferenceSequence},
     referencedDoseReferenceNumber,
     {doseReferenceSequence},
     doseReferenceNumber,
     "C.8.8.14",
     true},
    {{},
     {ionBeamSequence, referencedDoseReferenceSequence},
     referencedDoseReferenceNumber,
     {doseReferenceSequence},
     doseReferenceNumber,
     "C.8.8.25",
     true},
    {{},
     {ionBeamSequence, ionControlPointSequence, referencedDoseReferenceSequence},
     referencedDoseReferenceNumber,
     {doseReferenceSequence},
     doseReferenceNumber,
     "C.8.8.25",
     true},
    {{},
     {applicationSetupSequence, channelSequence},
     referencedSourceNumber,
     {sourceSequence},
     sourceNumber,
     "C.8.8.15"},
    {{beamSequence},
     {controlPointSequence, wedgePositionSequence},
     referencedWedgeNumber,
     {wedgeSequence},
     wedgeNumber,
     "C.8.8.14"},
    {{beamSequence},
     {controlPointSequence, beamLimitingDevicePositionSequence},
     rtBeamLimitingDeviceType,
     {beamLimitingDeviceSequence},
     rtBeamLimitingDeviceType,
     "C.8.8.14"},
    {{ionBeamSequence},
     {ionControlPointSequence, ionWedgePositionSequence},
     referencedWedgeNumber,
     {ionWedgeSequence},
     wedgeNumber,
     "C.8.8.25"},
    {{ionBeamSequence},
     {ionControlPointSequence, beamLimitingDevicePositionSequence},
     rtBeamLimitingDeviceType,
     {ionBeamLimitingDeviceSequence},
     rtBeamLimitingDeviceType,
     "C.8.8.25"},
    {{ionBeamSequence},
     {ionControlPointSequence, rangeShifterSettingsSequence},
     referencedRangeShifterNumber,
     {rangeShifterSequence},
     rangeShifterNumber,
     "C.8.8.25"},
    {{ionBeamSequence},
     {ionControlPointSequence, lateralSpreadingDeviceSettingsSequence},
     referencedLateralSpreadingDeviceNumber,
     {lateralSpreadingDeviceSequence},
     lateralSpreadingDeviceNumber,
     "C.8.8.25"},
    {{ionBeamSequence},
     {ionControlPointSequence, rangeModulatorSettingsSequence},
     referencedRangeModulatorNumber,
     {rangeModulatorSequence},
     rangeModulatorNumber,
     "C.8.8.25"},
};

// In each Item of `scope`, `number` is another one in each Item of `items`.
struct UniqueRule {
    SequencePath scope;
    SequencePath items;
    Tag number;
    std::string_view section; // of PS3.3
};

constexpr UniqueRule uniques[] = {
    {{}, {segmentSequence}, segmentNumber, "C.8.20.4"},
    {{}, {surfaceSequence}, surfaceNumber, "C.27.1"},
    {{}, {graphicLayerSequence}, graphicLayer, "C.10.7"},
    {{}, {structureSetRoiSequence}, roiNumber, "C.8.8.5"},
    {{}, {rtRoiObservationsSequence}, observationNumber, "C.8.8.8"},
    {{}, {doseReferenceSequence}, doseReferenceNumber, "C.8.8.10"},
    {{}, {toleranceTableSequence}, toleranceTableNumber, "C.8.8.11"},
    {{}, {ionToleranceTableSequence}, toleranceTableNumber, "C.8.8.24"},
    {{}, {patientSetupSequence}, patientSetupNumber, "C.8.8.12"},
    {{}, {fractionGroupSequence}, fractionGroupNumber, "C.8.8.13"},
    {{}, {beamSequence}, beamNumber, "C.8.8.14"},
    {{}, {ionBeamSequence}, beamNumber, "C.8.8.25"},
    {{}, {applicationSetupSequence}, applicationSetupNumber, "C.8.8.15"},
    {{}, {sourceSequence}, sourceNumber, "C.8.8.15"},
    {{beamSequence}, {wedgeSequence}, wedgeNumber, "C.8.8.14"},
    {{ionBeamSequence}, {ionWedgeSequence}, wedgeNumber, "C.8.8.25"},
};

std::string listed(const std::vector<std::string> &values, Tag target)
{
    constexpr std::size_t most = 8;
    if (values.empty())
        return "an Item with " + std::string(keywordOf(target));
    std::string text = values.size() == 1 ? "" : "one of ";
    for (std::size_t i = 0; i < std::min(values.size(), most); ++i)
        text += (i == 0 ? "" : ", ") + escapedForDisplay(values[i]);
    return text + (values.size() > most ? ", ..." : "") + ", as in " + std::string(keywordOf(target));
}

// Nothing where a value is missing: then nobody knows what there is to point at.
std::optional<std::vector<std::string>> targetsOf(const ScannedInstance &instance, const Element *scope,
                                                  const SequencePath &items, Tag target)
{
    std::vector<std::string> values;
    bool isComplete = true;
    forEachItem(instance, scope, items.tags(), [&](const Element *item) {
        if (std::optional<std::string> value = pointerValue(instance, findAt(instance, item, target)))
            values.push_back(std::move(*value));
        else
            isComplete = false;
    });
    if (!isComplete)
        return {};
    std::ranges::sort(values);
    return values;
}

void checkLink(const ScannedInstance &instance, const LinkRule &rule, FindingCollector &findings)
{
    // A number that is wrong itself is the cause of what it does not find, and of what does not find it.
    if (findings.isInDoubt(rule.pointer) || findings.isInDoubt(rule.target))
        return;
    DefectSum defects("consistency.reference.dangling", rule.section);
    forEachItem(instance, nullptr, rule.scope.tags(), [&](const Element *scope) {
        const auto targets = targetsOf(instance, scope, rule.to, rule.target);
        if (!targets || (targets->empty() && !rule.isOptional))
            return;
        findings.countChecks(1);
        forEachItem(instance, scope, rule.from.tags(), [&](const Element *item) {
            const Element *element = findAt(instance, item, rule.pointer);
            const std::optional<std::string> value = pointerValue(instance, element);
            if (value && !std::ranges::binary_search(*targets, *value))
                defects.add(*element, escapedForDisplay(*value), [&] { return listed(*targets, rule.target); });
        });
    });
    defects.report(instance, findings);
}

void checkUnique(const ScannedInstance &instance, const UniqueRule &rule, FindingCollector &findings)
{
    DefectSum defects("consistency.number.repeated", rule.section);
    forEachItem(instance, nullptr, rule.scope.tags(), [&](const Element *scope) {
        std::vector<std::pair<std::string, const Element *>> values;
        forEachItem(instance, scope, rule.items.tags(), [&](const Element *item) {
            const Element *element = findAt(instance, item, rule.number);
            if (std::optional<std::string> value = pointerValue(instance, element))
                values.emplace_back(std::move(*value), element);
        });
        if (values.empty())
            return;
        findings.countChecks(1);
        std::ranges::stable_sort(values, {}, &std::pair<std::string, const Element *>::first);
        for (std::size_t i = 1; i < values.size(); ++i) {
            if (values[i].first == values[i - 1].first)
                defects.add(*values[i].second, escapedForDisplay(values[i].first),
                            [] { return std::string("another one in each Item"); });
        }
    });
    defects.report(instance, findings);
}

} // namespace

void checkLinks(const ScannedInstance &instance, FindingCollector &findings)
{
    for (const UniqueRule &rule : uniques)
        checkUnique(instance, rule, findings);
    for (const LinkRule &rule : links)
        checkLink(instance, rule, findings);
}

} // namespace mi
