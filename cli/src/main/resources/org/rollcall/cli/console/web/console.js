// The pages work without this script. It keeps them up to date and saves some clicks.

const token = document.querySelector('meta[name="rollcall-token"]')?.content ?? "";

/** Calls a function with the name and the data of each event of a stream, until it ends. */
async function readEvents(path, receive) {
  const response = await fetch(path, { headers: { "X-Rollcall-Token": token } });
  if (!response.ok) throw new Error(String(response.status));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (name && data) receive(name, JSON.parse(data));
    }
  }
}

/** Replaces the content of an element by HTML that the server has escaped. */
function show(element, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  element.replaceChildren(...parsed.body.childNodes);
}

/** An element with data-events shows the HTML of each event "part" of the stream, and reloads the page at its end. */
async function follow(element) {
  const say = (text) => {
    const note = document.querySelector("[data-live-note]");
    if (note) note.textContent = text;
  };
  for (let failures = 0; failures < 5; failures++) {
    let ended = false;
    try {
      await readEvents(element.dataset.events, (name, data) => {
        failures = 0;
        if (name === "part") show(element, data);
        if (name === "failed") say(data);
        if (name === "end") ended = true;
      });
      say("");
    } catch (error) {
      if (["403", "429"].includes(error.message)) {
        say("This page is not kept up to date. Load it again.");
        return;
      }
      say("The console does not answer. This page may be out of date.");
    }
    if (ended) {
      location.reload();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 2000 * (failures + 1)));
  }
}
for (const element of document.querySelectorAll("[data-events]")) follow(element);

// A button with data-copy copies the text of the element before it.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = "Copied";
  });
}
