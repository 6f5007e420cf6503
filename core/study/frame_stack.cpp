#include "core/study/frame_stack.h"

#include "core/checks/values/number_values.h"
#include "core/dicom/scanned_instance.h"
#include "core/study/slice_stack.h"
#include "core/study/text_pool.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

namespace mi {

namespace {

constexpr Tag sharedGroups{0x5200, 0x9229};
constexpr Tag perFrameGroups{0x5200, 0x9230};
constexpr std::size_t mostFrames = 100'000;

bool isJudged(std::string_view sopClass)
{
    // Enhanced CT, MR, MR Color and PET, and what was converted to them.
    constexpr std::array<std::string_view, 7> classes{"1.2.840.10008.5.1.4.1.1.2.1",  "1.2.840.10008.5.1.4.1.1.2.2",
                                                      "1.2.840.10008.5.1.4.1.1.4.1",  "1.2.840.10008.5.1.4.1.1.4.3",
                                                      "1.2.840.10008.5.1.4.1.1.4.4",  "1.2.840.10008.5.1.4.1.1.130",
                                                      "1.2.840.10008.5.1.4.1.1.128.1"};
    return std::ranges::find(classes, sopClass) != classes.end();
}

class FrameReader {
public:
    explicit FrameReader(const ScannedInstance &instance) : m_instance(instance) {}

    std::string run()
    {
        const Element *frames = m_instance.find(perFrameGroups);
        if (frames == nullptr)
            return {};
        m_shared = firstItem(m_instance.find(sharedGroups));
        std::map<std::pair<std::uint32_t, std::array<std::int32_t, 6>>, std::vector<Slice>> stacks;
        std::uint32_t number = 0;
        for (std::uint32_t i = m_instance.indexOf(*frames) + 1; i < frames->end && number < mostFrames;
             i = std::max(i + 1, m_instance.elements[i].end)) {
            m_frame = &m_instance.elements[i];
            const NumberValues position = numbers({0x0020, 0x9113}, {0x0020, 0x0032});
            const NumberValues orientation = numbers({0x0020, 0x9116}, {0x0020, 0x0037});
            if (position.size() != 3 || orientation.size() != 6)
                return {}; // of some frames nobody can tell where they are
            std::array<std::int32_t, 6> rounded{};
            for (std::size_t k = 0; k < rounded.size(); ++k)
                rounded[k] = static_cast<std::int32_t>(std::clamp(std::round(orientation.all()[k] * 1e3), -1e6, 1e6));
            stacks[{text({0x0020, 0x9111}, {0x0020, 0x9056}), rounded}].push_back(
                sliceOf(position, orientation, number++));
        }
        std::string found;
        for (auto &[key, slices] : stacks)
            judge(std::move(slices), found);
        return found;
    }

private:
    const Element *firstItem(const Element *sequence) const
    {
        if (sequence == nullptr)
            return nullptr;
        const std::uint32_t item = m_instance.indexOf(*sequence) + 1;
        return item < sequence->end ? &m_instance.elements[item] : nullptr;
    }

    const Element *inGroup(Tag group, Tag tag) const
    {
        for (const Element *around : {m_frame, m_shared}) {
            const Element *item = around == nullptr ? nullptr : firstItem(m_instance.findIn(*around, group));
            if (item != nullptr) {
                if (const Element *element = m_instance.findIn(*item, tag))
                    return element;
            }
        }
        return nullptr;
    }

    NumberValues numbers(Tag group, Tag tag) const
    {
        const Element *element = inGroup(group, tag);
        return element == nullptr ? NumberValues{} : NumberValues::of(m_instance, *element);
    }

    std::uint32_t text(Tag group, Tag tag)
    {
        const Element *element = inGroup(group, tag);
        return element == nullptr ? 0U : m_texts.add(trimmedPadding(m_instance.value(*element)));
    }

    Slice sliceOf(const NumberValues &position, const NumberValues &orientation, std::uint32_t number)
    {
        const auto o = orientation.all();
        const auto p = position.all();
        Slice slice{.at = (o[1] * o[5] - o[2] * o[4]) * p[0] + (o[2] * o[3] - o[0] * o[5]) * p[1] +
                          (o[0] * o[4] - o[1] * o[3]) * p[2],
                    .record = number};
        const auto set = [&](Discriminator which, Tag group, Tag tag) {
            slice.tells[static_cast<std::size_t>(which)] = text(group, tag);
        };
        set(Discriminator::temporalPosition, {0x0020, 0x9111}, {0x0020, 0x9128});
        set(Discriminator::echo, {0x0018, 0x9114}, {0x0018, 0x9082});
        set(Discriminator::bValue, {0x0018, 0x9117}, {0x0018, 0x9087});
        set(Discriminator::phase, {0x0018, 0x9118}, {0x0020, 0x9153});
        set(Discriminator::acquisition, {0x0020, 0x9111}, {0x0020, 0x9156});
        set(Discriminator::acquisitionTime, {0x0020, 0x9111}, {0x0018, 0x9074});
        slice.thickness = text({0x0028, 0x9110}, {0x0018, 0x0050});
        return slice;
    }

    static void judge(std::vector<Slice> slices, std::string &found)
    {
        const StackJudgement judged = judgeStack(std::move(slices), 0);
        if (judged.missing.empty())
            return;
        found += found.empty() ? "no frame at " : "; no frame at ";
        constexpr std::size_t most = 12;
        for (std::size_t i = 0; i < std::min(judged.missing.size(), most); ++i)
            found += (i == 0 ? "" : ", ") + lengthText(judged.missing[i].at);
        if (judged.missing.size() > most)
            found += " and " + std::to_string(judged.missing.size() - most) + " more";
        found += " mm along the normal of " + std::to_string(judged.positions) + " places";
        if (judged.spacing)
            found += " that are " + lengthText(*judged.spacing) + " mm apart";
    }

    const ScannedInstance &m_instance;
    const Element *m_shared = nullptr;
    const Element *m_frame = nullptr;
    TextPool m_texts;
};

} // namespace

std::string missingFrames(const ScannedInstance &instance)
{
    return isJudged(instance.text(tags::SOPClassUID)) ? FrameReader(instance).run() : std::string{};
}

} // namespace mi
