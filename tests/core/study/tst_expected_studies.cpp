#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "core/study/csv_rows.h"
#include "core/study/expected_studies.h"

using namespace mi;

class tst_ExpectedStudies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lists_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("expected"); // "uid|accession|instances|series", one a study; or what is wrong
        const auto row = [](const char *name, const char *csv, const char *expected) {
            QTest::newRow(name) << QByteArray(csv) << QString::fromLatin1(expected);
        };
        row("commas", "StudyInstanceUID,AccessionNumber,Instances,Series\n1.2,A,3,4\n", "1.2|A|3|4");
        row("semicolons and carriage returns", "Study Instance UID;Instances\r\n1.2;3\r\n1.3;\r\n", "1.2||3| 1.3|||");
        row("tabs", "Instances\tStudyInstanceUID\n3\t1.2", "1.2||3|");
        row("carriage returns alone", "StudyInstanceUID\r1.2\r", "1.2|||");
        row("a byte order mark", "\xEF\xBB\xBFStudyInstanceUID\n1.2\n", "1.2|||");
        row("names of the standard",
            "STUDYINSTANCEUID,NumberOfStudyRelatedInstances,NumberOfStudyRelatedSeries\n1.2,3,4\n", "1.2||3|4");
        row("quotes", "\"AccessionNumber\",\"Note\"\n\"A,\"\"1\"\"\",\"two\nlines\"\n", "|A,\"1\"||");
        row("blanks around values", "StudyInstanceUID , Instances\n 1.2 , 3 \n", "1.2||3|");
        row("empty rows are left out", "StudyInstanceUID\n\n1.2\n,,\n", "1.2|||");
        row("a row that is too short", "StudyInstanceUID,Instances\n1.2\n", "1.2|||");
        row("a separator inside a name of another column", "StudyInstanceUID;\"Age, sex\";Series\n1.2;x,y;4\n",
            "1.2|||4");
        row("nothing but a header", "StudyInstanceUID\n", "");
        row("nothing", "", "it is empty");
        row("UTF-16", "\xFF\xFES", "it is UTF-16; save it as UTF-8");
        row("other columns", "Name,Date\nx,y\n",
            "the first line has to name a column StudyInstanceUID or AccessionNumber");
        row("no header", "1.2,3\n", "the first line has to name a column StudyInstanceUID or AccessionNumber");
        row("a column twice", "Series,StudyInstanceUID,series\n", "a column is there twice");
        row("a quote that stays open", "StudyInstanceUID,Series\n\"1.2,3\n", "a quotation mark is not closed");
        row("no number", "StudyInstanceUID,Instances\n1.2,3\n1.3,many\n",
            "line 3: \"many\" is not a number of instances or series");
        row("a negative number", "StudyInstanceUID,Series\n1.2,-3\n",
            "line 2: \"-3\" is not a number of instances or series");
        row("a number that is too large", "StudyInstanceUID,Series\n1.2,99999999999\n",
            "line 2: \"99999999999\" is not a number of instances or series");
        row("a UID with letters", "StudyInstanceUID\n1.2E+30\n", "line 2: the Study Instance UID is no UID");
        row("a row without a study", "StudyInstanceUID,Series\n,3\n",
            "line 2: neither a Study Instance UID nor an Accession Number");
        row("a study twice, behind a value of two lines", "StudyInstanceUID,Note\n1.2,\"a\nb\"\n1.2,\n",
            "line 4: this study is in the list twice");
    }
    void lists()
    {
        QFETCH(QByteArray, csv);
        QFETCH(QString, expected);
        const auto list = ExpectedStudies::read({csv.constData(), static_cast<std::size_t>(csv.size())});
        if (!list) {
            QCOMPARE(QString::fromStdString(list.error().detail), expected);
            return;
        }
        QStringList rows;
        for (const ExpectedStudy &study : (*list)->studies()) {
            const auto number = [](const std::optional<std::uint32_t> &count) {
                return count ? QString::number(*count) : QString();
            };
            rows += QString::fromStdString(study.studyInstanceUid + "|" + study.accessionNumber) + QLatin1Char('|') +
                    number(study.instances) + QLatin1Char('|') + number(study.series);
        }
        QCOMPARE(rows.join(QLatin1Char(' ')), expected);
    }

    void anAccessionNumberStandsForAllItsStudies()
    {
        const auto studyOf = [](const std::string &uid) {
            InstanceFacts facts;
            facts.sopInstanceUid = uid + ".1.1";
            facts.seriesInstanceUid = uid + ".1";
            EntityValues &values = facts.entities[static_cast<std::size_t>(Entity::study)];
            values.text = "A1";
            values.values.push_back({tags::AccessionNumber, Vr::SH, 0, 2});
            values.hash = 7;
            StudyFacts study;
            study.add(facts);
            return study;
        };
        const StudyFacts one = studyOf("1.2");
        const StudyFacts two = studyOf("1.3");
        const auto list = ExpectedStudies::read("AccessionNumber,Instances,Series\nA1,3,2\n");
        QVERIFY(bool(list));
        const auto judged = (*list)->compare({&one, &two}, {"1.2", "1.3"});
        QCOMPARE(judged[0].findings.size(), std::size_t{1});
        QCOMPARE(judged[0].findings.front().observed, std::string("2 instances"));
        QCOMPARE(judged[0].findings.front().expected, std::string("3 instances"));
        QVERIFY(judged[1].findings.empty());
        QVERIFY((*list)->absentFrom({&one}, {"1.2"}).empty());
        QCOMPARE((*list)->absentFrom({}, {}).size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(tst_ExpectedStudies)
#include "tst_expected_studies.moc"
