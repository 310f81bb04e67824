"""The engine's own sentences in Spanish, each beside its English one; those that are not here are told in English.

A slot takes what the English one takes, put into Spanish by `translating`: `{date}` with its article or preposition (`el 2
de mayo de 2023`, `en mayo de 2023`), `{strike}` and `{party}` with their article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering import sentences as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.sentences import Sentence

_ON = "{strike} sigue en curso, en el día {day}"
_OUT = "Hoy hay un paro de {strike}, en el día de huelga {day}"

SPANISH: Mapping[Sentence, str] = {
    say.YES: "Sí. ",
    say.NO: "No. ",
    # Where a strike stands.
    say.BEGINS: "{strike} empieza dentro de {days}: su primer día es {date}.",
    say.HAD_NOT_BEGUN: "{strike} no había empezado: su primer día fue {date}.",
    say.NO_FIRST_DAY: "Hasta ahora las fuentes no dan un primer día de {strike}.",
    say.ONGOING: f"{_ON}.",
    say.ONGOING_WITHOUT_DEAL: f"{_ON}, y no consta ningún acuerdo.",
    say.ONGOING_WITHOUT_NEW_DEAL: f"{_ON}, y no consta ningún acuerdo nuevo.",
    say.ONGOING_UNCOUNTED: "{strike} sigue en curso, según las fuentes; no dan un primer día.",
    say.SUSPENDED: "{strike} está suspendida, en el día {day}.",
    say.DOUBTED: "{strike} está en el día {day}, si es que sigue; la última confirmación es {date}.",
    say.DOUBTED_UNCONFIRMED: "{strike} está en el día {day}, si es que sigue; ninguna fuente reciente lo confirma.",
    say.ON_DAY: "{strike}: en curso, día {day}",
    say.ON_STRIKE_DAY: "{strike}: día de huelga {day}",
    say.ON_PLANNED_DAY: "{strike}: día de huelga {day}, si se hace como se convocó",
    say.NOT_OUT_TODAY: "{strike}: hoy no hay paro",
    say.DENIED: "{strike} estaría en el día {day}, si es que sigue.",
    say.UNHEARD_OF: "Las fuentes no dicen cuándo terminó {strike}.",
    say.UNHEARD_OF_SINCE: "Las fuentes no dicen cuándo terminó {strike}; la última confirmación es {date}.",
    say.ENDED: "{strike} terminó {when}.",
    say.ENDED_AFTER: "{strike} terminó {when}, después de {days}.",
    say.ENDED_AFTER_WALKOUTS: "{strike} terminó {when}, después de {days} de huelga en {count}.",
    say.CALLED_OFF: "{strike} se desconvocó {when}, antes de empezar.",
    say.OVER: "{strike} ha terminado.",
    say.SETTLED: "Sobre {strike} se llegó a un acuerdo sin huelga.",
    say.UNSETTLED: "Hasta ahora las fuentes no dan cuenta de un acuerdo sobre {strike}.",
    say.NO_END: "No se conoce una fecha de fin.",
    say.NO_STRIKE: "No consta ninguna huelga de {party}: según las fuentes, {party} no está en huelga.",
    say.NO_STRIKE_BUT_CONTRACT: "No consta ninguna huelga de {party}: según las fuentes, {party} no está en huelga, y cerró"
    " su convenio sin ella.",
    say.NOT_ON_STRIKE: "{party} no está en huelga, según las fuentes.",
    say.NOT_BEGUN: "{party} no está en huelga, según las fuentes: no ha empezado ninguna.",
    # Days and lengths.
    say.WAS_DAY: "{date} fue el día {day} de {strike}.",
    say.WAS_DAY_IF_ON: "{date} fue el día {day} de {strike}, si es que seguía entonces.",
    say.WOULD_BE_DAY: "{date} sería el día {day} de {strike}, si es que sigue entonces.",
    say.OUT_TODAY: f"{_OUT}; su último día previsto es {{date}}.",
    say.OUT_TODAY_OPEN: f"{_OUT}; no se ha fijado un fin.",
    say.LAST_DAY_OUT: f"{_OUT}; hoy es su último día previsto.",
    say.COUNTED_FROM: "El día 1 de {strike} fue {date}; los días se cuentan en {place}.",
    say.DAY_IS_ON: "El día {day} de {strike} es {date}, dentro de {days}, si es que sigue entonces.",
    say.DAY_IS_TODAY: "El día {day} de {strike} es hoy, {date}.",
    say.DAY_WAS_ON: "El día {day} de {strike} fue {date}.",
    say.NEVER_HAD_DAY: "{strike} no llegó al día {day}.",
    say.BEGAN: "{strike} empezó {date}.",
    say.WILL_BEGIN: "{strike} empieza {date}.",
    say.LASTED: "{strike} duró {days}: empezó {first}, y su último día completo fue {last}.",
    say.WENT_FIRST: "{strike} fue la primera: empezó {first}, y {other} la siguió {days} después, {last}.",
    say.SAME_DAY: "{strike} y {other} empezaron el mismo día, {date}.",
    say.TOGETHER: "Las dos coincidieron {days}: desde {first} hasta {last}.",
    say.TOGETHER_SO_FAR: "Las dos coinciden desde hace {days}: desde {first} hasta {last}.",
    say.OF_LENGTH: "{strike}: {days}.",
    say.RAN: "{strike}: desde {first} hasta {last}, {days}.",
    say.DUE_ON: "La fecha fijada es {date}, dentro de {days}.",
    say.DUE_TODAY: "La fecha fijada es hoy, {date}.",
    say.WAS_DUE_ON: "La fecha fijada era {date}.",
    # Walk-outs and employers.
    say.BETWEEN: "Hoy no hay ningún paro de {strike}, y hasta ahora las fuentes no anuncian otro.",
    say.UNCALLED: "Hasta ahora las fuentes no dan cuenta de ningún paro de {strike}.",
    say.NOT_OUT_ON: "{date} no fue un día de huelga de {strike}.",
    say.NONE_PLANNED_ON: "Hasta ahora las fuentes no anuncian ningún paro de {strike} para {date}.",
    say.NONE_TO_COME: "Hasta ahora las fuentes no anuncian ningún otro paro de {strike}.",
    say.SIDES: "Las partes de {strike} son {unions} y {employers}.",
    say.STRUCK_SINCE: "La huelga en {party} empezó {date}.",
    say.STRUCK_UNTIL: "La huelga en {party} terminó {when}, después de {days}.",
    say.NO_DEAL_WITH: "Hasta ahora las fuentes no dan cuenta de un acuerdo con {party}.",
    # Meetings.
    say.NO_MEETING_ON: "Las fuentes no conocen ninguna reunión {date}; la más cercana fue {when}.",
    say.NEXT_MEETING: "La próxima reunión está fijada para {date}.",
    say.NO_TALKS_SET: "Hasta ahora las fuentes no dan una fecha para más negociaciones.",
    say.LATEST_MEETING: "La última reunión de la que hablan las fuentes fue {date}.",
    say.LATEST_TALKS: "Las últimas negociaciones de las que hablan las fuentes duraron desde {first} hasta {last}.",
    # What is new.
    say.SINCE: "desde {date}",
    say.AFTER: "después de {date}",
    say.SINCE_DAYS: "en los últimos {count} días, desde {date}",
    say.NEW: "Hay {count} novedades {span}; la más reciente, primero:",
    say.ONE_NEW: "Hay una novedad {span}:",
    say.NOTHING_NEW: "Nada nuevo {span}, según mis fuentes.",
    # People.
    say.HOLDS: "{who} es {roles}.",
    say.HELD: "{who} fue {roles}.",
    say.HOLDS_SINCE: "{who} es {role} desde {date}.",
    say.HELD_FROM_TO: "{who} fue {role} desde {date} hasta {last}.",
    say.HELD_THEN: "{who} fue {roles}, a fecha de {date}, lo último que cuentan las fuentes.",
    say.IS_NAMED: "{party} es {name}.",
    # The story of a strike.
    say.STORY: "Historia de {names}, de lo más antiguo a lo más reciente:",
    say.AUTHORIZED: "Se autoriza {strike}",
    say.CONTRACT_AUTHORIZED: "{strike}: se autoriza una huelga",
    say.WAS_CALLED: "Se convoca {strike}",
    say.STRIKE_BEGINS: "Empieza {strike}",
    say.WAS_SUSPENDED: "Se suspende {strike}",
    say.RESUMES: "Se reanuda {strike}",
    say.STRIKE_RATIFIED: "{strike}: convenio ratificado",
    say.CONTRACT_RATIFIED: "Se ratifica {strike}",
    say.STRIKE_ENDS: "Termina {strike}",
    say.TALKS_END: "{strike}: terminan las negociaciones",
    say.AGREEMENT: "{strike}: acuerdo tentativo",
    say.AGREEMENT_WITH: "{strike}: acuerdo tentativo con {who}",
    say.AGREEMENT_REJECTED: "{strike}: acuerdo tentativo rechazado",
    say.AGREEMENT_WITH_REJECTED: "{strike}: acuerdo tentativo con {who} rechazado",
    say.REACHES: "{strike} llega a {who}",
    say.RATIFIED_WITH: "{strike}: convenio con {who} ratificado",
    say.ENDS_AT: "Termina {strike} en {who}",
    say.A_WALK_OUT: "{strike}: paro",
    # Whose words and accounts, sources, checks.
    say.SAID: "{who} dijo {when}:",
    say.TOLD_BY: "Según {who}.",
    say.ACCORDING_TO: "{text}, según {who}.",
    say.DATED: "{date}: {text}",
    say.NEWEST_SOURCE: "La fuente más reciente hasta ahora es {publisher}, {date}.",
    say.NEWEST_ABOUT: "La fuente más reciente sobre {strike} es {date}.",
    say.WEAK: "Sin confirmar.",
    say.CHECKED: "Revisado {date}.",
    # Talk, questions back, and what is not answered.
    say.GREETING: "¡Hola! Pregúntame por la huelga.",
    say.WELCOME: "¡De nada! Pregúntame lo que quieras saber de la huelga.",
    say.HELP: "Respondo a preguntas sobre las huelgas y nombro las fuentes de cada respuesta. Pregunta con tus palabras.",
    say.IDENTITY: "Soy Strikebot. Busco tu pregunta en lo que han escrito los moderadores y cito sus fuentes; no invento nada.",
    say.NO_PREDICTION: "No puedo decir qué pasará; solo cuento lo que dicen las fuentes.",
    say.NO_PERSONAL: "No tengo nada sobre la vida privada de nadie.",
    say.NO_LEGAL: "No puedo dar asesoramiento jurídico. Tu sindicato puede decirte qué permiten las reglas de la huelga.",
    say.NO_CHORE: "Solo respondo a preguntas sobre las huelgas, y solo a partir de fuentes.",
    say.NO_ELSEWHERE: "Solo sé de las huelgas sobre las que tengo fuentes.",
    say.NO_OPINION: "No tomo partido; solo cuento lo que dicen las fuentes.",
    say.NO_PRIVATE_EFFECTS: "No puedo decir qué significa para ti en particular; solo cuento lo que dicen las fuentes.",
    say.WHAT_ABOUT_THE_STRIKE: "¿Qué te gustaría saber de la huelga?",
    say.WHAT_ABOUT_THAT: "¿Qué te gustaría saber de eso?",
    say.NO_SUCH_DAY: "No hay un día {count}: los días de huelga se cuentan desde el día 1.",
    say.FIRST_DAY_WAS: "El día 1 de {strike} fue {date}.",
    say.FIRST_DAY_WILL_BE: "El día 1 de {strike} será {date}.",
    say.WHOM_OR_WHAT: "¿A cuál de estos te refieres?",
    say.ONE_OF_THESE: "No estoy seguro de a qué te refieres. ¿Es algo de esto?",
    say.LIKELY: "Puede que busques esto:",
    say.NEAREST: "No estoy seguro de tener eso. Esto es lo más parecido:",
    say.NO_ANSWER: "No tengo una respuesta con fuentes para eso.",
    say.NOT_IN_USE: "Ya no respondo con esa entrada.",
    say.NO_PLACE: "Mis fuentes no dicen dónde.",
    say.NO_REASON: "Mis fuentes no dicen por qué.",
    say.DATED_TO: "Según las fuentes, eso fue {date}.",
    say.NOTHING_LATER: "Mis fuentes no dan cuenta de nada después de eso.",
    say.NOTHING_EARLIER: "Mis fuentes no dan cuenta de nada antes de eso.",
    say.NOTHING_AS_OF_THEN: "No tengo nada sobre eso a esa fecha.",
} | {
    say.NOT_THAT_DAY[told]: spanish
    for told, spanish in {
        say.ONGOING: "{strike} sigue en curso, en el día {day}, no en el {claimed}.",
        say.SUSPENDED: "{strike} está suspendida, en el día {day}, no en el {claimed}.",
        say.DENIED: "{strike} estaría en el día {day}, no en el {claimed}, si es que sigue.",
        say.WAS_DAY: "{date} fue el día {day}, no el {claimed}, de {strike}.",
        say.WAS_DAY_IF_ON: "{date} fue el día {day}, no el {claimed}, de {strike}, si es que seguía entonces.",
        say.WOULD_BE_DAY: "{date} sería el día {day}, no el {claimed}, de {strike}, si es que sigue entonces.",
    }.items()
}
