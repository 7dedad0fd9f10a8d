"""Static files that Python packages carry outside ``static/`` folders."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# Where a file is served → the package that brings it, and its path inside.
PACKAGED = {
    "bootstrap/bootstrap.min.css": ("bootstrap", "css/bootstrap.min.css"),
    "fonts/SourceSerifPro-Semibold.ttf": (
        "font_source_serif_pro",
        "files/SourceSerifPro-Semibold.ttf",
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


class PackageFinder(BaseFinder):
    """Finds exactly the files named in ``PACKAGED``."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

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
