// German words for the rules of core/checks/iod_checks.cpp: the standard's tables.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr auto nothingToDo = "Nichts zu tun.";
constexpr auto nameAttribute = "Den Absender um eine berichtigte Ausgabe bitten und das Attribut nennen.";
constexpr auto namePart = "Den Absender um eine berichtigte Ausgabe bitten und den fehlenden Teil nennen.";
constexpr auto filedWhichIsWrong = "Die Studie kann abgelegt werden. Dem Absender sagen, welches Attribut falsch ist.";
constexpr auto lookAtObject = "Prüfen, ob das Anzeigeprogramm das Objekt richtig zeigt. Den Absender unterrichten.";
constexpr auto lookAtImage = "Prüfen, ob das Anzeigeprogramm das Bild richtig zeigt. Den Absender unterrichten.";

constexpr auto addOrAsk =
    "Den Wert ergänzen oder vom Absender erbitten, bevor die Studie für diesen Zweck verwendet wird.";

constexpr std::array rows{
    // Modules and attributes.
    TextRow{"iod.module.missing", "Ein ganzer Teil der Beschreibung fehlt",
            "Objekte dieser Art müssen diese Gruppe von Attributen haben, und nichts davon ist da. Programme, die sie "
            "brauchen, weisen das Objekt ab oder zeigen es falsch.",
            namePart},
    TextRow{"iod.module.not-allowed", "Ein Teil ist da, der nicht da sein darf",
            "Der Rest des Objekts sagt, dass diese Gruppe von Attributen nicht zutrifft. Programme können dem einen "
            "oder dem anderen glauben.",
            lookAtObject},
    TextRow{"iod.module.not-expected", "Ein Teil gehört nicht hierher",
            "Diese Gruppe von Attributen ist für andere Fälle gedacht. Die meisten Programme beachten sie nicht.",
            nothingToDo},
    TextRow{"iod.attribute.missing", "Ein verlangter Wert fehlt",
            "Jedes Objekt dieser Art muss ihn haben. Programme, die sich darauf verlassen, weisen das Objekt ab oder "
            "zeigen oder messen etwas Falsches.",
            nameAttribute},
    TextRow{"iod.attribute.missing-conditional", "Ein Wert fehlt, der in diesem Fall verlangt ist",
            "Was das Objekt an anderer Stelle sagt, macht ihn nötig. Programme, die sich darauf verlassen, weisen das "
            "Objekt ab oder zeigen oder messen etwas Falsches.",
            nameAttribute},
    TextRow{
        "iod.attribute.missing-may-be-empty", "Ein Attribut fehlt, das leer sein darf, aber da sein muss",
        "Der Absender darf den Wert offen lassen, muss das aber mit einem leeren Attribut sagen. Strenge Archive "
        "weisen das Objekt ab.",
        "Die Studie kann abgelegt werden, wenn das Archiv sie annimmt. Dem Absender sagen, welches Attribut fehlt."},
    TextRow{"iod.attribute.empty", "Ein verlangter Wert ist leer",
            "Das Attribut ist da, hat aber keinen Wert, und Objekte dieser Art müssen einen haben. Programme, die sich "
            "darauf verlassen, weisen das Objekt ab oder zeigen oder messen etwas Falsches.",
            nameAttribute},
    TextRow{"iod.attribute.empty-conditional", "Ein Attribut ist leer, das einen Wert braucht oder wegbleiben muss",
            "Entweder trifft es auf dieses Objekt zu und sagt nichts, oder es trifft nicht zu und sollte nicht da "
            "sein. Die meisten Programme behandeln es, als fehlte es.",
            "Die Studie kann abgelegt werden. Dem Absender sagen, welches Attribut leer ist."},
    TextRow{"iod.attribute.not-allowed", "Ein Wert ist da, der nicht da sein darf",
            "Was das Objekt an anderer Stelle sagt, schließt ihn aus; beides widerspricht sich.", lookAtObject},
    TextRow{"iod.attribute.not-expected", "Ein Wert ist für andere Fälle gedacht",
            "Nach dem Rest des Objekts trifft er nicht zu. Die meisten Programme beachten ihn nicht.", nothingToDo},
    TextRow{"iod.attribute.not-in-iod", "Einen solchen Wert haben Objekte dieser Art sonst nicht",
            "Hersteller dürfen jedem Objekt Attribute des Standards hinzufügen. Programme, die sie nicht kennen, "
            "beachten sie nicht.",
            nothingToDo},
    TextRow{"iod.attribute.wrong-level", "Ein Wert steht an anderer Stelle, als Programme ihn suchen",
            "Objekte dieser Art haben ihn anderswo. Programme, die nur dort nachsehen, finden ihn nicht, wenn er nicht "
            "auch dort steht.",
            "Nichts zu tun, solange dem Anzeigeprogramm der Wert nicht fehlt."},
    // Values.
    TextRow{"iod.value.not-enumerated", "Ein Wert ist keiner der erlaubten",
            "Der Standard hat dafür eine geschlossene Liste. Programme wissen nicht, was dieser Wert bedeutet, und "
            "zeigen das Objekt vielleicht falsch oder weisen es ab.",
            "Den Absender um eine berichtigte Ausgabe bitten und Attribut und Wert nennen."},
    TextRow{"iod.value.not-defined-term", "Ein Wert ist keiner der üblichen",
            "Hersteller dürfen hier eigene Wörter verwenden. Programme, die sie nicht kennen, können mit dem Wert "
            "nichts anfangen.",
            "Nichts zu tun, solange der Wert nicht gebraucht wird."},
    TextRow{"iod.value.out-of-bounds", "Eine Zahl liegt außerhalb des Möglichen",
            "Der Standard setzt ihr eine Grenze. Programme können daraus etwas Falsches berechnen.",
            "In diesen Bildern nicht messen, bevor der richtige Wert bekannt ist. Den Absender unterrichten."},
    TextRow{"iod.values.count", "Es sind mehr oder weniger Werte, als Objekte dieser Art haben",
            "Programme, die einen bestimmten davon suchen, finden ihn vielleicht nicht.", filedWhichIsWrong},
    TextRow{"iod.items.count", "Eine Liste hat mehr oder weniger Einträge, als sie haben darf",
            "Programme, die eine andere Zahl erwarten, nehmen den ersten oder gar keinen.", filedWhichIsWrong},
    TextRow{"iod.items.empty", "Ein Eintrag einer Liste ist leer",
            "Der Eintrag ist da, aber nichts von dem, was er enthalten muss. Programme können hier abbrechen.",
            nameAttribute},
    // Codes.
    TextRow{"iod.code.value-missing", "Ein Code fehlt",
            "Es ist Platz für einen Code, aber keiner steht darin. Programme können nicht wissen, was gemeint ist.",
            nameAttribute},
    TextRow{"iod.code.several-values", "Es sind mehrere Codes, wo einer stehen muss",
            "Programme können den einen oder den anderen nehmen, und sie können sich unterscheiden.",
            filedWhichIsWrong},
    TextRow{"iod.code.scheme-missing", "Ein Code sagt nicht, aus welcher Liste er ist",
            "Derselbe Code bedeutet in verschiedenen Listen Verschiedenes.", nameAttribute},
    TextRow{"iod.code.meaning-missing", "Ein Code hat keinen Text für Menschen",
            "Programme, die den Code nicht kennen, haben nichts anzuzeigen.", filedWhichIsWrong},
    TextRow{"iod.code.scheme-retired", "Codes sind von einer veralteten Art",
            "SNOMED hat neuere Codes für dasselbe. Programme, die nur diese kennen, erkennen die alten nicht.",
            "Nichts zu tun, solange den Programmen kein Körperteil oder Befund fehlt."},
    TextRow{"iod.code.not-in-context-group", "Ein Code ist keiner der üblichen",
            "Der Standard schlägt dafür eine Liste von Codes vor, und dieser steht nicht darin. Das ist meistens "
            "erlaubt.",
            "Nichts zu tun, solange der Code nicht gebraucht wird."},
    // Functional groups.
    TextRow{"iod.group.missing", "Ein Teil der Beschreibung der Einzelbilder fehlt",
            "Bilder dieser Art müssen ihn einmal für alle Einzelbilder oder für jedes einzelne angeben und geben ihn "
            "nirgends an. Anzeigeprogramme können das Bild abweisen oder falsch zeigen.",
            namePart},
    TextRow{"iod.group.in-some-frames-only", "Bei manchen Einzelbildern fehlt ein Teil der Beschreibung",
            "Er ist für alle verlangt. Anzeigeprogramme können diese Einzelbilder weglassen oder an die falsche Stelle "
            "setzen.",
            namePart},
    TextRow{"iod.group.shared-and-per-frame",
            "Dasselbe steht einmal für alle Einzelbilder und noch einmal für einzelne",
            "Es darf nur eines von beiden sein. Wenn die Werte sich unterscheiden, können Anzeigeprogramme den einen "
            "oder den anderen nehmen.",
            "Den Absender um eine berichtigte Ausgabe bitten."},
    TextRow{"iod.group.not-allowed-here", "Ein Teil der Beschreibung der Einzelbilder steht am falschen Ort",
            "Er darf nur für jedes Einzelbild oder nur einmal für alle angegeben werden. Anzeigeprogramme finden ihn "
            "vielleicht nicht.",
            lookAtImage},
    TextRow{"iod.group.not-allowed", "Die Einzelbilder haben eine Beschreibung, die nicht da sein darf",
            "Was das Bild an anderer Stelle sagt, schließt sie aus; beides widerspricht sich.", lookAtImage},
    TextRow{"iod.group.not-expected", "Die Einzelbilder haben eine Beschreibung, die für andere Fälle gedacht ist",
            "Nach dem Rest des Bildes trifft sie nicht zu. Die meisten Anzeigeprogramme beachten sie nicht.",
            nothingToDo},
    TextRow{"iod.dimensions.values-count", "Die Reihenfolge der Einzelbilder ist nicht vollständig beschrieben",
            "Die Einzelbilder haben mehr oder weniger Ordnungszahlen, als das Bild Dimensionen hat; Anzeigeprogramme "
            "können sie nicht sortieren.",
            "Die Reihenfolge der Einzelbilder im Anzeigeprogramm prüfen. Den Absender um eine berichtigte Ausgabe "
            "bitten."},
    TextRow{"iod.dimensions.pointer-unresolved", "Die Einzelbilder sind nach etwas geordnet, das sie nicht angeben",
            "Das Bild nennt ein Attribut, nach dem sortiert werden soll, und kein Einzelbild hat es.",
            "Die Reihenfolge der Einzelbilder im Anzeigeprogramm prüfen. Den Absender unterrichten."},
    // Of profiles.
    TextRow{"profile.attribute.missing", "Ein Wert, den der gewählte Zweck braucht, fehlt ganz",
            "Der Standard lässt das womöglich zu, das für diese Prüfung gewählte Profil nicht.", addOrAsk},
    TextRow{"profile.attribute.missing-may-be-empty", "Ein Attribut, das der gewählte Zweck verlangt, fehlt ganz",
            "Es darf leer sein, muss nach dem für diese Prüfung gewählten Profil aber da sein.",
            "Es ergänzen, bevor die Studie für diesen Zweck verwendet wird."},
    TextRow{"profile.attribute.empty", "Ein Wert, den der gewählte Zweck braucht, ist leer",
            "Der Standard lässt das womöglich zu, das für diese Prüfung gewählte Profil nicht.", addOrAsk},
    TextRow{"profile.attribute.not-allowed", "Ein Wert hat im gewählten Zweck keinen Platz",
            "Das für diese Prüfung gewählte Profil will ihn nicht in dem haben, was weitergegeben wird.",
            "Den Wert ansehen und entfernen, bevor die Studie für diesen Zweck verwendet wird."},
    TextRow{"profile.attribute.not-expected", "Ein Wert wird für den gewählten Zweck nicht gebraucht",
            "Das für diese Prüfung gewählte Profil hat ihn nur in anderen Fällen.", "Nichts zu tun."},
    TextRow{
        "profile.attribute.private", "Es gibt private Werte des Herstellers",
        "Nur der Hersteller weiß, was darin steht, auch Namen und Daten. Das für diese Prüfung gewählte Profil will "
        "sie nicht in dem haben, was weitergegeben wird.",
        "Sie entfernen, bevor die Studie für diesen Zweck verwendet wird, oder den Hersteller fragen."},
    TextRow{"profile.items.count", "Eine Liste hat mehr oder weniger Einträge, als der gewählte Zweck will",
            "Das für diese Prüfung gewählte Profil sagt, wie viele es sein dürfen.",
            "Die Liste berichtigen, bevor die Studie für diesen Zweck verwendet wird."},
    TextRow{"profile.items.empty", "Ein Eintrag einer Liste, die der gewählte Zweck braucht, ist leer",
            "Der Eintrag enthält nichts von dem, was das für diese Prüfung gewählte Profil verlangt.",
            "Die Werte ergänzen, bevor die Studie für diesen Zweck verwendet wird."},
    TextRow{"profile.value.not-allowed", "Ein Wert ist keiner von denen, die der gewählte Zweck zulässt",
            "Der Standard lässt ihn womöglich zu, das für diese Prüfung gewählte Profil nicht.",
            "Den Wert ansehen und berichtigen, bevor die Studie für diesen Zweck verwendet wird."},
    TextRow{"profile.value.not-suggested", "Ein Wert ist keiner von denen, die der gewählte Zweck vorschlägt",
            "Das für diese Prüfung gewählte Profil nennt andere.", "Nichts zu tun, sofern der Wert nicht wichtig ist."},
    TextRow{"profile.values.count", "Es gibt mehr oder weniger Werte, als der gewählte Zweck will",
            "Das für diese Prüfung gewählte Profil sagt, wie viele es sein dürfen.",
            "Die Werte berichtigen, bevor die Studie für diesen Zweck verwendet wird."},
};

} // namespace

std::span<const TextRow> germanIodTexts()
{
    return rows;
}

} // namespace mi
