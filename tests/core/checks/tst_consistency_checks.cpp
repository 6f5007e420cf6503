// Each row is an object that agrees with itself but in one place, and the one finding for it. Objects are written as
// text: "GGGGEEEE=value" is an attribute with the VR of the dictionary, "GGGGEEEE{item|item}" a Sequence.
#include <QTest>

#include "core/checks/consistency_checks.h"
#include "core/checks/finding_collector.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/dictionary.h"
#include "core/dicom/encoding_scan.h"
#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace mi::test;

namespace {

constexpr auto plan = "300A0010{300A0012=1} 300A0040{300A0042=1} "
                      "300A0070{300A0071=1 300A0080=2 300C0004{300C0006=1|300C0006=2}} "
                      "300A00B0{300A00B6{300A00B8=ASYMX 300A00BC=1|300A00B8=MLCX 300A00BC=2 300A00BE=-5\\0\\5} "
                      "300A00C0=1 300A00D0=1 300A00D1{300A00D2=7} 300A010E=1.0 300A0110=2 "
                      "300A0111{300A0112=0 300A0116{300C00C0=7} 300A011A{300A00B8=ASYMX 300A011C=-5\\5|300A00B8=MLCX "
                      "300A011C=-5\\-5\\5\\5} 300A0134=0 300C0050{300C0051=1}|300A0112=1 300A0134=1.00} "
                      "300C006A=3 300C00A0=1|"
                      "300A00C0=2 300A0110=1 300A0111{300A0112=0 300A0134=}} 300A0180{300A0182=3}";
constexpr auto structures = "30060010{00200052=1.2.3} 30060020{30060022=1 30060024=1.2.3|30060022=2 30060024=1.2.3} "
                            "30060039{30060040{30060046=2 30060050=0\\0\\0\\1\\1\\1} 30060084=1|30060084=02} "
                            "30060080{30060082=1 30060084=1|30060082=2 30060084=2}";
constexpr auto segments = "00209221{00209164=1.2.3} 00209222{00209164=1.2.3} 00620001=BINARY "
                          "00620002{00620004=1|00620004=2} 52009230{0062000A{0062000B=1}|0062000A{0062000B=2}}";
constexpr auto curves = "0040B020{0040A0B0=1\\0\\1\\2|0040A0B0=2\\1} 54000100{003A0005=2|003A0005=1}";
constexpr auto graphics =
    "00700001{00700002=ONE 00700009{00700020=2 00700021=2 00700022=1\\2\\3\\4}} 00700060{00700002=ONE}";
constexpr auto doses = "30040050{30040056=2 30040058=1\\2\\3\\4} 3004000C=0\\2.5\\5";
constexpr auto gammaCamera = "00540011=2 00540012{00540038=1|00540038=2} 00540021=1 00540022{00200037=1}";

class ObjectText {
public:
    explicit ObjectText(std::string_view text) : m_rest(text) {}

    std::string encoded()
    {
        ElementWriter out;
        while (!m_rest.empty() && m_rest.front() != '|' && m_rest.front() != '}') {
            if (m_rest.front() == ' ') {
                m_rest.remove_prefix(1);
                continue;
            }
            const auto key = static_cast<std::uint32_t>(std::stoul(std::string(take(8)), nullptr, 16));
            addElement(out, Tag{static_cast<std::uint16_t>(key >> 16U), static_cast<std::uint16_t>(key & 0xFFFFU)});
        }
        return out.str();
    }

private:
    std::string_view take(std::size_t count)
    {
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(taken.size());
        return taken;
    }

    void addElement(ElementWriter &out, Tag tag)
    {
        if (take(1) == "{") {
            std::vector<std::string> items;
            do
                items.push_back(encoded());
            while (take(1) == "|");
            out.sequence(tag, items);
            return;
        }
        const std::string value(take(m_rest.find_first_of(" |}")));
        const DictionaryEntry *entry = findInDictionary(tag);
        if (entry == nullptr)
            qFatal("no such attribute");
        addValue(out, tag, vrFromCode(entry->vr).value(), value);
    }

    static void addValue(ElementWriter &out, Tag tag, Vr vr, const std::string &value)
    {
        if (vr != Vr::US && vr != Vr::FL) {
            out.text(tag, vr, value);
            return;
        }
        std::string bytes;
        for (const QByteArray &number : QByteArray::fromStdString(value).split('\\')) {
            const float real = number.toFloat();
            const quint16 whole = number.toUShort();
            bytes += vr == Vr::FL ? std::string(reinterpret_cast<const char *>(&real), sizeof real)
                                  : std::string(reinterpret_cast<const char *>(&whole), sizeof whole);
        }
        out.raw(tag, vr, bytes);
    }

