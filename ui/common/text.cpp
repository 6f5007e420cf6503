#include "ui/common/text.h"

#include "core/support/text.h"

#include <QCoreApplication>
#include <QDate>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStringList>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Text)
};

bool changesItsSurroundings(QChar c)
{
    const char16_t code = c.unicode();
    const bool isBidiControl = code == 0x061C || code == 0x200E || code == 0x200F ||
                               (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    const bool isLineBreak = code == 0x2028 || code == 0x2029;
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || isBidiControl || isLineBreak;
}

} // namespace

QString isolated(const QString &value)
{
    constexpr QChar firstStrongIsolate(0x2068);
    constexpr QChar popIsolate(0x2069);
    return firstStrongIsolate + value + popIsolate;
}

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString displayText(std::string_view utf8)
{
    QString text = fromUtf8(utf8);
    for (QChar &c : text)
        if (changesItsSurroundings(c))
            c = QChar::ReplacementCharacter;
    return text;
}

Language windowLanguage()
{
    //: The code of the language itself.
    return languageFromText(Text::tr("en").toStdString()).value_or(Language::english);
}

QString toQString(const std::filesystem::path &path)
{
    return displayText(pathToUtf8(path));
}

std::filesystem::path toPath(const QString &text)
{
#ifdef _WIN32
    return std::filesystem::path{text.toStdWString()};
#else
    return std::filesystem::path{QFile::encodeName(text).toStdString()};
#endif
}

QString folderName(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    return name.isEmpty() ? path : name;
}

QString dateText(std::string_view dicomDate)
{
    const QString text = fromUtf8(dicomDate).trimmed();
    const QDate date = QDate::fromString(text, u"yyyyMMdd"_s);
    if (date.isValid())
        return QLocale().toString(date, u"d MMM yyyy"_s);
    bool isYear = false;
    const int year = text.toInt(&isYear);
    return text.size() == 4 && isYear && year > 0 ? text : QString{};
}

QString countText(std::uint64_t count)
{
    QLocale locale;
    if (locale.language() == QLocale::C)
        locale = QLocale(QLocale::English, QLocale::UnitedStates);
    return locale.toString(static_cast<qulonglong>(count));
}

QString bytesText(std::uint64_t bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), bytes < 10'000'000'000ULL ? 1 : 0,
                                       QLocale::DataSizeSIFormat);
}

QString remainingText(double seconds)
{
    if (seconds < 10)
        return Text::tr("a few seconds left");
    if (seconds < 55)
        return Text::tr("about %n s left", nullptr, static_cast<int>(seconds / 10 + 0.5) * 10);
    if (seconds < 3600 * 0.95)
        return Text::tr("about %n min left", nullptr, qMax(1, static_cast<int>(seconds / 60 + 0.5)));
    return Text::tr("about %n h left", nullptr, static_cast<int>(seconds / 3600 + 0.5));
}

QString personText(std::string_view name)
{
    const QString text = displayText(name).trimmed();
    if (!text.contains(u'^'))
        return text;
    // Family, given, middle, prefix, suffix (PS3.5 6.2, PN); the first component group is enough for a list.
    const QStringList parts = text.section(u'=', 0, 0).split(u'^');
    QStringList given;
    for (qsizetype i : {1, 2})
        if (i < parts.size() && !parts[i].trimmed().isEmpty())
            given << parts[i].trimmed();
    const QString family = parts.first().trimmed();
    if (given.isEmpty())
        return family;
    return family.isEmpty() ? given.join(u' ') : family + u", "_s + given.join(u' ');
}

} // namespace mi::ui
