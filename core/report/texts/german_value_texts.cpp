// German words for the rules of core/checks/value_checks.cpp and its neighbours: values, attributes, texts, truth.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr auto tellSender = "Die Studie kann abgelegt werden. Den Absender unterrichten.";
constexpr auto tellSenderWhich = "Dem Absender sagen, welches Attribut falsch ist.";
constexpr auto tellSenderFiled = "Die Studie kann abgelegt werden. Dem Absender sagen, welches Attribut falsch ist.";
constexpr auto nothingToDo = "Nichts zu tun.";
constexpr auto doNotMeasure = "In diesen Bildern nicht messen. Den Absender um eine neue Ausgabe bitten.";
constexpr auto checkName = "Den Namen des Patienten am Bildschirm prüfen. Den Absender unterrichten.";
constexpr auto corrected = "Den Absender um eine berichtigte Ausgabe bitten, wenn das Archiv die Datei abweist.";

constexpr std::array rows{
    TextRow{"value.da.impossible", "Ein Datum gibt es im Kalender nicht",
            "Es sieht aus wie ein Datum, aber den Tag gibt es nicht. Programme lassen es weg oder setzen einen anderen "
            "Tag ein.",
            "Den Absender nach dem richtigen Datum fragen, bevor man sich darauf verlässt."},
    TextRow{
        "value.da.invalid", "Ein Datum ist nicht lesbar",
        "Es ist nicht mit acht Ziffern geschrieben; viele Archive weisen es ab oder legen die Studie ohne Datum ab.",
        "Mit der Anforderung vergleichen. Dem Absender sagen, welches Attribut falsch ist."},
    TextRow{"value.da.range", "Ein Datum ist ein Zeitraum",
            "Zeiträume sind für die Suche da. In einem gespeicherten Bild weiß niemand, welcher Tag gemeint ist.",
            "Den Absender nach dem richtigen Datum fragen."},
    TextRow{"value.da.retired-form", "Ein Datum ist mit Punkten geschrieben, wie vor 1993",
            "Menschen können es lesen, heutige Programme oft nicht.",
            "Die Studie kann abgelegt werden, wenn das Archiv das richtige Datum zeigt. Den Absender unterrichten."},
    TextRow{"value.tm.impossible", "Eine Uhrzeit hat eine Sekunde, die es nie gab",
            "Die Sekunde 60 gibt es nur bei einer Schaltsekunde. Viele Programme weisen eine solche Zeit ab.",
            "Die Studie kann abgelegt werden, wenn das Archiv die richtige Zeit zeigt. Den Absender unterrichten."},
    TextRow{"value.tm.invalid", "Eine Uhrzeit ist nicht lesbar",
            "Es ist keine Uhrzeit. Bilder können falsch sortiert werden, oder ein Programm weist sie ab.",
            tellSenderWhich},
    TextRow{"value.tm.range", "Eine Uhrzeit ist ein Zeitraum",
            "Zeiträume sind für die Suche da. In einem gespeicherten Bild weiß niemand, welche Zeit gemeint ist.",
            "Den Absender unterrichten."},
    TextRow{"value.tm.retired-form", "Eine Uhrzeit ist mit Doppelpunkten geschrieben, wie vor 1993",
            "Menschen können sie lesen, heutige Programme oft nicht.",
            "Die Studie kann abgelegt werden, wenn das Archiv die richtige Zeit zeigt. Den Absender unterrichten."},
    TextRow{"value.dt.impossible", "Ein Datum mit Uhrzeit nennt einen Tag, den es nicht gibt",
            "Es sieht richtig aus, aber im Kalender fehlt der Tag. Programme lassen es weg oder ersetzen es.",
            tellSenderWhich},
    TextRow{
        "value.dt.invalid", "Ein Datum mit Uhrzeit ist nicht lesbar",
        "Es ist nicht geschrieben, wie der Standard es verlangt; Programme sortieren Bilder falsch oder weisen sie ab.",
        tellSenderWhich},
    TextRow{"value.dt.range", "Ein Datum mit Uhrzeit ist ein Zeitraum",
            "Zeiträume sind für die Suche da. In einem gespeicherten Bild weiß niemand, welcher Zeitpunkt gemeint ist.",
            "Den Absender unterrichten."},
    TextRow{"value.ds.invalid", "Eine Zahl ist nicht lesbar",
            "Wo eine Dezimalzahl stehen muss, steht etwas anderes, zum Beispiel ein Komma. Programme brechen ab oder "
            "nehmen 0.",
            "In diesen Bildern nicht messen, bevor der Wert bekannt ist. Den Absender unterrichten."},
    TextRow{"value.ds.out-of-range", "Eine Zahl ist für jedes Programm zu groß",
            "Sie ist richtig geschrieben, aber kein Programm kann sie fassen. Sie wird unendlich oder 0.",
            "In diesen Bildern nicht messen, bevor der Wert bekannt ist. Den Absender unterrichten."},
    TextRow{"value.ds.too-long", "Eine Zahl hat mehr Ziffern als erlaubt",
            "Sie ist lesbar. Manche strengen Programme schneiden sie ab oder weisen sie zurück.", tellSender},
    TextRow{"value.is.invalid", "Eine ganze Zahl ist nicht lesbar",
            "Wo eine ganze Zahl stehen muss, steht etwas anderes. Programme brechen ab oder nehmen 0.",
            tellSenderWhich},
    TextRow{"value.is.out-of-range", "Eine ganze Zahl ist zu groß",
            "Sie passt nicht in das, was Programme dafür verwenden; sie zeigen womöglich eine ganz andere Zahl.",
            tellSenderWhich},
    TextRow{"value.float.not-finite", "Eine Zahl ist unendlich oder gar keine Zahl",
            "Manche Geräte schreiben dies für einen Wert, den sie nicht kennen.",
            "Nichts zu tun, außer wenn der Wert gebraucht wird."},
    TextRow{"value.float.measure-not-finite", "Eine für Messungen nötige Zahl ist unendlich oder keine Zahl",
            "Ohne sie lassen sich Lagen, Abstände oder Mengen im Bild nicht berechnen.", doNotMeasure},
    TextRow{"value.length.not-multiple", "Eine Liste von Zahlen endet mitten in einer Zahl",
            "Bytes fehlen oder sind zu viel; die Zahlen können falsch sein.",
            "Den Absender um eine neue Ausgabe bitten."},
    TextRow{"value.vm.numbers-wrong", "Es sind zu viele oder zu wenige Zahlen",
            "Lagen, Richtungen und Größen brauchen eine genaue Anzahl von Werten. Sonst bedeuten sie nichts oder etwas "
            "Falsches.",
            "In diesen Bildern nicht messen. Den Absender um eine berichtigte Ausgabe bitten."},
    TextRow{"value.vm.wrong", "Es sind zu viele oder zu wenige Werte",
            "Programme nehmen den ersten oder keinen; was gemeint war, kann verloren gehen.", tellSenderFiled},
    TextRow{"value.ae.invalid", "Der Name einer DICOM-Anwendung ist nicht erlaubt",
            "Er enthält verbotene Zeichen oder nur Leerzeichen. Die Bilder sind nicht betroffen.", tellSender},
    TextRow{"value.as.invalid", "Das Alter ist nicht geschrieben, wie der Standard es verlangt",
            "Programme zeigen kein oder ein falsches Alter; das zählt bei Kindern und bei der Dosis.",
            "Nach dem Geburtsdatum richten. Den Absender unterrichten."},
    TextRow{"value.cs.invalid", "Ein Codewort enthält verbotene Zeichen",
            "Codewörter bestimmen, wie ein Programm ein Bild behandelt. Ein anders geschriebenes wird womöglich nicht "
            "erkannt.",
            tellSenderFiled},
    TextRow{"value.cs.lower-case", "Ein Codewort ist mit Kleinbuchstaben geschrieben",
            "Codewörter bestehen aus Großbuchstaben. Manche Programme erkennen andere Schreibweisen nicht.",
            tellSenderFiled},
    TextRow{
        "value.pn.component-groups", "Ein Name hat mehr als drei Schreibweisen",
        "Ein Name kann lateinisch, in Schriftzeichen und phonetisch geschrieben sein. Was folgt, geht meist verloren.",
        "Den Namen des Patienten prüfen. Den Absender unterrichten."},
    TextRow{"value.pn.components", "Ein Name hat mehr als fünf Teile",
            "Familienname, Vorname, weitere Namen, Vorsatz und Zusatz sind alles. Was folgt, geht meist verloren.",
            "Den Namen des Patienten prüfen. Den Absender unterrichten."},
    TextRow{"value.pn.one-component", "Ein Name ist nicht in Familien- und Vornamen geteilt",
            "Alle Wörter gelten als Familienname; die Suche findet die Person womöglich nicht.",
            "Beim Ablegen den Namen des Patienten prüfen."},
    TextRow{
        "value.pn.group-too-long", "Ein Name ist länger als 64 Zeichen",
        "Archive schneiden ihn ab oder weisen ihn zurück; ein gekürzter Name passt womöglich nicht mehr zum Patienten.",
        "Den Namen des Patienten prüfen. Den Absender unterrichten."},
    TextRow{"value.ui.component-empty", "Eine Kennung hat einen leeren Teil",
            "Eine UID hat zwischen zwei Punkten immer eine Zahl. Worauf sie verweist, wird womöglich nicht gefunden.",
            corrected},
    TextRow{"value.ui.component-leading-zero", "Eine Kennung hat eine führende Null",
            "Dieselbe UID kann anderswo ohne die Null stehen; dann passt nichts zusammen.", tellSender},
    TextRow{"value.ui.illegal-root", "Eine Kennung beginnt, wie keine UID es kann",
            "Sie wurde erfunden oder abgeschnitten. Worauf sie verweist, wird womöglich nicht gefunden.", tellSender},
    TextRow{"value.ui.invalid-character", "Eine Kennung ist keine UID",
            "UIDs bestehen aus Ziffern und Punkten. Archive können die Datei abweisen; worauf sie verweist, wird nicht "
            "gefunden.",
            corrected},
    TextRow{"value.ui.too-long", "Eine Kennung ist länger als 64 Zeichen",
            "Archive schneiden sie ab oder weisen sie zurück; eine gekürzte UID verweist auf nichts.", corrected},
    TextRow{"value.ui.uuid-too-large", "Eine Kennung gibt sich als UUID aus und ist dafür zu groß",
            "Sie wurde erfunden oder beschädigt. Programme, die daraus wieder eine UUID machen, scheitern.",
            tellSender},
    TextRow{"value.timezone.invalid", "Die Zeitzone ist nicht lesbar",
            "Sie ist nicht als Stunden und Minuten ab UTC geschrieben; Uhrzeiten können um Stunden falsch erscheinen.",
            "Die Zeiten mit der Anforderung vergleichen, wenn es darauf ankommt. Den Absender unterrichten."},
    TextRow{"value.ur.invalid", "Eine Webadresse enthält verbotene Zeichen", "Der Verweis funktioniert nicht.",
            tellSender},
    TextRow{"value.blank", "Ein Wert besteht nur aus Leerzeichen",
            "Die meisten Programme nehmen ihn als leer, manche als falsch.", nothingToDo},
    TextRow{"value.length.too-long", "Ein Text ist länger als erlaubt",
            "Archive schneiden ihn ab oder weisen ihn zurück; ein Teil kann verloren gehen.",
            "Die Studie kann abgelegt werden, wenn das Archiv sie annimmt. Dem Absender sagen, welches Attribut zu "
            "lang ist."},
    TextRow{"value.padding.excess", "Ein Wert ist mehr aufgefüllt als nötig",
            "Höchstens ein Füllzeichen ist nötig. Die meisten Programme übergehen die anderen.", nothingToDo},
    TextRow{
        "value.padding.nul", "Ein Text ist mit dem falschen Zeichen aufgefüllt",
        "Nullbytes stehen, wo Leerzeichen hingehören. In manchen Programmen gleicht der Text dann nicht demselben von "
        "anderswo.",
        tellSender},
    TextRow{"value.padding.space", "Eine Kennung ist mit einem Leerzeichen aufgefüllt",
            "Dort gehört ein Nullbyte hin. In manchen Programmen gleicht die UID dann nicht derselben von anderswo.",
            tellSender},
    TextRow{"value.text.control-character", "Ein Text enthält unsichtbare Steuerzeichen",
            "Sie gehören nicht dorthin und stören Anzeigen und Schnittstellen. Oft stammen sie von einem "
            "Speicherfehler des "
            "sendenden Programms.",
            tellSenderFiled},
    TextRow{"value.vr.differs-from-dictionary", "Ein Wert ist mit einem anderen Typ bezeichnet als im Standard",
            "Die Typen sind verwandt; Programme lesen ihn meist richtig.", tellSender},
    TextRow{"value.vr.incompatible", "Ein Wert ist mit einem falschen Typ bezeichnet",
            "Text ist als Zahl bezeichnet, Zahlen als Text oder eine Liste als keines von beiden. Wer der Bezeichnung "
            "traut, "
            "liest Unsinn.",
            "Den Absender um eine berichtigte Ausgabe bitten."},
    TextRow{"value.vr.sign-changes-value", "Ein Pixelwert ist mit dem falschen Vorzeichen bezeichnet",
            "Wie bezeichnet gelesen ist er eine große Zahl, wie die Pixel eine negative, oder umgekehrt. Hintergrund "
            "kann als "
            "Gewebe erscheinen.",
            "Das Bild im gewohnten Betrachter ansehen. Den Absender unterrichten."},
    TextRow{
        "value.vr.un-for-known", "Ein bekannter Wert ist als unbekannt bezeichnet",
        "Ein Programm unterwegs kannte das Attribut nicht und gab nur die Bytes weiter. Andere übergehen es womöglich.",
        "Nichts zu tun, außer wenn dem Betrachter etwas fehlt."},
    TextRow{
        "attribute.directory-only", "Einträge eines Verzeichnisses stehen in einem anderen Objekt",
        "Sie beschreiben Dateien auf einem Datenträger und bedeuten hier nichts. Die meisten Programme übergehen sie.",
        tellSender},
    TextRow{"attribute.group-length", "Die Datei zählt die Bytes ihrer Gruppen, wie in alten Ausgaben",
            "Das wurde 2004 aus dem Standard gestrichen und wird übergangen.", nothingToDo},
    TextRow{"attribute.retired", "Ein Attribut gehört nicht mehr zum Standard",
            "Ältere Geräte schreiben es noch. Heutige Programme übergehen es womöglich.", nothingToDo},
    TextRow{
        "attribute.unknown", "Ein Attribut gehört nicht zum Standard",
        "Seine Nummer ist dem Standard vorbehalten, aber die Ausgabe, die dieses Programm kennt, hat es nicht. Andere "
        "können nicht wissen, was es bedeutet.",
        tellSender},
    TextRow{"private.creator.empty", "Private Daten sagen nicht, wem sie gehören",
            "Der Name ihres Herstellers ist leer; Programme können sie für die eines anderen halten.", tellSender},
    TextRow{
        "private.creator.missing", "Private Daten sagen nicht, wem sie gehören",
        "Das Attribut mit dem Hersteller fehlt, oft weil ein Programm es entfernt hat. Niemand weiß, was die Daten "
        "bedeuten.",
        "Die Studie kann abgelegt werden. Den Absender unterrichten, wenn besondere Programme diese Daten brauchen."},
    TextRow{"private.creator.not-lo", "Der Herstellername privater Daten hat einen falschen Typ",
            "Programme finden die Daten, die folgen, womöglich nicht.", tellSender},
    TextRow{"private.element.illegal", "Private Daten haben eine Nummer, die dafür nicht vorgesehen ist",
            "Sie gehören keinem Hersteller und sind nicht von denen anderer zu unterscheiden.", tellSender},
    TextRow{"private.value.invalid", "Ein privater Wert ist nicht geschrieben, wie sein Typ sagt",
            "Nur Programme seines Herstellers lesen ihn; sonst schadet er niemandem.", nothingToDo},
    TextRow{"text.charset.first-value", "Der Zeichensatz ist in falscher Reihenfolge angegeben",
            "Ein Satz mit zwei Bytes je Zeichen darf nicht vorn stehen. Manche Programme zeigen Namen dann falsch.",
            checkName},
    TextRow{"text.charset.looks-like-utf-8", "Namen können falsch erscheinen: anderer Zeichensatz als angegeben",
            "Die Bytes sind UTF-8, die Datei sagt etwas anderes. Aus Müller wird MÃ¼ller.",
            "Den Namen des Patienten mit der Anforderung vergleichen. Den Absender bitten, ISO_IR 192 anzugeben."},
    TextRow{"text.charset.missing", "Namen können falsch erscheinen: der Zeichensatz ist nicht angegeben",
            "Es gibt Buchstaben außerhalb von ASCII, und nichts sagt, welche es sind. Jedes Programm rät.",
            "Den Namen des Patienten mit der Anforderung vergleichen. Den Absender bitten, den Zeichensatz anzugeben."},
    TextRow{"text.charset.misspelt", "Der Name des Zeichensatzes ist falsch geschrieben",
            "Was gemeint ist, lässt sich erraten, aber strenge Programme zeigen den Text falsch.", checkName},
    TextRow{
        "text.charset.not-combinable", "Die Datei nennt Zeichensätze, die einander ausschließen",
        "Niemand weiß, in welchem ein Text steht; Namen können falsch erscheinen.",
        "Den Namen des Patienten mit der Anforderung vergleichen. Den Absender um eine berichtigte Ausgabe bitten."},
    TextRow{"text.charset.not-extensible", "Ein Zeichensatz ist so angegeben, dass kein anderer daneben stehen darf",
            "Mehrere Sätze brauchen die Namen, die mit ISO 2022 beginnen. Manche Programme zeigen Namen dann falsch.",
            checkName},
    TextRow{"text.charset.single-extension", "Der Zeichensatz ist zum Umschalten angegeben, aber es gibt nur einen",
            "Programme lesen ihn als den einfachen Satz derselben Nummer.", nothingToDo},
    TextRow{
        "text.charset.unknown-term", "Der Zeichensatz ist unbekannt",
        "Der Standard kennt keinen Satz dieses Namens; Text außerhalb von ASCII ist nicht lesbar.",
        "Den Namen des Patienten mit der Anforderung vergleichen. Den Absender um eine berichtigte Ausgabe bitten."},
    TextRow{"text.escape.not-declared", "Ein Text schaltet auf einen nicht angegebenen Zeichensatz um",
            "Programme, die der Angabe trauen, zeigen den Text falsch.", checkName},
    TextRow{"text.escape.not-switched-back", "Ein Text kehrt nicht zu seinem ersten Zeichensatz zurück",
            "Jeder Teil eines Textes muss in dem Satz enden, in dem er begann. Programme, die sich darauf verlassen, "
            "zeigen das "
            "Folgende falsch.",
            checkName},
    TextRow{"text.undecodable", "Text ist im angegebenen Zeichensatz nicht lesbar",
            "Einige Bytes sind dort keine Buchstaben. Namen erscheinen mit falschen Buchstaben oder Lücken und passen "
            "nicht.",
            "Den Namen des Patienten mit der Anforderung vergleichen. Den Absender fragen, welcher Zeichensatz "
            "verwendet wurde."},
    TextRow{"truth.age.contradicts-birth-date", "Alter und Geburtsdatum passen nicht zusammen",
            "Eines von beiden ist falsch oder gehört jemand anderem.", "Prüfen, ob dies der richtige Patient ist."},
    TextRow{"truth.birth-date.after-study", "Der Patient wurde nach der Studie geboren",
            "Eines der Daten ist falsch, oder die Angaben zweier Patienten wurden vermischt.",
            "Vor dem Ablegen prüfen, ob dies der richtige Patient ist."},
    TextRow{"truth.birth-date.implausible", "Der Patient wäre mehr als 130 Jahre alt",
            "Das Geburtsdatum ist ein Platzhalter oder ein Tippfehler.",
            "Das Geburtsdatum mit der Anforderung vergleichen."},
    TextRow{"truth.patient-orientation.contradicts", "Die Seiten des Bildes sind vertauscht benannt",
            "Die Buchstaben für die Seiten des Patienten zeigen in die andere Richtung als die Lage des Bildes im "
            "Patienten. Eines von beiden ist falsch, und Betrachter können links als rechts zeigen.",
            "Sich nicht auf links und rechts verlassen, bis der Absender geklärt hat, was stimmt."},
    TextRow{"truth.patient-orientation.impossible", "Die Seiten des Bildes sind auf unmögliche Weise benannt",
            "Die Buchstaben sagen zum Beispiel, dass Zeilen und Spalten in dieselbe Richtung des Körpers laufen. "
            "Betrachter zeigen falsche Buchstaben an den Rändern oder keine.",
            "Sich nicht auf die Buchstaben an den Bildrändern verlassen. Den Absender unterrichten."},
    TextRow{"truth.patient-size.zero", "Die Größe des Patienten ist mit 0 angegeben",
            "Geräte schreiben dies, wenn niemand gemessen hat. Was von der Größe abhängt, lässt sich nicht berechnen.",
            "Nichts zu tun, außer wenn die Größe gebraucht wird."},
    TextRow{
        "truth.patient-weight.zero", "Das Gewicht des Patienten ist mit 0 angegeben",
        "Geräte schreiben dies, wenn niemand gewogen hat. Dosis und Aufnahme je Gewicht lassen sich nicht berechnen.",
        "Nichts zu tun, außer wenn das Gewicht gebraucht wird."},
    TextRow{
        "truth.patient-size.implausible", "Die Größe des Patienten ist unmöglich",
        "Sie gehört in Metern angegeben. Oft sind es versehentlich Zentimeter; Dosis und Aufnahme werden dann falsch "
        "berechnet.",
        "Werte, die davon abhängen, nicht verwenden. Den Absender unterrichten."},
    TextRow{"truth.patient-weight.implausible", "Das Gewicht des Patienten ist unmöglich",
            "Es gehört in Kilogramm angegeben. Oft sind es versehentlich Gramm; Dosis und Aufnahme werden dann falsch "
            "berechnet.",
            "Werte, die davon abhängen, nicht verwenden. Den Absender unterrichten."},
    TextRow{"truth.deidentification.burned-in", "Anonymisiert, aber das Bild selbst kann den Namen zeigen",
            "Die Datei sagt, dass die Identität entfernt wurde, und auch, dass Text in das Bild eingebrannt ist.",
            "Die Bilder ansehen, bevor sie weitergegeben werden."},
    TextRow{"truth.deidentification.identity-left", "Anonymisiert, aber es sind noch persönliche Daten da",
            "Die Datei sagt, dass die Identität entfernt wurde, doch Anschrift, Telefon oder andere Nummern des "
            "Patienten stehen "
            "noch darin.",
            "Den Absender unterrichten, bevor die Studie weitergegeben wird."},
    TextRow{"truth.date.before-study", "Die Bilder sind älter als die Studie",
            "Das ist richtig bei Filmen und Voraufnahmen, die später hinzukamen. Sonst ist ein Datum falsch.",
            "Das Datum der Studie prüfen, wenn es darauf ankommt."},
    TextRow{"truth.date.future", "Ein Datum liegt in der Zukunft",
            "Die Uhr eines Geräts geht falsch, oder jemand hat sich vertippt. Die Studie wird falsch einsortiert.",
            "Das Datum mit der Anforderung vergleichen. Den Absender unterrichten."},
    TextRow{"truth.modality.contradicts-sop-class", "Die Modalität passt nicht zur Art des Bildes",
            "Arbeitslisten, Hängung und Suche richten sich nach der Modalität; Bilder werden womöglich nicht gefunden.",
            "Den Absender fragen, was richtig ist."},
    TextRow{
        "truth.uid.frame-of-reference-reused", "Eine Kennung steht für zwei Dinge",
        "Das Koordinatensystem hat dieselbe UID wie Studie, Serie oder Bild. Die meisten Programme stört das nicht.",
        nothingToDo},
    TextRow{"truth.frames.per-frame-items", "Anzahl der Einzelbilder und ihrer Beschreibungen stimmt nicht überein",
            "Lage, Zeit und Skalierung können vom falschen Einzelbild stammen oder fehlen.", doNotMeasure},
    TextRow{"truth.orientation.not-orthogonal", "Das Bild ist im Raum verzerrt",
            "Zeilen und Spalten stehen nicht im rechten Winkel; Rekonstruktionen und Messungen sind falsch.",
            "Nicht über Schichten hinweg messen. Den Absender unterrichten."},
    TextRow{"truth.orientation.not-unit", "Die Ausrichtung des Bildes ist keine Richtung",
            "Die Zahlen haben nicht die Länge einer Richtung; Rekonstruktionen und die Zeichen für links und rechts "
            "können falsch "
            "sein.",
            "Links und rechts auf anderem Weg prüfen. Den Absender unterrichten."},
    TextRow{"truth.quantity.impossible", "Ein gemessener oder eingestellter Wert kann nicht stimmen",
            "Er liegt außerhalb dessen, was in seiner Einheit möglich ist. Oft wurde er in einer anderen Einheit "
            "geschrieben. Programme, die damit rechnen, erhalten falsche Ergebnisse.",
            "Mit diesem Wert nicht rechnen. Den Absender unterrichten."},
    TextRow{"truth.rescale-slope.zero", "Alle Pixel haben denselben Wert",
            "Der Faktor der Grauwerte ist 0; Hounsfield-Werte oder Aufnahme lassen sich nicht berechnen.",
            doNotMeasure},
    TextRow{"truth.slice-thickness.negative", "Die Schichtdicke ist negativ",
            "Keine Schicht ist dünner als nichts. Volumina werden damit falsch berechnet.",
            "Keine Volumina messen. Den Absender unterrichten."},
    TextRow{"truth.slice-thickness.zero", "Die Schichtdicke ist 0",
            "Geräte schreiben dies, wenn es keine Dicke gibt, etwa bei einer Projektion. Volumina lassen sich nicht "
            "messen.",
            "Nichts zu tun, außer wenn Volumina gemessen werden."},
    TextRow{"truth.spacing.between-slices-negative", "Der Abstand der Schichten ist negativ",
            "Manche Geräte meinen damit die Richtung. Programme können die Schichten verkehrt herum stapeln.",
            "Die Reihenfolge der Schichten prüfen."},
    TextRow{"truth.geometry.value-missing", "Eine Zahl zu Lage oder Größe des Bildes fehlt",
            "Wo das Bild im Patienten liegt oder wie lang etwas darin ist, lässt sich nicht sicher sagen.",
            doNotMeasure},
    TextRow{"truth.spacing.not-positive", "Die Größe eines Pixels ist 0 oder negativ",
            "Im Bild lässt sich keine Länge messen, und manche Betrachter weisen es ab.",
            "In diesen Bildern nicht messen. Den Absender unterrichten."},
    TextRow{"truth.window.number-differs", "Die Helligkeitseinstellungen des Bildes sind unvollständig",
            "Es gibt mehr oder weniger Breiten als Mitten; welche zusammengehören, ist nicht bekannt.",
            "Das Fenster im Betrachter einstellen, wenn das Bild falsch aussieht. Den Absender unterrichten."},
    TextRow{"truth.window-width.too-small", "Die Helligkeitseinstellung des Bildes hat keine Breite",
            "Das Bild zeigt womöglich nur Schwarz und Weiß, bis jemand das Fenster von Hand einstellt.",
            "Das Fenster im Betrachter einstellen. Den Absender unterrichten, wenn es oft vorkommt."},
};

} // namespace

std::span<const TextRow> germanValueTexts()
{
    return rows;
}

} // namespace mi
