// The order in which the page comes to life. Until here all of it could be read already.
function dress() {
  var isDark = state.look.theme ? state.look.theme === "dark" : window.matchMedia && matchMedia("(prefers-color-scheme:dark)").matches;
  if (state.look.theme) root.setAttribute("data-theme", state.look.theme);
  root.setAttribute("data-size", state.look.size || 0);
  one("[data-do=theme]").textContent = say(isDark ? "light" : "dark");
  return isDark;
}
function size(by) {
  state.look.size = Math.max(0, Math.min(3, (state.look.size || 0) + by));
  dress();
  saveSoon();
}
function openMenu() {
  var list = byId("toc").cloneNode(true), button = byId("menu-button");
  list.removeAttribute("id");
  byId("menu").appendChild(list);
  on(button, "click", function () {
    var isOpen = !root.classList.contains("menu");
    turn(root, "menu", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  });
  on(doc, "keydown", function (event) {
    if (event.keyCode === 27 && root.classList.contains("menu")) { button.click(); button.focus(); }
  });
  on(one("[data-do=smaller]"), "click", function () { size(-1); });
  on(one("[data-do=larger]"), "click", function () { size(1); });
  on(one("[data-do=theme]"), "click", function () { state.look.theme = dress() ? "light" : "dark"; dress(); saveSoon(); });
  on(one("[data-do=search]"), "click", search);
  on(byId("tim"), "keydown", function (event) { if (event.keyCode === 13) search(); });
}
function start() {
  var found = tracker.start(), hash = decodeURIComponent(location.hash.slice(1)), last = byId(String(found.at));
  merge(found);
  state.look = map(found.look);
  state.finished = found.finished;
  turn(root, "script", true);
  dress();
  openNotes();
  items.forEach(ask);
  openMenu();
  openScreens();
  if (last && last !== screens[0]) {
    byId("go").textContent = say("resume", title(last));
    byId("go").href = "#" + last.id;
  }
  if (last) heights[last.id] = +found.y || 0;
  show(hash || (last ? last.id : screens[0].id), false);
  tracker.save();
  if (!isKept) byId("kept").textContent = say("unsaved");
  on(window, "beforeprint", function () { all(".answer").forEach(function (part) { part.open = true; }); });
}
start();
