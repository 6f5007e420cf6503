// Each row is a clean instance with exactly one contradiction between attributes, and the one finding for it.
#include <QTest>

#include "core/checks/finding_collector.h"
#include "core/checks/values/truth.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace mi::test;
using namespace std::chrono_literals;

namespace {

constexpr Tag acquisitionDate{0x0008, 0x0022};
constexpr Tag anatomicalOrientation{0x0010, 0x2210};
constexpr Tag burnedIn{0x0028, 0x0301};
constexpr Tag echoTime{0x0018, 0x0081};
constexpr Tag fieldStrength{0x0018, 0x0087};
constexpr Tag frameOfReference{0x0020, 0x0052};
constexpr Tag identityRemoved{0x0012, 0x0062};
constexpr Tag orientation{0x0020, 0x0037};
constexpr Tag patientAddress{0x0010, 0x1040};
constexpr Tag patientAge{0x0010, 0x1010};
constexpr Tag patientOrientation{0x0020, 0x0020};
constexpr Tag patientSize{0x0010, 0x1020};
constexpr Tag patientWeight{0x0010, 0x1030};
constexpr Tag perFrame{0x5200, 0x9230};
constexpr Tag pixelMeasures{0x0028, 0x9110};
constexpr Tag pixelSpacing{0x0028, 0x0030};
constexpr Tag rescaleSlope{0x0028, 0x1053};
constexpr Tag roiDisplayColor{0x3006, 0x002A};
constexpr Tag seriesDate{0x0008, 0x0021};
constexpr Tag sliceThickness{0x0018, 0x0050};
constexpr Tag spacingBetweenSlices{0x0018, 0x0088};
constexpr Tag voiLutFunction{0x0028, 0x1056};
constexpr Tag windowCenter{0x0028, 0x1050};
constexpr Tag windowWidth{0x0028, 0x1051};

constexpr std::chrono::sys_days today{2026y / std::chrono::February / 1};
constexpr auto mrImageStorage = "1.2.840.10008.5.1.4.1.1.4";
constexpr auto enhancedSr = "1.2.840.10008.5.1.4.1.1.88.22";

// The findings of this family alone, on a day that does not pass.
QStringList findingsOn(std::chrono::sys_days day, const DraftFile &draft, std::vector<Finding> *all = nullptr)
{
    const std::string bytes = draft.file();
    MemorySource source(std::as_bytes(std::span(bytes.data(), bytes.size())));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    if (!scanned)
        qFatal("the scan failed");
    FindingCollector findings;
    checkTruthOn(day, {*scanned, &source}, findings);
    QStringList ids;
    for (const Finding &finding : findings.findings())
        ids += QString::fromStdString(std::string(finding.id()) + " " + finding.attribute.toString());
    if (all != nullptr)
        *all = findings.takeFindings();
    return ids;
}

DraftFile with(Tag tag, Vr vr, std::string_view text)
{
    return DraftFile{}.set(tag, vr, text);
}

DraftFile number(Tag tag, std::string_view text)
{
    return with(tag, Vr::DS, text);
}

DraftFile as(std::string_view sopClass, std::string_view modality)
{
    return DraftFile::ofSopClass(sopClass).set(tags::Modality, Vr::CS, modality);
}

DraftFile withFrames(std::string_view frames, std::size_t items)
{
    ElementWriter measures;
    measures.text(pixelSpacing, Vr::DS, "1\\1");
    ElementWriter item;
    item.sequence(pixelMeasures, {measures.str()});
    ElementWriter groups;
    groups.sequence(perFrame, std::vector<std::string>(items, item.str()));
    return with(tags::NumberOfFrames, Vr::IS, frames).setElement(perFrame, groups.str());
}

DraftFile deidentified()
{
    return with(identityRemoved, Vr::CS, "YES");
}

using Row = void (*)(const char *, const DraftFile &, const char *);

void patientRows(Row row)
{
    row("a study next year", with(tags::StudyDate, Vr::DA, "20270105"), "truth.date.future (0008,0020)");
    row("a birth in the future", with(tags::PatientBirthDate, Vr::DA, "29990101"),
        "truth.birth-date.after-study (0010,0030)");
    row("a birth after the study", with(tags::PatientBirthDate, Vr::DA, "20260106"),
        "truth.birth-date.after-study (0010,0030)");
    row("a birth in 1800", with(tags::PatientBirthDate, Vr::DA, "18000101"),
        "truth.birth-date.implausible (0010,0030)");
    row("a series two days before the study", with(seriesDate, Vr::DA, "20260103"),
        "truth.date.before-study (0008,0021)");
    row("45 years of age, born 56 years ago", with(patientAge, Vr::AS, "045Y"),
        "truth.age.contradicts-birth-date (0010,1010)");
    row("an adult of three months", with(patientAge, Vr::AS, "003M"), "truth.age.contradicts-birth-date (0010,1010)");
    row("a field of 1500 tesla", number(fieldStrength, "1500"), "truth.quantity.impossible (0018,0087)");
    row("a negative echo time", number(echoTime, "-5"), "truth.quantity.impossible (0018,0081)");
    row("a colour brighter than bright", with(roiDisplayColor, Vr::IS, "300\\0\\0"),
        "truth.quantity.impossible (3006,002A)");
    row("rows and columns to the left", with(patientOrientation, Vr::CS, "L\\L"),
        "truth.patient-orientation.impossible (0020,0020)");
    row("columns to the left and to the right", with(patientOrientation, Vr::CS, "A\\LR"),
        "truth.patient-orientation.impossible (0020,0020)");
    row("a side that is none", with(patientOrientation, Vr::CS, "L\\X"),
        "truth.patient-orientation.impossible (0020,0020)");
    row("letters and cosines the other way round",
        with(patientOrientation, Vr::CS, "R\\P").set(orientation, Vr::DS, "1\\0\\0\\0\\1\\0"),
        "truth.patient-orientation.contradicts (0020,0020)");
    row("a height in centimetres", number(patientSize, "178"), "truth.patient-size.implausible (0010,1020)");
    row("a negative height", number(patientSize, "-1.78"), "truth.patient-size.implausible (0010,1020)");
    row("a weight in grams", number(patientWeight, "70000"), "truth.patient-weight.implausible (0010,1030)");
    row("a height of 0", number(patientSize, "0"), "truth.patient-size.zero (0010,1020)");
    row("a weight of 0", number(patientWeight, "0.0"), "truth.patient-weight.zero (0010,1030)");
    row("identity removed but burned in", deidentified().set(burnedIn, Vr::CS, "YES"),
        "truth.deidentification.burned-in (0028,0301)");
    row("identity removed but an address left", deidentified().set(patientAddress, Vr::LO, "1 Main Street"),
        "truth.deidentification.identity-left (0010,1040)");
}

void objectRows(Row row)
{
    row("a CT image that says MR", as(ctImageStorage, "MR"), "truth.modality.contradicts-sop-class (0008,0060)");
    row("an MR image that says CT", as(mrImageStorage, "CT"), "truth.modality.contradicts-sop-class (0008,0060)");
    row("a CT image that says mr in small letters", as(ctImageStorage, "mr"),
        "truth.modality.contradicts-sop-class (0008,0060)");
    row("a report that says CT", as(enhancedSr, "CT"), "truth.modality.contradicts-sop-class (0008,0060)");
    row("two items and no number of frames", withFrames("2", 2).remove(tags::NumberOfFrames),
        "truth.frames.per-frame-items (5200,9230)");
    row("three frames and two items", withFrames("3", 2), "truth.frames.per-frame-items (5200,9230)");
    row("one frame and two items", withFrames("1", 2), "truth.frames.per-frame-items (5200,9230)");
    row("the study as frame of reference", with(frameOfReference, Vr::UI, CleanInstance{}.studyUid),
        "truth.uid.frame-of-reference-reused (0020,0052)");
}

void geometryRows(Row row)
{
    row("an orientation of zeros", number(orientation, "0\\0\\0\\0\\0\\0"), "truth.orientation.not-unit (0020,0037)");
    row("an orientation of length 2", number(orientation, "2\\0\\0\\0\\1\\0"),
        "truth.orientation.not-unit (0020,0037)");
    row("a skewed orientation", number(orientation, "1\\0\\0\\0.6\\0.8\\0"),
        "truth.orientation.not-orthogonal (0020,0037)");
    row("a pixel spacing with one number", number(pixelSpacing, "0.5\\"), "truth.geometry.value-missing (0028,0030)");
    row("a position without its second number", number(Tag{0x0020, 0x0032}, "1\\\\3"),
        "truth.geometry.value-missing (0020,0032)");
    row("a pixel spacing of 0", number(pixelSpacing, "0\\0"), "truth.spacing.not-positive (0028,0030)");
    row("a negative imager pixel spacing", number(Tag{0x0018, 0x1164}, "-0.1\\0.1"),
        "truth.spacing.not-positive (0018,1164)");
    row("a negative slice thickness", number(sliceThickness, "-5"), "truth.slice-thickness.negative (0018,0050)");
    row("a slice thickness of 0", number(sliceThickness, "0"), "truth.slice-thickness.zero (0018,0050)");
    row("a negative spacing between slices", number(spacingBetweenSlices, "-5"),
        "truth.spacing.between-slices-negative (0018,0088)");
    row("a window width of 0", number(windowWidth, "0"), "truth.window-width.too-small (0028,1051)");
    row("two widths and one center", number(windowWidth, "400\\80").set(windowCenter, Vr::DS, "40"),
        "truth.window.number-differs (0028,1051)");
    row("one width and two centers", number(windowWidth, "400").set(windowCenter, Vr::DS, "40\\20"),
        "truth.window.number-differs (0028,1051)");
    row("a linear window width of 0.5", number(windowWidth, "400\\0.5"), "truth.window-width.too-small (0028,1051)");
    row("an exact window width of 0", number(windowWidth, "0").set(voiLutFunction, Vr::CS, "LINEAR_EXACT"),
        "truth.window-width.too-small (0028,1051)");
    row("a rescale slope of 0", number(rescaleSlope, "0.0"), "truth.rescale-slope.zero (0028,1053)");
}

} // namespace

class TestTruthChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneContradictionIsOneFinding_data();
    void oneContradictionIsOneFinding();
    void whatMayBeTrueIsNotReported_data();
    void whatMayBeTrueIsNotReported();
    void tomorrowIsNotTheFuture();
    void datesWithOneCauseAreOneFinding();
    void spacingIsJudgedInsideItems();
    void theFamilyRunsOnTheDayOfToday();
};

void TestTruthChecks::oneContradictionIsOneFinding_data()
{
    QTest::addColumn<QStringList>("found");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char *name, const DraftFile &draft, const char *finding) {
        QTest::newRow(name) << findingsOn(today, draft) << QString::fromLatin1(finding);
    };
    patientRows(row);
    objectRows(row);
    geometryRows(row);
}

void TestTruthChecks::oneContradictionIsOneFinding()
{
    QFETCH(QStringList, found);
    QFETCH(QString, finding);
    QCOMPARE(found, QStringList{finding});
}

void TestTruthChecks::whatMayBeTrueIsNotReported_data()
{
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char *name, const DraftFile &draft) { QTest::newRow(name) << findingsOn(today, draft); };
    row("the clean instance", DraftFile{});
    row("born on the day of the study", with(tags::PatientBirthDate, Vr::DA, "20260105"));
    row("56 years of age", with(patientAge, Vr::AS, "056Y"));
    row("an age of zero, which means unknown", with(patientAge, Vr::AS, "000Y"));
    row("a birth date that de-identification has put in",
        deidentified().set(tags::PatientBirthDate, Vr::DA, "18000101").set(patientAge, Vr::AS, "045Y"));
    row("identity removed and nothing burned in", deidentified().set(burnedIn, Vr::CS, "NO"));
    row("a series one day before the study", with(seriesDate, Vr::DA, "20260104"));
    row("a series after the study", with(seriesDate, Vr::DA, "20260120"));
    row("a date that cannot be read", with(tags::StudyDate, Vr::DA, "x"));
    row("a height and a weight", number(patientSize, "1.78").set(patientWeight, Vr::DS, "70"));
    row("height and weight without a value", number(patientSize, "").set(patientWeight, Vr::DS, ""));
    row("two windows", number(windowWidth, "400\\80").set(windowCenter, Vr::DS, "40\\20"));
    row("a field of 7 tesla", number(fieldStrength, "7"));
    row("an echo time of 0", number(echoTime, "0"));
    row("letters of an oblique slice",
        with(patientOrientation, Vr::CS, "LPH\\FA").set(orientation, Vr::DS, "0.6\\0.6\\0.53\\0\\0.6626\\-0.749"));
    row("letters of one side only", with(patientOrientation, Vr::CS, "\\F"));
    row("letters of an animal",
        with(patientOrientation, Vr::CS, "LE\\D").set(anatomicalOrientation, Vr::CS, "QUADRUPED"));
    row("a width without a center", number(windowWidth, "400\\80"));
    row("a CT image that says CT", as(ctImageStorage, "CT"));
    row("a CT image that says ct, whose small letters are another matter", as(ctImageStorage, "ct"));
    row("a Secondary Capture of anything", as(secondaryCaptureStorage, "MR"));
    row("as many items as frames", withFrames("2", 2));
    row("an oblique orientation with rounded numbers", number(orientation, "0.707\\0.707\\0\\0\\0\\-1"));
    row("an orientation of too few numbers", number(orientation, "1\\0\\0"));
    row("a pixel spacing that is no number", number(pixelSpacing, "x\\y"));
    row("an exact window width of 0.5", number(windowWidth, "0.5").set(voiLutFunction, Vr::CS, "LINEAR_EXACT"));
    row("a window width of 1", number(windowWidth, "1"));
    row("a negative rescale slope", number(rescaleSlope, "-1"));
    row("a negative spacing in nuclear medicine", number(spacingBetweenSlices, "-5").set(tags::Modality, Vr::CS, "NM"));
}

