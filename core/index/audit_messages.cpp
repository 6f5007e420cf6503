#include "core/index/audit_messages.h"

#include "core/archive/archive_layout.h"
#include "core/archive/archive_root.h"
#include "core/archive/audit_log.h"
#include "core/archive/file_content.h"
#include "core/index/bag_record.h"
#include "core/support/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamWriter>

#include <algorithm>
#include <array>
#include <map>

namespace mi {

namespace {

constexpr std::uint64_t largestLog = std::uint64_t{1} << 30U;

// A code of the DICOM controlled terminology (PS3.16 D) or of RFC 3881.
struct Code {
    const char *value;
    const char *system;
    const char *meaning;
};
constexpr Code studyDeleted{"110105", "DCM", "DICOM Study Deleted"};
constexpr Code exported{"110106", "DCM", "Export"};
constexpr Code import{"110107", "DCM", "Import"};
constexpr Code application{"110150", "DCM", "Application"};
constexpr Code destination{"110152", "DCM", "Destination Role ID"};
constexpr Code source{"110153", "DCM", "Source Role ID"};
constexpr Code sourceMedia{"110154", "DCM", "Source Media"};
constexpr Code destinationMedia{"110155", "DCM", "Destination Media"};
constexpr Code mediaByUri{"110037", "DCM", "URI"};
constexpr Code studyUid{"110180", "DCM", "Study Instance UID"};
constexpr Code patientNumber{"2", "RFC-3881", "Patient Number"};
constexpr const char *applicationServerProcess = "4"; // RFC 3881 5.4.3

// What a line of the log becomes, PS3.15 A.5.3.
struct EventForm {
    const char *name; // in the log
    Code id;
    const char *action;    // create, read, delete
    const char *lifeCycle; // of the study: origination, export, permanent erasure
    const char *success;   // the outcome that is one
    Code user;             // the role of who did it
    const Code *media;     // the role of where it came from or went to; null: nowhere
};
constexpr std::array eventForms{
    EventForm{"dataImport", import, "C", "1", "filed", destination, &sourceMedia},
    EventForm{"dataExport", exported, "R", "10", "exported", source, &destinationMedia},
    EventForm{"quarantinePurge", studyDeleted, "D", "15", "purged", application, nullptr},
};

const EventForm *formOf(const QJsonObject &event)
{
    const QString name = event.value(QLatin1StringView("event")).toString();
    const auto found =
        std::ranges::find_if(eventForms, [&](const EventForm &form) { return name == QLatin1StringView(form.name); });
    return found == eventForms.end() ? nullptr : &*found;
}

// Values may hold anything; XML may not.
QString xmlText(const std::string &text)
{
    return QString::fromStdString(escapedForDisplay(text, 4096));
}

QString xmlText(const QJsonObject &object, const char *key)
{
    return xmlText(object.value(QLatin1String(key)).toString().toStdString());
}

class Message {
public:
    Message() : m_xml(&m_text) { m_xml.writeStartDocument(); }

