// Files that the team sends: chosen, pasted, dropped, spoken.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import config from "../playwright.config.ts";
import type { Member } from "../people/test.ts";
import { expect, test } from "../people/test.ts";

// A browser with a microphone of its own, into which somebody beeps.
const { launchOptions } = config.use ?? {};
const microphone = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];
test.use({ launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []), ...microphone] } });

const picture = {
  name: "shop.png",
  mimeType: "image/png",
  buffer: readFileSync(resolve(import.meta.dirname, "../../docs/inbox.png")),
};

/** Chooses a file at the button beside the composer. */
async function choose(member: Member, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const choosing = member.page.waitForEvent("filechooser");
  await member.thread.getByRole("button", { name: "Attach files" }).click();
  await (await choosing).setFiles(file);
}

const tray = (member: Member) => member.thread.getByRole("list", { name: "Files to send" });
const pictures = (member: Member) => member.bubbles.getByRole("img");

/** A picture that came into the page and was drawn. */
async function isDrawn(member: Member): Promise<void> {
  const last = pictures(member).last();
  await last.scrollIntoViewIfNeeded();
  await expect.poll(() => last.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
}

test("a chosen picture goes to the customer with the words that were written", async ({ arrive, phone }) => {
  const [ada, laia] = [await arrive("Agent"), await phone("Laia Ferrer")];
  await laia.write("Is anybody there?");
  await ada.open("Laia Ferrer");
  await choose(ada, picture);
  await expect(tray(ada).getByText("shop.png")).toBeVisible();
  await ada.composer.fill("This is our shop");
  await ada.composer.press("Enter");
  await expect(ada.composer).toHaveValue("");
  await expect(ada.bubble("This is our shop").getByRole("img")).toHaveCount(1);
  await expect(tray(ada)).toBeHidden();
  await isDrawn(ada);
  const shown = laia.bubble("This is our shop").getByRole("img");
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

test("a pasted and a dropped picture wait until they are sent, and can be taken out", async ({ arrive, phone }) => {
  const [ada, oriol] = [await arrive("Agent"), await phone("Oriol Bastida")];
  await oriol.write("Is anybody there?");
  await ada.open("Oriol Bastida");
  const before = await pictures(ada).count();
  const base64 = picture.buffer.toString("base64");
  const bring = (kind: "paste" | "drop", name: string) =>
    ada.composer.evaluate(
      (field, { kind, name, base64 }) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: "image/png" }));
        const about = { bubbles: true, cancelable: true };
        const event =
          kind === "paste"
            ? new ClipboardEvent("paste", { ...about, clipboardData: data })
            : new DragEvent("drop", { ...about, dataTransfer: data });
        field.dispatchEvent(event);
      },
      { kind, name, base64 },
    );
  await bring("paste", "pasted.png");
  await bring("drop", "dropped.png");
  await expect(tray(ada).getByRole("listitem")).toHaveCount(2);
  await tray(ada).getByRole("button", { name: "Remove dropped.png" }).click();
  await expect(tray(ada).getByRole("listitem")).toHaveCount(1);
  await ada.thread.getByRole("button", { name: "Send the files" }).click();
  await expect(pictures(ada)).toHaveCount(before + 1);
  await expect(oriol.bubbles.getByRole("img")).toHaveCount(1);
});

test("what is too large is refused at once, and can go as a document", async ({ arrive, phone }) => {
  const [ada, grace] = [await arrive("Agent"), await phone("Grace Adeyemi")];
  await grace.write("Is anybody there?");
  await ada.open("Grace Adeyemi");
  const buffer = Buffer.concat([picture.buffer, Buffer.alloc(5 * 1024 * 1024)]);
  await choose(ada, { ...picture, name: "poster.png", buffer });
  await expect(tray(ada).getByRole("alert")).toContainText("A picture may have 5 MB");
  await expect(grace.bubble("poster.png")).toHaveCount(0);
  await tray(ada).getByRole("button", { name: "Send it as a document" }).click();
  await expect(ada.bubbles.getByRole("link", { name: "poster.png" })).toHaveCount(1);
  await expect(grace.bubbles.getByRole("link", { name: "poster.png" })).toHaveCount(1);
});

test("a file whose line breaks is kept, with its words, until it goes", async ({ arrive, phone, browserConsole }) => {
  const [ada, owen] = [await arrive("Agent"), await phone("Owen Prichard")];
  await owen.write("Is anybody there?");
  await ada.open("Owen Prichard");
  browserConsole.foresee(/ERR_FAILED/);
  await ada.page.route("**/files", (route) => route.abort());
  await choose(ada, picture);
  await ada.composer.fill("Here it is");
  await ada.thread.getByRole("button", { name: "Send the files" }).click();
  await expect(tray(ada).getByRole("alert")).toContainText("can't be reached");
  await ada.page.unroute("**/files");
  await tray(ada).getByRole("button", { name: "Try again" }).click();
  await expect(ada.bubble("Here it is").getByRole("img")).toHaveCount(1);
});

test("a spoken message is recorded and heard by the customer", async ({ arrive, phone }) => {
  const [ada, siobhan] = [await arrive("Agent"), await phone("Siobhán Kerr")];
  await siobhan.write("Is anybody there?");
  await ada.open("Siobhán Kerr");
  const before = await ada.bubbles.locator("audio").count();
  const record = ada.thread.getByRole("button", { name: "Record a voice message" });
  await record.click();
  await ada.thread.getByRole("button", { name: "Discard the recording" }).click();
  await expect(record).toBeFocused();
  await record.click();
  await expect(ada.thread.getByRole("timer")).toHaveText("0:02");
  await ada.thread.getByRole("button", { name: "Send the recording" }).click();
  await expect(ada.bubbles.locator("audio")).toHaveCount(before + 1);
  const note = ada.bubbles.locator("audio").last();
  const source = new URL((await note.getAttribute("src")) ?? "", ada.page.url());
  const answer = await ada.page.request.get(source.href);
  expect(answer.headers()["content-type"]).toBe("audio/ogg");
  expect((await answer.body()).subarray(28, 36).toString()).toBe("OpusHead");
  // The browser itself finds it whole.
  await note.evaluate((audio: HTMLAudioElement) => {
    audio.preload = "auto";
    audio.load();
  });
  await expect.poll(() => note.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(1);
  await expect(siobhan.bubbles.locator("audio")).toHaveCount(1);
});

test("who only reads has no tools to send files", async ({ arrive }) => {
  const gil = await arrive("Guest");
  await gil.open("Núria Soler");
  await expect(gil.bubbles.first()).toBeVisible();
  await expect(gil.thread.getByRole("button", { name: "Attach files" })).toHaveCount(0);
});
