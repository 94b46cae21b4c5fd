// What a learner writes into the page: kept on the device under lasting names; fields of one name hold one note.
var fields = all("[data-note]");
function grow(field) {
  if (field.tagName !== "TEXTAREA" || !field.offsetParent) return;
  field.style.height = "auto";
  field.style.height = field.scrollHeight + 2 + "px";
}
function lay(field, text) {
  if (field.type === "checkbox") field.checked = text === "1";
  else field.value = text;
}
function noted(field) {
  var id = attr(field, "data-note"), text = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
  state.notes[id] = { a: text, t: Date.now() };
  fields.forEach(function (other) { if (other !== field && attr(other, "data-note") === id) lay(other, text); });
  grow(field);
  saveSoon();
}
function openNotes() {
  fields.forEach(function (field) {
    var id = attr(field, "data-note");
    if (has(state.notes, id)) lay(field, String(state.notes[id].a));
    on(field, field.type === "checkbox" ? "change" : "input", function () { noted(field); });
  });
}
