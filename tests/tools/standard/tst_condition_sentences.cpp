// The grammar of conditions over a table of sentences: condition_sentences.tsv.
#include <QTest>

#include "tools/standard/conditions/clauses.h"
#include "tools/standard/conditions/input_tables.h"
#include "tools/standard/conditions/parse_condition.h"
#include "tools/standard/conditions/tokens.h"

#include <string>

using namespace mi::standard;

namespace {

AttributeIndex sampleIndex()
{
    AttributeIndex index;
    for (const char *path : {"ImageType",
                             "RescaleType",
                             "RescaleIntercept",
                             "PhotometricInterpretation",
                             "SamplesPerPixel",
                             "NumberOfFrames",
                             "FrameIncrementPointer",
                             "PixelData",
                             "LossyImageCompression",
                             "ViewCodeSequence",
                             "WindowCenter",
                             "WindowWidth",
                             "VOILUTSequence",
                             "BeamSequence",
                             "BeamSequence>NumberOfWedges",
                             "BeamSequence>WedgeSequence",
                             "BeamSequence>WedgeSequence>WedgeType",
                             "BeamSequence>WedgeSequence>WedgeAngle",
                             "BeamSequence>ControlPointSequence",
                             "BeamSequence>ControlPointSequence>ControlPointIndex",
                             "BeamSequence>ControlPointSequence>GantryAngle"})
        index.addRow(UnitKind::module, "sample", path);
    for (const char *path : {"PatientPosition", "Modality", "PixelPresentation", "CineSequence", "FrameTime"})
        index.addRow(UnitKind::module, "other", path);
    for (const char *path : {"MaskSubtractionSequence", "MaskSubtractionSequence>MaskOperation",
                             "MaskSubtractionSequence>MaskFrameNumbers"})
        index.addRow(UnitKind::macro, "mixed", path);
    index.addUse(UnitKind::module, "other", "", "mixed");
    for (const char *path : {"CTImageFrameTypeSequence", "CTImageFrameTypeSequence>FrameType"})
        index.addRow(UnitKind::macro, "frame-type", path);
    for (const char *path :
         {"CTExposureSequence", "CTExposureSequence>ExposureModulationType", "CTExposureSequence>CTDIvol"})
        index.addRow(UnitKind::macro, "frame-exposure", path);
    index.addUnitName(UnitKind::module, "sample", "Sample");
    index.addUnitName(UnitKind::module, "other", "Other");
    index.addUnitName(UnitKind::macro, "frame-type", "Frame Type");
    index.addUnitName(UnitKind::macro, "frame-exposure", "Frame Exposure");
    index.addFunctionalGroup("frame-type");
    index.addFunctionalGroup("frame-exposure");
    return index;
}

// One condition as one text: what is compared, and what a failure shows.
QString textOf(const std::optional<ParsedCondition> &condition)
{
    if (!condition)
        return QStringLiteral("-");
    const char *otherwise = condition->otherwise == ParsedCondition::Otherwise::allowed     ? "allowed"
                            : condition->otherwise == ParsedCondition::Otherwise::forbidden ? "forbidden"
                                                                                            : "";
    return QString::fromStdString(condition->when + " | " + otherwise + " | " + condition->forbidden);
}

QString parsed(const AttributeIndex &index, const std::string &place, const std::string &sentence)
{
    const auto blank = place.find(' ');
    const std::string unit = place.substr(0, blank);
    const std::string path = place.substr(blank + 1);
    const bool isUsage = unit == "usage";
    return textOf(parseCondition(sentence, {.unit = unit,
                                            .path = isUsage ? std::string_view{} : std::string_view{path},
                                            .isUsage = isUsage,
                                            .iod = isUsage ? std::string_view{path} : std::string_view{},
                                            .attributes = &index}));
}

} // namespace

class TestConditionSentences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_index = sampleIndex(); }
    void sentencesBecomeExpressions_data();
    void sentencesBecomeExpressions();
    void withoutAnIndexNothingIsResolved();
    void hostileTextEndsSoon_data();
    void hostileTextEndsSoon();

private:
    AttributeIndex m_index;
};

void TestConditionSentences::sentencesBecomeExpressions_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("expected");
    const auto table = InputTable::open(MIVALIDATOR_SOURCE_DIR "/tests/tools/standard/condition_sentences.tsv",
                                        {"place", "sentence", "when", "otherwise", "forbidden"});
    QVERIFY(table.isOk());
    QVERIFY2(table->rows().size() >= 250, "the table is shorter than it was");
    int number = 0;
    for (const auto &row : table->rows()) {
        const std::string expected = row[2] == "-" ? "-" : row[2] + " | " + row[3] + " | " + row[4];
        QTest::addRow("%d: %s", ++number, row[1].c_str())
            << QString::fromStdString(row[0]) << QString::fromStdString(row[1]) << QString::fromStdString(expected);
    }
}

void TestConditionSentences::sentencesBecomeExpressions()
{
    QFETCH(const QString, place);
    QFETCH(const QString, sentence);
    QFETCH(const QString, expected);
    QCOMPARE(parsed(m_index, place.toStdString(), sentence.toStdString()), expected);
}

void TestConditionSentences::withoutAnIndexNothingIsResolved()
{
    QVERIFY(!parseCondition("Required if Window Center (0028,1050) is present.",
                            {.unit = "sample", .path = "WindowWidth"}));
}

void TestConditionSentences::hostileTextEndsSoon_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << "Required if " + text; };
    row("many parentheses", QByteArray(3000, '('));
    row("closed before they are open", QByteArray(3000, ')'));
    row("many quotes", QByteArray(3001, '"'));
    row("one long word", QByteArray(1000000, 'A'));
    row("many attributes", QByteArray("Window Center (0028,1050) and ").repeated(500));
    row("many predicates", QByteArray("Window Center (0028,1050) is present or ").repeated(180));
    row("many things of the world", QByteArray("the patient is an animal and ").repeated(70) + "x");
    row("nested alternatives", QByteArray("either ").repeated(390));
    row("negations", QByteArray("not ").repeated(390));
    row("many tags", QByteArray("(0028,1050) ").repeated(390));
    row("codes without an end", QByteArray("(1, DCM, \"").repeated(390));
    row("bytes that are no text", QByteArray("\xFF\xFE\x80\x00", 4).repeated(800));
    row("many sentences", QByteArray("Window Center (0028,1050) is present. Required if ").repeated(300));
    row("many lines", QByteArray("- A\n").repeated(5000));
}

void TestConditionSentences::hostileTextEndsSoon()
{
    QFETCH(const QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    parseCondition(text.toStdString(), {.unit = "sample", .path = "WindowWidth", .attributes = &m_index});
    QVERIFY2(timer.elapsed() < 20000, "ends, on whatever machine");
}

QTEST_GUILESS_MAIN(TestConditionSentences)
#include "tst_condition_sentences.moc"
