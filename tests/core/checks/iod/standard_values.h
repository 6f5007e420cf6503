// Values for attributes that the rule tables say nothing about: right for the VR and the VM, and for what other rules
// of the standard say. Test data of a made-up person.
#pragma once

#include "core/domain/tag.h"
#include "core/domain/value_representation.h"
#include "tests/core/checks/iod/instance_tree.h"

#include <cstddef>
#include <string>

namespace mi::test {

// How many values the dictionary asks for at least, and at most (0: no bound).
std::size_t leastValues(Tag tag);
std::size_t mostValues(Tag tag);
// Value `number`, from 1.
std::string defaultValue(Tag tag, Vr vr, std::size_t number);
// The Modality of an instance, where the rule tables allow more than the name of its SOP Class does; "" elsewhere.
std::string_view modalityOf(std::string_view sopClass);
// Sets the values that have to follow from others in the same Item: lengths of bulk data, bits, counts.
void followOtherValues(TreeItem &root, TreeItem &item);

} // namespace mi::test
