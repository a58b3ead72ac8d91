/* Adds rows to a list in a form; without scripts the list has some empty ones, and a button that brings more. */
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-rows] .more-rows")) button.hidden = false;
});
document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-rows] .more-rows")) return;
  const list = event.target.closest("[data-rows]");
  const blank = list.querySelector("template");
  const number = list.querySelectorAll("fieldset.row").length;
  const html = blank.innerHTML.replaceAll("<legend>__n__", `<legend>${number + 1}`).replaceAll("__n__", number);
  blank.insertAdjacentHTML("beforebegin", html);
  blank.previousElementSibling.querySelector("input:not([type=hidden]), select, textarea").focus();
});
