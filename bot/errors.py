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


class DatabaseUnavailable(SyvbotError):
    """The regional database cannot be reached or is locked."""


class DatabaseNotReady(SyvbotError):
    """The regional database lacks tables: it has not been migrated."""


class GazetteerUnwritable(SyvbotError):
    """The gazetteer file cannot be written."""


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
    RowsRefused: "{count} rader är fel. Rätta dem och läs in filen igen. Ingenting har ändrats.",
    UnknownPlace: "Det finns ingen kommun eller inget län med koden {code}.",
    DatabaseUnavailable: "Databasen svarar inte: {reason}. Försök igen om en stund; hjälper det inte, kör `syvbot doctor`.",
    DatabaseNotReady: "Databasen är inte färdig att använda. Kör `syvbot db upgrade` först.",
    GazetteerUnwritable: "Ordlistan för språkförståelsen kunde inte skrivas till {path}: {reason}.",
}


def describe_for_person(error: SyvbotError) -> str:
    """The sentence for a person: that of the error's own class, or of its nearest ancestor with one."""
    for ancestor in type(error).__mro__:
        sentence = WHAT_A_PERSON_SEES.get(ancestor)
        if sentence is not None:
            return sentence.format(**error.details)
    raise AssertionError("every SyvbotError has SyvbotError's sentence")
