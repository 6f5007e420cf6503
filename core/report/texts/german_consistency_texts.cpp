// German words for the rules of core/checks/consistency_checks.cpp.
#include "core/report/texts/text_row.h"

#include <array>

namespace mi {

namespace {

constexpr std::array rows{
    TextRow{
        "consistency.count.differs", "Eine Zahl in der Datei ist nicht die Zahl dessen, was sie zählt",
        "Die Datei sagt, wie viele Teile oder Werte es gibt, und enthält eine andere Zahl davon. Etwas fehlt oder kam "
        "dazu; Programme weisen das Objekt ab oder benutzen nur einen Teil.",
        "Das Objekt nicht für Planung, Messung oder Behandlung benutzen. Den Absender bitten, es erneut auszugeben."},
    TextRow{"consistency.dose-planes.order", "Die Ebenen der Dosis sind nicht geordnet",
            "Zwei Ebenen liegen am selben Ort, oder die Reihenfolge geht vor und zurück. Programme legen die Dosis an "
            "eine falsche Stelle im Körper.",
            "Die Dosis nicht benutzen. Den Absender bitten, sie erneut auszugeben."},
    TextRow{"consistency.index.order", "Nummerierte Teile sind nicht der Reihe nach nummeriert",
            "Die Nummern müssen ohne Lücke aufeinander folgen. Programme, die zählen statt die Nummern zu lesen, "
            "verwechseln die Teile.",
            "Vor der Benutzung mit der Quelle vergleichen. Den Absender unterrichten."},
    TextRow{"consistency.meterset.weights",
            "Die Dosis eines Behandlungsfeldes ist auf unmögliche Weise auf seine Schritte verteilt",
            "Die Gewichte der Kontrollpunkte beginnen bei 0, fallen nie und enden beim Endgewicht. Ein "
            "Bestrahlungsgerät weist ein solches Feld ab oder gibt eine andere Dosis als geplant.",
            "Den Plan nicht benutzen. Den Absender bitten, ihn erneut auszugeben."},
    TextRow{
        "consistency.number.repeated", "Zwei Teile des Objekts haben dieselbe Nummer",
        "Andere Teile verweisen mit dieser Nummer auf sie, und niemand kann sagen, welcher von beiden gemeint ist.",
        "Das Objekt nicht für Planung, Messung oder Behandlung benutzen. Den Absender bitten, es erneut auszugeben."},
    TextRow{
        "consistency.reference.dangling", "Ein Teil des Objekts verweist auf einen Teil, den es nicht gibt",
        "Die Nummer oder der Name gehört zu keinem Teil dieses Objekts. Was zusammengehört, lässt sich nicht "
        "zusammenfügen.",
        "Das Objekt nicht für Planung, Messung oder Behandlung benutzen. Den Absender bitten, es erneut auszugeben."},
    TextRow{"consistency.waveform-channel.missing",
            "Eine Anmerkung zu einer Kurve nennt einen Kanal, den es nicht gibt",
            "Die Markierung oder Messung kann nicht an der Kurve gezeigt werden, zu der sie gehört.",
            "Die Messungen mit Vorsicht lesen. Den Absender unterrichten."},
};

} // namespace

std::span<const TextRow> germanConsistencyTexts()
{
    return rows;
}

} // namespace mi
