"""How one goes on with the last sum in German: "verdopple das", "und das in Euro"."""

from intents.leads import pattern

NOW = r"(?:(?:und|dann|jetzt|ok|okay) )*"
SUM = r"(?:es|das|das ergebnis)"
# whole lines that calculate on, and what they add
SUMS = (
    (pattern(rf"{NOW}(?:verdopple|verdoppel) {SUM}|{NOW}{SUM} doppelte"), "mal 2"),
    (pattern(rf"{NOW}(?:verdreifache) {SUM}"), "mal 3"),
    (pattern(rf"{NOW}(?:halbiere?|teile?) {SUM}|{NOW}die hälfte davon"), "geteilt durch 2"),
    (pattern(rf"{NOW}(?:addiere?|zähle?) (\d[\d.,]*)(?: dazu| hinzu)?"), r"plus \1"),
    (pattern(rf"{NOW}(?:zieh|ziehe|subtrahiere) (\d[\d.,]*)(?: ab| davon ab)?"), r"minus \1"),
    (pattern(rf"{NOW}(?:nimm|multiplizier|multipliziere) {SUM} mit (\d[\d.,]*)"), r"mal \1"),
    (pattern(rf"{NOW}(?:teile?|dividiere?) {SUM} durch (\d[\d.,]*)"), r"geteilt durch \1"),
    (pattern(rf"{NOW}(?:nimm )?{SUM} mal (\d[\d.,]*)"), r"mal \1"),
    (pattern(rf"{NOW}{SUM} (?:geteilt )?durch (\d[\d.,]*)"), r"geteilt durch \1"),
)
CONVERTS = pattern(
    rf"{NOW}(?:(?:rechne|wandle|wandel) {SUM} in (?P<turned>[^\W\d]+) um"
    rf"|(?:(?:wie ?viel ist|wie ?viel sind|was ist|was sind) )?{SUM} in (?P<unit>[^\W\d]+))"
)
