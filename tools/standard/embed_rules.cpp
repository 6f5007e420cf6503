// mi_embed_rules OUT.cpp IN.rules...: writes the texts of the rule tables as string literals, for any compiler.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t partSize = 8 * 1024; // every compiler takes literals of 16 KB

std::string literal(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n\"\n\"";
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c < ' ' || c > '~') {
            char octal[8];
            std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(c)));
            out += octal;
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.empty()) {
        std::cerr << "usage: mi_embed_rules OUT.cpp IN.rules...\n";
        return 64;
    }
    std::string parts;
    std::string files;
    std::size_t fileCount = 0;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        std::ifstream in(arguments[i], std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        if (!in && !in.eof()) {
            std::cerr << arguments[i] << ": cannot be read\n";
            return 66;
        }
        const std::string name = "file" + std::to_string(fileCount++);
        parts += "constexpr EmbeddedRules::Part " + name + "[] = {\n";
        for (std::size_t at = 0; at < std::max<std::size_t>(text.size(), 1); at += partSize) {
            const std::string_view part = std::string_view(text).substr(at, partSize);
            parts += "{" + literal(part) + ", " + std::to_string(part.size()) + "},\n";
        }
        parts += "};\n";
        files += "{" + literal(std::filesystem::path(arguments[i]).filename().string()) + ", " + name + "},\n";
    }
    std::ofstream out(arguments[0], std::ios::binary | std::ios::trunc);
    out << "// Written by mi_embed_rules.\n#include \"core/standard/embedded_rules.h\"\n\n#include "
           "<array>\n\nnamespace mi {\n\n"
        << "namespace {\n\n"
        << parts << "constexpr std::array<EmbeddedRules, " << fileCount << "> files{{\n"
        << files << "}};\n\n} // namespace\n\n"
        << "std::span<const EmbeddedRules> embeddedRules()\n{\n    return files;\n}\n\n} // namespace mi\n";
    out.close();
    return out ? 0 : 74;
}
