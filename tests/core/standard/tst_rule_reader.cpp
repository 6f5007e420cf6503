// Each construct of docs/rule-tables.md, and each way to get it wrong.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "tests/core/standard/rule_fixture.h"

using namespace mi;
using namespace mi::test;

namespace {

QString shown(const RuleTables &tables, RuleRange range)
{
    QStringList words;
    for (const std::string_view text : tables.texts(range))
        words.append(qt(text));
    return words.join(QLatin1Char('|'));
}

} // namespace

class TestRuleReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBlocks();
    void readsUsages();
    void readsTypesAndConditions();
    void readsNestedRows();
    void readsProperties();
    void readsContextGroups();
    void readsProfiles();
    void idsMayBeUsedBeforeAndInOtherFiles();
    void aModuleAndAMacroMayShareAnId();
    void takesWhatEditorsWrite();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
    void takesNoMoreThanItCanHold();
};

void TestRuleReader::readsBlocks()
{
    const auto read = readRules("edition modules \"2025\"\nedition modules \"2025\"\nedition values \"2020\"\n"
                                "sop-class 1.2.3 ct\nsop-class 1.2.4 ct retired\n"
                                "iod ct \"CT \\\"Image\\\"\" A.3\nmodule m \"M\" \"Table 1\"\nmacro m2 \"M 2\"\n");
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const RuleTables &tables = **read;
    QCOMPARE(tables.editions().size(), std::size_t{2});
    QVERIFY(tables.editions()[1].part == "values" && tables.editions()[1].edition == "2020");
    QVERIFY(tables.sopClass("1.2.3") != nullptr && !tables.sopClass("1.2.3")->isRetired);
    QVERIFY(tables.sopClass("1.2.4")->isRetired);
    QVERIFY(&tables.iods()[tables.sopClass("1.2.4")->iod] == tables.iod("ct"));
    QVERIFY(tables.iod("ct")->name == "CT \"Image\"" && tables.iod("ct")->section == "A.3");
    QVERIFY(tables.block("m")->section == "Table 1" && !tables.block("m")->isMacro);
    QVERIFY(tables.block("m2")->section.empty() && tables.block("m2")->isMacro);
    QCOMPARE(tables.block("m")->line, 8U);
    QVERIFY(tables.sopClass("1.2.5") == nullptr && tables.iod("mr") == nullptr && tables.block("x") == nullptr &&
            tables.contextGroup(1) == nullptr && tables.profile("p") == nullptr);
}

void TestRuleReader::readsUsages()
{
    const auto read =
        readRules("iod i \"I\"\n  module a M Patient\n  group g U\n  module b C \"Frame of Reference\" when "
                  "present(/PatientID) else forbidden\n  group h C per-frame when true\n  group k M shared\n"
                  "module a \"A\"\nmodule b \"B\"\nmacro g \"G\"\nmacro h \"H\"\nmacro k \"K\"\n");
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const RuleTables &tables = **read;
    const auto modules = tables.modulesOf(*tables.iod("i"));
    QCOMPARE(modules.size(), std::size_t{2});
    QVERIFY(&tables.blocks()[modules[0].module] == tables.module("a") && modules[0].usage == Usage::mandatory);
    QVERIFY(modules[0].entity == "Patient" && modules[0].when == ConditionId::none);
    QVERIFY(modules[1].entity == "Frame of Reference" && modules[1].otherwise == Otherwise::forbidden);
    QVERIFY(conditionText(tables, modules[1].when) == "present(/PatientID)");
    const auto groups = tables.groupsOf(*tables.iod("i"));
    QCOMPARE(groups.size(), std::size_t{3});
    QVERIFY(groups[0].usage == Usage::userOption && groups[0].place == GroupPlace::either);
    QVERIFY(groups[1].usage == Usage::conditional && groups[1].place == GroupPlace::perFrameOnly);
    QVERIFY(groups[1].otherwise == Otherwise::unstated && groups[2].place == GroupPlace::sharedOnly);
}

