// Name tokens as each engine keeps and asks them. Tokens hold nothing but letters, digits and marks, so nothing in them
// means anything to the engine. Any thread.
#pragma once

#include "core/index/database.h"

#include <QStringList>

#include <vector>

namespace mi::index {

// What goes into study_names.
QString storedNames(const QStringList &tokens, Engine engine);
// What finds them: every term somewhere in the names.
QString askedNames(const std::vector<QStringList> &terms, Engine engine);

} // namespace mi::index
