// The rules of small tables of our own on small objects: one defect is exactly one finding, the nearest right object
// none. What the standard's own tables say is tested with the tables.
#include <QTest>

#include "core/checks/finding_collector.h"
#include "core/checks/iod_checks.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/rule_object.h"

using namespace mi;
using namespace mi::test;

Q_DECLARE_METATYPE(mi::Tag)

namespace {

constexpr std::string_view testClass = "1.2.276.0.7230010.3.9.1";

constexpr std::string_view imageRules = R"(rules 1
edition test "1"
sop-class 1.2.276.0.7230010.3.9.1 image
sop-class 1.2.276.0.7230010.3.9.2 image retired

iod image "Test Image" A.3
  module patient M Patient
  module test-image M Image
  module sop-common M Image
  module contrast-bolus C Image when unknown("contrast media was used")
  module multi-frame C Image when NumberOfFrames > 1 else forbidden
  module cine C Image when present(FrameTime)
  module device U Image
  module patient-study U Study

module patient "Patient" C.7.1.1
  PatientName 2
  PatientID 2
  PatientSex 2
    enum M | F | O
  OtherPatientIDsSequence 3
    PatientID 1
    TypeOfPatientID 1
      terms TEXT | RFID | BARCODE

module test-image "Test Image" C.8.1
  ImageType 1
    vm 2-n
    enum value 1 ORIGINAL | DERIVED
    terms value 3 AXIAL | LOCALIZER
  PhotometricInterpretation 1
  PlanarConfiguration 1C when PhotometricInterpretation = RGB else forbidden
    enum 0 | 1
  RescaleType 1C when PhotometricInterpretation = MONOCHROME2 else allowed
  WindowWidth 3
  WindowCenter 2C when present(WindowWidth)
  LossyImageCompressionRatio 1C when LossyImageCompression = 01
  LossyImageCompression 3
    enum 00 | 01
  Laterality 2C when unknown("the body part is one of a pair")
  Rows 3
    number > 0
  KVP 3
    number >= 1 and <= 500
  PixelSpacing 3
    vm 2
  FrameIncrementPointer 3
    enum (0018,1063) | (0018,1065)
  BurnedInAnnotation 3
    enum when PhotometricInterpretation = RGB : NO
  QualityControlImage 3
    enum when unknown("who made it") : YES | NO
  ImageComments 3
    forbidden when PhotometricInterpretation = RGB
  DerivationCodeSequence 1C when ImageType[value 1] = DERIVED else allowed
    items 1-n
    codes 7203 defined
    include code-sequence
  ReferencedImageSequence 3
    items 1
    include sop-reference
    PurposeOfReferenceCodeSequence 3
      items 1
      codes 7201 baseline
      include code-sequence
  ContentSequence 3
    include content-item

module sop-common "SOP Common" C.12.1
  SOPClassUID 1
  SOPInstanceUID 1
  SeriesNumber 3
  SeriesDate 3
  ImageType 3
  PatientIdentityRemoved 3
  DeidentificationMethod 1C when PatientIdentityRemoved = YES and not present(DeidentificationMethodCodeSequence)
  DeidentificationMethodCodeSequence 1C when PatientIdentityRemoved = YES and not present(DeidentificationMethod)
  InstanceNumber 3

module contrast-bolus "Contrast/Bolus" C.7.6.4
  ContrastBolusAgent 2
  ContrastBolusVolume 3

module multi-frame "Multi-frame" C.7.6.6
  NumberOfFrames 1
  FrameIncrementPointer 1

module cine "Cine" C.7.6.5
  FrameDelay 2
  FrameTime 1
  StartTrim 1

module device "Device" C.7.6.12
  DeviceSequence 1
    DeviceID 1

module patient-study "Patient Study" C.7.2.2
  PatientSize 1C when unknown("the size matters")
  PatientWeight 1C when unknown("the weight matters") else allowed
  SmokingStatus 3
    enum YES | NO | UNKNOWN

macro code-sequence "Code Sequence" 8.8
  CodeValue 1C when not present(LongCodeValue) and not present(URNCodeValue)
  CodingSchemeDesignator 1C when present(CodeValue)
  CodeMeaning 1
  LongCodeValue 1C when unknown("length")
  URNCodeValue 1C when unknown("length")
  ContextGroupExtensionFlag 3

macro sop-reference "SOP Instance Reference" 10.8
  ReferencedSOPClassUID 1
  ReferencedSOPInstanceUID 1

macro content-item "Content Item" C.17.3
  ValueType 1
    enum TEXT | NUM | CONTAINER
  include text-item when ValueType = TEXT
  ContentSequence 3
    RelationshipType 1
    include content-item

macro text-item "Text Item" C.18.1
  TextValue 1

context-group 7203 "Image Derivation"
  DCM 113040 113041
context-group 7201 "Referenced Image Purpose of Reference"
  DCM 121311
  SCT 70002

profile hand-over "Handed over"
  for image
  PatientID 1
  PatientName 0
  PatientSex 1
    enum M | F
  InstanceNumber 2
  private 0
  SeriesNumber 2C when present(SeriesDate)
  ImageType 1
    vm 3
    terms value 2 PRIMARY
  OtherPatientIDsSequence 3
    items 1-2
    PatientID 1

profile anybody "Anybody"
  AccessionNumber 1
  RequestAttributesSequence 3
    RequestedProcedureID 1
)";

