// What is in an instance besides pixels that a person could look at: waveforms, a document, a structured report. For
// looking only. Value types and pure functions; any thread.
#pragma once

#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mi {

enum class ContentKind : std::uint8_t { image, waveform, document, report, other };

// By what is there, not by the SOP Class.
ContentKind contentKindOf(const ScannedInstance &instance);

// PS3.3 C.10.9.
struct WaveformChannel {
    std::string name;           // Channel Source, UTF-8: "Lead II"; "" if the file does not say
    std::string unit;           // "uV", "mV"; ""
    std::vector<float> samples; // in `unit`, if there is one, else as stored
};

struct WaveformGroup {
    std::string label;           // UTF-8
    double samplesPerSecond = 0; // > 0
    std::vector<WaveformChannel> channels;
    std::string problem; // why there are no channels: "a way of storing samples that is not known"
};

constexpr std::size_t mostWaveformGroups = 16;
constexpr std::uint32_t mostWaveformChannels = 64;

std::vector<WaveformGroup> waveformsOf(const ScannedInstance &instance, ByteSource *source);

// PS3.3 C.24.2.
struct EncapsulatedDocument {
    std::string mimeType;   // "application/pdf"
    std::string title;      // UTF-8
    std::uint64_t size = 0; // bytes, without padding where the file says so
};

EncapsulatedDocument documentOf(const ScannedInstance &instance);
// Its bytes; empty when they cannot be had, or are more than 64 MB.
std::string documentBytes(const ScannedInstance &instance, ByteSource *source);

// One line of a structured report (PS3.3 C.17.3): the name of a Content Item and what it says.
struct ReportLine {
    std::uint32_t depth = 0;
    std::string name;  // Concept Name, UTF-8
    std::string value; // UTF-8; may have several lines; "" for a heading
};

constexpr std::size_t mostReportLines = 20'000;

// In the order of the tree; a last line says so if there are more.
std::vector<ReportLine> reportLinesOf(const ScannedInstance &instance);

} // namespace mi
