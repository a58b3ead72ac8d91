/* Asks without leaving the page and shows the answer as it is written; without scripts the form opens a page. */
function piece(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

/* The answer of one side while it is written: texts only, whatever they hold. */
function growing(box, side) {
  const sides = [...box.querySelectorAll("article")];
  let found = sides.find((node) => node.dataset.side === side);
  if (!found) {
    found = piece("article", "card said", "");
    found.dataset.side = side;
    found.append(piece("h2", "", side), piece("p", "answer", ""), piece("p", "quiet", "Asking …"));
    box.append(found);
  }
  return found.querySelector(".answer");
}

async function* lines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const found = (rest + value).split("\n");
    rest = found.pop();
    for (const line of found) yield JSON.parse(line);
  }
}

async function show(answer, box) {
  let whole = false;
  for await (const event of lines(answer.body)) {
    if (event.html !== undefined) {
      box.innerHTML = event.html; // a page of ours, in which the server has escaped all that it was told
      whole = true;
    } else if (event.problem) {
      throw new Error(event.problem);
    } else {
      growing(box, event.side).append(event.text);
    }
  }
  if (!whole) throw new Error("The connection broke off.");
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-ask]");
  const box = document.getElementById(form.dataset.ask);
  const [ask, stop] = [form.querySelector("[type=submit]"), form.querySelector(".stop")];
  let asking = null;

  function busy(is) {
    ask.disabled = is;
    stop.hidden = !is;
    box.setAttribute("aria-busy", String(is));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) return;
    asking = new AbortController();
    busy(true);
    box.textContent = "";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
        signal: asking.signal,
      });
      if (answer.status === 400) box.innerHTML = await answer.text();
      else if (!answer.ok || answer.redirected) throw new Error(`The server answers ${answer.status}.`);
      else await show(answer, box);
    } catch (error) {
      const stopped = error.name === "AbortError";
      for (const note of box.querySelectorAll("article > .quiet")) note.remove();
      box.append(piece("p", stopped ? "quiet" : "trouble", stopped ? "Stopped." : error.message));
    }
    asking = null;
    busy(false);
  });
  stop.addEventListener("click", () => asking && asking.abort());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && asking) asking.abort();
  });
});
