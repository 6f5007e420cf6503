// Translation: the words of the window in another language, from resources/translations/<language>.tsv. One line a
// text: English, a tab, the translation; a third column holds the form for one thing where "%n" counts. The same
// English text means the same everywhere. Main thread; as long as it is installed.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QTranslator>

class QCoreApplication;

namespace mi::ui {

class Translation : public QTranslator {
public:
    // The language that the setting "system", "en" or "de" comes to: "en" or "de".
    static QString languageOf(const QString &setting);
    // Translates the window and Qt's own dialogs from now on, and sets the locale for dates and numbers. English: the
    // texts in the code stay as they are.
    static void install(QCoreApplication &application, const QString &language);

    bool read(const QString &file);
    QString translate(const char *context, const char *source, const char *disambiguation = nullptr,
                      int n = -1) const override;
    bool isEmpty() const override { return m_texts.isEmpty(); }

    struct Text {
        QString other;
        QString one; // empty: as `other`
    };
    const QHash<QByteArray, Text> &texts() const { return m_texts; } // by the English text

private:
    QHash<QByteArray, Text> m_texts;
};

} // namespace mi::ui
