// What a drop names. Any thread: a drop may name a million files.
#pragma once

#include <QByteArray>

#include <filesystem>
#include <vector>

namespace mi::ui {

struct DroppedPaths {
    std::vector<std::filesystem::path> paths;
    bool hasRemote = false; // something is not on this computer
};

// Of "text/uri-list" (RFC 2483).
DroppedPaths droppedPaths(const QByteArray &uris);

} // namespace mi::ui
