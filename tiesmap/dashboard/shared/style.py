"""What the theme cannot say: sizes of names and cards, the focus that is seen, room on a phone."""

from __future__ import annotations

# The first text of a card is a name; notices are told apart by their icon and a colored edge.
STYLE = """<style>
[class*="st-key-name-"] [data-testid="stText"] { font-size: 1.35rem; font-weight: 650;
  line-height: 1.3; }
[class*="st-key-card-"] { gap: .1rem; }
[class*="st-key-card-"] [data-testid="stText"] { font-size: .85rem; line-height: 1.35; }
[class*="st-key-card-"] > div:first-child [data-testid="stText"] * { font-weight: 600; }
[data-testid="stMainBlockContainer"] { padding: 2.75rem 2.5rem 3rem; }
/* Steps on a card of the board stand close together. */
[class*="st-key-steps-"] button { min-height: 1.75rem; padding-top: 0; padding-bottom: 0; }
[class*="st-key-steps-"] { row-gap: 0; }
/* Open, it would be as dark as the dark page. */
[class*="st-key-steps-"] button[aria-expanded="true"] { color: inherit !important; }
[data-testid="stBottomBlockContainer"] { padding: 1rem 2.5rem 1.5rem; }
:is([class*="st-key-fine-"], [class*="st-key-titled-"]) [data-testid="stText"] {
  font-size: .85rem; line-height: 1.45; }
/* The first line of each text is its title. */
[class*="st-key-titled-"] [data-testid="stText"]::first-line { font-size: 1rem; font-weight: 650; }
[class*="st-key-line-"] [data-testid="stText"] { font-size: .95rem; line-height: 1.35; }
[class*="st-key-notice-"] { border-left-width: 5px; }
[class*="st-key-notice-done"] { border-left-color: #0f9d6b; }
[class*="st-key-notice-note"] { border-left-color: #3b82f6; }
[class*="st-key-notice-wrong"] { border-left-color: #dc2626; }
[data-variant="segmented_control"][aria-checked="true"],
[data-variant="pills"]:is([aria-checked="true"], [aria-pressed="true"]),
[data-testid="stTab"][aria-selected="true"], [data-testid="stTab"][aria-selected="true"] p {
  color: inherit !important; font-weight: 600; }
/* What is written in a drawing is as dark as small print: Streamlit's gray is 3.7:1 on white. */
[data-testid="stVegaLiteChart"] :is(.role-axis-label, .role-axis-title, .role-legend-label,
  .role-legend-title) text { fill: currentColor !important; fill-opacity: .78; }
[data-testid="stText"] { white-space: pre-wrap; overflow-wrap: anywhere; }
/* Small print is small, not pale. */
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {
  color: color-mix(in srgb, var(--st-text-color) 78%, var(--st-background-color)); opacity: 1; }
summary { opacity: 1 !important; }
[data-testid="stSidebarNavLink"] span, [data-testid="stSidebarNavLink"] p {
  color: var(--st-text-color) !important; }
[data-testid="stSidebarNavLink"][aria-current="page"] { font-weight: 650; }
/* Whoever works by keyboard sees where he is. Streamlit's variables are not there outside of its
   components; this teal is 3.7:1 on white and 4.8:1 on the dark page. */
:is(button, a, input, textarea, summary, [tabindex="0"], [role="radio"], [role="checkbox"],
  [role="combobox"], [role="tab"]):focus-visible {
  outline: 3px solid #0d9488 !important; outline-offset: 2px; border-radius: 4px; }
/* A list to choose from is framed as a whole, not the field inside it. */
[data-testid="stSelectbox"] input:focus-visible { outline: none !important; }
[data-testid="stSelectbox"] div:has(> input:focus-visible) { outline: 3px solid #0d9488;
  outline-offset: 2px; border-radius: 8px; }
/* Of a file uploader the part that has the focus is itself hidden. */
[data-testid="stFileUploader"]:focus-within { outline: 3px solid #0d9488; outline-offset: 2px;
  border-radius: 8px; }
/* The one button by which a page goes on is in sight, however long the page is. */
[class*="st-key-first-"]:has(button) { position: sticky; bottom: 0; z-index: 10;
  padding-block: .5rem; backdrop-filter: blur(8px); pointer-events: none; }
[class*="st-key-first-"] button { pointer-events: auto; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"], [data-testid="stBottomBlockContainer"] {
    padding-left: 1rem; padding-right: 1rem; }
  /* A row of choices that takes two lines is many buttons, not one that is cut in two. */
  [data-variant="segmented_control"] { border-radius: .5rem !important;
    margin: 0 .2rem .2rem 0 !important; padding-inline: .6rem !important; }
  [data-variant="segmented_control"]:not([aria-checked="true"]) {
    border-color: color-mix(in srgb, currentColor 22%, transparent) !important; }
  [class*="st-key-week-"] button { min-height: 2rem; padding-top: 0; padding-bottom: 0; }
  [class*="st-key-week-"] { padding: .6rem .8rem; }
  [class*="st-key-week-"] [data-testid="stHorizontalBlock"] { row-gap: .4rem; }
}
</style>"""
"""Goes into every page once."""
