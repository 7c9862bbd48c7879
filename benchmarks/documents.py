"""How long large Word files, slides and PDFs take: `python benchmarks/documents.py`.

Makes documents of 300 pages with about one sentence in a hundred that is flagged, and checks each
in a process of its own. Prints seconds and the peak memory of the process and of those that it
starts, beside the same text in a plain file. Needs python-docx, python-pptx and reportlab, which
the extra `test` brings. With `--limit` the exit status is 1 where a document takes more than
10 seconds or 500 MB.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES = 300
PARAGRAPHS = 8
"""Paragraphs a page, of about sixty words."""
MOST_SECONDS = 10.0
MOST_MEGABYTES = 500.0

_SUBJECTS = "The coalition|The county|Our staff|The library|A neighbor|The clinic|The board"
_VERBS = "met|opened|announced|reviewed|funded|asked for|planned|discussed|welcomed"
_OBJECTS = (
    "the new schedule|free naloxone kits|a grant for housing|the survey of residents|a map of the "
    "services|the budget for next year|the opening hours|a training on overdose|the annual report"
)
_PLACES = "in May|on Fifth Street|at the town hall|for families|with the hospital|online"
_FLAGGED = "The outreach van serves drug addicts on Elm Street."


def paragraphs(seed: int = 7) -> list[str]:
    """The text of the documents, by paragraph."""
    draw = random.Random(seed)
    found = []
    for _ in range(PAGES * PARAGRAPHS):
        words = (_SUBJECTS, _VERBS, _OBJECTS, _PLACES)
        sentences = [
            " ".join(draw.choice(choices.split("|")) for choices in words) + "." for _ in range(7)
        ]
        if draw.random() < 0.07:
            sentences.append(_FLAGGED)
        found.append(" ".join(sentences))
    return found


def write_word(path: Path, texts: list[str]) -> None:
    """A Word file with a run for every three words, as editing leaves them."""
    import docx

    document = docx.Document()
    for number, text in enumerate(texts):
        if number % 40 == 0:
            document.add_heading(f"Section {number // 40 + 1}", 1)
        paragraph = document.add_paragraph()
        words = text.split(" ")
        for start in range(0, len(words), 3):
            paragraph.add_run(f"{' '.join(words[start : start + 3])} ")
    document.save(str(path))


def write_slides(path: Path, texts: list[str]) -> None:
    """A deck with a slide for each page."""
    import pptx

    deck = pptx.Presentation()
    for page in range(PAGES):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Page {page + 1}"
        slide.placeholders[1].text = "\n".join(texts[page * PARAGRAPHS : (page + 1) * PARAGRAPHS])
    deck.save(str(path))


def write_pdf(path: Path, texts: list[str]) -> None:
    """A PDF in two columns."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    style = getSampleStyleSheet()["Normal"]
    document = BaseDocTemplate(str(path), pagesize=(612, 792))
    frames = [Frame(40 + column * 270, 40, 255, 710) for column in range(2)]
    document.addPageTemplates(PageTemplate("columns", frames))
    document.build([Paragraph(text, style) for text in texts])


def measured(path: Path) -> tuple[float, float, str]:
    """Seconds, peak megabytes, and the last line that a check of a file prints."""
    program = (
        "import resource, sys\n"
        "from personfirst.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "other = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "sys.stderr.write(f'{max(own, other) / 1024}')\n"
    )
    command = [sys.executable, "-c", program, "check", "--isolated", path.name]
    started = time.perf_counter()
    ran = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    found = next(line for line in reversed(ran.stdout.splitlines()) if line.startswith("Found"))
    return seconds, float(ran.stderr.split()[-1]), found


def main() -> int:
    """Make the documents, measure, print a table."""
    parser = argparse.ArgumentParser(description="Time documents of 300 pages.")
    parser.add_argument("--limit", action="store_true", help="fail beyond 10 s or 500 MB")
    options = parser.parse_args()
    texts = paragraphs()
    slow = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.txt").write_text("\n\n".join(texts), encoding="utf-8")
        write_word(folder / "report.docx", texts)
        write_slides(folder / "report.pptx", texts)
        write_pdf(folder / "report.pdf", texts)
        for suffix in ("txt", "docx", "pptx", "pdf"):
            seconds, megabytes, found = measured(folder / f"report.{suffix}")
            slow = slow or seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES
            sys.stdout.write(f"{suffix:<5} {seconds:6.1f} s  {megabytes:5.0f} MB  {found}\n")
    return int(options.limit and slow)


if __name__ == "__main__":
    sys.exit(main())
