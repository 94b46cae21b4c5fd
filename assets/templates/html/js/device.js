// What every other part uses: finding and making elements, words, and the device's own memory, which may be closed.
var doc = document, root = doc.documentElement, body = doc.body;
var words = JSON.parse(body.getAttribute("data-words"));
function all(css, under) { return [].slice.call((under || doc).querySelectorAll(css)); }
function one(css, under) { return (under || doc).querySelector(css); }
function byId(id) { return doc.getElementById(id); }
function attr(element, name) { return element.getAttribute(name) || ""; }
function on(element, type, act) { element.addEventListener(type, act, false); }
function has(map, key) { return Object.prototype.hasOwnProperty.call(map, key); }
function within(element, name) {
  while (element && !(element.classList && element.classList.contains(name))) element = element.parentNode;
  return element;
}
function say(name) {
  var values = arguments;
  return words[name].replace(/\{(\d)\}/g, function (field, at) { return values[+at + 1]; });
}
function make(tag, text, kind) {
  var element = doc.createElement(tag);
  if (text) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}
function turn(element, name, isOn) { element.classList[isOn ? "add" : "remove"](name); }
function recall(name) { try { return localStorage.getItem(name); } catch (closed) { return null; } }
function keep(name, text) { try { localStorage.setItem(name, text); return true; } catch (closed) { return false; } }
