#include "core/archive/archive_layout.h"
#include "tests/core/archive/archive_fixture.h"
#include "tests/support/fault_file_layer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cerrno>
#include <fstream>

using namespace mi;
using namespace mi::test;

namespace {

// Refuses, keeps what it refuses, and calls every pair different in the pixel data.
class KeepingDescriber final : public BagDescriber {
public:
    Result<void> describe(const StagedInstance & /*instance*/) override { return {}; }
    std::string refusal() override { return refuseWith; }
    RefusedCopies refusedCopies() override { return RefusedCopies::quarantined; }
    InstanceDifference compare(const std::filesystem::path &archived, const std::filesystem::path &incoming) override
    {
        comparedPaths.emplace_back(archived, incoming);
        return {DifferenceKind::pixelDataDiffers, {"(0010,0010)"}};
    }
    Result<void> writeDescriptions(const WriteFile &write) override
    {
        return write("validation.json", std::as_bytes(std::span<const char>("{}", 2)));
    }

    std::string refuseWith;
    std::vector<std::pair<std::filesystem::path, std::filesystem::path>> comparedPaths;
};

QJsonObject jsonOf(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

std::vector<QJsonObject> auditOf(const ArchiveFixture &fixture)
{
    std::vector<QJsonObject> lines;
    for (const std::string &name : ArchiveFixture::namesIn(fixture.root() / "audit")) {
        std::ifstream stream(fixture.root() / "audit" / name);
        for (std::string line; std::getline(stream, line);)
            lines.push_back(QJsonDocument::fromJson(QByteArray::fromStdString(line)).object());
    }
    return lines;
}

Result<FilingResult> file(Archive &archive, const std::vector<FilingSource> &sources, KeepingDescriber &describer)
{
    return archive.fileStudy(studyUid, sources, describer, serially, {});
}

std::string quarantineOne(const ArchiveFixture &fixture, Archive &archive)
{
    KeepingDescriber describer;
    describer.refuseWith = "pixel.length.short";
    const Result<FilingResult> result = file(archive, {fixture.source(1, "one")}, describer);
    return result ? result->quarantine.filename().string() : textOf(result.error());
}

} // namespace

class TestQuarantine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRefusedStudyIsKeptWithItsReason();
    void aRefusedStudyIsKeptOnce();
    void aConflictIsKeptWithWhatDiffers();
    void aPurgedBagIsGoneAndNamedInTheLog();
    void nothingIsPurgedWithoutItsAuditLine();
    void onlyBagsInQuarantineCanBePurged_data();
    void onlyBagsInQuarantineCanBePurged();
    void anArchiveOpenedForReadingIsNotPurged();
};

void TestQuarantine::aRefusedStudyIsKeptWithItsReason()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    KeepingDescriber describer;
    describer.refuseWith = "pixel.length.short, study.two-patients";
    const Result<FilingResult> result = file(*archive, {fixture.source(1, "one"), fixture.source(2, "two")}, describer);
    QVERIFY(result);
    QCOMPARE(result->outcome, FilingOutcome::refused);
    QVERIFY(result->bag.empty());
    QVERIFY(ArchiveFixture::namesIn(fixture.root() / "studies").empty());
    const std::filesystem::path bag = fixture.root() / result->quarantine;
    const QJsonObject reason = jsonOf(bag / "reason.json");
    QCOMPARE(reason[QStringLiteral("reason")].toString(), QStringLiteral("refused"));
    QCOMPARE(reason[QStringLiteral("findings")].toArray(),
             (QJsonArray{QStringLiteral("pixel.length.short"), QStringLiteral("study.two-patients")}));
    QCOMPARE(reason[QStringLiteral("files")].toArray().size(), 2);
    QVERIFY(std::filesystem::exists(bag / "validation.json"));
    QCOMPARE(auditOf(fixture).back()[QStringLiteral("outcome")].toString(), QStringLiteral("refused"));
    QCOMPARE(fixture.differences(), std::string());
    const Result<std::vector<QuarantineEntry>> list = archive->listQuarantine();
    QVERIFY(list);
    QCOMPARE(list->size(), std::size_t{1});
    QCOMPARE(list->front().studyInstanceUid, studyUid);
    QCOMPARE(list->front().instances, 2U);
}

void TestQuarantine::aRefusedStudyIsKeptOnce()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const std::string first = quarantineOne(fixture, *archive);
    const Tree before = ArchiveFixture::treeOf(fixture.root() / "quarantine");
    QCOMPARE(quarantineOne(fixture, *archive), first);
    QVERIFY(ArchiveFixture::treeOf(fixture.root() / "quarantine") == before);
    QCOMPARE(auditOf(fixture).size(), std::size_t{1});
}

