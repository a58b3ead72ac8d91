/* Keeps the jobs on the page as they are while someone looks (live.js). Without scripts, load it again. */
function showJob(row, job) {
  const badge = row.querySelector(".badge");
  badge.className = `badge ${job.look}`;
  badge.textContent = job.state;
  const bar = row.querySelector("progress");
  bar.hidden = !job.total;
  bar.max = job.total || 1;
  bar.value = job.done;
  row.querySelector(".doing").textContent = job.step;
  for (const [name, text] of [["took", job.took], ["attempts", job.attempts], ["trouble", job.problem]]) {
    const cell = row.querySelector(`.field-${name}`);
    if (cell) cell.textContent = text === "" ? "–" : text;
  }
  const button = row.querySelector("button.retry");
  if (button) button.hidden = !["failed", "poison"].includes(job.state);
}

document.addEventListener("DOMContentLoaded", () => {
  const status = document.querySelector("[data-jobs]");
  if (!status) return;
  const rows = new Map([...document.querySelectorAll("[data-job]")].map((n) => [n.dataset.job, n.closest("tr")]));
  const query = new URLSearchParams([...rows.keys()].map((key) => ["job", key]));

  followLive(`${status.dataset.jobs}?${query}`, "socket" in status.dataset, (found) => {
    for (const job of found.jobs) if (rows.has(job.id)) showJob(rows.get(job.id), job);
    const over = "ends" in status.dataset && found.jobs.every((job) => !["waiting", "running"].includes(job.state));
    if (over || (found.newest && found.newest !== status.dataset.newest)) status.querySelector("a").hidden = false;
  });
});
