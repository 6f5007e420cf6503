#include "core/index/name_tokens.h"

namespace mi::index {

namespace {

// Far above any name; PostgreSQL keeps no longer words and no more positions.
constexpr qsizetype longestToken = 128;
constexpr qsizetype mostTokens = 10'000;
// Stands between names, so that no term is found across two of them. For private use: in no name's tokens.
constexpr char16_t divider = u'\ue000';

} // namespace

QString storedNames(const QStringList &tokens, Engine engine)
{
    QStringList words;
    qsizetype position = 0;
    for (const QString &token : tokens.first(std::min(tokens.size(), mostTokens))) {
        ++position;
        if (engine == Engine::sqlite)
            words.append(token.isEmpty() ? QString(QChar(divider)) : token.left(longestToken));
        else if (!token.isEmpty())
            words.append(QStringLiteral("'%1':%2").arg(token.left(longestToken)).arg(position));
    }
    return words.join(u' ');
}

QString askedNames(const std::vector<QStringList> &terms, Engine engine)
{
    QStringList all;
    for (const QStringList &term : terms) {
        QStringList words;
        for (const QString &token : term)
            words.append(engine == Engine::sqlite ? token.left(longestToken)
                                                  : QStringLiteral("'%1'").arg(token.left(longestToken)));
        all.append(engine == Engine::sqlite ? QStringLiteral("\"%1\" *").arg(words.join(u' '))
                                            : QStringLiteral("(%1:*)").arg(words.join(QLatin1StringView(" <-> "))));
    }
    return all.join(engine == Engine::sqlite ? QLatin1StringView(" ") : QLatin1StringView(" & "));
}

} // namespace mi::index
