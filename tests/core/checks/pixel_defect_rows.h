// Defects of pixel data, one in each row, and the one finding that each must lead to.
#pragma once

#include "tests/core/checks/draft_file.h"

#include <string>
#include <vector>

namespace mi::test {

struct PixelDefect {
    std::string name;
    std::string bytes;
    std::string finding; // id and attribute
};

class PixelDefects {
public:
    void operator()(const char *name, const DraftFile &file, const char *finding)
    {
        m_rows.push_back({name, file.file(), finding});
    }
    const std::vector<PixelDefect> &all() const { return m_rows; }

private:
    std::vector<PixelDefect> m_rows;
};

struct CleanImage {
    std::string name;
    std::string bytes;
};

class CleanImages {
public:
    void operator()(const char *name, const DraftFile &file) { m_rows.push_back({name, file.file()}); }
    const std::vector<CleanImage> &all() const { return m_rows; }

private:
    std::vector<CleanImage> m_rows;
};

void cleanAttributeRows(CleanImages &row);
void cleanStreamRows(CleanImages &row);

void attributeRows(PixelDefects &row);
void nativeRows(PixelDefects &row);
void nestedRows(PixelDefects &row);
void fragmentRows(PixelDefects &row);
void codestreamRows(PixelDefects &row);

} // namespace mi::test
