// Finding words in the page, with or without their marks.
function bare(text) {
  text = text.toLowerCase();
  if (text.normalize) text = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return text.replace(/\u0111/g, "d").replace(/[\s\u00a0]/g, " ");
}
function search() {
  var wanted = bare(byId("tim").value.trim()), list = byId("hits"), count = 0;
  list.textContent = "";
  all(".found").forEach(function (part) { turn(part, "found", false); });
  byId("found").textContent = "";
  if (!wanted) return;
  all(".screen p,.screen li,.screen td,.screen dt,.screen h2,.stem").forEach(function (part, at) {
    var text = part.textContent, found, item, link;
    if (one("p,li,h2", part) || within(part, "toc") || within(part, "answer") || within(part, "foot")) return;
    found = bare(text).indexOf(wanted);
    if (found < 0 || ++count > 30) return;
    if (!part.id) part.id = "tim-" + at;
    item = make("li");
    link = make("a", title(within(part, "screen")) + ": " + (found > 40 ? "\u2026" : "") + text.slice(Math.max(0, found - 40), found + wanted.length + 60).trim());
    link.href = "#" + part.id;
    item.appendChild(link);
    list.appendChild(item);
  });
  byId("found").textContent = count ? say("found", count) : say("none");
}
