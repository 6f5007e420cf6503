// Hostile and broken policies: an answer every time, in bounded time and memory, and never half a policy.
#include <QElapsedTimer>
#include <QTest>

#include "core/policy/policy_in_force.h"
#include "tests/core/policy/policy_text.h"

#include <random>

#ifndef _WIN32
#include <pthread.h>
#endif

using namespace mi;
using test::policyText;
using test::ruleText;

namespace {

constexpr std::chrono::year_month_day day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{24}};

const std::string whole = policyText(ruleText("value.*",
                                              "\"manufacturer\": \"Acme*\", \"attribute\": \"*.(0029,xx10)\", "
                                              "\"privateCreator\": \"A\"",
                                              "\"severity\": \"info\", \"blocksFiling\": false", "2027-03-31") +
                                     ",\n" +
                                     ruleText("file.trailing-bytes", "\"sopClass\": \"CT Image Storage\"",
                                              "\"suppress\": true, \"blocksFiling\": true"));

// What a policy that was accepted must be able to do.
void use(const SitePolicyPtr &policy)
{
    const PolicyInForce inForce(policy, day);
    for (const CheckRule &check : allCheckRules()) {
        Finding finding = test::findingOf(check.id.data(), Tag{0x0029, 0x1110});
        finding.privateCreator = "A";
        judgeUnder(&inForce, finding, {});
        QVERIFY(check.reach == PolicyReach::everything || !finding.isSuppressed());
        QVERIFY(check.reach != PolicyReach::nothing || !finding.policy);
    }
}

} // namespace

class TestPolicyRobustness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTruncationIsRefused();
    void everyChangedByteGivesAnAnswer();
    void randomChangesGiveAnAnswer();
    void depthAndSizeAreBounded();
    void theLargestPolicyIsReadAtOnce();
};

void TestPolicyRobustness::everyTruncationIsRefused()
{
    QVERIFY(SitePolicy::parse(whole).isOk());
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) // without the last line feed it is whole
        QVERIFY(!SitePolicy::parse(std::string_view(whole).substr(0, size)).isOk());
}

void TestPolicyRobustness::everyChangedByteGivesAnAnswer()
{
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int value : {0x00, 0x0A, 0x20, 0x22, 0x2A, 0x2E, 0x5B, 0x5C, 0x7B, 0x7D, 0x80, 0xC3, 0xFF}) {
            std::string text = whole;
            text[at] = static_cast<char>(value);
            if (const Result<SitePolicyPtr> policy = SitePolicy::parse(text))
                use(*policy);
        }
    }
}

void TestPolicyRobustness::randomChangesGiveAnAnswer()
{
    std::mt19937 random(20261124);
    // Pieces of policies, so that what comes out is often almost right.
    const std::vector<std::string> pieces{"{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          ":",
                                          "\"",
                                          "\\u0000",
                                          "\\uD83D\\uDE00",
                                          "true",
                                          "false",
                                          "null",
                                          "1e999",
                                          "\"id\"",
                                          "\"study.*\"",
                                          "\"limit.*\"",
                                          "\"file.truncated\"",
                                          "\"scope\"",
                                          "\"action\"",
                                          "\"suppress\"",
                                          "\"expires\"",
                                          "\"0000-00-00\"",
                                          "\"9999-12-31\"",
                                          "\"*.\"",
                                          "\"(0029,xx10)\"",
                                          "\"A[4294967296].B\"",
                                          "\xF0\x9F\x98\x80",
                                          "\xC0\xAF",
                                          std::string(300, 'x')};
    int accepted = 0;
    for (int i = 0; i < 60'000; ++i) {
        std::string text = whole;
        for (auto edits = 1 + random() % 3; edits > 0; --edits) {
            const std::size_t at = random() % (text.size() + 1);
            const std::string &piece = pieces[random() % pieces.size()];
            switch (random() % 4) {
            case 0:
                text.insert(at, piece);
                break;
            case 1:
                text.replace(at, std::min(piece.size(), text.size() - at), piece);
                break;
            case 2:
                text.erase(at, random() % 20);
                break;
            default: // a stretch of the text again
                text.insert(at, text.substr(random() % text.size(), random() % 200));
                break;
            }
            if (text.empty())
                text = whole;
        }
        if (const Result<SitePolicyPtr> policy = SitePolicy::parse(text)) {
            ++accepted;
            use(*policy);
        }
    }
    QVERIFY(accepted > 100); // the changes reach both sides
}

void TestPolicyRobustness::depthAndSizeAreBounded()
{
#ifndef _WIN32
    // On a small stack, where a reader that recursed without a bound would fall.
    const std::string deep(500'000, '[');
    const std::string deepObjects = [] {
        std::string text;
        for (int i = 0; i < 100'000; ++i)
            text += "{\"a\":";
        return text;
    }();
    struct Job {
        const std::string *a;
        const std::string *b;
        bool areRefused = false;
    } job{&deep, &deepObjects};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 256 * 1024);
    pthread_t thread{};
    QCOMPARE(pthread_create(
                 &thread, &attributes,
                 [](void *argument) -> void * {
                     auto *todo = static_cast<Job *>(argument);
                     todo->areRefused = !SitePolicy::parse(*todo->a).isOk() && !SitePolicy::parse(*todo->b).isOk();
                     return nullptr;
                 },
                 &job),
             0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    QVERIFY(job.areRefused);
#endif
    QVERIFY(SitePolicy::parse(std::string(SitePolicy::maxFileSize + 1, ' ')).error().code == ErrorCode::limitExceeded);
    std::string many;
    for (int i = 0; i < 2001; ++i)
        many += (i == 0 ? "" : ",") + ruleText("value.*", "", "\"severity\": \"info\"");
    QVERIFY(SitePolicy::parse(policyText(many)).error().detail.find("more than 2000 rules") != std::string::npos);
}

void TestPolicyRobustness::theLargestPolicyIsReadAtOnce()
{
    std::string rules;
    for (int i = 0; i < 2000; ++i)
        rules += (i == 0 ? "" : ",\n") + ruleText("value.*",
                                                  "\"manufacturer\": \"Maker " + std::to_string(i) +
                                                      "\", \"sopClass\": \"X-Ray Angiographic Image Storage\", "
                                                      "\"attribute\": \"ReferencedImageSequence.PatientID\"",
                                                  "\"severity\": \"info\"");
    QElapsedTimer timer;
    timer.start();
    const Result<SitePolicyPtr> policy = SitePolicy::parse(policyText(rules));
    QVERIFY2(policy.isOk(), policy ? "" : policy.error().detail.c_str());
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed()))); // 0.1 s when nothing else runs
}

QTEST_APPLESS_MAIN(TestPolicyRobustness)
#include "tst_policy_robustness.moc"
