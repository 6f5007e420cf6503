// The archive view over a real archive: searching, exporting, rebuilding the index.
#include "tests/core/index/index_fixture.h"
#include "ui/archive_browser/archive_search.h"
#include "ui/archive_browser/archive_view.h"
#include "ui/archive_browser/archived_studies_model.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <fstream>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms: two slow cores

struct Desk {
    test::IndexFixture fixture{QString()};
    Theme theme;
    BackgroundJobs jobs;
    ArchiveView view{theme, *fixture.archive.files, jobs};

    void fileStudy(const std::string &uid, const std::string &name, const std::string &id)
    {
        InstanceHeader header;
        header.patientName = name;
        header.patientId = id;
        header.studyDate = "20240131";
        header.modality = "CT";
        fixture.fileStudy(uid, header);
    }
    void show()
    {
        view.setRoot(fixture.archive.root(), false);
        view.show();
    }
    void type(const QString &field, const QString &text) const
    {
        for (QLineEdit *edit : view.findChildren<QLineEdit *>())
            if (edit->accessibleName() == field)
                edit->setText(text);
    }
    bool says(const QString &text) const
    {
        for (const QLabel *label : view.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : view.findChildren<QPushButton *>())
            if (button->text() == text)
                return button;
        return nullptr;
    }
    int rows() { return view.model().rowCount(); }
};

} // namespace

class TestArchiveView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void datesAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        QTest::newRow("as in DICOM") << u"20240131"_s << u"20240131"_s << u"20240131"_s;
        QTest::newRow("ISO") << u" 2024-01-31 "_s << u"20240131"_s << u"20240131"_s;
        QTest::newRow("day first") << u"31.1.2024"_s << u"20240131"_s << u"20240131"_s;
        QTest::newRow("a month") << u"2024-02"_s << u"20240201"_s << u"20240229"_s;
        QTest::newRow("a year") << u"2023"_s << u"20230101"_s << u"20231231"_s;
        QTest::newRow("no such day") << u"2023-02-30"_s << QString() << QString();
        QTest::newRow("half typed") << u"20"_s << QString() << QString();
    }

    void datesAreReadAsPeopleWriteThem()
    {
        QFETCH(QString, text);
        QFETCH(QString, first);
        QFETCH(QString, last);
        QCOMPARE(QString::fromStdString(typedDate(text, DateEnd::first)), first);
        QCOMPARE(QString::fromStdString(typedDate(text, DateEnd::last)), last);
    }

    void typingNarrowsTheStudiesDown()
    {
        Desk desk;
        const QAbstractItemModelTester tester(&desk.view.model());
        desk.fileStudy("1.1", "M\u00dcLLER^ANNA", "A-1");
        desk.fileStudy("1.2", "DOE^JOHN", "B-1");
        desk.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 2, patience);
        QVERIFY(desk.says(u"2 studies, 2 instances"_s));
        QVERIFY(desk.says(u"never verified"_s));
        desk.type(u"Name"_s, u"muller"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 1, patience);
        QCOMPARE(desk.view.model().row(0)->patientId, u"A-1"_s);
        QVERIFY(desk.says(u"1 found"_s));
        desk.type(u"Patient ID"_s, u"B"_s);
        QTRY_VERIFY_WITH_TIMEOUT(desk.says(u"No study fits this search"_s), patience);
        desk.button(u"Clear"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 2, patience);
        desk.type(u"From"_s, u"2024-02"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 0, patience);
        desk.type(u"From"_s, u"2024"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 2, patience);
    }

    void verifyingShowsItsDate()
    {
        Desk desk;
        desk.fileStudy("1.1", "DOE^JOHN", "B-1");
        desk.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 1, patience);
        QVERIFY(desk.view.model().row(0)->verifiedAt.isEmpty());
        desk.view.verify();
        QTRY_VERIFY_WITH_TIMEOUT(desk.says(u"every file is as it was written"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(desk.rows() == 1 && !desk.view.model().row(0)->verifiedAt.isEmpty(), patience);
        QVERIFY(desk.says(u"all verified since"_s));
    }

    void theSelectedStudyIsExported()
    {
        Desk desk;
        desk.fileStudy("1.1", "DOE^JOHN", "B-1");
        desk.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 1, patience);
        QVERIFY(!desk.button(u"Export study"_s)->isEnabled());
        desk.view.findChild<QTableView *>()->selectRow(0);
        QVERIFY(desk.button(u"Export study"_s)->isEnabled());
        const std::filesystem::path out = desk.fixture.archive.base / "out";
        std::filesystem::create_directory(out);
        desk.view.exportSelected(out, ExportForm::plain, ExportContainer::folder);
        QTRY_VERIFY_WITH_TIMEOUT(desk.says(u"Exported and compared with the archive's hashes: 1 instances"_s),
                                 patience);
        QVERIFY(std::filesystem::exists(out / "1.1" / "manifest-sha256.txt"));
        // The selection stays, and what is there is not replaced.
        QTRY_VERIFY_WITH_TIMEOUT(desk.button(u"Export study"_s)->isEnabled(), patience);
        desk.view.exportSelected(out, ExportForm::plain, ExportContainer::folder);
        QTRY_VERIFY_WITH_TIMEOUT(desk.says(u"The study cannot be exported"_s), patience);
    }

    void theIndexIsRebuiltAndDamageIsSaid()
    {
        Desk desk;
        desk.fileStudy("1.1", "DOE^JOHN", "B-1");
        desk.fixture.openCaughtUp();
        std::ofstream(desk.fixture.indexFile(), std::ios::trunc) << std::string(5000, 'x');
        desk.show();
        QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 1, patience);
        QVERIFY(desk.says(u"was made anew from the archive"_s));
        desk.view.rebuildIndex();
        QTRY_VERIFY_WITH_TIMEOUT(desk.says(u"The index was made anew: 1 studies."_s), patience);
    }

    void whatIsInQuarantineIsSaid()
    {
        Desk desk;
        desk.fileStudy("1.1", "DOE^JOHN", "B-1");
        InstanceHeader again;
        again.sopInstanceUid = "1.1.1.1";
        (void)desk.fixture.file({"1.1", {again}});
        desk.show();
        QTRY_VERIFY_WITH_TIMEOUT(desk.says(u"1 import is in quarantine"_s), patience);
    }
};

QTEST_MAIN(TestArchiveView)
#include "tst_archive_view.moc"
