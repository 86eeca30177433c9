/* The navigation of a narrow screen, by keyboard. Without scripts the theme's check box opens it. Here
   a button does: what it opens takes the focus, its lists can be left again, and it closes on Escape and
   when the focus leaves it. */
(() => {
  "use strict";

  const box = document.getElementById("__drawer");
  const drawer = document.querySelector(".md-sidebar--primary");
  const label = document.querySelector(".md-header label[for=__drawer]");
  if (!box || !drawer || !label) return;

  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} menu-open`;
  button.append(...label.childNodes);
  label.replaceWith(button);

  const STOPS = "a[href], label[tabindex='0']";
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  for (const title of drawer.querySelectorAll("nav nav > .md-nav__title[for]")) title.tabIndex = 0;

  const setState = () => button.setAttribute("aria-expanded", box.checked);
  setState();
  box.addEventListener("change", setState);
  button.addEventListener("click", () => {
    box.click();
    if (box.checked) [...drawer.querySelectorAll(STOPS)].find(isSeen)?.focus();
  });
  /* A list was opened from its name, or left by its title; what has the focus is now hidden. */
  drawer.addEventListener("change", ({ target }) => {
    const labels = [...drawer.querySelectorAll(`label[for="${CSS.escape(target.id)}"]`)];
    if (labels.includes(document.activeElement)) labels.find((label) => label !== document.activeElement && isSeen(label))?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key === " " && drawer.contains(target) && target.matches("label")) {
      event.preventDefault();
      target.click();
    } else if (key === "Escape" && box.checked) {
      box.click();
      button.focus();
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    if (box.checked && target !== button && !drawer.contains(target)) box.click();
  });
})();
