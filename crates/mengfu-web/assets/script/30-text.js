// The reader: an act that is chosen is read beside the text, without leaving the place.
const beside = document.querySelector("#beside");
if (beside) {
  const brief = beside.querySelector("#brief");
  const close = beside.querySelector(".beside-close");
  const nothing = brief.querySelector("p.muted")?.cloneNode(true);
  let asked = 0;

  const mark = (place) => {
    for (const act of document.querySelectorAll(".text .act[aria-current]")) act.removeAttribute("aria-current");
    if (place) document.getElementById(place)?.setAttribute("aria-current", "true");
    close.hidden = !place;
    beside.classList.toggle("empty-beside", !place);
  };

  // The page of the act has everything; what stands beside the text is a part of it.
  const show = async (place) => {
    const turn = ++asked;
    mark(place);
    if (!place) return brief.replaceChildren(...(nothing ? [nothing.cloneNode(true)] : []));
    const answer = await fetch(`${location.pathname}/${place}?brief=1`).catch(() => null);
    if (turn !== asked) return;
    if (!answer?.ok) return location.assign(`${location.pathname}/${place}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asked) return;
    brief.replaceChildren(...page.querySelector("#brief").childNodes);
    beside.scrollTop = 0;
  };

  const chosen = () => new URLSearchParams(location.search).get("act") ?? "";
  const go = (place) => {
    const address = new URL(location.href);
    if (place) address.searchParams.set("act", place);
    else address.searchParams.delete("act");
    address.hash = "";
    history.pushState(null, "", address);
    show(place);
  };

  document.querySelector("#text").addEventListener("click", (event) => {
    const act = event.target.closest("a.act");
    if (!act || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(act.id);
  });
  close.addEventListener("click", (event) => {
    event.preventDefault();
    const place = chosen();
    go("");
    document.getElementById(place)?.focus({ preventScroll: true });
  });
  addEventListener("popstate", () => show(chosen()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen()) close.click();
  });

  // The filters send themselves.
  for (const button of document.querySelectorAll(".filter-form button")) button.hidden = true;

  // The outline shows where one is.
  const entries = new Map();
  for (const link of document.querySelectorAll(".outline a")) entries.set(link.hash.slice(1), link);
  const seen = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (!isIntersecting) continue;
      for (const link of entries.values()) link.removeAttribute("aria-current");
      const link = entries.get(target.id);
      link?.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const id of entries.keys()) {
    const heading = document.getElementById(id);
    if (heading) seen.observe(heading);
  }
}