void TestRuleReader::readsTypesAndConditions()
{
    const auto read = readRules("module m \"M\"\n  PatientID 1\n  PatientName 2\n  PatientSex 3\n"
                                "  PatientComments 1C when present(PatientID) else allowed\n"
                                "  dBdt 2C when PatientID = A\n  OverlayRows 1\n");
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const auto rows = (*read)->rows((*read)->block("m")->rows);
    QCOMPARE(rows.size(), std::size_t{6});
    QVERIFY(rows[0].type == AttributeType::type1 && rows[0].tag == Tag(0x0010, 0x0020) && rows[0].line == 3);
    QVERIFY(rows[1].type == AttributeType::type2 && rows[2].type == AttributeType::type3);
    QVERIFY(rows[3].type == AttributeType::type1C && rows[3].otherwise == Otherwise::allowed);
    QVERIFY(rows[4].type == AttributeType::type2C && rows[4].otherwise == Otherwise::unstated);
    QVERIFY(rows[5].tag == Tag(0x6000, 0x0010));
}

void TestRuleReader::readsNestedRows()
{
    const auto read =
        readRules("macro code \"Code\"\n  CodeValue 1\n  EquivalentCodeSequence 3\n    include code\n"
                  "module m \"M\"\n  AnatomicRegionSequence 1\n    include code when present(../PatientID)\n"
                  "    AnatomicRegionModifierSequence 3\n      include code\n  PatientID 2\n  include code\n");
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const RuleTables &tables = **read;
    const auto top = tables.rows(tables.module("m")->rows);
    QCOMPARE(top.size(), std::size_t{3});
    QVERIFY(top[1].tag == Tag(0x0010, 0x0020) && top[1].children.isEmpty());
    QVERIFY(top[2].isInclude() && &tables.blocks()[top[2].macro] == tables.macro("code"));
    const auto inside = tables.rows(top[0].children);
    QCOMPARE(inside.size(), std::size_t{2});
    QVERIFY(inside[0].isInclude() && conditionText(tables, inside[0].when) == "present(../PatientID)");
    QVERIFY(!inside[1].isInclude() && tables.rows(inside[1].children).front().isInclude());
}

void TestRuleReader::readsProperties()
{
    const auto read = readRules(
        "module m \"M\"\n  ImageType 1\n    vm 2-n\n    enum value 1 ORIGINAL | DERIVED\n"
        "    terms value 3 when Modality = CT : AXIAL | \"A B\" | \"C|D\"\n    forbidden when present(Rows)\n"
        "    forbidden when present(Columns)\n  Rows 1\n    vm 1\n    number > 0 and <= 4.5\n    number value 1 when "
        "PatientID = \"A:B\" : = 3\n    enum 1 | 2\n  FrameIncrementPointer 3\n    enum (0018,1063) | (0018,1065)\n"
        "  AnatomicRegionSequence 3\n    items 1\n    items 0-2 when present(Rows)\n    items 1-n\n    codes 4 "
        "baseline\n"
        "    codes 5 defined\n    codes 6\n    PatientID 2\n");
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const RuleTables &tables = **read;
    const auto rows = tables.rows(tables.module("m")->rows);
    const auto values = tables.values(rows[0].values);
    QCOMPARE(values.size(), std::size_t{2});
    QVERIFY(values[0].kind == ValueRule::Kind::enumerated && values[0].valueNumber == 1 &&
            values[0].when == ConditionId::none);
    QCOMPARE(shown(tables, values[0].values), QStringLiteral("ORIGINAL|DERIVED"));
    QVERIFY(values[1].kind == ValueRule::Kind::definedTerms && values[1].valueNumber == 3);
    QVERIFY(conditionText(tables, values[1].when) == "Modality = CT");
    QCOMPARE(shown(tables, values[1].values), QStringLiteral("AXIAL|A B|C|D"));
    QCOMPARE(tables.texts(values[1].values).size(), std::size_t{3});
    const auto vm = tables.counts(rows[0].counts);
    QVERIFY(vm[0].of == CountRule::Of::values && vm[0].least == 2 && vm[0].most == unbounded);
    QCOMPARE(tables.conditions(rows[0].forbidden).size(), std::size_t{2});
    const auto numbers = tables.numbers(rows[1].numbers);
    QCOMPARE(numbers.size(), std::size_t{3});
    QVERIFY(numbers[0].op == NumberRule::Operator::greater && numbers[0].bound == 0);
    QVERIFY(numbers[1].op == NumberRule::Operator::lessOrEqual && numbers[1].bound == 4.5);
    QVERIFY(numbers[2].op == NumberRule::Operator::equal && numbers[2].valueNumber == 1);
    QVERIFY(conditionText(tables, numbers[2].when) == "PatientID = \"A:B\"");
    QCOMPARE(shown(tables, tables.values(rows[2].values).front().values), QStringLiteral("(0018,1063)|(0018,1065)"));
    const auto items = tables.counts(rows[3].counts);
    QVERIFY(items.size() == 3 && items[0].of == CountRule::Of::items && items[0].least == 1 && items[0].most == 1);
    QVERIFY(items[1].least == 0 && items[1].most == 2 && items[1].when != ConditionId::none);
    const auto codes = tables.codes(rows[3].codes);
    QVERIFY(codes.size() == 3 && codes[0].contextGroup == 4 && codes[0].isBaseline && !codes[1].isBaseline &&
            !codes[2].isBaseline);
    QCOMPARE(tables.rows(rows[3].children).size(), std::size_t{1});
}

