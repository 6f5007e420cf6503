// Icons of our own: one-colour SVG files in resources/icons, drawn in the colour of the theme at any size. Main thread.
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QString>

namespace mi::ui {

// Makes the icons available; once, before the first icon.
void initializeIcons();

// `name` without folder and ".svg". `active`: when the button is checked.
QIcon themedIcon(const QString &name, const QColor &color, const QColor &disabled, const QColor &active);
QIcon themedIcon(const QString &name, const Tokens &tokens);

// The icon of the application, in its own colours.
QIcon applicationIcon();

} // namespace mi::ui
