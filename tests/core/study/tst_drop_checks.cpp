#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/drop_checks.h"

using namespace mi;

namespace {

struct Sender {
    std::string issuer;
    std::string institution;
};

// A study with one image. The attributes have to be ascending within their entity.
StudyFacts studyOf(const std::string &uid, const std::string &id, const std::string &name, const Sender &sender)
{
    InstanceFacts facts;
    facts.sopInstanceUid = uid + ".1.1";
    facts.seriesInstanceUid = uid + ".1";
    const auto put = [&](Entity entity, Tag tag, Vr vr, const std::string &value) {
        EntityValues &values = facts.entities[static_cast<std::size_t>(entity)];
        if (value.empty())
            return;
        values.values.push_back(
            {tag, vr, static_cast<std::uint32_t>(values.text.size()), static_cast<std::uint32_t>(value.size())});
        values.text += value;
        values.hash = std::hash<std::string>{}(values.text);
    };
    put(Entity::patient, tags::PatientName, Vr::PN, name);
    put(Entity::patient, tags::PatientID, Vr::LO, id);
    put(Entity::patient, tags::IssuerOfPatientID, Vr::LO, sender.issuer);
    put(Entity::equipment, Tag{0x0008, 0x0080}, Vr::LO, sender.institution);
    StudyFacts study;
    study.add(facts);
    return study;
}

} // namespace

class tst_DropChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneIdOfTwoPeople_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("institution");
        QTest::addColumn<QString>("otherIssuer");
        QTest::addColumn<QString>("otherInstitution");
        QTest::addColumn<int>("findings");
        QTest::addColumn<int>("notDecidable");
        QTest::newRow("nobody says whose the ID is") << ""
                                                     << ""
                                                     << ""
                                                     << "" << 1 << 0;
        QTest::newRow("one issuer") << "X"
                                    << ""
                                    << "X"
                                    << "" << 1 << 0;
        QTest::newRow("one issuer, two institutions") << "X"
                                                      << "A"
                                                      << "X"
                                                      << "B" << 1 << 0;
        QTest::newRow("two issuers") << "X"
                                     << ""
                                     << "Y"
                                     << "" << 0 << 0;
        QTest::newRow("two issuers in one institution") << "X"
                                                        << "A"
                                                        << "Y"
                                                        << "A" << 0 << 0;
        QTest::newRow("one institution") << ""
                                         << "A"
                                         << ""
                                         << "a." << 1 << 0;
        QTest::newRow("two institutions") << ""
                                          << "A"
                                          << ""
                                          << "B" << 0 << 0;
        QTest::newRow("an issuer on one side only, one institution") << "X"
                                                                     << "A"
                                                                     << ""
                                                                     << "A" << 1 << 0;
        QTest::newRow("an issuer on one side, an institution on the other") << "X"
                                                                            << ""
                                                                            << ""
                                                                            << "A" << 0 << 1;
    }
    void oneIdOfTwoPeople()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, institution);
        QFETCH(QString, otherIssuer);
        QFETCH(QString, otherInstitution);
        QFETCH(int, findings);
        QFETCH(int, notDecidable);
        const StudyFacts one = studyOf("1.2", "7", "DOE^JANE", {issuer.toStdString(), institution.toStdString()});
        const StudyFacts two =
            studyOf("1.3", "7", "ROE^RICHARD", {otherIssuer.toStdString(), otherInstitution.toStdString()});
        const std::vector<DropJudgement> judged = checkDrop({&one, &two}, {"1.2", "1.3"});
        QCOMPARE(judged.size(), std::size_t{2});
        for (const DropJudgement &study : judged) {
            QCOMPARE(static_cast<int>(study.findings.size()), findings);
            QCOMPARE(static_cast<int>(study.notDecidable), notDecidable);
            if (findings > 0)
                QVERIFY(study.findings.front().id == "study.patient.contradicts-other-study");
        }
    }

    // A thousand senders that call everybody "1".
    void aPlaceholderIsBounded()
    {
        std::vector<StudyFacts> studies;
        std::vector<const StudyFacts *> facts;
        std::vector<std::string> uids;
        for (int i = 0; i < 1000; ++i) {
            uids.push_back("1.2." + std::to_string(i));
            studies.push_back(studyOf(uids.back(), "1", "NAME^" + std::string(1, static_cast<char>('A' + i % 26)),
                                      {"ISSUER" + std::to_string(i), ""}));
        }
        for (const StudyFacts &study : studies)
            facts.push_back(&study);
        for (const DropJudgement &study : checkDrop(facts, uids))
            QVERIFY(study.findings.empty() && study.notDecidable == 0);
    }
};

QTEST_APPLESS_MAIN(tst_DropChecks)
#include "tst_drop_checks.moc"
