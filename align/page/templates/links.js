// A name, its counterpart and its flag have the same data-link: pointing at one of them shows all.

let shown = [];

function clear() {
  for (const element of shown) element.classList.remove("linked");
  shown = [];
}

export function showLinked(link, within) {
  clear();
  if (!link || !within) return;
  for (const element of within.querySelectorAll("[data-link]"))
    if (element.dataset.link === link) shown.push(element);
  for (const element of shown) element.classList.add("linked");
}

export function followPointer() {
  const over = (event) => {
    const element = event.target.closest?.("[data-link]");
    if (element) showLinked(element.dataset.link, element.closest(".row"));
    else if (event.type === "pointerover") clear();
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", over);
}
