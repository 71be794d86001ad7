var WKS = WKS || {};

// Plays a story in an element. `kept` is what an earlier visit kept, `told` hears each change: {moves, orders, outcome}.
WKS.play = function (stage, story, kept, told) {
  "use strict";
  var words = story.words;
  var scenes = {};
  story.nodes.forEach(function (node) { if (!(node.key in scenes)) scenes[node.key] = node; });
  var orders = (kept && kept.orders) || {};
  var moves = possible((kept && kept.moves) || []);

  // What was kept may be of an older version of the story: as far as it still leads somewhere.
  function possible(keys) {
    var node = story.nodes[0];
    var found = [];
    keys.every(function (key) {
      var choice = node && (node.choices || []).filter(function (each) { return each.key === key; })[0];
      if (choice && scenes[choice.to]) { found.push(key); node = scenes[choice.to]; }
      return choice && scenes[choice.to];
    });
    return found;
  }

  function replay() {
    var state = { node: story.nodes[0], steps: [], chosen: {}, profile: {}, total: 0, left: false };
    moves.forEach(function (key) {
      var choice = state.node.choices.filter(function (each) { return each.key === key; })[0];
      state.steps.push({ node: state.node, choice: choice });
      state.chosen[state.node.key + ":" + key] = true;
      choice.effects.forEach(function (effect) {
        state.profile[effect.principle] = (state.profile[effect.principle] || 0) + effect.amount;
        state.total += effect.amount;
      });
      state.left = state.left || choice.ko;
      state.node = scenes[choice.to];
    });
    return state;
  }

  function offered(state) {
    if (state.node.end) return [];
    return state.node.choices.filter(function (choice) {
      var asked = choice.condition;
      return scenes[choice.to] &&
        asked.chosen.every(function (name) { return state.chosen[name]; }) &&
        asked.not_chosen.every(function (name) { return !state.chosen[name]; }) &&
        asked.at_least.every(function (limit) { return (state.profile[limit.principle] || 0) >= limit.amount; }) &&
        asked.at_most.every(function (limit) { return (state.profile[limit.principle] || 0) <= limit.amount; });
    });
  }

  function outcome(state) {
    if (state.left || state.node.end === "poor" || state.total < 0) return "poor";
    if (state.node.end === "good" && state.total >= story.share * story.maximum) return "good";
    return "mixed";
  }

  function shuffled(node, choices) {
    orders[node.key] = orders[node.key] || {};
    choices.forEach(function (choice) {
      if (!(choice.key in orders[node.key])) orders[node.key][choice.key] = Math.random();
    });
    return choices.slice().sort(function (a, b) { return orders[node.key][a.key] - orders[node.key][b.key]; });
  }

  function add(parent, tag, text, name) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    parent.appendChild(made);
    return made;
  }

  function button(parent, text, act) {
    var made = add(parent, "button", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function go(change) { change(); tell(draw(true)); }

  function tell(state) {
    if (told) told({ moves: moves.slice(), orders: orders, outcome: state.node.end ? outcome(state) : "" });
  }

  function heard(step) {
    if (!step.choice.happens && !step.choice.feedback) return;
    var box = add(stage, "div", "", "heard");
    add(box, "p", words.you + " " + step.choice.text);
    if (step.choice.happens) add(box, "p", step.choice.happens);
    if (step.choice.feedback) add(box, "p", words.feedback + " " + step.choice.feedback);
  }

  function draw(moved) {
    var state = replay();
    var end = state.node.end;
    stage.textContent = "";
    if (state.steps.length) heard(state.steps[state.steps.length - 1]);
    var title = add(stage, "h2", end ? words[outcome(state)] : state.node.who);
    title.tabIndex = -1;
    add(stage, "p", state.node.text, "said");
    if (end) shortfall(state);
    shuffled(state.node, offered(state)).forEach(function (choice) {
      button(stage, choice.text, function () { go(function () { moves.push(choice.key); }); })
        .dataset.key = choice.key;
    });
    if (end) { profile(state); road(state); }
    var row = add(stage, "div", "", "row");
    if (moves.length) button(row, words.back, function () { go(function () { moves.pop(); }); }).dataset.act = "back";
    if (moves.length) button(row, words.again, function () { go(function () { moves = []; orders = {}; }); }).dataset.act = "again";
    stage.dataset.outcome = end ? outcome(state) : "";
    stage.dataset.node = state.node.key;
    if (moved) title.focus();
    return state;
  }

  // Why it is not called what the last scene tells; a story from before these words has none.
  function shortfall(state) {
    if (state.left || outcome(state) === state.node.end) return;
    var why = outcome(state) === "poor" ? words.end_broken : words.end_too_few;
    if (why) add(stage, "p", why).dataset.shortfall = "";
  }

  function profile(state) {
    if (state.left) add(stage, "p", words.knock_out);
    add(stage, "h3", words.profile);
    var table = add(stage, "table");
    var top = add(add(table, "thead"), "tr");
    [words.principle, words.held, words.broken].forEach(function (text) { add(top, "th", text).scope = "col"; });
    var body = add(table, "tbody");
    story.principles.forEach(function (principle) {
      var held = 0, broken = 0;
      state.steps.forEach(function (step) {
        step.choice.effects.forEach(function (effect) {
          if (effect.principle !== principle.code) return;
          if (effect.amount > 0) held += effect.amount; else broken -= effect.amount;
        });
      });
      var row = add(body, "tr");
      row.dataset.principle = principle.code;
      add(row, "th", principle.name).scope = "row";
      add(row, "td", String(held));
      add(row, "td", String(broken));
    });
    add(stage, "p", words.reflect);
  }

  function road(state) {
    add(stage, "h3", words.road);
    var list = add(stage, "ol");
    state.steps.forEach(function (step) { add(list, "li", step.choice.text); });
  }

  draw(false);
};
