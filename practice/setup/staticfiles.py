"""Static files that Python packages carry outside ``static/`` folders."""

from __future__ import annotations

import base64
import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

# Where a file is served → the package that brings it, and its path inside.
PACKAGED = {
    "bootstrap/bootstrap.min.css": ("bootstrap", "css/bootstrap.min.css"),
    "bootstrap/bootstrap.min.css.map": ("bootstrap", "css/bootstrap.min.css.map"),
} | {
    f"fonts/{name}.ttf": (package, f"files/{name}.ttf")
    for package, name in (
        ("font_source_serif_pro", "SourceSerifPro-Regular"),
        ("font_source_serif_pro", "SourceSerifPro-Semibold"),
        ("font_source_sans_pro", "SourceSansPro-Regular"),
        ("font_source_sans_pro", "SourceSansPro-It"),
        ("font_source_sans_pro", "SourceSansPro-Semibold"),
    )
}
# As Bootstrap publishes it for 5.3.8; the package is not Bootstrap's own.
INTEGRITY = {
    "bootstrap/bootstrap.min.css": (
        "sha384-sRIl4kxILFvY47J16cr9ZwB07vP4J8+LH7qKQnuqkuIAvNWLzeN8tE5YBujZqJLB"
    ),
}


def packaged(package: str, path: str) -> Path:
    """The file at ``path`` inside an installed package. Raises FileNotFoundError."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (file := Path(folder) / path).is_file():
            return file
    message = f"The Python package {package} has no file {path}."
    raise FileNotFoundError(message)


def integrity_of(file: Path) -> str:
    """The hash of a file as an ``integrity`` attribute writes it."""
    digest = hashlib.sha384(file.read_bytes()).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def _check(path: str) -> list[CheckMessage]:
    package, inside = PACKAGED[path]
    try:
        file = packaged(package, inside)
    except FileNotFoundError as error:
        hint = "Install what requirements.lock names."
        return [Error(str(error), hint=hint, id="practice.E010")]
    if path in INTEGRITY and integrity_of(file) != INTEGRITY[path]:
        message = (
            f"{inside} of the package {package} is not the file its authors published."
        )
        hint = "Install the version that requirements.lock names."
        return [Error(message, hint=hint, id="practice.E011")]
    return []


class PackageFinder(BaseFinder):
    """Finds exactly the files named in ``PACKAGED``."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return [message for path in PACKAGED for message in _check(path)]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in PACKAGED:
            return []
        found = str(packaged(*PACKAGED[path]))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Any:
        for path, source in PACKAGED.items():
            yield path, _OneFile(packaged(*source))


class _OneFile(FileSystemStorage):
    """A storage holding one file, under whatever name it is asked for."""

    prefix = None

    def __init__(self, file: Path) -> None:
        super().__init__(location=file.parent)
        self.file = file

    def path(self, name: str) -> str:
        return str(self.file)
