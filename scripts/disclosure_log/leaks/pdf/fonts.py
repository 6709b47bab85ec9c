"""Pins the fonts of pages, so that what is seen depends on the file alone.

A font that is not in the file is drawn with those that PDFium carries, never with the machine's.
"""

from __future__ import annotations

import ctypes
from functools import cache

import pypdfium2.raw as pdfium

_fields = dict(pdfium.FPDF_SYSFONTINFO._fields_)
_Mapper = _fields["MapFont"]


@cache
def pin_fonts() -> object:
    """Let PDFium find no font of the machine; what is returned must outlive every page."""
    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    info.Release = _fields["Release"](_nothing)
    info.EnumFonts = _fields["EnumFonts"](_nothing)
    info.MapFont = _Mapper(_no_font)
    info.GetFont = _fields["GetFont"](_no_font)
    info.GetFontData = _fields["GetFontData"](_zero)
    info.GetFaceName = _fields["GetFaceName"](_zero)
    info.GetFontCharset = _fields["GetFontCharset"](_zero)
    info.DeleteFont = _fields["DeleteFont"](_nothing)
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info


def _nothing(*_: object) -> None:
    """Nothing to do."""


def _no_font(*_: object) -> None:
    """No font of the machine is known."""


def _zero(*_: object) -> int:
    return 0
