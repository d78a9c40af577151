"""The one exception tree, and the one table of what a person is told about each of its branches."""

from __future__ import annotations


class SyvbotError(Exception):
    """Anything that Syvbot itself refuses or fails at; `details` fill the sentence in the table below."""

    def __init__(self, **details: object) -> None:
        super().__init__(f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in details.items())})")
        self.details = details


class InputRefused(SyvbotError):
    """A person gave something that cannot be used; nothing was changed."""


class FileMissing(InputRefused):
    """The named file does not exist."""


class FileIsFolder(InputRefused):
    """The named file is a folder."""


class FileForbidden(InputRefused):
    """The file may not be read or written by this user."""


class FileEmpty(InputRefused):
    """The file has no rows."""


class FileTooLarge(InputRefused):
    """The file, or what it unpacks to, is larger than the limit."""


class TooManyRows(InputRefused):
    """The file has more rows than the limit."""


class FileKindWrong(InputRefused):
    """The content is not of a kind that this import reads."""


class FileDamaged(InputRefused):
    """The file has the right kind but cannot be read to its end."""


class EncodingUnknown(InputRefused):
    """The text is neither UTF-8 nor Windows-1252."""


class ColumnsMissing(InputRefused):
    """The header lacks columns that the import needs."""


class ColumnsRepeated(InputRefused):
    """The header has one column twice."""


class AddressRefused(InputRefused):
    """The address is not https, not on the allow-list, or points to a private network."""


class AddressFailed(InputRefused):
    """The address was allowed but gave no usable answer."""


class TooMuchRetired(InputRefused):
    """The import would retire most of what its source holds; it must be confirmed."""


class RowsRefused(InputRefused):
    """One or more rows are wrong; `problems` lists each."""


class UnknownPlace(InputRefused):
    """No municipality or county has this code."""


class MessageEmpty(InputRefused):
    """A pupil's message holds no words."""


class MessageTooLong(InputRefused):
    """A pupil's message is longer than the limit."""


class ButtonUnknown(InputRefused):
    """The pressed button was never offered in this conversation."""


class SiteUnknown(InputRefused):
    """No site has this key."""


class SiteSettingRefused(InputRefused):
    """A setting of a site cannot be used."""


class OriginRefused(InputRefused):
    """The page that asks is not one that may use this installation."""


class FormOutdated(InputRefused):
    """A form's token is missing, old or not ours."""


class SessionUnknown(InputRefused):
    """There is no such conversation, or it has ended."""


class AnswerUnknown(InputRefused):
    """The conversation holds no such answer."""


class TooMuchAtOnce(SyvbotError):
    """More than can be served right now; it helps to wait."""


class TooManyWaiting(TooMuchAtOnce):
    """The conversation already has a message running and as many waiting as may wait."""


class TooManyMessages(TooMuchAtOnce):
    """The conversation or the address has sent too many messages in the last minute; `seconds` until it may again."""


class EngineCrowded(TooMuchAtOnce):
    """As many conversations are with the dialogue engine as it can serve in time."""


class StartRefused(SyvbotError):
    """Syvbot cannot start as things are."""


class PortTaken(StartRefused):
    """Another program listens on a port that Syvbot needs."""


class DiskFull(StartRefused):
    """There is no room, or no right, to write in the data folder."""


class EngineMissing(StartRefused):
    """The engine's environment is not there."""


class LockMissing(StartRefused):
    """Several engines are wanted without the Redis that keeps them from answering one pupil at the same time."""


class EngineFailed(SyvbotError):
    """The dialogue engine gave no usable answer."""


class EngineUnreachable(EngineFailed):
    """The dialogue engine does not listen, or broke the connection."""


class EngineSlow(EngineFailed):
    """The dialogue engine did not answer in time."""


class EngineSilent(EngineFailed):
    """The dialogue engine answered with nothing, as it does when the action server is down."""


class ResponseMissing(SyvbotError):
    """A response, or a value for one of its placeholders, is missing."""


class DatabaseUnavailable(SyvbotError):
    """The regional database cannot be reached or is locked."""


class DatabaseNotReady(SyvbotError):
    """The regional database lacks tables: it has not been migrated."""


class GazetteerUnwritable(SyvbotError):
    """The gazetteer file cannot be written."""


class TrainingDataRefused(InputRefused):
    """The training data have faults; `problems` lists each with file and line."""


class EvaluationFileRefused(InputRefused):
    """A file of questions or dialogues to measure with cannot be used."""


class EngineEnvironmentMissing(SyvbotError):
    """The engine's own environment has not been made."""


class EngineRunFailed(SyvbotError):
    """A run of the engine (training, prediction) ended with an error."""


class NoModel(SyvbotError):
    """No trained model is there."""


class NoSpace(SyvbotError):
    """The disk has too little room for what was asked."""


