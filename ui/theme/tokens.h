// The one place that knows colours. Every pair of text on a tint has a contrast of at least 4.5:1, which a test
// computes. Value types; main thread.
#pragma once

#include <QColor>

#include <cstdint>

namespace mi::ui {

enum class Scheme : std::uint8_t { light, dark, highContrastLight, highContrastDark };

// What a status means. Each has a shape of its own besides its colour (status_shape.h).
enum class Tone : std::uint8_t { passed, warnings, problems, unreadable, working, waiting };

struct TonePair {
    QColor text; // on tint and on surface
    QColor tint;
};

struct Tokens {
    Scheme scheme = Scheme::light;
    QColor window;
    QColor surface;
    QColor border;
    QColor controlBorder; // of things that can be pressed or typed in
    QColor text;
    QColor mutedText;
    QColor accent;
    QColor onAccent;
    QColor accentHover;
    QColor selectedRow;
    QColor hover;
    TonePair passed;
    TonePair warnings;
    TonePair problems;
    TonePair unreadable;
    TonePair working;
    TonePair waiting;

    const TonePair &tone(Tone tone) const;
    bool isDark() const { return scheme == Scheme::dark || scheme == Scheme::highContrastDark; }
    bool isHighContrast() const { return scheme == Scheme::highContrastLight || scheme == Scheme::highContrastDark; }
};

Tokens tokensFor(Scheme scheme);

// The contrast of WCAG 2.1, 1 to 21.
double contrast(const QColor &first, const QColor &second);

} // namespace mi::ui