const RuleTables &tables()
{
    static const std::shared_ptr<const RuleTables> read = rulesOf(imageRules);
    return *read;
}

ItemDraft image()
{
    return item()
        .set("PatientName", "TEST^ONE")
        .set("PatientID", "T-1")
        .set("PatientSex", "O")
        .set("ImageType", "ORIGINAL\\PRIMARY\\AXIAL")
        .set("PhotometricInterpretation", "MONOCHROME2")
        .set("RescaleType", "HU")
        .set("Laterality", "L");
}

ItemDraft colourImage()
{
    return image().set("PhotometricInterpretation", "RGB").set("PlanarConfiguration", "0");
}

ItemDraft reference()
{
    return item().set("ReferencedSOPClassUID", "1.2.3").set("ReferencedSOPInstanceUID", "1.2.3.4");
}

ItemDraft derived(const std::vector<ItemDraft> &codes)
{
    return image().set("ImageType", "DERIVED\\PRIMARY\\AXIAL").items("DerivationCodeSequence", codes);
}

ItemDraft contentTree(const ItemDraft &leaf)
{
    const ItemDraft middle =
        item().set("RelationshipType", "CONTAINS").set("ValueType", "CONTAINER").items("ContentSequence", {leaf, leaf});
    return image().items("ContentSequence", {item().set("ValueType", "CONTAINER").items("ContentSequence", {middle})});
}

ItemDraft textLeaf()
{
    return item().set("RelationshipType", "CONTAINS").set("ValueType", "TEXT").set("TextValue", "seen");
}

RuleVerdict on(const ItemDraft &root, std::string_view sopClass = testClass)
{
    return ruleVerdictOn(fileOf(root, sopClass), tables());
}

using Row = void (*)(const char *, const ItemDraft &, const char *);

void attributeRows(Row row)
{
    row("a Type 1 attribute is left out", image().remove("PhotometricInterpretation").remove("RescaleType"),
        "iod.attribute.missing (0028,0004)");
    row("a Type 1 attribute of one module and Type 3 of another is left out", image().remove("ImageType"),
        "iod.attribute.missing (0008,0008)");
    row("a Type 1 attribute is empty", image().set("PhotometricInterpretation").remove("RescaleType"),
        "iod.attribute.empty (0028,0004)");
    row("a Type 1 attribute has only empty values", image().set("ImageType", "\\\\"),
        "iod.attribute.empty (0008,0008)");
    row("a Type 1C attribute is left out", image().remove("RescaleType"),
        "iod.attribute.missing-conditional (0028,1054)");
    row("a Type 1C attribute is empty", image().set("RescaleType"), "iod.attribute.empty (0028,1054)");
    row("a Type 1C attribute is empty and nobody knows whether it applies", image().set("PatientSize"),
        "iod.attribute.empty-conditional (0010,1020)");
    row("a Type 1C attribute is empty and does not apply", image().set("LossyImageCompressionRatio"),
        "iod.attribute.not-expected (0028,2112)");
    row("a Type 2 attribute is left out", image().remove("PatientSex"),
        "iod.attribute.missing-may-be-empty (0010,0040)");
    row("a Type 2C attribute is left out", image().set("WindowWidth", "400"),
        "iod.attribute.missing-may-be-empty (0028,1050)");
    row("neither of two attributes is there of which one is required", image().set("PatientIdentityRemoved", "YES"),
        "iod.attribute.missing-conditional (0012,0063)");
    row("an attribute is there that is forbidden otherwise", image().set("PlanarConfiguration", "0"),
        "iod.attribute.not-allowed (0028,0006)");
    row("an attribute is there that must not be", colourImage().set("ImageComments", "seen"),
        "iod.attribute.not-allowed (0020,4000)");
    row("an attribute is there whose condition is false", image().set("LossyImageCompressionRatio", "10"),
        "iod.attribute.not-expected (0028,2112)");
    row("an attribute of the standard that the IOD does not have", image().set("PatientAge", "045Y"),
        "iod.attribute.not-in-iod (0010,1010)");
    row("an attribute in an Item that belongs to the root",
        image().items("ReferencedImageSequence", {reference().set("KVP", "120")}),
        "iod.attribute.wrong-level (0008,1140)[1].(0018,0060)");
    row("an attribute that the IOD does not have, in several places",
        contentTree(textLeaf().set("PatientAge", "045Y")).set("PatientAge", "045Y"),
        "iod.attribute.not-in-iod (0010,1010) x3");
    row("an attribute at the root that belongs into an Item",
        image().items("ReferencedImageSequence", {reference()}).set("ReferencedSOPClassUID", "1.2.3"),
        "iod.attribute.wrong-level (0008,1150)");
    row("an attribute at the root whose place is not there", image().set("ReferencedSOPClassUID", "1.2.3"),
        "iod.attribute.not-in-iod (0008,1150)");
}