WHAT_A_PERSON_SEES: dict[type[SyvbotError], str] = {
    SyvbotError: "Något gick fel i Syvbot. Försök igen; hjälper det inte, kör `syvbot doctor`.",
    InputRefused: "Det gick inte att använda det som angavs. Ingenting har ändrats.",
    FileMissing: "Filen {path} finns inte. Kontrollera namnet och försök igen.",
    FileIsFolder: "{path} är en mapp. Ange en fil i mappen.",
    FileForbidden: "Filen {path} får inte läsas eller skrivas av dig. Ändra rättigheterna eller välj en annan fil.",
    FileEmpty: "Filen {path} är tom: den har inga rader att läsa in. Ingenting har ändrats.",
    FileTooLarge: "Filen {path} är för stor: {size_mb} MB, högst {limit_mb} MB (uppackad). Dela upp den i flera filer.",
    TooManyRows: "Filen {path} har för många rader: fler än {limit}. Dela upp den i flera filer.",
    FileKindWrong: "Filen {path} är av fel sort: {found}. Importen {kind} läser {expected}.",
    FileDamaged: "Filen {path} är skadad och kan inte läsas: {reason}. Hämta eller spara den på nytt.",
    EncodingUnknown: "Texten i {path} är varken UTF-8 eller Windows-1252. Spara filen som ”CSV UTF-8” och försök igen.",
    ColumnsMissing: "Filen {path} saknar kolumner: {missing}. Den har: {found}. Ingenting har ändrats.",
    ColumnsRepeated: "Filen {path} har samma kolumn två gånger: {repeated}. Ta bort den ena.",
    AddressRefused: "Adressen {address} får inte hämtas: {reason}. Tillåtna värdar: {allowed}.",
    AddressFailed: "Adressen {address} gav inget svar som går att läsa in: {reason}. Försök senare, eller hämta filen själv.",
    TooMuchRetired: (
        "Filen saknar {retired} av {held} rader som finns från samma källa ({source}). De skulle tas ur bruk. "
        "Är det meningen, kör igen med --retire-many. Ingenting har ändrats."
    ),
    RowsRefused: "Antal fel i filen: {count}. Rätta dem och läs in filen igen. Ingenting har ändrats.",
    UnknownPlace: "Det finns ingen kommun eller inget län med koden {code}.",
    MessageEmpty: "Skriv en fråga först.",
    MessageTooLong: "Meddelandet är för långt: {length} tecken. Skriv högst {limit} tecken.",
    ButtonUnknown: "Den knappen gäller inte längre. Skriv din fråga i stället.",
    SiteUnknown: "Det finns ingen webbplats med nyckeln {key}.",
    SiteSettingRefused: "Inställningen {setting} går inte att använda: {reason}.",
    OriginRefused: "Sidan du kommer från får inte använda den här chatten.",
    FormOutdated: "Sidan har varit öppen för länge. Ladda om den och försök igen.",
    SessionUnknown: "Samtalet är avslutat. Skriv din fråga, så börjar vi ett nytt.",
    AnswerUnknown: "Det svaret finns inte längre.",
    TooMuchAtOnce: "Många skriver just nu. Vänta en liten stund och försök igen.",
    TooManyWaiting: "Vänta lite: jag svarar fortfarande på det du skrev nyss.",
    TooManyMessages: "Nu kom det många meddelanden på kort tid. Vänta en liten stund och försök igen.",
    EngineCrowded: "Många skriver just nu. Vänta en liten stund och försök igen.",
    StartRefused: "Syvbot kan inte starta.",
    PortTaken: "Port {port} används redan av ett annat program. Stäng det, eller välj en annan port med {setting}.",
    DiskFull: "Det går inte att skriva i mappen {path}: {reason}. Frigör plats eller ändra rättigheterna och starta igen.",
    EngineMissing: "Dialogmotorns miljö saknas ({path}). Kör `make run`, som gör i ordning den.",
    LockMissing: "Flera dialogmotorer ({setting}) behöver Redis. Sätt SYVBOT_REDIS_URL, eller kör en motor.",
    EngineFailed: "Dialogmotorn svarade inte som den ska. Försök igen om en stund; hjälper det inte, kör `syvbot doctor`.",
    EngineUnreachable: "Dialogmotorn går inte att nå på {address}. Starta den med `syvbot start` och försök igen.",
    EngineSlow: "Dialogmotorn svarade inte inom {seconds} sekunder. Försök igen om en stund.",
    EngineSilent: "Dialogmotorn svarade tomt. Kontrollera att åtgärdsservern är igång: kör `syvbot doctor`.",
    ResponseMissing: "Texten {response} saknas i domain.yml. Lägg till den och träna om modellen.",
    DatabaseUnavailable: "Databasen svarar inte: {reason}. Försök igen om en stund; hjälper det inte, kör `syvbot doctor`.",
    DatabaseNotReady: "Databasen är inte färdig att använda. Kör `syvbot db upgrade` först.",
    GazetteerUnwritable: "Ordlistan för språkförståelsen kunde inte skrivas till {path}: {reason}.",
    TrainingDataRefused: "{count} fel i träningsdata. Rätta dem och träna igen. Den modell som används är orörd.",
    EvaluationFileRefused: "Filen {path}, rad {line}: {what}.",
    EngineEnvironmentMissing: "Motorns miljö saknas ({path}). Kör `make run` eller `make test`, som gör den i ordning.",
    EngineRunFailed: "Motorn klarade inte {doing}. Det sista den skrev:\n{told}\nDen modell som används är orörd.",
    NoModel: "Det finns ingen tränad modell i {path}. Kör `syvbot train` först.",
    NoSpace: "Det finns för lite plats på disken vid {path}: {free_mb} MB fritt, {needed_mb} MB behövs. Gör plats och försök igen.",
}


def describe_for_person(error: SyvbotError) -> str:
    """The sentence for a person: that of the error's own class, or of its nearest ancestor with one."""
    for ancestor in type(error).__mro__:
        sentence = WHAT_A_PERSON_SEES.get(ancestor)
        if sentence is not None:
            return sentence.format(**error.details)
    raise AssertionError("every SyvbotError has SyvbotError's sentence")
