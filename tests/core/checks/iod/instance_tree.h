// InstanceTree: a Data Set as a tree of attributes and Items that can be changed at any depth and written as a file.
// What is in it is exactly what is written; nothing is completed. Value types; one thread.
#pragma once

#include "core/dicom/scanned_instance.h"
#include "core/domain/tag.h"
#include "core/domain/value_representation.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace mi::test {

struct TreeItem;

struct TreeElement {
    Vr vr = Vr::none;
    std::string text = {};            // "1\\0", "(0018,1063)", "ORIGINAL\\PRIMARY"; bytes for OB, OW and the like
    std::vector<TreeItem> items = {}; // of a Sequence
    bool isPinned = false;            // has to stay as it is
    bool isKept = false;              // has to stay, with any value
};

struct TreeItem {
    std::map<Tag, TreeElement> elements = {};
    std::set<Tag> pinnedAbsent = {};      // have to stay away
    std::uint32_t at = Element::noParent; // the Item in the scan; see locate()
    bool isLocated = false;

    TreeElement *find(Tag tag);
    const TreeElement *find(Tag tag) const;
};

// Explicit VR Little Endian, Sequences of defined length.
std::string encodedItem(const TreeItem &item);
// Finds every Item in the scan of what was written.
void locate(TreeItem &root, const ScannedInstance &scanned);

// An attribute at any depth: the Items on the way, and its tag.
struct TreePath {
    struct Step {
        Tag sequence;
        std::size_t item = 0; // from 0
    };
    std::vector<Step> steps = {};
    Tag tag = {};
    std::string toString() const; // as findings name it: "(0040,A730)[2].(0008,0104)"
};
// The Item that holds the attribute; null if there is none.
TreeItem *itemOf(TreeItem &root, const TreePath &path);

// What the dictionary says; of several the first: US for "US or SS".
Vr firstVrOf(Tag tag);
std::vector<std::string> splitValues(std::string_view text);

} // namespace mi::test
