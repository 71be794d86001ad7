"""One page of each type, with the role that looks at it."""

from __future__ import annotations

LEARNER, COACH, LEAD, TRAINER, ADMIN = "learner", "coach", "lead", "trainer", "platform"
LESSON = "/leren/wks-coach/de-drie-openingsvragen/wat-willen-jullie-bereiken/"
OPEN_LESSON = "/leren/wks-coach/kennismaken/de-eerste-vragen/"

# Name, address, role (None: a visitor).
PAGE_TYPES: tuple[tuple[str, str, str | None], ...] = (
    ("home", "/", None),
    ("kennismaking", OPEN_LESSON, None),
    ("inloggen", "/account/login/", None),
    ("wachtwoord-vergeten", "/account/password/reset/", None),
    ("over-het-model", "/over-het-wks-model/", None),
    ("hulp", "/hulp/", None),
    ("toegankelijkheid", "/toegankelijkheid/", None),
    ("privacy", "/privacy/", None),
    ("begrippen", "/begrippen/", None),
    ("begrip", "/begrippen/zaakwaarnemer/", None),
    ("zoeken", "/zoeken/?q=zaakwaarnemers", None),
    ("mijn-leerpad", "/mijn-leerpad/", LEARNER),
    ("mijn-leerpad-zonder-pad", "/mijn-leerpad/", TRAINER),
    ("mijn-leerpad-van-de-beheerder", "/mijn-leerpad/", ADMIN),
    ("leerpad", "/leren/wks-coach/", LEARNER),
    ("module", "/leren/wks-coach/de-drie-openingsvragen/", LEARNER),
    ("les", LESSON, LEARNER),
    ("toets", "/leren/code/M1-T/", LEARNER),
    ("aantekeningen", "/mijn-notities/", LEARNER),
    ("reflecties", "/mijn-reflecties/", LEARNER),
    ("praktijkcasussen", "/mijn-praktijkcasussen/", LEARNER),
    ("nieuwe-casus", "/mijn-praktijkcasussen/nieuw/", LEARNER),
    ("portfolio", "/mijn-portfolio/", LEARNER),
    ("bewijs-toevoegen", "/mijn-portfolio/toevoegen/", LEARNER),
    ("met-mij-gedeeld", "/gedeeld-met-mij/", TRAINER),
    ("mijn-observaties", "/mijn-observaties/", LEARNER),
    ("observatie", "/observaties/1/", LEARNER),
    ("observaties", "/observaties/", TRAINER),
    ("observatie-beginnen", "/observaties/nieuw/", TRAINER),
    ("observatie-invullen", "/observaties/4/", TRAINER),
    ("deelnemers-nummeren", "/observaties/telefoon/deelnemers/", TRAINER),
    ("observeren-op-een-telefoon", "/observaties/telefoon/", TRAINER),
    ("ijking", "/ijking/", TRAINER),
    ("ijking-uitslag", "/ijking/1/", TRAINER),
    ("ijking-gesprek", "/ijking/4/", COACH),
    ("nakijken", "/nakijken/", TRAINER),
    ("bijeenkomsten", "/bijeenkomsten/", LEARNER),
    ("bijeenkomsten-geweest", "/bijeenkomsten/?toon=geweest", LEAD),
    ("bijeenkomst-plannen", "/bijeenkomsten/nieuw/", LEAD),
    ("eigen-agenda", "/bijeenkomsten/agenda/", TRAINER),
    ("intervisie", "/bijeenkomsten/intervisie/", COACH),
    ("intervisie-stap", "/bijeenkomsten/intervisie/incident/1/", COACH),
    ("wie-ziet-wat", "/wie-ziet-wat/", LEARNER),
    ("deelnemers", "/deelnemers/", LEAD),
    ("voortgang", "/voortgang/", LEAD),
    ("voortgang-van-een-module", "/voortgang/wks-coach/M1/1/", LEAD),
    ("status", "/status/", ADMIN),
    ("onderdelen", "/onderdelen/", None),
)
WIDTHS = (1280, 390, 320)