void moduleRows(Row row)
{
    row("a mandatory module is missing", image().remove("PatientName").remove("PatientID").remove("PatientSex"),
        "iod.module.missing (0010,0010)");
    row("a module is there that must not be, and it is not complete", image().set("NumberOfFrames", "1"),
        "iod.module.not-allowed (0028,0008)");
    row("one attribute of a conditional module that is asked for is missing", image().set("NumberOfFrames", "2"),
        "iod.attribute.missing (0028,0009)");
    row("an optional module that shows by an attribute of its own is checked",
        image().set("ContrastBolusVolume", "100").set("ContrastBolusAgent").items("DeviceSequence", {}),
        "iod.attribute.empty (0050,0010)");
    row("values are judged of a module that is not there", image().set("SmokingStatus", "MAYBE"),
        "iod.value.not-enumerated (0010,21A0)");
}

void valueRows(Row row)
{
    row("none of the Enumerated Values", image().set("PatientSex", "X"), "iod.value.not-enumerated (0010,0040)");
    row("none of the Enumerated Values as value 1", image().set("ImageType", "OTHER\\PRIMARY\\AXIAL"),
        "iod.value.not-enumerated (0008,0008)");
    row("none of the Defined Terms as value 3", image().set("ImageType", "ORIGINAL\\PRIMARY\\OBLIQUE"),
        "iod.value.not-defined-term (0008,0008)");
    row("a number that is none of the Enumerated Values", colourImage().set("PlanarConfiguration", "2"),
        "iod.value.not-enumerated (0028,0006)");
    row("a tag that is none of the Enumerated Values", image().set("FrameIncrementPointer", "(0018,1066)"),
        "iod.value.not-enumerated (0028,0009)");
    row("Enumerated Values that a condition asks for", colourImage().set("BurnedInAnnotation", "YES"),
        "iod.value.not-enumerated (0028,0301)");
    row("a number below its bound", image().set("Rows", "0"), "iod.value.out-of-bounds (0028,0010)");
    row("a number above its bound", image().set("KVP", "501"), "iod.value.out-of-bounds (0018,0060)");
    row("one value where two are needed", image().set("PixelSpacing", "1"), "iod.values.count (0028,0030)");
    row("one value where two or more are needed", image().set("ImageType", "ORIGINAL"), "iod.values.count (0008,0008)");
}

void itemRows(Row row)
{
    row("two Items where one is allowed", image().items("ReferencedImageSequence", {reference(), reference()}),
        "iod.items.count (0008,1140)");
    row("an empty Item", image().items("ReferencedImageSequence", {item()}), "iod.items.empty (0008,1140)");
    row("a required attribute is missing in each Item",
        image().items("OtherPatientIDsSequence", {item().set("PatientID", "1"), item().set("PatientID", "2")}),
        "iod.attribute.missing (0010,1002)[1].(0010,0022) x2");
    row("a conditional Sequence without Items", derived({}), "iod.attribute.empty (0008,9215)");
    row("a leaf of a content tree lacks its value", contentTree(textLeaf().remove("TextValue")),
        "iod.attribute.missing (0040,A730)[1].(0040,A730)[1].(0040,A730)[1].(0040,A160) x2");
    row("a leaf of a content tree has the value of another type", contentTree(textLeaf().set("ValueType", "NUM")),
        "iod.attribute.not-expected (0040,A730)[1].(0040,A730)[1].(0040,A730)[1].(0040,A160) x2");
}

void codeRows(Row row)
{
    row("a code without any code value", derived({code("1", "DCM").remove("CodeValue").set("CodeMeaning", "x")}),
        "iod.code.value-missing (0008,9215)[1].(0008,0100)");
    row("a code with two code values", derived({code("113040", "DCM").set("URNCodeValue", "urn:x")}),
        "iod.code.several-values (0008,9215)[1].(0008,0120)");
    row("a code without its scheme", derived({code("113040", "DCM").remove("CodingSchemeDesignator")}),
        "iod.code.scheme-missing (0008,9215)[1].(0008,0102)");
    row("a code without its meaning", derived({code("113040", "DCM").set("CodeMeaning")}),
        "iod.code.meaning-missing (0008,9215)[1].(0008,0104)");
    row("codes of SNOMED-RT are one remark", derived({code("T-D1000", "SRT"), code("T-D2000", "SRT")}),
        "iod.code.scheme-retired (0008,9215)[1].(0008,0102) x2");
    row("a code that is not in the Context Group", derived({code("113682", "DCM")}),
        "iod.code.not-in-context-group (0008,9215)");
    row("a code of a group in an Item that is not in it",
        image().items("ReferencedImageSequence",
                      {reference().items("PurposeOfReferenceCodeSequence", {code("70002", "DCM")})}),
        "iod.code.not-in-context-group (0008,1140)[1].(0040,A170)");
}

} // namespace

class TestIodChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void whatIsRightIsNotReported_data();
    void whatIsRightIsNotReported();
    void factsNameModuleAndReason_data();
    void factsNameModuleAndReason();
    void whatCannotBeDecidedIsCountedWithItsReason();
    void aConditionalModuleThatIsMissingIsOneFinding();
    void aConditionalModuleMayHaveToBeAbsent();
    void aRetiredClassIsCheckedByItsSuccessor();
    void anUnknownClassIsCheckedForWhatAllObjectsHave();
    void behindTheStopNothingIsMissing();
    void profilesAskForMore();
    void profilesAreForTheirKindOfObject();
    void overlaysAreJudgedGroupByGroup();
    void privateAndStructuralAttributesAreNoBusinessOfTheIod();
    void whatAnotherFamilySaysIsNotSaidAgain_data();
    void whatAnotherFamilySaysIsNotSaidAgain();
    void aMillionItemsAreCounted();
};

void TestIodChecks::oneDefectIsOneFinding_data()
{
    QTest::addColumn<QStringList>("found");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char *name, const ItemDraft &root, const char *finding) {
        QTest::newRow(name) << on(root).findings << QString::fromLatin1(finding);
    };
    attributeRows(row);
    moduleRows(row);
    valueRows(row);
    itemRows(row);
    codeRows(row);
}

void TestIodChecks::oneDefectIsOneFinding()
{
    QFETCH(QStringList, found);
    QFETCH(QString, finding);
    QCOMPARE(found.join(QStringLiteral("; ")), finding);
}

void TestIodChecks::whatIsRightIsNotReported_data()
{
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const ItemDraft &root) { QTest::newRow(name) << on(root).findings; };
    row("a clean image", image());
    row("a colour image", colourImage());
    row("Type 2 attributes are empty", image().set("PatientName").set("PatientID").set("PatientSex"));
    row("a Type 1C attribute that is allowed otherwise", colourImage().set("RescaleType", "HU"));
    row("a Type 2C attribute that cannot be decided is left out", image().remove("Laterality"));
    row("an empty Type 2C attribute whose condition is false", image().set("WindowCenter"));
    row("an empty attribute that may be there otherwise", image().set("PatientWeight"));
    row("a value of which nobody knows whether it applies", image().set("PatientSize", "1.80"));
    row("a compressed image", image().set("LossyImageCompression", "01").set("LossyImageCompressionRatio", "10"));
    row("an optional module is left out", image());
    row("a module whose condition cannot be decided shows", image().set("ContrastBolusAgent", "salt"));
    row("a module that is asked for", image().set("NumberOfFrames", "2").set("FrameIncrementPointer", "(0018,1063)"));
    row("lower case is judged with the form of values", image().set("PatientSex", "o"));
    row("a value list whose condition cannot be decided", image().set("QualityControlImage", "MAYBE"));
    row("a value list whose condition is false", image().set("BurnedInAnnotation", "YES"));
    row("one of two attributes is there of which one is required",
        image().set("PatientIdentityRemoved", "YES").set("DeidentificationMethod", "by hand"));
    row("numbers within their bounds", image().set("Rows", "1").set("KVP", "500").set("PixelSpacing", "1\\1"));
    row("one Item", image().items("ReferencedImageSequence", {reference()}));
    row("an optional Sequence without Items", image().items("ReferencedImageSequence", {}));
    row("a content tree", contentTree(textLeaf()));
    row("a code of the Context Group", derived({code("113040", "DCM"), code("113041", "DCM")}));
    row("a code that extends the Context Group itself",
        derived({code("113682", "DCM").set("ContextGroupExtensionFlag", "Y")}));
    row("a code that is a URN", derived({item().set("URNCodeValue", "urn:oid:1.2.3").set("CodeMeaning", "x")}));
}

void TestIodChecks::whatIsRightIsNotReported()
{
    QFETCH(QStringList, found);
    QCOMPARE(found, QStringList{});
}

