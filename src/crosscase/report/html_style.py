"""The look of the HTML report: quiet, readable, light and dark, on screen and on paper."""

STYLE = """
:root{--ink:#1d1f21;--soft:#5b6066;--paper:#fdfdfb;--line:#d9d9d4;--link:#0b57a4;--tint:#f3f3ee;
--warn:#fff4d6;--edge:#c99a1b}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e1;--soft:#a3a8ad;--paper:#17191b;
--line:#3a3d40;--link:#8cc0ff;--tint:#212427;--warn:#3a311a;--edge:#b58b1e}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;padding:2rem 1.25rem 6rem;max-width:54rem;background:var(--paper);
color:var(--ink);font:1.02rem/1.6 Georgia,"Noto Serif","Songti SC","Noto Serif CJK SC",serif;
overflow-wrap:anywhere}
h1,h2,h3,h4,th,caption,figcaption,summary,nav,.cited,.by,.note,footer,.sub,.skip,.close{
font-family:system-ui,"Segoe UI","Noto Sans","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.35rem;margin:2.8rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
h3{font-size:1.08rem;margin:2rem 0 .4rem}
p,li{hyphens:auto}
a{color:var(--link)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--edge);outline-offset:2px}
a.n{text-decoration:none;border-bottom:1px dotted var(--link);white-space:nowrap}
a.n:hover{background:var(--tint)}
.sub{color:var(--soft);font-size:.92rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem .8rem}
.notice{background:var(--warn);border-left:4px solid var(--edge);padding:.6rem .9rem}
nav ul{columns:2;list-style:none;padding:0;font-size:.92rem;line-height:1.8}
nav li{break-inside:avoid}
nav li.sub{padding-left:1.2rem}
.scroll{overflow-x:auto;margin:1.4rem 0 .3rem}
table{border-collapse:collapse;width:100%;font-size:.86rem;line-height:1.4;
border-top:2px solid var(--ink);border-bottom:2px solid var(--ink);overflow-wrap:normal}
caption,figcaption{text-align:left;font-size:.88rem;padding:0 0 .45rem}
figcaption{padding:.5rem 0 0}
th,td{padding:.32rem .55rem;text-align:start;vertical-align:top;max-width:26rem;
overflow-wrap:break-word}
thead th{border-bottom:1px solid var(--ink);font-weight:600;vertical-align:bottom}
tbody th{font-weight:500}
tbody tr+tr>*{border-top:1px solid var(--line)}
.r{text-align:right;font-variant-numeric:tabular-nums}
.note{color:var(--soft);font-size:.82rem;margin:.2rem 0 1.4rem}
details{margin:.6rem 0 1.4rem}
summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.2rem 0}
summary:focus-visible{outline:3px solid var(--edge);outline-offset:2px}
figure{margin:1.6rem 0}
figure img{display:block;max-width:100%;min-width:min(100%,30rem);height:auto;background:#fff;
padding:.6rem;border-radius:4px}
.cited{font-size:.84rem;font-weight:600;color:var(--soft);margin:1rem 0 .2rem}
.quote{margin:.3rem 0 .7rem}
div.quote{border-left:3px solid var(--line);padding-left:.9rem}
.w,.by,.t{display:block}
.w q{quotes:"\\201c" "\\201d"}
.t{color:var(--soft);font-style:italic;font-size:.92em}
.by{color:var(--soft);font-size:.78rem}
.hear{white-space:nowrap;display:inline-block;min-height:24px;min-width:24px}
audio{width:100%;margin:.6rem 0}
.drawer{display:none}
.drawer:target{display:block;position:fixed;z-index:2;top:0;right:0;bottom:0;
width:min(31rem,100vw);overflow-y:auto;padding:1rem 1.3rem 3rem;background:var(--paper);
border-left:1px solid var(--line);box-shadow:-8px 0 30px rgb(0 0 0/.18);font-size:.94rem}
.drawer h2{border:0;margin:.2rem 3.5rem .4rem 0;font-size:1.1rem;padding:0}
.drawer ol,.all ol{padding-left:0;list-style:none}
.close{position:sticky;top:0;float:right;background:var(--tint);padding:.25rem .7rem;
border-radius:4px;text-decoration:none;font-size:.86rem}
footer{margin-top:3rem;color:var(--soft);font-size:.82rem}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--line:#bbb;--link:#000;--warn:#fff}
body{max-width:none;padding:0;font-size:10pt}
nav,.drawer,.drawer:target,.skip,.hear{display:none}
a.n{border:0}
h2,h3{break-after:avoid}
tr,figure,.quote{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}}
"""
