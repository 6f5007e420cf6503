// Functional groups and dimensions by small tables of our own: one defect is exactly one finding, the nearest right
// object none.
#include <QTest>

#include "tests/core/checks/rule_object.h"

using namespace mi;
using namespace mi::test;

namespace {

constexpr std::string_view testClass = "1.2.276.0.7230010.3.9.1";

constexpr std::string_view groupRules = R"(rules 1
sop-class 1.2.276.0.7230010.3.9.1 frames

iod frames "Enhanced Test Image" A.36
  module sop-common M Image
  module frames M Image
  group pixel-measures M
  group frame-content M per-frame
  group derivation-image C when /ImageType[value 1] = DERIVED else allowed
  group frame-anatomy C when @frame>FrameContentSequence>FrameComments = anatomy else forbidden
  group plane-position C when /ImageType[value 1] = ORIGINAL
  group plane-orientation C when unknown("the patient matters") else allowed
  group frame-voi-lut U
  group identity U shared

module sop-common "SOP Common" C.12.1
  SOPClassUID 1
  SOPInstanceUID 1
  ImageType 1

module frames "Frames" C.7.6.16
  NumberOfFrames 1
  SharedFunctionalGroupsSequence 1
    items 1
  PerFrameFunctionalGroupsSequence 1C when true
    items 1-n
  DimensionIndexSequence 3
    items 1-n
    DimensionIndexPointer 1
    FunctionalGroupPointer 3

macro pixel-measures "Pixel Measures" C.7.6.16.2.1
  PixelMeasuresSequence 1
    items 1
    PixelSpacing 1
    SliceThickness 1C when /ImageType[value 1] = ORIGINAL

macro frame-content "Frame Content" C.7.6.16.2.2
  FrameContentSequence 1
    items 1
    FrameAcquisitionNumber 3
    FrameComments 3
    DimensionIndexValues 3

macro derivation-image "Derivation Image" C.7.6.16.2.6
  DerivationImageSequence 2
    DerivationDescription 3

macro frame-anatomy "Frame Anatomy" C.7.6.16.2.8
  FrameAnatomySequence 1
    FrameLaterality 1

macro plane-position "Plane Position" C.7.6.16.2.3
  PlanePositionSequence 1
    ImagePositionPatient 1

macro plane-orientation "Plane Orientation" C.7.6.16.2.4
  PlaneOrientationSequence 1
    ImageOrientationPatient 1

macro frame-voi-lut "Frame VOI LUT" C.7.6.16.2.10
  FrameVOILUTSequence 1
    WindowCenter 1

macro identity "Identity" C.7.6.16.2.9
  PixelValueTransformationSequence 1
    RescaleSlope 1
)";

const RuleTables &tables()
{
    static const std::shared_ptr<const RuleTables> read = rulesOf(groupRules);
    return *read;
}

ItemDraft measures()
{
    return item().set("PixelSpacing", "1\\1").set("SliceThickness", "5");
}

ItemDraft content(std::string_view indexes = "1\\1")
{
    return item().set("DimensionIndexValues", indexes);
}

ItemDraft position()
{
    return item().set("ImagePositionPatient", "0\\0\\0");
}

ItemDraft shared()
{
    return item().items("PixelMeasuresSequence", {measures()});
}

ItemDraft frame(std::string_view indexes = "1\\1")
{
    return item().items("FrameContentSequence", {content(indexes)}).items("PlanePositionSequence", {position()});
}

ItemDraft dimension(std::string_view pointer, std::string_view group)
{
    return item().set("DimensionIndexPointer", pointer).set("FunctionalGroupPointer", group);
}

ItemDraft frames(const ItemDraft &sharedItem, const std::vector<ItemDraft> &perFrame,
                 std::string_view imageType = "ORIGINAL")
{
    return item()
        .set("ImageType", imageType)
        .set("NumberOfFrames", std::to_string(perFrame.size()))
        .items("SharedFunctionalGroupsSequence", {sharedItem})
        .items("PerFrameFunctionalGroupsSequence", perFrame);
}

RuleVerdict on(const ItemDraft &root)
{
    return ruleVerdictOn(fileOf(root, testClass), tables());
}

ItemDraft withDimensions(const ItemDraft &root)
{
    return item(root).items("DimensionIndexSequence",
                            {dimension("(0020,0032)", "(0020,9113)"), dimension("(0020,9157)", "(0020,9111)")});
}

using Row = void (*)(const char *, const ItemDraft &, const char *);