    void start(const char *name) { m_xml.writeStartElement(QString::fromLatin1(name)); }
    void end() { m_xml.writeEndElement(); }
    void attribute(const char *name, const QString &value) { m_xml.writeAttribute(QString::fromLatin1(name), value); }
    void attribute(const char *name, const char *value) { attribute(name, QString::fromLatin1(value)); }
    void element(const char *name, const QString &text) { m_xml.writeTextElement(QString::fromLatin1(name), text); }
    void code(const char *element, const Code &code)
    {
        start(element);
        attribute("csd-code", code.value);
        attribute("codeSystemName", code.system);
        attribute("originalText", code.meaning);
        end();
    }
    void detail(const char *type, const QString &value)
    {
        start("ParticipantObjectDetail");
        attribute("type", type);
        attribute("value", QString::fromLatin1(value.toUtf8().toBase64()));
        end();
    }
    std::string line()
    {
        m_xml.writeEndDocument();
        QByteArray line = m_text;
        line.replace('\n', "");
        return line.toStdString();
    }

private:
    QByteArray m_text;
    QXmlStreamWriter m_xml;
};

// 0 success, 4 minor failure, PS3.15 A.5.2
void writeEvent(Message &message, const QJsonObject &event, const EventForm &form)
{
    const QString outcome = xmlText(event, "outcome");
    const bool isSuccess = outcome == QLatin1StringView(form.success);
    message.start("EventIdentification");
    message.attribute("EventActionCode", form.action);
    message.attribute("EventDateTime", xmlText(event, "time"));
    message.attribute("EventOutcomeIndicator", isSuccess ? "0" : "4");
    message.code("EventID", form.id);
    if (!isSuccess)
        message.element("EventOutcomeDescription", outcome);
    message.end();
}

void writeParticipants(Message &message, const QJsonObject &event, const EventForm &form)
{
    message.start("ActiveParticipant");
    message.attribute("UserID", xmlText(event, "user"));
    message.attribute("UserIsRequestor", "true");
    message.attribute("NetworkAccessPointID", xmlText(event, "host"));
    message.attribute("NetworkAccessPointTypeCode", "1"); // a machine name
    message.code("RoleIDCode", form.user);
    message.end();
    // Where it came from or went to is not in the log, because paths name patients; each event has an identifier.
    if (form.media != nullptr) {
        message.start("ActiveParticipant");
        message.attribute("UserID", QStringLiteral("urn:uuid:") + xmlText(event, "importId"));
        message.attribute("UserIsRequestor", "false");
        message.code("RoleIDCode", *form.media);
        message.start("MediaIdentifier");
        message.code("MediaType", mediaByUri);
        message.end();
        message.end();
    }

    message.start("AuditSourceIdentification");
    message.attribute("AuditSourceID", QStringLiteral("mivalidator@") + xmlText(event, "host"));
    message.start("AuditSourceTypeCode");
    message.attribute("csd-code", applicationServerProcess);
    message.end();
    message.end();
}

void writeStudy(Message &message, const QJsonObject &event, const EventForm &form,
                const std::vector<index::BagRecord> &bags)
{
    std::map<std::string, std::uint64_t> sopClasses;
    for (const index::BagRecord &bag : bags) {
        for (const index::SeriesRecord &series : bag.series) {
            for (const index::InstanceRecord &instance : series.instances)
                ++sopClasses[instance.sopClassUid];
        }
    }
    message.start("ParticipantObjectIdentification");
    message.attribute("ParticipantObjectID", xmlText(event, "studyInstanceUid"));
    message.attribute("ParticipantObjectTypeCode", "2");     // system object
    message.attribute("ParticipantObjectTypeCodeRole", "3"); // report
    message.attribute("ParticipantObjectDataLifeCycle", form.lifeCycle);
    message.code("ParticipantObjectIDTypeCode", studyUid);
    message.element("ParticipantObjectName", xmlText(event, "studyInstanceUid"));
    message.detail("importId", xmlText(event, "importId"));
    message.detail("sequence", QString::number(event.value(QLatin1StringView("sequence")).toInteger()));
    for (const QJsonValue &bag : event.value(QLatin1StringView("bags")).toArray())
        message.detail("bag", xmlText(bag.toObject(), "path"));
    message.start("ParticipantObjectDescription");
    for (const auto &[uid, count] : sopClasses) {
        message.start("SOPClass");
        message.attribute("UID", xmlText(uid));
        message.attribute("NumberOfInstances", QString::number(count));
        message.end();
    }
    message.end();
    message.end();
}

// Nobody is named twice, and a bag that cannot be read names nobody.
void writePatients(Message &message, const std::vector<index::BagRecord> &bags)
{
    std::map<std::string, std::string> names; // by ID
    for (const index::BagRecord &bag : bags) {
        if (bag.hasMetadata)
            names.emplace(bag.patient.id, bag.patient.name);
    }
    for (const auto &[id, name] : names) {
        message.start("ParticipantObjectIdentification");
        message.attribute("ParticipantObjectID", xmlText(id));
        message.attribute("ParticipantObjectTypeCode", "1");     // person
        message.attribute("ParticipantObjectTypeCodeRole", "1"); // patient
        message.code("ParticipantObjectIDTypeCode", patientNumber);
        message.element("ParticipantObjectName", xmlText(name));
        message.end();
    }
}

class AuditExporter {
public:
    AuditExporter(FileLayer &files, std::filesystem::path root,
                  const std::function<Result<void>(const std::string &)> &write, const std::stop_token &stop)
        : m_files(files), m_root(std::move(root)), m_write(write), m_stop(stop)
    {}

