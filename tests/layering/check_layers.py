#!/usr/bin/env python3
# Holds the rules of ARCHITECTURE.md about who may include what; prints each breach with its line.
"""usage: check_layers.py SOURCE-DIRECTORY PUBLIC-HEADER..."""

import pathlib
import re
import sys

MODULES = ("base", "corpus", "analyzers", "indexer", "searcher", "tools")

# What a module's sources may include, apart from the module's own headers: whole modules, or single
# headers. Arrows run one way.
ALLOWED = {
    "base": (),
    "corpus": ("base/",),
    "analyzers": ("base/",),
    "indexer": ("base/", "corpus/", "analyzers/"),
    # The index's format and nothing else of the indexer; papers as values, never their readers.
    "searcher": (
        "base/",
        "analyzers/",
        "corpus/paper.h",
        "corpus/ids.h",
        "indexer/filter_terms.h",
        "indexer/schema.h",
        "indexer/segment.h",
        "indexer/snapshot.h",
        "indexer/term_row.h",
        "indexer/xapian_error.h",
    ),
    "tools": ("base/", "corpus/", "analyzers/", "indexer/", "searcher/"),
}

# Libraries that only some modules may name; the rest of the house does not know of them.
CONFINED = (
    (re.compile(r"xapian(\.h|/)"), ("indexer", "searcher")),
    (re.compile(r"unicode/"), ("analyzers",)),
    (re.compile(r"libstemmer"), ("analyzers",)),
    (re.compile(r"md4c"), ("corpus",)),
    (re.compile(r"archive(_entry)?\.h"), ("corpus",)),
    (re.compile(r"CLI/"), ("tools",)),
)

# cpp-httplib is named in two files: by the server, and by the client that every command shares.
HTTP_USERS = {"searcher/fronts/http_service.cc", "tools/download/http_client.cc"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def sources(root):
    for module in MODULES:
        for path in sorted((root / module).rglob("*")):
            if path.suffix in (".h", ".cc") and path.is_file():
                yield module, path


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def is_dependency(header):
    """Standard headers have neither a directory nor an ending, those of C and POSIX aside."""
    return "." in header or "/" in header


def check(root, public):
    breaches = []
    for module, path in sources(root):
        name = path.relative_to(root).as_posix()
        for number, own, system in includes(path):
            place = f"{name}:{number}"
            if own:
                is_own = own.startswith(module + "/")
                if not is_own and not own.startswith(ALLOWED[module]):
                    breaches.append(f"{place}: {module}/ may not include {own}")
                if not is_own and not own.startswith(MODULES):
                    breaches.append(f"{place}: write the path from the root: {own}")
                if name in public and own not in public:
                    breaches.append(f"{place}: an installed header includes {own}, which is not")
                continue
            if system == "httplib.h" and name not in HTTP_USERS:
                breaches.append(f"{place}: only {' and '.join(sorted(HTTP_USERS))} name httplib")
            for pattern, modules in CONFINED:
                if pattern.match(system) and module not in modules:
                    breaches.append(f"{place}: only {' and '.join(modules)} may include {system}")
            if name in public and is_dependency(system):
                breaches.append(f"{place}: an installed header includes {system}")
    for header in public:
        if not (root / header).is_file():
            breaches.append(f"{header}: listed as public, but there is no such file")
    return breaches


def main():
    root, public = pathlib.Path(sys.argv[1]), set(sys.argv[2:])
    breaches = check(root, public)
    print("\n".join(breaches) or "no breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
