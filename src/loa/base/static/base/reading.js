// Bigger letters and stronger contrast: chosen with two buttons, kept on this device alone, set before the page is drawn.
const PREFIX = "loa:reading:";
const root = document.documentElement;

const kept = (name) => { try { return localStorage.getItem(PREFIX + name); } catch { return null; } };
const keep = (name, value) => {
  try {
    if (value) localStorage.setItem(PREFIX + name, value);
    else localStorage.removeItem(PREFIX + name);
  } catch { /* the choice holds for this page */ }
};
const set = (name, value) => {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
};
const buttons = () => document.querySelectorAll("[data-reading]");
const show = () => buttons().forEach((one) =>
  one.setAttribute("aria-pressed", String(root.dataset[one.dataset.reading] === one.dataset.as)));

for (const name of ["text", "contrast"]) set(name, kept(name));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reading]");
  if (!button) return;
  const { reading: name, as: value } = button.dataset;
  const chosen = root.dataset[name] === value ? "" : value;
  set(name, chosen);
  keep(name, chosen);
  show();
});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
else show();
