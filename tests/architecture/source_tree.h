// The project's own source files as the architecture tests see them: what each includes, and its code without comments
// and without the contents of literals.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

struct Include {
    QString header; // as written between the quotes or angle brackets
    bool isAngled = false;
    int line = 0; // counted from 1
};

struct SourceFile {
    QString path; // relative to the project, with forward slashes
    int lines = 0;
    QList<Include> includes;
    QString code; // comments and the contents of literals are gone, lines are kept

    bool isUnder(const QString &prefix) const;
};

// Every .h and .cpp below the folders, sorted by path. Aborts the test program when a folder is missing.
QList<SourceFile> readSourceFiles(const QStringList &folders);

// A whole file of the project as text. Aborts the test program when it cannot be read.
QString readProjectFile(const QString &path);

QString withoutCommentsAndLiterals(const QString &text);
