// German words for the rules of core/checks/file_meta_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr auto tellSender = "Die Studie kann abgelegt werden. Den Absender unterrichten.";
constexpr auto tellMaker = "Die Studie kann abgelegt werden. Den Hersteller des sendenden Programms unterrichten.";

constexpr std::array rows{
    TextRow{"meta.element.unknown", "Der Dateikopf enthält einen Eintrag, der nicht dorthin gehört",
            "Im Kopf dürfen nur Einträge stehen, die der Standard nennt. Programme sollten diesen überspringen.",
            tellMaker},
    TextRow{"meta.implementation-class-uid.missing", "Der Kopf sagt nicht, welches Programm die Datei schrieb",
            "Die Bilder sind nicht betroffen, aber ein Fehler des schreibenden Programms ist schwerer zu finden.",
            tellMaker},
    TextRow{"meta.private-information.no-creator", "Private Daten im Dateikopf haben keinen Eigentümer",
            "Niemand weiß, wessen Daten es sind oder was sie bedeuten.", tellMaker},
    TextRow{"meta.sop-class-uid.differs", "Kopf und Inhalt widersprechen sich in der Art des Objekts",
            "Der Kopf kündigt eine andere SOP Class an, als der Inhalt hat. Programme, die dem Kopf trauen, behandeln "
            "die Datei "
            "falsch.",
            "Prüfen, ob der Betrachter die Bilder zeigt. Wenn nicht, den Absender um eine neue Ausgabe bitten."},
    TextRow{
        "meta.sop-class-uid.missing", "Der Dateikopf sagt nicht, welche Art von Objekt folgt",
        "Programme, die nur den Kopf ansehen, können die Datei nicht einordnen. Der Inhalt selbst ist nicht betroffen.",
        tellSender},
    TextRow{"meta.sop-instance-uid.differs", "Kopf und Inhalt geben dem Bild verschiedene Kennungen",
            "Je nachdem, welcher ein Programm traut, findet es das Bild unter der einen oder anderen UID. Oft hat ein "
            "Anonymisierungsprogramm nur eine geändert.",
            "Den Absender unterrichten. Archive verwenden die Kennung im Inhalt."},
    TextRow{"meta.sop-instance-uid.missing", "Der Dateikopf bezeichnet das Bild nicht",
            "Programme, die nur den Kopf ansehen, wissen nicht, welches Bild dies ist. Der Inhalt selbst ist nicht "
            "betroffen.",
            tellSender},
    TextRow{"meta.transfer-syntax.ill-formed", "Der Kopf sagt nicht brauchbar, wie die Daten kodiert sind",
            "Die Transfer Syntax UID ist fehlerhaft; jedes Programm muss raten, wie die Datei zu lesen ist.",
            "Den Absender bitten, die Studie erneut auszugeben."},
    TextRow{"meta.transfer-syntax.not-for-directory", "Das Verzeichnis des Datenträgers ist unerlaubt kodiert",
            "Ein DICOMDIR muss eine bestimmte Kodierung haben. Manche Programme öffnen dieses nicht; die Bilder "
            "daneben sind auch "
            "ohne es lesbar.",
            "Statt des DICOMDIR den Ordner importieren. Den Absender unterrichten."},
    TextRow{"meta.transfer-syntax.private", "Die Daten sind auf eine private Art des Herstellers kodiert",
            "Nur Programme des Herstellers lesen sie sicher. Wie der Rest hier gelesen wurde, ist geraten.",
            "Den Absender bitten, die Studie mit einer genormten Transfer Syntax auszugeben."},
    TextRow{"meta.transfer-syntax.retired", "Die Daten sind auf eine veraltete Art kodiert",
            "Diese Transfer Syntax wurde aus dem Standard zurückgezogen. Die meisten Programme lesen sie noch.",
            "Prüfen, ob der Betrachter die Bilder zeigt."},
    TextRow{"meta.transfer-syntax.unknown", "Der Kopf nennt eine Kodierung, die es nicht gibt",
            "Die Transfer Syntax UID steht nicht in der Ausgabe des Standards, die dieses Programm kennt. Wie der Rest "
            "gelesen "
            "wurde, ist geraten.",
            "Prüfen, ob der Betrachter die Bilder zeigt. Wenn nicht, den Absender um eine neue Ausgabe bitten."},
    TextRow{"meta.uid.ill-formed", "Eine Kennung im Dateikopf ist nicht regelgerecht geschrieben",
            "Die Bilder sind nicht betroffen. Strenge Systeme können die Datei abweisen.",
            "Die Studie kann abgelegt werden, wenn das Archiv sie annimmt. Den Absender unterrichten."},
    TextRow{"meta.version.missing", "Der Dateikopf nennt seine Version nicht",
            "Programme nehmen die einzige an, die es gibt. Strenge Systeme können die Datei abweisen.", tellSender},
    TextRow{"meta.version.wrong", "Der Dateikopf nennt eine Version, die es nicht gibt",
            "Strenge Systeme können die Datei abweisen, weil sie nicht wissen, wie sie zu lesen ist.",
            "Die Studie kann abgelegt werden, wenn das Archiv sie annimmt. Den Absender unterrichten."},
};

} // namespace

std::span<const TextRow> germanFileMetaTexts()
{
    return rows;
}

} // namespace mi
