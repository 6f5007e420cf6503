// A study that problems keep out is accepted with a reason, in the real window.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "core/settings/settings.h"
#include "tests/support/instance_builder.h"
#include "ui/common/text.h"
#include "ui/findings/findings_view.h"
#include "ui/main_window/acceptance_dialog.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/study_list/study_table.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms

struct Desk {
    QTemporaryDir folder;
    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Settings settings{folder.filePath(u"settings.ini"_s)};
    Session session{*files, {}};
    Theme theme;
    MainWindow window{{session, *files, settings, theme}};

    bool isDone() { return !session.snapshot().isBusy() && window.messages().has(u"run"_s); }
    void check(const std::string &bytes)
    {
        const QString disc = folder.filePath(u"disc"_s);
        QDir().mkpath(disc);
        test::writeFile(toPath(disc) / "one.dcm", bytes);
        window.show();
        window.addPaths({toPath(disc)});
    }
};

// The File Meta Information claims another Transfer Syntax: blocks filing, and nothing is missing.
std::string contradicted()
{
    std::string bytes = test::CleanInstance{}.file();
    const std::string uidText(test::explicitLittle);
    bytes.replace(bytes.find(uidText), uidText.size() + 1, std::string(test::implicitLittle) + std::string(3, '\0'));
    return bytes;
}

QPushButton *button(QWidget &parent, const QString &text)
{
    for (QPushButton *candidate : parent.findChildren<QPushButton *>())
        if (candidate->text() == text)
            return candidate;
    return nullptr;
}

} // namespace

class TestAcceptance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initializeIcons();
        m_dcmtk = DcmtkSession::create().take();
    }

    void aReasonFilesTheStudy()
    {
        Desk desk;
        desk.window.setArchiveFolder(desk.folder.filePath(u"archive"_s));
        desk.check(contradicted());
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        auto *accept = desk.window.findChild<QPushButton *>(u"accept"_s);
        QTRY_VERIFY(accept->isVisible()); // the only study is selected by itself
        accept->click();
        auto *dialog = desk.window.findChild<AcceptanceDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(!dialog->isModal());
        QPushButton *go = button(*dialog, u"Accept and file"_s);
        auto *reason = dialog->findChild<QLineEdit *>();
        QVERIFY(!go->isEnabled());
        reason->setText(u"   "_s);
        QVERIFY(!go->isEnabled());
        reason->setText(u"The sender was asked"_s);
        go->click();
        const auto study = [&desk] { return desk.window.checkView().model().study(0); };
        QTRY_VERIFY_WITH_TIMEOUT(study()->archive == ArchiveState::filedAndVerified, patience);
        QTRY_VERIFY(desk.window.findChild<QLabel *>(u"acceptanceLine"_s)->text().contains(u"The sender was asked"_s));
        QVERIFY(!accept->isVisible());
        QVERIFY(!dialog->isVisible());
    }

    void dataThatIsMissingIsNotOffered()
    {
        Desk desk;
        std::string bytes = test::CleanInstance{}.file();
        bytes.resize(bytes.size() - 5);
        desk.check(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDone(), patience);
        QTRY_VERIFY(desk.window.checkView().hasSelection());
        QVERIFY(desk.window.checkView().model().study(0)->isFilingBlocked);
        QVERIFY(!desk.window.findChild<QPushButton *>(u"accept"_s)->isVisible());
        QVERIFY(!desk.window.findChild<QLabel *>(u"acceptanceLine"_s)->isVisible());
    }

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
};

QTEST_MAIN(TestAcceptance)
#include "tst_acceptance.moc"
