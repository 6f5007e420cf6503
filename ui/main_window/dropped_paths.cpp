#include "ui/main_window/dropped_paths.h"

#include "ui/common/text.h"

#include <QUrl>

namespace mi::ui {

DroppedPaths droppedPaths(const QByteArray &uris)
{
    DroppedPaths dropped;
    for (qsizetype begin = 0; begin < uris.size();) {
        qsizetype end = uris.indexOf('\n', begin);
        if (end < 0)
            end = uris.size();
        const QByteArray line = QByteArray::fromRawData(uris.constData() + begin, end - begin).trimmed();
        begin = end + 1;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QUrl url = QUrl::fromEncoded(line);
        if (url.isLocalFile())
            dropped.paths.push_back(toPath(url.toLocalFile()));
        else
            dropped.hasRemote = true;
    }
    return dropped;
}

} // namespace mi::ui
