// Where a learner's state goes: five verbs, one back end here (the device), others may stand before it in `backs`.
// State: answers and notes by lasting names, each with its minute, screens seen, the screen last open and how far down. Unknown names stay.
var state = { version: attr(body, "data-version"), at: "", seen: {}, answers: {}, notes: {}, look: {} };
var isKept = true;
function map(found) { return found && typeof found === "object" ? found : {}; }
function newest(into, from) {
  Object.keys(map(from)).forEach(function (name) {
    if (!has(map(from[name]), "a")) return;
    if (!has(into, name) || (from[name].t || 0) > (into[name].t || 0)) into[name] = from[name];
  });
}
function parsed(text) {
  try { return map(JSON.parse(text)); } catch (broken) { return {}; }
}
function merge(found) {
  newest(state.answers, found.answers);
  newest(state.notes, found.notes);
  Object.keys(map(found.seen)).forEach(function (id) { state.seen[id] = 1; });
}
var local = {
  name: "taphuan." + attr(body, "data-course"),
  here: function () { return true; },
  start: function () { return parsed(recall(this.name)); },
  save: function () { merge(this.start()); state.y = window.pageYOffset; isKept = keep(this.name, JSON.stringify(state)); },
  answer: function (item, given, share) { this.save(); },
  finish: function (share) { this.save(); },
  end: function () { this.save(); }
};
var backs = [local];
var tracker = backs.filter(function (back) { return back.here(); })[0];
var waiting = 0;
function saveSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(function () { tracker.save(); }, 700);
}
on(window, "pagehide", function () { tracker.end(); });
on(doc, "visibilitychange", function () { if (doc.hidden) tracker.save(); });
