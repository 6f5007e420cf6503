#include "tools/standard/tables/row_facts.h"

#include "tools/standard/tables/value_lists.h"

#include <algorithm>
#include <regex>

namespace mi::tables {

namespace {

// Lists of the peer that are its own selection, or that other checks know better.
constexpr std::string_view notFromPeer[] = {"BodyPartExamined",
                                            "CodingSchemeDesignator",
                                            "CodingSchemeUID",
                                            "FrameDimensionPointer",
                                            "MappingResource",
                                            "MappingResourceName",
                                            "MappingResourceUID",
                                            "PrivateDataElementValueRepresentation",
                                            "ReferencedColorPaletteInstanceUID",
                                            "SelectorAttributeVR",
                                            "SpecificCharacterSet",
                                            "SpecificCharacterSetOfFileSetDescriptorFile",
                                            "ViewPosition"};

// Values that came into lists after those editions: where the first is, so are the others.
struct LaterValues {
    std::string_view keyword;
    std::string_view with;
    std::string_view value;
};
constexpr LaterValues laterValues[] = {
    {"PhotometricInterpretation", "YBR_ICT", "XYB"}, // JPEG XL
    {"LossyImageCompressionMethod", "ISO_14496_10", "ISO_23008_2"},
};

// Texts of numbers can be written in many ways; then a bound says what a list of one value would.
constexpr std::string_view decimalVrs[] = {"DS", "FD", "FL"};

bool hasPeerValues(const std::string &keyword)
{
    return std::find(std::begin(notFromPeer), std::end(notFromPeer), keyword) == std::end(notFromPeer);
}

std::vector<ValueList> normalised(const std::vector<ValueList> &lists, const Element &element)
{
    std::vector<ValueList> result;
    for (const ValueList &list : lists) {
        ValueList good{list.isEnumerated, list.valueNumber, {}};
        bool isBad = false;
        for (const auto &value : list.values) {
            const auto text = normalisedValue(value, element);
            isBad = isBad || !text;
            if (text && std::find(good.values.begin(), good.values.end(), *text) == good.values.end())
                good.values.push_back(*text);
        }
        if (!isBad)
            result.push_back(std::move(good));
    }
    return result;
}

class RowFacts {
public:
    RowFacts(Standard &standard, const Peer &peer) : m_standard(standard), m_peer(peer) {}

    std::vector<std::string> run()
    {
        for (Blocks *blocks : {&m_standard.modules, &m_standard.macros}) {
            for (Block &block : blocks->list) {
                m_block = &block;
                addTo(block.rows, {});
            }
        }
        return m_notes;
    }

private:
    void addTo(std::vector<Row> &rows, const std::string &parent)
    {
        for (Row &row : rows) {
            if (row.isInclude())
                continue;
            const std::string path = parent.empty() ? row.keyword : parent + ">" + row.keyword;
            const Element *element = m_standard.element(row.keyword);
            if (element != nullptr)
                addFacts(row, *element, m_peer.find(m_block->isMacro, m_block->id, path), path);
            addTo(row.children, path);
        }
    }

    void addFacts(Row &row, const Element &element, const PeerRow *peer, const std::string &path)
    {
        if (element.vr == "SQ") {
            const auto items = itemsInText(row.text);
            const std::string count = items ? *items : peer != nullptr && row.text.empty() ? peer->items : "";
            if (items && peer != nullptr && !peer->items.empty() && peer->items != count)
                note(path, "items " + count + ", peer " + peer->items);
            if (!count.empty() && count != "0-n")
                row.properties.push_back("items " + count);
            addContextGroup(row, peer);
            return;
        }
        addValues(row, element, peer, path);
        addBounds(row);
    }

    static void addContextGroup(Row &row, const PeerRow *peer)
    {
        const std::string digits = "0123456789";
        if (peer == nullptr || peer->contextGroup.size() < 2 ||
            peer->contextGroup.find_first_not_of(digits, 1) != std::string::npos)
            return; // none, or one of several that depend on something
        for (const auto &line : row.properties) {
            if (line.starts_with("codes "))
                return;
        }
        const bool isBaseline = peer->contextGroup[0] == 'b';
        row.properties.push_back("codes " + peer->contextGroup.substr(1) + (isBaseline ? " baseline" : " defined"));
    }

