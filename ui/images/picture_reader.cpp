#include "ui/images/picture_reader.h"

#include "ui/common/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QImage imageOf(const DisplayPicture &picture)
{
    const auto columns = static_cast<int>(picture.columns);
    QImage image(columns, static_cast<int>(picture.rows),
                 picture.isColor ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
    if (image.isNull()) // no memory for it
        return image;
    const std::size_t line = picture.columns * (picture.isColor ? 3U : 1U);
    for (int y = 0; y < image.height(); ++y)
        std::memcpy(image.scanLine(y), picture.pixels.data() + static_cast<std::size_t>(y) * line, line);
    return image;
}

// The table or window that the file asks for first.
VoiChoice choiceOfFile(const FrameTransform &transform)
{
    if (!transform.voi.empty())
        return {std::nullopt, 0};
    if (!transform.windows.empty())
        return {transform.windows.front(), std::nullopt};
    return {};
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Images)
};

} // namespace

QString problemWords(const Error &error)
{
    const QString detail = displayText(error.detail);
    switch (error.code) {
    case ErrorCode::unsupported:
        return Words::tr("This picture cannot be shown: %1.").arg(detail);
    case ErrorCode::limitExceeded:
        return Words::tr("This picture is too large to be shown here: %1.").arg(detail);
    case ErrorCode::invalidFormat:
        return Words::tr("This picture cannot be shown, because its data is wrong: %1.").arg(detail);
    default:
        return Words::tr("The file cannot be read: %1.").arg(displayText(describe(error)));
    }
}

Result<ImageFile *> PictureReader::open(StudyId study, std::uint32_t file)
{
    if (m_kept.image && m_kept.study == study && m_kept.file == file)
        return m_kept.image.get();
    m_kept = {};
    const std::filesystem::path path = m_source.path(study, file);
    if (path.empty())
        return Error{.code = ErrorCode::notFound, .operation = "open"};
    Result<std::unique_ptr<ImageFile>> opened = ImageFile::open(*m_source.files, path);
    if (!opened)
        return opened.error();
    m_kept.study = study;
    m_kept.file = file;
    m_kept.image = opened.take();
    return m_kept.image.get();
}

void PictureReader::showImage(const PictureRequest &request, Picture &picture)
{
    ImageFile &file = *m_kept.image;
    const ImageDescription &description = file.description();
    picture.frames = description.frames;
    picture.pixelAspect = description.pixelAspect;
    picture.millisecondsPerFrame = description.millisecondsPerFrame;
    picture.isMonochrome = description.isMonochrome();
    picture.hasOverlays = !description.overlays.empty();
    if (m_kept.frame != request.frame) {
        m_kept.frame.reset();
        Result<SampleFrame> samples = file.readFrame(request.frame);
        if (!samples) {
            picture.problem = problemWords(samples.error());
            return;
        }
        m_kept.samples = samples.take();
        m_kept.frame = request.frame;
    }
    const FrameTransform transform = transformOf(file.instance(), file.source(), request.frame);
    picture.windows = transform.windows;
    picture.unit = displayText(transform.unit);
    for (const LookupTable &table : transform.voi)
        picture.voiTables.push_back(displayText(table.explanation));
    VoiChoice choice = request.voi;
    if (!choice.window && !choice.voiTable && !request.isWindowOfAll)
        choice = choiceOfFile(transform);
    picture.isTableUsed = choice.voiTable.has_value();
    if (picture.isMonochrome && !choice.window)
        picture.used = windowOfAll(description, transform, m_kept.samples);
    if (choice.window)
        picture.used = *choice.window;
    else if (!choice.voiTable)
        choice.window = picture.used;
    DisplayPicture made = makePicture(description, transform, m_kept.samples, choice);
    if (request.hasOverlays) {
        for (const Overlay &overlay : description.overlays)
            drawMask(made,
                     overlayMask(description, overlay, file.instance(), file.source(), m_kept.samples, request.frame));
    }
    picture.image = imageOf(made);
    if (picture.image.isNull())
        picture.problem = Words::tr("This picture is too large to be shown here.");
}

Picture PictureReader::read(const PictureRequest &request)
{
    const std::lock_guard lock(m_mutex);
    Picture picture;
    try {
        const Result<ImageFile *> opened = open(request.study, request.file);
        if (!opened) {
            picture.problem = problemWords(opened.error());
            return picture;
        }
        ImageFile &file = **opened;
        picture.kind = contentKindOf(file.instance());
        switch (picture.kind) {
        case ContentKind::image:
            showImage(request, picture);
            break;
        case ContentKind::waveform:
            picture.waveforms = waveformsOf(file.instance(), file.source());
            break;
        case ContentKind::document:
            picture.document = documentOf(file.instance());
            break;
        case ContentKind::report:
            picture.report = reportLinesOf(file.instance());
            break;
        case ContentKind::other:
            picture.problem =
                Words::tr("There is no picture in this kind of object. The Metadata tab shows what is in it.");
            break;
        }
    } catch (const std::bad_alloc &) {
        m_kept = {};
        picture.image = {};
        picture.problem = Words::tr("This picture is too large to be shown here.");
    }
    return picture;
}

QImage PictureReader::thumbnail(StudyId study, std::uint32_t file, int side)
{
    const std::lock_guard lock(m_mutex);
    try {
        const std::filesystem::path path = m_source.path(study, file);
        if (path.empty())
            return {};
        Result<std::unique_ptr<ImageFile>> opened = ImageFile::open(*m_source.files, path);
        if (!opened || !(*opened)->description().isImage)
            return {};
        ImageFile &image = **opened;
        const std::uint32_t frame = image.description().frames / 2;
        const Result<SampleFrame> samples = image.readFrame(frame);
        if (!samples)
            return {};
        const FrameTransform transform = transformOf(image.instance(), image.source(), frame);
        const QImage whole = imageOf(makePicture(image.description(), transform, *samples, choiceOfFile(transform)));
        if (whole.isNull())
            return {};
        const auto height = static_cast<int>(std::lround(whole.height() * image.description().pixelAspect));
        return whole.scaled(QSize(whole.width(), std::max(height, 1)).scaled(side, side, Qt::KeepAspectRatio),
                            Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    } catch (const std::bad_alloc &) {
        return {};
    }
}

QImage PictureReader::thumbnail(StudyId study, const std::vector<std::uint32_t> &files, int side)
{
    for (const std::uint32_t file : files) {
        if (QImage image = thumbnail(study, file, side); !image.isNull())
            return image;
    }
    return {};
}

std::string PictureReader::document(StudyId study, std::uint32_t file)
{
    const std::lock_guard lock(m_mutex);
    try {
        const Result<ImageFile *> opened = open(study, file);
        return opened ? documentBytes((*opened)->instance(), (*opened)->source()) : std::string{};
    } catch (const std::bad_alloc &) {
        return {};
    }
}

} // namespace mi::ui
