// Saves a table and prints a page, once for each turn: a run of the page that changes nothing else
// comes here again.
export default function ({ data }) {
  if (!data?.turn || window.tiesmapPrinted === data.turn) return;
  window.tiesmapPrinted = data.turn;

  const link = document.createElement("a");
  const bytes = Uint8Array.from(atob(data.table), (letter) => letter.charCodeAt(0));
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = data.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);

  // The page to print is not seen: the browser's window for printing shows it. No script runs in it.
  document.getElementById("tiesmap-printed")?.remove();
  const frame = document.createElement("iframe");
  frame.id = "tiesmap-printed";
  frame.title = "The page to print";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  frame.sandbox = "allow-same-origin allow-modals";
  frame.style.cssText = "position: fixed; right: 0; bottom: 0; width: 0; height: 0; border: 0";
  frame.onload = () => frame.contentWindow.print();
  frame.srcdoc = data.page;
  document.body.append(frame);
}
