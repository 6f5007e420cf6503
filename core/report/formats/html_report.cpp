#include "core/report/formats/html_report.h"

#include "core/report/formats/html_style.h"
#include "core/report/texts/frame_texts.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QString>

#include <algorithm>

namespace mi {

using namespace blocks;

namespace {

std::string_view className(Severity severity)
{
    return toString(severity); // "error", "warning", "info"
}

class HtmlWriter {
public:
    HtmlWriter(const std::vector<Block> &content, Language language) : m_content(content), m_language(language) {}

    std::string write()
    {
        writeHead();
        for (const Block &block : m_content) {
            setList(std::holds_alternative<FindingLine>(block));
            std::visit([this](const auto &part) { put(part); }, block);
        }
        setList(false);
        m_out += "</main>\n</body>\n</html>\n";
        return std::move(m_out);
    }

private:
    void writeHead();
    void writeContents();
    void setList(bool isInList);
    void text(std::string_view value) { m_out += htmlEscaped(value); }
    // Text that may run from right to left turns nothing but itself.
    void isolated(std::string_view value)
    {
        m_out += "<bdi>";
        text(value);
        m_out += "</bdi>";
    }

    void put(const Heading &heading);
    void put(const Paragraph &paragraph);
    void put(const Facts &facts);
    void put(const Table &table);
    void put(const Cause &cause);
    void put(const FindingLine &line);
    void put(const Bars &bars);
    void put(const Slices &slices);

    const std::vector<Block> &m_content;
    Language m_language;
    std::string m_out;
    int m_headings = 0;
    bool m_isInList = false;
};

void HtmlWriter::writeHead()
{
    const QByteArray style = QByteArray::fromRawData(htmlStyle.data(), static_cast<qsizetype>(htmlStyle.size()));
    const std::string hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64().toStdString();
    std::string title;
    for (const Block &block : m_content) {
        if (const auto *heading = std::get_if<Heading>(&block); heading != nullptr && title.empty())
            title = heading->text;
    }
    m_out += "<!DOCTYPE html>\n<html lang=\"" + std::string(toString(m_language)) +
             "\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" +
             hash +
             "'; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"referrer\" content=\"no-referrer\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"generator\" content=\"MI Validator\">\n<title>";
    text(title);
    m_out += " - MI Validator</title>\n<style>";
    m_out += htmlStyle;
    m_out += "</style>\n</head>\n<body>\n<main>\n";
}

// After the title: where the parts are.
void HtmlWriter::writeContents()
{
    m_out += "<nav><ul>";
    int number = 0;
    for (const Block &block : m_content) {
        const auto *heading = std::get_if<Heading>(&block);
        if (heading == nullptr)
            continue;
        ++number;
        if (heading->level != 2)
            continue;
        m_out += "<li><a href=\"#h" + std::to_string(number) + "\">";
        text(heading->text);
        m_out += "</a></li>";
    }
    m_out += "</ul></nav>\n";
}

void HtmlWriter::setList(bool isInList)
{
    if (isInList != m_isInList)
        m_out += isInList ? "<ul class=\"findings\">\n" : "</ul>\n";
    m_isInList = isInList;
}

void HtmlWriter::put(const Heading &heading)
{
    const std::string tag = "h" + std::to_string(std::clamp(heading.level, 1, 6));
    m_out += "<" + tag + " id=\"h" + std::to_string(++m_headings) + "\">";
    isolated(heading.text);
    m_out += "</" + tag + ">\n";
    if (heading.level == 1)
        writeContents();
}

void HtmlWriter::put(const Paragraph &paragraph)
{
    m_out += paragraph.isMuted ? "<p class=\"muted\">" : "<p>";
    isolated(paragraph.text);
    m_out += "</p>\n";
}

void HtmlWriter::put(const Facts &facts)
{
    m_out += "<dl>\n";
    for (const auto &[label, value] : facts.rows) {
        m_out += "<dt>";
        text(label);
        m_out += "</dt><dd>";
        isolated(value);
        m_out += "</dd>\n";
    }
    m_out += "</dl>\n";
}

void HtmlWriter::put(const Table &table)
{
    const auto row = [this](const std::vector<std::string> &cells, std::string_view tag, std::string_view scope) {
        m_out += "<tr>";
        for (std::size_t i = 0; i < cells.size(); ++i) {
            m_out += "<" + std::string(i == 0 ? "th" : tag) +
                     std::string(i == 0 && scope.empty() ? " scope=\"row\"" : scope) +
                     (i == 0 ? "" : " class=\"number\"") + ">";
            isolated(cells[i]);
            m_out += i == 0 ? "</th>" : "</" + std::string(tag) + ">";
        }
        m_out += "</tr>\n";
    };
    m_out += "<table>\n<thead>\n";
    row(table.header, "th", " scope=\"col\"");
    m_out += "</thead>\n<tbody>\n";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (table.isLastRowSum && i + 1 == table.rows.size())
            m_out += i == 0 ? "<tr><td></td></tr>\n</tbody>\n<tfoot>\n" : "</tbody>\n<tfoot>\n";
        row(table.rows[i], "td", "");
    }
    m_out += table.isLastRowSum ? "</tfoot>\n</table>\n" : "</tbody>\n</table>\n";
}

void HtmlWriter::put(const Cause &cause)
{
    m_out += "<section class=\"cause " + std::string(className(cause.severity)) + "\">\n<h3><span class=\"badge\">";
    text(cause.badge);
    m_out += "</span> ";
    isolated(cause.title);
    m_out += "</h3>\n";
    put(cause.facts);
    m_out += "</section>\n";
}

void HtmlWriter::put(const FindingLine &line)
{
    m_out += "<li class=\"" + std::string(className(line.severity)) + "\"><span class=\"badge\">";
    text(line.badge);
    m_out += "</span> <strong>";
    text(line.title);
    m_out += "</strong> <small>";
    isolated(line.detail);
    m_out += "</small></li>\n";
}

void HtmlWriter::put(const Bars &bars)
{
    constexpr int longestLabel = 34; // characters that fit
    constexpr int rowHeight = 26;
    constexpr int labelWidth = 250;
    constexpr int barWidth = 400;
    constexpr std::string_view classes[] = {"error", "warning", "info"};
    std::uint64_t most = 1;
    for (const Bars::Row &row : bars.rows)
        most = std::max(most, row.counts[0] + row.counts[1] + row.counts[2]);
    m_out += "<figure>\n<figcaption>";
    text(bars.title);
    for (std::size_t i = 0; i < bars.legend.size(); ++i) {
        m_out += " <span class=\"badge " + std::string(classes[i]) + "\">";
        text(bars.legend[i]);
        m_out += "</span>";
    }
    m_out += "</figcaption>\n<svg role=\"img\" viewBox=\"0 0 720 " + std::to_string(bars.rows.size() * rowHeight + 4) +
             "\" xmlns=\"http://www.w3.org/2000/svg\"><title>";
    text(bars.title);
    m_out += "</title>\n";
    int y = 2;
    for (const Bars::Row &row : bars.rows) {
        const std::string baseline = std::to_string(y + 17);
        m_out += "<text x=\"" + std::to_string(labelWidth - 8) + "\" y=\"" + baseline + "\" text-anchor=\"end\">";
        text(QString::fromStdString(row.label).left(longestLabel).toStdString());
        m_out += "</text>";
        double x = labelWidth;
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            if (row.counts[i] == 0)
                continue;
            const double width = barWidth * static_cast<double>(row.counts[i]) / static_cast<double>(most);
            m_out += "<rect class=\"" + std::string(classes[i]) + "\" x=\"" +
                     QByteArray::number(x, 'f', 1).toStdString() + "\" y=\"" + std::to_string(y + 4) + "\" width=\"" +
                     QByteArray::number(std::max(width, 1.0), 'f', 1).toStdString() + "\" height=\"18\"/>";
            x += std::max(width, 1.0);
            sum += row.counts[i];
        }
        m_out += "<text x=\"" + QByteArray::number(x + 6, 'f', 1).toStdString() + "\" y=\"" + baseline + "\">" +
                 std::to_string(sum) + "</text>\n";
        y += rowHeight;
    }
    m_out += "</svg>\n</figure>\n";
}

