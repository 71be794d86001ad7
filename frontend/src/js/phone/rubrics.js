// The rubrics on the form: the levels of the chosen one can be filled in, and only the roles that it is for.
const all = () => [...document.querySelectorAll("[data-levels]")];
const field = (name) => document.querySelector(`[data-phone-form] [name=${name}]`);
const radios = (rubric) => [...rubric.querySelectorAll("fieldset[id] input[type=radio]")];
const boxes = (rubric) => [...rubric.querySelectorAll("[name=look_fors]")];
const START = "id_";

/** What is filled in of the chosen rubric: levels by the code of their criterion, and look-fors that were ticked. */
export function readLevels() {
  const rubric = all().find((each) => !each.hidden);
  const levels = Object.fromEntries(radios(rubric).filter((each) => each.checked && each.value).map((each) => [codeOf(each, rubric), each.value]));
  return { version: rubric.dataset.version, levels, look_fors: boxes(rubric).filter((each) => each.checked).map((each) => each.value) };
}

/** Show a rubric with what was filled in; instead of one that is not here any more, the first of the form. */
export function writeLevels({ version, levels = {}, look_fors: lookFors = [] }) {
  const rubric = show(version);
  for (const radio of radios(rubric)) radio.checked = radio.value === levels[codeOf(radio, rubric)];
  for (const box of boxes(rubric)) box.checked = lookFors.includes(box.value);
}

/** The rubric of a form that waits: that version, or the one that took its place. */
export function chooseRubric({ version, rubric }) {
  const found = all().find((each) => each.dataset.version === String(version)) ?? all().find((each) => each.dataset.levels === rubric);
  if (!found || !found.hidden) return;
  field("version").value = found.dataset.version;
  changeRubric();
}

/** Another rubric was chosen: what was filled in goes along as far as that one asks it too, and the rest stays there. */
export function changeRubric() {
  const before = all().find((each) => !each.hidden);
  const levels = new Map(radios(before).map((each) => [`${codeOf(each, before)} ${each.value}`, each.checked]));
  const ticked = new Map(boxes(before).map((each) => [each.value, each.checked]));
  const rubric = show(field("version").value);
  for (const radio of radios(rubric)) radio.checked = levels.get(`${codeOf(radio, rubric)} ${radio.value}`) ?? radio.checked;
  for (const box of boxes(rubric)) box.checked = ticked.get(box.value) ?? box.checked;
}

function show(version) {
  const rubric = all().find((each) => each.dataset.version === String(version)) ?? all()[0];
  for (const each of all()) each.hidden = each !== rubric;
  field("version").value = rubric.dataset.version;
  offerRoles(rubric.dataset.roles.split(" "));
  return rubric;
}

function offerRoles(roles) {
  const role = field("role");
  for (const option of role.options) option.hidden = option.disabled = !roles.includes(option.value);
  if (!roles.includes(role.value)) role.value = [...role.options].find((option) => !option.disabled)?.value ?? "";
}

const codeOf = (radio, rubric) => radio.closest("fieldset[id]").id.slice(`${START}${rubric.dataset.levels}-`.length);
