// A decision goes to the server, and the rows that it changed come back.

const said = document.getElementById("said");
let quieting = 0;

export function say(text, trouble = false) {
  clearTimeout(quieting);
  said.classList.toggle("trouble", trouble);
  said.classList.remove("quiet");
  said.textContent = text;
  if (text && !trouble) quieting = setTimeout(() => said.classList.add("quiet"), 6000);
}

function put(rows) {
  for (const [id, html] of Object.entries(rows ?? {})) {
    const old = document.getElementById(id);
    if (!old) continue;
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    old.replaceWith(template.content.firstElementChild);
  }
}

function count(progress) {
  if (!progress) return;
  const bar = document.querySelector(".bar progress");
  bar.max = progress.all || 1;
  bar.value = progress.all ? progress.decided : 1;
  const words = document.createElement("b");
  words.textContent = progress.decided;
  document.querySelector(".bar .count").replaceChildren(words, ` of ${progress.all} decided`);
}

// Resolves to the server's answer, or to null if nothing was decided (and says why).
export async function send(fields) {
  const shown = [...document.querySelectorAll(".row")].map((row) => row.id);
  const body = new URLSearchParams({ ...fields, first: shown[0] ?? "", last: shown.at(-1) ?? "" });
  let answer, response;
  try {
    response = await fetch(`${document.body.dataset.root}/decide`, {
      method: "POST", body, headers: { Accept: "application/json" },
    });
    answer = await response.json();
  } catch {
    say("Not saved: the review server does not answer. Is ‘qantara review’ still running?", true);
    return null;
  }
  put(answer.rows);
  count(answer.progress);
  if ("next_open" in answer) document.body.dataset.nextOpen = answer.next_open;
  say(answer.message, !response.ok);
  return response.ok ? answer : null;
}
