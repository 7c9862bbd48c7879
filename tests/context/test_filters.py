"""Each context filter on sentences as documents write them, with a rule for labels and one for abuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.formats.registry import read
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset

RULES = load_ruleset([Path(__file__).parent / "rules"], builtin=False)
PIPELINE = Pipeline(RULES, Options(show_muted=True))


def verdicts(text: str, name: str = "minutes.txt") -> list[str]:
    """For each finding its severity, or the filter that muted it."""
    return [
        f.muted.filter if f.muted else str(f.severity)
        for f in PIPELINE.check(read(text.encode(), name))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Words such as “addict” and “drug user” tell a reader that a person is nothing else.",
        "Please do not write 'addict' in case notes.",
        "We no longer say “addict.” We say “person who uses drugs.”",
        "Avoid the word addict on intake forms.",
        "The label “drug addict” was removed from the county's survey in 2021.",
        "“Addict” appears four times in the old brochure.",
        "Don't say: addict, drug user, drug addict",
        "“Addict” → “person with a substance use disorder”",
        "addict -> person who uses drugs",
        "Does the flyer use stigmatizing labels (e.g., addict)?",
        'Replace "addicts" with "people who use drugs" throughout.',
        "Media outlets dropped terms like drug addict years ago.",
        "The phrase 'drug users' reduces people to one behavior.",
        "“I used to chart 'drug addict' and I don't now,” the nurse in the reel says.",
        "“Addict” is not my name anymore, and it was never hers.",
        "The stylebook follows the news agency, which advises against “addict” as a noun.",
        "Alt: a hand-lettered sign: “NO ADDICTS NO DOGS.”",
        "Participants sort “drug addict,” “in recovery” and “positive for opioids” into two rows.",
        "Drug addicts is what the paper said in February, and we are all tired of hearing it.",
        "“Addict” and the like will be cut from letters from June 1.",
        "In the hallway we hear “addicts,” “frequent flyers” and “those people” on every shift.",
        "Some trainees bring up “drug addicts” or “junkies” before anybody has asked.",
        "The fund takes the place of the office's “Meet an Addict” school assemblies.",
        "“Drug user” has the meaning given by the Americans with Disabilities Act.",
        "“Substance abuse” is an older name for the unit; the door still has it.",
        "Substance abuse is an outdated term, and the form was reprinted in May.",
        "It was the guests who had us change “drug users” to “guests” on the sign-in sheet.",
        "Our first leaflets had spoken of “addicts” until a participant marked them up.",
        "A mural by the bus stop, with a poster reading “Addict is not a diagnosis,” is new.",
    ],
)
def test_mentions(text: str) -> None:
    assert set(verdicts(text)) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "Neighbors met to talk about the “addicts” sleeping in our park.",
        "Neighbors met to talk about the “addicts” and “drifters” sleeping in our park.",
        "The language of recovery helps addicts heal.",
        "We use the term outreach loosely: we find addicts where they are.",
        "Avoid addicts near the station, the flyer warned.",
        "**Addicts** can call us day or night.",
        "Myth busting night: come and meet addicts who got well.",
        "We do not call the police on addicts.",
        "He writes that addicts should be jailed.",
        "Nobody says that addicts cannot change.",
        "Not addicts alone, but their families, need housing.",
        "The clinic’s old name is gone, but addicts still ask for it.",
        "He changed addicts' lives in this county.",
        "She was long known as an addict in her building.",
        "For a term of ten weeks all shall:\n\n- shun addicts\n- sign in at six",
    ],
)
def test_use_is_no_mention(text: str) -> None:
    assert verdicts(text, "page.md") == ["error"]


def test_tables_and_lists_of_words() -> None:
    table = "| Instead of | Say |\n|---|---|\n| addict | person who uses drugs |\n| drug user | person who uses drugs |\n"
    assert verdicts(table, "guide.md") == ["mention", "mention"]
    listed = "## Words to avoid\n\n- addict\n- drug user, drug addict\n"
    assert verdicts(listed, "guide.md") == ["mention"] * 3
    led = "Please stop using these terms:\n\n- addict\n- substance abuse\n"
    assert verdicts(led, "guide.md") == ["mention", "mention"]


def test_a_table_of_services_is_no_list_of_words() -> None:
    table = "| Service | Who may come |\n|---|---|\n| Drop-in | addicts and their families |\n"
    assert verdicts(table, "services.md") == ["error"]


def test_struck_through() -> None:
    assert verdicts("We serve ~~addicts~~ people who use drugs.", "page.md") == ["mention"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The addicts are back in the park,” a resident told the board.", ["suggestion"]),
        ("Lee said, “Addicts took the copper again.”", ["suggestion"]),
        ("> The addicts are back.\n>\n> — a resident", ["suggestion"]),
        ("He said the addicts were back.", ["error"]),
        ("So-called “addicts” took the copper.", ["error"]),
        (
            "The order was “drying out the addicts,” as the former sheriff described it.",
            ["suggestion"],
        ),
        ("The councilman calls this “coddling addicts.”", ["suggestion"]),
        ("A caller to the radio said that we coddle “addicts” on the pier.", ["suggestion"]),
        ("The pier is full of “addicts” and the board said so.", ["suggestion"]),
        ("The mayor called for beds “for addicts and their families now.” ", ["suggestion"]),
        ("“Just another addict.”\n— a nurse to her colleague", ["suggestion"]),
        ("“Addicts,” a parent wrote on the form.", ["suggestion"]),
        ("A bus pass for “addicts,” and who pays?", ["suggestion"]),
        ("The county’s plan of 1938 had a zone for “addicts and tramps.”", ["reported-history"]),
        ("A leaflet for “addicts and their loved ones” lay on the bench.", ["suggestion"]),
        (
            "“I know them,” Pruitt said. “Ten years now. Addicts move down the block.",
            ["suggestion"],
        ),
    ],
)
def test_a_quotation_is_a_suggestion_at_most(text: str, expected: list[str]) -> None:
    assert verdicts(text, "story.md") == expected


def test_quotation_policies() -> None:
    text = b"\xe2\x80\x9cThe addicts are back in the park,\xe2\x80\x9d a resident told the board."
    for policy, found in (("as-is", ["error"]), ("mute", [])):
        pipeline = Pipeline(RULES, Options(quotation=policy))  # type: ignore[arg-type]
        assert [str(f.severity) for f in pipeline.check(read(text, "a.txt"))] == found


@pytest.mark.parametrize(
    "text",
    [
        "“I’m an addict,” Rosa told the board.",
        "I am a recovering addict and I chair this committee.",
        "My name is Theo and I’m an addict.",
        "As an addict, I knew which doors were locked.",
        "She calls herself an addict.",
        "They identify as addicts.",
        "He asked us to say he is “a stubborn old addict with a good crew.”",
        "Mr. Iqbal, who said that he is “an addict, nineteen years in recovery,” was for it.",
        "One of them, who has been open about being “a former addict,” spoke at the dinner.",
        "“I arrived a hopeless addict and left with a key,” the page quotes a resident.",
        "We are addicts, and we are your neighbors.",
        "I was a drug addict for eleven years.",
        "I’ve been a drug addict since I was fifteen.",
    ],
)
def test_people_name_themselves(text: str) -> None:
    assert set(verdicts(text)) == {"self-description"}


@pytest.mark.parametrize(
    "text",
    [
        "He admits he is an addict.",
        "I work with addicts every day.",
        "I was told by an addict that the van never came.",
        "We are here for addicts.",
        "You are an addict, the letter said.",
        "My neighbor is an addict.",
        "I am tired of addicts in the library.",
        "We are a shelter for addicts.",
    ],
)
def test_others_do_not(text: str) -> None:
    assert verdicts(text) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "The Substance Abuse and Mental Health Services Administration (SAMHSA) paid for the kits.",
        "SUBSTANCE ABUSE AND MENTAL HEALTH SERVICES ADMINISTRATION GRANT REPORT",
        "She trained at the National Institute on Drug Abuse in 2011.",
        "The Harlow County Substance Abuse Task Force met twice.",
        "Delegates of the Vancouver Area Network of Drug Users spoke first.",
        "He leads the Rhode Island Drug Users Union.",
        "Maria Ortiz, Substance Abuse Counselor II, signed the form.",
        "Renamed in 2019: the Drug Abuse Unit is now the Office of Care.",
        "Grant No. 5, Office of Substance Abuse Services, Lansing",
        "Red Mesa Drug Abuse Program of the Tribal Division of Behavioral Health",
        "TWO RIVERS SUBSTANCE ABUSE PREVENTION COALITION",
        "Addict Rescue Crew, 14 strong, sang for us.",
        "AGREEMENT WITH THE ELM COUNTY DRUG ABUSE AND OPIOID TASK FORCE, AS AMENDED",
    ],
)
def test_names(text: str) -> None:
    assert set(verdicts(text)) == {"proper-name"}


@pytest.mark.parametrize(
    "text",
    [
        "Help For Drug Addicts",
        "DRUG ABUSE PREVENTION FOR FAMILIES",
        "DRUG ABUSE SPLITS SCHOOL COMMITTEE",
        "ADDICTS ACT OUT IN COURT, COUNCIL TOLD",
        "New Hope For Addicts And Their Families",
        "Addicts deserve care.",
        "Drug addicts in Harlow County deserve care.",
        "In Harlow County, Drug Addicts deserve care.",
        "Addict Wendell Marsh was arrested behind the feed store.",
        "Addict Bo Ann Lund, 52, sleeps in a car.",
        "Dr. Ito said that addicts deserve care.",
    ],
)
def test_capitals_alone_are_no_name(text: str) -> None:
    assert verdicts(f"{text}\n\nThe office is open on weekdays.") == ["error"]


@pytest.mark.parametrize(
    ("text", "filter_name"),
    [
        ("References\n\nDoe J. Attitudes to addicts in rural clinics. J Rural Care. 2011;4(2):11-19.", "citation"),
        ("See Doe et al. (2011), “Attitudes to drug addicts.”", "citation"),
        ("ICD-10-CM F11.10 names opioid and drug abuse, uncomplicated.", "clinical-code"),
        ("Health & Safety Code section 11999 speaks of drug abuse programs.", "legal-text"),
        ("Under 42 U.S.C. 290aa, substance abuse services are funded.", "legal-text"),
        ("Myth: Addicts cannot change.", "myth-fact"),
    ],
)  # fmt: skip
def test_fixed_text(text: str, filter_name: str) -> None:
    assert set(verdicts(text)) == {filter_name}


def test_the_authors_own_words_beside_a_study() -> None:
    assert verdicts("Kelly showed in 2010 that addicts are blamed more.") == ["error"]


def test_a_myth_line_ends_at_its_fact() -> None:
    text = "Myth: Addicts cannot change. Fact: Most addicts do."
    assert verdicts(text) == ["myth-fact", "error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Addicts met. <!-- personfirst: ignore[label] -- their own word -->", ["suppression"]),
        ("Addicts met. <!-- personfirst: ignore[abuse] -->", ["error"]),
        ("<!-- personfirst: ignore-next-line -->\nAddicts met.", ["suppression"]),
        ("<!-- personfirst: ignore-file[label] -->\n\nAddicts met.\n\nAddicts left.", ["suppression"] * 2),
        ("<!-- personfirst: ignore-start -->\nAddicts met.\n<!-- personfirst: ignore-end -->\n\nAddicts left.", ["suppression", "error"]),
    ],
)  # fmt: skip
def test_suppressions(text: str, expected: list[str]) -> None:
    assert verdicts(text, "page.md") == expected


@pytest.mark.parametrize(
    "text",
    [
        "# Drug Users Find Services At New Center",
        "# How Drug Addicts Can Find A Program",
        "# Where To Find Substance Abuse Services",
    ],
)
def test_a_title_case_heading_with_a_common_noun_is_no_name(text: str) -> None:
    assert verdicts(text, "page.md") == ["error"]


def test_a_stretch_without_spaces_ends() -> None:
    assert verdicts("[" * 9_000 + "addict" + "]" * 9_000) == ["error"]


def test_glossaries_and_marks_for_no() -> None:
    assert verdicts("# Glossary\n\n- **Addict** – an outdated label\n", "guide.md") == ["mention"]
    assert verdicts("Do: person who uses drugs. Don't: drug user.") == ["mention"]
    assert verdicts("- ❌ addict\n- ✅ person who uses drugs\n", "guide.md") == ["mention"]


def test_a_q_element_is_a_quotation() -> None:
    page = "<p>The mayor said <q>the addicts are back again</q>, officials noted.</p>"
    assert verdicts(page, "page.html") == ["suggestion"]


@pytest.mark.parametrize(
    "text",
    [
        "I counted. Nine times *addict*, and never her name.",
        "One of the boys had written DRUG ADDICT across the locker.",
        "Please amend “drug abuse”; his pain was undertreated.",
        "My sister had “addict” taken out of the report.",
        "Typing “drug addict” into the search bar still brings up our address.",
        "“Substance abuse” (crossed out in red) stood on slide 4.",
        "What was once called drug abuse is now named by its severity.",
        "The survey’s wording (“Have you ever been a drug addict?”) put people off.",
        "Payers should stop counting “drug abuse” visits as a measure.",
        "Interpreters asked how to sign “addict” without the gesture.",
        "It isn’t ‘addict’ that hurts, he says. It’s the chair they move away.",
        "On my intake form it said addict. On my discharge form it said Denise.",
        "Before: “The clinic treats addicts.” After: “The clinic treats people.”",
        "Original sentence: Addicts rarely return.",
        "She crossed out addict and wrote mother.",
        "Coders marked each tweet that held a label such as lush, addict or wino.",
        "An earlier version referred to Mr. Sosa as a “drug addict.”",
        "❌ She’s a chronic drug addict.",
        "Say this: person in recovery. Not that: drug addict.",
        "What is an “addict”? my nephew asked.",
        "He asked me what an addict was.",
    ],
)
def test_words_that_are_handled_as_words(text: str) -> None:
    assert set(verdicts(text, "page.md")) == {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "We want the ADDICTS out of our park by summer.",
        "He said addicts would be moved by Friday.",
        "The paper said addict mothers would be moved.",
        "For want of a better term, the “addicts” in each grade sat apart.",
        "The “addicts” listed below should be seen on arrival.",
        "Before: two addicts in the lot. After: none, thanks to the fence.",
        "*Addicts* come here day or night.",
        "He was, as they say, “an addict like the rest of them,” and it took him.",
    ],
)
def test_scare_quotes_headlines_and_stress(text: str) -> None:
    assert verdicts(text, "page.md") == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "“Addicts” is the polite word for what sleeps behind our store.",
        "Police: ‘Drug addict’ found asleep in nativity scene",
        "The best-known “addict” of Front Street has a new coat.",
        "Terms used in this report: “addict” means any resident with two positive tests.",
        "“Addicts” sleep in the doorway again.",
        "Residents asked for rules on “drug users” at the pool.",
    ],
)
def test_a_label_alone_in_quotation_marks_is_a_suggestion(text: str) -> None:
    assert verdicts(text, "page.md") == ["suggestion"]


@pytest.mark.parametrize(
    "text",
    [
        "We drug users have long memories.",
        "We, the drug users of this city, ask for a seat.",
        "Not every one of us addicts wants to tell a story on a stage.",
        "Us addicts remember who brought blankets.",
        "My fellow addicts taught me how to cook.",
        "I’m what the papers call an addict.",
        "That makes me an addict with a very tidy kitchen.",
        "As an old addict with a good memory, I’d like to tell you how it was.",
        "ABOUT ME: dad, welder, addict, Bills fan",
        "“An addict, and a good cook,” is how Leon introduces himself.",
        "me and the other addicts under the bridge made this issue",
        "We’re a bunch of addicts with a garden.",
        "I speak for the addicts of Row C, of whom I am one.",
        "RIG AND RAMBLE, a zine by and for drug users of the lower river",
        "Poems by addicts, for addicts, since 2009.",
        "Old addict here. Ask me anything.",
        "He is a welder and “a retired addict (semi),” as he signs himself.",
        "Thank you for the soup.\nSigned,\nTwo grateful addicts from Pier 6",
        "“I been an addict since the Navy,” Odom said.",
        "“People hear that I use, and an addict can’t return a lost phone,” Mo says.",
    ],
)
def test_people_speak_of_their_own(text: str) -> None:
    assert set(verdicts(text)) == {"self-description"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We found addicts in the stairwell again.", "error"),
        ("They told us addicts would be moved by Friday.", "error"),
        ("The steps were taken over by addicts and closed for the season.", "error"),
        ("Rooms for addicts, paid for by the county.", "error"),
        ("The addict here, by the door, is a regular.", "error"),
        ("He is an addict, as she calls him.", "error"),
        ("My fellow taxpayers are tired of addicts on the bus.", "error"),
        ("We are a fellowship of addicts in Christ.", "error"),
        ("Signed up so far:\nfour addicts and two nurses", "error"),
        ("Thanks, neighbors.\nThe addicts are gone from the lot.", "error"),
        ("“I used to think an addict was something else,” said Dorn.", "suggestion"),
    ],
)
def test_speakers_who_mean_others(text: str, expected: str) -> None:
    assert verdicts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He leaves two sisters and his dog, Addict, whom he found in the yard.", 1),
        ("Addict, the shop’s three-legged cat, sleeps in the till.", 1),
        ("He walked with Addict every night.\n\nAddict would not be left.", 2),
        ("The sloop Drug Addict came third, an hour behind.", 1),
        ("The reading group takes up *The Addict* next.", 1),
        ("Mothers of Addicts – Pine County, Tuesdays at 6, Grange hall", 1),
        ("The van came twice.\n\n— Drug Addict", 1),
        ("Our trivia team, The Drug Users, took second.", 1),
        ("Her blog, Diary of a Drug Addict, has a new post.", 1),
        ("| Name | Hours |\n|---|---|\n| Families of Addicts | Mon 7 pm |\n", 1),
    ],
)
def test_names_that_no_list_holds(text: str, count: int) -> None:
    assert verdicts(text, "page.md") == ["proper-name"] * count


@pytest.mark.parametrize(
    "text",
    [
        "If you are an Addict, tell the house manager before supper.",
        "2.3 *Addict*: a patient who does not follow the plan.",
        "Addict, 34, was found by the pier.",
        "Families of addicts may park behind the church.",
        "— an addict",
        "| Service | Hours |\n|---|---|\n| Groups for Addicts | Mon 7 pm |\n",
        "| Name | Hours |\n|---|---|\n| Room for addicts | Mon 7 pm |\n",
    ],
)
def test_a_capital_is_not_always_a_name(text: str) -> None:
    assert verdicts(text, "page.md") == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "The Addicts softball team meets at six.",
        "The unit (formerly Alcohol and Drug Abuse) has moved.",
        "Mr. Ortiz chaired Alcohol and Drug Abuse until 2009.",
        "Bands: Low Tide, The Addicts, Cold Plate.",
    ],
)
def test_names_of_groups_and_bodies(text: str) -> None:
    assert verdicts(text, "page.md") == ["proper-name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Addicts in our town get a bed.", "error"),
        ("Painted sign: ADDICTS ARE NEIGHBORS, says the town.", "suggestion"),
        ("He wore a hat that said ADDICT PRIDE to the fair.", "mention"),
        ("The sign came down. ADDICTS GET A BED.", "error"),
        ("A storm kit for addicts (that's us)", "self-description"),
    ],
)
def test_signs_and_capitals(text: str, expected: str) -> None:
    assert verdicts(text, "page.md") == [expected]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("**Addict** means any tenant who uses illegal drugs on the premises.", "error"),
        ("- **Addict**: any student found with a substance, or smelling of it.", "error"),
        ("2.1 “Addict” shall mean an employee who has a positive test.", "suggestion"),
    ],
)
def test_a_policy_uses_the_words_that_it_defines(text: str, verdict: str) -> None:
    assert verdicts(f"# Policy on housing\n\n{text}", "policy.md") == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "**Addict**: a person who uses drugs; an outdated term.",
        "**Addict** means any person who uses drugs; please do not write this.",
    ],
)
def test_a_glossary_speaks_of_the_words_that_it_defines(text: str) -> None:
    assert verdicts(f"# Style guide and policy on words\n\n{text}", "guide.md") == ["mention"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Our purpose is to stay sober and help other addicts do the same.", "self-description"),
        ("I called the police when I found another addict on our steps.", "error"),
        ("My neighbors say the clinic should help other addicts.", "error"),
        ("Jesse was an addict, and he said so.", "self-description"),
        ("The addict was asked to leave and she said so many ugly things.", "error"),
        ("She herself is an addict who robs our stores.", "error"),
    ],
)
def test_others_alike_are_helped_by_one_of_them(text: str, verdict: str) -> None:
    assert verdicts(text, "page.md") == [verdict]
