#!/usr/bin/env python3
"""Writes a tar of MEGABYTES of JATS papers to standard output, made of given ones again and again:
with other ids, their paragraphs in another order, and a new word in each.

usage: make_archive.py MEGABYTES FOLDER... | gzip -1 | osteon index --db big --memory 512 -
"""
import io
import pathlib
import random
import re
import sys
import tarfile

ARTICLE_ID = re.compile(rb"<article-id[^>]*>[^<]*</article-id>")
SUB_ARTICLES = re.compile(rb"<(sub-article|response)[ >].*</\1>", re.S)
PARAGRAPH = re.compile(rb"<p(?: [^>]*)?>(?:(?!<p[ >]).)*?</p>", re.S)
META = b"<article-meta>"


class Template:
    """A paper taken apart: what stands between its paragraphs, and these."""

    def __init__(self, text):
        text = SUB_ARTICLES.sub(b"", ARTICLE_ID.sub(b"", text))
        self.head, meta, rest = text.partition(META)
        self.usable = bool(meta)
        front, body, rest = rest.partition(b"<body")
        self.gaps, self.paragraphs, at = [front + body], [], 0
        for match in PARAGRAPH.finditer(rest):
            self.gaps[-1] += rest[at : match.start()]
            self.paragraphs.append(match.group())
            self.gaps.append(b"")
            at = match.end()
        self.gaps[-1] += rest[at:]

    def paper(self, number, chance):
        ids = (
            b'<article-id pub-id-type="pmid">%d</article-id>'
            b'<article-id pub-id-type="pmc">%d</article-id>'
            b'<article-id pub-id-type="doi">10.9999/made.%d</article-id>'
        ) % (50_000_000 + number, 20_000_000 + number, number)
        parts = [self.head, META, ids, self.gaps[0]]
        for gap, paragraph in zip(
            self.gaps[1:], chance.sample(self.paragraphs, len(self.paragraphs))
        ):
            word = b" zq%x" % chance.randrange(1000 + 40 * number)
            parts += [paragraph[: -len(b"</p>")], word, b"</p>", gap]
        return b"".join(parts)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    wanted = float(sys.argv[1]) * 1e6
    files = sorted(
        path
        for folder in sys.argv[2:]
        for path in pathlib.Path(folder).iterdir()
        if path.suffix in (".xml", ".nxml")
    )
    templates = [t for t in (Template(path.read_bytes()) for path in files) if t.usable]
    if not templates:
        sys.exit("no JATS files there")
    chance = random.Random(5)
    written = number = 0
    with tarfile.open(fileobj=sys.stdout.buffer, mode="w|", bufsize=1 << 20) as archive:
        while written < wanted:
            text = templates[number % len(templates)].paper(number, chance)
            member = tarfile.TarInfo(f"made/PMC{20_000_000 + number}.xml")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
            written += len(text)
            number += 1
    print(f"{number} papers, {written / 1e6:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
