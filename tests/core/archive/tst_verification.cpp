// Verifying a part of an archive: one study, the oldest first, going on after an interruption, at a bounded pace.
#include "core/archive/archive_layout.h"
#include "core/archive/verification_record.h"
#include "tests/core/archive/archive_fixture.h"
#include "tests/support/fault_file_layer.h"

#include <QtTest>

#include <cerrno>
#include <fstream>

using namespace mi;
using namespace mi::test;

namespace {

constexpr int studyCount = 4;

std::string uidOf(int study)
{
    return "1.2.3." + std::to_string(study);
}

void fill(const ArchiveFixture &fixture)
{
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    for (int study = 0; study < studyCount; ++study) {
        if (!ArchiveFixture::file(*archive, {fixture.source(study, "bytes of " + std::to_string(study))}, uidOf(study)))
            qFatal("the archive could not be filled");
    }
}

void spoil(const ArchiveFixture &fixture, int study)
{
    const std::filesystem::path bag = fixture.root() / archive::studyFolder(uidOf(study)) / "b0001";
    std::ofstream(bag / "metadata.json", std::ios::binary | std::ios::trunc) << "x";
}

Result<VerifyReport> verify(const ArchiveFixture &fixture, const VerifyOptions &options,
                            const std::function<void(const VerifyReport &)> &progress = {}, std::stop_token stop = {})
{
    return fixture.open(*fixture.files, Archive::OpenMode::readOnly)->verify(options, std::move(stop), progress);
}

// The order in which studies are read, by the files that are opened.
std::vector<std::string> orderOf(const ArchiveFixture &fixture, const VerifyOptions &options)
{
    FaultFileLayer layer(*fixture.files);
    const std::unique_ptr<Archive> archive = fixture.open(layer, Archive::OpenMode::readOnly);
    std::vector<std::string> order;
    layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
        if (operation == "open" && path.filename() == "metadata.json")
            order.push_back(path.parent_path().parent_path().filename().string());
    });
    return archive->verify(options, {}) ? order : std::vector<std::string>{};
}

} // namespace

class TestVerification : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneStudyIsVerifiedByItself();
    void aStudyThatIsNotThereIsSaidToBeSo();
    void aStudyWhoseBagVanishedIsMissed();
    void theOldestComesFirst();
    void aRunThatWasCutShortGoesOn();
    void timeIsBounded();
    void aRecordThatIsCutOffIsUsedAsFarAsItGoes();
    void whereNothingCanBeWrittenIsVerifiedAllTheSame();
    void theRecordStaysSmall();
    void readingIsHeldBack();
    void nothingIsNotedUnlessAskedFor();
};

void TestVerification::oneStudyIsVerifiedByItself()
{
    ArchiveFixture fixture;
    fill(fixture);
    spoil(fixture, 1);
    const Result<VerifyReport> sound = verify(fixture, {.studyInstanceUid = uidOf(0), .isRecorded = true});
    QVERIFY(sound);
    QCOMPARE(sound->studies, std::uint64_t{1});
    QCOMPARE(sound->bags, std::uint64_t{1});
    QVERIFY(sound->differences.empty());
    const Result<VerifyReport> spoilt = verify(fixture, {.studyInstanceUid = uidOf(1)});
    QVERIFY(spoilt);
    QCOMPARE(spoilt->differences.size(), std::size_t{1});
    const archive::VerificationRecord record(*fixture.files, fixture.root());
    QVERIFY(!record.lastVerified(uidOf(0)).empty());
    QVERIFY(record.lastVerified(uidOf(1)).empty());
}

void TestVerification::aStudyThatIsNotThereIsSaidToBeSo()
{
    ArchiveFixture fixture;
    fill(fixture);
    const Result<VerifyReport> report = verify(fixture, {.studyInstanceUid = "1.2.99"});
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::notFound);
}

void TestVerification::aStudyWhoseBagVanishedIsMissed()
{
    ArchiveFixture fixture;
    fill(fixture);
    std::filesystem::remove_all(fixture.root() / archive::studyFolder(uidOf(2)) / "b0001");
    const Result<VerifyReport> report = verify(fixture, {.studyInstanceUid = uidOf(2)});
    QVERIFY(report);
    QCOMPARE(report->differences.size(), std::size_t{1});
    QCOMPARE(report->differences.front().kind, std::string("missing"));
}

void TestVerification::theOldestComesFirst()
{
    ArchiveFixture fixture;
    fill(fixture);
    QVERIFY(verify(fixture, {.studyInstanceUid = uidOf(3), .isRecorded = true}));
    QTRY_VERIFY(verify(fixture, {.studyInstanceUid = uidOf(0), .isRecorded = true}).isOk());
    const std::vector<std::string> order = orderOf(fixture, {.order = VerifyOptions::Order::oldestFirst});
    QCOMPARE(order.size(), std::size_t{studyCount});
    // Never checked, in the order of the tree; then by time.
    QVERIFY(order[0] != uidOf(3) && order[0] != uidOf(0));
    const archive::VerificationRecord record(*fixture.files, fixture.root());
    QVERIFY(record.lastVerified(order[2]) <= record.lastVerified(order[3]));
}

