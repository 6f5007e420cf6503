// German words for the rules of core/checks/bulk_data_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr auto nothingToDo = "Nichts zu tun.";
constexpr auto tellSender = "Die Studie kann abgelegt werden. Den Absender unterrichten.";
constexpr auto newExport = "Den Absender um eine neue Ausgabe der Studie bitten.";
constexpr auto documentAgain = "Den Absender um eine neue Ausgabe des Dokuments bitten.";
constexpr auto modelAgain = "Den Absender um eine neue Ausgabe des Modells bitten.";
constexpr auto lookAtOverlay = "Das Bild mit seinem Overlay vor dem Ablegen ansehen und den Absender unterrichten.";
constexpr auto askWhatIsSeen = "Den Absender fragen, ob dort etwas zu sehen sein soll.";
constexpr auto compareCurves = "Die Kurven mit dem vergleichen, was der Absender sieht, und ihn unterrichten.";

constexpr std::array rows{
    // Documents.
    TextRow{"bulk.document.cut-off", "Das enthaltene Dokument ist abgeschnitten",
            "Sein Ende fehlt. Seiten, Absätze oder Teile eines Modells können verloren sein, oder es lässt sich nicht "
            "öffnen.",
            "Das Dokument vor dem Ablegen öffnen. Ist es unvollständig, es vom Absender noch einmal erbitten."},
    TextRow{"bulk.document.length", "Das enthaltene Dokument ist kürzer oder länger als angegeben",
            "Seine Bytes passen nicht zu der Länge, die daneben steht. Es kann abgeschnitten sein, oder etwas anderes "
            "folgt darauf.",
            "Das Dokument vor dem Ablegen öffnen. Ist es nicht lesbar, es vom Absender noch einmal erbitten."},
    TextRow{"bulk.document.mime-type", "Die Bezeichnung des Dokuments passt nicht zu seiner Art",
            "Die Datei ist von einer Art, die ein bestimmtes Format enthält; die Bezeichnung beim Dokument nennt ein "
            "anderes. Betrachter, die sich danach richten, wählen das falsche Programm.",
            "Das Dokument vor dem Ablegen öffnen und den Absender unterrichten."},
    TextRow{"bulk.document.not-cda", "Das enthaltene Dokument ist kein klinisches Dokument",
            "Laut Datei ist es ein CDA-Dokument (XML), enthalten ist aber etwas anderes. Betrachter öffnen es nicht.",
            documentAgain},
    TextRow{"bulk.document.not-mtl", "Die Materialien eines 3D-Modells haben ein unbekanntes Format",
            "Laut Datei ist es ein MTL-Dokument, enthalten ist aber etwas anderes. Das Modell erscheint ohne seine "
            "Farben.",
            modelAgain},
    TextRow{"bulk.document.not-obj", "Das enthaltene 3D-Modell ist kein OBJ-Modell",
            "Laut Datei ist es ein OBJ-Modell, enthalten ist aber etwas anderes. Betrachter und Drucker öffnen es "
            "nicht.",
            modelAgain},
    TextRow{"bulk.document.not-pdf", "Das enthaltene Dokument ist kein PDF",
            "Laut Datei ist es ein PDF-Dokument, enthalten ist aber etwas anderes. Betrachter öffnen es nicht.",
            documentAgain},
    TextRow{"bulk.document.not-stl", "Das enthaltene 3D-Modell ist kein STL-Modell",
            "Laut Datei ist es ein STL-Modell, enthalten ist aber etwas anderes. Betrachter und Drucker öffnen es "
            "nicht.",
            modelAgain},
    TextRow{"bulk.document.trailing-bytes", "Hinter dem Ende des 3D-Modells stehen weitere Bytes",
            "Programme lesen so viele Dreiecke, wie das Modell nennt, und übergehen den Rest.", nothingToDo},
    // One value for each frame.
    TextRow{"bulk.dose.frame-offsets", "Die Lagen der Dosisebenen passen nicht zu ihrer Anzahl",
            "Es gibt mehr oder weniger Lagen als Ebenen. Dosen können an der falschen Stelle im Patienten erscheinen.",
            "Diese Dosen nicht verwenden. Den Absender um eine neue Ausgabe der Studie bitten."},
    TextRow{"bulk.frame-vector.count", "Eine Liste mit einem Wert je Einzelbild hat die falsche Länge",
            "Zeiten, Phasen, Energien oder Detektoren können den falschen Einzelbildern zugeordnet sein.",
            "Die Serie mit dem vergleichen, was der Absender sieht. Sind Einzelbilder vertauscht, um eine neue Ausgabe "
            "bitten."},
    // Colour profiles.
    TextRow{"bulk.icc.class", "Das Farbprofil ist von ungewöhnlicher Art",
            "Es soll das Gerät beschreiben, das das Bild machte, und beschreibt ein anderes. Programme verwenden es "
            "trotzdem.",
            nothingToDo},
    TextRow{"bulk.icc.colour-space", "Das Farbprofil ist für andere Farben, als das Bild hat",
            "Programme, die Farben verwalten, übergehen es oder zeigen falsche Farben.",
            "Die Farben vor dem Ablegen ansehen und den Absender unterrichten."},
    TextRow{"bulk.icc.signature", "Das Farbprofil ist kein Farbprofil",
            "Es beginnt nicht wie ein ICC-Profil. Programme übergehen es, und Farben sehen je nach Bildschirm anders "
            "aus.",
            tellSender},
    TextRow{"bulk.icc.size", "Das Farbprofil ist abgeschnitten oder zu lang",
            "Es ist nicht so lang, wie es selbst angibt. Programme weisen es womöglich ab, und Farben sehen je nach "
            "Bildschirm anders aus.",
            tellSender},
    TextRow{"bulk.icc.tag-table", "Das Farbprofil ist beschädigt",
            "Sein Inhaltsverzeichnis zeigt hinter sein Ende. Programme weisen es womöglich ab, und Farben sehen je "
            "nach Bildschirm anders aus.",
            tellSender},
    // Look-up tables.
    TextRow{"bulk.lut.descriptor", "Eine Tabelle für Grauwerte ist falsch beschrieben",
            "Jeder Eintrag hat eine unmögliche Anzahl von Bits. Helligkeit und Kontrast sind falsch, oder das Bild "
            "lässt sich nicht zeigen.",
            newExport},
    TextRow{"bulk.lut.entry-size", "Eine Tabelle für Grauwerte hat eine ungewöhnliche Anzahl von Bits",
            "Eine Tabelle, die gespeicherte in gemessene Werte umrechnet, hat Einträge von 8 oder 16 Bits. Betrachter "
            "lesen auch andere.",
            nothingToDo},
    TextRow{"bulk.lut.entry-too-large", "Eine Tabelle für Grauwerte enthält zu große Zahlen",
            "Einige Einträge brauchen mehr Bits, als die Tabelle angibt. Teile des Bildes können schwarz, weiß oder "
            "falsch hell erscheinen.",
            "Das Bild mit dem vergleichen, was der Absender sieht, und ihn unterrichten."},
    TextRow{"bulk.lut.first-value-sign", "Es ist widersprüchlich, wo eine Tabelle für Grauwerte beginnt",
            "Ihr erster Pixelwert ist negativ oder positiv, je nachdem, welchem Teil der Datei ein Betrachter glaubt. "
            "Helligkeit und gemessene Dichten können falsch sein.",
            "In diesem Bild keine Dichten messen. Den Absender unterrichten."},
    TextRow{"bulk.lut.length", "Eine Tabelle für Grauwerte hat die falsche Länge",
            "Sie ist für ihre Beschreibung zu kurz oder zu lang. Helligkeit und Kontrast sind falsch, oder das Bild "
            "lässt sich nicht zeigen.",
            newExport},
    TextRow{"bulk.lut.word-for-byte", "Eine Tabelle für Grauwerte ist auf alte, verschwenderische Art gespeichert",
            "Jeder Eintrag belegt zwei Bytes, wo eines genügte. Betrachter kennen solche Tabellen.", nothingToDo},
    // Overlays.
    TextRow{"bulk.overlay.bit-position", "Ein Overlay nennt ein Bit, das es nicht verwendet",
            "Overlay Bit Position muss 0 sein, wenn ein Overlay eigene Daten hat. Betrachter beachten es nicht.",
            nothingToDo},
    TextRow{"bulk.overlay.bits-allocated", "Ein Overlay hat mehr als ein Bit je Pixel",
            "Overlays haben ein Bit je Pixel. Zeichnungen oder Text über dem Bild können fehlen oder entstellt sein. "
            "Das Bild selbst ist nicht betroffen.",
            lookAtOverlay},
    TextRow{"bulk.overlay.frames", "Ein Overlay gehört zu Einzelbildern, die es nicht gibt",
            "Die Anzahl seiner Einzelbilder passt nicht zum Bild. Zeichnungen oder Text können über dem falschen "
            "Einzelbild liegen.",
            lookAtOverlay},
    TextRow{"bulk.overlay.in-pixels", "Ein Overlay steckt in den Pixeldaten, wie es früher üblich war",
            "Der Standard hat das 2004 aufgegeben. Viele Betrachter zeigen Zeichnungen oder Text nicht, und eine "
            "Kompression kann sie beschädigt haben.",
            "Den Absender fragen, ob das Overlay gebraucht wird, und es in heutiger Form ausgeben lassen."},
    TextRow{"bulk.overlay.outside", "Ein Overlay liegt neben dem Bild",
            "Es liegt ganz außerhalb des Bildes; nichts davon ist zu sehen.", askWhatIsSeen},
    TextRow{"bulk.overlay.size", "Ein Overlay hat keine Höhe oder keine Breite",
            "Es gibt nichts, was über dem Bild liegen könnte. Das Bild selbst ist nicht betroffen.", askWhatIsSeen},
    TextRow{"bulk.overlay.too-long", "Ein Overlay enthält mehr Daten, als es braucht",
            "Die weiteren Bytes gehören nicht zu der Zeichnung oder dem Text über dem Bild. Betrachter beachten sie "
            "nicht.",
            tellSender},
    TextRow{"bulk.overlay.too-short", "Ein Overlay ist unvollständig",
            "Zeichnungen oder Text über dem Bild können fehlen oder entstellt sein. Das Bild selbst ist nicht "
            "betroffen.",
            "Das Bild mit seinem Overlay vor dem Ablegen ansehen. Fehlt etwas, den Absender um eine neue Ausgabe "
            "bitten."},
    TextRow{"bulk.overlay.type", "Die Art eines Overlays ist unbekannt",
            "Ein Overlay ist entweder Zeichnung oder Region. Betrachter zeigen dieses womöglich nicht.", lookAtOverlay},
    // Spectroscopy.
    TextRow{"bulk.spectroscopy.too-long", "Es gibt mehr Spektroskopiedaten als beschrieben",
            "Werte über die angegebene Anzahl hinaus werden nicht gezeigt, oder die Daten sind falsch beschrieben.",
            "Die Spektren vor dem Ablegen mit dem vergleichen, was der Absender sieht."},
    TextRow{"bulk.spectroscopy.too-short", "Spektroskopiedaten sind unvollständig",
            "Es sind weniger Werte, als die Beschreibung verlangt. Spektren fehlen oder stehen an der falschen Stelle.",
            newExport},
    // Waveforms.
    TextRow{"bulk.waveform.bits-allocated", "Die Anzahl der Bits je Messwert einer Kurve ist unmöglich",
            "Kein Betrachter weiß, wo ein Messwert endet und der nächste beginnt.", newExport},
    TextRow{"bulk.waveform.bits-stored", "Ein Kanal einer Kurve verwendet eine unmögliche Anzahl von Bits",
            "Sie ist null oder größer als der Platz für einen Messwert. Die Kurve kann zu hoch oder zu flach "
            "erscheinen.",
            compareCurves},
    TextRow{"bulk.waveform.channels", "Nicht alle Kanäle einer Kurve sind beschrieben",
            "Es gibt nicht so viele Beschreibungen wie Kanäle. Kurven können falsche Namen tragen.",
            "Die Namen der Kurven vor dem Ablegen mit dem vergleichen, was der Absender sieht."},
    TextRow{"bulk.waveform.empty", "Eine Kurve hat keine Kanäle oder keine Messwerte",
            "Es gibt nichts, was gezeigt werden könnte.", newExport},
    TextRow{"bulk.waveform.padding-value", "Der Füllwert einer Kurve hat die falsche Länge",
            "Der Wert, der für fehlende Messwerte steht, ist anders groß als ein Messwert. Lücken können wie gemessen "
            "aussehen.",
            "Auf Lücken in den Kurven achten und den Absender unterrichten."},
    TextRow{"bulk.waveform.sample-interpretation", "Es ist unklar, wie die Messwerte einer Kurve zu lesen sind",
            "Die angegebene Art der Messwerte gibt es nicht, oder sie passt nicht zur Anzahl der Bits. Die Kurven "
            "können falsch sein.",
            newExport},
    TextRow{"bulk.waveform.too-long", "Eine Kurve enthält mehr Daten, als sie beschreibt",
            "Messwerte über die angegebene Anzahl hinaus werden nicht gezeigt.",
            "Den Absender fragen, ob die Aufzeichnung länger ist als angegeben."},
    TextRow{"bulk.waveform.too-short", "Eine Kurve ist unvollständig",
            "Die Aufzeichnung, etwa ein EKG, hat weniger Messwerte als angegeben. Betrachter weisen sie ab oder zeigen "
            "sie kürzer oder verschoben.",
            newExport},
};

} // namespace

std::span<const TextRow> germanBulkTexts()
{
    return rows;
}

} // namespace mi
