// Whoever works by keyboard stays where he was. What had the focus is often gone after an action
// (a button in a card that is done): then the first thing to press in the same card, or the nearest
// part around it that has a name, gets it.
export default function () {
  if (window.tiesmapFocus) return;
  window.tiesmapFocus = true;
  const KEPT = '[class*="st-key-"]';
  const PRESSED = 'button:not([disabled]), a[href], input, textarea, [tabindex="0"]';
  // Ways out of a part ("Skip this step") stand aside: what the part asks comes first.
  const FIRST = '[class*="st-key-first-"] button:not([disabled])';
  // What the page leads to gets the focus when it comes, where nothing else has it: by mouse too, Enter
  // goes on, and a line can be typed at once. On a phone no keyboard opens by itself.
  const ASKED = matchMedia("(pointer: coarse)").matches
    ? FIRST : `${FIRST}, [class*="st-key-first-"] input`;
  const first = (part) => part?.querySelector(ASKED)
    ?? [...(part?.querySelectorAll(PRESSED) ?? [])].find((one) => !one.closest(".st-key-aside-start"))
    ?? part?.querySelector(PRESSED);
  const offered = new WeakSet();
  const offer = () => {
    if (document.activeElement !== document.body) return;
    const one = [...document.querySelectorAll(ASKED)].find((found) => !offered.has(found));
    if (!one) return;
    offered.add(one);
    one.focus({ preventScroll: true });
  };
  let places = [];
  let byKey = false;
  const remember = (event) => {
    places = [];
    for (let at = event.target.closest?.(KEPT); at; at = at.parentElement?.closest(KEPT)) {
      places.push([...at.classList].find((name) => name.startsWith("st-key-")));
    }
  };
  const restore = () => {
    if (!byKey || document.activeElement !== document.body) return;
    for (const place of places) {
      const found = document.querySelector(`.${CSS.escape(place)}`);
      const target = found?.matches(PRESSED) ? found : first(found);
      if (target) {
        target.focus({ preventScroll: true });
        return;
      }
    }
  };
  document.addEventListener("focusin", remember);
  document.addEventListener("keydown", () => { byKey = true; }, true);
  document.addEventListener("pointerdown", () => { byKey = false; places = []; }, true);
  // Taken out of the page, what had the focus tells nobody: so each change is looked at, once it is
  // still for a moment.
  let soon;
  new MutationObserver(() => {
    if (document.activeElement !== document.body) return;
    clearTimeout(soon);
    soon = setTimeout(() => {
      restore();
      offer();
    }, 150);
  }).observe(document.body, { childList: true, subtree: true });
}
