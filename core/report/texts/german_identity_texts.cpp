// German words for the rules of core/checks/study_rules.cpp and core/checks/identity_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{
        "container.damaged", "Die Archivdatei ist abgeschnitten oder beschädigt",
        "Nur ein Teil des Inhalts ließ sich herausholen. Er wurde geprüft; Studien darin können unvollständig sein.",
        "Die Datei erneut kopieren oder herunterladen. Bleibt sie beschädigt, den Absender bitten, sie noch einmal "
        "zu senden."},
    TextRow{"container.empty", "Die Archivdatei enthält keine Dateien",
            "Es ist nichts darin, was geprüft oder abgelegt werden könnte.",
            "Den Absender fragen, ob dies die richtige Datei ist."},
    TextRow{"container.encrypted", "Die Archivdatei ist mit einem Kennwort geschützt",
            "Ohne das Kennwort lässt sich der Inhalt nicht lesen; nichts ist über ihn bekannt.",
            "Das mitgelieferte Kennwort eingeben oder den Absender danach fragen. Oft kommt es getrennt."},
    TextRow{"container.member-damaged", "Eine Datei in der Archivdatei ist beschädigt",
            "Sie ließ sich nicht so herausholen, wie sie hineingelegt wurde. Ein Teil der Studie kann fehlen.",
            "Die Archivdatei erneut kopieren oder herunterladen. Bleibt sie beschädigt, den Absender bitten, sie noch "
            "einmal zu senden."},
    TextRow{"container.nested-too-deep", "Eine Archivdatei in anderen Archivdateien wurde nicht geöffnet",
            "Archivdateien werden nur bis zu einer kleinen Tiefe geöffnet, weil endlose Schachtelung ein bekannter "
            "Angriff ist. Was in dieser ist, ist nicht bekannt.",
            "Ist der Absender bekannt, die Datei von Hand entpacken und den Ordner übergeben."},
    TextRow{"container.too-much-content", "Die Archivdatei enthält weit mehr, als sie sollte",
            "Der Inhalt wurde nicht bis zum Ende gelesen: Dateien, die beim Öffnen übermäßig wachsen, sind ein "
            "bekannter Angriff. Studien darin können unvollständig sein.",
            "Ist der Absender bekannt, die Datei von Hand entpacken und den Ordner übergeben."},
    TextRow{"container.unsafe-name", "Eine Datei in der Archivdatei hat einen Namen, der aus ihr hinausführt",
            "Andere Programme könnten sie an einen Ort schreiben, wo sie schadet. Hier wurde sie nur gelesen und "
            "geprüft.",
            "Die Archivdatei nicht mit einem anderen Programm entpacken, bevor klar ist, wer sie gemacht hat. Den "
            "Absender unterrichten."},
    TextRow{"study.container.incomplete", "Die Archivdatei um diese Studie wurde nicht zu Ende gelesen",
            "Sie ist beschädigt, durch ein Kennwort geschützt oder zu groß; Bilder dieser Studie können fehlen.",
            "Nachsehen, was über die Archivdatei selbst gesagt wird, dann erneut prüfen."},
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
    TextRow{"study.accession-number.two-patients", "Zwei Patienten haben dieselbe Auftragsnummer",
            "Eine andere Studie dieser Übergabe hat dieselbe Accession Number und einen anderen Patienten. "
            "Eine der beiden gerät an den falschen Auftrag.",
            "Beide vor dem Ablegen mit dem Auftrag vergleichen und den Absender nach der richtigen Nummer "
            "fragen."},
    TextRow{"study.archive.birth-date-differs", "Das Archiv kennt diesen Patienten mit anderem Geburtsdatum",
            "Patienten-ID und Name gehören zu einem Patienten des Archivs, das Geburtsdatum nicht. Eines der beiden "
            "kann falsch sein, oder es ist jemand anderes.",
            "Das Geburtsdatum vor dem Ablegen mit der Anforderung vergleichen."},
    TextRow{"study.archive.instance-under-other-study", "Das Archiv hat ein Bild dieser Studie unter einer anderen",
            "Dieselbe SOP Instance UID ist in einer anderen Studie abgelegt. Noch einmal abgelegt, gehörte ein Bild "
            "zu zwei Studien.",
            "Nicht ablegen. Die andere Studie ansehen und den Absender fragen, zu welcher das Bild gehört."},
    TextRow{"study.archive.patient-name-differs", "Das Archiv kennt unter dieser Patienten-ID jemand anderen",
            "Studien im Archiv tragen diese Patienten-ID und einen anderen Namen. So abgelegt, würden zwei Menschen "
            "womöglich zu einem Patienten. IDs anderer Häuser können zufällig gleich sein.",
            "Name und Geburtsdatum mit der Anforderung vergleichen. Der Studie die richtige ID geben, oder sie "
            "ablegen, wenn sich der Name geändert hat."},
    TextRow{"study.attribute.equipment-differs", "Eine Serie nennt verschiedene Geräte",
            "Eine Serie stammt von einem Gerät. Hier nennen ihre Bilder mehr als eines oder beschreiben es "
            "verschieden.",
            "Prüfen, ob alle Bilder zusammengehören, und dem Absender das Attribut nennen, das wechselt."},
    TextRow{"study.attribute.frame-of-reference-differs",
            "Bilder mit demselben Koordinatensystem beschreiben es verschieden",
            "Sie geben an, dass ihre Lagen vergleichbar sind, sind sich aber über den Bezugspunkt uneinig.",
            "Bei Messungen über Serien hinweg vorsichtig sein und den Absender unterrichten."},
    TextRow{"study.attribute.missing-in-some", "Manchen Bildern fehlt, was die anderen angeben",
            "Ein Attribut des Patienten, der Studie oder der Serie hat in manchen Bildern einen Wert und in "
            "anderen keinen. Oft stammen sie aus einem zweiten System.",
            "Meist nichts zu tun. Sollten die Bilder dieselbe Herkunft haben, den Absender fragen."},
    TextRow{"study.attribute.patient-differs", "Bilder eines Patienten widersprechen sich über den Patienten",
            "Name, ID, Geburtsdatum und Geschlecht stimmen überein, ein anderes Attribut des Patienten aber "
            "nicht.",
            "Die Werte vergleichen und dem Absender das Attribut nennen."},
    TextRow{"study.attribute.series-differs", "Bilder einer Serie widersprechen sich über die Serie",
            "Was die Serie beschreibt, muss in allen ihren Bildern gleich sein. Betrachter zeigen "
            "irgendeinen der Werte.",
            "Die Werte vergleichen. Sind zwei Serien vermischt, den Absender um eine neue Ausgabe bitten."},
    TextRow{"study.attribute.spelling-differs", "Ein Wert ist verschieden geschrieben",
            "Groß- und Kleinschreibung, Leerzeichen oder Satzzeichen unterscheiden sich. Eine Suche findet "
            "womöglich nur einen Teil.",
            "Für eine einzelne Studie nichts zu tun. Kommt es wieder vor, den Absender unterrichten."},
    TextRow{"study.attribute.study-differs", "Bilder einer Studie widersprechen sich über die Studie",
            "Was die Studie beschreibt, muss in allen ihren Bildern gleich sein. Eine Suche findet womöglich "
            "nur einen Teil.",
            "Die Werte mit dem Auftrag vergleichen und den Absender fragen, ob zwei Studien vermischt sind."},
    TextRow{"study.concatenation.incomplete", "Ein Bild wurde auf mehrere Dateien verteilt, und einige fehlen",
            "Ein großes Bild mit vielen Einzelbildern wurde zerlegt. Ohne alle Teile lässt es sich nicht "
            "zusammensetzen.",
            "Nicht ablegen. Den Absender um eine neue Ausgabe mit allen Teilen bitten."},
    TextRow{"study.duplicate.attributes-differ", "Zwei Fassungen desselben Bildes liegen vor",
            "Sie sagen unter derselben SOP Instance UID Verschiedenes über dasselbe Bild. Ein Archiv behält "
            "nur eine davon; eine wurde vielleicht berichtigt.",
            "Nicht beide ablegen. Die Attribute vergleichen und den Absender fragen, welche Fassung gilt."},
    TextRow{"study.duplicate.re-encoded", "Dasselbe Bild liegt mehrfach vor, verschieden kodiert",
            "Der Inhalt ist gleich, die Bytes sind es nicht: Eine Kopie ging durch ein anderes System oder "
            "wurde komprimiert.",
            "Eine der Kopien entfernen und erneut prüfen."},
    TextRow{"study.expected.fewer", "Dateien fehlen: die Liste der erwarteten Studien hat mehr",
            "Die zum Vergleich angegebene Liste nennt, wie viele Instanzen und Serien die Studie hat, und es sind "
            "weniger.",
            "So nicht ablegen. Den Absender um die fehlenden Dateien oder eine neue Ausgabe bitten."},
    TextRow{"study.expected.more", "Es ist mehr da, als die Liste der erwarteten Studien sagt",
            "Bilder kamen hinzu, nachdem die Liste entstand, oder sie gilt für einen anderen Stand der Studie.",
            "Den Absender fragen, was von beidem stimmt."},
    TextRow{"study.expected.not-here", "Eine erwartete Studie ist nicht da",
            "Die zum Vergleich angegebene Liste nennt sie, und keine Datei von ihr wurde gefunden.",
            "Den Absender um die Studie bitten."},
    TextRow{"study.expected.not-listed", "Die Liste der erwarteten Studien enthält diese Studie nicht",
            "Sie kam mit den anderen, und niemand hat sie angekündigt.",
            "Vor dem Ablegen prüfen, ob sie zur Anforderung gehört."},
    TextRow{"study.frames.slices-missing", "Womöglich unvollständig: ein Bild mit vielen Schichten hat Lücken",
            "Seine Einzelbilder bilden einen Stapel, und an manchen Stellen fehlt eines. Rekonstruktionen "
            "sind dort falsch.",
            "Den Absender fragen, ob Schichten weggelassen wurden."},
    TextRow{"study.media.file-id-illegal", "Dateinamen auf dem Datenträger sind nicht, wie DICOM sie verlangt",
            "Das DICOMDIR führt Dateien mit zu langen Namen oder anderen Zeichen auf. Strenge Programme "
            "finden sie womöglich nicht.",
            "Sind alle Dateien da, nichts zu tun. Den Absender unterrichten."},
    TextRow{"study.media.file-missing", "Dateien fehlen: das DICOMDIR führt sie auf",
            "Das Inhaltsverzeichnis des Datenträgers nennt Dateien, die nicht da sind. Ein Teil einer Studie "
            "fehlt.",
            "Den Absender um eine neue Kopie bitten. Wurde nur ein Teil des Datenträgers übergeben, alles "
            "übergeben."},
    TextRow{"study.media.file-not-listed", "Dateien auf dem Datenträger stehen nicht in seinem Inhaltsverzeichnis",
            "Programme, die nur das DICOMDIR lesen, sehen diese Bilder nicht. Hier wurden sie trotzdem "
            "geprüft.",
            "Nichts zu tun. Kommt es wieder vor, den Absender unterrichten."},
    TextRow{"study.media.file-unreadable", "Dateien dieser Studie lassen sich nicht lesen",
            "Das DICOMDIR führt sie für diese Studie auf; sie oder der Datenträger sind beschädigt. Die "
            "Studie ist unvollständig.",
            "Datenträger reinigen oder ein anderes Laufwerk nehmen. Bleiben sie unlesbar, den Absender um "
            "eine neue Kopie bitten."},
    TextRow{"study.media.record-differs", "Das Inhaltsverzeichnis sagt etwas anderes als die Dateien",
            "Ein Eintrag des DICOMDIR und die Datei dazu widersprechen sich. Programme, die ihm vertrauen, "
            "zeigen Falsches.",
            "Es gelten die Dateien. Dem Absender sagen, dass das DICOMDIR falsch ist."},
    TextRow{"study.media.record-unreachable", "Das Inhaltsverzeichnis ist beschädigt",
            "Manche Einträge des DICOMDIR sind von den anderen aus nicht erreichbar; Programme zeigen nicht, "
            "was dort steht.",
            "Die Dateien selbst wurden geprüft. Den Absender unterrichten."},
    TextRow{"study.patient.contradicts-other-study",
            "Eine andere Studie hier hat diese Patienten-ID und eine andere Person",
            "Zwei Studien dieser Übergabe tragen dieselbe Patienten-ID, aber Name, Geburtsdatum oder "
            "Geschlecht sind verschieden. In einem Archiv würden sie ein Patient.",
            "Beide mit dem Auftrag vergleichen. Einer die richtige ID geben oder den Absender fragen."},
    TextRow{"study.patient.name-spelling", "Der Name des Patienten ist verschieden geschrieben",
            "ID, Geburtsdatum und Geschlecht stimmen überein; es ist wohl eine Person. Eine Liste zeigt "
            "womöglich zwei.",
            "Den Namen mit dem Auftrag vergleichen und dem Absender die richtige Schreibweise nennen."},
    TextRow{"study.pixels.repeated", "Dasselbe Bild liegt unter zwei UIDs vor",
            "Zwei Bilder haben genau dieselben Pixel. Es wurde kopiert oder unter neuer UID noch einmal "
            "gesendet.",
            "Darauf achten, dass nichts doppelt zählt. Fehlt dafür ein anderes Bild, den Absender fragen."},
    TextRow{"study.reference.class-differs", "Ein Verweis nennt die falsche Art von Objekt",
            "Ein Objekt verweist auf eine Instanz dieser Studie und nennt sie anders, als sie ist. Programme "
            "öffnen beide womöglich nicht zusammen.",
            "Ausprobieren, ob der Betrachter es zeigt, und den Absender unterrichten."},
    TextRow{"study.reference.dangling", "Womöglich unvollständig: ein Objekt verweist auf Bilder, die nicht da sind",
            "Ein Befund, eine Segmentierung oder ein anderes Objekt dieser Studie nennt Bilder derselben "
            "Studie, die nicht da sind. Sie können mit Absicht weggelassen oder gelöscht worden sein.",
            "Den Absender um die Bilder bitten oder fragen, ob sie mit Absicht fehlen."},
    TextRow{"study.reference.frame-not-there", "Ein Verweis nennt ein Einzelbild, das es nicht gibt",
            "Ein Objekt zeigt auf ein Einzelbild hinter dem letzten. Was es markiert, lässt sich nicht "
            "zeigen.",
            "Ausprobieren, ob der Betrachter es zeigt, und den Absender unterrichten."},
    TextRow{"study.series-uid.in-two-studies", "Eine Serie gehört zu zwei Studien",
            "Dieselbe Series Instance UID kommt in zwei Studien dieser Übergabe vor. Ein Archiv vermischt "
            "sie oder weist eine ab.",
            "Nicht ablegen. Den Absender fragen, zu welcher Studie die Serie gehört."},
    TextRow{"study.series.fewer-than-announced", "Womöglich unvollständig: weniger Bilder, als die Serie ankündigt",
            "Die Bilder sagen, wie viele es sein sollen, und es sind weniger. Sie können mit Absicht "
            "weggelassen worden sein.",
            "Den Absender fragen, ob die Serie vollständig ausgegeben wurde."},
    TextRow{"study.series.files-missing", "Dateien fehlen",
            "Sicher hat diese Serie mehr Bilder: Die eigene Liste des Absenders führt sie auf.",
            "So nicht ablegen. Den Absender um die fehlenden Dateien oder eine neue Ausgabe bitten."},
    TextRow{"study.series.mixed-geometry", "Einige Bilder einer Serie liegen anders als alle übrigen",
            "Richtung, Matrix, Abstand oder Koordinatensystem sind andere. Rekonstruktionen aus dieser Serie "
            "können falsch sein.",
            "Die genannten Bilder ansehen. Sie gehören womöglich zu einer anderen Serie."},
    TextRow{"study.series.numbers-missing", "Womöglich unvollständig: Bildnummern fehlen",
            "Die Bilder sind nummeriert, und einige Nummern dazwischen fehlen. Bilder gingen verloren oder "
            "wurden gelöscht.",
            "Den Absender fragen, ob die Serie vollständig ausgegeben wurde."},
    TextRow{"study.series.numbers-repeated", "Zwei Bilder einer Serie haben dieselbe Nummer",
            "Betrachter, die nach Nummern ordnen, zeigen sie womöglich falsch oder nur eines davon.",
            "Meist nichts zu tun. Die genannten Bilder ansehen."},
    TextRow{"study.series.numbers-skipped", "Bildnummern sind übersprungen",
            "Einige Nummern fehlen dazwischen. Oft werden einzelne Bilder am Gerät gelöscht; das allein "
            "heißt nicht, dass etwas fehlt.",
            "Wirkt die Zahl zu klein, den Absender fragen."},
    TextRow{"study.series.slices-missing", "Womöglich unvollständig: Schichten fehlen",
            "Im Stapel der Schichten sind Lücken, wo eine Schicht sein müsste. Ein Befund könnte darin "
            "liegen.",
            "Den Absender um die fehlenden Schichten oder eine neue Ausgabe bitten."},
    TextRow{"study.series.slices-repeated", "Einige Schichten liegen an derselben Stelle",
            "Wenige Stellen des Stapels sind mehrfach besetzt, und nichts in den Bildern sagt, warum.",
            "Die genannten Bilder ansehen. Eines gehört womöglich in eine andere Serie."},
    TextRow{"study.series.spacing-contradicts-positions",
            "Der Abstand der Schichten ist ein anderer, als die Bilder angeben",
            "Spacing Between Slices und die Lagen widersprechen sich. Jede zweite Schicht kann fehlen, oder "
            "Messungen entlang des Stapels sind falsch.",
            "Den Absender fragen, ob Schichten weggelassen wurden."},
    TextRow{"study.series.tilt-contradicts-positions", "Die Neigung des Geräts passt nicht zur Lage der Schichten",
            "Rekonstruktionen gleichen die Neigung nach einem der beiden aus und können verzerrt sein.",
            "Bei Rekonstruktionen dieser Serie vorsichtig sein und den Absender unterrichten."},
    TextRow{"study.series.uneven-spacing", "Die Schichten haben ungleiche Abstände",
            "Die meisten Schichten liegen gleich weit auseinander, einige nicht. Rekonstruktionen können "
            "dort verzerrt sein.",
            "Meist nichts zu tun. Bei Messungen entlang des Stapels vorsichtig sein."},
    TextRow{"study.sop-instance-uid.in-two-studies", "Ein Bild gehört zu zwei Studien",
            "Dieselbe SOP Instance UID kommt in zwei Studien dieser Übergabe vor. Ein Archiv behält nur "
            "eine.",
            "Nicht ablegen. Den Absender fragen, zu welcher Studie das Bild gehört."},
    TextRow{"study.source.interrupted", "Die Quelle verschwand, bevor die Studie ganz gelesen war",
            "Der Datenträger wurde entnommen oder die Netzverbindung brach ab. Die Studie ist unvollständig.",
            "Datenträger wieder einlegen oder Verbindung herstellen, dann erneut prüfen."},

    TextRow{
        "identity.none", "Die Datei gehört zu keinem Patienten und zu keiner Studie",
        "Sie enthält DICOM-Daten, aber keinen der Werte, die sagen, was sie ist und wem sie gehört. Es kann ein Teil "
        "eines Objekts, eine Tabelle oder eine Nachricht sein, die ein Programm gespeichert hat.",
        "Sie kann nicht archiviert werden. Den Absender fragen, was sie ist, falls der Rest der Ausgabe nicht "
        "vollständig ist."},
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
    TextRow{
        "content-tree.reference.leads-nowhere", "Ein Teil des Befunds verweist auf einen Teil, den es nicht gibt",
        "Die Stelle, die er nennt, kommt im Dokument nicht vor. Worauf die Aussage beruht, lässt sich nicht zeigen.",
        "Den Befund in einem Betrachter lesen und dem Absender sagen, dass das Dokument beschädigt ist."},
    TextRow{"content-tree.reference.not-allowed",
            "Ein Befund verwendet Verweise, die diese Art von Dokument nicht haben darf",
            "Einfache Betrachter zeigen jeden Teil, wo er steht, und lassen diesen womöglich weg.",
            "Den Befund in einem Betrachter lesen, bevor man sich auf ihn verlässt, und den Absender unterrichten."},
    TextRow{"content-tree.relationship.not-allowed", "Teile eines Befunds sind auf unzulässige Weise verbunden",
            "Diese Art von Dokument verbindet diese beiden Inhalte so nicht. Betrachter lassen den Teil womöglich weg.",
            "Den Befund in einem Betrachter lesen, bevor man sich auf ihn verlässt, und den Absender unterrichten."},
    TextRow{"content-tree.root.not-container", "Ein Befund beginnt nicht mit einem Container",
            "Der Inhalt eines Befunds muss mit einem Container beginnen, der alles andere enthält. Betrachter zeigen "
            "womöglich nichts.",
            "Den Absender um eine neue Ausgabe bitten."},
};

} // namespace

std::span<const TextRow> germanIdentityTexts()
{
    return rows;
}

} // namespace mi
