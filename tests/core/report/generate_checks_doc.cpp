// Writes docs/checks.md: mi_generate_checks_doc [FILE]
#include "tests/core/report/checks_document.h"

#include <QFile>

#include <cstdio>

int main(int argc, char **argv)
{
    QFile file(QString::fromLocal8Bit(argc > 1 ? argv[1] : MIVALIDATOR_CHECKS_DOC));
    const QByteArray page = mi::test::checksDocument();
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(page) != page.size() || !file.flush()) {
        std::fprintf(stderr, "cannot write: %s\n", qPrintable(file.errorString()));
        return 1;
    }
    return 0;
}
