// Small helpers to build the page. Text only ever becomes text nodes, never HTML.

/** An element with attributes, `on…` listeners and children; children are nodes or strings, null is left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const PATHS = {
  bookmark: "M6.5 4h11v16.5L12 16.4l-5.5 4.1Z",
  check: "m4.5 12.6 5 5L19.5 7",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 2.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z",
  no: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm-6-14.5 12 12",
  spark: "M12 3.5 13.9 10l6.6 2-6.6 2L12 20.5 10.1 14l-6.6-2 6.6-2Z",
  send: "M12 19.5V5m-6.2 6L12 4.8 18.2 11",
  close: "m6 6 12 12M18 6 6 18",
  clear: "M4.5 7h15M9.5 7V4.5h5V7m2.5 0-.8 12.5h-8.4L7 7m3.5 3.5v5.5m3-5.5v5.5",
  moon: "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7Z",
  mask: "M5 5.5h14v6.8c0 4.4-3.4 7.2-7 7.2s-7-2.8-7-7.2Zm4 5h1.5m3 0H15M9.3 14.6c1.6 1.3 3.8 1.3 5.4 0",
  bolt: "M13 3 5.5 13.5H11L10 21l8.5-11H13Z",
  heart: "M12 20s-7.8-4.6-7.8-10A4.2 4.2 0 0 1 12 7.6a4.2 4.2 0 0 1 7.8 2.4C19.8 15.4 12 20 12 20Z",
  rocket: "M9 15c-2-2 1-9 10-11-1 9-8 12-10 11Zm0 0-4 4m2.5-8L4 12.5l3 1m5.5 3.5.5 3.5 2-4M14.6 9.4h.01",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.7-1.8L20.5 20.5",
  star: "m12 3.6 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.8l5.9-.8Z",
  leaf: "M5 19c0-9 5-14 15-14 0 10-5 15-12 12.5M5 19c2-4 5-7 9-8.5",
  film: "M4 5.5h16v13H4Zm4 0v13m8-13v13M4 12h4m8 0h4M4 8.8h4m8 0h4m-16 6.4h4m8 0h4",
  globe: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm-8.5-8.5h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17Z",
  note: "M9 18.5a2.5 2.5 0 1 1-2.5-2.5H9V5l10-1.5v13m0 0a2.5 2.5 0 1 1-2.5-2.5H19",
  flame: "M12 21c-4 0-6.5-2.6-6.5-6.2 0-4 3.5-5.3 4-9.8 3 1.5 4 4 3.8 6 .9-.4 1.5-1.4 1.7-2.5 2.2 1.8 3.5 3.9 3.5 6.3 0 3.6-2.5 6.2-6.5 6.2Z",
};

/** A decorative line icon. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [attribute, value] of Object.entries({
    d: PATHS[name], fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round",
  })) path.setAttribute(attribute, value);
  svg.append(path);
  return svg;
}

/** `text` with the whole words and names in `highlights` marked, however they are cased. */
export function marked(text, highlights = []) {
  const wanted = highlights.filter((part) => part.trim()).sort((a, b) => b.length - a.length);
  if (!wanted.length) return [text];
  const escaped = wanted.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(${escaped.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
  // Splitting by a group keeps what it matched at the odd places.
  return text.split(pattern).map((piece, place) => (place % 2 ? el("mark", {}, piece) : piece));
}

/** `Heat (1995)`: how a film is named in a sentence. */
export function label(film) {
  return film.year ? `${film.title} (${film.year})` : film.title;
}

/** Whether the page is shown inside another page. */
export const embedded = window.top !== window.self;