void TestRuleReader::readsContextGroups()
{
    const auto read = readRules("context-group 29 \"Modality\"\n  SRT B A\n  DCM MR CT CT\n  DCM \"X Y\"\n"
                                "context-group 4 \"Region\"\n  SCT 1\n");
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const RuleTables &tables = **read;
    const ContextGroupRule *group = tables.contextGroup(29);
    QVERIFY(group != nullptr && group->name == "Modality");
    QCOMPARE(tables.contextCodes(group->codes).size(), std::size_t{5});
    for (const ContextCode &code : {ContextCode{"DCM", "CT"}, {"DCM", "X Y"}, {"SRT", "A"}})
        QVERIFY(tables.hasCode(*group, code));
    QVERIFY(!tables.hasCode(*group, {"SRT", "CT"}));
    QVERIFY(!tables.hasCode(*group, {"SCT", "1"}));
    QVERIFY(tables.hasCode(*tables.contextGroup(4), {"SCT", "1"}));
}

void TestRuleReader::readsProfiles()
{
    const auto read = readRules("iod a \"A\"\niod b \"B\"\nmacro m \"M\"\n  PatientID 1\nprofile p \"P\"\n  for a b\n"
                                "  PatientComments 0\n  include m\n  AnatomicRegionSequence 3\n    CodeValue 0\n"
                                "profile q \"Q\"\n  private 0\n  PatientID 1\n");
    QVERIFY2(read, read ? "" : read.error().detail.c_str());
    const RuleTables &tables = **read;
    const ProfileRule *profile = tables.profile("p");
    QCOMPARE(tables.iodsOf(*profile).size(), std::size_t{2});
    const auto rows = tables.rows(profile->rows);
    QVERIFY(rows.size() == 3 && rows[0].type == AttributeType::notAllowed && rows[1].isInclude());
    QVERIFY(tables.rows(rows[2].children).front().type == AttributeType::notAllowed);
    QVERIFY(tables.iodsOf(*tables.profile("q")).empty());
    QVERIFY(tables.profile("q")->forbidsPrivate && !profile->forbidsPrivate);
    QCOMPARE(tables.profiles().size(), std::size_t{2});
}

void TestRuleReader::idsMayBeUsedBeforeAndInOtherFiles()
{
    const RuleTables::Source sources[] = {{.name = "a", .text = "rules 1\nmodule m \"M\"\n  include x\n"},
                                          {.name = "b", .text = "rules 1\nmacro x \"X\"\n  PatientID 1\n"}};
    const auto tables = RuleTables::create(sources);
    QVERIFY(tables);
    QVERIFY((*tables)->sources()[(*tables)->macro("x")->source] == "b");
    QCOMPARE((*tables)->rows((*tables)->macro("x")->rows).size(), std::size_t{1});
    QVERIFY(!RuleTables::create({sources, 1}));
    QVERIFY(RuleTables::create({}));
}

void TestRuleReader::aModuleAndAMacroMayShareAnId()
{
    const auto tables = readRules("macro x \"Macro\"\nmodule x \"Module\"\n");
    QVERIFY(tables);
    QVERIFY((*tables)->block("x")->name == "Module" && (*tables)->macro("x")->name == "Macro");
}

