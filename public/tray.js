// The files that are about to be sent to one customer: each with its name, how far it is, and what can be
// done with it. They go one after the other, the words of the composer with the first that takes any.

/** The longest words that go with a file. */
const LONGEST_CAPTION = 1024;
/** What WhatsApp has limits of its own for. */
const KINDS = [
  ["image", /^image\/(jpeg|png)$/],
  ["video", /^video\/(mp4|3gpp)$/],
  ["audio", /^audio\/(aac|amr|mpeg|mp4|ogg)/],
];

const kindOf = (file) => KINDS.find(([, types]) => types.test(file.type))?.[0] ?? "any";
const weight = (bytes) =>
  bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.ceil(bytes / 1_048_576)} MB`;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A new random name; `crypto.randomUUID` is there on secure pages alone. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Tray {
  constructor(ticket, { words, limits, iconButton }) {
    Object.assign(this, { ticket, words, limits, iconButton });
    this.rows = [];
    this.list = element("ul", { ariaLabel: words.enclosures });
    this.button = element("button", { type: "button", className: "button primary" }, words.send);
    this.button.addEventListener("click", () => this.send());
    this.status = element("p", { role: "status" });
    this.element = element("div", { className: "tray" }, this.list, this.button, this.status);
    this.show();
  }

  moveTo(place) {
    if (this.element.parentElement !== place) place.append(this.element);
  }

  /** Whether files wait until somebody sends them. */
  get isWaiting() {
    return this.rows.some((row) => row.state === "waiting");
  }

  /** Whether something would be lost with the page. */
  get isBusy() {
    return this.rows.length > 0;
  }

  get field() {
    return this.element.closest(".composer")?.querySelector("textarea");
  }

  take(files) {
    for (const file of files) this.add(file, "waiting");
    this.say("");
    this.field?.focus();
  }

  sendVoice(file) {
    const row = this.add(file, "ready", { voice: true, name: this.words.voiceMessage });
    this.answer(row);
    this.carry();
  }

  /** What just happened, seen and heard. */
  say(text) {
    this.status.textContent = text;
    this.show();
  }

  add(file, state, { voice = false, name = file.name } = {}) {
    const row = { id: newId(), file, name, voice, state, asDocument: false, caption: "" };
    row.element = element("li");
    this.rows.push(row);
    this.list.append(row.element);
    this.hold(row);
    this.show();
    return row;
  }

  /** The message that the draft answers (see replies.js) goes with the first file. */
  answer(row) {
    try {
      row.replyTo = sessionStorage.getItem(this.quote) ?? "";
      sessionStorage.removeItem(this.quote);
    } catch {
      // A browser that refuses storage quotes nothing.
    }
  }

  get quote() {
    return `quote:${this.ticket}`;
  }

  /** Whether it is small enough, so that nobody waits for a refusal. */
  hold(row) {
    const kind = row.asDocument ? "any" : kindOf(row.file);
    if (row.file.size > this.limits[kind]) {
      const why = { image: "imageTooLarge", video: "videoTooLarge", audio: "audioTooLarge", any: "tooLarge" };
      this.fail(row, this.words[why[kind]], true);
    } else {
      this.draw(row);
    }
  }

  send() {
    const rows = this.rows.filter((row) => row.state === "waiting");
    const text = this.field?.value.trim() ?? "";
    const first = rows.find((row) => row.asDocument || kindOf(row.file) !== "audio");
    if (first && text && [...text].length <= LONGEST_CAPTION) {
      first.caption = text;
      this.write("");
    }
    if (rows.length > 0) this.answer(rows[0]);
    for (const row of rows) row.state = "ready";
    this.show();
    this.carry();
  }

  /** One after the other. */
  async carry() {
    if (this.carrying) return;
    this.carrying = true;
    for (let row; (row = this.rows.find(({ state }) => state === "ready")); ) await this.upload(row);
    this.carrying = false;
  }

  upload(row) {
    const form = new FormData();
    form.append("id", row.id);
    if (row.caption) form.append("caption", row.caption);
    if (row.replyTo) form.append("reply_to", row.replyTo);
    if (row.voice) form.append("voice", "true");
    if (row.asDocument) form.append("as_document", "true");
    form.append("file", row.file, row.file.name);
    const request = new XMLHttpRequest();
    request.open("POST", `/inbox/${this.ticket}/files`);
    request.responseType = "json";
    row.state = "sending";
    row.request = request;
    row.progress = 0;
    this.draw(row);
    request.upload.addEventListener("progress", ({ loaded, total }) => this.progress(row, loaded / total));
    return new Promise((done) => {
      request.addEventListener("loadend", () => {
        if (request.status === 201) this.sent(row);
        else if (row.state === "sending") {
          this.fail(row, request.response?.sentence ?? this.words.unreached, request.status === 413);
        }
        done();
      });
      request.send(form);
    });
  }

  progress(row, part) {
    row.progress = part;
    const bar = row.element.querySelector("progress");
    if (bar) bar.value = part;
  }

  sent(row) {
    this.takeOut(row);
    this.say(this.named("sent", row));
  }

  fail(row, sentence, tooLarge) {
    Object.assign(row, { state: "failed", sentence, tooLarge });
    this.draw(row);
    this.show();
  }

  /** Takes a file out; words that were to go with it are not lost. */
  drop(row) {
    row.state = "dropped";
    row.request?.abort();
    if (row.caption && !this.field?.value) this.write(row.caption);
    if (row.replyTo) sessionStorage.setItem(this.quote, row.replyTo);
    this.takeOut(row);
    this.field?.focus();
  }

  takeOut(row) {
    this.rows = this.rows.filter((other) => other !== row);
    row.element.remove();
    this.show();
  }

  again(row, asDocument) {
    Object.assign(row, { state: "ready", asDocument: row.asDocument || asDocument, sentence: "" });
    this.hold(row);
    this.carry();
  }

  draw(row) {
    const { state, element: line, name, file } = row;
    const dropping = this.iconButton("close", this.named(state === "sending" ? "cancel" : "remove", row));
    dropping.addEventListener("click", () => this.drop(row));
    const parts = [element("span", { className: "name" }, name), element("span", { className: "hint" }, weight(file.size))];
    if (row.caption) parts.push(element("span", { className: "caption" }, row.caption));
    if (state === "sending") {
      parts.push(element("progress", { max: 1, value: row.progress, ariaLabel: this.named("underWay", row) }));
    }
    if (state === "failed") {
      parts.push(element("span", { className: "late", role: "alert" }, row.sentence));
      const button = (text, asDocument) => {
        const made = element("button", { type: "button", className: "button small" }, text);
        made.addEventListener("click", () => this.again(row, asDocument));
        parts.push(made);
      };
      if (!row.tooLarge) button(this.words.again, false);
      else if (!row.asDocument && !row.voice && file.size <= this.limits.any) button(this.words.asDocument, true);
    }
    line.className = state;
    line.replaceChildren(...parts, dropping);
  }

  named(word, { name }) {
    return this.words[word].replace("{name}", () => name);
  }

  /** Writes into the composer, as if somebody typed it. */
  write(text) {
    const { field } = this;
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  show() {
    this.button.hidden = !this.isWaiting;
    this.list.hidden = this.rows.length === 0;
    this.element.classList.toggle("idle", this.rows.length === 0 && !this.status.textContent);
  }
}
