"""What a page says of itself to machines, in its head.

Open Graph (ogp.me) for previews; ``citation_…`` for reference managers and Google Scholar (its
"Inclusion guidelines for webmasters"); JSON-LD (schema.org) for search engines. All of it is data:
nothing here loads or runs anything, and ``schema.org`` is a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from build_tools.glossary.records import Term
from build_tools.presentation.citations.cited import Citer
from build_tools.presentation.pages.glosses import entry_address
from build_tools.presentation.pages.page import Page, shortened
from build_tools.records.editions import ENGLISH, Edition
from build_tools.records.publication import Publication
from build_tools.text.plain import one_line

Json = dict[str, Any]
CARD_SIZE = (1200, 630)
"""The size of the pictures for previews, in pixels."""
CARDS = "cards"
"""The folder of these pictures, below the site's root."""
_CARD = {
    "tracker": "tracker",
    "indicators": "indicators",
    "glossary": "glossary",
    "subject": "glossary",
}
"""The picture of each kind of page; others have the report's."""
REPORT = "report/index.html"
REPORT_KINDS = ("home", "contents", "report")
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "tmx": "application/x-tmx+xml",
    "tbx": "application/x-tbx+xml",
    "xlf": "application/xliff+xml",
    "po": "text/x-gettext-translation",
    "txt": "text/plain",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "atom": "application/atom+xml",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "zip": "application/zip",
}


def media_type(name: str) -> str:
    """The media type of a file of the site, by the ending of its name."""
    return MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def card_path(kind: str, edition: Edition) -> str:
    """The path of the picture for pages of a kind."""
    return f"{CARDS}/{_CARD.get(kind, 'report')}-{edition.id}.png"


