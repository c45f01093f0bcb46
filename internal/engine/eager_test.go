package engine

import "testing"

// TestCommonInstructions fails when an instruction that every program is searched for takes the samples that few need.
func TestCommonInstructions(t *testing.T) {
	l := Known()
	for _, name := range []string{
		"_add", "concatStrings", "getProp", "getPropCallee", "newFunc", "newArrowFunc", "_loadNewTarget", "newAsyncMethod", "newRegexp",
		"newGeneratorFunc", "newGeneratorMethod", "callEval", "callEvalStrict", "_callEvalVariadic", "_callEvalVariadicStrict",
		"superCall", "_superCallVariadic", "_loadSuper", "_getElem", "_setElem", "_setElemP", "_setElemStrict", "_setElemStrictP",
	} {
		if _, ok := l.instructions[name]; !ok {
			t.Errorf("%s is not common", name)
		}
	}
}
