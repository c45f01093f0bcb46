'use strict';
// Views of Express in EJS, pug and handlebars, and the three engines by themselves.
const path = require('node:path');
const express = require('express');
const ejs = require('ejs');
const handlebars = require('handlebars');
const hbs = require('hbs');
const pug = require('pug');
const drive = require('../drive');

const app = express();
app.set('views', path.join(__dirname, 'templates'));
app.set('view engine', 'pug');
app.locals.app = 'views';
hbs.registerHelper('shout', (text, options) => text.toUpperCase() + options.hash.suffix);
hbs.registerHelper('wrap', function (options) {
  return new hbs.SafeString(`<div>${options.fn(this)}</div>`);
});
hbs.registerPartials(path.join(__dirname, 'templates', 'partials'));
const data = {
  title: 'Books & more',
  map: { key: 'looked up' },
  items: [
    { name: '<Dune>', sold: true, html: '<i>1965</i>' },
    { name: '"Solaris"', sold: false, html: '<i>1961</i>' },
  ],
};
for (const name of ['page.ejs', 'page', 'page.pug', 'page.hbs', 'missing.ejs']) {
  app.get('/' + name, (req, res) => res.render(name, data));
}
app.get('/empty', (req, res) => res.render('page.hbs', { title: 'empty', layout: false }));
app.get('/broken', (req, res) => res.render('broken.ejs', {}));
app.get('/callback', (req, res, next) => app.render('page.ejs', data, (err, html) => (err ? next(err) : res.type('text').send(html.slice(0, 30)))));
app.use((err, req, res, next) => res.status(500).type('text').send(err.message.replaceAll(__dirname, '')));

(async () => {
  console.log(ejs.render('<%= a %>-<%- b %>-<%% %>', { a: '<&>"\'', b: '<b>' }));
  console.log(ejs.render('[?= this.x ?]', {}, { delimiter: '?', openDelimiter: '[', closeDelimiter: ']', context: { x: 1 } }));
  console.log(await ejs.render('<%= await p %>', { p: Promise.resolve('later') }, { async: true }));
  try {
    ejs.render('<% if (', {});
  } catch (e) {
    console.log(e.name);
  }
  console.log(pug.render('p(class=["a", "b"] checked)= text\n| plain', { text: 'x < y' }));
  console.log(pug.compile('ul\n  each n in list\n    li= n', { pretty: true })({ list: [1, 2] }));
  try {
    pug.render('p\n    b\n  i');
  } catch (e) {
    console.log(e.code, e.line, e.msg);
  }
  console.log(handlebars.compile('{{#each m}}{{@key}}={{this}}{{#unless @last}}, {{/unless}}{{/each}}')({ m: { a: 1, b: '<' } }));
  try {
    handlebars.compile('{{#if x}}{{/unless}}')({});
  } catch (e) {
    console.log(e.message.split('\n').pop());
  }
  console.log(typeof handlebars.precompile('{{x}}'));
  await drive(app, ['/page.ejs', '/page', '/page.pug', '/page.hbs', '/empty', '/broken', '/missing.ejs', '/callback', '/page.ejs'].map((path) => ({ path })));
})();
