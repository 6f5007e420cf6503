// Figures for Prometheus, as a text file for its node exporter's textfile collector: exposition format 0.0.4. Holds
// counts and times, nothing about a patient. Main thread.
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

namespace mi::cli {

class Metrics {
public:
    using Labels = QList<QPair<QString, QString>>;

    // Starts a metric; `name` after "mivalidator_".
    void begin(const char *name, const char *help, const char *type = "gauge");
    // A sample of the metric that was begun.
    void add(double value, const Labels &labels = {});
    // The same with something behind the name: "_sum" and "_count" of a summary.
    void addAs(const char *suffix, double value);
    // begin() and one add().
    void gauge(const char *name, const char *help, double value);

    const QByteArray &text() const { return m_text; }
    // Replaces the file in one step, so that no reader sees half of it. Says so on the error stream if it cannot.
    bool write(const QString &file) const;

private:
    QByteArray m_text;
    QByteArray m_name;
};

} // namespace mi::cli