void TestTruthChecks::whatMayBeTrueIsNotReported()
{
    QFETCH(QStringList, found);
    QCOMPARE(found, QStringList{});
}

void TestTruthChecks::tomorrowIsNotTheFuture()
{
    const DraftFile draft = with(tags::StudyDate, Vr::DA, "20260202");
    QCOMPARE(findingsOn(today, draft), QStringList{});
    QCOMPARE(findingsOn(today - std::chrono::days{1}, draft),
             QStringList{QStringLiteral("truth.date.future (0008,0020)")});
}

void TestTruthChecks::datesWithOneCauseAreOneFinding()
{
    std::vector<Finding> findings;
    const DraftFile draft = with(tags::StudyDate, Vr::DA, "20990101")
                                .set(seriesDate, Vr::DA, "20990101")
                                .set(acquisitionDate, Vr::DA, "20990101");
    QCOMPARE(findingsOn(today, draft, &findings), QStringList{QStringLiteral("truth.date.future (0008,0020)")});
    QCOMPARE(findings.front().count, 3U);
}

void TestTruthChecks::spacingIsJudgedInsideItems()
{
    ElementWriter measures;
    measures.text(pixelSpacing, Vr::DS, "0\\1");
    ElementWriter item;
    item.sequence(pixelMeasures, {measures.str()});
    ElementWriter groups;
    groups.sequence(perFrame, {item.str(), item.str()});
    std::vector<Finding> findings;
    const DraftFile draft = with(tags::NumberOfFrames, Vr::IS, "2").setElement(perFrame, groups.str());
    QCOMPARE(findingsOn(today, draft, &findings),
             QStringList{QStringLiteral("truth.spacing.not-positive (5200,9230)[1].(0028,9110)[1].(0028,0030)")});
    QCOMPARE(findings.front().count, 2U);
}

void TestTruthChecks::theFamilyRunsOnTheDayOfToday()
{
    const InstanceVerdict verdict = verdictOn(with(tags::StudyDate, Vr::DA, "29990101").file());
    QCOMPARE(findingIds(verdict), QStringList{QStringLiteral("truth.date.future (0008,0020)")});
}

QTEST_APPLESS_MAIN(TestTruthChecks)
#include "tst_truth_checks.moc"
