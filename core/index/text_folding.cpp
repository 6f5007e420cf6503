#include "core/index/text_folding.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace mi::index {

namespace {

// Letters that Unicode does not decompose, but people leave the stroke out of.
constexpr std::array<std::pair<char32_t, const char *>, 11> plainForms{{
    {U'\u00df', "ss"},
    {U'\u00e6', "ae"},
    {U'\u00f0', "d"},
    {U'\u00f8', "o"},
    {U'\u00fe', "th"},
    {U'\u0111', "d"},
    {U'\u0131', "i"},
    {U'\u0142', "l"},
    {U'\u0153', "oe"},
    {U'\u0167', "t"},
    {U'\u0127', "h"},
}};
constexpr char32_t firstKatakana = U'\u30a1';
constexpr char32_t lastKatakana = U'\u30f6';
constexpr char32_t katakanaToHiragana = 0x60;

bool losesMarks(QChar::Script script)
{
    constexpr std::array scripts{QChar::Script_Latin, QChar::Script_Greek, QChar::Script_Cyrillic, QChar::Script_Arabic,
                                 QChar::Script_Hebrew};
    return std::ranges::find(scripts, script) != scripts.end();
}

bool isWrittenWithoutSpaces(char32_t character)
{
    constexpr std::array scripts{QChar::Script_Han,    QChar::Script_Hiragana, QChar::Script_Katakana,
                                 QChar::Script_Hangul, QChar::Script_Thai,     QChar::Script_Lao,
                                 QChar::Script_Khmer,  QChar::Script_Myanmar,  QChar::Script_Bopomofo};
    return std::ranges::find(scripts, QChar::script(character)) != scripts.end();
}

void append(QString &out, char32_t character)
{
    if (character >= firstKatakana && character <= lastKatakana)
        character -= katakanaToHiragana;
    for (const auto &[letter, plain] : plainForms) {
        if (letter == character) {
            out += QLatin1String(plain);
            return;
        }
    }
    out += QString::fromUcs4(&character, 1);
}

bool isMark(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining;
}

} // namespace

QString folded(const QString &text)
{
    const QString apart = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString plain;
    plain.reserve(apart.size());
    QChar::Script base = QChar::Script_Unknown;
    for (const uint code : apart.toUcs4()) {
        const auto character = static_cast<char32_t>(code);
        if (QChar::category(character) == QChar::Mark_NonSpacing) {
            if (!losesMarks(base))
                plain += QString::fromUcs4(&character, 1);
            continue;
        }
        base = QChar::script(character);
        append(plain, character);
    }
    return plain.normalized(QString::NormalizationForm_KC);
}

QString folded(std::string_view utf8)
{
    return folded(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
}

QStringList tokensOf(const QString &text)
{
    QStringList tokens;
    QString word;
    const auto endWord = [&] {
        if (!word.isEmpty())
            tokens.append(std::exchange(word, {}));
    };
    for (const uint code : folded(text).toUcs4()) {
        const auto character = static_cast<char32_t>(code);
        if (!QChar::isLetterOrNumber(character) && !isMark(character)) {
            endWord();
        } else if (isWrittenWithoutSpaces(character) && !isMark(character)) {
            endWord();
            tokens.append(QString::fromUcs4(&character, 1));
        } else {
            word += QString::fromUcs4(&character, 1);
        }
    }
    endWord();
    return tokens;
}

QStringList nameTokens(const std::vector<std::string> &names)
{
    QStringList tokens;
    for (const std::string &name : names) {
        const QString text = QString::fromStdString(name);
        for (const QString &group : text.split(u'=')) {
            const QStringList words = tokensOf(group);
            if (words.isEmpty())
                continue;
            if (!tokens.isEmpty())
                tokens.append(QString());
            tokens += words;
        }
    }
    return tokens;
}

std::vector<QStringList> searchTerms(const QString &text)
{
    std::vector<QStringList> terms;
    QString rest = text;
    for (const char16_t divider : {u'^', u'=', u',', u';', u'\t', u'\u3000'})
        rest.replace(QChar(divider), u' ');
    for (const QString &part : rest.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList tokens = tokensOf(part);
        if (!tokens.isEmpty())
            terms.push_back(tokens);
    }
    return terms;
}

} // namespace mi::index
