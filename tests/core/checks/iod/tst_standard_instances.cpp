// The rule tables and their checks, put to the test by the tables themselves: an instance of every IOD with all that
// the tables demand has no finding of any family, and each attribute of Type 1 or 2 that is missing, empty or wrong is
// exactly one finding that names it.
#include <QTest>

#include "core/checks/instance_checker.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dictionary.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/iod/instance_defects.h"
#include "tests/core/checks/iod/known_gaps.h"

#include <cstdlib>
#include <span>

using namespace mi;
using namespace mi::test;

namespace {

InstanceVerdict verdictOnBytes(const std::string &bytes)
{
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    if (!scanned)
        std::abort();
    return checkInstance({*scanned, &source});
}

QString shown(const InstanceVerdict &verdict)
{
    QStringList all;
    for (const Finding &finding : verdict.findings)
        all += QString::fromStdString(std::string(finding.id()) + " " + finding.attribute.toString() + " (" +
                                      finding.observed + "; " + finding.expected + ")");
    return all.join(QStringLiteral(", "));
}

AttributePath pathOf(const TreePath &path)
{
    std::vector<AttributePath::Step> steps;
    for (const TreePath::Step &step : path.steps)
        steps.push_back({step.sequence, 1});
    return {steps, path.tag};
}

// At the attribute, or with its keyword in a list.
bool names(const Finding &finding, const TreePath &path)
{
    const std::string keyword(keywordOf(path.tag));
    return finding.attribute.isSameIgnoringItems(pathOf(path)) || finding.observed.find(keyword) != std::string::npos ||
           finding.expected.find(keyword) != std::string::npos;
}

// An empty name or ID of the patient is allowed by PS3.3, and worth a finding all the same: somebody has to find out
// whose images these are.
bool hasRuleOfItsOwn(const TreePath &path)
{
    return path.steps.empty() && (path.tag == tags::PatientName || path.tag == tags::PatientID);
}

} // namespace

