"""Fields of EXIF (JEITA CP-3451), by what they give away."""

from __future__ import annotations

_COMMENT = "a comment"
_NAME = "the name of a person or of a rights holder"
_TITLE = "a title or a description"
_SOURCE = "the name of a file or of a computer"

#: Fields that hold what a person wrote, or a person's name.
WORDS = {
    0x010D: _SOURCE,
    0x010E: _TITLE,
    0x011D: _TITLE,
    0x013B: _NAME,
    0x013C: _SOURCE,
    0x8298: _NAME,
    0x9212: _COMMENT,
    0x9213: _COMMENT,
    0x9286: _COMMENT,
    0x9C9B: _TITLE,
    0x9C9C: _COMMENT,
    0x9C9D: _NAME,
    0x9C9E: "keywords",
    0x9C9F: _TITLE,
    0xA430: "the name of the camera's owner",
    0xA436: _TITLE,
    0xA437: _NAME,
    0xA438: _NAME,
    0xA004: _SOURCE,
    0xC68B: _SOURCE,
    0xC6D3: _SOURCE,
}

#: Fields that tell one camera from all others.
SERIALS = {
    0xA431: "the camera's serial number",
    0xA435: "the lens's serial number",
    0xC62F: "the camera's serial number",
}

#: Fields of text that a camera or a program fills in by itself.
TELLING = frozenset(
    {0x000B, 0x010F, 0x0110, 0x0131, 0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x927C}
    | {0xA420, 0xA432, 0xA433, 0xA434, 0xA439, 0xA43A, 0xA43B, 0xA43C, 0xC614, 0xC615}
)
ORDINARY_TEXT = TELLING | frozenset(
    # versions, interoperability, fractions of seconds, print image matching, offset schema
    {0x0001, 0x0002, 0x1000, 0x8824, 0x8830, 0x9000, 0x9101, 0x9290, 0x9291, 0x9292}
    | {0xA000, 0xA300, 0xA301, 0xA302, 0xA40B, 0xC4A5, 0xEA1D, 0x8828, 0x828E, 0x828D, 0x0122}
    | {0x8769, 0x8825, 0xA005, 0x0201, 0x0202, 0x0111, 0x0117}
)

#: Fields of the GPS table that tell a place: latitude, longitude, altitude, destination, area.
POSITION = frozenset({0x02, 0x04, 0x06, 0x14, 0x16, 0x18, 0x1A, 0x1C})
