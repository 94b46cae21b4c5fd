"""The few kinds of value that a course is made of: a line, prose, an id, a date, a number, a web address.

YAML hands over text alone (or nothing); each type here makes its value from text once and refuses the rest
by a code that `assets/labels` explains. After loading, no string holds markup.
"""

import re
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from course.codes import WARNINGS
from course.text import Fault, Para, Points, Span, normal, read_blocks, read_inline


class Strict(BaseModel):
    """Base of the whole model: frozen, and no key that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def refuse(code: str, **params: Any) -> PydanticCustomError:
    """A refusal that carries one of our codes; its English text is never shown."""
    return PydanticCustomError(code, code, params)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "string_type")
    if not (text := normal(value)):
        raise refuse("text.empty")
    return text


def _refuse_markup(faults: list[Fault]) -> None:
    """What would be lost or changed when letters become spans; what only looks odd is told by a check."""
    for code, params in faults:
        if code not in WARNINGS:
            raise refuse(code, **params)


def _prose(value: Any) -> tuple[Span, ...]:
    if _is_tuple_of(value, Span):
        return cast(tuple[Span, ...], value)
    spans, faults = read_inline(_text(value))
    _refuse_markup(faults)
    return spans


def _flow(value: Any) -> tuple[Para | Points, ...]:
    if _is_tuple_of(value, Para, Points):
        return cast(tuple[Para | Points, ...], value)
    _text(value)
    parts, faults = read_blocks(value)
    _refuse_markup(faults)
    if not parts:
        raise refuse("text.empty")
    return parts


def _is_tuple_of(value: Any, *kinds: type) -> bool:
    """Whether a value was parsed before: a model may be made from another model's fields."""
    return isinstance(value, tuple) and all(isinstance(part, kinds) for part in value)


_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # names that Windows keeps for itself


def _id(value: Any) -> str:
    text = _text(value)
    if not _ID.fullmatch(text):
        raise refuse("id.invalid", id=text)
    return text


def _slug(value: Any) -> str:
    text = _text(value)
    if not _SLUG.fullmatch(text) or len(text) > 60 or _RESERVED.fullmatch(text):
        raise refuse("id.not-a-folder", id=text)
    return text


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_VIETNAMESE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = _text(value)
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _VIETNAMESE.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise refuse("date.form", value=text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise refuse("date.absent", value=text) from None


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    text = _text(value)
    found = re.fullmatch(r"(\d{1,2})[:hg](\d{2})", text, re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise refuse("clock.form", value=text)
    return time(int(found[1]), int(found[2]))


def _number(value: Any) -> Decimal:
    """Decimal comma or point; `1.000` is refused, because it is a thousand to some and one to others."""
    if isinstance(value, Decimal):
        return value
    text = _text(value).replace("\u2212", "-")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
        raise refuse("number.thousands", value=text)
    if not re.fullmatch(r"-?\d{1,12}([.,]\d{1,6})?", text, re.ASCII):
        raise refuse("number.form", value=text)
    return Decimal(text.replace(",", ".")) + 0  # without the sign of a zero


LONGEST_URL = 500
"""Letters of a web address: about what a QR code on a slide can still be scanned with."""


def _url(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`/.]+(\.[^\s<>\"{}|\\^`/.]+)+\.?(/[^\s<>\"{}|\\^`]*)?", text):
        raise refuse("url.form", value=text)
    if len(text) > LONGEST_URL:
        raise refuse("url.too-long", limit=LONGEST_URL)
    return text


def _sha256(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise refuse("sha256.form", value=text)
    return text


def _form_code(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[1-9]\d{2,3}", text, re.ASCII):
        raise refuse("form-code.form", value=text)
    return text


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _string(**more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


def unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values, when none stands there twice."""
    if len(set(values)) != len(values):
        twice = next(value for value in values if values.count(value) > 1)
        raise refuse("list.twice", value=str(twice))
    return values


Line = Annotated[str, PlainValidator(_text), _string(minLength=1)]
"""One line of text, letter for letter: no markup in it, NFC, white space folded."""

Prose = Annotated[tuple[Span, ...], PlainValidator(_prose), _string(minLength=1)]
"""A paragraph with **bold**, *italic* and links, parsed into spans."""

Flow = Annotated[tuple[Para | Points, ...], PlainValidator(_flow), _string(minLength=1)]
"""Paragraphs and flat lists."""

Id = Annotated[str, PlainValidator(_id), _string(pattern=f"^{_ID.pattern}$")]
"""The author's name for a thing; never made from wording, so that a mended typo keeps its identity."""

Slug = Annotated[str, PlainValidator(_slug), _string(pattern=f"^{_SLUG.pattern}$", maxLength=60)]
"""An id that also names a folder on any system."""

Date = Annotated[date, PlainValidator(_date), _string(examples=["2022-10-21", "21/10/2022"])]
"""A day; `2022-10-21` or `21/10/2022`."""

Clock = Annotated[time, PlainValidator(_clock), _string(examples=["07:30"])]
"""An hour of the day; `07:30` or `7h30`."""

Number = Annotated[Decimal, PlainValidator(_number), _string(examples=["3,5"])]
"""An exact decimal; comma or point."""

Url = Annotated[str, PlainValidator(_url), _string(format="uri")]
"""A web address, http or https."""

Sha256 = Annotated[str, PlainValidator(_sha256), _string(pattern="^[0-9a-f]{64}$")]
"""A fingerprint in lower-case hexadecimals."""

FormCode = Annotated[str, PlainValidator(_form_code), _string(pattern=r"^[1-9]\d{2,3}$")]
"""The number of a form as the country prints it: three or four digits."""

Minutes = Annotated[int, Field(ge=1, le=600)]
"""A duration in minutes."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list), AfterValidator(unique)]
"""References by id; a single one may stand without brackets."""

Proses = Annotated[tuple[Prose, ...], BeforeValidator(_as_list)]
"""Paragraphs, each its own; a single one may stand without brackets."""
