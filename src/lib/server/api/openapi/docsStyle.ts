/** The page's own style: it is served without the pages' build. The colours are those of ui/styles/tokens.css. */
export const DOCS_STYLE = `:root{color-scheme:light dark;--paper:light-dark(#f8f7f3,#0b1725);--sheet:light-dark(#fff,#122234);--ink:light-dark(#0d2036,#e9eff6);--soft:light-dark(#435569,#a8b7c7);--line:light-dark(#d5dae0,#2a3d52);--link:light-dark(#0b4f8a,#8fc4f5)}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,'Segoe UI',sans-serif}
header{background:#0d2b4e;color:#f3f6fa;padding:2rem max(1.25rem,calc((100% - 60rem)/2))}
header a{color:#f3f6fa}
h1{font-size:clamp(2rem,1.5rem + 2vw,3rem);line-height:1.1;margin:.25rem 0 1rem}
h2{font-size:1.5rem;margin:0 0 1rem}
h3{font-size:1.0625rem;margin:0 0 .5rem;overflow-wrap:anywhere}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:1.5rem 0 0}
nav a{display:inline-block;padding:.25rem 0}
main{max-width:62.5rem;margin:0 auto;padding:2rem 1.25rem 4rem;display:grid;gap:3rem}
section{min-width:0}
article{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem;margin-bottom:1rem}
p,ul{margin:.5rem 0;max-width:46rem}
a{color:var(--link)}
code,pre{font-family:ui-monospace,'Cascadia Code',Menlo,monospace;font-size:.9375em}
pre{overflow:auto;background:var(--paper);border:1px solid var(--line);border-radius:.375rem;padding:1rem;max-height:32rem;line-height:1.45}
.method{font-weight:700;letter-spacing:.04em}
.reasons{color:var(--soft);font-size:.9375rem}
.reasons a{display:inline-block;margin-right:.5rem}
summary{cursor:pointer;padding:.375rem 0;font-weight:600}
table{border-collapse:collapse}
td,th{text-align:left;padding:.375rem 1.5rem .375rem 0;border-bottom:1px solid var(--line)}
tr:target,div:target{outline:3px solid var(--link);outline-offset:4px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
header :focus-visible{outline-color:#fff}`;
