// A number may stand for a form that waits on the platform: what is known there is not asked again here.
import { chooseRubric } from "./rubrics.js";

const $ = (selector) => document.querySelector(selector);
let forms = {};

/** Which numbers stand for forms that wait, as the server told it last. */
export function knowForms(me) {
  forms = me?.forms ?? {};
  askWhatIsNotKnown();
}

/** What the chosen number stands for, when that is a form that waits. */
export const waitingForm = () => forms[$("[name=seat]").value];

/** For a form that waits: its rubric, what was seen, and the words only from who leads. For a person: everything. */
export function askWhatIsNotKnown() {
  const form = waitingForm();
  $("[data-waits]").hidden = !form;
  $("[data-new]").hidden = Boolean(form);
  $("[data-words]").hidden = Boolean(form) && !form.words;
  if (form) chooseRubric(form);
}
