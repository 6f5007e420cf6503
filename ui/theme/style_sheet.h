// The style sheet of the application, made from tokens. Widgets ask for a look through the property "look".
#pragma once

#include "ui/theme/tokens.h"

#include <QString>

namespace mi::ui {

// `lineHeight`: of the application's font, in pixels; round ends must not be rounder than half the height.
QString styleSheet(const Tokens &tokens, int lineHeight);

} // namespace mi::ui
