// The model of a report, and the forms that need no other program to be read: tests/app/report_formats.py has those.
#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/checks/catalogue.h"
#include "core/report/document/report_content.h"
#include "core/report/document/report_reader.h"
#include "core/report/document/shown_text.h"
#include "core/report/document/statistics.h"
#include "core/report/finding_texts.h"
#include "core/report/formats/document_json.h"
#include "core/report/formats/html_report.h"
#include "core/report/formats/report_formats.h"
#include "core/report/formats/save_report.h"
#include "core/report/texts/frame_texts.h"
#include "core/report/texts/text_row.h"
#include "tests/support/fault_file_layer.h"

#include <algorithm>
#include <cerrno>
#include <set>

using namespace mi;
namespace fs = std::filesystem;

namespace {

constexpr Tag tagOfName{0x0010, 0x0010};

Finding finding(std::string_view id, AttributePath attribute = {}, Vr vr = Vr::none, std::string observed = {})
{
    Finding out;
    out.rule = findCheckRule(id);
    Q_ASSERT(out.rule != nullptr);
    out.severity = out.rule->severity;
    out.attribute = std::move(attribute);
    out.vr = vr;
    out.observed = std::move(observed);
    return out;
}

FindingGroup group(const Finding &first, std::uint32_t instances = 1)
{
    return {.first = first, .instances = instances, .occurrences = instances, .files = {}};
}

StudySnapshot study(StudyId id, std::string uid)
{
    StudySnapshot out;
    out.id = id;
    out.source = "/media/DOE_JANE";
    out.studyInstanceUid = std::move(uid);
    out.patientName = "DOE, JANE";
    out.patientId = "4711-99";
    out.patientBirthDate = "19610203";
    out.studyDate = "20261030";
    out.manufacturer = "Maker, Model";
    out.modalities = {"CT"};
    out.instances = 2;
    out.verdict = Verdict::passed;
    return out;
}

// A session whose files are written down here.
struct Given {
    std::vector<StudySnapshot> studies;
    std::vector<std::vector<FileRecord>> files;
    FileAccounting accounting;

    void add(StudySnapshot snapshot, std::vector<FileRecord> records)
    {
        snapshot.files = static_cast<std::uint32_t>(records.size());
        for (const FileRecord &record : records) {
            ++accounting.found;
            accounting.count(record.outcome);
        }
        studies.push_back(std::move(snapshot));
        files.push_back(std::move(records));
    }
    ReportInput input() const
    {
        ReportInput out{.accounting = accounting, .studies = {}, .files = {}};
        for (const StudySnapshot &snapshot : studies)
            out.studies.push_back(std::make_shared<const StudySnapshot>(snapshot));
        out.files = [this](StudyId id, std::size_t first, std::size_t count) {
            const std::vector<FileRecord> &all = files[id];
            const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min(first, all.size()));
            return std::vector<FileRecord>(begin, begin + static_cast<std::ptrdiff_t>(std::min(
                                                              count, static_cast<std::size_t>(all.end() - begin))));
        };
        return out;
    }
};

FileRecord file(std::string path, Outcome outcome, std::vector<Finding> findings = {})
{
    FileRecord out;
    out.path = std::move(path);
    out.sopInstanceUid = "1.2.3." + std::to_string(out.path.size());
    out.outcome = outcome;
    out.findings = std::move(findings);
    return out;
}

ReportRequest request(bool isMasked = false)
{
    return {.isMasked = isMasked,
            .createdAt = "2026-11-25T16:04:11+01:00",
            .program = {.version = "9.9", .editions = {{"PS3.6", "2026c"}}}};
}

// All that formatReport() writes.
std::vector<ReportStyle> everyStyle(Language language)
{
    std::vector<ReportStyle> out;
    for (const ReportSubject subject : {ReportSubject::report, ReportSubject::letter, ReportSubject::statistics}) {
        for (const ReportForm form :
             {ReportForm::html, ReportForm::text, ReportForm::csv, ReportForm::csvFindings, ReportForm::json}) {
            if (isOffered(subject, form))
                out.push_back({.subject = subject, .form = form, .language = language});
        }
    }
    return out;
}