    std::string_view m_rest;
};

std::string changed(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    if (at == std::string::npos || text.find(from, at + 1) != std::string::npos)
        qFatal("what is changed has to be there once");
    return text.replace(at, from.size(), to);
}

QString findingsOn(std::string_view object)
{
    const std::string bytes = part10(fileMeta({}), ObjectText(object).encoded());
    MemorySource source(std::as_bytes(std::span(bytes)));
    const Result<ScannedInstance> scanned = scanEncoding(source);
    if (!scanned || scanned->stoppedAt)
        qFatal("the scan failed");
    FindingCollector findings;
    checkConsistency({*scanned, &source}, findings);
    QStringList found;
    for (const Finding &finding : findings.findings())
        found += QString::fromStdString(std::string(finding.id()) + " " + finding.attribute.toString() + " " +
                                        finding.observed + "; " + finding.expected);
    return found.join(QStringLiteral(", "));
}

} // namespace

class TestConsistencyChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void objectsThatAgreeWithThemselves_data()
    {
        QTest::addColumn<QString>("object");
        for (const char *object : {plan, structures, segments, curves, graphics, doses, gammaCamera})
            QTest::newRow(QByteArray(object).left(8)) << QString::fromLatin1(object);
        QTest::newRow("a plan without beams") << QStringLiteral("300A0070{300A0080=1 300C0004{300C0006=1}} 300A00A0=0");
        QTest::newRow("segments of a label map, numbered by their pixel values")
            << QStringLiteral("00620001=LABELMAP 00620002{00620004=17|00620004=3}");
        QTest::newRow("dose planes that fall") << QStringLiteral("3004000C=5\\2.5\\0\\-2.5");
        QTest::newRow("weights of a beam that ends where it has to, but for rounding")
            << QStringLiteral("300A00B0{300A010E=0.9999999 300A0111{300A0134=0|300A0134=1}}");
    }

    void objectsThatAgreeWithThemselves()
    {
        QFETCH(QString, object);
        QCOMPARE(findingsOn(object.toStdString()), QString());
    }

    void oneContradictionIsOneFinding_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char *name, const char *object, const char *from, const char *to,
                            const char *finding) {
            QTest::newRow(name) << QString::fromStdString(changed(object, from, to)) << QString::fromLatin1(finding);
        };
        row("a beam that is not there", plan, "300C0006=2", "300C0006=9",
            "consistency.reference.dangling (300A,0070)[1].(300C,0004)[2].(300C,0006) 9; one of 1, 2, as in "
            "BeamNumber");
        row("a wedge of no beam", plan, "300C00C0=7", "300C00C0=8",
            "consistency.reference.dangling (300A,00B0)[1].(300A,0111)[1].(300A,0116)[1].(300C,00C0) 8; 7, as in "
            "WedgeNumber");
        row("a dose reference that is not there", plan, "300C0051=1", "300C0051=4",
            "consistency.reference.dangling (300A,00B0)[1].(300A,0111)[1].(300C,0050)[1].(300C,0051) 4; 1, as in "
            "DoseReferenceNumber");
        row("a tolerance table where there is none at all", plan, "300A0040{300A0042=1} ", "",
            "consistency.reference.dangling (300A,00B0)[1].(300C,00A0) 1; an Item with ToleranceTableNumber");
        row("a patient setup that is not there", plan, "300A0182=3", "300A0182=4",
            "consistency.reference.dangling (300A,00B0)[1].(300C,006A) 3; 4, as in PatientSetupNumber");
        row("two beams with one number", plan, "300A00C0=2", "300A00C0=1",
            "consistency.number.repeated (300A,00B0)[2].(300A,00C0) 1; another one in each Item");
        row("more beams than are named", plan, "300A0080=2", "300A0080=3",
            "consistency.count.differs (300A,0070)[1].(300A,0080) 3; 2 Items in ReferencedBeamSequence");
        row("fewer control points than are there", plan, "300A0110=2", "300A0110=1",
            "consistency.count.differs (300A,00B0)[1].(300A,0110) 1; 2 Items in ControlPointSequence");
        row("leaves without a position", plan, "300A011C=-5\\-5\\5\\5", "300A011C=-5\\5",
            "consistency.count.differs (300A,00B0)[1].(300A,0111)[1].(300A,011A)[2].(300A,011C) 2 values; 2 for each "
            "of "
            "2 in NumberOfLeafJawPairs");
        row("a boundary too few", plan, "300A00BE=-5\\0\\5", "300A00BE=-5\\5",
            "consistency.count.differs (300A,00B0)[1].(300A,00B6)[2].(300A,00BC) 2; 2 values in "
            "LeafPositionBoundaries");
        row("positions of a device that is not there", plan, "300A00B8=ASYMX 300A011C", "300A00B8=ASYMY 300A011C",
            "consistency.reference.dangling (300A,00B0)[1].(300A,0111)[1].(300A,011A)[1].(300A,00B8) ASYMY; one of "
            "ASYMX, MLCX, as in RTBeamLimitingDeviceType");
        row("control points that are not counted from 0", plan, "300A0112=1 ", "300A0112=2 ",
            "consistency.index.order (300A,00B0)[1].(300A,0111)[2].(300A,0112) 2; 1");
        row("a weight that does not begin at 0", plan, "300A0134=0 ", "300A0134=0.1 ",
            "consistency.meterset.weights (300A,00B0)[1].(300A,0111)[1].(300A,0134) 0.1; 0 at the first Control Point");
        row("a weight that falls", plan, "300A0134=1.00", "300A0134=-1",
            "consistency.meterset.weights (300A,00B0)[1].(300A,0111)[2].(300A,0134) -1; not less than at the Control "
            "Point before");
        row("a weight that ends too early", plan, "300A0134=1.00", "300A0134=0.5",
            "consistency.meterset.weights (300A,00B0)[1].(300A,0111)[2].(300A,0134) 0.5; the Final Cumulative Meterset "
            "Weight at the last Control Point");

        row("contours of a region that is not there", structures, "30060084=02", "30060084=3",
            "consistency.reference.dangling (3006,0039)[2].(3006,0084) 3; one of 1, 2, as in ROINumber");
        row("a region in a space that is not there", structures, "30060022=2 30060024=1.2.3",
            "30060022=2 30060024=1.2.4",
            "consistency.reference.dangling (3006,0020)[2].(3006,0024) 1.2.4; 1.2.3, as in FrameOfReferenceUID");
        row("a contour with half a point", structures, "30060050=0\\0\\0\\1\\1\\1", "30060050=0\\0\\0\\1\\1",
            "consistency.count.differs (3006,0039)[1].(3006,0040)[1].(3006,0046) 2; 5 values in ContourData");
        row("a point of two points", structures, "30060046=2", "30060042=POINT 30060046=2",
            "consistency.count.differs (3006,0039)[1].(3006,0040)[1].(3006,0046) 2; 1, as the contour is a POINT");
        row("two observations with one number", structures, "30060082=2", "30060082=1",
            "consistency.number.repeated (3006,0080)[2].(3006,0082) 1; another one in each Item");

        row("a frame of a segment that is not there", segments, "0062000B=2", "0062000B=3",
            "consistency.reference.dangling (5200,9230)[2].(0062,000A)[1].(0062,000B) 3; one of 1, 2, as in "
            "SegmentNumber");
        row("segments with a gap, which frames refer to", segments, "00620004=2", "00620004=3",
            "consistency.index.order (0062,0002)[2].(0062,0004) 3; 2");
        row("dimensions of an organization that is not there", segments, "00209222{00209164=1.2.3}",
            "00209222{00209164=1.2.4}",
            "consistency.reference.dangling (0020,9222)[1].(0020,9164) 1.2.4; 1.2.3, as in DimensionOrganizationUID");

        row("a note on a channel that is not there", curves, "0040A0B0=2\\1", "0040A0B0=2\\2",
            "consistency.waveform-channel.missing (0040,B020)[2].(0040,A0B0) 2\\2; groups 1 to 2, and the channels "
            "that "
            "they have");
        row("a drawing on a layer that is not there", graphics, "00700060{00700002=ONE", "00700060{00700002=TWO",
            "consistency.reference.dangling (0070,0001)[1].(0070,0002) ONE; TWO, as in GraphicLayer");
        row("a drawing with a point too few", graphics, "00700021=2", "00700021=3",
            "consistency.count.differs (0070,0001)[1].(0070,0009)[1].(0070,0021) 3; 4 values in GraphicData");
        row("dose planes at one place", doses, "3004000C=0\\2.5\\5", "3004000C=0\\2.5\\2.5",
            "consistency.dose-planes.order (3004,000C) 2.5 behind 2.500000; offsets that only rise, or only fall");
        row("dose planes back and forth", doses, "3004000C=0\\2.5\\5", "3004000C=0\\5\\2.5",
            "consistency.dose-planes.order (3004,000C) 2.5 behind 5.000000; offsets that only rise, or only fall");
        row("a histogram with a bin too few", doses, "30040058=1\\2\\3\\4", "30040058=1\\2",
            "consistency.count.differs (3004,0050)[1].(3004,0056) 2; 2 values in DVHData");
        row("energy windows that are not described", gammaCamera, "00540011=2", "00540011=3",
            "consistency.count.differs (0054,0011) 3; 2 Items in EnergyWindowInformationSequence");
    }

    void oneContradictionIsOneFinding()
    {
        QFETCH(QString, object);
        QFETCH(QString, finding);
        QCOMPARE(findingsOn(object.toStdString()), finding);
    }

    void theSameDefectInManyItemsIsOneFindingWithACount()
    {
        std::string contours;
        for (int i = 0; i < 500; ++i)
            contours += std::string(i > 0 ? "|" : "") + "30060046=2 30060050=0\\0\\0";
        const std::string bytes = part10(fileMeta({}), ObjectText("30060039{30060040{" + contours + "}}").encoded());
        MemorySource source(std::as_bytes(std::span(bytes)));
        const Result<ScannedInstance> scanned = scanEncoding(source);
        QVERIFY(scanned);
        FindingCollector findings;
        checkConsistency({*scanned, &source}, findings);
        QCOMPARE(findings.findings().size(), std::size_t{1});
        QCOMPARE(findings.findings().front().count, 500U);
        QCOMPARE(findings.findings().front().source(), std::string("PS3.3 C.8.8.6"));
    }
};

QTEST_GUILESS_MAIN(TestConsistencyChecks)
#include "tst_consistency_checks.moc"
