// docs/checks.md, made from the catalogue and its words, so that it cannot say anything else than the program.
#pragma once

#include <QByteArray>

namespace mi::test {

// The whole page, UTF-8 Markdown.
QByteArray checksDocument();

} // namespace mi::test
