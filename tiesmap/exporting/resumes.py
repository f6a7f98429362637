"""The rep's resume as one page to print or to send."""

from __future__ import annotations

from tiesmap.exporting.pages import bulleted, escaped, joined, whole_page
from tiesmap.exporting.plain import mail_address, one_line, web_address
from tiesmap.model.resume import ENGLISH, Headings, Reference, Resume


def resume_to_html(resume: Resume, headings: Headings = ENGLISH) -> bytes:
    """The rep's resume as one page to print or to send. References without consent stay out."""
    who = joined(resume.title, resume.company)
    parts = [f"<h1 dir=auto>{escaped(resume.name) or 'Resume'}</h1>"]
    parts += [f"<p class=day dir=auto>{escaped(who)}</p>"] if who else []
    if resume.headline.strip():
        parts.append(f"<p class=lead dir=auto>{escaped(resume.headline)}</p>")
    parts.append(bulleted(headings.expertise, resume.expertise))
    parts.append(bulleted(headings.like, resume.like))
    if quotes := [_quote(reference) for reference in resume.shown_references]:
        parts.append(f"<h2>{escaped(headings.others)}</h2>{''.join(quotes)}")
    parts.append(_reach(resume))
    return whole_page(one_line(resume.name) or "Resume", f"<section>{''.join(parts)}</section>")


def _quote(reference: Reference) -> str:
    who = escaped(joined(reference.name, reference.title, reference.company))
    words = f"<p dir=auto>“{escaped(reference.words)}”</p>" if reference.words.strip() else ""
    return f"<blockquote>{words}<footer dir=auto>{who}</footer></blockquote>"


def _reach(resume: Resume) -> str:
    email, page = mail_address(resume.email), web_address(resume.link)
    found = (
        _anchor(f"mailto:{email}", resume.email) if email else escaped(resume.email),
        escaped(resume.phone),
        _anchor(page, resume.link) if page else escaped(resume.link),
    )
    texts = " · ".join(text for text in found if text)
    return f"<p class=reach>{texts}</p>" if texts else ""


def _anchor(address: str, text: str) -> str:
    return f'<a rel="noreferrer" href="{escaped(address)}">{escaped(text)}</a>'
