// What a policy file may say, what is wrong with one that may not, and that the schema for editors says the same.
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/platform/file_layer.h"
#include "core/policy/site_policy.h"
#include "core/support/text.h"
#include "tests/core/policy/policy_text.h"

#include <fstream>

using namespace mi;
using test::policyText;
using test::ruleText;

namespace {

// A policy and what is wrong with it; "" if it is right.
struct Row {
    const char *name;
    std::string text;
    const char *detail;
    bool isSeenBySchema = true; // a schema knows neither the catalogue nor the dictionary
};

std::string rule(const std::string &members)
{
    return policyText("{" + members + "}");
}

std::string top(const std::string &members)
{
    return "{" + members + "}";
}

const std::string suppress = "\"suppress\": true";
const std::string toInfo = "\"severity\": \"info\"";

std::vector<Row> structureRows()
{
    const std::string head = "\"schema\": \"mivalidator-site-policy\", \"schemaVersion\": 1, ";
    return {
        {"no rule at all", policyText(""), ""},
        {"a revision and a schema for editors",
         top("\"$schema\": \"x\", \"revision\": \"7\", " + head + "\"name\": \"N\", \"rules\": []"), ""},
        {"what a person may accept", top(head + "\"name\": \"N\", \"acceptance\": \"anyData\", \"rules\": []"), ""},
        {"an acceptance nobody knows", top(head + "\"name\": \"N\", \"acceptance\": \"all\", \"rules\": []"),
         "line 1, column 86: \"acceptance\" is \"never\", \"completeData\" or \"anyData\""},
        {"not an object", "[]", "line 1, column 1: the policy has to be an object, not an array"},
        {"no schema", top("\"schemaVersion\": 1, \"name\": \"N\", \"rules\": []"),
         "line 1, column 1: the policy has no \"schema\""},
        {"another schema",
         top("\"schema\": \"mivalidator-report\", \"schemaVersion\": 1, \"name\": \"N\", \"rules\": []"),
         "line 1, column 12: \"schema\" is not \"mivalidator-site-policy\""},
        {"a later version",
         top("\"schema\": \"mivalidator-site-policy\", \"schemaVersion\": 2, \"name\": \"N\", \"rules\": []"),
         "line 1, column 56: this program knows \"schemaVersion\" 1 only"},
        {"no name", top(head + "\"rules\": []"), "line 1, column 1: the policy has no \"name\""},
        {"an empty name", top(head + "\"name\": \" \", \"rules\": []"), "line 1, column 67: \"name\" is empty"},
        {"a name that is a number", top(head + "\"name\": 1, \"rules\": []"),
         "line 1, column 67: \"name\" has to be a text, not a number"},
        {"a long name", top(head + "\"name\": \"" + std::string(101, 'n') + "\", \"rules\": []"),
         "line 1, column 67: \"name\" is longer than 100 bytes"},
        {"a name of two lines", top(head + "\"name\": \"a\\nb\", \"rules\": []"),
         "line 1, column 67: \"name\" has a control character in it"},
        {"no rules", top(head + "\"name\": \"N\""), "line 1, column 1: the policy has no \"rules\""},
        {"a member nobody knows", top(head + "\"name\": \"N\", \"rules\": [], \"rule\": []"),
         "line 1, column 85: \"rule\" is not known in the policy"},
        {"a rule that is a text", policyText("\"value.*\""),
         "line 4, column 1: a rule has to be an object, not a text"},
    };
}

std::vector<Row> ruleRows()
{
    const std::string id = "\"id\": \"value.*\"";
    const std::string action = ", \"action\": {\"severity\": \"info\"}";
    const std::string reason = ", \"reason\": \"r\"";
    return {
        {"id, action, reason", rule(id + action + reason), ""},
        {"the last day of February in a leap year", rule(id + action + reason + ", \"expires\": \"2028-02-29\""), ""},
        {"no id", rule("\"action\": {\"severity\": \"info\"}" + reason), "line 4, column 1: a rule has no \"id\""},
        {"no action", rule(id + reason), "line 4, column 1: a rule has no \"action\""},
        {"no reason", rule(id + action), "line 4, column 1: a rule has no \"reason\""},
        {"an empty reason", rule(id + action + ", \"reason\": \"\""), "line 4, column 61: \"reason\" is empty"},
        {"a long reason", rule(id + action + ", \"reason\": \"" + std::string(501, 'r') + "\""),
         "line 4, column 61: \"reason\" is longer than 500 bytes"},
        {"a misspelt member", rule(id + action + reason + ", \"expiry\": \"2027-01-01\""),
         "line 4, column 66: \"expiry\" is not known in a rule"},
        {"an action that does nothing", rule(id + ", \"action\": {}" + reason),
         "line 4, column 29: an action that does nothing"},
        {"an unknown severity", rule(id + ", \"action\": {\"severity\": \"fatal\"}" + reason),
         "line 4, column 42: a severity is \"error\", \"warning\" or \"info\""},
        {"suppress is no text", rule(id + ", \"action\": {\"suppress\": \"yes\"}" + reason),
         "line 4, column 42: \"suppress\" has to be true or false, not a text"},
        {"suppress: false", rule(id + ", \"action\": {\"suppress\": false}" + reason),
         "line 4, column 42: \"suppress\" is true, or left out"},
        {"suppressed with a severity", rule(id + ", \"action\": {\"severity\": \"info\", \"suppress\": true}" + reason),
         "line 4, column 62: what is suppressed needs no severity"},
        {"an unknown action", rule(id + ", \"action\": {\"hide\": true}" + reason),
         "line 4, column 30: \"hide\" is not known in an action"},
        {"30 February", rule(id + action + reason + ", \"expires\": \"2027-02-30\""),
         "line 4, column 77: \"2027-02-30\" is no day: \"2027-03-31\"", false},
        {"a day in another order", rule(id + action + reason + ", \"expires\": \"31.03.2027\""),
         "line 4, column 77: \"31.03.2027\" is no day: \"2027-03-31\""},
        {"a day with a sign", rule(id + action + reason + ", \"expires\": \"2027--3-31\""),
         "line 4, column 77: \"2027--3-31\" is no day: \"2027-03-31\""},
        {"month 13", rule(id + action + reason + ", \"expires\": \"2027-13-01\""),
         "line 4, column 77: \"2027-13-01\" is no day: \"2027-03-31\"", false},
        {"a day that is a number", rule(id + action + reason + ", \"expires\": 2027"),
         "line 4, column 77: \"expires\" has to be a text, not a number"},
    };
}

std::vector<Row> scopeRows()
{
    const auto scope = [](const std::string &members) { return policyText(ruleText("value.*", members, toInfo)); };
    return {
        {"everything a scope can name",
         scope("\"manufacturer\": \"Acme*\", \"model\": \"X\", \"sopClass\": \"CT Image Storage\", "
               "\"attribute\": \"*.(0029,xx10)\", \"privateCreator\": \"ACME\""),
         ""},
        {"a SOP Class by its UID", scope("\"sopClass\": \"1.2.840.10008.5.1.4.1.1.2\""), ""},
        {"a private SOP Class", scope("\"sopClass\": \"1.2.3.4\""), ""},
        {"a SOP Class in other letters", scope("\"sopClass\": \"ct image storage\""), ""},
        {"a scope that names nothing",
         policyText("{\"id\": \"value.*\", \"scope\": {}, \"action\": {" + toInfo + "}, \"reason\": \"r\"}"),
         "line 4, column 28: a scope that names nothing: leave it out"},
        {"an unknown SOP Class", scope("\"sopClass\": \"CT Image\""),
         "line 4, column 41: there is no SOP Class with the name or UID \"CT Image\"", false},
        {"a scope nobody knows", scope("\"modality\": \"CT\""),
         "line 4, column 29: \"modality\" is not known in a scope"},
        {"two manufacturers", scope("\"manufacturer\": [\"A\", \"B\"]"),
         "line 4, column 45: \"manufacturer\" has to be a text, not an array"},
        {"an empty model", scope("\"model\": \"\""), "line 4, column 38: \"model\" is empty"},
        {"an attribute nobody knows", scope("\"attribute\": \"PatientIdentity\""),
         "line 4, column 42: there is no attribute with the keyword \"PatientIdentity\"", false},
        {"a tag that is none", scope("\"attribute\": \"(0010,020)\""),
         "line 4, column 42: \"(0010,020)\" is no tag: (gggg,eeee), or (gggg,xxee) for a private one in any block"},
        {"any block without a creator", scope("\"attribute\": \"(0029,xx10)\""),
         "line 4, column 42: a private element in any block needs a \"privateCreator\" beside it", false},
    };
}

std::vector<Row> reachRows()
{
    const auto one = [](const char *id, const std::string &action) { return policyText(ruleText(id, "", action)); };
    const char *never = "nothing was looked at, or there is no place to file to";
    static std::vector<std::string> kept; // details are made of the ids
    const auto untouchable = [&](const char *name, const char *id, const std::string &action) {
        kept.reserve(20);
        kept.push_back("line 4, column 8: a policy cannot change \"" + std::string(id) + "\": " + never);
        return Row{name, one(id, action), kept.back().c_str(), false};
    };
    return {
        {"a family", one("encoding.*", suppress), ""},
        {"a beginning of two parts", one("value.da.*", suppress), ""},
        {"a check that does not exist", one("value.da.wrong", toInfo),
         "line 4, column 8: there is no check with the id \"value.da.wrong\"", false},
        {"a family that does not exist", one("values.*", toInfo),
         "line 4, column 8: there is no check with the id \"values.*\"", false},
        {"everything", one("*", toInfo), "line 4, column 8: there is no check with the id \"*\"", false},
        {"half a part", one("valu*", toInfo), "line 4, column 8: there is no check with the id \"valu*\"", false},
        {"cut off data is not hidden", one("file.truncated", suppress),
         "line 4, column 8: a policy cannot suppress \"file.truncated\": images or the patient may be the wrong ones",
         false},
        {"two patients are not hidden", one("study.patient.differs", suppress + ", \"blocksFiling\": false"),
         "line 4, column 8: a policy cannot suppress \"study.patient.differs\": images or the patient may be the wrong "
         "ones",
         false},
        {"but may be judged otherwise", one("study.patient.differs", "\"blocksFiling\": false"), ""},
        untouchable("a file that cannot be read", "file.cannot-be-read", toInfo),
        untouchable("a folder that cannot be read", "folder.cannot-be-read", suppress),
        untouchable("a source that went away", "study.source.interrupted", "\"blocksFiling\": false"),
        untouchable("a limit of this program", "limit.nesting", toInfo),
        untouchable("no Study Instance UID", "identity.study-uid.missing", "\"blocksFiling\": false"),
        {"a family of limits", one("limit.*", toInfo),
         "line 4, column 8: a policy cannot change \"limit.nesting\": nothing was looked at, or there is no place to "
         "file to",
         false},
    };
}

std::vector<Row> allRows()
{
    std::vector<Row> rows;
    for (const auto &some : {structureRows(), ruleRows(), scopeRows(), reachRows()})
        rows.insert(rows.end(), some.begin(), some.end());
    return rows;
}

} // namespace

class TestPolicyReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPolicyIsTakenOrRefusedAsAWhole_data();
    void everyPolicyIsTakenOrRefusedAsAWhole();
    void theSchemaForEditorsSaysTheSame();
    void theExampleIsRight();
    void thePageNamesWhatNoPolicyReaches();
    void filesAreReadAndNamed();
};

void TestPolicyReader::everyPolicyIsTakenOrRefusedAsAWhole_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("detail");
    for (const Row &row : allRows())
        QTest::newRow(row.name) << row.text << QString::fromUtf8(row.detail);
}

void TestPolicyReader::everyPolicyIsTakenOrRefusedAsAWhole()
{
    QFETCH(const std::string, text);
    QFETCH(const QString, detail);
    const Result<SitePolicyPtr> policy = SitePolicy::parse(text);
    QCOMPARE(policy ? QString() : QString::fromStdString(policy.error().detail), detail);
}

void TestPolicyReader::theSchemaForEditorsSaysTheSame()
{
    const QString schema = QFINDTESTDATA("../../../resources/schemas/site-policy-1.schema.json");
    QVERIFY(!schema.isEmpty());
    QTemporaryDir folder;
    const std::vector<Row> rows = allRows();
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::ofstream(folder.filePath(QString::number(i)).toStdString()) << rows[i].text;
    QProcess process;
    process.start(QStringLiteral("/usr/bin/python3"),
                  {QStringLiteral("-c"),
                   QStringLiteral("import json, sys, jsonschema\n"
                                  "schema = json.load(open(sys.argv[1]))\n"
                                  "kind = jsonschema.validators.validator_for(schema)\n"
                                  "kind.check_schema(schema)\n"
                                  "for i in range(int(sys.argv[3])):\n"
                                  "    one = json.load(open(f'{sys.argv[2]}/{i}'))\n"
                                  "    print('y' if kind(schema).is_valid(one) else 'n', end='')\n"),
                   schema, folder.path(), QString::number(rows.size())});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray());
    const QByteArray answers = process.readAllStandardOutput();
    QCOMPARE(static_cast<std::size_t>(answers.size()), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isValid = *rows[i].detail == '\0' || !rows[i].isSeenBySchema;
        QVERIFY2(answers[static_cast<qsizetype>(i)] == (isValid ? 'y' : 'n'), rows[i].name);
    }
}

