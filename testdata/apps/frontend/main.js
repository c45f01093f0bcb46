'use strict';
process.env.NODE_ENV = 'production';
const { createSSRApp, h, ref, computed, reactive, watch, nextTick, defineComponent } = require('vue');
const { renderToString } = require('@vue/server-renderer');
const preact = require('preact');
const { useState, useMemo } = require('preact/hooks');
const { render } = require('preact-render-to-string');
const cheerio = require('cheerio');

(async () => {
  const Item = defineComponent({ props: { n: { type: Number, required: true } }, setup: (p, { slots }) => () => h('li', { class: { odd: p.n % 2 } }, slots.default?.({ double: p.n * 2 })) });
  const App = { components: { Item }, data: () => ({ list: [1, 2], text: '<b>', on: false }), template: '<ul :id="\'l\' + list.length" @click="on = !on"><Item v-for="n in list" :key="n" :n="n" v-slot="{ double }">{{ n }} → {{ double }}</Item><li v-if="on">on</li><li v-else v-html="text"></li></ul><input v-model="text">' };
  console.log(await renderToString(createSSRApp(App)));
  const state = reactive({ a: 1, nested: { b: [1] } });
  const sum = computed(() => state.a + state.nested.b.length);
  const count = ref(0);
  watch(sum, (now, before) => console.log('watched', before, now));
  state.nested.b.push(2);
  state.a++;
  count.value++;
  await nextTick();
  console.log(sum.value, count.value);
  const C = ({ start }) => { const [n] = useState(start); return preact.h('p', { style: { top: 1 }, 'data-x': useMemo(() => n * 2, [n]) }, n, preact.h(preact.Fragment, null, ['a', '<'])); };
  console.log(render(preact.h(C, { start: 3 })));
  const $ = cheerio.load('<ul id="f"><li class="a">A</li><li class="b">B <i>x</i></li></ul>');
  $('li.b').addClass('c').before('<li>new</li>').attr('title', '"q"').find('i').replaceWith('<b>y</b>');
  console.log($.html(), $('li').map((i, e) => $(e).text()).get(), $('ul > li:nth-child(2)').hasClass('a'), $('li:contains("B")').index(), $('#f').children().length);
})();
