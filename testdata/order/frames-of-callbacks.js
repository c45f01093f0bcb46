// frames: own
function third() {
  throw new Error('deep');
}
const second = () => third();
class C {
  method() {
    second();
  }
}
setTimeout(function timeout() {
  new C().method();
}, 1);
