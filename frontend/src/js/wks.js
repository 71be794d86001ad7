// Progressive enhancement only: every form works as a plain form without any of this.
import "./menu.js";
import "./print.js";
import "./terms.js";
import "./position.js";
import "./progress.js";
import "./notes.js";
import "./answers.js";
import "./table.js";
import "./phone/leaving.js";
import "./countdown.js";
import "./exercise.js";
import "./export.js";
