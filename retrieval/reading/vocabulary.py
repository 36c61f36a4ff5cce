"""Words around the name of a film or a kind of film, and what each of them does there."""

from __future__ import annotations

import re
from typing import Final

from retrieval.reading.genre_names import GENRE_WORDS
from retrieval.text import word_set

FILM_NOUN: Final = r"(?:movies?|films?|flicks?|pictures?|cinema|features?|titles?)"
"""What a film is called, as a part of a pattern."""
ANY_FILM: Final = re.compile(
    rf"^(?:{FILM_NOUN}|ones?|something|anything|stuff|things?|classics?|blockbusters?|gems?|epics?|productions?"
    r"|releases?)$"
)
"""A word that may stand for a film."""
FILM_TRADE: Final = word_set(
    """director directors maker makers making crew star stars critic critics student students producer
    producers industry festival buff buffs studio studios school actor actors actress theater theatre camera
    editor reel reels rental"""
)
"""What follows `film` where no film is meant: `film director`."""
DESCRIBING: Final = word_set(
    """a an the some any one few more other another good great best better nice top fine really very pretty
    quite so most new newer old older recent classic modern short long funny scary sad smart dark light
    lighter happy cute cool epic underrated famous popular obscure cult weird strange violent beautiful
    feel feelgood well made made up heartwarming uplifting gritty bloody creepy spooky stupid silly slow
    black white low high budget big psychological supernatural slasher teen teenage epic historical
    medieval romantic musical erotic indie independent foreign animated political legal spy heist space
    superhero zombie vampire martial arts coming age buddy gangster detective noir dystopian post
    apocalyptic and or & , something anything hollywood hidden gem award winning i want me give show
    like d highly rated reviewed acclaimed critically maybe perhaps probably possibly around about circa language speaking
    roughly from only purely strictly"""
) | frozenset(word for phrase in GENRE_WORDS for word in phrase.split())
FOLLOWING: Final = word_set(
    """about with without from by starring directed featuring set where that which and or but like for under
    over before after between in of not no made released please tonight now involving rated less more
    shorter longer at based around since made having has have who's is are around to max - on i we you except
    excluding besides minus without nor neither plus during until aboard inside near across throughout exploring revolving
    concerning centred centered focusing focused following depicting telling taking happening dated produced because
    would could will can only recommendations suggestions recs preferably ideally pls thanks if though also too
    instead maybe perhaps my our whose whom yes were came out did do does are you shot remake
    remakes sequel sequels adaptation adaptations franchise trilogy , .
    ! ? ; : ( ) must it should that's thats"""
)
SAID_OF_FILM: Final = re.compile(
    rf"(?:^|(?:^| )(?:[,;:.]|it|its|this|that|thats|which|and|but|{FILM_NOUN}) )(?:(?:was|is|isnt|wasnt|'s|might|may|could|must|should|need|needs|to|have|has|be"
    r"|been|being|i|id|think|believe|guess|say|probably|maybe|perhaps|possibly|definitely|also|not|in|a|an|either|it|its"
    r"|looked|seemed|pretty|fairly|sure|im|am) )*(?:was|is|isnt|wasnt|'s|be|been|not|its|thats|looked|seemed)(?: (?:a|an|in|not|probably|maybe|all|possibly|either|definitely))*$"
)
TIME: Final = re.compile(
    r"^(?:(?:19|20)?\d0s|\d{4}|early|mid|late|'s|twenties|thirties|forties|fifties|sixties|seventies"
    r"|eighties|nineties)$"
)
