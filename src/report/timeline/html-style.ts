/** How the page looks: light or dark as the reader has it, and light on paper. */
export const htmlStyle = `
:root{color-scheme:light dark;--back:#fff;--text:#1b1f24;--soft:#59636e;--line:#d1d9e0;--lane:#f6f8fa;--good:#1a7f37;--bad:#cf222e;--odd:#9a6700;--mild:#59636e;--mark:#0969da;--note:#8250df;--impact:#cf222e1f}
@media (prefers-color-scheme:dark){:root{--back:#0d1117;--text:#e6edf3;--soft:#9198a1;--line:#3d444d;--lane:#151b23;--good:#3fb950;--bad:#f85149;--odd:#d29922;--mild:#9198a1;--mark:#4493f8;--note:#ab7df8;--impact:#f8514933}}
@media print{:root{color-scheme:light;--back:#fff;--text:#000;--soft:#444;--line:#bbb;--lane:#f6f6f6;--good:#1a7f37;--bad:#b00;--odd:#7a5200;--mild:#555;--mark:#0550ae;--note:#6639ba;--impact:#cf222e1f}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--back);color:var(--text);font:15px/1.45 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}.soft{color:var(--soft)}
svg{display:block;width:100%;height:auto;margin:1.25rem 0;font:12px system-ui,sans-serif}
svg text{fill:var(--text)}svg .name{font-weight:600}svg .clock,svg .date{fill:var(--soft);text-anchor:middle;font-size:11px}
svg .first{text-anchor:start}svg .lane{fill:var(--lane);fill-opacity:.6}svg .tick{stroke:var(--line)}svg .impact{fill:var(--impact)}
svg .milestone{fill:var(--mark)}svg .note{fill:var(--note)}svg .said{fill:var(--mild)}
svg .success{fill:var(--good)}svg .failure,svg .timeout,svg .error{fill:var(--bad)}
svg .cancelled,svg .unknown{fill:var(--odd)}svg .skip{fill:none;stroke:var(--mild)}
svg .guess{stroke:var(--text);stroke-dasharray:2 2}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
th{font-weight:600;border-bottom-width:2px}
.number,.time{font-variant-numeric:tabular-nums;white-space:nowrap}.number{text-align:right}
td{overflow-wrap:anywhere}.what{white-space:pre-line;min-width:14rem}
tr.day th{background:var(--lane)}tr.milestone{background:color-mix(in srgb,var(--mark) 10%,transparent)}
code{font:.9em ui-monospace,monospace;background:var(--lane);padding:0 .25em;border-radius:3px}
.good{color:var(--good)}.bad{color:var(--bad)}.odd{color:var(--odd)}
a{color:var(--mark)}
@media print{body{max-width:none;padding:0;font-size:10pt}thead{display:table-header-group}tr,svg{break-inside:avoid}.wide{overflow:visible}}
`
