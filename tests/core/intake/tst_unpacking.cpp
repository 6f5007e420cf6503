#include "core/intake/member_name.h"
#include "core/intake/scratch_folder.h"
#include "core/intake/unpacking.h"
#include "tests/support/container_writer.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace mi;
using test::Member;
namespace fs = std::filesystem;

namespace {

struct Unpacked {
    UnpackReport report;
    std::vector<FoundFile> members;
    std::map<std::string, std::string> contents; // by the shown name below the container
};

// Bytes without a pattern, so that no compressor makes them smaller.
std::string noise(std::size_t size, std::uint32_t seed = 1)
{
    std::string bytes(size, '\0');
    std::uint32_t state = seed * 7919U;
    for (char &byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24U);
    }
    return bytes;
}

std::string put(std::uint64_t value, int bytes)
{
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return out;
}

} // namespace

class TestUnpacking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString());
    }

    void namesAreShownWithoutWhatLeadsOutside_data()
    {
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("isUnsafe");
        QTest::newRow("a plain name") << QByteArray("IMG001") << "IMG001" << false;
        QTest::newRow("folders") << QByteArray("DICOM/S1/IMG001") << "DICOM/S1/IMG001" << false;
        QTest::newRow("a dot folder") << QByteArray("./DICOM/IMG001") << "DICOM/IMG001" << false;
        QTest::newRow("Windows folders") << QByteArray("DICOM\\S1\\IMG001") << "DICOM/S1/IMG001" << false;
        QTest::newRow("up and out") << QByteArray("../../etc/passwd") << "etc/passwd" << true;
        QTest::newRow("up and out, Windows") << QByteArray("..\\..\\x.dll") << "x.dll" << true;
        QTest::newRow("up in the middle") << QByteArray("a/../../b") << "a/b" << true;
        QTest::newRow("absolute") << QByteArray("/etc/passwd") << "etc/passwd" << true;
        QTest::newRow("a drive") << QByteArray("C:\\Windows\\x") << "Windows/x" << true;
        QTest::newRow("a line break") << QByteArray("a\nb") << "a\nb" << true;
        QTest::newRow("nothing") << QByteArray("") << "unnamed" << false;
        QTest::newRow("only dots") << QByteArray("..") << "unnamed" << true;
    }

    void namesAreShownWithoutWhatLeadsOutside()
    {
        QFETCH(QByteArray, stored);
        QFETCH(QString, shown);
        const MemberName name = memberNameOf(stored.toStdString());
        QCOMPARE(QString::fromStdString(name.path.string()), shown);
        QTEST(name.isUnsafe, "isUnsafe");
    }

    void aNameThatIsTooLongIsCutAndUnsafe()
    {
        const MemberName name = memberNameOf(std::string(5000, 'x'));
        QCOMPARE(name.path.string().size(), 1024U);
        QVERIFY(name.isUnsafe);
    }

    void everyFormatGivesBackTheBytes_data()
    {
        QTest::addColumn<QString>("fileName");
        for (const char *name : {"x.zip", "x.tar", "x.tar.gz", "x.tar.xz", "x.tar.bz2", "x.tar.zst", "x.7z", "x.iso"})
            QTest::newRow(name) << name;
    }

    void everyFormatGivesBackTheBytes()
    {
        QFETCH(QString, fileName);
        const std::string large = noise(700'000);
        const fs::path path = m_path / fileName.toStdString();
        test::writeContainer(path,
                             {{"D", {}, Member::Kind::folder}, {"D/one", "first"}, {"D/two", large}, {"empty", ""}});
        const Unpacked out = unpackFile(path);
        QVERIFY(out.report.outcome == UnpackOutcome::complete);
        QCOMPARE(out.contents.size(), 3U);
        QCOMPARE(out.contents.at("D/one"), "first");
        QVERIFY(out.contents.at("D/two") == large);
        QCOMPARE(out.contents.at("empty"), "");
    }

    void aFileIsNoContainerWithoutTheBytesOfOne_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("DICOM") << QByteArray::fromStdString(test::CleanInstance{}.file());
        QTest::newRow("text") << QByteArray("PKcs is not a ZIP");
        QTest::newRow("empty") << QByteArray();
        const auto localHeader = [](const QByteArray &name) {
            return QByteArray("PK\x03\x04", 4) + QByteArray(26, '\0') + name;
        };
        QTest::newRow("a Java program") << localHeader("META-INF/MANIFEST.MF");
        QTest::newRow("an Office document") << localHeader("[Content_Types].xml");
        QTest::newRow("an OpenDocument text") << localHeader("mimetypeapplication/vnd.oasis.opendocument.text");
    }

    void aFileIsNoContainerWithoutTheBytesOfOne()
    {
        QFETCH(QByteArray, bytes);
        test::writeFile(m_path / "x", bytes.toStdString());
        QVERIFY(formatOf(m_path / "x") == ContainerFormat::none);
    }

    void oneCompressedFileIsNotAContainer()
    {
        // gzip of nothing at all
        const std::string bytes{"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00", 20};
        test::writeFile(m_path / "volume.nii.gz", bytes);
        QVERIFY(unpackFile(m_path / "volume.nii.gz").report.outcome == UnpackOutcome::notAContainer);
    }

    void nothingIsWrittenOutsideTheScratchFolder()
    {
        const fs::path path = m_path / "slip.tar";
        test::writeContainer(path, {{"../../outside", "evil"}, {"/absolute", "evil"}, {"inside", "good"}});
        const Unpacked out = unpackFile(path);
        QVERIFY(out.report.outcome == UnpackOutcome::complete);
        QCOMPARE(out.members.size(), 3U);
        QVERIFY(out.members[0].hasUnsafeName);
        QVERIFY(out.members[1].hasUnsafeName);
        QVERIFY(!out.members[2].hasUnsafeName);
        QVERIFY(!fs::exists(m_path / "outside"));
        QVERIFY(!fs::exists("/absolute"));
        for (const FoundFile &member : out.members)
            QVERIFY(member.bytesPath().string().starts_with(m_path.string()));
    }

    void namesOnTheDiskSayNothing()
    {
        test::writeContainer(m_path / "x.zip", {{"DOE_JANE/IMG", "1"}});
        const Unpacked out = unpackFile(m_path / "x.zip");
        QCOMPARE(out.members.front().bytesPath().filename().string(), "0");
        QVERIFY(out.members.front().bytesPath().string().find("DOE") == std::string::npos);
    }

    void linksAndPipesAreNotFollowedAndNotLost()
    {
        test::writeContainer(m_path / "x.tar", {{"real", "bytes"},
                                                {"link", "/etc/passwd", Member::Kind::symbolicLink},
                                                {"hard", "real", Member::Kind::hardLink},
                                                {"pipe", {}, Member::Kind::fifo}});
        const Unpacked out = unpackFile(m_path / "x.tar");
        QCOMPARE(out.members.size(), 4U);
        QVERIFY(out.members[0].type == FileType::regular);
        QVERIFY(out.members[1].type == FileType::symbolicLink);
        QVERIFY(out.members[2].type == FileType::symbolicLink);
        QVERIFY(out.members[3].type == FileType::other);
    }

    void filesOfOneNameStayApart()
    {
        test::writeContainer(m_path / "x.tar", {{"IMG", "first"}, {"IMG", "second"}, {"IMG", "third"}});
        const Unpacked out = unpackFile(m_path / "x.tar");
        QCOMPARE(out.contents.at("IMG"), "first");
        QCOMPARE(out.contents.at("IMG (2)"), "second");
        QCOMPARE(out.contents.at("IMG (3)"), "third");
    }

    void aPasswordOpensAndAWrongOneDoesNot_data()
    {
        QTest::addColumn<QString>("encryption");
        QTest::newRow("AES") << "aes256";
        QTest::newRow("the old encryption of ZIP") << "zipcrypt";
    }

    void aPasswordOpensAndAWrongOneDoesNot()
    {
        QFETCH(QString, encryption);
        const fs::path path = m_path / "x.zip";
        test::writeContainer(path, {{"a", noise(100'000)}, {"b", "two"}}, "secret", encryption.toStdString());
        const Unpacked without = unpackFile(path);
        QVERIFY(without.report.outcome == UnpackOutcome::encrypted);
        QCOMPARE(without.report.expected, "a password");
        QVERIFY(without.members.empty());
        m_passwords = {"wrong"};
        const Unpacked wrong = unpackFile(path);
        QVERIFY(wrong.report.outcome == UnpackOutcome::encrypted);
        QCOMPARE(wrong.report.expected, "another password");
        m_passwords = {"wrong", "secret"};
        const Unpacked right = unpackFile(path);
        QVERIFY(right.report.outcome == UnpackOutcome::complete);
        QCOMPARE(right.contents.at("b"), "two");
        m_passwords.clear();
    }

    // One in 256 of them passes for the right one: of so many, some do.
    void manyWrongPasswordsBeforeTheRightOne()
    {
        const fs::path path = m_path / "x.zip";
        test::writeContainer(path, {{"a", noise(1'000)}, {"b", "two"}}, "secret", "zipcrypt");
        for (int i = 0; i < 2'000; ++i)
            m_passwords.push_back("wrong" + std::to_string(i));
        m_passwords.push_back("secret");
        const Unpacked right = unpackFile(path);
        QVERIFY(right.report.outcome == UnpackOutcome::complete);
        QCOMPARE(right.contents.at("b"), "two");
        m_passwords.clear();
    }

    void whatCouldBeReadOfACutOffContainerIsThere_data()
    {
        QTest::addColumn<QString>("fileName");
        for (const char *name : {"x.zip", "x.tar", "x.tar.gz", "x.tar.xz", "x.tar.zst"})
            QTest::newRow(name) << name;
    }

    void whatCouldBeReadOfACutOffContainerIsThere()
    {
        QFETCH(QString, fileName);
        const fs::path path = m_path / fileName.toStdString();
        test::writeContainer(path, {{"a", noise(400'000, 1)}, {"b", noise(400'000, 2)}, {"c", noise(400'000, 3)}});
        fs::resize_file(path, 1'000'000);
        const Unpacked out = unpackFile(path);
        QVERIFY(out.report.outcome == UnpackOutcome::damaged);
        QCOMPARE(out.members.size(), 2U);
        QVERIFY(out.contents.at("b") == noise(400'000, 2));
        QVERIFY(!out.report.observed.empty());
    }

    void aSevenZipWithoutItsEndGivesNothing()
    {
        test::writeContainer(m_path / "x.7z", {{"a", noise(100'000)}});
        fs::resize_file(m_path / "x.7z", 50'000);
        QVERIFY(unpackFile(m_path / "x.7z").report.outcome == UnpackOutcome::damaged);
    }

    void aMemberWithWrongBytesIsNamedAndTheOthersAreRead()
    {
        const fs::path path = m_path / "x.zip";
        test::writeContainer(path, {{"a", noise(50'000)}, {"b", "two"}});
        std::string bytes = test::readFile(path);
        bytes[20'000] = static_cast<char>(bytes[20'000] ^ 0x55);
        test::writeFile(m_path / "bad.zip", bytes);
        const Unpacked out = unpackFile(m_path / "bad.zip");
        QCOMPARE(out.members.size(), 2U);
        QVERIFY(out.members[0].error.has_value());
        QVERIFY(out.members[0].error->code == ErrorCode::invalidFormat);
        QCOMPARE(out.contents.at("b"), "two");
    }

    void contentBeyondReasonEndsIt()
    {
        // 20 MB of zeros in 20 KB.
        test::writeContainer(m_path / "bomb.zip", {{"zeros", std::string(20'000'000, '\0')}, {"after", "x"}});
        m_limits.freeOfRatio = 1'000'000;
        const Unpacked out = unpackFile(m_path / "bomb.zip");
        QVERIFY(out.report.outcome == UnpackOutcome::limit);
        QVERIFY(out.members.empty());
        QVERIFY(sizeOf(m_scratch->path()) < 6'000'000);
        m_limits = {};
        QVERIFY(unpackFile(m_path / "bomb.zip").report.outcome == UnpackOutcome::complete);
    }

    void moreBytesThanAllowedEndIt()
    {
        test::writeContainer(m_path / "x.tar", {{"a", noise(100'000)}, {"b", noise(100'000)}});
        m_limits.bytes = 150'000;
        QVERIFY(unpackFile(m_path / "x.tar").report.outcome == UnpackOutcome::limit);
        m_limits = {};
    }

    void aMillionEntriesEndItAtTheLimit()
    {
        // A ZIP of empty files, entry by entry: 1,000,001 local headers.
        std::string bytes;
        const std::string header = "PK\x03\x04" + put(20, 2) + put(0, 2) + put(0, 2) + put(0, 4) + put(0, 4) +
                                   put(0, 4) + put(0, 4) + put(1, 2) + put(0, 2) + "x";
        bytes.reserve(header.size() * 1'000'001);
        for (int i = 0; i < 1'000'001; ++i)
            bytes += header;
        test::writeFile(m_path / "many.zip", bytes);
        m_limits.members = 3'000;
        const Unpacked out = unpackFile(m_path / "many.zip");
        QVERIFY(out.report.outcome == UnpackOutcome::limit);
        QCOMPARE(out.members.size(), 3'000U);
        m_limits = {};
    }

    void aDiskWithoutSpaceEndsItWithThatReason()
    {
        test::writeContainer(m_path / "x.tar", {{"a", noise(100'000)}});
        m_limits.freeSpaceKept = ~std::uint64_t{0};
        const Unpacked out = unpackFile(m_path / "x.tar");
        QVERIFY(out.report.outcome == UnpackOutcome::notUnpacked);
        QVERIFY(out.report.error->code == ErrorCode::noSpace);
        m_limits = {};
    }

    void aRequestToStopEndsIt()
    {
        test::writeContainer(m_path / "x.tar", {{"a", "1"}, {"b", "2"}});
        std::stop_source stop;
        stop.request_stop();
        m_stop = stop.get_token();
        const Unpacked out = unpackFile(m_path / "x.tar");
        QVERIFY(out.report.outcome == UnpackOutcome::stopped);
        QVERIFY(out.members.empty());
        m_stop = {};
    }

    void anyBytesBehindTheMarkOfAContainerDoNoHarm()
    {
        const std::string zip = containerBytes("seed.zip");
        const std::string sevenZip = containerBytes("seed.7z");
        const std::string iso = containerBytes("seed.iso");
        const std::string tar = containerBytes("seed.tar.gz");
        std::uint32_t state = 7;
        const auto next = [&state] { return (state = state * 1664525U + 1013904223U) >> 8U; };
        for (const std::string &seed : {zip, sevenZip, iso, tar}) {
            for (int round = 0; round < 200; ++round) {
                std::string bytes = seed;
                for (int i = 0; i < 8; ++i)
                    bytes[next() % bytes.size()] = static_cast<char>(next());
                if (round % 3 == 0)
                    bytes.resize(next() % bytes.size());
                test::writeFile(m_path / "any", bytes);
                if (formatOf(m_path / "any") != ContainerFormat::none)
                    (void)unpackFile(m_path / "any");
                fs::remove(m_path / "any");
            }
        }
    }

    void aScratchFolderIsPrivateAndGoesWithItsOwner()
    {
        fs::path path;
        {
            Result<std::unique_ptr<ScratchFolder>> scratch = ScratchFolder::create(*m_files, m_path);
            QVERIFY(scratch.isOk());
            path = (*scratch)->path();
#ifndef _WIN32
            QVERIFY(fs::status(path).permissions() == fs::perms::owner_all);
#endif
            const Result<fs::path> inside = (*scratch)->newFolder();
            QVERIFY(inside.isOk());
            test::writeFile(*inside / "0", "bytes");
            // Held by a living process.
            ScratchFolder::removeAbandoned(*m_files, m_path);
            QVERIFY(fs::exists(*inside / "0"));
        }
        QVERIFY(!fs::exists(path));
    }

    void whatACrashLeftBehindIsRemovedAndNothingElse()
    {
        const fs::path left = m_path / "mivalidator-unpacked-0123456789abcdef";
        fs::create_directories(left / "1");
        test::writeFile(left / "1" / "0", "bytes of a patient");
        test::writeFile(left / "in-use", "");
        const fs::path other = m_path / "mivalidator-unpacked-of-somebody";
        fs::create_directories(other); // no lock file: it is being made
        const fs::path stranger = m_path / "documents";
        fs::create_directories(stranger);
        ScratchFolder::removeAbandoned(*m_files, m_path);
        QVERIFY(!fs::exists(left));
        QVERIFY(fs::exists(other));
        QVERIFY(fs::exists(stranger));
    }

private:
    ContainerFormat formatOf(const fs::path &path)
    {
        const Result<std::unique_ptr<File>> file = m_files->openForReading(path, LinkPolicy::follow);
        const Result<ContainerFormat> format = containerFormatOf(**file);
        return format.isOk() ? *format : ContainerFormat::none;
    }

    std::string containerBytes(const std::string &name)
    {
        test::writeContainer(m_path / name, {{"D/one", noise(3'000)}, {"two", std::string(3'000, 'x')}});
        return test::readFile(m_path / name);
    }

    static std::uint64_t sizeOf(const fs::path &folder)
    {
        std::uint64_t bytes = 0;
        for (const auto &entry : fs::recursive_directory_iterator(folder))
            bytes += entry.is_regular_file() ? entry.file_size() : 0;
        return bytes;
    }

    Unpacked unpackFile(const fs::path &path)
    {
        m_scratch.reset();
        m_scratch = ScratchFolder::create(*m_files, m_path).take();
        FoundFile file;
        file.folder = std::make_shared<const fs::path>(path);
        file.type = FileType::regular;
        file.isDropped = true;
        auto container = std::make_shared<OpenContainer>();
        container->shown = path.filename();
        container->folder = m_scratch->newFolder().take();
        container->soFar = std::make_shared<UnpackedSoFar>();
        Unpacked out;
        out.report = unpack({.files = *m_files,
                             .file = file,
                             .format = formatOf(path),
                             .container = container,
                             .limits = m_limits,
                             .passwords = m_passwords,
                             .found =
                                 [&](FoundFile member) {
                                     const fs::path name = member.path().lexically_relative(path.filename());
                                     if (member.type == FileType::regular && !member.error)
                                         out.contents[name.string()] = test::readFile(member.bytesPath());
                                     out.members.push_back(std::move(member));
                                     return true;
                                 },
                             .stop = m_stop});
        return out;
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
    std::unique_ptr<ScratchFolder> m_scratch;
    UnpackLimits m_limits;
    std::vector<std::string> m_passwords;
    std::stop_token m_stop;
};

QTEST_GUILESS_MAIN(TestUnpacking)
#include "tst_unpacking.moc"
