#include "core/checks/consistency/consistency_parts.h"
#include "core/checks/consistency/defect_sum.h"
#include "core/checks/consistency/item_walk.h"
#include "core/dicom/dictionary.h"

#include <map>

namespace mi {

namespace {

// Of PS3.6, by their keywords.
constexpr Tag beamLimitingDevicePositionSequence{0x300A, 0x011A};
constexpr Tag beamLimitingDeviceSequence{0x300A, 0x00B6};
constexpr Tag beamSequence{0x300A, 0x00B0};
constexpr Tag blockData{0x300A, 0x0106};
constexpr Tag blockNumberOfPoints{0x300A, 0x0104};
constexpr Tag blockSequence{0x300A, 0x00F4};
constexpr Tag brachyControlPointSequence{0x300A, 0x02D0};
constexpr Tag applicationSetupSequence{0x300A, 0x0230};
constexpr Tag channelSequence{0x300A, 0x0280};
constexpr Tag compensatorSequence{0x300A, 0x00E3};
constexpr Tag contourGeometricType{0x3006, 0x0042};
constexpr Tag contourData{0x3006, 0x0050};
constexpr Tag contourSequence{0x3006, 0x0040};
constexpr Tag controlPointSequence{0x300A, 0x0111};
constexpr Tag detectorInformationSequence{0x0054, 0x0022};
constexpr Tag dvhData{0x3004, 0x0058};
constexpr Tag dvhNumberOfBins{0x3004, 0x0056};
constexpr Tag dvhSequence{0x3004, 0x0050};
constexpr Tag energyWindowInformationSequence{0x0054, 0x0012};
constexpr Tag fractionGroupSequence{0x300A, 0x0070};
constexpr Tag graphicAnnotationSequence{0x0070, 0x0001};
constexpr Tag graphicData{0x0070, 0x0022};
constexpr Tag graphicObjectSequence{0x0070, 0x0009};
constexpr Tag ionBeamLimitingDeviceSequence{0x300A, 0x03A4};
constexpr Tag ionBeamSequence{0x300A, 0x03A2};
constexpr Tag ionBlockSequence{0x300A, 0x03A6};
constexpr Tag ionControlPointSequence{0x300A, 0x03A8};
constexpr Tag ionRangeCompensatorSequence{0x300A, 0x02EA};
constexpr Tag ionWedgeSequence{0x300A, 0x03AA};
constexpr Tag lateralSpreadingDeviceSequence{0x300A, 0x0332};
constexpr Tag leafJawPositions{0x300A, 0x011C};
constexpr Tag leafPositionBoundaries{0x300A, 0x00BE};
constexpr Tag numberOfBeams{0x300A, 0x0080};
constexpr Tag numberOfBlocks{0x300A, 0x00F0};
constexpr Tag numberOfBoli{0x300A, 0x00ED};
constexpr Tag numberOfBrachyApplicationSetups{0x300A, 0x00A0};
constexpr Tag numberOfCompensators{0x300A, 0x00E0};
constexpr Tag numberOfContourPoints{0x3006, 0x0046};
constexpr Tag numberOfControlPoints{0x300A, 0x0110};
constexpr Tag numberOfDetectors{0x0054, 0x0021};
constexpr Tag numberOfEnergyWindows{0x0054, 0x0011};
constexpr Tag numberOfGraphicPoints{0x0070, 0x0021};
constexpr Tag numberOfLateralSpreadingDevices{0x300A, 0x0330};
constexpr Tag numberOfLeafJawPairs{0x300A, 0x00BC};
constexpr Tag numberOfPhases{0x0054, 0x0031};
constexpr Tag numberOfRangeModulators{0x300A, 0x0340};
constexpr Tag numberOfRangeShifters{0x300A, 0x0312};
constexpr Tag numberOfRotations{0x0054, 0x0051};
constexpr Tag numberOfSurfaces{0x0066, 0x0001};
constexpr Tag numberOfWedges{0x300A, 0x00D0};
constexpr Tag phaseInformationSequence{0x0054, 0x0032};
constexpr Tag rangeModulatorSequence{0x300A, 0x0342};
constexpr Tag rangeShifterSequence{0x300A, 0x0314};
constexpr Tag referencedBeamSequence{0x300C, 0x0004};
constexpr Tag referencedBolusSequence{0x300C, 0x00B0};
constexpr Tag referencedBrachyApplicationSetupSequence{0x300C, 0x000A};
constexpr Tag roiContourSequence{0x3006, 0x0039};
constexpr Tag rotationInformationSequence{0x0054, 0x0052};
constexpr Tag rtBeamLimitingDeviceType{0x300A, 0x00B8};
constexpr Tag surfaceSequence{0x0066, 0x0002};
constexpr Tag wedgeSequence{0x300A, 0x00D1};

// In each Item of `scope`, `count` is the number of Items in `sequence`, where both are there.
struct ItemCountRule {
    SequencePath scope;
    Tag count;
    Tag sequence;
    std::string_view section; // of PS3.3
};

constexpr ItemCountRule itemCounts[] = {
    {{}, numberOfEnergyWindows, energyWindowInformationSequence, "C.8.4.10"},
    {{}, numberOfDetectors, detectorInformationSequence, "C.8.4.11"},
    {{}, numberOfRotations, rotationInformationSequence, "C.8.4.12"},
    {{}, numberOfPhases, phaseInformationSequence, "C.8.4.14"},
    {{}, numberOfSurfaces, surfaceSequence, "C.27.1"},
    {{fractionGroupSequence}, numberOfBeams, referencedBeamSequence, "C.8.8.13"},
    {{fractionGroupSequence}, numberOfBrachyApplicationSetups, referencedBrachyApplicationSetupSequence, "C.8.8.13"},
    {{beamSequence}, numberOfControlPoints, controlPointSequence, "C.8.8.14"},
    {{beamSequence}, numberOfWedges, wedgeSequence, "C.8.8.14"},
    {{beamSequence}, numberOfCompensators, compensatorSequence, "C.8.8.14"},
    {{beamSequence}, numberOfBoli, referencedBolusSequence, "C.8.8.14"},
    {{beamSequence}, numberOfBlocks, blockSequence, "C.8.8.14"},
    {{ionBeamSequence}, numberOfControlPoints, ionControlPointSequence, "C.8.8.25"},
    {{ionBeamSequence}, numberOfWedges, ionWedgeSequence, "C.8.8.25"},
    {{ionBeamSequence}, numberOfCompensators, ionRangeCompensatorSequence, "C.8.8.25"},
    {{ionBeamSequence}, numberOfBoli, referencedBolusSequence, "C.8.8.25"},
    {{ionBeamSequence}, numberOfBlocks, ionBlockSequence, "C.8.8.25"},
    {{ionBeamSequence}, numberOfRangeShifters, rangeShifterSequence, "C.8.8.25"},
    {{ionBeamSequence}, numberOfLateralSpreadingDevices, lateralSpreadingDeviceSequence, "C.8.8.25"},
    {{ionBeamSequence}, numberOfRangeModulators, rangeModulatorSequence, "C.8.8.25"},
    {{applicationSetupSequence, channelSequence}, numberOfControlPoints, brachyControlPointSequence, "C.8.8.15"},
};

// In each Item of `scope`, there are `factor` values, and `more`, for each one that `count` counts.
struct ValueCountRule {
    SequencePath scope;
    Tag count;
    Tag values;
    std::uint64_t factor;
    std::uint64_t more;
    std::string_view section; // of PS3.3
};

constexpr ValueCountRule valueCounts[] = {
    {{roiContourSequence, contourSequence}, numberOfContourPoints, contourData, 3, 0, "C.8.8.6"},
    {{graphicAnnotationSequence, graphicObjectSequence}, numberOfGraphicPoints, graphicData, 2, 0, "C.10.5"},
    {{dvhSequence}, dvhNumberOfBins, dvhData, 2, 0, "C.8.8.4"},
    {{beamSequence, blockSequence}, blockNumberOfPoints, blockData, 2, 0, "C.8.8.14"},
    {{ionBeamSequence, ionBlockSequence}, blockNumberOfPoints, blockData, 2, 0, "C.8.8.25"},
    {{beamSequence, beamLimitingDeviceSequence}, numberOfLeafJawPairs, leafPositionBoundaries, 1, 1, "C.8.8.14"},
    {{ionBeamSequence, ionBeamLimitingDeviceSequence}, numberOfLeafJawPairs, leafPositionBoundaries, 1, 1, "C.8.8.25"},
};

constexpr std::string_view wrongCount = "consistency.count.differs";

std::string items(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " Item" : " Items");
}

std::string values(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " value" : " values");
}

