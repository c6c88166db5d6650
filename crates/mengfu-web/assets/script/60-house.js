// Adding: files can be dropped, one sees what was chosen and how far sending is, and a page that waits
// looks again by itself.

for (const form of document.querySelectorAll("form[data-upload]")) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-chosen]");
  const bar = form.querySelector("[data-sent]");

  const show = () => {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} · ${Math.ceil(file.size / 1000).toLocaleString()} kB`;
      return item;
    }));
  };
  input.addEventListener("change", show);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("drop-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length > 0) {
        input.files = event.dataTransfer.files;
        show();
      }
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    bar.hidden = false;
    request.upload.addEventListener("progress", (sent) => {
      if (sent.lengthComputable) bar.value = sent.loaded / sent.total;
    });
    request.addEventListener("load", () => {
      if (request.status < 300) {
        location.assign(request.responseURL);
        return;
      }
      bar.hidden = true;
      form.parentElement.querySelector("[role=alert]")?.remove();
      const told = request.response?.querySelector("[role=alert], .failure");
      if (told) form.before(document.adoptNode(told));
      window.scrollTo(0, 0);
    });
    // Where the script cannot send, the browser can.
    request.addEventListener("error", () => form.submit());
    request.send(new FormData(form));
  });
}

const look = async () => {
  const batch = document.querySelector("#batch");
  if (!batch?.querySelector("[data-waiting]")) return;
  await new Promise((later) => setTimeout(later, 700));
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#batch");
    if (!fresh) return location.reload();
    document.querySelector("main").className = page.querySelector("main").className;
    document.title = page.title;
    batch.replaceWith(document.adoptNode(fresh));
  }
  look();
};
look();
