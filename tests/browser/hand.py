"""A hand at the dashboard: it waits until the page rests, clicks, and sees whether that arrived.

A click that falls into a run of the page can be lost: what it hits is taken away before the server
has heard of it. So nothing is clicked while the server still owes the page an answer, and what was
clicked in vain is clicked again, as whoever sits there would.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

_WATCH = """() => {
  // The number of the first field after those that every message has, and its value if it is a
  // number, of a message in protobuf's format.
  const kind = (bytes) => {
    let at = 0;
    const number = () => {
      let value = 0, factor = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * factor; factor *= 128; } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = number(), field = Math.floor(tag / 8);
      const value = number();
      if (tag % 8 === 2 && field <= 2) at += value;
      else if (field > 2) return [field, tag % 8 ? 0 : value];
    }
    return [0, 0];
  };
  const RERUN = 11, BEGUN = 4, FINISHED = 6, EARLY_FOR_ANOTHER = 2;
  const rest = window.tiesmapRest = { asked: 0, owed: false, begun: false, looks: 0 };
  const stir = () => { rest.looks = 0; rest.last = rest.stirred = performance.now(); };
  stir();
  const really = WebSocket.prototype.send;
  const heard = new WeakSet();
  WebSocket.prototype.send = function (data) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", (event) => {
        stir();
        if (!(event.data instanceof ArrayBuffer)) return;
        const [field, value] = kind(new Uint8Array(event.data));
        if (field === BEGUN) rest.begun = true;
        if (field === FINISHED && rest.begun && value !== EARLY_FOR_ANOTHER) rest.owed = false;
      });
    }
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    if (bytes instanceof Uint8Array && kind(bytes)[0] === RERUN) {
      stir();
      Object.assign(rest, { asked: rest.asked + 1, at: rest.last, owed: true, begun: false });
    }
    return really.call(this, data);
  };
  for (const event of ["pointerup", "keydown"]) addEventListener(event, stir, true);
  // A part whose script is loaded late comes after the answer.
  new MutationObserver(stir).observe(document, { childList: true, subtree: true });
}"""
"""Notes whether the page has asked the server to run, and has its answer: the messages that
Streamlit's own ForwardMsg and BackMsg call new_session, script_finished and rerun_script."""
_ASKED = "() => window.tiesmapRest?.asked ?? 0"
"""How often the page has asked its server to run."""
_RESTS = """fromNow => {
  const app = document.querySelector('[data-testid="stApp"]');
  const rest = window.tiesmapRest ??= { asked: 0, owed: false, begun: false, looks: 0, last: 0 };
  const now = performance.now();
  // What the server does not take up, such as a click in a part that is gone, it never answers.
  const owes = rest.owed && (rest.begun || now - rest.at < 10000);
  const still = app && app.dataset.testScriptState === 'notRunning' && !owes
    && !document.querySelector(
      '[data-testid="stStatusWidget"], [data-testid="stSkeleton"], [data-stale="true"]')
    && document.querySelector('[data-testid="stHeading"]');
  if (!still || fromNow && rest.from !== fromNow) {
    Object.assign(rest, { looks: 0, last: now, from: fromNow || rest.from });
    return false;
  }
  rest.looks += 1;
  return now - rest.last > 250 && rest.looks > 3;
}"""
"""Whether the script has run and nothing on the page has changed for a quarter of a second, in
which it had the time to change: a busy page looks seldom."""
_TURN = """address => {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
_SETTLED = itertools.count(1)
_TRIES = 3
"""Clicks before one gives up."""


class Wire:
    """Counts what the server sends to a page."""

    def __init__(self, page: Any) -> None:
        self.messages, self.bytes = 0, 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, payload: bytes | str) -> None:
        self.messages += 1
        self.bytes += len(payload)


def watch(context: Any) -> None:
    """Let every page of a browser's context note what it asks of its server, and what it hears."""
    context.add_init_script(f"({_WATCH})()")


def settle(page: Any) -> None:
    """Until the page has its answer and has stood still, from now on."""
    page.wait_for_function(_RESTS, arg=next(_SETTLED), polling=50)


def rest(page: Any) -> None:
    """Until the page has its answer and has stood still, as it may for a while already."""
    page.wait_for_function(_RESTS, arg=0, polling=50)


def turn(page: Any, address: str) -> None:
    """The page at an address of the product that is open, as the browser's way back leads to one.

    Opening the address would load the whole product anew.
    """
    page.evaluate(_TURN, address)
    settle(page)


def press(what: Any, brings: Any = None, gone: Any = None) -> None:
    """Click what stands on a page at rest, and again as long as the click was lost.

    It was lost if the page is at rest again, and `brings` is not to be seen or `gone` still is;
    where neither is named, if nothing was asked of the server.
    """
    page, sign, state = what.page, gone or brings, "hidden" if gone else "visible"
    rest(page)
    for tried in range(_TRIES):
        asked = page.evaluate(_ASKED)
        if tried:  # It may be gone just now, as its click was not lost but slow.
            _within(10_000, what.click)
        else:
            what.click()
        if sign is None:
            settle(page)
            if page.evaluate(_ASKED) != asked:
                return
        elif _within(10_000, sign.first.wait_for, state=state) or not what.is_visible():
            break
        else:
            rest(page)
            if sign.first.is_visible() is not bool(gone):
                break
    assert sign is not None, f"clicked {_TRIES} times, and nothing was asked: {what}"
    sign.first.wait_for(state=state)


def _within(milliseconds: int, wait: Callable[..., object], **more: Any) -> bool:
    """Whether something came about in time."""
    from playwright.sync_api import TimeoutError as TooSlow

    with contextlib.suppress(TooSlow):
        wait(timeout=milliseconds, **more)
        return True
    return False


def save(what: Any, path: Path) -> Path:
    """Click what gives a file, and again if none came; it lies at `path` then."""
    from playwright.sync_api import TimeoutError as TooSlow

    rest(what.page)
    for patience in (10_000, 20_000, 30_000):
        with contextlib.suppress(TooSlow if patience < 30_000 else ()):
            with what.page.expect_download(timeout=patience) as waiting:
                what.click()
            waiting.value.save_as(path)
            return path
    return path


def stood(page: Any, place: Any, ask: str) -> Any:
    """What a script says of a place once it gives the same answer six frames in a row."""
    answers: list[Any] = []
    while len(answers) < 60 and (len(answers) < 6 or any(a != answers[-1] for a in answers[-6:])):
        answers.append(place.evaluate(ask))
        page.evaluate("() => new Promise(requestAnimationFrame)")
    return answers[-1]


def choose(page: Any, label: str, text: str) -> None:
    """Choose in a selectbox by typing."""
    box = page.get_by_test_id("stMain").get_by_role("combobox", name=label)
    option = page.get_by_role("option", name=text).first
    rest(page)
    for _ in range(_TRIES):  # Where what is around it still opens, a list closes again.
        box.click()
        box.fill(text)
        with contextlib.suppress(Exception):  # Playwright's time-out; it may not be installed.
            option.click(timeout=8000)
            break
        page.keyboard.press("Escape")
    else:
        raise AssertionError(f"{label}: no choice {text}")
    settle(page)