void TestRuleReader::takesWhatEditorsWrite()
{
    const RuleTables::Source source{.name = "a",
                                    .text =
                                        "\xEF\xBB\xBFrules 1   # the version\r\n\r\n   # a comment, whatever its "
                                        "indentation\r\nmodule m \"M # \\\" # \xC3\xA4\"  # another\r\n  PatientID 1"};
    const auto tables = RuleTables::create({&source, 1});
    QVERIFY2(tables, tables ? "" : tables.error().detail.c_str());
    QCOMPARE(qt((*tables)->module("m")->name), QStringLiteral("M # \" # ä"));
    QCOMPARE((*tables)->rows((*tables)->module("m")->rows).size(), std::size_t{1});
}

// Lines count from the "rules 1" before the text.
void TestRuleReader::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *text, const char *error) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(error);
    };
#define IN_MODULE "module m \"M\"\n"
#define IN_IOD "module a \"A\"\nmacro g \"G\"\niod i \"I\"\n"
    row("tab", "module m \"M\"\n\tPatientID 1\n", "line 3, a tab; lines are indented with blanks");
    row("control character", "module m \"M\x01\"\n", "line 2, a control character");
    row("not UTF-8", "module m \"M\xFF\"\n", "line 2, a character that is not UTF-8");
    row("odd indentation", IN_MODULE "   PatientID 1\n",
        "line 3, an odd number of blanks before the line; each level has two");
    row("indented too far", IN_MODULE "    PatientID 1\n",
        "line 3, indented by more than one level below the line above");
    row("below nothing", "  PatientID 1\n", "line 2, column 3: nothing can stand below the line above");
    row("below a leaf", "edition a \"b\"\n  PatientID 1\n", "line 3, column 3: nothing can stand below the line above");
    row("below an include", "macro g \"G\"\nmodule m \"M\"\n  include g\n    PatientID 1\n",
        "line 5, column 5: nothing can stand below the line above");
    row("unknown block", "modul m \"M\"\n",
        "line 2, column 1: a block begins with edition, sop-class, iod, module, macro, context-group or profile");
    row("name without quotes", "module m M\n", "line 2, column 10: a name in quotes is expected here");
    row("open quotes", "module m \"M\n",
        "line 2, column 10: a quoted name that does not end, or a \\ that is not before \" or \\");
    row("wrong escape", "module m \"M\\n\"\n",
        "line 2, column 10: a quoted name that does not end, or a \\ that is not before \" or \\");
    row("no id", "module \"M\"\n", "line 2, column 8: an id is expected here: small letters, digits and hyphens");
    row("more than there should be", "module m \"M\" C.7 x\n", "line 2, column 18: the line should end before \"x\"");
    row("edition without quotes", "edition a b\n",
        "line 2, column 11: an edition is a part and, in quotes, the edition it is from");
    row("module twice", IN_MODULE IN_MODULE, "line 3, column 8: a module with this id is there already");
    row("macro twice", "macro g \"G\"\nmacro g \"G\"\n", "line 3, column 7: a macro with this id is there already");
    row("IOD twice", "iod i \"I\"\niod i \"I\"\n", "line 3, column 5: an IOD with this id is there already");
    row("profile twice", "profile p \"P\"\nprofile p \"P\"\n",
        "line 3, column 9: a profile with this id is there already");
    row("private elements of another type", "profile p \"P\"\n  private 1\n",
        "line 3, column 12: private elements are 0, not to be there");
    row("SOP Class twice", "iod i \"I\"\nsop-class 1.2 i\nsop-class 1.2 i\n",
        "line 4, column 11: a SOP Class that has an IOD already");
    row("Context Group twice", "context-group 4 \"A\"\n  DCM 1\ncontext-group 4 \"A\"\n",
        "line 4, column 15: a Context Group with this number is there already");
    row("not a UID", "sop-class ct i\n", "line 2, column 11: a SOP Class UID is expected here");
    row("SOP Class of an unknown IOD", "sop-class 1.2 ct\n", "line 2, unknown IOD \"ct\"");
    row("SOP Class without IOD", "sop-class 1.2\n", "line 2, column 14: the id of an IOD is expected here");
    row("unknown module", "iod i \"I\"\n  module a M Image\n", "line 3, unknown module \"a\"");
    row("unknown macro", IN_MODULE "  include x\n", "line 3, unknown macro \"x\"");
    row("the first of several", IN_MODULE "  include x\niod i \"I\"\n  module a M Image\n",
        "line 3, unknown macro \"x\"");
    row("a module is no macro", IN_MODULE "  include m\n", "line 3, unknown macro \"m\"");
    row("module of an expression", IN_MODULE "  PatientID 1C when module(x)\n", "line 3, unknown module \"x\"");
    row("IOD of an expression", IN_MODULE "  PatientID 1C when iod in {x}\n", "line 3, unknown IOD \"x\"");
    row("IOD of a profile", "profile p \"P\"\n  for x\n", "line 3, unknown IOD \"x\"");
    row("for nobody", "profile p \"P\"\n  for\n", "line 3, column 6: the id of an IOD is expected here");
    row("unknown line of an IOD", "iod i \"I\"\n  macro g M\n",
        "line 3, column 3: an IOD has lines that begin with module or group");
    row("unknown usage", IN_IOD "  module a X Image\n", "line 5, column 12: the usage is expected here: M, C or U");
    row("no entity", IN_IOD "  module a M\n", "line 5, column 13: the Information Entity is expected behind the usage");
    row("C without when", IN_IOD "  module a C Image\n",
        "line 5, column 19: usage C has a condition (when ...), M and U have none");
    row("M with when", IN_IOD "  group g M when true\n",
        "line 5, column 13: usage C has a condition (when ...), M and U have none");
    row("module twice in an IOD", IN_IOD "  module a M Image\n  module a U Image\n",
        "line 6, column 12: the IOD has this one already");
    row("group place", IN_IOD "  group g M frame\n", "line 5, column 13: the line should end before \"frame\"");
    row("unknown attribute", IN_MODULE "  PatientId 1\n", "line 3, column 3: unknown attribute \"PatientId\"");
    row("unknown word", IN_MODULE "  inclde g\n",
        "line 3, column 3: an attribute (its keyword) or include is expected here");
    row("unknown type", IN_MODULE "  PatientID 4\n",
        "line 3, column 13: the type is expected here: 1, 1C, 2, 2C or 3; in profiles also 0");
    row("no type", IN_MODULE "  PatientID\n",
        "line 3, column 12: the type is expected here: 1, 1C, 2, 2C or 3; in profiles also 0");
    row("type 0 in a module", IN_MODULE "  PatientID 0\n", "line 3, column 13: type 0 stands in profiles only");
    row("1C without when", IN_MODULE "  PatientID 1C\n",
        "line 3, column 15: types 1C and 2C have a condition: when ...");
    row("3 with when", IN_MODULE "  PatientID 3 when true\n",
        "line 3, column 15: types 1C and 2C have a condition, others have none");
    row("else what", IN_MODULE "  PatientID 1C when true else never\n",
        "line 3, column 31: allowed or forbidden is expected here");
    row("expression", IN_MODULE "  PatientID 1C when PatientName == A\n",
        "line 3, column 36: the line should end before \"A\"");
    row("rows inside what is no Sequence", IN_MODULE "  PatientID 1\n    PatientName 1\n",
        "line 4, column 5: PatientID is no Sequence, so it has no rows inside");
    row("property behind a row", IN_MODULE "  AnatomicRegionSequence 1\n    CodeValue 1\n    items 1\n",
        "line 5, column 5: what is said about the attribute itself stands before the rows inside its Items");
    row("items of what is no Sequence", IN_MODULE "  PatientID 1\n    items 1\n",
        "line 4, column 5: PatientID is no Sequence: it has no Items");
    row("values of a Sequence", IN_MODULE "  AnatomicRegionSequence 1\n    enum A\n",
        "line 4, column 5: AnatomicRegionSequence is a Sequence: it has no values");
    row("unknown property", IN_MODULE "  PatientID 1\n    range 1\n",
        "line 4, column 5: an attribute row has lines that begin with items, vm, enum, terms, number, forbidden, codes "
        "or "
        "include, or with the keyword of an attribute");
    row("count that shrinks", IN_MODULE "  PatientID 1\n    vm 3-2\n",
        "line 4, column 8: a number is expected here: N, N-M or N-n");
    row("count that is none", IN_MODULE "  PatientID 1\n    vm x\n",
        "line 4, column 8: a number is expected here: N, N-M or N-n");
    row("value 0", IN_MODULE "  ImageType 1\n    enum value 0 A\n",
        "line 4, column 16: the number of a value is expected here, from 1 on");
    row("no values", IN_MODULE "  ImageType 1\n    enum\n", "line 4, column 9: a value is expected here");
    row("value behind a bar", IN_MODULE "  ImageType 1\n    enum A |\n", "line 4, column 13: a value is expected here");
    row("two words for a value", IN_MODULE "  ImageType 1\n    enum A B\n",
        "line 4, column 12: the line should end before \"B\"");
    row("condition without colon", IN_MODULE "  ImageType 1\n    enum when true A\n",
        "line 4, column 20: ':' is expected behind the condition");
    row("no number", IN_MODULE "  Rows 1\n    enum A\n",
        "line 4, column 10: \"A\" is no number, which the attribute has");
    row("no tag", IN_MODULE "  FrameIncrementPointer 1\n    enum 0018\n",
        "line 4, column 10: a tag is expected here: (gggg,eeee)");
    row("values of bytes", IN_MODULE "  PixelData 1\n    enum A\n",
        "line 4, column 10: the attribute has no values that can be listed");
    row("bound of a text", IN_MODULE "  PatientID 1\n    number > 0\n", "line 4, column 12: PatientID has no numbers");
    row("bound without operator", IN_MODULE "  Rows 1\n    number 0\n",
        "line 4, column 12: one of = < <= > >= and a number are expected here");
    row("bound without number", IN_MODULE "  Rows 1\n    number > nan\n",
        "line 4, column 14: a number is expected here");
    row("forbidden without when", IN_MODULE "  Rows 1\n    forbidden\n",
        "line 4, column 14: when ... is expected here");
    row("codes of no group", IN_MODULE "  AnatomicRegionSequence 1\n    codes x\n",
        "line 4, column 11: the number of a Context Group is expected here");
    row("Context Group without number", "context-group \"A\"\n",
        "line 2, column 18: a Context Group is its number and its name in quotes");
    row("Context Group without codes", "context-group 4 \"A\"\n", "line 2, a Context Group without codes");
    row("scheme without codes", "context-group 4 \"A\"\n  DCM\n",
        "line 3, column 6: a coding scheme and its codes are expected here");
    row("includes itself", "macro g \"G\"\n  include g\n", "line 3, a macro that includes itself at the same level");
    row("includes itself by another", "macro g \"G\"\n  include h\nmacro h \"H\"\n  include g\n",
        "line 5, a macro that includes itself at the same level");