class TestStandardInstances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRightInstanceHasNoFinding_data() { addIods(); }
    void aRightInstanceHasNoFinding()
    {
        QFETCH(const std::string, id);
        StandardInstance instance = instanceOf(id);
        QVERIFY(instance.complete());
        const InstanceVerdict verdict = verdictOnBytes(instance.file());
        if (isGap(QStringLiteral("instance"), QString::fromStdString(id)))
            QVERIFY(!verdict.findings.empty());
        else
            QCOMPARE(shown(verdict), QString());
        QVERIFY(verdict.decidedChecks > 20);
    }

    void whatIsMissingEmptyOrWrongIsOneFinding_data() { addIods(); }
    void whatIsMissingEmptyOrWrongIsOneFinding()
    {
        QFETCH(const std::string, id);
        StandardInstance instance = instanceOf(id);
        QVERIFY(instance.complete());
        if (!verdictOnBytes(instance.file()).findings.empty())
            return; // the other test says so
        for (const StandardInstance::Attribute &attribute : instance.demandedAttributes())
            tryAttribute(instance, attribute);
        QVERIFY2(m_failures.isEmpty(), qPrintable(m_failures.join(QLatin1Char('\n'))));
    }

    // PS3.3 C.7.3.1
    void lateralityIsOfPairedStructures_data()
    {
        QTest::addColumn<std::string>("bodyPart");
        QTest::addColumn<std::string>("laterality");
        QTest::addColumn<QString>("expected");
        QTest::newRow("a body has one brain")
            << std::string("BRAIN") << std::string("L") << QStringLiteral("iod.attribute.not-expected");
        QTest::newRow("without a value it claims nothing") << std::string("BRAIN") << std::string() << QString();
        QTest::newRow("and two knees") << std::string("KNEE") << std::string("L") << QString();
        QTest::newRow("nobody knows this part") << std::string("SITE1") << std::string("L") << QString();
    }
    void lateralityIsOfPairedStructures()
    {
        QFETCH(const std::string, bodyPart);
        QFETCH(const std::string, laterality);
        QFETCH(const QString, expected);
        StandardInstance instance = instanceOf("ct-image");
        QVERIFY(instance.complete());
        instance.root.elements[tags::BodyPartExamined] = {.vr = Vr::CS, .text = bodyPart};
        instance.root.elements[Tag{0x0020, 0x0060}] = {.vr = Vr::CS, .text = laterality};
        const InstanceVerdict verdict = verdictOnBytes(instance.fileOf(instance.root));
        QVERIFY2(verdict.findings.size() == (expected.isEmpty() ? 0U : 1U), qPrintable(shown(verdict)));
        if (!expected.isEmpty())
            QVERIFY2(shown(verdict).startsWith(expected + QStringLiteral(" (0020,0060)")), qPrintable(shown(verdict)));
    }

    void init() { m_failures.clear(); }

    void cleanupTestCase()
    {
        qInfo("%ld defects", m_cases);
        QVERIFY(m_cases > 20'000);
    }

private:
    void addIods()
    {
        QTest::addColumn<std::string>("id");
        for (const IodRule &iod : m_tables.iods())
            QTest::newRow(std::string(iod.id).c_str()) << std::string(iod.id);
    }

    StandardInstance instanceOf(const std::string &id) const
    {
        const IodRule &iod = *m_tables.iod(id);
        return {m_tables, iod, sopClassOf(m_tables, iod)};
    }

    bool isGap(const QString &kind, const QString &what) { return knownGaps(kind).contains(what); }

    void tryAttribute(StandardInstance &instance, const StandardInstance::Attribute &attribute)
    {
        const Tag tag = attribute.path.tag;
        TreeItem &item = *itemOf(instance.root, attribute.path);
        auto node = item.elements.extract(tag);
        const TreeElement right = node.mapped();
        expectOne(instance, attribute, "missing");
        item.elements[tag] = {.vr = right.vr};
        if (attribute.demanded == Demanded::mayBeEmpty && !hasRuleOfItsOwn(attribute.path))
            expectNone(instance, attribute, "empty");
        else
            expectOne(instance, attribute, "empty");
        const auto wrong = wrongValue(tag, right.vr, attribute.uses, m_tables, right.text);
        if (right.vr != Vr::SQ && wrong) {
            item.elements[tag].text = *wrong;
            expectOne(instance, attribute, "wrong");
        }
        item.elements[tag] = right;
    }

    void expectOne(const StandardInstance &instance, const StandardInstance::Attribute &attribute, const char *what)
    {
        const InstanceVerdict verdict = verdictOnBytes(instance.fileOf(instance.root));
        note(instance, attribute, what, verdict,
             verdict.findings.size() == 1 && names(verdict.findings.front(), attribute.path));
    }

    void expectNone(const StandardInstance &instance, const StandardInstance::Attribute &attribute, const char *what)
    {
        const InstanceVerdict verdict = verdictOnBytes(instance.fileOf(instance.root));
        note(instance, attribute, what, verdict, verdict.findings.empty());
    }

    void note(const StandardInstance &instance, const StandardInstance::Attribute &attribute, const char *what,
              const InstanceVerdict &verdict, bool isRight)
    {
        ++m_cases;
        if (isRight)
            return;
        const QString name = QString::fromStdString(std::string(instance.iod().id) + " " +
                                                    std::string(keywordOf(attribute.path.tag)) + " " + what);
        if (!isGap(QStringLiteral("attribute"), name))
            m_failures += name + QStringLiteral(": ") + QString::fromStdString(attribute.path.toString()) +
                          QStringLiteral(" gives ") + shown(verdict);
    }

    const RuleTables &m_tables = standardRuleTables();
    QStringList m_failures;
    long m_cases = 0;
};

QTEST_APPLESS_MAIN(TestStandardInstances)
#include "tst_standard_instances.moc"