void groupRows(Row row)
{
    row("a mandatory group is missing", frames(item(), {frame(), frame()}),
        "iod.group.missing (5200,9229)[1].(0028,9110)");
    row("a mandatory group is in some frames only",
        frames(item(), {item(frame()).items("PixelMeasuresSequence", {measures()}), frame(), frame()}),
        "iod.group.in-some-frames-only (5200,9230)[2].(0028,9110) x2");
    row("a group is shared and per frame",
        frames(shared(), {frame(), item(frame()).items("PixelMeasuresSequence", {measures()})}),
        "iod.group.shared-and-per-frame (5200,9230)[1].(0028,9110)");
    row("a group for each frame is shared",
        frames(shared().items("FrameContentSequence", {content()}),
               {frame().remove("FrameContentSequence"), frame().remove("FrameContentSequence")}),
        "iod.group.not-allowed-here (5200,9229)[1].(0020,9111)");
    row("a shared group is in the frames",
        frames(shared(), {frame().items("PixelValueTransformationSequence", {item().set("RescaleSlope", "1")})}),
        "iod.group.not-allowed-here (5200,9230)[1].(0028,9145)");
    row("a group that a condition about the frame rules out",
        frames(shared(), {frame().items("FrameAnatomySequence", {item().set("FrameLaterality", "L")})}),
        "iod.group.not-allowed (5200,9230)[1].(0020,9071)");
    row("a group whose condition is false",
        frames(item().items("PixelMeasuresSequence", {measures().remove("SliceThickness")}),
               {frame().items("DerivationImageSequence", {})}, "DERIVED"),
        "iod.group.not-expected (5200,9230)[1].(0020,9113)");
    row("a group that a condition about the root asks for",
        frames(shared(), {frame().remove("PlanePositionSequence"), frame().remove("PlanePositionSequence")}),
        "iod.group.missing (5200,9229)[1].(0020,9113)");
    row("a group that a condition about the frame asks for",
        frames(shared(), {frame(), frame().items("FrameContentSequence", {content().set("FrameComments", "anatomy")})}),
        "iod.group.missing (5200,9229)[1].(0020,9071)");
    row("an attribute of a shared group is missing",
        frames(item().items("PixelMeasuresSequence", {measures().remove("PixelSpacing")}), {frame()}),
        "iod.attribute.missing (5200,9229)[1].(0028,9110)[1].(0028,0030)");
    row("an attribute of a group is missing in each frame",
        frames(shared(), {frame().items("PlanePositionSequence", {item().set("ImagePositionPatient")}),
                          frame().items("PlanePositionSequence", {item().set("ImagePositionPatient")})}),
        "iod.attribute.empty (5200,9230)[1].(0020,9113)[1].(0020,0032) x2");
    row("a group with an empty Item", frames(item().items("PixelMeasuresSequence", {item()}), {frame()}),
        "iod.items.empty (5200,9229)[1].(0028,9110)");
    row("a group that the IOD does not have",
        frames(shared(), {frame().items("CardiacSynchronizationSequence", {item()})}),
        "iod.attribute.not-in-iod (5200,9230)[1].(0018,9118)");
    row("an attribute of a group at the root", frames(shared(), {frame()}).set("PixelSpacing", "1\\1"),
        "iod.attribute.wrong-level (0028,0030)");
    row("no functional groups at all",
        frames(shared(), {frame()})
            .remove("SharedFunctionalGroupsSequence")
            .remove("PerFrameFunctionalGroupsSequence")
            .remove("NumberOfFrames"),
        "iod.module.missing (0028,0008)");
}

void dimensionRows(Row row)
{
    row("more index values than dimensions", withDimensions(frames(shared(), {frame("1\\1\\1"), frame("1\\2\\1")})),
        "iod.dimensions.values-count (5200,9230)[1].(0020,9111)[1].(0020,9157) x2");
    row("fewer index values than dimensions in one frame", withDimensions(frames(shared(), {frame(), frame("1")})),
        "iod.dimensions.values-count (5200,9230)[2].(0020,9111)[1].(0020,9157)");
    row("a dimension that no frame has",
        frames(shared(), {frame("1")}).items("DimensionIndexSequence", {dimension("(0018,9074)", "(0020,9111)")}),
        "iod.dimensions.pointer-unresolved (0020,9222)[1].(0020,9165)");
}

} // namespace

class TestIodGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void whatIsRightIsNotReported_data();
    void whatIsRightIsNotReported();
    void factsNameTheGroupAndTheFrames();
    void aGroupThatCannotBeDecidedIsCounted();
    void cutOffFramesAreNotMissing();
    void aThousandFramesAreOneFinding();
};

void TestIodGroups::oneDefectIsOneFinding_data()
{
    QTest::addColumn<QStringList>("found");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char *name, const ItemDraft &root, const char *finding) {
        QTest::newRow(name) << on(root).findings << QString::fromLatin1(finding);
    };
    groupRows(row);
    dimensionRows(row);
}

