/* Where a list shows as cards its head is not seen: a tick, a number, a duration or a dash is named here by its column. */
document.addEventListener("DOMContentLoaded", () => {
  const list = document.getElementById("result_list");
  if (!list) return;
  const names = [...list.tHead.rows[0].cells].map((head) => head.querySelector(".text")?.textContent.trim().toLowerCase());
  for (const cell of list.querySelectorAll("tbody td")) {
    const silent = /^(?:[\s\d.,%–-]|(?<=[\d%] )(?:ms|s|min|h|days?|of)\b)*$/.test(cell.textContent) && (cell.textContent.trim() || cell.querySelector("img"));
    if (names[cell.cellIndex] && silent) cell.dataset.column = names[cell.cellIndex];
  }
});
