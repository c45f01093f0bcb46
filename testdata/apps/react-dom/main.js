'use strict';
process.env.NODE_ENV = 'production';
const React = require('react');
const { renderToString, renderToStaticMarkup, renderToPipeableStream } = require('react-dom/server');
const { Writable } = require('node:stream');
const h = React.createElement;

const Theme = React.createContext('light');
function Counter({ start }) {
  const [n] = React.useState(() => start * 2);
  const id = React.useId();
  const memo = React.useMemo(() => n + 1, [n]);
  return h('button', { id, onClick() {}, disabled: n > 5, style: { marginTop: 4, WebkitBoxFlex: 1, '--x': 'y' } }, n, ' of ', memo, React.useContext(Theme));
}
class Old extends React.Component {
  state = { x: 1 };
  static getDerivedStateFromProps(props) { return { x: props.x + 1 }; }
  render() { return h(React.Fragment, null, this.state.x, [1, 2].map((k) => h('i', { key: k, 'data-k': k }, k)), null, false, 0); }
}
const App = () => h(Theme.Provider, { value: ' "dark" & <b>' }, h('main', { className: 'a', htmlFor: 'b', dangerouslySetInnerHTML: undefined, 'aria-hidden': true },
  h(Counter, { start: 2 }), h(Counter, { start: 9 }), h(Old, { x: 4 }), h('select', { defaultValue: 'b' }, ['a', 'b'].map((v) => h('option', { key: v }, v))),
  h('textarea', { value: 'text', readOnly: true }), h('img', { src: 'x.png', alt: '' }), h('div', { dangerouslySetInnerHTML: { __html: '<hr>' } })));
console.log(renderToString(h(App)));
console.log(renderToStaticMarkup(h(App)));

let data;
const promise = new Promise((resolve) => setTimeout(() => { data = 'loaded'; resolve(data); }, 5));
const Lazy = () => { if (!data) throw promise; return h('p', null, data); };
const Use = () => h('b', null, React.use(promise));
const page = h('html', null, h('head', null, h('title', null, 'T')), h('body', null, h(React.Suspense, { fallback: h('p', null, 'loading') }, h(Lazy), h(Use))));
const stream = renderToPipeableStream(page, {
  bootstrapScripts: ['/main.js'],
  onShellReady() {
    console.log('shell');
    const parts = [];
    stream.pipe(new Writable({ write(c, _, cb) { parts.push(c); cb(); }, final(cb) { console.log(String(Buffer.concat(parts))); cb(); errors(); } }));
  },
  onAllReady() { console.log('all'); },
});
function errors() {
  const Bad = () => { throw new RangeError('bad component'); };
  try { renderToString(h(Bad)); } catch (e) { console.log(e.name, e.message); }
  console.log(renderToString(h(React.Suspense, { fallback: 'fell back' }, h(Bad))).replace(/ data-[a-z]+="[^"]*"/g, ''));
  renderToPipeableStream(h(Bad), { onShellError: (e) => console.log('shell error', e.message), onError: (e) => console.log('error', e.message) });
}
