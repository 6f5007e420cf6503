// Text as it is searched: case, width and the marks of alphabets make no difference, whatever script a name is written
// in. Used for what is stored and for what is asked, so that both databases find the same. Any thread.
#pragma once

#include <QString>
#include <QStringList>

#include <string_view>
#include <vector>

namespace mi::index {

// "MÜLLER" and "Muller" are the same, so are half and full width, katakana and hiragana. Marks go only from letters of
// alphabets that are read without them (Latin, Greek, Cyrillic, Arabic, Hebrew). Ill-formed UTF-8 becomes U+FFFD.
QString folded(std::string_view utf8);
QString folded(const QString &text);

// The words of a text, folded. Scripts that are written without spaces (Han, kana, Hangul, Thai, ...) yield one token a
// character, so that any part of a name is found.
QStringList tokensOf(const QString &text);

// The tokens of a Person Name (PS3.5 6.2.1), all component groups, or of several names, one after the other; an empty
// token parts what must not be read as one name.
QStringList nameTokens(const std::vector<std::string> &names);

// What a person typed, as terms that all have to be found: each a run of tokens that stand side by side, the last of
// which may go on. Terms are parted by spaces, "^", "=" and commas.
std::vector<QStringList> searchTerms(const QString &text);

} // namespace mi::index