void HtmlWriter::put(const Slices &slices)
{
    constexpr double width = 720;
    constexpr double edge = 12;
    const SlicePositions &at = slices.positions;
    const auto [low, high] = rangeOf(at);
    const double scale = (width - 2 * edge) / std::max(high - low, 1e-6);
    const auto number = [](double value) { return QByteArray::number(value, 'f', 1).toStdString(); };
    m_out += "<figure>\n<figcaption>";
    isolated(slices.caption);
    constexpr std::string_view classes[] = {"info", "error", "warning"};
    for (std::size_t i = 0; i < 3; ++i) {
        m_out += " <span class=\"badge " + std::string(classes[i]) + "\">";
        text(slices.legend[i]);
        m_out += "</span>";
    }
    m_out += "</figcaption>\n<svg role=\"img\" viewBox=\"0 0 720 40\" xmlns=\"http://www.w3.org/2000/svg\"><title>";
    text(slices.caption);
    m_out += "</title>\n";
    const double bar = sliceWidth(at, scale);
    const auto put = [&, low = low](const std::vector<double> &places, std::string_view look, double top,
                                    double height) {
        for (const double place : places)
            m_out += "<rect class=\"" + std::string(look) + "\" x=\"" + number(edge + (place - low) * scale - bar / 2) +
                     "\" y=\"" + number(top) + "\" width=\"" + number(bar) + "\" height=\"" + number(height) + "\"/>\n";
    };
    put(at.present, classes[0], 10, 20);
    put(at.missing, classes[1], 4, 32);
    put(at.repeated, classes[2], 4, 32);
    m_out += "</svg>\n</figure>\n";
}

} // namespace

std::string htmlEscaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string htmlReport(const std::vector<Block> &content, Language language)
{
    return HtmlWriter(content, language).write();
}

} // namespace mi
