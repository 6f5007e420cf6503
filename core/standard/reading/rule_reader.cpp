#include "core/standard/reading/rule_reader.h"

#include "core/support/text.h"

#include <algorithm>
#include <cstring>

namespace mi {

namespace {

constexpr std::size_t maxText = 8U << 20U; // five times the standard; bounds the memory that a site's file can ask for
constexpr std::uint32_t maxLevels = 32;    // the standard nests rows up to eight deep
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

// What is wrong with the characters of a line; null if nothing is.
const char *characterProblem(std::string_view line)
{
    unsigned control = 0;
    unsigned high = 0;
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        control |= byte < 0x20U ? 1U : 0U;
        high |= byte & 0x80U;
    }
    if (control != 0)
        return line.find('\t') != std::string_view::npos ? "a tab; lines are indented with blanks"
                                                         : "a control character";
    return high != 0 && !isValidUtf8(line) ? "a character that is not UTF-8" : nullptr;
}

// Without a comment, which is a # before a blank or the end, and behind a blank or the begin, outside of quotes.
std::span<char> withoutComment(std::span<char> line)
{
    if (line.empty() || std::memchr(line.data(), '#', line.size()) == nullptr)
        return line;
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"')
            isQuoted = !isQuoted;
        else if (line[i] == '\\' && isQuoted)
            ++i;
        else if (line[i] == '#' && !isQuoted && (i == 0 || line[i - 1] == ' '))
            return line.first(i);
    }
    return line;
}

} // namespace

Result<std::shared_ptr<const RuleTables>> RuleReader::read(std::span<const RuleTables::Source> sources)
{
    RuleReader reader;
    if (!reader.readSources(sources) || !reader.finish())
        return *reader.m_error;
    return std::shared_ptr<const RuleTables>(new RuleTables(std::move(reader.m_data)));
}

RuleReader::RuleReader()
    : m_data(std::make_unique<RuleTables::Data>()), m_expressions(m_data->pool, *this), m_levels(maxLevels)
{}

bool RuleReader::failAt(Place place, std::string what)
{
    const std::string_view source =
        place.source < m_data->sources.size() ? m_data->sources[place.source] : std::string_view{};
    m_error = Error{.code = ErrorCode::invalidFormat,
                    .operation = "read rules",
                    .subject = std::string{source},
                    .detail = "line " + std::to_string(place.line) + ", " + what};
    return false;
}

bool RuleReader::readSources(std::span<const RuleTables::Source> sources)
{
    std::size_t textSize = 0;
    std::size_t nameSize = 0;
    for (const RuleTables::Source &source : sources) {
        textSize += source.text.size();
        nameSize += source.name.size();
    }
    if (textSize > maxText || sources.size() > 0xFFFFU) {
        m_error = Error{.code = ErrorCode::limitExceeded,
                        .operation = "read rules",
                        .detail = "more than " + std::to_string(maxText >> 20U) + " MB of rules"};
        return false;
    }
    // Reserved once: the views into them must stay.
    m_data->text.reserve(textSize);
    m_data->names.reserve(nameSize);
    for (const RuleTables::Source &source : sources) {
        m_data->text += source.text;
        const std::size_t begin = m_data->names.size();
        m_data->names += source.name;
        m_data->sources.push_back(std::string_view(m_data->names).substr(begin));
    }
    char *at = m_data->text.data();
    for (std::size_t i = 0; i < sources.size(); ++i) {
        m_place.source = static_cast<std::uint16_t>(i);
        if (!readSource({at, sources[i].text.size()}))
            return false;
        at += sources[i].text.size();
    }
    return true;
}

bool RuleReader::readSource(std::span<char> text)
{
    m_place.line = 0;
    m_levels[0].kind = LineKind::leaf;
    if (std::string_view(text.data(), text.size()).starts_with(byteOrderMark))
        text = text.subspan(byteOrderMark.size());
    do {
        const void *found = text.empty() ? nullptr : std::memchr(text.data(), '\n', text.size());
        const std::size_t size =
            found != nullptr ? static_cast<std::size_t>(static_cast<const char *>(found) - text.data()) : text.size();
        std::span<char> line = text.first(size);
        text = text.subspan(found != nullptr ? size + 1 : size);
        if (!line.empty() && line.back() == '\r')
            line = line.first(size - 1);
        ++m_place.line;
        if (!readLine(line))
            return false;
    } while (!text.empty());
    closeLevels(0);
    return true;
}

