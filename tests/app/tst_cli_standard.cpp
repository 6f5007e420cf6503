// mivalidator-cli standard, run as its user runs it.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ended {
    int code = -1;
    QString out;
    QString err;
};

Ended run(QStringList arguments, int columns = 0)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("COLUMNS"));
    if (columns > 0)
        environment.insert(QStringLiteral("COLUMNS"), QString::number(columns));
    process.setProcessEnvironment(environment);
    arguments.prepend(QStringLiteral("standard"));
    process.start(QStringLiteral(CLI_PROGRAM), arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QStringList show(const QString &name)
{
    return {QStringLiteral("show"), name};
}

QJsonObject shownAsJson(const QString &name)
{
    const Ended ended = run(show(name) + QStringList{QStringLiteral("--json"), QStringLiteral("-")});
    return QJsonDocument::fromJson(ended.out.toUtf8()).object();
}

QJsonObject first(const QJsonObject &object, const char *list)
{
    return object.value(QLatin1String(list)).toArray().first().toObject();
}

} // namespace

class TestCliStandard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsBuiltIn()
    {
        const Ended ended = run({});
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.err.isEmpty());
        for (const char *word :
             {"Editions of the DICOM standard\n", "  modules", "  IODs", "  not settled yet", "show NAME"})
            QVERIFY2(ended.out.contains(QLatin1String(word)), word);

        const Ended json = run({QStringLiteral("--json"), QStringLiteral("-")});
        QCOMPARE(json.code, 0);
        const QJsonObject object = QJsonDocument::fromJson(json.out.toUtf8()).object();
        QCOMPARE(object[QStringLiteral("schema")].toString(), QStringLiteral("mivalidator-standard"));
        QVERIFY(object[QStringLiteral("iods")].toArray().size() > 100);
        QVERIFY(object[QStringLiteral("attributeRows")].toInt() > 1000);
        const QJsonObject conditions = object[QStringLiteral("conditions")].toObject();
        QCOMPARE(conditions[QStringLiteral("all")].toInt(), conditions[QStringLiteral("decided")].toInt() +
                                                                conditions[QStringLiteral("realWorld")].toInt() +
                                                                conditions[QStringLiteral("open")].toInt());
        QVERIFY(object[QStringLiteral("editions")].toObject().contains(QStringLiteral("dictionary")));
    }

    void findsByEveryName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("begin");
        const auto row = [](const char *name, const char *begin) {
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(begin);
        };
        row("CT Image", "IOD CT Image (ct-image)");
        row("ct image", "IOD CT Image (ct-image)");
        row("ct-image", "IOD CT Image (ct-image)");
        row("1.2.840.10008.5.1.4.1.1.2", "IOD CT Image (ct-image)");
        row("Image Pixel", "Module Image Pixel (image-pixel)");
        row("Pixel Measures", "Macro Pixel Measures (pixel-measures)");
        row("PixelSpacing", "Attribute Pixel Spacing (PixelSpacing)");
        row("pixel spacing", "Attribute Pixel Spacing (PixelSpacing)");
        row("(0028,0030)", "Attribute Pixel Spacing (PixelSpacing)");
        row("00280030", "Attribute Pixel Spacing (PixelSpacing)");
        row("OverlayRows", "Attribute Overlay Rows (OverlayRows)");
        row("(6002,0010)", "Attribute Overlay Rows (OverlayRows)");
        row("CID 10", "Context Group 10 ");
    }

    void findsByEveryName()
    {
        QFETCH(QString, name);
        QFETCH(QString, begin);
        const Ended ended = run(show(name));
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.startsWith(begin), qPrintable(ended.out.left(100)));
    }

    void showsAnIod()
    {
        const Ended text = run(show(QStringLiteral("MR Image")));
        QVERIFY(text.out.contains(QRegularExpression(QStringLiteral("\n  Patient +Patient +M\n"))));
        QVERIFY(text.out.contains(QStringLiteral("1.2.840.10008.5.1.4.1.1.4  MR Image Storage")));
        const QJsonObject iod = first(shownAsJson(QStringLiteral("Enhanced MR Image")), "iods");
        QCOMPARE(iod[QStringLiteral("id")].toString(), QStringLiteral("enhanced-mr-image"));
        QVERIFY(!iod[QStringLiteral("modules")].toArray().isEmpty());
        QVERIFY(!iod[QStringLiteral("functionalGroups")].toArray().isEmpty());
        QCOMPARE(first(iod, "sopClasses")[QStringLiteral("uid")].toString(),
                 QStringLiteral("1.2.840.10008.5.1.4.1.1.4.1"));
    }

    void showsAModule()
    {
        const Ended text = run(show(QStringLiteral("General Series")));
        QVERIFY(text.out.contains(QRegularExpression(QStringLiteral("\n  SeriesInstanceUID +\\(0020,000E\\) +1\n"))));
        const QJsonObject module = first(shownAsJson(QStringLiteral("General Series")), "blocks");
        QCOMPARE(module[QStringLiteral("kind")].toString(), QStringLiteral("module"));
        QVERIFY(module[QStringLiteral("iods")].toArray().contains(QStringLiteral("ct-image")));
        QVERIFY(!module[QStringLiteral("rows")].toArray().isEmpty());
    }

    void showsAnAttribute()
    {
        const Ended text = run(show(QStringLiteral("PixelSpacing")));
        QVERIFY(
            text.out.contains(QRegularExpression(QStringLiteral("\n  Pixel Measures +PixelMeasuresSequence> +1C"))));
        QVERIFY(text.out.contains(QStringLiteral("CT Image")));
        const QJsonObject attribute = first(shownAsJson(QStringLiteral("PixelSpacing")), "attributes");
        QCOMPARE(attribute[QStringLiteral("vr")].toString(), QStringLiteral("DS"));
        QVERIFY(attribute[QStringLiteral("places")].toArray().size() > 2);
        QVERIFY(attribute[QStringLiteral("iods")].toArray().contains(QStringLiteral("ct-image")));
    }

    void linesAreWrappedWhereTheWidthIsKnown()
    {
        const auto longest = [](const QString &text) {
            qsizetype size = 0;
            for (const QString &line : text.split(QLatin1Char('\n')))
                size = std::max(size, line.size());
            return size;
        };
        QVERIFY(longest(run(show(QStringLiteral("Patient")), 90).out) <= 90);
        const QString piped = run(show(QStringLiteral("Patient"))).out;
        QVERIFY(longest(piped) > 200);
        QCOMPARE(piped.simplified(), run(show(QStringLiteral("Patient")), 90).out.simplified());
    }

    void aNameThatIsNotThereIsToldWithSimilarOnes()
    {
        const Ended ended = run(show(QStringLiteral("PixelSpac")));
        QCOMPARE(ended.code, 66);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(ended.err.contains(QStringLiteral("nothing called \"PixelSpac\"; there is ")) &&
                ended.err.contains(QStringLiteral(" PixelSpacing,")));
        QCOMPARE(run(show(QStringLiteral("no such thing at all"))).code, 66);
    }

    void wrongUseIsTold()
    {
        QCOMPARE(run({QStringLiteral("list")}).code, 64);
        QCOMPARE(run({QStringLiteral("show")}).code, 64);
        QCOMPARE(run({QStringLiteral("show"), QStringLiteral("a"), QStringLiteral("b")}).code, 64);
        QCOMPARE(run({QStringLiteral("show"), QString{}}).code, 64);
        QCOMPARE(run({QStringLiteral("--each")}).code, 64);
        QCOMPARE(run({QStringLiteral("--help")}).code, 0);
        const Ended unwritable = run({QStringLiteral("--json"), QStringLiteral("/no/such/folder/x.json")});
        QCOMPARE(unwritable.code, 74);
        QVERIFY(unwritable.err.contains(QStringLiteral("could not be written")));
    }

    void jsonGoesToAFileBesideTheText()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("out.json"));
        const Ended ended = run(show(QStringLiteral("CT Image")) + QStringList{QStringLiteral("--json"), path});
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.out.startsWith(QStringLiteral("IOD CT Image")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(QJsonDocument::fromJson(file.readAll()).isObject());
    }
};

QTEST_GUILESS_MAIN(TestCliStandard)
#include "tst_cli_standard.moc"
