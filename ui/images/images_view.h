// ImagesView: the Images tab. The series of the study with a small picture each, and the chosen one as pictures, curves
// or text. For looking, never for diagnosis, and never needed for a verdict. Main thread.
#pragma once

#include "ui/common/background_jobs.h"
#include "ui/common/snapshots.h"
#include "ui/images/picture_reader.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QListView;
class QPlainTextEdit;
class QPushButton;
class QSlider;
class QStackedWidget;
class QTemporaryDir;

namespace mi::ui {

class CurveView;
class ImageCanvas;
class PlainLabel;
class SeriesModel;
class Theme;

class ImagesView : public QWidget {
    Q_OBJECT

public:
    ImagesView(const Theme &theme, PictureSource source, BackgroundJobs &jobs, QWidget *parent = nullptr);
    ~ImagesView() override;

    void setStudy(const StudySnapshotPtr &study);
    SeriesModel &series() { return *m_series; }
    ImageCanvas &canvas() { return *m_canvas; }
    const Picture &picture() const { return m_picture; }

Q_SIGNALS:
    void failed(const QString &text); // for the message strip
    void pictureShown();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildControls();
    void reload();
    void showSeries(int row);
    void step(int steps);
    void requestPicture();
    void showPicture(Picture picture);
    void showText(const Picture &picture);
    void updatePresets();
    void choosePreset(int index);
    void dragWindow(double dx, double dy);
    void setPlaying(bool isPlaying);
    void playNext();
    void openDocument();
    void updateControls();
    void updateCaption();

    const Theme &m_theme;
    BackgroundJobs &m_jobs;
    std::shared_ptr<PictureReader> m_reader;
    StudySnapshotPtr m_study;
    std::uint32_t m_listedFiles = 0;
    bool m_isListedClosed = false;
    JobId m_listJob;
    JobId m_generation;       // another study or series: what comes is not wanted
    bool m_isReading = false; // one picture at a time; the newest wish waits
    bool m_isWanted = false;
    Picture m_picture;
    PictureRequest m_request;
    std::optional<Window> m_dragged;
    bool m_hasPresetOfFile = true;
    std::unique_ptr<QTemporaryDir> m_documents;

    SeriesModel *m_series = nullptr;
    QListView *m_list = nullptr;
    QStackedWidget *m_pages = nullptr;
    ImageCanvas *m_canvas = nullptr;
    CurveView *m_curves = nullptr;
    QPlainTextEdit *m_text = nullptr;
    PlainLabel *m_documentText = nullptr;
    QPushButton *m_documentButton = nullptr;
    QSlider *m_imageSlider = nullptr;
    QSlider *m_frameSlider = nullptr;
    PlainLabel *m_position = nullptr;
    QWidget *m_controls = nullptr;
    QComboBox *m_presets = nullptr;
    QPushButton *m_overlays = nullptr;
    QPushButton *m_play = nullptr;
    QPushButton *m_fit = nullptr;
    QPushButton *m_zoomIn = nullptr;
    QPushButton *m_zoomOut = nullptr;
    QTimer m_timer; // cine
};

} // namespace mi::ui
