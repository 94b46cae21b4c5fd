// One screen at a time: lessons in order, links inside the page, going back, how far one has come.
var screens = all(".screen"), current = null, before = null, heights = {};
var lessons = screens.filter(function (screen) { return screen.classList.contains("lesson"); });
function title(screen) { return one("h1", screen).textContent; }
function point(link, screen) {
  link.style.visibility = screen ? "visible" : "hidden";
  if (screen) link.href = "#" + screen.id;
}
function show(id, isNew) {
  var target = byId(id), screen = target && within(target, "screen") || screens[0], at = screens.indexOf(screen);
  if (current && current !== screen) {
    heights[current.id] = window.pageYOffset;
    before = current;
  }
  screens.forEach(function (other) { turn(other, "on", other === screen); });
  turn(root, "menu", false);
  byId("menu-button").setAttribute("aria-expanded", "false");
  one("[data-do=back]").hidden = !before || screen.id !== "nguon";
  point(byId("previous"), screens[at - 1]);
  point(byId("next"), screens[at + 1]);
  all("[data-note]", screen).forEach(grow);
  if (target && target !== screen) target.scrollIntoView();
  else if (current !== screen) window.scrollTo(0, isNew ? 0 : heights[screen.id] || 0);
  if (current && current !== screen && isNew) (target && target !== screen ? target : one("h1", screen)).focus({ preventScroll: true });
  current = screen;
  one(".bar .name").textContent = title(screen);
  state.at = screen.id;
  all(".toc a").forEach(function (link) {
    if (attr(link, "href") === "#" + screen.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  saveSoon();
  look();
  advance();
}
function follow(id, isNew) {
  if (!within(byId(id), "screen")) return byId(id) && byId(id).focus();
  try { if (isNew) history.pushState(null, "", "#" + id); } catch (framed) { /* a frame without an address of its own */ }
  show(id, isNew);
}
function look() {
  var foot = one(".step").getBoundingClientRect();
  if (current && foot.height && foot.top < window.innerHeight && !has(state.seen, current.id)) {
    state.seen[current.id] = 1;
    saveSoon();
    advance();
  }
}
function advance() {
  var seen = lessons.filter(function (screen) { return has(state.seen, screen.id); });
  var score = tally(), share = (seen.length + score.done) / ((lessons.length + score.total) || 1);
  byId("progress").style.width = Math.round(share * 100) + "%";
  all(".toc a").forEach(function (link) {
    var isSeen = has(state.seen, attr(link, "href").slice(1)), mark = one(".done", link);
    if (isSeen && !mark) link.appendChild(make("span", say("seen"), "done"));
  });
  if (share === 1 && !state.finished) {
    state.finished = Date.now();
    tracker.finish(score.share);
  }
}
function inside(screen) {
  var heads = all(".node h2", screen), fold, list;
  if (heads.length < 4) return;
  fold = make("details", "", "inside");
  list = make("ul");
  fold.appendChild(make("summary", say("inside")));
  heads.forEach(function (head, at) {
    var item = make("li"), link = make("a", head.getAttribute("data-title") || head.textContent);
    head.id = head.id || "muc-" + screen.id + "-" + at;
    link.href = "#" + head.id;
    item.appendChild(link);
    list.appendChild(item);
  });
  fold.appendChild(list);
  screen.insertBefore(fold, one("h1", screen).nextSibling);
}
function openScreens() {
  lessons.forEach(inside);
  on(doc, "click", function (event) {
    var link = event.target;
    while (link && link.tagName !== "A") link = link.parentNode;
    if (!link || attr(link, "href").charAt(0) !== "#" || attr(link, "href").length < 2) return;
    event.preventDefault();
    if (link.id === "next") { state.seen[current.id] = 1; }
    follow(attr(link, "href").slice(1), true);
  });
  on(window, "popstate", function () { show(decodeURIComponent(location.hash.slice(1)), false); });
  on(window, "scroll", look);
  on(one("[data-do=back]"), "click", function () { if (before) follow(before.id, false); });
}
