"""Questions as people put them, sorted by hand: each inner list is one thing that a moderator would answer once."""

from __future__ import annotations

GROUPS: tuple[tuple[str, ...], ...] = (
    (
        "whats the strike fund",
        "is there a strike fund?",
        "how much is in the strike fund",
        "how big is the strike fund rn",
        "do they have a strike fund",
    ),
    (
        "can i still audition during the strike",
        "are auditions allowed during the strike",
        "is it ok to audition while the strike is on",
    ),
    (
        "can influencers join the union",
        "do influencers get to join the union?",
        "are influencers allowed to join the union",
    ),
    (
        "what about video game voice actors",
        "are video game voice actors on strike too",
        "do voice actors in video games strike as well",
    ),
    ("where do i get a picket sign", "where can i pick up a picket sign", "how do i get picket signs"),
    ("where are the pickets today", "which picket locations are open today", "picket locations today??"),
    (
        "does the wga have health insurance during the strike",
        "do writers keep their health insurance while on strike wga",
        "wga health insurance in the strike?",
    ),
    (
        "is fran drescher running for reelection",
        "will fran drescher run for reelection",
        "fran drescher reelection",
    ),
    ("how much does fran drescher make", "fran drescher salary", "what is fran drescher's salary"),
    ("how much does carol lombardini make", "carol lombardini salary?"),
    ("who is the mediator", "is there a mediator", "did they bring in a mediator"),
    ("is a federal mediator involved", "did a federal mediator get involved?"),
    (
        "when do late night shows come back",
        "when are the late night shows coming back",
        "late night shows return date",
    ),
    ("is stranger things delayed", "did stranger things get delayed", "stranger things delay?"),
    ("is the last of us delayed", "did the last of us get delayed"),
    ("what movies got delayed", "which movies are delayed because of the strike", "list of delayed movies"),
    ("are the emmys postponed", "did the emmys get postponed?", "emmys postponed?"),
    ("when are the emmys now", "new date of the emmys"),
    ("how do residuals work on streaming", "how are streaming residuals calculated"),
    (
        "is costco giving free food to picketers",
        "who is giving free food to picketers",
        "free food for picketers?",
    ),
    (
        "are teamsters crossing the picket line",
        "do the teamsters cross picket lines",
        "will teamsters cross the picket line",
    ),
    ("is it illegal to cross the picket line", "is crossing the picket line illegal?"),
    ("what happens if you scab", "what happens to scabs", "what do they do to scabs"),
    (
        "which shows have interim agreements",
        "list of interim agreements",
        "what productions got an interim agreement",
    ),
    ("what is an interim agreement", "explain interim agreement pls"),
    ("is a24 struck", "is a24 a struck company?", "a24 struck or not"),
    ("did neon sign an interim agreement", "has neon signed the interim agreement"),
    ("how many people are on strike", "how many people are striking"),
    (
        "what's the unemployment benefit for strikers in california",
        "can strikers get unemployment in california",
        "unemployment benefits for striking workers california",
    ),
    ("did newsom veto the unemployment bill", "newsom veto unemployment for strikers"),
    ("what does iatse think of the strike", "what is iatse's opinion of the strike"),
    ("is iatse going on strike next", "will iatse strike next"),
    (
        "can i watch netflix during the strike",
        "should we cancel netflix",
        "are we supposed to boycott netflix",
    ),
    ("do i have to boycott disney", "should i boycott disney", "is there a boycott of disney"),
    (
        "how much money did california lose",
        "what did the strike cost california",
        "economic cost of the strike for california",
    ),
    ("who is ted sarandos married to", "who's ted sarandos' wife"),
    ("does bob iger own a yacht", "did bob iger buy a yacht"),
    ("what is the definition of a mini room", "what's a mini room", "mini rooms?? what are those"),
    ("how long is the writers room minimum", "minimum length of the writers room"),
    (
        "are animation writers covered",
        "does the contract cover animation writers",
        "is animation writing covered",
    ),
    ("do reality shows count", "are reality shows affected"),
    ("where are the strike rules", "where can i read the strike rules"),
    ("who wrote the strike rules", "who made the strike rules"),
)
"""Made up for this file. Neighbouring lists are often near misses of each other on purpose."""
