'use strict';
const pug = require('pug');
const nunjucks = require('nunjucks');
const mustache = require('mustache');
const less = require('less');
const stylus = require('stylus');

console.log(pug.render('doctype html\nmixin item(x)\n  li(class={odd: x % 2})= x\nul#list(data-n=n)\n  each x in [1, 2, 3]\n    +item(x)\n  if n > 1\n    p.a.b #{n} <b>!{raw}\n  else\n    | no', { n: 5, raw: '<i>' }));
try { pug.compile('p(\n  a'); } catch (e) { console.log(e.code, e.msg, e.line); }
const env = new nunjucks.Environment();
env.addFilter('shout', (s) => s.toUpperCase() + '!');
console.log(env.renderString('{% macro f(x, y=2) %}{{ x * y }}{% endmacro %}{% for k, v in o %}{{ loop.index }}:{{ k }}={{ v | shout | safe }} {% else %}none{% endfor %}{{ f(4) }} {{ "<b>" }} {{ [3,1,2] | sort | join("-") }}{% set z = 1 if false else 9 %}{{ z }}', { o: { a: 'x', b: 'y' } }));
console.log(mustache.render('{{#l}}<{{n}}{{^last}}, {{/last}}{{/l}} {{{raw}}} {{&raw}} {{>p}} {{! no }}{{=<% %>=}}<% raw %>', { l: [{ n: 1 }, { n: '"2"', last: true }], raw: '<b>' }, { p: 'partial {{raw}}' }));
stylus.render('w = 5px\nf(n)\n  n * 2\n.a\n  width f(w)\n  &:hover\n    color darken(#f00, 10%)\nfor i in 1..2\n  .c-{i}\n    top i', (e, css) => console.log(e, css));
(async () => {
  console.log((await less.render('@w: 10px; .m(@a; @b: 2) when (@a > 1) { width: @a * @b } .x { .m(5px); &-y { color: fade(#f00, 50%); .z; } } .z { top: ~"calc(1px + @{w})" } @plugin-free: 1; @media (min-width: @w) { .x { left: (@w / 3) } }')).css);
  await less.render('.a { .missing(); }').catch((e) => console.log(e.type, e.message, e.line, e.column));
})();
