#include "core/pipeline/series_json_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <zlib.h>

#include <thread>

using namespace mi;

namespace {

// All members of a gzip file, by zlib: another library than the one that wrote it.
QByteArray gunzip(const std::vector<std::byte> &bytes)
{
    QByteArray out;
    std::vector<std::byte> input = bytes;
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    while (stream.avail_in > 0) {
        if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
            return {};
        int status = Z_OK;
        while (status == Z_OK) {
            char chunk[16384];
            stream.next_out = reinterpret_cast<Bytef *>(chunk);
            stream.avail_out = sizeof chunk;
            status = inflate(&stream, Z_NO_FLUSH);
            out.append(chunk, static_cast<qsizetype>(sizeof chunk - stream.avail_out));
        }
        inflateEnd(&stream);
        if (status != Z_STREAM_END)
            return {};
    }
    return out;
}

} // namespace

class TestSeriesJsonWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noObjectsMakeAnEmptyArray()
    {
        SeriesJsonWriter writer;
        QCOMPARE(QJsonDocument::fromJson(gunzip(writer.finish())), QJsonDocument(QJsonArray()));
    }

    void objectsFromSeveralThreadsAreAllInTheArray()
    {
        SeriesJsonWriter writer;
        constexpr int perThread = 600;
        const std::string filler(2000, 'x'); // so that several blocks are made
        const auto add = [&](int first) {
            for (int i = first; i < first + perThread; ++i)
                writer.add("{\"n\":" + std::to_string(i) + ",\"text\":\"" + filler + "\"}");
        };
        std::thread other(add, perThread);
        add(0);
        other.join();
        const QJsonArray array = QJsonDocument::fromJson(gunzip(writer.finish())).array();
        QCOMPARE(array.size(), 2 * perThread);
        std::vector<bool> seen(2 * perThread, false);
        for (const QJsonValue &value : array)
            seen[static_cast<std::size_t>(value[QStringLiteral("n")].toInt())] = true;
        QVERIFY(std::find(seen.begin(), seen.end(), false) == seen.end());
    }
};

QTEST_GUILESS_MAIN(TestSeriesJsonWriter)
#include "tst_series_json_writer.moc"
