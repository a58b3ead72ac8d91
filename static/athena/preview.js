/* Shows what a form would change beneath it, without leaving the page; without scripts the button opens a page. */
document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (!button || !button.dataset.preview) return;
  event.preventDefault();
  const box = document.getElementById(button.dataset.preview);
  button.disabled = true;
  box.textContent = "Asking …";
  try {
    const body = new FormData(event.target);
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) throw new Error(`The server answers ${answer.status}.`);
    box.innerHTML = await answer.text();
  } catch (error) {
    box.textContent = `It cannot be shown now. ${error.message}`;
  }
  button.disabled = false;
});

/* What a choice would change is asked for by itself, once no other follows for a moment. */
let waiting;
document.addEventListener("change", (event) => {
  const button = document.getElementById(event.target.dataset.previews || "");
  if (!button) return;
  clearTimeout(waiting);
  if (event.target.value) waiting = setTimeout(() => event.target.form.requestSubmit(button), 400);
});
