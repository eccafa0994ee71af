"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
const svgNs = "http://www.w3.org/2000/svg";
function element(parent, tag, attributes, text) {
  const e = parent.namespaceURI === svgNs || tag === "svg" ? document.createElementNS(svgNs, tag) : document.createElement(tag);
  for (const key in attributes) e.setAttribute(key, attributes[key]);
  if (text !== undefined) e.textContent = text;
  parent.append(e);
  return e;
}
const count = n => n.toLocaleString("en-US");
function size(bytes) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let unit = 0;
  for (; bytes >= 1024 && unit + 1 < units.length; ++unit) bytes /= 1024;
  return (unit ? bytes.toFixed(1) : bytes) + " " + units[unit];
}
const variables = data.variables;
const kinds = [...new Set(variables.map(v => v.kind))];
// Hues a golden angle apart: neighbours in the list are told apart however many there are.
const color = kind => `hsl(${(210 + 137.5 * kinds.indexOf(kind)) % 360} 60% 72%)`;
let filter = "", scope = 0, chosen = null;
const matches = v => !filter || filter.split(/\s+/).every(word => v.search.includes(word));
for (const v of variables) v.search = [v.name, v.dtype, v.initializer, v.at].join(" ").toLowerCase();

function drawHead() {
  byId("model").textContent = data.model;
  const parameters = variables.reduce((sum, v) => sum + v.parameters, 0);
  byId("totals").textContent = `${count(variables.length)} variables, ${count(parameters)} parameters, arena ${size(data.arena_bytes)}`;
}

function drawArena() {
  const bar = byId("arena"), total = data.arena_bytes || 1;
  bar.setAttribute("viewBox", "0 0 1000 28");
  const sorted = [...variables].sort((a, b) => a.offset - b.offset);
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j + 1 < sorted.length && sorted[j + 1].kind === sorted[i].kind) ++j;
    const begin = sorted[i].offset, end = sorted[j].offset + sorted[j].bytes;
    const r = element(bar, "rect", {x: 1000 * begin / total, y: 0, height: 28, width: Math.max(1000 * (end - begin) / total, .5), fill: color(sorted[i].kind)});
    element(r, "title", {}, `${sorted[i].kind}: ${count(j - i + 1)} variables, bytes ${count(begin)} to ${count(end)}`);
    i = j + 1;
  }
  for (const kind of kinds) {
    const of = variables.filter(v => v.kind === kind);
    const item = element(byId("legend"), "span");
    element(item, "i", {style: `background:${color(kind)}`});
    item.append(`${kind}: ${count(of.length)} variables, ${size(of.reduce((s, v) => s + v.bytes, 0))}`);
  }
}

const nodeFields = ["name", "parent", "depth", "x", "y", "width", "height", "variable", "variables", "bytes"];
const nodes = data.nodes.map((values, index) => Object.fromEntries([...nodeFields.map((f, i) => [f, values[i]]), ["index", index]]));
// What a scope mostly holds: its colour where the variables in it are too small to be drawn.
for (const node of nodes) node.kinds = {};
for (const node of nodes)
  if (node.variable >= 0)
    for (let at = node; ; at = nodes[at.parent]) {
      const kind = variables[node.variable].kind;
      at.kinds[kind] = (at.kinds[kind] || 0) + node.bytes;
      if (at.index === 0) break;
    }
const colorOf = node => color(Object.entries(node.kinds).reduce((most, entry) => entry[1] > most[1] ? entry : most, ["none", -1])[0]);
const isWithin = (node, root) => {
  while (node.depth > nodes[root].depth) node = nodes[node.parent];
  return node.index === root;
};
const fullName = node => node.index === 0 ? "" : [fullName(nodes[node.parent]), node.name].filter(Boolean).join("/");

