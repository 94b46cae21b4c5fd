// What was answered and how right it is. An answer is a text of lasting names: "a1b2" , "a1b2:1 c3d4:0", a number.
// Each kind: `given` reads it off the page (empty: nothing yet), `put` lays one back (false: it no longer fits), `mark` counts and paints.
function tell(element, text, isGood) {
  turn(element, isGood ? "good" : "bad", true);
  if (text) element.appendChild(make("span", text, "tell"));
  return isGood ? 1 : 0;
}
function inputs(item) { return all("input,select,.order button", item); }
function parts(item) { return all("[data-part]", item); }
function pairs(answer) {
  var found = {};
  answer.split(" ").forEach(function (pair) { found[pair.split(":")[0]] = pair.split(":")[1]; });
  return found;
}
var choice = {
  given: function (item) {
    return inputs(item).filter(function (box) { return box.checked; }).map(function (box) { return box.value; }).join(" ");
  },
  put: function (item, answer) {
    var chosen = answer.split(" "), boxes = inputs(item), known = 0;
    boxes.forEach(function (box) { box.checked = chosen.indexOf(box.value) >= 0; known += box.checked ? 1 : 0; });
    return known >= chosen.length;
  },
  mark: function (item) {
    var isRight = true;
    inputs(item).forEach(function (box) {
      var should = attr(box, "data-right") === "1", said = [];
      if (box.checked) said.push(say("chosen"));
      if (should) said.push(say("key"));
      if (box.checked !== should) isRight = false;
      if (said.length) tell(box.parentNode, said.join(" \u00b7 "), should);
    });
    return [isRight ? 1 : 0, 1];
  }
};
function each(value, lay) {
  return {
    given: function (item) {
      var found = parts(item).map(function (part) { return attr(part, "data-part") + ":" + value(part); });
      return found.some(function (pair) { return /:$/.test(pair); }) ? "" : found.join(" ");
    },
    put: function (item, answer) {
      var found = pairs(answer);
      return parts(item).every(function (part) {
        var name = attr(part, "data-part");
        return has(found, name) && lay(part, found[name]);
      });
    },
    mark: function (item) {
      var right = 0;
      parts(item).forEach(function (part) {
        var isGood = value(part) === attr(part, "data-right");
        right += tell(part, say(isGood ? "right" : "wrong"), isGood);
      });
      return [right, parts(item).length];
    }
  };
}
function numbers(text) {
  var digits = text.replace(/[\s\u00a0]/g, "").replace("\u2212", "-"), found = [];
  if (/^-?\d+([.,]\d+)?$/.test(digits)) found.push(parseFloat(digits.replace(",", ".")));
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits)) found.push(parseFloat(digits.replace(/\./g, "").replace(",", ".")));
  return found;
}
var number = {
  given: function (item) {
    var text = one("[data-number]", item).value;
    return numbers(text).length ? text.trim() : "";
  },
  put: function (item, answer) { one("[data-number]", item).value = answer; return numbers(answer).length > 0; },
  mark: function (item) {
    var right = parseFloat(attr(item, "data-right")), room = parseFloat(attr(item, "data-tolerance")) + 1e-9;
    return [numbers(this.given(item)).some(function (found) { return Math.abs(found - right) <= room; }) ? 1 : 0, 1];
  }
};
var ordering = {
  given: function (item) { return parts(item).map(function (part) { return attr(part, "data-part"); }).join(" "); },
  put: function (item, answer) {
    var list = one(".order", item), wanted = answer.split(" "), found = {};
    parts(item).forEach(function (part) { found[attr(part, "data-part")] = part; });
    if (wanted.length !== parts(item).length || !wanted.every(function (name) { return has(found, name); })) return false;
    wanted.forEach(function (name) { list.appendChild(found[name]); });
    return true;
  },
  mark: function (item) {
    var right = attr(item, "data-right").split(" "), count = 0;
    parts(item).forEach(function (part, at) {
      var place = right.indexOf(attr(part, "data-part"));
      count += tell(part, say(place === at ? "right" : "place", place + 1), place === at);
    });
    return [count, right.length];
  }
};
var written = {
  given: function (item) { return one("textarea", item).value.trim() ? "1" : ""; },
  put: function () { return true; },
  mark: function () { return null; }
};
var kinds = {
  single: choice, multiple: choice, number: number, ordering: ordering, written: written,
  cluster: each(function (part) { var box = one("input:checked", part); return box ? box.value : ""; }, function (part, value) {
    var box = all("input", part).filter(function (box) { return box.value === value; })[0];
    return box ? (box.checked = true) : false;
  }),
  matching: each(function (part) { return one("select", part).value; }, function (part, value) {
    one("select", part).value = value;
    return one("select", part).value === value;
  })
};
