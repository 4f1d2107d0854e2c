// Sends a file from the practice phone, as the bytes that it is. The page shows the form only if this runs.

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const chosen = form.elements.file.files[0];
  if (!chosen) return;
  const about = new URLSearchParams({
    kind: form.elements.kind.value,
    caption: form.elements.caption.value,
    name: chosen.name,
  });
  const button = form.querySelector("button");
  button.disabled = true;
  const headers = { "content-type": chosen.type || "application/octet-stream" };
  const answer = await fetch(`${form.dataset.file}&${about}`, { method: "POST", headers, body: chosen }).catch(
    () => undefined,
  );
  button.disabled = false;
  form.querySelector(".trouble").hidden = Boolean(answer?.ok);
  if (answer?.ok) location.assign(await answer.text());
}

for (const form of document.querySelectorAll("form[data-file]")) {
  form.hidden = false;
  form.addEventListener("submit", send);
}
