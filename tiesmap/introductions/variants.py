"""What the sentences of a letter can be: each says the same in other words.

A rep writes to several people at once, some of whom know each other; no two of them get the same
sentence while one of these is free. `{0}` is a fact (a year, a firm, a field), and so are names.
"""

SENTENCES = frozenset(
    ("shared", "plea", "meet", "question", "why_you", "why_them", "trust", "small_ask", "below",
     "easy_no")
)  # fmt: skip
"""Facts of a template that are sentences by themselves: the templates' names for those below."""

PLEAS = (
    "Could you help me with something small?",
    "One quick question.",
    "I could use your help with something.",
    "May I ask you a small favor?",
    "A small question, if I may.",
    "There is something you may be able to help me with.",
    "I have a favor to ask, and it is a small one.",
    "May I ask you something? It will not take long.",
    "I have been meaning to ask you something.",
    "I would be glad of your advice on one thing.",
)
MET = (
    "It was good to see you {when}.",
    "Thank you for your time {when}.",
    "I was glad that we met {when}.",
    "I still think of our talk {when}.",
)
TALKED = (
    "It was good to talk to you {when}.",
    "Thank you for taking my call {when}.",
    "I was glad that we spoke {when}.",
)
SPOKE_LONG_AGO = (
    "It has been a while: I think we last spoke in {0}.",
    "We last spoke in {0}, if I am not mistaken, which is far too long ago.",
    "Too much time has gone by since we spoke in {0}.",
)
WROTE_LONG_AGO = (
    "We were last in touch in {0}, which is far too long ago.",
    "It is a long time since we wrote in {0}.",
    "Our last mails are from {0}; I should have written sooner.",
    "Since {0} we have not written, and I am sorry for that.",
)
OLD_FRIENDS = (
    "You and I have known each other since {0}.",
    "We have known each other since {0}, so I may be frank.",
    "I am glad that we have been in touch since {0}.",
    "You and I go back to {0}.",
)
KNOWS = (
    "You know people {0}, so you were the first I thought of.",
    "I thought of you because you know people {0}.",
    "I am asking you because there are people {0} whom you know.",
    "As you know people {0}, I thought it best to come to you.",
)
DEALS = (
    "You must come across such people in {0}.",
    "Being in {0}, you must hear of such people more often than I do.",
    "I imagine that your work in {0} brings you together with them.",
    "In {0} you must run into them all the time.",
    "I thought of you because you must deal with such people in {0}.",
)
DEALS_AT = (
    "You must come across such people at {0}.",
    "I imagine that such people are no strangers at {0}.",
    "I thought that you might meet them through {0}.",
)
RUNS = (
    "Running {0}, you must know people in many lines of business.",
    "I imagine you meet all kinds of people at {0}.",
    "Whoever runs {0} must be in touch with many firms.",
)
PEERS = (
    "You know better than I do whom it is worth talking to.",
    "One name from you is worth more to me than a long list.",
    "I would rather ask somebody who knows than write to strangers.",
    "You will have a feeling for who would be open to it.",
    "I trust your judgment more than any directory.",
    "You must have met a good many of them over the years.",
    "A hint from you would save me a lot of guessing.",
    "I would sooner hear it from you than search on my own.",
)
TRUSTED = (
    "I would rather begin with a person you trust than write to strangers.",
    "It is easier to begin with somebody who knows you.",
    "I would much rather come through you than out of the blue.",
    "A word from you goes further than any letter of mine.",
    "I do not like to write to people I have never heard of.",
    "Coming through you, I would be no stranger to them.",
    "Your name at the beginning makes it another kind of talk.",
    "I have found that the best talks begin with somebody both sides know.",
)
QUESTIONS = (
    "Do you know somebody {0}, or somebody who does?",
    "Can you think of anybody {0}, or of somebody who would know?",
    "Who {0} comes to mind, whether you know them yourself or through somebody else?",
    "Whom would you turn to, if you wanted to get to know somebody {0}?",
    "Is there anybody {0} whom you know, perhaps through somebody else?",
    "If you were in my place, whom {0} would you want to talk to?",
    "Whom do you think of first when you hear of good people {0}?",
    "Would you know of anybody {0}, or know who might?",
)
OF_MEMBERS = (
    "Which of your members {0} should I get to know?",
    "Which members {0} would you point me to?",
    "Among your members {0}, who would be open to a talk with me?",
    "Whom of your members {0} would you call first, if you were me?",
)
OF_PEERS = (
    "{who} {0} should I get to know, apart from those you compete with?",
    "Leaving out those you compete with, whom do you think highly of {0}?",
    "Who {0} is worth knowing, as long as you do not compete with them?",
    "Setting your competitors aside, who {0} comes to mind?",
    "Is there somebody {0} whom you know and do not compete with?",
    "Whom {0} do you get on with, among those who are no competitors of yours?",
    "If we leave your competitors out, whom {0} would you call first?",
    "Whom {0} have you met, at a fair or elsewhere, who does not compete with you?",
)
MEET = (
    "I would like to meet {whom}, and I believe you know each other{through}.",
    "I have been hoping to get to know {whom}, whom I believe you know{through}.",
    "Somebody I would like to talk to is {whom}, and I think you know each other{through}.",
    "As far as I can tell you know {whom}{through}, and I would like to as well.",
    "You know {whom}{through}, I believe: that is whom I would like to meet.",
    "There is one person I am hoping to meet, and I think you know each other{through}: {whom}.",
)
MEET_MAYBE = (
    "I would like to meet {whom}, and wondered whether you know each other{since}.",
    "I am hoping to get to know {whom}; have you two come across each other{since}?",
    "Do you happen to know {whom}{since}? That is somebody I would like to meet.",
    "You may know {whom}{since}, whom I am hoping to meet.",
    "Perhaps you have met {whom}{since}: I would be glad to as well.",
    "Somebody I would like to talk to is {whom}, and it may be that you know each other{since}.",
)
WHY_FIELD = (
    "I am trying to get to know more people in {0}, and would be glad to begin with somebody you "
    "know.",
    "I know few people in {0} so far, and would like to change that with your help.",
    "More and more I have to do with {0}, and somebody you know is a good beginning.",
    "My reason is that I want to understand {0} better, from somebody who is in it.",
    "What I am after is a first talk in {0}, and nobody is better than somebody you know.",
    "I want to learn how people see things in {0}, and begin with those whom you know.",
)
WHY_FIELD_MAYBE = (
    "I am trying to get to know more people in {0}.",
    "I know few people in {0} so far.",
    "My reason is that I want to understand {0} better.",
    "What I am after is a first talk in {0}.",
    "I want to learn how people see things in {0}.",
)
WHY_OWN_FIELD = (
    "Both of us work in {0}, and it would be good to know more of those who do.",
    "As we both work in {0}, we ought to have met long ago.",
    "We are both in {0}, and have never spoken.",
)
WHY_FIRM = (
    "I would like to understand how things are done at {0}, and would rather ask than guess.",
    "I am curious how they go about it at {0}.",
    "What interests me is how {0} sees it, from the inside.",
    "I have read about {0}, and would like to hear it from somebody who is there.",
)
WHY_ANYBODY = (
    "I would rather come through somebody we both know than write out of the blue.",
    "It means more when it comes through you.",
    "I did not want to write without a word from you.",
    "A stranger's letter is easily put aside; yours is not.",
)
CLIENTS = (
    "You know from your own experience how I work.",
    "You have seen for yourself how I work.",
    "You know my work at first hand.",
    "What it is like to work with me you know best.",
    "You can say yourself what I am like to work with.",
)
NAMED_ASKS = (
    "Would you ask {them} whether a short call with me would be welcome?",
    "If you think it makes sense, would you find out whether {them} is open to a short call with "
    "me?",
    "Could you ask {them} whether I may call for fifteen minutes?",
    "Would you let {them} know about me, and ask if I may call?",
    "Perhaps you could ask {them} if a fifteen-minute call would be all right?",
    "Could I trouble you to ask {them} for fifteen minutes on a call?",
    "Would you be willing to ask {them} if we might talk on a short call?",
    "If it suits you, could you ask {them} whether a short call would be all right?",
)
OPEN_ASKS = (
    "If a name comes to mind, would you ask that person whether a short call with me would be "
    "welcome?",
    "If you think of somebody, would you ask whether I may call for fifteen minutes?",
    "Should a name come to mind, could you find out if that person has time for a short call?",
    "All I ask for is a name, and that person's yes to a short call.",
    "Could you ask whoever you think of if a short call is all right?",
    "When somebody occurs to you, would you ask if a fifteen-minute call suits?",
    "One name would do: could you ask that person if I may call some time?",
    "If somebody fits, would you mention me and ask if a call would be all right?",
)
NAMED_NOS = (
    "If you would rather not, just say so; I will understand.",
    "If it does not feel right to you, just say so.",
    "And if this is not a good moment, say so, and I will leave it.",
    "A no is perfectly fine.",
    "If you would sooner keep out of it, that is fine with me.",
    "Should it not suit you, a short no is fine, and nothing changes between us.",
    "And if you have doubts, say so: I would rather know.",
    "It is just as fine if you would rather not.",
)
OPEN_NOS = (
    "And if nobody comes to mind, that is an answer too.",
    "If not, that is fine, too.",
    "And if you would rather not, just say so.",
    "If you cannot think of anybody, that is fine as well.",
    "No name at all is an answer too.",
    "And if you would sooner not, a short no is fine.",
    "It is just as fine if this is not for you.",
    "If this does not suit you, say so, and I will not ask again.",
)
OWN_LINES = (
    "What I do, in one line",
    "What it would be about",
    "So that you know what to say of me",
    "In short",
    "My work in one sentence",
    "In case you are asked what I do",
    "The reason for a call",
    "What I would talk about",
)
GAINS = (
    "What I hope to bring {them}",
    "What is in it for {them}",
    "Why it may be worth it for {them}",
    "What I can do for {them}",
    "What it could mean for {them}",
    "What I have to offer {them}",
    "The use of it for {them}",
    "What a talk with me could bring {them}",
)
BELOW = (
    "There is a short note below that you can simply forward.",
    "Below is a note that you can forward as it is.",
    "You will find a short note below, ready to be passed on.",
    "To save you the writing, there is a note below.",
    "The note below can be sent on just as it stands.",
    "A few lines to pass on are below.",
    "Further down is a note to send on, if you like.",
    "I have put a short note below for you to pass on.",
)