    void addValues(Row &row, const Element &element, const PeerRow *peer, const std::string &path)
    {
        auto lists = valuesInText(row.text, element);
        const auto ofPeer = peer != nullptr && hasPeerValues(row.keyword) ? normalised(peer->values, element)
                                                                          : std::vector<ValueList>{};
        for (const ValueList &newer : ofPeer) {
            const auto same = std::find_if(lists.begin(), lists.end(), [&](const ValueList &list) {
                return list.valueNumber == newer.valueNumber;
            });
            if (same == lists.end()) {
                lists.push_back(newer);
                // Where the description says that they are terms, they are.
                if (row.text.find("Defined Term") != std::string::npos &&
                    row.text.find("Enumerated Value") == std::string::npos)
                    lists.back().isEnumerated = false;
                note(path, "values of the peer only: " + valueLine(lists.back()));
                continue;
            }
            extend(*same, newer, path);
        }
        std::stable_sort(lists.begin(), lists.end(), [](const ValueList &a, const ValueList &b) {
            return std::pair{!a.isEnumerated, a.valueNumber} < std::pair{!b.isEnumerated, b.valueNumber};
        });
        const bool isDecimal =
            std::find(std::begin(decimalVrs), std::end(decimalVrs), element.vr) != std::end(decimalVrs);
        for (ValueList &list : lists) {
            addLaterValues(list, row.keyword);
            if (!isDecimal)
                row.properties.push_back(valueLine(list));
            else if (list.values.size() == 1 && list.isEnumerated)
                row.properties.push_back("number " + valueNumberText(list) + "= " + list.values.front());
        }
    }

    static std::string valueNumberText(const ValueList &list)
    {
        return list.valueNumber == 0 ? "" : "value " + std::to_string(list.valueNumber) + " ";
    }

    static void addLaterValues(ValueList &list, const std::string &keyword)
    {
        const auto has = [&](std::string_view value) {
            return std::find(list.values.begin(), list.values.end(), value) != list.values.end();
        };
        for (const LaterValues &later : laterValues) {
            if (keyword == later.keyword && has(later.with) && !has(later.value))
                list.values.emplace_back(later.value);
        }
    }

    // Lists grow between editions; a value that only one of two sources has is no wrong one.
    void extend(ValueList &list, const ValueList &newer, const std::string &path)
    {
        const std::string before = valueLine(list);
        for (const auto &value : newer.values) {
            if (std::find(list.values.begin(), list.values.end(), value) == list.values.end())
                list.values.push_back(value);
        }
        if (valueLine(list) != before)
            note(path, before + ", and of the peer: " + valueLine(newer));
        if (list.isEnumerated != newer.isEnumerated)
            note(path, "Enumerated Values or Defined Terms: " + before);
    }

    static void addBounds(Row &row)
    {
        struct Bound {
            std::regex sentence;
            const char *line;
        };
        static const std::vector<Bound> bounds{
            {std::regex{
                 R"((?:^|[.\n] ?)(?:Shall have a|The|Value shall have a)? ?[Vv]alue(?: shall be)? (?:greater than (?:zero|0)|positive)\.?)"},
             "number > 0"},
            {std::regex{R"([Vv]alue shall be greater than 1\.)"}, "number > 1"},
            {std::regex{R"([Vv]alue shall be (?:greater than or equal to|equal to or greater than) 2)"}, "number >= 2"},
        };
        for (const Bound &bound : bounds) {
            if (std::regex_search(row.text, bound.sentence)) {
                row.properties.emplace_back(bound.line);
                return;
            }
        }
    }

    void note(const std::string &path, const std::string &what)
    {
        m_notes.push_back(m_block->id + ": " + path + ": " + what);
    }

    Standard &m_standard;
    const Peer &m_peer;
    const Block *m_block = nullptr;
    std::vector<std::string> m_notes;
};

} // namespace

std::vector<std::string> addRowFacts(Standard &standard, const Peer &peer)
{
    return RowFacts{standard, peer}.run();
}

} // namespace mi::tables
