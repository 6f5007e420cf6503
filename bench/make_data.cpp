// bench_make_data SOURCE FOLDER COUNT STUDIES SIZE: writes COUNT instances in STUDIES studies of two series each, all
// made from one real CT instance (Explicit VR Little Endian). Each gets new Study, Series and SOP Instance UIDs of the
// same length, byte by byte, so that nothing else of the encoding changes, and a picture of its own: its number is in
// the first samples of every row. SIZE is rows and columns of the pixel matrix, a multiple of the source's; the picture
// is tiled. Same arguments, same bytes.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

namespace fs = std::filesystem;

namespace {

constexpr std::size_t shortHeader = 8; // tag, VR, 16-bit length
constexpr std::size_t longHeader = 12; // tag, VR, reserved, 32-bit length

[[noreturn]] void fail(const std::string &why)
{
    std::cerr << "bench_make_data: " << why << '\n';
    std::exit(EXIT_FAILURE);
}

std::string tagAndVr(std::uint16_t group, std::uint16_t element, std::string_view vr)
{
    std::string bytes;
    for (const std::uint16_t number : {group, element}) {
        bytes += static_cast<char>(number & 0xff);
        bytes += static_cast<char>(number >> 8);
    }
    return bytes.append(vr);
}

// Where the only element of this kind begins. Another occurrence of the same six bytes would be patched by mistake.
std::size_t findElement(const std::string &file, const std::string &start)
{
    const std::size_t at = file.find(start);
    if (at == std::string::npos || file.find(start, at + 1) != std::string::npos)
        fail("the source does not hold an element exactly once");
    return at;
}

std::uint32_t readNumber(const std::string &file, std::size_t at, int bytes)
{
    std::uint32_t number = 0;
    for (int i = bytes - 1; i >= 0; --i)
        number = number << 8 | static_cast<unsigned char>(file[at + static_cast<std::size_t>(i)]);
    return number;
}

void writeNumber(std::string &file, std::size_t at, int bytes, std::uint32_t number)
{
    for (int i = 0; i < bytes; ++i, number >>= 8)
        file[at + static_cast<std::size_t>(i)] = static_cast<char>(number & 0xff);
}

// A value whose longest component is replaced by a number of the same length, without a leading zero.
class UidField {
public:
    UidField(const std::string &file, const std::string &element) : m_at(findElement(file, element) + shortHeader)
    {
        const std::size_t end = m_at + readNumber(file, m_at - 2, 2);
        for (std::size_t from = m_at; from < end;) {
            const std::size_t to = std::min({file.find('.', from), file.find('\0', from), end});
            if (to - from > m_digits) {
                m_at = from;
                m_digits = to - from;
            }
            from = to + 1;
        }
        if (m_digits < 10)
            fail("a UID of the source has no component long enough");
    }

    void set(std::string &file, std::uint64_t number) const
    {
        std::string digits = std::to_string(number);
        digits.insert(0, m_digits - 1 - digits.size(), '0');
        file.replace(m_at, m_digits, "1" + digits);
    }

private:
    std::size_t m_at;
    std::size_t m_digits = 0;
};

// The picture repeated to `size` rows and columns of 16 bits.
std::string tiled(const std::string &pixels, std::size_t rows, std::size_t columns, std::size_t size)
{
    std::string big;
    big.reserve(size * size * 2);
    for (std::size_t y = 0; y < size; ++y) {
        for (std::size_t x = 0; x < size; x += columns)
            big.append(pixels, y % rows * columns * 2, columns * 2);
    }
    return big;
}

void enlarge(std::string &file, std::size_t size)
{
    const std::size_t rowsAt = findElement(file, tagAndVr(0x0028, 0x0010, "US")) + shortHeader;
    const std::size_t columnsAt = findElement(file, tagAndVr(0x0028, 0x0011, "US")) + shortHeader;
    const std::size_t pixelsAt = findElement(file, tagAndVr(0x7fe0, 0x0010, "OW")) + longHeader;
    const std::size_t rows = readNumber(file, rowsAt, 2);
    const std::size_t columns = readNumber(file, columnsAt, 2);
    const std::size_t length = readNumber(file, pixelsAt - 4, 4);
    if (length != rows * columns * 2 || size % rows != 0 || size % columns != 0)
        fail("the source's pixel matrix cannot be tiled to that size");
    const std::string pixels = tiled(file.substr(pixelsAt, length), rows, columns, size);
    file.replace(pixelsAt, length, pixels);
    writeNumber(file, pixelsAt - 4, 4, static_cast<std::uint32_t>(pixels.size()));
    writeNumber(file, rowsAt, 2, static_cast<std::uint32_t>(size));
    writeNumber(file, columnsAt, 2, static_cast<std::uint32_t>(size));
}

std::string readFile(const fs::path &path)
{
    std::ifstream in(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (bytes.empty())
        fail("cannot read " + path.string());
    return bytes;
}

void writeFile(const fs::path &path, const std::string &bytes)
{
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush())
        fail("cannot write " + path.string());
}

// Small numbers, so that the samples stay within the bits that are stored.
void numberRows(std::string &file, std::uint64_t number)
{
    const std::size_t columns = readNumber(file, findElement(file, tagAndVr(0x0028, 0x0011, "US")) + shortHeader, 2);
    const std::size_t begin = findElement(file, tagAndVr(0x7fe0, 0x0010, "OW")) + longHeader;
    const std::size_t end = begin + readNumber(file, begin - 4, 4);
    for (std::size_t row = begin; row < end; row += columns * 2) {
        writeNumber(file, row, 2, static_cast<std::uint32_t>(number % 1000));
        writeNumber(file, row + 2, 2, static_cast<std::uint32_t>(number / 1000));
    }
}

void makeInstances(std::string file, const fs::path &folder, std::uint64_t count, std::uint64_t studies)
{
    const UidField metaUid(file, tagAndVr(0x0002, 0x0003, "UI"));
    const UidField sopUid(file, tagAndVr(0x0008, 0x0018, "UI"));
    const UidField studyUid(file, tagAndVr(0x0020, 0x000d, "UI"));
    const UidField seriesUid(file, tagAndVr(0x0020, 0x000e, "UI"));
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t study = i * studies / count;
        const std::uint64_t series = study * 2 + i % 2;
        metaUid.set(file, i);
        sopUid.set(file, i);
        studyUid.set(file, study);
        seriesUid.set(file, series);
        numberRows(file, i);
        const fs::path where = folder / ("study-" + std::to_string(study)) / ("series-" + std::to_string(i % 2));
        fs::create_directories(where);
        writeFile(where / ("instance-" + std::to_string(i)), file);
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 6)
        fail("takes SOURCE FOLDER COUNT STUDIES SIZE");
    std::string file = readFile(argv[1]);
    enlarge(file, std::strtoul(argv[5], nullptr, 10));
    makeInstances(std::move(file), argv[2], std::strtoull(argv[3], nullptr, 10), std::strtoull(argv[4], nullptr, 10));
    return EXIT_SUCCESS;
}
