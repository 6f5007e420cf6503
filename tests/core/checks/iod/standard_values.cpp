#include "tests/core/checks/iod/standard_values.h"

#include "core/dicom/dictionary.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>

namespace mi::test {

namespace {

// "1", "1-3", "2-2n", "3-n": the first number.
std::size_t firstNumber(std::string_view vm)
{
    std::size_t number = 0;
    for (const char c : vm) {
        if (c < '0' || c > '9')
            break;
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return std::max<std::size_t>(number, 1);
}

const std::map<std::string_view, std::string_view> &valuesByKeyword()
{
    static const std::map<std::string_view, std::string_view> values{
        {"BitsAllocated", "16"},
        {"BitsStored", "16"},
        {"Columns", "4"},
        {"GridFrameOffsetVector", "0\\1\\2\\3"},
        {"HighBit", "15"},
        {"ImageOrientationPatient", "1\\0\\0\\0\\1\\0"},
        {"ImageOrientationSlide", "1\\0\\0\\0\\1\\0"},
        {"ImageType", "ORIGINAL\\PRIMARY"},
        {"InstanceNumber", "1"},
        {"LUTDescriptor", "4\\0\\16"},
        {"MIMETypeOfEncapsulatedDocument", "application/pdf"},
        {"Modality", "OT"},
        {"NumberOfFrames", "1"},
        {"PatientBirthDate", "19700101"},
        {"PatientID", "T-1"},
        {"PatientName", "TEST^ONE"},
        {"PatientOrientation", "L\\P"},
        {"PatientSex", "O"},
        {"PhotometricInterpretation", "MONOCHROME2"},
        {"PixelRepresentation", "0"},
        {"ReferencedSOPClassUID", "1.2.840.10008.5.1.4.1.1.2"},
        {"ReferencedSOPInstanceUID", "1.2.276.0.7230010.3.1.4.77"},
        {"Rows", "4"},
        {"SamplesPerPixel", "1"},
        {"SOPInstanceUID", "1.2.276.0.7230010.3.1.4.1"},
        {"StudyInstanceUID", "1.2.276.0.7230010.3.1.2.1"},
        {"SeriesInstanceUID", "1.2.276.0.7230010.3.1.3.1"},
        {"TimezoneOffsetFromUTC", "+0000"},
        {"CodingSchemeDesignator", "99TEST"},
        {"CodeMeaning", "A meaning"},
        {"CodeValue", "T1"},
        {"BluePaletteColorLookupTableDescriptor", "4\\0\\16"},
        {"GreenPaletteColorLookupTableDescriptor", "4\\0\\16"},
        {"RedPaletteColorLookupTableDescriptor", "4\\0\\16"},
        {"WaveformBitsAllocated", "16"},
        {"WaveformBitsStored", "16"},
        {"WaveformSampleInterpretation", "SS"},
    };
    return values;
}

unsigned long numberOf(const TreeItem &item, Tag tag, unsigned long otherwise)
{
    const TreeElement *element = item.find(tag);
    return element != nullptr && !element->text.empty() ? std::strtoul(element->text.c_str(), nullptr, 10) : otherwise;
}

void setNumber(TreeItem &item, Tag tag, unsigned long number)
{
    if (TreeElement *element = item.find(tag); element != nullptr && !element->isPinned)
        element->text = std::to_string(number);
}

// PS3.3 C.7.6.3.1.2: a model and its number of samples.
void followColours(TreeItem &item)
{
    TreeElement *model = item.find(tags::PhotometricInterpretation);
    TreeElement *samples = item.find(tags::SamplesPerPixel);
    if (model == nullptr || samples == nullptr)
        return;
    const bool isColour = model->text.starts_with("RGB") || model->text.starts_with("YBR");
    if (samples->isPinned && !model->isPinned && (samples->text == "3") != isColour)
        model->text = samples->text == "3" ? "RGB" : "MONOCHROME2";
    else if (!samples->isPinned)
        samples->text = isColour ? "3" : "1";
}

void followPixels(TreeItem &item)
{
    const unsigned long allocated = numberOf(item, tags::BitsAllocated, 16);
    if (numberOf(item, tags::BitsStored, allocated) > allocated)
        setNumber(item, tags::BitsStored, allocated);
    const unsigned long stored = numberOf(item, tags::BitsStored, allocated);
    setNumber(item, tags::HighBit, stored - 1);
    followColours(item);
    const unsigned long samples = numberOf(item, tags::SamplesPerPixel, 1);
    const unsigned long bits = numberOf(item, tags::Rows, 4) * numberOf(item, tags::Columns, 4) * samples *
                               numberOf(item, tags::NumberOfFrames, 1);
    for (const Tag tag : {tags::PixelData, tags::FloatPixelData, tags::DoubleFloatPixelData}) {
        TreeElement *pixels = item.find(tag);
        if (pixels == nullptr || pixels->isPinned)
            continue;
        const unsigned long each = tag == tags::FloatPixelData         ? 32
                                   : tag == tags::DoubleFloatPixelData ? 64
                                                                       : allocated;
        pixels->text = std::string((bits * each + 7) / 8, '\1');
        if (tag == tags::PixelData)
            pixels->vr = allocated > 8 ? Vr::OW : Vr::OB;
    }
}

// PS3.3 C.10.9: a multiplex group.
void followWaveform(TreeItem &item)
{
    TreeElement *data = item.find(Tag{0x5400, 0x1010});
    if (data == nullptr || data->isPinned)
        return;
    const TreeElement *channels = item.find(Tag{0x003A, 0x0200});
    setNumber(item, Tag{0x003A, 0x0005}, channels != nullptr ? channels->items.size() : 1);
    const unsigned long bytes = numberOf(item, Tag{0x003A, 0x0005}, 1) * numberOf(item, Tag{0x003A, 0x0010}, 1) *
                                numberOf(item, Tag{0x5400, 0x1004}, 16) / 8;
    data->text = std::string(bytes, '\1');
    data->vr = numberOf(item, Tag{0x5400, 0x1004}, 16) > 8 ? Vr::OW : Vr::OB;
    if (TreeElement *padding = item.find(Tag{0x5400, 0x100A}); padding != nullptr && !padding->isPinned) {
        padding->text = std::string(numberOf(item, Tag{0x5400, 0x1004}, 16) / 8, '\0');
        padding->vr = data->vr;
    }
}

// A table of four entries of 16 bits, as their descriptor says.
void followTables(TreeItem &item)
{
    for (const Tag tag : {Tag{0x0028, 0x3006}, Tag{0x0028, 0x1201}, Tag{0x0028, 0x1202}, Tag{0x0028, 0x1203}}) {
        if (TreeElement *data = item.find(tag); data != nullptr && !data->isPinned)
            *data = {.vr = Vr::OW, .text = std::string(8, '\1'), .isKept = data->isKept};
    }
    // An overlay of one pixel, filled up to an even length.
    if (TreeElement *data = item.find(Tag{0x6000, 0x3000}); data != nullptr && !data->isPinned)
        data->text = std::string(2, '\0');
    using namespace std::string_literals;
    for (const Tag tag : {Tag{0x0028, 0x1221}, Tag{0x0028, 0x1222}, Tag{0x0028, 0x1223}}) {
        if (TreeElement *data = item.find(tag); data != nullptr && !data->isPinned)
            *data = {.vr = Vr::OW, .text = "\0\0\4\0"s + std::string(8, '\1'), .isKept = data->isKept};
    }
}

// PS3.3 C.8.14.4.1.
void followSpectra(TreeItem &item)
{
    TreeElement *data = item.find(Tag{0x5600, 0x0020});
    if (data == nullptr || data->isPinned)
        return;
    const TreeElement *representation = item.find(Tag{0x0028, 0x9108});
    const unsigned long parts = representation != nullptr && representation->text == "COMPLEX" ? 2 : 1;
    const unsigned long points = numberOf(item, tags::Rows, 4) * numberOf(item, tags::Columns, 4) *
                                 numberOf(item, tags::NumberOfFrames, 1) * numberOf(item, Tag{0x0028, 0x9001}, 1) *
                                 numberOf(item, Tag{0x0028, 0x9002}, 1);
    data->text = std::string(points * parts * 4, '\0');
}

struct Document {
    std::string_view sopClass;
    std::string_view mimeType;
    std::string_view bytes;
};

void followDocument(TreeItem &item)
{
    TreeElement *data = item.find(Tag{0x0042, 0x0011});
    if (data == nullptr || data->isPinned)
        return;
    static constexpr Document documents[] = {
        {"1.2.840.10008.5.1.4.1.1.104.2", "text/XML",
         "<?xml version=\"1.0\"?><ClinicalDocument>x</ClinicalDocument>\n"},
        {"1.2.840.10008.5.1.4.1.1.104.3", "model/stl", "solid a\nendsolid a\n"},
        {"1.2.840.10008.5.1.4.1.1.104.4", "model/obj", "# model\nv 0 0 0\nf 1 1 1\n"},
        {"1.2.840.10008.5.1.4.1.1.104.5", "model/mtl", "newmtl red\nKd 1 0 0\n"},
        {"", "application/pdf", "%PDF-1.4\nrest\n%%EOF\n"},
    };
    const TreeElement *sopClass = item.find(tags::SOPClassUID);
    for (const Document &document : documents) {
        if (!document.sopClass.empty() && (sopClass == nullptr || sopClass->text != document.sopClass))
            continue;
        data->text = document.bytes;
        if (TreeElement *type = item.find(Tag{0x0042, 0x0012}); type != nullptr && !type->isPinned)
            type->text = document.mimeType;
        setNumber(item, Tag{0x0042, 0x0015}, document.bytes.size());
        return;
    }
}

// ICC.1: a header of 128 bytes, and no tags.
void followProfile(TreeItem &item)
{
    TreeElement *profile = item.find(Tag{0x0028, 0x2000});
    if (profile == nullptr || profile->isPinned)
        return;
    std::string bytes(132, '\0');
    bytes[3] = static_cast<char>(132);
    bytes.replace(12, 12, "scnrRGB XYZ ");
    bytes.replace(36, 4, "acsp");
    profile->text = bytes;
}

} // namespace

std::size_t leastValues(Tag tag)
{
    const DictionaryEntry *entry = findInDictionary(tag);
    return entry != nullptr ? firstNumber(entry->vm) : 1;
}

std::size_t mostValues(Tag tag)
{
    const DictionaryEntry *entry = findInDictionary(tag);
    if (entry == nullptr)
        return 1;
    const std::string_view vm = entry->vm;
    const std::size_t dash = vm.find('-');
    if (dash == std::string_view::npos)
        return firstNumber(vm);
    return vm.ends_with('n') ? 0 : firstNumber(vm.substr(dash + 1));
}

std::string defaultValue(Tag tag, Vr vr, std::size_t number)
{
    if (const auto known = valuesByKeyword().find(keywordOf(tag)); known != valuesByKeyword().end()) {
        const std::vector<std::string> values = splitValues(known->second);
        return values[std::min(number - 1, values.size() - 1)];
    }
    switch (vr) {
    case Vr::AE:
        return "TITLE";
    case Vr::AS:
        return "040Y";
    case Vr::AT:
        return "(0018,1063)";
    case Vr::CS:
        return "TEST";
    case Vr::DA:
        return "20260105";
    case Vr::DT:
        return "20260105101500";
    case Vr::TM:
        return "101500";
    case Vr::PN:
        return "DOCTOR^ONE";
    case Vr::UI:
        return "1.2.276.0.7230010.3.1.9." + std::to_string(tag.group) + "." + std::to_string(tag.element + 1);
    case Vr::UR:
        return "https://example.org/a";
    case Vr::LO:
    case Vr::LT:
    case Vr::SH:
    case Vr::ST:
    case Vr::UC:
    case Vr::UT:
        return "text";
    case Vr::OB:
    case Vr::OD:
    case Vr::OF:
    case Vr::OL:
    case Vr::OV:
    case Vr::OW:
    case Vr::UN:
        return std::string(8, '\1');
    default:
        return "1";
    }
}

std::string_view modalityOf(std::string_view sopClass)
{
    static const std::map<std::string_view, std::string_view> modalities{
        {"1.2.840.10008.5.1.4.1.1.2", "CT"},           {"1.2.840.10008.5.1.4.1.1.4", "MR"},
        {"1.2.840.10008.5.1.4.1.1.9.1.1", "ECG"},      {"1.2.840.10008.5.1.4.1.1.9.1.2", "ECG"},
        {"1.2.840.10008.5.1.4.1.1.12.1", "XA"},        {"1.2.840.10008.5.1.4.1.1.12.2", "RF"},
        {"1.2.840.10008.5.1.4.1.1.12.2.1", "RF"},      {"1.2.840.10008.5.1.4.1.1.20", "NM"},
        {"1.2.840.10008.5.1.4.1.1.128", "PT"},         {"1.2.840.10008.5.1.4.1.1.481.2", "RTDOSE"},
        {"1.2.840.10008.5.1.4.1.1.481.3", "RTSTRUCT"}, {"1.2.840.10008.5.1.4.1.1.481.4", "RTRECORD"},
        {"1.2.840.10008.5.1.4.1.1.481.5", "RTPLAN"},   {"1.2.840.10008.5.1.4.1.1.481.6", "RTRECORD"},
        {"1.2.840.10008.5.1.4.1.1.481.7", "RTRECORD"}, {"1.2.840.10008.5.1.4.1.1.481.8", "RTPLAN"},
        {"1.2.840.10008.5.1.4.1.1.481.9", "RTRECORD"},
    };
    const auto known = modalities.find(sopClass);
    return known != modalities.end() ? known->second : std::string_view{};
}

void followOtherValues(TreeItem &root, TreeItem &item)
{
    if (&item == &root || item.elements.contains(tags::PixelData))
        followPixels(item);
    followWaveform(item);
    followTables(item);
    followSpectra(item);
    followDocument(item);
    followProfile(item);
    for (auto &[tag, element] : item.elements) {
        for (TreeItem &one : element.items)
            followOtherValues(root, one);
    }
}

} // namespace mi::test
