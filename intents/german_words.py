"""Which German words ask, help, order and tell nothing of their own: what a sentence begins with."""

from intents.grammar import table

ASKS = table(
    """
    wann warum was welche welchem welchen welcher welches wem wen wer weshalb wessen wie wieso wieviel wo woher wohin
    womit worum
    """
)
HELPS = table(
    """
    bin bist brauche brauchst braucht darf dürfen gab gibt habe haben hast hat hatte hatten ist kann kannst können
    könnte muss müssen sind soll sollen sollte war waren werden wird wirst wurde wurden würde
    """
)
SWITCHING = table(
    """
    dimm dimme dreh drehe entriegle entsperre erhöhe fahr fahre knips lass mach mache öffne reduziere schalt schalte
    schließ schließe schliess schliesse senk senke setz setze sperr sperre stell stelle stopp stoppe starte verriegle
    zieh ziehe
    """
)
ORDERS = SWITCHING | table(
    """
    aktivier aktiviere änder ändere antworte beend beende berechne bestell bestelle bring bringe buch buche buchstabier
    buchstabiere deaktivier deaktiviere definier definiere empfiehl entfern entferne ergänz ergänze erhöh erinner
    erinnere erklär erkläre erzähl erzähle finde frag füg füge gib guck gucke hol hole hör höre kauf kaufe leg lege lies
    lösch lösche nenn nenne nimm notier notiere öffne pausier pausiere prüf prüfe rechne reduzier reservier reserviere
    ruf rufe sag sage schau schaue schick schicke schreib schreibe send sende sing sortier sortiere streich streiche
    such suche spiel spiele trag trage übersetz übersetze überspring überspringe vergleich vergleiche verringer
    verringere verschieb verschiebe wähl wähle weck wecke wiederhol wiederhole zähl zähle zeig zeige
    """
)
GENERIC = table(
    """
    aber alle also am an auch auf aus bei bitte da dann danke das dein deine dem den denn der des die doch du ein eine
    einem einen einer es etwas für gar genau gerade habe haben hat hier ich ihr im in ist ja jetzt kann kannst könnte
    mal man mehr mein meine mich mir mit nach nein noch nur ob oder okay sag sage schon sein sich sie sind so soll um
    und uns viel vom von vor was wenn wer wie wieder will wir wird wo würde zeig zu zum zur gleiche gleichen
    """
)
PLACED = table(
    """
    bewölkt datum feucht forecast heiß kalt kälter kühl luftqualität neblig regen regenschirm regnen regnerisch regnet
    schnee schneien schneit sonne sonnenaufgang sonnenuntergang sonnig stürmisch temperatur temperaturen trocken uhr
    uhrzeit verkehr vorhersage warm wärmer wetter wettervorhersage wind windig zeit
    """
)