    Result<AuditExport> run()
    {
        const Result<std::vector<FolderEntry>> entries = m_files.list(m_root / archive::auditFolder);
        if (!entries)
            return entries.error();
        std::vector<std::string> names;
        for (const FolderEntry &entry : *entries) {
            if (entry.type == FileType::regular && archive::AuditLog::isLogName(entry.name.string()))
                names.push_back(entry.name.string());
        }
        std::ranges::sort(names);
        for (const std::string &name : names) {
            const Result<std::string> text =
                archive::readWhole(m_files, m_root / archive::auditFolder / name, largestLog);
            if (!text)
                return text.error();
            if (Result<void> done = exportLines(*text); !done)
                return done.error();
        }
        return m_result;
    }

private:
    Result<void> exportLines(std::string_view rest)
    {
        while (!rest.empty()) {
            if (m_stop.stop_requested())
                return archive::cancelled();
            const std::size_t feed = rest.find('\n');
            const std::string_view line = rest.substr(0, feed);
            rest.remove_prefix(feed == std::string_view::npos ? rest.size() : feed + 1);
            const QJsonDocument document =
                QJsonDocument::fromJson(QByteArray(line.data(), static_cast<qsizetype>(line.size())));
            // What is not known to this version of the program is no less a line that could not be read.
            const EventForm *const form = formOf(document.object());
            if (form == nullptr) {
                ++m_result.unreadableLines;
                continue;
            }
            if (Result<void> written = m_write(messageOf(document.object(), *form)); !written)
                return written;
            ++m_result.messages;
        }
        return {};
    }

    std::string messageOf(const QJsonObject &event, const EventForm &form) const
    {
        std::vector<index::BagRecord> bags;
        for (const QJsonValue &bag : event.value(QLatin1StringView("bags")).toArray()) {
            // The log is a file that somebody may have written: only a bag in its place is opened.
            const std::filesystem::path path = bag.toObject().value(QLatin1StringView("path")).toString().toStdString();
            if (isInArchive(path))
                bags.push_back(index::readBagRecord(m_files, m_root, path));
        }
        Message message;
        message.start("AuditMessage");
        writeEvent(message, event, form);
        writeParticipants(message, event, form);
        writeStudy(message, event, form, bags);
        writePatients(message, bags);
        message.end();
        return message.line();
    }

    static bool isInArchive(const std::filesystem::path &path)
    {
        const bool isPlain = path.is_relative() && std::ranges::none_of(path, [](const std::filesystem::path &part) {
                                 return part == ".." || part == ".";
                             });
        return isPlain && !path.empty() &&
               (*path.begin() == archive::studiesFolder || *path.begin() == archive::quarantineFolder);
    }

    FileLayer &m_files;
    std::filesystem::path m_root;
    const std::function<Result<void>(const std::string &)> &m_write;
    const std::stop_token &m_stop;
    AuditExport m_result;
};

} // namespace

Result<AuditExport> exportAuditMessages(FileLayer &files, const std::filesystem::path &archiveRoot,
                                        const std::function<Result<void>(const std::string &line)> &write,
                                        const std::stop_token &stop)
{
    Result<std::filesystem::path> root = archive::openRoot(files, archiveRoot, Archive::OpenMode::readOnly);
    if (!root)
        return root.error();
    return AuditExporter(files, root.take(), write, stop).run();
}

} // namespace mi
