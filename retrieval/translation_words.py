"""English words as the word-translation model counts them: base forms with their spans.

The model is trained on what this module returns, and looked up with it: change both together.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"""
    (?P<states>U\.S\.A\.|U\.S\.|USA?\b)
  | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<negated>[^\W\d_]+?(?=[nN]'[tT]\b))
  | (?P<not>[nN]'[tT]\b)
  | (?P<short>'(?:s|re|ll|ve|m|d|S|RE|LL|VE|M|D)\b)
  | (?P<word>[^\W\d_]+\d*)
    """,
    re.VERBOSE,
)
_APOSTROPHE = re.compile(r"[’‘ʼ`]")
#: Short forms after an apostrophe; those that are not here ("'s", "'d") are left out.
_SHORT = {"'re": "are", "'ll": "will", "'ve": "have", "'m": "am"}
_NEGATED = {"wo": "will", "ca": "can", "sha": "shall"}
_ENGLISH_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")

#: Irregular forms by their base; "men" and "children" as well as verbs.
_IRREGULAR = """
be: am are is was were been being | have: has had having | do: does did done doing
go: went gone goes | say: said | make: made | get: got gotten | take: took taken | see: saw seen
know: knew known | think: thought | come: came | give: gave given | find: found | tell: told
become: became | leave: left | feel: felt | bring: brought | begin: began begun
keep: kept | hold: held | write: wrote written | stand: stood | hear: heard | mean: meant
meet: met | run: ran | pay: paid | sit: sat | speak: spoke spoken | lead: led | grow: grew grown
lose: lost | fall: fell fallen | send: sent | build: built | draw: drew drawn
break: broke broken | spend: spent | rise: rose risen | drive: drove driven | buy: bought
wear: wore worn | choose: chose chosen | eat: ate eaten | catch: caught | fight: fought
throw: threw thrown | teach: taught | win: won | seek: sought | sell: sold | fly: flew flown
sleep: slept | forget: forgot forgotten | hide: hid hidden | lay: laid | lend: lent
ride: rode ridden | ring: rang rung | shake: shook shaken | shine: shone | shoot: shot
sing: sang sung | sink: sank sunk | steal: stole stolen | stick: stuck | strike: struck stricken
swear: swore sworn | swim: swam swum | swing: swung | tear: tore torn | wake: woke woken
bear: bore borne | beat: beaten | bend: bent | bind: bound | bite: bit bitten | blow: blew blown
breed: bred | deal: dealt | dig: dug | drink: drank drunk | feed: fed | flee: fled
forbid: forbade forbidden | forgive: forgave forgiven | freeze: froze frozen | hang: hung
kneel: knelt | lean: leant | learn: learnt | light: lit | prove: proven | show: shown | slide: slid
spin: spun | spread: spread | spring: sprang sprung | sting: stung | sweep: swept | swell: swollen
undergo: underwent undergone | understand: understood | undertake: undertook undertaken
weave: wove woven | withdraw: withdrew withdrawn | arise: arose arisen
awake: awoke | overcome: overcame | foresee: foresaw foreseen | lie: lain lying
die: dying | tie: tying | cling: clung | creep: crept | dream: dreamt | burn: burnt
man: men | woman: women | child: children | person: persons | foot: feet | tooth: teeth
mouse: mice | goose: geese | ox: oxen | wife: wives | knife: knives
wolf: wolves | half: halves | shelf: shelves | thief: thieves | self: selves | calf: calves
crisis: crises | analysis: analyses | basis: bases | thesis: theses | phenomenon: phenomena
criterion: criteria | datum: data | bacterium: bacteria | medium: media | index: indices
policeman: policemen | fisherman: fishermen | potato: potatoes | tomato: tomatoes | hero: heroes
colour: color colors | labour: labor | centre: center centers | programme: program programs
defence: defense | favour: favor | harbour: harbor | neighbour: neighbor neighbors
behaviour: behavior | theatre: theater | metre: meter meters | kilometre: kilometer kilometers
litre: liter liters | organise: organize organized organizing | licence: license
a: an | this: these | that: those
"""


#: Endings and what stands in their place in the base form; None undoubles ("planned").
_INFLECTED: tuple[tuple[str, str | None], ...] = (
    ("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("ves", "f"), ("ves", "fe"),
    ("ed", None), ("ing", None), ("ed", "e"), ("ing", "e"), ("ed", ""), ("ing", ""),
)  # fmt: skip
_DERIVED: tuple[tuple[str, str | None], ...] = (
    ("ier", "y"), ("iest", "y"), ("ily", "y"), ("er", None), ("est", None), ("er", "e"),
    ("est", "e"), ("er", ""), ("est", ""),
    ("ally", "al"), ("ally", ""), ("ly", "le"), ("ly", ""), ("ness", ""),
    ("izing", "ise"), ("ized", "ise"), ("izes", "ise"), ("ize", "ise"), ("ization", "isation"),
    ("ising", "ize"), ("ised", "ize"), ("ises", "ize"), ("ise", "ize"), ("isation", "ization"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """`text[start:end]`, its base form, and how it is written; numbers stand as in Vietnamese.

    A short form ("n't") has a span of its own and the base form of its full word.
    """

    start: int
    end: int
    base: str
    raw: str

    @property
    def name(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[:1].isupper()


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Irregular forms and their base form."""
    found = {}
    for entry in re.split(r"[|\n]", _IRREGULAR):
        base, _, forms = entry.partition(":")
        for form in forms.split():
            if form != base.strip():
                found[form] = base.strip()
    return found


def base_form(word: str, known: Container[str]) -> str:
    """Base form of a lower-case English word: itself or without its ending, as `known` has it.

    A word of which `known` has neither is taken as it is: most are names.
    """
    word = irregular_forms().get(word, word)
    if word in known or len(word) < 4 or not word.isascii():
        return word
    return next((base for base in possible_bases(word, derived=True) if base in known), word)


def possible_bases(word: str, *, derived: bool) -> Iterator[str]:
    """What a word may be an inflected form of, likeliest first.

    With `derived` also what it may be an adverb, a comparative or another spelling of.
    """
    for ending, replaced in (*_INFLECTED, *_DERIVED) if derived else _INFLECTED:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            rest = word.removesuffix(ending)
            if replaced is not None:
                yield rest + replaced
            elif len(rest) > 2 and rest[-1] == rest[-2]:
                yield rest[:-1]


def vietnamese_number(number: str) -> str:
    """A number in English notation as Vietnamese writes it: 1,330.5 → 1.330,5."""
    if not _ENGLISH_NUMBER.fullmatch(number):
        return number
    return number.translate({ord(","): ".", ord("."): ","})


def english_words(text: str, known: Container[str]) -> tuple[EnglishWord, ...]:
    """The words and numbers of NFC `text` in order; `known` as in `base_form`."""
    plain = _APOSTROPHE.sub("'", text)
    found: list[EnglishWord] = []
    for match in _WORD.finditer(plain):
        base = _base(match, known)
        if base:
            found.append(EnglishWord(match.start(), match.end(), base, match[0]))
    return tuple(found)


def _base(match: re.Match[str], known: Container[str]) -> str | None:
    raw = match[0]
    lower = raw.lower()
    match match.lastgroup:
        case "number":
            return vietnamese_number(raw)
        case "ordinal":
            return raw[:-2]
        case "states":
            return "usa"
        case "not":
            return "not"
        case "short":
            return base_form(_SHORT[lower], known) if lower in _SHORT else None
        case "negated":
            return base_form(_NEGATED.get(lower, lower), known)
        case _:
            return base_form(lower, known)
