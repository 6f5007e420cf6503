// An archive file with a password, dropped on the real window.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "tests/support/container_writer.h"
#include "tests/support/instance_builder.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/password_dialog.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr int patience = 60'000; // ms

} // namespace

class TestLockedContainers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initializeIcons();
        m_dcmtk = DcmtkSession::create().take();
    }

    void thePasswordIsAskedForBesideTheWindowAndOpensTheFile()
    {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "from another hospital.zip";
        test::writeContainer(path, {{"IMG001", test::CleanInstance{}.file()}}, "secret");
        const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
        Settings settings(folder.filePath(u"settings.ini"_s));
        Session session(*files, {});
        Theme theme;
        MainWindow window({session, *files, settings, theme});
        StudyTableModel &model = window.checkView().model();
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        window.show();
        window.addPaths({path});
        QTRY_VERIFY_WITH_TIMEOUT(window.messages().has(u"password"_s), patience);
        QVERIFY(window.messages().text(u"password"_s).contains(u"from another hospital.zip"_s));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.studyAt(0)->verdict == Verdict::cannotBeRead);

        enter(window, u"wrong"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!session.snapshot().isBusy() && window.messages().has(u"password"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 1, patience);

        enter(window, u"secret"_s);
        QTRY_VERIFY_WITH_TIMEOUT(model.rowCount() == 1 && model.studyAt(0)->verdict == Verdict::passed &&
                                     !session.snapshot().isBusy(),
                                 patience);
        QTRY_VERIFY(!window.messages().has(u"password"_s));
        QCOMPARE(model.groupCount(StudyGroup::unreadable), 0);
        QCOMPARE(session.snapshot().files.found, 1U);
    }

private:
    // Rows of the strip are shown with the next event.
    static QPushButton *visibleOffer(const MainWindow &window)
    {
        const QList<QPushButton *> buttons = window.findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->isVisible() && button->text() == u"Enter the password")
                return button;
        }
        return nullptr;
    }

    static void enter(MainWindow &window, const QString &password)
    {
        QTRY_VERIFY_WITH_TIMEOUT(visibleOffer(window) != nullptr, patience);
        QPushButton *offer = visibleOffer(window);
        offer->click();
        auto *dialog = window.findChild<PasswordDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
        auto *field = dialog->findChild<QLineEdit *>();
        QVERIFY(field->echoMode() == QLineEdit::Password && !field->accessibleName().isEmpty());
        QTest::keyClicks(field, password);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!dialog->isVisible());
        QVERIFY(field->text().isEmpty());
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
};

QTEST_MAIN(TestLockedContainers)
#include "tst_locked_containers.moc"
