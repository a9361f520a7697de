"""The Windows version resource of the two programs, written from posref's one version number."""

import re

PROGRAMS = {"posref": "posref: codes and trouble on POS terminals", "posref-cli": "posref on the command line"}
LANGUAGES = {"040904B0": "0x0409", "080404B0": "0x0804"}  # English (United States), Chinese (simplified)


def quad(version: str) -> tuple[int, int, int, int]:
    """The version as Windows wants it: four numbers; what follows them (rc1, .dev0) is left out."""
    head = re.match(r"\d+(?:\.\d+){0,3}", version)
    if not head:
        raise ValueError(f"not a version: {version!r}")
    numbers = [min(int(number), 0xFFFF) for number in head.group().split(".")]
    first, second, third, fourth = [*numbers, 0, 0, 0][:4]
    return first, second, third, fourth


def resource(program: str, version: str) -> str:
    """The text of the version resource that PyInstaller reads."""
    strings = {
        "CompanyName": "posref contributors",
        "FileDescription": PROGRAMS[program],
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "MIT licence; content CC BY 4.0",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "posref",
        "ProductVersion": version,
    }
    structs = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    tables = ",\n        ".join(f"StringTable({code!r}, [{structs}])" for code in LANGUAGES)
    translations = ", ".join(f"{number}, 1200" for number in LANGUAGES.values())
    return f"""VSVersionInfo(
    ffi=FixedFileInfo(
        filevers={quad(version)}, prodvers={quad(version)},
        mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0),
    ),
    kids=[
        StringFileInfo([
        {tables},
        ]),
        VarFileInfo([VarStruct('Translation', [{translations}])]),
    ],
)
"""
