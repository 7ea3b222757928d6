// Suggests titles while one types; the form works without. A combobox after the WAI-ARIA practices: arrows choose,
// Enter opens what is chosen, Escape closes the list; what is read aloud is how many there are.
const WAIT = 200;
const SHORTEST = 2;

const field = document.querySelector("[data-suggestions]");
const input = field?.querySelector("input");

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

if (input) {
  const list = make("ul", { id: "goi-y", className: "search-options", hidden: true });
  const status = make("p", { className: "hidden-visually" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Gợi ý");
  status.setAttribute("role", "status");
  field.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "goi-y"],
    ["aria-autocomplete", "list"]]) input.setAttribute(name, value);

  let chosen = -1;
  let waiting = 0;
  let latest = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = [...list.children];
    if (!options.length) return;
    chosen = (place + options.length) % options.length;
    options.forEach((one, number) => one.setAttribute("aria-selected", String(number === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const show = (rows) => {
    list.replaceChildren(...rows.map((row, number) => {
      const option = make("li", { id: `goi-y-${number}` }, row.ten,
        make("span", { className: "quiet small", textContent: row.loai }));
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.address = row.dia_chi;
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(Boolean(rows.length)));
    status.textContent = rows.length ? `${rows.length} gợi ý. Dùng mũi tên để chọn.` : "";
  };

  const ask = async () => {
    const words = input.value.trim();
    const number = ++latest;
    if (words.length < SHORTEST) { close(); return; }
    try {
      const answer = await fetch(`${field.dataset.suggestions}?${new URLSearchParams({ q: words })}`);
      const { goi_y: rows } = await answer.json();
      if (number === latest && document.activeElement === input) show(rows);
    } catch { close(); /* without suggestions the form still searches */ }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.address);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  // Before the field loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  input.addEventListener("blur", close);
}
