// The style sheet of what stands in the conversation: messages, cards, tables, notices.

export const MESSAGES = `
.log a,.menu a{color:var(--link);text-underline-offset:.2em;overflow-wrap:anywhere}
.log a svg,.menu a svg{width:.95em;height:.95em;margin-inline-start:.25em;vertical-align:-.12em}
.log li{overflow-wrap:anywhere}
.said{display:flex;flex-direction:column;align-items:flex-end;padding-inline-start:2.5em}
.said .body{background:var(--tint);border-radius:1.1em 1.1em .3em 1.1em;padding:.55em .95em;white-space:pre-wrap;max-width:100%}
[dir=rtl] .said .body{border-radius:1.1em 1.1em 1.1em .3em}
.said.waiting .body{outline:1px dashed var(--edge)}
.state{font-size:.88em;color:var(--muted);margin-top:.3em}
.error{align-self:stretch;margin-inline-start:-2.5em;background:color-mix(in srgb,var(--warn) 8%,var(--surface));color:var(--ink);border:1px solid var(--warn);
  border-radius:.8em;padding:.8em .95em;font-size:1em;display:flex;flex-direction:column;align-items:flex-start;gap:.55em}
.error>p:first-child,.notice .title{display:flex;gap:.5em;font-weight:600}
.answer{display:flex;flex-wrap:wrap;column-gap:.7em}
.answer>.avatar{margin-top:.05em}
.answer>.body{flex:1;min-width:0;padding-top:.15em;display:flex;flex-direction:column;gap:.7em;position:relative}
.body>div{min-width:0}
.answer:focus-visible{outline-offset:6px;border-radius:.4em}
.body p+p,.body p+ul,.body ul+p{margin-top:.55em}
.body>div>ul,.greeting .body>ul:not(.choices){padding-inline-start:1.2em;list-style:disc}
.body>div>ul li+li,.greeting .body>ul:not(.choices) li+li{margin-top:.2em}
.greeting .body>*{margin-top:0!important}
.choices{list-style:none;display:flex;flex-wrap:wrap;gap:.5em}
.choices button{border:1.5px solid var(--link);color:var(--link);background:var(--surface);border-radius:1.4em;padding:.45em 1em;text-align:start;
  font-weight:500;line-height:1.3}
.greeting:not(:only-child) .languages{display:none}
.languages{display:flex;flex-wrap:wrap;gap:0 1em;font-size:.93em}

.items{list-style:none;display:flex;flex-direction:column;gap:.6em;counter-reset:step}
.card{border:1px solid var(--line);border-radius:.9em;background:var(--raised);padding:.75em .95em;display:flex;flex-direction:column;gap:.3em}
.items p:empty{display:none}
.items p{margin:0!important}
.title{font-weight:650;line-height:1.35}
.label{color:var(--muted)}
.small{font-size:.88em;color:var(--muted)}
.tags{display:flex;flex-wrap:wrap;gap:.35em}
.tags>::first-letter{text-transform:uppercase}
.tags>span:not(.spoken){background:var(--tint);color:var(--link);border-radius:1em;padding:.08em .7em;font-size:.88em;font-weight:600}
.where,.quality,.notes{display:flex;gap:.4em;font-size:.88em;color:var(--muted)}
.where svg,.quality svg,.notes svg{height:1.3em}
.quality.demo{color:var(--warn);font-weight:600}
.figure{font-size:1.3em;font-weight:700;line-height:1.25}
.steps{gap:0}
.step{counter-increment:step;position:relative;padding:0 0 1em;padding-inline-start:2.7em;min-height:2.6em}
.step::before{content:counter(step);position:absolute;inset-inline-start:0;top:-.1em;width:1.8em;height:1.8em;border-radius:50%;display:grid;
  place-items:center;background:var(--link);color:var(--surface);font-weight:700;font-size:.93em}
.step:not(:last-child)::after{content:"";position:absolute;inset-inline-start:.8em;top:1.8em;bottom:.2em;border-inline-start:2px solid var(--line)}
.facts{gap:0}
.fact{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em;border-bottom:1px solid var(--line);padding:.4em 0}
.fact>span:last-child{font-weight:600}
.wide{overflow-x:auto;hyphens:auto;border:1px solid var(--line);border-radius:.9em}
table{font-size:.93em;line-height:1.4}
table:has(th:nth-child(4)){min-width:28em}
table,thead,tbody{display:block}
tr{display:flex;flex-wrap:wrap;padding:.5em .4em}
tr+tr{border-top:1px solid var(--line)}
thead{background:var(--raised)}
th,td{flex:1 1 0;min-width:0;text-align:start;padding:0 .5em}
tbody th{flex:0 0 100%;font-weight:400;color:var(--muted)}
.sources{font-size:.82em;color:var(--muted)}
summary{cursor:pointer;padding:.3em 0}
.sources li{margin-top:.3em}
.sources a{color:inherit}

.notice{border:1px solid var(--edge);border-inline-start:5px solid var(--edge);border-radius:.8em;padding:.85em 1em;background:var(--raised)}
.notice.care{--link:var(--care);border-color:var(--care);background:color-mix(in srgb,var(--care) 8%,var(--surface))}
.notice .title{margin-bottom:.4em}
.care .title{color:var(--care)}
.notice .strong{margin-top:.9em}

.tools{flex:0 0 100%;padding-inline-start:2.25em;margin-top:.35em}
.tools>div{display:flex;gap:.15em}
.tools button:not(.strong,.plain){color:var(--muted);padding:.35em;min-height:2.4em;min-width:2.4em;border-radius:50%}
.tools .bad svg{transform:scaleY(-1) translateY(-1px)}
.tools [aria-pressed=true]{color:var(--link)!important;background:var(--tint);border-color:var(--link)}
.tools>p{padding-inline-start:.4em}
.tools form{margin-top:.5em;display:flex;flex-wrap:wrap;gap:.4em .5em;background:var(--raised);border:1px solid var(--line);border-radius:.9em;
  padding:.8em}
.tools form>:not(button){flex:0 0 100%}
.tools form>label{font-weight:600;font-size:.93em}
`;
