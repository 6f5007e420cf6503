// The style sheet of the HTML report. Its hash is in the report's Content Security Policy.
#pragma once

#include <string_view>

namespace mi {

inline constexpr std::string_view htmlStyle = R"css(
:root { color-scheme: light dark; --back: #ffffff; --panel: #f5f7f9; --line: #d5dbe1; --text: #17202a; --muted: #55606c;
  --error: #a3161f; --errorBack: #fbe9ea; --warning: #7a4b00; --warningBack: #fdf1da; --info: #1c5288; --infoBack: #e6f0fa; }
@media (prefers-color-scheme: dark) { :root { --back: #14191f; --panel: #1c232b; --line: #38424d; --text: #e6ebf0;
  --muted: #a4b0bc; --error: #ff9c9f; --errorBack: #43191c; --warning: #f2c46d; --warningBack: #3d2c0c; --info: #93c5f4;
  --infoBack: #14304b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, "Noto Sans", "Segoe UI", Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p { margin: .5rem 0; }
.muted, dt, figcaption, small { color: var(--muted); }
nav ul { list-style: none; padding: 0; margin: .5rem 0 1rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
a { color: var(--info); }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dd { margin: 0; }
table { border-collapse: collapse; margin: .75rem 0 1.25rem; min-width: 24rem; }
th, td { padding: .25rem .75rem .25rem 0; text-align: left; border-bottom: 1px solid var(--line); font-weight: normal; }
thead th { color: var(--muted); }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; }
.cause { background: var(--panel); border-left: 4px solid var(--tone); border-radius: 4px; padding: .75rem 1rem; margin: .75rem 0; }
.cause h3 { margin-top: 0; }
.findings { list-style: none; padding: 0; margin: .5rem 0; }
.findings li { padding: .3rem 0; border-bottom: 1px solid var(--line); }
.error { --tone: var(--error); --toneBack: var(--errorBack); }
.warning { --tone: var(--warning); --toneBack: var(--warningBack); }
.info { --tone: var(--info); --toneBack: var(--infoBack); }
.badge { display: inline-block; padding: 0 .5rem; border-radius: 3px; font-size: .8rem; font-weight: 600; color: var(--tone);
  background: var(--toneBack); }
figure { margin: 1rem 0 1.5rem; }
figcaption { font-weight: 600; margin-bottom: .25rem; }
figcaption .badge { margin-left: .5rem; }
svg { width: 100%; height: auto; max-width: 45rem; }
svg text { fill: var(--text); font-size: 13px; }
rect { fill: var(--tone); }
@media print { :root { --back: #ffffff; --panel: #ffffff; --line: #bbbbbb; --text: #000000; --muted: #444444; --error: #a3161f;
  --errorBack: #ffffff; --warning: #7a4b00; --warningBack: #ffffff; --info: #1c5288; --infoBack: #ffffff; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } nav { display: none; }
  .cause, li, tr, figure { break-inside: avoid; } h2, h3 { break-after: avoid; }
  rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
@page { margin: 18mm 15mm; }
)css";

} // namespace mi
