#include "core/extract/study_metadata.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mi;

namespace {

struct Entry {
    InstanceHeader header;
    StudyMetadata::InstanceFile file;
    std::vector<BulkValue> bulk;
};

Entry entry(const std::string &series, const std::string &seriesNumber, const std::string &instance,
            const std::string &instanceNumber)
{
    Entry made;
    made.header.studyInstanceUid = "1.2.3";
    made.header.seriesInstanceUid = series;
    made.header.seriesNumber = seriesNumber;
    made.header.sopInstanceUid = instance;
    made.header.sopClassUid = "1.2.840.10008.5.1.4.1.1.2";
    made.header.transferSyntaxUid = "1.2.840.10008.1.2.1";
    made.header.instanceNumber = instanceNumber;
    made.header.patientName = "Äneas^Rüdiger";
    made.header.modality = "CT";
    made.file.archivePath = "data/SE-1/" + instance + ".dcm";
    made.file.sourceName = "IM" + instance;
    made.file.size = 1000;
    made.file.sha256 = std::string(64, 'a');
    made.bulk = {{"(7FE0,0010)", "OW", 512}, {"(0088,0200)[1].(7FE0,0010)", "OW", 64}};
    return made;
}

QByteArray jsonOf(const std::vector<Entry> &entries)
{
    StudyMetadata metadata;
    for (const Entry &one : entries)
        metadata.add(one.header, one.file, one.bulk);
    return metadata.toJson();
}

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QString at(const QJsonObject &object, const char *key)
{
    return object[QLatin1String(key)].toString();
}

} // namespace

class TestStudyMetadata : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void describesPatientStudySeriesAndInstances();
    void sortsSeriesAndInstances();
    void isTheSameWhateverTheOrder();
    void keepsDifferingValues();
    void isValidJsonForAnyName();
    void leavesOutAnIllFormedNumberOfFrames_data();
    void leavesOutAnIllFormedNumberOfFrames();
    void matchesItsSchema();
    void holdsAHundredThousandInstances();
};

void TestStudyMetadata::describesPatientStudySeriesAndInstances()
{
    const QJsonObject root = parsed(jsonOf({entry("1.2.3.1", "1", "1.2.3.1.1", "1")}));
    QCOMPARE(at(root, "schema"), QStringLiteral("mivalidator-metadata"));
    QCOMPARE(root[QLatin1String("schemaVersion")].toInt(), 1);
    QCOMPARE(at(root[QLatin1String("patient")].toObject(), "name"), QStringLiteral("Äneas^Rüdiger"));
    const QJsonObject study = root[QLatin1String("study")].toObject();
    QCOMPARE(at(study, "studyInstanceUid"), QStringLiteral("1.2.3"));
    QCOMPARE(study[QLatin1String("numberOfInstances")].toInt(), 1);
    QCOMPARE(study[QLatin1String("size")].toInt(), 1000);
    QCOMPARE(study[QLatin1String("modalities")].toArray(), QJsonArray{QStringLiteral("CT")});
    const QJsonObject series = root[QLatin1String("series")].toArray().at(0).toObject();
    QCOMPARE(at(series, "seriesInstanceUid"), QStringLiteral("1.2.3.1"));
    const QJsonObject instance = series[QLatin1String("instances")].toArray().at(0).toObject();
    QCOMPARE(at(instance, "sopInstanceUid"), QStringLiteral("1.2.3.1.1"));
    QCOMPARE(at(instance, "file"), QStringLiteral("data/SE-1/1.2.3.1.1.dcm"));
    QCOMPARE(at(instance, "sourceName"), QStringLiteral("IM1.2.3.1.1"));
    const QJsonArray bulk = instance[QLatin1String("bulk")].toArray();
    QCOMPARE(bulk.size(), 2);
    QCOMPARE(at(bulk.at(1).toObject(), "attribute"), QStringLiteral("(0088,0200)[1].(7FE0,0010)"));
    QCOMPARE(bulk.at(1).toObject()[QLatin1String("length")].toInt(), 64);
}

void TestStudyMetadata::sortsSeriesAndInstances()
{
    const QJsonObject root = parsed(
        jsonOf({entry("1.9", "", "1.9.1", "1"), entry("1.2", "10", "1.2.2", "10"), entry("1.2", "10", "1.2.3", "9"),
                entry("1.2", "10", "1.2.1", "10"), entry("1.5", "2", "1.5.1", "x")}));
    QStringList order;
    for (const QJsonValue &series : root[QLatin1String("series")].toArray()) {
        for (const QJsonValue &instance : series.toObject()[QLatin1String("instances")].toArray())
            order << at(instance.toObject(), "sopInstanceUid");
    }
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("1.5.1 1.2.3 1.2.1 1.2.2 1.9.1"));
}

void TestStudyMetadata::isTheSameWhateverTheOrder()
{
    std::vector<Entry> entries;
    for (int i = 0; i < 40; ++i) {
        const std::string number = std::to_string(i);
        entries.push_back(entry("1.2." + std::to_string(i % 3), "1", "1.2.3." + number, i % 4 == 0 ? "" : number));
        entries.back().header.patientName = i % 2 == 0 ? "A" : "B"; // as many of the one as of the other
        entries.back().bulk[0].attribute = i % 5 == 0 ? "(7FE0,0008)" : "(7FE0,0010)";
    }
    const QByteArray forward = jsonOf(entries);
    std::reverse(entries.begin(), entries.end());
    QCOMPARE(jsonOf(entries), forward);
    QCOMPARE(at(parsed(forward)[QLatin1String("patient")].toObject(), "name"), QStringLiteral("A"));
}

