// Theme: turns tokens into the application's palette, style sheet and font sizes, and follows the system's light, dark
// or high-contrast setting. Owned by main; main thread.
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QObject>
#include <QPalette>

namespace mi::ui {

// What the user chose; "system" follows the platform.
enum class SchemeChoice : std::uint8_t { system, light, dark, highContrast };

SchemeChoice schemeChoiceFromText(const QString &text); // "system", "light", "dark", "high-contrast"
QString toText(SchemeChoice choice);

// The scheme that fits a platform palette: Qt 6.4 does not say it, so it is read off the lightness and the contrast.
Scheme schemeOfPalette(const QPalette &system);

class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    // Sets style, palette and style sheet of the application. Cheap when nothing changed.
    void apply(SchemeChoice choice);
    // The platform's colours changed.
    void refresh();

    const Tokens &tokens() const { return m_tokens; }

    // Sizes are relative to the system's font, never fixed.
    QFont smallFont() const;  // second lines
    QFont strongFont() const; // names
    QFont titleFont() const;  // the title of a finding
    QFont heroFont() const;   // the sentence of the empty window

Q_SIGNALS:
    void changed();

private:
    QFont scaledFont(double factor, QFont::Weight weight) const;

    Tokens m_tokens;
    SchemeChoice m_choice = SchemeChoice::system;
    bool m_isApplied = false;
};

} // namespace mi::ui
