/* Keeps the overview as it is: a section that differs is put in the place of the old one, its open tables stay open. */
function showSection(box, html) {
  const open = [...box.querySelectorAll("details[open]")].map((each) => each.id);
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  const again = focused && [...box.querySelectorAll("a, summary, [tabindex]")].indexOf(focused);
  const scrolled = [...box.querySelectorAll(".scroll")].map((each) => each.scrollTop);
  box.innerHTML = html;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  [...box.querySelectorAll(".scroll")].forEach((each, number) => (each.scrollTop = scrolled[number] ?? 0));
  if (focused) box.querySelectorAll("a, summary, [tabindex]")[again]?.focus({ preventScroll: true });
}

document.addEventListener("DOMContentLoaded", () => {
  const page = document.querySelector("[data-live]");
  const told = {};
  const pause = followLive(page.dataset.live, "socket" in page.dataset, (found) => {
    for (const [name, html] of Object.entries(found.sections)) {
      if (told[name] !== html) showSection(page.querySelector(`[data-section="${name}"]`), html);
      told[name] = html;
    }
  });
  const button = page.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => {
    const paused = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(paused));
    pause(paused);
  });
});
