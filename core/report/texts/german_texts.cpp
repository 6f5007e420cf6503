// German words for findings, a family a section. What is missing here is said in English; a test counts it.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{
        "file.cannot-be-read", "Die Datei lässt sich nicht lesen",
        "Das System gibt den Inhalt der Datei nicht heraus, also ist nichts über sie bekannt. Ein Teil der Studie kann "
        "fehlen.",
        "Datenträger reinigen oder ein anderes Laufwerk nehmen, Zugriffsrechte prüfen, erneut versuchen. Bleibt sie "
        "unlesbar, den Absender um eine neue Kopie bitten."},
    TextRow{"file.empty", "Die Datei ist leer",
            "Sie hat einen Namen, aber keinen Inhalt. Beim Schreiben des Datenträgers oder beim Kopieren ging etwas "
            "schief.",
            "Den Absender bitten, die Studie erneut auszugeben."},
    TextRow{
        "file.not-dicom", "Keine DICOM-Datei",
        "Datenträger enthalten neben der Studie oft Betrachter, Dokumente und Bilder. Diese Datei gehört dazu und wird "
        "nicht abgelegt.",
        "Nichts zu tun. Ist es ein Befund, der zum Patienten gehört, von Hand ablegen."},
    TextRow{"file.not-regular", "Keine gewöhnliche Datei",
            "Dies ist eine Pipe, ein Socket oder ein Gerät. Dergleichen enthält keine Bilder und wird nicht geöffnet.",
            "Nichts zu tun."},
    TextRow{"file.symbolic-link", "Einem Verweis an einen anderen Ort wurde nicht gefolgt",
            "Der Verweis kann aus dem herausführen, was übergeben wurde; sein Ziel wurde daher nicht geprüft.",
            "Gehören die Dateien hinter dem Verweis zur Studie, den Ordner übergeben, der sie wirklich enthält."},
    TextRow{
        "file.too-large-for-setting", "Die Datei ist größer als eingestellt und wurde nicht gelesen",
        "An diesem Arbeitsplatz ist die Größe von Dateien begrenzt. Ohne diese Datei ist die Studie unvollständig.",
        "Ist die Größe plausibel, etwa bei einem Video, die Grenze in den Einstellungen anheben und erneut prüfen."},
    TextRow{"folder.cannot-be-read", "Ein Ordner lässt sich nicht öffnen",
            "Die Dateien darin sind unbekannt und ungeprüft. Studien dieser Quelle können unvollständig sein.",
            "Zugriffsrechte oder Datenträger prüfen, dann erneut versuchen."},
    TextRow{"study.duplicate-file", "Dieselbe Datei liegt mehrfach vor",
            "Die Kopien sind bis zum letzten Byte gleich. Nur eine wird abgelegt.", "Nichts zu tun."},
    TextRow{
        "study.patient.differs", "Eine Studie nennt mehr als einen Patienten",
        "Bilder einer Studie nennen verschiedene Patienten oder verschiedene Patienten-IDs. So abgelegt, erschienen "
        "Bilder bei der falschen Person.",
        "Nicht ablegen. Namen, IDs und Geburtsdaten mit der Anforderung vergleichen und den Absender fragen, welcher "
        "Patient richtig ist."},
    TextRow{
        "study.sop-instance-uid.reused", "Zwei verschiedene Dateien geben sich als dasselbe Bild aus",
        "Sie tragen dieselbe SOP Instance UID, aber verschiedenen Inhalt. Ein Archiv behält nur eine davon, die andere "
        "ginge verloren.",
        "Den Absender fragen, welche richtig ist, und um eine neue Ausgabe bitten, in der jedes Bild eine eigene UID "
        "hat."},
    TextRow{"study.source.interrupted", "Die Quelle verschwand, bevor die Studie ganz gelesen war",
            "Der Datenträger wurde entnommen oder die Netzverbindung brach ab. Die Studie ist unvollständig.",
            "Datenträger wieder einlegen oder Verbindung herstellen, dann erneut prüfen."},

    TextRow{"identity.patient-id.empty", "Keine Patienten-ID",
            "Der Absender ließ die Patienten-ID leer; die Studie lässt sich nur über Name und Geburtsdatum zuordnen.",
            "Den Patienten von Hand zuordnen und beim Import die eigene ID eintragen. Ist die Zuordnung unsicher, den "
            "Absender nach der ID fragen."},
    TextRow{
        "identity.patient-id.missing", "Die Patienten-ID fehlt ganz",
        "Jede Studie muss einen Platz für die Patienten-ID haben, auch einen leeren. Ohne ihn weisen viele Archive die "
        "Studie ab oder legen sie unter niemandem ab.",
        "Den Absender bitten, die Studie mit den Angaben zum Patienten erneut auszugeben. Oft hat ein "
        "Anonymisierungsprogramm sie entfernt."},
    TextRow{"identity.patient-name.empty", "Kein Patientenname",
            "Der Name ist leer; niemand sieht, wessen Bilder dies sind.",
            "Den Patienten über ID und Geburtsdatum zuordnen. Ist das unsicher, den Absender fragen."},
    TextRow{
        "identity.patient-name.missing", "Der Patientenname fehlt ganz",
        "Jede Studie muss einen Platz für den Namen haben, auch einen leeren. Ohne ihn weisen viele Archive die Studie "
        "ab oder legen sie unter niemandem ab.",
        "Den Absender bitten, die Studie mit den Angaben zum Patienten erneut auszugeben. Oft hat ein "
        "Anonymisierungsprogramm sie entfernt."},
    TextRow{"identity.series-uid.missing", "Das Bild sagt nicht, zu welcher Serie es gehört",
            "Ohne Series Instance UID kann ein Archiv das Bild nicht einordnen.",
            "Den Absender bitten, die Studie erneut auszugeben."},
    TextRow{
        "identity.series-uid.unusable", "Die Kennung der Serie ist nicht verwendbar",
        "Die Series Instance UID ist nicht wie eine UID geschrieben; Archive weisen das Bild ab oder ordnen es falsch "
        "ein.",
        "Den Absender bitten, die Studie erneut auszugeben, und ihm sagen, dass die Series Instance UID fehlerhaft "
        "ist."},
    TextRow{"identity.sop-class-uid.missing", "Die Datei sagt nicht, was für ein Objekt sie ist",
            "Ohne SOP Class UID nimmt kein Archiv die Datei an, und Betrachter müssen raten, ob sie ein CT-Bild, ein "
            "Befund "
            "oder etwas anderes ist.",
            "Den Absender bitten, die Studie erneut auszugeben."},
    TextRow{"identity.sop-class-uid.not-for-files", "Eine Netznachricht wurde wie ein Bild gespeichert",
            "Ihre SOP Class dient dem Austausch zwischen Systemen, nicht der Speicherung. Archive weisen sie meist ab.",
            "Die Bilder sind nicht betroffen. Dem Absender sagen, wenn es viele davon gibt."},
    TextRow{"identity.sop-class-uid.private", "Eine private Art von Objekt",
            "Nur Programme des Herstellers zeigen es. Archive weisen es ab oder speichern es, ohne es zu zeigen.",
            "Wird es für den Befund gebraucht, den Absender um denselben Inhalt in genormter Form bitten."},
    TextRow{"identity.sop-class-uid.retired", "Eine veraltete Art von Objekt",
            "Ihre SOP Class wurde aus dem Standard zurückgezogen. Neuere Betrachter zeigen sie womöglich nicht.",
            "Prüfen, ob der eigene Betrachter sie zeigt, bevor der Datenträger zurückgeht."},
    TextRow{"identity.sop-class-uid.unknown", "Eine unbekannte Art von Objekt",
            "Die SOP Class UID sieht aus wie eine des Standards, steht aber nicht in der Ausgabe, die dieses Programm "
            "kennt. "
            "Sie kann neuer oder verschrieben sein.",
            "Prüfen, ob das Archiv sie annimmt."},
    TextRow{"identity.sop-class-uid.unusable", "Die Art des Objekts ist nicht zu erkennen",
            "Die SOP Class UID ist nicht wie eine UID geschrieben; Archive weisen die Datei ab.",
            "Den Absender bitten, die Studie erneut auszugeben, und ihm sagen, dass die SOP Class UID fehlerhaft ist."},
    TextRow{"identity.sop-instance-uid.missing", "Das Bild hat keine eigene Kennung",
            "Ohne SOP Instance UID kann ein Archiv dieses Bild nicht von anderen unterscheiden.",
            "Den Absender bitten, die Studie erneut auszugeben."},
    TextRow{
        "identity.sop-instance-uid.unusable", "Die Kennung des Bildes ist nicht verwendbar",
        "Die SOP Instance UID ist nicht wie eine UID geschrieben; Archive weisen das Bild ab oder verlieren es.",
        "Den Absender bitten, die Studie erneut auszugeben, und ihm sagen, dass die SOP Instance UID fehlerhaft ist."},
    TextRow{"identity.study-uid.missing", "Die Datei sagt nicht, zu welcher Studie sie gehört",
            "Ohne Study Instance UID lässt sich das Bild nicht mit dem Rest seiner Studie ablegen.",
            "Den Absender bitten, die Studie erneut auszugeben."},
    TextRow{
        "identity.study-uid.unusable", "Die Kennung der Studie ist nicht verwendbar",
        "Die Study Instance UID ist nicht wie eine UID geschrieben; Archive weisen die Studie ab oder zerreißen sie.",
        "Den Absender bitten, die Studie erneut auszugeben, und ihm sagen, dass die Study Instance UID fehlerhaft "
        "ist."},
    TextRow{"identity.uid.ill-formed", "Eine Kennung ist nicht regelgerecht geschrieben",
            "Die UID ist verwendbar, verletzt aber eine Formregel. Strenge Systeme können sie abweisen.",
            "Die Studie ablegen, wenn das Archiv sie annimmt, und den Absender unterrichten."},
    TextRow{
        "identity.uid.reserved-root", "Eine Kennung stammt aus dem Bereich des Standards selbst",
        "UIDs, die mit 1.2.840.10008 beginnen, vergibt nur der DICOM-Standard. Der Absender hat eine erfunden; sie ist "
        "womöglich nicht weltweit eindeutig.",
        "Prüfen, ob keine andere Studie im Archiv dieselbe UID trägt, und den Absender unterrichten."},
    TextRow{"identity.uid.same", "Zwei Kennungen, die verschieden sein müssen, sind gleich",
            "Studie, Serie und Bild brauchen je eine eigene UID. Archive können sie verwechseln oder überschreiben.",
            "Den Absender bitten, die Studie erneut auszugeben."},
};

} // namespace

std::span<const TextRow> germanTexts()
{
    return rows;
}

} // namespace mi
