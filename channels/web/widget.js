/*
 * Puts the chat on another page, as a button in the lower right corner:
 *
 *   <script src="https://movies.example/widget.js" defer></script>
 *
 * Optional attributes: data-label="Find a film" (the button's name), data-color="#a12a2e" (its colour).
 * The site must be named in the service's MOVIES_WIDGET_ORIGINS, or browsers refuse to show the chat.
 * The chat runs in a frame of its own: it cannot read the page, nor the page the chat. It is loaded
 * when it is first opened.
 */
(() => {
  const script = document.currentScript;
  const service = new URL(script.src).origin;
  const title = script.dataset.label || "Find a film";

  const style = (element, rules) => { for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value); };
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = title;
  button.setAttribute("aria-expanded", "false");
  style(button, {
    position: "fixed", right: "1rem", bottom: "1rem", "z-index": "2147483000", padding: "0.85rem 1.3rem", border: "0", "border-radius": "2rem",
    background: script.dataset.color || "#a12a2e", color: "#fff", font: "600 1rem/1.2 system-ui, sans-serif", cursor: "pointer", "box-shadow": "0 4px 18px rgb(0 0 0 / 30%)",
  });

  let frame = null;

  function open() {
    if (frame === null) {
      frame = document.createElement("iframe");
      frame.src = `${service}/`;
      frame.title = title;
      style(frame, {
        position: "fixed", right: "max(0px, min(1rem, calc(50vw - 13rem)))", bottom: "max(0px, min(1rem, calc(50vw - 13rem)))", "z-index": "2147483001",
        width: "min(26rem, 100vw)", height: "min(44rem, 100dvh)", border: "0", "border-radius": "1rem", "box-shadow": "0 10px 40px rgb(0 0 0 / 35%)", "color-scheme": "normal",
      });
      document.body.append(frame);
    }
    frame.style.setProperty("display", "block");
    button.setAttribute("aria-expanded", "true");
    frame.focus();
  }

  function close() {
    frame.style.setProperty("display", "none");
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  button.addEventListener("click", () => (button.getAttribute("aria-expanded") === "true" ? close() : open()));
  window.addEventListener("message", (event) => {
    if (frame !== null && event.origin === service && event.source === frame.contentWindow && event.data?.type === "movies:close") close();
  });
  document.body.append(button);
})();
