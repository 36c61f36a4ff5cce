// Draws the API reference from /openapi.json, each route with an example to run.

import { el } from "./dom.js";

const METHODS = ["get", "post", "put", "delete"];

async function draw() {
  const spec = await (await fetch("/openapi.json")).json();
  document.getElementById("intro").append(...spec.info.description.trim().split(/\n\s*\n/).map((text) => el("p", {}, inline(text))));
  const groups = new Map();
  for (const [path, item] of Object.entries(spec.paths)) {
    for (const method of METHODS.filter((name) => name in item)) {
      const tag = item[method].tags?.[0] ?? "other";
      groups.set(tag, [...(groups.get(tag) ?? []), route(spec, method, path, item[method])]);
    }
  }
  const box = document.getElementById("routes");
  for (const [tag, routes] of groups) box.append(el("h2", {}, tag), ...routes);
  box.removeAttribute("aria-busy");
}

function route(spec, method, path, operation) {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content["application/json"]?.schema;
  const answers = Object.entries(operation.responses).map(([status, answer]) =>
    el("tr", {}, el("td", {}, el("code", {}, status)), el("td", {}, answer.description)));
  const good = Object.entries(operation.responses).find(([status]) => status.startsWith("2"))?.[1];
  const shape = good?.content?.["application/json"]?.schema;
  return el("details", {},
    el("summary", {}, el("span", { class: "method" }, method.toUpperCase()), el("code", {}, path), el("span", {}, operation.summary)),
    el("div", {},
      (operation.description ?? "").split(/\n\s*\n/).map((text) => el("p", {}, inline(text))),
      parameters.length ? [el("h3", {}, "Parameters"), el("table", {}, parameters.map(parameterRow))] : null,
      body ? [el("h3", {}, "Body"), el("pre", {}, JSON.stringify(example(spec, body), null, 2))] : null,
      el("h3", {}, "Answers"), el("table", {}, answers),
      shape ? el("pre", {}, JSON.stringify(example(spec, shape), null, 2)) : null,
      trial(spec, method, path, parameters, body)));
}

function parameterRow(parameter) {
  const { schema } = parameter;
  const kind = schema.type ?? schema.anyOf?.map((one) => one.type).join(" or ") ?? "";
  const limits = [kind, parameter.required ? "required" : null, schema.default !== undefined && schema.default !== "" ? `default ${JSON.stringify(schema.default)}` : null];
  return el("tr", {}, el("td", {}, el("code", {}, parameter.name)), el("td", {}, limits.filter(Boolean).join(", ")), el("td", {}, inline(parameter.description ?? schema.description ?? "")));
}

/** Runs the route on this very service. */
function trial(spec, method, path, parameters, body) {
  const address = el("input", { value: sample(path, parameters), "aria-label": "Address" });
  const content = body ? el("textarea", { rows: 4, "aria-label": "Body" }) : null;
  if (content) content.value = JSON.stringify(example(spec, body), null, 2);
  const output = el("pre", { hidden: true, role: "status" });
  return el("form", { class: "try", onsubmit: async (event) => {
    event.preventDefault();
    output.hidden = false;
    output.textContent = "…";
    try {
      const response = await fetch(new URL(address.value, location.origin).pathname + new URL(address.value, location.origin).search, {
        method: method.toUpperCase(), body: content?.value, headers: content ? { "Content-Type": "application/json" } : {},
      });
      output.textContent = `${response.status}\n${JSON.stringify(await response.json(), null, 2)}`;
    } catch (error) {
      output.textContent = String(error.message);
    }
  } }, address, content, el("button", { type: "submit" }, "Run"), output);
}

function sample(path, parameters) {
  const filled = path.replace(/\{(\w+)\}/g, (whole, name) => first(parameters.find((one) => one.name === name)) ?? whole);
  const q = parameters.find((one) => one.name === "q");
  return q ? `${filled}?q=${encodeURIComponent(first(q))}&k=3` : filled;
}

function first(parameter) {
  return parameter?.schema.examples?.[0] ?? parameter?.examples?.[0];
}

/** A value that fits a schema: its own example where it has one. */
function example(spec, schema) {
  if (schema.$ref) return example(spec, schema.$ref.slice(2).split("/").reduce((node, key) => node[key], spec));
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.default !== undefined && schema.type !== "array") return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return example(spec, schema.anyOf[0]);
  if (schema.type === "array") return [example(spec, schema.items)];
  if (schema.type === "object" && schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, example(spec, one)]));
  }
  return { object: {}, integer: 12, number: 4, boolean: true, string: "…", null: null }[schema.type] ?? null;
}

/** `code` between backticks; all else as it is. */
function inline(text) {
  return text.split("`").map((part, index) => (index % 2 ? el("code", {}, part) : part));
}

draw();
