"""Documents made for the tests: the layouts of Ofsted's families with words of our own, as texts and as small PDFs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loaders.reports.dates import MONTHS

ILACS_ROWS = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    "Overall effectiveness",
)
COMBINED = "The experiences and progress of children in care and care leavers"
SIF_ROWS = (
    "1. Children who need help and protection",
    "2. Children looked after and achieving permanence",
    "2.1 Adoption performance",
    "2.2 Experiences and progress of care leavers",
    "3. Leadership, management and governance",
)


def say(date: dt.date) -> str:
    """A date as Ofsted prints it."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def ilacs(
    rows: Sequence[tuple[str, str]],
    *,
    name: str = "Northbridge",
    days: str = "3 to 14 October 2022",
    lead: str | None = "Jane Example, His Majesty's Inspector",
    points: int | Sequence[str] = 3,
    story: str = "Leaders know their town well and act on what they hear.",
    title: str | None = None,
    footer: str = "",
) -> list[str]:
    """An ILACS report: a table of rows, a story, and a list of points (a number, or their words) on the second page."""
    head = [title] if title else [f"Inspection of {name} local authority", "children’s services"]
    head += [f"Inspection dates: {days}"]
    head += [f"Lead inspector: {lead}"] if lead else []
    table = ["Judgement Grade", *(f"{label} {grade}" for label, grade in rows), story]
    words = [f"Point number {number}." for number in range(points)] if isinstance(points, int) else points
    second = [footer] if footer else []
    second += ["2", *(["What needs to improve?"] if words else []), *(f"◼ {point}" for point in words)]
    second += ["The experiences and progress of children who need help and protection: good", "1. Children are helped."]
    return ["\n".join(head + table), "\n".join(second), "3\n2. More findings."]


def sif(
    grades: Sequence[str],
    *,
    name: str = "Northbridge Council",
    again: bool = False,
    days: str = "11 January to 8 February 2016",
    published: str = "5 April 2016",
    overall: str = "Children’s services in Northbridge are inadequate",
    board: str | None = "The Local Safeguarding Children Board requires improvement",
    lead: str = "Jane Example HMI",
    cover: str | None = None,
) -> list[str]:
    """A SIF report of ten pages: table, contents, the board's chapter, the team; `cover` binds the board's own report behind."""
    title = "Re-inspection" if again else "Inspection"
    first = [
        "1",
        name,
        f"{title} of services for children in need of help and",
        "protection, children looked after and care leavers",
    ]
    if board:
        first += ["and", "Review of the effectiveness of the Local Safeguarding Children", "Board1"]
    first += [f"Inspection date: {days}", f"Report published: {published}", overall]
    first += [f"{label} {grade}" for label, grade in zip(SIF_ROWS, grades, strict=True)]
    contents = [
        "2",
        "Contents",
        "Executive summary 3",
        "The Local Safeguarding Children Board (LSCB) 8",
        "Information about this inspection 10",
    ]
    pages = ["\n".join(first), "\n".join(contents)]
    pages += [f"{number}\nFindings of page {number}." for number in range(3, 8)]
    pages.append("\n".join(["8", board or "More findings.", "Executive summary", "Partners meet."]))
    pages.append("9\nMore findings.")
    pages.append(
        "\n".join(
            [
                "10",
                "The inspection team",
                f"Lead inspector: {lead}",
                "Deputy lead inspector: John Sample HMI",
                "Team inspectors: A, B",
            ]
        )
    )
    if cover:
        second = [
            "Northbridge Safeguarding Children Board",
            "Review of the effectiveness of the local safeguarding",
            "children board",
        ]
        pages.append(
            "\n".join([*second, f"Inspection date: {days}", "Report published: 12 April 2016", cover, "Partners meet."])
        )
        pages += [f"{number}\nThe work of the board." for number in range(12, 30)]
        pages.append("The inspection team\nLead inspector: Other Person HMI\nTeam inspectors: C")
    return pages


