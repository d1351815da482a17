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

/** Ends when no button of the mouse is held. What is replaced under the pointer would not notice the click. */
let released = Promise.resolve();
document.addEventListener("pointerdown", () => {
  released = new Promise((resolve) => {
    // A list of choices takes the pointer, and then only has a new value, or a key.
    for (const event of ["pointerup", "pointercancel", "input", "keydown"]) {
      document.addEventListener(event, () => setTimeout(resolve), { once: true });
    }
  });
});

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
      if (["403", "421", "429"].includes(error.message)) {
        say("This page is not kept up to date. Load it again.");
        return;
      }
      say("The console does not answer, so that this page may be out of date. If the console was stopped, start it again, and use the link that it prints.");
    }
    if (ended) {
      await released;
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

// A form with data-unsaved asks before its text is lost.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const text = form.querySelector("textarea");
  let sent = false;
  form.addEventListener("submit", () => (sent = true));
  window.addEventListener("beforeunload", (event) => !sent && (form.dataset.unsaved || text.value !== text.defaultValue) && event.preventDefault());
}

// A form with data-upload sends the file that was chosen as it is, and shows the answer in place of the page.
async function upload(form) {
  const note = form.querySelector("[data-upload-note]");
  const file = form.querySelector("input[type=file]").files[0];
  if (file.size > 16 * 1024 * 1024) {
    note.textContent = "This file is larger than 16 MiB. Use ./rollcall put.";
    return;
  }
  note.textContent = "The file is being checked.";
  try {
    const headers = { "X-Rollcall-Token": token, "Content-Type": "application/octet-stream" };
    const response = await fetch(form.dataset.upload, { method: "POST", headers, body: file });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = document.querySelector("main");
    main.replaceChildren(...page.querySelector("main").childNodes);
    offerUploads();
    main.focus();
  } catch {
    note.textContent = "The console does not answer, or the file has changed. Nothing was saved.";
  }
}
function offerUploads() {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      upload(form);
    });
  }
}
offerUploads();

const fields = (form, action) => {
  const data = new URLSearchParams(new FormData(form));
  data.delete("once");
  if (action) data.set("do", action);
  return data;
};

/**
 * Keeps a form with data-sync up to date: after a change, the server answers with the same page, and its form replaces this
 * one. What is typed meanwhile is kept, and sent again.
 */
class SyncedForm {
  #queue = Promise.resolve(true);
  #isSent = false;

  constructor(form) {
    this.form = form;
    document.addEventListener("change", (event) => event.target.form === this.form && !["kind", "example"].includes(event.target.id) && this.sync("sync"));
    document.addEventListener("submit", (event) => event.target === this.form && this.submit(event));
    window.addEventListener("pageshow", () => (this.#isSent = false));
    this.press();
  }

  /** Presses a button with data-auto, such as the one that counts the members. */
  press() {
    const button = this.form.querySelector("[data-auto]");
    if (button) this.sync(button.value);
  }

  /** Sends the form, unless the console would refuse it: then, the text stays on the page. */
  async submit(event) {
    const action = event.submitter?.value || "sync";
    event.preventDefault();
    if (action !== "preview") {
      await this.sync(action, true);
    } else if ((await this.sync("sync")) && !this.#isSent) {
      this.#isSent = true;
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "do", value: action });
      this.form.append(field);
      this.form.submit();
    }
  }

  /** Sends the form after the earlier ones; whether the console has answered. */
  sync(action, isButton) {
    this.#queue = this.#queue.then(() => this.#run(action, isButton));
    return this.#queue;
  }

  async #run(action, isButton) {
    try {
      const sent = fields(this.form).toString();
      const body = fields(this.form, action);
      // The console keeps what was changed last, also if the user leaves the page at the same time.
      const keepalive = body.toString().length < 60000;
      const response = await fetch(this.form.action, { method: "POST", body, keepalive });
      if (!response.ok && response.status !== 400) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById(this.form.id);
      if (!fresh) throw new Error("no form");
      await released;
      if (isButton || fields(this.form).toString() === sent) this.#replace(fresh, isButton);
      else this.sync("sync");
      return true;
    } catch {
      const note = this.form.querySelector("[data-sync-note]");
      if (note)
        note.textContent =
          "The console does not accept this page any more. Nothing was done. Copy the JSON, sign in with the newest link in the terminal, and paste it there.";
      this.form.querySelector("#json > details")?.setAttribute("open", "");
      return false;
    }
  }

  /** Shows another form in place of this one, with the focus at the same place. */
  #replace(fresh, isButton) {
    const before = new Set([...this.form.querySelectorAll("[id]")].map((element) => element.id));
    const active = document.activeElement;
    const opened = [...this.form.querySelectorAll("details[open]")].map((element) => element.parentElement.id);
    const scroll = [window.scrollX, window.scrollY];
    this.form.replaceWith(fresh);
    this.form = fresh;
    for (const id of opened) document.getElementById(id)?.querySelector(":scope > details")?.setAttribute("open", "");
    const added = isButton && [...fresh.querySelectorAll("fieldset[id]")].find((element) => !before.has(element.id));
    if (added) {
      added.focus();
    } else {
      const same = active?.id && document.getElementById(active.id);
      if (same) {
        same.focus({ preventScroll: true });
        if (typeof active.selectionStart === "number") same.setSelectionRange(active.selectionStart, active.selectionEnd);
      }
      window.scrollTo(...scroll);
    }
    this.press();
  }
}
for (const form of document.querySelectorAll("form[data-sync]")) new SyncedForm(form);
