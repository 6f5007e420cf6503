#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontMetrics>
#include <QStyle>
#include <QStyleFactory>
#include <QToolTip>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QPalette paletteFrom(const Tokens &t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.hover);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.mutedText);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.problems.text);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.hover);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.controlBorder);
    p.setColor(QPalette::Shadow, t.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.mutedText);
    return p;
}

} // namespace

SchemeChoice schemeChoiceFromText(const QString &text)
{
    if (text == "light"_L1)
        return SchemeChoice::light;
    if (text == "dark"_L1)
        return SchemeChoice::dark;
    if (text == "high-contrast"_L1)
        return SchemeChoice::highContrast;
    return SchemeChoice::system;
}

QString toText(SchemeChoice choice)
{
    switch (choice) {
    case SchemeChoice::light:
        return u"light"_s;
    case SchemeChoice::dark:
        return u"dark"_s;
    case SchemeChoice::highContrast:
        return u"high-contrast"_s;
    case SchemeChoice::system:
        break;
    }
    return u"system"_s;
}

Scheme schemeOfPalette(const QPalette &system)
{
    const QColor window = system.color(QPalette::Window);
    const QColor text = system.color(QPalette::WindowText);
    const bool isDark = window.lightnessF() < text.lightnessF();
    // Pure black and white on the window itself: ordinary themes stay below this.
    const bool isHighContrast = contrast(window, text) > 20.0;
    if (isHighContrast)
        return isDark ? Scheme::highContrastDark : Scheme::highContrastLight;
    return isDark ? Scheme::dark : Scheme::light;
}

Theme::Theme(QObject *parent) : QObject(parent), m_tokens(tokensFor(Scheme::light)) {}

void Theme::apply(SchemeChoice choice)
{
    m_choice = choice;
    if (!m_isApplied)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    // An empty palette shows the platform's own again.
    QApplication::setPalette(QPalette{});
    const Scheme system = schemeOfPalette(QGuiApplication::palette());
    const bool isSystemDark = system == Scheme::dark || system == Scheme::highContrastDark;
    Scheme scheme = system;
    if (choice == SchemeChoice::light)
        scheme = Scheme::light;
    else if (choice == SchemeChoice::dark)
        scheme = Scheme::dark;
    else if (choice == SchemeChoice::highContrast)
        scheme = isSystemDark ? Scheme::highContrastDark : Scheme::highContrastLight;

    const bool isSame = m_isApplied && scheme == m_tokens.scheme;
    m_tokens = tokensFor(scheme);
    const QPalette palette = paletteFrom(m_tokens);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    if (isSame)
        return;
    m_isApplied = true;
    qApp->setStyleSheet(styleSheet(m_tokens, QFontMetrics(QApplication::font()).height()));
    Q_EMIT changed();
}

void Theme::refresh()
{
    apply(m_choice);
}

QFont Theme::scaledFont(double factor, QFont::Weight weight) const
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    font.setWeight(weight);
    return font;
}

QFont Theme::smallFont() const
{
    return scaledFont(0.93, QFont::Normal);
}

QFont Theme::strongFont() const
{
    return scaledFont(1.0, QFont::DemiBold);
}

QFont Theme::titleFont() const
{
    return scaledFont(1.15, QFont::DemiBold);
}

QFont Theme::heroFont() const
{
    return scaledFont(1.65, QFont::DemiBold);
}

} // namespace mi::ui
