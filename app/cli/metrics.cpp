#include "app/cli/metrics.h"

#include "app/cli/console.h"

#include <QSaveFile>

namespace mi::cli {

namespace {

// https://prometheus.io/docs/instrumenting/exposition_formats/: what has to be escaped in a label's value.
QByteArray escaped(const QString &value)
{
    QString text = value;
    text.replace(u'\\', QLatin1StringView("\\\\"));
    text.replace(u'"', QLatin1StringView("\\\""));
    text.replace(u'\n', QLatin1StringView("\\n"));
    return text.toUtf8();
}

} // namespace

void Metrics::begin(const char *name, const char *help, const char *type)
{
    m_name = QByteArrayLiteral("mivalidator_") + name;
    m_text += "# HELP " + m_name + ' ' + help + "\n# TYPE " + m_name + ' ' + type + '\n';
}

void Metrics::add(double value, const Labels &labels)
{
    m_text += m_name;
    if (!labels.isEmpty()) {
        QByteArray list;
        for (const auto &[label, text] : labels)
            list += (list.isEmpty() ? "" : ",") + label.toUtf8() + "=\"" + escaped(text) + '"';
        m_text += '{' + list + '}';
    }
    m_text += ' ' + QByteArray::number(value, 'g', 17) + '\n';
}

void Metrics::addAs(const char *suffix, double value)
{
    m_text += m_name + suffix + ' ' + QByteArray::number(value, 'g', 17) + '\n';
}

void Metrics::gauge(const char *name, const char *help, double value)
{
    begin(name, help);
    add(value);
}

bool Metrics::write(const QString &file) const
{
    QSaveFile out(file);
    const bool isWritten = out.open(QIODevice::WriteOnly) && out.write(m_text) == m_text.size() && out.commit();
    if (!isWritten)
        printError(QStringLiteral("the metrics could not be written to %1").arg(file));
    return isWritten;
}

} // namespace mi::cli
