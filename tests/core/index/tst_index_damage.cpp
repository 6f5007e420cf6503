// What can go wrong with an index, and what the archive must not notice of it.
#include <QFile>
#include <QTest>

#include "tests/core/index/index_fixture.h"
#include "tests/support/fault_file_layer.h"
#include "tests/support/private_postgres.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

using namespace mi;
using mi::test::IndexFixture;
namespace fs = std::filesystem;

namespace {

InstanceHeader patient(const std::string &name)
{
    InstanceHeader header;
    header.patientName = name;
    header.patientId = "P1";
    return header;
}

std::string read(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace

class TestIndexDamage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDamagedIndexIsMadeAnew_data()
    {
        QTest::addColumn<int>("damage");
        QTest::newRow("another file of that name") << 0;
        QTest::newRow("cut off in the middle") << 1;
        QTest::newRow("pages full of rubbish") << 2;
        QTest::newRow("tables of a newer version") << 3;
        QTest::newRow("another archive's") << 4;
        QTest::newRow("a database of another program") << 5;
        QTest::newRow("a table is missing") << 6;
        QTest::newRow("empty") << 7;
    }

    void aDamagedIndexIsMadeAnew()
    {
        QFETCH(int, damage);
        IndexFixture fixture({});
        for (int i = 0; i < 30; ++i)
            fixture.fileStudy("1." + std::to_string(i), patient("NAME" + std::to_string(i)));
        const QStringList before = (fixture.openCaughtUp(), fixture.dump());
        const auto index = fixture.open(); // a program that has it in use
        const fs::path file = fixture.indexFile();
        std::string bytes = read(file);
        const auto replaceAll = [&](const char *from, const char *to) {
            for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + 1))
                bytes.replace(at, std::strlen(to), to);
        };
        switch (damage) {
        case 0:
            bytes = "this is no database, but it is as long as one would have to be to have a header of its own, so "
                    "that nobody takes it for a new one";
            break;
        case 1:
            bytes.resize(bytes.size() / 2);
            break;
        case 2:
            for (std::size_t i = 4096; i < bytes.size(); ++i)
                bytes[i] = static_cast<char>(i * 7);
            break;
        case 3:
            replaceAll("tablesVersion1", "tablesVersion2");
            break;
        case 4:
            replaceAll("rootId", "rootIx");
            break;
        case 5:
            replaceAll("index_facts", "other_facts");
            break;
        case 6:
            replaceAll("study_values", "study_valuez");
            break;
        default:
            bytes.clear();
        }
        fs::remove(file.string() + "-wal");
        fs::remove(file.string() + "-shm");
        write(file, bytes);