function drawMap() {
  const map = byId("map"), root = nodes[scope], width = map.clientWidth, height = map.clientHeight;
  map.replaceChildren();
  const shown = new Set();
  // The first scopes that stand beside others get labels to enter them by.
  let labelled = root.depth + 1;
  while (nodes.some(n => n.depth === labelled) && nodes.filter(n => n.depth === labelled && isWithin(n, scope)).length === 1) ++labelled;
  for (const node of nodes) {
    if (node.index !== scope && (node.depth <= root.depth || !isWithin(node, scope))) continue;
    if (node.index !== scope && !shown.has(node.parent)) continue;
    const w = node.width / root.width * width, h = node.height / root.height * height;
    if (w < 3 || h < 3) continue;
    const isLeaf = node.variable >= 0;
    if (!isLeaf) shown.add(node.index);
    if (node.index === scope) continue;
    const box = element(map, "div", {
      class: isLeaf ? "leaf" : "scope",
      style: `left:${(node.x - root.x) / root.width * width}px;top:${(node.y - root.y) / root.height * height}px;width:${w}px;height:${h}px;` +
             `background:${isLeaf ? color(variables[node.variable].kind) : colorOf(node)}`,
      title: `${fullName(node)}\n` + (isLeaf ? `${variables[node.variable].dtype} ${variables[node.variable].shape}` : `${count(node.variables)} variables`) + `, ${size(node.bytes)}`
    });
    if (isLeaf && w > 34 && h > 29) {
      element(box, "br");
      element(box, "span", {}, node.depth > labelled + 1 ? `${nodes[node.parent].name}/${node.name}` : node.name);
    }
    box.onclick = () => isLeaf ? choose(node.variable) : open(node.index);
    if (!isLeaf && node.depth === labelled && w > 44 && h > 30) {
      const label = element(map, "div", {class: "label", style: `left:${(node.x - root.x) / root.width * width}px;top:${(node.y - root.y) / root.height * height}px;max-width:${w}px`}, node.name + "/");
      label.onclick = () => open(node.index);
    }
  }
  const path = byId("path");
  path.replaceChildren();
  const steps = [];
  for (let at = root; ; at = nodes[at.parent]) {
    steps.unshift(at);
    if (at.index === 0) break;
  }
  steps.forEach((step, i) => {
    if (i) path.append(" / ");
    element(path, "button", {}, step.name).onclick = () => open(step.index);
  });
  const below = nodes.filter(n => n.index !== scope && n.parent === scope && n.variable < 0);
  if (below.length) path.append("  ›  ");
  for (const node of below.slice(0, 40))
    element(path, "button", {}, node.name + "/").onclick = () => open(node.index);
  if (below.length > 40) path.append(` and ${count(below.length - 40)} more`);
}
function open(index) {
  scope = index;
  drawMap();
  drawLinks();
}

function drawLinks() {
  const most = 40, svg = byId("links");
  svg.replaceChildren();
  const prefix = fullName(nodes[scope]);
  const within = variables.filter(v => matches(v) && (!prefix || v.name === prefix || v.name.startsWith(prefix + "/")));
  const shared = within.filter(v => v.gets.length > 1);
  byId("shared").textContent = shared.length === 0 ? "No variable here is shared."
    : `${count(shared.length)} of ${count(within.length)} variables here are shared` + (shared.length > most ? `; the first ${most} are drawn, open a scope or filter to see others.` : ".");
  const rows = shared.slice(0, most), sites = new Map();
  for (const v of rows)
    for (const get of v.gets) if (!sites.has(get.site)) sites.set(get.site, sites.size);
  const step = 20, height = Math.max(rows.length, sites.size) * step, width = svg.clientWidth || 1000;
  svg.setAttribute("height", height);
  const left = Math.min(width * .38, 420), right = Math.max(width * .55, left + 60);
  const y = (i, n) => (i + .5) * (n ? height / n : step);
  rows.forEach((v, i) => {
    const at = y(i, rows.length);
    for (const get of v.gets) {
      const from = y(sites.get(get.site), sites.size), middle = (left + right) / 2;
      const path = element(svg, "path", {d: `M${left} ${from}C${middle} ${from} ${middle} ${at} ${right} ${at}`, fill: "none",
        stroke: get.kind === "create" ? "#888" : color(v.kind), "stroke-width": get.kind === "create" ? 1 : 2.5});
      element(path, "title", {}, `${get.site} ${get.kind === "create" ? "creates" : "shares"} ${v.name}`);
    }
    element(svg, "text", {x: right + 6, y: at + 4}, v.name);
  });
  for (const [site, i] of sites)
    element(svg, "text", {x: left - 6, y: y(i, sites.size) + 4, "text-anchor": "end"}, site);
}