void TestQuarantine::aConflictIsKeptWithWhatDiffers()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    KeepingDescriber describer;
    QVERIFY(file(*archive, {fixture.source(1, "one")}, describer));
    const Result<FilingResult> result = file(*archive, {fixture.source(1, "other")}, describer);
    QVERIFY(result);
    QCOMPARE(result->outcome, FilingOutcome::conflict);
    QCOMPARE(result->conflicts.size(), std::size_t{1});
    QVERIFY(result->conflicts.front().difference.kind == DifferenceKind::pixelDataDiffers);
    // The copy was compared, not a source that may change under our hands.
    QCOMPARE(describer.comparedPaths.size(), std::size_t{1});
    QVERIFY(describer.comparedPaths.front().first.string().find("/b0001/data/") != std::string::npos);
    QVERIFY(describer.comparedPaths.front().second.string().find("/.staging/") != std::string::npos);
    const QJsonObject reason = jsonOf(fixture.root() / result->quarantine / "reason.json");
    const QJsonObject kept = reason[QStringLiteral("files")].toArray().first().toObject();
    QCOMPARE(kept[QStringLiteral("difference")].toString(), QStringLiteral("pixelDataDiffers"));
    QCOMPARE(kept[QStringLiteral("attributes")].toArray(), QJsonArray{QStringLiteral("(0010,0010)")});
}

void TestQuarantine::aPurgedBagIsGoneAndNamedInTheLog()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const std::string name = quarantineOne(fixture, *archive);
    QVERIFY(archive->purgeQuarantine(name));
    QVERIFY(ArchiveFixture::namesIn(fixture.root() / "quarantine").empty());
    QVERIFY(ArchiveFixture::namesIn(fixture.root() / ".staging").empty());
    const QJsonObject line = auditOf(fixture).back();
    QCOMPARE(line[QStringLiteral("event")].toString(), QStringLiteral("quarantinePurge"));
    QCOMPARE(line[QStringLiteral("bags")].toArray().first().toObject()[QStringLiteral("path")].toString(),
             QStringLiteral("quarantine/") + QString::fromStdString(name));
    QCOMPARE(fixture.differences(), std::string()); // nobody misses it
    const Result<void> again = archive->purgeQuarantine(name);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::notFound);
}

void TestQuarantine::nothingIsPurgedWithoutItsAuditLine()
{
    // Every operation of a purge in turn.
    for (std::size_t operation = 0;; ++operation) {
        ArchiveFixture fixture(ArchiveFixture::Place::memory);
        FaultFileLayer layer(*fixture.files, FaultFileLayer::Flushes::onlyCounted);
        std::unique_ptr<Archive> archive = fixture.open(layer);
        const std::string name = quarantineOne(fixture, *archive);
        layer.setFault(Fault{operation, EIO, Fault::Mode::processEnds});
        (void)archive->purgeQuarantine(name).isOk();
        const bool hasFailed = layer.hasFailed();
        archive.reset();
        layer.setFault({});
        const bool isThere = std::filesystem::exists(fixture.root() / "quarantine" / name / "reason.json");
        const QString last = auditOf(fixture).back()[QStringLiteral("event")].toString();
        QVERIFY(isThere || last == QStringLiteral("quarantinePurge"));
        archive = fixture.open(*fixture.files);
        QCOMPARE(fixture.differences(), std::string());
        if (isThere)
            QVERIFY(archive->purgeQuarantine(name));
        QVERIFY(ArchiveFixture::namesIn(fixture.root() / ".staging").empty());
        if (!hasFailed) {
            QVERIFY(operation > 10);
            break;
        }
    }
}

void TestQuarantine::onlyBagsInQuarantineCanBePurged_data()
{
    QTest::addColumn<std::string>("name");
    QTest::newRow("the folder itself") << std::string(".");
    QTest::newRow("the folder above") << std::string("..");
    QTest::newRow("a study") << std::string("../studies");
    QTest::newRow("nothing") << std::string();
    QTest::newRow("an absolute path") << std::string("/etc");
    QTest::newRow("a planted folder") << std::string("planted");
    QTest::newRow("a planted link") << std::string("20260101T000000Z-00000000");
}

void TestQuarantine::onlyBagsInQuarantineCanBePurged()
{
    QFETCH(std::string, name);
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    std::filesystem::create_directory(fixture.base / "outside");
    std::filesystem::create_directory(fixture.root() / "quarantine/planted");
    std::filesystem::create_directory_symlink(fixture.base / "outside",
                                              fixture.root() / "quarantine/20260101T000000Z-00000000");
    const Tree before = ArchiveFixture::treeOf(fixture.base);
    QVERIFY(!archive->purgeQuarantine(name));
    QVERIFY(ArchiveFixture::treeOf(fixture.base) == before);
}

void TestQuarantine::anArchiveOpenedForReadingIsNotPurged()
{
    ArchiveFixture fixture;
    const std::string name = quarantineOne(fixture, *fixture.open(*fixture.files));
    const Result<void> purged = fixture.open(*fixture.files, Archive::OpenMode::readOnly)->purgeQuarantine(name);
    QVERIFY(!purged);
    QCOMPARE(purged.error().code, ErrorCode::readOnly);
    QVERIFY(std::filesystem::exists(fixture.root() / "quarantine" / name));
}

QTEST_APPLESS_MAIN(TestQuarantine)
#include "tst_quarantine.moc"
