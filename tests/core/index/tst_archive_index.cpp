// The index on both engines: what is found, what is kept up to date, and that keeping equals making anew.
#include <QDirIterator>
#include <QTest>

#include "tests/core/index/index_fixture.h"
#include "tests/support/private_postgres.h"

#include <thread>

using namespace mi;
using mi::test::IndexFixture;

namespace {

constexpr const char *yamada = "Yamada^Tarou=\xe5\xb1\xb1\xe7\x94\xb0^\xe5\xa4\xaa\xe9\x83\x8e="
                               "\xe3\x82\x84\xe3\x81\xbe\xe3\x81\xa0^\xe3\x81\x9f\xe3\x82\x8d\xe3\x81\x86";
constexpr const char *kim = "Hong^Gildong=\xe6\xb4\xaa^\xe5\x90\x89\xe6\xb4\x9e=\xed\x99\x8d^\xea\xb8\xb8\xeb\x8f\x99";

InstanceHeader patient(const std::string &name, const std::string &id = "P1")
{
    InstanceHeader header;
    header.patientName = name;
    header.patientId = id;
    header.modality = "CT";
    header.studyDate = "20240131";
    return header;
}

StudyQuery byName(const std::string &name)
{
    StudyQuery query;
    query.name = name;
    return query;
}

} // namespace

class TestArchiveIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_postgres = std::make_unique<mi::test::PrivatePostgres>();
        QVERIFY2(m_postgres->error().isEmpty(), qPrintable(m_postgres->error()));
    }

    void namesAreFoundByTheirParts_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("found");
        for (const auto &[engine, url] : engines()) {
            const auto row = [&, engine = engine, url = url](const char *name, const char *asked, const char *found) {
                QTest::newRow(qPrintable(engine + QStringLiteral(": ") + QLatin1String(name)))
                    << url << QString::fromUtf8(asked) << QString::fromUtf8(found);
            };
            row("family name", "muller", "1.1");
            row("beginning of a given name", "ann", "1.1");
            row("both in any order", "anna mueller", "");
            row("given before family", "anna m\u00fcller", "1.1");
            row("not from the middle of a word", "uller", "");
            row("as encoded", "M\u00dcLLER^ANNA", "1.1");
            row("a part of a double name", "lena", "1.1");
            row("the ideographic family name", "\xe5\xb1\xb1\xe7\x94\xb0", "1.2");
            row("one ideograph from within", "\xe7\x94\xb0", "1.2");
            row("family and given without a space", "\xe5\xb1\xb1\xe7\x94\xb0\xe5\xa4\xaa\xe9\x83\x8e", "1.2");
            row("ideographs in another order", "\xe7\x94\xb0\xe5\xb1\xb1", "");
            row("phonetic in katakana", "\xe3\x83\xa4\xe3\x83\x9e\xe3\x83\x80", "1.2");
            row("Hangul as it is written", "\xed\x99\x8d\xea\xb8\xb8\xeb\x8f\x99", "1.3");
            row("Cyrillic in small letters",
                "\xd0\xbb\xd1\x8e\xd0\xba\xd1\x81\xd0\xb5\xd0\xbc\xd0\xb1\xd1\x83\xd1\x80\xd0\xb3", "1.4");
            row("a name of some of the instances", "maiden", "1.5");
            row("not across the names of two instances", "jane^maiden", "1.5");
            row("not as if two names were one", "one two", "1.5");
            row("nothing but punctuation is in no name", "^", "");
            row("what looks like a statement is text", "' OR 1=1 --", "");
            row("what looks like a question is text", "\"a\" OR b*", "");
            row("letters that mean something to the engines", "and", "");
        }
    }

    void namesAreFoundByTheirParts()
    {
        QFETCH(QString, url);
        QFETCH(QString, asked);
        QFETCH(QString, found);
        QCOMPARE(IndexFixture::uids(*namesIndex(url), byName(asked.toStdString())), found);
    }

    void otherValuesAreFound_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("found");
        for (const auto &[engine, url] : engines()) {
            const auto row = [&, engine = engine, url = url](const char *field, const char *asked, const char *found) {
                QTest::newRow(
                    qPrintable(QStringLiteral("%1: %2 %3").arg(engine, QLatin1String(field), QString::fromUtf8(asked))))
                    << url << QString::fromLatin1(field) << QString::fromUtf8(asked) << QString::fromUtf8(found);
            };
            row("id", "AB-100%", "2.1");
            row("id", "ab-10", "2.1 2.2");
            row("id", "*100?", "2.1 2.2");
            row("id", "100%", "");
            row("id", "*0_", "");
            row("accession", "ACC", "2.1 2.2 2.3");
            row("accession", "acc3", "2.3");
            row("modality", "ct", "2.1 2.3");
            row("modality", "MR", "2.2 2.3");
            row("institution", "*hospital*", "2.1");
            row("institution", "kli", "2.2");
            row("uid", "2.2", "2.2");
            row("uid", "2.2.1", "2.2");
            row("uid", "9.9.9", "2.3");
            row("uid", "2.", "");
            row("date", "20240229-20240229", "2.1");
            row("date", "20240301-", "2.2 2.3");
            row("date", "-20240301", "2.1 2.2");
        }
    }

    void otherValuesAreFound()
    {
        QFETCH(QString, url);
        QFETCH(QString, field);
        QFETCH(QString, asked);
        QFETCH(QString, found);
        StudyQuery query;
        const std::string text = asked.toStdString();
        if (field == QLatin1String("id"))
            query.patientId = text;
        else if (field == QLatin1String("accession"))
            query.accessionNumber = text;
        else if (field == QLatin1String("modality"))
            query.modality = text;
        else if (field == QLatin1String("institution"))
            query.institution = text;
        else if (field == QLatin1String("uid"))
            query.uid = text;
        else {
            query.firstDate = asked.section(u'-', 0, 0).toStdString();
            query.lastDate = asked.section(u'-', 1, 1).toStdString();
        }
        QCOMPARE(IndexFixture::uids(*valuesIndex(url), query), found);
    }

    void conditionsHaveToBeTrueTogetherAndPagesAddUp_data() { engineRows(); }
    void conditionsHaveToBeTrueTogetherAndPagesAddUp()
    {
        QFETCH(QString, url);
        ArchiveIndex &index = *valuesIndex(url);
        StudyQuery query;
        query.modality = "CT";
        query.accessionNumber = "ACC3";
        QCOMPARE(IndexFixture::uids(index, query), QStringLiteral("2.3"));
        query.patientId = "AB";
        QCOMPARE(IndexFixture::uids(index, query), QString());

        StudyQuery page;
        page.limit = 2;
        const auto first = index.search(page);
        page.offset = 2;
        const auto second = index.search(page);
        QVERIFY(first && second);
        QCOMPARE(first->total, std::uint64_t{3});
        QCOMPARE(first->studies.size(), std::size_t{2});
        QCOMPARE(second->studies.size(), std::size_t{1});
    }

    void aStudyIsDescribed_data() { engineRows(); }
    void aStudyIsDescribed()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        InstanceHeader header = patient("DOE^JANE", "D1");
        header.institutionName = "General";
        header.accessionNumber = "A1";
        const FilingResult filed = fixture.file({"3.1", {header, header}, "passedWithWarnings"});
        header.modality = "SR";
        header.seriesInstanceUid = "3.1.2";
        (void)fixture.file({"3.1", {header}, "passed"});
        const auto found = fixture.openCaughtUp()->search({});
        QVERIFY(found);
        QCOMPARE(found->total, std::uint64_t{1});
        const IndexedStudy &study = found->studies.front();
        QCOMPARE(study.patientName, std::string("DOE^JANE"));
        QCOMPARE(study.accessionNumber, std::string("A1"));
        QCOMPARE(study.modalities, (std::vector<std::string>{"CT", "SR"}));
        QCOMPARE(study.institutions, std::vector<std::string>{"General"});
        QCOMPARE(study.series, std::uint64_t{2});
        QCOMPARE(study.instances, std::uint64_t{3});
        QCOMPARE(study.bags, std::uint64_t{2});
        QCOMPARE(study.newestBag, filed.bag.parent_path().generic_string() + "/b0002");
        QCOMPARE(study.verdict, std::string("passedWithWarnings"));
        QVERIFY(study.verifiedAt.empty());
        QVERIFY(study.problem.empty());
    }

    void keepingEqualsMakingAnew_data() { engineRows(); }
    void keepingEqualsMakingAnew()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        fixture.fileStudy("4.1", patient("FIRST"));
        const auto index = fixture.open();
        for (int i = 0; i < 5; ++i) {
            const std::string uid = "4." + std::to_string(i % 3 + 1); // the first two come twice
            fixture.fileStudy(uid, patient("N" + std::to_string(i) + "^X"));
            QVERIFY(index->catchUp({}));
        }
        // A conflict, so that there is something in quarantine.
        InstanceHeader again = patient("N^X");
        again.sopInstanceUid = "4.1.1.1"; // of the first
        QVERIFY(fixture.file({"4.1", {again}}).outcome == FilingOutcome::conflict);
        QVERIFY(index->catchUp({}));
        const QStringList kept = fixture.dump();
        QCOMPARE(index->quarantined()->size(), std::size_t{1});
        QCOMPARE(index->quarantined()->front().reason, std::string("conflict"));
        for (const char *key : {"4.1", "4.2", "4.3"})
            fixture.noteVerified(key, "2124-01-01T00:00:00.000Z");
        QVERIFY(index->catchUp({}));
        const QStringList verified = fixture.dump();
        QCOMPARE(verified.size(), kept.size() + 3);

        const auto made = index->rebuild({});
        QVERIFY(made);
        QCOMPARE(made->studiesRead, std::uint64_t{3});
        QCOMPARE(fixture.dump(), verified);
        // Deleted, it comes back as it was.
        if (url.isEmpty()) {
            std::filesystem::remove(fixture.indexFile());
            QVERIFY(fixture.openCaughtUp());
            QCOMPARE(fixture.dump(), verified);
        }
    }

    void whatIsGoneIsForgotten_data() { engineRows(); }
    void whatIsGoneIsForgotten()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        fixture.fileStudy("5.1", patient("A"));
        const QStringList one = (fixture.openCaughtUp(), fixture.dump());
        fixture.fileStudy("5.2", patient("B"));
        const auto index = fixture.openCaughtUp();
        QCOMPARE(IndexFixture::uids(*index, {}), QStringLiteral("5.1 5.2"));
        const auto found = index->search(byName("B"));
        std::filesystem::remove_all(fixture.archive.root() / found->studies.front().newestBag);
        const auto before = index->state({});
        QVERIFY(before);
        QCOMPARE(before->goneBags, std::uint64_t{1});
        const auto changes = index->catchUp({});
        QVERIFY(changes);
        QCOMPARE(changes->studiesGone, std::uint64_t{1});
        QCOMPARE(fixture.dump(), one);
    }

    void aFilingNeedsNoIndexAndIsFoundLater_data() { engineRows(); }
    void aFilingNeedsNoIndexAndIsFoundLater()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        fixture.fileStudy("6.1", patient("A"));
        const auto index = fixture.openCaughtUp();
        fixture.fileStudy("6.2", patient("B"));
        const auto state = index->state({});
        QVERIFY(state);
        QCOMPARE(state->missingBags, std::uint64_t{1});
        QCOMPARE(state->studies, std::uint64_t{1});
        const auto changes = index->catchUp({});
        QVERIFY(changes);
        QCOMPARE(changes->studiesRead, std::uint64_t{1});
        QCOMPARE(index->state({})->missingBags, std::uint64_t{0});
        QCOMPARE(index->catchUp({})->bagsRead, std::uint64_t{0});
    }

    void verificationsAreNotedByStudy_data() { engineRows(); }
    void verificationsAreNotedByStudy()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        fixture.fileStudy("7.1", patient("A"));
        fixture.fileStudy("7.2", patient("B"));
        const auto index = fixture.open();
        QVERIFY(index->catchUp({}));
        QCOMPARE(index->state({})->neverVerified, std::uint64_t{2});
        fixture.noteVerified("7.1", "2124-01-01T00:00:00.000Z");
        fixture.noteVerified("7.2", "2124-01-02T00:00:00.000Z", 2);
        // The state is that of the archive, not of the copy in the index.
        const auto state = index->state({});
        QCOMPARE(state->neverVerified, std::uint64_t{0});
        QCOMPARE(state->withDifferences, std::uint64_t{1});
        QCOMPARE(state->oldestVerification, std::string("2124-01-01T00:00:00.000Z"));
        QCOMPARE(state->newestVerification, std::string("2124-01-02T00:00:00.000Z"));
        QVERIFY(index->catchUp({}));
        const auto found = index->search(byName("B"));
        QCOMPARE(found->studies.front().differences, std::uint64_t{2});
        QCOMPARE(found->studies.front().verifiedAt, std::string("2124-01-02T00:00:00.000Z"));
        // Verified again, and found as it was written.
        fixture.noteVerified("7.2", "2124-01-03T00:00:00.000Z");
        QVERIFY(index->catchUp({}));
        QCOMPARE(index->search(byName("B"))->studies.front().differences, std::uint64_t{0});
        // The file may be deleted: then nothing is known any more, here as there.
        std::filesystem::remove(fixture.archive.root() / "verified.tsv");
        QVERIFY(index->catchUp({}));
        QCOMPARE(index->state({})->neverVerified, std::uint64_t{2});
        QVERIFY(index->search(byName("B"))->studies.front().verifiedAt.empty());
    }

    void anInstanceUnderAnotherStudyIsKnown_data() { engineRows(); }
    void anInstanceUnderAnotherStudyIsKnown()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        InstanceHeader header = patient("A");
        header.sopInstanceUid = "8.8.8";
        fixture.fileStudy("8.1", header);
        const auto index = fixture.openCaughtUp();
        const auto known = index->underOtherStudies({"8.8.8", "8.8.9", ""}, "8.2");
        QVERIFY(known);
        QCOMPARE(known->size(), std::size_t{1});
        QCOMPARE(known->front().studyInstanceUid, std::string("8.1"));
        QVERIFY(known->front().bag.ends_with("8.1/b0001"));
        QVERIFY(index->underOtherStudies({"8.8.8"}, "8.1")->empty());
        std::vector<std::string> many(1'000); // more than one statement takes
        for (std::size_t i = 0; i < many.size(); ++i)
            many[i] = i == 150 || i == 999 ? "8.8.8" : "7." + std::to_string(i);
        QCOMPARE(index->underOtherStudies(many, "8.2")->size(), std::size_t{2});
        many.resize(400); // a whole number of statements
        QCOMPARE(index->underOtherStudies(many, "8.2")->size(), std::size_t{1});
    }

    void anInstanceIsKnownWithItsClass_data() { engineRows(); }
    void anInstanceIsKnownWithItsClass()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        InstanceHeader header = patient("A");
        header.sopInstanceUid = "8.8.8";
        header.sopClassUid = "1.2.840.10008.5.1.4.1.1.2";
        fixture.fileStudy("8.1", header);
        auto index = fixture.openCaughtUp();
        const auto known = index->instances({"8.8.8", "8.8.9", ""});
        QVERIFY(known);
        QCOMPARE(known->size(), std::size_t{1});
        QCOMPARE(known->at("8.8.8").sopClassUid, header.sopClassUid);
        // Another study has the UID for something else.
        header.sopClassUid = "1.2.840.10008.5.1.4.1.1.4";
        fixture.fileStudy("8.2", header);
        index = fixture.openCaughtUp();
        QCOMPARE(index->instances({"8.8.8"})->at("8.8.8").sopClassUid, std::string());
    }

    void aPatientIsKnownByIdAndIssuer_data() { engineRows(); }
    void aPatientIsKnownByIdAndIssuer()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        fixture.fileStudy("9.1", patient("M\u00dcLLER^ANNA", "P1"));
        InstanceHeader elsewhere = patient("SMITH^JOHN", "P1");
        elsewhere.issuerOfPatientId = "OTHER";
        fixture.fileStudy("9.2", elsewhere);
        fixture.fileStudy("9.3", patient("NOBODY", ""));
        const auto index = fixture.openCaughtUp();
        const auto other = index->withPatientId("p1", "");
        QVERIFY(other);
        QCOMPARE(other->size(), std::size_t{1});
        QCOMPARE(other->front().name, std::string("M\u00dcLLER^ANNA"));
        QCOMPARE(other->front().studies, std::uint64_t{1});
        QVERIFY(index->withPatientId("", "")->empty());
        QVERIFY(index->withPatientId("P2", "")->empty());
    }

    void valuesThatNoDatabaseLikesAreKept_data() { engineRows(); }
    void valuesThatNoDatabaseLikesAreKept()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        const std::string longText(70'000, 'x');
        InstanceHeader header = patient(longText + "^" + std::string("A\0B", 3), longText);
        header.accessionNumber = "'; DROP TABLE studies; --";
        header.institutionName = "\xf0\x9f\x8f\xa5 \\ \" % _";
        header.studyDescription = std::string(1, '\x01') + "\xef\xbf\xbd";
        header.sopInstanceUid = longText;
        fixture.fileStudy("../../etc", header);
        const auto index = fixture.openCaughtUp();
        StudyQuery query;
        query.accessionNumber = "'; DROP";
        QCOMPARE(index->search(query)->total, std::uint64_t{1});
        query.patientId = longText;
        QCOMPARE(index->search(query)->total, std::uint64_t{1});
        QCOMPARE(index->search(byName(longText))->total, std::uint64_t{1});
        QCOMPARE(index->underOtherStudies({longText}, "1.2")->size(), std::size_t{1});
        const QStringList kept = fixture.dump();
        QVERIFY(index->rebuild({}));
        QCOMPARE(fixture.dump(), kept);
    }

    void manyMayUseItAtOnce_data() { engineRows(); }
    void manyMayUseItAtOnce()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        for (int i = 0; i < 20; ++i)
            fixture.fileStudy("10." + std::to_string(i), patient("N" + std::to_string(i)));
        std::vector<std::thread> threads;
        std::atomic<int> wrong = 0;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                const auto index = fixture.open();
                const auto changes = index->catchUp({});
                if (!changes && changes.error().code != ErrorCode::busy)
                    ++wrong;
                for (int i = 0; i < 10; ++i)
                    wrong += index->search(byName("N1"))->studies.size() > 11 ? 1 : 0;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
        const auto index = fixture.openCaughtUp();
        QCOMPARE(index->search({})->total, std::uint64_t{20});
        const QStringList kept = fixture.dump();
        QVERIFY(index->rebuild({}));
        QCOMPARE(fixture.dump(), kept);
    }

    void makingAnewCanBeStoppedAndLeavesWhatWasThere_data() { engineRows(); }
    void makingAnewCanBeStoppedAndLeavesWhatWasThere()
    {
        QFETCH(QString, url);
        IndexFixture fixture(url);
        for (int i = 0; i < 70; ++i) // more than one step of progress
            fixture.fileStudy("11." + std::to_string(i), patient("N"));
        const auto index = fixture.openCaughtUp();
        const QStringList before = fixture.dump();
        std::stop_source stop;
        const auto stopped = index->rebuild(stop.get_token(), [&](const IndexChanges &) { stop.request_stop(); });
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::cancelled);
        QCOMPARE(fixture.dump(), before);
    }

