'use strict';
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const most = 10; // objects enabled at once, before a warning
const enabled = new Set();

// The kinds of asynchronous resources are events of their own, from when they are made until they are gone.
let resources;
function traceResources() {
  const wanted = isEnabled('node.async_hooks');
  if (wanted === (resources !== undefined)) return;
  if (!wanted) {
    resources.disable();
    resources = undefined;
    return;
  }
  const kinds = new Map();
  const emit = (phase, name, id, args = {}) => write(phase, 'node,node.async_hooks', name, id, args);
  resources = createHook({
    init(id, kind, trigger) {
      kinds.set(id, kind);
      emit('b', kind, id, { data: { triggerAsyncId: trigger, executionAsyncId: executionAsyncId() } });
    },
    before(id) { if (kinds.has(id)) emit('B', `${kinds.get(id)}_CALLBACK`, id); },
    after(id) { if (kinds.has(id)) emit('E', `${kinds.get(id)}_CALLBACK`, id); },
    destroy(id) { if (kinds.has(id)) emit('e', kinds.get(id), id); kinds.delete(id); },
  }).enable();
}

class Tracing {
  #categories;
  #enabled = false;
  constructor(categories) { this.#categories = categories; }
  enable() {
    if (this.#enabled) return;
    this.#enabled = true;
    enabled.add(this);
    change(this.#categories, 1);
    traceResources();
    if (enabled.size > most) {
      emitWarning(`Possible trace_events memory leak detected. There are more than ${most} enabled Tracing objects.`);
    }
  }
  disable() {
    if (!this.#enabled) return;
    this.#enabled = false;
    enabled.delete(this);
    change(this.#categories, -1);
    traceResources();
  }
  get enabled() { return this.#enabled; }
  get categories() { return this.#categories.join(); }
  [kInspect](depth) {
    if (typeof depth === 'number' && depth < 0) return this;
    return `Tracing ${format({ enabled: this.enabled, categories: this.categories })}`;
  }
}

function createTracing(options) {
  node.checkObject(options, 'options');
  const { categories } = options;
  if (!Array.isArray(categories)) throw node.invalidArgType('options.categories', 'Array', categories);
  categories.forEach((category, i) => node.checkString(category, `options.categories[${i}]`));
  if (categories.length === 0) {
    throw node.coded('TypeError', 'ERR_TRACE_EVENTS_CATEGORY_REQUIRED', 'At least one category is required');
  }
  return new Tracing(categories);
}

if (given.length > 0) {
  change(given, 1);
  traceResources();
}

return { createTracing, getEnabledCategories };
