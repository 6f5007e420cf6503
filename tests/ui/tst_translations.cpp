// Every text of the window has its German, and the window holds texts that are longer, or run from right to left.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "core/samples/sample_study.h"
#include "core/settings/settings.h"
#include "ui/common/text.h"
#include "ui/common/translation.h"
#include "ui/main_window/acceptance_dialog.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/reports/report_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

// The texts that the code of the window asks for, unescaped.
std::set<QString> textsInCode(const QString &root)
{
    static const QRegularExpression call(
        uR"re((?:\btr\(|translate\(\s*"[A-Za-z]+"\s*,|QT_TRANSLATE_NOOP\(\s*"[A-Za-z]+"\s*,)\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re"_s);
    static const QRegularExpression part(uR"re("((?:[^"\\]|\\.)*)")re"_s);
    QStringList files{root + u"/app/main.cpp"_s, root + u"/core/report/finding_texts.cpp"_s};
    QDirIterator sources(root + u"/ui"_s, {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (sources.hasNext())
        files << sources.next();
    std::set<QString> texts;
    for (const QString &file : files) {
        auto calls = call.globalMatch(contentOf(file));
        while (calls.hasNext()) {
            auto parts = part.globalMatch(calls.next().captured(1));
            QString text;
            while (parts.hasNext())
                text += parts.next().captured(1);
            texts.insert(text.replace(u"\\n"_s, u"\n"_s).replace(u"\\\""_s, u"\""_s).replace(u"\\\\"_s, u"\\"_s));
        }
    }
    return texts;
}

QStringList placesIn(const QString &text)
{
    static const QRegularExpression place(u"%[0-9n]"_s);
    QStringList places;
    auto found = place.globalMatch(text);
    while (found.hasNext())
        places << found.next().captured();
    places.sort();
    return places;
}

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

class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initializeIcons();
        m_dcmtk = DcmtkSession::create().take();
        m_root = QFINDTESTDATA("../..");
        QVERIFY(m_german.read(m_root + u"/resources/translations/de.tsv"_s));
    }

    void everyTextHasItsGermanAndNoneIsLeftOver()
    {
        const std::set<QString> wanted = textsInCode(m_root);
        QVERIFY(wanted.size() > 500);
        QStringList missing;
        for (const QString &text : wanted)
            if (!m_german.texts().contains(text.toUtf8()))
                missing << text;
        QCOMPARE(missing, QStringList{});
        QStringList leftOver;
        for (const QByteArray &text : m_german.texts().keys())
            if (!wanted.contains(QString::fromUtf8(text)))
                leftOver << QString::fromUtf8(text);
        QCOMPARE(leftOver, QStringList{});
    }

    void aTranslationHasThePlacesOfItsText()
    {
        for (auto text = m_german.texts().cbegin(); text != m_german.texts().cend(); ++text) {
            const QString english = QString::fromUtf8(text.key());
            const QString &german = text->other;
            QVERIFY2(!german.isEmpty(), text.key().constData());
            QVERIFY2(placesIn(german) == placesIn(english), text.key().constData());
            QVERIFY2(german.contains(u'&') == english.contains(u'&'), text.key().constData());
            QVERIFY2(german.startsWith(u' ') == english.startsWith(u' '), text.key().constData());
            QVERIFY2(german.endsWith(u' ') == english.endsWith(u' '), text.key().constData());
        }
    }

    void oneThingIsCountedAsOne()
    {
        QCOMPARE(m_german.translate("", "and %n more", nullptr, 1), u"und ein weiteres"_s);
        QCOMPARE(m_german.translate("", "and %n more", nullptr, 2), u"und %n weitere"_s);
        QVERIFY(m_german.translate("", "not in the table").isNull());
    }

    void theLanguageFollowsTheSettingAndElseTheSystem()
    {
        QCOMPARE(Translation::languageOf(u"de"_s), u"de"_s);
        QCOMPARE(Translation::languageOf(u"en"_s), u"en"_s);
        const bool isGerman = QLocale::system().language() == QLocale::German;
        QCOMPARE(Translation::languageOf(u"system"_s), isGerman ? u"de"_s : u"en"_s);
    }

    void menusHaveNoLetterTwiceInGerman()
    {
        QVERIFY(QCoreApplication::installTranslator(&m_german));
        Desk desk;
        QMenuBar *bar = desk.window.menuBar();
        const auto letters = [](const QList<QAction *> &actions) {
            QStringList found;
            for (const QAction *action : actions)
                if (const qsizetype at = action->text().indexOf(u'&'); at >= 0)
                    found << action->text().mid(at + 1, 1).toLower();
            found.sort();
            return found;
        };
        QStringList all = letters(bar->actions());
        QCOMPARE(all.removeDuplicates(), 0);
        for (const QAction *menu : bar->actions()) {
            QStringList inside = letters(menu->menu()->actions());
            QVERIFY2(inside.removeDuplicates() == 0, qPrintable(menu->text() + inside.join(u' ')));
        }
        QCOMPARE(windowLanguage(), Language::german);
        QCoreApplication::removeTranslator(&m_german);
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
            SettingsDialog settings(desk.settings, &desk.window);
            ReportDialog report(desk.settings, &desk.window);
            AcceptanceDialog acceptance(&desk.window);
            for (QDialog *dialog : {static_cast<QDialog *>(&settings), static_cast<QDialog *>(&report),
                                    static_cast<QDialog *>(&acceptance)}) {
                dialog->show();
                QVERIFY(QTest::qWaitForWindowExposed(dialog));
                QCOMPARE(cutOff(*dialog), QStringList{});
                QVERIFY(dialog->layoutDirection() == QGuiApplication::layoutDirection());
            }
        }
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QCoreApplication::removeTranslator(&translator);
    }

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
    Translation m_german;
    QString m_root;
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
