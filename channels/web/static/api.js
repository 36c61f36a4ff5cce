// The service, as JSON over HTTP, and the guest session.
//
// On its own site the page is known by its HttpOnly cookie, which scripts cannot read. Framed by another
// site browsers hold that cookie back, so there the page keeps a bearer token of its own instead.

import { embedded } from "./dom.js";
import * as storage from "./storage.js";

const TOKEN = "movies.token";
const TIMEOUT = 40_000; // ms; longer than the service itself waits for an answer

/** A request that failed. `code` is the service's, or "offline" when there was no answer. */
export class ApiError extends Error {
  constructor(code, message, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

let person = null; // our number, null until the first write makes a guest
let identifying = null;
let starting = null;

/** Who we are; null for somebody who has said nothing yet. */
export function identify() {
  identifying ??= request("GET", "/me").then(
    (me) => { person = me.person; return person; },
    (error) => { identifying = null; throw error; }, // asked again by the next write
  );
  return identifying;
}

export function currentPerson() {
  return person;
}

export const get = (path) => request("GET", path);
export const post = (path, body) => write("POST", path, body);
export const del = (path) => write("DELETE", path);

async function write(method, path, body) {
  await identify(); // else a known visitor in a hurry would be made a new guest
  if (person === null) await startSession();
  return request(method, path, body);
}

/** One session even when several writes come at once. */
function startSession() {
  starting ??= (async () => {
    const session = await request("POST", "/session");
    if (embedded) storage.write(TOKEN, session.token);
    person = session.person;
  })().finally(() => { starting = null; });
  return starting;
}

async function request(method, path, body, again = true) {
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const token = embedded && path !== "/session" ? storage.read(TOKEN) : null;
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, {
      method, headers, credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    throw new ApiError("offline", error.name === "TimeoutError" ? "There was no answer in time." : "You seem to be offline.");
  }
  if (response.status === 401 && token && again) { // the installation was made anew: be a new guest there
    storage.remove(TOKEN);
    person = null;
    if (method !== "GET") await startSession();
    return request(method, path, body, false);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  throw new ApiError(
    answer?.error?.code ?? "unknown", answer?.error?.message ?? "The service had a problem.", response.status,
  );
}
