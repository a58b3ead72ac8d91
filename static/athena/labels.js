// Django's chooser of many rows names the picture in its search boxes without saying that it is one. Its script makes it
// at "load", which comes before "pageshow".
addEventListener("pageshow", () => {
  for (const icon of document.querySelectorAll(".help-tooltip[aria-label]:not([role])")) icon.setAttribute("role", "img");
});