void TestIodGroups::oneDefectIsOneFinding()
{
    QFETCH(QStringList, found);
    QFETCH(QString, finding);
    QCOMPARE(found.join(QStringLiteral("; ")), finding);
}

void TestIodGroups::whatIsRightIsNotReported_data()
{
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const ItemDraft &root) { QTest::newRow(name) << on(root).findings; };
    row("two frames", frames(shared(), {frame(), frame("1\\2")}));
    row("the measures of each frame", frames(item(), {frame().items("PixelMeasuresSequence", {measures()})}));
    row("an optional group in some frames",
        frames(shared(), {frame(), frame().items("FrameVOILUTSequence", {item().set("WindowCenter", "40")})}));
    row("a group that is allowed otherwise", frames(shared(), {frame().items("DerivationImageSequence", {})}));
    row("a shared group in the shared Item",
        frames(shared().items("PixelValueTransformationSequence", {item().set("RescaleSlope", "1")}), {frame()}));
    row("a group in the frames that its condition asks for",
        frames(shared(), {frame(), frame()
                                       .items("FrameContentSequence", {content().set("FrameComments", "anatomy")})
                                       .items("FrameAnatomySequence", {item().set("FrameLaterality", "L")})}));
    row("conditions inside of a group ask the root",
        frames(item().items("PixelMeasuresSequence", {measures().remove("SliceThickness")}),
               {frame().items("DerivationImageSequence", {}).remove("PlanePositionSequence")}, "DERIVED"));
    row("as many index values as dimensions", withDimensions(frames(shared(), {frame(), frame("1\\2")})));
    row("a dimension of a private group",
        frames(shared(), {frame("1")}).items("DimensionIndexSequence", {dimension("(0018,9074)", "(0021,1001)")}));
    row("a private group",
        frames(shared(), {frame().setAt({0x0021, 0x0010}, "LO", "MAKER").setAt({0x0021, 0x1001}, "LO", "x")}));
}

void TestIodGroups::whatIsRightIsNotReported()
{
    QFETCH(QStringList, found);
    QCOMPARE(found, QStringList{});
}

void TestIodGroups::factsNameTheGroupAndTheFrames()
{
    const Finding missing = on(frames(item(), {frame(), frame()})).all.front();
    QCOMPARE(missing.observed, std::string("absent"));
    QCOMPARE(missing.expected,
             std::string("Pixel Measures (PS3.3 C.7.6.16.2.1), mandatory in Enhanced Test Image (PS3.3 A.36)"));
    QCOMPARE(missing.source(), std::string("PS3.3 C.7.6.16.2.1"));
    const Finding some =
        on(frames(item(), {item(frame()).items("PixelMeasuresSequence", {measures()}), frame()})).all.front();
    QCOMPARE(some.observed, std::string("in 1 of 2 frames"));
    const Finding conditional = on(frames(shared(), {frame().remove("PlanePositionSequence")})).all.front();
    QCOMPARE(conditional.expected, std::string("Plane Position (PS3.3 C.7.6.16.2.3), in Enhanced Test Image (PS3.3 "
                                               "A.36) when /ImageType[value 1] = ORIGINAL"));
}

void TestIodGroups::aGroupThatCannotBeDecidedIsCounted()
{
    const RuleVerdict verdict = on(frames(shared(), {frame(), frame()}));
    QCOMPARE(verdict.notDecidable.size(), std::size_t{1});
    QCOMPARE(verdict.notDecidable.front().attribute.toString(), std::string("(0020,9116)"));
    QCOMPARE(verdict.notDecidable.front().reason, std::string("the patient matters"));
}

void TestIodGroups::cutOffFramesAreNotMissing()
{
    const std::string bytes = fileOf(frames(item(), {frame(), frame()}), testClass);
    const RuleVerdict verdict = ruleVerdictOn(bytes.substr(0, bytes.size() - 20), tables());
    QCOMPARE(verdict.findings, QStringList{});
    QCOMPARE(std::string(verdict.notChecked.front().what), std::string("iod"));
}

void TestIodGroups::aThousandFramesAreOneFinding()
{
    const ItemDraft bad = frame().items("PlanePositionSequence", {item().set("ImagePositionPatient")});
    const RuleVerdict verdict = on(frames(shared(), std::vector<ItemDraft>(1000, bad)));
    QCOMPARE(verdict.findings,
             QStringList{QStringLiteral("iod.attribute.empty (5200,9230)[1].(0020,9113)[1].(0020,0032) x1000")});
}

QTEST_APPLESS_MAIN(TestIodGroups)
#include "tst_iod_groups.moc"