void TestIodChecks::factsNameModuleAndReason_data()
{
    QTest::addColumn<QString>("observed");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const ItemDraft &root, const char *observed, const char *expected,
                        const char *source) {
        const RuleVerdict verdict = on(root);
        const Finding finding = verdict.all.empty() ? Finding{} : verdict.all.front();
        QTest::newRow(name) << QString::fromStdString(finding.observed) << QString::fromStdString(finding.expected)
                            << QString::fromLatin1(source)
                            << QStringLiteral("%1|%2|%3")
                                   .arg(QString::fromLatin1(observed), QString::fromLatin1(expected),
                                        QString::fromStdString(finding.source()));
    };
    row("a conditional attribute", image().remove("RescaleType"), "absent",
        "Type 1C of Test Image (PS3.3 C.8.1), because PhotometricInterpretation = MONOCHROME2", "PS3.3 C.8.1");
    row("an attribute that is empty", image().set("ImageType"), "empty", "Type 1 of Test Image (PS3.3 C.8.1)",
        "PS3.3 C.8.1");
    row("an attribute that is forbidden", image().set("PlanarConfiguration", "0"), "0",
        "absent; Test Image (PS3.3 C.8.1), because PhotometricInterpretation = MONOCHROME2", "PS3.3 C.8.1");
    row("a value", image().set("ImageType", "OTHER\\PRIMARY"), "OTHER",
        "ORIGINAL, DERIVED as value 1; Test Image (PS3.3 C.8.1)", "PS3.3 C.8.1");
    row("a value with a reason", colourImage().set("BurnedInAnnotation", "YES"), "YES",
        "NO; Test Image (PS3.3 C.8.1), because PhotometricInterpretation = RGB", "PS3.3 C.8.1");
    row("a bound", image().set("KVP", "501"), "501", "at most 500; Test Image (PS3.3 C.8.1)", "PS3.3 C.8.1");
    row("a number of values", image().set("ImageType", "ORIGINAL"), "1", "2 or more values; Test Image (PS3.3 C.8.1)",
        "PS3.3 C.8.1");
    row("a number of Items", image().items("ReferencedImageSequence", {reference(), reference()}), "2",
        "1 Item; Test Image (PS3.3 C.8.1)", "PS3.3 C.8.1");
    row("an empty Item", image().items("ReferencedImageSequence", {item()}), "empty Item",
        "ReferencedSOPClassUID: Type 1 of SOP Instance Reference (PS3.3 10.8)", "PS3.3 10.8");
    row("a module", image().remove("PatientName").remove("PatientID").remove("PatientSex"),
        "absent: PatientName, PatientID, PatientSex", "Patient (PS3.3 C.7.1.1), mandatory in Test Image (PS3.3 A.3)",
        "PS3.3 C.7.1.1");
    row("an attribute that is not in the IOD", image().set("PatientAge", "045Y"), "present",
        "an attribute of Test Image (PS3.3 A.3)", "PS3.3 A.3");
    row("an attribute at the wrong level",
        image().items("ReferencedImageSequence", {reference()}).set("ReferencedSOPClassUID", "1.2.3"), "present",
        "in ReferencedImageSequence; SOP Instance Reference (PS3.3 10.8)", "PS3.3 10.8");
    row("an attribute of a macro that does not apply", contentTree(textLeaf().set("ValueType", "NUM")), "seen",
        "absent; Text Item (PS3.3 C.18.1), because ValueType = NUM", "PS3.3 C.18.1");
    row("a code that is not in the group", derived({code("113682", "DCM")}), "(113682, DCM)",
        "Defined CID 7203 Image Derivation", "PS3.3 C.8.1");
}

void TestIodChecks::factsNameModuleAndReason()
{
    QFETCH(QString, observed);
    QFETCH(QString, expected);
    QFETCH(QString, source);
    QFETCH(QString, text);
    QCOMPARE(QStringLiteral("%1|%2|%3").arg(observed, expected, source), text);
}

void TestIodChecks::whatCannotBeDecidedIsCountedWithItsReason()
{
    const RuleVerdict verdict = on(image().remove("Laterality"));
    QCOMPARE(verdict.undecided, 1U);
    QCOMPARE(verdict.notDecidable.size(), std::size_t{1});
    QCOMPARE(verdict.notDecidable.front().attribute.toString(), std::string("(0020,0060)"));
    QCOMPARE(verdict.notDecidable.front().reason, std::string("the body part is one of a pair"));
    QVERIFY(verdict.decided > 10);

    const RuleVerdict value = on(image().set("QualityControlImage", "MAYBE"));
    QCOMPARE(value.notDecidable.size(), std::size_t{1});
    QCOMPARE(value.notDecidable.front().reason, std::string("who made it"));
    QCOMPARE(on(image()).undecided, 0U);
}

