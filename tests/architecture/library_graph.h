// What each folder of core may use, as its CMakeLists.txt says: CMake itself does not hold includes to that.
#pragma once

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

class LibraryGraph {
public:
    // Reads core/CMakeLists.txt and the CMakeLists.txt of every folder it names.
    static LibraryGraph read();

    // Folders of core ("dicom"), in the order in which core/CMakeLists.txt names them.
    const QStringList &folders() const { return m_folders; }
    // Folders that this folder names itself, publicly or privately.
    QSet<QString> namedBy(const QString &folder) const;
    // Folders whose headers this folder may include: itself, what it names, and what those name publicly.
    QSet<QString> allowedFor(const QString &folder) const;

private:
    QStringList m_folders;
    QMap<QString, QSet<QString>> m_public;
    QMap<QString, QSet<QString>> m_private;
};