        // Whoever asks finds out, and gets the answer all the same.
        StudyQuery query;
        query.name = "name7";
        query.patientId = "p";
        const auto changes = index->catchUp({});
        QVERIFY2(changes, changes ? "" : mi::test::textOf(changes.error()).c_str());
        QCOMPARE(changes->wasSetAside, damage < 6); // a table that catching up does not need is missed by the search
        QCOMPARE(IndexFixture::uids(*index, query), QStringLiteral("1.7"));
        QCOMPARE(fixture.dump(), before);
        QCOMPARE(fixture.archive.differences(), std::string());
        QCOMPARE(fs::exists(fixture.archive.root() / "index.sqlite.set-aside"), damage != 7);
        // It was not kept anywhere else.
        QCOMPARE(fixture.openCaughtUp()->state({})->isTemporary, false);
    }

    void damageThatASearchMeetsIsMendedByIt()
    {
        IndexFixture fixture({});
        for (int i = 0; i < 30; ++i)
            fixture.fileStudy("1." + std::to_string(i), patient("NAME" + std::to_string(i)));
        const auto index = fixture.openCaughtUp();
        std::string bytes = read(fixture.indexFile());
        for (std::size_t i = 3 * 4096; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 7);
        write(fixture.indexFile(), bytes);
        StudyQuery query;
        query.name = "name7";
        QCOMPARE(IndexFixture::uids(*index, query), QStringLiteral("1.7"));
        QCOMPARE(IndexFixture::uids(*index, {}).split(u' ').size(), 30);
    }

    void everyByteOfTheIndexMayBeWrong()
    {
        IndexFixture fixture({});
        for (int i = 0; i < 5; ++i)
            fixture.fileStudy("1." + std::to_string(i), patient("NAME" + std::to_string(i)));
        fixture.openCaughtUp();
        const std::string whole = read(fixture.indexFile());
        // A step that is no divisor of a page's size, so that every place in a page has its turn.
        for (std::size_t at = 0; at < whole.size(); at += 1999) {
            std::string bytes = whole;
            bytes[at] = static_cast<char>(bytes[at] ^ 0xff);
            write(fixture.indexFile(), bytes);
            const auto index = fixture.open();
            QVERIFY(index->catchUp({}));
            QVERIFY(index->rebuild({}));
            QCOMPARE(IndexFixture::uids(*index, {}), QStringLiteral("1.0 1.1 1.2 1.3 1.4"));
        }
    }

    void theIndexIsForThoseWhoMayReadTheArchive()
    {
        IndexFixture fixture({});
        const mode_t old = ::umask(0);
        fixture.fileStudy("1.1", patient("A"));
        fixture.openCaughtUp();
        struct stat status {};
        QCOMPARE(::stat(fixture.indexFile().c_str(), &status), 0);
        ::umask(old);
        QCOMPARE(status.st_mode & 0777U, 0640U);
    }

    void nothingIsWrittenThroughAPlantedLink_data()
    {
        QTest::addColumn<bool>("isDangling");
        QTest::newRow("to a file") << false;
        QTest::newRow("to nothing") << true;
    }

    void nothingIsWrittenThroughAPlantedLink()
    {
        QFETCH(bool, isDangling);
        IndexFixture fixture({});
        fixture.fileStudy("1.1", patient("A"));
        const fs::path target = fixture.archive.base / "target";
        if (!isDangling)
            write(target, "");
        fs::create_symlink(target, fixture.indexFile());
        const auto index = fixture.openCaughtUp();
        QCOMPARE(IndexFixture::uids(*index, {}), QStringLiteral("1.1"));
        QVERIFY(index->state({})->isTemporary);
        QCOMPARE(fs::exists(target), !isDangling);
        QVERIFY(isDangling || fs::file_size(target) == 0);
    }

    void anArchiveThatCannotBeWrittenIsSearchedAllTheSame_data()
    {
        QTest::addColumn<int>("systemCode");
        QTest::newRow("read-only") << EROFS;
        QTest::newRow("no permission") << EACCES;
        QTest::newRow("full") << ENOSPC;
    }

    void anArchiveThatCannotBeWrittenIsSearchedAllTheSame()
    {
        QFETCH(int, systemCode);
        IndexFixture fixture({});
        fixture.fileStudy("1.1", patient("A"));
        mi::test::FaultFileLayer layer(*fixture.archive.files);
        layer.setFault(mi::test::Fault{.systemCode = systemCode,
                                       .mode = mi::test::Fault::Mode::forEver,
                                       .kind = mi::test::Fault::Kind::writingOnly});
        const auto before = mi::test::ArchiveFixture::treeOf(fixture.archive.root());
        {
            const auto index = ArchiveIndex::open(layer, fixture.archive.root());
            QVERIFY(index);
            QVERIFY((*index)->catchUp({}));
            QCOMPARE(IndexFixture::uids(**index, {}), QStringLiteral("1.1"));
            QVERIFY((*index)->state({})->isTemporary);
        }
        QVERIFY(mi::test::ArchiveFixture::treeOf(fixture.archive.root()) == before);
    }

    void aFolderThatCannotBeListedIsNotTakenForEmpty()
    {
        IndexFixture fixture({});
        fixture.fileStudy("1.1", patient("A"));
        fixture.openCaughtUp();
        const QStringList before = fixture.dump();
        mi::test::FaultFileLayer layer(*fixture.archive.files);
        const auto index = ArchiveIndex::open(layer, fixture.archive.root());
        QVERIFY(index);
        bool isListing = false;
        layer.setObserver([&](const std::string &operation, const fs::path &path) {
            isListing |= operation == "list" && path.filename() == "studies";
        });
        // Each operation on its own: nothing but an error, or everything.
        for (std::size_t i = 0; i < 40; ++i) {
            layer.setFault(mi::test::Fault{.operation = i, .systemCode = EIO, .mode = mi::test::Fault::Mode::once});
            (void)(*index)->catchUp({});
            layer.setFault(std::nullopt);
            QCOMPARE(fixture.dump(), before);
        }
        QVERIFY(isListing);
    }

    void aBagThatCannotBeReadIsListedAndReadAgainLater()
    {
        IndexFixture fixture({});
        fixture.fileStudy("1.1", patient("A"));
        const fs::path bag = fixture.openCaughtUp()->search({})->studies.front().newestBag;
        const QStringList before = fixture.dump();
        const fs::path metadata = fixture.archive.root() / bag / "metadata.json";
        const std::string right = read(metadata);
        write(metadata, "{\"schema\": \"mivalidator-metadata\", \"patient\": {\"name\": \"FORGED\"}}");
        const auto index = fixture.open();
        QVERIFY(index->rebuild({}));
        QCOMPARE(index->state({})->withProblems, std::uint64_t{1});
        const auto found = index->search({});
        QCOMPARE(found->studies.front().problem, std::string("invalidFormat"));
        QCOMPARE(found->studies.front().studyInstanceUid, std::string("1.1"));
        QCOMPARE(found->studies.front().instances, std::uint64_t{1});
        QVERIFY(found->studies.front().patientName.empty()); // what its hash does not vouch for is not believed
        // The instances are known from the manifest.
        QCOMPARE(index->underOtherStudies({"1.1.1.1"}, "9")->size(), std::size_t{1});
        write(metadata, right);
        QVERIFY(index->catchUp({}));
        QCOMPARE(fixture.dump(), before);
    }

    void anAddressThatIsNoneIsRefusedWithoutTellingIt_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : {"mysql://desk:secret@host/db", "postgresql://desk:secret@host", "secret",
                                "postgresql://desk:secret@host/db?service=x",
                                "postgresql://desk:secret@host/db?sslmode=a;b", "postgresql://desk:secret@host:x/db"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }

    void anAddressThatIsNoneIsRefusedWithoutTellingIt()
    {
        QFETCH(QString, url);
        IndexFixture fixture({});
        fixture.fileStudy("1.1", patient("A"));
        const auto index = ArchiveIndex::open(*fixture.archive.files, fixture.archive.root(), url.toStdString());
        QVERIFY(!index);
        QCOMPARE(index.error().code, ErrorCode::unsupported);
        QVERIFY(describeWithSubject(index.error()).find("secret") == std::string::npos);
    }

    void aServerThatRefusesOrIsAwayIsAnError()
    {
        const mi::test::PrivatePostgres server;
        QVERIFY2(server.error().isEmpty(), qPrintable(server.error()));
        IndexFixture fixture({});
        fixture.fileStudy("1.1", patient("A"));
        for (const QString &url : {server.urlWith(QStringLiteral("wrongSecret")),
                                   QStringLiteral("postgresql://desk:wrongSecret@localhost/postgres?host=/nowhere")}) {
            const auto index = ArchiveIndex::open(*fixture.archive.files, fixture.archive.root(), url.toStdString());
            QVERIFY(index);
            const auto changes = (*index)->catchUp({});
            QVERIFY(!changes);
            QVERIFY(describeWithSubject(changes.error()).find("wrongSecret") == std::string::npos);
            QVERIFY(!(*index)->search({}));
        }
        // Nothing was put beside the archive instead.
        QVERIFY(!fs::exists(fixture.indexFile()));
    }

    void twoArchivesShareAServerWithoutMixing()
    {
        const mi::test::PrivatePostgres server;
        QVERIFY2(server.error().isEmpty(), qPrintable(server.error()));
        IndexFixture one(server.url());
        IndexFixture two(server.url());
        one.fileStudy("1.1", patient("A"));
        two.fileStudy("2.1", patient("A"));
        const auto first = one.openCaughtUp();
        const auto second = two.openCaughtUp();
        QCOMPARE(IndexFixture::uids(*first, {}), QStringLiteral("1.1"));
        QCOMPARE(IndexFixture::uids(*second, {}), QStringLiteral("2.1"));
        QCOMPARE(first->state({})->engine, std::string("PostgreSQL"));
    }
};

QTEST_GUILESS_MAIN(TestIndexDamage)
#include "tst_index_damage.moc"
