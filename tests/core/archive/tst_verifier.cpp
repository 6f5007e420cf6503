#include "core/archive/archive_layout.h"
#include "tests/core/archive/archive_fixture.h"
#include "tests/support/fault_file_layer.h"

#include <QtTest>

#include <sys/stat.h>

#include <fstream>

using namespace mi;
using namespace mi::test;

namespace {

const std::filesystem::path studyPath = archive::studyFolder(studyUid);
const std::string shardName = studyPath.parent_path().filename().string();

// Two bags of one study and a quarantined file.
void fill(const ArchiveFixture &fixture)
{
    FaultFileLayer layer(*fixture.files, FaultFileLayer::Flushes::onlyCounted);
    const std::unique_ptr<Archive> archive = fixture.open(layer);
    for (const auto &[number, content] : {std::pair(1, "one"), std::pair(2, "two"), std::pair(1, "not one")}) {
        if (!ArchiveFixture::file(*archive, {fixture.source(number, content)}))
            qFatal("the archive could not be filled");
    }
}

std::string readBytes(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void writeBytes(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace

class TestVerifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSoundArchiveHasNoDifferences();
    void everyFlippedBitIsFound();
    void damageIsNamed_data();
    void damageIsNamed();
    void aFileThatCannotBeReadIsNamed();
    void cancellingStops();
};

void TestVerifier::aSoundArchiveHasNoDifferences()
{
    ArchiveFixture fixture(ArchiveFixture::Place::memory);
    fill(fixture);
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files, Archive::OpenMode::readOnly);
    std::uint64_t calls = 0;
    const Result<VerifyReport> report = archive->verify({}, [&](const VerifyReport &) { ++calls; });
    QVERIFY(report);
    QCOMPARE(report->bags, std::uint64_t{3});
    QVERIFY(report->differences.empty());
    QVERIFY(report->files > 15);
    QVERIFY(calls >= report->bags);
}

void TestVerifier::everyFlippedBitIsFound()
{
    ArchiveFixture fixture(ArchiveFixture::Place::memory);
    fill(fixture);
    std::size_t flips = 0;
    for (const char *top : {"studies", "quarantine"}) {
        for (const auto &[name, entry] : ArchiveFixture::treeOf(fixture.root() / top)) {
            if (entry.type != std::filesystem::file_type::regular)
                continue;
            const std::filesystem::path path = fixture.root() / top / name;
            // Every byte of small files with one bit each, so that all positions of all kinds of files are met.
            for (std::size_t i = 0; i < entry.content.size(); i += 1 + entry.content.size() / 64) {
                std::string bytes = entry.content;
                bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ (1U << (i % 8)));
                writeBytes(path, bytes);
                const std::string differences = fixture.differences();
                QVERIFY2(!differences.empty(), (name + " byte " + std::to_string(i)).c_str());
                ++flips;
            }
            writeBytes(path, entry.content);
        }
    }
    QVERIFY(flips > 500);
    QCOMPARE(fixture.differences(), std::string());
}

void TestVerifier::damageIsNamed_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<QString>("kind");
    for (const auto &[damage, kind] : {
             std::pair("a payload file is gone", "missing"),
             std::pair("a description is gone", "missing"),
             std::pair("a manifest is gone", "missing"),
             std::pair("the tag manifest is gone", "missing"),
             std::pair("a file was added to data", "unlisted"),
             std::pair("a file was added beside the manifests", "unlisted"),
             std::pair("an empty folder was added", "unlisted"),
             std::pair("a payload file is a link", "format"),
             std::pair("a payload file is a FIFO", "format"),
             std::pair("a payload file was cut off", "changed"),
             std::pair("the first bag is gone", "missing"),
             std::pair("the last bag is gone", "missing"),
             std::pair("the whole study is gone", "missing"),
             std::pair("the quarantined bag is gone", "missing"),
             std::pair("the study moved to another shard", "format"),
             std::pair("the study was renamed", "format"),
             std::pair("a bag was copied to the next number", "chain"),
             std::pair("a stray file lies in the study", "unlisted"),
             std::pair("a stray file lies at the root", "unlisted"),
             std::pair("archive.json is broken", "format"),
             std::pair("the readme is gone", "missing"),
             std::pair("the readme was edited", "changed"),
             std::pair("an audit line was changed", "chain"),
             std::pair("an audit line was taken out", "chain"),
             std::pair("the studies folder is gone", "missing"),
         })
        QTest::newRow(damage) << QString::fromLatin1(damage) << QString::fromLatin1(kind);
}

