function load() {
  require('../nowhere.js');
}
load();
