#include "tests/core/index/index_fixture.h"

#include "core/archive/file_content.h"
#include "core/extract/study_metadata.h"
#include "core/index/index_store.h"

#include <QSqlRecord>

#include <fstream>

namespace mi::test {

namespace {

class MetadataDescriber final : public BagDescriber {
public:
    explicit MetadataDescriber(const Import &import) : m_import(import) {}

    Result<void> describe(const StagedInstance &instance) override
    {
        m_metadata.add(m_import.instances[instance.sourceIndex],
                       {.archivePath = instance.archivePath,
                        .sourceName = "image",
                        .size = instance.size,
                        .sha256 = instance.sha256},
                       {});
        return {};
    }
    std::string refusal() override { return {}; }
    Result<void> writeDescriptions(const WriteFile &write) override
    {
        const QByteArray metadata = m_metadata.toJson();
        if (Result<void> written = write(
                "metadata.json", archive::bytesOf({metadata.constData(), static_cast<std::size_t>(metadata.size())}));
            !written)
            return written;
        return write("validation.json", archive::bytesOf("{\"study\": {\"verdict\": \"" + m_import.verdict + "\"}}\n"));
    }

private:
    const Import &m_import;
    StudyMetadata m_metadata;
};

} // namespace

void IndexFixture::noteVerified(const std::string &studyKey, const std::string &at, std::uint64_t differences) const
{
    std::ofstream(archive.root() / "verified.tsv", std::ios::app | std::ios::binary)
        << at << '\t' << studyKey << '\t' << differences << '\n';
}

FilingResult IndexFixture::file(const Import &import)
{
    Import filled = import;
    std::vector<FilingSource> sources;
    for (InstanceHeader &header : filled.instances) {
        const std::string number = std::to_string(++m_count);
        header.studyInstanceUid = filled.studyInstanceUid;
        if (header.seriesInstanceUid.empty())
            header.seriesInstanceUid = filled.studyInstanceUid + ".1";
        if (header.sopInstanceUid.empty())
            header.sopInstanceUid = filled.studyInstanceUid + ".1." + number;
        FilingSource source = archive.source(header.sopInstanceUid, "image " + number, "content " + number);
        source.seriesInstanceUid = header.seriesInstanceUid;
        sources.push_back(source);
    }
    MetadataDescriber describer(filled);
    const std::unique_ptr<Archive> opened = archive.open(*archive.files);
    Result<FilingResult> result = opened->fileStudy(filled.studyInstanceUid, sources, describer, serially, {});
    if (!result)
        qFatal("%s", textOf(result.error()).c_str());
    return result.take();
}

std::unique_ptr<ArchiveIndex> IndexFixture::open() const
{
    Result<std::unique_ptr<ArchiveIndex>> index = ArchiveIndex::open(*archive.files, archive.root(), url.toStdString());
    if (!index)
        qFatal("%s", textOf(index.error()).c_str());
    return index.take();
}

std::unique_ptr<ArchiveIndex> IndexFixture::openCaughtUp() const
{
    std::unique_ptr<ArchiveIndex> index = open();
    if (const Result<IndexChanges> changes = index->catchUp({}); !changes)
        qFatal("%s", textOf(changes.error()).c_str());
    return index;
}

QString IndexFixture::uids(ArchiveIndex &index, const StudyQuery &query)
{
    const Result<FoundStudies> found = index.search(query);
    if (!found)
        return QString::fromStdString(textOf(found.error()));
    QStringList uids;
    for (const IndexedStudy &study : found->studies)
        uids.append(QString::fromStdString(study.studyInstanceUid));
    uids.sort();
    return uids.join(u' ');
}

QStringList IndexFixture::dump() const
{
    const auto store = index::IndexStore::create(*archive.files, archive.root(), url.toStdString());
    if (!store)
        qFatal("%s", textOf(store.error()).c_str());
    const auto database = (*store)->connect();
    if (!database)
        qFatal("%s", textOf(database.error()).c_str());
    // Numbers of rows differ between two indexes of the same archive; what they stand for must not.
    const bool isSqlite = (*database)->engine() == index::Engine::sqlite;
    const QString names = isSqlite ? QStringLiteral("SELECT 'names', s.study_key, n.names FROM study_names n"
                                                    " JOIN studies s ON s.id = n.rowid")
                                   : QStringLiteral("SELECT 'names', s.study_key, n.names FROM study_names n"
                                                    " JOIN studies s ON s.id = n.study");
    QStringList lines;
    for (const QString &sql :
         {QStringLiteral("SELECT 'study', s.study_key, s.study_uid, p.fingerprint, p.folded_id, p.folded_name,"
                         " s.study_date, s.description, s.accession, s.modalities, s.institutions, s.series,"
                         " s.instances, s.bytes, s.bags, s.newest_bag, s.filed_at, s.verdict, s.problem"
                         " FROM studies s JOIN patients p ON p.id = s.patient"),
          QStringLiteral("SELECT 'patient', patient_id, issuer, name, birth_date, sex FROM patients"),
          QStringLiteral("SELECT 'value', s.study_key, v.field, v.folded FROM study_values v"
                         " JOIN studies s ON s.id = v.study"),
          QStringLiteral("SELECT 'bag', s.study_key, b.path, b.tagmanifest_sha256, b.filed_at, b.import_id,"
                         " b.study_uid, b.files, b.bytes, b.verdict, b.reason, b.problem FROM bags b"
                         " LEFT JOIN studies s ON s.id = b.study"),
          QStringLiteral("SELECT 'series', s.study_key, e.series_uid, e.number, e.modality, e.description, e.body_part,"
                         " e.institution, e.manufacturer, e.model FROM series e JOIN studies s ON s.id = e.study"),
          QStringLiteral("SELECT 'instance', s.study_key, e.series_uid, b.path, i.sop_uid, i.sop_class_uid,"
                         " i.transfer_syntax_uid, i.frames, i.bytes FROM instances i JOIN series e ON e.id = i.series"
                         " JOIN studies s ON s.id = i.study JOIN bags b ON b.id = i.bag"),
          QStringLiteral("SELECT 'verification', study_key, verified_at, differences FROM verifications"), names}) {
        Result<QSqlQuery> rows = (*database)->query(sql);
        if (!rows)
            qFatal("%s", textOf(rows.error()).c_str());
        while (rows->next()) {
            QStringList columns;
            for (int i = 0; i < rows->record().count(); ++i)
                columns.append(rows->value(i).toString());
            lines.append(columns.join(u'|'));
        }
    }
    lines.sort();
    return lines;
}

} // namespace mi::test
