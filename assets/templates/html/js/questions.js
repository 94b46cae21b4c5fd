// Asking: answer, see at once what was right and why, try again. Steps of an order move by buttons.
var items = all("[data-item]");
var missing = { number: "number", cluster: "incomplete", matching: "incomplete" };
function name(item) { return attr(item, "data-item"); }
function kind(item) { return kinds[attr(item, "data-kind")]; }
function verdict(item, text, share) {
  var line = one(".verdict", item);
  line.textContent = text;
  turn(line, "yes", share === 1);
  turn(line, "no", share !== null && share < 1);
}
function lock(item, isLocked) {
  inputs(item).forEach(function (part) { part.disabled = isLocked; });
  turn(item, "answered", isLocked);
  one("[data-do=check]", item).hidden = isLocked;
  one("[data-do=again]", item).hidden = !isLocked;
  one("details", item).open = isLocked;
}
function mark(item) {
  var counted = kind(item).mark(item), share = counted ? counted[0] / counted[1] : null, word;
  if (!counted) word = say("written");
  else if (share === 1) word = say("right") + ".";
  else word = say("wrong") + "." + (counted[1] > 1 ? " " + say("partly", counted[0], counted[1]) + "." : "");
  lock(item, true);
  verdict(item, word, share);
  return share;
}
function check(item) {
  var given = kind(item).given(item), share;
  if (!given) return verdict(item, say(missing[attr(item, "data-kind")] || "empty"), null);
  share = mark(item);
  state.answers[name(item)] = { a: given, s: share, t: Date.now() };
  tracker.answer(name(item), given, share);
  advance();
  one(".verdict", item).focus({ preventScroll: true });
}
function again(item) {
  all(".tell", item).forEach(function (word) { word.parentNode.removeChild(word); });
  all(".good,.bad", item).forEach(function (part) { turn(part, "good", false); turn(part, "bad", false); });
  lock(item, false);
  verdict(item, "", null);
  all("input", item).forEach(function (box) { if (box.type === "text") box.value = ""; else box.checked = false; });
  all("select", item).forEach(function (box) { box.value = ""; });
  paint(item);
  (one("input,select,textarea,.order button", item) || item).focus();
}
function paint(item) {
  all(".option", item).forEach(function (label) { turn(label, "chosen", one("input", label).checked); });
  all(".order li", item).forEach(function (step, at, steps) {
    one("[data-move='-1']", step).disabled = at === 0;
    one("[data-move='1']", step).disabled = at === steps.length - 1;
  });
}
function move(button) {
  var step = button.parentNode, list = step.parentNode, by = +attr(button, "data-move"), text = one(".words", step).textContent;
  var other = by < 0 ? step.previousElementSibling : step.nextElementSibling, item = within(step, "item");
  if (!other) return;
  list.insertBefore(by < 0 ? step : other, by < 0 ? other : step);
  paint(item);
  (button.disabled ? one("button:not([disabled])", step) : button).focus();
  verdict(item, say("moved", all("li", list).indexOf(step) + 1, list.children.length, text), null);
}
function steps(item) {
  all(".order li", item).forEach(function (step) {
    [["up", -1], ["down", 1]].forEach(function (way) {
      var button = make("button", say(way[0]));
      button.type = "button";
      button.setAttribute("data-move", way[1]);
      button.setAttribute("aria-label", say(way[0] + "-of", one(".words", step).textContent));
      step.appendChild(button);
    });
  });
}
function links(place, word, list) {
  place.textContent = list.length ? word : "";
  list.forEach(function (item) {
    var link = make("a", say("question", item.id.replace("cau-", "")));
    link.href = "#" + item.id;
    place.appendChild(link);
    place.appendChild(doc.createTextNode(" "));
  });
}
function tally() {
  var asked = {}, right = 0, done = 0, total = 0, todo = [], redo = [];
  items.forEach(function (item) {
    var id = name(item), found = has(state.answers, id) && !item.stale ? state.answers[id] : null;
    if (has(asked, id)) return;
    asked[id] = 1;
    total += 1;
    if (!found) return todo.push(item);
    done += 1;
    if (found.s === null || found.s === 1) right += 1;
    else redo.push(item);
  });
  byId("score").textContent = say("score", right, done, total) + (todo.length ? "" : " " + say("all"));
  links(byId("todo"), say("todo"), todo);
  links(byId("redo"), say("redo"), redo);
  return { done: done, total: total, share: total ? right / total : 1 };
}
function ask(item) {
  var found = has(state.answers, name(item)) ? state.answers[name(item)] : null;
  steps(item);
  if (found && kind(item).put(item, String(found.a))) mark(item);
  else if (found) { item.stale = true; again(item); }
  paint(item);
  on(item, "change", function () { paint(item); });
  on(item, "click", function (event) {
    var button = event.target, what = attr(button, "data-do");
    if (what === "check") { item.stale = false; check(item); }
    if (what === "again") again(item);
    if (attr(button, "data-move")) move(button);
  });
  on(item, "keydown", function (event) {
    if (event.keyCode === 13 && attr(event.target, "data-number") !== null && event.target.type === "text") check(item);
  });
}