void TestStudyMetadata::keepsDifferingValues()
{
    std::vector<Entry> entries{entry("1.2", "1", "1.2.1", "1"), entry("1.2", "1", "1.2.2", "2"),
                               entry("1.2", "1", "1.2.3", "3")};
    entries[1].header.patientName = "OTHER^NAME";
    entries[2].header.studyDate = "20260101";
    entries[2].header.seriesDescription = "Other";
    const QJsonObject root = parsed(jsonOf(entries));
    QCOMPARE(at(root[QLatin1String("patient")].toObject(), "name"), QStringLiteral("Äneas^Rüdiger"));
    const QJsonObject variants = root[QLatin1String("variants")].toObject();
    const QJsonArray names = variants[QLatin1String("patient")].toObject()[QLatin1String("name")].toArray();
    QCOMPARE(names.size(), 2);
    QCOMPARE(at(names.at(0).toObject(), "value"), QStringLiteral("OTHER^NAME"));
    QCOMPARE(names.at(0).toObject()[QLatin1String("instances")].toInt(), 1);
    QVERIFY(variants[QLatin1String("study")].toObject().contains(QLatin1String("date")));
    QVERIFY(!variants[QLatin1String("study")].toObject().contains(QLatin1String("time")));
    const QJsonObject series = root[QLatin1String("series")].toArray().at(0).toObject();
    QVERIFY(series[QLatin1String("variants")].toObject().contains(QLatin1String("description")));
}

void TestStudyMetadata::isValidJsonForAnyName()
{
    Entry odd = entry("1.2", "1", "1.2.1", "1");
    odd.file.sourceName = "a\"b\\c\n\x01\xE9.dcm";
    odd.header.sopInstanceUid = "1.\xFF";
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(jsonOf({odd}), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    const QJsonObject instance = document.object()[QLatin1String("series")]
                                     .toArray()
                                     .at(0)
                                     .toObject()[QLatin1String("instances")]
                                     .toArray()
                                     .at(0)
                                     .toObject();
    QCOMPARE(at(instance, "sourceName"), QStringLiteral("a\"b\\c\n\u0001\uFFFD.dcm"));
}

void TestStudyMetadata::leavesOutAnIllFormedNumberOfFrames_data()
{
    QTest::addColumn<QString>("frames");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("a number") << "12" << true;
    QTest::newRow("with a sign") << "+12" << true;
    QTest::newRow("none") << "" << false;
    QTest::newRow("zero") << "0" << false;
    QTest::newRow("negative") << "-1" << false;
    QTest::newRow("no number") << "many" << false;
    QTest::newRow("too large for IS") << "99999999999" << false;
}

void TestStudyMetadata::leavesOutAnIllFormedNumberOfFrames()
{
    QFETCH(QString, frames);
    Entry one = entry("1.2", "1", "1.2.1", "1");
    one.header.numberOfFrames = frames.toStdString();
    QTEST(jsonOf({one}).contains("\"numberOfFrames\":12"), "isShown");
    QTEST(jsonOf({one}).contains("numberOfFrames"), "isShown");
}

void TestStudyMetadata::matchesItsSchema()
{
    std::vector<Entry> entries{entry("1.2", "1", "1.2.1", "1"), entry("1.3", "", "1.3.2", "2")};
    entries[1].header.patientName = "OTHER";
    entries[1].header.numberOfFrames = "3";
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("metadata.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(jsonOf(entries));
    file.close();
    const QString schema = QFINDTESTDATA("../../../resources/schemas/metadata-1.schema.json");
    QVERIFY(!schema.isEmpty());
    const auto validate = [&](const QString &instance) {
        QProcess process;
        process.start(QStringLiteral("/usr/bin/python3"),
                      {QStringLiteral("-m"), QStringLiteral("jsonschema"), QStringLiteral("-i"), instance, schema});
        if (!process.waitForFinished())
            return QByteArray("python3 does not run");
        return process.exitCode() == 0 ? QByteArray() : process.readAllStandardError() + "refused";
    };
    QCOMPARE(validate(file.fileName()), QByteArray());

    QFile wrong(folder.filePath(QStringLiteral("wrong.json")));
    QVERIFY(wrong.open(QIODevice::WriteOnly));
    wrong.write(jsonOf(entries).replace("\"sha256\"", "\"sha1\""));
    wrong.close();
    QVERIFY(validate(wrong.fileName()).endsWith("refused"));
}

void TestStudyMetadata::holdsAHundredThousandInstances()
{
    StudyMetadata metadata;
    for (int i = 0; i < 100'000; ++i) {
        const std::string number = std::to_string(i);
        const Entry one = entry("1.2." + std::to_string(i / 1000), std::to_string(i / 1000), "1.2.3." + number, number);
        metadata.add(one.header, one.file, one.bulk);
    }
    const QByteArray json = metadata.toJson();
    QCOMPARE(json.count("\"sopInstanceUid\""), 100'000);
    QVERIFY(json.endsWith("]}]}\n"));
}

QTEST_APPLESS_MAIN(TestStudyMetadata)
#include "tst_study_metadata.moc"
