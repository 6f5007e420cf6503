// The window holds texts that are longer, and runs from right to left.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "core/samples/sample_study.h"
#include "core/settings/settings.h"
#include "ui/common/text.h"
#include "ui/common/translation.h"
#include "ui/main_window/acceptance_dialog.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/reports/report_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms

// Every text with accents and a third longer: what is cut off or not translated shows.
class PseudoTranslation : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        if (text == "en"_L1)
            return text;
        return u"[%1%2]"_s.arg(text, QString(qMax<qsizetype>(1, text.size() / 3), u'ä'));
    }
};

struct Desk {
    QTemporaryDir folder;
    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Settings settings{folder.filePath(u"settings.ini"_s)};
    Session session{*files, {}};
    Theme theme;
    MainWindow window{{session, *files, settings, theme}};
};

// Buttons and tabs that are on the screen and narrower than what they say.
QStringList cutOff(QWidget &window)
{
    QStringList cut;
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>())
        if (button->isVisible() && !button->text().isEmpty() && button->width() < button->sizeHint().width())
            cut << u"%1 has %2 of %3"_s.arg(button->text()).arg(button->width()).arg(button->sizeHint().width());
    return cut;
}

} // namespace

class TestLongTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initializeIcons();
        m_dcmtk = DcmtkSession::create().take();
        QVERIFY(m_german.read(QFINDTESTDATA("../../resources/translations/de.tsv")));
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<bool>("isPseudo");
        QTest::addColumn<bool>("isRightToLeft");
        QTest::newRow("German") << false << false;
        QTest::newRow("texts that are a third longer") << true << false;
        QTest::newRow("from right to left") << true << true;
    }

    void nothingIsCutOff()
    {
        QFETCH(bool, isPseudo);
        QFETCH(bool, isRightToLeft);
        PseudoTranslation pseudo;
        QTranslator &translator = isPseudo ? static_cast<QTranslator &>(pseudo) : m_german;
        QVERIFY(QCoreApplication::installTranslator(&translator));
        QGuiApplication::setLayoutDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
        {
            Desk desk;
            desk.window.resize(1280, 720);
            desk.window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&desk.window));
            QCOMPARE(cutOff(desk.window), QStringList{});
            const std::filesystem::path disc = toPath(desk.folder.filePath(u"disc"_s));
            QVERIFY(writeSampleStudy(disc, {}).isOk());
            desk.window.addPaths({disc});
            QTRY_VERIFY_WITH_TIMEOUT(desk.window.messages().has(u"run"_s), patience);
            QTabBar *tabs = desk.window.findChild<QWidget *>(u"detailsPane"_s)->findChild<QTabBar *>();
            QTRY_VERIFY(tabs->isVisible());
            for (int tab = 0; tab < tabs->count(); ++tab) {
                tabs->setCurrentIndex(tab);
                QCoreApplication::sendPostedEvents();
                QCOMPARE(cutOff(desk.window), QStringList{});
            }
            for (const char *view : {"Ctrl+2", "Ctrl+3", "Ctrl+1"}) {
                for (QAction *action : desk.window.actions())
                    if (action->shortcut() == QKeySequence(QString::fromLatin1(view)))
                        action->trigger();
                QCoreApplication::sendPostedEvents();
                QCOMPARE(cutOff(desk.window), QStringList{});
            }
            SettingsDialog settings(desk.settings, &desk.window);
            ReportDialog report(desk.settings, &desk.window);
            AcceptanceDialog acceptance(&desk.window);
            for (QDialog *dialog : {static_cast<QDialog *>(&settings), static_cast<QDialog *>(&report),
                                    static_cast<QDialog *>(&acceptance)}) {
                dialog->show();
                QVERIFY(QTest::qWaitForWindowExposed(dialog));
                QCOMPARE(cutOff(*dialog), QStringList{});
                for (QTabWidget *pages : dialog->findChildren<QTabWidget *>())
                    for (int page = 0; page < pages->count(); ++page) {
                        pages->setCurrentIndex(page);
                        QCoreApplication::sendPostedEvents();
                        QCOMPARE(cutOff(*dialog), QStringList{});
                    }
                QVERIFY(dialog->layoutDirection() == QGuiApplication::layoutDirection());
            }
        }
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QCoreApplication::removeTranslator(&translator);
    }

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
    Translation m_german;
};

QTEST_MAIN(TestLongTexts)
#include "tst_long_texts.moc"