def letter(
    *,
    kind: str = "focused",
    name: str = "Northbridge",
    dated: str | None = "12 January 2024",
    days: str = "on 5 and 6 December 2023",
    looked: str = "Inspectors looked at the local authority’s arrangements for the ‘front door’.",
    number: str = "",
    priority: Sequence[str] = (),
    points: int | Sequence[str] = 2,
    lead: str = "Jane Example",
    signer: str | None = None,
    address: Sequence[str] = (),
    title: str | None = None,
    sentence: str | None = None,
    body: Sequence[str] = (),
) -> list[str]:
    """A letter of three pages after a focused or a monitoring visit; `title`, `sentence` and `body` take the place of the usual words."""
    first = [dated] if dated else []
    first += [
        "Mary Director",
        "Director of Children’s Services",
        *address,
        "Town Hall",
        "Dear Ms Director",
        title or f"{kind.capitalize()} visit to {name} children’s services",
    ]
    usual = f"This letter summarises the findings of the {kind} visit to {name} children’s services {days}."
    first.append(sentence or usual)
    first.append(f"{number}His Majesty’s Inspectors for this visit were {lead} and John Sample.")
    first += [
        looked,
        "This visit was carried out in line with the inspection of local authority children’s",
        "services (ILACS) framework.",
        "Headline findings",
        "Much is done well.",
    ]
    second = ["2"]
    if priority:
        second += ["Areas for priority action", *(f"◼ {point}" for point in priority)]
    words = [f"Point number {number}." for number in range(points)] if isinstance(points, int) else points
    if words:
        second += ["What needs to improve in this area of social work practice?", *(f"◼ {point}" for point in words)]
    second += body
    second += ["Main findings", "Social workers visit children.", "◼ A finding in a list."]
    third = [
        "3",
        "Ofsted will take the findings from this visit into account.",
        "Yours sincerely",
        signer or lead,
        "His Majesty’s Inspector",
    ]
    return ["\n".join(first), "\n".join(second), "\n".join(third)]


def jtai(
    theme: str,
    *,
    name: str = "Northbridge",
    days: str = "from 9 to 13 December 2024",
    needs: str = "What needs to improve?\n◼ The first.\n◼ The second.",
) -> list[str]:
    """The letter of a joint targeted area inspection, as since 2022."""
    first = f"""27 February 2025
Tom Chief, Chief Executive, {name} Council
Dear {name} Safeguarding Children Partnership
Joint targeted area inspection of {name}
This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response
to {theme} in {name}. This inspection took place {days}. It was carried out by inspectors from Ofsted.
Headline findings
Partners meet often.
{needs}
Strengths
◼ Much is good."""
    return [first, "2\nMain findings\nMore."]


def send(outcome: str, *, name: str = "Northbridge", days: str = "22 to 26 January 2024") -> list[str]:
    """An area SEND report, as since 2023."""
    first = f"""Local Area Partnership report
Area SEND inspection of {name} Local Area Partnership
Inspection dates: {days}
Date of previous inspection: 3 to 7 July 2017
Inspection outcome
{outcome} experiences and outcomes for children and young people with special educational needs."""
    return [
        first,
        "2\nWhat is it like?",
        "3\nInspection team\nOfsted Care Quality Commission\nJane Example, Ofsted Lead inspector Sam Other, CQC Lead inspector",
    ]


def _escape(text: str) -> bytes:
    return text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf(pages: Sequence[str]) -> bytes:
    """A small PDF with the pages' lines in Helvetica; characters beyond Windows-1252 become question marks."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        lines = page.replace("◼", "•").split("\n")
        shown = b" T* ".join(b"(" + _escape(line) + b") Tj" for line in lines)
        stream = b"BT /F1 10 Tf 14 TL 40 800 Td " + shown + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _document(objects)


def bomb(depth: int = 9, width: int = 12) -> bytes:
    """A small PDF whose page draws a form that draws a form, `width` times at each of `depth` levels."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Contents 5 0 R /Resources << /XObject << /F 6 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
    ]
    for number in range(6, 6 + depth):
        is_last = number == 5 + depth
        stream = b"BT /F1 10 Tf 1 1 Td (Focused visit) Tj ET" if is_last else b"/F Do " * width
        uses = b"/Font << /F1 3 0 R >>" if is_last else b"/XObject << /F %d 0 R >>" % (number + 1)
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 900 900] /Resources << %s >> /Length %d >>" % (
            uses,
            len(stream),
        )
        objects.append(head + b"\nstream\n" + stream + b"\nendstream")
    return _document(objects)


def _document(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
