// German words for the rules of core/checks/pixel_data_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr auto nothingToDo = "Nichts zu tun.";
constexpr auto tellSender = "Die Studie kann abgelegt werden. Den Absender unterrichten.";
constexpr auto newExport = "Den Absender um eine neue Ausgabe der Studie bitten.";
constexpr auto copyDamaged =
    "Die Datei erneut vom Datenträger kopieren. Bleibt sie beschädigt, den Absender um eine neue Ausgabe bitten.";
constexpr auto copyIncomplete = "Die Datei erneut vom Datenträger kopieren. Bleibt das Bild unvollständig, den "
                                "Absender um eine neue Ausgabe bitten.";
constexpr auto copyFrames =
    "Die Datei erneut vom Datenträger kopieren. Fehlen weiter Einzelbilder, den Absender um eine neue Ausgabe bitten.";
constexpr auto lookAtColours = "Die Farben vor dem Ablegen ansehen und den Absender unterrichten.";
constexpr auto lookAtImage = "Das Bild vor dem Ablegen ansehen und den Absender unterrichten.";
constexpr auto tellRadiologist = "Den Radiologen wissen lassen, dass das Bild verlustbehaftet komprimiert wurde.";
constexpr auto askFrames = "Den Absender fragen, wie viele Einzelbilder es sein sollen.";
constexpr auto compareBrightness = "Die Helligkeit mit dem vergleichen, was der Absender sieht, und ihn unterrichten.";
constexpr auto wrongSyntax =
    "Den Absender um eine neue Ausgabe bitten und ihm sagen, dass die Transfer Syntax nicht zu den Pixeldaten passt.";