void TestVerification::aRunThatWasCutShortGoesOn()
{
    ArchiveFixture fixture;
    fill(fixture);
    std::stop_source stop;
    const Result<VerifyReport> cut = verify(
        fixture, {.isRecorded = true},
        [&](const VerifyReport &report) {
            if (report.studies == 2)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!cut);
    QCOMPARE(cut.error().code, ErrorCode::cancelled);
    const Result<VerifyReport> rest = verify(fixture, {.isResumed = true, .isRecorded = true});
    QVERIFY(rest);
    QCOMPARE(rest->studies, std::uint64_t{2});
    QVERIFY(rest->differences.empty()); // what was not looked at is not missed either
    // That run is over: the next one begins at the beginning.
    const Result<VerifyReport> next = verify(fixture, {.isResumed = true, .isRecorded = true});
    QVERIFY(next);
    QCOMPARE(next->studies, std::uint64_t{studyCount});
}

void TestVerification::timeIsBounded()
{
    ArchiveFixture fixture;
    fill(fixture);
    // So slow that the second is over with the first study.
    const VerifyOptions options{.order = VerifyOptions::Order::oldestFirst,
                                .bytesPerSecond = 600,
                                .timeLimit = std::chrono::seconds(1),
                                .isRecorded = true};
    const Result<VerifyReport> report = verify(fixture, options);
    QVERIFY(report);
    QVERIFY(report->studies >= 1);
    QCOMPARE(report->studies + report->studiesLeft, std::uint64_t{studyCount});
    QVERIFY(report->studiesLeft > 0);
    QVERIFY(report->differences.empty());
}

void TestVerification::aRecordThatIsCutOffIsUsedAsFarAsItGoes()
{
    ArchiveFixture fixture;
    fill(fixture);
    std::ofstream(fixture.root() / archive::verificationFile, std::ios::binary)
        << "2026-01-02T03:04:05.678Z\t" + uidOf(0) + "\t0\nnonsense\n\n2026-01-02T03:04:05.678Z\t../x\t0\n2026-01-0";
    QVERIFY(verify(fixture, {.studyInstanceUid = uidOf(1), .isRecorded = true}));
    const archive::VerificationRecord record(*fixture.files, fixture.root());
    QCOMPARE(record.lastVerified(uidOf(0)), std::string("2026-01-02T03:04:05.678Z"));
    QVERIFY(!record.lastVerified(uidOf(1)).empty());
    QVERIFY(record.lastVerified("../x").empty());
    QCOMPARE(fixture.differences(), std::string());
}

void TestVerification::whereNothingCanBeWrittenIsVerifiedAllTheSame()
{
    ArchiveFixture fixture;
    fill(fixture);
    FaultFileLayer layer(*fixture.files);
    const std::unique_ptr<Archive> archive = fixture.open(layer, Archive::OpenMode::readOnly);
    layer.setFault(Fault{0, EROFS, Fault::Mode::forEver, Fault::Kind::writingOnly});
    const Result<VerifyReport> report = archive->verify({.isRecorded = true}, {});
    QVERIFY(report);
    QVERIFY(report->differences.empty());
    QVERIFY(report->recordError.has_value());
    QCOMPARE(report->recordError->code, ErrorCode::readOnly);
}

void TestVerification::theRecordStaysSmall()
{
    ArchiveFixture fixture;
    fill(fixture);
    {
        std::ofstream record(fixture.root() / archive::verificationFile, std::ios::binary);
        for (int i = 0; i < 20'000; ++i)
            record << "2026-01-02T03:04:05.678Z\t" << uidOf(i % studyCount) << "\t0\n";
    }
    QVERIFY(verify(fixture, {.isRecorded = true}));
    QVERIFY(std::filesystem::file_size(fixture.root() / archive::verificationFile) < 1000);
    const archive::VerificationRecord record(*fixture.files, fixture.root());
    QVERIFY(record.lastVerified(uidOf(1)) > "2026-01-02T03:04:05.678Z");
    QVERIFY(record.unfinishedSince().empty());
}

void TestVerification::readingIsHeldBack()
{
    ArchiveFixture fixture;
    fill(fixture);
    const Result<VerifyReport> whole = verify(fixture, {});
    QVERIFY(whole);
    const auto begin = std::chrono::steady_clock::now();
    const Result<VerifyReport> slow = verify(fixture, {.bytesPerSecond = whole->bytes * 2});
    QVERIFY(slow);
    // Half a second by design, less what the audit log is; a bound from below cannot be flaky.
    QVERIFY(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(100));
}

void TestVerification::nothingIsNotedUnlessAskedFor()
{
    ArchiveFixture fixture;
    fill(fixture);
    const Tree before = ArchiveFixture::treeOf(fixture.root());
    QVERIFY(verify(fixture, {}));
    QVERIFY(ArchiveFixture::treeOf(fixture.root()) == before);
}

QTEST_APPLESS_MAIN(TestVerification)
#include "tst_verification.moc"
