/* Adds rows to a list in a form; without scripts the list has some empty ones, and a button that brings more. */
for (const list of document.querySelectorAll("[data-rows]")) {
  const button = list.querySelector(".more-rows");
  const blank = list.querySelector("template");
  button.hidden = false;
  button.addEventListener("click", () => {
    const number = list.querySelectorAll("fieldset.row").length;
    const html = blank.innerHTML.replaceAll("<legend>__n__", `<legend>${number + 1}`).replaceAll("__n__", number);
    blank.insertAdjacentHTML("beforebegin", html);
    blank.previousElementSibling.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
}
