// Records a voice with the browser's own recorder, beside the composer: how long it is so far, discard it,
// send it. Chromium records Opus in WebM, which the server makes into what WhatsApp plays; Firefox
// records that by itself.

const FORMS = [
  ["audio/ogg;codecs=opus", "ogg"],
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "m4a"],
];
/** As WhatsApp's own voice messages. */
const BITS = 32_000;

/** The recording as a file; nothing if it was discarded. Fails if there is no microphone to be had. */
export async function record(place, { words, iconButton }) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const [mimeType, ending] = FORMS.find(([form]) => MediaRecorder.isTypeSupported(form)) ?? [];
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS });
  const pieces = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));

  const panel = document.createElement("span");
  panel.className = "recorder";
  panel.setAttribute("role", "group");
  panel.ariaLabel = words.recording;
  const time = Object.assign(document.createElement("span"), { className: "time", role: "timer", textContent: "0:00" });
  const discard = iconButton("close", words.discard);
  const send = iconButton("send", words.sendRecording);
  panel.append(time, discard, send);
  place.append(panel);
  send.focus();

  const began = performance.now();
  const isSent = await new Promise((done) => {
    const ticking = setInterval(() => {
      const seconds = Math.floor((performance.now() - began) / 1000);
      time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      // Whoever leaves the thread has not sent it.
      if (!place.isConnected) end(false);
    }, 250);
    const end = (isSent) => {
      clearInterval(ticking);
      done(isSent);
    };
    discard.addEventListener("click", () => end(false));
    send.addEventListener("click", () => end(true));
    panel.addEventListener("keydown", ({ key }) => key === "Escape" && end(false));
    recorder.addEventListener("error", () => end(false));
    recorder.start(1_000);
  });

  const stopped = new Promise((done) => recorder.addEventListener("stop", done, { once: true }));
  if (recorder.state !== "inactive") {
    recorder.stop();
    await stopped;
  }
  for (const track of stream.getTracks()) track.stop();
  panel.remove();
  return isSent ? new File(pieces, `voice.${ending}`, { type: recorder.mimeType }) : undefined;
}