std::optional<std::uint64_t> numberAt(const ScannedInstance &instance, const Element *element)
{
    const std::optional<std::int64_t> number = element != nullptr ? instance.integer(*element) : std::nullopt;
    return number && *number >= 0 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

void checkItemCount(const ScannedInstance &instance, const ItemCountRule &rule, FindingCollector &findings)
{
    DefectSum defects(wrongCount, rule.section);
    forEachItem(instance, nullptr, rule.scope.tags(), [&](const Element *scope) {
        const Element *element = findAt(instance, scope, rule.count);
        const std::optional<std::uint64_t> count = numberAt(instance, element);
        std::uint64_t found = 0;
        forEachItem(instance, scope, std::span(&rule.sequence, 1), [&](const Element *) { ++found; });
        if (!count || found == 0) // without Items, it is missing or it is not: another family's matter
            return;
        findings.countChecks(1);
        if (*count != found)
            defects.add(*element, std::to_string(*count),
                        [&] { return items(found) + " in " + std::string(keywordOf(rule.sequence)); });
    });
    defects.report(instance, findings);
}

void checkValueCount(const ScannedInstance &instance, const ValueCountRule &rule, FindingCollector &findings)
{
    DefectSum defects(wrongCount, rule.section);
    forEachItem(instance, nullptr, rule.scope.tags(), [&](const Element *scope) {
        const Element *element = findAt(instance, scope, rule.count);
        const std::optional<std::uint64_t> count = numberAt(instance, element);
        const std::optional<std::uint64_t> found = numberOfValues(instance, findAt(instance, scope, rule.values));
        if (!count || !found)
            return;
        findings.countChecks(1);
        if (*count > 0xFFFFFFFFU || *count * rule.factor + rule.more != *found)
            defects.add(*element, std::to_string(*count),
                        [&] { return values(*found) + " in " + std::string(keywordOf(rule.values)); });
    });
    defects.report(instance, findings);
}

// A contour that is a point has one (PS3.3 C.8.8.6.1).
void checkPointContours(const ScannedInstance &instance, FindingCollector &findings)
{
    DefectSum defects(wrongCount, "C.8.8.6.1");
    const Tag path[] = {roiContourSequence, contourSequence};
    forEachItem(instance, nullptr, path, [&](const Element *contour) {
        if (pointerValue(instance, findAt(instance, contour, contourGeometricType)) != "POINT")
            return;
        const Element *element = findAt(instance, contour, numberOfContourPoints);
        const auto count = numberAt(instance, element);
        const auto found = numberOfValues(instance, findAt(instance, contour, contourData));
        if (!count || (found && *found != *count * 3)) // that they differ is said already
            return;
        findings.countChecks(1);
        if (*count != 1)
            defects.add(*element, std::to_string(*count), [] { return std::string("1, as the contour is a POINT"); });
    });
    defects.report(instance, findings);
}

// Two positions for each pair that the device of that type has (PS3.3 C.8.8.14).
void checkLeafPositions(const ScannedInstance &instance, Tag beams, Tag devices, Tag controlPoints,
                        std::string_view section, FindingCollector &findings)
{
    DefectSum defects(wrongCount, section);
    forEachItem(instance, nullptr, std::span(&beams, 1), [&](const Element *beam) {
        std::map<std::string, std::uint64_t> pairs;
        forEachItem(instance, beam, std::span(&devices, 1), [&](const Element *device) {
            const auto type = pointerValue(instance, findAt(instance, device, rtBeamLimitingDeviceType));
            const auto count = numberAt(instance, findAt(instance, device, numberOfLeafJawPairs));
            if (type && count)
                pairs.emplace(*type, *count);
        });
        const Tag path[] = {controlPoints, beamLimitingDevicePositionSequence};
        forEachItem(instance, beam, path, [&](const Element *position) {
            const auto type = pointerValue(instance, findAt(instance, position, rtBeamLimitingDeviceType));
            const Element *element = findAt(instance, position, leafJawPositions);
            const auto found = numberOfValues(instance, element);
            const auto device = type ? pairs.find(*type) : pairs.end();
            // Pairs: an odd number is reported with the values.
            if (device == pairs.end() || !found || *found % 2 != 0)
                return;
            findings.countChecks(1);
            if (device->second > 0xFFFFFFFFU || *found != device->second * 2)
                defects.add(*element, values(*found), [&] {
                    return "2 for each of " + std::to_string(device->second) + " in " +
                           std::string(keywordOf(numberOfLeafJawPairs));
                });
        });
    });
    defects.report(instance, findings);
}

} // namespace

void checkCounts(const ScannedInstance &instance, FindingCollector &findings)
{
    for (const ItemCountRule &rule : itemCounts)
        checkItemCount(instance, rule, findings);
    for (const ValueCountRule &rule : valueCounts)
        checkValueCount(instance, rule, findings);
    checkPointContours(instance, findings);
    checkLeafPositions(instance, beamSequence, beamLimitingDeviceSequence, controlPointSequence, "C.8.8.14", findings);
    checkLeafPositions(instance, ionBeamSequence, ionBeamLimitingDeviceSequence, ionControlPointSequence, "C.8.8.25",
                       findings);
}

} // namespace mi
