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
    TextRow{"pixel.description.transfer-syntax", "Die Beschreibung der Pixel ist für diese Kompression ungewöhnlich",
            "Der Standard nennt, welche Bits, Vorzeichen und Farbanordnungen dazu gehören, und diese sind nicht "
            "darunter. Betrachter richten sich nach dem komprimierten Bild.",
            "Nichts zu tun, sofern das Bild nicht falsch aussieht."},
    TextRow{"pixel.float.integer-attributes", "Das Bild hat Kommazahlen und ist beschrieben, als hätte es keine",
            "Bits Stored, High Bit und Pixel Representation bedeuten für ein solches Bild nichts. Betrachter beachten "
            "sie nicht.",
            nothingToDo},
    TextRow{"pixel.float.transfer-syntax", "Die Datei heißt komprimiert, und ihr Bild lässt sich nicht komprimieren",
            "Kommazahlen werden immer gespeichert, wie sie sind. Betrachter, die sich nach der Angabe richten, "
            "scheitern.",
            newExport},
    TextRow{"pixel.lossy.count", "Die Schritte der verlustbehafteten Kompression sind nicht ganz angegeben",
            "Zu jedem Verfahren gehört ein Verhältnis, und es sind nicht gleich viele.", tellSender},
    TextRow{"pixel.lossy.ratio", "Das Verhältnis der verlustbehafteten Kompression ist unmöglich",
            "Es ist null oder negativ und sagt nichts darüber, wie viele Einzelheiten fehlen.", tellSender},
    TextRow{"pixel.matrix.odd", "Das Bild hat eine ungerade Anzahl von Spalten oder Zeilen",
            "Bei diesem Farbmodell teilen sich je zwei Pixel ihre Farbe, und das letzte bleibt allein. Betrachter "
            "verschieben oder beschneiden womöglich den Rand.",
            "Den Rand des Bildes vor dem Ablegen ansehen und den Absender unterrichten."},
    TextRow{"pixel.padding.impossible", "Der Wert für den Hintergrund kann im Bild nicht vorkommen",
            "Er braucht mehr Bits, als ein Pixel hat. Betrachter finden den Hintergrund damit nicht.",
            "Nichts zu tun, sofern der Hintergrund nicht falsch aussieht."},
    TextRow{"pixel.palette.first-value-sign", "Es ist widersprüchlich, wo die Farbtabelle beginnt",
            "Ihr erster Pixelwert ist negativ oder positiv, je nachdem, welchem Teil der Datei ein Betrachter glaubt. "
            "Die Farben können falsch sein.",
            lookAtColours},
    TextRow{"pixel.palette.segments", "Die Farbtabelle lässt sich nicht entpacken",
            "Sie ist in Abschnitten gespeichert, die keinen Sinn ergeben oder die falsche Länge haben. Die Farben sind "
            "falsch.",
            newExport},
    TextRow{"pixel.segmentation.bits", "Die Anzahl der Bits passt nicht zur Art der Segmentierung",
            "Segmente aus Ja und Nein haben ein Bit, andere acht oder sechzehn. Betrachter weisen die Segmentierung ab "
            "oder zeigen Rauschen.",
            newExport},
    TextRow{"pixel.native.not-subsampled", "Es sind mehr Farbdaten da, als das Farbmodell sagt",
            "Laut Bild haben die Farben halbe Auflösung, vorhanden sind aber alle. Manche Betrachter zeigen falsche "
            "Farben oder ein verschobenes Bild.",
            "Das Bild vor dem Ablegen ansehen und dem Absender sagen, dass die Photometric Interpretation falsch ist."},
    TextRow{"pixel.extended-offset-table.incomplete", "Die Tabelle der Einzelbilder ist unvollständig",
            "Lagen und Längen der Einzelbilder gehören zusammen, eine der beiden Listen fehlt.", tellSender},
    TextRow{"pixel.extended-offset-table.lengths", "Die Tabelle der Einzelbilder nennt falsche Längen",
            "Ein Einzelbild ist nicht so lang, wie die Tabelle sagt. Betrachter, die sich darauf verlassen, schneiden "
            "es ab.",
            newExport},
    TextRow{"pixel.extended-offset-table.with-basic", "Es gibt zwei Tabellen der Einzelbilder",
            "Nur eine von beiden darf gefüllt sein. Betrachter verwenden die eine oder die andere.", tellSender},
    TextRow{"pixel.extended-offset-table.native", "Ein unkomprimiertes Bild hat eine Tabelle der Einzelbilder",
            "Solche Tabellen sind nur für komprimierte Bilder. Betrachter beachten sie nicht.", nothingToDo},
    TextRow{"pixel.codestream.baseline-as-extended", "Die einfachste Art von JPEG heißt hier die erweiterte",
            "Betrachter müssen damit zurechtkommen und tun es.", nothingToDo},
    TextRow{"pixel.codestream.extensions", "Das komprimierte Bild verwendet unzulässige Erweiterungen",
            "Es ist JPEG 2000 mit Mitteln eines späteren Teils. Betrachter, die nur den ersten kennen, scheitern oder "
            "zeigen falsche Pixel.",
            newExport},
    TextRow{"pixel.codestream.file-wrapper", "Das komprimierte Bild steckt in einer eigenen Datei",
            "Hierher gehören nur die bloßen komprimierten Daten. Viele Betrachter kommen damit zurecht, manche nicht.",
            tellSender},
    TextRow{"pixel.codestream.precision-smaller", "Das komprimierte Bild hat weniger Bits, als die Datei sagt",
            "Das Bild kann zu dunkel aussehen, oder bei der Kompression gingen Einzelheiten verloren.",
            "Das Bild mit dem vergleichen, was der Absender sieht. Weicht es ab, um eine neue Ausgabe bitten."},
    TextRow{"pixel.codestream.precision-too-large", "Das komprimierte Bild hat mehr Bits, als Platz ist",
            "Ein Betrachter, der es entpackt, kann die Pixel nicht so ablegen, wie die Beschreibung sagt.", newExport},
    TextRow{"pixel.codestream.trailing-bytes", "Hinter dem Ende eines komprimierten Bildes stehen weitere Bytes",
            "Das Bild ist vollständig. Was folgt, gehört nicht dazu, und Betrachter lassen es stehen.", nothingToDo},
    TextRow{"pixel.fragments.more-than-one", "Das Video ist in Stücke geteilt, in die es nicht geteilt sein darf",
            "Betrachter, die ein Stück erwarten, spielen womöglich nur den Anfang.",
            "Das Video vor dem Ablegen bis zum Ende abspielen. Endet es zu früh, um eine neue Ausgabe bitten."},
    TextRow{"pixel.offset-table.not-empty", "Ein Video hat eine Tabelle der Einzelbilder",
            "Ein Video findet seine Einzelbilder selbst, die Tabelle muss leer sein. Betrachter beachten sie nicht "
            "oder weisen die Datei ab.",
            "Das Video vor dem Ablegen abspielen und den Absender unterrichten."},
    TextRow{"pixel.rle.too-long", "Das komprimierte Bild enthält mehr Pixel, als es soll",
            "Entpackt ist es größer, als Höhe und Breite sagen; eine davon ist wohl falsch. Betrachter weisen es ab, "
            "beschneiden es oder zeigen es verzerrt.",
            newExport},
};

} // namespace

std::span<const TextRow> germanPixelTexts()
{
    return rows;
}

} // namespace mi