Given mixedSession()
{
    Given given;
    StudySnapshot filed = study(0, "1.2.3.1");
    filed.archive = ArchiveState::filedAndVerified;
    const Finding copy = finding("study.duplicate-file", AttributePath(tags::SOPInstanceUID), Vr::UI, "1.2.3.9");
    const Finding name = finding("identity.patient-name.empty", AttributePath(tagOfName), Vr::PN, "Smith^John");
    filed.findings = {group(name), group(copy)};
    given.add(filed, {file("/media/DOE_JANE/1", Outcome::warnings, {name}),
                      file("/media/DOE_JANE/22", Outcome::passed, {copy})});
    StudySnapshot refused = study(1, "1.2.3.2");
    refused.isFilingBlocked = true;
    refused.verdict = Verdict::problems;
    refused.findings = {group(finding("study.patient.differs", AttributePath(tagOfName), Vr::PN, "Smith^John"), 0),
                        group(name, 3)};
    Finding gap =
        finding("study.series.slices-missing", AttributePath(Tag{0x0020, 0x0032}), Vr::DS, "no slice at 10 mm");
    gap.slices = std::make_shared<const std::vector<SlicePositions>>(
        std::vector<SlicePositions>{{.present = {0, 5, 15, 20, 25}, .missing = {10}, .repeated = {20}, .spacing = 5}});
    refused.findings.push_back(group(gap, 5));
    refused.notChecked = {{.what = "pixel-data.decoding", .reason = "no decoder"}};
    given.add(refused, {file("/media/DOE_JANE/333", Outcome::problems)});
    StudySnapshot loose = study(2, "");
    loose.kind = StudyKind::withoutStudy;
    given.add(loose, {file("/media/DOE_JANE/4444", Outcome::unreadable), file("/media/DOE_JANE/5", Outcome::problems)});
    StudySnapshot other = study(3, "");
    other.kind = StudyKind::notDicom;
    given.add(other, {file("/media/DOE_JANE/readme", Outcome::notDicom)});
    given.accounting.found += 4; // not judged when it was cancelled
    return given;
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsInOnePlace();
    void aSelectionCountsOnlyItself();
    void causesAddUpOverStudies();
    void whatWasSavedMakesTheSameReport();
    void aMaskedReportHoldsNoIdentity();
    void aUidWithTheBirthDateIsMaskedToo();
    void csvFieldsAreSafe_data();
    void csvFieldsAreSafe();
    void textsAreMadeHarmless();
    void datesFollowTheLanguage();
    void everyTextHasTheSamePlacesInAllLanguages();
    void germanWordsAreOfRules();
    void missingSlicesAreDrawn();
    void anEmptySessionHasAReport();
    void statisticsCountEveryStudyOnce();
    void aFailedWriteLeavesNothing();
};

void TestReport::everyFileIsInOnePlace()
{
    const Report report = buildReport(mixedSession().input(), request());
    const ReportAccounting &files = report.accounting;
    QCOMPARE(files.judged.found, std::uint64_t{10});
    QCOMPARE(files.judged.pending(), std::uint64_t{4});
    QCOMPARE(files.placed(), files.judged.found);
    QCOMPARE(files.at(FilePlace::filed), std::uint64_t{1});
    QCOMPARE(files.at(FilePlace::duplicate), std::uint64_t{1});
    QCOMPARE(files.at(FilePlace::refused), std::uint64_t{1});
    QCOMPARE(files.at(FilePlace::unreadable), std::uint64_t{1});
    QCOMPARE(files.at(FilePlace::withoutStudy), std::uint64_t{1});
    QCOMPARE(files.at(FilePlace::notDicom), std::uint64_t{1});
    QCOMPARE(files.at(FilePlace::notJudged), std::uint64_t{4});
    QCOMPARE(report.sources.size(), std::size_t{1});
}