const columns = [["name", "name"], ["dtype", "dtype"], ["shape", "shape"], ["parameters", "parameters", "n"], ["bytes", "bytes", "n"],
  ["offset", "offset", "n"], ["initializer", "initializer"], ["gets", "uses", "n"], ["created at", "at"]];
let order = "offset", direction = 1, rows = [];
for (const v of variables) v.uses = v.gets.length;
function drawTable() {
  const head = byId("head");
  head.replaceChildren();
  for (const [title, key, style] of columns)
    element(head, "th", {class: style || "", "aria-sort": key === order ? (direction > 0 ? "ascending" : "descending") : "none"},
            title + (key === order ? (direction > 0 ? " ▲" : " ▼") : "")).onclick = () => {
      direction = order === key ? -direction : 1;
      order = key;
      drawTable();
    };
  const value = v => v[order === "shape" ? "parameters" : order];
  rows = variables.filter(matches).sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.offset - b.offset) * direction);
  byId("found").textContent = `${count(rows.length)} of ${count(variables.length)}`;
  drawRows();
}
/// Only the rows that are in view exist.
function drawRows() {
  const box = byId("table"), body = byId("rows"), step = 22, spare = 10;
  const first = Math.max(0, Math.floor(box.scrollTop / step) - spare);
  const last = Math.min(rows.length, first + Math.ceil(box.clientHeight / step) + 2 * spare);
  body.replaceChildren();
  element(element(body, "tr", {style: `height:${first * step}px`}), "td", {colspan: columns.length, style: "padding:0;height:0;border:0"});
  for (const v of rows.slice(first, last)) {
    const row = element(body, "tr", v === chosen ? {class: "chosen"} : {});
    for (const [, key, style] of columns)
      element(row, "td", {class: style || "", title: v[key]}, typeof v[key] === "number" ? count(v[key]) : v[key]);
    row.onclick = () => choose(variables.indexOf(v));
  }
  element(element(body, "tr", {style: `height:${(rows.length - last) * step}px`}), "td", {colspan: columns.length, style: "padding:0;height:0;border:0"});
}
function choose(index) {
  chosen = variables[index];
  const notes = [chosen.trainable ? "" : "not trainable", chosen.conditional ? "conditional: it does not exist on every path" : "",
                 chosen.partition ? `slice of ${chosen.partition}` : ""].filter(Boolean);
  byId("story").textContent = [`${chosen.name}: ${chosen.dtype} ${chosen.shape}, ${size(chosen.bytes)}, ${chosen.initializer}`, ...notes,
    ...chosen.gets.map(g => `${g.kind === "create" ? "created" : "shared"} at ${g.at}` + g.stack.map(s => `\n    called from ${s}`).join(""))].join("\n");
  drawRows();
}

drawHead();
drawArena();
drawMap();
drawLinks();
drawTable();
byId("table").onscroll = drawRows;
byId("filter").oninput = event => {
  filter = event.target.value.toLowerCase().trim();
  byId("table").scrollTop = 0;
  drawTable();
  drawLinks();
};
addEventListener("resize", () => { drawMap(); drawLinks(); drawRows(); });
