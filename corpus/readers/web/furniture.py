"""What stands around the article on a web page, and in it: known by its element, by its names, and by what it says.

The names are those that pages of news sites and of the common themes of WordPress, Drupal and Joomla give to it.
"""

import re

from lxml.html import HtmlElement

from corpus.readers.web.runs import Run

_TAGS = frozenset(("nav", "aside", "footer", "button", "label", "legend", "dialog"))
_ROLES = frozenset(
    ("navigation", "search", "complementary", "contentinfo", "dialog", "alertdialog", "menu", "menubar", "toolbar")
)
_NAMES = re.compile(
    "(?:^|[-_ ])"
    "(?:nav|navbar|navigation|breadcrumbs?|sidebar|cookies?|consent|gdpr|newsletter|subscribe|shar(?:e|ing)|sharedaddy"
    "|addtoany|social|related|comments?|respond|disqus|ads?|adverts?|advertisement|sponsored|skip|screen-reader-text"
    "|sr-only|visually-hidden|(?:post|entry)-tags|tag(?:s|cloud)|(?:meta|post|nr|page)-views?|views?-?count(?:er)?|author-(?:box|bio)|about-author|read(?:ing)?-?time"
    "|(?:go|back|scroll)-to-?top)(?=$|[-_ ])",
    re.I,
)
_LONGEST = 60  # characters of a counter or label
_CAMEL = re.compile("(?<=[a-z])(?=[A-Z])")
_COUNTER = re.compile(
    r"[\d\s.,٬٫]*\d[\d.,٬٫]*\s?[km]?\s*"
    "(?:views?|reads?|comments?|shares?|likes?|min(?:ute)?s?(?: to)? read"
    "|مشاهد(?:ة|ات)|قراء(?:ة|ات)|تعليق(?:ات)?|مشارك(?:ة|ات)|إعجاب(?:ات)?|دقيقة للقراءة|دقائق للقراءة)?",
    re.I,
)
_LABEL = re.compile(
    "(?:(?:related|more) (?:articles?|posts?|news|stories|topics)|(?:see|read) (?:also|more)|also read"
    "|you may also like|recommended(?: for you)?|most (?:read|popular|viewed)|trending(?: now)?"
    "|advertisement|sponsored|share(?: this.*)?|follow us.*|back to top|leave a (?:reply|comment)|tags|print"
    "|(?:مقالات|مواضيع|أخبار) ذات صلة|ذات صلة|(?:اقرأ|إقرأ|اقرا|طالع|شاهد) (?:المزيد|(?:أيض|ايض)(?:ا|اً|ًا))"
    "|قد يعجبك أيض(?:ا|اً|ًا)|الأكثر (?:قراءة|مشاهدة)|إعلان|إعلانات|شارك(?:ها|ه)?(?: (?:هذا )?(?:المقال|الخبر).*)?"
    "|تابعنا.*|(?:زر الذهاب|العودة|الرجوع) إلى الأعلى|اترك تعليق(?:ا|اً|ًا)|الوسوم|طباعة)\\s*[:؛…]?",
    re.I,
)


def is_furniture(element: HtmlElement) -> bool:
    """Whether the page itself names an element as something that stands around the text."""
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    return any(_NAMES.search(_CAMEL.sub("-", name)) for name in (element.get("class", ""), element.get("id", "")))


def is_counter(run: Run) -> bool:
    """Whether a run is a number of views, comments or minutes, and no cell or item."""
    is_short = len(run.text) <= _LONGEST and run.element.tag not in ("td", "th", "li", "dd")
    return is_short and bool(_COUNTER.fullmatch(run.text))


def is_label(run: Run) -> bool:
    """Whether a run says that it, or what it links to, is no part of the article."""
    text = run.own or run.text
    return len(text) <= _LONGEST and bool(_LABEL.fullmatch(text))
