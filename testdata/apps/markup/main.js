'use strict';
const { marked } = require('marked');
const MarkdownIt = require('markdown-it');
const { XMLParser, XMLBuilder, XMLValidator } = require('fast-xml-parser');
const xml2js = require('xml2js');
const parse5 = require('parse5');
const htmlparser2 = require('htmlparser2');
const postcss = require('postcss');

const text = '# Title\n\nA *para* with `code`, **bold**, ~~gone~~ and [link](http://x.y "t").\n\n- [x] done\n- two\n  1. deep\n\n> quote\n\n```js\nlet a = 1 < 2;\n```\n\n| a | b |\n|---|--:|\n| 1 | <i>2</i> |\n\n![img](a.png) https://auto.link &copy; \\*\n***\nterm<br>';
console.log(marked.parse(text));
console.log(JSON.stringify(marked.lexer('# a\n* b')));
console.log(new MarkdownIt({ html: false, linkify: true, typographer: true, highlight: (s) => `<i>${s.length}</i>` }).render(text + '\n"quotes" -- (c)'));
const xml = '<?xml version="1.0"?><root a="1"><!-- c --><item id="x">one &amp; two</item><item id="y"><![CDATA[<raw>]]></item><empty/><n:s xmlns:n="u">3.50</n:s></root>';
console.log(JSON.stringify(new XMLParser({ ignoreAttributes: false, cdataPropName: '__cdata' }).parse(xml)), XMLValidator.validate('<a><b></a>'));
console.log(new XMLBuilder({ ignoreAttributes: false, format: true }).build({ r: { '@_k': 'v<', i: [1, 'b'], e: '' } }));
const root = parse5.parse('<!doctype html><p>one<p>two <b>bold<i>both</b>it</i><table><tr><td>x<div></table><svg><circle/></svg>');
console.log(parse5.serialize(root));
const dom = htmlparser2.parseDocument('<ul id=l><li class="a b">1<li>2</ul>');
console.log(htmlparser2.DomUtils.getElementsByTagName('li', dom).map((e) => [e.attribs, htmlparser2.DomUtils.textContent(e)]), htmlparser2.DomUtils.getOuterHTML(dom));
const css = postcss([{ postcssPlugin: 'p', Declaration: { color(d) { if (d.value !== 'blue') d.value = 'blue'; } }, AtRule: (r) => console.log('at', r.name, r.params) }]).process('@media print { a { color: red; /* c */ top: 0 } }\nb::after{content:"\\"}"}', { from: 'x.css', map: { inline: false, annotation: false } });
console.log(css.css, JSON.parse(css.map.toString()).mappings);
try { postcss.parse('a { color: "red }', { from: 'bad.css' }); } catch (e) { console.log(e.name, e.reason, e.line, e.column, e.showSourceCode(false)); }
xml2js.parseString(xml, { explicitArray: false, mergeAttrs: true }, (e, r) => {
  console.log(e, JSON.stringify(r), new xml2js.Builder().buildObject({ a: { $: { b: 1 }, c: ['x', 'y'] } }));
  xml2js.parseString('<a><b></a>', (err) => console.log(err.message));
});
