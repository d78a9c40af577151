// The frame's style sheet. It lives in the shadow tree as a constructed sheet, which a strict content-security policy allows.
import { MESSAGES } from "./styles_messages.js";

const FRAME = `
:host{all:initial!important;display:block!important}
:host([hidden]){display:none!important}
*,*::before,*::after{box-sizing:border-box}
[hidden]{display:none!important}
.root{font:400 1em/1.5 system-ui,sans-serif;color:var(--ink);text-align:start;
  position:fixed;z-index:2147483000;bottom:16px;right:16px;
  display:flex;flex-direction:column;align-items:flex-end}
.root[data-size="1"]{font-size:1.2em}
.root[data-size="2"]{font-size:1.45em}
.spoken{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
p,ul,ol,fieldset{margin:0;padding:0;border:0}
button,textarea,select,input{font:inherit;color:inherit;margin:0}
button{cursor:pointer;background:none;border:1px solid transparent;border-radius:.6em;padding:.4em .7em;min-height:2.75em}
svg{width:1.35em;height:1.35em;flex:none;fill:none;stroke:currentColor;stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round;
  vertical-align:-.3em}
:focus{outline:none}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.log:focus-visible,.bar :focus-visible{outline-offset:-3px}
.calm:focus-visible{outline:none}

.launcher{display:flex;align-items:center;gap:.55em;background:var(--bar);color:var(--on-bar);border:2px solid var(--surface);
  border-radius:2em;padding:.65em 1.25em .65em .95em;font-weight:600;min-height:3.25em;box-shadow:0 4px 18px #0a23303d;position:relative}
.launcher:focus-visible{box-shadow:0 0 0 3px var(--surface)}
.badge{background:var(--surface);color:var(--ink);border-radius:1em;padding:0 .6em;font-size:.85em}

.panel{display:flex;flex-direction:column;width:min(27em,calc(100vw - 32px));height:min(44em,calc(var(--free,100vh) - 32px));
  background:var(--surface);border:1px solid var(--line);border-radius:1.1em;overflow:hidden;box-shadow:0 10px 40px #0a233040}
.bar{display:flex;align-items:center;gap:.35em;background:var(--bar);color:var(--on-bar);padding:.55em .55em .55em .9em;--link:var(--on-bar)}
.bar button{display:flex;align-items:center;gap:.4em;border-radius:.7em}
.bar button:hover,.bar button[aria-expanded=true]{border-color:currentColor}
.bar .avatar{background:var(--on-bar);color:var(--bar);width:2.3em;height:2.3em;margin-inline-end:.3em}
.names{flex:1;min-width:0;line-height:1.25}
.name{font-weight:700;font-size:1.1em}
.tagline{font-size:.85em;overflow-wrap:anywhere}
.avatar{display:grid;place-items:center;flex:none;width:1.9em;height:1.9em;border-radius:50%;background:var(--tint);color:var(--link)}
.avatar svg{vertical-align:0}

.middle{position:relative;flex:1;min-height:0;display:flex}
.log{flex:1;min-width:0;overflow-y:auto;overscroll-behavior:contain;padding:1em max(1em,50% - 23em);position:relative}
.log>ol{list-style:none;display:flex;flex-direction:column;gap:1.1em}
.typing{display:flex;align-items:center;gap:.7em;color:var(--muted);margin-top:1em}
.dots{display:flex;gap:.25em}
.dots i{width:.5em;height:.5em;border-radius:50%;background:currentColor;animation:breathe 1.4s infinite ease-in-out}
.dots i:nth-child(2){animation-delay:.2s}
.dots i:nth-child(3){animation-delay:.4s}
@keyframes breathe{0%,60%,100%{opacity:.3}30%{opacity:1}}
.banner{background:color-mix(in srgb,var(--warn) 8%,var(--surface));color:var(--warn);border-top:1px solid currentColor;padding:.55em 1em;font-size:.93em}
.jump{align-self:center;height:0;min-height:0;padding:0;border:0;overflow:hidden;opacity:0;font-size:.93em}
.jump.shown,.jump:focus{height:auto;min-height:2.6em;margin-top:-3.1em;margin-bottom:.5em;opacity:1;padding:.3em 1.1em;z-index:1;
  background:var(--link);color:var(--surface);border-radius:2em;box-shadow:0 2px 10px #0003}

.composer{border-top:1px solid var(--line);padding:.6em max(1em,50% - 23em) .7em;background:var(--surface)}
.composer label{display:block;font-weight:600;font-size:.93em;margin-bottom:.3em}
.field{display:flex;align-items:flex-end;gap:.5em}
textarea{flex:1;min-width:0;width:100%;resize:none;line-height:1.4;background:var(--surface);border:1px solid var(--edge);border-radius:.8em;
  padding:.62em .8em;display:block;min-height:2.75em}
textarea:focus-visible{outline-width:2px;outline-offset:-1px}
textarea[aria-invalid=true]{border:2px solid var(--warn)}
.send,.strong{background:var(--link);color:var(--surface);font-weight:600;border-radius:.8em}
.send{display:flex;align-items:center;gap:.4em;padding-inline:.9em}
[dir=rtl] .send svg{transform:scaleX(-1)}
.send:hover,.strong:hover,.launcher:hover{filter:brightness(1.1)}
.problem{color:var(--warn);font-weight:600;font-size:.93em}
.count{font-size:.85em;color:var(--muted);text-align:end}
.below{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 .8em;margin-top:.15em}
.below p{font-size:.82em;color:var(--muted)}
.plain{color:var(--link);padding:.2em 0;min-height:2.2em;text-decoration:underline;text-underline-offset:.2em}
.plain svg{margin-inline-end:.3em}

.menu{position:absolute;inset:0;overflow-y:auto;overscroll-behavior:contain;background:var(--surface);padding:1.1em;display:flex;
  flex-direction:column;gap:1em}
.menu>*{flex:none}
.middle:has(.menu)~*{display:none}
.choice label,legend{display:block;font-weight:600;margin-bottom:.3em;padding:0}
select,.sizes label,.actions button{width:100%;min-height:2.75em;padding:.4em .8em;border:1px solid var(--edge);border-radius:.7em;
  text-align:start;background:var(--surface)}
.toggle,.sizes,.sizes label{display:flex;align-items:center;gap:.5em;cursor:pointer}
.toggle{justify-content:space-between;min-height:2.75em;font-weight:600}
.toggle input{appearance:none;width:3em;height:1.7em;border:2px solid var(--edge);border-radius:1em;flex:none;display:flex;padding:.18em}
.toggle input::before{content:"";width:1em;height:1em;border-radius:50%;background:var(--edge)}
.toggle input:checked{background:var(--link);border-color:var(--link);justify-content:flex-end}
.toggle input:checked::before{background:var(--surface)}
.sizes{flex-wrap:wrap}
.sizes label{flex:1}
.sizes input{width:1.15em;height:1.15em;accent-color:var(--link)}
.actions,.sure{display:flex;flex-direction:column;gap:.5em}
.actions button:hover,.choices button:hover{background:var(--tint)}
.sure{background:var(--raised);border-radius:.7em;padding:.8em;margin-top:.5em}
.actions .strong{background:var(--link);text-align:center}
.menu>.strong{align-self:flex-start}
.menu .small{display:flex;flex-wrap:wrap;gap:.3em 1.2em}

.inline{position:static;width:100%;font-size:1em;display:block}
.inline .panel{width:100%;height:var(--syv-height,min(44em,85vh));box-shadow:none}
@media(max-width:599px),(max-height:479px){
  .root:not(.inline) .panel:not([hidden]){position:fixed;inset:var(--above,0) 0 auto;width:auto;height:var(--free,100dvh);border:0;border-radius:0}
}
@media(max-width:479px){.answer>.avatar,.tagline,.send span{display:none}.tools{padding:0!important}}
@media(max-height:479px){
  .panel{overflow-y:auto}
  .middle,.log{flex:none;width:100%;overflow:visible}
  .log,.middle{min-height:7em}
  .menu{position:relative;width:100%;flex:none}
  .middle:has(.menu) .log{display:none}
  .tagline,.below p{display:none}
  .bar{padding-block:.2em}
  .composer{position:sticky;bottom:0;padding-block:.3em .1em}
  .below{margin:0}
}
@media print{
  .root:not(.inline),.composer,.bar button{display:none!important}
  .panel{height:auto!important}
  .log{overflow:visible}
}
@media(prefers-reduced-motion:reduce){*{animation:none!important}}
@media(forced-colors:active){
  .said .body,.avatar,.tags span,.step::before,button{border:1px solid!important}
  .toggle input::before,.dots i{forced-color-adjust:none;background:ButtonText!important}
  [aria-pressed=true]{outline:3px solid Highlight!important}
}
`;

export const SHEETS = [FRAME, MESSAGES].map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
});