void TestIodChecks::aConditionalModuleThatIsMissingIsOneFinding()
{
    const auto rules = rulesOf(R"(rules 1
sop-class 1.2.276.0.7230010.3.9.1 image
iod image "Test Image" A.3
  module sop-common M Image
  module multi-frame C Image when PhotometricInterpretation = RGB
module sop-common "SOP Common" C.12.1
  SOPClassUID 1
  SOPInstanceUID 1
  PhotometricInterpretation 1
module multi-frame "Multi-frame" C.7.6.6
  NumberOfFrames 1
  FrameIncrementPointer 1
)");
    const ItemDraft root = item().set("PhotometricInterpretation", "RGB");
    const RuleVerdict verdict = ruleVerdictOn(fileOf(root, testClass), *rules);
    QCOMPARE(verdict.findings, QStringList{QStringLiteral("iod.module.missing (0028,0008)")});
    QCOMPARE(verdict.all.front().expected,
             std::string("Multi-frame (PS3.3 C.7.6.6), because PhotometricInterpretation = RGB"));
    const ItemDraft other = item().set("PhotometricInterpretation", "MONOCHROME2");
    QCOMPARE(ruleVerdictOn(fileOf(other, testClass), *rules).findings, QStringList{});
    const ItemDraft unexpected = item(other).set("NumberOfFrames", "2").set("FrameIncrementPointer", "(0018,1063)");
    QCOMPARE(ruleVerdictOn(fileOf(unexpected, testClass), *rules).findings,
             QStringList{QStringLiteral("iod.module.not-expected (0028,0008)")});
}

void TestIodChecks::aConditionalModuleMayHaveToBeAbsent()
{
    const ItemDraft root = image().set("NumberOfFrames", "1").set("FrameIncrementPointer", "(0018,1063)");
    const RuleVerdict verdict = on(root);
    QCOMPARE(verdict.findings, QStringList{QStringLiteral("iod.module.not-allowed (0028,0008)")});
    QCOMPARE(verdict.all.front().expected,
             std::string("absent; Multi-frame (PS3.3 C.7.6.6) in Test Image (PS3.3 A.3), because NumberOfFrames = 1"));
}

void TestIodChecks::aRetiredClassIsCheckedByItsSuccessor()
{
    const RuleVerdict verdict = on(image().remove("PatientSex"), "1.2.276.0.7230010.3.9.2");
    QCOMPARE(verdict.findings, QStringList{QStringLiteral("iod.attribute.missing-may-be-empty (0010,0040)")});
    QCOMPARE(verdict.notChecked.size(), std::size_t{1});
    QCOMPARE(std::string(verdict.notChecked.front().what), std::string("iod.sop-class"));
    QCOMPARE(verdict.notChecked.front().reason,
             std::string("retired SOP Class: checked by the rules of its successor, Test Image"));
}

void TestIodChecks::anUnknownClassIsCheckedForWhatAllObjectsHave()
{
    // Patient and SOP Common always; the device because it shows; the image module is not one of many kinds of object.
    const ItemDraft root = item().set("PatientName").set("PatientID").items("DeviceSequence", {item().set("DeviceID")});
    const RuleVerdict verdict = on(root, "1.2.276.0.7230010.3.9.77");
    QCOMPARE(verdict.findings, (QStringList{QStringLiteral("iod.attribute.missing-may-be-empty (0010,0040)"),
                                            QStringLiteral("iod.attribute.empty (0050,0010)[1].(0018,1003)")}));
    QCOMPARE(verdict.notChecked.size(), std::size_t{1});
    QVERIFY(verdict.notChecked.front().reason.starts_with("no rules for SOP Class 1.2.276.0.7230010.3.9.77: "));

    // A Hanging Protocol has no patient; a message of a service is no object at all.
    QCOMPARE(on(item(), "1.2.840.10008.5.1.4.38.1").findings, QStringList{});
    const RuleVerdict message = on(item(), "1.2.840.10008.1.1");
    QCOMPARE(message.findings, QStringList{});
    QCOMPARE(message.notChecked.front().reason, std::string("no rules for SOP Class 1.2.840.10008.1.1"));
    QCOMPARE(on(item(), "").notChecked.front().reason.substr(0, 16), std::string("no SOP Class UID"));
}

void TestIodChecks::behindTheStopNothingIsMissing()
{
    const std::string bytes = fileOf(image(), testClass);
    // Cut off inside of Patient ID: what lies behind may be there, what lies before it is not.
    const std::size_t cut = bytes.find("T-1");
    const RuleVerdict verdict = ruleVerdictOn(bytes.substr(0, cut + 1), tables());
    QCOMPARE(verdict.findings, QStringList{});
    QCOMPARE(verdict.notChecked.size(), std::size_t{1});
    QCOMPARE(std::string(verdict.notChecked.front().what), std::string("iod"));

    const std::string lacking = fileOf(image().remove("ImageType"), testClass);
    QCOMPARE(ruleVerdictOn(lacking.substr(0, lacking.find("T-1") + 1), tables()).findings,
             QStringList{QStringLiteral("iod.attribute.missing (0008,0008)")});

    const std::string nested = fileOf(image().items("ReferencedImageSequence", {reference()}), testClass);
    QCOMPARE(ruleVerdictOn(nested.substr(0, nested.find("1.2.3.4")), tables()).findings, QStringList{});

    const std::string early = bytes.substr(0, bytes.find("1.2.276", 200) + 4);
    QCOMPARE(ruleVerdictOn(early.substr(0, 380), tables()).findings, QStringList{});
}

