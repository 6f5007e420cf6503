// German words for the rules of core/checks/encoding_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr auto tellSender = "Die Studie kann abgelegt werden. Den Absender unterrichten.";
constexpr auto ifAccepted = "Die Studie kann abgelegt werden, wenn das Archiv sie annimmt. Den Absender unterrichten.";
constexpr auto ifRefused = "Den Absender um eine neue Ausgabe bitten, wenn das Archiv die Datei abweist.";
constexpr auto exportAgain = "Den Absender bitten, die Studie erneut auszugeben.";
constexpr auto checkViewer = "Prüfen, ob der Betrachter die Bilder zeigt. Den Absender unterrichten.";
constexpr auto copyAgain =
    "Die Datei erneut vom Datenträger kopieren. Bleibt die Meldung, den Absender um eine neue Ausgabe bitten.";

constexpr std::array rows{
    TextRow{"file.preamble.missing", "Die ersten 128 Bytes der Datei fehlen",
            "Jede DICOM-Datei beginnt damit. Manche Programme erkennen die Datei ohne sie nicht.", ifAccepted},
    TextRow{"file.prefix.missing", "Die Datei ist nicht als DICOM gekennzeichnet",
            "Die Buchstaben DICM am Anfang fehlen. Viele Programme erkennen die Datei ohne sie nicht.", ifRefused},
    TextRow{
        "file.meta.missing", "Die Datei hat keinen Kopf",
        "Der Inhalt beginnt, ohne zu sagen, wie er kodiert ist; jedes Programm muss raten. Viele weisen solche Dateien "
        "ab.",
        "Den Absender bitten, die Studie als DICOM-Dateien für Datenträger auszugeben, nicht als bloße Datensätze."},
    TextRow{"file.leading-bytes", "Vor dem Inhalt der Datei steht etwas",
            "Einige Bytes stehen, wo die Datei beginnen sollte; alles andere ist verschoben. Die meisten Programme "
            "erkennen sie "
            "nicht.",
            "Den Absender um eine neue Ausgabe bitten. Die Bytes stammen oft von einer fehlerhaften Übertragung."},
    TextRow{"file.preamble.executable", "Die Datei ließe sich auch als Programm starten",
            "Ihre ersten Bytes sind die eines Programms. So wird bekanntlich Schadsoftware in Bildern versteckt.",
            "Nicht per Doppelklick öffnen. Vor dem Ablegen der IT-Sicherheit zeigen."},
    TextRow{"file.preamble.tiff", "Die Datei lässt sich auch als TIFF-Bild öffnen",
            "Das ist erlaubt; manche Scanner für Mikroskopie tun es mit Absicht.", "Nichts zu tun."},
    TextRow{"file.truncated", "Die Datei ist abgeschnitten",
            "Sie endet mitten in den Daten; ein Teil des Bildes ist verloren.",
            "Die Datei erneut vom Datenträger kopieren. Bleibt sie abgeschnitten, den Absender um eine neue Ausgabe "
            "bitten."},
    TextRow{"file.trailing-zeros", "Am Ende der Datei stehen überzählige Nullbytes",
            "Sie enthalten nichts, aber manche Programme stolpern darüber.", tellSender},
    TextRow{"file.trailing-bytes", "Hinter dem Ende der Daten steht noch etwas",
            "Die Bytes gehören zu nichts in der Datei. Es können Reste sein oder Verstecktes; manche Programme weisen "
            "die Datei "
            "deshalb ab.",
            ifRefused},
    TextRow{
        "file.deflate.corrupt", "Der komprimierte Inhalt ist beschädigt",
        "Er lässt sich nicht bis zum Ende entpacken; ein Teil der Daten ist verloren.",
        "Die Datei erneut vom Datenträger kopieren. Bleibt sie beschädigt, den Absender um eine neue Ausgabe bitten."},
    TextRow{"file.deflate.trailing-bytes", "Hinter dem komprimierten Inhalt steht noch etwas",
            "Die Bytes gehören zu nichts in der Datei. Die meisten Programme übergehen sie.", tellSender},
    TextRow{"meta.encoding.wrong", "Der Dateikopf ist unerlaubt kodiert",
            "Der Kopf hat immer dieselbe Kodierung, wie auch immer der Rest kodiert ist. Viele Programme lesen ihn "
            "sonst nicht.",
            ifRefused},
    TextRow{"meta.group-length.missing", "Der Dateikopf nennt seine Länge nicht",
            "Manche Programme brauchen sie, um den Inhalt zu finden.", ifAccepted},
    TextRow{"meta.group-length.wrong", "Der Dateikopf nennt eine falsche Länge",
            "Programme, die ihr trauen, beginnen den Inhalt an der falschen Stelle zu lesen.", ifRefused},
    TextRow{"meta.transfer-syntax.missing", "Der Dateikopf sagt nicht, wie die Daten kodiert sind",
            "Ohne Transfer Syntax UID muss jedes Programm raten; komprimierte Bilder erscheinen womöglich gar nicht.",
            exportAgain},
    TextRow{"meta.transfer-syntax.contradicted", "Die Daten sind anders kodiert, als der Kopf sagt",
            "Ein Programm, das dem Kopf glaubt, kann die Datei nicht lesen.", exportAgain},
    TextRow{
        "encoding.length.past-enclosing", "Ein Wert ist länger als der Platz, in dem er steht",
        "Die angegebene Länge reicht über das Ende des umgebenden Teils; der Rest der Datei war nicht sicher lesbar.",
        copyAgain},
    TextRow{"encoding.length.odd", "Ein Wert hat eine ungerade Anzahl von Bytes",
            "Alle Werte müssen eine gerade Länge haben. Die meisten Programme kommen zurecht, strenge nicht.",
            ifAccepted},
    TextRow{"encoding.length.undefined-not-allowed", "Ein Wert sagt nicht, wo er endet",
            "Eine offene Länge ist nur bei Sequenzen und komprimierten Bildern erlaubt. Programme wissen nicht, wo er "
            "endet.",
            exportAgain},
    TextRow{"encoding.vr.unknown", "Der Typ eines Wertes ist unbekannt",
            "Jeder Wert trägt ein Kürzel aus zwei Buchstaben für seinen Typ. Dieses gibt es nicht; der Wert oder was "
            "folgt kann "
            "falsch gelesen werden.",
            checkViewer},
    TextRow{"encoding.reserved-bytes.not-zero", "Bytes, die null sein müssen, sind es nicht",
            "Zwei reservierte Bytes vor einer Länge enthalten etwas. Die meisten Programme übergehen sie.", tellSender},
    TextRow{"encoding.element.order", "Die Daten stehen nicht in der richtigen Reihenfolge",
            "Einträge müssen nach ihrer Nummer geordnet sein. Wer sich darauf verlässt, übersieht, was zu spät kommt.",
            ifAccepted},
    TextRow{"encoding.element.duplicate", "Derselbe Eintrag steht zweimal da",
            "Manche Programme nehmen den ersten Wert, manche den letzten. Sind sie verschieden, sehen zwei Leute "
            "Verschiedenes.",
            "Die Werte vergleichen. Sind sie verschieden, den Absender um eine neue Ausgabe bitten."},
    TextRow{"encoding.item.expected", "Eine Liste in der Datei ist beschädigt",
            "Wo der nächste Eintrag der Liste beginnen muss, steht etwas anderes; der Rest der Datei war nicht sicher "
            "lesbar.",
            copyAgain},
    TextRow{"encoding.item.outside-sequence", "Ein Teil einer Liste steht außerhalb jeder Liste",
            "Niemand weiß, wozu er gehört. Viele Programme hören hier auf zu lesen.", exportAgain},
    TextRow{"encoding.delimiter.stray", "Eine Endmarke ohne Anfang",
            "Sie schließt nichts. Manche Programme übergehen sie, manche hören dort auf zu lesen.", checkViewer},
    TextRow{"encoding.delimiter.missing", "Die Datei endet, bevor alles darin geschlossen ist",
            "Eine Endmarke fehlt. Die Datei wurde wohl abgeschnitten; ein Teil der Daten kann verloren sein.",
            copyAgain},
    TextRow{"encoding.delimiter.wrong", "Eine Endmarke ist von der falschen Art",
            "Die Marke für das Ende einer Liste steht, wo die eines Eintrags hingehört, oder umgekehrt. Manche "
            "Programme verlieren "
            "dort den Faden.",
            checkViewer},
    TextRow{"encoding.delimiter.length-not-zero", "Eine Endmarke hat eine Länge",
            "Endmarken sind immer leer. Manche Programme überspringen so viele Bytes und verlieren den Faden.",
            checkViewer},
    TextRow{"encoding.group-length.wrong", "Die angegebene Länge einer Gruppe ist falsch",
            "Solche Längen sind veraltet und werden meist übergangen, aber wenn eine da ist, muss sie stimmen.",
            tellSender},
    TextRow{"encoding.group.meta-in-data-set", "Einträge des Dateikopfs stehen unter den Daten",
            "Sie gehören nur an den Anfang der Datei. Manche Programme weisen die Datei ab.", ifAccepted},
    TextRow{"encoding.group.command-in-data-set", "Einträge einer Netznachricht stehen unter den Daten",
            "Sie dienten der Übertragung und dürfen nicht gespeichert werden. Manche Programme weisen die Datei ab.",
            ifAccepted},
    TextRow{"encoding.group.illegal", "Einträge in einem Bereich, der nicht verwendet werden darf",
            "Der Standard verbietet diese Gruppennummern. Manche Programme weisen die Datei ab.", ifAccepted},
    TextRow{"limit.nesting", "Die Daten sind zu tief verschachtelt, um sicher gelesen zu werden",
            "Echte Studien kommen dieser Tiefe nie nahe. Die Datei ist beschädigt oder soll Programme zum Absturz "
            "bringen; sie "
            "wurde nicht weiter gelesen.",
            "Nicht mit anderen Programmen öffnen. Der IT-Sicherheit zeigen."},
    TextRow{
        "limit.elements", "Die Datei hat zu viele Einträge, um sicher gelesen zu werden",
        "Echte Studien kommen dieser Anzahl kaum nahe. Die Datei kann beschädigt oder dazu gemacht sein, Programme zu "
        "erschöpfen.",
        "Nicht mit anderen Programmen öffnen. Den Absender fragen, was sie ist."},
    TextRow{"limit.inflated-size", "Der komprimierte Inhalt ist zu groß, um sicher entpackt zu werden",
            "Er wächst beim Entpacken über jedes Maß. Die Datei kann dazu gemacht sein, Programme zu erschöpfen.",
            "Nicht mit anderen Programmen öffnen. Den Absender fragen, was sie ist."},
};

} // namespace

std::span<const TextRow> germanEncodingTexts()
{
    return rows;
}

} // namespace mi
