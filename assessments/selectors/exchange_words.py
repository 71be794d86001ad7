"""What there is to say of a file with questions, in sentences that an author can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.rules.exchange.codes import Loss, Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from assessments.rules.exchange.report import Place, Remark

SENTENCES: dict[Refusal | Loss, StrOrPromise] = {
    Refusal.EMPTY: _("There is nothing in this file."),
    Refusal.TOO_LARGE: _("This file is too large. It may be at most %(megabytes)s MB."),
    Refusal.NOT_TEXT: _("This is not text that we can read. Save the file again as text in UTF-8."),
    Refusal.UNKNOWN_FORMAT: _(
        "We do not know this kind of file. We read GIFT, Moodle XML, QTI 2.1, QTI 3.0, CSV and Excel (xlsx)."
    ),
    Refusal.OLD_QTI: _("This is QTI 1. We cannot read that. Let the other system make QTI 2.1 or QTI 3.0."),
    Refusal.XML_BROKEN: _("The XML is broken here. Make the file again in the other system."),
    Refusal.XML_UNSAFE: _("The XML defines things of its own (DTD). That is not safe, so we do not read it."),
    Refusal.XML_TOO_DEEP: _("The XML has too many parts, or too many parts inside each other."),
    Refusal.ARCHIVE_BROKEN: _("This ZIP file is broken. Make the file again in the other system."),
    Refusal.ARCHIVE_LOCKED: _("This ZIP file is locked with a password. Make it without a password."),
    Refusal.ARCHIVE_NAME: _("The ZIP file holds a file with a name that is not safe: “%(name)s”."),
    Refusal.ARCHIVE_NESTED: _(
        "The ZIP file holds another ZIP file: “%(name)s”. Bring in each ZIP file by itself."
    ),
    Refusal.ARCHIVE_TOO_LARGE: _(
        "The ZIP file becomes too large when it is unpacked: at most %(megabytes)s MB."
    ),
    Refusal.ARCHIVE_TOO_MANY: _("The ZIP file holds too many files: at most %(most)s."),
    Refusal.MISSING_FILE: _("The list of contents names the file “%(name)s”, but it is not in the ZIP file."),
    Refusal.WORKBOOK_BROKEN: _("This Excel file is broken. Open it in Excel and save it again."),
    Refusal.ROW_BROKEN: _(
        "From this row on the table cannot be read. Look for a quotation mark that is not closed."
    ),
    Refusal.NO_HEADINGS: _("The first row does not name the columns. There must be a column “vraag”."),
    Refusal.NO_QUESTIONS: _("There is no question in this file."),
    Refusal.TOO_MANY: _(
        "There are too many questions in this file: at most %(most)s. Divide it into more files."
    ),
    Refusal.TWICE: _(
        "The id “%(identifier)s” occurs more than once in this file. Only the first one counts."
    ),
    Refusal.TAKEN: _(
        "The id “%(identifier)s” belongs to a question that you do not write in. Give this question another id."
    ),
    Refusal.BRACES: _("The answers must stand between { and }. One of the two is missing."),
    Refusal.NO_TEXT: _("The question has no text."),
    Refusal.TOO_LONG: _("A text is too long: at most %(most)s characters."),
    Refusal.TOO_FEW: _("There are too few answers: at least two are needed."),
    Refusal.TOO_MANY_OPTIONS: _("There are too many answers: at most %(most)s."),
    Refusal.NO_KEY: _("It does not say which answer is right."),
    Refusal.SEVERAL_KEYS: _("More than one answer is right, while only one may be chosen."),
    Refusal.NO_PARTNER: _("It does not say what belongs to “%(text)s”."),
    Refusal.ONLY_A_PICTURE: _("An answer is a picture without words. Here every answer needs words."),
    Refusal.NO_ANSWER: _("It does not say which words are right."),
    Refusal.NO_NUMBER: _("It does not say which number is right."),
    Refusal.NO_EXTREMES: _("It does not say which action is best and which is worst."),
    Refusal.UNKNOWN_KIND: _("We do not know this kind of question: “%(kind)s”."),
    Refusal.UNKNOWN_WORD: _("“%(word)s” is not known in the column “%(column)s”."),
    Refusal.SEVERAL_QUESTIONS: _("This is more than one question in one text. Make a question of each."),
    Loss.ATTACHMENTS: _("In the other system people send a file along. Here they only write an answer."),
    Loss.CASE: _("Capitals count in the other system. Here they do not."),
    Loss.CATEGORY_TEXT: _("The text of a category is not kept."),
    Loss.COLUMN: _("The column “%(name)s” is not known and is not read."),
    Loss.COMBINED_FEEDBACK: _("The feedback for right or wrong as a whole is not kept: “%(text)s”."),
    Loss.CRITERIA: _("The criteria for marking are not kept."),
    Loss.DESCRIPTION: _("This is a text without a question. It is not kept."),
    Loss.EXPLANATION: _("The explanation is not kept."),
    Loss.FEEDBACK: _("The feedback per answer is not kept."),
    Loss.FILE: _("A file that belongs to the question is not kept: “%(name)s”."),
    Loss.FORMATTING: _("Bold, italic and other formatting is not kept. The words are."),
    Loss.FORMULA: _("A formula is kept as its words only."),
    Loss.GOAL: _("The learning goal “%(name)s” is not known, so the question has none yet."),
    Loss.HINTS: _("Only the first hint is kept, as the principle."),
    Loss.LINK: _("A link is kept as words only. It went to %(address)s."),
    Loss.MEDIA: _("A film, sound or frame is not kept: “%(name)s”."),
    Loss.NUMBERS: _("Only the first right number is kept."),
    Loss.OTHER_FILE: _("This file in the ZIP file is no question. It is not kept."),
    Loss.PARTIAL_CREDIT: _(
        "Points for an answer that is half right are not kept. An answer is right or wrong."
    ),
    Loss.PICTURE: _("A picture is not kept: “%(name)s”."),
    Loss.POINTS: _("How many points the question is worth is not kept."),
    Loss.PRINCIPLE: _("The principle is not kept."),
    Loss.PROCESSING: _("The question has scoring rules of its own. They are not kept."),
    Loss.READ_AS: _("We do not have this kind of question. It becomes: %(kind)s."),
    Loss.RUBRIC: _("The instruction for marking stands in the explanation now."),
    Loss.STAYS_BEHIND: _(
        "This question stays behind: the other system cannot ask it, or cannot score it right."
    ),
    Loss.SHOWN_AS: _("Other systems show this question as: %(kind)s."),
    Loss.TABLE: _("A table is kept as rows of words."),
    Loss.TAG: _("The label “%(name)s” is not known and is not kept."),
    Loss.TEMPLATE: _("The text with which an answer starts is not kept."),
    Loss.TEXT: _("Signs in a text were changed, because this format cannot hold them."),
    Loss.TITLE: _("The title of the question is not kept: “%(name)s”."),
    Loss.UNIT: _("Only the first unit is kept."),
    Loss.WILDCARD: _("A * for any text is not kept: “%(text)s”. Only the words count."),
}

# The same in a word or two, to count how many questions it is about.
IN_SHORT: dict[Loss, StrOrPromise] = {
    Loss.ATTACHMENTS: _("Files that people send along"),
    Loss.CASE: _("Capitals that count"),
    Loss.CATEGORY_TEXT: _("Texts of categories"),
    Loss.COLUMN: _("Columns"),
    Loss.COMBINED_FEEDBACK: _("Feedback for right or wrong as a whole"),
    Loss.CRITERIA: _("Criteria for marking"),
    Loss.DESCRIPTION: _("Texts without a question"),
    Loss.EXPLANATION: _("Explanation"),
    Loss.FEEDBACK: _("Feedback per answer"),
    Loss.FILE: _("Files"),
    Loss.FORMATTING: _("Formatting such as bold"),
    Loss.FORMULA: _("Formulas"),
    Loss.GOAL: _("Learning goals that we do not know"),
    Loss.HINTS: _("More than one hint"),
    Loss.LINK: _("Where links go to"),
    Loss.MEDIA: _("Films and sound"),
    Loss.NUMBERS: _("More than one right number"),
    Loss.OTHER_FILE: _("Other files"),
    Loss.PARTIAL_CREDIT: _("Points for what is half right"),
    Loss.PICTURE: _("Pictures"),
    Loss.POINTS: _("The number of points"),
    Loss.PRINCIPLE: _("Principle"),
    Loss.PROCESSING: _("Scoring rules of its own"),
    Loss.READ_AS: _("Becomes another kind of question"),
    Loss.RUBRIC: _("Instruction for marking, now in the explanation"),
    Loss.STAYS_BEHIND: _("Questions that stay behind"),
    Loss.SHOWN_AS: _("Is another kind of question elsewhere"),
    Loss.TABLE: _("Tables"),
    Loss.TAG: _("Labels that we do not know"),
    Loss.TEMPLATE: _("Texts with which an answer starts"),
    Loss.TEXT: _("Signs in texts"),
    Loss.TITLE: _("Titles of questions"),
    Loss.UNIT: _("More than one unit"),
    Loss.WILDCARD: _("A * for any text"),
}


def words_of(remark: Remark) -> str:
    """What there is to say, as a sentence."""
    sentence = str(SENTENCES[remark.code])
    return sentence % remark.facts if remark.facts else sentence


def place_words(place: Place) -> str:
    """Where that is: the file in a package, the line, and the question when it has a name."""
    parts = [place.file, gettext("line %(line)s") % {"line": place.line} if place.line else "", place.name]
    return ", ".join(part for part in parts if part)