@dataclass(frozen=True)
class Head:
    """Makes the heads of an edition's pages."""

    citer: Citer
    data_files: Sequence[str]
    """The names of the files below ``data/``."""
    books: Sequence[str]
    """The names of the books below ``downloads/``."""
    terms: Sequence[Term] = ()
    has_feed: bool = False
    """Whether the site has a history."""

    @property
    def publication(self) -> Publication:
        return self.citer.publication

    @property
    def edition(self) -> Edition:
        return self.citer.words.edition

    def address(self, page: str, edition: Edition | None = None) -> str:
        """The canonical address of a page."""
        folder = (edition or self.edition).prefix
        return self.citer.root + folder + ("" if page == "index.html" else page)

    def html(self, page: Page) -> Markup:
        """The elements for the page's head, on one line."""
        rows = [*self._open_graph(page)]
        if page.kind in REPORT_KINDS:
            rows += self._citation()
        meta = Markup().join(
            Markup('<meta {}="{}" content="{}">').format(
                "property" if name.startswith("og:") else "name", name, one_line(content)
            )
            for name, content in rows
            if content
        )
        if self.has_feed and page.kind in ("home", "history"):
            meta += Markup(
                '<link rel="alternate" type="application/atom+xml" title="{}" href="history.atom">'
            ).format(self.citer.words("history"))
        data = {"@context": "https://schema.org", **self.json_ld(page)}
        script = htmlsafe_json_dumps(data, ensure_ascii=False)
        return meta + Markup('<script type="application/ld+json">{}</script>').format(script)

    def _open_graph(self, page: Page) -> Iterator[tuple[str, str]]:
        words = self.citer.words
        yield "og:type", "website" if page.kind == "home" else "article"
        yield "og:site_name", words.of(self.publication.site.name)
        yield "og:title", page.title
        yield "og:description", shortened(page.description)
        yield "og:url", self.address(page.address)
        yield "og:image", self.citer.root + card_path(page.kind, self.edition)
        yield "og:image:width", str(CARD_SIZE[0])
        yield "og:image:height", str(CARD_SIZE[1])
        yield "og:image:alt", words.of(self.publication.title)
        yield "og:locale", self.edition.locale
        for other in self.publication.published:
            if other != self.edition:
                yield "og:locale:alternate", other.locale
        yield "twitter:card", "summary_large_image"

    def _citation(self) -> Iterator[tuple[str, str]]:
        """The report as a reference manager takes it from any of its pages."""
        record, words = self.publication, self.citer.words
        yield "citation_title", words.of(record.title)
        yield "citation_author", words.of(record.issuer)
        yield "citation_technical_report_institution", words.of(record.issuer)
        yield "citation_publication_date", f"{record.date:%Y/%m/%d}" if record.date else ""
        yield "citation_language", "zh" if self.edition.is_chinese else "en"
        yield "citation_public_url", self.address(REPORT)
        yield "citation_fulltext_html_url", self.address(REPORT)
        for name in self.books:
            if name.endswith(f"-{self.edition.id}.pdf"):
                yield "citation_pdf_url", f"{self.citer.root}downloads/{name}"

    def json_ld(self, page: Page) -> Json:
        """What the page is, in the words of schema.org."""
        if page.kind in ("home", "contents"):
            node = self._report(whole=True)
            return node if page.kind == "contents" else {**self._site(), "mainEntity": node}
        node = {"url": self.address(page.address), "inLanguage": self.edition.lang}
        node |= {"name": page.title, "description": one_line(page.description)}
        if page.kind == "report":
            return {"@type": "Chapter", **node, "isPartOf": self._report()}
        node |= self._rights()
        if page.kind in ("glossary", "subject"):
            terms = [t for t in self.terms if entry_address(t).partition("#")[0] == page.address]
            return {"@type": "DefinedTermSet", **node, **self._terms(terms)}
        files = {"tracker": ["tracker.json"], "indicators": ["indicators.csv"]}
        listed = list(self.data_files) if page.kind == "data" else files.get(page.kind, [])
        if listed:
            return {"@type": "Dataset", **node, **self._dataset(listed)}
        return {"@type": "WebPage", **node, "isPartOf": self._site()}

    def _site(self) -> Json:
        words, site = self.citer.words, self.publication.site
        return {
            "@type": "WebSite",
            "name": words.of(site.name),
            "url": self.address("index.html"),
            "inLanguage": self.edition.lang,
        }

    def _rights(self) -> Json:
        """Who made this project's part, and under which licence."""
        site, words = self.publication.site, self.citer.words
        name = words.of(site.maintainer) or words.of(site.name)
        rights: Json = {"creator": {"@type": "Organization", "name": name, "url": self.citer.root}}
        if site.licence:
            rights["license"] = str(site.licence.url)
        if self.citer.version:
            rights["dateModified"] = self.citer.version.isoformat()
        return {**rights, "isAccessibleForFree": True}

    def _report(self, whole: bool = False) -> Json:
        record, words = self.publication, self.citer.words
        node: Json = {"@type": "Report", "@id": f"{self.address(REPORT)}#report"}
        node |= {"name": words.of(record.title), "url": self.address(REPORT)}
        node["inLanguage"] = self.edition.lang
        if words.of(record.issuer):
            node["author"] = {"@type": "GovernmentOrganization", "name": words.of(record.issuer)}
        if record.date:
            node["datePublished"] = record.date.isoformat()
        if not whole:
            return node
        node["isAccessibleForFree"] = True
        others = [e for e in record.published if e != self.edition]
        relation = "translationOfWork" if self.edition == ENGLISH else "workTranslation"
        listed = [e for e in others if e.is_chinese != self.edition.is_chinese]
        node[relation] = [{"@id": f"{self.address(REPORT, e)}#report"} for e in listed]
        node["encoding"] = [
            {
                "@type": "MediaObject",
                "encodingFormat": media_type(name),
                "contentUrl": f"{self.citer.root}downloads/{name}",
            }
            for name in self.books
        ]
        return {key: value for key, value in node.items() if value != []}

    def _dataset(self, names: Iterable[str]) -> Json:
        record, words = self.publication, self.citer.words
        node: Json = {
            "isBasedOn": {"@id": f"{self.address(REPORT)}#report"},
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": name,
                    "encodingFormat": media_type(name),
                    "contentUrl": f"{self.citer.root}data/{name}",
                }
                for name in names
            ],
        }
        if words.of(record.place):
            node["spatialCoverage"] = words.of(record.place)
        years = sorted({year for part in record.parts for year in part.years})
        if years:
            node["temporalCoverage"] = "/".join(
                str(y) for y in dict.fromkeys((years[0], years[-1]))
            )
        return node

    def _terms(self, terms: Sequence[Term]) -> Json:
        edition, index = self.edition, self.address("glossary/index.html")
        if not terms:
            return {"@id": index}
        listed = []
        for term in terms:
            chinese = term.text(edition.script)
            name, other = (chinese, term.en) if edition.is_chinese else (term.en, chinese)
            listed.append(
                {
                    "@type": "DefinedTerm",
                    "@id": self.address(entry_address(term)),
                    "termCode": term.id,
                    "name": name,
                    "alternateName": other,
                }
            )
        return {"isPartOf": {"@id": index}, "hasDefinedTerm": listed}
