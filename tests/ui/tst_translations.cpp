// Every text of the window has its German.
#include "core/dicom/dcmtk_session.h"
#include "core/platform/file_layer.h"
#include "core/settings/settings.h"
#include "ui/common/text.h"
#include "ui/common/translation.h"
#include "ui/main_window/main_window.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDirIterator>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace mi;
using namespace mi::ui;
using namespace Qt::StringLiterals;

namespace {

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

struct Desk {
    QTemporaryDir folder;
    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    Settings settings{folder.filePath(u"settings.ini"_s)};
    Session session{*files, {}};
    Theme theme;
    MainWindow window{{session, *files, settings, theme}};
};

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

    void everyTextHasItsGerman()
    {
        const std::set<QString> wanted = textsInCode(m_root);
        QVERIFY(wanted.size() > 500);
        QStringList missing;
        for (const QString &text : wanted)
            if (!m_german.texts().contains(text.toUtf8()))
                missing << text;
        QCOMPARE(missing, QStringList{});
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
        QVERIFY(windowLanguage() == Language::german);
        QCoreApplication::removeTranslator(&m_german);
    }

private:
    std::unique_ptr<DcmtkSession> m_dcmtk;
    Translation m_german;
    QString m_root;
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