void TestReport::aSelectionCountsOnlyItself()
{
    const Given given = mixedSession();
    ReportInput input = given.input();
    input.studies = {input.studies[1]};
    ReportRequest asked = request();
    asked.scope = ReportScope::selection;
    const Report report = buildReport(input, asked);
    QCOMPARE(report.accounting.judged.found, std::uint64_t{1});
    QCOMPARE(report.accounting.placed(), std::uint64_t{1});
    QCOMPARE(report.studies.size(), std::size_t{1});
}

void TestReport::causesAddUpOverStudies()
{
    const Report report = buildReport(mixedSession().input(), request());
    const auto name = std::ranges::find(report.causes, "identity.patient-name.empty", &ReportCause::id);
    QVERIFY(name != report.causes.end());
    QCOMPARE(name->studies, 2U);
    QCOMPARE(name->instances, std::uint64_t{4});
    QCOMPARE(name->manufacturers.at("Maker, Model"), 2U);
    QCOMPARE(name->attributes.at("(0010,0010) PatientName"), 2U);
    QCOMPARE(name->examples.front().file.path, std::string("/media/DOE_JANE/1"));
    QCOMPARE(report.causes.front().id, std::string("study.patient.differs")); // the worst is first
    QCOMPARE(report.notChecked.size(), std::size_t{1});
}

void TestReport::whatWasSavedMakesTheSameReport()
{
    const Given given = mixedSession();
    QBuffer saved;
    saved.open(QIODevice::WriteOnly);
    QVERIFY(writeJsonReport(saved, given.input()));
    QVERIFY(isSavedReport(saved.data()));
    Result<Report> again = readReport({{.name = "report.json", .text = saved.data()}}, request());
    QVERIFY(again.isOk());
    Report direct = buildReport(given.input(), request());
    // The saved form holds no dropped folders, no times and no editions of the rule tables.
    for (Report *report : {&direct, &*again}) {
        report->sources.clear();
        report->judge = report->writer;
        for (ReportStudy &one : report->studies) {
            one.source.clear();
            one.checkSeconds.reset();
        }
    }
    QCOMPARE(documentJson(*again), documentJson(direct));
}

void TestReport::aMaskedReportHoldsNoIdentity()
{
    const Report report = buildReport(mixedSession().input(), request(true));
    for (const Language language : {Language::english, Language::german}) {
        for (const ReportStyle &style : everyStyle(language)) {
            const QByteArray text = formatReport(report, style);
            for (const char *value :
                 {"DOE", "JANE", "4711", "19610203", "1961-02-03", "03.02.1961", "20261030", "Smith", "/media"})
                QVERIFY2(!text.contains(value), value);
            QVERIFY(text.contains("Maker"));
        }
    }
}

void TestReport::aUidWithTheBirthDateIsMaskedToo()
{
    Given given;
    given.add(study(0, "1.2.840.19610203.7"), {});
    const Report report = buildReport(given.input(), request(true));
    QVERIFY(!formatReport(report, {.form = ReportForm::html}).contains("19610203"));
}

void TestReport::csvFieldsAreSafe_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("plain text stays") << QByteArray("CT Thorax") << QByteArray("CT Thorax");
    QTest::newRow("a comma is quoted") << QByteArray("a,b") << QByteArray("\"a,b\"");
    QTest::newRow("quotes are doubled") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("a line feed is quoted") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
    QTest::newRow("an equals sign begins no formula") << QByteArray("=1+1") << QByteArray("'=1+1");
    QTest::newRow("nor do plus, minus and at") << QByteArray("@A1") << QByteArray("'@A1");
    QTest::newRow("nor a tabulator") << QByteArray("\t=1") << QByteArray("\"'\t=1\"");
    QTest::newRow("nor a full-width equals sign") << QByteArray("\xEF\xBC\x9D"
                                                                "1")
                                                  << QByteArray("'\xEF\xBC\x9D"
                                                                "1");
    QTest::newRow("a NUL is written out") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
    QTest::newRow("nothing is nothing") << QByteArray("") << QByteArray("");
}

