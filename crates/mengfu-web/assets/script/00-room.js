// Makes pages that are complete without it better. Each part looks for its own marks in the page.

// "Save as PNG": draws an SVG of the page with the browser's own fonts.
for (const button of document.querySelectorAll("[data-save-png]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.savePng);
    if (!answer.ok) return;
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    const link = document.createElement("a");
    link.href = canvas.toDataURL("image/png");
    link.download = button.dataset.name || "chart.png";
    link.click();
  });
}

// "Print": only where a script can do it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Filters send themselves when something is chosen.
for (const form of document.querySelectorAll("form[data-send-on-change]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// "/" goes to the search, as readers of many sites expect.
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("#head-q");
  if (search) {
    event.preventDefault();
    search.focus();
  }
});
