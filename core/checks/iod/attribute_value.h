// AttributeValue: the values of one element as the rules of PS3.3 compare them: texts trimmed, numbers as numbers, tags
// as "(gggg,eeee)". A view; nothing is allocated. Any thread.
#pragma once

#include "core/dicom/scanned_instance.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mi {

class AttributeValue {
public:
    AttributeValue(const ScannedInstance &instance, const Element &element);

    // No bytes, nothing but padding, or only empty values; a Sequence without Items.
    bool isEmpty() const { return m_isEmpty; }
    // Whether the values can be compared: they are kept, and they are text, numbers or tags.
    bool isReadable() const { return m_form != Form::other; }
    bool isSequence() const { return m_form == Form::sequence; }
    // Number of values, of Items in a Sequence.
    std::uint64_t count() const;

    // Steps through the values; one is empty when it is left out between backslashes.
    struct One {
        std::string_view text;        // of a text
        std::optional<double> number; // of a number, also one written as text
        Tag tag;                      // of AT
    };
    // Calls visit(One, n) with n from 1 until it returns false.
    template <class Visit>
    void forEach(Visit visit) const
    {
        std::size_t at = 0;
        std::uint64_t n = 1;
        One one;
        while (next(at, one)) {
            if (!visit(static_cast<const One &>(one), n++))
                return;
        }
    }
    // As the lists of the rules are written: "MONOCHROME2", "16", "(0018,1063)".
    bool isSame(const One &one, std::string_view listed) const;
    // The same but for lower case, which is a defect of its own.
    bool isSameButForCase(const One &one, std::string_view listed) const;
    static bool isBlank(const One &one) { return one.text.empty() && !one.number && one.tag == Tag{}; }
    std::string shown(const One &one) const;
    // The whole value for display; "empty", "3 Items".
    std::string shown() const;

private:
    enum class Form : std::uint8_t { text, integers, floats, tags, sequence, other };
    bool next(std::size_t &at, One &one) const;

    const ScannedInstance &m_instance;
    const Element &m_element;
    std::string_view m_bytes;
    Vr m_vr;
    Form m_form = Form::other;
    bool m_isEmpty = false;
};

} // namespace mi