void TestReport::csvFieldsAreSafe()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, field);
    QCOMPARE(QByteArray::fromStdString(csvField(value.toStdString())), field);
}

void TestReport::textsAreMadeHarmless()
{
    const std::string mark = "\xEF\xBF\xBD"; // U+FFFD
    QCOMPARE(shownText("plain"), std::string("plain"));
    QCOMPARE(shownText("a\nb\x1b[1m"), "a" + mark + "b" + mark + "[1m");
    QCOMPARE(shownText("\u202Eexe\u2069"), mark + "exe" + mark);
    QCOMPARE(shownText("\xFF"), mark);
    QCOMPARE(shownText("山田"), std::string("山田"));
    QCOMPARE(htmlEscaped("<a href='x'>&\""), std::string("&lt;a href=&#39;x&#39;&gt;&amp;&quot;"));
}

void TestReport::datesFollowTheLanguage()
{
    QCOMPARE(shownDate("19610203", Language::english), std::string("1961-02-03"));
    QCOMPARE(shownDate("19610203", Language::german), std::string("03.02.1961"));
    QCOMPARE(shownDate("1961", Language::german), std::string("1961"));
    QCOMPARE(shownTime("2026-11-25T16:04:11+01:00", Language::german), std::string("25.11.2026 16:04 +01:00"));
    QCOMPARE(shownCount(1234567, Language::english), std::string("1,234,567"));
    QCOMPARE(shownCount(123, Language::german), std::string("123"));
}

void TestReport::everyTextHasTheSamePlacesInAllLanguages()
{
    for (std::size_t i = 0; i < sayings; ++i) {
        const std::string_view english = say(static_cast<Say>(i), Language::english);
        const std::string_view german = say(static_cast<Say>(i), Language::german);
        for (const char *place : {"%1", "%2", "%3", "%4"})
            QVERIFY2((english.find(place) == english.npos) == (german.find(place) == german.npos), english.data());
    }
    QCOMPARE(say(Say::onHost, Language::english, {"%2", "b"}), std::string("%2 on b"));
}

void TestReport::germanWordsAreOfRules()
{
    std::set<std::string_view> seen;
    for (const auto table : {germanBulkTexts(), germanEncodingTexts(), germanFileMetaTexts(), germanIdentityTexts(),
                             germanIodTexts(), germanPixelTexts(), germanValueTexts()}) {
        for (const TextRow &row : table) {
            QVERIFY2(findCheckRule(row.id) != nullptr, row.id);
            QVERIFY2(seen.insert(row.id).second, row.id);
            QVERIFY2(QString::fromUtf8(row.title).size() <= 90, row.id);
            for (const char *text : {row.meaning, row.advice})
                QVERIFY2(QString::fromUtf8(text).endsWith(QLatin1Char('.')), row.id);
            QVERIFY2(findingText(row.id, Language::german).title != findingText(row.id).title, row.id);
        }
    }
    for (const CheckRule &rule : allCheckRules())
        QVERIFY2(hasFindingText(rule.id, Language::german), std::string(rule.id).c_str());
    QCOMPARE(findingText("rule.of.tomorrow", Language::german).title, QStringLiteral("rule.of.tomorrow"));
}

