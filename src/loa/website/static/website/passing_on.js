// Pass a story on by what the device has: its own sharing, its clipboard, its printer. Nothing is asked of another site.
const address = document.querySelector('link[rel="canonical"]').href;
const title = document.querySelector("h1").textContent;
const said = document.querySelector("[data-passed]");
const ways = {
  share: [navigator.share, () => navigator.share({ title, url: address }).catch(() => { /* the reader closed it */ })],
  copy: [navigator.clipboard, () => navigator.clipboard.writeText(address).then(
    () => { said.textContent = "Đã chép đường dẫn. Dán vào nơi cần gửi."; },
    () => { said.textContent = `Máy không cho chép. Đường dẫn: ${address}`; })],
  print: [window.print, () => window.print()],
};

for (const button of document.querySelectorAll("[data-pass]")) {
  const [there, act] = ways[button.dataset.pass];
  if (!there) continue;
  button.closest("li").hidden = false;
  button.addEventListener("click", act);
}
