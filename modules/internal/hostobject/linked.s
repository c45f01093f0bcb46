// This file lets the package declare functions that are linked to those of the engine.
