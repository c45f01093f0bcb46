"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.K = void 0;
exports.made = made;
function outer(o) {
    const inner = (name) => {
        throw new Error('boom ' + name + o.by);
    };
    return inner('at ');
}
var E;
(function (E) {
    E[E["A"] = 0] = "A";
})(E || (E = {}));
class K {
    static m() { return outer({ by: E.A }); }
}
exports.K = K;
function made() { return new TypeError("made"); }
//# sourceMappingURL=a.js.map