void TestReport::missingSlicesAreDrawn()
{
    const Report report = buildReport(mixedSession().input(), request());
    const QByteArray html = formatReport(report, {.form = ReportForm::html});
    const qsizetype start = html.indexOf("Places of slices: 5, from 0 to 25 mm");
    QVERIFY(start > 0);
    const QByteArray figure = html.mid(start, html.indexOf("</figure>", start) - start);
    QCOMPARE(figure.count("<rect class=\"info\""), qsizetype{5});
    QCOMPARE(figure.count("<rect class=\"error\""), qsizetype{1});
    QCOMPARE(figure.count("<rect class=\"warning\""), qsizetype{1});
    QVERIFY(formatReport(report, {.form = ReportForm::text}).contains("||x|#|"));
}

void TestReport::anEmptySessionHasAReport()
{
    const Report report = buildReport(Given{}.input(), request());
    for (const ReportStyle &style : everyStyle(Language::german))
        QVERIFY(formatReport(report, style).size() > 100);
    QCOMPARE(studiesCsv(report).find("\r\n"), studiesCsv(report).size() - 2); // the header alone
}

void TestReport::statisticsCountEveryStudyOnce()
{
    Given given = mixedSession();
    StudySnapshot again = study(4, "1.2.3.1"); // the first one from another place
    again.verdict = Verdict::problems;
    again.modalities = {"MR"};
    given.add(again, {file("/other/1", Outcome::problems)});
    const Statistics numbers = makeStatistics(buildReport(given.input(), request()));
    QCOMPARE(numbers.all.studies, std::uint64_t{2});
    QCOMPARE(numbers.all.problems, std::uint64_t{2});
    QCOMPARE(numbers.all.errorRate(), 1.0);
    QCOMPARE(numbers.byModality.size(), std::size_t{2});
    QCOMPARE(numbers.byModality.front().name, std::string("CT"));
    QCOMPARE(numbers.byModality.front().studies, std::uint64_t{2});
    QCOMPARE(numbers.byManufacturer.front().name, std::string("Maker"));
    QCOMPARE(numbers.byMonth.front().name, std::string("2026-10"));
    for (const auto *rows : {&numbers.byManufacturer, &numbers.byMonth}) {
        std::uint64_t sum = 0;
        for (const StatisticsRow &row : *rows)
            sum += row.studies;
        QCOMPARE(sum, numbers.all.studies);
    }
}

void TestReport::aFailedWriteLeavesNothing()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const auto files = makeSystemFileLayer();
    QVERIFY(saveReport(*files, root / "r.html", "one", ExistingFile::keep).isOk());
    const Result<void> again = saveReport(*files, root / "r.html", "two", ExistingFile::keep);
    QVERIFY(!again && again.error().code == ErrorCode::alreadyExists);
    QVERIFY(saveReport(*files, root / "r.html", "three", ExistingFile::replace).isOk());
    QFile written(folder.filePath(QStringLiteral("r.html")));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), QByteArray("three"));
    fs::create_directory(root / "folder");
    QVERIFY(!saveReport(*files, root / "folder", "four", ExistingFile::replace));
    QVERIFY(!saveReport(*files, root / "missing" / "r.html", "five", ExistingFile::keep));
    const auto entries = [&root] { return std::distance(fs::directory_iterator(root), fs::directory_iterator()); };
    QCOMPARE(entries(), std::ptrdiff_t{2});

    // A disk that is full at any step.
    test::FaultFileLayer full(*files);
    QVERIFY(saveReport(full, root / "whole", "six", ExistingFile::keep).isOk());
    const std::size_t steps = full.operations(test::Fault::Kind::writingOnly);
    QVERIFY(steps >= 3);
    fs::remove(root / "whole");
    for (std::size_t step = 0; step < steps; ++step) {
        full.setFault(test::Fault{.operation = step, .systemCode = ENOSPC, .kind = test::Fault::Kind::writingOnly});
        const Result<void> failed = saveReport(full, root / "whole", "seven", ExistingFile::keep);
        QVERIFY(!failed && failed.error().code == ErrorCode::noSpace);
        QCOMPARE(entries(), std::ptrdiff_t{2});
    }
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
