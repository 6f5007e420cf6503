// The standard's XML, read into the same tables. The XML is made up.
#include "tools/standard/docbook/import_docbook.h"
#include "tools/standard/tables/write_rules.h"

#include <QTest>

using namespace mi::tables;

namespace {

// A cell as the published XML has it: <td>, a paragraph, attributes that mean nothing here.
QByteArray cell(const QByteArray &content, const QByteArray &attributes = "colspan=\"1\" rowspan=\"1\"")
{
    return "<td align=\"left\" " + attributes + "><para xml:id=\"p\">" + content + "</para></td>";
}

QByteArray table(const QByteArray &id, const QByteArray &caption, const QByteArray &rows)
{
    return "<table label=\"x\" xml:id=\"" + id + "\"><caption>" + caption + "</caption><tbody>" + rows +
           "</tbody></table>";
}

QByteArray book(const QByteArray &section, const QByteArray &content)
{
    return "<book xmlns=\"http://docbook.org/ns/docbook\"><section label=\"" + section +
           "\" xml:id=\"s\"><title>T</title>" + content + "</section></book>";
}

QByteArray row(const QList<QByteArray> &cells)
{
    return "<tr valign=\"top\">" + cells.join() + "</tr>";
}

std::vector<DocBookTable> tablesOf(const QByteArray &xml)
{
    auto tables = docBookTables(xml);
    return tables ? tables.take() : std::vector<DocBookTable>{};
}

Source imported()
{
    const QByteArray dictionary =
        row({cell("(0008,0060)"), cell("Modality"), cell("Moda\xE2\x80\x8Blity"), cell("CS"), cell("1"), cell("")}) +
        row({cell("(0054,0220)"), cell("View Code Sequence"), cell("ViewCodeSequence"), cell("SQ"), cell("1"),
             cell("")}) +
        row({cell("(0008,0100)"), cell("Code Value"), cell("CodeValue"), cell("SH"), cell("1"), cell("")}) +
        row({cell("(0008,0001)"), cell("Length to End"), cell("LengthToEnd"), cell("UL"), cell("1"),
             cell("RET (2007)")});
    const QByteArray macro =
        table("table_8.8-1", "Code Sequence Macro Attributes",
              row({cell("Code Value"), cell("(0008,0100)"), cell("1C"), cell("What. Required if it fits.")}));
    const QByteArray module = table(
        "table_C.8-3", "CT Image Module Attributes",
        row({cell("Modality"), cell("(0008,0060)"), cell("1"),
             cell("Kind.</para><variablelist><title>Enumerated Values:</title><varlistentry><term>CT</term><listitem>"
                  "<para>Computed</para></listitem></varlistentry><varlistentry><term>MR</term><listitem><para/></"
                  "listitem>"
                  "</varlistentry></variablelist><para>")}) +
            row({cell("View Code Sequence"), cell("(0054,0220)"), cell("3"),
                 cell("See <xref linkend=\"sect_C.1\"/>.")}) +
            row({cell("<emphasis>&gt;Include <xref linkend=\"table_8.8-1\"/></emphasis>",
                      "colspan=\"3\" rowspan=\"1\""),
                 cell("Baseline <olink targetdoc=\"PS3.16\" targetptr=\"sect_CID_4\"/>.")}) +
            row({cell("A HEADING", "colspan=\"4\" rowspan=\"1\"")}));
    const QByteArray iod =
        table("table_A.3-1", "CT Image IOD Modules",
              row({cell("Image", "colspan=\"1\" rowspan=\"2\""), cell("CT Image"), cell(""), cell("M")}) +
                  row({cell("Contrast/Bolus"), cell(""), cell("C - Required if contrast was used")}));
    DocBookParts parts;
    parts.ps33 = tablesOf(book("8.8", macro));
    for (auto &more : {tablesOf(book("C.8.2.1", module)), tablesOf(book("A.3.3", iod))})
        parts.ps33.insert(parts.ps33.end(), more.begin(), more.end());
    parts.ps34 = tablesOf(book(
        "B.5", table("table_B.5-1", "Standard SOP Classes",
                     row({cell("CT"), cell("1.2.3"), cell("<olink targetdoc=\"PS3.3\" targetptr=\"sect_A.3\"/>")}))));
    parts.ps36 = tablesOf(book("6", table("table_6-1", "Registry", dictionary)));
    return sourceOf(parts);
}

} // namespace

class TestDocBook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesBecomeIds()
    {
        QCOMPARE(idOf("Plane Position (Patient)"), std::string{"plane-position-patient"});
        QCOMPARE(idOf("Contrast/Bolus"), std::string{"contrast-bolus"});
    }

    void cellsOverSeveralRowsStandInEach()
    {
        const auto tables = tablesOf(book("A", table("t", "c",
                                                     row({cell("A", "colspan=\"1\" rowspan=\"3\""), cell("1")}) +
                                                         row({cell("2")}) + row({cell("3")}))));
        QCOMPARE(tables.size(), 1U);
        QCOMPARE(tables[0].rows.size(), 3U);
        QCOMPARE(tables[0].rows[2].size(), 2U);
        QCOMPARE(tables[0].rows[2][0].text, std::string{"A"});
        QCOMPARE(tables[0].rows[2][1].text, std::string{"3"});
    }

    void brokenXmlIsAnError() { QVERIFY(!docBookTables("<book><table></book>")); }

    void modulesHaveRowsReferencesAndContextGroups()
    {
        const Source source = imported();
        const Block *module = source.textModules.find("ct-image");
        QVERIFY(module != nullptr);
        QCOMPARE(module->rows.size(), 2U);
        QCOMPARE(module->rows[0].text, std::string{"Kind.\nEnumerated Values:\n- CT = Computed\n- MR"});
        QCOMPARE(module->rows[1].text, std::string{"See Section C.1."});
        QCOMPARE(module->rows[1].children.size(), 1U);
        QCOMPARE(module->rows[1].children[0].macro, std::string{"code-sequence"});
        QCOMPARE(module->rows[1].properties, std::vector<std::string>{"codes 4 baseline"});
        QCOMPARE(source.blockSections.at("ct-image"), std::string{"C.8.2.1"});
        QCOMPARE(source.textMacros.find("code-sequence")->rows[0].type, std::string{"1C"});
    }

    void iodsHaveUsagesConditionsAndSopClasses()
    {
        const Source source = imported();
        QCOMPARE(source.standard.iods.size(), 1U);
        const Iod &iod = source.standard.iods[0];
        QCOMPARE(iod.modules.size(), 2U);
        QCOMPARE(iod.modules[1].entity, std::string{"Image"});
        QCOMPARE(iod.modules[1].module, std::string{"contrast-bolus"});
        QCOMPARE(iod.modules[1].usage, std::string{"C"});
        QCOMPARE(iod.modules[1].condition, std::string{"Required if contrast was used"});
        QCOMPARE(source.standard.sopClasses.size(), 1U);
        QCOMPARE(source.standard.sopClasses[0].iod, iod.id);
    }

    void theDictionaryIsRead()
    {
        const Source source = imported();
        QCOMPARE(source.standard.dictionary.size(), 4U);
        QVERIFY(source.standard.element("Modality") != nullptr);
        QVERIFY(source.standard.element("LengthToEnd")->isRetired);
    }
};

QTEST_GUILESS_MAIN(TestDocBook)
#include "tst_docbook.moc"
