// A few questions, one answer each. Every answer is told at once; the last one finishes the quiz with a score.
var Leerplein = Leerplein || {};

Leerplein.Quiz = (function () {
  "use strict";

  // Hosts escape text that has no markup; here every text is shown as text, so it is read back first.
  function plain(value) {
    if (typeof value === "string") {
      var area = document.createElement("textarea");
      area.innerHTML = value;
      return area.value;
    }
    if (Array.isArray(value)) return value.map(plain);
    if (value && typeof value === "object") {
      return Object.keys(value).reduce(function (found, name) { found[name] = plain(value[name]); return found; }, {});
    }
    return value;
  }

  // The words of semantics.json: hosts and hands that write content leave out what they did not change.
  var WORDS = {
    check: "Controleer",
    choose: "Kies eerst een antwoord.",
    right: "Goed.",
    wrong: "Nog niet.",
    result: "Je hebt @score van @total goed."
  };

  function whole(params) {
    var said = params.words || {};
    params.words = Object.keys(WORDS).reduce(function (found, name) { found[name] = said[name] || WORDS[name]; return found; }, {});
    params.questions = (params.questions || []).filter(function (question) { return question && question.answers && question.answers.length; });
    if (params.pass === undefined) params.pass = 60;
    return params;
  }

  function add(parent, tag, text, name) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    parent.appendChild(made);
    return made;
  }

  function Quiz(params, contentId, extras) {
    H5P.EventDispatcher.call(this);
    this.contentId = contentId;
    this.params = whole(plain(params) || {});
    this.questions = this.params.questions;
    this.answers = this.kept((extras && extras.previousState) || {});
  }

  Quiz.prototype = Object.create(H5P.EventDispatcher.prototype);
  Quiz.prototype.constructor = Quiz;

  // What was kept may be of an older version: only answers that still exist count.
  Quiz.prototype.kept = function (state) {
    var answers = state.answers || {};
    return this.questions.reduce(function (found, question, number) {
      if (question.answers[answers[number]]) found[number] = answers[number];
      return found;
    }, {});
  };

  Quiz.prototype.attach = function ($container) {
    this.place = add($container.get(0), "div", "", "lp-quiz");
    if (this.params.introduction) add(this.place, "p", this.params.introduction);
    this.questions.forEach(this.ask, this);
    this.result = add(this.place, "p", "", "result");
    this.result.setAttribute("role", "status");
    this.tellResult();
    this.setActivityStarted();
    this.trigger("resize");
  };

  Quiz.prototype.ask = function (question, number) {
    var self = this;
    var group = add(this.place, "fieldset");
    add(group, "legend", question.text);
    question.answers.forEach(function (answer, each) {
      var label = add(group, "label");
      var input = add(label, "input");
      input.type = "radio";
      input.name = "lp-quiz-" + self.contentId + "-" + number;
      input.value = each;
      input.checked = self.answers[number] === each;
      add(label, "span", answer.text);
    });
    var check = add(group, "button", this.params.words.check);
    check.type = "button";
    var said = add(group, "div");
    said.setAttribute("role", "status");
    check.addEventListener("click", function () {
      var chosen = group.querySelector("input:checked");
      if (chosen) self.give(number, Number(chosen.value), said);
      else said.textContent = self.params.words.choose;
    });
    if (number in this.answers) this.say(number, said);
  };

  Quiz.prototype.give = function (number, answer, said) {
    var wasDone = this.isDone();
    this.answers[number] = answer;
    this.say(number, said);
    this.tellResult();
    this.trigger("resize");
    this.triggerXAPI("interacted");
    if (this.isDone() && !wasDone) this.triggerXAPICompleted(this.getScore(), this.getMaxScore(), this.isPassed());
  };

  Quiz.prototype.say = function (number, said) {
    var answer = this.questions[number].answers[this.answers[number]];
    var word = answer.correct ? this.params.words.right : this.params.words.wrong;
    said.textContent = "";
    add(said, "p", word + " " + (answer.feedback || ""), "said said--" + (answer.correct ? "right" : "wrong"));
  };

  Quiz.prototype.tellResult = function () {
    if (!this.isDone()) return;
    this.result.textContent = this.params.words.result
      .replace("@score", this.getScore()).replace("@total", this.getMaxScore());
  };

  Quiz.prototype.isDone = function () {
    return this.questions.length > 0 && Object.keys(this.answers).length === this.questions.length;
  };

  Quiz.prototype.isPassed = function () { return this.getScore() * 100 >= this.getMaxScore() * this.params.pass; };
  Quiz.prototype.getAnswerGiven = function () { return Object.keys(this.answers).length > 0; };
  Quiz.prototype.getMaxScore = function () { return this.questions.length; };
  Quiz.prototype.getScore = function () {
    return this.questions.filter(function (question, number) {
      return number in this.answers && question.answers[this.answers[number]].correct;
    }, this).length;
  };
  Quiz.prototype.showSolutions = function () { return undefined; };
  Quiz.prototype.resetTask = function () {
    this.answers = {};
    if (!this.place) return;
    var parent = this.place.parentNode;
    parent.removeChild(this.place);
    this.attach({ get: function () { return parent; } });
  };
  Quiz.prototype.getCurrentState = function () { return this.getAnswerGiven() ? { answers: this.answers } : undefined; };

  return Quiz;
})();
