#include "ui/common/translation.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>

// Resources in a static library must be named by a function outside of any namespace.
static void initializeTranslationResources()
{
    Q_INIT_RESOURCE(translations);
}

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray unescaped(QByteArray text)
{
    return text.replace("\\n", "\n");
}

} // namespace

QString Translation::languageOf(const QString &setting)
{
    if (setting == "en"_L1 || setting == "de"_L1)
        return setting;
    return QLocale::system().language() == QLocale::German ? u"de"_s : u"en"_s;
}

void Translation::install(QCoreApplication &application, const QString &language)
{
    const QLocale system = QLocale::system();
    const QLocale chosen(language);
    // A country's dates and numbers are kept as long as they go with the language.
    if (system.language() != QLocale::C && system.language() != chosen.language())
        QLocale::setDefault(chosen);
    else if (system.language() == QLocale::C && language != "en"_L1)
        QLocale::setDefault(chosen);
    if (language == "en"_L1)
        return;
    initializeTranslationResources();
    auto *qt = new QTranslator(&application);
    if (qt->load(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    auto *own = new Translation;
    own->setParent(&application);
    if (own->read(u":/translations/%1.tsv"_s.arg(language)))
        QCoreApplication::installTranslator(own);
}

bool Translation::read(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return false;
    m_texts.clear();
    const QList<QByteArray> lines = source.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> columns = line.split('\t');
        if (columns.size() < 2 || line.startsWith('#'))
            continue;
        m_texts.insert(unescaped(columns[0]),
                       {QString::fromUtf8(unescaped(columns[1])),
                        columns.size() > 2 ? QString::fromUtf8(unescaped(columns[2])) : QString{}});
    }
    return !m_texts.isEmpty();
}

QString Translation::translate(const char *, const char *source, const char *, int n) const
{
    const auto found = m_texts.constFind(QByteArray::fromRawData(source, static_cast<qsizetype>(qstrlen(source))));
    if (found == m_texts.constEnd())
        return {};
    return n == 1 && !found->one.isEmpty() ? found->one : found->other;
}

} // namespace mi::ui
