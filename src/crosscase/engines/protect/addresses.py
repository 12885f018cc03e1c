"""Street addresses, told by their form: English, Chinese, German, French, Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosscase.domain.names import Found
from crosscase.domain.spans import Span

_STREET = (
    "Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Close|"
    "Crescent|Cres|Terrace|Ter|Place|Pl|Parkway|Pkwy|Highway|Hwy|Way|Row|Walk|Gardens|Grove|Mews|"
    "Circle|Cir|Trail|Alley|Esplanade|Quay|Wharf|Broadway|Plaza|Hills?|Rise|Squares|Streets|Roads|"
    "Heights|Flats|Turnpike|Crossroads?|Route|Bypass|Loop|Ridge|Meadows?|Glen|View|Path|Wynd|Cove|"
    "Estates?|Fields?|Green|Parade|Promenade|Junction|Viaduct|Causeway"
)
_WORD = r"(?:[A-Z][\w’'-]*|[A-Z]\.|St\.)"
_HAN, _HAN_NUMBER = r"\u4e00-\u9fff", "一二三四五六七八九十百"
_AFTER = (  # Apt. 864, Suite 5; a postal code
    r"(?:,?\s+(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|Rm|PO Box)\.?\s?#?[\w-]+)?"
    r"(?:,?\s+(?:[A-Z]{2}\s+)?"
    r"(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|\d{4}\s?[A-Z]{2}))?"
    r"(?:(?:[\s,]+[A-Z(][\w’'.()-]*){1,6}[\s,]+\d{4,6}(?:-\d{3,4})?(?!\w))?"
)
_STATE = (
    "A[KLRZ]|C[AOT]|DC|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|"
    "T[NX]|UT|V[AT]|W[AIVY]"
)
_FORMS = (
    # 12 Baker Street, 6750 N. Oak Ave Apt. 4
    r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,?\s(?:(?:North|South|East|West|[NSEW]\.?)\s)?"
    rf"(?:(?:{_WORD}|\d+(?:st|nd|rd|th))\s){{1,4}}(?:{_STREET})\b\.?{_AFTER}",
    rf"(?<![\w’'-])(?:{_WORD}\s){{1,3}}(?:Street|Road|Avenue|Lane|Boulevard|Rd|Ave|Blvd|Ln)\b",
    r"(?i:P\.?\s?O\.?\s?Box)\s\d+",
    rf"\d{{1,6}}\s(?:{_WORD}\s){{1,4}}(?:\d{{1,4}}\s)?(?:Apt|Suite|Unit|Flat)\.?\s\d+[A-Za-z]?"
    rf"(?:[\n,\s]+(?:{_WORD}|\d{{3,6}}(?:-\d{{3,4}})?)){{0,6}}",
    rf"\d{{3,6}}\s(?:{_WORD}\s){{1,3}}\d{{1,4}}(?:\.|(?!\w)){_AFTER}",
    rf"(?<!\w)(?:Apt|Apartment|Suite|Flat|Unit|PSC)\.?\s\d{{1,5}}(?!\w)(?:,?\s(?i:box)\s\d+)?{_AFTER}",
    r"(?<!\w)(?:APO|FPO|DPO)\sA[AEP](?:\s\d{5})?",
    # NW1 6XE; CO 80014
    r"(?<![^\W_])[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}(?![^\W_])",
    rf"(?<![^\W_])(?:{_STATE})\s\d{{5}}(?:-\d{{4}})?(?!\w)",
    # Hauptstraße 5, Lange Straat 7
    r"(?<![^\W_])(?:[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|ufer|damm|"
    r"straat|laan|vej|vegen|gata|gatan|gade|veien|katu|tie|terrasse)|(?:[A-ZÄÖÜ][\wäöüß-]*\s){1,2}(?:Straße|Strasse|Allee|"
    r"Platz|Weg|[Uu]tca|út(?:ja)?|u\.|tér))\s\d{1,4}\s?[a-zA-Z]?(?!\w)(?:,?\s\d{4,5}\s[A-ZÄÖÜ][\wäöüß-]+)?",
    # 12 rue de la Paix
    r"\d{1,4}(?:\s(?:bis|ter))?,?\s(?i:rue|avenue|boulevard|impasse|allée|chemin|quai|cours)\s"
    r"(?:(?:de|du|des|la|le|les|d'|l')\s?)*[A-ZÉÈÀÎ][\w’'-]*(?:\s[A-ZÉ][\w’'-]*){0,3}",
    # Calle Mayor 5, ul. Długa 7
    r"(?<![^\W_])(?:Calle|C/|Avenida|Avda\.|Plaza|Paseo|Rua|Via|Viale|Piazza|Corso|ul\.|ulica)\s"
    r"(?:(?:de|del|la|los|las|da|do|dos|di|della)\s)*[A-ZÁÉÍÓÚŁŚŻ][\w’'-]*(?:\s[\w’'-]+){0,3}?"
    r",?\s\d{1,4}(?!\w)",
    rf"[{_HAN}]{{2,8}}(?:小区|花园|公寓|家园|苑)\s?[0-9{_HAN_NUMBER}]{{1,4}}(?:号楼|栋|幢|座|号)"
    rf"(?:[0-9A-Z{_HAN_NUMBER}]{{1,5}}(?:单元|楼|层|室|号|门)){{0,3}}",
)
# 江苏省苏州市工业园区星湖街328号5幢301室, looked for around its number alone
_CHINESE = re.compile(
    rf"(?:[{_HAN}]{{2,7}}?(?:省|自治区))?(?:[{_HAN}]{{2,6}}?(?:市|自治州|盟))?"
    rf"(?:[{_HAN}]{{1,6}}?(?:区|县|旗|镇|乡))?(?:[{_HAN}]{{1,8}}?(?:街道|社区|开发区|园区|村))?"
    rf"[{_HAN}A-Za-z0-9]{{1,8}}?(?:路|街|大道|大街|巷|弄|胡同|道)\s?"
    rf"[0-9０-９{_HAN_NUMBER}]{{1,6}}(?:[-–][0-9]{{1,4}})?\s?(?:号|弄|栋|幢)"
    rf"(?:[{_HAN}A-Z0-9]{{0,10}}?(?:栋|幢|号楼|大厦|座|单元|楼|层|室|房|号)){{0,4}}"
)
_NUMBERED = re.compile(
    rf"(?:路|街|大道|巷|弄|胡同|道)\s?[0-9０-９{_HAN_NUMBER}]{{1,6}}(?:[-–][0-9]{{1,4}})?\s?[号弄栋幢]"
)
_COMPILED = [re.compile(form) for form in _FORMS]
_LEADING = re.compile(
    r"^(?:我|我们|你|他|她|家|公司|厂|就|都|也|是|在|住|住在|位于|搬到|到|去|从|地址|办公室|的|：|:)+"
)
_OPENING = re.compile(r"^(?:The|In|On|At|From|To|And|But|My|Our|This|That)\s")


def addresses(text: str) -> Iterator[Found]:
    """Every street address; words of the sentence before it are left out."""
    for start, end in _formed(text):
        words = text[start:end].rstrip()
        for opening in (_LEADING, _OPENING):
            if found := opening.match(words):
                start, words = start + found.end(), words[found.end() :]
        if len(words.split()) > 1 or re.search(r"[\d\u4e00-\u9fff]", words):
            yield Found(Span(start, start + len(words)), "address", 0.9)


def _formed(text: str) -> Iterator[tuple[int, int]]:
    for form in _COMPILED:
        for match in form.finditer(text):
            yield match.span()
    done = 0
    for number in _NUMBERED.finditer(text):
        if number.start() < done:
            continue
        if whole := _CHINESE.search(text, max(done, number.start() - 40), number.end() + 40):
            yield whole.span()
            done = whole.end()