#undef IN_MODULE
#undef IN_IOD
}

void TestRuleReader::saysWhatIsWrongAndWhere()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    QCOMPARE(errorOf({text.constData(), static_cast<std::size_t>(text.size())}), error);
}

// What a file could be made to ask for.
void TestRuleReader::takesNoMoreThanItCanHold()
{
    const RuleTables::Source bare{.name = "a", .text = "module m \"M\"\n"};
    QVERIFY(!RuleTables::create({&bare, 1}));
    const RuleTables::Source nothing{.name = "a", .text = ""};
    QVERIFY(!RuleTables::create({&nothing, 1}));

    const auto large = readRules(std::string(9U << 20U, '\n'));
    QVERIFY(!large && large.error().code == ErrorCode::limitExceeded);

    std::string deep = "module m \"M\"\n";
    for (std::size_t level = 1; level < 40; ++level)
        deep += std::string(2 * level, ' ') + "AnatomicRegionSequence 3\n";
    QCOMPARE(errorOf(deep), QStringLiteral("line 34, more than 32 levels"));

    std::string chain;
    for (int i = 0; i < 5000; ++i)
        chain += "macro m" + std::to_string(i) + " \"M\"\n  include m" + std::to_string(i + 1) + "\n";
    QVERIFY(errorOf(chain + "macro m5000 \"M\"\n").contains(u"too deep"));

    std::string doubling;
    for (int i = 0; i < 15; ++i) {
        const std::string next = "  include m" + std::to_string(i + 1) + "\n";
        doubling += "macro m" + std::to_string(i) + " \"M\"\n" + next + next + next;
    }
    QVERIFY(errorOf(doubling + "macro m15 \"M\"\n  PatientID 1\n").contains(u"more rows at one level"));

    std::string brackets = "module m \"M\"\n  PatientID 1C when ";
    QVERIFY(errorOf(brackets + std::string(100'000, '(') + "\n").contains(u"too deep"));
    std::string nots = brackets;
    for (int i = 0; i < 100'000; ++i)
        nots += "not ";
    QVERIFY(errorOf(nots + "true\n").contains(u"too deep"));
}

QTEST_GUILESS_MAIN(TestRuleReader)
#include "tst_rule_reader.moc"