void TestIodChecks::profilesAskForMore()
{
    const ProfileRule *profile = tables().profile("hand-over");
    QVERIFY(profile != nullptr);
    const auto found = [&](const ItemDraft &root) {
        return ruleVerdictOn(fileOf(root, testClass), tables(), {profile}).findings.join(QStringLiteral("; "));
    };
    const ItemDraft good = image().set("PatientName").set("PatientSex", "F").set("InstanceNumber", "1");
    QCOMPARE(found(good), QString());
    QCOMPARE(found(item(good).set("PatientID")), QStringLiteral("profile.attribute.empty (0010,0020)"));
    QCOMPARE(found(item(good).set("PatientName", "A^B")), QStringLiteral("profile.attribute.not-allowed (0010,0010)"));
    QCOMPARE(found(item(good).set("PatientSex", "O")), QStringLiteral("profile.value.not-allowed (0010,0040)"));
    QCOMPARE(found(item(good).remove("InstanceNumber")),
             QStringLiteral("profile.attribute.missing-may-be-empty (0020,0013)"));
    QCOMPARE(
        found(item(good).set("ImageType", "DERIVED\\PRIMARY").items("DerivationCodeSequence", {code("113040", "DCM")})),
        QStringLiteral("profile.values.count (0008,0008)"));
    QCOMPARE(found(item(good).set("ImageType", "ORIGINAL\\SECONDARY\\AXIAL")),
             QStringLiteral("profile.value.not-suggested (0008,0008)"));
    const ItemDraft otherId = item().set("PatientID", "2").set("TypeOfPatientID", "TEXT");
    QCOMPARE(found(item(good).items("OtherPatientIDsSequence", {otherId, otherId, otherId})),
             QStringLiteral("profile.items.count (0010,1002)"));
    QCOMPARE(found(item(good).set("SeriesNumber", "1")), QStringLiteral("profile.attribute.not-expected (0020,0011)"));
    // Two elements and their creator are one remark.
    QCOMPARE(found(item(good)
                       .setAt({0x0009, 0x0010}, "LO", "MAKER")
                       .setAt({0x0009, 0x1001}, "LO", "x")
                       .setAt({0x0009, 0x1002}, "LO", "x")),
             QStringLiteral("profile.attribute.private (0009,1001) x2"));
    // What the standard asks for already is said once.
    QCOMPARE(found(item(good).remove("PatientID")), QStringLiteral("iod.attribute.missing-may-be-empty (0010,0020)"));

    const RuleVerdict verdict = ruleVerdictOn(fileOf(item(good).set("PatientID"), testClass), tables(), {profile});
    QCOMPARE(verdict.all.front().expected, std::string("Type 1 of the profile hand-over"));
}

void TestIodChecks::profilesAreForTheirKindOfObject()
{
    const ProfileRule *imagesOnly = tables().profile("hand-over");
    const ProfileRule *anybody = tables().profile("anybody");
    const ItemDraft other = item().set("PatientName", "A").set("PatientID", "1").set("PatientSex");
    const RuleVerdict verdict =
        ruleVerdictOn(fileOf(other, "1.2.276.0.7230010.3.9.77"), tables(), {imagesOnly, anybody});
    QCOMPARE(verdict.findings, QStringList{QStringLiteral("profile.attribute.missing (0008,0050)")});
    const ItemDraft request = item(other).set("AccessionNumber", "1").items("RequestAttributesSequence", {item()});
    QCOMPARE(ruleVerdictOn(fileOf(request, "1.2.276.0.7230010.3.9.77"), tables(), {anybody}).findings,
             QStringList{QStringLiteral("profile.items.empty (0040,0275)")});
}

