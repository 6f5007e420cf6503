#include "tools/standard/tables/compile.h"
#include "tools/standard/tables/text_table.h"

#include <algorithm>

namespace mi::tables {

Result<ByHand> readByHand(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".rules")
            files.push_back(entry.path());
    }
    if (error)
        return Error{.code = ErrorCode::notFound, .operation = "list", .subject = folder.string()};
    std::sort(files.begin(), files.end());
    ByHand byHand;
    for (const auto &file : files) {
        const auto text = readTextFile(file);
        if (!text)
            return text.error();
        if (auto read = readOverrides(file.filename().string(), *text, byHand.overrides); !read)
            return read.error();
    }
    const auto sections = TextTable::open(folder / "sections.tsv", {"table", "section"});
    if (!sections)
        return sections.error();
    for (const auto &row : sections->rows())
        byHand.sections.emplace(row[0], row[1]);
    return byHand;
}

} // namespace mi::tables