void TestPolicyReader::theExampleIsRight()
{
    const QString path = QFINDTESTDATA("../../../docs/examples/site-policy.json");
    const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    const Result<SitePolicyPtr> policy = SitePolicy::read(*files, path.toStdString());
    QVERIFY2(policy.isOk(), policy ? "" : describe(policy.error()).c_str());
    QCOMPARE((*policy)->rules().size(), std::size_t{6});
}

void TestPolicyReader::thePageNamesWhatNoPolicyReaches()
{
    QFile page(QFINDTESTDATA("../../../docs/site-policy.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    for (const CheckRule &check : allCheckRules()) {
        const QByteArray id = "`" + QByteArray(check.id.data(), static_cast<qsizetype>(check.id.size())) + "`";
        if (check.reach != PolicyReach::everything)
            QVERIFY2(text.contains(id), id.constData());
    }
}

void TestPolicyReader::filesAreReadAndNamed()
{
    QTemporaryDir folder;
    const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    const auto write = [&](const char *name, const std::string &text) {
        const std::filesystem::path path = folder.filePath(QString::fromUtf8(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    };
    const Result<SitePolicyPtr> good =
        SitePolicy::read(*files, write("good", policyText(ruleText("value.*", "", toInfo))));
    QVERIFY(good.isOk());
    QCOMPARE((*good)->name(), std::string("Test site"));
    // As sha256sum says it of the file.
    QProcess sum;
    sum.start(QStringLiteral("sha256sum"), {folder.filePath(QStringLiteral("good"))});
    QVERIFY(sum.waitForFinished());
    QCOMPARE(QByteArray::fromStdString((*good)->sha256()), sum.readAllStandardOutput().left(64));

    const Result<SitePolicyPtr> bad = SitePolicy::read(*files, write("bad", "{\n nonsense"));
    QVERIFY(!bad.isOk());
    QVERIFY(bad.error().subject.ends_with("/bad"));
    QVERIFY(describe(bad.error()).find("line 2, column 2") != std::string::npos);
    QVERIFY(describe(bad.error()).find("/bad") == std::string::npos);
    const Result<SitePolicyPtr> missing = SitePolicy::read(*files, folder.filePath(QStringLiteral("no")).toStdString());
    QVERIFY(missing.error().code == ErrorCode::notFound);
    QVERIFY(!SitePolicy::read(*files, folder.path().toStdString()).isOk());
    const std::string space(SitePolicy::maxFileSize - 200, ' ');
    QVERIFY(SitePolicy::read(*files, write("large", policyText("") + space)).isOk());
    QVERIFY(SitePolicy::read(*files, write("too large", policyText("") + space + space)).error().code ==
            ErrorCode::limitExceeded);
}

QTEST_APPLESS_MAIN(TestPolicyReader)
#include "tst_policy_reader.moc"
