#include "ui/theme/icons.h"
#include "ui/theme/status_shape.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <set>

using namespace mi::ui;
using namespace Qt::StringLiterals;

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrastIsTheOneOfWcag();
    void everyTextPairHasEnoughContrast_data();
    void everyTextPairHasEnoughContrast();
    void theStyleSheetKnowsEveryToken_data();
    void theStyleSheetKnowsEveryToken();
    void theSchemeFollowsThePalette_data();
    void theSchemeFollowsThePalette();
    void everyToneHasAShapeOfItsOwn();
    void everyIconCanBeDrawn();
    void sizesAreRelativeToTheSystemsFont();
};

namespace {

void schemeRows()
{
    QTest::addColumn<int>("scheme");
    QTest::newRow("light") << static_cast<int>(Scheme::light);
    QTest::newRow("dark") << static_cast<int>(Scheme::dark);
    QTest::newRow("high contrast, light") << static_cast<int>(Scheme::highContrastLight);
    QTest::newRow("high contrast, dark") << static_cast<int>(Scheme::highContrastDark);
}

QImage imageOfShape(Tone tone)
{
    QImage image(32, 32, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawStatusShape(painter, tone, QRectF(0, 0, 32, 32), Qt::black);
    return image;
}

} // namespace

void TestTheme::contrastIsTheOneOfWcag()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01); // the textbook's near miss
}

void TestTheme::everyTextPairHasEnoughContrast_data()
{
    schemeRows();
}

void TestTheme::everyTextPairHasEnoughContrast()
{
    QFETCH(int, scheme);
    const Tokens t = tokensFor(static_cast<Scheme>(scheme));
    const double least = t.isHighContrast() ? 7.0 : 4.5;
    struct Pair {
        const char *name;
        QColor text;
        QColor ground;
    };
    std::vector<Pair> pairs{
        {"text on window", t.text, t.window},
        {"text on surface", t.text, t.surface},
        {"text on a selected row", t.text, t.selectedRow},
        {"text on hover", t.text, t.hover},
        {"muted on window", t.mutedText, t.window},
        {"muted on surface", t.mutedText, t.surface},
        {"muted on a selected row", t.mutedText, t.selectedRow},
        {"muted on hover", t.mutedText, t.hover},
        {"muted on a disabled primary button", t.mutedText, t.waiting.tint},
        {"accent on surface", t.accent, t.surface},
        {"accent on a selected row", t.accent, t.selectedRow},
        {"text on accent", t.onAccent, t.accent},
        {"text on pressed accent", t.onAccent, t.accentHover},
    };
    for (const Tone tone :
         {Tone::passed, Tone::warnings, Tone::problems, Tone::unreadable, Tone::working, Tone::waiting}) {
        pairs.push_back({"status on its tint", t.tone(tone).text, t.tone(tone).tint});
        pairs.push_back({"status on surface", t.tone(tone).text, t.surface});
        pairs.push_back({"status on a selected row", t.tone(tone).text, t.selectedRow});
    }
    for (const Pair &pair : pairs)
        QVERIFY2(contrast(pair.text, pair.ground) >= least,
                 qPrintable(u"%1: %2 on %3 is %4"_s.arg(QLatin1String(pair.name), pair.text.name(), pair.ground.name())
                                .arg(contrast(pair.text, pair.ground))));
}

void TestTheme::theStyleSheetKnowsEveryToken_data()
{
    schemeRows();
}

void TestTheme::theStyleSheetKnowsEveryToken()
{
    QFETCH(int, scheme);
    const QString sheet = styleSheet(tokensFor(static_cast<Scheme>(scheme)), 15);
    QVERIFY(!sheet.contains(u'@'));
    QVERIFY(!sheet.contains(u'%'));
    QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
}

void TestTheme::theSchemeFollowsThePalette_data()
{
    QTest::addColumn<QColor>("window");
    QTest::addColumn<QColor>("text");
    QTest::addColumn<int>("expected");
    QTest::newRow("an ordinary light desktop")
        << QColor(0xEF, 0xEF, 0xEF) << QColor(Qt::black) << static_cast<int>(Scheme::light);
    QTest::newRow("an ordinary dark desktop")
        << QColor(0x30, 0x30, 0x30) << QColor(0xEE, 0xEE, 0xEE) << static_cast<int>(Scheme::dark);
    QTest::newRow("black on white is high contrast")
        << QColor(Qt::white) << QColor(Qt::black) << static_cast<int>(Scheme::highContrastLight);
    QTest::newRow("white on black is high contrast")
        << QColor(Qt::black) << QColor(Qt::white) << static_cast<int>(Scheme::highContrastDark);
}

void TestTheme::theSchemeFollowsThePalette()
{
    QFETCH(QColor, window);
    QFETCH(QColor, text);
    QFETCH(int, expected);
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    QCOMPARE(static_cast<int>(schemeOfPalette(palette)), expected);
}

void TestTheme::everyToneHasAShapeOfItsOwn()
{
    // In one colour: whoever sees no colours tells them apart all the same.
    std::vector<QImage> images;
    for (const Tone tone :
         {Tone::passed, Tone::warnings, Tone::problems, Tone::unreadable, Tone::working, Tone::waiting}) {
        const QImage image = imageOfShape(tone);
        for (const QImage &other : images)
            QVERIFY(image != other);
        images.push_back(image);
    }
}

void TestTheme::everyIconCanBeDrawn()
{
    initializeIcons();
    QDirIterator icons(u":/icons"_s, {u"*.svg"_s});
    int count = 0;
    while (icons.hasNext()) {
        const QString name = QFileInfo(icons.next()).completeBaseName();
        const QImage image = themedIcon(name, Qt::red, Qt::gray, Qt::blue).pixmap(48, 48).toImage();
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                drawn += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
        QVERIFY2(drawn > 40, qPrintable(name));
        ++count;
    }
    QVERIFY(count >= 10);
}

void TestTheme::sizesAreRelativeToTheSystemsFont()
{
    const Theme theme;
    QFont large = QApplication::font();
    large.setPointSizeF(30);
    QApplication::setFont(large);
    QVERIFY(theme.titleFont().pointSizeF() > 30);
    QVERIFY(theme.smallFont().pointSizeF() > 25);
    QVERIFY(theme.smallFont().pointSizeF() < 30);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
