#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// Resources in a static library must be named by a function outside of any namespace.
static void initializeIconResources()
{
    Q_INIT_RESOURCE(mivalidator);
}

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// Draws one SVG file with "currentColor" replaced. Reads the file when it is drawn for the first time.
class SvgIconEngine : public QIconEngine {
public:
    SvgIconEngine(const QString &file, const QColor &color, const QColor &disabled, const QColor &active)
        : m_file(file), m_color(color), m_disabled(disabled), m_active(active)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QColor color = mode == QIcon::Disabled ? m_disabled : state == QIcon::On ? m_active : m_color;
        QFile file(m_file);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        painter->setRenderHint(QPainter::Antialiasing);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

    QIconEngine *clone() const override { return new SvgIconEngine(m_file, m_color, m_disabled, m_active); }

private:
    QString m_file;
    QColor m_color;
    QColor m_disabled;
    QColor m_active;
};

} // namespace

void initializeIcons()
{
    initializeIconResources();
}

QIcon themedIcon(const QString &name, const QColor &color, const QColor &disabled, const QColor &active)
{
    return QIcon(new SvgIconEngine(u":/icons/%1.svg"_s.arg(name), color, disabled, active));
}

QIcon themedIcon(const QString &name, const Tokens &tokens)
{
    QColor disabled = tokens.mutedText;
    disabled.setAlphaF(0.6F);
    return themedIcon(name, tokens.text, tokens.mutedText, tokens.accent);
}

QIcon applicationIcon()
{
    return themedIcon(u"mivalidator"_s, Qt::white, Qt::white, Qt::white);
}

} // namespace mi::ui
