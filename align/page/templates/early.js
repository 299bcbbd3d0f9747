// Before the first paint: the page may count on scripts.

document.documentElement.classList.add("scripted");