private:
    std::vector<std::pair<QString, QString>> engines() const
    {
        return {{QStringLiteral("SQLite"), QString()}, {QStringLiteral("PostgreSQL"), m_postgres->url()}};
    }

    void engineRows() const
    {
        QTest::addColumn<QString>("url");
        for (const auto &[engine, url] : engines())
            QTest::newRow(qPrintable(engine)) << url;
    }

    // Made once for all rows of an engine.
    struct Kept {
        std::unique_ptr<IndexFixture> fixture;
        std::unique_ptr<ArchiveIndex> index;
    };

    ArchiveIndex *namesIndex(const QString &url)
    {
        Kept &kept = m_names[url];
        if (!kept.index) {
            kept.fixture = std::make_unique<IndexFixture>(url);
            kept.fixture->fileStudy("1.1", patient("M\u00dcLLER-L\u00dcDENSCHEIDT^Anna^Lena^Dr."));
            kept.fixture->fileStudy("1.2", patient(yamada));
            kept.fixture->fileStudy("1.3", patient(kim));
            kept.fixture->fileStudy("1.4", patient("\xd0\x9b\xd1\x8e\xd0\xba\xd1\x81\xd0\xb5\xd0\xbc\xd0\xb1\xd1\x83"
                                                   "\xd1\x80\xd0\xb3^\xd0\xa0\xd0\xbe\xd0\xb7\xd0\xb0"));
            (void)kept.fixture->file({"1.5", {patient("ONE^JANE"), patient("ONE^JANE"), patient("MAIDEN^TWO")}});
            kept.index = kept.fixture->openCaughtUp();
        }
        return kept.index.get();
    }

    ArchiveIndex *valuesIndex(const QString &url)
    {
        Kept &kept = m_values[url];
        if (!kept.index) {
            kept.fixture = std::make_unique<IndexFixture>(url);
            InstanceHeader header = patient("A", "AB-100%");
            header.accessionNumber = "ACC1";
            header.studyDate = "20240229";
            header.institutionName = "General Hospital West";
            kept.fixture->fileStudy("2.1", header);
            header = patient("B", "ab-1002");
            header.accessionNumber = "ACC2";
            header.modality = "MR";
            header.studyDate = "2024.03.01"; // as it was written before DICOM 3
            header.institutionName = "Klinik";
            kept.fixture->fileStudy("2.2", header);
            header = patient("C", "X");
            header.accessionNumber = "ACC3";
            header.studyDate = "20240302";
            header.sopInstanceUid = "9.9.9";
            InstanceHeader second = header;
            second.sopInstanceUid = "9.9.10";
            second.seriesInstanceUid = "2.3.2";
            second.modality = "MR";
            (void)kept.fixture->file({"2.3", {header, second}});
            kept.index = kept.fixture->openCaughtUp();
        }
        return kept.index.get();
    }

    std::unique_ptr<mi::test::PrivatePostgres> m_postgres;
    std::map<QString, Kept> m_names;
    std::map<QString, Kept> m_values;
};

QTEST_GUILESS_MAIN(TestArchiveIndex)
#include "tst_archive_index.moc"
