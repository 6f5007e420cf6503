// PictureReader: makes pictures, curves and text of instances off the window's thread. One at a time, so that the
// memory of one is all that is used. Keeps the instance that was looked at last open, and the samples of its last
// frame, so that dragging the window or playing frames does not begin anew. Any thread.
#pragma once

#include "core/imaging/display_pipeline.h"
#include "core/imaging/image_file.h"
#include "core/imaging/instance_content.h"
#include "ui/common/series_listing.h"
#include "ui/common/snapshots.h"

#include <QImage>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace mi {
class FileLayer;
}

namespace mi::ui {

struct PictureSource {
    FileLayer *files = nullptr;
    std::function<std::filesystem::path(StudyId, std::uint32_t fileIndex)> path;
    FileRecords records;
};

struct PictureRequest {
    StudyId study = 0;
    std::uint32_t file = 0;
    std::uint32_t frame = 0; // 0 is the first
    VoiChoice voi = {};
    bool isWindowOfAll = false; // from the smallest to the largest value of this frame
    bool hasOverlays = true;
};

struct Picture {
    ContentKind kind = ContentKind::other;
    QString problem; // why there is nothing to see; plain text
    QImage image;
    double pixelAspect = 1;
    std::uint32_t frames = 1;
    double millisecondsPerFrame = 0;
    bool isMonochrome = false;
    bool hasOverlays = false;
    std::vector<Window> windows;    // of the file
    std::vector<QString> voiTables; // explanations of the file's tables
    Window used;                    // what a drag begins with
    bool isTableUsed = false;
    QString unit; // "HU"
    std::vector<WaveformGroup> waveforms;
    std::vector<ReportLine> report;
    EncapsulatedDocument document;
};

class PictureReader {
public:
    explicit PictureReader(PictureSource source) : m_source(std::move(source)) {}

    Picture read(const PictureRequest &request);
    // At most `side` pixels wide and high; null if there is no picture.
    QImage thumbnail(StudyId study, std::uint32_t file, int side);
    // Of the first of these files that has one.
    QImage thumbnail(StudyId study, const std::vector<std::uint32_t> &files, int side);
    // The document in an instance; empty if it cannot be had.
    std::string document(StudyId study, std::uint32_t file);
    const PictureSource &source() const { return m_source; }

private:
    struct Kept {
        StudyId study = 0;
        std::uint32_t file = 0;
        std::unique_ptr<ImageFile> image;
        std::optional<std::uint32_t> frame; // of `samples`
        SampleFrame samples;
    };

    Result<ImageFile *> open(StudyId study, std::uint32_t file);
    void showImage(const PictureRequest &request, Picture &picture);

    PictureSource m_source;
    std::mutex m_mutex; // one picture at a time
    Kept m_kept;
};

// Why a picture cannot be shown, in words.
QString problemWords(const Error &error);

} // namespace mi::ui