bool RuleReader::readLine(std::span<char> line)
{
    if (const char *problem = characterProblem({line.data(), line.size()}))
        return failAt(m_place, problem);
    line = withoutComment(line);
    LineCursor words(line);
    if (m_place.line == 1) {
        if (words.takeWord("rules") && words.takeNumber() == 1U && words.atEnd())
            return true;
        return failAt(m_place, "the first line of a file of rules is: rules 1");
    }
    if (words.atEnd())
        return true;
    const std::uint32_t indentation = words.column() - 1;
    const std::uint32_t level = indentation / 2;
    if (indentation % 2 != 0)
        return failAt(m_place, "an odd number of blanks before the line; each level has two");
    if (level >= maxLevels)
        return failAt(m_place, "more than " + std::to_string(maxLevels) + " levels");
    if (level > 0 && level > m_depth + 1)
        return failAt(m_place, "indented by more than one level below the line above");
    closeLevels(level + 1);
    m_levels[level].kind = LineKind::leaf;
    m_depth = level;
    const LineKind parent = level > 0 ? m_levels[level - 1].kind : LineKind::leaf;
    if (readWords(words, level, parent) && !words.atEnd()) {
        const std::uint32_t at = words.column();
        words.failAt(at, "the line should end before " + quotedForMessage(words.takeBare({})));
    }
    return !words.hasFailed() || failAt(m_place, words.failure());
}

bool RuleReader::readWords(LineCursor &line, std::uint32_t level, LineKind parent)
{
    if (level == 0)
        return readBlock(line);
    switch (parent) {
    case LineKind::iod:
        if (line.takeWord("module"))
            return readModuleUse(line);
        return line.takeWord("group") ? readGroupUse(line)
                                      : line.fail("an IOD has lines that begin with module or group");
    case LineKind::profile:
        if (line.takeWord("for"))
            return readProfileIods(line);
        if (line.takeWord("private")) {
            m_data->profiles.back().forbidsPrivate = true;
            return line.takeNumber() == 0U || line.fail("private elements are 0, not to be there");
        }
        [[fallthrough]];
    case LineKind::block:
        if (line.takeWord("include"))
            return readInclude(line, level);
        return readRow(line, level);
    case LineKind::contextGroup:
        return readCodes(line);
    case LineKind::row:
        return readProperty(line, level);
    case LineKind::leaf:
        break;
    }
    return line.fail("nothing can stand below the line above");
}

// Puts the rows of all levels from `from` on where they stay, the innermost first.
void RuleReader::closeLevels(std::uint32_t from)
{
    for (std::uint32_t level = m_depth; level >= std::max(from, 1U); --level) {
        std::vector<AttributeRow> &rows = m_levels[level].rows;
        if (rows.empty())
            continue;
        const auto begin = static_cast<std::uint32_t>(m_data->rows.size());
        m_data->rows.insert(m_data->rows.end(), rows.begin(), rows.end());
        rows.clear();
        const RuleRange range{begin, static_cast<std::uint32_t>(m_data->rows.size())};
        Level &owner = m_levels[level - 1];
        if (owner.kind == LineKind::row)
            owner.rows.back().children = range;
        else if (owner.kind == LineKind::profile)
            m_data->profiles.back().rows = range;
        else
            m_data->blocks[m_block].rows = range;
    }
    m_depth = std::min(m_depth, from);
}

bool RuleReader::finish()
{
    if (!checkDefined() || !checkIncludes() || !sortContextGroups())
        return false;
    m_data->rows.shrink_to_fit();
    m_data->pool.nodes.shrink_to_fit();
    return true;
}

bool RuleReader::sortContextGroups()
{
    std::ranges::sort(m_data->contextGroups, {}, &ContextGroupRule::cid);
    for (ContextGroupRule &group : m_data->contextGroups) {
        if (group.codes.isEmpty())
            return failAt(m_contextGroups[group.cid], "a Context Group without codes");
        const auto begin = m_data->contextCodes.begin();
        const auto end = begin + group.codes.end;
        std::sort(begin + group.codes.begin, end);
        group.codes.end = static_cast<std::uint32_t>(std::unique(begin + group.codes.begin, end) - begin);
    }
    return true;
}

} // namespace mi