void TestIodChecks::overlaysAreJudgedGroupByGroup()
{
    const auto rules = rulesOf(R"(rules 1
sop-class 1.2.276.0.7230010.3.9.1 image
iod image "Test Image" A.3
  module sop-common M Image
  module overlay-plane U Image
module sop-common "SOP Common" C.12.1
  SOPClassUID 1
  SOPInstanceUID 1
module overlay-plane "Overlay Plane" C.9.2
  OverlayRows 1
  OverlayType 1
    enum G | R
  ROIArea 1C when OverlayType = R
)");
    const auto found = [&](const ItemDraft &root) {
        return ruleVerdictOn(fileOf(root, testClass), *rules).findings.join(QStringLiteral("; "));
    };
    const ItemDraft two = item()
                              .setAt({0x6000, 0x0010}, "US", "4")
                              .setAt({0x6000, 0x0040}, "CS", "G")
                              .setAt({0x6002, 0x0010}, "US", "4")
                              .setAt({0x6002, 0x0040}, "CS", "G");
    QCOMPARE(found(item()), QString());
    QCOMPARE(found(two), QString());
    QCOMPARE(found(item(two).setAt({0x6002, 0x0040}, "CS", "X")),
             QStringLiteral("iod.value.not-enumerated (6002,0040)"));
    QCOMPARE(found(item(two).setAt({0x6002, 0x0040}, "CS", "R")),
             QStringLiteral("iod.attribute.missing-conditional (6002,1301)"));
    QCOMPARE(found(item().setAt({0x6004, 0x0040}, "CS", "G")), QStringLiteral("iod.attribute.missing (6004,0010)"));
}

void TestIodChecks::privateAndStructuralAttributesAreNoBusinessOfTheIod()
{
    const ItemDraft root =
        image()
            .setAt({0x0009, 0x0010}, "LO", "MAKER")
            .setAt({0x0009, 0x1001}, "LO", "x")
            .setAt({0x0010, 0x0000}, "UL", "8")
            .setAt(tags::DataSetTrailingPadding, "OB", "xx")
            .items("ReferencedImageSequence", {reference().set("SpecificCharacterSet", "ISO_IR 100")});
    QCOMPARE(on(root).findings, QStringList{});
}

void TestIodChecks::whatAnotherFamilySaysIsNotSaidAgain_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<Tag>("tag");
    QTest::addColumn<bool>("isCovered");
    QTest::addColumn<QString>("left");
    const auto row = [](const char *name, const char *before, Tag tag, bool isCovered, const char *left) {
        QTest::newRow(name) << QString::fromLatin1(before) << tag << isCovered << QString::fromLatin1(left);
    };
    constexpr Tag sex{0x0010, 0x0040};
    constexpr Tag type{0x0008, 0x0008};
    const char *both = "iod.value.not-enumerated (0008,0008); iod.attribute.missing-may-be-empty (0010,0040)";
    const char *onlyValue = "iod.value.not-enumerated (0008,0008)";
    const char *onlySex = "iod.attribute.missing-may-be-empty (0010,0040)";
    row("that an attribute is missing", "pixel.planar.missing", sex, false, onlyValue);
    row("that another attribute stands for it", "", sex, true, onlyValue);
    row("what a value means", "truth.modality.contradicts-sop-class", type, false, onlySex);
    row("that the form of the value is as bad", "value.ui.too-long", type, false, onlySex);
    row("but not that the form of the value is a little wrong", "value.padding.excess", type, false, both);
    row("but not how the attribute is encoded", "encoding.length.odd", type, false, both);
    row("but not something at another attribute", "pixel.planar.missing", Tag(0x0028, 0x0006), false, both);
}

void TestIodChecks::whatAnotherFamilySaysIsNotSaidAgain()
{
    QFETCH(QString, before);
    QFETCH(Tag, tag);
    QFETCH(bool, isCovered);
    QFETCH(QString, left);
    const std::string bytes = fileOf(image().remove("PatientSex").set("ImageType", "OTHER\\PRIMARY"), testClass);
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    QVERIFY(scanned.isOk());
    FindingCollector collector;
    if (!before.isEmpty())
        collector.add(before.toStdString(), {.attribute = tag});
    if (isCovered)
        collector.cover(tag);
    CheckInput input{*scanned, &source};
    input.rules = &tables();
    checkIod(input, collector);
    QStringList found;
    for (const Finding &finding : collector.findings()) {
        if (finding.id().starts_with("iod."))
            found += QString::fromStdString(std::string(finding.id()) + " " + finding.attribute.toString());
    }
    QCOMPARE(found.join(QStringLiteral("; ")), left);
}

void TestIodChecks::aMillionItemsAreCounted()
{
    // As many Items as the scan takes, each with an attribute missing: counted, and in seconds.
    const std::vector<ItemDraft> items(200'000, item().set("PatientID", "1"));
    const RuleVerdict verdict = on(image().items("OtherPatientIDsSequence", items));
    QCOMPARE(verdict.findings, QStringList{QStringLiteral("iod.attribute.missing (0010,1002)[1].(0010,0022) x200000")});
    const std::vector<ItemDraft> empty(400'000, item());
    QCOMPARE(on(image().items("OtherPatientIDsSequence", empty)).findings,
             QStringList{QStringLiteral("iod.items.empty (0010,1002) x400000")});
}

QTEST_APPLESS_MAIN(TestIodChecks)
#include "tst_iod_checks.moc"
