#include "core/extract/json_binary_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

using namespace mi;

namespace {

// In the byte order of the machine.
template <class... Number>
std::string encoded(Number... values)
{
    std::string bytes;
    (bytes.append(reinterpret_cast<const char *>(&values), sizeof values), ...);
    return bytes;
}

constexpr bool isBigMachine = std::endian::native == std::endian::big;

} // namespace

class TestJsonBinaryValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spellsFloatingPointExactly_data();
    void spellsFloatingPointExactly();
    void spellsSinglePrecisionShort();
    void spellsNumbers_data();
    void spellsNumbers();
    void readsBothByteOrders();
    void spellsBase64_data();
    void spellsBase64();
    void spellsBigEndianWordsAsLittleEndian_data();
    void spellsBigEndianWordsAsLittleEndian();
};

void TestJsonBinaryValues::spellsFloatingPointExactly_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("half") << 0.5 << QByteArray("0.5");
    QTest::newRow("whole") << 3.0 << QByteArray("3");
    QTest::newRow("a tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("a tenth of single precision") << static_cast<double>(0.1F) << QByteArray("0.10000000149011612");
    QTest::newRow("large") << 1e300 << QByteArray("1e+300");
    QTest::newRow("small") << 5e-324 << QByteArray("5e-324");
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << QByteArray("\"Infinity\"");
    QTest::newRow("minus infinity") << -std::numeric_limits<double>::infinity() << QByteArray("\"-Infinity\"");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("\"NaN\"");
}

void TestJsonBinaryValues::spellsFloatingPointExactly()
{
    QFETCH(double, value);
    std::string json;
    appendJsonFloat(json, value);
    QTEST(QByteArray::fromStdString(json), "json");
    const QJsonValue read = QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").array().at(0);
    if (read.isDouble())
        QVERIFY(read.toDouble() == value);
}

void TestJsonBinaryValues::spellsSinglePrecisionShort()
{
    for (const float value : {0.1F, 1.0F / 3.0F, 16777216.0F, std::numeric_limits<float>::denorm_min(),
                              std::numeric_limits<float>::max()}) {
        std::string json;
        appendJsonFloat(json, value);
        QVERIFY(static_cast<float>(std::stod(json)) == value);
    }
    std::string json;
    appendJsonFloat(json, 0.1F);
    QCOMPARE(json, std::string("0.1"));
}

void TestJsonBinaryValues::spellsNumbers_data()
{
    QTest::addColumn<int>("vr");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, Vr vr, const std::string &bytes, const char *json) {
        QTest::newRow(name) << static_cast<int>(vr) << QByteArray::fromStdString(bytes) << QByteArray(json);
    };
    using std::int64_t, std::uint64_t, std::uint16_t;
    row("US", Vr::US, encoded(uint16_t{1}, uint16_t{65535}), "1,65535");
    row("SS", Vr::SS, encoded(std::int16_t{-1}), "-1");
    row("UL", Vr::UL, encoded(4294967295U), "4294967295");
    row("SL", Vr::SL, encoded(-5), "-5");
    row("FL", Vr::FL, encoded(0.5F, std::numeric_limits<float>::infinity()), "0.5,\"Infinity\"");
    row("FD", Vr::FD, encoded(-1.25), "-1.25");
    row("AT", Vr::AT, encoded(uint16_t{0x0018}, uint16_t{0xFFA0}), "\"0018FFA0\"");
    row("SV", Vr::SV, encoded(int64_t{-5}, int64_t{1} << 53U), "-5,\"9007199254740992\"");
    row("SV far below zero", Vr::SV, encoded(-(int64_t{1} << 53U), -(int64_t{1} << 53U) + 1),
        "\"-9007199254740992\",-9007199254740991");
    row("least SV", Vr::SV, encoded(std::numeric_limits<int64_t>::min()), "\"-9223372036854775808\"");
    row("UV", Vr::UV, encoded(uint64_t{9007199254740991U}, std::numeric_limits<uint64_t>::max()),
        "9007199254740991,\"18446744073709551615\"");
    row("an incomplete last value", Vr::US, encoded(uint16_t{7}) + "x", "7");
    row("less than one value", Vr::UL, "ab", "");
    row("nothing", Vr::FD, "", "");
    row("no number", Vr::OB, "abcd", "");
}

void TestJsonBinaryValues::spellsNumbers()
{
    QFETCH(int, vr);
    QFETCH(QByteArray, bytes);
    std::string json;
    appendJsonNumbers(json, static_cast<Vr>(vr), bytes.toStdString(), isBigMachine);
    QTEST(QByteArray::fromStdString(json), "json");
}

void TestJsonBinaryValues::readsBothByteOrders()
{
    for (const Vr vr : {Vr::AT, Vr::FD, Vr::FL, Vr::SL, Vr::SS, Vr::SV, Vr::UL, Vr::US, Vr::UV}) {
        QVERIFY(isNumber(vr));
        std::string bytes("\x3F\xA0\x12\x34\x56\x78\x9A\x01");
        std::string big;
        appendJsonNumbers(big, vr, std::string_view(bytes).substr(0, fixedValueSize(vr)), true);
        bytes.resize(fixedValueSize(vr));
        const std::ptrdiff_t word = vr == Vr::AT ? 2 : static_cast<std::ptrdiff_t>(bytes.size());
        for (auto at = bytes.begin(); at != bytes.end(); at += word)
            std::reverse(at, at + word);
        std::string little;
        appendJsonNumbers(little, vr, bytes, false);
        QVERIFY(!big.empty());
        QCOMPARE(little, big);
    }
}

void TestJsonBinaryValues::spellsBase64_data()
{
    QTest::addColumn<int>("size");
    for (int size = 0; size < 8; ++size)
        QTest::addRow("%d bytes", size) << size;
    QTest::newRow("256 bytes") << 256;
}

void TestJsonBinaryValues::spellsBase64()
{
    QFETCH(int, size);
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes += static_cast<char>(255 - i);
    std::string json;
    appendJsonBinary(json, Vr::OB, bytes.toStdString(), false);
    QCOMPARE(QByteArray::fromStdString(json), '"' + bytes.toBase64() + '"');
}

void TestJsonBinaryValues::spellsBigEndianWordsAsLittleEndian_data()
{
    QTest::addColumn<int>("vr");
    QTest::addColumn<QByteArray>("little");
    const auto row = [](const char *name, Vr vr, const char *little) {
        QTest::newRow(name) << static_cast<int>(vr) << QByteArray(little);
    };
    row("OB", Vr::OB, "123456789");
    row("UN", Vr::UN, "123456789");
    row("OW", Vr::OW, "214365879");
    row("OF", Vr::OF, "432187659");
    row("OL", Vr::OL, "432187659");
    row("OD", Vr::OD, "876543219");
    row("OV", Vr::OV, "876543219");
}

void TestJsonBinaryValues::spellsBigEndianWordsAsLittleEndian()
{
    QFETCH(int, vr);
    QFETCH(QByteArray, little);
    std::string json;
    appendJsonBinary(json, static_cast<Vr>(vr), "123456789", true);
    QCOMPARE(QByteArray::fromStdString(json), '"' + little.toBase64() + '"');
}

QTEST_APPLESS_MAIN(TestJsonBinaryValues)
#include "tst_json_binary_values.moc"