constexpr std::array rows{
    TextRow{"pixel.attributes.missing", "Die Beschreibung des Bildes ist unvollständig",
            "Es fehlt etwas, das ein Betrachter braucht, um die Pixeldaten zu zeigen, etwa die Größe oder die Anzahl "
            "der Bits.",
            "Den Absender um eine neue Ausgabe bitten. Das Bild ist nicht verlässlich darstellbar."},
    TextRow{"pixel.bits-allocated.wrong", "Die Anzahl der Bits je Pixel ist unmöglich",
            "Bits Allocated passt nicht zu den Pixeldaten; kein Betrachter weiß, wo ein Pixel endet und das nächste "
            "beginnt.",
            newExport},
    TextRow{"pixel.bits-stored.wrong", "Die Anzahl der verwendeten Bits ist unmöglich",
            "Bits Stored ist null oder größer als der Platz für ein Pixel. Betrachter weisen das Bild ab oder zeigen "
            "es falsch "
            "hell.",
            newExport},
    TextRow{"pixel.high-bit.wrong", "Die Lage des höchsten Bits ist falsch",
            "High Bit passt nicht zu Bits Stored. Manche Betrachter zeigen das Bild zu dunkel, zu hell oder entstellt.",
            "Das Bild mit dem vergleichen, was der Absender sieht. Ihm sagen, dass High Bit um eins kleiner als Bits "
            "Stored sein "
            "muss."},
    TextRow{"pixel.frames.wrong", "Die Anzahl der Einzelbilder ist unmöglich",
            "Number of Frames ist null oder negativ; niemand weiß, wie viele Bilder die Datei enthalten soll.",
            newExport},
    TextRow{"pixel.matrix.zero", "Das Bild hat keine Höhe oder keine Breite",
            "Rows oder Columns ist null; es gibt nichts zu zeigen.", newExport},
    TextRow{"pixel.photometric.retired", "Das Farbmodell ist nicht mehr in Gebrauch",
            "Der Standard gab es vor langem auf; viele Betrachter zeigen solche Bilder falsch oder gar nicht.",
            "Das Bild vor dem Ablegen ansehen. Sind die Farben falsch, den Absender um eine andere Ausgabe bitten."},
    TextRow{"pixel.photometric.transfer-syntax", "Das Farbmodell passt nicht zur Kompression",
            "Der Standard erlaubt diese Verbindung nicht; Betrachter zeigen womöglich falsche Farben.", lookAtImage},
    TextRow{"pixel.photometric.unknown", "Das Farbmodell ist unbekannt",
            "Photometric Interpretation hat einen Wert, den der Standard nicht kennt. Ein Betrachter weiß nicht, was "
            "Schwarz und "
            "was Weiß ist.",
            newExport},
    TextRow{"pixel.planar.missing", "Es ist nicht gesagt, wie die Farben angeordnet sind",
            "Farbbilder brauchen Planar Configuration. Ohne sie nehmen Betrachter eine Anordnung an; die Farben können "
            "falsch "
            "sein.",
            lookAtColours},
    TextRow{"pixel.planar.unneeded", "Für ein Bild ohne Farben ist die Anordnung der Farben angegeben",
            "Planar Configuration bedeutet bei einem Wert je Pixel nichts. Es schadet nicht.", nothingToDo},
    TextRow{
        "pixel.planar.wrong", "Die Anordnung der Farben ist unmöglich",
        "Planar Configuration hat einen Wert, der für dieses Bild nicht stimmen kann. Farben können falsch erscheinen.",
        newExport},
    TextRow{"pixel.representation.wrong", "Es ist unbekannt, ob Pixelwerte negativ sein können",
            "Pixel Representation hat einen Wert, den es nicht gibt. Beim CT hängen davon die gemessenen Dichten ab.",
            newExport},
    TextRow{"pixel.samples.wrong", "Die Anzahl der Farbwerte passt nicht zum Farbmodell",
            "Zum Beispiel ein Graubild mit drei Werten je Pixel. Betrachter weisen es ab oder zeigen es entstellt.",
            newExport},
    TextRow{"pixel.transfer-syntax.without-pixels", "Die Datei gilt als komprimiert, enthält aber kein Bild",
            "Die Bezeichnung ist nur für komprimierte Bilder. Programme lesen die Datei trotzdem.", nothingToDo},
    TextRow{"pixel.vr.encapsulated", "Die komprimierten Pixeldaten sind ungewöhnlich bezeichnet",
            "Sie sollten als Bytes bezeichnet sein. Programme lesen sie trotzdem.", nothingToDo},
    TextRow{"pixel.vr.wrong", "Die Pixeldaten sind mit dem falschen Typ bezeichnet",
            "Die meisten Programme lesen sie trotzdem. Manche vertauschen Bytes oder weisen das Bild ab.", tellSender},
    TextRow{"pixel.lossy.denied", "Das Bild gilt als nie verlustbehaftet komprimiert, ist es aber",
            "Lossy Image Compression verneint es, doch das Verfahren verliert Einzelheiten. Wer befundet, verlässt "
            "sich womöglich "
            "auf Verlorenes.",
            tellRadiologist},
    TextRow{"pixel.palette.descriptor", "Die Farbtabelle ist falsch beschrieben",
            "Ihre Beschreibung ergibt keinen Sinn oder ist für Rot, Grün und Blau verschieden. Die Farben sind falsch.",
            newExport},
    TextRow{"pixel.palette.length", "Die Farbtabelle hat die falsche Länge",
            "Sie ist abgeschnitten oder zu lang. Die Farben sind falsch, oder das Bild lässt sich nicht öffnen.",
            newExport},
    TextRow{"pixel.palette.missing", "Die Farbtabelle fehlt",
            "Das Bild bezieht seine Farben aus einer Tabelle, von der ein Teil nicht in der Datei ist.", newExport},
    TextRow{"pixel.palette.word-for-byte", "Die Farbtabelle ist auf alte, verschwenderische Art gespeichert",
            "Jeder Eintrag belegt zwei Bytes, wo eines genügte. Betrachter kennen solche Tabellen.", nothingToDo},
    TextRow{"pixel.icon.codestream", "Das Vorschaubild lässt sich nicht öffnen",
            "Das kleine Bild für Listen ist beschädigt oder anders gespeichert, als es sagt. Das Bild selbst ist nicht "
            "betroffen.",
            tellSender},
    TextRow{"pixel.icon.description", "Das Vorschaubild ist falsch beschrieben",
            "Das kleine Bild für Listen sieht womöglich falsch aus oder fehlt. Das Bild selbst ist nicht betroffen.",
            tellSender},
    TextRow{"pixel.icon.length", "Das Vorschaubild hat die falsche Länge",
            "Das kleine Bild für Listen ist unvollständig oder zu lang. Das Bild selbst ist nicht betroffen.",
            tellSender},
    TextRow{
        "pixel.lossy.contradicted", "Es ist widersprüchlich, ob das Bild verlustbehaftet komprimiert wurde",
        "Die Datei verneint es, nennt aber Verfahren oder Verhältnis einer solchen Kompression.",
        "Den Absender fragen, ob das Bild verlustbehaftet komprimiert wurde, und dem Radiologen die Antwort geben."},
    TextRow{"pixel.lossy.method", "Das Verfahren der verlustbehafteten Kompression ist falsch benannt",
            "Das Bild ist mit einem anderen Verfahren gespeichert, als die Datei nennt.", tellSender},
    TextRow{"pixel.lossy.not-told", "Es ist verschwiegen, dass das Bild verlustbehaftet komprimiert wurde",
            "Es ist mit einem Verfahren gespeichert, das Einzelheiten verliert, und das Attribut, das es sagen muss, "
            "fehlt.",
            tellRadiologist},
    TextRow{"pixel.range.impossible", "Der angegebene Bereich der Pixelwerte ist unmöglich",
            "Der kleinste oder größte Wert braucht mehr Bits, als ein Pixel hat. Das Bild erscheint womöglich zu "
            "dunkel oder zu "
            "hell.",
            compareBrightness},
    TextRow{"pixel.range.reversed", "Der angegebene Bereich der Pixelwerte ist verkehrt herum",
            "Der kleinste Wert ist größer als der größte. Betrachter, die sich danach richten, zeigen das Bild falsch.",
            compareBrightness},
    TextRow{"pixel.data.missing", "Das Bild hat keine Pixeldaten",
            "Die Datei ist nach Art oder Beschreibung ein Bild, enthält aber keines. Es gibt nichts zu zeigen.",
            "Den Absender bitten, die Studie mit den Bildern auszugeben. Oft wurden nur die Köpfe ausgegeben."},
    TextRow{"pixel.data.several", "Es gibt mehr als einen Satz Pixeldaten",
            "Ein Bild darf nur einen haben. Betrachter wählen einen davon, und nicht alle denselben.", newExport},
    TextRow{"pixel.encapsulated.native", "Das Bild gilt als komprimiert, ist es aber nicht",
            "Die Datei kündigt eine Kompression an, doch die Pixeldaten sind ohne sie gespeichert. Betrachter weisen "
            "das Bild ab.",
            "Den Absender um eine neue Ausgabe ohne Kompression bitten."},
    TextRow{"pixel.native.encapsulated", "Das Bild ist komprimiert, aber die Datei verneint es",
            "Betrachter lesen die komprimierten Daten wie Pixel und zeigen Rauschen, oder sie weisen das Bild ab.",
            wrongSyntax},
    TextRow{"pixel.native.frames-missing", "Einzelbilder fehlen",
            "Die Pixeldaten enthalten weniger Bilder, als die Datei sagt. Der Rest ist verloren.", copyFrames},
    TextRow{"pixel.native.more-frames", "Es gibt mehr Einzelbilder, als die Datei sagt",
            "Die Pixeldaten enthalten mehr Bilder als angegeben. Betrachter zeigen die anderen nicht.", askFrames},
    TextRow{
        "pixel.native.too-long", "Es gibt mehr Pixeldaten, als das Bild braucht",
        "Die überzähligen Bytes gehören zu keinem Pixel. Entweder sind es Reste, oder die Größe des Bildes ist falsch "
        "angegeben.",
        "Das Bild vor dem Ablegen ansehen. Ist es verzerrt oder wiederholt, den Absender um eine neue Ausgabe bitten."},
    TextRow{"pixel.native.too-short", "Ein Teil des Bildes fehlt",
            "Die Pixeldaten sind kürzer, als die Größe des Bildes verlangt. Der Rest ist verloren.", copyIncomplete},
    TextRow{"pixel.extended-offset-table.count",
            "Das Verzeichnis der Einzelbilder hat die falsche Anzahl von Einträgen",
            "Es passt nicht zur Anzahl der Einzelbilder. Betrachter zeigen womöglich die falschen.", newExport},
    TextRow{"pixel.extended-offset-table.target", "Das Verzeichnis der Einzelbilder zeigt an falsche Stellen",
            "Ein Einzelbild beginnt nicht, wo es dort steht. Betrachter zeigen womöglich das falsche oder keines.",
            newExport},
    TextRow{"pixel.offset-table.count", "Das Verzeichnis der Einzelbilder hat die falsche Anzahl von Einträgen",
            "Es passt nicht zur Anzahl der Einzelbilder. Betrachter zeigen womöglich die falschen.", newExport},
    TextRow{"pixel.offset-table.first", "Das Verzeichnis der Einzelbilder beginnt nicht beim ersten",
            "Sein erster Eintrag muss auf den Anfang der Pixeldaten zeigen. Betrachter zeigen womöglich das falsche "
            "oder keines.",
            newExport},
    TextRow{"pixel.offset-table.order", "Das Verzeichnis der Einzelbilder ist ungeordnet",
            "Einzelbilder müssen aufeinander folgen. Betrachter zeigen sie womöglich in falscher Reihenfolge.",
            newExport},
    TextRow{"pixel.offset-table.target", "Das Verzeichnis der Einzelbilder zeigt an falsche Stellen",
            "Ein Einzelbild beginnt nicht, wo es dort steht. Betrachter zeigen womöglich das falsche oder keines.",
            newExport},
    TextRow{"pixel.fragments.empty", "Ein Stück des komprimierten Bildes ist leer",
            "Die Pixeldaten sind in Stücken gespeichert, und eines enthält nichts. Ein Einzelbild kann fehlen.",
            "Alle Einzelbilder vor dem Ablegen ansehen. Fehlt eines, den Absender um eine neue Ausgabe bitten."},
    TextRow{"pixel.fragments.fewer-than-frames", "Einzelbilder fehlen",
            "Die komprimierten Pixeldaten enthalten weniger Bilder, als die Datei sagt. Der Rest ist verloren.",
            copyFrames},
    TextRow{"pixel.fragments.more-than-frames", "Es gibt mehr Einzelbilder, als die Datei sagt",
            "Die komprimierten Pixeldaten enthalten mehr Bilder als angegeben. Betrachter zeigen die anderen nicht.",
            askFrames},
    TextRow{"pixel.fragments.none", "Das Bild hat keine Pixeldaten",
            "Der Platz für das komprimierte Bild ist da, aber leer.", newExport},
    TextRow{"pixel.codestream.broken", "Das komprimierte Bild ist beschädigt",
            "Seinem Kopf ist nicht zu folgen; Betrachter können es nicht öffnen.", copyDamaged},
    TextRow{"pixel.codestream.colour", "Die Farben können falsch erscheinen",
            "Das komprimierte Bild und die Beschreibung daneben widersprechen sich darin, wie Farben gespeichert sind.",
            lookAtColours},
    TextRow{"pixel.codestream.colour-name", "Das Farbmodell trägt den falschen Namen",
            "Das komprimierte Bild verwendet eine andere Farbumrechnung, als die Beschreibung sagt. Wer dem Bild "
            "folgt, zeigt es "
            "richtig.",
            tellSender},
    TextRow{"pixel.codestream.components", "Die Anzahl der Farben im komprimierten Bild ist falsch",
            "Es hat mehr oder weniger Farbwerte, als die Beschreibung sagt. Betrachter weisen es ab oder zeigen es "
            "entstellt.",
            newExport},
    TextRow{"pixel.codestream.lossy", "Das Bild wurde verlustbehaftet komprimiert, gilt aber als verlustfrei",
            "Einzelheiten gingen verloren, obwohl die Datei verspricht, dass jedes Pixel wie aufgenommen ist.",
            "Den Absender um die ursprünglichen Bilder bitten und bis zur Antwort in diesen nicht messen."},
    TextRow{"pixel.codestream.other-format", "Das komprimierte Bild hat ein anderes Format, als die Datei sagt",
            "Betrachter entpacken nach dem, was die Datei sagt; sie scheitern oder zeigen Rauschen.", wrongSyntax},
    TextRow{"pixel.codestream.precision-larger", "Das komprimierte Bild erlaubt mehr Bits, als verwendet werden",
            "Die übrigen Bits sollten null sein. Betrachter zeigen das Bild, wie es ist.", nothingToDo},
    TextRow{"pixel.codestream.process", "Die Kompression ist von anderer Art, als die Datei sagt",
            "Betrachter entpacken nach dem, was die Datei sagt. Wer nur diese Art kennt, scheitert.", wrongSyntax},
    TextRow{"pixel.codestream.sign", "Es ist widersprüchlich, ob Pixelwerte negativ sein können",
            "Das komprimierte Bild und die Beschreibung daneben widersprechen sich. Helligkeit und Dichten können "
            "falsch sein.",
            "In diesem Bild keine Dichten messen. Den Absender um eine unkomprimierte Ausgabe bitten."},
    TextRow{"pixel.codestream.size", "Das komprimierte Bild hat eine andere Größe, als die Datei sagt",
            "Höhe oder Breite im komprimierten Bild weichen von der Beschreibung ab. Betrachter weisen es ab oder "
            "zeigen es "
            "verzerrt.",
            newExport},
    TextRow{"pixel.codestream.subsampling", "Die Auflösung der Farben ist falsch beschrieben",
            "Das komprimierte Bild speichert seine Farben in anderer Auflösung. Betrachter zeigen es, wie es "
            "gespeichert ist.",
            nothingToDo},
    TextRow{"pixel.codestream.truncated", "Das komprimierte Bild ist abgeschnitten",
            "Sein Ende fehlt. Der untere Teil eines Bildes kann grau, wiederholt oder leer sein.",
            "Die Datei erneut vom Datenträger kopieren. Bleibt sie abgeschnitten, den Absender um eine neue Ausgabe "
            "bitten."},
    TextRow{"pixel.frame.cannot-be-decoded", "Ein komprimiertes Bild lässt sich nicht öffnen",
            "Das Entpacken schlug fehl; Betrachter zeigen einen Fehler, eine graue Fläche oder nichts.", copyDamaged},
    TextRow{"pixel.frame.damaged", "Ein komprimiertes Bild ist beschädigt",
            "Es lässt sich entpacken, aber ein Teil seiner Daten ergibt keinen Sinn. Teile können grau, verschoben "
            "oder falschfarbig "
            "sein.",
            copyDamaged},
    TextRow{"pixel.frame.wrong-size", "Ein komprimiertes Bild entpackt sich zu einer anderen Größe, als die Datei sagt",
            "Betrachter weisen es ab, schneiden es ab oder zeigen es verzerrt.", newExport},
    TextRow{"pixel.rle.offsets", "Das komprimierte Bild ist beschädigt",
            "Seine Teile liegen nicht, wo sein Kopf es sagt. Betrachter scheitern oder zeigen Rauschen.", copyDamaged},
    TextRow{"pixel.rle.too-short", "Ein Teil des Bildes fehlt",
            "Die komprimierten Daten ergeben weniger Pixel, als das Bild haben sollte. Der Rest ist verloren.",
            copyIncomplete},
    TextRow{"pixel.rle.segments", "Das komprimierte Bild hat die falsche Anzahl von Teilen",
            "Es hat nicht einen Teil je Byte eines Pixels. Betrachter weisen es ab oder zeigen es entstellt.",
            newExport},
};

} // namespace

std::span<const TextRow> germanPixelTexts()
{
    return rows;
}

} // namespace mi
