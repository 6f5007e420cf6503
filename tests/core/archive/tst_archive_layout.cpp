#include "core/archive/archive_layout.h"
#include "core/archive/bag_info.h"
#include "core/archive/manifest.h"
#include "core/archive/sha256.h"

#include <QtTest>

#include <set>

using namespace mi;
using namespace mi::archive;

class TestArchiveLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hashesAsTheStandardSays();
    void keysOfUidsThatMayNameAFileAreTheUids();
    void hostileUidsGetHashedKeys_data();
    void hostileUidsGetHashedKeys();
    void pathsStayShort();
    void bagNumbers();
    void payloadPathsAreReadBack();
    void foreignPayloadPathsAreRefused_data();
    void foreignPayloadPathsAreRefused();
    void descriptionNames_data();
    void descriptionNames();
    void manifestsAreReadBackSorted();
    void foreignManifestsAreRefused_data();
    void foreignManifestsAreRefused();
    void bagInfoIsReadBack();
    void aUidCannotAddLinesToBagInfo();
    void foreignBagInfoIsRefused_data();
    void foreignBagInfoIsRefused();
};

void TestArchiveLayout::hashesAsTheStandardSays()
{
    // FIPS 180-4, the example messages "" and "abc".
    QCOMPARE(sha256Of(std::string_view()),
             std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(sha256Of(std::string_view("abc")),
             std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void TestArchiveLayout::keysOfUidsThatMayNameAFileAreTheUids()
{
    QCOMPARE(uidKey("1.2.840.10008.1"), std::string("1.2.840.10008.1"));
    const std::string longest(64, '1');
    QCOMPARE(uidKey(longest), longest);
    QCOMPARE(shardOf("1.2.3"), sha256Of(std::string_view("1.2.3")).substr(0, 2));
    QCOMPARE(studyFolder("1.2.3").generic_string(), "studies/" + shardOf("1.2.3") + "/1.2.3");
}

void TestArchiveLayout::hostileUidsGetHashedKeys_data()
{
    QTest::addColumn<QByteArray>("uid");
    QTest::newRow("the folder above") << QByteArray("..");
    QTest::newRow("an absolute path") << QByteArray("/etc");
    QTest::newRow("a Windows path") << QByteArray("C:\\x");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("a trailing dot") << QByteArray("1.2.");
    QTest::newRow("a leading dot") << QByteArray(".1");
    QTest::newRow("two dots in a row") << QByteArray("1..2");
    QTest::newRow("65 characters") << QByteArray(65, '1');
    QTest::newRow("a NUL inside") << QByteArray("1.2\0.3", 6);
    QTest::newRow("a line feed") << QByteArray("1.2\n3");
    QTest::newRow("a right-to-left mark") << QByteArray("1.2\xE2\x80\x8F.3");
    QTest::newRow("letters") << QByteArray("CON");
    QTest::newRow("the form of a hashed key") << QByteArray("x-00112233445566778899aabbccddeeff");
}

void TestArchiveLayout::hostileUidsGetHashedKeys()
{
    QFETCH(QByteArray, uid);
    const std::string key = uidKey(uid.toStdString());
    QVERIFY(key.starts_with("x-"));
    QCOMPARE(key.size(), std::size_t{34});
    QVERIFY(isUidKey(key));
    QCOMPARE(key.substr(2), sha256Of(uid.toStdString()).substr(0, 32));
    QCOMPARE(shardOf(key), key.substr(2, 2)); // the same hash, so that the place can be checked
    QCOMPARE(studyFolder(uid.toStdString()).generic_string(), "studies/" + key.substr(2, 2) + "/" + key);
}

void TestArchiveLayout::pathsStayShort()
{
    const std::string longest(64, '9');
    const std::filesystem::path path = studyFolder(longest) / bagName(9999) / payloadPath(longest, longest);
    QVERIFY2(path.generic_string().size() < 180, path.c_str());
}

void TestArchiveLayout::bagNumbers()
{
    QCOMPARE(bagName(1), std::string("b0001"));
    QCOMPARE(bagName(12345), std::string("b12345"));
    QCOMPARE(bagNumber("b0042"), std::optional<std::uint32_t>(42));
    QCOMPARE(bagNumber("b12345"), std::optional<std::uint32_t>(12345));
    for (const char *other : {"b0000", "b042", "b00042", "b", "b+042", "B0001", "b0001x", "b-001", "b99999999999"})
        QVERIFY2(!bagNumber(other), other);
}

void TestArchiveLayout::payloadPathsAreReadBack()
{
    const std::optional<PayloadName> plain = parsePayloadPath(payloadPath("1.2", "1.2.3"));
    QVERIFY(plain);
    QCOMPARE(plain->sop, std::string("1.2.3"));
    QCOMPARE(plain->series, seriesKey("1.2"));
    QCOMPARE(plain->copy, 1U);
    const std::optional<PayloadName> hashed = parsePayloadPath(payloadPath("1.2", "..", 3));
    QVERIFY(hashed);
    QCOMPARE(hashed->sop, uidKey(".."));
    QCOMPARE(hashed->copy, 3U);
}

void TestArchiveLayout::foreignPayloadPathsAreRefused_data()
{
    QTest::addColumn<QString>("path");
    const QString series = QString::fromStdString(seriesKey("1"));
    QTest::newRow("no series") << QStringLiteral("data/1.2.dcm");
    QTest::newRow("another series name") << QStringLiteral("data/x/1.2.dcm");
    QTest::newRow("no suffix") << QStringLiteral("data/%1/1.2").arg(series);
    QTest::newRow("a letter") << QStringLiteral("data/%1/1.2a.dcm").arg(series);
    QTest::newRow("upwards") << QStringLiteral("data/%1/...dcm").arg(series);
    QTest::newRow("deeper") << QStringLiteral("data/%1/1.2/3.dcm").arg(series);
    QTest::newRow("copy 1 has no number") << QStringLiteral("data/%1/1.2-1.dcm").arg(series);
    QTest::newRow("copy with zeros") << QStringLiteral("data/%1/1.2-02.dcm").arg(series);
    QTest::newRow("outside data") << series + QStringLiteral("/1.2.dcm");
}

void TestArchiveLayout::foreignPayloadPathsAreRefused()
{
    QFETCH(QString, path);
    QVERIFY(!parsePayloadPath(path.toStdString()));
}

void TestArchiveLayout::descriptionNames_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("metadata.json") << QStringLiteral("metadata.json") << true;
    QTest::newRow("a series") << QStringLiteral("dicom/SE-0123456789abcdef.json.gz") << true;
    QTest::newRow("a manifest") << QStringLiteral("manifest-sha256.txt") << false;
    QTest::newRow("the declaration") << QStringLiteral("bagit.txt") << false;
    QTest::newRow("the payload") << QStringLiteral("data/x.dcm") << false;
    QTest::newRow("upwards") << QStringLiteral("../x") << false;
    QTest::newRow("upwards inside") << QStringLiteral("dicom/..") << false;
    QTest::newRow("absolute") << QStringLiteral("/etc/passwd") << false;
    QTest::newRow("too deep") << QStringLiteral("a/b/c") << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("a line feed") << QStringLiteral("a\nb") << false;
}

void TestArchiveLayout::descriptionNames()
{
    QFETCH(QString, path);
    QFETCH(bool, isAllowed);
    QCOMPARE(isDescriptionPath(path.toStdString()), isAllowed);
}

void TestArchiveLayout::manifestsAreReadBackSorted()
{
    const std::string hash(64, 'a');
    const std::string text = formatManifest({{"data/b", hash}, {"data/a", hash}});
    QCOMPARE(text, hash + "  data/a\n" + hash + "  data/b\n");
    const Result<std::vector<ManifestEntry>> entries = parseManifest(text, {});
    QVERIFY(entries);
    QCOMPARE(entries->size(), std::size_t{2});
    QCOMPARE(formatManifest(*entries), text);
}

void TestArchiveLayout::foreignManifestsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    const QString hash(64, QLatin1Char('a'));
    QTest::newRow("no line feed at the end") << hash + QStringLiteral("  data/a");
    QTest::newRow("one space") << hash + QStringLiteral(" data/a\n");
    QTest::newRow("binary mark") << hash + QStringLiteral(" *data/a\n");
    QTest::newRow("capital digits") << hash.toUpper() + QStringLiteral("  data/a\n");
    QTest::newRow("a short hash") << hash.left(63) + QStringLiteral("  data/a\n");
    QTest::newRow("upwards") << hash + QStringLiteral("  data/../../x\n");
    QTest::newRow("absolute") << hash + QStringLiteral("  /etc/passwd\n");
    QTest::newRow("an empty component") << hash + QStringLiteral("  data//a\n");
    QTest::newRow("a hidden file") << hash + QStringLiteral("  data/.a\n");
    QTest::newRow("a backslash") << hash + QStringLiteral("  data\\a\n");
    QTest::newRow("carriage return") << hash + QStringLiteral("  data/a\r\n");
    QTest::newRow("twice") << hash + QStringLiteral("  data/a\n") + hash + QStringLiteral("  data/a\n");
    QTest::newRow("out of order") << hash + QStringLiteral("  data/b\n") + hash + QStringLiteral("  data/a\n");
    QTest::newRow("an empty line") << hash + QStringLiteral("  data/a\n\n");
}

void TestArchiveLayout::foreignManifestsAreRefused()
{
    QFETCH(QString, text);
    const Result<std::vector<ManifestEntry>> entries = parseManifest(text.toStdString(), "m");
    QVERIFY(!entries);
    QCOMPARE(entries.error().code, ErrorCode::invalidFormat);
}

static BagInfo someInfo()
{
    BagInfo info;
    info.name = "b0002";
    info.studyInstanceUid = "1.2.3";
    info.studyKey = "1.2.3";
    info.filedAt = "2026-11-24T10:15:02Z";
    info.importId = "3f2c";
    info.software = "MI Validator 0.1.0";
    info.payloadBytes = 1234;
    info.payloadFiles = 5;
    info.previousBag = "b0001";
    info.previousTagManifestSha256 = std::string(64, 'b');
    return info;
}

void TestArchiveLayout::bagInfoIsReadBack()
{
    const BagInfo info = someInfo();
    const std::string text = formatBagInfo(info);
    QVERIFY(text.find("Payload-Oxum: 1234.5\n") != std::string::npos);
    QVERIFY(text.find("Bagging-Date: 2026-11-24\n") != std::string::npos);
    const Result<BagInfo> read = parseBagInfo(text, {});
    QVERIFY(read);
    QVERIFY(*read == info);
}

void TestArchiveLayout::aUidCannotAddLinesToBagInfo()
{
    BagInfo info = someInfo();
    info.studyInstanceUid = "1.2\nPayload-Oxum: 0.0\n\\";
    const Result<BagInfo> read = parseBagInfo(formatBagInfo(info), {});
    QVERIFY(read);
    QCOMPARE(read->payloadBytes, std::uint64_t{1234});
    QVERIFY(read->studyInstanceUid.find('\n') == std::string::npos);
}

void TestArchiveLayout::foreignBagInfoIsRefused_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("another version") << QStringLiteral("archive 1") << QStringLiteral("archive 2");
    QTest::newRow("a label twice") << QStringLiteral("Bag-Kind: study\n")
                                   << QStringLiteral("Bag-Kind: study\nBag-Kind: study\n");
    QTest::newRow("a new label") << QStringLiteral("Bag-Kind: study\n") << QStringLiteral("Bag-Kind: study\nNote: x\n");
    QTest::newRow("oxum without a dot") << QStringLiteral("1234.5") << QStringLiteral("1234");
    QTest::newRow("oxum with a sign") << QStringLiteral("1234.5") << QStringLiteral("+1234.5");
    QTest::newRow("a line without a colon") << QStringLiteral("Bag-Kind: study") << QStringLiteral("Bag-Kind study");
    QTest::newRow("no line feed at the end") << QStringLiteral("bbbb\n") << QStringLiteral("bbbb");
    QTest::newRow("a short hash") << QStringLiteral("bbbb\n") << QStringLiteral("bbb\n");
}

void TestArchiveLayout::foreignBagInfoIsRefused()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    const QString good = QString::fromStdString(formatBagInfo(someInfo()));
    const QString bad = QString(good).replace(from, to);
    QVERIFY(bad != good);
    QVERIFY(!parseBagInfo(bad.toStdString(), {}));
}

QTEST_APPLESS_MAIN(TestArchiveLayout)
#include "tst_archive_layout.moc"