void TestVerifier::damageIsNamed()
{
    QFETCH(QString, damage);
    QFETCH(QString, kind);
    ArchiveFixture fixture(ArchiveFixture::Place::memory);
    fill(fixture);
    namespace fs = std::filesystem;
    const fs::path study = fixture.root() / studyPath;
    const fs::path bag = study / "b0001";
    const fs::path payload = bag / archive::payloadPath(seriesUid, studyUid + ".1");
    const fs::path audit = fixture.root() / "audit" / ArchiveFixture::namesIn(fixture.root() / "audit").front();
    const std::string what = damage.toStdString();
    if (what == "a payload file is gone")
        fs::remove(payload);
    else if (what == "a description is gone")
        fs::remove(bag / "metadata.json");
    else if (what == "a manifest is gone")
        fs::remove(bag / "manifest-sha256.txt");
    else if (what == "the tag manifest is gone")
        fs::remove(bag / "tagmanifest-sha256.txt");
    else if (what == "a file was added to data")
        writeBytes(payload.parent_path() / "1.9.dcm", "x");
    else if (what == "a file was added beside the manifests")
        writeBytes(bag / "notes.txt", "x");
    else if (what == "an empty folder was added")
        fs::create_directory(bag / "data/more");
    else if (what == "a payload file is a link") {
        fs::rename(payload, fixture.base / "moved");
        fs::create_symlink(fixture.base / "moved", payload);
    } else if (what == "a payload file is a FIFO") {
        fs::remove(payload);
        QCOMPARE(::mkfifo(payload.c_str(), 0600), 0);
    } else if (what == "a payload file was cut off")
        writeBytes(payload, "on");
    else if (what == "the first bag is gone")
        fs::remove_all(bag);
    else if (what == "the last bag is gone")
        fs::remove_all(study / "b0002");
    else if (what == "the whole study is gone")
        fs::remove_all(study);
    else if (what == "the quarantined bag is gone")
        fs::remove_all(fixture.root() / "quarantine" / ArchiveFixture::namesIn(fixture.root() / "quarantine").front());
    else if (what == "the study moved to another shard") {
        const fs::path other = fixture.root() / "studies" / (shardName == "00" ? "01" : "00");
        fs::create_directory(other);
        fs::rename(study, other / study.filename());
    } else if (what == "the study was renamed") {
        const fs::path other = fixture.root() / archive::studyFolder("1.2.3");
        fs::create_directories(other.parent_path());
        fs::rename(study, other);
    } else if (what == "a bag was copied to the next number")
        fs::copy(study / "b0002", study / "b0003", fs::copy_options::recursive);
    else if (what == "a stray file lies in the study")
        writeBytes(study / "notes.txt", "x");
    else if (what == "a stray file lies at the root")
        writeBytes(fixture.root() / "notes.txt", "x");
    else if (what == "archive.json is broken")
        writeBytes(fixture.root() / "archive.json", "{");
    else if (what == "the readme is gone")
        fs::remove(fixture.root() / "README.txt");
    else if (what == "the readme was edited")
        writeBytes(fixture.root() / "README.txt", "x");
    else if (what == "an audit line was changed") {
        std::string text = readBytes(audit);
        text.replace(text.find("\"filed\""), 7, "\"Filed\"");
        writeBytes(audit, text);
    } else if (what == "an audit line was taken out") {
        std::string text = readBytes(audit);
        writeBytes(audit, text.substr(text.find('\n') + 1));
    } else if (what == "the studies folder is gone")
        fs::remove_all(fixture.root() / "studies");
    else
        QFAIL("the row has no damage");

    const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    const Result<std::unique_ptr<Archive>> archive = Archive::open(*files, fixture.root(), Archive::OpenMode::readOnly);
    if (what == "archive.json is broken") { // it is not even opened
        QVERIFY(!archive);
        QCOMPARE(archive.error().code, ErrorCode::invalidFormat);
        return;
    }
    QVERIFY(archive);
    const Result<VerifyReport> report = (*archive)->verify({});
    QVERIFY(report);
    const std::string wanted = kind.toStdString();
    QVERIFY2(std::ranges::any_of(report->differences, [&](const auto &found) { return found.kind == wanted; }),
             fixture.differences().c_str());
}

void TestVerifier::aFileThatCannotBeReadIsNamed()
{
    ArchiveFixture fixture(ArchiveFixture::Place::memory);
    fill(fixture);
    FaultFileLayer layer(*fixture.files);
    const std::unique_ptr<Archive> archive = fixture.open(layer, Archive::OpenMode::readOnly);
    std::string victim;
    layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
        if (operation == "read" && path.extension() == ".dcm" && victim.empty()) {
            victim = path.lexically_relative(fixture.root()).generic_string();
            layer.setFault(Fault{0, EIO});
        }
    });
    const Result<VerifyReport> report = archive->verify({});
    QVERIFY(report);
    QCOMPARE(report->differences.size(), std::size_t{1});
    QCOMPARE(report->differences.front().kind, std::string("unreadable"));
    QCOMPARE(report->differences.front().path, victim);
}

void TestVerifier::cancellingStops()
{
    ArchiveFixture fixture(ArchiveFixture::Place::memory);
    fill(fixture);
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files, Archive::OpenMode::readOnly);
    std::stop_source stop;
    const Result<VerifyReport> report =
        archive->verify(stop.get_token(), [&](const VerifyReport &) { stop.request_stop(); });
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::cancelled);
}

QTEST_APPLESS_MAIN(TestVerifier)
#include "tst_verifier.moc"
