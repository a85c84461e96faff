#!/usr/bin/env python3
# Every link from one of our documents to a file or a heading of ours leads somewhere.
"""usage: check_links.py SOURCE"""

import pathlib
import re
import sys

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")


def anchors(document):
    """Headings as Markdown viewers make anchors of them."""
    found = set()
    fenced = False
    for line in document.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif line.startswith("#") and not fenced:
            heading = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower())
            found.add(heading.replace(" ", "-"))
    return found


def text_without_code(document):
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`", "", text)


def main():
    source = pathlib.Path(sys.argv[1]).resolve()
    documents = [*sorted(source.glob("*.md")), *sorted((source / "docs").rglob("*.md"))]
    broken = links = 0
    for document in documents:
        for target in LINK.findall(text_without_code(document)):
            if re.match(r"[a-z]+:", target):
                continue
            links += 1
            path, _, anchor = target.partition("#")
            file = (document.parent / path).resolve() if path else document
            if not file.exists():
                print(f"{document.relative_to(source)}: {target}: no such file")
                broken += 1
            elif anchor and file.suffix == ".md" and anchor not in anchors(file):
                print(f"{document.relative_to(source)}: {target}: no such heading")
                broken += 1
    print(f"{len(documents)} documents, {links} links, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
