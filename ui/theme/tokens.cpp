#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace mi::ui {

namespace {

QColor hex(QRgb rgb)
{
    return QColor{rgb};
}

Tokens light()
{
    Tokens t;
    t.scheme = Scheme::light;
    t.window = hex(0xF5F6F8);
    t.surface = hex(0xFFFFFF);
    t.border = hex(0xDADFE6);
    t.controlBorder = hex(0xC9D0D9);
    t.text = hex(0x18212C);
    t.mutedText = hex(0x566372);
    t.accent = hex(0x0B62B8);
    t.onAccent = hex(0xFFFFFF);
    t.accentHover = hex(0x09539C);
    t.selectedRow = hex(0xE4EFFB);
    t.hover = hex(0xF0F3F7);
    t.passed = {hex(0x17713F), hex(0xE4F4EA)};
    t.warnings = {hex(0x875700), hex(0xFFF2D0)};
    t.problems = {hex(0xB3261E), hex(0xFCE6E4)};
    t.unreadable = {hex(0x5B3A94), hex(0xEEE8F8)};
    t.working = {hex(0x0B62B8), hex(0xE4EFFB)};
    t.waiting = {hex(0x566372), hex(0xECEFF3)};
    return t;
}

Tokens dark()
{
    Tokens t;
    t.scheme = Scheme::dark;
    t.window = hex(0x14181E);
    t.surface = hex(0x1B2027);
    t.border = hex(0x323A45);
    t.controlBorder = hex(0x414B58);
    t.text = hex(0xE7EBF0);
    t.mutedText = hex(0xA0ACBA);
    t.accent = hex(0x6CB4FF);
    t.onAccent = hex(0x14181E);
    t.accentHover = hex(0x8CC4FF);
    t.selectedRow = hex(0x20364D);
    t.hover = hex(0x242B34);
    t.passed = {hex(0x5BD096), hex(0x173524)};
    t.warnings = {hex(0xEBC063), hex(0x3A2F12)};
    t.problems = {hex(0xFF8F86), hex(0x46201D)};
    t.unreadable = {hex(0xC6AEF5), hex(0x32264B)};
    t.working = {hex(0x6CB4FF), hex(0x1B3148)};
    t.waiting = {hex(0xA0ACBA), hex(0x2A313A)};
    return t;
}

Tokens highContrastLight()
{
    Tokens t = light();
    t.scheme = Scheme::highContrastLight;
    t.window = t.surface = hex(0xFFFFFF);
    t.border = t.controlBorder = t.text = t.mutedText = hex(0x000000);
    t.accent = hex(0x003C82);
    t.accentHover = hex(0x002A5C);
    t.selectedRow = hex(0xD6E6FA);
    t.hover = hex(0xEAEAEA);
    t.passed.text = hex(0x00441E);
    t.warnings.text = hex(0x4D3000);
    t.problems.text = hex(0x7A0000);
    t.unreadable.text = hex(0x3A1670);
    t.working.text = hex(0x003C82);
    t.waiting.text = hex(0x000000);
    return t;
}

Tokens highContrastDark()
{
    Tokens t = dark();
    t.scheme = Scheme::highContrastDark;
    t.window = t.surface = hex(0x000000);
    t.border = t.controlBorder = t.text = t.mutedText = hex(0xFFFFFF);
    t.accent = hex(0x9CCBFF);
    t.onAccent = hex(0x000000);
    t.accentHover = hex(0xC4E0FF);
    t.selectedRow = hex(0x12304F);
    t.hover = hex(0x242424);
    t.passed = {hex(0x8CF0BC), hex(0x06210F)};
    t.warnings = {hex(0xFFDF8A), hex(0x2A1F00)};
    t.problems = {hex(0xFFB9B3), hex(0x330A07)};
    t.unreadable = {hex(0xDCCBFF), hex(0x1E1236)};
    t.working = {hex(0x9CCBFF), hex(0x0B2036)};
    t.waiting = {hex(0xFFFFFF), hex(0x242424)};
    return t;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(static_cast<double>(color.redF())) + 0.7152 * linear(static_cast<double>(color.greenF())) +
           0.0722 * linear(static_cast<double>(color.blueF()));
}

} // namespace

const TonePair &Tokens::tone(Tone tone) const
{
    switch (tone) {
    case Tone::passed:
        return passed;
    case Tone::warnings:
        return warnings;
    case Tone::problems:
        return problems;
    case Tone::unreadable:
        return unreadable;
    case Tone::working:
        return working;
    case Tone::waiting:
        break;
    }
    return waiting;
}

Tokens tokensFor(Scheme scheme)
{
    switch (scheme) {
    case Scheme::light:
        return light();
    case Scheme::dark:
        return dark();
    case Scheme::highContrastLight:
        return highContrastLight();
    case Scheme::highContrastDark:
        break;
    }
    return highContrastDark();
}

double contrast(const QColor &first, const QColor &second)
{
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace mi::ui
