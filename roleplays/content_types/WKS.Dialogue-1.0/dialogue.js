// The H5P side of a dialogue: takes what the host gives, and tells it when the state changes and when a road ends.
WKS.Dialogue = (function () {
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

  // The words of semantics.json.
  var WORDS = {
    you: "Je zei:",
    feedback: "De procesbegeleider:",
    back: "Een stap terug",
    again: "Opnieuw",
    profile: "Jouw profiel",
    principle: "Principe",
    held: "Vastgehouden",
    broken: "Losgelaten",
    road: "De weg die je liep",
    reflect: "Wat neem je mee?",
    knock_out: "Je verliet een grens.",
    end_broken: "Zo loopt het verhaal af. Onderweg liet je de principes vaker los dan dat je ze vasthield.",
    end_too_few: "Zo loopt het verhaal af. Onderweg kon je de principes vaker vasthouden.",
    good: "Het is van henzelf gebleven",
    mixed: "Het kan nog alle kanten op",
    poor: "Het is overgenomen",
    frame_at_hand: "Het kader"
  };

  // Hosts leave out what is empty, and what nobody changed.
  function whole(story) {
    var said = story.words || {};
    story.words = Object.keys(WORDS).reduce(function (found, name) { found[name] = said[name] || WORDS[name]; return found; }, {});
    story.maximum = story.maximum || 0;
    if (story.share === undefined) story.share = 0.6;
    story.nodes = (story.nodes || []).map(function (node) {
      node.end = node.end || "";
      node.choices = (node.choices || []).map(function (choice) {
        var asked = choice.condition || {};
        choice.effects = choice.effects || [];
        choice.condition = {
          chosen: asked.chosen || [],
          not_chosen: asked.not_chosen || [],
          at_least: asked.at_least || [],
          at_most: asked.at_most || []
        };
        return choice;
      });
      return node;
    });
    story.principles = story.principles || [];
    story.frame = story.frame || [];
    return story;
  }

  function Dialogue(params, contentId, extras) {
    H5P.EventDispatcher.call(this);
    this.contentId = contentId;
    this.story = whole(plain(params));
    this.kept = (extras && extras.previousState) || null;
    this.wasDone = Boolean(this.kept && this.kept.outcome);
  }

  Dialogue.prototype = Object.create(H5P.EventDispatcher.prototype);
  Dialogue.prototype.constructor = Dialogue;

  Dialogue.prototype.attach = function ($container) {
    var self = this;
    var place = document.createElement("div");
    place.className = "wks-dialogue";
    this.begin(place);
    $container.get(0).appendChild(place);
    this.stage = document.createElement("div");
    place.appendChild(this.stage);
    WKS.play(this.stage, this.story, this.kept, function (now) { self.changed(now); });
    this.setActivityStarted();
    this.trigger("resize");
  };

  Dialogue.prototype.begin = function (place) {
    var story = this.story;
    if (story.summary) place.appendChild(document.createElement("p")).textContent = story.summary;
    if (!story.frame.length) return;
    var box = place.appendChild(document.createElement("details"));
    box.appendChild(document.createElement("summary")).textContent = story.words.frame_at_hand;
    var list = box.appendChild(document.createElement("dl"));
    story.frame.forEach(function (field) {
      list.appendChild(document.createElement("dt")).textContent = field.name;
      list.appendChild(document.createElement("dd")).textContent = field.text;
    });
  };

  Dialogue.prototype.changed = function (now) {
    this.kept = now;
    this.trigger("resize");
    this.tell(now.outcome && !this.wasDone ? "completed" : "interacted");
    this.wasDone = Boolean(now.outcome);
  };

  // A dialogue has no score: the end is told, never a mark.
  Dialogue.prototype.tell = function (verb) {
    var event = this.createXAPIEventTemplate(verb);
    if (verb === "completed") event.data.statement.result = { completion: true };
    this.trigger(event);
  };

  Dialogue.prototype.getCurrentState = function () { return this.kept || undefined; };

  return Dialogue;
})();
