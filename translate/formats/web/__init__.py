"""Web pages: a saved page translated in place, or the article out of a scraped one."""

from qantara.translate.formats.web.article import read_article
from qantara.translate.formats.web.page import read_page

__all__ = ["read_article", "read_page"]
