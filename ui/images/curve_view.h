// CurveView: the channels of waveforms below each other over one time axis, scaled each by its own range. Not for
// measuring. Main thread.
#pragma once

#include "core/imaging/instance_content.h"

#include <QWidget>

#include <vector>

namespace mi::ui {

class Theme;

class CurveView : public QWidget {
    Q_OBJECT

public:
    explicit CurveView(const Theme &theme, QWidget *parent = nullptr);

    void setWaveforms(std::vector<WaveformGroup> groups);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void drawChannel(QPainter &painter, const WaveformChannel &channel, const QRect &area) const;
    int rowHeight() const;

    const Theme &m_theme;
    std::vector<WaveformGroup> m_groups;
};

} // namespace mi::ui
