// Copies what a field holds, as a whole address where it is one of this house.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(new URL(field.value, location.href).href);
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 1500);
  });
}

// Views that somebody keeps, in this browser alone. Only addresses of the page itself are kept.
for (const place of document.querySelectorAll("[data-views]")) {
  const key = `views.${place.dataset.views}`;
  const form = place.querySelector(".view-save");
  const list = place.querySelector(".view-list");
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key)) || [];
      return kept.filter((view) => typeof view.name === "string" && `${view.to}`.startsWith(location.pathname));
    } catch {
      return [];
    }
  };
  const write = (views) => { localStorage.setItem(key, JSON.stringify(views.slice(0, 50))); show(); };
  const show = () => {
    list.replaceChildren(...read().map((view) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = view.to;
      link.textContent = view.name;
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "button-quiet";
      remove.textContent = "×";
      remove.title = place.dataset.remove;
      remove.setAttribute("aria-label", `${place.dataset.remove}: ${view.name}`);
      remove.addEventListener("click", () => write(read().filter((other) => other.name !== view.name)));
      item.append(link, remove);
      return item;
    }));
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = form.querySelector("input").value.trim();
    if (!name) return;
    const to = location.pathname + location.search;
    write([...read().filter((view) => view.name !== name), { name, to }]);
    form.reset();
  });
  show();
}

// The words behind a sign, at once instead of after a while.
{
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  const hide = () => { tip.hidden = true; };
  const show = (sign) => {
    tip.textContent = sign.dataset.words;
    tip.hidden = false;
    const at = sign.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - tip.offsetWidth - 8);
    const below = at.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${below ? at.bottom + 6 : at.top - tip.offsetHeight - 6}px`;
  };
  for (const sign of document.querySelectorAll(".formula-grid a.sign")) {
    if (!tip.isConnected) document.body.append(tip);
    sign.dataset.words = sign.title;
    sign.removeAttribute("title");
    sign.addEventListener("pointerenter", () => show(sign));
    sign.addEventListener("focus", () => show(sign));
    sign.addEventListener("pointerleave", hide);
    sign.addEventListener("blur", hide);
  }
  addEventListener("scroll", hide, { passive: true, capture: true });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
