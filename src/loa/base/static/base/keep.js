// Keeps on this device what is typed in a form (data-keep="user") until it was sent, and offers it back: no files, no
// passwords. A form is sent once.
const PREFIX = "loa:typed:";
const LONGEST = 14 * 864e5;
const LEFT_OUT = ["hidden", "file", "password", "submit", "button"];

const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
const write = (key, value) => {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
  } catch { /* full */ }
};
const fields = (form) => [...form.elements].filter((one) => one.name && !LEFT_OUT.includes(one.type));
const part = (one) => (/box|radio/.test(one.type) ? "checked" : "value");
const called = (one) => one.name + (part(one) === "checked" ? one.value : ""); // boxes may share a name
const typed = (form) => Object.fromEntries(
  fields(form).map((one) => [called(one), one[part(one)]]).filter((pair) => pair[1]).sort());
const fill = (form, values) => fields(form).forEach((one) => { one[part(one)] = values[called(one)] ?? ""; });

const say = (form, words, buttons = []) => {
  form.querySelector(".kept")?.remove();
  const notice = document.createElement("p");
  notice.className = "notice kept";
  notice.setAttribute("role", "status");
  notice.append(words);
  for (const [label, act] of buttons) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-second", textContent: label });
    button.onclick = () => { notice.remove(); act(); };
    notice.append(" ", button);
  }
  form.closest("details")?.setAttribute("open", "");
  form.prepend(notice);
};

const keep = (form, succeeded) => {
  const { pathname, search } = new URL(form.action);
  const key = `${PREFIX}${form.dataset.keep}:${pathname}${search}`;
  const store = (sent) => write(key, { at: Date.now(), typed: typed(form), sent });
  const found = read(key);
  if (found?.sent && succeeded) write(key);
  else if (found && JSON.stringify(found.typed) !== JSON.stringify(typed(form))) {
    write(key, { ...found, sent: false });
    say(form, `Có nội dung chưa gửi, giữ trên máy này lúc ${new Date(found.at).toLocaleString("vi-VN")}.`, [
      ["Lấy lại", () => fill(form, found.typed)], ["Bỏ", () => write(key)]]);
  }
  let sent = false;
  form.addEventListener("input", () => store(false));
  form.addEventListener("submit", (event) => {
    if (sent || !navigator.onLine) event.preventDefault();
    if (sent) return;
    sent = navigator.onLine;
    store(sent);
    if (sent) setTimeout(() => { sent = false; }, 10000);
    else say(form, "Mất kết nối, chưa gửi được. Nội dung giữ trên máy này; có mạng thì bấm lại.");
  });
  addEventListener("pageshow", (event) => { sent &&= !event.persisted; });
};

const succeeded = document.querySelector(".said .notice") !== null;
for (const form of document.querySelectorAll("form[data-keep]")) keep(form, succeeded);
try {
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && !(Date.now() - read(key)?.at < LONGEST))
    .forEach((key) => write(key));
} catch { /* none */ }
